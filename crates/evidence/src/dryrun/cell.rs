//! One rule held against one outcome: counts and sums of products, so that
//! two tallies can be added.

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
    pub(super) fn add(&mut self, looks: Looks) {
        looks.met.for_each(|week| self.looks_met.add(week));
        looks.known.for_each(|week| self.looks_known.add(week));
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

    /// The same in one week of a case; that of all weeks where nobody was
    /// looked at.
    fn rate_in(&self, week: usize) -> f64 {
        let own = rate(self.looks_met.at(week), self.looks_known.at(week));
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
    /// First rings of which it is known, by the week of their case.
    known_in: Weekly,
    students: u64,
    met_met: u64,
    met_known: u64,
    known_known: u64,
}

impl Cell {
    /// The first rings of one student of which it is known: the week of the
    /// case, and whether the outcome was met.
    pub(super) fn add(&mut self, rings: &[(usize, bool)]) {
        if rings.is_empty() {
            return;
        }
        let known = rings.len() as u64;
        let met = rings.iter().filter(|(_, met)| *met).count() as u64;
        rings.iter().for_each(|(week, _)| self.known_in.add(*week));
        self.met += met;
        self.not_met += known - met;
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
        self.students += other.students;
        self.met_met += other.met_met;
        self.met_known += other.met_known;
        self.known_known += other.known_known;
    }

    /// How many came true over how many would have, had anybody else been
    /// rung for in the same weeks: an observed over an expected count, as in
    /// indirect standardisation (N. E. Breslow and N. E. Day, "Statistical
    /// methods in cancer research" II, 1987, chapter 2). The expected rates,
    /// of many looks, are taken as they are; the share that came true is a
    /// ratio of sums over students, so its logarithm is linearised and its
    /// variance taken between students (R. S. Woodruff, "A simple method for
    /// approximating the variance of a complicated estimate", JASA 66, 1971,
    /// 411–414).
    pub(super) fn lift(&self, base: &Base) -> Option<Estimate> {
        let expected: f64 =
            self.known_in.iter().map(|(week, rings)| float(rings) * base.rate_in(week)).sum();
        if self.met == 0 || expected <= 0.0 || self.students < 2 {
            return None;
        }
        let [met, known, students] = [self.met, self.met + self.not_met, self.students].map(float);
        // Sum of squares of a_i/A − b_i/B; the mean is 0.
        let squares = float(self.met_met) / (met * met) + float(self.known_known) / (known * known)
            - 2.0 * float(self.met_known) / (met * known);
        Some(ratio(met / expected, students / (students - 1.0) * squares))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First rings of each student: week, and whether it came true.
    const STUDENTS: [&[(usize, bool)]; 4] =
        [&[(3, true)], &[(3, false)], &[(3, true), (5, true)], &[(5, false)]];

    fn tally(students: &[&[(usize, bool)]]) -> Cell {
        let mut cell = Cell::default();
        students.iter().for_each(|rings| cell.add(rings));
        cell
    }

    /// In week 3 one look of four, in week 5 one of two.
    fn base() -> Base {
        let mut base = Base::default();
        for (met, known) in [(3..4, 3..4), (5..6, 3..6), (0..0, 3..6), (0..0, 3..4)] {
            base.add(Looks { met, known });
        }
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
