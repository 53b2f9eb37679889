//! One rule held against one outcome: counts and sums of products, so that
//! two tallies can be added.

use vigie_domain::ids::Key;

use super::base::{Looks, Weekly};
use crate::days::Days;
use crate::rate::{Estimate, float, ratio};

/// An outcome by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Base {
    /// Cases at risk in the window.
    pub(super) cases: u64,
    /// Of these, met in the window.
    pub(super) met: u64,
    looks_met: Weekly,
    looks_known: Weekly,
}

impl Base {
    pub(super) fn add(&mut self, programme: &Key, looks: Looks) {
        self.looks_met.add(programme, looks.met);
        self.looks_known.add(programme, looks.known);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        self.met += other.met;
        self.looks_met.merge(&other.looks_met);
        self.looks_known.merge(&other.looks_known);
    }

    /// Share of the looks after which the outcome was met.
    pub(super) fn rate(&self) -> Option<f64> {
        rate(self.looks_met.sum(), self.looks_known.sum())
    }

    /// The same in one week of a programme; that of all where nobody was
    /// looked at.
    fn rate_in(&self, programme: &Key, bin: usize) -> f64 {
        let [met, known] = [&self.looks_met, &self.looks_known].map(|of| of.at(programme, bin));
        let own = rate(met, known);
        own.or_else(|| self.rate()).unwrap_or_default()
    }
}

fn rate(met: u64, known: u64) -> Option<f64> {
    (known > 0).then(|| float(met) / float(known))
}

/// A rule held against an outcome.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// First rings after which it was met.
    pub(super) met: u64,
    /// First rings after which it was not.
    pub(super) not_met: u64,
    /// First rings whose horizon goes beyond what is known.
    pub(super) unknown: u64,
    /// Cases met in the window that were rung for in the horizon before.
    pub(super) caught: u64,
    /// From the first ring in the horizon before to the outcome.
    pub(super) warning: Days,
    /// Weeks in which it rang and of which it is known.
    known_in: Weekly,
    /// Of these, the ones after which it was met.
    weeks_met: u64,
    students: u64,
    met_met: u64,
    met_known: u64,
    known_known: u64,
}

impl Cell {
    /// The weeks of one student in which it rang and of which it is known: the
    /// programme and week of the case, and whether the outcome was met.
    pub(super) fn add(&mut self, weeks: &[(&Key, i64, bool)]) {
        if weeks.is_empty() {
            return;
        }
        let known = weeks.len() as u64;
        let met = weeks.iter().filter(|(.., met)| *met).count() as u64;
        for (programme, week, _) in weeks {
            self.known_in.add(programme, std::iter::once(*week));
        }
        self.weeks_met += met;
        self.students += 1;
        self.met_met += met * met;
        self.met_known += met * known;
        self.known_known += known * known;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.met += other.met;
        self.not_met += other.not_met;
        self.unknown += other.unknown;
        self.caught += other.caught;
        self.warning.merge(&other.warning);
        self.known_in.merge(&other.known_in);
        self.weeks_met += other.weeks_met;
        self.students += other.students;
        self.met_met += other.met_met;
        self.met_known += other.met_known;
        self.known_known += other.known_known;
    }

    /// Of the weeks in which it rang, how many were followed by the outcome,
    /// over how many of everybody's same weeks of the same programme were: an
    /// observed over an expected count, as in indirect standardisation (N. E. Breslow and N. E.
    /// Day, "Statistical methods in cancer research" II, 1987, chapter 2). The
    /// expected rates, of many looks, are taken as they are; the share that
    /// came true is a ratio of sums over students, so its logarithm is
    /// linearised and its variance taken between students (R. S. Woodruff, "A
    /// simple method for approximating the variance of a complicated
    /// estimate", JASA 66, 1971, 411–414).
    pub(super) fn lift(&self, base: &Base) -> Option<Estimate> {
        let of = |(programme, bin, weeks)| float(weeks) * base.rate_in(programme, bin);
        let expected: f64 = self.known_in.iter().map(of).sum();
        if self.weeks_met == 0 || expected <= 0.0 || self.students < 2 {
            return None;
        }
        let [met, known, students] =
            [self.weeks_met, self.known_in.sum(), self.students].map(float);
        // Sum of squares of a_i/A − b_i/B; the mean is 0.
        let squares = float(self.met_met) / (met * met) + float(self.known_known) / (known * known)
            - 2.0 * float(self.met_known) / (met * known);
        Some(ratio(met / expected, students / (students - 1.0) * squares))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weeks in which it rang for each student, and whether it came true.
    const STUDENTS: [&[(i64, bool)]; 4] =
        [&[(3, true)], &[(3, false)], &[(3, true), (5, true)], &[(5, false)]];

    fn tally(students: &[&[(i64, bool)]]) -> Cell {
        let (mut cell, web) = (Cell::default(), Key::from("web"));
        for rings in students {
            let rings: Vec<_> = rings.iter().map(|(week, met)| (&web, *week, *met)).collect();
            cell.add(&rings);
        }
        cell
    }

    /// In week 3 one look of four, in week 5 one of two; elsewhere all.
    fn base() -> Base {
        let mut base = Base::default();
        for (met, known) in [(3..4, 3..4), (5..6, 3..6), (0..0, 3..6), (0..0, 3..4)] {
            base.add(&"web".into(), Looks { met, known });
        }
        base.add(&"data".into(), Looks { met: 0..9, known: 0..9 });
        base
    }

    #[test]
    fn what_is_expected_is_the_rate_of_the_same_weeks() {
        // Three rings in week 3, two in week 5: 3/4 + 2/2 would have come true.
        let lift = tally(&STUDENTS).lift(&base()).unwrap();
        assert!((lift.value - 3.0 / 1.75).abs() < 1e-9, "{lift:?}");
    }

    #[test]
    fn the_variance_is_that_of_the_linearised_terms() {
        let lift = tally(&STUDENTS).lift(&base()).unwrap();
        let terms =
            [(1.0, 1.0), (0.0, 1.0), (2.0, 2.0), (0.0, 1.0)].map(|(a, b)| a / 3.0 - b / 5.0);
        let variance = terms.iter().map(|z: &f64| z * z).sum::<f64>() * 4.0 / 3.0;
        let expected = ratio(3.0 / 1.75, variance);
        assert!((lift.low - expected.low).abs() < 1e-9);
    }

    #[test]
    fn two_halves_make_the_whole() {
        let mut cell = tally(&STUDENTS[..2]);
        cell.merge(&tally(&STUDENTS[2..]));
        assert_eq!(cell, tally(&STUDENTS));
    }

    #[test]
    fn without_any_outcome_there_is_no_lift() {
        assert_eq!(tally(&[&[(0, false)], &[(1, false)]]).lift(&base()), None);
    }
}
