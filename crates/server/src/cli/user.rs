//! `vigie user`

use std::io::{IsTerminal, Read};

use clap::{Args, Subcommand};
use serde_json::json;
use vigie_domain::access::Role;

use super::output::{Format, Table};
use super::{App, Error, Global, Result, person, when};
use crate::app::account::{NewUser, Password};
use crate::app::invitation::{INVITATION, RESET};

/// Who may sign in to the cockpit
#[derive(Debug, Args)]
pub(super) struct User {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make an account
    Add(Add),
    /// A link to choose a password with, for a new account or a forgotten one
    Invite(Invite),
    /// Nobody signs in with an account any more; what was done with it stays
    End(Whose),
    /// An account that was ended opens again, with the password that it had
    Reopen(Whose),
    /// Every account
    List(List),
    /// Tokens of programs that bring facts
    Token(super::token::Token),
}

/// Make an account
///
/// The password is read from standard input if something is piped in, else
/// one is made up and printed this once.
///
/// Examples:
///   vigie user add --email alex@ecole.example --name "Alex Martin" --role advisor --advisor c-03
///   vigie user add --email direction@ecole.example --name "Direction" --role manager < password.txt
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
struct Add {
    /// Their e-mail address
    #[arg(long)]
    email: String,
    /// Their name, as shown
    #[arg(long)]
    name: String,
    /// student, mentor, advisor, manager, admin or integrator
    #[arg(long, value_parser = role)]
    role: Role,
    /// Whose students are theirs, or which mentor they are: id or name
    #[arg(long, value_name = "ID", visible_alias = "mentor")]
    advisor: Option<String>,
    /// Which student they are: the id that the source gives
    #[arg(long, value_name = "ID")]
    student: Option<String>,
    /// Give them no password, and a link to choose one with
    #[arg(long)]
    invite: bool,
    /// The cockpit's address, to print a whole link
    #[arg(long, value_name = "URL", default_value = "", env = "VIGIE_BASE", hide_env = true)]
    base: String,
}

/// A link to choose a password with, for a new account or a forgotten one
///
/// It opens once: for a week, or for a day where there is a password already,
/// which goes on working until then. Links of before no longer open. Send it by
/// a way that only they read.
///
/// Examples:
///   vigie user invite alex@ecole.example --base `https://vigie.ecole.example`
///   vigie user invite alex@ecole.example --without-second-factor     the telephone is lost, too
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
struct Invite {
    /// Their e-mail address
    email: String,
    /// Ask for no second factor any more
    #[arg(long)]
    without_second_factor: bool,
    /// The cockpit's address, to print a whole link
    #[arg(long, value_name = "URL", default_value = "", env = "VIGIE_BASE", hide_env = true)]
    base: String,
}

/// An account
#[derive(Debug, Args)]
struct Whose {
    /// Its e-mail address
    email: String,
}

/// Every account
#[derive(Debug, Args)]
struct List {
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_name(text)
        .ok_or_else(|| "use student, mentor, advisor, manager, admin or integrator".to_owned())
}

impl User {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        match self.command {
            Command::Add(add) => add.run(global).await,
            Command::Invite(invite) => invite.run(global).await,
            Command::End(whose) => whose.end(global, true).await,
            Command::Reopen(whose) => whose.end(global, false).await,
            Command::List(list) => list.run(global).await,
            Command::Token(token) => token.run(global).await,
        }
    }
}

impl Add {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let staff = match &self.advisor {
            Some(wanted) => Some(person::staff(&app.store, wanted).await?),
            None => None,
        };
        let student = match &self.student {
            Some(wanted) => Some(person::student(&app.store, wanted).await?),
            None => None,
        };
        let piped = if self.invite { None } else { piped()? };
        let password = piped.clone().unwrap_or_else(Password::generate);
        let new = NewUser {
            email: self.email,
            name: self.name,
            role: self.role,
            staff,
            student,
            language: Some(global.lang.code().into()),
            password: (!self.invite).then(|| password.clone()),
        };
        let user = app.add_user(new).await?;
        if self.invite {
            let token = app.invite(None, user.id, INVITATION).await?;
            super::output::print(&link(&self.base, &token));
            return Ok(());
        }
        super::output::print(&format!("{} can sign in\n", user.email));
        if piped.is_none() {
            super::output::print(&format!("password (shown this once): {}\n", password.reveal()));
        }
        Ok(())
    }
}

impl Invite {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let user = account(&app, &self.email).await?;
        if self.without_second_factor {
            app.drop_second_factor(None, user.id).await?;
        }
        let known = app.store.password_hash(user.id).await?.is_some();
        let token = app.invite(None, user.id, if known { RESET } else { INVITATION }).await?;
        super::output::print(&link(&self.base, &token));
        Ok(())
    }
}

/// The account with this address.
async fn account(app: &App, email: &str) -> Result<vigie_store::directory::User> {
    let user = app.store.user_by_email(&email.trim().to_lowercase()).await?;
    user.ok_or_else(|| Error::Unknown {
        what: "account",
        name: email.to_owned(),
        hint: ": make it with `vigie user add --invite`".to_owned(),
    })
}

impl Whose {
    async fn end(self, global: &Global, end: bool) -> Result<()> {
        let app = global.app().await?;
        let user = account(&app, &self.email).await?;
        if end {
            app.end_account(None, user.id).await?;
        } else {
            app.reopen_account(None, user.id).await?;
        }
        let known = app.store.user(user.id).await?.unwrap_or(user);
        let state = if app.may_sign_in(&known) { "can sign in" } else { "cannot sign in" };
        super::output::print(&format!("{} {state}\n", known.email));
        Ok(())
    }
}

fn link(base: &str, token: &str) -> String {
    format!("{}/enter/{token}\n", base.trim_end_matches('/'))
}

/// A password that somebody piped in.
fn piped() -> Result<Option<Password>> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        return Ok(None);
    }
    let mut text = String::new();
    let read = input.read_to_string(&mut text);
    read.map_err(|source| Error::File { path: "standard input".to_owned(), source })?;
    let text = text.trim_end_matches(['\r', '\n']);
    Ok((!text.is_empty()).then(|| Password::typed(text)))
}

impl List {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let team = app.store.staff().await?;
        let users = app.store.users().await?;
        let advisor = |user: &vigie_store::directory::User| {
            let staff = user.staff?;
            Some(team.get(&staff).map_or_else(|| staff.to_string(), |s| s.external.to_string()))
        };
        let mut table = Table::new(&["email", "name", "role", "advisor", "ended"]);
        for user in &users {
            let advisor = advisor(user).unwrap_or_default();
            let ended = user.ended_at.map(|at| at.to_string()).unwrap_or_default();
            table.row([user.email.as_str(), &user.name, user.role.name(), &advisor, &ended]);
        }
        table.print(self.format, || {
            users
                .iter()
                .map(|user| {
                    json!({
                        "email": user.email,
                        "name": user.name,
                        "role": user.role.name(),
                        "advisor": advisor(user),
                        "language": user.language,
                        "created_at": when::rfc3339(user.created_at),
                        "ended_at": user.ended_at.map(when::rfc3339),
                    })
                })
                .collect()
        })
    }
}
