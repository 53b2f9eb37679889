//! Mentoring.

use super::declaration::metrics;
use super::{Reading, Reference, View};
use crate::fact::SessionOutcome;
use crate::journey::mentoring::LONGEST_WINDOW;
use crate::journey::{Booked, Mentoring};
use crate::time::Instant;

metrics! { Mentoring;
    days_since_session: Enrolment Duration Days Grows Study,
        needs [[SessionRecorded]] also [Paused, Resumed, LeavePlanned] in LEARNING,
        "jours depuis la dernière session" "days since the last session",
        "Temps d'étude depuis la dernière session tenue ; non défini avant la première." "Study time since the last session held; undefined before the first.",
        |view| of(view).and_then(|m| m.last_held).map_or(Reading::undefined(), |(at, _)| view.study_age(at));
    last_session_at: Enrolment Instant None Constant Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "dernière session" "last session",
        "Date de la dernière session tenue." "Date of the last session held.",
        |view| of(view).and_then(|m| m.last_held).map_or(Reading::undefined(), |(at, _)| Reading::instant(at));
    last_session_mentor: Enrolment Reference None Constant Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "mentor de la dernière session" "mentor of the last session",
        "Avec qui la dernière session s'est tenue." "With whom the last session was held.",
        |view| of(view).and_then(|m| m.last_held).map_or(Reading::undefined(), |(_, mentor)| Reading::reference(Reference::Staff(mentor)));
    sessions_held: Enrolment Number Count Constant Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "sessions tenues" "sessions held",
        "Sessions tenues depuis le début." "Sessions held since the start.",
        |view| of(view).map_or(Reading::undefined(), |m| Reading::number(m.held));
    mentor: Enrolment Reference None Constant Wall,
        needs [[MentorAssigned]] also [MentorEnded] in OPEN,
        "mentor" "mentor",
        "Mentor actuel." "Present mentor.",
        |view| of(view).and_then(|m| m.mentor).map_or(Reading::undefined(), |(mentor, _)| Reading::reference(Reference::Staff(mentor)));
    has_mentor: Enrolment Truth None Constant Wall,
        needs [[MentorAssigned]] also [MentorEnded] in OPEN,
        "a un mentor" "has a mentor",
        "Vrai si un mentor est désigné." "True if a mentor is assigned.",
        |view| of(view).map_or(Reading::undefined(), |m| Reading::truth(m.mentor.is_some(), Instant::NEVER));
    mentor_since: Enrolment Instant None Constant Wall,
        needs [[MentorAssigned]] also [MentorEnded] in OPEN,
        "mentor depuis" "mentor since",
        "Date à laquelle le mentor actuel a été désigné." "Date on which the present mentor was assigned.",
        |view| of(view).and_then(|m| m.mentor).map_or(Reading::undefined(), |(_, at)| Reading::instant(at));
    days_without_mentor: Enrolment Duration Days Grows Study,
        needs [[MentorAssigned]] also [MentorEnded, Enrolled, Reenrolled, Paused, Resumed, LeavePlanned] in LEARNING,
        "jours sans mentor" "days without a mentor",
        "Temps d'étude sans mentor désigné, depuis le premier jour ou la fin du précédent." "Study time with no mentor assigned, since the first day or the end of the last one.",
        |view| match (view.enrolment, of(view)) {
            (Some(enrolment), Some(mentoring)) if mentoring.mentor.is_none() => mentoring
                .ended_at
                .or(enrolment.starts_at)
                .map_or(Reading::undefined(), |from| view.study_age(from)),
            _ => Reading::undefined(),
        };
    mentor_absences_30d: Enrolment Number Count Window Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "rendez-vous manqués par le mentor sur 30 jours" "sessions missed by the mentor in 30 days",
        "Sessions des 30 derniers jours auxquelles le mentor n'est pas venu." "Sessions in the last 30 days to which the mentor did not come.",
        |view| outcomes(view, &[SessionOutcome::MentorAbsent]);
    student_absences_30d: Enrolment Number Count Window Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "rendez-vous manqués par l'étudiant·e sur 30 jours" "sessions missed by the student in 30 days",
        "Sessions des 30 derniers jours auxquelles l'étudiant·e n'est pas venu·e." "Sessions in the last 30 days to which the student did not come.",
        |view| outcomes(view, &[SessionOutcome::StudentAbsent]);
    sessions_lost_30d: Enrolment Number Count Window Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "sessions perdues sur 30 jours" "sessions lost in 30 days",
        "Sessions des 30 derniers jours annulées tard ou manquées, d'un côté ou de l'autre." "Sessions in the last 30 days cancelled late or missed, on either side.",
        |view| outcomes(view, &[SessionOutcome::MentorAbsent, SessionOutcome::StudentAbsent, SessionOutcome::CancelledLate]);
    missing_mentor: Enrolment Reference None Constant Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "mentor absent" "absent mentor",
        "Mentor du dernier rendez-vous manqué par un mentor." "Mentor of the last session missed by a mentor.",
        |view| absences(view).last().map_or(Reading::undefined(), |(_, mentor)| Reading::reference(Reference::Staff(mentor)))
            .no_later_than(next_absence(view));
    mentor_absence_first_at: Enrolment Instant None Window Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "premier rendez-vous manqué" "first session missed",
        "Date du plus ancien rendez-vous manqué par le mentor dans les 30 derniers jours." "Date of the oldest session missed by the mentor in the last 30 days.",
        |view| absences(view).find(|(at, _)| *at > view.at - LONGEST_WINDOW)
            .map_or(Reading::undefined(), |(at, _)| Reading::instant(at).no_later_than(at + LONGEST_WINDOW))
            .no_later_than(next_absence(view));
    mentor_absence_last_at: Enrolment Instant None Constant Wall,
        needs [[SessionRecorded]] also [] in OPEN,
        "dernier rendez-vous manqué" "last session missed",
        "Date du dernier rendez-vous manqué par le mentor." "Date of the last session missed by the mentor.",
        |view| absences(view).last().map_or(Reading::undefined(), |(at, _)| Reading::instant(at))
            .no_later_than(next_absence(view));
    last_rating: Enrolment Number Stars Constant Wall,
        needs [[SessionRated]] also [] in OPEN,
        "dernière note donnée à une session" "last rating of a session",
        "Note, de 1 à 5, donnée par l'étudiant·e à sa dernière session notée." "Rating, 1 to 5, that the student gave to the last session rated.",
        |view| of(view).and_then(|m| m.rating).map_or(Reading::undefined(), |(rating, _)| Reading::number(rating));
    last_rating_at: Enrolment Instant None Constant Wall,
        needs [[SessionRated]] also [] in OPEN,
        "date de cette note" "date of that rating",
        "Quand cette note a été donnée." "When that rating was given.",
        |view| of(view).and_then(|m| m.rating).map_or(Reading::undefined(), |(_, at)| Reading::instant(at));
    days_since_rating: Enrolment Duration Days Grows Wall,
        needs [[SessionRated]] also [] in OPEN,
        "jours depuis cette note" "days since that rating",
        "Temps depuis la dernière note donnée à une session." "Time since the last rating of a session.",
        |view| of(view).and_then(|m| m.rating).map_or(Reading::undefined(), |(_, at)| Reading::age(at, view.at));
    time_to_session: Enrolment Duration Days CountsDown Wall,
        needs [[SessionBooked]] also [SessionRecorded] in OPEN,
        "jours avant la prochaine session" "days to the next session",
        "Temps qui reste jusqu'à la prochaine session prévue." "Time left until the next session booked.",
        |view| of(view).and_then(|m| m.booked.iter().find(|b| b.at > view.at))
            .map_or(Reading::undefined(), |booked| Reading::countdown(booked.at).no_later_than(booked.at));
    time_unrecorded: Enrolment Duration Days Grows Wall,
        needs [[SessionBooked], [SessionRecorded]] also [] in OPEN,
        "temps depuis une session non renseignée" "time since a session not recorded",
        "Temps depuis la plus ancienne session passée dont on ne sait pas si elle a eu lieu." "Time since the oldest past session of which nobody said whether it took place.",
        |view| of(view).and_then(|m| m.booked.first()).map_or(Reading::undefined(), |booked| Reading::age(booked.at, view.at));
    unrecorded_at: Enrolment Instant None Constant Wall,
        needs [[SessionBooked], [SessionRecorded]] also [] in OPEN,
        "session non renseignée" "session not recorded",
        "Date de cette session." "Date of that session.",
        |view| unrecorded(view).map_or_else(Reading::undefined_until, |booked| Reading::instant(booked.at));
    unrecorded_mentor: Enrolment Reference None Constant Wall,
        needs [[SessionBooked], [SessionRecorded]] also [] in OPEN,
        "mentor de la session non renseignée" "mentor of the session not recorded",
        "Mentor à qui demander si elle a eu lieu." "Mentor to ask whether it took place.",
        |view| unrecorded(view).map_or_else(Reading::undefined_until, |booked| Reading::reference(Reference::Staff(booked.mentor)));
    days_since_mentor_wish: Student Duration Days Grows Wall,
        needs [[NeedStated]] also [MentorAssigned] in ANY,
        "jours depuis le souhait de changer de mentor" "days since asking for another mentor",
        "Temps depuis que l'étudiant·e souhaite changer de mentor, tant qu'aucun autre n'est désigné." "Time since the student asked for another mentor, until one is assigned.",
        |view| view.journey.mentor_wish.map_or(Reading::undefined(), |at| Reading::age(at, view.at));
    mentor_wish_at: Student Instant None Constant Wall,
        needs [[NeedStated]] also [MentorAssigned] in ANY,
        "souhaite changer de mentor le" "asked for another mentor on",
        "Date de ce souhait." "Date of that wish.",
        |view| view.journey.mentor_wish.map_or(Reading::undefined(), Reading::instant);
}

