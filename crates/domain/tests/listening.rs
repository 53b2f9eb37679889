//! How well needs that are stated are heard, on labelled sentences.
//!
//! `listening/dev_*.tsv` came with the rules; `listening/dev_danger_*.tsv` are
//! danger and its look-alikes, by several hands, and the rules were widened on
//! them (what was measured before that is in `docs/listening.md`);
//! `listening/closed_en.tsv` is danger and its look-alikes that nobody who
//! writes rules has read: leave it so;
//! `listening/harmless_*.tsv` only look like danger, as much as they can;
//! `listening/test_*.tsv` was written by somebody who had not seen the rules,
//! and is what counts. A line is the needs, comma-separated, or `-`; a tab; the
//! sentence.
//! `cargo test -p vigie-domain --test listening -- --nocapture` prints all
//! figures.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use vigie_domain::fact::Need;
use vigie_domain::listening::{Heard, Language, MOST_SPANS, hear};

const FILES: [(&str, Language); 2] = [("fr", Language::French), ("en", Language::English)];

/// A sentence and what it states.
struct Labelled {
    needs: BTreeSet<Need>,
    text: String,
}

fn path(split: &str, language: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/listening")
        .join(format!("{split}_{language}.tsv"))
}

/// Reads a file of sentences; every line must be well formed.
fn read(split: &str, language: &str) -> Vec<Labelled> {
    let path = path(split, language);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (needs, text) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
            let needs = needs.split(',').map(str::trim).filter(|name| *name != "-").map(|name| {
                Need::from_name(name).unwrap_or_else(|| panic!("{name:?} is no need: {line}"))
            });
            Labelled { needs: needs.collect(), text: text.to_owned() }
        })
        .collect()
}

/// Right, missed and imagined.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: u32,
    missed: u32,
    imagined: u32,
}

impl Counts {
    fn note(&mut self, stated: bool, heard: bool) {
        match (stated, heard) {
            (true, true) => self.right += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.imagined += 1,
            (false, false) => {}
        }
    }

