//! Adding up the results of all test programs.

use std::fmt;

/// How many tests passed, failed and were skipped, over all test programs.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// Adds a program's closing line, `test result: ok. 3 passed; 0 failed; 1 ignored; …`;
    /// any other line changes nothing.
    pub(super) fn read_line(&mut self, line: &str) {
        let Some((_, counts)) =
            line.strip_prefix("test result: ").and_then(|result| result.split_once(". "))
        else {
            return;
        };
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let number = words.next().and_then(|word| word.parse::<u64>().ok());
            match (number, words.next()) {
                (Some(number), Some("passed")) => self.passed += number,
                (Some(number), Some("failed")) => self.failed += number,
                (Some(number), Some("ignored")) => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Tests that were executed, whatever came of them.
    pub(super) fn ran(self) -> u64 {
        self.passed + self.failed
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally_of(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read_line(line));
        tally
    }

    #[test]
    fn several_programs_add_up() {
        let tally = tally_of(
            "running 4 tests\n\
             test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.00s\n\
             test result: FAILED. 2 passed; 5 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n",
        );
        assert_eq!(tally, Tally { passed: 5, failed: 5, skipped: 1 });
    }

    #[test]
    fn a_sentence_about_results_is_not_a_result() {
        assert_eq!(tally_of("the test result: ok. 3 passed; said the log"), Tally::default());
    }

    #[test]
    fn the_closing_line_names_all_three_counts() {
        let tally = Tally { passed: 412, failed: 0, skipped: 3 };
        assert_eq!(tally.to_string(), "412 passed, 0 failed, 3 skipped");
    }
}
