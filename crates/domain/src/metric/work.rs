//! Work with due dates, and marks.

use super::declaration::metrics;
use super::{Reading, View};
use crate::journey::{Work, WorkLog};
use crate::time::Instant;

/// Marks needed before a drop means anything.
const LEAST_MARKS: u32 = 3;

metrics! { Work;
    works_overdue: Enrolment Number Count Constant Wall,
        needs [[Planned], [Submitted]] also [Completed, DefenceJudged] in LEARNING,
        "travaux en retard" "works overdue",
        "Travaux dont la date est passée et qui ne sont pas rendus." "Works whose date has passed and that are not handed in.",
        |view| log(view).map_or(Reading::undefined(), |log| {
            let (passed, next) = passed_dues(log, view.at);
            #[expect(clippy::cast_precision_loss, reason = "at most 64 works")]
            Reading::steady(passed.len() as f64, next)
        });
    days_overdue: Enrolment Duration Days Grows Study,
        needs [[Planned], [Submitted]] also [Completed, DefenceJudged, Paused, Resumed, LeavePlanned] in LEARNING,
        "jours de retard" "days overdue",
        "Temps d'étude depuis la date du plus ancien travail non rendu." "Study time since the date of the oldest work not handed in.",
        |view| log(view).and_then(|log| log.open_dues.first()).map_or(Reading::undefined(), |(due, _)| view.study_age(*due));
    overdue_work: Enrolment Category None Constant Wall,
        needs [[Planned], [Submitted]] also [Completed, DefenceJudged] in LEARNING,
        "travail en retard" "overdue work",
        "Le plus ancien travail non rendu." "The oldest work not handed in.",
        |view| overdue(view).map_or_else(Reading::undefined_until, |work| Reading::category(&work.item));
    overdue_since: Enrolment Instant None Constant Wall,
        needs [[Planned], [Submitted]] also [Completed, DefenceJudged] in LEARNING,
        "à rendre le" "was due on",
        "Date du plus ancien travail non rendu." "Date of the oldest work not handed in.",
        |view| overdue(view).map_or_else(Reading::undefined_until, |work| work.due.map_or(Reading::undefined(), Reading::instant));
    missed_weight: Enrolment Number Percent Constant Wall,
        needs [[Planned], [Submitted]] also [Completed, DefenceJudged] in LEARNING,
        "part de la note en retard" "share of the mark overdue",
        "Poids, dans la note finale, des travaux en retard." "Weight in the final mark of the works overdue.",
        |view| log(view).map_or(Reading::undefined(), |log| {
            let (passed, next) = passed_dues(log, view.at);
            let weight: f32 = passed.iter().map(|(_, index)| log.works[usize::from(*index)].weight).sum();
            Reading::steady(weight, next)
        });
    overdue_share: Enrolment Number Ratio Constant Wall,
        needs [[Planned], [Submitted]] also [Completed, DefenceJudged] in LEARNING,
        "part des travaux échus en retard" "share of the due works that is overdue",
        "Part, de 0 à 1, des travaux dont la date est passée qui ne sont pas rendus." "Share, from 0 to 1, of the works whose date has passed that are not handed in.",
        overdue_share;
    time_to_due: Enrolment Duration Days CountsDown Wall,
        needs [[Planned]] also [Submitted, Completed, DefenceJudged] in OPEN,
        "jours avant le prochain travail" "days to the next work",
        "Temps qui reste jusqu'au prochain travail à rendre." "Time left until the next work is due.",
        |view| log(view).map_or(Reading::undefined(), |log| {
            let (_, next) = passed_dues(log, view.at);
            if next == Instant::NEVER { Reading::undefined() } else { Reading::countdown(next).no_later_than(next) }
        });
    works_submitted: Enrolment Number Count Constant Wall,
        needs [[Submitted]] also [] in OPEN,
        "travaux rendus" "works handed in",
        "Travaux rendus, en retard ou non." "Works handed in, late or not.",
        |view| log(view).map_or(Reading::undefined(), |log| Reading::number(log.submitted));
    works_submitted_late: Enrolment Number Count Constant Wall,
        needs [[Submitted]] also [Planned] in OPEN,
        "travaux rendus en retard" "works handed in late",
        "Travaux rendus après leur date." "Works handed in after their date.",
        |view| log(view).map_or(Reading::undefined(), |log| Reading::number(log.submitted_late));
    mean_score: Enrolment Number Points Constant Wall,
        needs [[Submitted]] also [] in OPEN,
        "moyenne" "mean mark",
        "Moyenne de toutes les notes, sur 100." "Mean of all marks, out of 100.",
        |view| log(view).and_then(|log| log.marks.mean()).map_or(Reading::undefined(), Reading::number);
    earlier_mean: Enrolment Number Points Constant Wall,
        needs [[Submitted]] also [] in OPEN,
        "moyenne d'avant" "earlier mean",
        "Moyenne des notes avant la dernière, à partir de trois." "Mean of the marks before the last, from three on.",
        |view| log(view).and_then(|log| log.marks.earlier_mean(LEAST_MARKS)).map_or(Reading::undefined(), Reading::number);
    last_score: Enrolment Number Points Constant Wall,
        needs [[Submitted]] also [] in OPEN,
        "dernière note" "last mark",
        "La dernière note, sur 100." "The last mark, out of 100.",
        |view| log(view).and_then(|log| log.marks.last).map_or(Reading::undefined(), |(score, _)| Reading::number(score));
    last_score_at: Enrolment Instant None Constant Wall,
        needs [[Submitted]] also [] in OPEN,
        "date de la dernière note" "date of the last mark",
        "Date du travail qui porte la dernière note." "Date of the work with the last mark.",
        |view| log(view).and_then(|log| log.marks.last).map_or(Reading::undefined(), |(_, at)| Reading::instant(at));
    days_since_score: Enrolment Duration Days Grows Wall,
        needs [[Submitted]] also [] in OPEN,
        "jours depuis la dernière note" "days since the last mark",
        "Temps depuis le travail qui porte la dernière note." "Time since the work with the last mark.",
        |view| log(view).and_then(|log| log.marks.last).map_or(Reading::undefined(), |(_, at)| Reading::age(at, view.at));
    score_drop: Enrolment Number Points Constant Wall,
        needs [[Submitted]] also [] in OPEN,
        "baisse de la dernière note" "drop of the last mark",
        "Moyenne des notes d'avant, moins la dernière ; à partir de trois notes avant elle." "Mean of the earlier marks minus the last; from three earlier marks on.",
        |view| log(view).and_then(|log| {
            let (last, _) = log.marks.last?;
            Some(log.marks.earlier_mean(LEAST_MARKS)? - f64::from(last))
        }).map_or(Reading::undefined(), Reading::number);
}

