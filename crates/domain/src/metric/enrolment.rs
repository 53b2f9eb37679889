//! The enrolment itself: phase, leave, funding, return.

use super::declaration::metrics;
use super::{Reading, View};
use crate::fact::Funding;
use crate::journey::{Ended, Enrolment, Leave};
use crate::time::Instant;

metrics! { Enrolment;
    enrolment_phase: Enrolment Category None Constant Wall,
        needs [[Enrolled]] also [Reenrolled, Paused, Resumed, LeavePlanned, Withdrawn, Diploma] in ANY
        words ["learning", "paused", "withdrawn", "graduated"],
        "phase de l'inscription" "phase of the enrolment",
        "En cours, en pause, arrêtée ou diplômée." "Learning, paused, withdrawn or graduated.",
        |view| view.phase().map_or(Reading::undefined(), |(phase, until)| Reading::category(phase.name()).no_later_than(until));
    programme: Enrolment Category None Constant Wall,
        needs [[Enrolled]] also [] in ANY,
        "parcours" "programme",
        "Parcours de l'inscription." "Programme of the enrolment.",
        |view| key(view, |enrolment| &enrolment.programme);
    cohort: Enrolment Category None Constant Wall,
        needs [[Enrolled]] also [] in ANY,
        "entrées" "cohort",
        "Groupe d'entrée de l'inscription." "Cohort of the enrolment.",
        |view| key(view, |enrolment| &enrolment.cohort);
    weekly_hours: Enrolment Number Count Constant Wall,
        needs [[Enrolled]] also [] in OPEN,
        "heures prévues par semaine" "hours planned a week",
        "Heures d'étude convenues par semaine." "Hours of study agreed a week.",
        |view| view.enrolment.and_then(|e| e.weekly_hours).map_or(Reading::undefined(), Reading::number);
    funding: Enrolment Category None Constant Wall,
        needs [[Enrolled]] also [] in OPEN
        words ["personal", "account", "employment_agency", "employer", "apprenticeship", "other"],
        "financement" "funding",
        "Qui finance." "Who pays.",
        |view| view.enrolment.and_then(|e| e.funding).map_or(Reading::undefined(), |funding: Funding| Reading::category(funding.name()));
    time_to_funding_end: Enrolment Duration Days CountsDown Wall,
        needs [[Enrolled]] also [] in OPEN,
        "jours de financement restants" "days of funding left",
        "Temps qui reste avant la fin du financement convenu." "Time left until the agreed funding ends.",
        |view| view.enrolment.and_then(|e| e.funding_ends).map_or(Reading::undefined(), Reading::countdown);
    funding_ends_at: Enrolment Instant None Constant Wall,
        needs [[Enrolled]] also [] in OPEN,
        "fin du financement" "funding ends on",
        "Date de fin du financement convenu." "Date on which the agreed funding ends.",
        |view| view.enrolment.and_then(|e| e.funding_ends).map_or(Reading::undefined(), Reading::instant);
    on_leave: Enrolment Truth None Constant Wall,
        needs [[Paused, LeavePlanned]] also [Resumed, Reenrolled] in OPEN,
        "en pause" "on leave",
        "Vrai pendant une pause." "True during a leave.",
        |view| of(view).map_or(Reading::undefined(), |e| {
            Reading::truth(e.leaves.at(view.at).is_some(), e.leaves.next_change(view.at))
        });
    time_to_leave_end: Enrolment Duration Days CountsDown Wall,
        needs [[Paused, LeavePlanned]] also [Resumed, Reenrolled] in OPEN,
        "jours avant la reprise" "days to the end of the leave",
        "Temps qui reste jusqu'à la fin prévue de la pause en cours." "Time left until the planned end of the present leave.",
        |view| leave(view).map_or_else(Reading::undefined_until, |leave| Reading::countdown(leave.until).no_later_than(leave.until));
    days_since_return: Enrolment Duration Days Grows Wall,
        needs [[Paused, LeavePlanned]] also [Resumed, Reenrolled] in OPEN,
        "jours depuis la reprise" "days since the return",
        "Temps depuis la fin de la dernière pause." "Time since the last leave ended.",
        |view| last_leave(view).map_or_else(Reading::undefined_until, |leave| Reading::age(leave.until, view.at).no_later_than(next_change(view)));
    leave_ends_at: Enrolment Instant None Constant Wall,
        needs [[Paused, LeavePlanned]] also [Resumed, Reenrolled] in OPEN,
        "reprise le" "back on",
        "Fin de la pause en cours, ou de la dernière." "End of the present leave, or of the last one.",
        |view| leave(view).or_else(|_| last_leave(view))
            .map_or_else(Reading::undefined_until, |leave| Reading::instant(leave.until).no_later_than(next_change(view)));
    leave_length: Enrolment Duration Days Constant Wall,
        needs [[Paused, LeavePlanned]] also [Resumed, Reenrolled] in OPEN,
        "durée de la pause" "length of the leave",
        "Durée de la pause en cours, ou de la dernière, si sa fin est connue." "Length of the present leave, or of the last one, if its end is known.",
        |view| leave(view).or_else(|_| last_leave(view)).ok().and_then(Leave::length)
            .map_or(Reading::undefined_until(next_change(view)), |length| Reading::span(length).no_later_than(next_change(view)));
    time_to_return: Student Duration Days CountsDown Wall,
        needs [[Withdrawn]] also [Enrolled, Reenrolled, Resumed] in ANY,
        "temps jusqu'au retour prévu" "time to the planned return",
        "Temps qui reste jusqu'à la date à laquelle une personne partie pensait reprendre ; négatif ensuite." "Time left until the date on which someone who left meant to come back; negative after it.",
        |view| planned_return(view).map_or(Reading::undefined(), Reading::countdown);
    return_planned_at: Student Instant None Constant Wall,
        needs [[Withdrawn]] also [Enrolled, Reenrolled, Resumed] in ANY,
        "retour prévu le" "planned to come back on",
        "Date à laquelle une personne partie pensait reprendre." "Date on which someone who left meant to come back.",
        |view| planned_return(view).map_or(Reading::undefined(), Reading::instant);
    contacted_near_return: Student Truth None Constant Wall,
        needs [[Withdrawn], [Call, Meeting, MessageOut]] also [Enrolled, Reenrolled, Resumed, MessageIn, Enquired] in ANY,
        "échange autour du retour prévu" "exchange near the planned return",
        "Vrai si un échange a eu lieu depuis la semaine qui précède la date prévue." "True if there was an exchange since the week before the planned date.",
        |view| planned_return(view).map_or(Reading::undefined(), |at| {
            let last = view.journey.contact.last.map(|touch| touch.at);
            Reading::truth(last.is_some_and(|last| last >= at - crate::time::WEEK), Instant::NEVER)
        });
}

