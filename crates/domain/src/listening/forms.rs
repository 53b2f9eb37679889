//! Words of a rule that stand for others too.
//!
//! Who is in danger may write it, or somebody else of them; it may be now,
//! soon or just past. So rules of danger are written once, and
//! `danger/forms.txt` says of their words which others are read alike:
//!
//! - `i = he she they`: a rule that says the first word holds for the others,
//!   not the other way round;
//! - `take took taken taking`: a rule that says one holds for all.

use std::collections::HashMap;

/// By word, the words that a rule with it holds for, besides.
#[derive(Debug, Default)]
pub(super) struct Forms(HashMap<Box<str>, Vec<Box<str>>>);

impl Forms {
    /// Reads the lines of a file.
    pub(super) fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut forms = Self::default();
        for line in lines {
            let (words, others) = line.split_once('=').unwrap_or((line, line));
            for word in words.split_whitespace() {
                let known = forms.0.entry(word.into()).or_default();
                known.extend(
                    others.split_whitespace().filter(|other| *other != word).map(Into::into),
                );
            }
        }
        forms
    }

    /// The words besides.
    pub(super) fn of(&self, word: &str) -> &[Box<str>] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_told_of_stands_for_who_tells_but_not_the_other_way_round() {
        let forms = Forms::read(["i = he she"].into_iter());
        assert_eq!(forms.of("i").concat(), "heshe");
        assert!(forms.of("he").is_empty());
    }

    #[test]
    fn forms_of_a_verb_stand_for_each_other() {
        let forms = Forms::read(["take took taken"].into_iter());
        assert_eq!(forms.of("taken").concat(), "taketook");
    }
}
