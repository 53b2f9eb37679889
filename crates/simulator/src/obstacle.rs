//! What may stand in a student's way without anybody being told.

use serde::{Deserialize, Serialize};
use vigie_domain::fact::{Funding, Need, WithdrawalReason};

use crate::chance::Chance;

/// A hidden obstacle: it shows only in what the student does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// Nobody showed them where to begin.
    LonelyStart,
    /// The mentor's way of working does not suit them.
    MentorMismatch,
    /// One concept that they cannot get past.
    ConceptWall,
    /// A defence to rework that hurt.
    FailedDefence,
    /// The reason to go on has faded.
    MotivationLoss,
    /// Illness, a birth, a death, a move.
    LifeEvent,
    /// A job that would begin before the diploma.
    JobOffer,
    /// The money is not certain any more.
    FundingTrouble,
    /// Applications without answers.
    DiscouragedSearch,
}

/// How an obstacle changes behaviour: factors on what a person usually does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Effects {
    /// On the chance of studying on a day.
    pub(crate) activity: f64,
    /// On the chance of coming to a session.
    pub(crate) attendance: f64,
    /// On how far a day of study carries.
    pub(crate) progress: f64,
    /// Points taken off a mark out of 100.
    pub(crate) marks: f64,
    /// Points taken off a rating out of 5.
    pub(crate) ratings: f64,
    /// On the chance that the telephone is answered.
    pub(crate) answering: f64,
    /// On the number of applications.
    pub(crate) applications: f64,
}

impl Effects {
    /// No obstacle.
    pub(crate) const NONE: Self = Self {
        activity: 1.0,
        attendance: 1.0,
        progress: 1.0,
        marks: 0.0,
        ratings: 0.0,
        answering: 1.0,
        applications: 1.0,
    };
}

impl Obstacle {
    /// Every obstacle.
    pub const ALL: [Self; 9] = [
        Self::LonelyStart,
        Self::MentorMismatch,
        Self::ConceptWall,
        Self::FailedDefence,
        Self::MotivationLoss,
        Self::LifeEvent,
        Self::JobOffer,
        Self::FundingTrouble,
        Self::DiscouragedSearch,
    ];

    /// What it does to behaviour while it lasts.
    pub(crate) const fn effects(self) -> Effects {
        let (activity, attendance, progress, marks, ratings, answering) = match self {
            Self::LonelyStart => (0.15, 0.5, 0.6, 4.0, 0.3, 1.0),
            Self::MentorMismatch => (0.65, 0.4, 0.7, 5.0, 2.4, 1.0),
            Self::ConceptWall => (0.8, 0.85, 0.15, 26.0, 0.6, 0.95),
            Self::FailedDefence => (0.35, 0.6, 0.5, 6.0, 0.8, 0.85),
            Self::MotivationLoss => (0.25, 0.35, 0.7, 8.0, 0.5, 0.7),
            Self::LifeEvent => (0.1, 0.15, 0.6, 10.0, 0.0, 0.55),
            Self::JobOffer => (0.3, 0.5, 0.8, 3.0, 0.0, 0.8),
            Self::FundingTrouble => (0.45, 0.6, 0.8, 4.0, 0.2, 0.9),
            Self::DiscouragedSearch => (1.0, 1.0, 1.0, 0.0, 0.0, 0.75),
        };
        let applications = if matches!(self, Self::DiscouragedSearch) { 0.08 } else { 1.0 };
        Effects { activity, attendance, progress, marks, ratings, answering, applications }
    }

    /// Shortest and longest time it lasts if nobody helps, in days.
    pub(crate) const fn lasts(self) -> (i32, i32) {
        match self {
            Self::LonelyStart => (24, 40),
            Self::MentorMismatch | Self::ConceptWall | Self::FundingTrouble => (35, 70),
            Self::FailedDefence => (30, 60),
            Self::MotivationLoss => (35, 75),
            Self::LifeEvent => (24, 70),
            Self::JobOffer => (14, 30),
            Self::DiscouragedSearch => (45, 100),
        }
    }

    /// Chance that it ends in a departure if nobody helps.
    pub(crate) const fn ends_in_departure(self) -> f64 {
        match self {
            Self::LonelyStart | Self::ConceptWall => 0.45,
            Self::MentorMismatch | Self::FailedDefence | Self::LifeEvent => 0.4,
            Self::MotivationLoss => 0.6,
            Self::JobOffer => 0.65,
            Self::FundingTrouble => 0.5,
            Self::DiscouragedSearch => 0.0,
        }
    }

