//! Defences.

use super::declaration::metrics;
use super::{Reading, View};
use crate::journey::{DefenceLog, Scheduled};
use crate::time::Instant;

metrics! { Defences;
    time_to_defence: Enrolment Duration Days CountsDown Wall,
        needs [[DefenceScheduled]] also [DefenceJudged] in OPEN,
        "jours avant la soutenance" "days to the defence",
        "Temps qui reste jusqu'à la prochaine soutenance." "Time left until the next defence.",
        |view| next(view).map_or(Reading::undefined(), |next| Reading::countdown(next.at).no_later_than(next.at));
    defence_at: Enrolment Instant None Constant Wall,
        needs [[DefenceScheduled]] also [DefenceJudged] in OPEN,
        "soutenance le" "defence on",
        "Date de la prochaine soutenance." "Date of the next defence.",
        |view| next(view).map_or(Reading::undefined(), |next| Reading::instant(next.at).no_later_than(next.at));
    defence_project: Enrolment Category None Constant Wall,
        needs [[DefenceScheduled]] also [DefenceJudged] in OPEN,
        "projet à soutenir" "project to defend",
        "Projet de la prochaine soutenance." "Project of the next defence.",
        |view| next(view).map_or(Reading::undefined(), |next| Reading::category(&next.item).no_later_than(next.at));
    defences_judged: Enrolment Number Count Constant Wall,
        needs [[DefenceJudged]] also [] in OPEN,
        "soutenances passées" "defences judged",
        "Soutenances jugées, tous résultats." "Defences judged, whatever the decision.",
        |view| log(view).map_or(Reading::undefined(), |log| Reading::number(log.judged));
    failed_defences: Enrolment Number Count Constant Wall,
        needs [[DefenceJudged]] also [] in OPEN,
        "soutenances à retravailler" "defences to rework",
        "Soutenances à retravailler, sur toute l'inscription." "Defences to rework, over the whole enrolment.",
        |view| log(view).map_or(Reading::undefined(), |log| Reading::number(log.failed));
    days_since_rework: Enrolment Duration Days Grows Study,
        needs [[DefenceJudged]] also [DefenceScheduled, Paused, Resumed, LeavePlanned] in LEARNING,
        "jours depuis « à retravailler »" "days since \"to rework\"",
        "Temps d'étude depuis qu'un projet est à retravailler, sans nouvelle date de soutenance." "Study time since a project is to rework, with no new defence date.",
        |view| log(view).and_then(DefenceLog::waiting).map_or(Reading::undefined(), |rework| view.study_age(rework.last));
    rework_project: Enrolment Category None Constant Wall,
        needs [[DefenceJudged]] also [DefenceScheduled] in OPEN,
        "projet à retravailler" "project to rework",
        "Projet à retravailler qui attend depuis le plus longtemps une date." "Project to rework that has waited longest for a date.",
        |view| log(view).and_then(DefenceLog::waiting).map_or(Reading::undefined(), |rework| Reading::category(&rework.item));
    rework_since: Enrolment Instant None Constant Wall,
        needs [[DefenceJudged]] also [DefenceScheduled] in OPEN,
        "à retravailler depuis" "to rework since",
        "Date de la décision « à retravailler » sans nouvelle date." "Date of the decision \"to rework\" with no new date.",
        |view| log(view).and_then(DefenceLog::waiting).map_or(Reading::undefined(), |rework| Reading::instant(rework.last));
    reworks_of_project: Enrolment Number Count Constant Wall,
        needs [[DefenceJudged]] also [] in OPEN,
        "soutenances à retravailler du même projet" "defences of one project to rework",
        "Le plus grand nombre de soutenances à retravailler d'un projet pas encore validé." "The largest number of defences to rework of one project not validated yet.",
        |view| log(view).map_or(Reading::undefined(), |log| Reading::number(log.hardest().map_or(0, |r| r.times)));
    hard_project: Enrolment Category None Constant Wall,
        needs [[DefenceJudged]] also [] in OPEN,
        "projet qui résiste" "project that resists",
        "Projet avec le plus de soutenances à retravailler." "Project with the most defences to rework.",
        |view| log(view).and_then(DefenceLog::hardest).map_or(Reading::undefined(), |rework| Reading::category(&rework.item));
    first_rework_at: Enrolment Instant None Constant Wall,
        needs [[DefenceJudged]] also [] in OPEN,
        "première « à retravailler »" "first \"to rework\"",
        "Première décision « à retravailler » de ce projet." "First decision \"to rework\" of that project.",
        |view| log(view).and_then(DefenceLog::hardest).map_or(Reading::undefined(), |rework| Reading::instant(rework.first));
    last_rework_at: Enrolment Instant None Constant Wall,
        needs [[DefenceJudged]] also [] in OPEN,
        "dernière « à retravailler »" "last \"to rework\"",
        "Dernière décision « à retravailler » de ce projet." "Last decision \"to rework\" of that project.",
        |view| log(view).and_then(DefenceLog::hardest).map_or(Reading::undefined(), |rework| Reading::instant(rework.last));
}

fn log<'j>(view: &View<'j>) -> Option<&'j DefenceLog> {
    view.enrolment.map(|enrolment| &enrolment.defences)
}

fn next<'j>(view: &View<'j>) -> Option<&'j Scheduled> {
    let at: Instant = view.at;
    log(view)?.scheduled.iter().find(|scheduled| scheduled.at > at)
}
