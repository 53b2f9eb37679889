//! What a contact shows of our own work: did the signal help, and was it on
//! us? Written with the contact, in its transaction, and taken back with it.

use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::indicator::Verdict;
use vigie_domain::ours::Cause;
use vigie_domain::time::Instant;
use vigie_store::{FeedbackRow, OursRow, SignalRow, Tx};

use super::audit::Entry;
use super::case::Wish;
use super::{Result, School};

/// The optional taps of a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// What is said of the strongest signal that was open then.
    pub verdict: Option<Verdict>,
    /// "Ça vient de nous", and where.
    pub ours: Option<Cause>,
    /// Its words are for few eyes.
    pub sensitive: bool,
}

impl Marks {
    /// None but that the words are for few eyes, or not.
    pub const fn few_eyes(sensitive: bool) -> Self {
        Self { verdict: None, ours: None, sensitive }
    }

    /// The words of what stands beside it, such as a promise: they may quote
    /// what is for few eyes, and are left out then.
    pub fn beside(self, words: &str) -> Option<&str> {
        (!self.sensitive).then_some(words)
    }
}

/// Marks on their way to be kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) contact: FactId,
    pub(super) marks: Marks,
    pub(super) at: Instant,
    pub(super) by: StaffId,
}

/// What is kept beside the facts of one student.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// The marks of a contact.
    pub(super) mark: Option<Mark>,
    /// Contacts that never happened: nor did their marks.
    pub(super) forget: Vec<FactId>,
    /// What the student says to whoever follows them.
    pub(super) wish: Option<Wish>,
    /// What models said of them for nobody to see goes.
    pub(super) unsaid: bool,
    /// To be remembered with it.
    pub(super) entry: Option<Entry>,
}

impl Beside {
    /// Writes it; the student is locked.
    pub(super) async fn write(
        &self,
        tx: &mut Tx,
        school: &School,
        student: StudentId,
    ) -> Result<()> {
        if !self.forget.is_empty() {
            tx.forget_feedback(student, &self.forget).await?;
            tx.forget_ours(student, &self.forget).await?;
            tx.forget_sensitive(student, &self.forget).await?;
        }
        if self.unsaid {
            tx.forget_risk_answers_of(student).await?;
        }
        if let Some(wish) = self.wish.clone() {
            wish.write(tx, school, student).await?;
        }
        let Some(Mark { contact, marks, at, by }) = self.mark else { return Ok(()) };
        if marks.sensitive {
            tx.keep_sensitive(student, contact).await?;
        }
        if let Some(verdict) = marks.verdict {
            let open = tx.open_signals(student).await?;
            if let Some(led) = strongest(&open, school) {
                tx.put_feedback(&FeedbackRow {
                    student,
                    contact,
                    indicator: led.key.indicator.as_str().into(),
                    version: led.indicator_version,
                    verdict,
                    at,
                    by,
                })
                .await?;
            }
        }
        if let Some(cause) = marks.ours {
            let mentor = match (cause, tx.mentors_of(&[student]).await?.as_slice()) {
                // Of two mentors, nobody said which.
                (Cause::Mentoring, [only]) => Some(only.mentor),
                _ => None,
            };
            let mark = OursRow { mentor, ..OursRow::new((student, contact), cause, (at, by)) };
            tx.put_ours(&mark).await?;
        }
        Ok(())
    }
}

/// The signal that a line shows first: the most urgent, then the oldest. What
/// is on trial led nobody anywhere.
fn strongest<'r>(open: &'r [SignalRow], school: &School) -> Option<&'r SignalRow> {
    let known = |row: &'r SignalRow| Some((school.indicator(&row.key.indicator)?.severity, row));
    let first = open.iter().filter_map(known).min_by_key(|(severity, row)| {
        (std::cmp::Reverse(*severity), row.since, row.key.indicator.clone())
    });
    first.map(|(_, row)| row)
}
