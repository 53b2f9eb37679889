//! Telling Rust's code from its comments and strings.
//!
//! The checks look for words; `SystemTime` in a comment is no clock and `SELECT`
//! in code is no query. This is no parser: just enough of the lexical grammar
//! (the Rust Reference, "Tokens" and "Comments") to know which is which.

/// The same source twice, each with the other's characters blanked out, so
/// that line numbers stay right in both.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RustText {
    /// Without comments and without what strings contain (the quotes stay).
    pub(super) code: String,
    /// Only what strings contain.
    pub(super) strings: String,
}

/// What the character at hand belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    Comment,
    Literal,
}

impl RustText {
    /// Sorts the characters of `source`.
    pub(super) fn of(source: &str) -> Self {
        let mut text = Self {
            code: String::with_capacity(source.len()),
            strings: String::with_capacity(source.len()),
        };
        let mut rest = source;
        let mut previous = ' ';
        while let Some(next) = rest.chars().next() {
            let (part, length) = piece(rest, previous);
            let (head, tail) = rest.split_at(length);
            match part {
                Part::Code => text.push(head, true, false),
                Part::Comment => text.push(head, false, false),
                Part::Literal => text.push_literal(head),
            }
            previous = head.chars().next_back().unwrap_or(next);
            rest = tail;
        }
        text
    }

    fn push(&mut self, piece: &str, as_code: bool, as_string: bool) {
        for character in piece.chars() {
            let keep = |keep| if keep || character == '\n' { character } else { ' ' };
            self.code.push(keep(as_code));
            self.strings.push(keep(as_string));
        }
    }

    /// The opening (`"`, `r#"`) and closing quotes are code, what they hold is string.
    fn push_literal(&mut self, literal: &str) {
        let open = literal.find('"').map_or(literal.len(), |at| at + 1);
        let close = literal.rfind('"').filter(|at| *at >= open).unwrap_or(literal.len());
        self.push(&literal[..open], true, false);
        self.push(&literal[open..close], false, true);
        self.push(&literal[close..], true, false);
    }
}

/// The kind and the length in bytes of what `rest` starts with; never zero.
fn piece(rest: &str, previous: char) -> (Part, usize) {
    if rest.starts_with("//") {
        return (Part::Comment, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (Part::Comment, block_comment(rest));
    }
    if rest.starts_with('"') {
        return (Part::Literal, quoted(rest));
    }
    let starts_a_word = !(previous.is_alphanumeric() || previous == '_');
    if starts_a_word && let Some(length) = raw_string(rest) {
        return (Part::Literal, length);
    }
    if let Some(length) = character_literal(rest) {
        return (Part::Code, length);
    }
    (Part::Code, rest.chars().next().map_or(1, char::len_utf8))
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let tail = &rest.as_bytes()[at..];
        if tail.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `r"…"`, `r##"…"##`, `br"…"`, `cr"…"`; `r#type` is a name, not a string.
fn raw_string(rest: &str) -> Option<usize> {
    let after_r = rest.trim_start_matches(['b', 'c']).strip_prefix('r')?;
    let prefix = rest.len() - after_r.len();
    let after_hashes = after_r.trim_start_matches('#');
    let hashes = after_r.len() - after_hashes.len();
    let body = after_hashes.strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let end = body.find(&closing).map_or(body.len(), |at| at + closing.len());
    Some(prefix + hashes + 1 + end)
}

/// `'x'` and `'\''`, so that a quoted quote opens no string; a lifetime is none.
fn character_literal(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    if let Some(escape) = body.strip_prefix('\\') {
        let first = escape.chars().next()?.len_utf8();
        return escape[first..].find('\'').map(|at| 2 + first + at + 1);
    }
    let first = body.chars().next()?.len_utf8();
    body[first..].starts_with('\'').then_some(1 + first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_neither_code_nor_string() {
        let text = RustText::of("a /* b /* c */ d */ e // f\ng");
        assert_eq!(text.code, "a                   e     \ng");
        assert_eq!(text.strings.trim(), "");
    }

    #[test]
    fn a_string_keeps_its_quotes_in_the_code_and_its_content_apart() {
        let text = RustText::of(r#"x("a // \" b");"#);
        assert_eq!(text.code, r#"x("         ");"#);
        assert_eq!(text.strings, r#"   a // \" b   "#);
    }

    #[test]
    fn a_raw_string_ends_at_its_own_hashes() {
        let text = RustText::of("r##\"a\"# b\"##; c");
        assert_eq!(text.code, "r##\"     \"##; c");
        assert_eq!(text.strings.trim(), "a\"# b");
    }

    #[test]
    fn a_raw_name_is_code() {
        assert_eq!(RustText::of("let r#type = 1;").code, "let r#type = 1;");
    }

    #[test]
    fn a_quote_in_a_character_opens_no_string() {
        let source = "let a = ['\"', '\\'']; b::<'static>(\"c\")";
        assert_eq!(RustText::of(source).strings.trim(), "c");
    }

    #[test]
    fn lines_stay_where_they_were() {
        let source = "a\n/* é\n */ \"ü\n\" b\n";
        let text = RustText::of(source);
        assert_eq!(text.code.lines().count(), source.lines().count());
        assert_eq!(text.strings.lines().count(), source.lines().count());
    }

    #[test]
    fn an_unfinished_string_reaches_to_the_end() {
        assert_eq!(RustText::of("f(\"é b").strings, "   é b");
    }
}
