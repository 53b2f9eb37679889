//! Appending facts: many at a time, each once.

use std::collections::{HashMap, HashSet};

use vigie_domain::ids::{FactId, StudentId};

use super::row::Entry;
use super::settle::{Verdict, Version, settle};
use super::{Appended, Incoming, copy};
use crate::error::Result;
use crate::link::Link;
use crate::sql::{Engine, statements};
use crate::store::{Store, Tx};
use crate::value::{Args, Id, Value, args};

statements! {
    /// A fact that is already there is left out of what is returned.
    INSERT = "INSERT INTO facts (student_id, id, version, revision, occurred_at, known_at,
        recorded_at, source, kind, enrolment_id, body, content)
        VALUES [[($?,$?,$?,$?,$?,$?,$?,$?,$?,$?,$?,$?)]]
        ON CONFLICT DO NOTHING RETURNING student_id, id";
    VERSIONS = "WITH asked (student_id, id) AS
        (VALUES [[(CAST($? AS {blob}), CAST($? AS {blob}))]])
        SELECT f.student_id, f.id, f.version, f.revision, f.content FROM asked CROSS JOIN facts f
        WHERE f.student_id = asked.student_id AND f.id = asked.id";
    INSERT_TEXTS = "INSERT INTO texts (student_id, fact_id, version, body)
        VALUES [[($?,$?,$?,$?)]] ON CONFLICT DO NOTHING";
}

/// From this many rows on, PostgreSQL gets them by `COPY`.
const COPY_FROM: usize = 100;

/// Rows that one write transaction of [`Store::append_in_batches`] holds. On
/// SQLite nobody else can write meanwhile, so it is kept well under 50 ms.
pub const BATCH_ROWS: usize = 2_048;

/// The same on PostgreSQL, where others can.
const COPY_ROWS: usize = 8 * BATCH_ROWS;

impl Tx {
    /// Adds facts to the log. What is known already changes nothing; another
    /// content under a known id becomes a new version. The order within
    /// `incoming` matters only between versions of one fact.
    pub async fn append_facts(&mut self, incoming: &[Incoming]) -> Result<Appended> {
        self.append_entries(entries(incoming)?).await
    }

    async fn append_entries(&mut self, mut pending: Vec<Entry<'_>>) -> Result<Appended> {
        let mut appended = Appended::default();
        let mut link = self.link();
        // First as if all were new, which is nearly always so.
        let mut attempt: Vec<Entry<'_>> = Vec::with_capacity(pending.len());
        let mut known: Vec<Entry<'_>> = Vec::new();
        for entry in pending.drain(..) {
            let first = attempt.last().is_none_or(|before| before.key() != entry.key());
            if first { &mut attempt } else { &mut known }.push(entry);
        }
        while !attempt.is_empty() || !known.is_empty() {
            let inserted = insert(&mut link, &attempt).await?;
            let (kept, refused): (Vec<_>, Vec<_>) =
                attempt.into_iter().partition(|entry| inserted.contains(&entry.key()));
            for entry in &kept {
                *if entry.version == 0 { &mut appended.new } else { &mut appended.revisions } += 1;
                appended.touched.push(entry.incoming.fact.student);
            }
            insert_texts(&mut link, &kept).await?;
            known.extend(refused);
            if known.is_empty() {
                break;
            }
            let versions = versions(&mut link, &known).await?;
            attempt = Vec::new();
            known = next_round(known, &versions, &mut attempt, &mut appended.duplicates);
        }
        appended.touched.sort_unstable();
        appended.touched.dedup();
        Ok(appended)
    }
}

impl Store {
    /// Adds many facts in transactions of [`BATCH_ROWS`] (PostgreSQL: eight
    /// times as many), so that others may write in between. If it fails half-way, what was added stays; adding
    /// all of it again is harmless.
    pub async fn append_in_batches(&self, incoming: &[Incoming]) -> Result<Appended> {
        let rows = match self.engine() {
            Engine::Sqlite => BATCH_ROWS,
            Engine::Postgres => COPY_ROWS,
        };
        let mut appended = Appended::default();
        let mut batches = incoming.chunks(rows);
        let mut ready = batches.next().map(entries).transpose()?;
        while let Some(batch) = ready.take() {
            // While the engine writes, the next rows are made.
            let (written, next) = tokio::join!(self.append_batch(batch), async {
                batches.next().map(entries).transpose()
            });
            appended = appended.and(written?);
            ready = next?;
        }
        Ok(appended)
    }

