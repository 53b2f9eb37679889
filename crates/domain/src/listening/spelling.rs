//! How people really write: short forms, chat, fixed phrases, words that add
//! nothing. One line of a spelling file is `as written, also so = as read`;
//! with nothing after `=`, the words are passed over.

use std::collections::HashMap;

use super::rules::Mistake;

/// The spellings of one language.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    words: HashMap<Box<str>, Box<[Box<str>]>>,
    /// By first word: the words that follow it, and what all are read as.
    phrases: HashMap<Box<str>, Vec<Phrase>>,
}

/// A fixed phrase of two words or more.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The words after the first.
    pub(super) rest: Box<[Box<str>]>,
    /// What it is read as.
    pub(super) read: Box<[Box<str>]>,
}

impl Spelling {
    /// Reads a file. Lines that cannot be read are reported and left out.
    pub(super) fn read(file: &'static str, text: &str, mistakes: &mut Vec<Mistake>) -> Self {
        let mut spelling = Self::default();
        let lines =
            text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        for (number, line) in lines {
            let Some((written, read)) = line.split_once('=') else {
                mistakes.push(Mistake { file, line: number + 1, why: "no `=`" });
                continue;
            };
            let read: Box<[Box<str>]> = read.split_whitespace().map(Into::into).collect();
            for written in written.split(',') {
                let words: Vec<Box<str>> = written.split_whitespace().map(Into::into).collect();
                if let Err(why) = spelling.add(&words, read.clone()) {
                    mistakes.push(Mistake { file, line: number + 1, why });
                }
            }
        }
        for phrases in spelling.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        spelling
    }

    fn add(&mut self, written: &[Box<str>], read: Box<[Box<str>]>) -> Result<(), &'static str> {
        match written {
            [] => return Err("nothing before `=` or between commas"),
            [word] => {
                self.words.insert(word.clone(), read);
            }
            [first, rest @ ..] => {
                // Phrases are looked for once single words have been read.
                let mut plain = Vec::new();
                for word in std::iter::once(first).chain(rest) {
                    match self.words.get(word) {
                        Some(read) => plain.extend(read.iter().cloned()),
                        None => plain.push(word.clone()),
                    }
                }
                match plain.as_slice() {
                    [] | [_] => return Err("a phrase of which one word or none is left"),
                    [first, rest @ ..] => self
                        .phrases
                        .entry(first.clone())
                        .or_default()
                        .push(Phrase { rest: rest.into(), read }),
                }
            }
        }
        Ok(())
    }

    /// What one written word is read as, if that is something else.
    pub(super) fn word(&self, written: &str) -> Option<&[Box<str>]> {
        self.words.get(written).map(|read| &**read)
    }

    /// The fixed phrases that begin with a word, longest first.
    pub(super) fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_read() {
        let mut mistakes = Vec::new();
        let spelling =
            Spelling::read("test", "jsuis, chuis = je suis\nd', du = de\ndu coup =", &mut mistakes);
        assert!(mistakes.is_empty());
        assert_eq!(spelling.word("chuis").map(<[_]>::len), Some(2));
        assert_eq!(&*spelling.phrases("de")[0].rest[0], "coup");
    }

    #[test]
    fn a_line_without_a_meaning_is_reported() {
        let mut mistakes = Vec::new();
        Spelling::read("test", "jsuis", &mut mistakes);
        assert_eq!(mistakes[0].line, 1);
    }
}
