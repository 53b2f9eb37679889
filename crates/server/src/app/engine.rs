//! The live engine: a fact re-evaluates its student in the same transaction,
//! and time wakes exactly those whose answer may change.

mod mentors;
mod records;
mod settle;

use std::collections::BTreeMap;
use std::time::Duration;

use vigie_domain::fact::Fact;
use vigie_domain::ids::StudentId;
use vigie_domain::journey::FOLD_VERSION;
use vigie_domain::signal::{History, Replay, Standing};
use vigie_domain::time::{HOUR, Instant, MINUTE};
use vigie_store::across::Filter;
use vigie_store::{Appended, Incoming, StandingRow, Tx, Why};

use super::marks::Beside;
use super::written::lock;
use super::{App, Error, Result, School, case};
use records::Rings;

/// Students woken in one transaction.
const WAKE_BATCH: u32 = 256;
/// Students folded again at a time after the fold changed.
const STALE_BATCH: u32 = 2_048;
/// The longest rest: then others' changes to the store are looked at.
const REST: Duration = Duration::from_secs(2);

/// What a round of waking did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Woken {
    /// Students looked at.
    pub students: u64,
    /// Signals that began.
    pub raised: u64,
    /// Signals that ceased.
    pub cleared: u64,
}

/// The live engine between its rounds.
#[derive(Debug, Default)]
pub struct Engine {
    /// No journey of another fold is left.
    up_to_date: bool,
    /// The midnight before the latest daily round.
    day: Option<Instant>,
    /// When to ask again whether the week's look at everybody's risk lacks
    /// anything.
    risk: Option<Instant>,
}

impl Engine {
    /// One round: what is done once a day, fold some of the journeys again that another version of the
    /// fold made, wake whoever is due. Gives how long to rest after it.
    pub async fn round(&mut self, app: &App, school: &School) -> Result<(Woken, Duration)> {
        self.up_to_date = self.up_to_date || app.refold_stale(school).await? == 0;
        let woken = app.wake_due(school, app.clock.now()).await?;
        let midnight = school.midnight(app.clock.now());
        if self.day != Some(midnight) {
            // It must not keep anybody from being woken.
            if let Err(error) = app.keep_heads().await {
                tracing::error!(%error, "the heads of the record could not be kept");
            }
            app.tidy_sign_ins().await?;
            self.day = Some(midnight);
        }
        app.send_due(school, app.clock.now()).await?;
        app.forget_dropped(app.clock.now()).await?;
        // After the signals: a case ends on what they say.
        app.look_at_cases(school, app.clock.now()).await?;
        app.erase_due(school, app.clock.now()).await?;
        // A few at a time: between them, whoever is due is woken.
        if !self.up_to_date {
            return Ok((woken, Duration::ZERO));
        }
        if self.look_at_risk(app, school).await {
            return Ok((woken, Duration::ZERO));
        }
        let due = app.store.next_due().await?;
        let wait = due.map(|due| due.since(app.clock.now()).0.max(0).unsigned_abs());
        Ok((woken, wait.map_or(REST, |seconds| Duration::from_secs(seconds).min(REST))))
    }

    /// A part of the week's look at everybody's risk, one cohort; is anything
    /// left? What goes wrong there keeps nobody from being woken.
    async fn look_at_risk(&mut self, app: &App, school: &School) -> bool {
        let now = app.clock.now();
        if self.risk.is_some_and(|again| now < again) {
            return false;
        }
        match app.risk_step(school).await {
            Ok(true) => return true,
            Ok(false) => self.risk = Some(now + MINUTE),
            Err(error) => {
                tracing::error!(%error, "the week's look at risk could not go on");
                self.risk = Some(now + HOUR);
            }
        }
        false
    }
}

impl App {
    /// Record facts as they happen: each student's facts are appended, folded
    /// and evaluated in one transaction.
    pub async fn record(&self, school: &School, incoming: Vec<Incoming>) -> Result<Appended> {
        self.record_beside(school, incoming, &Beside::default()).await
    }

    /// The same, with what is kept beside one student's facts.
    pub(super) async fn record_beside(
        &self,
        school: &School,
        incoming: Vec<Incoming>,
        beside: &Beside,
    ) -> Result<Appended> {
        let mut by_student: BTreeMap<StudentId, Vec<Incoming>> = BTreeMap::new();
        for one in incoming {
            by_student.entry(one.fact.student).or_default().push(one);
        }
        let mut all = Appended::default();
        for (student, incoming) in by_student {
            all = all.and(self.record_one(school, student, &incoming, beside).await?);
        }
        Ok(all)
    }

