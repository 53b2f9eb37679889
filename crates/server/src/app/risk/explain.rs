//! Why, for one student: looked at again as of the Monday of this week, beside
//! those who began with them.

use vigie_domain::ids::{EnrolmentId, StudentId};
use vigie_domain::time::Instant;
use vigie_risk::looks::monday;
use vigie_risk::reasons::Reasons;
use vigie_store::across::Filter;

use super::Model;
use crate::app::{App, Result, School};

/// Why a model says what it says of one enrolment.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Which model.
    pub model: String,
    /// Of which enrolment.
    pub enrolment: EnrolmentId,
    /// As of when.
    pub at: Instant,
    /// Why, and what would change it.
    pub reasons: Reasons,
}

impl App {
    /// Why the champion says what it says, for each case of a student that is
    /// at risk; empty for whoever objects. `None`: no model is in force.
    pub async fn explain_risk(
        &self,
        school: &School,
        student: StudentId,
    ) -> Result<Option<Vec<Explained>>> {
        let Some(model) = self.risk_champion().await? else { return Ok(None) };
        Ok(Some(self.explain_risk_by(school, &model, student).await?))
    }

    /// The same by any model.
    pub async fn explain_risk_by(
        &self,
        school: &School,
        model: &Model,
        student: StudentId,
    ) -> Result<Vec<Explained>> {
        let at = monday(&school.context.calendar, self.clock.now());
        let own = self.store.enrolments_of(&[student]).await?;
        let mut explained = Vec::new();
        for enrolment in own.values() {
            let together = self.store.students(Filter::Cohort(enrolment.cohort.clone())).await?;
            let known = self.store.enrolments_of(&together).await?;
            let beside = |one: &&vigie_store::directory::Enrolment| {
                one.cohort == enrolment.cohort && one.programme == enrolment.programme
            };
            let mut students: Vec<StudentId> =
                known.values().filter(beside).map(|one| one.student).collect();
            students.sort_unstable();
            students.dedup();
            let looked = self.look_at(school, model, students, at).await?;
            let Some(place) = looked.place(student, enrolment.id) else { continue };
            let mut row = Vec::new();
            looked.table.project(model.artefact.model.headings()).read_row(place, &mut row);
            explained.push(Explained {
                model: model.row.id.clone(),
                enrolment: enrolment.id,
                at,
                reasons: model.artefact.reasons(&row),
            });
        }
        explained.sort_by(|a, b| b.reasons.probability.total_cmp(&a.reasons.probability));
        Ok(explained)
    }
}
