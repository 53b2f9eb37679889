//! The folders of a back-test: facts through the importer, and beside them
//! what it has no fact for.
//!
//! Outcomes are read here, to learn from and to measure by; no column of the
//! model is made of them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use jiff::ToSpan as _;
use uuid::Uuid;
use vigie_domain::calendar::Calendar;
use vigie_domain::draft::Record;
use vigie_domain::fact::{Fact, Kinds, Payload};
use vigie_domain::ids::{EnrolmentId, Key, StudentId};
use vigie_domain::time::{Instant, Span};
use vigie_evidence::label::Label;
use vigie_ingest::{Collected, oulad};
use vigie_risk::family::Family;
use vigie_risk::person::{Admission, Person};

use super::tables::{Row, rows};
use super::{daily, damage};
use crate::app::Result;

/// One enrolment: the unit of the back-test.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// In which of the folders it stands, by their place; told by the first.
    pub(super) folders: Vec<usize>,
    pub(super) person: usize,
    pub(super) admission: usize,
    pub(super) module: Key,
    pub(super) presentation: Key,
    /// Days from the presentation's start.
    pub(super) registered: Option<i32>,
    pub(super) unregistered: Option<i32>,
    pub(super) label: Option<Label>,
    /// (attribute, group), for the audit.
    pub(super) groups: Vec<(&'static str, String)>,
}

/// Everything that the folders hold.
pub(super) struct Folders {
    pub(super) people: Vec<Person>,
    pub(super) units: Vec<Unit>,
    pub(super) calendar: Calendar,
    pub(super) supplied: Kinds,
    /// What could not be read, in words: one line for each kind of trouble.
    pub(super) remarks: Vec<String>,
}

/// Attributes that the law protects: only for the audit, unless asked for.
pub(super) const PROTECTED: [&str; 5] = ["gender", "disability", "region", "imd_band", "age_band"];

impl Unit {
    /// Registered on or before the day, and not withdrawn before it.
    pub(super) fn is_eligible(&self, day: i32) -> bool {
        self.registered.is_none_or(|registered| registered <= day)
            && self.unregistered.is_none_or(|unregistered| unregistered >= day)
    }

    /// Do the totals of the fortnights that are over by `at` lack, though a
    /// later one was told? So it is where the tables withhold them from whoever
    /// has several enrolments, one still to come among them.
    pub(super) fn is_withheld_by(
        &self,
        admission: &Admission,
        calendar: &Calendar,
        at: Instant,
    ) -> bool {
        let (Some(first), Some(last)) = (self.instant(calendar, 15), self.instant(calendar, 43))
        else {
            return false;
        };
        let reports = admission.reports.as_deref().unwrap_or_default();
        let told =
            |from: Instant, to: Instant| reports.iter().any(|one| *one >= from && *one <= to);
        first <= at && !told(first, last) && told(last + Span(1), Instant::NEVER)
    }

    /// 00:00 of a day of the presentation.
    pub(super) fn instant(&self, calendar: &Calendar, day: i32) -> Option<Instant> {
        let start = start(&self.presentation)?;
        Some(calendar.start_of(start.checked_add(day.days()).ok()?))
    }
}

/// The first day of a presentation such as `2013J`.
pub(super) fn start(presentation: &str) -> Option<jiff::civil::Date> {
    let month = match presentation.get(4..)? {
        "B" => 2,
        "J" => 10,
        _ => return None,
    };
    jiff::civil::Date::new(presentation.get(..4)?.parse().ok()?, month, 1).ok()
}

/// Reads folders; a person of several is one person, and an enrolment of
/// several is told by the first.
///
/// # Errors
/// If a folder lacks a table that columns are made of: everybody would read as
/// silent, or as somebody who never hands in.
pub(super) fn read(folders: &[&Path]) -> Result<Folders> {
    let calendar = Calendar::new(oulad::ZONE)?;
    let mut facts: BTreeMap<StudentId, Vec<Fact>> = BTreeMap::new();
    let mut supplied = Kinds::default();
    let mut described = Described::default();
    let mut remarks = Vec::new();
    for (place, folder) in folders.iter().enumerate() {
        let mut all = Collected::default();
        let supply = oulad::read(folder, &oulad::Options::default(), &mut all)?;
        damage::check(folder, &all)?;
        remarks.extend(damage::remarks(folder, &all.rejects));
        supplied = supplied.union(supply.kinds);
        let source = Key::from(oulad::SOURCE);
        for record in all.records {
            let Record::Fact(draft) = record else { continue };
            let student = student(&draft.student);
            if draft.enrolment.as_ref().is_some_and(|key| described.knows(student, key)) {
                continue;
            }
            let recorded_at = draft.known_at;
            facts.entry(student).or_default().push(draft.identify(student, &source, recorded_at));
        }
        described.read(folder, place, &calendar)?;
    }
    let (mut people, mut units) = (Vec::new(), Vec::new());
    let mixed = described.tells_both_ways();
    if mixed {
        remarks.push(
            "activity is told day by day in one folder and as running totals in another: the days \
             are put into totals"
                .to_owned(),
        );
    }
    for (student, mut facts) in facts {
        let begun: HashSet<EnrolmentId> = facts
            .iter()
            .filter(|fact| matches!(fact.payload, Payload::Enrolled(_)))
            .filter_map(|fact| fact.enrolment)
            .collect();
        let mut admissions = Vec::new();
        for (mut admission, unit) in described.of(student) {
            // Left out by the importer, which said why.
            if begun.contains(&admission.enrolment) {
                if mixed && admission.reports.is_none() {
                    daily::into_totals(&mut facts, &mut admission, &unit, &calendar);
                }
                units.push(Unit { person: people.len(), admission: admissions.len(), ..unit });
                admissions.push(admission);
            }
        }
        people.push(Person::new(facts, admissions));
    }
    Ok(Folders { people, units, calendar, supplied, remarks })
}

