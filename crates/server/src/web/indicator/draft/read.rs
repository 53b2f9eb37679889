//! The fields as a file has them; what is missing or wrong stays empty.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Draft, Evidence, Threshold, Words};

type Table<'t, 's> = Option<&'t DeTable<'s>>;

impl Draft {
    /// Read the file of an indicator, as far as it can be read.
    pub(in super::super) fn of_file(text: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let root = Some(table.get_ref());
        let words = |language: &str| {
            let section = section(root, language);
            Words {
                name: string(section, "name"),
                wording: string(section, "wording"),
                proposals: list(section, "proposals").join("\n"),
            }
        };
        let thresholds = section(root, "thresholds");
        let threshold = |name: String| {
            let row = section(thresholds, &name);
            Threshold {
                value: string(row, "value"),
                fr: string(row, "fr"),
                en: string(row, "en"),
                name,
            }
        };
        let evidence = section(root, "evidence");
        let named =
            |placeholder: String| Evidence { metric: string(evidence, &placeholder), placeholder };
        Self {
            base: String::new(),
            id: string(root, "id"),
            number: string(root, "number"),
            severity: string(root, "severity"),
            task: string(root, "task"),
            never_cut: string(root, "never_cut") == "true",
            ours: string(root, "ours") == "true",
            harm: string(root, "harm"),
            note: note(text, root),
            condition: string(root, "condition").trim_end().to_owned(),
            thresholds: keys(thresholds).into_iter().map(threshold).collect(),
            evidence: keys(evidence).into_iter().map(named).collect(),
            fr: words("fr"),
            en: words("en"),
        }
    }
}

fn section<'t, 's>(table: Table<'t, 's>, key: &str) -> Table<'t, 's> {
    match table?.get(key)?.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// A string, or what stands there for a number or a truth.
fn string(table: Table<'_, '_>, key: &str) -> String {
    match table.and_then(|table| table.get(key)).map(Spanned::get_ref) {
        Some(DeValue::String(text)) => text.to_string(),
        Some(DeValue::Integer(integer)) => integer.as_str().to_owned(),
        Some(DeValue::Float(float)) => float.as_str().to_owned(),
        Some(DeValue::Boolean(truth)) => truth.to_string(),
        _ => String::new(),
    }
}

fn list(table: Table<'_, '_>, key: &str) -> Vec<String> {
    let Some(DeValue::Array(array)) = table.and_then(|table| table.get(key)).map(Spanned::get_ref)
    else {
        return Vec::new();
    };
    let text = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    };
    array.iter().filter_map(text).collect()
}

/// The keys in the order of the file.
fn keys(table: Table<'_, '_>) -> Vec<String> {
    let mut keys: Vec<_> = table.into_iter().flat_map(DeTable::keys).collect();
    keys.sort_by_key(|key| key.span().start);
    keys.into_iter().map(|key| key.get_ref().to_string()).collect()
}

/// The comments before the first section that stand in no value.
fn note(text: &str, root: Table<'_, '_>) -> String {
    let values = root.into_iter().flat_map(DeTable::values);
    let values = values.filter(|value| !matches!(value.get_ref(), DeValue::Table(_)));
    let values: Vec<_> = values.map(Spanned::span).collect();
    let (mut lines, mut offset) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let at = offset;
        offset += line.len();
        if values.iter().any(|span| span.contains(&at)) {
            continue;
        }
        if line.starts_with('[') {
            break;
        }
        if let Some(comment) = line.trim_start().strip_prefix('#') {
            let comment = comment.trim_end();
            lines.push(comment.strip_prefix(' ').unwrap_or(comment));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_stays_empty() {
        let draft =
            Draft::of_file("id = 3\nnumber = \"x\"\n[fr]\nproposals = [1, \"a\"]\n= broken");
        assert_eq!((draft.id.as_str(), draft.number.as_str()), ("3", "x"));
        assert_eq!(draft.fr.proposals, "a");
        assert_eq!(draft.condition, "");
    }

    #[test]
    fn the_comment_of_the_team_is_kept_and_that_of_the_condition_stays_in_it() {
        let text =
            "id = \"a\"\n# why\n#  so\ncondition = \"\"\"\n# here\non_leave\n\"\"\"\n[fr]\n# no";
        let draft = Draft::of_file(text);
        assert_eq!(draft.note, "why\n so");
        assert_eq!(draft.condition, "# here\non_leave");
    }
}
