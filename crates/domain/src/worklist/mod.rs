//! Today's contacts for one advisor: ranked once, cut to the hours they have.

mod cut;
mod day;
mod line;
mod points;
mod rank;

pub use cut::{Cut, cut};
pub use day::{Day, Hours, day};
pub use line::{Candidate, Line, Promise, Reason};
pub use points::{Point, PointKind, Points, Scored};
pub use rank::{Floor, rank};
