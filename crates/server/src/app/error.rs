//! What can go wrong, and the exit status it means.

/// Everything that can go wrong in the program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] vigie_store::Error),
    /// A source of which nothing could be read.
    #[error(transparent)]
    Ingest(#[from] vigie_ingest::Error),
    /// A time zone that nobody knows.
    #[error(transparent)]
    TimeZone(#[from] vigie_domain::calendar::UnknownTimeZone),
    /// A file that could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// An indicator that does not hold.
    #[error("{0}")]
    Indicator(String),
    /// Something asked for by name that does not exist.
    #[error("no {what} `{name}`{hint}")]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// The name asked for.
        name: String,
        /// What to do about it, starting with a separator; or empty.
        hint: String,
    },
    /// What was asked for makes no sense.
    #[error(transparent)]
    Refused(#[from] super::Refusal),
    /// Input that makes no sense.
    #[error("{0}")]
    Input(String),
    /// The record of what was done does not hold.
    #[error("the record of what was done does not hold in {0} places")]
    Audit(usize),
    /// Nothing outside of the database vouches for that record.
    #[error(
        "nothing outside of the database vouches for the record: {}; \
         `vigie audit keep`, or the engine once a day, writes it",
        .0.as_ref().map_or_else(
            || "nobody said where its heads are kept (--audit-heads FILE)".to_owned(),
            |path| format!("no head is kept in {}", path.display()),
        )
    )]
    Unvouched(Option<std::path::PathBuf>),
    /// Somebody has no advisor, or not exactly one.
    #[error("not everybody has exactly one advisor who answers: {0} findings")]
    Caseload(usize),
    /// A cached value that this program did not write.
    #[error(
        "the cached standing of {student} cannot be read: {source}; run `vigie doctor --refold`"
    )]
    Cache {
        /// Whose.
        student: vigie_domain::ids::StudentId,
        /// Why not.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// A result of the program.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// There is no such student, or no longer.
    pub(super) fn no_student(student: vigie_domain::ids::StudentId) -> Self {
        Self::Unknown { what: "student", name: student.to_string(), hint: String::new() }
    }

    /// The exit status: 2 for a mistake in what was asked, 3 for something
    /// that does not exist, 4 for the database, 5 for nothing readable, 6 for a record that does not hold.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Input(_) | Self::Refused(_) | Self::TimeZone(_) | Self::Indicator(_) => 2,
            Self::Unknown { .. } => 3,
            Self::Store(_) | Self::Cache { .. } => 4,
            Self::Ingest(_) | Self::File { .. } => 5,
            Self::Audit(_) | Self::Unvouched(_) | Self::Caseload(_) => 6,
        }
    }
}
