//! Why a probability is what it is, in the columns' own numbers; and what
//! would change it, among the things that can change.

use serde::Serialize;

use crate::artefact::Artefact;
use crate::family::Family;

/// Families told at most.
const FAMILIES: usize = 4;
/// Columns told of each.
const COLUMNS: usize = 2;
/// A part smaller than this, in log-odds, is no reason.
const LEAST_PART: f64 = 0.05;
/// A change that moves the probability by less is not worth a word.
const LEAST_CHANGE: f64 = 0.005;

/// Why, and what would change it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reasons {
    /// The probability that is explained.
    pub probability: f64,
    /// That of somebody of whom nothing is told: the mean of training.
    pub usual: f64,
    /// Strongest first.
    pub families: Vec<FamilyReason>,
    /// Strongest first; only what a student or the school can do.
    pub changes: Vec<Change>,
}

/// What one side of a person's studies adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FamilyReason {
    /// Which side.
    pub family: Family,
    /// In log-odds; above 0 it raises the probability.
    pub part: f64,
    /// The columns that say so, strongest first.
    pub columns: Vec<ColumnReason>,
}

/// One number of the student.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnReason {
    /// Its name.
    pub name: String,
    /// In log-odds.
    pub part: f64,
    /// Its value; `None`: not known.
    pub value: Option<f64>,
    /// The middle value of training.
    pub usual: Option<f64>,
}

/// Something that can be done, and the probability it would have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What.
    pub lever: Lever,
    /// The student's number that would change.
    pub now: f64,
    /// What it would be.
    pub then: f64,
    /// The probability with it, all else being equal.
    pub probability: f64,
}

/// What a student or the school can do. Marks that were given, days gone by
/// and who somebody is can't be changed, and are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lever {
    /// Handing in what is missing.
    HandIn,
    /// Being active again.
    BeActive,
    /// A session with the mentor.
    MeetMentor,
    /// A mentor, for whoever has none.
    FindMentor,
    /// A conversation with the school.
    Talk,
    /// An answer to what they wrote.
    Answer,
    /// A step towards a job.
    SeekJob,
}

impl Lever {
    /// Every lever.
    pub const ALL: [Self; 7] = [
        Self::HandIn,
        Self::BeActive,
        Self::MeetMentor,
        Self::FindMentor,
        Self::Talk,
        Self::Answer,
        Self::SeekJob,
    ];

    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HandIn => "hand_in",
            Self::BeActive => "be_active",
            Self::MeetMentor => "meet_mentor",
            Self::FindMentor => "find_mentor",
            Self::Talk => "talk",
            Self::Answer => "answer",
            Self::SeekJob => "seek_job",
        }
    }

    /// The columns that it sets, and to what; the first is the one shown.
    const fn sets(self) -> &'static [(&'static str, f64)] {
        match self {
            Self::HandIn => &[
                ("work_missed", 0.0),
                ("assignments_missed", 0.0),
                ("work_missed_share", 0.0),
                ("weight_missed", 0.0),
                ("missed_weight", 0.0),
                ("works_overdue", 0.0),
                ("overdue_share", 0.0),
                ("days_overdue", f64::NAN),
            ],
            Self::BeActive => &[("days_since_activity", 0.0), ("quiet_weeks", 0.0)],
            Self::MeetMentor => &[("days_since_session", 0.0)],
            Self::FindMentor => &[("days_without_mentor", f64::NAN), ("has_mentor", 1.0)],
            Self::Talk => &[
                ("days_since_contact", 0.0),
                ("days_unseen", 0.0),
                ("attempts_since_contact", 0.0),
            ],
            Self::Answer => &[("unanswered_messages", 0.0), ("time_unanswered", f64::NAN)],
            Self::SeekJob => &[("days_since_job_step", 0.0)],
        }
    }
}

impl Artefact {
    /// Explains a row in the order of the model's headings.
    pub fn reasons(&self, row: &[f64]) -> Reasons {
        let explained = self.model.explain(row);
        let headings = self.model.headings();
        let known = |value: f64| value.is_finite().then_some(value);
        let column = |place: usize| ColumnReason {
            name: headings[place].name.clone(),
            part: explained.parts[place],
            value: row.get(place).copied().and_then(known),
            usual: self.card.columns.get(place).and_then(|summary| known(summary.median)),
        };
        let of_family = |&(family, part): &(Family, f64)| {
            let own = (0..headings.len()).filter(|place| headings[*place].family == family);
            // Only what pulls the way the family pulls says why it does.
            let mut columns: Vec<ColumnReason> =
                own.map(column).filter(|column| column.part * part > 0.0).collect();
            columns.sort_by(|a, b| b.part.abs().total_cmp(&a.part.abs()));
            columns.truncate(COLUMNS);
            FamilyReason { family, part, columns }
        };
        let told = explained.families.iter().filter(|(_, part)| part.abs() >= LEAST_PART);
        Reasons {
            probability: explained.probability,
            usual: crate::learn::odds::sigmoid(explained.usual),
            families: told.take(FAMILIES).map(of_family).collect(),
            changes: self.changes(row, explained.probability),
        }
    }

