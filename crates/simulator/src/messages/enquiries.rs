//! First questions of people who are not enrolled, and their goodbyes.

use super::{Line, Register, Voice, chat, choose, formal, plain};
use crate::chance::Chance;

const QUESTIONS: &[Line] = &[
    formal(
        "Bonjour, je travaille à temps plein. Combien d'heures par semaine faut-il prévoir, honnêtement ?",
    ),
    formal(
        "Bonjour, à 52 ans, est-ce raisonnable de changer de métier ? Je préfère une réponse franche.",
    ),
    formal("Bonjour, mon compte formation affiche 2 300 €. Que couvre-t-il chez vous ?"),
    formal("Bonjour, faut-il un niveau de mathématiques particulier pour suivre ce parcours ?"),
    formal(
        "Bonjour, je vis à La Réunion : les sessions de mentorat tiennent-elles compte du décalage horaire ?",
    ),
    formal("Bonjour, les soutenances ont-elles lieu en français ou en anglais ?"),
    plain("Est-ce qu'on peut suspendre la formation si on a un enfant ?"),
    plain("Je n'ai pas le bac, c'est possible quand même ?"),
    plain("Le diplôme est-il reconnu par l'État ?"),
    plain("Combien de temps pour finir en étudiant le soir et le week-end ?"),
    plain("J'hésite entre deux parcours, quelqu'un peut m'aider à choisir ?"),
    plain("J'utilise un lecteur d'écran, les cours sont-ils accessibles ?"),
    plain("Comment se passe la garantie emploi, dans les faits ?"),
    chat("bjr cb ça coute svp?"),
    chat("salut, on peut commencer quand on veut ou ya des dates"),
    chat("c'est faisable en bossant à mcdo à côté?"),
    chat("vous prenez les gens sans diplome?"),
];

const ENGLISH: &[&str] = &[
    "Hello, are the mentoring sessions available in English?",
    "Hi, how many hours a week should I plan if I keep my job?",
    "Good afternoon, does my training account cover the whole course?",
    "hey, can i start any time or are there fixed dates?",
];

const GOODBYES: &[Line] = &[
    formal("Bonjour, après réflexion je préfère attendre l'an prochain. Merci pour votre écoute."),
    formal(
        "Bonjour, j'ai choisi une formation près de chez moi. Merci de m'avoir répondu si franchement.",
    ),
    plain("Finalement ce n'est pas le bon moment. Merci pour vos réponses."),
    plain("J'ai trouvé du travail entre-temps, je garde votre adresse."),
    chat("bon jvais attendre un peu, merci quand même!"),
    chat("c trop cher pour moi là dsl"),
];

/// A first question.
pub(crate) fn enquiry(voice: &Voice, chance: &mut Chance) -> &'static str {
    if voice.english { chance.pick(ENGLISH) } else { choose(QUESTIONS, voice, chance) }
}

/// A polite no.
pub(crate) fn decline(voice: &Voice, chance: &mut Chance) -> &'static str {
    match (voice.english, voice.register) {
        (true, Register::Chat) => "not now after all, thanks anyway!",
        (true, _) => "Thank you for your time, but I have decided to wait until next year.",
        (false, _) => choose(GOODBYES, voice, chance),
    }
}