fn student(external: &str) -> StudentId {
    StudentId(Uuid::new_v5(&Uuid::NAMESPACE_OID, external.as_bytes()))
}

/// What the tables say beside the facts, by enrolment.
#[derive(Default)]
struct Described {
    students: HashMap<StudentId, BTreeMap<Key, (Admission, Unit)>>,
}

impl Described {
    fn of(&mut self, student: StudentId) -> impl Iterator<Item = (Admission, Unit)> + use<> {
        self.students.remove(&student).unwrap_or_default().into_values()
    }

    /// Do some folders tell activity day by day, and others running totals?
    fn tells_both_ways(&self) -> bool {
        let all = self.students.values().flat_map(BTreeMap::values);
        let mut ways = all.map(|(admission, _)| admission.reports.is_some());
        ways.next().is_some_and(|first| ways.any(|other| other != first))
    }

    fn knows(&self, student: StudentId, enrolment: &Key) -> bool {
        self.students.get(&student).is_some_and(|known| known.contains_key(enrolment))
    }

    fn read(&mut self, folder: &Path, place: usize, calendar: &Calendar) -> Result<()> {
        let totals = !folder.join("studentVle.csv").exists();
        for row in rows(&folder.join("studentRegistration.csv"))? {
            let student = student(row.get("id_student"));
            let key = row.enrolment();
            let admission = Admission {
                enrolment: EnrolmentId::derive(student, &key),
                name: key.clone(),
                told: told(None),
                reports: totals.then(Vec::new),
            };
            let unit = Unit {
                folders: vec![place],
                person: 0,
                admission: 0,
                module: row.get("code_module").into(),
                presentation: row.get("code_presentation").into(),
                registered: row.number("date_registration"),
                unregistered: row.number("date_unregistration"),
                label: None,
                groups: Vec::new(),
            };
            let (_, known) =
                self.students.entry(student).or_default().entry(key).or_insert((admission, unit));
            if !known.folders.contains(&place) {
                known.folders.push(place);
            }
        }
        for row in rows(&folder.join("studentInfo.csv"))? {
            // The first row is taken, as the importer takes it.
            if let Some((admission, unit)) = self.find(&row, place)
                && unit.groups.is_empty()
            {
                admission.told = told(Some(&row));
                unit.label = Label::from_final_result(row.get("final_result"));
                unit.groups =
                    PROTECTED.map(|attribute| (attribute, row.get(attribute).to_owned())).to_vec();
            }
        }
        let cumulative = folder.join("studentVleCumulative.csv");
        if totals && cumulative.exists() {
            for row in rows(&cumulative)? {
                let Some(day) = row.number("day") else { continue };
                let Some((admission, unit)) = self.find(&row, place) else { continue };
                // A total up to and including a day is known when it is over.
                let report = unit.instant(calendar, day.saturating_add(1));
                if let (Some(reports), Some(report)) = (&mut admission.reports, report) {
                    let place = reports.partition_point(|known| *known < report);
                    if reports.get(place) != Some(&report) {
                        reports.insert(place, report);
                    }
                }
            }
        }
        Ok(())
    }

    /// The enrolment of this row, if it is this folder that tells it.
    fn find(&mut self, row: &Row, place: usize) -> Option<&mut (Admission, Unit)> {
        let student = student(row.get("id_student"));
        let known = self.students.get_mut(&student)?.get_mut(&row.enrolment())?;
        (known.1.folders.first() == Some(&place)).then_some(known)
    }
}

/// What is told at registration. Protected attributes come last and are left
/// out of the columns unless asked for.
fn told(row: Option<&Row>) -> Vec<(&'static str, Family, f64)> {
    let number = |column| row.and_then(|row| row.number(column)).map_or(f64::NAN, f64::from);
    let word = |column, words: &[&str]| {
        let place = words.iter().position(|word| row.is_some_and(|row| row.get(column) == *word));
        place.and_then(|place| u32::try_from(place).ok()).map_or(f64::NAN, f64::from)
    };
    let starting = |column, words: &[&str]| {
        let found = row.map_or("", |row| row.get(column));
        let place = words.iter().position(|word| found.starts_with(word));
        place.and_then(|place| u32::try_from(place).ok()).map_or(f64::NAN, f64::from)
    };
    vec![
        ("credits", Family::Enrolment, number("studied_credits")),
        ("earlier_attempts", Family::Enrolment, number("num_of_prev_attempts")),
        ("education", Family::Enrolment, word("highest_education", &EDUCATION)),
        ("gender", Family::Protected, word("gender", &["F", "M"])),
        ("disability", Family::Protected, word("disability", &["N", "Y"])),
        ("region", Family::Protected, word("region", &REGIONS)),
        ("imd_band", Family::Protected, starting("imd_band", &DEPRIVATION)),
        ("age_band", Family::Protected, word("age_band", &["0-35", "35-55", "55<="])),
    ]
}

const EDUCATION: [&str; 5] = [
    "No Formal quals",
    "Lower Than A Level",
    "A Level or Equivalent",
    "HE Qualification",
    "Post Graduate Qualification",
];
const DEPRIVATION: [&str; 10] =
    ["0-", "10-", "20-", "30-", "40-", "50-", "60-", "70-", "80-", "90-"];
/// In alphabetical order: the place says nothing by itself.
const REGIONS: [&str; 13] = [
    "East Anglian Region",
    "East Midlands Region",
    "Ireland",
    "London Region",
    "North Region",
    "North Western Region",
    "Scotland",
    "South East Region",
    "South Region",
    "South West Region",
    "Wales",
    "West Midlands Region",
    "Yorkshire Region",
];
