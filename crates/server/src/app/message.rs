//! Messages that came in elsewhere, written down here.

use vigie_domain::fact::{Channel, MessageIn};
use vigie_domain::ids::StudentId;
use vigie_domain::time::Instant;

use super::written::{Writing, Written, some_words};
use super::{App, Refusal, Result};

impl App {
    /// A student wrote: by mail, by text message, in the community. It waits
    /// for an answer if it expects one.
    pub async fn receive_message(
        &self,
        student: StudentId,
        channel: Channel,
        text: &str,
        at: Instant,
        expects_answer: bool,
    ) -> Result<Vec<Written>> {
        let now = self.clock.now();
        if at > now {
            return Err(Refusal::Future.into());
        }
        let mut writing = Writing::about(student, now);
        writing.at(at, None, MessageIn { channel, expects_answer }, Some(some_words(text)?));
        self.write(writing).await
    }
}