fn of<'j>(view: &View<'j>) -> Option<&'j Enrolment> {
    view.enrolment
}

fn key<'j>(view: &View<'j>, pick: fn(&'j Enrolment) -> &'j crate::ids::Key) -> Reading<'j> {
    match view.enrolment.map(pick) {
        Some(key) if !key.is_empty() => Reading::category(key),
        _ => Reading::undefined(),
    }
}

fn next_change(view: &View<'_>) -> Instant {
    of(view).map_or(Instant::NEVER, |enrolment| enrolment.leaves.next_change(view.at))
}

/// The present leave, if its end is known.
fn leave(view: &View<'_>) -> Result<Leave, Instant> {
    of(view)
        .and_then(|enrolment| enrolment.leaves.at(view.at))
        .filter(|leave| leave.until != Instant::NEVER)
        .ok_or_else(|| next_change(view))
}

/// The last leave that ended.
fn last_leave(view: &View<'_>) -> Result<Leave, Instant> {
    of(view)
        .and_then(|enrolment| enrolment.leaves.ended_before(view.at))
        .ok_or_else(|| next_change(view))
}

/// The nearest planned return among the enrolments that were left.
fn planned_return(view: &View<'_>) -> Option<Instant> {
    let ended = view.journey.enrolments.iter().filter_map(|enrolment| enrolment.ended.as_ref());
    ended
        .filter_map(|ended| match ended {
            Ended::Withdrawn { return_at, .. } => *return_at,
            Ended::Graduated { .. } => None,
        })
        .max()
}
