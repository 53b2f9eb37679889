//! The rules of a language, read once from the files beside this one.
//!
//! Each need has a file per language, and danger, which is said in most ways, a
//! folder with a file per family of ways (`not_*.txt`: what only looks like it).
//! A line is a pattern (see [`super::pattern`]); a heading says what it means to
//! find it:
//!
//! - `[says]` the need is stated;
//! - `[says in person]` it is, of the one who writes: what the message is
//!   about does not count;
//! - `[says even so]` it is, whatever an exception says;
//! - `[except]` the words it covers state nothing;
//! - `[except in sentence]` nor does the rest of that sentence;
//! - `[except before]` nor does anything that stands before it;
//! - `[unless]` nor does anything in the message;
//! - `[long ago]` and `[over]` together, neither alone: nor does anything in
//!   the message. Who tells of what is long past and closed is not in danger
//!   now; who tells only that it was long ago may be.
//!
//! Danger has a second folder, `danger/hints`, with a file per family of hints,
//! none of which says anything alone (see [`super::hints`]):
//!
//! - `[hints]` a hint of the file's family;
//! - `[hints faintly]` one that counts half;
//! - `[everyday]` an ordinary reason: no hint counts in its sentence, nor in
//!   the one before or after.
//!
//! A gap in what is said of the message takes any word up to the end of the sentence, as
//! it does in what says or hints danger and in what silences a sentence about it.
//!
//! `all.txt` has exceptions for every need but danger, which knows only its
//! own: where in doubt, a person looks.

use std::sync::LazyLock;

use super::Language;
use super::forms::Forms;
use super::hints::{Family, Weight};
use super::lexicon::{Atom, Lexicon};
use super::pattern::{Classes, Node, Pattern, Reader, first_atoms};
use super::spelling::Spelling;
use crate::fact::Need;

/// What finding a pattern means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The need is stated.
    Says,
    /// The need is stated of the one who writes: what the message is
    /// about is no exception.
    SaysInPerson,
    /// The need is stated, exceptions or not.
    SaysEvenSo,
    /// The words covered state nothing.
    Covers,
    /// The sentence states nothing.
    SilencesSentence,
    /// What stands before states nothing.
    SilencesBefore,
    /// The message states nothing.
    SilencesMessage,
    /// Half of a reason why the message states nothing: it was long ago.
    LongAgo,
    /// The other half: it is over.
    Over,
    /// A hint, which says danger only together with others.
    Hints(Weight),
    /// An ordinary reason, near which nothing is a hint.
    Everyday,
}

impl Effect {
    /// Whether finding it states the need.
    pub(super) const fn says(self) -> bool {
        matches!(self, Self::Says | Self::SaysInPerson | Self::SaysEvenSo)
    }

    /// Whether its words stand for their other forms: what takes danger away
    /// is read as it is written.
    const fn counts_forms(self) -> bool {
        self.says() || matches!(self, Self::Hints(_))
    }

    /// Whether a gap may take any word, where the need is danger: for all but
    /// what covers the very words.
    pub(super) const fn is_generous(self) -> bool {
        !matches!(self, Self::Covers | Self::SilencesBefore)
    }
}

/// One line of a rule file.
#[derive(Debug)]
pub(super) struct Rule {
    /// The need, or none for every need but danger.
    pub(super) need: Option<Need>,
    pub(super) effect: Effect,
    /// The family of ways to say it: the file it stands in.
    pub(super) family: Family,
    pub(super) pattern: Pattern,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) file: &'static str,
    pub(super) line: usize,
    pub(super) why: &'static str,
}

/// A text that was compiled in, with the name of its file.
type File = (&'static str, &'static str);

/// The files of one language.
struct Files {
    spelling: File,
    known: File,
    classes: File,
    forms: File,
    rules: &'static [(Option<Need>, File)],
}

/// The rules of one language, ready to use.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) language: Language,
    pub(super) spelling: Spelling,
    pub(super) lexicon: Lexicon,
    /// Words that negate what follows.
    pub(super) negators: Box<[Atom]>,
    /// Words that a negation does not reach across: a new clause.
    pub(super) barriers: Box<[Atom]>,
    /// Words that turn the sense: but.
    pub(super) turns: Box<[Atom]>,
    all: Vec<Rule>,
    /// By first atom, which rules to try.
    starts: Vec<Vec<u16>>,
    /// Lines left out. None in what is shipped: a test says so.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the test"))]
    mistakes: Vec<Mistake>,
}

