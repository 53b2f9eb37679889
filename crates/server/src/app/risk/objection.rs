//! Objecting to a computed risk, and taking that back.

use vigie_domain::fact::Observed;
use vigie_domain::ids::{Key, StudentId, UserId};
use vigie_domain::journey::OBJECTION;

use crate::app::audit::{Action, Entry};
use crate::app::marks::Beside;
use crate::app::{App, Result};

impl App {
    /// From now on nothing is computed of this student (or again). A fact like
    /// any other: dated, and seen by whoever sees their facts. What was computed
    /// before no longer counts from this moment on, and what was kept of it to
    /// compare models goes. Said again, nothing changes.
    pub async fn object_to_risk(
        &self,
        student: StudentId,
        objects: bool,
        user: Option<UserId>,
    ) -> Result<()> {
        let school = self.school().await?;
        let standing = self.standing(&school, student, None).await?;
        if standing.journey.objects_to_risk() == objects {
            return Ok(());
        }
        let value = if objects { 1.0 } else { 0.0 };
        let mut writing = self.writing(student, self.clock.now());
        let (metric, version) = (Key::from(OBJECTION), Key::from("1"));
        writing.now(Observed { metric, value, version }, None);
        let words = if objects { "objects" } else { "takes it back" };
        let entry = Entry::by(user, Action::RiskObjection).about(student).saying(words);
        let beside = Beside { unsaid: objects, entry: Some(entry), ..Beside::default() };
        self.record_beside(&school, writing.into_incoming(), &beside).await?;
        Ok(())
    }
}