    async fn record_one(
        &self,
        school: &School,
        student: StudentId,
        incoming: &[Incoming],
        beside: &Beside,
    ) -> Result<Appended> {
        again_if_in_the_way(|| Box::pin(self.try_record(school, student, incoming, beside))).await
    }

    async fn try_record(
        &self,
        school: &School,
        student: StudentId,
        incoming: &[Incoming],
        beside: &Beside,
    ) -> Result<Appended> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
        // First: it is about the signals that led to what is being written.
        beside.write(&mut tx, school, student).await?;
        let appended = self.take_in(&mut tx, school, student, incoming, now).await?;
        self.commit_remembering(tx, beside.entry.as_slice()).await?;
        Ok(appended)
    }

    /// Appends one student's facts and evaluates them; the student is locked.
    pub(super) async fn take_in(
        &self,
        tx: &mut Tx,
        school: &School,
        student: StudentId,
        incoming: &[Incoming],
        now: Instant,
    ) -> Result<Appended> {
        let appended = tx.append_facts(incoming).await?;
        if !appended.touched.is_empty() {
            let facts: Vec<Fact> = incoming.iter().map(|one| one.fact.clone()).collect();
            let clean = appended.revisions == 0 && appended.duplicates == 0;
            observe(tx, school, student, facts, clean, now).await?;
        }
        Ok(appended)
    }

    /// Wake everybody who is due at `now` or before.
    pub async fn wake_due(&self, school: &School, now: Instant) -> Result<Woken> {
        let mut woken = Woken::default();
        loop {
            let batch = again_if_in_the_way(|| self.wake_batch(school, now)).await?;
            let Some(batch) = batch else { return Ok(woken) };
            woken.students += batch.students;
            woken.raised += batch.raised;
            woken.cleared += batch.cleared;
        }
    }

    /// `None`: nobody is due.
    async fn wake_batch(&self, school: &School, now: Instant) -> Result<Option<Woken>> {
        let mut tx = self.store.begin().await?;
        let due = tx.claim_due(now, WAKE_BATCH).await?;
        if due.is_empty() {
            return Ok(None);
        }
        let rows = tx.standings(&due).await?;
        let mut woken = Woken::default();
        let mut saved = Vec::with_capacity(rows.len());
        let mut rung = Vec::with_capacity(rows.len());
        let mut advised = Vec::with_capacity(rows.len());
        for row in rows {
            if row.next_due.is_none_or(|next| next > now) {
                continue;
            }
            let (student, before) = (row.student, row.advisor);
            woken.students += 1;
            let (row, rings) = match usable(&row) {
                Some(standing) => {
                    let mut rings = Rings::default();
                    let mut replay = Replay::resume(&school.rules, &school.context, standing);
                    replay.advance(now, &mut rings.collect(school, Why::Time));
                    (standing_row(student, &replay.into_standing(now), None)?, rings)
                }
                // A fact became known, is still to, or another fold made it.
                None => {
                    let why = match kept(&row) {
                        Some((_, Some(known_at))) if known_at <= now => Why::Fact,
                        _ => Why::Time,
                    };
                    refold(&mut tx, school, student, now, why).await?
                }
            };
            advised.push((student, (before, row.advisor)));
            saved.push(row);
            rung.push((student, rings));
        }
        (woken.raised, woken.cleared) = records::write(&mut tx, school, rung).await?;
        tx.save_standings(&saved).await?;
        for (student, change) in advised {
            case::along(&mut tx, school, student, change, now).await?;
        }
        tx.commit().await?;
        Ok(Some(woken))
    }

    /// Fold and evaluate everybody from the log: after the fold or an
    /// indicator changed. Resumable: what is done is done.
    pub async fn look_again_at_everybody(&self, why: Why) -> Result<u64> {
        let school = self.school().await?;
        self.look_again(&school, why).await
    }

    pub(super) async fn look_again(&self, school: &School, why: Why) -> Result<u64> {
        let students = self.store.students(Filter::All).await?;
        self.settle(school, &students, why, |_| {}).await
    }

    /// Fold some of those again whose journey another version of the fold
    /// made; gives how many. Zero: all are up to date.
    pub async fn refold_stale(&self, school: &School) -> Result<u64> {
        let version = FOLD_VERSION.unsigned_abs();
        let stale = self.store.stale_students(version, STALE_BATCH).await?;
        self.settle(school, &stale, Why::LateFact, |_| {}).await
    }
}

/// Another writer may be in the way of a transaction, which then did nothing:
/// so it is tried again until it goes through or fails for good.
pub(super) async fn again_if_in_the_way<T, F: Future<Output = Result<T>>>(
    mut attempt: impl FnMut() -> F,
) -> Result<T> {
    loop {
        match attempt().await {
            Err(Error::Store(error)) if error.is_retriable() => {}
            done => return done,
        }
    }
}

