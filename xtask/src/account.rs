//! The account that runs the throw-away server: PostgreSQL refuses root.

use std::path::Path;
use std::process::Command;

use crate::{Failure, Result, shell};

/// Who runs PostgreSQL's programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Account {
    /// We are not root: the person's own account.
    Own,
    /// We are root: this unprivileged account, through `runuser`.
    Lent(&'static str),
}

impl Account {
    /// Chooses by who runs this chore and which accounts the machine has.
    pub(crate) fn choose() -> Result<Self> {
        if !is_root()? {
            return Ok(Self::Own);
        }
        ["postgres", "nobody"].into_iter().find(|name| exists(name)).map(Self::Lent).ok_or_else(
            || {
                Failure::new(
                    "PostgreSQL refuses to run as root and there is neither a `postgres` nor a \
                     `nobody` account: run `cargo xtask test` as an ordinary user",
                )
            },
        )
    }

    /// A command that this account will run.
    pub(crate) fn command(&self, program: &Path) -> Command {
        match self {
            Self::Own => Command::new(program),
            Self::Lent(name) => {
                let mut command = Command::new("runuser");
                command.args(["-u", name, "--"]).arg(program);
                command
            }
        }
    }

    /// Makes this account the owner of `folder`.
    pub(crate) fn take(&self, folder: &Path) -> Result<()> {
        match self {
            Self::Own => Ok(()),
            Self::Lent(name) => shell::read(Command::new("chown").arg(name).arg(folder)).map(drop),
        }
    }
}

/// Whether this chore runs as root.
pub(crate) fn is_root() -> Result<bool> {
    Ok(shell::read(Command::new("id").arg("-u"))?.trim() == "0")
}

fn exists(name: &str) -> bool {
    shell::read(Command::new("id").args(["-u", name])).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lent_account_is_entered_by_runuser() {
        let command = Account::Lent("nobody").command(Path::new("initdb"));
        assert_eq!(shell::describe(&command), "runuser -u nobody -- initdb");
    }

    #[test]
    fn the_own_account_runs_the_program_itself() {
        assert_eq!(shell::describe(&Account::Own.command(Path::new("initdb"))), "initdb");
    }

    #[test]
    fn the_chosen_account_is_never_root() {
        let mut who = Account::choose().unwrap().command(Path::new("id"));
        assert_ne!(shell::read(who.arg("-u")).unwrap().trim(), "0");
    }
}
