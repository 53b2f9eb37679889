//! What a student says is wrong, and was: it is taken back, and they may be
//! told in a word.

use vigie_domain::fact::{Channel, MessageOut, Payload, Retracted, TakenBack};
use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::journey::effective;

use super::written::{Writing, Written, words};
use super::{App, Refusal, Result};

impl App {
    /// Takes back a fact that the student disputes: it never happened, whatever
    /// its source goes on telling. `text`: a word to the student, on their
    /// page.
    pub async fn take_back_disputed(
        &self,
        student: StudentId,
        by: StaffId,
        fact: FactId,
        text: &str,
    ) -> Result<Vec<Written>> {
        let facts = self.known_facts(student).await?;
        let facts = effective(&facts);
        let disputed = facts.iter().any(|known| {
            matches!(&known.payload, Payload::Disputed(body)
                if body.target.fact(student) == Some(fact))
        });
        if !disputed || !facts.iter().any(|known| known.id == fact) {
            return Err(Refusal::NothingLikeThat.into());
        }
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(Retracted { target: TakenBack::Fact { fact } }, None);
        if let Some(text) = words(text)? {
            writing.now(MessageOut { channel: Channel::Portal, by, written_at: None }, Some(text));
        }
        self.write(writing).await
    }
}
