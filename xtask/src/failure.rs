//! Why a chore could not be done.

use std::fmt;

/// A chore that failed, in one sentence for the person at the terminal.
///
/// A chore is run by a person who reads the message: no caller ever branches
/// on the kind of failure, so there is no enum to match on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(String);

/// What every chore returns.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with this message; it should say what to do next.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// For `map_err`: puts what was being done before the cause.
    pub fn while_doing<E: fmt::Display>(what: impl fmt::Display) -> impl FnOnce(E) -> Self {
        move |cause| Self(format!("{what}: {cause}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_follows_what_was_being_done() {
        let outcome: std::result::Result<(), &str> = Err("disk full");
        let failure = outcome.map_err(Failure::while_doing("writing the log")).unwrap_err();
        assert_eq!(failure.to_string(), "writing the log: disk full");
    }
}