fn of<'j>(view: &View<'j>) -> Option<&'j Mentoring> {
    view.enrolment.map(|enrolment| &enrolment.mentoring)
}

fn outcomes<'j>(view: &View<'j>, wanted: &[SessionOutcome]) -> Reading<'j> {
    let Some(mentoring) = of(view) else { return Reading::undefined() };
    let instants = mentoring
        .outcomes
        .iter()
        .filter(|outcome| wanted.contains(&outcome.outcome))
        .map(|outcome| outcome.at);
    Reading::count_in(instants, view.at, LONGEST_WINDOW)
}

fn absences(view: &View<'_>) -> impl DoubleEndedIterator<Item = (Instant, crate::ids::StaffId)> {
    let at = view.at;
    of(view)
        .into_iter()
        .flat_map(|mentoring| mentoring.outcomes.iter())
        .filter(move |outcome| outcome.outcome == SessionOutcome::MentorAbsent && outcome.at <= at)
        .map(|outcome| (outcome.at, outcome.mentor))
}

/// When a session begins that is already known to be missed by its mentor.
fn next_absence(view: &View<'_>) -> Instant {
    of(view)
        .into_iter()
        .flat_map(|mentoring| mentoring.outcomes.iter())
        .filter(|outcome| outcome.outcome == SessionOutcome::MentorAbsent)
        .map(|outcome| outcome.at)
        .find(|at| *at > view.at)
        .unwrap_or(Instant::NEVER)
}

/// The oldest session that should have been recorded, or when there may be one.
fn unrecorded<'j>(view: &View<'j>) -> Result<&'j Booked, Instant> {
    let booked = of(view).and_then(|m| m.booked.first()).ok_or(Instant::NEVER)?;
    if booked.at > view.at { Err(booked.at) } else { Ok(booked) }
}
