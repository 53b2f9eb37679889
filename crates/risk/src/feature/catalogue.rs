//! The metric catalogue as columns: every number, duration and truth, and one
//! column for each word of a category whose words are fixed, but for what was
//! computed over many students. A model that read the last model's answer would
//! learn to repeat it.

use vigie_domain::fact::{Kind, Kinds};
use vigie_domain::ids::EnrolmentId;
use vigie_domain::journey::Journey;
use vigie_domain::metric::{Context, Metric, Type, Unit, Value, View};
use vigie_domain::time::{DAY, Instant};

use super::cells::{Cells, Column};
use crate::family::Family;

const COMPUTED: Kinds = Kinds::of(&[Kind::Observed]);

/// Reads each metric; undefined is missing. Instants and references are no
/// numbers, and words that a school made up (an item, a cohort) carry over to
/// nobody else.
pub(super) fn read(
    journey: &Journey,
    enrolment: EnrolmentId,
    at: Instant,
    context: &Context,
    cells: &mut Cells<'_>,
) {
    let own = journey.enrolments.iter().find(|known| known.id == enrolment);
    let view = View::new(journey, own, at, context);
    for metric in Metric::all() {
        let declaration = metric.declaration();
        if declaration.of == Type::Category && !declaration.words.is_empty() {
            let value = metric.read(&view).value;
            let told = if let Value::Category(word) = value { Some(word) } else { None };
            for word in declaration.words {
                let column = || Column {
                    name: format!("{}={word}", declaration.name).into(),
                    family: Family::from(declaration.family),
                    ranked: false,
                };
                let is = |told: &str| if told == *word { 1.0 } else { 0.0 };
                cells.tell(column, told.map_or(f64::NAN, is));
            }
            continue;
        }
        if !matches!(declaration.of, Type::Number | Type::Duration | Type::Truth)
            || declaration.needs.contains(&COMPUTED)
        {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "seconds of a day")]
        let unit = if declaration.unit == Unit::Days { DAY.0 as f64 } else { 1.0 };
        let value = match metric.read(&view).value {
            Value::Number(line) => line.at(at) / unit,
            Value::Truth(truth) => {
                if truth {
                    1.0
                } else {
                    0.0
                }
            }
            Value::Undefined | Value::Category(_) | Value::Reference(_) => f64::NAN,
        };
        cells.push(declaration.name, Family::from(declaration.family), value);
    }
}
