//! When students like to be called, in their own words.

use crate::chance::Chance;
use crate::person::Rhythm;

/// Share of students who said when.
const SAID: f64 = 0.6;

/// What somebody who studies like this says, in English or French; `None`: they
/// never said.
pub(crate) fn good_hours(
    rhythm: Rhythm,
    english: bool,
    chance: &mut Chance,
) -> Option<&'static str> {
    let words: &[&str] = match (english, rhythm) {
        (true, Rhythm::FullTime | Rhythm::PartTime) => {
            &["mornings", "any time before 4 pm", "after lunch", "not before 10 am please"]
        }
        (true, Rhythm::Evenings | Rhythm::Weekends) => {
            &["after 6 pm", "lunch break, 12 to 1", "Saturday mornings"]
        }
        (false, Rhythm::FullTime) => &[
            "le matin",
            "plutôt l'après-midi",
            "entre 9 h et 12 h",
            "quand vous voulez, sauf le midi",
            "pas avant 10 h svp",
        ],
        (false, Rhythm::PartTime) => &[
            "le mardi et le jeudi",
            "le matin, une fois les enfants à l'école",
            "entre 14 h et 16 h",
            "mercredi jamais : les petits",
        ],
        (false, Rhythm::Evenings) => &[
            "après 18 h",
            "à la pause de midi",
            "le soir, après 19 h 30",
            "un sms d'abord, je rappelle en sortant du travail",
        ],
        (false, Rhythm::Weekends) => {
            &["le samedi matin", "le vendredi après 17 h", "le week-end, ou par message"]
        }
    };
    chance.yes(SAID).then(|| chance.pick(words))
}