/// One student's new facts, already in the log.
async fn observe(
    tx: &mut Tx,
    school: &School,
    student: StudentId,
    mut facts: Vec<Fact>,
    clean: bool,
    now: Instant,
) -> Result<()> {
    facts.sort_by_key(|fact| (fact.known_at, fact.place()));
    let row = tx.standing(student).await?;
    let before = row.as_ref().and_then(|row| row.advisor);
    let kept = row.and_then(|row| kept(&row));
    let late = kept.as_ref().is_some_and(|(standing, _)| !clean || !on_top(standing, &facts));
    let (row, rings) = match kept {
        Some((standing, None)) if !late && is_news(&standing, &facts, now) => {
            let mut rings = Rings::default();
            let mut replay = Replay::resume(&school.rules, &school.context, standing);
            let mut start = 0;
            while start < facts.len() {
                let known_at = facts[start].known_at;
                let end =
                    start + facts[start..].iter().take_while(|f| f.known_at == known_at).count();
                replay.advance_before(known_at, &mut rings.collect(school, Why::Time));
                replay.observe(&facts[start..end], known_at, &mut rings.collect(school, Why::Fact));
                start = end;
            }
            replay.advance(now, &mut rings.collect(school, Why::Time));
            let standing = replay.into_standing(now);
            if mentors::may_change(&facts) {
                mentors::keep(tx, &[(student, &standing)]).await?;
            }
            (standing_row(student, &standing, None)?, rings)
        }
        _ => {
            let why = if late { Why::LateFact } else { Why::Fact };
            refold(tx, school, student, now, why).await?
        }
    };
    let advised = (before, row.advisor);
    tx.save_standings(&[row]).await?;
    records::write(tx, school, vec![(student, rings)]).await?;
    case::along(tx, school, student, advised, now).await?;
    tx.outbox_push(&[(student, "facts")], now);
    Ok(())
}

/// Do the new facts come after all that was folded? Else they are late.
fn on_top(standing: &Standing, facts: &[Fact]) -> bool {
    let mut last = standing.journey.last;
    facts.iter().all(|fact| {
        let next = standing.journey.takes(fact) && last.is_none_or(|last| last < fact.place());
        last = Some(fact.place());
        next
    })
}

/// Did all of them become known between the last evaluation and now?
fn is_news(standing: &Standing, facts: &[Fact], now: Instant) -> bool {
    facts.iter().all(|fact| standing.at < fact.known_at && fact.known_at <= now)
}

/// Live through the whole history again; what rings now is compared with the
/// open records.
async fn refold(
    tx: &mut Tx,
    school: &School,
    student: StudentId,
    now: Instant,
    why: Why,
) -> Result<(StandingRow, Rings)> {
    let history = History::new(tx.facts_of(student).await?);
    let standing = history.standing(&school.rules, &school.context, now);
    let open = tx.open_signals(student).await?;
    let rings = records::differences(school, &standing, &open, why);
    mentors::keep(tx, &[(student, &standing)]).await?;
    Ok((standing_row(student, &standing, history.known_after(now))?, rings))
}

/// A standing as it is kept: with the instant at which a fact that is already
/// in the log becomes known.
pub(super) type Kept = (Standing, Option<Instant>);

/// The cached standing, unless another fold made it.
pub(super) fn kept(row: &StandingRow) -> Option<Kept> {
    if i64::from(row.fold_version) != i64::from(FOLD_VERSION) {
        return None;
    }
    // A body that cannot be read is folded again like one of another version.
    crate::codec::decode(&row.body).ok()
}

/// The cached standing, if one can go on from it: no fact is waiting.
pub(super) fn usable(row: &StandingRow) -> Option<Standing> {
    kept(row).and_then(|(standing, waiting)| waiting.is_none().then_some(standing))
}

/// What is kept of a standing. A fact that becomes known at `waiting` wakes
/// the student then.
pub fn standing_row(
    student: StudentId,
    standing: &Standing,
    waiting: Option<Instant>,
) -> Result<StandingRow> {
    let journey = &standing.journey;
    Ok(StandingRow {
        student,
        fold_version: FOLD_VERSION.unsigned_abs(),
        body: crate::codec::encode(&(standing, waiting))
            .map_err(|source| Error::Cache { student, source: source.into() })?,
        last: journey.last,
        evaluated_at: standing.at,
        next_due: Some(waiting.map_or(standing.next_due, |at| at.min(standing.next_due))),
        phase: journey.phase(standing.at).0.name().to_owned(),
        advisor: journey.advisor.map(|(advisor, _)| advisor),
        last_contact: journey.contact.last.map(|touch| touch.at),
    })
}