macro_rules! files {
    ($folder:literal) => {{
        macro_rules! file {
            ($name:literal) => {
                (concat!($folder, "/", $name), include_str!(concat!($folder, "/", $name)))
            };
        }
        Files {
            spelling: file!("spelling.txt"),
            known: file!("known.txt"),
            classes: file!("classes.txt"),
            forms: file!("danger/forms.txt"),
            rules: &[
                (None, file!("all.txt")),
                (Some(Need::Help), file!("help.txt")),
                (Some(Need::Call), file!("call.txt")),
                (Some(Need::MentorChange), file!("mentor_change.txt")),
                (Some(Need::Concept), file!("concept.txt")),
                (Some(Need::Stopping), file!("stopping.txt")),
                (Some(Need::JobOffer), file!("job_offer.txt")),
                (Some(Need::Money), file!("money.txt")),
                (Some(Need::Administrative), file!("administrative.txt")),
                (Some(Need::Danger), file!("danger/wish.txt")),
                (Some(Need::Danger), file!("danger/farewell.txt")),
                (Some(Need::Danger), file!("danger/burden.txt")),
                (Some(Need::Danger), file!("danger/means.txt")),
                (Some(Need::Danger), file!("danger/self_harm.txt")),
                (Some(Need::Danger), file!("danger/struck.txt")),
                (Some(Need::Danger), file!("danger/threat.txt")),
                (Some(Need::Danger), file!("danger/kept.txt")),
                (Some(Need::Danger), file!("danger/others.txt")),
                (Some(Need::Danger), file!("danger/intent.txt")),
                (Some(Need::Danger), file!("danger/plain.txt")),
                (Some(Need::Danger), file!("danger/hints/farewell.txt")),
                (Some(Need::Danger), file!("danger/hints/resolve.txt")),
                (Some(Need::Danger), file!("danger/hints/calm.txt")),
                (Some(Need::Danger), file!("danger/hints/burden.txt")),
                (Some(Need::Danger), file!("danger/hints/future.txt")),
                (Some(Need::Danger), file!("danger/hints/absence.txt")),
                (Some(Need::Danger), file!("danger/hints/belongings.txt")),
                (Some(Need::Danger), file!("danger/hints/affairs.txt")),
                (Some(Need::Danger), file!("danger/hints/means.txt")),
                (Some(Need::Danger), file!("danger/hints/sleep.txt")),
                (Some(Need::Danger), file!("danger/hints/pain.txt")),
                (Some(Need::Danger), file!("danger/hints/skin.txt")),
                (Some(Need::Danger), file!("danger/hints/tool.txt")),
                (Some(Need::Danger), file!("danger/hints/relief.txt")),
                (Some(Need::Danger), file!("danger/hints/home.txt")),
                (Some(Need::Danger), file!("danger/hints/control.txt")),
                (Some(Need::Danger), file!("danger/hints/injury.txt")),
                (Some(Need::Danger), file!("danger/hints/others.txt")),
                (Some(Need::Danger), file!("danger/hints/silent.txt")),
                (Some(Need::Danger), file!("danger/hints/intent.txt")),
                (Some(Need::Danger), file!("danger/hints/hunt.txt")),
                (Some(Need::Danger), file!("danger/hints/secrecy.txt")),
                (Some(Need::Danger), file!("danger/hints/not_everyday.txt")),
                (Some(Need::Danger), file!("danger/not_denied.txt")),
                (Some(Need::Danger), file!("danger/not_studies.txt")),
                (Some(Need::Danger), file!("danger/not_figure.txt")),
                (Some(Need::Danger), file!("danger/not_story.txt")),
            ],
        }
    }};
}

static FRENCH: LazyLock<Rules> = LazyLock::new(|| Rules::read(Language::French, &files!("fr")));
static ENGLISH: LazyLock<Rules> = LazyLock::new(|| Rules::read(Language::English, &files!("en")));