    fn precision(self) -> f64 {
        share(self.right, self.right + self.imagined)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

/// Nothing out of nothing is all of it.
fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// Counts for some needs taken as one.
fn count(sentences: &[Labelled], needs: &[Need]) -> Counts {
    let mut counts = Counts::default();
    for sentence in sentences {
        let heard = hear(&sentence.text, None);
        counts.note(
            needs.iter().any(|need| sentence.needs.contains(need)),
            needs.iter().any(|need| heard.states(*need)),
        );
    }
    counts
}

fn print(title: &str, sentences: &[Labelled]) {
    println!("\n{title}: {} sentences", sentences.len());
    println!(
        "{:<16} {:>6} {:>6} {:>8} {:>9} {:>7}",
        "need", "right", "missed", "imagined", "precision", "recall"
    );
    let rows = Need::ALL
        .iter()
        .map(|need| (need.name(), vec![*need]))
        .chain([("help or call", vec![Need::Help, Need::Call])]);
    for (name, needs) in rows {
        let counts = count(sentences, &needs);
        println!(
            "{name:<16} {:>6} {:>6} {:>8} {:>9.2} {:>7.2}",
            counts.right,
            counts.missed,
            counts.imagined,
            counts.precision(),
            counts.recall()
        );
    }
    let asks_nothing = sentences.iter().filter(|sentence| sentence.needs.is_empty()).count();
    let left_alone = sentences
        .iter()
        .filter(|sentence| sentence.needs.is_empty() && hear(&sentence.text, None).needs.is_empty())
        .count();
    println!("left alone: {left_alone} of {asks_nothing} that state nothing");
}

#[test]
fn the_sentences_the_rules_came_with() {
    for (name, _) in FILES {
        let sentences = read("dev", name);
        print(&format!("dev {name}"), &sentences);
        assert!(sentences.len() >= 200, "{name}: only {} sentences", sentences.len());
    }
}

#[test]
fn danger_is_heard_and_figures_of_speech_are_not() {
    for (name, _) in FILES {
        let sentences = read("dev_danger", name);
        let danger = count(&sentences, &[Need::Danger]);
        println!(
            "\ndev danger {name}: {} sentences, right {}, missed {}, imagined {}, \
             precision {:.3}, recall {:.3}",
            sentences.len(),
            danger.right,
            danger.missed,
            danger.imagined,
            danger.precision(),
            danger.recall()
        );
        assert!(sentences.len() >= 350, "{name}: only {} sentences", sentences.len());
        assert!(danger.recall() >= 0.985, "{name}: danger, recall {:.3}", danger.recall());
        assert!(danger.precision() >= 0.95, "{name}: danger, precision {:.3}", danger.precision());
    }
}

#[test]
fn danger_is_heard_in_sentences_kept_closed() {
    let danger = count(&read("closed", "en"), &[Need::Danger]);
    println!(
        "closed en: right {}, missed {}, imagined {}, recall {:.3}",
        danger.right,
        danger.missed,
        danger.imagined,
        danger.recall()
    );
    // What is must not get worse.
    assert!(danger.recall() >= 0.85, "recall {:.3}", danger.recall());
    assert!(danger.imagined <= 26, "imagined {}", danger.imagined);
}

#[test]
fn a_school_talks_of_other_things() {
    for (name, _) in FILES {
        let sentences = read("harmless", name);
        let danger = count(&sentences, &[Need::Danger]);
        println!("harmless {name}: {} messages, imagined {}", sentences.len(), danger.imagined);
        assert!(sentences.len() >= 150, "{name}: only {} messages", sentences.len());
        // Chosen to look like danger: one in seven does to the rules.
        assert!(danger.imagined <= 24, "{name}: imagined {}", danger.imagined);
    }
}

#[test]
fn sentences_the_rules_never_saw() {
    for (name, _) in FILES {
        let sentences = read("test", name);
        print(&format!("test {name}"), &sentences);
        let asks = count(&sentences, &[Need::Help, Need::Call]);
        assert!(asks.recall() >= 0.85, "{name}: help or call, recall {:.3}", asks.recall());
        assert!(
            asks.precision() >= 0.80,
            "{name}: help or call, precision {:.3}",
            asks.precision()
        );
        let danger = count(&sentences, &[Need::Danger]);
        println!("{name}: danger, recall {:.3}, target 0.950", danger.recall());
        assert!(danger.recall() >= 0.95, "{name}: danger, recall {:.3}", danger.recall());
    }
}

#[test]
fn the_language_is_heard() {
    for (name, language) in FILES {
        let sentences = read("dev", name);
        let right = sentences
            .iter()
            .filter(|sentence| hear(&sentence.text, None).language == language)
            .count();
        assert!(right * 100 >= sentences.len() * 97, "{name}: {right} of {}", sentences.len());
    }
}

/// What must hold of any answer, whatever the text.
fn check(text: &str, heard: &Heard) {
    for stated in &heard.needs {
        assert!(!stated.spans.is_empty() && stated.spans.len() <= MOST_SPANS, "{text:?}");
        for span in &stated.spans {
            assert!(
                span.start < span.end && text.get(span.clone()).is_some(),
                "{span:?} of {text:?}"
            );
        }
        assert!(stated.spans.is_sorted_by(|one, next| one.end < next.start), "{text:?}");
    }
    let needs: BTreeSet<Need> = heard.needs.iter().map(|stated| stated.need).collect();
    assert_eq!(needs.len(), heard.needs.len(), "a need twice: {text:?}");
}

#[test]
fn strange_texts_are_only_texts() {
    for text in [
        "",
        "\0\0aide\0moi\0",
        "🙏🙏🙏 aidez-moi 🙏",
        "مرحبا، أحتاج إلى مساعدة ؟ j'ai besoin d'aide",
        "j'ai besoin d'a\u{301}ide e\u{301}\u{301}\u{301}",
        "''''''''’’’’’’",
        "................?!?!?!",
        "·e(e)·e.e",
        "ǅ ẞ İ ﬁ Ⅷ ½ ²",
        "\u{200b}\u{feff}\u{ad}",
    ] {
        check(text, &hear(text, None));
    }
    let long = "je veux en finir 😢 ".repeat(4_000);
    let heard = hear(&long, None);
    check(&long, &heard);
    assert!(heard.states(Need::Danger));
}

/// Words that rules care about, and what stands between words.
fn sentence() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "aide",
        "aidez",
        "moi",
        "j'ai",
        "besoin",
        "d'",
        "pas",
        "plus",
        "arrêter",
        "veux",
        "mourir",
        "il",
        "me",
        "frappe",
        "help",
        "me",
        "i",
        "don't",
        "want",
        "to",
        "die",
        "quit",
        "call",
        "mentor",
        "heeelp",
        "bloqué·e",
        "payer",
        "3",
        "fois",
        "?",
        "!",
        ",",
        "...",
        "\n",
        "🎉",
        "’",
        "\u{301}",
        "mais",
        "but",
        "si",
    ]);
    prop::collection::vec((words, prop::sample::select(vec![" ", "", "\u{200b}"])), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, between)| [word, between]).collect())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text, &hear(&text, None));
    }

    #[test]
    fn spans_lie_in_the_text(text in sentence(), hint in prop::sample::select(vec![None, Some(Language::English)])) {
        check(&text, &hear(&text, hint));
    }
}
