//! The shipped indicators, read aloud in both languages.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use vigie_domain::calendar::Calendar;
use vigie_domain::indicator::{Indicator, Wording};
use vigie_domain::metric::{Metric, Type};

use super::sentence::Rendered;
use super::{Language, Sentence, Shown, Today, faults};

/// What may be missing while an indicator rings, one variant a line.
const MISSING: &[(&str, &[&str])] = &[
    ("activity-drop", &["usual", "recent"]),
    ("activity-drop", &["recent", "ratio"]),
    ("activity-drop", &["usual", "recent", "ratio"]),
    ("call-for-help", &["place"]),
    ("call-for-help", &["words"]),
    ("call-for-help", &["place", "words"]),
    ("job-start", &["n"]),
    ("leave-ending", &["left"]),
    ("mentor-absent", &["mentor"]),
    ("mentor-mismatch", &["wish"]),
    ("newcomer", &["known"]),
    ("no-session", &["mentor"]),
    ("no-session", &["n", "date", "mentor"]),
    ("promise-due", &["promise"]),
    ("session-unrecorded", &["mentor"]),
];

fn shipped() -> Vec<Indicator> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../indicators");
    let files = std::fs::read_dir(folder).expect("the shipped indicators");
    let mut shipped: Vec<Indicator> = files
        .map(|file| std::fs::read_to_string(file.expect("an entry").path()).expect("a text"))
        .map(|text| Indicator::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes}")))
        .collect();
    shipped.sort_by_key(|indicator| indicator.number);
    shipped
}

fn wording(indicator: &Indicator, language: Language) -> &Wording {
    match language {
        Language::Fr => &indicator.fr,
        Language::En => &indicator.en,
    }
}

fn sentence(indicator: &Indicator, language: Language) -> Sentence {
    Sentence::new(language, &wording(indicator, language).wording)
}

/// A plausible value of a metric.
fn sample(metric: Metric, calendar: &Calendar) -> Shown {
    let on = |date: &str| Shown::Instant(calendar.at(date.parse().expect("a date")));
    let text = |text: &str| Shown::Text(text.to_owned());
    let declaration = metric.declaration();
    match (declaration.name, declaration.of) {
        ("usual_active_days", _) => Shown::Number(2.5),
        ("recent_active_days" | "time_to_guarantee_end", _) => Shown::Number(1.0),
        ("earlier_mean", _) => Shown::measured(declaration.of, declaration.unit, 71.4),
        ("last_score", _) => Shown::measured(declaration.of, declaration.unit, 40.0),
        ("planned_project_days", _) => Shown::Days(10.0),
        ("days_unseen", _) => Shown::Days(29.5),
        ("first_rework_at" | "mentor_absence_first_at", _) => on("2026-02-24T10:00"),
        ("return_planned_at" | "funding_ends_at", _) => on("2027-01-01T00:00"),
        ("help_words", _) => text("Jointures SQL : toujours 312 lignes au lieu de 40."),
        ("promise_words", _) => text("t'envoyer l'attestation"),
        ("help_place", _) => text("#web-entraide"),
        ("company", _) => text("Pixel & Fils"),
        ("diploma_programme", _) => text("Développement web"),
        (_, Type::Category) => text("Nettoyez les ventes d'une librairie"),
        (_, Type::Reference) => text("Agnès Weber"),
        (_, Type::Instant) => on("2026-03-01T10:00"),
        (_, Type::Duration) => Shown::Days(23.9),
        (_, Type::Number | Type::Truth) => Shown::Number(2.0),
    }
}

fn read_aloud(indicator: &Indicator, language: Language, missing: &[&str]) -> Rendered {
    let calendar = Calendar::new("Europe/Paris").expect("a known zone");
    let now = calendar.at("2026-03-20T09:00".parse().expect("a date"));
    let values: Vec<(&str, Shown)> = indicator
        .evidence
        .iter()
        .map(|(placeholder, metric)| {
            let placeholder = placeholder.as_str();
            let known = !missing.contains(&placeholder);
            (placeholder, if known { sample(*metric, &calendar) } else { Shown::Undefined })
        })
        .collect();
    sentence(indicator, language).render("Inès", &values, Today { now, calendar: &calendar })
}

/// Every sentence of a language, with what is missing in brackets.
fn all_aloud(language: Language) -> String {
    let mut all = String::new();
    for indicator in shipped() {
        let variants = MISSING.iter().filter(|(id, _)| indicator.id == *id).map(|(_, gone)| *gone);
        for missing in std::iter::once::<&[&str]>(&[]).chain(variants) {
            let rendered = read_aloud(&indicator, language, missing);
            assert_eq!(rendered.mistakes, [], "{}", indicator.id);
            assert!(!rendered.text.contains('…'), "{}: {}", indicator.id, rendered.text);
            let without = if missing.is_empty() {
                String::new()
            } else {
                format!(" [without {}]", missing.join(", "))
            };
            let _ = writeln!(all, "{}{without}: {}", indicator.id, rendered.text);
        }
    }
    all
}

#[test]
fn every_sentence_in_french() {
    insta::assert_snapshot!("fr", all_aloud(Language::Fr));
}

#[test]
fn every_sentence_in_english() {
    insta::assert_snapshot!("en", all_aloud(Language::En));
}

#[test]
fn every_pattern_is_sound_and_names_only_its_evidence() {
    for indicator in shipped() {
        assert_eq!(faults(&indicator), Vec::<String>::new(), "{}", indicator.id);
    }
}

#[test]
fn all_evidence_is_told_in_some_language() {
    for indicator in shipped() {
        let used: BTreeSet<String> = Language::ALL
            .into_iter()
            .flat_map(|language| sentence(&indicator, language).placeholders().to_vec())
            .collect();
        for (placeholder, _) in &indicator.evidence {
            assert!(used.contains(placeholder.as_str()), "{}: {placeholder}", indicator.id);
        }
    }
}

#[test]
fn both_languages_propose_as_much() {
    for indicator in shipped() {
        assert_eq!(indicator.fr.proposals.len(), indicator.en.proposals.len(), "{}", indicator.id);
    }
}

#[test]
fn danger_names_the_emergency_numbers() {
    let danger = shipped().into_iter().find(|known| known.id == "danger").expect("danger");
    for language in Language::ALL {
        let proposals = wording(&danger, language).proposals.join(" ");
        for number in ["3114", "15", "112"] {
            assert!(proposals.contains(number), "{} lacks {number}", language.code());
        }
    }
}
