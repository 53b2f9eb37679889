//! Contact and promises: about the person, on the wall clock.

use super::declaration::metrics;
use super::{Reading, Reference, View};
use crate::fact::Need;
use crate::journey::contact::LONGEST_WINDOW;
use crate::journey::{Awaited, HelpCall, OpenPromise, OpenQuestion};
use crate::time::Instant;

metrics! { Contact;
    days_since_contact: Student Duration Days Grows Wall,
        needs [[Call, Meeting, MessageOut]] also [MessageIn, Enquired] in ANY,
        "jours depuis le dernier échange" "days since the last exchange",
        "Temps depuis le dernier échange dans les deux sens ; non défini avant le premier." "Time since the last two-way exchange; undefined before the first.",
        |view| view.journey.contact.last.map_or(Reading::undefined(), |touch| Reading::age(touch.at, view.at));
    last_contact_at: Student Instant None Constant Wall,
        needs [[Call, Meeting, MessageOut]] also [MessageIn, Enquired] in ANY,
        "dernier échange" "last exchange",
        "Date du dernier échange dans les deux sens." "Date of the last two-way exchange.",
        |view| view.journey.contact.last.map_or(Reading::undefined(), |touch| Reading::instant(touch.at));
    contacted: Student Truth None Constant Wall,
        needs [[Call, Meeting, MessageOut]] also [MessageIn, Enquired] in ANY,
        "a déjà échangé avec nous" "has exchanged with us before",
        "Vrai dès le premier échange dans les deux sens." "True from the first two-way exchange on.",
        |view| Reading::truth(view.journey.contact.last.is_some(), Instant::NEVER);
    days_unseen: Student Duration Days Grows Wall,
        needs [[Call, Meeting, MessageOut]] also [MessageIn, Enquired, Enrolled, Reenrolled] in ANY,
        "jours sans nouvelles" "days unseen",
        "Temps depuis le dernier échange ou, avant le premier, depuis que l'école les connaît." "Time since the last exchange or, before the first, since the school has known them.",
        |view| unseen_since(view).map_or(Reading::undefined(), |at| Reading::age(at, view.at));
    contacts_30d: Student Number Count Window Wall,
        needs [[Call, Meeting, MessageOut]] also [MessageIn, Enquired] in ANY,
        "échanges sur 30 jours" "exchanges in 30 days",
        "Échanges dans les deux sens des 30 derniers jours." "Two-way exchanges in the last 30 days.",
        |view| Reading::count_in(view.journey.contact.recent.iter().copied(), view.at, LONGEST_WINDOW);
    attempts_since_contact: Student Number Count Constant Wall,
        needs [[Call]] also [Meeting, MessageIn, MessageOut, Enquired] in ANY,
        "appels sans réponse" "calls without answer",
        "Appels restés sans réponse depuis le dernier échange." "Calls left without answer since the last exchange.",
        |view| Reading::number(view.journey.contact.attempts);
    unanswered_messages: Student Number Count Constant Wall,
        needs [[MessageIn, Enquired]] also [MessageOut, Call, Meeting, NoAnswerDue] in ANY,
        "messages sans réponse" "unanswered messages",
        "Messages qui attendent une réponse de l'école." "Messages that wait for an answer from the school.",
        |view| Reading::number(view.journey.contact.unanswered.as_ref().map_or(0, |open| open.count));
    time_unanswered: Student Duration Days Grows Working,
        needs [[MessageIn, Enquired]] also [MessageOut, Call, Meeting, NoAnswerDue] in ANY,
        "temps ouvré sans réponse" "working time unanswered",
        "Temps, du lundi au vendredi, depuis le plus ancien message sans réponse." "Time, Monday to Friday, since the oldest message without an answer.",
        |view| view.journey.contact.unanswered.as_ref().map_or(Reading::undefined(), |open| view.working_age(open.since));
    unanswered_since: Student Instant None Constant Wall,
        needs [[MessageIn, Enquired]] also [MessageOut, Call, Meeting, NoAnswerDue] in ANY,
        "sans réponse depuis" "unanswered since",
        "Date du plus ancien message sans réponse." "Date of the oldest message without an answer.",
        |view| view.journey.contact.unanswered.as_ref().map_or(Reading::undefined(), |open| Reading::instant(open.since));
    last_message_at: Student Instant None Constant Wall,
        needs [[MessageIn, Enquired]] also [] in ANY,
        "dernier message reçu" "last message received",
        "Date du dernier message de l'étudiant·e." "Date of the last message from the student.",
        |view| view.journey.contact.last_in.map_or(Reading::undefined(), Reading::instant);
    days_since_help: Student Duration Days Grows Wall,
        needs [[CommunityPost, NeedStated]] also [Call, Meeting, MessageOut] in ANY,
        "jours depuis l'appel à l'aide" "days since the call for help",
        "Temps depuis un appel à l'aide que personne n'a encore pris." "Time since a call for help that nobody has taken up yet.",
        |view| help(view).map_or(Reading::undefined(), |help| Reading::age(help.at, view.at));
    help_at: Student Instant None Constant Wall,
        needs [[CommunityPost, NeedStated]] also [Call, Meeting, MessageOut] in ANY,
        "appel à l'aide" "call for help",
        "Date de cet appel à l'aide." "Date of that call for help.",
        |view| help(view).map_or(Reading::undefined(), |help| Reading::instant(help.at));
    help_place: Student Category None Constant Wall,
        needs [[CommunityPost, NeedStated]] also [Call, Meeting, MessageOut] in ANY,
        "canal de l'appel à l'aide" "where help was asked for",
        "Espace où l'appel à l'aide a été écrit." "The space in which the call for help was written.",
        |view| help(view).filter(|help| !help.place.is_empty()).map_or(Reading::undefined(), |help| Reading::category(&help.place));
    help_words: Student Reference None Constant Wall,
        needs [[CommunityPost, NeedStated]] also [Call, Meeting, MessageOut] in ANY,
        "mots de l'appel à l'aide" "words of the call for help",
        "Le message lui-même." "The message itself.",
        |view| help(view).map_or(Reading::undefined(), |help| Reading::reference(Reference::Words(help.words)));
    danger_stated: Student Truth None Constant Wall,
        needs [[NeedStated]] also [Call, Meeting] in ANY,
        "danger dit" "danger stated",
        "Un danger a été dit en toutes lettres et personne n'a encore parlé avec la personne." "Danger was stated in words and nobody has spoken with the person yet.",
        |view| Reading::truth(danger(view).is_some(), Instant::NEVER);
    danger_at: Student Instant None Constant Wall,
        needs [[NeedStated]] also [Call, Meeting] in ANY,
        "danger dit le" "danger stated on",
        "Date à laquelle ce danger a été dit." "Date on which that danger was stated.",
        |view| danger(view).map_or(Reading::undefined(), Reading::instant);
    stopping_stated: Student Truth None Constant Wall,
        needs [[NeedStated]] also [Call, Meeting, MessageOut, MessageIn, Enquired] in ANY,
        "dit penser à arrêter" "says they think of stopping",
        "A dit penser à arrêter, sans échange depuis." "Said they think of stopping, with no exchange since.",
        |view| Reading::truth(since_contact(view, Need::Stopping), Instant::NEVER);
    money_stated: Student Truth None Constant Wall,
        needs [[NeedStated]] also [Call, Meeting, MessageOut, MessageIn, Enquired] in ANY,
        "parle d'argent" "speaks of money",
        "A parlé d'une difficulté d'argent, sans échange depuis." "Spoke of money trouble, with no exchange since.",
        |view| Reading::truth(since_contact(view, Need::Money), Instant::NEVER);
    offer_stated: Student Truth None Constant Wall,
        needs [[NeedStated]] also [Call, Meeting, MessageOut, MessageIn, Enquired] in ANY,
        "parle d'une offre d'emploi" "speaks of a job offer",
        "A parlé d'une offre d'emploi, sans échange depuis." "Spoke of a job offer, with no exchange since.",
        |view| Reading::truth(since_contact(view, Need::JobOffer), Instant::NEVER);
    days_since_concern: Student Duration Days Grows Wall,
        needs [[ConcernRaised]] also [Call, Meeting, MessageOut] in ANY,
        "jours depuis l'inquiétude signalée" "days since a concern was raised",
        "Temps depuis qu'une inquiétude a été signalée, sans échange depuis." "Time since a concern was raised, with no exchange since.",
        |view| view.journey.contact.concern.map_or(Reading::undefined(), |(at, _)| Reading::age(at, view.at));
    concern_at: Student Instant None Constant Wall,
        needs [[ConcernRaised]] also [Call, Meeting, MessageOut] in ANY,
        "inquiétude signalée le" "concern raised on",
        "Date de cette inquiétude." "Date of that concern.",
        |view| view.journey.contact.concern.map_or(Reading::undefined(), |(at, _)| Reading::instant(at));
    concern_words: Student Reference None Constant Wall,
        needs [[ConcernRaised]] also [Call, Meeting, MessageOut] in ANY,
        "mots de l'inquiétude signalée" "words of the concern",
        "Ce qui a été signalé." "What was said.",
        |view| view.journey.contact.concern.map_or(Reading::undefined(), |(_, words)| Reading::reference(Reference::Words(words)));
    promises_open: Student Number Count Constant Wall,
        needs [[PromiseMade]] also [PromiseKept] in ANY,
        "promesses en cours" "open promises",
        "Promesses faites et pas encore tenues." "Promises made and not kept yet.",
        |view| {
            #[expect(clippy::cast_precision_loss, reason = "at most a dozen")]
            Reading::number(view.journey.contact.promises.len() as f64)
        };
    promise_due: Student Truth None Daily Wall,
        needs [[PromiseMade]] also [PromiseKept] in ANY,
        "promesse pour aujourd'hui" "promise due today",
        "Vrai dès 00:00 du jour pour lequel une promesse a été faite, jusqu'à ce qu'elle soit tenue." "True from 00:00 of the day a promise was made for, until it is kept.",
        |view| promise(view).map_or(Reading::truth(false, Instant::NEVER), |promise| {
            let morning = view.context.calendar.midnight(promise.due);
            Reading::truth(morning <= view.at, if morning > view.at { morning } else { Instant::NEVER })
        });
    promise_at: Student Instant None Constant Wall,
        needs [[PromiseMade]] also [PromiseKept] in ANY,
        "promis pour le" "promised for",
        "Date de la promesse la plus proche." "Date of the nearest promise.",
        |view| promise(view).map_or(Reading::undefined(), |promise| Reading::instant(promise.due));
    time_to_promise: Student Duration Days CountsDown Wall,
        needs [[PromiseMade]] also [PromiseKept] in ANY,
        "temps jusqu'à la promesse" "time to the promise",
        "Temps qui reste jusqu'à la promesse la plus proche ; négatif si elle est dépassée." "Time left until the nearest promise; negative when it is overdue.",
        |view| promise(view).map_or(Reading::undefined(), |promise| Reading::countdown(promise.due));
    promise_words: Student Reference None Constant Wall,
        needs [[PromiseMade]] also [PromiseKept] in ANY,
        "mots de la promesse" "words of the promise",
        "Ce qui a été promis." "What was promised.",
        |view| promise(view).map_or(Reading::undefined(), |promise| Reading::reference(Reference::Words(promise.words)));
    time_to_answer_by: Student Duration Days CountsDown Wall,
        needs [[QuestionAsked]] also [Call, Meeting, MessageOut, NoAnswerDue] in ANY,
        "temps jusqu'à la réponse promise" "time to the answer we owe",
        "Temps qui reste pour répondre à la question la plus pressante, selon ce qui a été dit à l'étudiant·e ; négatif si c'est dépassé." "Time left to answer the most pressing question, as the student was told; negative when it is overdue.",
        |view| question(view).map_or(Reading::undefined(), |open| Reading::countdown(open.answer_by));
    answer_by: Student Instant None Constant Wall,
        needs [[QuestionAsked]] also [Call, Meeting, MessageOut, NoAnswerDue] in ANY,
        "réponse attendue pour" "answer due",
        "Moment annoncé à l'étudiant·e pour la réponse à sa question." "The moment the student was told for the answer to their question.",
        |view| question(view).map_or(Reading::undefined(), |open| Reading::instant(open.answer_by));
    question_words: Student Reference None Constant Wall,
        needs [[QuestionAsked]] also [Call, Meeting, MessageOut, NoAnswerDue] in ANY,
        "mots de la question" "words of the question",
        "La question elle-même." "The question itself.",
        |view| question(view).map_or(Reading::undefined(), |open| Reading::reference(Reference::Words(open.words)));
    follow_up_due: Student Truth None Constant Wall,
        needs [[FollowUpSet]] also [Call, Meeting, MessageIn, Enquired] in ANY,
        "à reprendre sans réponse" "to be taken up again",
        "Vrai dès le moment choisi pour reprendre contact, si l'étudiant·e n'a pas répondu d'ici là." "True from the moment chosen to get in touch again, if the student has not answered by then.",
        |view| awaited(view).map_or(Reading::truth(false, Instant::NEVER), |open| {
            let due = open.due <= view.at;
            Reading::truth(due, if due { Instant::NEVER } else { open.due })
        });
    awaited_since: Student Instant None Constant Wall,
        needs [[FollowUpSet]] also [Call, Meeting, MessageIn, Enquired] in ANY,
        "réponse attendue depuis" "answer awaited since",
        "Depuis quand on attend leur réponse." "Since when their answer is awaited.",
        |view| awaited(view).map_or(Reading::undefined(), |open| Reading::instant(open.since));
    snoozed: Student Truth None Constant Wall,
        needs [[Snoozed]] also [] in ANY,
        "à revoir plus tard" "snoozed",
        "Vrai jusqu'à la date choisie pour y revenir." "True until the date chosen to come back to it.",
        |view| view.journey.contact.snoozed.map_or(Reading::truth(false, Instant::NEVER), |(_, until)| {
            Reading::truth(view.at < until, if view.at < until { until } else { Instant::NEVER })
        });
}

