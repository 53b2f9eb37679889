//! Objecting to a computed risk, and taking that back.

use vigie_domain::fact::{Fact, Kind, Observed};
use vigie_domain::ids::{FactId, Key, StudentId};
use vigie_domain::journey::OBJECTION;

use super::super::school::OWN_SOURCE;
use crate::app::audit::{Action, Entry};
use crate::app::{App, Result};
use crate::chance;

impl App {
    /// From now on nothing is computed of this student (or again). A fact like
    /// any other: dated, and seen by whoever sees their facts. What was computed
    /// before no longer counts from this moment on.
    pub async fn object_to_risk(&self, student: StudentId, objects: bool) -> Result<()> {
        let (now, own_id, source) = (self.clock.now(), chance::own_id(), Key::from(OWN_SOURCE));
        let value = if objects { 1.0 } else { 0.0 };
        let said = Observed { metric: Key::from(OBJECTION), value, version: Key::from("1") };
        let fact = Fact {
            id: FactId::derive(student, &source, Kind::Observed, &own_id),
            student,
            enrolment: None,
            occurred_at: now,
            known_at: now,
            recorded_at: now,
            source,
            revision: 0,
            payload: said.into(),
        };
        let school = self.school().await?;
        self.record(&school, vec![fact.into()]).await?;
        let words = if objects { "objects" } else { "takes it back" };
        self.remember(&[Entry::by(None, Action::RiskObjection).about(student).saying(words)]).await
    }
}
