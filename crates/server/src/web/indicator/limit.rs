//! Where a condition compares a metric with a value: what can be drawn, and
//! moved.

use std::ops::Range;

use vigie_domain::ids::Key;
use vigie_domain::indicator::builder::Subject;
use vigie_domain::indicator::syntax::{self, Form, Node, Operator};
use vigie_domain::indicator::{Comparison, Literal};
use vigie_domain::metric::{Metric, Type};

/// A metric, and the value that it is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limit {
    pub(super) subject: Subject,
    pub(super) comparison: Comparison,
    pub(super) value: Literal,
    pub(super) place: Place,
}

/// Where the value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the text of the condition (bytes).
    Text(Range<usize>),
    /// In the list of thresholds, under this name.
    Threshold(String),
}

/// Every one, in the order of the text; `thresholds` are the known values.
pub(super) fn limits(thresholds: &[(Key, Literal)], text: &str) -> Vec<Limit> {
    let Ok(node) = syntax::parse(text) else { return Vec::new() };
    let mut limits = Vec::new();
    node.visit(&mut |node| match &node.form {
        Form::Compare(comparison, left, right) => {
            let found = limit(thresholds, *comparison, left, right)
                .or_else(|| limit(thresholds, turned(*comparison), right, left));
            limits.extend(found);
        }
        Form::Between(parts) => {
            let [middle, low, high] = &**parts;
            limits.extend(limit(thresholds, Comparison::AtLeast, middle, low));
            limits.extend(limit(thresholds, Comparison::AtMost, middle, high));
        }
        _ => {}
    });
    limits
}

fn limit(
    thresholds: &[(Key, Literal)],
    comparison: Comparison,
    left: &Node,
    right: &Node,
) -> Option<Limit> {
    let subject = match &left.form {
        Form::Metric(name) => Subject::Metric(Metric::find(name)?),
        Form::Arithmetic(Operator::Subtract, now, since) if now.form == Form::Now => {
            let Form::Metric(name) = &since.form else { return None };
            Subject::Since(Metric::find(name)?)
        }
        _ => return None,
    };
    if matches!(subject, Subject::Metric(metric) if metric.declaration().of == Type::Instant) {
        return None;
    }
    let (value, place) = match &right.form {
        Form::Threshold(name) => {
            let (_, known) = thresholds.iter().find(|(known, _)| *known == *name.as_str())?;
            (*known, Place::Threshold(name.clone()))
        }
        _ => (Literal::of(right)?, Place::Text(right.span.clone())),
    };
    Some(Limit { subject, comparison, value, place })
}

const fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(condition: &str) -> Vec<(&'static str, String)> {
        let quiet = [(Key::from("quiet"), Literal::parse("21 d").unwrap())];
        let place = |place: Place| match place {
            Place::Text(span) => condition[span].to_owned(),
            Place::Threshold(name) => format!("${name}"),
        };
        let limits = limits(&quiet, condition).into_iter();
        limits.map(|one| (one.subject.metric().declaration().name, place(one.place))).collect()
    }

    #[test]
    fn every_value_is_found_where_it_stands() {
        let text =
            "days_since_session > $quiet || (3 < risk && now - enrolled_at between 2 d and 9 d)";
        let expected = [
            ("days_since_session", "$quiet"),
            ("risk", "3"),
            ("enrolled_at", "2 d"),
            ("enrolled_at", "9 d"),
        ];
        assert_eq!(found(text), expected.map(|(name, place)| (name, place.to_owned())));
    }

    #[test]
    fn what_is_compared_with_another_metric_has_no_limit_to_draw() {
        assert_eq!(found("days_on_project > 2 * planned_project_days"), []);
        assert_eq!(found("days_since_session > $unknown || defence_at < now"), []);
    }
}
