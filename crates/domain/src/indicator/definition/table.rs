//! Reading a TOML table key by key, with the place of every mistake.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::indicator::diagnostic::{Diagnostic, did_you_mean};

/// A string and where its content stands in the file.
pub(super) struct Text {
    /// The content.
    pub(super) content: String,
    /// The whole value, quotes included.
    pub(super) span: Range<usize>,
    /// Where the content begins, if it stands there letter for letter.
    verbatim: Option<usize>,
}

impl Text {
    /// Move a mistake in the content to its place in the file.
    pub(super) fn place(&self, mistake: Diagnostic) -> Diagnostic {
        match self.verbatim {
            Some(start) => mistake.shifted(start),
            None => Diagnostic { span: self.span.clone(), ..mistake },
        }
    }
}

/// One table of the file and the mistakes found in it.
pub(super) struct Section<'t, 's> {
    source: &'s str,
    table: &'t DeTable<'s>,
    /// Where to point at what is missing.
    place: Range<usize>,
    /// How the section is called in messages, e.g. ` in [fr]`.
    within: String,
}

type Mistakes = Vec<Diagnostic>;

impl<'t, 's> Section<'t, 's> {
    /// The whole file.
    pub(super) fn root(source: &'s str, table: &'t DeTable<'s>) -> Self {
        Self { source, table, place: 0..0, within: String::new() }
    }

    /// Report the keys that mean nothing here.
    pub(super) fn only(&self, known: &[&str], mistakes: &mut Mistakes) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let mut mistake =
                Diagnostic::new(key.span(), format!("unknown key `{name}`{}", self.within));
            mistake.hint = did_you_mean(name, known.iter().copied())
                .or_else(|| Some(format!("keys here are: {}", known.join(", "))));
            mistakes.push(mistake);
        }
    }

    /// Every key with its value, in the order of the file.
    pub(super) fn entries(&self) -> Vec<(&'t str, Range<usize>)> {
        let mut entries: Vec<_> =
            self.table.keys().map(|key| (key.get_ref().as_ref(), key.span())).collect();
        entries.sort_by_key(|(_, span)| span.start);
        entries
    }

    /// The place of a value, or of its absence.
    pub(super) fn span(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.place.clone(), Spanned::span)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn missing<T>(&self, key: &str, mistakes: &mut Mistakes) -> Option<T> {
        let message = format!("`{key}` is missing{}", self.within);
        mistakes.push(Diagnostic::new(self.place.clone(), message));
        None
    }

    fn wrong<T>(&self, key: &str, expected: &str, mistakes: &mut Mistakes) -> Option<T> {
        let message = format!("`{key}` must be {expected}");
        mistakes.push(Diagnostic::new(self.span(key), message));
        None
    }

    /// A table, if it is there.
    pub(super) fn section(&self, key: &str, mistakes: &mut Mistakes) -> Option<Section<'t, 's>> {
        let (name, value) = self.table.get_key_value(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong(key, "a table", mistakes);
        };
        let within = format!(" in `{key}`");
        Some(Section { source: self.source, table, place: name.span(), within })
    }

    /// A table that must be there.
    pub(super) fn needed_section(
        &self,
        key: &str,
        mistakes: &mut Mistakes,
    ) -> Option<Section<'t, 's>> {
        if self.has(key) { self.section(key, mistakes) } else { self.missing(key, mistakes) }
    }

    fn text_of(&self, value: &Spanned<DeValue<'s>>) -> Option<Text> {
        let DeValue::String(content) = value.get_ref() else { return None };
        let span = value.span();
        let raw = self.source.get(span.clone()).unwrap_or_default();
        let verbatim = raw.find(content.as_ref()).map(|offset| span.start + offset);
        Some(Text { content: content.to_string(), span, verbatim })
    }

    /// A string that must be there and say something.
    pub(super) fn text(&self, key: &str, mistakes: &mut Mistakes) -> Option<Text> {
        let Some(value) = self.table.get(key) else { return self.missing(key, mistakes) };
        match self.text_of(value) {
            Some(text) if !text.content.trim().is_empty() => Some(text),
            Some(_) => self.wrong(key, "more than an empty string", mistakes),
            None => self.wrong(key, "a string", mistakes),
        }
    }

    /// A string, or a number as it is written.
    pub(super) fn amount(&self, key: &str, mistakes: &mut Mistakes) -> Option<Text> {
        let written = match self.table.get(key).map(Spanned::get_ref) {
            Some(DeValue::Integer(integer)) if integer.radix() == 10 => integer.as_str(),
            Some(DeValue::Float(float)) => float.as_str(),
            _ => return self.text(key, mistakes),
        };
        Some(Text { content: written.to_owned(), span: self.span(key), verbatim: None })
    }

    /// `true` or `false`; false if it is not there.
    pub(super) fn flag(&self, key: &str, mistakes: &mut Mistakes) -> Option<bool> {
        match self.table.get(key).map(Spanned::get_ref) {
            None => Some(false),
            Some(DeValue::Boolean(flag)) => Some(*flag),
            Some(_) => self.wrong(key, "true or false", mistakes),
        }
    }

    /// A whole number from 1 on.
    pub(super) fn ordinal(&self, key: &str, mistakes: &mut Mistakes) -> Option<u16> {
        let Some(value) = self.table.get(key) else { return self.missing(key, mistakes) };
        let number = match value.get_ref() {
            DeValue::Integer(integer) => {
                u16::from_str_radix(integer.as_str(), integer.radix()).ok()
            }
            _ => None,
        };
        match number.filter(|number| *number > 0) {
            Some(number) => Some(number),
            None => self.wrong(key, "a whole number from 1 on", mistakes),
        }
    }

    /// A list of strings that all say something.
    pub(super) fn texts(&self, key: &str, mistakes: &mut Mistakes) -> Option<Vec<String>> {
        let Some(value) = self.table.get(key) else { return self.missing(key, mistakes) };
        let DeValue::Array(array) = value.get_ref() else {
            return self.wrong(key, "a list of strings", mistakes);
        };
        let texts: Option<Vec<String>> = array
            .iter()
            .map(|value| self.text_of(value).map(|text| text.content))
            .map(|text| text.filter(|text| !text.trim().is_empty()))
            .collect();
        texts.or_else(|| self.wrong(key, "a list of strings, none of them empty", mistakes))
    }
}
