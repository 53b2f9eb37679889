//! Modules, their presentations, and the work each presentation plans.

use std::collections::HashMap;
use std::io::Read;

use compact_str::format_compact;
use jiff::civil::Date;
use vigie_domain::calendar::Calendar;
use vigie_domain::directory::{Item, Programme};
use vigie_domain::draft::Record;
use vigie_domain::fact::{PlannedWork, WorkKind};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

use super::day::{Day, Days};
use crate::table::{Checked, Column, Row, Table};
use crate::{Reason, Sink, Stop};

/// Columns of `courses.csv`.
pub(super) const COURSES: &[Column] = &[
    Column { name: "code_module", required: true },
    Column { name: "code_presentation", required: true },
    Column { name: "module_presentation_length", required: true },
];

/// Columns of `assessments.csv`.
pub(super) const ASSESSMENTS: &[Column] = &[
    Column { name: "code_module", required: true },
    Column { name: "code_presentation", required: true },
    Column { name: "id_assessment", required: true },
    Column { name: "assessment_type", required: true },
    Column { name: "date", required: true },
    Column { name: "weight", required: true },
];

/// One run of a module.
#[derive(Debug)]
pub(super) struct Presentation {
    pub(super) module: Key,
    pub(super) code: Key,
    pub(super) days: Days,
    /// Length in days.
    pub(super) length: Day,
    /// In the order it is due; what has no due day last.
    pub(super) works: Vec<PlannedWork>,
}

impl Presentation {
    /// 00:00 of the first day.
    pub(super) fn start(&self) -> Instant {
        self.days.start_of(0)
    }

    /// 00:00 of the day after the last.
    pub(super) fn end(&self) -> Instant {
        self.days.start_of(self.length)
    }

    /// The external id of a student's enrolment.
    pub(super) fn enrolment_key(&self, student: &str) -> Key {
        format_compact!("{}/{}/{student}", self.module, self.code)
    }

    /// The own id of a student's activity over a period that ends when `to`
    /// begins. A student may be in two presentations, hence the prefix.
    pub(super) fn activity_key(&self, to: Day) -> Key {
        format_compact!("{}/{}/{to}", self.module, self.code)
    }
}

/// A piece of work as submissions refer to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assessment {
    /// Which presentation, as an index.
    pub(super) presentation: u16,
    /// 00:00 of the day after the due day.
    pub(super) due: Option<Instant>,
}

/// Every presentation of the set.
#[derive(Debug, Default)]
pub(super) struct Presentations {
    all: Vec<Presentation>,
    assessments: HashMap<Key, Assessment>,
}

impl Presentations {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn get(&self, index: u16) -> &Presentation {
        &self.all[usize::from(index)]
    }

    /// There are about twenty: a scan is faster than a hash.
    pub(super) fn find(&self, module: &str, code: &str) -> Option<u16> {
        let found = self.all.iter().position(|known| known.code == code && known.module == module);
        found.and_then(|index| u16::try_from(index).ok())
    }

    pub(super) fn assessment(&self, id: &str) -> Option<Assessment> {
        self.assessments.get(id).copied()
    }

    pub(super) fn read_courses<R: Read>(
        &mut self,
        mut table: Table<'_, R>,
        calendar: &Calendar,
        sink: &mut dyn Sink,
    ) {
        while let Some(row) = table.next(sink) {
            match self.course(&row, calendar) {
                Ok(presentation) => self.all.push(presentation),
                Err(reject) => sink.reject(*reject),
            }
        }
    }

    fn course(&self, row: &Row<'_>, calendar: &Calendar) -> Checked<Presentation> {
        let (module, code) = (row.required(0)?, row.required(1)?);
        let start = first_day(code).ok_or_else(|| {
            let hint = "a year and B (1 February) or J (1 October), such as 2013J";
            row.refuse(1, Reason::NotA { expected: "a presentation" }, hint)
        })?;
        let length: Day = row.required_number(2, "a whole number of days")?;
        if !(1..=Days::LAST).contains(&length) {
            return Err(row.refuse(2, Days::out_of_range(), ""));
        }
        if self.find(module, code).is_some() || self.all.len() >= usize::from(u16::MAX) {
            return Err(row.refuse(1, Reason::Duplicate, ""));
        }
        Ok(Presentation {
            module: module.into(),
            code: code.into(),
            days: Days::new(start, calendar),
            length,
            works: Vec::new(),
        })
    }

