//! Why now: each reason in words, with the values that made it ring.

use vigie_domain::fact::{Disputed, Doubted, Fact, Payload};
use vigie_domain::ids::Key;
use vigie_domain::metric::{Metric, Type, Unit};
use vigie_domain::signal::Evidence;
use vigie_domain::worklist::{Candidate, Reason};

use crate::briefing::{Briefing, Told};
use crate::wording::{Language, Shown};

/// A reason with its evidence.
pub(super) struct Grounds {
    pub(super) told: Told,
    /// The indicator's urgency, as a class of the stylesheet.
    pub(super) tone: &'static str,
    /// What was measured, and how much.
    pub(super) evidence: Vec<(&'static str, String)>,
    /// The student says that it isn't so.
    pub(super) doubted: bool,
}

/// Every reason, strongest first.
pub(super) fn grounds(
    briefing: &Briefing<'_>,
    candidate: &Candidate,
    doubted: &[Key],
) -> Vec<Grounds> {
    let grounds = candidate.reasons.iter().map(|reason| Grounds {
        told: briefing.reason(candidate, reason),
        tone: reason.severity.name(),
        evidence: evidence(briefing, reason),
        doubted: doubted.contains(&reason.indicator),
    });
    grounds.collect()
}

/// What was measured for a reason, and how much.
pub(super) fn evidence(briefing: &Briefing<'_>, reason: &Reason) -> Vec<(&'static str, String)> {
    let metrics = briefing.school.indicator(&reason.indicator).map(|known| &known.evidence);
    let evidence = metrics.into_iter().flatten().zip(&reason.evidence);
    evidence.filter_map(|((_, metric), (_, value))| measured(briefing, *metric, value)).collect()
}

/// The reasons that a student says are wrong: these indicators, as long as
/// they ring as they rang then.
pub(super) fn doubted(facts: &[&Fact], candidate: &Candidate) -> Vec<Key> {
    let disputes = facts.iter().filter_map(|fact| match &fact.payload {
        Payload::Disputed(Disputed { target: Doubted::Reason { indicator } }) => {
            Some((indicator, fact.occurred_at))
        }
        _ => None,
    });
    let still = disputes.filter(|(indicator, at)| {
        let mut reasons = candidate.reasons.iter();
        reasons.any(|reason| reason.indicator == **indicator && reason.since <= *at)
    });
    still.map(|(indicator, _)| indicator.clone()).collect()
}

/// The metric's label and its value in words; nothing if it is not defined.
fn measured(
    briefing: &Briefing<'_>,
    metric: Metric,
    value: &Evidence,
) -> Option<(&'static str, String)> {
    let declaration = metric.declaration();
    let locale = briefing.locale;
    let label = match locale.language() {
        Language::Fr => declaration.label.fr,
        Language::En => declaration.label.en,
    };
    let words = match (value, briefing.shown(metric, value)) {
        (Evidence::Truth(truth), _) => locale.text(if *truth { "yes" } else { "no" }, &[]),
        (_, Shown::Number(number)) => {
            let number = locale.decimal(number);
            let unit = unit(declaration.of, declaration.unit);
            unit.map_or(number.clone(), |key| locale.text(key, &[("n", number.as_str().into())]))
        }
        (_, Shown::Days(days)) => locale.decimal(days.floor()),
        (_, Shown::Instant(at)) => locale.date(at, briefing.today()),
        (_, Shown::Text(text)) => text,
        (_, Shown::Undefined) => return None,
    };
    Some((label, words))
}

/// The key of a number with its unit; none where the label says it all.
const fn unit(of: Type, unit: Unit) -> Option<&'static str> {
    match (of, unit) {
        (Type::Number, Unit::Points) => Some("unit-points"),
        (Type::Number, Unit::Stars) => Some("unit-stars"),
        (Type::Number, Unit::Percent) => Some("unit-percent"),
        _ => None,
    }
}
