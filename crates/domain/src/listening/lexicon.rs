//! The words that rules name, and which of them a written word may be.

use std::collections::{HashMap, HashSet};

use arrayvec::ArrayVec;

/// A word, or a beginning of words, that some rule names.
pub(super) type Atom = u16;

/// Any word that begins with a digit.
pub(super) const NUMBER: Atom = 0;

/// The atoms that one written word stands for. Eight are enough: more would
/// be a word near to everything.
pub(super) type Atoms = ArrayVec<Atom, 8>;

/// Every word of one language's rules.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    whole: HashMap<Box<str>, Atom>,
    beginnings: HashMap<Box<str>, Atom>,
    /// By first letter, for typing mistakes.
    near: HashMap<char, Vec<Entry>>,
    /// Ordinary words that are no typing mistake of another.
    known: HashSet<Box<str>>,
    next: Atom,
}

#[derive(Debug)]
struct Entry {
    text: Box<str>,
    atom: Atom,
    beginning: bool,
}

/// Shorter beginnings are not tried.
const SHORTEST_BEGINNING: usize = 2;

impl Lexicon {
    /// The atom of a whole word.
    pub(super) fn whole(&mut self, word: &str) -> Atom {
        self.atom(word, false)
    }

    /// The atom of all words that begin so.
    pub(super) fn beginning(&mut self, stem: &str) -> Atom {
        self.atom(stem, true)
    }

    /// Says that a word is right as it stands.
    pub(super) fn know(&mut self, word: &str) {
        self.known.insert(word.into());
    }

    /// The number of atoms given out, plus one for numbers.
    pub(super) fn len(&self) -> usize {
        usize::from(self.next) + 1
    }

    fn atom(&mut self, text: &str, beginning: bool) -> Atom {
        let table = if beginning { &mut self.beginnings } else { &mut self.whole };
        if let Some(atom) = table.get(text) {
            return *atom;
        }
        self.next = self.next.saturating_add(1);
        table.insert(text.into(), self.next);
        if let Some(first) = text.chars().next() {
            self.near.entry(first).or_default().push(Entry {
                text: text.into(),
                atom: self.next,
                beginning,
            });
        }
        self.next
    }

    /// Is the word, as it stands, one of ours or an ordinary one?
    pub(super) fn knows(&self, word: &str) -> bool {
        self.known.contains(word) || !self.exactly(word).is_empty()
    }

    /// The atoms a word stands for as it is written, endings aside.
    pub(super) fn exactly(&self, word: &str) -> Atoms {
        let mut atoms = Atoms::new();
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            atoms.push(NUMBER);
        }
        for form in endings_off(word) {
            if let Some(atom) = self.whole.get(form) {
                add(&mut atoms, *atom);
            }
        }
        for (end, _) in word.char_indices().skip(SHORTEST_BEGINNING).chain([(word.len(), ' ')]) {
            if let Some(atom) = self.beginnings.get(&word[..end]) {
                add(&mut atoms, *atom);
            }
        }
        atoms
    }

    /// The atoms a word stands for if it was mistyped: those nearest to it.
    pub(super) fn nearly(&self, word: &str) -> Atoms {
        let mut atoms = Atoms::new();
        let length = word.chars().count();
        let Some(entries) = word.chars().next().and_then(|first| self.near.get(&first)) else {
            return atoms;
        };
        if length < 5
            || self.known.contains(word)
            || endings_off(word).any(|form| self.known.contains(form))
        {
            return atoms;
        }
        let mut nearest = usize::MAX;
        for entry in entries {
            let Some(distance) = entry.distance(word, length) else { continue };
            if distance < nearest {
                nearest = distance;
                atoms.clear();
            }
            if distance == nearest {
                add(&mut atoms, entry.atom);
            }
        }
        atoms
    }
}

impl Entry {
    /// How many slips of the finger part them, if few enough: one from five
    /// letters on, two from nine.
    fn distance(&self, word: &str, length: usize) -> Option<usize> {
        let own = self.text.chars().count();
        let allowed = match own.min(length) {
            0..5 => return None,
            5..9 => 1,
            _ => 2,
        };
        if !self.beginning {
            return (own.abs_diff(length) <= allowed)
                .then(|| strsim::osa_distance(&self.text, word))
                .filter(|distance| *distance <= allowed);
        }
        (own.saturating_sub(1)..=own + 1)
            .filter(|cut| *cut <= length)
            .map(|cut| {
                let end = word.char_indices().nth(cut).map_or(word.len(), |(at, _)| at);
                strsim::osa_distance(&self.text, &word[..end])
            })
            .min()
            .filter(|distance| *distance <= allowed)
    }
}

fn add(atoms: &mut Atoms, atom: Atom) {
    if !atoms.contains(&atom) {
        // A ninth is left out: the first eight decide.
        let _ = atoms.try_push(atom);
    }
}

/// The word, and the word without a possessive, plural or feminine ending.
fn endings_off(word: &str) -> impl Iterator<Item = &str> {
    let owner = word.strip_suffix("'s");
    let singular = word.strip_suffix('s').or_else(|| word.strip_suffix('x'));
    let masculine = singular.unwrap_or(word).strip_suffix('e');
    [
        Some(word),
        owner,
        singular.filter(|form| form.len() >= 3),
        masculine.filter(|form| form.len() >= 4),
    ]
    .into_iter()
    .flatten()
}

/// The word with letters that were held down let go: runs of three or more
/// become two, or one.
pub(super) fn let_go(word: &str, keep: usize) -> String {
    let mut out = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut run = 1;
        while letters.next_if_eq(&letter).is_some() {
            run += 1;
        }
        let written = if run >= 3 { keep } else { run };
        out.extend(std::iter::repeat_n(letter, written));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for word in ["mentor", "perdu", "bloque"] {
            lexicon.whole(word);
        }
        lexicon.beginning("expliqu");
        lexicon.know("menteur");
        lexicon
    }

    #[test]
    fn endings_do_not_matter() {
        let lexicon = lexicon();
        for word in ["perdu", "perdue", "perdus", "perdues", "bloquee", "bloquees"] {
            assert!(lexicon.knows(word), "{word}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven() {
        let lexicon = lexicon();
        let mentor = lexicon.exactly("mentor");
        assert_eq!(lexicon.nearly("metnor"), mentor);
        assert_eq!(lexicon.nearly("mentro"), mentor);
        assert!(!lexicon.nearly("expiquer").is_empty());
    }

    #[test]
    fn a_real_word_is_no_slip() {
        assert!(lexicon().nearly("menteur").is_empty());
        assert!(lexicon().nearly("menteurs").is_empty());
    }

    #[test]
    fn two_slips_in_a_short_word_are_another_word() {
        assert!(lexicon().nearly("montre").is_empty());
    }

    #[test]
    fn held_keys_are_let_go() {
        assert_eq!(let_go("heeeelp", 1), "help");
        assert_eq!(let_go("appeeeel", 1), "appel");
    }
}
