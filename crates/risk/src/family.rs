//! The families under which a model's reasons are told.

use serde::{Deserialize, Serialize};
use vigie_domain::metric;

/// Where a column belongs in an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Activity on the course site.
    Activity,
    /// Progress against the plan.
    Pace,
    /// Work with due dates, and marks.
    Work,
    /// Defences.
    Defences,
    /// Mentoring.
    Mentoring,
    /// Contact and promises.
    Contact,
    /// The enrolment itself: when, how much, how often before.
    Enrolment,
    /// Diploma, job search and job.
    Job,
    /// The person.
    Profile,
    /// Other enrolments of the same person, past and present.
    History,
    /// The programme and its calendar: the same for everybody in it.
    Programme,
    /// Attributes protected by law; never used unless someone says why.
    Protected,
}

impl Family {
    /// Every family, in the order of an explanation.
    pub const ALL: [Self; 12] = [
        Self::Work,
        Self::Activity,
        Self::Pace,
        Self::Defences,
        Self::Mentoring,
        Self::Contact,
        Self::Enrolment,
        Self::History,
        Self::Job,
        Self::Profile,
        Self::Programme,
        Self::Protected,
    ];

    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Pace => "pace",
            Self::Work => "work",
            Self::Defences => "defences",
            Self::Mentoring => "mentoring",
            Self::Contact => "contact",
            Self::Enrolment => "enrolment",
            Self::Job => "job",
            Self::Profile => "profile",
            Self::History => "history",
            Self::Programme => "programme",
            Self::Protected => "protected",
        }
    }

    /// Can a student or the school still change it?
    pub const fn can_change(self) -> bool {
        matches!(
            self,
            Self::Activity
                | Self::Pace
                | Self::Work
                | Self::Defences
                | Self::Mentoring
                | Self::Contact
                | Self::Job
        )
    }
}

impl From<metric::Family> for Family {
    fn from(family: metric::Family) -> Self {
        match family {
            metric::Family::Activity => Self::Activity,
            metric::Family::Pace => Self::Pace,
            metric::Family::Work => Self::Work,
            metric::Family::Defences => Self::Defences,
            metric::Family::Mentoring => Self::Mentoring,
            metric::Family::Contact => Self::Contact,
            metric::Family::Enrolment => Self::Enrolment,
            metric::Family::Job => Self::Job,
            metric::Family::Profile => Self::Profile,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_stands_once_in_the_order() {
        let mut all = Family::ALL.to_vec();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), Family::ALL.len());
    }

    #[test]
    fn nobody_can_change_their_past_or_who_they_are() {
        let fixed = [Family::History, Family::Profile, Family::Protected, Family::Programme];
        assert!(!fixed.into_iter().any(Family::can_change));
    }
}
