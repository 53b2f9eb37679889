//! The file that the fields make, and where each field stands in it.

use std::ops::Range;

use vigie_domain::indicator::Diagnostic;

use super::{Draft, Words};

/// The text of a file, as it is kept and exported.
#[derive(Debug, Default)]
pub(in super::super) struct File {
    pub(in super::super) text: String,
    places: Vec<Place>,
}

/// One field in the file.
#[derive(Debug)]
struct Place {
    /// Its name in the form.
    field: String,
    span: Range<usize>,
    /// Where its content begins, if it stands there letter for letter.
    verbatim: Option<Range<usize>>,
}

impl Draft {
    /// The file.
    pub(in super::super) fn file(&self) -> File {
        let mut file = File::default();
        file.entry("id", "id", &self.settled_id());
        file.bare("number", self.number.trim(), self.number.trim().parse::<u32>().is_ok());
        file.entry("severity", "severity", &self.severity);
        file.entry("task", "task", &self.task);
        file.bare("never_cut", &self.never_cut.to_string(), true);
        file.bare("ours", &self.ours.to_string(), true);
        if !self.harm.is_empty() {
            file.entry("harm", "harm", &self.harm);
        }
        for line in self.note.trim().lines() {
            file.text.push_str(format!("# {}", plain(line)).trim_end());
            file.text.push('\n');
        }
        file.condition(&self.condition);
        file.section(
            "thresholds",
            self.thresholds
                .iter()
                .enumerate()
                .filter(|(_, row)| **row != super::Threshold::default()),
            |file, (n, row)| {
                file.key(&format!("t.{n}.name"), row.name.trim());
                file.text.push_str("{ value = ");
                file.quoted(&format!("t.{n}.value"), row.value.trim());
                for (key, text) in [("fr", &row.fr), ("en", &row.en)] {
                    file.text.push_str(&format!(", {key} = "));
                    file.quoted(&format!("t.{n}.{key}"), text.trim());
                }
                file.text.push_str(" }\n");
            },
        );
        file.section(
            "evidence",
            self.evidence.iter().enumerate().filter(|(_, row)| **row != super::Evidence::default()),
            |file, (n, row)| {
                file.key(&format!("e.{n}.placeholder"), row.placeholder.trim());
                file.quoted(&format!("e.{n}.metric"), &row.metric);
                file.text.push('\n');
            },
        );
        for (language, words) in [("fr", &self.fr), ("en", &self.en)] {
            file.words(language, words);
        }
        file
    }
}

impl File {
    /// The field in which a mistake is, and which part of its content is
    /// meant (bytes), if that can be told.
    pub(in super::super) fn place(&self, mistake: &Diagnostic) -> (String, Option<Range<usize>>) {
        let at = mistake.span.start;
        let place = self.places.iter().rfind(|place| place.span.start <= at);
        let Some(place) = place.or(self.places.first()) else { return (String::new(), None) };
        let within = place.verbatim.as_ref().filter(|span| (span.start..=span.end).contains(&at));
        let part = within.map(|span| at - span.start..mistake.span.end.min(span.end) - span.start);
        (place.field.clone(), part)
    }

    fn entry(&mut self, field: &str, key: &str, text: &str) {
        self.text.push_str(&format!("{key} = "));
        self.quoted(field, text);
        self.text.push('\n');
    }

    /// A number or truth; quoted where it is none, so that it is told of.
    fn bare(&mut self, field: &str, text: &str, is_one: bool) {
        if !is_one {
            return self.entry(field, field, text);
        }
        self.text.push_str(&format!("{field} = "));
        self.verbatim(field, "", text, "");
        self.text.push('\n');
    }

    /// The condition on lines of its own.
    fn condition(&mut self, text: &str) {
        self.text.push_str("condition = ");
        let ordinary = !text.contains(['\\', '\r']) && !text.contains("\"\"\"") && is_plain(text);
        if ordinary {
            self.verbatim("condition", "\"\"\"\n", text.trim_end(), "\n\"\"\"");
        } else if !text.contains("'''") && is_plain(text) {
            self.verbatim("condition", "'''\n", text.trim_end(), "\n'''");
        } else {
            self.quoted("condition", text);
        }
        self.text.push('\n');
    }

