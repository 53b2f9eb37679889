//! Only the store speaks SQL.

use super::finding::{Finding, Report};
use super::rust_text::RustText;
use crate::workspace::SourceFile;

/// The store itself, the benches that write the bare database as a baseline,
/// and the stories that look into every table or put one into an older state.
const ALLOWED: &[&str] = &["crates/store/", "bench/", "crates/server/tests/"];

/// Statement openings; capitals, as we write SQL. In two halves, as this file is not the store.
const STATEMENTS: &[&str] = &[
    concat!("SEL", "ECT "),
    concat!("INS", "ERT INTO"),
    concat!("DEL", "ETE FROM"),
    concat!("CRE", "ATE TABLE"),
    concat!("ALT", "ER TABLE"),
];

/// No string outside the store starts or contains a statement, and no `.sql` file stands elsewhere.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| !ALLOWED.iter().any(|f| file.path.starts_with(f))) {
        let hint = "move the query to crates/store, behind a function named by its noun";
        if file.has_extension("sql") {
            findings.push(Finding::new(&file.path, 1, "SQL outside the store", hint));
        }
        if !file.is_rust() {
            continue;
        }
        for (index, line) in RustText::of(&file.text).strings.lines().enumerate() {
            if let Some(statement) = STATEMENTS.iter().find(|word| line.contains(*word)) {
                let message = format!("`{}` outside the store", statement.trim_end());
                findings.push(Finding::new(&file.path, index + 1, message, hint));
            }
        }
    }
    findings.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(&[SourceFile::new(path, text)]).findings.len()
    }

    #[test]
    fn a_query_in_the_server_is_found() {
        assert_eq!(findings("crates/server/src/a.rs", &format!("\"{}1\"", STATEMENTS[0])), 1);
    }

    #[test]
    fn a_query_in_the_store_is_at_home() {
        assert_eq!(findings("crates/store/src/a.rs", &format!("\"{}1\"", STATEMENTS[0])), 0);
    }

    #[test]
    fn a_comment_about_a_query_is_none() {
        assert_eq!(findings("crates/server/src/a.rs", &format!("// {}1", STATEMENTS[0])), 0);
    }

    #[test]
    fn a_migration_elsewhere_is_found() {
        assert_eq!(findings("crates/server/migrations/1.sql", ""), 1);
    }
}
