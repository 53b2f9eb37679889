//! Indicators: what the school's team watches for. Data, not code.
//!
//! A [definition](Indicator) is a file. Its condition is
//! [parsed](syntax), [checked](check) against the metric catalogue, and
//! evaluated to an [`Answer`]: whether it is true, and until when.

pub mod builder;
pub mod check;
pub mod condition;
mod contradiction;
mod crossing;
pub mod definition;
pub mod diagnostic;
pub mod lifecycle;
pub mod literal;
mod order;
mod print;
pub mod syntax;
pub mod urgency;
pub mod usefulness;

pub use condition::{Answer, Comparison, Condition, Number};
pub use definition::{Indicator, Threshold, Wording};
pub use diagnostic::{Diagnostic, Level, Mistakes};
pub use lifecycle::State;
pub use literal::Literal;
pub use urgency::{Severity, Task};
pub use usefulness::{Usefulness, Verdict};
