//! The shipped indicators, each against the stories that it should tell apart.

#![expect(clippy::expect_used, reason = "a test stops where something is missing")]

#[path = "indicators/story.rs"]
mod story;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use story::Fixture;
use vigie_domain::indicator::{Indicator, Severity};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Names of the TOML files in a folder, without the ending.
fn names(path: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder(path)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let files = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

fn shipped() -> Vec<(String, Indicator)> {
    let read = |name: String| {
        let path = folder("../../indicators").join(format!("{name}.toml"));
        let text = std::fs::read_to_string(path).expect("a readable file");
        let indicator = Indicator::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, indicator)
    };
    names("../../indicators").into_iter().map(read).collect()
}

fn fixture(name: &str) -> Fixture {
    Fixture::read(&folder("tests/indicators").join(format!("{name}.toml")))
}

#[test]
fn files_are_named_and_numbered_in_one_row() {
    let shipped = shipped();
    let mut numbers: Vec<u16> = shipped.iter().map(|(_, indicator)| indicator.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=30).collect::<Vec<u16>>());
    for (name, indicator) in &shipped {
        assert_eq!(indicator.id, name.as_str());
    }
}

#[test]
fn calls_for_help_danger_promises_and_questions_are_never_cut() {
    let kept = shipped().into_iter().filter(|(_, indicator)| indicator.never_cut);
    let kept: Vec<String> = kept.map(|(name, _)| name).collect();
    assert_eq!(
        kept,
        ["call-for-help", "danger", "message-unanswered", "promise-due", "question-due"]
    );
}

#[test]
fn only_stated_danger_is_above_everything() {
    let danger = shipped().into_iter().filter(|(_, known)| known.severity == Severity::Danger);
    assert_eq!(danger.map(|(name, _)| name).collect::<Vec<_>>(), ["danger"]);
}

#[test]
fn every_indicator_has_stories_that_ring_clear_and_stay_silent() {
    assert_eq!(names("tests/indicators"), names("../../indicators"));
    for name in names("tests/indicators") {
        let checks: Vec<Vec<bool>> = fixture(&name)
            .story
            .iter()
            .map(|story| story.read().1.iter().map(|check| check.rings).collect())
            .collect();
        let rings_and_clears = |checks: &Vec<bool>| {
            checks.windows(2).any(|pair| pair == [false, true])
                && checks.windows(2).any(|pair| pair == [true, false])
        };
        assert!(checks.iter().any(rings_and_clears), "{name}: none rings and clears");
        assert!(
            checks.iter().any(|checks| !checks.is_empty() && !checks.contains(&true)),
            "{name}: none stays silent"
        );
    }
}

#[test]
fn every_story_goes_as_told() {
    let faults: Vec<String> = shipped()
        .iter()
        .flat_map(|(name, indicator)| {
            let stories = fixture(name).story;
            stories.into_iter().flat_map(move |story| {
                let faults = story.faults(indicator);
                faults.into_iter().map(move |fault| format!("{name}: {fault}"))
            })
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
