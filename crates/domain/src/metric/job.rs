//! Diploma, job search, job.

use super::declaration::metrics;
use super::{Reading, View};
use crate::journey::job::LONGEST_WINDOW;
use crate::journey::{Employment, Graduation, JobSearch};
use crate::time::Instant;

metrics! { Job;
    days_since_diploma: Student Duration Days Grows Wall,
        needs [[Diploma]] also [] in ANY,
        "jours depuis le diplôme" "days since the diploma",
        "Temps depuis le dernier diplôme." "Time since the last diploma.",
        |view| graduation(view).map_or(Reading::undefined(), |g| Reading::age(g.at, view.at));
    diploma_at: Student Instant None Constant Wall,
        needs [[Diploma]] also [] in ANY,
        "diplôme le" "diploma on",
        "Date du dernier diplôme." "Date of the last diploma.",
        |view| graduation(view).map_or(Reading::undefined(), |g| Reading::instant(g.at));
    diploma_programme: Student Category None Constant Wall,
        needs [[Diploma]] also [] in ANY,
        "parcours du diplôme" "programme of the diploma",
        "Parcours du dernier diplôme." "Programme of the last diploma.",
        |view| graduation(view).map_or(Reading::undefined(), |g| Reading::category(&g.programme));
    diploma_celebrated: Student Truth None Constant Wall,
        needs [[Diploma], [Congratulated]] also [] in ANY,
        "diplôme fêté" "diploma celebrated",
        "Vrai si quelqu'un a félicité la personne pour ce diplôme." "True if somebody congratulated the person on this diploma.",
        |view| graduation(view).map_or(Reading::undefined(), |g| Reading::truth(g.celebrated, Instant::NEVER));
    searching: Student Truth None Constant Wall,
        needs [[SearchStarted, Application, Interview, Offer, Diploma]] also [Hired] in ANY,
        "cherche un emploi" "is looking for a job",
        "Vrai pendant la recherche d'emploi." "True while the job search lasts.",
        |view| Reading::truth(view.journey.search.is_some(), Instant::NEVER);
    days_searching: Student Duration Days Grows Wall,
        needs [[SearchStarted, Application, Interview, Offer]] also [Hired, Diploma] in ANY,
        "jours de recherche" "days of job search",
        "Temps depuis le début de la recherche d'emploi." "Time since the job search started.",
        |view| search(view).map_or(Reading::undefined(), |s| Reading::age(s.started_at, view.at));
    days_since_job_step: Student Duration Days Grows Wall,
        needs [[Application, Interview, Offer]] also [SearchStarted, Hired, Diploma] in ANY,
        "jours sans démarche d'emploi" "days without a job-search step",
        "Temps depuis la dernière démarche notée, ou depuis le début de la recherche." "Time since the last step noted, or since the search started.",
        |view| search(view).map_or(Reading::undefined(), |s| Reading::age(s.last_step.unwrap_or(s.started_at), view.at));
    applications_30d: Student Number Count Window Wall,
        needs [[Application]] also [SearchStarted, Hired, Diploma, Interview, Offer] in ANY,
        "candidatures sur 30 jours" "applications in 30 days",
        "Candidatures notées dans les 30 derniers jours." "Applications noted in the last 30 days.",
        |view| search(view).map_or(Reading::undefined(), |s| Reading::count_in(s.applications.iter().copied(), view.at, LONGEST_WINDOW));
    interviews: Student Number Count Constant Wall,
        needs [[Interview]] also [SearchStarted, Application, Offer, Hired, Diploma] in ANY,
        "entretiens" "interviews",
        "Entretiens depuis le début de la recherche." "Interviews since the search started.",
        |view| search(view).map_or(Reading::undefined(), |s| Reading::number(s.interviews));
    time_to_interview: Student Duration Days CountsDown Wall,
        needs [[Interview]] also [SearchStarted, Application, Offer, Hired, Diploma] in ANY,
        "jours avant l'entretien" "days to the interview",
        "Temps qui reste jusqu'au prochain entretien." "Time left until the next interview.",
        |view| search(view).and_then(|s| s.interview_at).filter(|at| *at > view.at)
            .map_or(Reading::undefined(), |at| Reading::countdown(at).no_later_than(at));
    offer_open: Student Truth None Constant Wall,
        needs [[Offer]] also [SearchStarted, Application, Interview, Hired, Diploma] in ANY,
        "offre en attente" "offer open",
        "Vrai si une offre d'emploi attend une réponse." "True if a job offer waits for an answer.",
        |view| search(view).map_or(Reading::undefined(), |s| match s.offer {
            Some((_, Some(answer_by))) if view.at < answer_by => Reading::truth(true, answer_by),
            Some((_, Some(_))) | None => Reading::truth(false, Instant::NEVER),
            Some((_, None)) => Reading::truth(true, Instant::NEVER),
        });
    time_to_guarantee_end: Student Duration Days CountsDown Wall,
        needs [[SearchStarted, Diploma]] also [Application, Interview, Offer, Hired] in ANY,
        "jours de garantie emploi restants" "days of job guarantee left",
        "Temps qui reste de la garantie emploi, tant que la recherche dure." "Time left of the job guarantee, while the search lasts.",
        |view| search(view).and_then(|s| s.guarantee_until).map_or(Reading::undefined(), Reading::countdown);
    guarantee_ends_at: Student Instant None Constant Wall,
        needs [[SearchStarted, Diploma]] also [Application, Interview, Offer, Hired] in ANY,
        "fin de la garantie emploi" "job guarantee ends on",
        "Date de fin de la garantie emploi." "Date on which the job guarantee ends.",
        |view| search(view).and_then(|s| s.guarantee_until).map_or(Reading::undefined(), Reading::instant);
    employed: Student Truth None Constant Wall,
        needs [[Hired]] also [LeftJob] in ANY,
        "en emploi" "employed",
        "Vrai à partir du premier jour de travail." "True from the first day of work on.",
        |view| job(view).map_or(Reading::truth(false, Instant::NEVER), |job| {
            Reading::truth(job.starts_at <= view.at, if job.starts_at > view.at { job.starts_at } else { Instant::NEVER })
        });
    days_in_job: Student Duration Days Grows Wall,
        needs [[Hired]] also [LeftJob] in ANY,
        "jours dans l'emploi" "days in the job",
        "Temps depuis le premier jour de travail." "Time since the first day of work.",
        |view| job(view).map_or(Reading::undefined(), |job| Reading::age(job.starts_at, view.at));
    time_to_job_start: Student Duration Days CountsDown Wall,
        needs [[Hired]] also [LeftJob] in ANY,
        "jours avant le premier jour de travail" "days to the first day of work",
        "Temps qui reste jusqu'au premier jour de travail ; négatif ensuite." "Time left until the first day of work; negative after it.",
        |view| job(view).map_or(Reading::undefined(), |job| Reading::countdown(job.starts_at));
    days_since_hired: Student Duration Days Grows Wall,
        needs [[Hired]] also [LeftJob] in ANY,
        "jours depuis l'embauche" "days since hired",
        "Temps depuis que l'embauche est connue." "Time since the hiring became known.",
        |view| job(view).map_or(Reading::undefined(), |job| Reading::age(job.hired_at, view.at));
    job_starts_at: Student Instant None Constant Wall,
        needs [[Hired]] also [LeftJob] in ANY,
        "commence le" "starts on",
        "Premier jour de travail." "First day of work.",
        |view| job(view).map_or(Reading::undefined(), |job| Reading::instant(job.starts_at));
    company: Student Category None Constant Wall,
        needs [[Hired]] also [LeftJob] in ANY,
        "entreprise" "company",
        "Entreprise de l'emploi actuel." "Company of the present job.",
        |view| job(view).map_or(Reading::undefined(), |job| Reading::category(&job.company));
    job_celebrated: Student Truth None Constant Wall,
        needs [[Hired], [Congratulated]] also [LeftJob] in ANY,
        "embauche fêtée" "job celebrated",
        "Vrai si quelqu'un a félicité la personne pour cet emploi." "True if somebody congratulated the person on this job.",
        |view| job(view).map_or(Reading::undefined(), |job| Reading::truth(job.celebrated, Instant::NEVER));
    job_checked: Student Truth None Constant Wall,
        needs [[Hired], [CheckedIn]] also [LeftJob] in ANY,
        "a été interrogé·e sur son emploi" "was asked about the job",
        "Vrai si quelqu'un a demandé comment se passe cet emploi." "True if somebody asked how this job is going.",
        |view| job(view).map_or(Reading::undefined(), |job| Reading::truth(job.checked_at.is_some(), Instant::NEVER));
}

fn graduation<'j>(view: &View<'j>) -> Option<&'j Graduation> {
    view.journey.graduation.as_ref()
}

fn search<'j>(view: &View<'j>) -> Option<&'j JobSearch> {
    view.journey.search.as_ref()
}

fn job<'j>(view: &View<'j>) -> Option<&'j Employment> {
    view.journey.employment.as_ref()
}
