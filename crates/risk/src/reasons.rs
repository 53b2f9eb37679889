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
/// The rank of the middle one of a cohort. Whoever has done what was to be done
/// is taken to be there at least: the others' numbers are not at hand.
const MIDDLE: f64 = 0.5;

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

    /// The columns that it sets, and to what; the first that changes is the one
    /// shown.
    const fn sets(self) -> &'static [(&'static str, f64)] {
        match self {
            Self::HandIn => &[
                ("work_missed", 0.0),
                ("works_overdue", 0.0),
                ("assignments_missed", 0.0),
                ("work_missed_share", 0.0),
                ("weight_missed", 0.0),
                ("missed_weight", 0.0),
                ("overdue_share", 0.0),
                ("days_overdue", f64::NAN),
            ],
            Self::BeActive => {
                &[("days_since_activity", 0.0), ("quiet_weeks", 0.0), ("never_active", 0.0)]
            }
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

    /// What goes along with that, so that the row is one that somebody could
    /// have: what is no longer missed was handed in.
    const fn along(self) -> &'static [(&'static str, Along)] {
        use Along::{AtLeast, Grows, Is, More, Plus, Usual};
        match self {
            Self::HandIn => &[
                ("work_handed_in", More("work_missed")),
                ("work_late", More("work_missed")),
                ("works_submitted", More("works_overdue")),
                ("works_submitted_late", More("works_overdue")),
                ("days_since_handed_in", Is(0.0)),
                ("work_handed_in_rank", AtLeast(MIDDLE)),
            ],
            Self::BeActive => &[
                ("actions_last_fortnight", Usual),
                ("active_days_last_fortnight", Usual),
                ("actions_7d", Usual),
                ("actions_14d", Usual),
                ("active_days_7d", Usual),
                ("active_days_14d", Usual),
                ("recent_actions", Usual),
                ("recent_active_days", Usual),
                ("activity_ratio", AtLeast(1.0)),
                ("actions_so_far", More("actions_last_fortnight")),
                ("active_days_so_far", More("active_days_last_fortnight")),
                ("actions_by_day_", More("actions_last_fortnight")),
                ("active_days_by_day_", More("active_days_last_fortnight")),
                ("actions_change", Grows("actions_last_fortnight")),
                ("total_actions", More("actions_14d")),
                ("actions_28d", More("actions_14d")),
                ("actions_last_fortnight_rank", AtLeast(MIDDLE)),
                ("active_days_last_fortnight_rank", AtLeast(MIDDLE)),
            ],
            Self::MeetMentor => &[("sessions_held", Plus(1.0))],
            Self::Talk => &[("contacted", Is(1.0)), ("contacts_30d", Plus(1.0))],
            Self::FindMentor | Self::Answer | Self::SeekJob => &[],
        }
    }
}

/// What a lever makes of a column that goes along.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Along {
    /// This.
    Is(f64),
    /// No less than this.
    AtLeast(f64),
    /// No less than the middle of training.
    Usual,
    /// So much more.
    Plus(f64),
    /// More, by as much as this other column changed, either way. Of several
    /// columns that begin so, the last that is known.
    More(&'static str),
    /// The same in log units.
    Grows(&'static str),
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
        let change = |lever: Lever| {
            let (changed, (now, then)) = self.with(lever, row)?;
            let after = self.model.probability(&changed);
            let worth = probability - after >= LEAST_CHANGE;
            worth.then_some(Change { lever, now, then, probability: after })
        };
        let mut changes: Vec<Change> = Lever::ALL.into_iter().filter_map(change).collect();
        changes.sort_by(|a, b| a.probability.total_cmp(&b.probability));
        changes
    }

    /// The row as it would be, and the number that is shown, now and then.
    /// `None`: there is nothing to do.
    fn with(&self, lever: Lever, row: &[f64]) -> Option<(Vec<f64>, (f64, f64))> {
        let headings = &self.model.headings()[..row.len()];
        let place = |name: &str| headings.iter().position(|heading| heading.name == name);
        let mut changed = row.to_vec();
        let mut shown = None;
        for &(name, then) in lever.sets() {
            let Some(own) = place(name) else { continue };
            // What is not known, or is so already, can't be changed.
            if row[own].is_nan() || row[own].total_cmp(&then).is_eq() {
                continue;
            }
            shown.get_or_insert((row[own], then));
            changed[own] = then;
        }
        let shown = shown?;
        for &(name, along) in lever.along() {
            let is_total =
                |own: &usize| headings[*own].name.starts_with(name) && !row[*own].is_nan();
            let own = match name.strip_suffix('_') {
                Some(_) => (0..row.len()).rfind(is_total),
                None => place(name).filter(|own| !row[*own].is_nan()),
            };
            let Some(own) = own else { continue };
            let both = |of: &str| place(of).map_or((0.0, 0.0), |of| (row[of], changed[of]));
            let now = row[own];
            let then = match along {
                Along::Is(then) => then,
                Along::AtLeast(least) => now.max(least),
                Along::Usual => now.max(self.card.columns.get(own).map_or(now, |one| one.median)),
                Along::Plus(more) => now + more,
                Along::More(of) => now + known(both(of), |a, b| (b - a).abs()),
                Along::Grows(of) => now + known(both(of), |a, b| b.ln_1p() - a.ln_1p()),
            };
            changed[own] = then;
        }
        Some((changed, shown))
    }
}

