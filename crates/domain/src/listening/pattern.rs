//! The pattern language of the rule files.
//!
//! | written | means |
//! |---|---|
//! | `aide` | this word, with or without a plural or feminine ending |
//! | `expliqu*` | any word that begins so |
//! | `(aide\|coup de pouce)` | one of these |
//! | `[bien]` | this or nothing |
//! | `..` or `..5` | up to three (five) words of any kind, in the same breath, none of which negates |
//! | `#` | a number |
//! | `^` | the beginning of a clause |
//! | `$` | the end of a clause |
//! | `?` | at the end: the sentence is a question |
//! | `<someone>` | the class of that name in the language's `classes.txt` |
//! | `= aide` | at the beginning: the words as they stand, none in another form (see [`super::forms`]) |

use std::collections::HashMap;

use super::Language;
use super::forms::Forms;
use super::lexicon::{Atom, Lexicon, NUMBER};
use super::scan::scan;
use super::spelling::Spelling;

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A word that stands for one of these atoms (sorted).
    Word(Box<[Atom]>),
    /// Up to so many words.
    Gap(u8),
    /// One of these sequences; or nothing, where `optional`.
    Choice {
        /// The sequences.
        ways: Box<[Pattern]>,
        /// Whether the choice may be passed over.
        optional: bool,
    },
    /// The beginning of a clause.
    Start,
    /// The end of a clause.
    End,
    /// The sentence is a question.
    Question,
}

/// What to look for: steps in order.
pub(super) type Pattern = Box<[Node]>;

/// Patterns by name, for use in other patterns.
pub(super) type Classes = HashMap<Box<str>, Pattern>;

/// What reading a pattern needs.
pub(super) struct Reader<'a> {
    pub(super) language: Language,
    pub(super) lexicon: &'a mut Lexicon,
    pub(super) spelling: &'a Spelling,
    pub(super) classes: &'a Classes,
    pub(super) forms: &'a Forms,
}

impl Reader<'_> {
    /// Reads one pattern, or says what is wrong with it.
    pub(super) fn read(&mut self, text: &str) -> Result<Pattern, &'static str> {
        let mut rest = text;
        let pattern = self.sequence(&mut rest)?;
        if !rest.is_empty() {
            return Err("a bracket closes that was never opened");
        }
        match first_atoms(&pattern) {
            Some(atoms) if !atoms.is_empty() => Ok(pattern),
            _ => Err("must begin with a word"),
        }
    }

    fn sequence(&mut self, rest: &mut &str) -> Result<Pattern, &'static str> {
        let mut nodes = Vec::new();
        loop {
            *rest = rest.trim_start();
            let Some(sign) = rest.chars().next() else { break };
            match sign {
                ')' | ']' | '|' => break,
                '(' => nodes.push(self.choice(rest, ')')?),
                '[' => nodes.push(self.choice(rest, ']')?),
                '^' => nodes.push(sign_node(rest, Node::Start)),
                '$' => nodes.push(sign_node(rest, Node::End)),
                '?' => nodes.push(sign_node(rest, Node::Question)),
                '#' => nodes.push(sign_node(rest, Node::Word([NUMBER].into()))),
                '.' => nodes.push(gap(rest)?),
                '<' => nodes.extend(self.class(rest)?),
                _ => self.words(rest, &mut nodes)?,
            }
        }
        Ok(nodes.into())
    }

    fn choice(&mut self, rest: &mut &str, close: char) -> Result<Node, &'static str> {
        *rest = &rest[1..];
        let mut ways = vec![self.sequence(rest)?];
        while let Some(after) = rest.strip_prefix('|') {
            *rest = after;
            ways.push(self.sequence(rest)?);
        }
        *rest = rest.strip_prefix(close).ok_or("a bracket is not closed")?;
        let optional = close == ']' || ways.iter().any(|way| way.is_empty());
        ways.retain(|way| !way.is_empty());
        Ok(merged(ways, optional))
    }

    fn class(&mut self, rest: &mut &str) -> Result<Vec<Node>, &'static str> {
        let (name, after) = rest[1..].split_once('>').ok_or("a class is not closed by `>`")?;
        *rest = after;
        self.classes.get(name).map(|pattern| pattern.to_vec()).ok_or("no such class")
    }

    fn words(&mut self, rest: &mut &str, nodes: &mut Vec<Node>) -> Result<(), &'static str> {
        let end =
            rest.find([' ', '(', ')', '[', ']', '|', '<', '?', '#', '$']).unwrap_or(rest.len());
        let (written, after) = rest.split_at(end);
        *rest = after;
        if let Some(stem) = written.strip_suffix('*') {
            let (scanned, _) = scan(stem, self.language);
            let [elided @ .., stem] = scanned.as_slice() else { return Err("no word before `*`") };
            for word in elided {
                self.word(&word.plain, nodes)?;
            }
            nodes.push(Node::Word([self.lexicon.beginning(&stem.plain)].into()));
            return Ok(());
        }
        let (scanned, _) = scan(written, self.language);
        if scanned.is_empty() {
            return Err("a sign that means nothing here");
        }
        for word in scanned {
            self.word(&word.plain, nodes)?;
        }
        Ok(())
    }

    /// A word of a pattern is spelled as a word of a text is.
    fn word(&mut self, plain: &str, nodes: &mut Vec<Node>) -> Result<(), &'static str> {
        match self.spelling.word(plain) {
            Some([]) => return Err("names a word that is passed over when reading"),
            Some(read) => {
                nodes.extend(read.iter().map(|word| self.forms_of(word)));
            }
            None => nodes.push(self.forms_of(plain)),
        }
        Ok(())
    }

    /// A word, or one that stands for it.
    fn forms_of(&mut self, word: &str) -> Node {
        let others = self.forms.of(word).iter().map(|other| &**other);
        let mut atoms: Vec<Atom> =
            others.chain([word]).map(|word| self.lexicon.whole(word)).collect();
        atoms.sort_unstable();
        atoms.dedup();
        Node::Word(atoms.into())
    }
}

