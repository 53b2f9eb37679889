//! What is read of the whole school at once: in the background, never twice at
//! the same time, for everybody who asks, and kept for as long as it was dear.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use askama::Template;
use axum::response::Html;
use tokio::sync::watch;

use super::{Error, Frame};
use crate::app::Result;
use crate::clock::Stopwatch;

/// A page waits for so long before it shows how far a reading is.
pub(super) const PATIENCE: Duration = Duration::from_millis(900);
/// What cannot show it, a file or a form that was refused, waits longer.
pub(super) const LONG_PATIENCE: Duration = Duration::from_secs(25);

/// What took long to read is shown for longer: so many times as long. Reading
/// it then never takes more than a twentieth of a core.
const KEPT_FOR: f64 = 20.0;

/// How far a reading is.
#[derive(Debug)]
pub(super) enum Reading<T> {
    /// So many of so many.
    Running(u64, u64),
    /// There it is.
    Ready(Arc<Kept<T>>),
    /// It could not be read; the log says why.
    Failed,
}

impl<T> Clone for Reading<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Running(done, of) => Self::Running(*done, *of),
            Self::Ready(kept) => Self::Ready(Arc::clone(kept)),
            Self::Failed => Self::Failed,
        }
    }
}

/// So many of so many are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct SoFar {
    pub(super) done: u64,
    pub(super) all: u64,
}

#[derive(Template)]
#[template(path = "reading.html")]
struct ReadingPage {
    frame: Frame,
    so_far: SoFar,
    /// Key of what goes on.
    what: &'static str,
}

impl SoFar {
    /// A page that asks again by itself until there is one to show.
    pub(super) fn page(self, frame: Frame) -> super::Result<Html<String>> {
        self.page_saying(frame, "friday-reading")
    }

    /// The same, where something else than reading goes on.
    pub(super) fn page_saying(
        self,
        frame: Frame,
        what: &'static str,
    ) -> super::Result<Html<String>> {
        Ok(Html(ReadingPage { frame, so_far: self, what }.render()?))
    }
}

/// What was read, and what it took.
#[derive(Debug)]
pub(super) struct Kept<T> {
    pub(super) value: T,
    took: f64,
    since: Stopwatch,
}

/// Tells whoever waits how far it is.
pub(super) type Tell<T> = watch::Sender<Reading<T>>;

/// The last reading, or the one that goes on.
#[derive(Debug)]
pub(super) struct Keeper<T>(Mutex<Option<watch::Receiver<Reading<T>>>>);

impl<T> Default for Keeper<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Send + Sync + 'static> Keeper<T> {
    /// Where the reading is, once it is done or `patience` is over; begins one
    /// if need be.
    pub(super) async fn ask<F>(
        &self,
        patience: Duration,
        read: impl FnOnce(Tell<T>) -> F,
    ) -> Reading<T>
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let mut told = self.begin(read);
        let done = told.wait_for(|reading| !matches!(reading, Reading::Running(..)));
        // Too long, or its reader is gone: what is known then counts.
        let _ = tokio::time::timeout(patience, done).await.map(|told| told.is_ok());
        told.borrow().clone()
    }

    /// What was read, or how far the reading is.
    pub(super) async fn kept<F>(
        &self,
        patience: Duration,
        read: impl FnOnce(Tell<T>) -> F,
    ) -> super::Result<Result<Arc<Kept<T>>, SoFar>>
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        match self.ask(patience, read).await {
            Reading::Ready(kept) => Ok(Ok(kept)),
            Reading::Running(done, all) => Ok(Err(SoFar { done, all })),
            Reading::Failed => Err(Error::Broken),
        }
    }

    /// Begins something that is done once, and waits for so long; what goes on
    /// already is waited for instead.
    pub(super) async fn once<F>(
        &self,
        patience: Duration,
        work: impl FnOnce(Tell<T>) -> F,
    ) -> Reading<T>
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        if !matches!(self.last(), Some(Reading::Running(..))) {
            self.forget();
        }
        self.ask(patience, work).await
    }

    /// What was read last, however long ago, or how far a reading is; `None`:
    /// nobody asked, or it was forgotten.
    pub(super) fn last(&self) -> Option<Reading<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let told = kept.as_ref().filter(|told| match &*told.borrow() {
            Reading::Running(..) => has_reader(told),
            Reading::Ready(_) | Reading::Failed => true,
        });
        told.map(|told| told.borrow().clone())
    }

    /// What was read no longer holds, since somebody changed it: whoever asks
    /// next reads it anew. A reading that goes on is told to those who wait
    /// for it, and then forgotten, too.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn begin<F>(&self, read: impl FnOnce(Tell<T>) -> F) -> watch::Receiver<Reading<T>>
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.as_ref().filter(|known| is_good(known)) {
            return known.clone();
        }
        let (tell, told) = watch::channel(Reading::Running(0, 0));
        tokio::spawn(settle(read(tell.clone()), tell));
        kept.insert(told).clone()
    }
}

