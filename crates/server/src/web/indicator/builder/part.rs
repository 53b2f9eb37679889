//! Rows as the template draws them.

use vigie_domain::metric::Metric;

use super::choice::{Families, meaning};
use super::row::{Row, Unfinished};
use crate::wording::Language;

/// One row, with what there is to choose.
pub(in super::super) struct Part {
    /// Its place among the rows.
    pub(in super::super) n: usize,
    pub(in super::super) row: Row,
    /// What the metric means.
    pub(in super::super) meaning: &'static str,
    /// The words a category can be, if they are fixed.
    pub(in super::super) words: &'static [&'static str],
    /// The field that is missing.
    pub(in super::super) missing: Option<&'static str>,
    /// The groups that end after this row, innermost first.
    pub(in super::super) closes: Vec<usize>,
}

/// The rows with the ends of their groups.
pub(in super::super) fn parts(
    rows: &[Row],
    missing: &[Unfinished],
    language: Language,
) -> Vec<Part> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut parts: Vec<Part> = Vec::with_capacity(rows.len());
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            let ended =
                open.iter().rposition(|(depth, _)| *depth < row.depth).map_or(1, |at| at + 1);
            let closes = open.split_off(ended.min(open.len()));
            parts[n - 1].closes = closes.into_iter().rev().map(|(_, group)| group).collect();
        }
        if row.join.is_some() {
            open.push((row.depth, n));
        }
        let asked = row.asked();
        parts.push(Part {
            n,
            row: row.clone(),
            meaning: asked.map_or("", |subject| meaning(subject, language)),
            words: asked.map_or(&[], |subject| subject.metric().declaration().words),
            missing: missing.iter().find(|one| one.row == n).map(|one| one.field),
            closes: Vec::new(),
        });
    }
    if let Some(last) = parts.last_mut() {
        last.closes = open.into_iter().rev().map(|(_, group)| group).collect();
    }
    parts
}

impl Part {
    /// Does the value stand in a field of its own?
    pub(in super::super) fn has_value(&self) -> bool {
        match self.row.with.as_str() {
            _ if self.is_between() => true,
            "value" => self.has_operand(),
            "times" | "after" | "before" => self.has_operand() && self.row.by == "value",
            _ => false,
        }
    }

    /// Is it compared with something at all?
    pub(in super::super) fn has_operand(&self) -> bool {
        !matches!(
            self.row.is.as_str(),
            "holds" | "holds_not" | "known" | "unknown" | "is" | "is_not" | "between"
        )
    }

    pub(in super::super) fn is_between(&self) -> bool {
        self.row.is == "between"
    }

    pub(in super::super) fn has_other(&self) -> bool {
        self.has_operand()
            && matches!(self.row.with.as_str(), "times" | "after" | "before" | "metric")
    }

    pub(in super::super) fn has_by(&self) -> bool {
        self.has_operand() && matches!(self.row.with.as_str(), "times" | "after" | "before")
    }

    pub(in super::super) fn is_instant(&self) -> bool {
        self.row.kind() == Some(vigie_domain::metric::Type::Instant)
    }

    pub(in super::super) fn has_word(&self) -> bool {
        matches!(self.row.is.as_str(), "is" | "is_not")
    }

    /// `aria-invalid`, where this field is missing.
    pub(in super::super) fn invalid(&self, field: &str) -> bool {
        self.missing == Some(field)
    }

    /// Is it compared with this threshold?
    pub(in super::super) fn threshold(&self, name: &str) -> bool {
        self.row.with.strip_prefix('$') == Some(name)
    }

    /// Is it shifted or multiplied by this threshold?
    pub(in super::super) fn by(&self, name: &str) -> bool {
        self.row.by.strip_prefix('$') == Some(name)
    }

    /// Which choices are the row's own.
    pub(in super::super) fn joins(&self, choice: impl AsRef<str>) -> bool {
        self.row.join.as_deref() == Some(choice.as_ref())
    }

    pub(in super::super) fn asks(&self, question: impl AsRef<str>) -> bool {
        self.row.is == question.as_ref()
    }

    pub(in super::super) fn is_with(&self, choice: impl AsRef<str>) -> bool {
        self.row.with == choice.as_ref()
    }

    pub(in super::super) fn is_unit(&self, unit: impl AsRef<str>) -> bool {
        self.row.unit == unit.as_ref()
    }

    pub(in super::super) fn is_unit2(&self, unit: impl AsRef<str>) -> bool {
        self.row.unit2 == unit.as_ref()
    }

    pub(in super::super) fn is_word(&self, word: impl AsRef<str>) -> bool {
        self.row.word == word.as_ref()
    }

    /// The key of what a word of its category is called.
    pub(in super::super) fn said(&self, word: &str) -> String {
        self.row.asked().map_or_else(String::new, |subject| word_key(subject.metric(), word))
    }

    /// Is its word one of those that can be?
    pub(in super::super) fn knows_word(&self) -> bool {
        self.words.contains(&self.row.word.as_str())
    }

    /// A group's word, or none.
    pub(in super::super) fn join(&self) -> Option<&str> {
        self.row.join.as_deref()
    }

    /// The whole condition, which can't be taken away.
    pub(in super::super) fn is_root(&self) -> bool {
        self.n == 0
    }

    /// The drop-down for the other metric: instants for an instant, measures
    /// for a measure.
    pub(in super::super) fn others<'f>(
        &self,
        families: &'f Families,
    ) -> Vec<(&'static str, Vec<&'f super::choice::Choice>)> {
        let fits = |choice: &&super::choice::Choice| {
            if self.is_instant() { choice.is_instant() } else { choice.is_measure() }
        };
        let kept = families
            .iter()
            .map(|(family, choices)| (*family, choices.iter().filter(fits).collect::<Vec<_>>()));
        kept.filter(|(_, choices)| !choices.is_empty()).collect()
    }
}

/// Where a word of a metric's category is translated.
fn word_key(metric: Metric, word: &str) -> String {
    format!("word-{}-{word}", metric.declaration().name)
}

#[cfg(test)]
mod tests {
    use vigie_domain::indicator::builder::Join;

    use super::*;
    use crate::wording::Locale;

    #[test]
    fn every_word_of_a_category_is_said_in_both_languages() {
        let mut words = 0;
        for metric in Metric::all() {
            for word in metric.declaration().words {
                words += 1;
                for language in Language::ALL {
                    let key = word_key(metric, word);
                    assert_ne!(Locale::of(language).text(&key, &[]), key, "{language:?}");
                }
            }
        }
        assert!(words > 10, "{words}");
    }

    #[test]
    fn every_group_ends_once_and_the_outermost_last() {
        let rows = [
            Row::group(0, Join::All),
            Row::line(1),
            Row::group(1, Join::Any),
            Row::line(2),
            Row::group(2, Join::None),
            Row::line(3),
            Row::line(1),
        ];
        let parts = parts(&rows, &[], Language::Fr);
        let closes: Vec<_> = parts.iter().map(|part| part.closes.clone()).collect();
        let none = Vec::new;
        assert_eq!(closes, [none(), none(), none(), none(), none(), vec![4, 2], vec![0]]);
    }

    #[test]
    fn an_empty_group_ends_where_it_begins() {
        let rows = [Row::group(0, Join::All), Row::group(1, Join::Any), Row::line(1)];
        let parts = parts(&rows, &[], Language::Fr);
        assert_eq!(parts[1].closes, [1]);
        assert_eq!(parts[2].closes, [0]);
    }
}
