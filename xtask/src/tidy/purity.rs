//! The domain decides and does nothing else: no clock, disk, network or process.

use super::finding::{Finding, Report};
use super::manifest;
use super::rust_text::RustText;
use crate::workspace::SourceFile;

const FOLDER: &str = "crates/domain/";
const DEPENDENCIES: &[&str] = &["tokio", "sqlx", "reqwest", "axum", "rand"];
const WORDS: &[&str] = &["std::fs", "std::net", "std::process", "SystemTime"];
const HINT: &str = "the domain is a pure function: take the value as an argument";

/// `crates/domain` names no impure dependency and its source no impure module.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let (manifests, _) = manifest::read_all(files);
    let mut findings = Vec::new();
    for manifest in manifests.iter().filter(|manifest| manifest.path.starts_with(FOLDER)) {
        for dependency in &manifest.dependencies {
            if DEPENDENCIES.contains(&dependency.name.as_str()) {
                let message = format!("the domain depends on `{}`", dependency.name);
                findings.push(Finding::new(&manifest.path, dependency.line, message, HINT));
            }
        }
    }
    // Its tests may read fixtures from the disk; its source may not.
    let source = format!("{FOLDER}src/");
    for file in files.iter().filter(|file| file.is_rust() && file.path.starts_with(&source)) {
        for (index, line) in RustText::of(&file.text).code.lines().enumerate() {
            for word in WORDS.iter().filter(|word| line.contains(*word)) {
                let message = format!("the domain uses `{word}`");
                findings.push(Finding::new(&file.path, index + 1, message, HINT));
            }
        }
    }
    findings.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(path: &str, text: &str) -> Vec<String> {
        check(&[SourceFile::new(path, text)]).places()
    }

    #[test]
    fn an_async_runtime_is_refused() {
        let found = places("crates/domain/Cargo.toml", "[dependencies]\ntokio = \"1\"\n");
        assert_eq!(found, ["crates/domain/Cargo.toml:2"]);
    }

    #[test]
    fn other_crates_may_have_one() {
        let found = places("crates/store/Cargo.toml", "[dependencies]\ntokio = \"1\"\n");
        assert!(found.is_empty());
    }

    #[test]
    fn a_clock_in_the_source_is_refused() {
        let found = places("crates/domain/src/a.rs", "fn a() {\n    SystemTime::now();\n}\n");
        assert_eq!(found, ["crates/domain/src/a.rs:2"]);
    }

    #[test]
    fn a_clock_in_a_comment_is_only_spoken_of() {
        assert!(places("crates/domain/src/a.rs", "// never SystemTime\n").is_empty());
    }

    #[test]
    fn a_test_may_read_its_fixture() {
        assert!(places("crates/domain/tests/a.rs", "use std::fs;\n").is_empty());
    }
}