    fn section<T>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        let mut rows = rows.peekable();
        if rows.peek().is_some() {
            self.text.push_str(&format!("\n[{name}]\n"));
        }
        rows.for_each(|row| write(self, row));
    }

    fn words(&mut self, language: &str, words: &Words) {
        self.text.push_str(&format!("\n[{language}]\n"));
        self.entry(&format!("{language}_name"), "name", words.name.trim());
        self.entry(&format!("{language}_wording"), "wording", words.wording.trim_end());
        let start = self.text.len();
        self.text.push_str("proposals = [\n");
        for line in words.proposals.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.text.push_str(&format!("    \"{}\",\n", escaped(line)));
        }
        self.text.push_str("]\n");
        let span = start..self.text.len();
        let field = format!("{language}_proposals");
        self.places.push(Place { field, span, verbatim: None });
    }

    fn key(&mut self, field: &str, name: &str) {
        let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if !name.is_empty() && name.chars().all(is_bare) {
            self.verbatim(field, "", name, "");
        } else {
            self.quoted(field, name);
        }
        self.text.push_str(" = ");
    }

    /// A string in the plainest of TOML's forms that can hold it.
    fn quoted(&mut self, field: &str, text: &str) {
        let escaped = escaped(text);
        if escaped == text {
            return self.verbatim(field, "\"", text, "\"");
        }
        let lines = text.contains('\n') && is_plain(text);
        if lines && !text.contains('\\') && !text.contains("\"\"\"") && !text.ends_with('"') {
            return self.verbatim(field, "\"\"\"\n", text, "\"\"\"");
        }
        if is_plain(text) && !text.contains(['\n', '\'']) {
            return self.verbatim(field, "'", text, "'");
        }
        let start = self.text.len();
        self.text.push_str(&format!("\"{escaped}\""));
        let span = start..self.text.len();
        self.places.push(Place { field: field.to_owned(), span, verbatim: None });
    }

    fn verbatim(&mut self, field: &str, before: &str, text: &str, after: &str) {
        let start = self.text.len();
        self.text.push_str(before);
        let content = self.text.len();
        self.text.push_str(text);
        let verbatim = Some(content..self.text.len());
        self.text.push_str(after);
        let span = start..self.text.len();
        self.places.push(Place { field: field.to_owned(), span, verbatim });
    }
}

/// Nothing that TOML wants escaped, but for quotes and backslashes.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || c == '\t' || !c.is_control())
}

fn plain(line: &str) -> String {
    line.chars().filter(|c| *c == '\t' || !c.is_control()).collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use vigie_domain::indicator::Indicator;

    use super::super::draft;
    use super::*;

    /// Field and part of every mistake.
    fn mistakes(draft: &Draft) -> Vec<(String, Option<String>)> {
        let file = draft.file();
        let mistakes = Indicator::parse(&file.text).unwrap_err().diagnostics;
        let told = mistakes.iter().map(|mistake| {
            let (field, part) = file.place(mistake);
            let part = part.map(|part| draft.condition[part].to_owned());
            (field, part.filter(|_| mistake.span.start > 0))
        });
        told.collect()
    }

    #[test]
    fn a_mistake_in_the_condition_is_found_in_its_field() {
        let draft = draft("on_leave\n&& days_since_sesion > $quiet");
        assert_eq!(
            mistakes(&draft),
            [("condition".to_owned(), Some("days_since_sesion".to_owned()))]
        );
    }

    #[test]
    fn a_mistake_elsewhere_is_found_in_its_field() {
        let mut draft = draft("days_since_session > $quiet");
        draft.thresholds[0].value = "28 jours".to_owned();
        assert_eq!(mistakes(&draft)[0].0, "t.0.value");
        draft.thresholds[0].value = "28 d".to_owned();
        draft.number = "sept".to_owned();
        assert_eq!(mistakes(&draft)[0].0, "number");
        draft.number = "7".to_owned();
        draft.fr.proposals = "une seule".to_owned();
        assert_eq!(mistakes(&draft)[0].0, "fr_proposals");
    }

    #[test]
    fn no_text_breaks_out_of_its_field() {
        let hostile = [
            "\"\n[fr]\nname = \"x",
            "'''\"\"\"",
            "\\\"",
            "a\u{0}b\u{7f}",
            "</script><script>alert(1)</script>",
            "{ $name } \\ 'a' \"b\"\nc\"",
        ];
        for text in hostile {
            let mut draft = draft("days_since_session > $quiet");
            draft.fr.name = text.to_owned();
            draft.fr.wording = text.to_owned();
            draft.note = text.to_owned();
            let file = draft.file().text;
            let indicator =
                Indicator::parse(&file).unwrap_or_else(|e| panic!("{text:?}: {e}\n{file}"));
            assert_eq!((indicator.fr.name.as_str(), indicator.fr.wording.as_str()), (text, text));
        }
    }
}
