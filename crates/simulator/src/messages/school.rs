//! What the team writes: answers, notes, promises, concerns.

use vigie_domain::fact::{Occasion, WithdrawalReason};

use super::Voice;
use crate::chance::Chance;

/// An answer, to somebody who is said *vous* and to somebody who is said *tu*.
const ANSWERS: &[(&str, &str)] = &[
    (
        "Merci pour votre message. Je regarde et je reviens vers vous dans la journée.",
        "Merci pour ton message. Je regarde et je reviens vers toi dans la journée.",
    ),
    (
        "C'est noté, je m'en occupe avec l'équipe. Est-ce que demain matin vous conviendrait pour en parler ?",
        "C'est noté, je m'en occupe avec l'équipe. Demain matin, ça t'irait pour en parler ?",
    ),
    (
        "Vous avez bien fait d'écrire. Voici le lien ; dites-moi si quelque chose reste flou.",
        "Tu as bien fait d'écrire. Voici le lien ; dis-moi si quelque chose reste flou.",
    ),
    (
        "Oui, c'est possible. Quel jour vous arrange le mieux ?",
        "Oui, c'est possible. Quel jour t'arrange le mieux ?",
    ),
    (
        "C'était à nous de vous le dire plus tôt. Je corrige cela tout de suite.",
        "C'était à nous de te le dire plus tôt. Je corrige ça tout de suite.",
    ),
    (
        "Je vous ai laissé un message. Quand puis-je vous rappeler ?",
        "Je t'ai laissé un message. Quand est-ce que je peux te rappeler ?",
    ),
    (
        "Rien d'urgent : je prenais simplement de vos nouvelles. Comment avance le projet ?",
        "Rien d'urgent : je prenais juste de tes nouvelles. Comment avance le projet ?",
    ),
];

const ANSWERS_ENGLISH: &[&str] = &[
    "Thank you for writing. I'll look into it and come back to you today.",
    "Yes, that's possible. Which day would suit you?",
    "You did well to ask. Here is the link; tell me if anything is still unclear.",
];

const NOTES: &[&str] = &[
    "Voix enjouée. Prépare la soutenance, veut répéter une fois avant.",
    "Avance bien, préfère qu'on l'appelle après 18 h.",
    "Parle de son projet avec fierté. Rien à signaler.",
    "Organise sa semaine autour du mercredi. Un peu de retard, assumé.",
    "Voudrait un exemple de dossier réussi. À envoyer.",
    "Content·e de son mentor, sessions utiles.",
    "Semaine chargée au travail, reprend le rythme lundi.",
    "A eu une question sur le calendrier, répondu pendant l'appel.",
    "Aimerait rencontrer d'autres étudiants de sa région.",
    "Se demande comment présenter sa reconversion à un employeur.",
    "Échange court, tout va bien. Rappeler dans trois semaines.",
    "Le dernier projet a pris plus de temps que prévu. Proposé une session de plus.",
    "Travaille dans la cuisine quand la maison dort. À ménager.",
    "Pose beaucoup de questions, bon signe.",
    "A ri en racontant sa première session. Suite dans quinze jours.",
];

const PROMISES: &[&str] = &[
    "envoyer l'attestation",
    "trouver un créneau de mentorat en soirée",
    "demander au jury un retour détaillé",
    "rappeler avec une réponse sur le financement",
    "mettre en relation avec quelqu'un qui a fini ce parcours",
    "envoyer un exemple de dossier",
    "demander un délai pour le questionnaire",
    "relire le CV",
    "vérifier la date de fin de la prise en charge",
    "proposer un autre mentor",
    "organiser une répétition de soutenance",
];

const CONCERNS: &[&str] = &[
    "Deux sessions sans nouvelles, ce n'est pas dans ses habitudes. Quelqu'un peut appeler ?",
    "Je le dis sans savoir pourquoi : la dernière fois, l'échange était plus court que d'ordinaire.",
    "Ne s'est pas connecté·e, n'a pas prévenu. Je préfère le signaler.",
    "Le travail n'a pas bougé depuis la dernière session. Peut-être faut-il un autre angle que le mien.",
    "A évoqué des horaires difficiles, puis plus rien.",
];

const HEALTHY_GOODBYES: &[&str] =
    &["Nous avons parlé un quart d'heure. La porte reste ouverte.", "Départ dit avec calme."];

/// An answer of the advisor.
pub(crate) fn answer(voice: &Voice, chance: &mut Chance) -> &'static str {
    if voice.english {
        return chance.pick(ANSWERS_ENGLISH);
    }
    let (formal, informal) = chance.pick(ANSWERS);
    if voice.informal { informal } else { formal }
}

/// The first answer to somebody who asks about a programme.
pub(crate) fn welcome_answer(voice: &Voice, chance: &mut Chance) -> &'static str {
    if voice.english {
        return "Thank you for your question. I'd like to answer by telephone: when would suit you?";
    }
    chance.pick(&[
        "Merci pour votre question. Le plus simple est d'en parler dix minutes : quand puis-je vous appeler ?",
        "Bonjour, votre question est la bonne. Je vous réponds ci-dessous et je vous appelle cette semaine si vous voulez.",
        "Bonjour, cela dépend de votre rythme. Parlons-en au téléphone, sans engagement.",
    ])
}

/// Words with a celebration.
pub(crate) fn congratulation(
    voice: &Voice,
    occasion: Occasion,
    chance: &mut Chance,
) -> &'static str {
    let _ = chance;
    match (voice.english, voice.informal, occasion) {
        (true, _, Occasion::Diploma) => {
            "Your diploma is official. Well done, and thank you for the journey."
        }
        (true, _, _) => "Wonderful news! I'm so happy for you.",
        (_, true, Occasion::Diploma) => {
            "C'est officiel : diplôme en poche ! Bravo à toi, quel chemin."
        }
        (_, false, Occasion::Diploma) => {
            "C'est officiel : diplôme en poche ! Bravo, quel chemin parcouru."
        }
        (_, true, _) => "Quelle belle nouvelle ! Raconte-moi vite comment ça s'est passé.",
        (_, false, _) => "Quelle belle nouvelle ! Racontez-moi vite comment cela s'est passé.",
    }
}

/// A note after a conversation.
pub(crate) fn note(chance: &mut Chance) -> &'static str {
    chance.pick(NOTES)
}

/// What was promised.
pub(crate) fn promise(chance: &mut Chance) -> &'static str {
    chance.pick(PROMISES)
}

/// A mentor's worry.
pub(crate) fn concern(chance: &mut Chance) -> &'static str {
    chance.pick(CONCERNS)
}

/// A note after somebody has said that they leave.
pub(crate) fn farewell_note(reason: WithdrawalReason, chance: &mut Chance) -> &'static str {
    match reason {
        WithdrawalReason::Job => {
            "Part pour un emploi, et c'est une bonne nouvelle. Garder le contact."
        }
        WithdrawalReason::Money => {
            "Question d'argent. Avons cherché ensemble, sans solution pour l'instant."
        }
        WithdrawalReason::Health | WithdrawalReason::Life => {
            "La vie d'abord. A été remercié·e de nous l'avoir dit."
        }
        _ => chance.pick(HEALTHY_GOODBYES),
    }
}
