//! Activity by fortnight since the start.
//!
//! Where activity comes as running totals on certain days, a person may have
//! no totals at all for reasons that have nothing to do with them. What is
//! not told is missing, not zero; only somebody who has nothing told at all,
//! and no other enrolment to be the reason, was silent.

use vigie_domain::fact::Payload;
use vigie_domain::time::{DAY, HOUR, Instant, Span};

use super::Seen;
use crate::person::{Admission, tells_of_another};

/// Fortnights looked at after the start.
pub(super) const FORTNIGHTS: usize = 6;
/// Days in one.
const FORTNIGHT: i64 = 14;
/// Clocks change in spring and autumn.
const SLACK: Span = Span(2 * HOUR.0);

/// Activity as it is known of one enrolment.
pub(super) struct Told {
    /// Before the start.
    pub(super) before: f64,
    /// Totals of actions and active days by the end of day 14, 28 …
    pub(super) totals: [(f64, f64); FORTNIGHTS],
    /// Which of these were told of this person.
    reported: [bool; FORTNIGHTS],
    /// Which of these are over.
    over: [bool; FORTNIGHTS],
    /// Activity is told as it happens.
    always: bool,
    /// Nothing at all is known, and nothing explains it but silence.
    silent: bool,
}

impl Told {
    pub(super) fn read(seen: &Seen<'_>, admission: &Admission) -> Self {
        let mut all = Self {
            before: 0.0,
            totals: [(0.0, 0.0); FORTNIGHTS],
            reported: [false; FORTNIGHTS],
            over: [false; FORTNIGHTS],
            always: admission.reports.is_none(),
            silent: false,
        };
        let Some(start) = seen.start() else { return all };
        let ends: [Instant; FORTNIGHTS] = std::array::from_fn(|number| end(start, number));
        for fact in seen.own() {
            let Payload::Activity(body) = &fact.payload else { continue };
            let actions = f64::from(body.actions);
            if body.to <= start + SLACK {
                all.before += actions;
            }
            for (total, _) in all.totals.iter_mut().zip(&ends).filter(|(_, end)| body.to <= **end) {
                total.0 += actions;
                total.1 += body.active_days.map_or(1.0, f64::from);
            }
        }
        let reports = admission.reports.as_deref().unwrap_or_default();
        let known = &reports[..reports.partition_point(|report| *report <= seen.at)];
        for (number, told) in all.reported.iter_mut().enumerate() {
            let from = if number == 0 { start + SLACK } else { end(start, number - 1) };
            *told = known.iter().any(|report| *report > from && *report <= ends[number]);
        }
        all.over = ends.map(|end| end - SLACK - SLACK <= seen.at);
        let others = || tells_of_another(seen.facts.iter().copied(), seen.enrolment);
        all.silent = known.is_empty() && !others();
        all
    }

    /// Is this fortnight over, and told of this person?
    pub(super) fn is_told(&self, number: usize) -> bool {
        self.reported[number] || (self.always && self.over[number])
    }

    /// The last fortnight of which activity is known: this person's own where it
    /// is told as it happens, since not all of a cohort need begin on one day;
    /// else the last that was told of anybody in the cohort.
    pub(super) fn newest(&self, of_cohort: Option<usize>) -> Option<usize> {
        if self.always { self.over.iter().rposition(|over| *over) } else { of_cohort }
    }

    /// May what is known of the activity be taken for all there was? `due`
    /// says whether anything since the start was told of the cohort.
    pub(super) fn is_whole(&self, due: bool) -> bool {
        self.always || self.silent || !due || self.reported.contains(&true)
    }
}

/// The end of day 14, 28 …
fn end(start: Instant, number: usize) -> Instant {
    let fortnights = i64::try_from(number).unwrap_or(0) + 1;
    start + Span((fortnights * FORTNIGHT + 1) * DAY.0) + SLACK
}
