//! Activity, against the student's own past weeks.

use super::declaration::metrics;
use super::reading::sum_in;
use super::{Reading, View};
use crate::journey::activity::{Week, week_of, week_start};
use crate::journey::{ActivityLog, Enrolment};
use crate::time::{Instant, Span};

/// Own habit: so many whole weeks before the two last ones.
const HABIT: i32 = 12;
const HABIT_WEEKS: usize = HABIT as usize;
/// Fewer weeks than this are no habit.
const LEAST_WEEKS: usize = 4;

metrics! { Activity;
    days_since_activity: Enrolment Duration Days Grows Study,
        needs [[Activity]] also [Paused, Resumed, LeavePlanned] in LEARNING,
        "jours depuis la dernière activité" "days since last activity",
        "Temps d'étude depuis la fin de la dernière période avec activité." "Study time since the end of the last period with activity.",
        |view| view.enrolment.and_then(|e| e.activity.last).map_or(Reading::undefined(), |last| view.study_age(last));
    never_active: Enrolment Truth None Constant Study,
        needs [[Activity]] also [] in LEARNING,
        "n'a pas encore ouvert de cours" "has not opened a course yet",
        "Vrai tant qu'aucune activité n'est connue depuis l'inscription." "True while no activity is known since enrolling.",
        |view| of(view).map_or(Reading::undefined(), |log| Reading::truth(log.first.is_none(), Instant::NEVER));
    actions_7d: Enrolment Number Count Window Wall,
        needs [[Activity]] also [] in OPEN,
        "actions sur 7 jours" "actions in 7 days",
        "Actions des périodes terminées dans les 7 derniers jours." "Actions of periods that ended in the last 7 days.",
        |view| actions(view, Span::days(7));
    actions_14d: Enrolment Number Count Window Wall,
        needs [[Activity]] also [] in OPEN,
        "actions sur 14 jours" "actions in 14 days",
        "Actions des périodes terminées dans les 14 derniers jours." "Actions of periods that ended in the last 14 days.",
        |view| actions(view, Span::days(14));
    actions_28d: Enrolment Number Count Window Wall,
        needs [[Activity]] also [] in OPEN,
        "actions sur 28 jours" "actions in 28 days",
        "Actions des périodes terminées dans les 28 derniers jours." "Actions of periods that ended in the last 28 days.",
        |view| actions(view, Span::days(28));
    active_days_7d: Enrolment Number Count Window Wall,
        needs [[Activity]] also [] in OPEN,
        "jours actifs sur 7 jours" "active days in 7 days",
        "Jours avec activité dans les 7 derniers jours ; non défini si une période ne les dit pas." "Days with activity in the last 7 days; undefined if a period does not tell them.",
        |view| active_days(view, Span::days(7));
    active_days_14d: Enrolment Number Count Window Wall,
        needs [[Activity]] also [] in OPEN,
        "jours actifs sur 14 jours" "active days in 14 days",
        "Jours avec activité dans les 14 derniers jours ; non défini si une période ne les dit pas." "Days with activity in the last 14 days; undefined if a period does not tell them.",
        |view| active_days(view, Span::days(14));
    usual_active_days: Enrolment Number DaysPerWeek Window Study,
        needs [[Activity]] also [Enrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "jours actifs d'habitude" "usual active days",
        "Médiane, par semaine entière, des jours avec activité de l'étudiant·e lui-même, sur 12 semaines avant les deux dernières, pauses exclues ; à partir de 4 semaines." "The student's own median of days with activity per whole week, over 12 weeks before the last two, leaves excluded; from 4 weeks on.",
        |view| *view.usual_days.get_or_init(|| habit(view, days));
    recent_active_days: Enrolment Number DaysPerWeek Window Study,
        needs [[Activity]] also [Enrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "jours actifs ces deux semaines" "recent active days",
        "La plus active des deux dernières semaines entières, en jours." "The more active of the last two whole weeks, in days.",
        |view| recent(view, days);
    usual_actions: Enrolment Number Count Window Study,
        needs [[Activity]] also [Enrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "actions d'habitude par semaine" "usual actions a week",
        "Médiane des actions par semaine entière, sur 12 semaines avant les deux dernières, pauses exclues." "Own median of actions per whole week, over 12 weeks before the last two, leaves excluded.",
        |view| habit(view, |week| Some(week.actions));
    recent_actions: Enrolment Number Count Window Study,
        needs [[Activity]] also [Enrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "actions ces deux semaines" "recent actions",
        "La plus active des deux dernières semaines entières, en actions." "The more active of the last two whole weeks, in actions.",
        |view| recent(view, |week| Some(week.actions));
    activity_ratio: Enrolment Number Ratio Window Study,
        needs [[Activity]] also [Enrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "activité par rapport à son habitude" "activity against own habit",
        "Actions des deux dernières semaines rapportées à l'habitude ; 1 = comme d'habitude." "Actions of the last two weeks over the habit; 1 = as usual.",
        |view| ratio(recent(view, |week| Some(week.actions)), habit(view, |week| Some(week.actions)));
    quiet_weeks: Enrolment Number Count Window Study,
        needs [[Activity]] also [Enrolled] in LEARNING,
        "semaines entières sans activité" "whole weeks without activity",
        "Nombre de semaines entières d'affilée, jusqu'à la dernière, sans aucune activité." "Number of whole weeks in a row, up to the last one, without any activity.",
        quiet_weeks;
    total_actions: Enrolment Number Count Constant Wall,
        needs [[Activity]] also [] in OPEN,
        "actions depuis le début" "actions since the start",
        "Toutes les actions connues de cette inscription." "All known actions of this enrolment.",
        |view| of(view).map_or(Reading::undefined(), |log| {
            #[expect(clippy::cast_precision_loss, reason = "counts of clicks fit 53 bits")]
            Reading::number(log.actions as f64)
        });
}

fn of<'j>(view: &View<'j>) -> Option<&'j ActivityLog> {
    view.enrolment.map(|enrolment| &enrolment.activity)
}

fn actions<'j>(view: &View<'j>, span: Span) -> Reading<'j> {
    let Some(log) = of(view) else { return Reading::undefined() };
    let entries = log.periods.iter().map(|period| (period.to, u64::from(period.actions)));
    let (sum, until) = sum_in(entries, view.at, span);
    #[expect(clippy::cast_precision_loss, reason = "counts of clicks fit 53 bits")]
    Reading::steady(sum as f64, until)
}

fn active_days<'j>(view: &View<'j>, span: Span) -> Reading<'j> {
    let Some(log) = of(view) else { return Reading::undefined() };
    let days = |period: &crate::journey::Period| u64::from(period.active_days.unwrap_or(0));
    let entries = log.periods.iter().map(|period| (period.to, days(period)));
    let (sum, until) = sum_in(entries, view.at, span);
    let told = log
        .periods
        .iter()
        .filter(|period| period.to <= view.at && period.to > view.at - span)
        .all(|period| period.active_days.is_some());
    if !told {
        return Reading::undefined_until(until);
    }
    #[expect(clippy::cast_precision_loss, reason = "days fit 53 bits")]
    Reading::steady(sum as f64, until)
}

