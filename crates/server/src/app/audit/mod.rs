//! Who did what: an append-only record, one chain of hashes for each process.
//!
//! An entry is committed with what it tells of, or neither is. It holds ids of
//! accounts, and salted hashes of students: erasing somebody deletes their
//! salt, and every chain still holds.

mod beginning;
mod chain;
mod heads;
mod verify;

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use vigie_domain::ids::{StudentId, UserId};
use vigie_store::{AuditRow, Digest, Tx};

use super::{App, Result};
use crate::chance;

pub(super) use chain::Chain;
use chain::unplaced;
pub use heads::Kept;
pub use verify::{Finding, Flaw, Verified};

/// What can be done that is worth remembering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A process began its chain of the record.
    ChainBegun,
    /// Somebody signed in.
    SignedIn,
    /// Somebody tried, and did not get in.
    SignInFailed,
    /// Sessions were ended.
    SessionsEnded,
    /// A password was chosen.
    PasswordChanged,
    /// A second factor was put up, or taken away.
    SecondFactor,
    /// An account was made.
    UserAdded,
    /// An account was ended.
    AccountEnded,
    /// An account that was ended opens again.
    AccountReopened,
    /// A link to choose a password with was given.
    Invited,
    /// A personal link was given.
    LinkGiven,
    /// A personal link was closed.
    LinkClosed,
    /// That was taken back.
    LinkReopened,
    /// A colleague took over for the day.
    TookOver,
    /// A student was given to another advisor, or that was taken back.
    HandedOver,
    /// An absence was told of, ended or taken back.
    AbsenceKept,
    /// Words about danger were shown.
    SensitiveSeen,
    /// Somebody who is not near the student said why they read it.
    SensitiveReason,
    /// A list was taken away as a file.
    Exported,
    /// An indicator changed its state.
    IndicatorChanged,
    /// A risk model was put in force, or taken back.
    RiskChanged,
    /// Somebody objected to a computed risk, or took that back.
    RiskObjection,
    /// The school's hours, its time zone, who is on duty, or the minutes that
    /// students are expected to take, were changed.
    SchoolConfigured,
    /// What is known of an advisor's week was changed, or that they are gone.
    AdvisorChanged,
    /// Somebody is to be erased.
    ErasureAsked,
    /// They are not, after all.
    ErasureTakenBack,
    /// Somebody who was erased may be imported again.
    Readmitted,
    /// Somebody was erased; it does not say who.
    Erased,
    /// A program was given a token.
    TokenMade,
    /// A program's token opens nothing any more.
    TokenRevoked,
    /// A program sent facts.
    FactsReceived,
    /// A colleague's message that was to leave later was dropped.
    MessageDropped,
    /// That was taken back.
    MessagePutBack,
}

impl Action {
    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChainBegun => "chain_begun",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SessionsEnded => "sessions_ended",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactor => "second_factor",
            Self::UserAdded => "user_added",
            Self::AccountEnded => "account_ended",
            Self::AccountReopened => "account_reopened",
            Self::Invited => "invited",
            Self::LinkGiven => "link_given",
            Self::LinkClosed => "link_closed",
            Self::LinkReopened => "link_reopened",
            Self::TookOver => "took_over",
            Self::HandedOver => "handed_over",
            Self::AbsenceKept => "absence_kept",
            Self::SensitiveSeen => "sensitive_seen",
            Self::SensitiveReason => "sensitive_reason",
            Self::Exported => "exported",
            Self::IndicatorChanged => "indicator_changed",
            Self::RiskChanged => "risk_changed",
            Self::RiskObjection => "risk_objection",
            Self::SchoolConfigured => "school_configured",
            Self::AdvisorChanged => "advisor_changed",
            Self::ErasureAsked => "erasure_asked",
            Self::ErasureTakenBack => "erasure_taken_back",
            Self::Readmitted => "readmitted",
            Self::Erased => "erased",
            Self::TokenMade => "token_made",
            Self::TokenRevoked => "token_revoked",
            Self::FactsReceived => "facts_received",
            Self::MessageDropped => "message_dropped",
            Self::MessagePutBack => "message_put_back",
        }
    }
}

