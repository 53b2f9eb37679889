//! A condition tried on everybody as they stand now.

use vigie_domain::ids::StudentId;
use vigie_domain::indicator::Condition;
use vigie_domain::indicator::builder::Subject;
use vigie_domain::metric::{Context, Metric, Scope, Value, View};
use vigie_domain::signal::Evidence;
use vigie_domain::time::Instant;

use super::crowd::Everybody;

/// Evidence is read for so many people at most.
const TOLD: usize = 300;

/// For whom it is true.
#[derive(Debug, Default)]
pub(super) struct Tried {
    /// Students looked at: whoever is there, not everybody who ever was.
    pub(super) looked_at: usize,
    /// Students for whom it is true.
    pub(super) students: usize,
    /// About whom, with what a sentence names; the first so many.
    pub(super) rings: Vec<Rang>,
    /// The subject's value wherever it is known, and whether it rings there.
    pub(super) values: Vec<(f64, bool)>,
}

/// One that rings.
#[derive(Debug)]
pub(super) struct Rang {
    pub(super) student: StudentId,
    pub(super) evidence: Vec<Evidence>,
}

/// Try a condition on everybody; `subject` is what is drawn.
pub(super) fn on(
    everybody: &Everybody,
    condition: &Condition,
    evidence: &[Metric],
    subject: Option<Subject>,
    at: Instant,
    context: &Context,
) -> Tried {
    let mut tried = Tried::default();
    let by_enrolment = condition.scope() == Scope::Enrolment;
    for (student, journey) in everybody.iter() {
        let mut rang = false;
        let mut look = |view: &View<'_>| {
            let rings = condition.evaluate(view).rings();
            if let Some(value) = subject.and_then(|subject| value(subject, view)) {
                tried.values.push((value, rings));
            }
            if rings && tried.rings.len() < TOLD {
                let evidence = evidence.iter().map(|metric| Evidence::of(*metric, view)).collect();
                tried.rings.push(Rang { student: *student, evidence });
            }
            rang |= rings;
        };
        let open = journey.enrolments.iter().filter(|enrolment| enrolment.is_open());
        let mut there = journey.facts > 0;
        if by_enrolment {
            there = false;
            for enrolment in open {
                there = true;
                look(&View::new(journey, Some(enrolment), at, context));
            }
        } else if there {
            look(&View::new(journey, None, at, context));
        }
        tried.looked_at += usize::from(there);
        tried.students += usize::from(rang);
    }
    tried
}

#[expect(clippy::cast_precision_loss, reason = "seconds of any plausible year fit 53 bits")]
fn value(subject: Subject, view: &View<'_>) -> Option<f64> {
    let Value::Number(line) = subject.metric().read(view).value else { return None };
    let value = line.at(view.at);
    let value = match subject {
        Subject::Metric(_) => value,
        Subject::Since(_) => view.at.0 as f64 - value,
    };
    value.is_finite().then_some(value)
}
