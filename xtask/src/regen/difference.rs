//! Showing where two texts part.

use std::fmt;

/// The first line on which two texts differ.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// Counted from 1.
    line: usize,
    /// `None`: that text has ended.
    found: Option<String>,
    wanted: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |line: &Option<String>| line.clone().unwrap_or_else(|| "(no such line)".into());
        let (found, wanted) = (show(&self.found), show(&self.wanted));
        write!(f, "{}\n          is:        {found}\n          should be: {wanted}", self.line)
    }
}

/// `None` when the texts are the same, to the last newline.
pub(super) fn first_difference(found: &str, wanted: &str) -> Option<Difference> {
    let (mut ours, mut theirs) = (found.split('\n'), wanted.split('\n'));
    for line in 1.. {
        let (found, wanted) = (ours.next(), theirs.next());
        if found != wanted {
            let (found, wanted) = (found.map(str::to_owned), wanted.map(str::to_owned));
            return Some(Difference { line, found, wanted });
        }
        if found.is_none() {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_do_not_differ() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    }

    #[test]
    fn the_first_differing_line_is_shown_from_both() {
        let difference = first_difference("a\nb\nc\n", "a\nx\ny\n").unwrap();
        let shown = difference.to_string();
        assert_eq!(shown, "2\n          is:        b\n          should be: x");
    }

    #[test]
    fn a_missing_file_differs_on_its_first_line() {
        assert_eq!(first_difference("", "a\n").map(|difference| difference.line), Some(1));
    }

    #[test]
    fn a_missing_last_newline_is_a_difference() {
        assert_eq!(first_difference("a", "a\n").map(|difference| difference.line), Some(2));
    }
}
