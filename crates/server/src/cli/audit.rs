//! `vigie audit`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use vigie_store::AuditRow;

use super::output::{Format, Table};
use super::{App, Error, Global, Result, backtest_risk, person, when};
use crate::app::audit::{Flaw, Verified};

/// What to do about a chain that the file knows nothing of.
const UNANNOUNCED: &str = "unannounced: written by a command that was told of no file or of \
    another one, or by something else. Set VIGIE_AUDIT_HEADS wherever commands run; whoever \
    knows where these chains come from vouches for them with `vigie audit keep`";

/// Does the record of what was done hold, and is everybody served alike?
#[derive(Debug, Args)]
pub(super) struct Audit {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Find rows that were changed, deleted, cut off or added from elsewhere
    Verify(Verify),
    /// Write the ends of the chains to the file outside of the database, now, and
    /// vouch for chains that no process announced there
    Keep,
    /// Everything remembered about one student
    List(List),
    #[command(flatten)]
    Served(backtest_risk::Audit),
}

/// Find rows that were changed, deleted, cut off or added from elsewhere
///
/// Every row's hash covers the row before it, and the first row of a process's
/// chain names the ends of the chains before it. They are held against the heads
/// that are kept outside of the database: as a process begins its chain, once a
/// day, and as it stops. Whoever rewrites the database cannot rewrite those, if
/// they lie elsewhere. Every command takes `--audit-heads FILE` (or
/// `VIGIE_AUDIT_HEADS`) for where that is; a database that is a file has them
/// beside it otherwise, and PostgreSQL has none until somebody says where.
///
/// Rows after the last kept head are counted: nothing vouches for them yet. A
/// chain that no process announced in the file is told of as `unannounced`:
/// either something else wrote it, or a command that was not told of the file.
/// `vigie audit keep` vouches for such chains from then on.
/// Nobody finds what was rewritten by somebody who can write to the database and
/// to the file, nor rows that were never kept and that such a person replaced.
/// Ends with status 6 if something does not hold, or if no head was kept that
/// the record could be held against.
///
/// Examples:
///   vigie audit verify
///   vigie serve --audit-heads /media/usb/vigie.heads
///   vigie audit verify --heads /media/usb/vigie.heads
///   vigie audit verify --heads server.heads --heads office.heads
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
struct Verify {
    /// A file that keeps heads, if it is not the usual one; several where
    /// several machines keep theirs
    #[arg(long, value_name = "FILE")]
    heads: Vec<PathBuf>,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

/// Everything remembered about one student
///
/// Who opened their page, gave a link, saw words about danger. Once somebody
/// is erased, nobody can tell which rows were theirs.
#[derive(Debug, Args)]
struct List {
    /// Id or outside id of the student
    student: String,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

impl Audit {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        match self.command {
            Command::Verify(verify) => verify.run(global).await,
            Command::Keep => keep(global).await,
            Command::List(list) => list.run(global).await,
            Command::Served(audit) => audit.run(global).await,
        }
    }
}

/// Says so where nothing outside of the database will vouch for the record.
pub(super) fn warn_unvouched(app: &App) {
    if app.audit_heads.is_none() {
        tracing::warn!(
            "the heads of the record are kept nowhere: name a file outside of the database with \
             --audit-heads"
        );
    }
}

async fn keep(global: &Global) -> Result<()> {
    let app = global.app().await?;
    if app.audit_heads.is_none() {
        return Err(Error::Unvouched(None));
    }
    let kept = app.keep_heads().await?;
    let strangers = app.vouch_for_strangers().await?;
    super::output::print(&format!("{kept} heads kept\n"));
    if strangers > 0 {
        let told =
            format!("{strangers} chains that no process announced: vouched for from now on\n");
        super::output::print(&told);
    }
    Ok(())
}

impl Verify {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let verified = app.verify_audit(&self.heads).await?;
        let Verified { rows, chains, kept, unvouched, findings, .. } = &verified;
        eprintln!("{rows} rows in {chains} chains, held against {kept} kept heads");
        eprintln!("{unvouched} rows are not yet vouched for by a kept head");
        let mut table = Table::new(&["chain", "place", "flaw"]);
        for finding in findings {
            let (chain, seq) = (finding.chain.to_string(), finding.seq.to_string());
            table.row([chain.as_str(), &seq, finding.flaw.name()]);
        }
        table.print(self.format, || {
            let flaw = |flaw: Flaw| flaw.name();
            let found = findings.iter().map(|finding| {
                json!({ "chain": finding.chain, "place": finding.seq, "flaw": flaw(finding.flaw) })
            });
            json!({
                "rows": rows, "chains": chains, "kept": kept, "unvouched": unvouched,
                "findings": found.collect::<Vec<_>>(),
            })
        })?;
        if findings.iter().any(|finding| finding.flaw == Flaw::Unannounced) {
            eprintln!("{UNANNOUNCED}");
        }
        match findings.len() {
            0 if verified.is_vouched_for() => Ok(()),
            0 => Err(Error::Unvouched(verified.heads)),
            n => Err(Error::Audit(n)),
        }
    }
}

impl List {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let student = person::student(&app.store, &self.student).await?;
        let rows = app.remembered_about(student).await?;
        let users = app.store.users().await?;
        let who = |row: &AuditRow| {
            let known = users.iter().find(|user| Some(user.id) == row.actor);
            known.map(|user| user.email.clone()).unwrap_or_default()
        };
        let mut table = Table::new(&["at", "account", "action", "said"]);
        for row in &rows {
            table.row([row.at.to_string(), who(row), row.action.clone(), row.body.clone()]);
        }
        table.print(self.format, || {
            let told = rows.iter().map(|row| {
                json!({
                    "at": when::rfc3339(row.at), "account": who(row), "action": row.action,
                    "said": row.body,
                })
            });
            Value::Array(told.collect())
        })
    }
}
