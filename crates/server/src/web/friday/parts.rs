//! The figures of the sheet, put together for the template.

use std::collections::{BTreeMap, HashSet};

use vigie_domain::ids::{FactId, Key, StaffId, StudentId};
use vigie_domain::signal::Evidence;
use vigie_domain::worklist::{Candidate, Promise, Reason};

use super::Sheet;
use crate::app::School;
use crate::app::owed::Owed;
use crate::briefing::{Briefing, quoted, words};

/// Hours of contact in one person's day.
pub(super) const HOURS: u32 = 5;
/// Names on the sheet for those who were not spoken with, in all.
const NAMES: usize = 60;
/// At most so many for one advisor.
const NAMES_EACH: usize = 4;
/// Promises told one by one.
const PROMISES: usize = 10;
/// What is ours, told one by one for each kind.
const REPAIRS: usize = 5;
/// The length of a whole bar.
const BAR: usize = 100;

/// Those of one advisor who were not spoken with.
pub(super) struct Unseen {
    pub(super) advisor: Option<StaffId>,
    pub(super) name: String,
    /// Of [`BAR`].
    pub(super) width: usize,
    /// "12 sur 118".
    pub(super) said: String,
    pub(super) people: Vec<(StudentId, String)>,
    pub(super) more: usize,
}

/// A promise whose date is over.
pub(super) struct Promised {
    pub(super) student: StudentId,
    pub(super) name: String,
    pub(super) by: String,
    pub(super) words: Option<String>,
    pub(super) due: String,
}

/// The hours that one list asks for.
pub(super) struct Hours {
    pub(super) name: String,
    pub(super) asked: String,
    pub(super) missing: Option<String>,
    /// Of [`BAR`], against the longest list.
    pub(super) width: usize,
}

/// One thing that is ours to repair.
pub(super) struct Line {
    pub(super) student: StudentId,
    pub(super) name: String,
    pub(super) sentence: String,
}

/// One kind of thing that is ours to repair.
pub(super) struct Repair {
    pub(super) title: String,
    pub(super) count: usize,
    pub(super) lines: Vec<Line>,
    pub(super) more: usize,
    /// Mentors to be asked first, by name.
    pub(super) mentors: Vec<(String, StaffId)>,
}

/// The sheet's whole text but for the good news.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) unseen: Vec<Unseen>,
    pub(super) unseen_all: usize,
    /// Advisors of whom nobody waits.
    pub(super) spoken: usize,
    pub(super) promises: Vec<Promised>,
    pub(super) promises_all: usize,
    pub(super) hours: Vec<Hours>,
    /// Where the hours of a day end, of [`BAR`].
    pub(super) limit: usize,
    pub(super) asked: u32,
    pub(super) missing: u32,
    pub(super) repairs: Vec<Repair>,
}

/// What of the whole school is told by name.
pub(super) struct Chosen<'s> {
    owed: Vec<&'s Owed>,
    names_each: usize,
    promises: Vec<(StudentId, Promise)>,
    promises_all: usize,
    repairs: BTreeMap<(u16, Key), Vec<(StudentId, &'s Reason)>>,
}

impl<'s> Chosen<'s> {
    /// Choose.
    pub(super) fn of(sheet: &'s Sheet, school: &School) -> Self {
        let owed: Vec<&Owed> = sheet.owed.iter().collect();
        let waiting = owed.iter().filter(|owed| !owed.unseen.is_empty()).count();
        let mut promises: Vec<_> = owed.iter().flat_map(|owed| owed.promises.clone()).collect();
        promises.sort_by_key(|(student, promise)| (promise.due, *student));
        let promises_all = promises.len();
        promises.truncate(PROMISES);
        let mut repairs: BTreeMap<(u16, Key), Vec<(StudentId, &Reason)>> = BTreeMap::new();
        for (student, reason) in owed.iter().flat_map(|owed| &owed.ours) {
            let number = school.indicator(&reason.indicator).map_or(0, |i| i.number);
            let kind = (number, reason.indicator.clone());
            repairs.entry(kind).or_default().push((*student, reason));
        }
        for told in repairs.values_mut() {
            told.sort_by_key(|(student, reason)| (reason.since, *student));
        }
        let names_each = (NAMES / waiting.max(1)).min(NAMES_EACH);
        Self { owed, names_each, promises, promises_all, repairs }
    }

    /// The people to be named.
    pub(super) fn people(&self) -> Vec<StudentId> {
        let unseen = self.owed.iter().flat_map(|owed| owed.unseen.iter().take(self.names_each));
        let promised = self.promises.iter().map(|(student, _)| *student);
        let repaired = self.repairs.values().flat_map(|told| told.iter().take(REPAIRS));
        let people = unseen.map(|(student, _)| *student).chain(promised);
        let people: HashSet<_> = people.chain(repaired.map(|(student, _)| *student)).collect();
        people.into_iter().collect()
    }

    /// The words to be quoted.
    pub(super) fn words(&self) -> Vec<(StudentId, FactId)> {
        let repaired = self.repairs.values().flat_map(|told| told.iter().take(REPAIRS));
        let repaired = repaired.flat_map(|(student, reason)| quoted(&about(*student, reason)));
        let promised = self.promises.iter().map(|(student, promise)| (*student, promise.words));
        promised.chain(repaired).collect()
    }

