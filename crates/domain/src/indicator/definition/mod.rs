//! The definition of an indicator: one TOML file.
//!
//! ```toml
//! id = "no-session"             # the file's name: a-z, 0-9 and -
//! number = 1                    # order in the documentation
//! severity = "watch"            # info, watch, act, urgent, danger
//! task = "obstacle"             # kind of contact it asks for
//! never_cut = false             # true for what no day is too short for
//! ours = false                  # true for what is the school's to repair
//! harm = "time_to_defence"      # optional: a duration that counts down to harm
//! condition = """
//! days_since_session > $quiet
//! """
//!
//! [thresholds]                  # the school's to change
//! quiet = { value = "21 d", fr = "trois semaines", en = "three weeks" }
//!
//! [evidence]                    # placeholder = metric
//! n = "days_since_session"
//!
//! [fr]
//! name = "Pas de session depuis longtemps"
//! wording = "Pas de session pour { $name } depuis { $n } jours."
//! proposals = ["L'appeler", "Proposer une date"]
//!
//! [en]
//! name = "No session for long"
//! wording = "No session for { $name } for { $n } days."
//! proposals = ["Call them", "Offer a date"]
//! ```

mod read;
mod table;

use super::check;
use super::condition::{Answer, Condition};
use super::diagnostic::{Diagnostic, Mistakes, did_you_mean};
use super::literal::Literal;
use super::urgency::{Severity, Task};
use crate::fact::Kinds;
use crate::ids::Key;
use crate::metric::{Metric, Scope, View};

/// An indicator, ready to be evaluated and shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Its stable name, also that of its file.
    pub id: Key,
    /// Its place in the documentation.
    pub number: u16,
    /// How urgent it is.
    pub severity: Severity,
    /// The kind of contact it asks for.
    pub task: Task,
    /// Is it on the list however short the day?
    pub never_cut: bool,
    /// Is it the school's to repair?
    pub ours: bool,
    /// The duration that counts down to harm, if one does.
    pub harm: Option<Metric>,
    /// When it rings, with the present values of the thresholds.
    pub condition: Condition,
    /// The same, in the order in which it is asked.
    plan: Condition,
    /// The condition as it was written, with the names of the thresholds.
    pub condition_text: String,
    /// The whole definition, with the default values of the thresholds.
    pub source: String,
    /// Is it about the person or about each open enrolment?
    pub scope: Scope,
    /// The kinds of fact that can change its answer.
    pub kinds: Kinds,
    /// What the wording names: placeholder and metric, in the order of the file.
    pub evidence: Vec<(Key, Metric)>,
    /// In French.
    pub fr: Wording,
    /// In English.
    pub en: Wording,
    /// What the school may change, in the order of the file.
    pub thresholds: Vec<Threshold>,
}

/// How an indicator speaks in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What it is called in lists.
    pub name: String,
    /// The sentence, a Fluent pattern over the evidence and `{ $name }`.
    pub wording: String,
    /// Two or three things to propose, never scripts.
    pub proposals: Vec<String>,
}

/// A value in a condition that is the school's to change.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Its name in the condition, without the dollar.
    pub name: Key,
    /// Its present value; shown by its `Display`.
    pub value: Literal,
    /// Its value in the definition.
    pub default: Literal,
    /// Why this default, in French.
    pub fr: String,
    /// Why this default, in English.
    pub en: String,
}

impl Indicator {
    /// Read a definition. Every mistake found is reported, with its place.
    pub fn parse(text: &str) -> Result<Self, Mistakes> {
        read::indicator(text).map_err(|diagnostics| Mistakes::new(text, diagnostics))
    }

    /// Whether it is true in this view, and until when.
    ///
    /// An indicator about enrolments needs a view of one.
    pub fn evaluate(&self, view: &View<'_>) -> Answer {
        self.plan.evaluate(view)
    }

    /// The same indicator with the school's own value for one threshold.
    ///
    /// The mistakes are those of `value`, which has the form and dimension of
    /// the default: `14 d`, `2`.
    pub fn with_threshold(&self, name: &str, value: &str) -> Result<Self, Mistakes> {
        let wrong = |diagnostics| Mistakes::new(value, diagnostics);
        let all = || 0..value.len();
        let mut changed = self.clone();
        let Some(threshold) = changed.thresholds.iter_mut().find(|known| known.name == name) else {
            let message = format!("`{}` has no threshold `${name}`", self.id);
            let mut mistake = Diagnostic::new(all(), message);
            mistake.hint =
                did_you_mean(name, self.thresholds.iter().map(|known| known.name.as_str()));
            return Err(wrong(vec![mistake]));
        };
        let literal = Literal::parse(value).map_err(|mistake| wrong(vec![mistake]))?;
        if literal.dimension != threshold.default.dimension {
            let message = format!("`${name}` is {}", threshold.default.dimension.described());
            let hint = format!("write it as `{}`", threshold.default);
            return Err(wrong(vec![Diagnostic::new(all(), message).hint(hint)]));
        }
        threshold.value = literal;
        let values = named(&changed.thresholds);
        // A new value can make a division by zero; its place is then the value.
        changed.condition = check::compile(&self.condition_text, &values).map_err(|mistakes| {
            wrong(mistakes.into_iter().map(|m| Diagnostic { span: all(), ..m }).collect())
        })?;
        changed.plan = changed.condition.clone().cheapest_first();
        Ok(changed)
    }
}

/// The thresholds as the check takes them.
fn named(thresholds: &[Threshold]) -> Vec<(Key, Literal)> {
    thresholds.iter().map(|threshold| (threshold.name.clone(), threshold.value)).collect()
}

#[cfg(test)]
mod tests;
