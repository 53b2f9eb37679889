//! Installing what is missing, on Debian.

use std::path::Path;
use std::process::Command;

use crate::{Failure, Result, account, shell};

/// Whether packages can be installed by Debian's means.
pub(crate) fn is_debian() -> bool {
    Path::new("/etc/debian_version").is_file()
}

/// Installs a package, saying so.
pub(crate) fn install(package: &str) -> Result<()> {
    if !is_debian() {
        return Err(Failure::new(format!("`{package}` is not installed, and this is no Debian")));
    }
    println!("      not found: installing Debian's package `{package}`");
    for words in [&["update"][..], &["install", "-y", "--no-install-recommends", package]] {
        let mut command = apt_get(account::is_root()?, words);
        println!("      $ {}", shell::describe(&command));
        shell::run(&mut command)?;
    }
    Ok(())
}

fn apt_get(is_root: bool, words: &[&str]) -> Command {
    let mut command = Command::new(if is_root { "env" } else { "sudo" });
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]).args(words);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_user_installs_through_sudo() {
        let command = apt_get(false, &["update"]);
        let expected = "sudo DEBIAN_FRONTEND=noninteractive apt-get -q update";
        assert_eq!(shell::describe(&command), expected);
    }
}
