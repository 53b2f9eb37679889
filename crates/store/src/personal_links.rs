//! Personal links that were given: whose, until when, and whether they open.

use vigie_domain::ids::UserId;
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Id, args};

statements! {
    GIVE = "INSERT INTO personal_links (holder_id, expires_at, given_at, given_by)
        VALUES ($1, $2, $3, $4) ON CONFLICT (holder_id, expires_at) DO NOTHING";
    FIRST_USE = "INSERT INTO personal_links (holder_id, expires_at, used_at)
        VALUES ($1, $2, $3) ON CONFLICT (holder_id, expires_at) DO NOTHING";
    USE = "UPDATE personal_links SET used_at = $3 WHERE holder_id = $1 AND expires_at = $2";
    CLOSE = "UPDATE personal_links SET closed_at = $3 WHERE holder_id = $1 AND expires_at = $2";
    FORGET = "DELETE FROM personal_links WHERE expires_at < $1";
    ONE = "SELECT expires_at, given_at, given_by, used_at, closed_at FROM personal_links
        WHERE holder_id = $1 AND expires_at = $2";
    OF = "SELECT expires_at, given_at, given_by, used_at, closed_at FROM personal_links
        WHERE holder_id = $1 AND expires_at > $2 ORDER BY expires_at DESC";
}

/// A link that was given, or was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonalLinkRow {
    /// From when on it no longer opens: with its holder, what tells it apart.
    pub expires_at: Instant,
    /// When it was given; `None`: before that was kept.
    pub given_at: Option<Instant>,
    /// By which account; `None`: the command line, or not known.
    pub given_by: Option<UserId>,
    /// When it was first opened on the last day on which it was.
    pub used_at: Option<Instant>,
    /// When it was closed, if it is.
    pub closed_at: Option<Instant>,
}

impl Tx {
    /// Keeps that somebody is given a link. False: they have one that opens
    /// until that second.
    pub async fn give_personal_link(
        &mut self,
        holder: [u8; 16],
        expires_at: Instant,
        at: Instant,
        by: Option<UserId>,
    ) -> Result<bool> {
        let args = args![holder.as_slice(), expires_at, at, by];
        Ok(self.link().run(GIVE, args).await? > 0)
    }

    /// Keeps that a link was opened; `known`: it has a row already.
    pub async fn use_personal_link(
        &mut self,
        holder: [u8; 16],
        expires_at: Instant,
        at: Instant,
        known: bool,
    ) -> Result<()> {
        let sql = if known { USE } else { FIRST_USE };
        self.link().run(sql, args![holder.as_slice(), expires_at, at]).await?;
        Ok(())
    }

    /// Closes a link, or has it open again (`None`). False: there is none.
    pub async fn close_personal_link(
        &mut self,
        holder: [u8; 16],
        expires_at: Instant,
        closed_at: Option<Instant>,
    ) -> Result<bool> {
        let args = args![holder.as_slice(), expires_at, closed_at];
        Ok(self.link().run(CLOSE, args).await? > 0)
    }

    /// Forgets links that no longer opened before `since`.
    pub async fn forget_personal_links(&mut self, since: Instant) -> Result<u64> {
        self.link().run(FORGET, args![since]).await
    }
}

reads! {
    /// The link of somebody that opens until that second, if it is kept.
    personal_link(holder: [u8; 16], expires_at: Instant) -> Option<PersonalLinkRow>;

    /// Somebody's links whose time is not over at `now`, closed or not, the
    /// longest first.
    personal_links(holder: [u8; 16], now: Instant) -> Vec<PersonalLinkRow>;
}

type Stored = (i64, Option<i64>, Option<Id>, Option<i64>, Option<i64>);

async fn personal_link(
    link: &mut Link<'_>,
    holder: [u8; 16],
    expires_at: Instant,
) -> Result<Option<PersonalLinkRow>> {
    let args = args![holder.as_slice(), expires_at];
    Ok(link.one::<Stored>(ONE, args).await?.map(read))
}

async fn personal_links(
    link: &mut Link<'_>,
    holder: [u8; 16],
    now: Instant,
) -> Result<Vec<PersonalLinkRow>> {
    let rows: Vec<Stored> = link.all(OF, args![holder.as_slice(), now]).await?;
    Ok(rows.into_iter().map(read).collect())
}

fn read((expires_at, given_at, given_by, used_at, closed_at): Stored) -> PersonalLinkRow {
    PersonalLinkRow {
        expires_at: Instant(expires_at),
        given_at: given_at.map(Instant),
        given_by: given_by.map(UserId::from),
        used_at: used_at.map(Instant),
        closed_at: closed_at.map(Instant),
    }
}
