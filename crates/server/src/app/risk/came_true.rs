//! What models said in force, and what came of it: found in one way for
//! everybody who judges them.

use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::{EnrolmentId, Key};
use vigie_domain::time::{Instant, Span};
use vigie_risk::looks::Outcomes;
use vigie_risk::measure::Scored;
use vigie_risk::target::Target;

use super::METRIC;

/// What was said so long ago at most is held against what came of it.
pub(super) const YEAR: Span = Span::days(365);

/// Something that was said, and whether it came true.
pub(super) struct CameTrue {
    pub(super) enrolment: EnrolmentId,
    /// When it was said.
    pub(super) at: Instant,
    pub(super) scored: Scored,
}

/// What a model of this target said of somebody within the last year and is
/// settled by now. `facts`: those that count of all that is known by now.
pub(super) fn came_true(
    model: &str,
    target: Target,
    facts: &[&Fact],
    now: Instant,
) -> Vec<CameTrue> {
    let outcomes = Outcomes::of(target, facts, now);
    let said = facts.iter().filter(|fact| fact.occurred_at + YEAR >= now).filter_map(|fact| {
        let (_, probability) = said_in(fact).filter(|(by, _)| by.as_str() == model)?;
        let (enrolment, at) = (fact.enrolment?, fact.occurred_at);
        let came = outcomes.came_of(enrolment, at)?;
        let scored = Scored { probability, positive: came.truth };
        Some(CameTrue { enrolment, at, scored })
    });
    said.collect()
}

/// Which model said what in this fact.
pub(super) fn said_in(fact: &Fact) -> Option<(&Key, f64)> {
    match &fact.payload {
        Payload::Observed(body) if &*body.metric == METRIC => Some((&body.version, body.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
