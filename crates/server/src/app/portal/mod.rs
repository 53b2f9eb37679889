//! What students and mentors see and say from their personal link, or signed
//! in.
//!
//! What they say becomes facts of the day, so that what we ring for does not
//! rest on files that come late.

mod came_of;
mod mentor;
mod own;
mod student;

pub use came_of::{Came, Said, Told};
pub use mentor::{Mentee, MentorView, SessionReport};
pub use own::{has_own_words, is_told};
pub use student::{Coming, StandIn, StudentView};
