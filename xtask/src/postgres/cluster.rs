//! A PostgreSQL server of our own, for as long as it is needed.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command};

use tempfile::TempDir;

use super::programs::Programs;
use super::watchdog::Watchdog;
use crate::account::Account;
use crate::{Failure, Result, shell};

/// Another process may take the port between our asking for a free one and
/// the server's binding it; then we ask again.
const TRIES: usize = 3;

/// A running throw-away server; dropping it stops the server and removes its folder.
///
/// It listens on 127.0.0.1 only, trusts everyone there, and does without the
/// disk's guarantees: its content is worth nothing.
#[derive(Debug)]
pub struct Cluster {
    port: u16,
    // Fields drop in this order: the server stops before its folder goes.
    watchdog: Watchdog,
    folder: TempDir,
}

impl Cluster {
    /// Creates the folder, the cluster in it and its watchdog, and starts the server.
    pub fn start(programs: &Programs) -> Result<Self> {
        let account = Account::choose()?;
        let folder = tempfile::Builder::new()
            .prefix("vigie-test-")
            .tempdir()
            .map_err(Failure::while_doing("making a temporary folder"))?;
        account.take(folder.path())?;
        let data = folder.path().join("data");
        let log = folder.path().join("log");

        let pg_ctl = || {
            let mut command = account.command(&programs.path("pg_ctl"));
            command.current_dir("/").arg("-D").arg(&data);
            command
        };
        let mut stop = pg_ctl();
        stop.args(["-m", "immediate", "-t", "30", "stop"]);
        let watchdog = Watchdog::start(folder.path(), &stop)?;

        initialise(account.command(&programs.path("initdb")), &data)?;
        let mut outcome = Err(Failure::new("the server was not started"));
        for _ in 0..TRIES {
            let port = free_port()?;
            configure(&data, port)?;
            let mut start = pg_ctl();
            start.args(["-w", "-t", "60", "-s", "-l"]).arg(&log).arg("start");
            outcome = shell::run(&mut start).map(|()| port);
            if outcome.is_ok() {
                break;
            }
        }
        let port = outcome.map_err(|failure| {
            let log = fs::read_to_string(&log).unwrap_or_default();
            Failure::new(format!("{failure}; the server's log:\n{log}"))
        })?;
        Ok(Self { port, watchdog, folder })
    }

    /// Where tests connect; each makes its own database beside this one.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Where its files are while it lives.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// If this chore is killed, `tests` (leader of its process group) ends with the server.
    pub fn end_with(&mut self, tests: &Child) {
        self.watchdog.end_group(tests.id());
    }

    /// The tests ended by themselves.
    pub fn tests_ended(&mut self) {
        self.watchdog.forget_group();
    }
}

fn initialise(mut initdb: Command, data: &Path) -> Result<()> {
    initdb.current_dir("/").arg("-D").arg(data);
    initdb.args(["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
    shell::read(&mut initdb).map(drop).map_err(Failure::while_doing(
        "can't create the throw-away cluster (is the temporary folder open to other accounts?)",
    ))
}

/// Appends our settings; where a setting stands twice, PostgreSQL takes the last.
fn configure(data: &Path, port: u16) -> Result<()> {
    let file = data.join("postgresql.conf");
    OpenOptions::new()
        .append(true)
        .open(&file)
        .and_then(|mut file| file.write_all(settings(port).as_bytes()))
        .map_err(Failure::while_doing(format!("writing {}", file.display())))
}

fn settings(port: u16) -> String {
    let mut text = format!("\nport = {port}\n");
    for (setting, value) in [
        ("listen_addresses", "127.0.0.1"),
        // No socket file: its path has a length limit that a long TMPDIR would pass.
        ("unix_socket_directories", ""),
        // Suites run side by side, each with its own pool.
        ("max_connections", "300"),
        ("fsync", "off"),
        ("synchronous_commit", "off"),
        ("full_page_writes", "off"),
    ] {
        let _ = writeln!(text, "{setting} = '{value}'");
    }
    text
}

fn free_port() -> Result<u16> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(Failure::while_doing("looking for a free port"))
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::super::programs;
    use super::*;

    #[test]
    fn the_server_answers_while_it_lives_and_is_gone_after() {
        let cluster = Cluster::start(&programs::find_or_install().unwrap()).unwrap();
        let (port, folder) = (cluster.port, cluster.folder().to_path_buf());
        let answered = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        drop(cluster);
        let answers_still = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        assert_eq!((answered, answers_still, folder.exists()), (true, false, false));
    }

    #[test]
    fn a_later_port_is_written_after_the_earlier_one() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join("postgresql.conf"), "port = 1").unwrap();
        configure(data.path(), 2).unwrap();
        let written = fs::read_to_string(data.path().join("postgresql.conf")).unwrap();
        assert!(written.starts_with("port = 1\nport = 2\n"));
    }
}
