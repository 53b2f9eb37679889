//! From facts to cases: one pass, in the order of the fold.

use vigie_domain::fact::{Diploma, Fact, Payload, WithdrawalReason};
use vigie_domain::ids::{EnrolmentId, Key};
use vigie_domain::time::Instant;

use super::{About, Case, Ending};

/// The cases of one student, by the facts that count
/// ([`vigie_domain::journey::effective`]) of all that is known by
/// `known_until`.
///
/// An enrolment begins a case when it is enrolled in and again when the
/// student comes back, as the journey has it. A guarantee is that of a
/// diploma; who has a job by then has no such case.
pub fn cases(facts: &[&Fact], known_until: Instant) -> Vec<Case> {
    let mut following = Following::default();
    for fact in facts {
        following.follow(fact);
    }
    following.finish(known_until)
}

/// One enrolment while it is followed.
struct Known {
    id: EnrolmentId,
    programme: Key,
    cohort: Key,
    first_day: Instant,
    /// Place of its open case.
    open: Option<usize>,
}

#[derive(Default)]
struct Following {
    cases: Vec<Case>,
    enrolments: Vec<Known>,
    /// Place of the open guarantee's case, and when it ends.
    guarantee: Option<(usize, Instant)>,
    /// Place of the open search's case.
    search: Option<usize>,
    employed: bool,
    /// Programme and cohort of the last diploma.
    graduated: (Key, Key),
}

impl Following {
    fn follow(&mut self, fact: &Fact) {
        let at = fact.occurred_at;
        match (&fact.payload, fact.enrolment) {
            (Payload::Enrolled(body), Some(id)) => {
                let (programme, cohort) = (body.programme.clone(), body.cohort.clone());
                let known = Known { id, programme, cohort, first_day: body.starts_at, open: None };
                match self.enrolments.iter_mut().find(|known| known.id == id) {
                    Some(before) => *before = Known { open: before.open, ..known },
                    None => self.enrolments.push(known),
                }
                self.open(id, at);
            }
            (Payload::Reenrolled(_), Some(id)) => {
                if !self.enrolments.iter().any(|known| known.id == id) {
                    let (programme, cohort) = (Key::default(), Key::default());
                    let first_day = at;
                    self.enrolments.push(Known { id, programme, cohort, first_day, open: None });
                }
                self.open(id, at);
            }
            (Payload::Resumed(_), Some(id)) => self.open(id, at),
            (Payload::Withdrawn(body), Some(id)) => {
                let ending = match body.reason {
                    WithdrawalReason::Job => Ending::LeftForJob,
                    WithdrawalReason::NotValidated => Ending::NotValidated,
                    _ => Ending::Left,
                };
                self.close(id, at, ending);
            }
            (Payload::Diploma(body), id) => {
                if let Some(id) = id {
                    self.close(id, at, Ending::Completed);
                }
                self.graduate(body, id, at);
            }
            (Payload::SearchStarted(body), _) => {
                if let (Some((_, until)), Some(later)) = (&mut self.guarantee, body.guarantee_until)
                {
                    *until = later;
                }
                self.seek(at);
            }
            (Payload::Hired(_), _) => self.hire(at),
            (Payload::LeftJob(_), _) => self.employed = false,
            _ => {}
        }
    }

    fn open(&mut self, id: EnrolmentId, at: Instant) {
        let Some(known) = self.enrolments.iter_mut().find(|known| known.id == id) else { return };
        if known.open.is_some() {
            return;
        }
        known.open = Some(self.cases.len());
        self.cases.push(Case {
            about: About::Enrolment,
            enrolment: Some(id),
            programme: known.programme.clone(),
            cohort: known.cohort.clone(),
            start: at,
            first_day: known.first_day.max(at),
            end: None,
        });
    }

    fn close(&mut self, id: EnrolmentId, at: Instant, ending: Ending) {
        let known = self.enrolments.iter_mut().find(|known| known.id == id);
        if let Some(place) = known.and_then(|known| known.open.take()) {
            self.cases[place].end = Some((at, ending));
        }
    }

    fn graduate(&mut self, body: &Diploma, id: Option<EnrolmentId>, at: Instant) {
        let cohort = self.enrolments.iter().find(|known| Some(known.id) == id);
        let cohort = cohort.map_or_else(Key::default, |known| known.cohort.clone());
        self.graduated = (body.programme.clone(), cohort);
        if self.employed {
            return;
        }
        if let Some(until) = body.guarantee_until {
            self.settle_guarantee(at);
            if self.guarantee.is_none() {
                self.guarantee = Some((self.cases.len(), until));
                self.begin(About::Guarantee, at);
            }
        }
        self.seek(at);
    }

    fn seek(&mut self, at: Instant) {
        if self.search.is_none() && !self.employed {
            self.search = Some(self.cases.len());
            self.begin(About::Search, at);
        }
    }

    fn begin(&mut self, about: About, at: Instant) {
        let (programme, cohort) = self.graduated.clone();
        let (start, first_day) = (at, at);
        let case = Case { about, enrolment: None, programme, cohort, start, first_day, end: None };
        self.cases.push(case);
    }

    fn hire(&mut self, at: Instant) {
        self.employed = true;
        if let Some(place) = self.search.take() {
            self.cases[place].end = Some((at, Ending::Hired));
        }
        self.settle_guarantee(at);
        if let Some((place, _)) = self.guarantee.take() {
            self.cases[place].end = Some((at, Ending::Hired));
        }
    }

