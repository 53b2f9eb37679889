//! A file has one subject, and a long file rarely does.

use super::finding::{Finding, Report};
use crate::workspace::SourceFile;

const WARN_ABOVE: usize = 500;
const FAIL_ABOVE: usize = 800;

/// Rust files above 500 lines warn, above 800 fail; the median is always said.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let rust = files.iter().filter(|file| file.is_rust());
    let mut lengths =
        rust.map(|file| (file.text.lines().count(), file.path.as_str())).collect::<Vec<_>>();
    lengths.sort_unstable();
    let mut report = Report::default();
    if let Some((median, _)) = lengths.get(lengths.len() / 2) {
        report.notes.push(format!("{} Rust files, median {median} lines", lengths.len()));
    }
    for &(lines, path) in lengths.iter().rev().take_while(|(lines, _)| *lines > WARN_ABOVE) {
        let hint = "split it by subject (median near 120 lines, few above 350)";
        let mut finding = Finding::new(path, lines, format!("{lines} lines"), hint);
        finding.warning = lines <= FAIL_ABOVE;
        report.findings.push(finding);
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_of(lines: usize) -> SourceFile {
        SourceFile::new(format!("{lines}.rs"), "x\n".repeat(lines))
    }

    #[test]
    fn five_hundred_lines_are_fine() {
        assert!(check(&[file_of(500)]).findings.is_empty());
    }

    #[test]
    fn eight_hundred_lines_warn() {
        let report = check(&[file_of(800)]);
        assert_eq!((report.findings.len(), report.errors().count()), (1, 0));
    }

    #[test]
    fn more_than_eight_hundred_fail() {
        assert_eq!(check(&[file_of(801)]).errors().count(), 1);
    }

    #[test]
    fn the_median_is_of_rust_files_alone() {
        let prose = SourceFile::new("README.md", "x\n".repeat(5000));
        let report = check(&[file_of(10), file_of(20), file_of(900), prose]);
        assert_eq!(report.notes, ["3 Rust files, median 20 lines"]);
    }
}
