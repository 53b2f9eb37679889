//! Programs that bring facts: a token each, of which only a hash is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest as _, Sha256};
use vigie_domain::access::{Right, Role};
use vigie_domain::ids::{Key, UserId};
use vigie_domain::time::{DAY, Instant};
use vigie_ingest::{Collected, native};
use vigie_store::TokenRow;
use vigie_store::directory::User;

use super::audit::{Action, Entry};
use super::import::Summary;
use super::school::is_own;
use super::{App, Error, Refusal, Result, listening, risk};
use crate::chance;

/// Every token begins so, that somebody who finds one knows what it is.
const PREFIX: &str = "vigie_";

/// What a program may do, and under which name.
#[derive(Clone, Debug)]
pub struct Token {
    row: TokenRow,
}

/// What became of lines that a program sent.
#[derive(Debug)]
pub struct Received {
    /// The figures.
    pub summary: Summary,
    /// Lines that could not be used.
    pub rejects: Vec<vigie_ingest::Reject>,
}

impl Token {
    /// May it use this right?
    pub fn may(&self, right: Right) -> bool {
        right.word().is_some_and(|word| self.row.may.iter().any(|may| may == word))
    }

    /// Under which source its facts are kept.
    pub fn source(&self) -> &Key {
        &self.row.source
    }

    /// The id by which the record of what was done names it.
    pub fn id(&self) -> UserId {
        self.row.id
    }

    /// As the guard of the routes sees it: somebody in the role of a program.
    pub fn as_user(&self) -> User {
        User {
            id: self.row.id,
            email: String::new(),
            name: self.row.name.clone(),
            role: Role::Integrator,
            staff: None,
            student: None,
            language: None,
            created_at: self.row.made_at,
            ended_at: None,
        }
    }
}

impl App {
    /// Makes a token, to be shown this once. `source`: under which its facts
    /// are kept, so that sending one again changes nothing.
    pub async fn make_token(&self, name: &str, may: &[Right], source: &str) -> Result<String> {
        let name = super::written::name(name)?.to_string();
        let source = super::written::name(source)?;
        // What the program itself says is said by nobody else.
        if is_own(&source) || [listening::SOURCE, risk::SOURCE].contains(&&*source) {
            return Err(Refusal::OwnSource(source.to_string()).into());
        }
        let token = format!("{PREFIX}{}", BASE64.encode(chance::key()));
        let row = TokenRow {
            id: chance::user_id(),
            name,
            may: may.iter().filter_map(|right| right.word()).map(str::to_owned).collect(),
            source,
            made_at: self.clock.now(),
            used_at: None,
            revoked_at: None,
        };
        let said = format!("token={} may={}", row.id, row.may.join(","));
        let mut tx = self.store.begin().await?;
        tx.put_token(&row, &hash(&token)).await?;
        self.commit_remembering(tx, &[Entry::by(None, Action::TokenMade).saying(said)]).await?;
        Ok(token)
    }

    /// What a token opens; nothing if nobody made it, or if it was revoked.
    pub async fn token(&self, given: &str) -> Result<Option<Token>> {
        let found = self.store.token(&hash(given)).await?;
        let Some(row) = found.filter(|row| row.revoked_at.is_none()) else { return Ok(None) };
        // By the day: enough to see which are no longer used.
        let day = Instant(self.clock.now().0.div_euclid(DAY.0) * DAY.0);
        if row.used_at.is_none_or(|used| used < day) {
            let mut tx = self.store.begin().await?;
            tx.token_used(row.id, day).await?;
            tx.commit().await?;
        }
        Ok(Some(Token { row }))
    }

    /// From now on it opens nothing.
    pub async fn revoke_token(&self, token: UserId) -> Result<()> {
        let mut tx = self.store.begin().await?;
        if !tx.revoke_token(token, self.clock.now()).await? {
            let (what, name, hint) = ("open token", token.to_string(), String::new());
            return Err(Error::Unknown { what, name, hint });
        }
        let entry = Entry::by(None, Action::TokenRevoked).saying(format!("token={token}"));
        self.commit_remembering(tx, &[entry]).await
    }

    /// Takes in lines of JSON that a program sent. Sent again, they change
    /// nothing.
    pub async fn receive(&self, token: &Token, lines: &str) -> Result<Received> {
        let school = self.school().await?;
        let mut read = Collected::default();
        let calendar = &school.context.calendar;
        let supply = native::read_lines(lines, calendar, self.clock.now(), &mut read)?;
        read.rejects.sort_by_key(|reject| reject.line);
        let mut import = self.import(token.source());
        import.take_all(read.records).await?;
        let rejects = read.rejects.len() as u64;
        let (summary, _) = import.finish(supply.kinds, rejects, |_, _| {}).await?;
        let Summary { facts, duplicates, revisions, .. } = summary;
        let said = format!("facts={facts} duplicates={duplicates} revisions={revisions}");
        let entry = Entry::by(token.id(), Action::FactsReceived).saying(said);
        self.remember(&[entry]).await?;
        Ok(Received { summary, rejects: read.rejects })
    }
}

fn hash(token: &str) -> vigie_store::Digest {
    Sha256::digest(token.as_bytes()).into()
}
