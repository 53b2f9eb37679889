//! What there is to celebrate with a student: each diploma and each job, until
//! somebody has.

use crate::fact::{Congratulated, Fact, Occasion, Payload};
use crate::ids::{FactId, StaffId};
use crate::journey::effective;
use crate::time::Instant;

/// A diploma or a job.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Celebration<'f> {
    /// The fact: who was hired where, or which diploma.
    pub fact: &'f Fact,
    /// What it is.
    pub occasion: Occasion,
    /// Who celebrated it first, and when; `None`: nobody yet.
    pub celebrated: Option<(StaffId, Instant)>,
}

impl Celebration<'_> {
    /// Since when.
    pub fn at(&self) -> Instant {
        self.fact.occurred_at
    }

    /// The fact that it is about.
    pub fn id(&self) -> FactId {
        self.fact.id
    }
}

impl Congratulated {
    /// Is it about this diploma or job, or about whatever there was?
    pub fn is_about(&self, fact: FactId) -> bool {
        self.about.is_none_or(|about| about == fact)
    }

    fn celebrates(&self, occasion: Occasion, fact: FactId) -> bool {
        self.occasion == occasion && self.is_about(fact)
    }
}

/// What a fact asks to celebrate, if it does.
pub fn occasion(fact: &Fact) -> Option<Occasion> {
    match fact.payload {
        Payload::Diploma(_) => Some(Occasion::Diploma),
        Payload::Hired(_) => Some(Occasion::Job),
        _ => None,
    }
}

