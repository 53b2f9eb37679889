//! "Ça vient de nous": each mark gets somebody who looks into it, and an
//! answer.

use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::time::{Instant, Span};
use vigie_store::OursRow;

use super::written::some_words;
use super::{App, Error, Result};

/// A mentor whom a mark concerns has it for themself for so long, or until
/// they reply: they learn of it from the school, and not from their manager.
pub const FIRST: Span = Span::days(3);

/// What a contact marked as the school's to repair, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The mark.
    pub row: OursRow,
    /// What was written down with the contact; `None`: nothing.
    pub note: Option<String>,
}

/// The marks of the school.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Those that wait for an answer, the oldest first.
    pub open: Vec<Mark>,
    /// How many a mentor is to read first.
    pub with_mentors: usize,
    /// Those that were answered lately, the latest first.
    pub answered: Vec<Mark>,
}

impl App {
    /// What waits for an answer, and what was answered at `from` or later.
    pub async fn ours(&self, from: Instant) -> Result<Register> {
        let now = self.clock.now();
        let theirs =
            |row: &OursRow| row.mentor.is_some() && row.reply.is_none() && now < row.at + FIRST;
        let (first, open): (Vec<_>, Vec<_>) =
            self.store.open_ours().await?.into_iter().partition(theirs);
        let answered = self.store.answered_ours(from).await?;
        let contacts: Vec<(StudentId, FactId)> =
            open.iter().chain(&answered).map(|row| (row.student, row.contact)).collect();
        let mut notes = if contacts.is_empty() {
            std::collections::HashMap::new()
        } else {
            self.store.texts_of(&contacts).await?
        };
        let mut with_words = |row: OursRow| Mark { note: notes.remove(&row.contact), row };
        Ok(Register {
            open: open.into_iter().map(&mut with_words).collect(),
            answered: answered.into_iter().map(&mut with_words).collect(),
            with_mentors: first.len(),
        })
    }

    /// What a mentor says of a mark that concerns them. Said again, the last
    /// words hold.
    pub async fn reply_to_ours(
        &self,
        mentor: StaffId,
        student: StudentId,
        contact: FactId,
        words: &str,
    ) -> Result<()> {
        let words = some_words(words)?;
        let mut tx = self.store.begin().await?;
        if !tx.reply_ours(student, contact, &words, (self.clock.now(), mentor)).await? {
            return Err(no_such_mark(contact));
        }
        tx.commit().await?;
        Ok(())
    }

    /// Somebody looks into a mark.
    pub async fn take_ours(
        &self,
        student: StudentId,
        contact: FactId,
        owner: StaffId,
    ) -> Result<()> {
        let mut tx = self.store.begin().await?;
        if !tx.take_ours(student, contact, owner).await? {
            return Err(no_such_mark(contact));
        }
        tx.commit().await?;
        Ok(())
    }

    /// What came of a mark. Answered again, the last words hold.
    pub async fn answer_ours(
        &self,
        student: StudentId,
        contact: FactId,
        by: StaffId,
        answer: &str,
    ) -> Result<()> {
        let answer = some_words(answer)?;
        let mut tx = self.store.begin().await?;
        let at = self.clock.now();
        if !tx.answer_ours(student, contact, &answer, (at, by)).await? {
            return Err(no_such_mark(contact));
        }
        tx.commit().await?;
        Ok(())
    }
}

fn no_such_mark(contact: FactId) -> Error {
    Error::Unknown { what: "mark", name: contact.to_string(), hint: String::new() }
}