fn log<'j>(view: &View<'j>) -> Option<&'j WorkLog> {
    view.enrolment.map(|enrolment| &enrolment.work)
}

/// The open works whose dates have passed, and the next such date.
fn passed_dues(log: &WorkLog, at: Instant) -> (&[(Instant, u8)], Instant) {
    let (passed, ahead) =
        log.open_dues.split_at(log.open_dues.partition_point(|(due, _)| *due <= at));
    (passed, ahead.first().map_or(Instant::NEVER, |(due, _)| *due))
}

fn overdue_share<'j>(view: &View<'j>) -> Reading<'j> {
    let Some(log) = log(view) else { return Reading::undefined() };
    let (mut due, mut overdue, mut next) = (0.0, 0.0, Instant::NEVER);
    for work in &log.works {
        match work.due {
            Some(at) if at <= view.at => {
                due += 1.0;
                let open = work.submitted_at.is_none() && work.completed_at.is_none();
                overdue += if open { 1.0 } else { 0.0 };
            }
            Some(at) => next = next.min(at),
            None => {}
        }
    }
    if due > 0.0 { Reading::steady(overdue / due, next) } else { Reading::undefined_until(next) }
}

/// The oldest work overdue, or when there may be one.
fn overdue<'j>(view: &View<'j>) -> Result<&'j Work, Instant> {
    let log = log(view).ok_or(Instant::NEVER)?;
    let (due, index) = log.open_dues.first().ok_or(Instant::NEVER)?;
    if *due > view.at { Err(*due) } else { Ok(&log.works[usize::from(*index)]) }
}
