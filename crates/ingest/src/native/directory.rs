//! People and programmes.

use std::io::Read;

use jiff::tz::TimeZone;
use vigie_domain::calendar::Calendar;
use vigie_domain::directory::{Item, Programme, Staff, Student};
use vigie_domain::draft::Record;
use vigie_domain::ids::Key;

use super::file::{Cells, Field};
use crate::table::{Checked, Table, suggestion};
use crate::{Reason, Sink, Stop};

pub(super) const STUDENTS: &[Field] = &[
    Field::of("student", |body: &Student| &body.external, "E-1", "the student's id in your system"),
    Field::of("given_name", |body: &Student| &body.given_name, "Inès", "given name"),
    Field::of("family_name", |body: &Student| &body.family_name, "Exemple", "family name"),
    Field::of("email", |body: &Student| &body.email, "ines@example.org", "e-mail address"),
    Field::of("phone", |body: &Student| &body.phone, "+33 1 99 00 00 01", "telephone, as written"),
    Field::of(
        "time_zone",
        |body: &Student| &body.time_zone,
        "Indian/Reunion",
        "time zone, where it differs from the school's",
    ),
    Field::of("language", |body: &Student| &body.language, "fr", "`fr` or `en`"),
    Field::of("informal", |body: &Student| &body.informal, "no", "say *tu* rather than *vous*")
        .or("no"),
    Field::of(
        "dream_job",
        |body: &Student| &body.dream_job,
        "Développeuse dans une petite équipe",
        "the job they dream of, in their own words",
    ),
    Field::of(
        "good_hours",
        |body: &Student| &body.good_hours,
        "après 18 h",
        "when they like to be called, in their own words",
    ),
    Field::of(
        "audit",
        |body: &Student| &body.audit,
        "age_band=18-25; region=La Réunion",
        "attributes that serve only to check fairness; no indicator sees them",
    ),
];

pub(super) const STAFF: &[Field] = &[
    Field::of("staff", |body: &Staff| &body.external, "lea", "their id in your system"),
    Field::of("name", |body: &Staff| &body.name, "Léa Exemple", "name as shown"),
    Field::of("role", |body: &Staff| &body.role, "advisor", "their role"),
    Field::of("way", |body: &Staff| &body.way, "", "a mentor's way of working, in a few words"),
    Field::of("capacity", |body: &Staff| &body.capacity, "90", "how many students they can follow"),
];

/// The second row of the template of [`STAFF`].
pub(super) const MENTOR: &[&str] = &["karim", "Karim Exemple", "mentor", "montre d'abord", "12"];

pub(super) const PROGRAMMES: &[Field] = &[
    Field::of("programme", |body: &Programme| &body.key, "dev-web", "the programme's id"),
    Field::of("title", |body: &Programme| &body.title, "Développement web", "title as shown"),
];

pub(super) const ITEMS: &[Field] = &[
    Field::of("programme", |body: &Programme| &body.key, "dev-web", "the programme it is part of"),
    Field::of("item", |body: &Item| &body.key, "p1", "the item's id"),
    Field::of("title", |body: &Item| &body.title, "Un site pour une librairie", "title as shown"),
    Field::of("kind", |body: &Item| &body.kind, "project", "what kind of work"),
];

/// Reads `students.csv`.
pub(super) fn read_students<R: Read>(
    mut table: Table<'_, R>,
    calendar: &Calendar,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    while let Some(row) = table.next(sink) {
        match student(&Cells { row, fields: STUDENTS, calendar }) {
            Ok(student) => sink.record(Record::Student(Box::new(student)))?,
            Err(reject) => sink.reject(*reject),
        }
    }
    Ok(())
}

fn student(cells: &Cells<'_>) -> Checked<Student> {
    let student = Student {
        external: cells.read("student")?,
        given_name: cells.read("given_name")?,
        family_name: cells.read("family_name")?,
        email: cells.read("email")?,
        phone: cells.read("phone")?,
        time_zone: cells.read("time_zone")?,
        language: cells.read("language")?,
        informal: cells.read("informal")?,
        dream_job: cells.read("dream_job")?,
        good_hours: cells.read("good_hours")?,
        audit: cells.read("audit")?,
    };
    if student.email.as_ref().is_some_and(|address| !address.contains('@')) {
        return Err(cells.refuse("email", Reason::NotA { expected: "an e-mail address" }, ""));
    }
    if student.time_zone.as_ref().is_some_and(|name| TimeZone::get(name).is_err()) {
        let reason = Reason::NotA { expected: "a time zone" };
        return Err(cells.refuse("time_zone", reason, "a name such as Indian/Reunion"));
    }
    if student.language.as_ref().is_some_and(|word| word != "fr" && word != "en") {
        return Err(cells.refuse("language", Reason::UnknownWord, "fr or en"));
    }
    Ok(student)
}

