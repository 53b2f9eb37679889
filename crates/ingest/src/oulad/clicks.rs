//! Activity from the official table of clicks, kept by day and kind of item.
//!
//! Ten million rows in no order that can be relied upon become one small cell
//! for each (enrolment, day, kind of item) that occurs: memory follows the days
//! on which somebody was there, not the clicks.

use std::collections::HashMap;
use std::io::Read;

use vigie_domain::fact::Activity;
use vigie_domain::ids::Key;

use super::day::Day;
use super::enrolments::{When, tell};
use super::presentations::Presentations;
use super::roster::{Roster, day};
use crate::table::{Checked, Column, Row, Table};
use crate::{Reason, Sink, Stop};

/// Columns of `studentVle.csv`.
pub(super) const CLICKS: &[Column] = &[
    Column { name: "code_module", required: true },
    Column { name: "code_presentation", required: true },
    Column { name: "id_student", required: true },
    Column { name: "id_site", required: true },
    Column { name: "date", required: true },
    Column { name: "sum_click", required: true },
];

/// Columns of `vle.csv`.
pub(super) const SITES: &[Column] = &[
    Column { name: "id_site", required: true },
    Column { name: "code_module", required: false },
    Column { name: "code_presentation", required: false },
    Column { name: "activity_type", required: true },
    Column { name: "week_from", required: false },
    Column { name: "week_to", required: false },
];

/// The kind of a site that `vle.csv` does not list, or of one kind too many.
const OTHER: &str = "other";

/// Which kind of item a site is.
#[derive(Debug)]
pub(super) struct Sites {
    kinds: Vec<Key>,
    by_site: HashMap<u64, u8>,
}

impl Default for Sites {
    fn default() -> Self {
        Self { kinds: vec![Key::const_new(OTHER)], by_site: HashMap::new() }
    }
}

impl Sites {
    pub(super) fn read<R: Read>(mut table: Table<'_, R>, sink: &mut dyn Sink) -> Self {
        let mut sites = Self::default();
        while let Some(row) = table.next(sink) {
            if let Err(reject) = sites.add(&row) {
                sink.reject(*reject);
            }
        }
        sites
    }

    fn add(&mut self, row: &Row<'_>) -> Checked<()> {
        let site = row.required_number(0, "a whole number from 0")?;
        let word = row.required(3)?;
        if self.by_site.contains_key(&site) {
            return Err(row.refuse(0, Reason::Duplicate, "the first row was taken"));
        }
        let known = self.kinds.iter().position(|kind| kind == word);
        let kind = known.or_else(|| {
            let room = u8::try_from(self.kinds.len()).is_ok();
            room.then(|| {
                self.kinds.push(word.into());
                self.kinds.len() - 1
            })
        });
        let kind = kind.and_then(|kind| u8::try_from(kind).ok()).unwrap_or(0);
        self.by_site.insert(site, kind);
        Ok(())
    }

    fn kind(&self, site: u64) -> u8 {
        self.by_site.get(&site).copied().unwrap_or(0)
    }
}

/// Clicks of one enrolment on one day on one kind of item: eight bytes.
#[derive(Clone, Copy, Debug)]
struct Cell {
    day: Day,
    kind: u8,
    clicks: u32,
}

/// Cells of each enrolment, sorted by day and kind.
struct Grid {
    cells: Vec<Vec<Cell>>,
}

impl Grid {
    /// Clicks of repeated rows add up.
    fn add(&mut self, enrolment: u32, new: Cell) {
        let cells = &mut self.cells[enrolment as usize];
        match cells.binary_search_by_key(&(new.day, new.kind), |cell| (cell.day, cell.kind)) {
            Ok(at) => cells[at].clicks = cells[at].clicks.saturating_add(new.clicks),
            Err(at) => cells.insert(at, new),
        }
    }
}

/// Reads the whole table, then tells each day on which there was something.
pub(super) fn read<R: Read>(
    mut table: Table<'_, R>,
    sites: &Sites,
    roster: &Roster,
    presentations: &Presentations,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    let mut grid = Grid { cells: vec![Vec::new(); roster.enrolments().len()] };
    while let Some(row) = table.next(sink) {
        match click(&row, sites, roster, presentations) {
            Ok((_, cell)) if cell.clicks == 0 => {}
            Ok((enrolment, cell)) => grid.add(enrolment, cell),
            Err(reject) => sink.reject(*reject),
        }
    }
    tell_days(grid, sites, roster, presentations, sink)
}

fn click(
    row: &Row<'_>,
    sites: &Sites,
    roster: &Roster,
    presentations: &Presentations,
) -> Checked<(u32, Cell)> {
    let enrolment = roster.of_row(row, presentations)?;
    let kind = sites.kind(row.required_number(3, "a whole number from 0")?);
    let day = day(row, 4)?.ok_or_else(|| row.refuse(4, Reason::Empty, ""))?;
    let clicks = row.required_number(5, "a whole number from 0")?;
    Ok((enrolment, Cell { day, kind, clicks }))
}

fn tell_days(
    grid: Grid,
    sites: &Sites,
    roster: &Roster,
    presentations: &Presentations,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    for (cells, enrolment) in grid.cells.into_iter().zip(roster.enrolments()) {
        let presentation = presentations.get(enrolment.presentation);
        let days = &presentation.days;
        for of_day in cells.chunk_by(|a, b| a.day == b.day) {
            let day = of_day[0].day;
            let (from, to) = (days.start_of(day), days.start_of(day + 1));
            let actions = of_day.iter().fold(0_u32, |sum, cell| sum.saturating_add(cell.clicks));
            let named = |cell: &Cell| (sites.kinds[usize::from(cell.kind)].clone(), cell.clicks);
            let known = if sites.by_site.is_empty() { &[] } else { of_day };
            let kinds = known.iter().map(named).collect();
            let activity = Activity { from, to, actions, active_days: Some(1), kinds };
            let own_id = presentation.activity_key(day + 1);
            let student = roster.student(enrolment);
            tell(sink, student, Some(&enrolment.key), own_id, When::at(to), activity)?;
        }
    }
    Ok(())
}