/// One thing to remember.
#[derive(Clone, Debug)]
pub struct Entry {
    /// By which account; `None`: nobody signed in, or the command line.
    pub actor: Option<UserId>,
    /// What was done.
    pub action: Action,
    /// About which student.
    pub about: Option<StudentId>,
    /// Ids and words of ours: nothing that names a person.
    pub body: String,
}

impl Entry {
    /// `action`, by this account.
    pub fn by(actor: impl Into<Option<UserId>>, action: Action) -> Self {
        Self { actor: actor.into(), action, about: None, body: String::new() }
    }

    /// The same, about a student.
    #[must_use]
    pub fn about(self, student: StudentId) -> Self {
        Self { about: Some(student), ..self }
    }

    /// The same, with words.
    #[must_use]
    pub fn saying(self, body: impl Into<String>) -> Self {
        Self { body: body.into(), ..self }
    }
}

impl App {
    /// Remembers what changes nothing else: a view, a file taken away.
    pub async fn remember(&self, entries: &[Entry]) -> Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        let tx = self.store.begin().await?;
        self.commit_remembering(tx, entries).await
    }

    /// Commits a transaction together with the memory of it.
    ///
    /// The chain is held from the first row until after the commit, and by
    /// nobody who still waits for anything else.
    pub(super) async fn commit_remembering(&self, mut tx: Tx, entries: &[Entry]) -> Result<()> {
        if entries.is_empty() {
            return Ok(tx.commit().await?);
        }
        let subjects = subjects(&mut tx, entries).await?;
        let at = self.clock.now();
        let mut head = self.chain.head().await;
        let begins = head.is_fresh();
        let mut next = *head;
        let mut rows = Vec::with_capacity(entries.len() + 1);
        if begins {
            let before = tx.audit_heads().await?;
            rows.push(next.follow(beginning::first_row(&mut tx, &before, at).await?));
            self.announce(next.chain, &before);
        }
        for entry in entries {
            let subject = entry.about.and_then(|student| subjects.get(&student).copied());
            let row = unplaced(at, entry.action.name(), entry.body.clone());
            rows.push(next.follow(AuditRow { actor: entry.actor, subject, ..row }));
        }
        // Should any of this fail, nobody knows whether the rows are there: the
        // process goes on with another chain.
        *head = chain::Head::fresh();
        tx.add_audit(&rows).await?;
        tx.put_audit_head(&next.stored(at)).await?;
        tx.commit().await?;
        *head = next;
        if begins {
            self.keep_first(next.stored(at));
        }
        Ok(())
    }

    /// Everything remembered about a student, the earliest first.
    pub async fn remembered_about(&self, student: StudentId) -> Result<Vec<AuditRow>> {
        let Some(salt) = self.store.audit_salt(student).await? else { return Ok(Vec::new()) };
        Ok(self.store.audit_about(&subject(&salt, student)).await?)
    }
}

/// The salted hashes of everybody these are about. Salts are made in the order
/// of ids, so that two processes never wait for each other.
async fn subjects(tx: &mut Tx, entries: &[Entry]) -> Result<BTreeMap<StudentId, Digest>> {
    let mut subjects: BTreeMap<StudentId, Digest> =
        entries.iter().filter_map(|entry| Some((entry.about?, Digest::default()))).collect();
    for (student, hash) in &mut subjects {
        let salt = tx.audit_salt_or(*student, chance::key()).await?;
        *hash = subject(&salt, *student);
    }
    Ok(subjects)
}

/// The salted hash of words about a student: the record says that they were
/// these, and nobody can read them there.
pub(super) async fn sealed(tx: &mut Tx, student: StudentId, words: &str) -> Result<String> {
    let salt = tx.audit_salt_or(student, chance::key()).await?;
    let hash = Sha256::new().chain_update(salt).chain_update(words).finalize();
    Ok(crate::codec::hex(&hash))
}

fn subject(salt: &[u8], student: StudentId) -> Digest {
    Sha256::new().chain_update(salt).chain_update(student.bytes()).finalize().into()
}
