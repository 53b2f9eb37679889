//! The metric catalogue as columns: every number, duration and truth, but for
//! what was computed over many students. A model that read the last model's
//! answer would learn to repeat it.

use vigie_domain::fact::{Kind, Kinds};
use vigie_domain::ids::EnrolmentId;
use vigie_domain::journey::Journey;
use vigie_domain::metric::{Context, Metric, Type, Unit, Value, View};
use vigie_domain::time::{DAY, Instant};

use super::cells::Cells;
use crate::family::Family;

const COMPUTED: Kinds = Kinds::of(&[Kind::Observed]);

/// Reads each metric; undefined is missing. Words, instants and references
/// are no numbers.
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
