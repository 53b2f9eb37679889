//! Indicators: what the school's team watches for. Data, not code.

pub mod condition;

pub use condition::{Answer, Comparison, Condition, Number};
