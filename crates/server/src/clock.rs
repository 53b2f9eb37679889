//! The one place where time comes in.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use vigie_domain::time::Instant;

/// What "now" is. Tests and the demo set it; the live program reads the
/// system's clock.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that only moves when it is told to.
    Manual(Arc<AtomicI64>),
    /// The machine's clock, so many seconds off: the demo's morning, which
    /// then goes on.
    Shifted(i64),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn manual(at: Instant) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.0)))
    }

    /// The present instant.
    #[expect(clippy::disallowed_methods, reason = "the one place where ambient time is read")]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => Instant(jiff::Timestamp::now().as_second()),
            Self::Shifted(by) => Instant(jiff::Timestamp::now().as_second() + by),
            Self::Manual(at) => Instant(at.load(Ordering::SeqCst)),
        }
    }

    /// A clock that stands at `at` now, and goes on from there.
    pub fn from(at: Instant) -> Self {
        Self::Shifted(at.since(Self::System.now()).0)
    }

    /// Move a manual clock; any other stays what it is.
    pub fn set(&self, to: Instant) {
        if let Self::Manual(at) = self {
            at.store(to.0, Ordering::SeqCst);
        }
    }
}

/// How long something took: for progress and summaries, never for decisions.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Start now.
    #[expect(clippy::disallowed_methods, reason = "measures durations, decides nothing")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
