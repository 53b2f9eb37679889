//! A text as the rules see it: words as atoms, in sentences.

use std::collections::VecDeque;
use std::ops::Range;

use super::lexicon::{Atom, Atoms, let_go};
use super::rules::Rules;
use super::scan::{Pause, RawWord, scan};

/// One word of a reading.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes of the original text.
    pub(super) span: Range<usize>,
    /// What it may be in the rules.
    pub(super) atoms: Atoms,
    /// Whether a clause begins here.
    pub(super) starts_clause: bool,
    /// Whether something ends before it: a comma, a bracket.
    pub(super) after_comma: bool,
}

impl Word {
    /// Is it one of these (sorted)?
    pub(super) fn is_among(&self, atoms: &[Atom]) -> bool {
        self.atoms.iter().any(|atom| atoms.binary_search(atom).is_ok())
    }
}

/// One sentence of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its words.
    pub(super) words: Range<usize>,
    /// Whether it ends with a question mark.
    pub(super) question: bool,
}

/// A text, read with one language's rules.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    pub(super) sentences: Vec<Sentence>,
}

/// A word on its way to be read.
#[derive(Clone)]
struct Draft {
    span: Range<usize>,
    plain: Box<str>,
    pause: Pause,
}

impl Reading {
    /// Reads a text. With `forgiving`, typing mistakes are seen through.
    pub(super) fn of(text: &str, rules: &Rules, forgiving: bool) -> Self {
        let (raw, last) = scan(text, rules.language);
        let mut reading = Self::default();
        let mut drafts: VecDeque<Draft> = VecDeque::new();
        // The pauses before words that are passed over are not.
        let mut carried = Pause::None;
        let mut pause = Pause::Stop;
        let mut raw = raw.into_iter();
        loop {
            // A phrase may be so many words long; then one must look ahead.
            while drafts.len() < LOOK_AHEAD {
                let Some(word) = raw.next() else { break };
                spell(word, rules, forgiving, &mut carried, &mut drafts);
            }
            let Some(draft) = drafts.pop_front() else { break };
            pause = pause.max(draft.pause);
            if let Some(read) = phrase(&draft, &mut drafts, rules) {
                let span = read.1;
                for word in read.0 {
                    reading.push(
                        &Draft { span: span.clone(), plain: word.clone(), pause },
                        rules,
                        false,
                    );
                    pause = Pause::None;
                }
                continue;
            }
            reading.push(&Draft { pause, ..draft }, rules, forgiving);
            pause = Pause::None;
        }
        reading.close(pause.max(carried).max(last));
        reading
    }

    fn push(&mut self, draft: &Draft, rules: &Rules, forgiving: bool) {
        if draft.pause >= Pause::Stop {
            self.close(draft.pause);
        }
        let mut atoms = rules.lexicon.exactly(&draft.plain);
        if atoms.is_empty() && forgiving {
            atoms = rules.lexicon.nearly(&draft.plain);
        }
        let after_barrier = self.words.last().is_some_and(|word| word.is_among(&rules.barriers));
        self.words.push(Word {
            span: draft.span.clone(),
            atoms,
            starts_clause: draft.pause > Pause::None || after_barrier,
            after_comma: draft.pause > Pause::None,
        });
    }

    /// Ends the sentence that is open, if it has words.
    fn close(&mut self, pause: Pause) {
        let start = self.sentences.last().map_or(0, |sentence| sentence.words.end);
        if start < self.words.len() {
            self.sentences.push(Sentence {
                words: start..self.words.len(),
                question: pause == Pause::Question,
            });
        }
    }
}

/// The longest phrase and the longest spelling, together with room.
const LOOK_AHEAD: usize = 12;

/// Spells one written word out into `drafts`.
fn spell(
    word: RawWord,
    rules: &Rules,
    forgiving: bool,
    carried: &mut Pause,
    drafts: &mut VecDeque<Draft>,
) {
    let RawWord { span, plain, pause } = word;
    let mut pause = pause.max(std::mem::replace(carried, Pause::None));
    let mut push = |plain: Box<str>| {
        drafts.push_back(Draft { span: span.clone(), plain, pause });
        pause = Pause::None;
    };
    if let Some(read) = rules.spelling.word(&plain) {
        if read.is_empty() {
            *carried = pause;
            return;
        }
        read.iter().cloned().for_each(push);
        return;
    }
    if rules.lexicon.knows(&plain) || !forgiving {
        push(plain.into());
        return;
    }
    for keep in [2, 1] {
        let calmer = let_go(&plain, keep);
        if calmer == plain {
            break;
        }
        if let Some(read) = rules.spelling.word(&calmer).filter(|read| !read.is_empty()) {
            read.iter().cloned().for_each(push);
            return;
        }
        if rules.lexicon.knows(&calmer) {
            push(calmer.into());
            return;
        }
    }
    match rules.parted(&plain) {
        Some((first, rest)) => {
            first.iter().cloned().for_each(&mut push);
            push(rest.into());
        }
        None => push(plain.into()),
    }
}

/// The fixed phrase that begins with `first`, if there is one: takes its
/// words and gives what it is read as, and where it stands.
fn phrase<'r>(
    first: &Draft,
    drafts: &mut VecDeque<Draft>,
    rules: &'r Rules,
) -> Option<(&'r [Box<str>], Range<usize>)> {
    rules.spelling.phrases(&first.plain).iter().find_map(|phrase| {
        let fits = phrase.rest.len() <= drafts.len()
            && phrase
                .rest
                .iter()
                .zip(drafts.iter())
                .all(|(wanted, draft)| *wanted == draft.plain && draft.pause < Pause::Comma);
        fits.then(|| {
            let end = drafts
                .drain(..phrase.rest.len())
                .next_back()
                .map_or(first.span.end, |draft| draft.span.end);
            (&*phrase.read, first.span.start..end)
        })
    })
}
