//! Values as JSON, with durations in days and instants in RFC 3339.

use serde_json::{Value, json};
use vigie_domain::metric::{self, Metric, Reference, Type, View};
use vigie_domain::signal::Evidence;
use vigie_domain::time::{DAY, Instant};

use super::when;
use crate::names::Names;

/// A kept value, as the metric it was read from means it.
pub(super) fn evidence(metric: Metric, value: &Evidence, names: &Names) -> Value {
    match value {
        Evidence::Undefined => Value::Null,
        Evidence::Number(number) => amount(metric.declaration().of, *number),
        Evidence::Truth(truth) => json!(truth),
        Evidence::Word(word) => json!(word),
        Evidence::Staff(staff) => json!(names.staff(*staff)),
        Evidence::Words(fact) => json!(names.words(*fact)),
    }
}

/// What a metric says in a view.
pub(super) fn reading(metric: Metric, view: &View<'_>, names: &Names) -> Value {
    match metric.read(view).value {
        metric::Value::Undefined => Value::Null,
        metric::Value::Number(line) => amount(metric.declaration().of, line.at(view.at)),
        metric::Value::Truth(truth) => json!(truth),
        metric::Value::Category(word) => json!(word),
        metric::Value::Reference(Reference::Staff(staff)) => json!(names.staff(staff)),
        metric::Value::Reference(Reference::Words(fact)) => json!(names.words(fact)),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "instants are whole seconds")]
#[expect(clippy::cast_precision_loss, reason = "a day is 86,400")]
fn amount(of: Type, value: f64) -> Value {
    match of {
        Type::Duration => json!(round(value / DAY.0 as f64)),
        Type::Instant => json!(when::rfc3339(Instant(value as i64))),
        _ => json!(round(value)),
    }
}

/// Four decimals are enough for anybody.
fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
