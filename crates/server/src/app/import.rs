//! Importing: drafts get ids, go into the log in batches, and every student
//! touched is folded and evaluated once.

mod batch;

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;
use uuid::Uuid;
use vigie_domain::directory::{Programme, Staff};
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::Kinds;
use vigie_domain::ids::{Key, StudentId};
use vigie_store::{ImportRow, Why};

use super::{App, Error, Result, School, listening};
use crate::clock::Stopwatch;
use batch::{Batch, Done};

/// Drafts gathered before they are written, some 100 MB. Sources list facts by
/// kind; written student by student, each page of the log is touched once
/// rather than once per kind.
const BATCH: usize = 400_000;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Students named in the source.
    pub students: u64,
    /// Enrolments named in the source.
    pub enrolments: u64,
    /// Facts that are new.
    pub facts: u64,
    /// Facts that were known already.
    pub duplicates: u64,
    /// Facts of which another content was known.
    pub revisions: u64,
    /// People who were erased, and passed over.
    pub erased: u64,
    /// Rows that could not be used.
    pub rejects: u64,
    /// How long it took, in all.
    pub seconds: f64,
    /// Of these, folding and evaluating.
    pub seconds_folding: f64,
}

/// An import under way.
#[derive(Debug)]
pub struct Import<'a> {
    app: &'a App,
    source: Key,
    batch: Batch,
    touched: BTreeSet<StudentId>,
    students: HashSet<Key>,
    enrolments: HashSet<Key>,
    staff: Vec<Staff>,
    programmes: Vec<Programme>,
    /// Was a need heard in somebody's words?
    heard: bool,
    erased: BTreeSet<Key>,
    summary: Summary,
}

impl App {
    /// Begin to import from a source.
    pub fn import(&self, source: &str) -> Import<'_> {
        Import {
            app: self,
            source: source.into(),
            batch: Batch::default(),
            touched: BTreeSet::new(),
            students: HashSet::new(),
            enrolments: HashSet::new(),
            staff: Vec::new(),
            programmes: Vec::new(),
            heard: false,
            erased: BTreeSet::new(),
            summary: Summary::default(),
        }
    }
}

impl Import<'_> {
    /// Take one record; writes when enough have come together.
    pub async fn take(&mut self, record: Record) -> Result<()> {
        match record {
            Record::Student(student) => {
                self.students.insert(student.external.clone());
                self.batch.students.push(*student);
            }
            Record::Staff(staff) => self.staff.push(*staff),
            Record::Programme(programme) => self.programmes.push(*programme),
            Record::Fact(draft) => {
                self.note(&draft);
                self.batch.drafts.push(*draft);
            }
        }
        if self.batch.drafts.len() + self.batch.students.len() >= BATCH {
            self.flush().await?;
        }
        Ok(())
    }

    /// Take many records.
    pub async fn take_all(&mut self, records: Vec<Record>) -> Result<()> {
        for record in records {
            self.take(record).await?;
        }
        Ok(())
    }

    fn note(&mut self, draft: &Draft) {
        if !self.students.contains(&draft.student) {
            self.students.insert(draft.student.clone());
        }
        if let Some(enrolment) = &draft.enrolment
            && !self.enrolments.contains(enrolment)
        {
            self.enrolments.insert(enrolment.clone());
        }
    }

    async fn flush(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.batch);
        let Done { appended, heard, erased } = batch.write(self.app, &self.source).await?;
        self.heard |= heard;
        self.erased.extend(erased);
        self.summary.facts += appended.new;
        self.summary.duplicates += appended.duplicates;
        self.summary.revisions += appended.revisions;
        self.touched.extend(appended.touched);
        Ok(())
    }

    /// Write the rest, then fold and evaluate every student touched.
    ///
    /// `supplies` says which kinds this source supplies from now on; `folded`
    /// hears how many of how many students are done.
    pub async fn finish(
        mut self,
        supplies: Kinds,
        rejects: u64,
        mut folded: impl FnMut(u64, u64),
    ) -> Result<(Summary, School)> {
        self.flush().await?;
        let mut tx = self.app.store.begin().await?;
        tx.put_staff(&self.staff).await?;
        tx.put_programmes(&self.programmes).await?;
        tx.put_source(&self.source, supplies).await?;
        if self.heard {
            tx.put_source(listening::SOURCE, listening::KINDS).await?;
        }
        tx.commit().await?;
        let school = self.app.school().await?;
        let folding = Stopwatch::start();
        let touched: Vec<StudentId> = self.touched.iter().copied().collect();
        let total = touched.len() as u64;
        self.app.settle(&school, &touched, Why::Import, |done| folded(done, total)).await?;
        self.summary.seconds_folding = folding.seconds();
        self.summary.erased = self.erased.len() as u64;
        self.summary.students = self.students.len() as u64 - self.summary.erased;
        self.summary.enrolments = self.enrolments.len() as u64;
        self.summary.rejects = rejects;
        Ok((self.summary, school))
    }
}

impl App {
    /// The school's time zone, unless it has one: that of its first source.
    pub async fn settle_zone(&self, zone: &str) -> Result<()> {
        if self.store.setting(super::school::ZONE).await?.is_none() {
            let mut tx = self.store.begin().await?;
            tx.put_setting(super::school::ZONE, zone).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Keep what an import did.
    pub async fn log_import(&self, source: &str, summary: &Summary) -> Result<()> {
        let now = self.clock.now();
        let summary = serde_json::to_string(summary)
            .map_err(|error| Error::Input(format!("summary cannot be written: {error}")))?;
        let mut tx = self.store.begin().await?;
        tx.put_import(&ImportRow {
            id: Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{source} {now}").as_bytes()),
            source: source.to_owned(),
            started_at: now,
            finished_at: Some(now),
            summary,
        })
        .await?;
        tx.commit().await?;
        Ok(())
    }
}
