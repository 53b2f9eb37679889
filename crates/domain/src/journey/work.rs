//! Work with due dates, projects, and marks.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use crate::fact::{PlannedWork, Submitted, WorkKind};
use crate::ids::Key;
use crate::time::Instant;

/// Items kept per enrolment; beyond, they are counted only.
pub const MAX_WORKS: usize = 64;

/// One planned or handed-in item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Which item.
    pub item: Key,
    /// What kind of work.
    pub kind: WorkKind,
    /// When it is due.
    pub due: Option<Instant>,
    /// Planned days of study.
    pub days: Option<u16>,
    /// Weight in the final mark, percent.
    pub weight: f32,
    /// When it was first handed in.
    pub submitted_at: Option<Instant>,
    /// When it was completed or validated.
    pub completed_at: Option<Instant>,
}

/// Running figures over marks (out of 100), newest apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// How many marks before the last.
    pub earlier: u32,
    /// Their sum.
    pub earlier_sum: f64,
    /// The last mark, of which item is kept in the log.
    pub last: Option<(f32, Instant)>,
}

impl Marks {
    fn add(&mut self, score: f32, at: Instant) {
        if let Some((last, _)) = self.last {
            self.earlier += 1;
            self.earlier_sum += f64::from(last);
        }
        self.last = Some((score, at));
    }

    /// Mean of all marks before the last, if there are at least `least`.
    pub fn earlier_mean(&self, least: u32) -> Option<f64> {
        (self.earlier >= least.max(1)).then(|| self.earlier_sum / f64::from(self.earlier))
    }

    /// Mean of all marks.
    pub fn mean(&self) -> Option<f64> {
        let (last, _) = self.last?;
        Some((self.earlier_sum + f64::from(last)) / f64::from(self.earlier + 1))
    }
}

/// The work of one enrolment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkLog {
    /// Items in the planned order.
    pub works: Vec<Work>,
    /// Unsubmitted items with a due date: (due, index into `works`), ascending.
    pub open_dues: ArrayVec<(Instant, u8), MAX_WORKS>,
    /// Handed in so far.
    pub submitted: u16,
    /// Handed in after the due date.
    pub submitted_late: u16,
    /// Marks.
    pub marks: Marks,
    /// Projects planned, and completed so far.
    pub projects: (u16, u16),
    /// Planned days of the completed projects.
    pub days_done: u32,
    /// When the last project was completed.
    pub last_completed: Option<Instant>,
    /// Index of the project being worked on.
    pub current: Option<u8>,
    /// Items that did not fit.
    pub overflow: u16,
}

impl WorkLog {
    /// A plan replaces the one before; what was done stays done.
    pub fn plan(&mut self, planned: &[PlannedWork]) {
        let old = std::mem::take(&mut self.works);
        for plan in planned {
            if self.works.len() == MAX_WORKS {
                self.overflow = self.overflow.saturating_add(1);
                continue;
            }
            let done = old.iter().find(|work| work.item == plan.item);
            self.works.push(Work {
                item: plan.item.clone(),
                kind: plan.kind,
                due: plan.due,
                days: plan.days,
                weight: plan.weight.unwrap_or(0.0),
                submitted_at: done.and_then(|work| work.submitted_at),
                completed_at: done.and_then(|work| work.completed_at),
            });
        }
        // Unplanned work that was done is kept as long as there is room.
        for work in old {
            let done = work.submitted_at.is_some() || work.completed_at.is_some();
            if done && !self.works.iter().any(|known| known.item == work.item) {
                self.push(work);
            }
        }
        self.refresh();
    }

    /// Work was handed in, or marked, or handed in again.
    pub fn submit(&mut self, body: &Submitted, at: Instant) {
        let index = self.find_or_add(&body.item, WorkKind::Assignment, body.due);
        let mut first = true;
        let mut due = body.due;
        if let Some(index) = index {
            let work = &mut self.works[index];
            first = work.submitted_at.is_none();
            due = due.or(work.due);
            work.submitted_at.get_or_insert(at);
            self.open_dues.retain(|(_, open)| usize::from(*open) != index);
        }
        if first {
            self.submitted = self.submitted.saturating_add(1);
            if due.is_some_and(|due| at >= due) && !body.banked {
                self.submitted_late = self.submitted_late.saturating_add(1);
            }
        }
        if let (Some(score), false) = (body.score, body.banked) {
            self.marks.add(score, at);
        }
    }

    /// An item was completed, or its defence validated.
    pub fn complete(&mut self, item: &Key, at: Instant) {
        if let Some(index) = self.find_or_add(item, WorkKind::Project, None) {
            self.works[index].completed_at.get_or_insert(at);
            self.refresh();
        }
        self.last_completed = Some(at);
    }

    /// The project being worked on: the first that is planned and not done.
    pub fn current_project(&self) -> Option<&Work> {
        self.works.get(usize::from(self.current?))
    }

    fn find_or_add(&mut self, item: &Key, kind: WorkKind, due: Option<Instant>) -> Option<usize> {
        if let Some(index) = self.works.iter().position(|work| work.item == *item) {
            return Some(index);
        }
        self.push(Work {
            item: item.clone(),
            kind,
            due,
            days: None,
            weight: 0.0,
            submitted_at: None,
            completed_at: None,
        })
    }

    fn push(&mut self, work: Work) -> Option<usize> {
        if self.works.len() == MAX_WORKS {
            self.overflow = self.overflow.saturating_add(1);
            return None;
        }
        self.works.push(work);
        Some(self.works.len() - 1)
    }

    /// Bring the derived columns up to date with `works`.
    #[expect(clippy::cast_possible_truncation, reason = "at most MAX_WORKS = 64 items")]
    fn refresh(&mut self) {
        self.open_dues.clear();
        self.projects = (0, 0);
        self.days_done = 0;
        self.current = None;
        for (index, work) in self.works.iter().enumerate() {
            if let (Some(due), None, None) = (work.due, work.submitted_at, work.completed_at) {
                self.open_dues.push((due, index as u8));
            }
            if work.kind != WorkKind::Project {
                continue;
            }
            self.projects.0 += 1;
            if work.completed_at.is_some() {
                self.projects.1 += 1;
                self.days_done += u32::from(work.days.unwrap_or(0));
            } else if self.current.is_none() {
                self.current = Some(index as u8);
            }
        }
        self.open_dues.sort_unstable();
    }
}
