//! How much memory things hold, counted and not asked of the system: what an
//! allocator keeps for later would be in the way.

use vigie_domain::ids::Key;
use vigie_domain::journey::{Enrolment, Journey, Work};

/// Bytes of these journeys and of all that they own.
pub(crate) fn held(journeys: &[Journey]) -> u64 {
    journeys.iter().map(|journey| of_journey(journey) as u64).sum()
}

fn of_journey(journey: &Journey) -> usize {
    let enrolments: usize = journey.enrolments.iter().map(beyond_itself).sum();
    let places = journey.enrolments.capacity() * size_of::<Enrolment>();
    size_of::<Journey>() + places + enrolments
}

/// What an enrolment owns elsewhere.
fn beyond_itself(enrolment: &Enrolment) -> usize {
    let works = &enrolment.work.works;
    let words = works.iter().map(|work| &work.item);
    let words: usize = words.chain([&enrolment.programme, &enrolment.cohort]).map(apart).sum();
    works.capacity() * size_of::<Work>() + words
}

/// A long word is not kept in place.
fn apart(word: &Key) -> usize {
    if word.is_heap_allocated() { word.capacity() } else { 0 }
}

/// `12.3 MiB`.
#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
pub(crate) fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / (1_024.0 * 1_024.0))
}
