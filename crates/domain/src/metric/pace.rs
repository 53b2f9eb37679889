//! Progress against the plan, at this student's pace.

use super::declaration::metrics;
use super::{Reading, View};
use crate::journey::{Enrolment, WorkLog};
use crate::time::{DAY, Instant, Span};

metrics! { Pace;
    days_since_start: Enrolment Duration Days Grows Study,
        needs [[Enrolled]] also [Paused, Resumed, LeavePlanned] in LEARNING,
        "jours d'étude depuis le début" "days of study since the start",
        "Temps d'étude depuis le premier jour, pauses exclues ; non défini avant." "Study time since the first day, leaves excluded; undefined before it.",
        |view| start(view).map_or(Reading::undefined(), |start| view.study_age(start));
    started_at: Enrolment Instant None Constant Wall,
        needs [[Enrolled]] also [] in ANY,
        "premier jour" "first day",
        "Premier jour d'étude." "First day of study.",
        |view| start(view).map_or(Reading::undefined(), Reading::instant);
    enrolled_at: Enrolment Instant None Constant Wall,
        needs [[Enrolled]] also [Reenrolled] in ANY,
        "inscription le" "enrolled on",
        "Date de l'inscription." "Date of enrolment.",
        |view| view.enrolment.and_then(|e| e.enrolled_at).map_or(Reading::undefined(), Reading::instant);
    projects_planned: Enrolment Number Count Constant Wall,
        needs [[Planned]] also [Completed, DefenceJudged] in OPEN,
        "projets prévus" "projects planned",
        "Nombre de projets du plan." "Number of projects in the plan.",
        |view| work(view).map_or(Reading::undefined(), |log| Reading::number(log.projects.0));
    projects_done: Enrolment Number Count Constant Wall,
        needs [[Completed, DefenceJudged]] also [Planned] in OPEN,
        "projets terminés" "projects done",
        "Projets terminés ou validés." "Projects completed or validated.",
        |view| work(view).map_or(Reading::undefined(), |log| Reading::number(log.projects.1));
    current_project: Enrolment Category None Constant Wall,
        needs [[Planned]] also [Completed, DefenceJudged] in OPEN,
        "projet en cours" "current project",
        "Premier projet du plan qui n'est pas terminé." "First project of the plan that is not done.",
        |view| work(view).and_then(WorkLog::current_project).map_or(Reading::undefined(), |w| Reading::category(&w.item));
    days_on_project: Enrolment Duration Days Grows Study,
        needs [[Planned], [Completed, DefenceJudged]] also [Enrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "jours sur le projet" "days on the project",
        "Temps d'étude depuis que le projet en cours est le sien." "Study time since the current project began.",
        |view| match (work(view).and_then(WorkLog::current_project), start(view)) {
            (Some(_), Some(start)) => {
                let log_start = work(view).and_then(|log| log.last_completed);
                view.study_age(log_start.map_or(start, |done| done.max(start)))
            }
            _ => Reading::undefined(),
        };
    planned_project_days: Enrolment Duration Days Constant Wall,
        needs [[Planned]] also [Completed, DefenceJudged] in OPEN,
        "jours prévus pour le projet" "days planned for the project",
        "Durée prévue du projet en cours, au rythme du plan." "Planned length of the current project, at the plan's pace.",
        |view| work(view).and_then(WorkLog::current_project).and_then(|w| w.days)
            .map_or(Reading::undefined(), |days| Reading::span(Span::days(i64::from(days))));
    pace_ratio: Enrolment Number Ratio Daily Study,
        needs [[Planned], [Completed, DefenceJudged]] also [Enrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "rythme" "pace",
        "Jours prévus des projets terminés, rapportés au temps d'étude écoulé ; 1 = dans les temps. Calculé à minuit." "Planned days of the projects done, over study time elapsed; 1 = on time. Computed at midnight.",
        pace_ratio;
    projected_end: Enrolment Instant None Daily Study,
        needs [[Planned], [Completed, DefenceJudged]] also [Enrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "fin projetée" "projected end",
        "Date de fin si le rythme reste le même. Calculée à minuit." "End date if the pace stays the same. Computed at midnight.",
        projected_end;
    time_to_target: Enrolment Duration Days CountsDown Wall,
        needs [[Enrolled]] also [Reenrolled] in OPEN,
        "jours jusqu'à la fin visée" "days to the target end",
        "Temps qui reste jusqu'à la date que l'étudiant·e vise." "Time left until the date the student aims at.",
        |view| view.enrolment.and_then(|e| e.target_end).map_or(Reading::undefined(), Reading::countdown);
}

fn work<'j>(view: &View<'j>) -> Option<&'j WorkLog> {
    view.enrolment.map(|enrolment| &enrolment.work)
}

fn start(view: &View<'_>) -> Option<Instant> {
    view.enrolment.and_then(|enrolment| enrolment.starts_at)
}

/// Study days elapsed at local midnight, from one whole day on.
#[expect(clippy::cast_precision_loss, reason = "seconds of any plausible span fit 53 bits")]
fn elapsed_days(view: &View<'_>, enrolment: &Enrolment) -> Result<f64, Instant> {
    let midnight = view.context.calendar.midnight(view.at);
    let tomorrow = view.context.calendar.next_midnight(view.at);
    let start = enrolment.starts_at.ok_or(Instant::NEVER)?;
    let elapsed = enrolment.leaves.elapsed(start, midnight).seconds;
    if midnight < start || elapsed < DAY.0 {
        return Err(tomorrow);
    }
    Ok(elapsed as f64 / DAY.0 as f64)
}

fn pace_ratio<'j>(view: &View<'j>) -> Reading<'j> {
    let Some(enrolment) = view.enrolment else { return Reading::undefined() };
    match elapsed_days(view, enrolment) {
        Ok(elapsed) => {
            let tomorrow = view.context.calendar.next_midnight(view.at);
            Reading::steady(f64::from(enrolment.work.days_done) / elapsed, tomorrow)
        }
        Err(until) => Reading::undefined_until(until),
    }
}

fn projected_end<'j>(view: &View<'j>) -> Reading<'j> {
    let Some(enrolment) = view.enrolment else { return Reading::undefined() };
    let log = &enrolment.work;
    let tomorrow = view.context.calendar.next_midnight(view.at);
    if log.days_done == 0 {
        return Reading::undefined();
    }
    match elapsed_days(view, enrolment) {
        Ok(elapsed) => {
            let planned: u32 = log.works.iter().map(|work| u32::from(work.days.unwrap_or(0))).sum();
            let left = f64::from(planned.saturating_sub(log.days_done));
            let days = left * elapsed / f64::from(log.days_done);
            #[expect(clippy::cast_possible_truncation, reason = "rounded days, clamped")]
            let days = days.ceil().clamp(0.0, 100_000.0) as i64;
            let end = view.context.calendar.midnight(view.at) + Span::days(days);
            Reading::instant(end).no_later_than(tomorrow)
        }
        Err(until) => Reading::undefined_until(until),
    }
}
