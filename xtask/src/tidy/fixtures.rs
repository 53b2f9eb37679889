//! One indicator, one file, one fixture.

use super::finding::{Finding, Report};
use crate::workspace::SourceFile;

const INDICATORS: &str = "indicators/";
const FIXTURES: &str = "crates/domain/tests/indicators/";

/// Every `indicators/ID.toml` has a `crates/domain/tests/indicators/ID.*`, and the reverse.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let indicators = stems(files, INDICATORS, |file| file.has_extension("toml"));
    if indicators.is_empty() {
        let note = format!("no file in {INDICATORS} yet: nothing to check");
        return Report { notes: vec![note], ..Report::default() };
    }
    // Fixtures are data; the Rust and the prose among them read and explain them.
    let fixtures = stems(files, FIXTURES, |file| !file.is_rust() && !file.has_extension("md"));
    let mut findings = Vec::new();
    for (id, file) in &indicators {
        if !fixtures.iter().any(|(fixture, _)| fixture == id) {
            let hint = format!("add {FIXTURES}{id}.*: a history where it rings and one where not");
            findings.push(Finding::new(&file.path, 1, "no fixture", hint));
        }
    }
    for (id, file) in &fixtures {
        if !indicators.iter().any(|(indicator, _)| indicator == id) {
            let hint = format!("there is no {INDICATORS}{id}.toml: rename or remove the fixture");
            findings.push(Finding::new(&file.path, 1, "a fixture of no indicator", hint));
        }
    }
    findings.into()
}

/// Name up to the first dot, of the files directly in `folder`.
fn stems<'a>(
    files: &'a [SourceFile],
    folder: &str,
    wanted: impl Fn(&SourceFile) -> bool,
) -> Vec<(&'a str, &'a SourceFile)> {
    files
        .iter()
        .filter(|file| wanted(file))
        .filter_map(|file| {
            let name = file.path.strip_prefix(folder)?;
            (!name.contains('/')).then(|| (name.split('.').next().unwrap_or(name), file))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(paths: &[&str]) -> Vec<String> {
        let files = paths.iter().map(|&path| SourceFile::new(path, "")).collect::<Vec<_>>();
        check(&files).places()
    }

    #[test]
    fn without_indicators_the_check_says_so_and_passes() {
        let report = check(&[]);
        assert_eq!((report.findings.len(), report.notes.len()), (0, 1));
    }

    #[test]
    fn an_indicator_with_its_fixture_is_fine() {
        let paths =
            ["indicators/no_session.toml", "crates/domain/tests/indicators/no_session.toml"];
        assert!(places(&paths).is_empty());
    }

    #[test]
    fn an_indicator_without_fixture_is_found() {
        assert_eq!(places(&["indicators/no_session.toml"]), ["indicators/no_session.toml:1"]);
    }

    #[test]
    fn a_fixture_without_indicator_is_found() {
        let paths = [
            "indicators/a.toml",
            "crates/domain/tests/indicators/a.toml",
            "crates/domain/tests/indicators/story.rs",
            "crates/domain/tests/indicators/old.toml",
        ];
        assert_eq!(places(&paths), ["crates/domain/tests/indicators/old.toml:1"]);
    }
}