fn sign_node(rest: &mut &str, node: Node) -> Node {
    *rest = &rest[1..];
    node
}

fn gap(rest: &mut &str) -> Result<Node, &'static str> {
    let after = rest.strip_prefix("..").ok_or("a single point")?;
    let digits = after.len() - after.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let (number, after) = after.split_at(digits);
    *rest = after;
    match number {
        "" => Ok(Node::Gap(3)),
        number => number.parse().map(Node::Gap).map_err(|_| "too wide a gap"),
    }
}

/// Alternatives of one word each are one word with several atoms.
fn merged(ways: Vec<Pattern>, optional: bool) -> Node {
    let mut atoms = Vec::new();
    let mut longer = Vec::new();
    for way in ways {
        match &*way {
            [Node::Word(own)] => atoms.extend_from_slice(own),
            _ => longer.push(way),
        }
    }
    atoms.sort_unstable();
    atoms.dedup();
    let word = (!atoms.is_empty()).then(|| Node::Word(atoms.into()));
    match word {
        Some(word) if longer.is_empty() && !optional => word,
        word => {
            longer.extend(word.map(|word| Pattern::from([word])));
            Node::Choice { ways: longer.into(), optional }
        }
    }
}

/// The atoms that a match can begin with; `None` if the pattern may begin
/// with any word, or be empty.
pub(super) fn first_atoms(pattern: &[Node]) -> Option<Vec<Atom>> {
    let mut first = Vec::new();
    for node in pattern {
        match node {
            Node::Word(atoms) => {
                first.extend_from_slice(atoms);
                return Some(first);
            }
            Node::Choice { ways, optional } => {
                for way in ways {
                    first.extend(first_atoms(way)?);
                }
                if !optional {
                    return Some(first);
                }
            }
            Node::Start => {}
            Node::Gap(_) | Node::End | Node::Question => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Pattern, &'static str> {
        Reader {
            language: Language::French,
            lexicon: &mut Lexicon::default(),
            spelling: &Spelling::default(),
            classes: &Classes::default(),
            forms: &Forms::default(),
        }
        .read(text)
    }

    #[test]
    fn single_words_in_brackets_are_one_step() {
        assert_eq!(read("(aide|secours)"), Ok([Node::Word([1, 2].into())].into()));
    }

    #[test]
    fn a_gap_has_a_width() {
        assert_eq!(read("je ..5 aide").map(|pattern| pattern[1].clone()), Ok(Node::Gap(5)));
        assert_eq!(read("je .. aide").map(|pattern| pattern[1].clone()), Ok(Node::Gap(3)));
    }

    #[test]
    fn a_pattern_that_fits_everything_is_refused() {
        for text in ["", "[aide]", ".. aide", "?", "^"] {
            assert_eq!(read(text), Err("must begin with a word"), "{text}");
        }
    }

    #[test]
    fn brackets_must_pair() {
        assert!(read("(aide").is_err());
        assert!(read("aide)").is_err());
        assert!(read("<nobody>").is_err());
    }

    #[test]
    fn nothing_written_by_mistake_panics() {
        for text in ["é*", "*", "..999", "(|)", "a [", "<", "#", "…", "aide ?"] {
            let _ = read(text);
        }
        assert!(read("*").is_err());
    }
}
