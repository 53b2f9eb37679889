//! Decisions: numbered without gaps, one page each.

use super::finding::{Finding, Report};
use crate::workspace::SourceFile;

const FOLDER: &str = "docs/adr/";
const PAGE: usize = 90;

/// The decision records, in order: (number, file); other files of the folder are left out.
pub(crate) fn records(files: &[SourceFile]) -> Vec<(u32, &SourceFile)> {
    let mut records = files
        .iter()
        .filter_map(|file| {
            let name = file.path.strip_prefix(FOLDER)?.strip_suffix(".md")?;
            let (number, _) = name.split_once('-')?;
            let four_digits = number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit());
            four_digits.then(|| number.parse().ok()).flatten().map(|number| (number, file))
        })
        .collect::<Vec<(u32, _)>>();
    records.sort_by_key(|(number, file)| (*number, file.path.as_str()));
    records
}

/// Numbers run from 1 without gap or repetition; each record fits one page and has a title.
pub(super) fn check(files: &[SourceFile]) -> Report {
    let records = records(files);
    let mut findings = Vec::new();
    for (expected, (number, file)) in (1..).zip(&records) {
        if *number != expected {
            let message = format!("number {number:04} stands where {expected:04} belongs");
            let hint = "decisions are numbered in the order they were taken, without gaps";
            findings.push(Finding::new(&file.path, 1, message, hint));
            break;
        }
    }
    for (_, file) in &records {
        let lines = file.text.lines().count();
        if lines >= PAGE {
            let message = format!("{lines} lines; a decision fits one page (under {PAGE})");
            findings.push(Finding::new(&file.path, lines, message, "keep what decided it"));
        }
        if !file.text.starts_with("# ") {
            let hint = "start with `# Title`: the index is made from it";
            findings.push(Finding::new(&file.path, 1, "no title", hint));
        }
    }
    let known = records.iter().map(|(_, file)| file.path.as_str()).collect::<Vec<_>>();
    for file in files.iter().filter(|file| file.path.starts_with(FOLDER)) {
        if !known.contains(&file.path.as_str()) && file.path != "docs/adr/README.md" {
            let hint = "name it NNNN-title.md";
            findings.push(Finding::new(&file.path, 1, "not a numbered decision", hint));
        }
    }
    findings.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(name: &str) -> SourceFile {
        SourceFile::new(format!("docs/adr/{name}"), "# Title\n")
    }

    #[test]
    fn numbers_in_a_row_are_fine_and_the_index_is_none_of_them() {
        let files = [record("0001-a.md"), record("0002-b.md"), record("README.md")];
        assert!(check(&files).findings.is_empty());
    }

    #[test]
    fn a_gap_is_found_once_where_it_starts() {
        let files = [record("0001-a.md"), record("0004-d.md"), record("0005-e.md")];
        assert_eq!(check(&files).places(), ["docs/adr/0004-d.md:1"]);
    }

    #[test]
    fn a_number_taken_twice_is_found() {
        let files = [record("0001-a.md"), record("0001-b.md")];
        assert_eq!(check(&files).places(), ["docs/adr/0001-b.md:1"]);
    }

    #[test]
    fn a_second_page_is_too_long() {
        let long = SourceFile::new("docs/adr/0001-a.md", format!("# A\n{}", "x\n".repeat(89)));
        assert_eq!(check(&[long]).places(), ["docs/adr/0001-a.md:90"]);
    }

    #[test]
    fn a_record_without_a_number_is_found() {
        assert_eq!(check(&[record("storage.md")]).places(), ["docs/adr/storage.md:1"]);
    }
}