    /// A guarantee that ended before `at` ended without a job.
    fn settle_guarantee(&mut self, at: Instant) {
        if let Some((place, until)) = self.guarantee.take_if(|(_, until)| *until < at) {
            self.cases[place].end = Some((until, Ending::NoJob));
        }
    }

    fn finish(mut self, known_until: Instant) -> Vec<Case> {
        self.settle_guarantee(known_until + vigie_domain::time::Span(1));
        self.cases
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use vigie_domain::fact::{
        Contract, Enrolled, Hired, LeftJob, Reenrolled, SearchStarted, Withdrawn,
    };
    use vigie_domain::ids::{FactId, StudentId};

    use super::*;

    const STUDENT: StudentId = StudentId(Uuid::from_u128(3));

    fn fact(at: i64, payload: impl Into<Payload>) -> Fact {
        let payload = payload.into();
        Fact {
            id: FactId::derive(STUDENT, "t", payload.kind(), &at.to_string()),
            student: STUDENT,
            enrolment: Some(EnrolmentId::derive(STUDENT, "e")),
            occurred_at: Instant(at),
            known_at: Instant(at),
            recorded_at: Instant(at),
            source: "t".into(),
            revision: 0,
            payload,
        }
    }

    fn enrolled(at: i64) -> Fact {
        let body = Enrolled {
            programme: "web".into(),
            cohort: "c".into(),
            starts_at: Instant(at),
            target_end: None,
            weekly_hours: None,
            funding: None,
            funding_ends: None,
        };
        fact(at, Payload::Enrolled(Box::new(body)))
    }

    fn left(at: i64, reason: WithdrawalReason) -> Fact {
        fact(at, Withdrawn { reason, return_at: None })
    }

    fn diploma(at: i64, guarantee: Option<i64>) -> Fact {
        fact(at, Diploma { programme: "web".into(), guarantee_until: guarantee.map(Instant) })
    }

    fn hired(at: i64) -> Fact {
        let (company, contract) = ("mairie".into(), Contract::Permanent);
        let body = Hired { company, contract, starts_at: Instant(at) };
        fact(at, Payload::Hired(Box::new(body)))
    }

    /// What it is about, its start, and its end with how it ended.
    type Told = (About, i64, Option<(i64, Ending)>);

    /// Every case, all known until 100.
    fn told(facts: &[Fact]) -> Vec<Told> {
        let facts: Vec<&Fact> = facts.iter().collect();
        let cases = cases(&facts, Instant(100)).into_iter();
        cases.map(|c| (c.about, c.start.0, c.end.map(|(at, how)| (at.0, how)))).collect()
    }

    #[test]
    fn the_reason_tells_how_an_enrolment_ended() {
        use WithdrawalReason as Why;
        let ends = [Why::Job, Why::NotValidated, Why::Money, Why::Unknown]
            .map(|why| told(&[enrolled(1), left(9, why)])[0].2.map(|(_, ending)| ending));
        let expected = [Ending::LeftForJob, Ending::NotValidated, Ending::Left, Ending::Left];
        assert_eq!(ends, expected.map(Some));
    }

    #[test]
    fn coming_back_begins_another_case() {
        let facts = [
            enrolled(1),
            left(9, WithdrawalReason::Life),
            fact(20, Reenrolled { target_end: None }),
        ];
        let first = (About::Enrolment, 1, Some((9, Ending::Left)));
        assert_eq!(told(&facts), [first, (About::Enrolment, 20, None)]);
    }

    #[test]
    fn leaving_twice_without_coming_back_is_leaving_once() {
        let twice = [
            enrolled(1),
            left(9, WithdrawalReason::Life),
            left(12, WithdrawalReason::NotValidated),
        ];
        assert_eq!(told(&twice), [(About::Enrolment, 1, Some((9, Ending::Left)))]);
    }

    #[test]
    fn a_guarantee_that_passed_without_a_job_is_an_outcome() {
        let cases = told(&[enrolled(1), diploma(50, Some(90))]);
        assert_eq!(cases[1], (About::Guarantee, 50, Some((90, Ending::NoJob))));
    }

    #[test]
    fn a_guarantee_that_has_not_passed_is_open() {
        let cases = told(&[enrolled(1), diploma(50, Some(101))]);
        assert_eq!(cases[1], (About::Guarantee, 50, None));
    }

    #[test]
    fn a_job_ends_the_guarantee_and_the_search() {
        let cases = told(&[diploma(50, Some(90)), hired(70)]);
        let end = Some((70, Ending::Hired));
        assert_eq!(cases, [(About::Guarantee, 50, end), (About::Search, 50, end)]);
    }

    #[test]
    fn a_job_after_the_guarantee_comes_too_late_for_it() {
        let cases = told(&[diploma(50, Some(60)), hired(70)]);
        assert_eq!(cases[0].2, Some((60, Ending::NoJob)));
    }

    #[test]
    fn whoever_has_a_job_needs_no_guarantee() {
        assert_eq!(told(&[hired(40), diploma(50, Some(60))]), []);
    }

    #[test]
    fn losing_the_job_one_may_search_again() {
        let search = SearchStarted { guarantee_until: None };
        let cases = told(&[hired(40), fact(50, LeftJob { company: None }), fact(51, search)]);
        assert_eq!(cases, [(About::Search, 51, None)]);
    }
}