/// How far something moved; what is not known moved nothing.
fn known((now, then): (f64, f64), moved: impl Fn(f64, f64) -> f64) -> f64 {
    let moved = moved(now, then);
    if moved.is_finite() { moved } else { 0.0 }
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
        learned(false)
    }

    /// `whole`: with what goes along.
    fn learned(whole: bool) -> Artefact {
        let rows = 400_u32;
        let mut table = Table::of_rows(rows as usize);
        let mut push = |name: &str, family, of: &dyn Fn(u32) -> f64| {
            let heading = Heading { name: name.to_owned(), family };
            table.push(heading, (0..rows).map(of).collect());
        };
        push("work_missed", Family::Work, &|row| f64::from(row % 5));
        push("score_mean", Family::Work, &|row| f64::from(row * 31 % 100));
        push("earlier_attempts", Family::Enrolment, &|row| f64::from(row / 5 % 4));
        if whole {
            push("work_handed_in", Family::Work, &|row| f64::from(6 - row % 5));
            push("work_handed_in_rank", Family::Work, &|row| f64::from(4 - row % 5) / 4.0);
            push("quiet_weeks", Family::Activity, &|row| f64::from(row / 20 % 3));
            push("actions_by_day_14", Family::Activity, &|row| f64::from(row * 3 % 40));
            push("actions_by_day_28", Family::Activity, &|row| f64::from(row * 3 % 40 + row % 11));
            push("actions_so_far", Family::Activity, &|row| f64::from(row * 3 % 40 + row % 11));
            push("actions_last_fortnight", Family::Activity, &|row| f64::from(row % 11));
        }
        let truths: Vec<bool> =
            (0..rows).map(|row| row % 5 + row / 5 % 4 + row * 7 % 3 > 4).collect();
        let weights = vec![1.0; truths.len()];
        let growth = Growth { trees: 30, forests: 1, ..Recipe::default().growth };
        let recipe = Recipe { growth, ..Recipe::default() };
        let examples = Examples { table: &table, truths: &truths, weights: &weights };
        let mix = Mix::learn(&examples, &recipe, 1).unwrap();
        let stages = vec![0; rows as usize];
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
            columns: table.columns().iter().map(|one| Summary::of(one, &stages)).collect(),
            probabilities: Summary::of(&[], &[]),
        };
        Artefact { card, model: Model { mix, calibration: Calibration::NONE } }
    }

    /// Four missed, two handed in; two weeks without anything, seven actions
    /// before.
    const ROW: [f64; 10] = [4.0, 50.0, 1.0, 2.0, 0.0, 2.0, 7.0, 7.0, 7.0, 0.0];

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

    /// The columns of a row with this lever, by name.
    fn with(lever: Lever, row: &[f64]) -> impl Fn(&str) -> f64 {
        let artefact = learned(true);
        let changed = artefact.with(lever, row).unwrap().0;
        let names: Vec<String> =
            artefact.model.headings().iter().map(|heading| heading.name.clone()).collect();
        move |name| changed[names.iter().position(|known| known == name).unwrap()]
    }

    #[test]
    fn what_is_no_longer_missed_was_handed_in() {
        let then = with(Lever::HandIn, &ROW);
        assert_eq!((then("work_missed"), then("work_handed_in")), (0.0, 6.0));
        assert_eq!((then("work_handed_in_rank"), then("score_mean")), (0.5, 50.0));
    }

    #[test]
    fn whoever_is_active_again_has_acted() {
        let then = with(Lever::BeActive, &ROW);
        assert_eq!((then("quiet_weeks"), then("actions_last_fortnight")), (0.0, 5.0));
        // All there was before, and that.
        assert_eq!([then("actions_so_far"), then("actions_by_day_28")], [12.0; 2]);
        assert_eq!(then("actions_by_day_14"), 7.0);
    }

    #[test]
    fn where_nothing_is_to_be_done_nothing_goes_along() {
        let row = [[0.0].as_slice(), &ROW[1..]].concat();
        assert_eq!(learned(true).with(Lever::HandIn, &row), None);
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
