//! Words that people of the school write. None of it says what is hidden:
//! the same sentences come from people with an obstacle and without.

mod dreams;
mod en;
mod enquiries;
mod fr;
mod hours;
mod ordinary;
mod school;

use crate::chance::Chance;
use crate::obstacle::Obstacle;

pub(crate) use dreams::dream;
pub(crate) use enquiries::{decline, enquiry};
pub(crate) use hours::good_hours;
pub(crate) use ordinary::{ordinary, post};
pub(crate) use school::{
    answer, concern, congratulation, farewell_note, note, promise, welcome_answer,
};

/// How somebody types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Register {
    /// Whole sentences and a greeting.
    Formal,
    /// To the point.
    Plain,
    /// As to a friend.
    Chat,
}

/// How a person writes and is written to.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) register: Register,
    /// Writes in English.
    pub(crate) english: bool,
    /// Is said *tu*.
    pub(crate) informal: bool,
    /// Key of their programme.
    pub(crate) course: &'static str,
}

/// One sentence that somebody may write.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    register: Register,
    /// Only in these programmes; empty for all.
    courses: &'static [&'static str],
    text: &'static str,
}

/// A formal line.
const fn formal(text: &'static str) -> Line {
    Line { register: Register::Formal, courses: &[], text }
}

/// A plain line.
const fn plain(text: &'static str) -> Line {
    Line { register: Register::Plain, courses: &[], text }
}

/// A line typed as to a friend.
const fn chat(text: &'static str) -> Line {
    Line { register: Register::Chat, courses: &[], text }
}

impl Line {
    /// The same line, only in these programmes.
    const fn only(mut self, courses: &'static [&'static str]) -> Self {
        self.courses = courses;
        self
    }

    fn suits(&self, voice: &Voice) -> bool {
        self.courses.is_empty() || self.courses.contains(&voice.course)
    }
}

/// One of the lines that fit the programme, in the person's own register where
/// there is one.
fn choose(lines: &'static [Line], voice: &Voice, chance: &mut Chance) -> &'static str {
    let fits = |line: &&Line| line.suits(voice);
    let own = |line: &&Line| line.suits(voice) && line.register == voice.register;
    let mut list: Vec<_> = lines.iter().filter(own).collect();
    if list.is_empty() {
        list = lines.iter().filter(fits).collect();
    }
    if list.is_empty() { "" } else { chance.pick(&list).text }
}

/// What somebody may write who has this obstacle, or who has not.
pub(crate) fn about(obstacle: Obstacle, voice: &Voice, chance: &mut Chance) -> &'static str {
    if voice.english {
        chance.pick(en::about(obstacle))
    } else {
        choose(fr::about(obstacle), voice, chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Strand;
    use crate::programmes::COURSES;
    use std::collections::HashSet;

    #[test]
    fn every_obstacle_has_twelve_sentences_in_french_and_three_in_english() {
        for obstacle in Obstacle::ALL {
            let french: HashSet<_> = fr::about(obstacle).iter().map(|line| line.text).collect();
            assert!(french.len() >= 12, "{obstacle:?}: {}", french.len());
            assert!(en::about(obstacle).len() >= 3, "{obstacle:?}");
        }
    }

    #[test]
    fn everyone_finds_words_for_everything() {
        let mut chance = Chance::of(1, 1, Strand::Contact);
        for course in &COURSES {
            for register in [Register::Formal, Register::Plain, Register::Chat] {
                for english in [true, false] {
                    let voice = Voice { register, english, informal: false, course: course.key };
                    for obstacle in Obstacle::ALL {
                        assert!(!about(obstacle, &voice, &mut chance).is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn a_concept_of_another_programme_is_never_named() {
        let mut chance = Chance::of(1, 1, Strand::Contact);
        let voice =
            Voice { register: Register::Plain, english: false, informal: false, course: "paie" };
        for _ in 0..500 {
            assert!(!about(Obstacle::ConceptWall, &voice, &mut chance).contains("SQL"));
        }
    }
}
