//! Who is enrolled in what: the two tables that everything joins to.

use std::collections::HashMap;
use std::io::Read;

use vigie_domain::directory::Student;
use vigie_domain::draft::Record;
use vigie_domain::ids::Key;

use super::day::{Day, Days};
use super::presentations::Presentations;
use crate::table::{Checked, Column, Row, Table};
use crate::{Reason, Reject, Sink, Stop};

/// Columns of `studentRegistration.csv`.
pub(super) const REGISTRATION: &[Column] = &[
    Column { name: "code_module", required: true },
    Column { name: "code_presentation", required: true },
    Column { name: "id_student", required: true },
    Column { name: "date_registration", required: true },
    Column { name: "date_unregistration", required: true },
];

/// Columns of `studentInfo.csv`.
pub(super) const INFO: &[Column] = &[
    Column { name: "code_module", required: true },
    Column { name: "code_presentation", required: true },
    Column { name: "id_student", required: true },
    Column { name: "final_result", required: true },
    Column { name: "gender", required: false },
    Column { name: "region", required: false },
    Column { name: "imd_band", required: false },
    Column { name: "age_band", required: false },
    Column { name: "disability", required: false },
    Column { name: "highest_education", required: false },
    Column { name: "num_of_prev_attempts", required: false },
    Column { name: "studied_credits", required: false },
];
/// Those of [`INFO`] that serve only to check fairness.
const AUDIT: std::ops::Range<usize> = 4..10;

/// How an enrolment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FinalResult {
    Passed,
    Failed,
    Withdrawn,
}

/// One student in one presentation.
#[derive(Debug)]
pub(super) struct Enrolment {
    /// Its external id.
    pub(super) key: Key,
    /// Index of the student.
    pub(super) student: u32,
    /// Index of the presentation.
    pub(super) presentation: u16,
    /// The day of registration; see [`enrolled_on`] where there is none.
    pub(super) enrolled: Day,
    pub(super) unregistered: Option<Day>,
    pub(super) result: Option<FinalResult>,
}

#[derive(Debug)]
struct Person {
    key: Key,
    /// From the presentation that `described` names.
    audit: Vec<(Key, Key)>,
    described: Option<u16>,
}

/// Students and enrolments.
#[derive(Debug, Default)]
pub(super) struct Roster {
    people: Vec<Person>,
    enrolments: Vec<Enrolment>,
    by_student: HashMap<Key, u32>,
    by_key: HashMap<(u16, u32), u32>,
}

impl Roster {
    pub(super) fn enrolments(&self) -> &[Enrolment] {
        &self.enrolments
    }

    pub(super) fn enrolment(&self, index: u32) -> &Enrolment {
        &self.enrolments[index as usize]
    }

    pub(super) fn student(&self, enrolment: &Enrolment) -> &Key {
        &self.people[enrolment.student as usize].key
    }

    pub(super) fn find(&self, presentation: u16, student: &str) -> Option<u32> {
        let student = *self.by_student.get(student)?;
        self.by_key.get(&(presentation, student)).copied()
    }

    /// The enrolment named by the first three columns of a row.
    pub(super) fn of_row(&self, row: &Row<'_>, presentations: &Presentations) -> Checked<u32> {
        let (module, code, student) = (row.required(0)?, row.required(1)?, row.required(2)?);
        let presentation = presentations
            .find(module, code)
            .ok_or_else(|| row.refuse(1, Reason::Unmatched { table: "courses.csv" }, ""))?;
        self.find(presentation, student).ok_or_else(|| unregistered(row, 2))
    }

    pub(super) fn read_registration<R: Read>(
        &mut self,
        mut table: Table<'_, R>,
        presentations: &Presentations,
        sink: &mut dyn Sink,
    ) {
        while let Some(row) = table.next(sink) {
            if let Err(reject) = self.register(&row, presentations) {
                sink.reject(*reject);
            }
        }
    }

    fn register(&mut self, row: &Row<'_>, presentations: &Presentations) -> Checked<()> {
        let (module, code, external) = (row.required(0)?, row.required(1)?, row.required(2)?);
        let presentation = presentations
            .find(module, code)
            .ok_or_else(|| row.refuse(1, Reason::Unmatched { table: "courses.csv" }, ""))?;
        let registered = day(row, 3)?;
        let unregistered = day(row, 4)?;
        let student = self.person(external);
        let index = count(self.enrolments.len());
        if self.by_key.contains_key(&(presentation, student)) {
            return Err(row.refuse(2, Reason::Duplicate, "the first row was taken"));
        }
        self.by_key.insert((presentation, student), index);
        self.enrolments.push(Enrolment {
            key: presentations.get(presentation).enrolment_key(external),
            student,
            presentation,
            enrolled: enrolled_on(registered, unregistered),
            unregistered,
            result: None,
        });
        Ok(())
    }

