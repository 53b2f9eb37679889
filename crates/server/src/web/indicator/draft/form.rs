//! The fields as a form sends them.

use std::collections::{BTreeSet, HashMap};

use super::{Draft, Evidence, ROWS, Threshold, Words};

/// What a form sent, by name.
#[derive(Debug, Default)]
pub(in super::super) struct Fields(HashMap<String, String>);

impl Fields {
    /// Of two fields of one name the last counts. Browsers send `\r\n`.
    pub(in super::super) fn new(sent: Vec<(String, String)>) -> Self {
        let plain = |(name, value): (String, String)| (name, value.replace("\r\n", "\n"));
        Self(sent.into_iter().map(plain).collect())
    }

    /// A field's value; empty if it was not sent.
    pub(in super::super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn own(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// Was anything sent under this name?
    pub(in super::super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The numbers in `prefix.N.…`, in order.
    pub(in super::super) fn rows(&self, prefix: &str) -> BTreeSet<usize> {
        let number = |name: &String| {
            let rest = name.strip_prefix(prefix)?.strip_prefix('.')?;
            rest.split('.').next()?.parse().ok()
        };
        self.0.keys().filter_map(number).collect()
    }
}

impl Draft {
    /// What a form sent.
    pub(in super::super) fn of_form(fields: &Fields) -> Self {
        let words = |language: &str| Words {
            name: fields.own(&format!("{language}_name")),
            wording: fields.own(&format!("{language}_wording")),
            proposals: fields.own(&format!("{language}_proposals")),
        };
        let threshold = |n: usize| Threshold {
            name: fields.own(&format!("t.{n}.name")),
            value: fields.own(&format!("t.{n}.value")),
            fr: fields.own(&format!("t.{n}.fr")),
            en: fields.own(&format!("t.{n}.en")),
        };
        let evidence = |n: usize| Evidence {
            placeholder: fields.own(&format!("e.{n}.placeholder")),
            metric: fields.own(&format!("e.{n}.metric")),
        };
        Self {
            base: fields.own("base"),
            id: fields.own("id"),
            number: fields.own("number"),
            severity: fields.own("severity"),
            task: fields.own("task"),
            never_cut: fields.has("never_cut"),
            ours: fields.has("ours"),
            harm: fields.own("harm"),
            note: fields.own("note"),
            condition: fields.own("condition"),
            thresholds: fields.rows("t").into_iter().take(ROWS).map(threshold).collect(),
            evidence: fields.rows("e").into_iter().take(ROWS).map(evidence).collect(),
            fr: words("fr"),
            en: words("en"),
        }
    }
}
