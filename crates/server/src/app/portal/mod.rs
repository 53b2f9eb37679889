//! What students and mentors see and say from their personal link.
//!
//! What they say becomes facts of the day, so that what we ring for does not
//! rest on files that come late.

mod mentor;
mod student;

pub use mentor::{Mentee, MentorView, SessionReport};
pub use student::{Coming, StandIn, StudentView};
