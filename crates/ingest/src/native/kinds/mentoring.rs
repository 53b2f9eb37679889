//! Who is with a student, and their sessions.

use vigie_domain::fact::{Kind, SessionRated};

use super::super::file::{Field, File, Scope};
use super::file;

pub(super) const FILES: &[File] = &[
    file! {
        AdvisorAssigned in Student by Some(&["advisor", "occurred_at"]), "2025-08-25";
        advisor = "lea", "who";
    },
    file! {
        AdvisorEnded in Student by Some(&["advisor", "occurred_at"]), "2026-08-31";
        advisor = "lea", "who";
    },
    file! {
        MentorAssigned in Enrolment by Some(&["mentor", "occurred_at"]), "2025-09-01";
        mentor = "karim", "who";
    },
    file! {
        MentorEnded in Enrolment by Some(&["mentor", "occurred_at"]), "2026-08-31";
        mentor = "karim", "who";
    },
    file! {
        SessionBooked in Enrolment by Some(&["session", "occurred_at"]), "2025-09-03 12:00";
        session = "S-1", "the session, as the school numbers it";
        mentor = "karim", "with whom";
        at = "2025-09-08 18:00", "when it takes place";
    },
    file! {
        SessionRecorded in Enrolment by Some(&["session"]), "2025-09-08 18:45";
        session = "S-1", "the session";
        mentor = "karim", "with whom";
        at = "2025-09-08 18:00", "when it was meant to be";
        outcome = "held", "what became of it";
    },
    File {
        kind: Kind::SessionRated,
        scope: Scope::Enrolment,
        fields: &[
            Field::of("session", |body: &SessionRated| &body.session, "S-1", "the session"),
            Field::of("rating", |body: &SessionRated| &body.rating, "5", "from 1 to 5"),
        ],
        identity: Some(&["session"]),
        example: "2025-09-08 19:00",
        text: None,
        body: |cells| {
            let session = cells.read("session")?;
            Ok(SessionRated { session, rating: cells.read_within("rating", 1, 5)? }.into())
        },
    },
];
