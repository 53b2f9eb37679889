//! A computed risk in words: what weighs and what reassures, with the student's
//! own numbers, and what would change it. The same words on the terminal and
//! on a page.

use vigie_domain::metric::{Metric, Type};
use vigie_risk::feature::in_days;
use vigie_risk::reasons::{Change, ColumnReason, FamilyReason, Reasons};
use vigie_risk::target::Target;

use crate::wording::{Language, Locale, Word};

/// A computed risk, put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// How often situations like this one end so: about situations, and not
    /// about the person.
    pub(crate) said: String,
    /// One sentence for each side of their studies, strongest first.
    pub(crate) reasons: Vec<String>,
    /// What could be done, and how often it would end so then.
    pub(crate) changes: Vec<String>,
}

/// Puts reasons into words.
pub(crate) fn told(locale: &Locale, target: Target, reasons: &Reasons) -> Told {
    let hundred = |probability: f64| Word::Number((probability * 100.0).round());
    let target = target_words(locale, target);
    let words = [
        ("n", hundred(reasons.probability)),
        ("usual", hundred(reasons.usual)),
        ("target", target.as_str().into()),
    ];
    let changes = reasons.changes.iter().map(|change: &Change| {
        let words = [
            ("now", Word::Number(shown(change.now))),
            ("before", hundred(reasons.probability)),
            ("after", hundred(change.probability)),
            ("target", target.as_str().into()),
        ];
        locale.text(&format!("risk-change-{}", change.lever.name()), &words)
    });
    Told {
        said: locale.text("risk-said", &words),
        reasons: reasons.families.iter().filter_map(|family| reason(locale, family)).collect(),
        changes: changes.collect(),
    }
}

/// What is foretold, as the end of a sentence.
pub(crate) fn target_words(locale: &Locale, target: Target) -> String {
    match target {
        Target::Leave { days } => {
            locale.text("risk-target-leave", &[("days", u32::from(days).into())])
        }
        Target::FailOrWithdrawn => locale.text("risk-target-fail_or_withdrawn", &[]),
        Target::NoJob => locale.text("risk-target-no_job", &[]),
    }
}

fn reason(locale: &Locale, family: &FamilyReason) -> Option<String> {
    let what: Vec<String> = family.columns.iter().map(|column| number(locale, column)).collect();
    if what.is_empty() {
        return None;
    }
    let (what, side) =
        (what.join(", "), locale.text(&format!("risk-family-{}", family.family.name()), &[]));
    let key = if family.part > 0.0 { "risk-weighs" } else { "risk-reassures" };
    let words = [("family", side.as_str().into()), ("what", what.as_str().into())];
    Some(locale.text(key, &words))
}

/// `travaux non rendus : 3 (d'habitude 0)`
fn number(locale: &Locale, column: &ColumnReason) -> String {
    let label = label(locale, &column.name);
    let value = |value: Option<f64>| value.map(|value| measured(locale, &column.name, value));
    let (now, usual) = (value(column.value), value(column.usual));
    let key = match (&now, &usual) {
        (None, _) => "risk-number-unknown",
        (Some(now), Some(usual)) if now != usual => "risk-number",
        _ => "risk-number-alone",
    };
    let words = [
        ("label", label.as_str().into()),
        ("value", now.as_deref().unwrap_or_default().into()),
        ("usual", usual.as_deref().unwrap_or_default().into()),
    ];
    locale.text(key, &words)
}

/// What a column is, in the catalogue's own words where it is a metric.
pub(crate) fn label(locale: &Locale, column: &str) -> String {
    if let Some(metric) = Metric::find(column) {
        let label = metric.declaration().label;
        return match locale.language() {
            Language::Fr => label.fr.to_owned(),
            Language::En => label.en.to_owned(),
        };
    }
    if let Some(programme) = column.strip_prefix("programme=") {
        return locale.text("risk-column-programme", &[("programme", programme.into())]);
    }
    if let Some((name, value)) = column.split_once('=') {
        let words = [("attribute", attribute(locale, name)), ("value", value.to_owned())];
        return locale.text(
            "risk-column-attribute",
            &words.each_ref().map(|(k, w)| (*k, w.as_str().into())),
        );
    }
    locale.text(&format!("risk-column-{column}"), &[])
}

/// Protected attributes that have words of their own.
pub(crate) const ATTRIBUTES: [&str; 5] = ["gender", "disability", "region", "imd_band", "age_band"];

/// A protected attribute or a metric of words in words; one that a school made
/// up is called as it calls it.
pub(crate) fn attribute(locale: &Locale, name: &str) -> String {
    if Metric::find(name).is_some() {
        return label(locale, name);
    }
    if ATTRIBUTES.contains(&name) {
        return locale.text(&format!("risk-attribute-{name}"), &[]);
    }
    name.to_owned()
}

/// A column's number with its unit.
fn measured(locale: &Locale, column: &str, value: f64) -> String {
    let number = |key: &str, value: f64| locale.text(key, &[("n", Word::Number(shown(value)))]);
    let declared = Metric::find(column).map(Metric::declaration);
    let is_truth = declared.is_some_and(|known| known.of == Type::Truth) || column.contains('=');
    if is_truth {
        return locale.text(if value > 0.5 { "risk-yes" } else { "risk-no" }, &[]);
    }
    if column.ends_with("_rank") {
        number("risk-value-rank", value * 100.0)
    } else if column.ends_with("_share") && declared.is_none() {
        number("risk-value-percent", value * 100.0)
    } else if in_days(column) {
        number("risk-value-days", value)
    } else {
        number("risk-value", value)
    }
}

/// At most one digit after the point.
fn shown(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests;
