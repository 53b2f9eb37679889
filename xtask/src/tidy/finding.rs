//! What a check has to say.

use std::fmt;

/// Something to mend, where it stands and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) path: String,
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) message: String,
    pub(super) hint: String,
    /// A warning is shown and fails nothing.
    pub(super) warning: bool,
}

impl Finding {
    /// An error at this place.
    pub(super) fn new(
        path: impl Into<String>,
        line: usize,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let (path, message, hint) = (path.into(), message.into(), hint.into());
        Self { path, line, message, hint, warning: false }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, message, hint, warning } = self;
        let kind = if *warning { "warning: " } else { "" };
        write!(f, "        {path}:{line}: {kind}{message}\n          hint: {hint}")
    }
}

/// The outcome of one check.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) findings: Vec<Finding>,
    /// Said even when nothing is wrong: a figure, or why there was nothing to check.
    pub(super) notes: Vec<String>,
}

impl Report {
    /// The findings that fail the chore.
    pub(super) fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.warning)
    }

    /// `path:line` of every finding, for tests.
    #[cfg(test)]
    pub(super) fn places(&self) -> Vec<String> {
        self.findings.iter().map(|finding| format!("{}:{}", finding.path, finding.line)).collect()
    }
}

impl From<Vec<Finding>> for Report {
    fn from(findings: Vec<Finding>) -> Self {
        Self { findings, notes: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_gives_place_reason_and_hint() {
        let finding = Finding::new("a.rs", 7, "too long", "split it");
        assert_eq!(finding.to_string().trim(), "a.rs:7: too long\n          hint: split it");
    }

    #[test]
    fn a_warning_is_no_error() {
        let mut finding = Finding::new("a.rs", 7, "long", "split it");
        finding.warning = true;
        assert_eq!(Report::from(vec![finding]).errors().count(), 0);
    }
}
