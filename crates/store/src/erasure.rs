//! Erasing a person: who is to be erased, and everything that goes with them.

use vigie_domain::ids::{Key, StudentId, UserId};
use vigie_domain::time::Instant;

use crate::across;
use crate::error::Result;
use crate::link::Link;
use crate::sql::{Engine, Sql, statements};
use crate::store::{Tx, reads};
use crate::value::{Id, args};

statements! {
    ASK = "INSERT INTO erasures (student_id, asked_at, due_at, user_id, reason)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (student_id) DO NOTHING";
    KEEP = "DELETE FROM erasures WHERE student_id = $1";
    OF = "SELECT student_id, asked_at, due_at, user_id, reason FROM erasures
        WHERE student_id = $1";
    ADD_ERASED = "INSERT INTO erased_people (programme, year, outcome, people)
        VALUES ($1, $2, $3, 1) ON CONFLICT (programme, year, outcome)
        DO UPDATE SET people = erased_people.people + 1";
    ACCOUNTS = "SELECT user_id FROM users WHERE student_id = $1";
    DROP_TEXTS = "DELETE FROM texts WHERE student_id = $1";
    DROP_FACTS = "DELETE FROM facts WHERE student_id = $1";
    DROP_ENROLMENTS = "DELETE FROM enrolments WHERE student_id = $1";
    DROP_JOURNEY = "DELETE FROM journeys WHERE student_id = $1";
    DROP_SIGNALS = "DELETE FROM signals WHERE student_id = $1";
    DROP_MENTORS = "DELETE FROM mentors WHERE student_id = $1";
    DROP_FEEDBACK = "DELETE FROM feedback WHERE student_id = $1";
    DROP_OURS = "DELETE FROM ours WHERE student_id = $1";
    DROP_TAKEOVERS = "DELETE FROM takeovers WHERE student_id = $1";
    DROP_CASE_EVENTS = "DELETE FROM case_events WHERE student_id = $1";
    DROP_PARTS = "DELETE FROM case_parts WHERE student_id = $1";
    DROP_CASES = "DELETE FROM cases WHERE student_id = $1";
    DROP_SCHEDULED = "DELETE FROM scheduled_messages WHERE student_id = $1";
    DROP_STAND_INS = "DELETE FROM stand_ins WHERE student_id = $1";
    DROP_STOOD_IN = "DELETE FROM stand_in_versions WHERE student_id = $1";
    DROP_HAND_OVERS = "DELETE FROM hand_overs WHERE student_id = $1";
    DROP_WISHES = "DELETE FROM wishes WHERE student_id = $1";
    DROP_KUDOS = "DELETE FROM kudos WHERE student_id = $1";
    DROP_NEWS = "DELETE FROM shared_news WHERE student_id = $1";
    DROP_RISK = "DELETE FROM risk_answers WHERE student_id = $1";
    DROP_SENSITIVE = "DELETE FROM sensitive_words WHERE student_id = $1";
    DROP_REASONS = "DELETE FROM sensitive_reasons WHERE student_id = $1";
    DROP_LINKS = "DELETE FROM personal_links WHERE holder_id = $1";
    DROP_SALT = "DELETE FROM audit_salts WHERE student_id = $1";
    DROP_ACCOUNT = "DELETE FROM users WHERE user_id = $1";
    DROP_SESSIONS = "DELETE FROM web_sessions WHERE user_id = $1";
    DROP_INVITATIONS = "DELETE FROM invitations WHERE user_id = $1";
    DROP_FACTOR = "DELETE FROM second_factors WHERE user_id = $1";
    DROP_CODES = "DELETE FROM recovery_codes WHERE user_id = $1";
    DROP_OUTSIDE = "DELETE FROM external_ids WHERE student_id = $1";
    DROP_STUDENT = "DELETE FROM students WHERE student_id = $1";
}