    /// In words.
    pub(super) fn told(&self, briefing: &Briefing<'_>) -> Parts {
        let missing = self.owed.iter().map(|owed| missing(owed.minutes)).sum();
        let longest = self.owed.iter().map(|owed| owed.minutes).max().unwrap_or(0).max(HOURS * 60);
        Parts {
            unseen: self.unseen(briefing),
            unseen_all: self.owed.iter().map(|owed| owed.unseen.len()).sum(),
            spoken: self.owed.iter().filter(|o| o.unseen.is_empty() && o.followed > 0).count(),
            promises: self.promised(briefing),
            promises_all: self.promises_all,
            hours: self.hours(briefing, longest),
            limit: share(HOURS * 60, longest),
            asked: self.owed.iter().map(|owed| owed.minutes).sum(),
            missing,
            repairs: self.repairs.iter().map(|(kind, told)| repair(briefing, kind, told)).collect(),
        }
    }

    fn unseen(&self, briefing: &Briefing<'_>) -> Vec<Unseen> {
        let waiting = self.owed.iter().filter(|owed| !owed.unseen.is_empty());
        let mut rows: Vec<Unseen> = waiting
            .map(|owed| {
                let (count, followed) = (owed.unseen.len(), owed.followed.max(owed.unseen.len()));
                let named = owed.unseen.iter().take(self.names_each);
                let people = named.map(|(who, _)| (*who, briefing.names.full(*who))).collect();
                let given = [("n", count.into()), ("all", followed.into())];
                Unseen {
                    advisor: owed.advisor,
                    name: advisor(briefing, owed.advisor),
                    width: count * BAR / followed.max(1),
                    said: briefing.locale.text("friday-of", &given),
                    people,
                    more: count.saturating_sub(self.names_each),
                }
            })
            .collect();
        // By name: nobody is first for having most.
        rows.sort_by(|a, b| (a.advisor.is_none(), &a.name).cmp(&(b.advisor.is_none(), &b.name)));
        rows
    }

    fn promised(&self, briefing: &Briefing<'_>) -> Vec<Promised> {
        let promised = self.promises.iter().map(|(student, promise)| Promised {
            student: *student,
            name: briefing.names.full(*student),
            by: briefing.names.staff(promise.by),
            words: briefing.names.words(promise.words).map(str::to_owned),
            due: briefing.locale.date(promise.due, briefing.today()),
        });
        promised.collect()
    }

    fn hours(&self, briefing: &Briefing<'_>, longest: u32) -> Vec<Hours> {
        let asked = self.owed.iter().filter(|owed| owed.minutes > 0);
        let mut rows: Vec<Hours> = asked
            .map(|owed| Hours {
                name: advisor(briefing, owed.advisor),
                asked: briefing.locale.minutes(owed.minutes),
                missing: Some(missing(owed.minutes))
                    .filter(|missing| *missing > 0)
                    .map(|missing| briefing.locale.minutes(missing)),
                width: share(owed.minutes, longest),
            })
            .collect();
        rows.sort_by(|a, b| a.name.cmp(&b.name));
        rows
    }
}

/// Minutes beyond one person's day.
fn missing(minutes: u32) -> u32 {
    minutes.saturating_sub(HOURS * 60)
}

/// Of [`BAR`].
fn share(minutes: u32, of: u32) -> usize {
    usize::try_from(minutes).unwrap_or(0) * BAR / usize::try_from(of).unwrap_or(1).max(1)
}

fn advisor(briefing: &Briefing<'_>, advisor: Option<StaffId>) -> String {
    match advisor {
        Some(advisor) => briefing.names.staff(advisor),
        None => briefing.locale.text("friday-nobodys", &[]),
    }
}

/// Somebody with this one reason.
fn about(student: StudentId, reason: &Reason) -> Candidate {
    Candidate { reasons: vec![reason.clone()], ..Candidate::quiet(student) }
}

fn repair(
    briefing: &Briefing<'_>,
    (_, kind): &(u16, Key),
    told: &[(StudentId, &Reason)],
) -> Repair {
    let language = briefing.locale.language();
    let indicator = briefing.school.indicator(kind);
    let title = indicator.map_or_else(|| kind.to_string(), |i| words(i, language).name.clone());
    let lines = told.iter().take(REPAIRS).map(|(student, reason)| {
        let sentence = briefing.reason(&about(*student, reason), reason).sentence;
        Line { student: *student, name: briefing.names.full(*student), sentence }
    });
    let mentors = told.iter().filter(|_| kind == "session-unrecorded").flat_map(|(_, reason)| {
        reason.evidence.iter().filter_map(|(_, value)| match value {
            Evidence::Staff(mentor) => Some((briefing.names.staff(*mentor), *mentor)),
            _ => None,
        })
    });
    let mentors: BTreeMap<String, StaffId> = mentors.collect();
    Repair {
        title,
        count: told.len(),
        lines: lines.collect(),
        more: told.len().saturating_sub(REPAIRS),
        mentors: mentors.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_missing_beyond_one_persons_day_only() {
        assert_eq!((missing(299), missing(300), missing(450)), (0, 0, 150));
    }

    #[test]
    fn a_bar_is_never_longer_than_the_longest() {
        assert_eq!((share(300, 450), share(450, 450), share(0, 0)), (66, 100, 0));
    }
}
