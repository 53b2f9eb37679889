//! People and programmes: what lives outside the fact log.

pub(crate) mod advisors;
pub(crate) mod enrolments;
pub(crate) mod people;
pub(crate) mod school;
pub(crate) mod search;
pub(crate) mod users;
pub(crate) mod wishes;

pub use advisors::AdvisorRow;
pub use enrolments::Enrolment;
pub use people::{KnownStudent, NewStudent, OutsideId, Person};
pub use users::{AccountState, User};
pub use wishes::Availability;
