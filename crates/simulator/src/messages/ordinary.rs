//! What students write on ordinary days, to the school and to one another.

use super::{Line, Voice, chat, choose, formal, plain};
use crate::chance::Chance;

/// Expects an answer.
const QUESTIONS: &[Line] = &[
    formal("Bonjour, pourriez-vous m'envoyer une attestation d'inscription ? Merci beaucoup."),
    formal("Bonjour, où trouve-t-on le modèle de présentation pour la soutenance ?"),
    formal("Bonjour, puis-je changer l'adresse électronique de mon compte ?"),
    formal("Bonjour, la leçon 2 renvoie vers une page introuvable. Je vous le signale."),
    formal(
        "Bonjour, je serai en congé la première semaine du mois. Faut-il prévenir quelqu'un d'autre ?",
    ),
    formal("Bonjour, le compte rendu de ma dernière session ne s'affiche pas. Est-ce normal ?"),
    plain("On peut soutenir le samedi matin ?"),
    plain("Le délai pour rendre le questionnaire, c'est minuit heure de Paris ?"),
    plain("Je peux utiliser un jeu de données de mon travail pour le projet ?"),
    plain("Il y a une correction type quelque part ou c'est voulu qu'il n'y en ait pas ?"),
    plain("Mon lien de visio ne marche plus, vous pouvez le renvoyer ?"),
    plain("Est-ce que je peux prendre de l'avance sur le projet suivant ?"),
    plain("Le livre conseillé est en anglais, il existe en français ?"),
    plain("Vous avez une bonne ressource pour préparer un oral ?"),
    chat("hello c'est quand la prochaine visio promo?"),
    chat("on rend le quizz avant dimanche ou dimanche compris?"),
    chat("yo le lien de la session marche pas"),
    chat("jpeux décaler ma soutenance d'un jour?"),
    chat("vous avez un modèle de cv sympa?"),
];

/// Expects nothing.
const NEWS: &[Line] = &[
    formal("Bonjour, un mot pour vous remercier de votre appel, il m'a été utile."),
    formal("Bonjour, projet rendu ce matin avec deux jours d'avance. Bonne journée à vous."),
    formal("Je vous confirme le rendez-vous de jeudi."),
    plain("Merci, c'est réglé."),
    plain("Tout va bien de mon côté, j'avance tranquillement."),
    plain("Projet validé ! Merci pour le coup de pouce."),
    plain("J'ai montré mon projet à ma fille, elle l'utilise déjà."),
    plain("Bien reçu, à jeudi."),
    chat("validéééé 🎉"),
    chat("top merci!!"),
    chat("ok nickel à demain"),
    chat("mon mentor est génial je voulais juste le dire"),
];

const POSTS: &[Line] = &[
    formal("Bonjour à toutes et à tous, je partage ma fiche de révision, servez-vous."),
    formal("Une lecture qui m'a éclairé le chapitre précédent, si cela peut servir à quelqu'un."),
    plain("Je cherche deux personnes pour répéter une soutenance jeudi soir."),
    plain("Astuce : enregistrez-vous en audio avant l'oral, ça change tout."),
    plain("Validé au premier passage, courage à celles et ceux qui passent demain."),
    plain("Quelqu'un à Nantes pour travailler en café le samedi ?"),
    plain("J'ai fait un petit jeu de cartes pour réviser le vocabulaire, je le mets ici."),
    chat("qui passe demain? on se fait une répète ce soir?"),
    chat("ça y est projet 4 fini, plus que la moitié!!"),
    chat("tuto au top trouvé hier je le mets là"),
    chat("bon courage tlm pour la rentrée 💪"),
];

const CALLS: &[Line] = &[
    formal("Bonjour, l'énoncé demande une annexe : quelqu'un sait-il sous quel format ?"),
    formal("Bonjour, mon fichier refuse de s'ouvrir depuis la mise à jour. Une idée ?"),
    plain("Quelqu'un peut relire mon introduction ce soir ? Dix minutes suffisent."),
    plain("Je ne retrouve plus la consigne de l'étape 3, vous l'avez ?"),
    plain("Vous aussi la plateforme rame depuis ce matin ?"),
    chat("qqun a la consigne de l'étape 2? la page charge pas chez moi"),
    chat("besoin d'un coup de main pour installer le logiciel svp"),
];

const ENGLISH: &[&str] = &[
    "Could you send me a certificate of enrolment, please?",
    "Is it possible to defend on a Saturday morning?",
    "The link to Thursday's session doesn't work for me.",
    "Can I start the next project a little early?",
];

const ENGLISH_NEWS: &[&str] = &[
    "Thanks, that's sorted.",
    "Passed! Thank you for the help.",
    "All good on my side, moving along quietly.",
];

const ENGLISH_POSTS: &[&str] = &[
    "Sharing my notes on the last chapter, help yourselves.",
    "Anyone up for a practice run on Thursday evening?",
    "halfway there!!",
];

/// A message of an ordinary day.
pub(crate) fn ordinary(voice: &Voice, asks: bool, chance: &mut Chance) -> &'static str {
    match (voice.english, asks) {
        (true, true) => chance.pick(ENGLISH),
        (true, false) => chance.pick(ENGLISH_NEWS),
        (false, true) => choose(QUESTIONS, voice, chance),
        (false, false) => choose(NEWS, voice, chance),
    }
}

/// A post in the community.
pub(crate) fn post(voice: &Voice, asks_help: bool, chance: &mut Chance) -> &'static str {
    match (voice.english, asks_help) {
        (true, true) => "Could someone look over my introduction tonight?",
        (true, false) => chance.pick(ENGLISH_POSTS),
        (false, true) => choose(CALLS, voice, chance),
        (false, false) => choose(POSTS, voice, chance),
    }
}