/// Every diploma and job of one student, in their order. One is celebrated by
/// the first congratulation after it that is about it, or that is on such an
/// occasion and names none, so that a second diploma does not hide a first one
/// that nobody spoke of, nor is hidden by what was said of the first.
pub fn celebrations<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Vec<Celebration<'f>> {
    let facts = effective(facts);
    let celebration = |(place, fact): (usize, &&'f Fact)| {
        let fact: &'f Fact = fact;
        let occasion = occasion(fact)?;
        let celebrated = facts[place..].iter().find_map(|later| match &later.payload {
            Payload::Congratulated(body) if body.celebrates(occasion, fact.id) => {
                Some((body.by, later.occurred_at))
            }
            _ => None,
        });
        Some(Celebration { fact, occasion, celebrated })
    };
    facts.iter().enumerate().filter_map(celebration).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::fact::{Contract, Diploma, Hired, Retracted, Target};
    use crate::ids::{Key, StudentId};
    use crate::journey::fold;
    use crate::time::DAY;

    const STUDENT: StudentId = StudentId(Uuid::from_u128(7));

    fn fact(day: i64, payload: impl Into<Payload>) -> Fact {
        let payload = payload.into();
        let at = Instant(day * DAY.0);
        Fact {
            id: FactId::derive(STUDENT, "test", payload.kind(), &own(day, &payload)),
            student: STUDENT,
            enrolment: None,
            occurred_at: at,
            known_at: at,
            recorded_at: at,
            source: "test".into(),
            revision: 0,
            payload,
        }
    }

    fn diploma(day: i64) -> Fact {
        fact(day, Diploma { programme: "web".into(), guarantee_until: None })
    }

    fn job(day: i64) -> Fact {
        let (contract, starts_at) = (Contract::Permanent, Instant(day * DAY.0));
        fact(day, Payload::from(Box::new(Hired { company: "x".into(), contract, starts_at })))
    }

    fn cheer(day: i64, occasion: Occasion) -> Fact {
        fact(day, Congratulated { occasion, by: StaffId(Uuid::nil()), about: None })
    }

    fn cheer_about(day: i64, news: &Fact) -> Fact {
        let (occasion, about) = (occasion(news).unwrap(), Some(news.id));
        fact(day, Congratulated { occasion, by: StaffId(Uuid::nil()), about })
    }

    /// On which days something waits to be celebrated.
    fn waiting(facts: &[Fact]) -> Vec<i64> {
        let all = celebrations(facts);
        let open = all.iter().filter(|one| one.celebrated.is_none());
        open.map(|one| one.at().0 / DAY.0).collect()
    }

    #[test]
    fn a_second_diploma_does_not_hide_the_first() {
        assert_eq!(waiting(&[diploma(1), diploma(5)]), [1, 5]);
        let between = [diploma(1), cheer(3, Occasion::Diploma), diploma(5)];
        assert_eq!(waiting(&between), [5]);
        assert!(waiting(&[diploma(1), diploma(5), cheer(6, Occasion::Diploma)]).is_empty());
    }

    #[test]
    fn what_is_said_of_one_job_leaves_the_other_to_be_celebrated() {
        let (first, second) = (job(1), job(5));
        let about = |news: &Fact| [first.clone(), second.clone(), cheer_about(6, news)];
        assert_eq!(waiting(&about(&first)), [5]);
        assert_eq!(waiting(&about(&second)), [1]);
        assert!(!fold(&about(&first)).employment.unwrap().celebrated);
        assert!(fold(&about(&second)).employment.unwrap().celebrated);
    }

    #[test]
    fn a_congratulation_on_something_else_celebrates_nothing() {
        let step = [diploma(1), job(2), cheer(3, Occasion::Step)];
        assert_eq!(waiting(&step), [1, 2]);
        assert_eq!(waiting(&[diploma(1), job(2), cheer(3, Occasion::Job)]), [1]);
        assert_eq!(waiting(&[cheer(1, Occasion::Job), job(2)]), [2]);
    }

    #[test]
    fn what_was_taken_back_is_not_celebrated_and_a_cheer_taken_back_is_none() {
        let undone = |of: &Fact, day| {
            let target = Target { source: "test".into(), kind: of.kind(), own_id: id_of(of) };
            fact(day, Retracted { target: target.into() })
        };
        let diploma = diploma(1);
        assert!(waiting(&[diploma.clone(), undone(&diploma, 2)]).is_empty());
        let cheer = cheer(3, Occasion::Diploma);
        assert_eq!(waiting(&[diploma, cheer.clone(), undone(&cheer, 4)]), [1]);
    }

    fn own(day: i64, payload: &Payload) -> String {
        format!("{day} {payload:?}")
    }

    fn id_of(of: &Fact) -> Key {
        own(of.occurred_at.0 / DAY.0, &of.payload).into()
    }

    fn any_fact() -> impl Strategy<Value = Fact> {
        let occasion = prop::sample::select(Occasion::ALL);
        (0_i64..12, 0..3_u8, occasion).prop_map(|(day, kind, occasion)| match kind {
            0 => diploma(day),
            1 => job(day),
            _ => cheer(day, occasion),
        })
    }

    proptest! {
        /// Nobody who graduates or finds a job is forgotten: whatever the
        /// facts and their order, each is there once, and waits until a
        /// congratulation follows it.
        #[test]
        fn nobody_is_forgotten(facts in prop::collection::vec(any_fact(), 0..12)) {
            let mut shuffled = facts.clone();
            shuffled.reverse();
            let all = celebrations(&facts);
            prop_assert_eq!(waiting(&facts), waiting(&shuffled));
            let held = effective(&facts);
            let news = held.iter().filter(|fact| occasion(fact).is_some()).count();
            prop_assert_eq!(all.len(), news);
            for one in &all {
                let later = held.iter().any(|fact| {
                    let cheers = matches!(&fact.payload, Payload::Congratulated(body)
                        if body.occasion == one.occasion);
                    cheers && fact.place() > one.fact.place()
                });
                prop_assert_eq!(one.celebrated.is_some(), later);
            }
        }

        /// The list and the indicators, which ask the journey, agree on the
        /// latest of each.
        #[test]
        fn the_journey_says_the_same(facts in prop::collection::vec(any_fact(), 0..12)) {
            let journey = fold(&facts);
            let all = celebrations(&facts);
            let last = |wanted| {
                let last = all.iter().rev().find(|one| one.occasion == wanted);
                last.map(|one| one.celebrated.is_some())
            };
            prop_assert_eq!(last(Occasion::Diploma), journey.graduation.map(|one| one.celebrated));
            prop_assert_eq!(last(Occasion::Job), journey.employment.map(|one| one.celebrated));
        }
    }
}