    pub(super) fn read_assessments<R: Read>(
        &mut self,
        mut table: Table<'_, R>,
        sink: &mut dyn Sink,
    ) {
        while let Some(row) = table.next(sink) {
            if let Err(reject) = self.add_assessment(&row) {
                sink.reject(*reject);
            }
        }
        for presentation in &mut self.all {
            // A stable sort: work due on one day stays in the order of the file.
            presentation.works.sort_by_key(|work| work.due.unwrap_or(Instant::NEVER));
        }
    }

    fn add_assessment(&mut self, row: &Row<'_>) -> Checked<()> {
        let index = self
            .find(row.required(0)?, row.required(1)?)
            .ok_or_else(|| row.refuse(1, Reason::Unmatched { table: "courses.csv" }, ""))?;
        let item = row.required(2)?;
        let kind = work_kind(row.required(3)?)
            .ok_or_else(|| row.refuse(3, Reason::UnknownWord, "one of TMA, CMA, Exam"))?;
        let presentation = &mut self.all[usize::from(index)];
        let due = match row.number::<Day>(4, "a whole number of days")? {
            None => None,
            Some(day) => Some(
                presentation
                    .days
                    .end_of(day)
                    .ok_or_else(|| row.refuse(4, Days::out_of_range(), ""))?,
            ),
        };
        let weight: Option<f32> = row.number(5, "a number")?;
        if weight.is_some_and(|percent| !(0.0..=100.0).contains(&percent)) {
            return Err(row.refuse(5, Reason::OutOfRange { range: "0 to 100 percent".into() }, ""));
        }
        if self.assessments.contains_key(item) {
            return Err(row.refuse(2, Reason::Duplicate, ""));
        }
        self.assessments.insert(item.into(), Assessment { presentation: index, due });
        presentation.works.push(PlannedWork { item: item.into(), kind, due, days: None, weight });
        Ok(())
    }

    /// One programme for each module, with the work of all its presentations.
    pub(super) fn tell_programmes(&self, sink: &mut dyn Sink) -> Result<(), Stop> {
        let mut programmes: Vec<Programme> = Vec::new();
        for presentation in &self.all {
            let module = &presentation.module;
            let known = programmes.iter().position(|programme| programme.key == *module);
            let at = known.unwrap_or_else(|| {
                let title = module.to_string();
                programmes.push(Programme { key: module.clone(), title, items: Vec::new() });
                programmes.len() - 1
            });
            programmes[at].items.extend(presentation.works.iter().map(|work| Item {
                key: work.item.clone(),
                title: format!("{} {}", official_word(work.kind), work.item),
                kind: work.kind,
            }));
        }
        programmes.into_iter().try_for_each(|known| sink.record(Record::Programme(Box::new(known))))
    }
}

/// `2013B` starts on 1 February 2013, `2013J` on 1 October.
fn first_day(code: &str) -> Option<Date> {
    let (year, month) = match code.split_at_checked(4)? {
        (year, "B") => (year, 2),
        (year, "J") => (year, 10),
        _ => return None,
    };
    let year = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
    // Days before the first and after the last must be dates as well.
    if !(1971..=2095).contains(&year) {
        return None;
    }
    Date::new(year, month, 1).ok()
}

fn work_kind(word: &str) -> Option<WorkKind> {
    match word {
        "TMA" => Some(WorkKind::Assignment),
        "CMA" => Some(WorkKind::Quiz),
        "Exam" => Some(WorkKind::Exam),
        _ => None,
    }
}

fn official_word(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Quiz => "CMA",
        WorkKind::Exam => "Exam",
        WorkKind::Assignment | WorkKind::Project => "TMA",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presentations_start_in_february_or_october() {
        assert_eq!(first_day("2013B"), Some(Date::constant(2013, 2, 1)));
        assert_eq!(first_day("2014J"), Some(Date::constant(2014, 10, 1)));
    }

    #[test]
    fn other_codes_are_no_presentations() {
        for code in ["2013K", "213J", "+013J", "9999B", "", "éé13J", "2013JJ"] {
            assert_eq!(first_day(code), None, "{code}");
        }
    }
}
