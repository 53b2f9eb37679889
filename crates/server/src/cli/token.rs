//! `vigie user token`

use clap::{Args, Subcommand};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::access::Right;
use vigie_domain::ids::UserId;

use super::output::{self, Format, Table};
use super::{Error, Global, Result, when};

/// Tokens of programs that bring facts
#[derive(Debug, Args)]
pub(super) struct Token {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a token, printed this once
    Create(Create),
    /// Every token, without its words
    List(List),
    /// From now on it opens nothing
    Revoke(Revoke),
}

/// Make a token, printed this once
///
/// Only a hash of it is kept. What a program sends is kept under its source; facts that a file brings, too,
/// are the same facts under the same source.
///
/// Examples:
///   vigie user token create --name "Moodle, every night" --may facts:write,health:read --source moodle
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
struct Create {
    /// Which program it is for
    #[arg(long)]
    name: String,
    /// What it may: facts:write, health:read
    #[arg(long, value_delimiter = ',', required = true, value_parser = right)]
    may: Vec<Right>,
    /// Under which source its facts are kept
    #[arg(long, value_name = "NAME", default_value = "api")]
    source: String,
}

/// Every token, without its words
#[derive(Debug, Args)]
struct List {
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

/// From now on it opens nothing
#[derive(Debug, Args)]
struct Revoke {
    /// Its id, as `vigie user token list` prints it
    id: String,
}

fn right(word: &str) -> Result<Right, String> {
    Right::from_word(word).ok_or_else(|| "use facts:write or health:read".to_owned())
}

impl Token {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        match self.command {
            Command::Create(create) => create.run(global).await,
            Command::List(list) => list.run(global).await,
            Command::Revoke(revoke) => revoke.run(global).await,
        }
    }
}

impl Create {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let token = app.make_token(&self.name, &self.may, &self.source).await?;
        output::print(&format!("{token}\n"));
        Ok(())
    }
}

impl List {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let tokens = app.store.tokens().await?;
        let mut table = Table::new(&["id", "name", "may", "source", "last used", "revoked"]);
        let day = |at: Option<_>| at.map(when::rfc3339).unwrap_or_default();
        for token in &tokens {
            let (id, may) = (token.id.to_string(), token.may.join(","));
            let (used, revoked) = (day(token.used_at), day(token.revoked_at));
            table.row([id.as_str(), &token.name, &may, &token.source, &used, &revoked]);
        }
        table.print(self.format, || {
            let one = |token: &vigie_store::TokenRow| {
                json!({
                    "id": token.id,
                    "name": token.name,
                    "may": token.may,
                    "source": token.source,
                    "made_at": when::rfc3339(token.made_at),
                    "used_at": token.used_at.map(when::rfc3339),
                    "revoked_at": token.revoked_at.map(when::rfc3339),
                })
            };
            tokens.iter().map(one).collect()
        })
    }
}

impl Revoke {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let id = Uuid::parse_str(&self.id).map_err(|_| {
            Error::Input(format!("`{}` is no id of a token: see `vigie user token list`", self.id))
        })?;
        app.revoke_token(UserId(id)).await?;
        output::print("revoked\n");
        Ok(())
    }
}
