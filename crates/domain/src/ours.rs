//! "Ça vient de nous": what a contact showed to be the school's to repair.

use serde::{Deserialize, Serialize};

use crate::indicator::urgency::names;

/// Where the school made somebody stumble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A project, its brief or its resources.
    Project,
    /// Mentoring: a session that was not held, or no mentor.
    Mentoring,
    /// Papers, funding, a date of defence.
    Administration,
    /// The site or a tool.
    Platform,
    /// Our own follow-up: late, or not what was promised.
    FollowUp,
    /// Something else.
    Other,
}

names! { Cause:
    Project = "project", Mentoring = "mentoring", Administration = "administration",
    Platform = "platform", FollowUp = "follow_up", Other = "other"
}