    fn person(&mut self, external: &str) -> u32 {
        if let Some(&known) = self.by_student.get(external) {
            return known;
        }
        let index = count(self.people.len());
        let key = Key::from(external);
        self.by_student.insert(key.clone(), index);
        self.people.push(Person { key, audit: Vec::new(), described: None });
        index
    }

    pub(super) fn read_info<R: Read>(
        &mut self,
        mut table: Table<'_, R>,
        presentations: &Presentations,
        sink: &mut dyn Sink,
    ) {
        while let Some(row) = table.next(sink) {
            if let Err(reject) = self.describe(&row, presentations) {
                sink.reject(*reject);
            }
        }
    }

    fn describe(&mut self, row: &Row<'_>, presentations: &Presentations) -> Checked<()> {
        let index = self.of_row(row, presentations)?;
        let result = match row.required(3)? {
            "Pass" | "Distinction" => FinalResult::Passed,
            "Fail" => FinalResult::Failed,
            "Withdrawn" => FinalResult::Withdrawn,
            _ => {
                let hint = "one of Pass, Distinction, Fail, Withdrawn";
                return Err(row.refuse(3, Reason::UnknownWord, hint));
            }
        };
        let enrolment = &mut self.enrolments[index as usize];
        if enrolment.result.is_some() {
            return Err(row.refuse(2, Reason::Duplicate, "the first row was taken"));
        }
        enrolment.result = Some(result);
        let start = |presentation| presentations.get(presentation).start();
        let person = &mut self.people[enrolment.student as usize];
        let earlier = |known| start(enrolment.presentation) < start(known);
        if person.described.is_none_or(earlier) {
            person.described = Some(enrolment.presentation);
            person.audit = AUDIT
                .filter_map(|column| Some((INFO[column].name.into(), row.optional(column)?.into())))
                .collect();
        }
        Ok(())
    }

    pub(super) fn tell_students(&mut self, sink: &mut dyn Sink) -> Result<(), Stop> {
        self.people.iter_mut().try_for_each(|person| {
            let audit = std::mem::take(&mut person.audit);
            let student = Student { external: person.key.clone(), audit, ..Student::default() };
            sink.record(Record::Student(Box::new(student)))
        })
    }

    /// For each student the enrolment that they registered for first.
    pub(super) fn first_enrolments(&self, presentations: &Presentations) -> Vec<&Enrolment> {
        let since = |enrolment: &Enrolment| {
            presentations.get(enrolment.presentation).days.start_of(enrolment.enrolled)
        };
        let mut first: Vec<Option<&Enrolment>> = vec![None; self.people.len()];
        for enrolment in &self.enrolments {
            let slot = &mut first[enrolment.student as usize];
            if slot.is_none_or(|known| since(enrolment) < since(known)) {
                *slot = Some(enrolment);
            }
        }
        first.into_iter().flatten().collect()
    }
}

/// Without a day of registration, an enrolment begins with its presentation,
/// or on the day it is known to have ended if that comes first. It never
/// begins after it ended.
fn enrolled_on(registered: Option<Day>, unregistered: Option<Day>) -> Day {
    registered.unwrap_or_else(|| unregistered.map_or(0, |day| day.min(0)))
}

/// A day of the range in which days can be told.
pub(super) fn day(row: &Row<'_>, column: usize) -> Checked<Option<Day>> {
    let day = row.number(column, "a whole number of days")?;
    if day.is_some_and(|day| !Days::holds(day)) {
        return Err(row.refuse(column, Days::out_of_range(), ""));
    }
    Ok(day)
}

/// A row about an enrolment that nobody registered.
pub(super) fn unregistered(row: &Row<'_>, column: usize) -> Box<Reject> {
    row.refuse(column, Reason::Unmatched { table: "studentRegistration.csv" }, "")
}

/// Indices are 32 bits wide: four thousand million people are not expected.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_registration_day_is_never_after_the_end() {
        assert_eq!(enrolled_on(None, None), 0);
        assert_eq!(enrolled_on(None, Some(-33)), -33);
        assert_eq!(enrolled_on(None, Some(146)), 0);
        assert_eq!(enrolled_on(Some(-159), Some(12)), -159);
    }
}
