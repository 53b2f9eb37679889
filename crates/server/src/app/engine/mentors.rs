//! Whose mentor somebody is, kept beside the journeys.

use vigie_domain::fact::{Fact, Kind, Kinds};
use vigie_domain::ids::StudentId;
use vigie_domain::signal::Standing;
use vigie_store::{Mentored, Tx};

use crate::app::Result;

/// What may give an open enrolment another mentor, or open or close one.
const MAY_CHANGE: Kinds = Kinds::of(&[
    Kind::Enrolled,
    Kind::Reenrolled,
    Kind::Resumed,
    Kind::Withdrawn,
    Kind::Diploma,
    Kind::MentorAssigned,
    Kind::MentorEnded,
]);

/// May these facts, on top of a journey, change who its mentors are?
pub(super) fn may_change(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| MAY_CHANGE.has(fact.kind()))
}

/// Writes who the mentors of these students are, where that changed.
pub(super) async fn keep(tx: &mut Tx, standings: &[(StudentId, &Standing)]) -> Result<()> {
    let students: Vec<StudentId> = standings.iter().map(|(student, _)| *student).collect();
    let mentors: Vec<Mentored> = standings
        .iter()
        .flat_map(|&(student, standing)| {
            standing.journey.open_enrolments().filter_map(move |enrolment| {
                let (mentor, _) = enrolment.mentoring.mentor?;
                Some(Mentored { student, enrolment: enrolment.id, mentor })
            })
        })
        .collect();
    tx.put_mentors(&students, &mentors).await?;
    Ok(())
}
