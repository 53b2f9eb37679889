//! People and programmes: what lives outside the fact log.

use serde::{Deserialize, Serialize};

use crate::fact::{Role, WorkKind};
use crate::ids::Key;

/// A student as a source knows them. Personal data: never in the fact log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// The id in the source.
    pub external: Key,
    /// Given name; empty where the source has none.
    pub given_name: String,
    /// Family name; empty where the source has none.
    pub family_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone, as written.
    pub phone: Option<String>,
    /// IANA time zone, where it differs from the school's.
    pub time_zone: Option<String>,
    /// `fr` or `en`.
    pub language: Option<Key>,
    /// Say *tu* rather than *vous*.
    pub informal: bool,
    /// The job they dream of, in their own words.
    pub dream_job: Option<String>,
    /// When they like to be called, in their own words.
    pub good_hours: Option<String>,
    /// Attributes used only to check fairness, never in an indicator:
    /// (name, value), e.g. `("age_band", "35-55")`.
    pub audit: Vec<(Key, Key)>,
}

/// A member of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// The id in the source; [`crate::ids::StaffId::derive`] of it is used in facts.
    pub external: Key,
    /// Name as shown.
    pub name: String,
    /// Advisor or mentor.
    pub role: Role,
    /// Way of working in a few words, for a mentor.
    pub way: Option<String>,
    /// How many students they can follow.
    pub capacity: Option<u16>,
}

/// A programme with its items, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// The key used in facts.
    pub key: Key,
    /// Title as shown.
    pub title: String,
    /// Items with their titles.
    pub items: Vec<Item>,
}

/// A project, an assignment or another piece of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The key used in facts.
    pub key: Key,
    /// Title as shown.
    pub title: String,
    /// What kind of work.
    pub kind: WorkKind,
}