async fn settle<T>(read: impl Future<Output = Result<T>>, tell: Tell<T>) {
    let watch = Stopwatch::start();
    let last = match read.await {
        Ok(value) => {
            let (took, since) = (watch.seconds(), Stopwatch::start());
            Reading::Ready(Arc::new(Kept { value, took, since }))
        }
        Err(error) => {
            tracing::error!(%error, "the school could not be read");
            Reading::Failed
        }
    };
    tell.send_replace(last);
}

/// Without a reader any more it would never be ready.
fn has_reader<T>(told: &watch::Receiver<Reading<T>>) -> bool {
    told.has_changed().is_ok()
}

fn is_good<T>(told: &watch::Receiver<Reading<T>>) -> bool {
    match &*told.borrow() {
        Reading::Running(..) => has_reader(told),
        Reading::Ready(kept) => kept.since.seconds() < kept.took * KEPT_FOR,
        Reading::Failed => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(reading: Reading<u8>) -> (Tell<u8>, watch::Receiver<Reading<u8>>) {
        watch::channel(reading)
    }

    fn kept(took: f64) -> Reading<u8> {
        Reading::Ready(Arc::new(Kept { value: 1, took, since: Stopwatch::start() }))
    }

    #[test]
    fn a_reading_that_goes_on_is_not_begun_again_unless_its_reader_is_gone() {
        let (tell, told) = told(Reading::Running(1, 9));
        assert!(is_good(&told));
        drop(tell);
        assert!(!is_good(&told));
    }

    #[tokio::test]
    async fn what_was_forgotten_is_read_anew() {
        let keeper = Keeper::default();
        let long = Duration::from_secs(5);
        let read = |value: u8| {
            move |_| async move {
                // Dear enough to be kept.
                tokio::time::sleep(Duration::from_millis(50)).await;
                Ok(value)
            }
        };
        let value = |reading| match reading {
            Reading::Ready(kept) => Some(kept.value),
            _ => None,
        };
        assert_eq!(value(keeper.ask(long, read(1)).await), Some(1));
        assert_eq!(value(keeper.ask(long, read(2)).await), Some(1));
        keeper.forget();
        assert_eq!(value(keeper.ask(long, read(3)).await), Some(3));
    }

    #[tokio::test]
    async fn what_is_done_once_is_done_again_when_asked_again_but_not_while_it_goes_on() {
        let keeper = Keeper::default();
        let done = |value: u8| {
            move |_| async move {
                tokio::time::sleep(Duration::from_millis(50)).await;
                Ok(value)
            }
        };
        let long = Duration::from_secs(5);
        let first = keeper.once(Duration::ZERO, done(1)).await;
        assert!(matches!(first, Reading::Running(..)));
        let same = keeper.once(long, done(2)).await;
        assert!(matches!(same, Reading::Ready(kept) if kept.value == 1));
        assert!(matches!(keeper.last(), Some(Reading::Ready(kept)) if kept.value == 1));
        let again = keeper.once(long, done(3)).await;
        assert!(matches!(again, Reading::Ready(kept) if kept.value == 3));
    }

    #[test]
    fn what_was_read_is_kept_for_as_long_as_it_was_dear_to_read() {
        assert!(is_good(&told(kept(60.0)).1));
        assert!(!is_good(&told(kept(0.0)).1));
        assert!(!is_good(&told(Reading::Failed).1));
    }
}