    /// The need that its sentences state.
    pub(crate) const fn need(self) -> Need {
        match self {
            Self::LonelyStart | Self::FailedDefence => Need::Help,
            Self::MentorMismatch => Need::MentorChange,
            Self::ConceptWall => Need::Concept,
            Self::MotivationLoss => Need::Stopping,
            Self::LifeEvent => Need::Administrative,
            Self::JobOffer => Need::JobOffer,
            Self::FundingTrouble => Need::Money,
            Self::DiscouragedSearch => Need::Call,
        }
    }

    /// Why somebody says they leave because of it.
    pub(crate) fn reason(self, chance: &mut Chance) -> WithdrawalReason {
        if self != Self::JobOffer && chance.yes(0.25) {
            return WithdrawalReason::Unknown;
        }
        match self {
            Self::JobOffer => WithdrawalReason::Job,
            Self::LifeEvent if chance.yes(0.4) => WithdrawalReason::Health,
            Self::LifeEvent => WithdrawalReason::Life,
            Self::FundingTrouble => WithdrawalReason::Money,
            Self::MotivationLoss if chance.yes(0.5) => WithdrawalReason::Unknown,
            _ => WithdrawalReason::Unsuited,
        }
    }
}

/// What lies ahead of one student, drawn when they enrol.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fate {
    /// Which obstacle.
    pub(crate) obstacle: Obstacle,
    /// When it comes.
    pub(crate) trigger: Trigger,
}

/// When an obstacle comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trigger {
    /// So many days after the first day of study.
    After(i32),
    /// With the work on this project, counted from 0.
    AtProject(usize),
    /// With the defence of this project, which has to be reworked.
    AtDefence(usize),
}

/// Share of enrolments that meet an obstacle before the diploma.
const SHARE: f64 = 0.5;

impl Fate {
    /// The obstacle on the way through a programme of so many projects, if any.
    pub(crate) fn draw(chance: &mut Chance, projects: usize, funding: Funding) -> Option<Self> {
        if !chance.yes(SHARE) {
            return None;
        }
        let money = match funding {
            Funding::Employer | Funding::Apprenticeship => 0.01,
            _ => 0.09,
        };
        let weights = [0.15, 0.13, 0.17, 0.12, 0.17, 0.14, 0.09, money];
        let obstacle = Obstacle::ALL[chance.weighted(&weights)];
        let last = i32::try_from(projects).unwrap_or(8) - 2;
        let place = usize::try_from(chance.int(1, last)).unwrap_or(1);
        let trigger = match obstacle {
            Obstacle::LonelyStart => Trigger::After(0),
            Obstacle::MentorMismatch => Trigger::After(chance.int(12, 80)),
            Obstacle::ConceptWall => Trigger::AtProject(place),
            Obstacle::FailedDefence => Trigger::AtDefence(place - 1),
            Obstacle::JobOffer => Trigger::After(chance.int(80, 320)),
            _ => Trigger::After(chance.int(25, 280)),
        };
        Some(Self { obstacle, trigger })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Strand;

    #[test]
    fn an_obstacle_never_makes_anyone_study_more() {
        for obstacle in Obstacle::ALL {
            let effects = obstacle.effects();
            assert!(effects.activity <= 1.0 && effects.progress <= 1.0, "{obstacle:?}");
            assert_ne!(effects, Effects::NONE, "{obstacle:?}");
        }
    }

    #[test]
    fn a_discouraged_search_never_comes_before_the_diploma() {
        let mut chance = Chance::of(5, 1, Strand::Obstacle);
        for _ in 0..2_000 {
            let fate = Fate::draw(&mut chance, 8, Funding::Personal);
            assert!(fate.is_none_or(|fate| fate.obstacle != Obstacle::DiscouragedSearch));
        }
    }

    #[test]
    fn leaving_for_a_job_is_always_said() {
        let mut chance = Chance::of(5, 1, Strand::Obstacle);
        for _ in 0..200 {
            assert_eq!(Obstacle::JobOffer.reason(&mut chance), WithdrawalReason::Job);
        }
    }
}
