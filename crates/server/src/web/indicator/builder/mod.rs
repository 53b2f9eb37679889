//! The guided builder: rows of drop-downs, and the condition they make.

mod choice;
mod part;
mod row;

pub(super) use choice::{Families, families, label};
pub(super) use part::{Part, parts};
pub(super) use row::{Row, Unfinished, group, rows, sent};
