//! Writing figures into `docs/benchmarks.md`, each bench in its own section.

use std::fmt::Write as _;
use std::fs;

use super::kit::{Series, short};
use super::{Bench, Machine};
use crate::workspace::Workspace;
use crate::{Failure, Result};

const PAGE: &str = "docs/benchmarks.md";
const OPENING: &str = "\
# Benchmarks

Written by `cargo xtask bench`. Machines are noisy: each figure is the median
of the runs beside it, with a plain baseline from the same run. Nothing here is
a test.
";

/// One line of a table: what we measured and what it is compared with.
#[derive(Debug, Clone)]
pub struct Row {
    /// Ours.
    pub series: Series,
    /// The plain way, measured in the same run.
    pub baseline: Option<Series>,
}

/// The Markdown table of these rows: median, every run, baseline, ratio.
pub fn table(rows: &[Row]) -> String {
    let mut table = String::from(
        "| what | median | runs | baseline | its median | its runs | ratio |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for Row { series, baseline } in rows {
        let _ = write!(table, "| {} | {} | {} |", series.name, series.median(), runs(series));
        let _ = match baseline {
            Some(plain) => {
                let ratio = series.ratio_to(plain);
                let (name, median, runs) = (&plain.name, plain.median(), runs(plain));
                writeln!(table, " {name} | {median} | {runs} | {ratio:.2} |")
            }
            None => writeln!(table, " | | | |"),
        };
    }
    table
}

fn runs(series: &Series) -> String {
    let rates = series.runs().iter().map(|run| short(run.per_second()));
    rates.collect::<Vec<_>>().join(" · ")
}

/// The text of a bench's section: heading, machine, command, and what it found.
pub fn section(bench: Bench, machine: &Machine, body: &str) -> String {
    let (name, command, body) = (bench.name(), bench.command(), body.trim());
    format!("## {name}\n\n`{command}` on {machine}\n\n{body}\n")
}

/// Puts a bench's section into the page, in place of the one it wrote before.
pub fn write_section(workspace: &Workspace, bench: Bench, section: &str) -> Result<()> {
    let file = workspace.root().join(PAGE);
    let page = fs::read_to_string(&file).unwrap_or_else(|_| OPENING.to_owned());
    let page = replace(&page, &bench.name(), section)?;
    fs::write(&file, page).map_err(Failure::while_doing(format!("writing {PAGE}")))
}

/// Replaces what stands between the markers of `name`; without markers, adds both at the end.
///
/// Prose outside of the markers is kept as it is. One marker without the other is refused.
fn replace(page: &str, name: &str, section: &str) -> Result<String> {
    let (open, close) = (format!("<!-- bench:{name} -->"), format!("<!-- /bench:{name} -->"));
    let section = format!("{open}\n{}\n{close}", section.trim_end());
    match (page.find(&open), page.find(&close)) {
        (Some(start), Some(end)) if start < end => {
            Ok(format!("{}{section}{}", &page[..start], &page[end + close.len()..]))
        }
        (None, None) => Ok(format!("{}\n\n{section}\n", page.trim_end())),
        _ => Err(Failure::new(format!("{PAGE}: `{open}` must be followed by one `{close}`"))),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::{Measure, measure};
    use super::*;

    fn series(name: &str, amount: u64) -> Series {
        measure(name, 2, || Measure { amount, took: Duration::from_secs(1) })
    }

    #[test]
    fn a_row_shows_every_run_and_the_ratio_to_its_baseline() {
        let row = Row { series: series("fold", 3000), baseline: Some(series("loop", 6000)) };
        let expected =
            "| fold | 3.00 k/s | 3.00 k · 3.00 k | loop | 6.00 k/s | 6.00 k · 6.00 k | 0.50 |";
        assert_eq!(table(&[row]).lines().nth(2), Some(expected));
    }

    #[test]
    fn a_row_without_baseline_leaves_its_cells_empty() {
        let row = Row { series: series("fold", 3000), baseline: None };
        let expected = "| fold | 3.00 k/s | 3.00 k · 3.00 k | | | | |";
        assert_eq!(table(&[row]).lines().nth(2), Some(expected));
    }

    #[test]
    fn a_first_section_is_added_at_the_end() {
        let page = replace("# Page\n", "fold", "new\n").unwrap();
        assert_eq!(page, "# Page\n\n<!-- bench:fold -->\nnew\n<!-- /bench:fold -->\n");
    }

    #[test]
    fn a_later_one_takes_its_place_and_leaves_the_rest() {
        let page = "a\n<!-- bench:fold -->\nold\n<!-- /bench:fold -->\nb\n";
        let expected = "a\n<!-- bench:fold -->\nnew\n<!-- /bench:fold -->\nb\n";
        assert_eq!(replace(page, "fold", "new").unwrap(), expected);
    }

    #[test]
    fn a_marker_alone_is_refused_rather_than_overwriting_prose() {
        assert!(replace("a\n<!-- bench:fold -->\nb\n", "fold", "new").is_err());
    }

    #[test]
    fn a_section_says_how_to_measure_again() {
        assert!(
            section(Bench::Fold, &Machine::read(), "x").contains("`cargo xtask bench fold` on")
        );
    }
}