/// Reads `staff.csv`.
pub(super) fn read_staff<R: Read>(
    mut table: Table<'_, R>,
    calendar: &Calendar,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    while let Some(row) = table.next(sink) {
        match staff(&Cells { row, fields: STAFF, calendar }) {
            Ok(staff) => sink.record(Record::Staff(Box::new(staff)))?,
            Err(reject) => sink.reject(*reject),
        }
    }
    Ok(())
}

fn staff(cells: &Cells<'_>) -> Checked<Staff> {
    let external: Key = cells.read("staff")?;
    let name: String = cells.read("name")?;
    Ok(Staff {
        name: if name.is_empty() { external.to_string() } else { name },
        external,
        role: cells.read("role")?,
        way: cells.read("way")?,
        capacity: cells.read("capacity")?,
    })
}

/// The programmes of `programmes.csv`, to which `items.csv` adds.
#[derive(Debug, Default)]
pub(super) struct Programmes {
    all: Vec<Programme>,
}

impl Programmes {
    /// Most programmes, and most items in one: a directory is small.
    const LIMIT: usize = 10_000;

    pub(super) fn read<R: Read>(
        &mut self,
        mut table: Table<'_, R>,
        calendar: &Calendar,
        sink: &mut dyn Sink,
    ) {
        while let Some(row) = table.next(sink) {
            if let Err(reject) = self.add(&Cells { row, fields: PROGRAMMES, calendar }) {
                sink.reject(*reject);
            }
        }
    }

    fn add(&mut self, cells: &Cells<'_>) -> Checked<()> {
        let key: Key = cells.read("programme")?;
        let title: String = cells.read("title")?;
        if self.all.iter().any(|known| known.key == key) {
            return Err(cells.refuse("programme", Reason::Duplicate, "the first row was taken"));
        }
        Self::check_room(self.all.len(), cells)?;
        let title = if title.is_empty() { key.to_string() } else { title };
        self.all.push(Programme { key, title, items: Vec::new() });
        Ok(())
    }

    pub(super) fn read_items<R: Read>(
        &mut self,
        mut table: Table<'_, R>,
        calendar: &Calendar,
        sink: &mut dyn Sink,
    ) {
        while let Some(row) = table.next(sink) {
            if let Err(reject) = self.add_item(&Cells { row, fields: ITEMS, calendar }) {
                sink.reject(*reject);
            }
        }
    }

    fn add_item(&mut self, cells: &Cells<'_>) -> Checked<()> {
        let programme: Key = cells.read("programme")?;
        let key: Key = cells.read("item")?;
        let title: String = cells.read("title")?;
        let kind = cells.read("kind")?;
        let Some(at) = self.all.iter().position(|known| known.key == programme) else {
            let names = self.all.iter().map(|known| known.key.as_str());
            let hint = suggestion(&programme, names).unwrap_or_default();
            let reason = Reason::Unmatched { table: "programmes.csv" };
            return Err(cells.refuse("programme", reason, hint));
        };
        let items = &self.all[at].items;
        if items.iter().any(|known| known.key == key) {
            return Err(cells.refuse("item", Reason::Duplicate, "the first row was taken"));
        }
        Self::check_room(items.len(), cells)?;
        let title = if title.is_empty() { key.to_string() } else { title };
        self.all[at].items.push(Item { key, title, kind });
        Ok(())
    }

    fn check_room(taken: usize, cells: &Cells<'_>) -> Checked<()> {
        if taken < Self::LIMIT {
            return Ok(());
        }
        let range = format!("at most {} programmes, and items in each", Self::LIMIT);
        Err(cells.refuse("programme", Reason::OutOfRange { range }, ""))
    }

    pub(super) fn tell(self, sink: &mut dyn Sink) -> Result<(), Stop> {
        self.all.into_iter().try_for_each(|known| sink.record(Record::Programme(Box::new(known))))
    }
}