    async fn append_batch(&self, batch: Vec<Entry<'_>>) -> Result<Appended> {
        let mut tx = self.begin().await?;
        let appended = tx.append_entries(batch).await?;
        tx.commit().await?;
        Ok(appended)
    }
}

/// Sorted by key, so that two writers lock in the same order and pages are
/// written near each other; versions of one fact stay in order.
fn entries(incoming: &[Incoming]) -> Result<Vec<Entry<'_>>> {
    let mut entries = incoming.iter().map(Entry::new).collect::<Result<Vec<_>>>()?;
    entries.sort_by_key(|entry| (entry.key(), entry.incoming.fact.revision));
    for index in 0..entries.len() {
        entries[index].order = index;
        entries[index].last =
            entries.get(index + 1).is_none_or(|next| next.key() != entries[index].key());
    }
    Ok(entries)
}

/// Settles each fact against what is stored. At most one version per fact
/// goes into the next attempt; the others wait for the round after it.
fn next_round<'a>(
    mut known: Vec<Entry<'a>>,
    versions: &HashMap<(StudentId, FactId), Vec<Version>>,
    attempt: &mut Vec<Entry<'a>>,
    duplicates: &mut u64,
) -> Vec<Entry<'a>> {
    let mut waiting = Vec::new();
    known.sort_unstable_by_key(|entry| entry.order);
    for mut entry in known {
        if attempt.last().is_some_and(|before| before.key() == entry.key()) {
            waiting.push(entry);
            continue;
        }
        let stored = versions.get(&entry.key()).map_or(&[][..], Vec::as_slice);
        match settle(stored, entry.incoming.fact.revision, entry.content, entry.last) {
            Verdict::Duplicate => *duplicates += 1,
            Verdict::Keep(version) => {
                entry.version = version;
                attempt.push(entry);
            }
        }
    }
    waiting
}

/// Inserts entries of distinct facts; gives the keys of those that went in.
async fn insert(
    link: &mut Link<'_>,
    entries: &[Entry<'_>],
) -> Result<HashSet<(StudentId, FactId)>> {
    let many = link.engine() == Engine::Postgres && entries.len() >= COPY_FROM;
    if many && copy::insert_all(link, entries).await? {
        return Ok(entries.iter().map(Entry::key).collect());
    }
    let inserted: Vec<(Id, Id)> = if many {
        copy::insert_new(link, entries).await?
    } else {
        link.bulk_returning(INSERT, entries, Entry::write).await?
    };
    Ok(inserted.into_iter().map(|(student, id)| (student.into(), id.into())).collect())
}

async fn insert_texts(link: &mut Link<'_>, kept: &[Entry<'_>]) -> Result<()> {
    let texts: Vec<_> = kept
        .iter()
        .filter_map(|entry| Some((entry.key(), entry.version, entry.incoming.text.as_deref()?)))
        .collect();
    link.bulk(INSERT_TEXTS, &texts, |&((student, id), version, text), args: &mut Args| {
        args.extend([Value::from(student), id.into(), version.into(), text.into()]);
    })
    .await?;
    Ok(())
}

/// The stored versions of the facts that `entries` name.
async fn versions(
    link: &mut Link<'_>,
    entries: &[Entry<'_>],
) -> Result<HashMap<(StudentId, FactId), Vec<Version>>> {
    let rows: Vec<(Id, Id, i64, i64, i64)> = link
        .among(VERSIONS, &args![], entries, |entry, args| {
            let (student, id) = entry.key();
            args.extend([Value::from(student), id.into()]);
        })
        .await?;
    let mut versions: HashMap<_, Vec<Version>> = HashMap::with_capacity(rows.len());
    for (student, id, number, revision, content) in rows {
        let key = (StudentId::from(student), FactId::from(id));
        versions.entry(key).or_default().push(Version { number, revision, content });
    }
    Ok(versions)
}
