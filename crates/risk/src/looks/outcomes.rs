//! What came of a look, decided in one place: by whoever learns from it and by
//! whoever judges what was said then.

use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::EnrolmentId;
use vigie_domain::journey::OBJECTION;
use vigie_domain::time::Instant;
use vigie_evidence::outcome::{Case, cases};

use crate::target::{Answer, Target, enrolment_of, learned, planned_end};

/// The cases of one student that a target concerns, as they are known in the
/// end.
#[derive(Debug)]
pub struct Outcomes {
    target: Target,
    known_until: Instant,
    lived: Vec<Lived>,
}

/// A case as it is known in the end.
#[derive(Debug)]
pub(super) struct Lived {
    pub(super) case: Case,
    pub(super) enrolment: EnrolmentId,
    /// When it was to end.
    planned: Instant,
    /// From when on its end was known.
    learned: Instant,
}

impl Lived {
    /// Was it over, and was that known?
    fn is_over(&self, at: Instant) -> bool {
        self.case.end.is_some_and(|(end, _)| at >= end.max(self.learned))
    }

    /// Could it have been at risk by what was known then?
    pub(super) fn may_be_at_risk(&self, at: Instant) -> bool {
        self.case.start <= at && !self.is_over(at)
    }
}

impl Outcomes {
    /// From the facts that count
    /// ([`effective`](vigie_domain::journey::effective)) of all that is known
    /// by `known_until`. Of whoever objects by then, nothing is said.
    pub fn of(target: Target, facts: &[&Fact], known_until: Instant) -> Self {
        if objects(facts) {
            return Self { target, known_until, lived: Vec::new() };
        }
        let of_target = cases(facts, known_until).into_iter();
        let of_target = of_target.filter(|case| target.concerns(case.about));
        let with = |case: Case| {
            let (enrolment, planned) = (enrolment_of(&case, facts)?, planned_end(&case, facts));
            let learned = learned(&case, facts);
            Some(Lived { case, enrolment, planned, learned })
        };
        Self { target, known_until, lived: of_target.filter_map(with).collect() }
    }

    /// What came of a look at this enrolment. `None`: nobody knows yet, or it was
    /// known to be over.
    ///
    /// Somebody who came back is judged by how the enrolment ended at last,
    /// where that is what is foretold; and nothing is settled before it was
    /// known.
    pub fn came_of(&self, enrolment: EnrolmentId, at: Instant) -> Option<Answer> {
        let looked_at = &self.lived[self.find(enrolment, at)?];
        if looked_at.is_over(at) {
            return None;
        }
        let own = self.lived.iter().filter(|other| other.enrolment == enrolment);
        let deciding = match self.target {
            Target::Leave { .. } | Target::NoJob => looked_at,
            Target::FailOrWithdrawn => own.max_by_key(|one| one.case.start).unwrap_or(looked_at),
        };
        let mut answer = self.target.answer(&deciding.case, deciding.planned, at);
        let by_its_end = answer.truth || !matches!(self.target, Target::Leave { .. });
        if by_its_end && deciding.case.end.is_some() {
            answer.settled = answer.settled.max(deciding.learned);
        }
        self.target.is_settled(answer, &deciding.case, self.known_until).then_some(answer)
    }

    pub(super) fn all(&self) -> &[Lived] {
        &self.lived
    }

    /// The case of this enrolment that ran then; the first one where its
    /// beginning was put right later.
    pub(super) fn find(&self, enrolment: EnrolmentId, at: Instant) -> Option<usize> {
        let all = &self.lived;
        let mut own = (0..all.len()).filter(|place| all[*place].enrolment == enrolment);
        let first = own.clone().next();
        own.rfind(|place| all[*place].case.start <= at).or(first)
    }
}

/// Do they object to a risk being computed of them? Then nothing is learned
/// from them, either, and nothing that was said of them is judged.
pub fn objects(facts: &[&Fact]) -> bool {
    let said = facts.iter().rev().find_map(|fact| match &fact.payload {
        Payload::Observed(body) if body.metric == OBJECTION => Some(body.value),
        _ => None,
    });
    said.is_some_and(|value| value > 0.0)
}
