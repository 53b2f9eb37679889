//! What is said in the days of those as whom one may visit, in both languages.

use crate::wording::Language;

/// Everything that is said around one student and one mentor.
pub(super) struct Words {
    pub(super) language: Language,
    /// Where the two sign in.
    pub(super) student_at: &'static str,
    pub(super) mentor_at: &'static str,
    /// What the mentor was worried about: so many days ago, and what the
    /// advisor wrote down after calling. Each of somebody else.
    pub(super) worries: [(i64, &'static str, &'static str); 3],
    /// How somebody says that all is well again.
    pub(super) is_well: &'static str,
    pub(super) bravo: &'static str,
    pub(super) bravo_of_a_peer: &'static str,
    /// The advisor asks, the student answers, and they speak.
    pub(super) asks: &'static str,
    pub(super) answers: &'static str,
    pub(super) spoke: &'static str,
    /// The follow-up: what for, what was done, and what is tried.
    pub(super) goal: &'static str,
    pub(super) asked: &'static str,
    pub(super) noted: &'static str,
    pub(super) tries: &'static str,
    pub(super) agreed: &'static str,
    pub(super) praises: &'static str,
    pub(super) good_hours: &'static str,
}

impl Words {
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::Fr => &FRENCH,
            Language::En => &ENGLISH,
        }
    }

    /// Are they of the language with this code? French, where none is known.
    pub(super) fn suit(&self, code: Option<&str>) -> bool {
        code.unwrap_or(Language::Fr.code()) == self.language.code()
    }
}

const FRENCH: Words = Words {
    language: Language::Fr,
    student_at: "etudiant",
    mentor_at: "mentor",
    worries: [
        (
            41,
            "D'habitude les questions fusent. Là, deux sessions à regarder l'horloge : je ne sais \
             pas quoi en penser.",
            "Fatigue, surtout : trop de soirs d'affilée. On a cherché lequel pouvait sauter, et \
             il y en avait un.",
        ),
        (
            30,
            "A dit « de toute façon » quatre fois en une heure. Ce n'est pas son genre.",
            "Beaucoup de choses à la maison, dont l'école n'est pas la plus lourde. Parler sans \
             calendrier a fait du bien.",
        ),
        (
            19,
            "Répond toujours que tout va bien, très vite, et passe à autre chose. J'aimerais me \
             tromper.",
            "Ça va, vraiment, mais le regard des autres sur son travail met mal à l'aise. En \
             parlera en session, à son heure.",
        ),
    ],
    is_well: "Oui, merci d'avoir demandé.",
    bravo: "Quel chemin depuis le premier projet ! Bravo, du fond du cœur.",
    bravo_of_a_peer: "J'ai crié de joie dans ma cuisine en lisant ça. Trop bien !",
    asks: "Une semaine chargée, non ? Qu'est-ce qui aiderait le plus en ce moment ?",
    answers: "Le projet avance, mais le soir je n'ai plus d'énergie. Un créneau le samedi matin \
              changerait tout.",
    spoke: "Vingt minutes. L'envie est là, c'est l'heure qui ne va pas : le samedi matin est \
            libre.",
    goal: "Avancer le samedi matin, sans que la semaine déborde",
    asked: "Demander un créneau le samedi matin pour le mentorat",
    noted: "Le mentorat passe au samedi, 10 h. Réponse enthousiaste.",
    tries: "Essayer deux samedis de suite",
    agreed: "C'est d'accord pour le samedi à 10 h, dès cette semaine.",
    praises: "Premier samedi : deux heures d'un coup, ça change la vie. Merci !",
    good_hours: "le samedi matin, ou après 20 h",
};

const ENGLISH: Words = Words {
    language: Language::En,
    student_at: "student",
    mentor_at: "mentor.en",
    worries: [
        (
            44,
            "Three sessions with the camera off, after a year with it on. Perhaps it is only the \
             camera.",
            "It was not the camera. A flat shared by five, and no door that shuts. We found a \
             library that stays open late.",
        ),
        (
            33,
            "Apologised for every question today, even the good ones. Most of them were good \
             ones.",
            "Somebody at work had laughed at a question, and it stuck. Said so, and then laughed \
             about it too.",
        ),
        (
            22,
            "Had done the reading and none of the practice, twice running. Not like the person I \
             know.",
            "Nights with a small child, and no more than that. The practice moves to nap time \
             until the nights are better.",
        ),
    ],
    is_well: "Yes, I am, and thank you for asking.",
    bravo: "I still remember the first project. What a way to have come. Well done!",
    bravo_of_a_peer: "I read this on the bus and said \"yes!\" out loud. So happy for you!",
    asks: "That looked like a full week. What would help most right now?",
    answers: "The project is moving, but by the evening there is nothing left of me. A slot on \
              Saturday mornings would change everything.",
    spoke: "Twenty minutes. The will is there, it is the hour that is wrong: Saturday mornings \
            are free.",
    goal: "Get on with it on Saturday mornings, and have the rest of the week back",
    asked: "Ask for a mentoring slot on Saturday mornings",
    noted: "Mentoring moves to Saturdays at ten. The answer came with three exclamation marks.",
    tries: "Try two Saturdays in a row",
    agreed: "It's settled: Saturdays at ten, from this week on.",
    praises: "First Saturday: two whole hours in one go. It makes such a difference. Thank you!",
    good_hours: "Saturday mornings, or after 8 pm",
};
