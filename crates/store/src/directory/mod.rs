//! People and programmes: what lives outside the fact log.

pub(crate) mod enrolments;
pub(crate) mod people;
pub(crate) mod school;

pub use enrolments::Enrolment;
pub use people::{KnownStudent, NewStudent, OutsideId, Person};
