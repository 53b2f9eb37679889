//! Words of congratulation, and who agreed to be named with their good news.

use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    PUT = "INSERT INTO kudos (student_id, fact_id, author_id, author, at, words)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (student_id, fact_id, author_id) DO UPDATE SET at = excluded.at,
        words = excluded.words";
    DROP = "DELETE FROM kudos WHERE student_id = $1 AND fact_id = $2 AND author_id = $3";
    FOR = "SELECT student_id, fact_id, author_id, author, at, words FROM kudos
        WHERE student_id IN ([[$?]])";
    SHARE = "INSERT INTO shared_news (student_id, fact_id, at) VALUES ($1, $2, $3)
        ON CONFLICT (student_id, fact_id) DO NOTHING";
    KEEP = "DELETE FROM shared_news WHERE student_id = $1 AND fact_id = $2";
    SHARED = "SELECT fact_id FROM shared_news WHERE student_id = $1";
}

/// Who wrote a word of congratulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Author {
    /// Somebody who taught them.
    Mentor(StaffId),
    /// Somebody who began with them.
    Peer(StudentId),
}

impl Author {
    const fn word(self) -> &'static str {
        match self {
            Self::Mentor(_) => "mentor",
            Self::Peer(_) => "peer",
        }
    }

    fn bytes(self) -> [u8; 16] {
        match self {
            Self::Mentor(mentor) => mentor.bytes(),
            Self::Peer(peer) => peer.bytes(),
        }
    }
}

/// A word of congratulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KudosRow {
    /// For whom.
    pub student: StudentId,
    /// On which diploma or job.
    pub fact: FactId,
    /// From whom.
    pub author: Author,
    /// When it was written, or last written anew.
    pub at: Instant,
    /// The words.
    pub words: String,
}

impl Tx {
    /// Keeps a word; an earlier one by the same author on the same occasion
    /// goes.
    pub async fn put_kudos(&mut self, row: &KudosRow) -> Result<()> {
        let KudosRow { student, fact, author, at, words } = row;
        let (id, word) = (author.bytes(), author.word());
        let args = args![*student, *fact, id.as_slice(), word, *at, words.as_str()];
        self.link().run(PUT, args).await?;
        Ok(())
    }

    /// Takes a word back. False: there is none.
    pub async fn drop_kudos(
        &mut self,
        student: StudentId,
        fact: FactId,
        author: Author,
    ) -> Result<bool> {
        let id = author.bytes();
        Ok(self.link().run(DROP, args![student, fact, id.as_slice()]).await? > 0)
    }

    /// They agree to be named with this, or no longer do.
    pub async fn share_news(
        &mut self,
        student: StudentId,
        fact: FactId,
        at: Option<Instant>,
    ) -> Result<()> {
        match at {
            Some(at) => self.link().run(SHARE, args![student, fact, at]).await?,
            None => self.link().run(KEEP, args![student, fact]).await?,
        };
        Ok(())
    }
}

reads! {
    /// The words for these students, the oldest first.
    kudos_for(students: &[StudentId]) -> Vec<KudosRow>;

    /// With which good news this student agreed to be named.
    shared_by(student: StudentId) -> Vec<FactId>;
}

async fn kudos_for(link: &mut Link<'_>, students: &[StudentId]) -> Result<Vec<KudosRow>> {
    type Row = (Id, Id, Id, String, i64, String);
    let write = |&student: &StudentId, args: &mut Args| args.push(Value::from(student));
    let rows: Vec<Row> = link.among(FOR, &args![], students, write).await?;
    let read = |(student, fact, id, author, at, words): Row| {
        let author = match author.as_str() {
            "mentor" => Author::Mentor(id.into()),
            "peer" => Author::Peer(id.into()),
            _ => return Err(Error::Corrupt { column: "kudos.author", value: author }),
        };
        Ok(KudosRow { student: student.into(), fact: fact.into(), author, at: Instant(at), words })
    };
    let mut rows: Vec<KudosRow> = rows.into_iter().map(read).collect::<Result<_>>()?;
    rows.sort_by_key(|row| (row.at, row.student));
    Ok(rows)
}

async fn shared_by(link: &mut Link<'_>, student: StudentId) -> Result<Vec<FactId>> {
    let rows: Vec<(Id,)> = link.all(SHARED, args![student]).await?;
    Ok(rows.into_iter().map(|(fact,)| fact.into()).collect())
}
