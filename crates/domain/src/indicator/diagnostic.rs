//! What is wrong with a text, and where.

use std::fmt::{self, Write as _};
use std::ops::Range;

/// How much is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// It can't be read, or means nothing.
    Mistake,
    /// It can be evaluated, but hardly says what was meant.
    Warning,
}

/// One mistake in a text: where, what, and perhaps a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Mistake or warning.
    pub level: Level,
    /// Bytes of the text that are meant.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What may have been meant, or what to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A mistake without a hint.
    pub fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { level: Level::Mistake, span, message: message.into(), hint: None }
    }

    /// A warning without a hint.
    pub fn warning(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::new(span, message) }
    }

    /// The same mistake with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same mistake, `by` bytes further on: its text is part of a larger one.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.start + by..self.span.end + by;
        self
    }

    /// Line and column (in characters), from 1, of where it begins.
    pub fn position(&self, source: &str) -> (usize, usize) {
        let place = Place::of(self.span.start, source);
        (place.line, place.column)
    }

    /// The mistake with its source line and a caret underline.
    pub fn render(&self, source: &str) -> String {
        let Place { line, column, text } = Place::of(self.span.start, source);
        let length = source.get(self.span.clone()).map_or(1, |meant| {
            meant.lines().next().unwrap_or_default().chars().count().clamp(1, LONGEST_LINE)
        });
        let (text, skipped) = around(text, column);
        let number = line.to_string();
        let margin = " ".repeat(number.len());
        let indent: String = text
            .chars()
            .take(column - 1 - skipped)
            .map(|c| if c == '\t' { c } else { ' ' })
            .collect();
        let carets = "^".repeat(length);
        let mut out = String::new();
        // Writing to a string never fails.
        let _ = write!(
            out,
            "{self}\n{margin}--> {line}:{column}\n{margin} |\n{number} | {text}\n{margin} | {indent}{carets}"
        );
        out
    }
}

impl fmt::Display for Diagnostic {
    /// The message and the hint, on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

/// Every mistake of one text, with the text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes {
    /// The text.
    pub source: String,
    /// What is wrong with it: never empty, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Mistakes {
    /// Put the mistakes of a text in the order of the text.
    pub fn new(source: &str, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
        Self { source: source.to_owned(), diagnostics }
    }
}

impl fmt::Display for Mistakes {
    /// Each mistake with its source line, an empty line between them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            f.write_str(&diagnostic.render(&self.source))?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

/// Longest part of a line that is shown.
const LONGEST_LINE: usize = 120;

struct Place<'s> {
    line: usize,
    column: usize,
    text: &'s str,
}

impl<'s> Place<'s> {
    fn of(offset: usize, source: &'s str) -> Self {
        let mut offset = offset.min(source.len());
        while !source.is_char_boundary(offset) {
            offset -= 1;
        }
        let (before, after) = source.split_at(offset);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = after.find('\n').map_or(source.len(), |newline| offset + newline);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
            text: source[start..end].trim_end_matches('\r'),
        }
    }
}

/// The part of a long line around a column, and how many characters were left out before it.
fn around(line: &str, column: usize) -> (String, usize) {
    let skipped = if column > LONGEST_LINE / 2 && line.chars().count() > LONGEST_LINE {
        column - LONGEST_LINE / 2
    } else {
        0
    };
    (line.chars().skip(skipped).take(LONGEST_LINE).collect(), skipped)
}

/// The nearest of `known` to a word, if it is near enough to be meant.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let reach = (word.chars().count() / 4).max(1);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `did you mean …?`, for the nearest of `known`.
pub(super) fn did_you_mean<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_what_is_meant() {
        let source = "é == 1\n\tdays > 3";
        let diagnostic = Diagnostic::new(9..13, "what").hint("this");
        assert_eq!(diagnostic.position(source), (2, 2));
        assert_eq!(
            diagnostic.render(source),
            "what; this\n --> 2:2\n  |\n2 | \tdays > 3\n  | \t^^^^"
        );
    }

    #[test]
    fn a_mistake_at_the_end_of_the_text_has_a_place() {
        assert_eq!(
            Diagnostic::new(4..4, "more").render("a >\n"),
            "more\n --> 2:1\n  |\n2 | \n  | ^"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let source = format!("{}x{}", "a ".repeat(500), " b".repeat(500));
        let rendered = Diagnostic::new(1_000..1_001, "here").render(&source);
        let lines: Vec<&str> = rendered.lines().collect();
        assert!(lines[3].len() < 140);
        assert_eq!(lines[4].find('^'), lines[3].find('x'));
    }

    #[test]
    fn only_near_words_are_suggested() {
        assert_eq!(nearest("urgnet", ["urgent", "danger"]), Some("urgent"));
        assert_eq!(nearest("panic", ["urgent", "danger"]), None);
    }
}