    fn changes(&self, row: &[f64], probability: f64) -> Vec<Change> {
        let place = |name: &str| self.model.headings().iter().position(|h| h.name == name);
        let change = |lever: Lever| {
            let mut changed = row.to_vec();
            let mut shown = None;
            for &(name, then) in lever.sets() {
                let Some(cell) = place(name).and_then(|place| changed.get_mut(place)) else {
                    continue;
                };
                // What is not known, or is so already, can't be changed.
                if cell.is_nan() || cell.total_cmp(&then).is_eq() {
                    continue;
                }
                shown.get_or_insert((*cell, then));
                *cell = then;
            }
            let (now, then) = shown?;
            let after = self.model.probability(&changed);
            let worth = probability - after >= LEAST_CHANGE;
            worth.then_some(Change { lever, now, then, probability: after })
        };
        let mut changes: Vec<Change> = Lever::ALL.into_iter().filter_map(change).collect();
        changes.sort_by(|a, b| a.probability.total_cmp(&b.probability));
        changes
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::time::Instant;

    use super::*;
    use crate::card::{Card, Counts};
    use crate::drift::Summary;
    use crate::learn::{Calibration, Examples, Growth, Mix, Recipe};
    use crate::model::Model;
    use crate::table::{Heading, Table};
    use crate::target::Target;

    /// Whoever misses work, and whoever is old, leaves.
    fn artefact() -> Artefact {
        let rows = 400_u32;
        let mut table = Table::of_rows(rows as usize);
        let mut push = |name: &str, family, of: &dyn Fn(u32) -> f64| {
            let heading = Heading { name: name.to_owned(), family };
            table.push(heading, (0..rows).map(of).collect());
        };
        push("work_missed", Family::Work, &|row| f64::from(row % 5));
        push("score_mean", Family::Work, &|row| f64::from(row * 31 % 100));
        push("earlier_attempts", Family::Enrolment, &|row| f64::from(row / 5 % 4));
        let truths: Vec<bool> =
            (0..rows).map(|row| row % 5 + row / 5 % 4 + row * 7 % 3 > 4).collect();
        let weights = vec![1.0; truths.len()];
        let growth = Growth { trees: 30, forests: 1, ..Recipe::default().growth };
        let recipe = Recipe { growth, ..Recipe::default() };
        let examples = Examples { table: &table, truths: &truths, weights: &weights };
        let mix = Mix::learn(&examples, &recipe, 1).unwrap();
        let card = Card {
            target: Target::FailOrWithdrawn,
            looked: (Instant(0), Instant(1)),
            counts: Counts::default(),
            programmes: Vec::new(),
            protected: None,
            telling: Vec::new(),
            seed: 1,
            judged: Vec::new(),
            groups: Vec::new(),
            reach: 0.1,
            reach_from: crate::card::ReachFrom::Assumed,
            limits: crate::drift::Limits::default(),
            columns: table.columns().iter().map(|column| Summary::of(column)).collect(),
            probabilities: Summary::of(&[]),
        };
        Artefact { card, model: Model { mix, calibration: Calibration::NONE } }
    }

    #[test]
    fn the_strongest_family_comes_first_with_the_students_number() {
        let reasons = artefact().reasons(&[4.0, 50.0, 1.0]);
        let first = &reasons.families[0];
        assert!(first.family == Family::Work && first.part > 0.0, "{reasons:?}");
        let column = &first.columns[0];
        assert_eq!(
            (column.name.as_str(), column.value, column.usual),
            ("work_missed", Some(4.0), Some(2.0))
        );
    }

    #[test]
    fn columns_that_pull_the_other_way_are_no_reason_of_their_family() {
        let reasons = artefact().reasons(&[4.0, 50.0, 0.0]);
        for family in &reasons.families {
            assert!(family.columns.iter().all(|column| column.part * family.part > 0.0));
        }
    }

    #[test]
    fn handing_in_what_is_missing_would_lower_it() {
        let reasons = artefact().reasons(&[4.0, 50.0, 1.0]);
        assert_eq!(reasons.changes.len(), 1);
        let change = &reasons.changes[0];
        assert_eq!((change.lever, change.now, change.then), (Lever::HandIn, 4.0, 0.0));
        assert!(change.probability < reasons.probability - 0.1);
    }

    #[test]
    fn what_nobody_can_change_is_no_advice() {
        // Nothing is missing; earlier attempts stay what they are.
        assert_eq!(artefact().reasons(&[0.0, 50.0, 3.0]).changes, []);
    }

    #[test]
    fn every_lever_is_of_a_family_that_can_change() {
        let fixed = ["score", "credits", "earlier", "education", "rank", "diploma"];
        for (name, _) in Lever::ALL.into_iter().flat_map(Lever::sets) {
            assert!(!fixed.iter().any(|word| name.contains(word)), "{name}");
        }
    }
}