/// Every table that holds something of one student, but for texts and facts,
/// which are counted.
const OF_STUDENT: [Sql; 24] = [
    DROP_ENROLMENTS,
    DROP_JOURNEY,
    DROP_SIGNALS,
    DROP_MENTORS,
    DROP_FEEDBACK,
    DROP_OURS,
    DROP_TAKEOVERS,
    DROP_CASE_EVENTS,
    DROP_PARTS,
    DROP_CASES,
    DROP_SCHEDULED,
    DROP_STAND_INS,
    DROP_STOOD_IN,
    DROP_HAND_OVERS,
    DROP_WISHES,
    DROP_KUDOS,
    DROP_NEWS,
    DROP_RISK,
    DROP_SENSITIVE,
    DROP_REASONS,
    DROP_LINKS,
    DROP_SALT,
    KEEP,
    DROP_OUTSIDE,
];
/// Every table that holds something of an account.
const OF_ACCOUNT: [Sql; 5] =
    [DROP_SESSIONS, DROP_INVITATIONS, DROP_FACTOR, DROP_CODES, DROP_ACCOUNT];

/// Somebody who is to be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureRow {
    /// Whom.
    pub student: StudentId,
    /// When it was asked for.
    pub asked_at: Instant,
    /// From when on it is carried out; until then it can be taken back.
    pub due_at: Instant,
    /// By which account; `None`: the command line.
    pub by: Option<UserId>,
    /// Why.
    pub reason: String,
}

/// How many people were erased who had come to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedPeople {
    /// In which programme; empty: in none.
    pub programme: Key,
    /// The year in which they began; 0: not known.
    pub year: i64,
    /// What they had come to: a stable word.
    pub outcome: Key,
    /// How many.
    pub people: u64,
}

/// What went with somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// Rows of the log.
    pub facts: u64,
    /// Texts.
    pub texts: u64,
}

impl Tx {
    /// Asks for somebody to be erased. False: it is asked for already.
    pub async fn ask_to_erase(&mut self, row: &ErasureRow) -> Result<bool> {
        let ErasureRow { student, asked_at, due_at, by, reason } = row;
        let args = args![*student, *asked_at, *due_at, *by, reason.as_str()];
        Ok(self.link().run(ASK, args).await? > 0)
    }

    /// They are not to be erased. False: nobody asked for it.
    pub async fn keep_student(&mut self, student: StudentId) -> Result<bool> {
        Ok(self.link().run(KEEP, args![student]).await? > 0)
    }

    /// Adds one to those who were erased.
    pub async fn add_erased(&mut self, programme: &str, year: i64, outcome: &str) -> Result<()> {
        self.link().run(ADD_ERASED, args![programme, year, outcome]).await?;
        Ok(())
    }

    /// Deletes everything about somebody, what they wrote to others, and
    /// their account. What was deleted is written over where the engine can.
    pub async fn erase_student(&mut self, student: StudentId) -> Result<Gone> {
        self.overwrite_deleted(true).await?;
        let mut link = self.link();
        let accounts: Vec<(Id,)> = link.all(ACCOUNTS, args![student]).await?;
        for (account,) in accounts {
            for sql in OF_ACCOUNT {
                link.run(sql, args![UserId::from(account)]).await?;
            }
        }
        let texts = link.run(DROP_TEXTS, args![student]).await?;
        let facts = link.run(DROP_FACTS, args![student]).await?;
        for sql in OF_STUDENT {
            link.run(sql, args![student]).await?;
        }
        across::erasure::erase(&mut link, student).await?;
        link.run(DROP_STUDENT, args![student]).await?;
        self.overwrite_deleted(false).await?;
        Ok(Gone { facts, texts })
    }

    /// SQLite leaves what is deleted in its file, unless it is told to.
    async fn overwrite_deleted(&mut self, on: bool) -> Result<()> {
        let mut link = self.link();
        if link.engine() == Engine::Sqlite {
            let script = format!("PRAGMA secure_delete = {}", if on { "ON" } else { "OFF" });
            link.script(script).await?;
        }
        Ok(())
    }
}

reads! {
    /// Is somebody to be erased, and when?
    erasure(student: StudentId) -> Option<ErasureRow>;
}

async fn erasure(link: &mut Link<'_>, student: StudentId) -> Result<Option<ErasureRow>> {
    Ok(link.one::<Stored>(OF, args![student]).await?.map(read))
}

pub(crate) type Stored = (Id, i64, i64, Option<Id>, String);

pub(crate) fn read((student, asked_at, due_at, by, reason): Stored) -> ErasureRow {
    ErasureRow {
        student: student.into(),
        asked_at: Instant(asked_at),
        due_at: Instant(due_at),
        by: by.map(UserId::from),
        reason,
    }
}
