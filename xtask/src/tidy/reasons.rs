//! An exception to a lint says why.

use super::finding::{Finding, Report};
use super::rust_text::RustText;
use crate::workspace::SourceFile;

/// `#[allow(…)]`, `#![expect(…)]` and their `cfg_attr` forms carry `reason = "…"`.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let code = RustText::of(&file.text).code;
        for (line, attribute) in attributes(&code) {
            let is_exception = ["allow(", "expect("].iter().any(|word| {
                attribute.match_indices(word).any(|(at, _)| {
                    attribute[..at].chars().next_back().is_none_or(|c| " [,(".contains(c))
                })
            });
            if is_exception && !attribute.contains("reason =") {
                let hint = "add `reason = \"…\"`, or mend what the lint found";
                let message = "a lint exception without a reason";
                findings.push(Finding::new(&file.path, line, message, hint));
            }
        }
    }
    findings.into()
}

/// (line, text between the outer brackets) of every attribute.
fn attributes(code: &str) -> Vec<(usize, &str)> {
    let openings = code.match_indices(['#']).filter_map(|(at, _)| {
        let after = code[at + 1..].trim_start_matches('!');
        after.starts_with('[').then(|| code.len() - after.len())
    });
    openings.map(|at| (code[..at].lines().count(), bracketed(&code[at..]))).collect()
}

/// From `[` to its own `]`.
fn bracketed(code: &str) -> &str {
    let mut depth = 0_i32;
    for (at, byte) in code.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &code[..at];
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        check(&[SourceFile::new("a.rs", text)]).places()
    }

    #[test]
    fn an_exception_without_reason_is_found() {
        assert_eq!(places("fn a() {}\n#[allow(dead_code)]\nfn b() {}"), ["a.rs:2"]);
    }

    #[test]
    fn one_with_a_reason_over_several_lines_is_fine() {
        assert!(places("#![expect(\n    dead_code,\n    reason = \"soon\"\n)]").is_empty());
    }

    #[test]
    fn a_conditional_exception_counts() {
        assert_eq!(places("#[cfg_attr(test, allow(dead_code))]"), ["a.rs:1"]);
    }

    #[test]
    fn another_call_of_that_name_is_no_exception() {
        assert!(places("#[derive(A)]\nfn a() { b.expect(\"c\") }").is_empty());
    }
}