fn days(week: &Week) -> Option<f32> {
    week.days_known.then_some(week.active_days)
}

/// First whole week of an enrolment.
fn first_whole_week(enrolment: &Enrolment) -> i32 {
    let start = enrolment.starts_at.unwrap_or(enrolment.since);
    let week = week_of(start);
    if week_start(week) == start { week } else { week + 1 }
}

fn amount(log: &ActivityLog, index: i32, measure: fn(&Week) -> Option<f32>) -> Option<f32> {
    match log.weeks.binary_search_by_key(&index, |week| week.index) {
        Ok(place) => measure(&log.weeks[place]),
        Err(_) => Some(0.0),
    }
}

/// Median over the weeks of the habit; holds until the week is over.
fn habit<'j>(view: &View<'j>, measure: fn(&Week) -> Option<f32>) -> Reading<'j> {
    let Some(Enrolment { leaves, activity, .. }) = view.enrolment else {
        return Reading::undefined();
    };
    let this_week = week_of(view.at);
    let until = week_start(this_week + 1);
    let newest = this_week - 3;
    let oldest = view.enrolment.map_or(0, first_whole_week).max(newest - HABIT + 1);
    let away = leaves.touch(week_start(oldest), week_start(newest + 1));
    let studied = |index| !away || !leaves.touch(week_start(index), week_start(index + 1));
    let weeks = (oldest..=newest).filter(|&index| studied(index)).count();
    if weeks < LEAST_WEEKS {
        return Reading::undefined_until(until);
    }
    // Weeks without activity are not kept: they stay zeros.
    let mut values = [f32::INFINITY; HABIT_WEEKS];
    values[..weeks].fill(0.0);
    let first = activity.weeks.partition_point(|week| week.index < oldest);
    let kept = activity.weeks[first..].iter().take_while(|week| week.index <= newest);
    for (place, week) in values.iter_mut().zip(kept.filter(|week| studied(week.index))) {
        let Some(value) = measure(week) else { return Reading::undefined_until(until) };
        *place = value;
    }
    Reading::steady(median(&values, weeks), until)
}