fn help<'j>(view: &View<'j>) -> Option<&'j HelpCall> {
    view.journey.contact.help.as_ref()
}

fn question(view: &View<'_>) -> Option<OpenQuestion> {
    view.journey.contact.question()
}

fn awaited<'j>(view: &View<'j>) -> Option<&'j Awaited> {
    view.journey.contact.awaited.as_ref()
}

fn promise<'j>(view: &View<'j>) -> Option<&'j OpenPromise> {
    view.journey.contact.promises.first()
}

/// When danger was stated, until somebody has spoken with them: a message in
/// either direction is not enough.
fn danger(view: &View<'_>) -> Option<Instant> {
    let (at, _) = view.journey.needs[Need::Danger as usize]?;
    view.journey.contact.last_spoken.is_none_or(|spoken| spoken <= at).then_some(at)
}

/// Was this need stated after the last exchange?
fn since_contact(view: &View<'_>, need: Need) -> bool {
    let last = view.journey.contact.last.map(|touch| touch.at);
    view.journey.needs[need as usize].is_some_and(|(at, _)| last.is_none_or(|last| last <= at))
}

/// Since when nobody has spoken with them.
pub(crate) fn unseen_since(view: &View<'_>) -> Option<Instant> {
    let journey = view.journey;
    let known = journey
        .enrolments
        .iter()
        .filter_map(|enrolment| enrolment.enrolled_at)
        .min()
        .or(journey.first_seen);
    journey.contact.last.map(|touch| touch.at).or(known)
}
