//! Bytes from elsewhere become records and rejects; a bad row never stops a file.
//!
//! Readers are pure: they know no store and no clock. They hand each record to
//! a [`Sink`] as soon as it is read, in memory that does not grow with the file.

pub mod cell;
mod folder;
pub mod native;
pub mod oulad;
mod reject;
mod table;

use std::io;
use std::path::PathBuf;

use vigie_domain::draft::Record;
use vigie_domain::fact::Kinds;

pub use reject::{Reason, Reject};

/// Where a reader puts what it reads.
pub trait Sink {
    /// Take one record.
    ///
    /// # Errors
    /// [`Stop`] ends the reading at once, e.g. because a database failed.
    fn record(&mut self, record: Record) -> Result<(), Stop>;

    /// Take note of something that could not be read, or not as it stands.
    fn reject(&mut self, reject: Reject);

    /// Called now and then: bytes read so far, of how many in all files.
    fn progress(&mut self, bytes_read: u64, bytes_total: u64);
}

/// The sink wants no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;

/// What a source can tell at all, even where it happens to tell nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Supply {
    /// The kinds of fact that this source supplies.
    pub kinds: Kinds,
}

/// Nothing could be read. Anything less is a [`Reject`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder is missing or closed to us.
    #[error("cannot read the folder {}: {cause}", path.display())]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The folder has none of the files that this reader knows.
    #[error("{} holds none of the files this format knows ({known})", path.display())]
    NoKnownFile {
        /// Which folder.
        path: PathBuf,
        /// The names that were looked for.
        known: String,
    },
    /// A file that everything else depends on is missing or has no usable row.
    #[error("{} needs a usable {file}: nothing else can be read without it", path.display())]
    Needed {
        /// Which folder.
        path: PathBuf,
        /// Which file.
        file: &'static str,
    },
    /// The time-zone database lacks the zone of this source.
    #[error(transparent)]
    TimeZone(#[from] vigie_domain::calendar::UnknownTimeZone),
    /// The sink asked to stop; it knows why.
    #[error("reading was stopped")]
    Stopped,
}

impl From<Stop> for Error {
    fn from(_: Stop) -> Self {
        Self::Stopped
    }
}

/// A sink that keeps everything, for tests and small inputs.
#[derive(Debug, Default)]
pub struct Collected {
    /// Every record, in the order it was read.
    pub records: Vec<Record>,
    /// Every reject, in the order it was met.
    pub rejects: Vec<Reject>,
    /// The last progress: bytes read, bytes in all.
    pub progress: (u64, u64),
}

impl Sink for Collected {
    fn record(&mut self, record: Record) -> Result<(), Stop> {
        self.records.push(record);
        Ok(())
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects.push(reject);
    }

    fn progress(&mut self, bytes_read: u64, bytes_total: u64) {
        self.progress = (bytes_read, bytes_total);
    }
}