impl Rules {
    /// The rules of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    fn read(language: Language, files: &Files) -> Self {
        let mut mistakes = Vec::new();
        let spelling = Spelling::read(files.spelling.0, files.spelling.1, &mut mistakes);
        let mut lexicon = Lexicon::default();
        for (_, line) in lines(files.known) {
            line.split_whitespace().for_each(|word| lexicon.know(word));
        }
        let as_written = Forms::default();
        let forms = Forms::read(lines(files.forms).map(|(_, line)| line));
        let mut classes = Classes::new();
        for (number, line) in lines(files.classes) {
            let (name, text) = line.split_once('=').unwrap_or((line, ""));
            let mut reader = Reader {
                language,
                lexicon: &mut lexicon,
                spelling: &spelling,
                classes: &classes,
                forms: &as_written,
            };
            match reader.read(&format!("({text})")) {
                Ok(pattern) => {
                    classes.insert(name.trim().into(), pattern);
                }
                Err(why) => mistakes.push(Mistake { file: files.classes.0, line: number, why }),
            }
        }
        let mut rules = Vec::new();
        for (family, &(need, file)) in (0..).zip(files.rules) {
            let mut effect = Effect::Says;
            for (number, line) in lines(file) {
                if let Some(heading) = heading(line) {
                    effect = heading;
                    continue;
                }
                let stands = line.strip_prefix("= ");
                let danger = need == Some(Need::Danger) && effect.counts_forms();
                let mut reader = Reader {
                    language,
                    lexicon: &mut lexicon,
                    spelling: &spelling,
                    classes: &classes,
                    forms: if danger && stands.is_none() { &forms } else { &as_written },
                };
                match reader.read(stands.unwrap_or(line)) {
                    Ok(pattern) => {
                        rules.push(Rule { need, effect, family: Family(family), pattern });
                    }
                    Err(why) => mistakes.push(Mistake { file: file.0, line: number, why }),
                }
            }
        }
        let mut starts = vec![Vec::new(); lexicon.len()];
        for (index, rule) in (0u16..).zip(&rules) {
            for atom in first_atoms(&rule.pattern).unwrap_or_default() {
                let start: &mut Vec<u16> = &mut starts[usize::from(atom)];
                if start.last() != Some(&index) {
                    start.push(index);
                }
            }
        }
        Self {
            language,
            negators: single_words(&classes, "negator"),
            barriers: single_words(&classes, "barrier"),
            turns: single_words(&classes, "turn"),
            spelling,
            lexicon,
            all: rules,
            starts,
            mistakes,
        }
    }

    /// The rules that may fit where a word with these atoms stands.
    pub(super) fn starting_with(&self, atoms: &[Atom]) -> impl Iterator<Item = &Rule> {
        atoms
            .iter()
            .filter_map(|atom| self.starts.get(usize::from(*atom)))
            .flatten()
            .filter_map(|index| self.all.get(usize::from(*index)))
    }

    /// A French word written without its apostrophe or its small `e`
    /// (`jarrive`, `mexpliquer`, `jcomprends`): what the first letters are
    /// read as, and the rest, where the rest is a word of ours.
    pub(super) fn parted<'a>(&self, word: &'a str) -> Option<(&[Box<str>], &'a str)> {
        const ELIDED: [&str; 9] = ["j", "m", "t", "d", "l", "s", "c", "n", "qu"];
        if self.language != Language::French {
            return None;
        }
        ELIDED.iter().find_map(|elided| {
            let rest = word.strip_prefix(elided)?;
            let vowel = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
            let enough = rest.len() >= if vowel { 2 } else { 4 };
            // Few French words begin with `m` or `d` and a consonant (`mfrappe`,
            // `dvivre`), but for `dr`.
            let part = match *elided {
                "j" | "m" => true,
                "d" => !rest.starts_with('r'),
                _ => vowel,
            };
            let ours = enough && part && !self.lexicon.exactly(rest).is_empty();
            ours.then(|| self.spelling.word(&format!("{elided}'")).map(|read| (read, rest)))?
        })
    }
}

fn heading(line: &str) -> Option<Effect> {
    match line {
        "[says]" => Some(Effect::Says),
        "[says in person]" => Some(Effect::SaysInPerson),
        "[says even so]" => Some(Effect::SaysEvenSo),
        "[except]" => Some(Effect::Covers),
        "[except in sentence]" => Some(Effect::SilencesSentence),
        "[except before]" => Some(Effect::SilencesBefore),
        "[unless]" => Some(Effect::SilencesMessage),
        "[long ago]" => Some(Effect::LongAgo),
        "[over]" => Some(Effect::Over),
        "[hints]" => Some(Effect::Hints(Weight::WHOLE)),
        "[hints faintly]" => Some(Effect::Hints(Weight::HALF)),
        "[everyday]" => Some(Effect::Everyday),
        _ => None,
    }
}

/// The lines that say something, counted from one.
fn lines(file: File) -> impl Iterator<Item = (usize, &'static str)> {
    file.1
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with("# ") && *line != "#")
}

fn single_words(classes: &Classes, name: &str) -> Box<[Atom]> {
    match classes.get(name).map(|pattern| &**pattern) {
        Some([Node::Word(atoms)]) => atoms.clone(),
        _ => Box::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_files_can_be_read() {
        let mistakes = Language::ALL.map(|language| Rules::of(language).mistakes.clone());
        assert_eq!(mistakes.concat(), []);
    }

    #[test]
    fn every_need_has_patterns_in_both_languages() {
        for language in Language::ALL {
            for need in Need::ALL {
                let found = Rules::of(language)
                    .all
                    .iter()
                    .any(|rule| rule.need == Some(*need) && rule.effect == Effect::Says);
                assert!(found, "{language:?} {need:?}");
            }
        }
    }

    #[test]
    fn small_words_that_turn_a_sentence_are_known() {
        for language in Language::ALL {
            let rules = Rules::of(language);
            for words in [&rules.negators, &rules.barriers, &rules.turns] {
                assert!(!words.is_empty(), "{language:?}");
            }
        }
    }
}
