//! One rule held against one outcome: counts and sums of products, so that
//! two tallies can be added.

use crate::days::Days;
use crate::rate::{Estimate, float, ratio};

/// What one student adds for one rule and one outcome, and for the outcome
/// alone. Together the cluster that the interval of the lift is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OfStudent {
    /// First rings after which the outcome was met.
    pub(super) met: u64,
    /// First rings of which it is known.
    pub(super) known: u64,
    /// Looks after which it was met.
    pub(super) base_met: u64,
    /// Looks of which it is known.
    pub(super) base_known: u64,
}

/// An outcome by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Base {
    /// Cases at risk in the window.
    pub(super) cases: u64,
    /// Of these, met in the window.
    pub(super) met: u64,
    students: u64,
    looks_met: u64,
    looks_known: u64,
    met_met: u64,
    met_known: u64,
    known_known: u64,
}

impl Base {
    pub(super) fn add(&mut self, met: u64, known: u64) {
        if known == 0 {
            return;
        }
        self.students += 1;
        self.looks_met += met;
        self.looks_known += known;
        self.met_met += met * met;
        self.met_known += met * known;
        self.known_known += known * known;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        self.met += other.met;
        self.students += other.students;
        self.looks_met += other.looks_met;
        self.looks_known += other.looks_known;
        self.met_met += other.met_met;
        self.met_known += other.met_known;
        self.known_known += other.known_known;
    }

    /// Share of the looks after which the outcome was met.
    pub(super) fn rate(&self) -> Option<f64> {
        (self.looks_known > 0).then(|| float(self.looks_met) / float(self.looks_known))
    }
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
    met_met: u64,
    met_known: u64,
    known_known: u64,
    met_base_met: u64,
    met_base_known: u64,
    known_base_met: u64,
    known_base_known: u64,
}

impl Cell {
    pub(super) fn add(&mut self, of: OfStudent) {
        let OfStudent { met, known, base_met, base_known } = of;
        self.met += met;
        self.not_met += known - met;
        self.met_met += met * met;
        self.met_known += met * known;
        self.known_known += known * known;
        self.met_base_met += met * base_met;
        self.met_base_known += met * base_known;
        self.known_base_met += known * base_met;
        self.known_base_known += known * base_known;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.met += other.met;
        self.not_met += other.not_met;
        self.unknown += other.unknown;
        self.caught += other.caught;
        self.warning.merge(&other.warning);
        self.met_met += other.met_met;
        self.met_known += other.met_known;
        self.known_known += other.known_known;
        self.met_base_met += other.met_base_met;
        self.met_base_known += other.met_base_known;
        self.known_base_met += other.known_base_met;
        self.known_base_known += other.known_base_known;
    }

    /// Precision over base rate. Both are ratios of sums over students, so
    /// the logarithm is linearised and its variance taken between students
    /// (R. S. Woodruff, "A simple method for approximating the variance of a
    /// complicated estimate", JASA 66, 1971, 411–414).
    pub(super) fn lift(&self, base: &Base) -> Option<Estimate> {
        let known = self.met + self.not_met;
        if self.met == 0 || base.looks_met == 0 || base.students < 2 {
            return None;
        }
        let [met, known] = [self.met, known].map(float);
        let [base_met, base_known] = [base.looks_met, base.looks_known].map(float);
        // Sum of squares of a_i/A − b_i/B − c_i/C + d_i/D; the mean is 0.
        let squares = float(self.met_met) / (met * met)
            + float(self.known_known) / (known * known)
            + float(base.met_met) / (base_met * base_met)
            + float(base.known_known) / (base_known * base_known);
        let products = -float(self.met_known) / (met * known)
            - float(self.met_base_met) / (met * base_met)
            + float(self.met_base_known) / (met * base_known)
            + float(self.known_base_met) / (known * base_met)
            - float(self.known_base_known) / (known * base_known)
            - float(base.met_known) / (base_met * base_known);
        let students = float(base.students);
        let variance = students / (students - 1.0) * (squares + 2.0 * products);
        Some(ratio((met / known) / (base_met / base_known), variance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (met, known, base met, base known) of each student.
    const STUDENTS: [[u64; 4]; 5] =
        [[1, 1, 4, 10], [0, 1, 0, 12], [0, 0, 0, 9], [2, 2, 5, 6], [0, 0, 3, 8]];

    fn tally(students: &[[u64; 4]]) -> (Cell, Base) {
        let (mut cell, mut base) = (Cell::default(), Base::default());
        for &[met, known, base_met, base_known] in students {
            cell.add(OfStudent { met, known, base_met, base_known });
            base.add(base_met, base_known);
        }
        (cell, base)
    }

    #[test]
    fn the_variance_is_that_of_the_linearised_terms() {
        let (cell, base) = tally(&STUDENTS);
        let lift = cell.lift(&base).unwrap();
        let terms = STUDENTS.map(|student| {
            let [a, b, c, d] = student.map(float);
            a / 3.0 - b / 4.0 - c / 12.0 + d / 45.0
        });
        let variance = terms.iter().map(|z| z * z).sum::<f64>() * 5.0 / 4.0;
        let expected = ratio((3.0 / 4.0) / (12.0 / 45.0), variance);
        assert!((lift.low - expected.low).abs() < 1e-9 && (lift.value - 2.812_5).abs() < 1e-9);
    }

    #[test]
    fn two_halves_make_the_whole() {
        let (mut cell, mut base) = tally(&STUDENTS[..2]);
        let (other_cell, other_base) = tally(&STUDENTS[2..]);
        cell.merge(&other_cell);
        base.merge(&other_base);
        assert_eq!((cell, base), tally(&STUDENTS));
    }

    #[test]
    fn without_any_outcome_there_is_no_lift() {
        let (cell, base) = tally(&[[0, 1, 0, 5], [0, 1, 0, 5]]);
        assert_eq!(cell.lift(&base), None);
    }
}
