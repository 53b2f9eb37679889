//! One batch of drafts on its way into the log.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use vigie_domain::directory::Student;
use vigie_domain::draft::Draft;
use vigie_domain::fact::Payload;
use vigie_domain::ids::{EnrolmentId, Key, StudentId};
use vigie_store::directory::{Enrolment, NewStudent, OutsideId};
use vigie_store::{Appended, Incoming};

use crate::app::{App, Result, listening};
use crate::chance;

/// Students and drafts gathered so far.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) students: Vec<Student>,
    pub(super) drafts: Vec<Draft>,
}

/// What became of a batch.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) appended: Appended,
    /// Was a need heard in somebody's words?
    pub(super) heard: bool,
    /// Ids of people who were erased, in the source's words: never kept.
    pub(super) erased: BTreeSet<Key>,
}

impl Batch {
    /// Name the students, then append the facts. Whoever was erased is passed
    /// over.
    pub(super) async fn write(self, app: &App, source: &Key) -> Result<Done> {
        if self.students.is_empty() && self.drafts.is_empty() {
            return Ok(Done::default());
        }
        let (ids, mut erased) = name_students(app, source, self.students, &self.drafts).await?;
        let enrolments = enrolments(source, &ids, &self.drafts);
        if !enrolments.is_empty() {
            let mut tx = app.store.begin().await?;
            tx.put_enrolments(&enrolments).await?;
            tx.commit().await?;
        }
        let recorded_at = app.clock.now();
        let mut incoming: Vec<Incoming> = self
            .drafts
            .into_iter()
            .filter_map(|mut draft| {
                let student = *ids.get(&(source.clone(), draft.student.clone()))?;
                let text = draft.text.take();
                Some(Incoming { fact: draft.identify(student, source, recorded_at), text })
            })
            .collect();
        // Stable: versions of one fact stay in the order in which they came.
        incoming.sort_by_key(|one| (one.fact.student, one.fact.id));
        let appended = app.store.append_in_batches(&incoming).await?;
        // Follows from what was appended: neither counted nor touched again.
        let heard = listening::heard(&incoming);
        app.store.append_in_batches(&heard).await?;
        erased.extend(app.forget_erased_meanwhile(source, &ids).await?);
        Ok(Done { appended, heard: !heard.is_empty(), erased })
    }
}

/// Ids of everybody a batch names, and who of them was erased; people met for
/// the first time get an id.
async fn name_students(
    app: &App,
    source: &Key,
    students: Vec<Student>,
    drafts: &[Draft],
) -> Result<(HashMap<OutsideId, StudentId>, BTreeSet<Key>)> {
    let named: Vec<OutsideId> = {
        let keys: HashSet<&Key> = drafts.iter().map(|draft| &draft.student).collect();
        let mut keys: Vec<&Key> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.into_iter().map(|key| (source.clone(), key.clone())).collect()
    };
    let mut ids = app.store.student_ids(&named).await?;
    let mut told: BTreeMap<Key, Student> =
        students.into_iter().map(|student| (student.external.clone(), student)).collect();
    for outside in &named {
        if !ids.contains_key(outside) {
            told.entry(outside.1.clone())
                .or_insert_with(|| Student { external: outside.1.clone(), ..Student::default() });
        }
    }
    let erased = app.erased_among(source, told.keys()).await?;
    let new: Vec<NewStudent> = told
        .into_values()
        .filter(|student| !erased.contains(&student.external))
        .map(|student| NewStudent {
            proposed: chance::student_id(),
            source: source.clone(),
            student,
        })
        .collect();
    if !new.is_empty() {
        let mut tx = app.store.begin().await?;
        ids.extend(tx.put_students(&new).await?);
        tx.commit().await?;
    }
    Ok((ids, erased))
}

/// The enrolments that a batch names. A draft that is not the enrolment itself
/// says nothing about programme and cohort.
fn enrolments(
    source: &Key,
    ids: &HashMap<OutsideId, StudentId>,
    drafts: &[Draft],
) -> Vec<Enrolment> {
    let mut known: BTreeMap<(StudentId, EnrolmentId), Enrolment> = BTreeMap::new();
    for draft in drafts {
        let (Some(external), Payload::Enrolled(body)) = (&draft.enrolment, &draft.payload) else {
            continue;
        };
        let Some(&student) = ids.get(&(source.clone(), draft.student.clone())) else { continue };
        let id = EnrolmentId::derive(student, external);
        known.insert(
            (student, id),
            Enrolment {
                student,
                id,
                external: external.clone(),
                programme: body.programme.clone(),
                cohort: body.cohort.clone(),
            },
        );
    }
    known.into_values().collect()
}
