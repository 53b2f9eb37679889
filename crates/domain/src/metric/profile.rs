//! The person: where they stand, who is around them.

use super::declaration::metrics;
use super::{Reading, Reference, View};
use crate::journey::Phase;
use crate::time::Instant;

metrics! { Profile;
    phase: Student Category None Constant Wall,
        needs [] also [Enquired, Enrolled, Reenrolled, Resumed, Withdrawn, Diploma, SearchStarted, Application, Interview, Offer, Hired, LeftJob] in ANY
        words ["prospect", "student", "job_search", "employed", "alumni", "away"],
        "phase de la personne" "phase of the person",
        "Futur·e étudiant·e, en formation, en recherche, en emploi, diplômé·e, ou parti·e." "Prospect, student, job search, employed, alumni, or away.",
        |view| {
            let (phase, until) = view.student_phase();
            Reading::category(phase.name()).no_later_than(until)
        };
    days_known: Student Duration Days Grows Wall,
        needs [] also [] in ANY,
        "jours depuis le premier signe" "days since first known",
        "Temps depuis le premier fait connu de la personne." "Time since the first known fact about the person.",
        |view| view.journey.first_seen.map_or(Reading::undefined(), |at| Reading::age(at, view.at));
    days_since_enquiry: Student Duration Days Grows Wall,
        needs [[Enquired]] also [Oriented, Enrolled] in PROSPECT,
        "jours depuis la demande de renseignements" "days since the enquiry",
        "Temps depuis une demande de renseignements pas encore suivie d'une orientation." "Time since an enquiry not yet followed by orientation.",
        |view| view.journey.enquired_at.map_or(Reading::undefined(), |at| Reading::age(at, view.at));
    time_since_enrolled: Student Duration Days Grows Working,
        needs [[Enrolled]] also [Reenrolled] in ANY,
        "temps ouvré depuis l'inscription" "working time since enrolling",
        "Temps, du lundi au vendredi, depuis la première inscription." "Time, Monday to Friday, since the first enrolment.",
        |view| first_enrolled(view).map_or(Reading::undefined(), |at| view.working_age(at));
    days_since_enrolled: Student Duration Days Grows Wall,
        needs [[Enrolled]] also [Reenrolled] in ANY,
        "jours depuis l'inscription" "days since enrolling",
        "Temps depuis la première inscription." "Time since the first enrolment.",
        |view| first_enrolled(view).map_or(Reading::undefined(), |at| Reading::age(at, view.at));
    first_enrolled_at: Student Instant None Constant Wall,
        needs [[Enrolled]] also [Reenrolled] in ANY,
        "première inscription" "first enrolment",
        "Date de la première inscription." "Date of the first enrolment.",
        |view| first_enrolled(view).map_or(Reading::undefined(), Reading::instant);
    enrolments_open: Student Number Count Constant Wall,
        needs [] also [Enrolled, Reenrolled, Resumed, Withdrawn, Diploma] in ANY,
        "inscriptions en cours" "open enrolments",
        "Nombre d'inscriptions en cours ou en pause." "Number of enrolments learning or on leave.",
        |view| {
            #[expect(clippy::cast_precision_loss, reason = "at most 8 enrolments")]
            Reading::number(view.journey.open_enrolments().count() as f64)
        };
    learning: Student Truth None Constant Wall,
        needs [] also [Enrolled, Reenrolled, Paused, Resumed, LeavePlanned, Withdrawn, Diploma] in ANY,
        "en formation" "learning",
        "Vrai si au moins une inscription est en cours et pas en pause." "True if at least one enrolment is open and not on leave.",
        learning;
    advisor: Student Reference None Constant Wall,
        needs [[AdvisorAssigned]] also [] in ANY,
        "conseiller pédagogique" "advisor",
        "Conseiller ou conseillère de la personne." "The person's advisor.",
        |view| view.journey.advisor.map_or(Reading::undefined(), |(advisor, _)| Reading::reference(Reference::Staff(advisor)));
    ambassador: Student Truth None Constant Wall,
        needs [[Ambassador]] also [] in ANY,
        "ambassadeur·rice" "ambassador",
        "Vrai si la personne représente l'école." "True if the person represents the school.",
        |view| Reading::truth(view.journey.ambassador.is_some(), Instant::NEVER);
    risk: Student Number Ratio Constant Wall,
        needs [[Observed]] also [] in ANY,
        "risque observé" "observed risk",
        "Valeur calculée par un travail planifié, datée et versionnée, de 0 à 1, pour deux semaines au plus ; rien pour qui s'y oppose." "Value computed by a scheduled job, dated and versioned, from 0 to 1, for two weeks at most; none for whoever objects.",
        |view| {
            let risk = view.journey.risk(view.at);
            risk.map_or(Reading::undefined(), |(risk, until)| Reading::steady(risk, until))
        };
    cohort_rank: Student Number Ratio Constant Wall,
        needs [[Observed]] also [] in ANY,
        "place dans les entrées" "place in the cohort",
        "Place parmi les entrées du même mois, calculée par un travail planifié, de 0 à 1." "Place within the cohort, computed by a scheduled job, from 0 to 1.",
        |view| view.journey.observed("cohort_rank").map_or(Reading::undefined(), Reading::number);
}

/// Holds until a leave of any open enrolment begins or ends.
fn learning<'j>(view: &View<'j>) -> Reading<'j> {
    let mut until = Instant::NEVER;
    let mut learning = false;
    for enrolment in view.journey.open_enrolments() {
        let (phase, changes) = enrolment.phase(view.at);
        learning |= phase == Phase::Learning;
        until = until.min(changes);
    }
    Reading::truth(learning, until)
}

fn first_enrolled(view: &View<'_>) -> Option<Instant> {
    view.journey.enrolments.iter().filter_map(|enrolment| enrolment.enrolled_at).min()
}
