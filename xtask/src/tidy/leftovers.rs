//! Nothing is left half done: no placeholder that panics, no test that never runs.

use super::finding::{Finding, Report};
use super::rust_text::RustText;
use crate::workspace::SourceFile;

const LEFTOVERS: &[(&str, &str)] = &[
    ("todo!(", "write it, or leave it out"),
    ("unimplemented!(", "write it, or leave it out"),
    ("dbg!(", "remove it"),
    ("#[ignore", "a test that never runs proves nothing: mend it or remove it"),
];

/// No Rust file contains a leftover.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        for (index, line) in RustText::of(&file.text).code.lines().enumerate() {
            for (leftover, hint) in LEFTOVERS.iter().filter(|(word, _)| line.contains(word)) {
                let message = format!("`{leftover}` is left over");
                findings.push(Finding::new(&file.path, index + 1, message, *hint));
            }
        }
    }
    findings.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_leftover_is_found_on_its_line() {
        let text = "a();\ntodo!()\nunimplemented!(\"x\")\ndbg!(x)\n#[ignore = \"slow\"]\n";
        let found = check(&[SourceFile::new("a.rs", text)]).places();
        assert_eq!(found, ["a.rs:2", "a.rs:3", "a.rs:4", "a.rs:5"]);
    }

    #[test]
    fn a_string_about_one_is_none() {
        assert!(check(&[SourceFile::new("a.rs", "f(\"dbg!(x)\")")]).findings.is_empty());
    }
}