/// Median of the `count` least of these values.
///
/// Counting how many lie below each costs less than sorting them would: it
/// has no branches.
fn median(values: &[f32; HABIT_WEEKS], count: usize) -> f64 {
    let mut below = [0; HABIT_WEEKS];
    for other in values {
        for (value, below) in values.iter().zip(&mut below) {
            *below += u32::from(other < value);
        }
    }
    // The greatest of those that have at most so many below them.
    let at = |rank: usize| {
        let fits = |below: u32| below as usize <= rank;
        let ranked = values.iter().zip(below).map(|(v, below)| if fits(below) { *v } else { 0.0 });
        f64::from(ranked.fold(0.0, f32::max))
    };
    let middle = count / 2;
    if count % 2 == 1 { at(middle) } else { f64::midpoint(at(middle - 1), at(middle)) }
}

/// The best of the last two whole weeks; undefined if a leave touched them.
fn recent<'j>(view: &View<'j>, measure: fn(&Week) -> Option<f32>) -> Reading<'j> {
    let Some(enrolment) = view.enrolment else { return Reading::undefined() };
    let this_week = week_of(view.at);
    let until = week_start(this_week + 1);
    let (first, last) = (this_week - 2, this_week - 1);
    let away = enrolment.leaves.touch(week_start(first), week_start(this_week));
    if away || first < first_whole_week(enrolment) {
        return Reading::undefined_until(until);
    }
    let log = &enrolment.activity;
    match (amount(log, first, measure), amount(log, last, measure)) {
        (Some(a), Some(b)) => Reading::steady(a.max(b), until),
        _ => Reading::undefined_until(until),
    }
}

fn ratio<'j>(part: Reading<'j>, whole: Reading<'j>) -> Reading<'j> {
    let until = part.until.min(whole.until);
    match (part.value, whole.value) {
        (super::Value::Number(part), super::Value::Number(whole)) if whole.base > 0.0 => {
            Reading::steady(part.base / whole.base, until)
        }
        _ => Reading::undefined_until(until),
    }
}

fn quiet_weeks<'j>(view: &View<'j>) -> Reading<'j> {
    let Some(enrolment) = view.enrolment else { return Reading::undefined() };
    let this_week = week_of(view.at);
    let until = week_start(this_week + 1);
    let first = first_whole_week(enrolment);
    let last_active =
        enrolment.activity.weeks.iter().rev().find(|week| week.index < this_week).map(|w| w.index);
    let quiet = this_week - 1 - last_active.map_or(first - 1, |index| index.max(first - 1));
    Reading::steady(quiet.max(0), until)
}
