//! Programs that bring facts, by the hash of their token.

use vigie_domain::ids::{Key, UserId};
use vigie_domain::time::Instant;

use crate::audit::Digest;
use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Id, args};

statements! {
    PUT = "INSERT INTO tokens (token_id, hash, name, may, source, made_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    USED = "UPDATE tokens SET used_at = $2 WHERE token_id = $1";
    REVOKE = "UPDATE tokens SET revoked_at = $2 WHERE token_id = $1 AND revoked_at IS NULL";
    // The columns of `Stored`.
    BY_HASH = "SELECT token_id, name, may, source, made_at, used_at, revoked_at FROM tokens
        WHERE hash = $1";
    ALL = "SELECT token_id, name, may, source, made_at, used_at, revoked_at FROM tokens
        ORDER BY made_at, token_id";
}

/// A program's token, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Under which id the record of what was done names it.
    pub id: UserId,
    /// Name of the program, as whoever made it says.
    pub name: String,
    /// Words: what it may.
    pub may: Vec<String>,
    /// Under which source its facts are kept.
    pub source: Key,
    /// When it was made.
    pub made_at: Instant,
    /// The day on which it was last used.
    pub used_at: Option<Instant>,
    /// From then on it opens nothing.
    pub revoked_at: Option<Instant>,
}

impl Tx {
    /// Keeps a token by its hash.
    pub async fn put_token(&mut self, row: &TokenRow, hash: &Digest) -> Result<()> {
        let TokenRow { id, name, may, source, made_at, .. } = row;
        let args = args![*id, hash.as_slice(), name.as_str(), may.join(" "), source, *made_at];
        self.link().run(PUT, args).await?;
        Ok(())
    }

    /// It was used on this day.
    pub async fn token_used(&mut self, token: UserId, day: Instant) -> Result<()> {
        self.link().run(USED, args![token, day]).await?;
        Ok(())
    }

    /// From now on it opens nothing. False: it did not open anything.
    pub async fn revoke_token(&mut self, token: UserId, at: Instant) -> Result<bool> {
        Ok(self.link().run(REVOKE, args![token, at]).await? > 0)
    }
}

reads! {
    /// The token with this hash, revoked or not.
    token(hash: &Digest) -> Option<TokenRow>;

    /// Every token, the oldest first.
    tokens() -> Vec<TokenRow>;
}

type Stored = (Id, String, String, String, i64, Option<i64>, Option<i64>);

async fn token(link: &mut Link<'_>, hash: &Digest) -> Result<Option<TokenRow>> {
    Ok(link.one::<Stored>(BY_HASH, args![hash.as_slice()]).await?.map(read))
}

async fn tokens(link: &mut Link<'_>) -> Result<Vec<TokenRow>> {
    Ok(link.all::<Stored>(ALL, args![]).await?.into_iter().map(read).collect())
}

fn read((id, name, may, source, made_at, used_at, revoked_at): Stored) -> TokenRow {
    TokenRow {
        id: id.into(),
        name,
        may: may.split_whitespace().map(str::to_owned).collect(),
        source: source.into(),
        made_at: Instant(made_at),
        used_at: used_at.map(Instant),
        revoked_at: revoked_at.map(Instant),
    }
}
