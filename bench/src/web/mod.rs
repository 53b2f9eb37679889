//! The pages under load, and how long a bip takes to reach a browser.

mod bip;
mod caseload;
mod client;
mod load;
mod manager;
mod school;
mod users;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tokio::runtime::Runtime;
use xtask::{Failure, Result};

use crate::Setting;
use school::{Prepared, Shape};

/// `vigie serve` as a process of its own, stopped when dropped.
struct Server {
    process: Child,
    host: String,
}

impl Server {
    fn start(setting: &Setting, database: &str) -> Result<Self> {
        let program = xtask::bench::vigie(&setting.workspace)?;
        let mut process = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--database", database])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(Failure::while_doing("vigie serve"))?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            let read = BufReader::new(output).read_line(&mut line);
            read.map_err(Failure::while_doing("vigie serve"))?;
        }
        let host = line.trim().trim_start_matches("http://").to_owned();
        if host.is_empty() {
            return Err(Failure::new("vigie serve did not say where it listens"));
        }
        Ok(Self { process, host })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody left to tell.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The pages under load, and a bip.
pub(crate) fn run(setting: &Setting) -> Result<String> {
    with_school(setting, |runtime, host, prepared| {
        let load = runtime.block_on(load::measure(host, prepared))?;
        let bips = runtime.block_on(bip::measure(host, prepared))?;
        let size = std::fs::metadata(&prepared.database).map_or(0, |file| file.len());
        Ok(format!(
            "A simulated school: {} advisors with 200 students each, {} facts, {} in one SQLite \
             file; `vigie serve` beside the client on the same two cores, the live engine \
             running.\n\n{load}\n{bips}",
            prepared.advisors.len(),
            prepared.facts,
            crate::memory::mebibytes(size),
        ))
    })
}

/// Everybody at once.
pub(crate) fn run_users(setting: &Setting) -> Result<String> {
    with_school(setting, |runtime, host, prepared| users::measure(setting, runtime, host, prepared))
}

/// What a manager reads of everybody.
pub(crate) fn run_manager(setting: &Setting) -> Result<String> {
    with_school(setting, |runtime, host, prepared| {
        runtime.block_on(async {
            let students = school::size(prepared).await?;
            manager::measure(host, prepared, students).await
        })
    })
}

/// Who follows whom: first everybody somebody, then nobody anybody.
pub(crate) fn run_caseload(setting: &Setting) -> Result<String> {
    let students = setting.sizes(&[school::USUAL.students]).first().copied().unwrap_or(0);
    let advised = Shape { students, named: true, ..school::USUAL };
    let first = with_school_of(setting, advised, |runtime, host, prepared| {
        runtime.block_on(async {
            let students = school::size(prepared).await?;
            caseload::measure_advised(host, prepared, students).await
        })
    })?;
    let nobodys = Shape { advised: false, ..advised };
    let second = with_school_of(setting, nobodys, |runtime, host, prepared| {
        runtime.block_on(async {
            let students = school::size(prepared).await?;
            caseload::measure_nobodys(host, prepared, students).await
        })
    })?;
    Ok(format!("{first}\n{second}"))
}

/// The large school, served for as long as `measure` takes.
fn with_school(
    setting: &Setting,
    measure: impl FnOnce(&Runtime, &str, &Prepared) -> Result<String>,
) -> Result<String> {
    with_school_of(setting, school::USUAL, measure)
}

fn with_school_of(
    setting: &Setting,
    shape: Shape,
    measure: impl FnOnce(&Runtime, &str, &Prepared) -> Result<String>,
) -> Result<String> {
    let runtime = Runtime::new().map_err(Failure::while_doing("tokio"))?;
    let prepared = runtime.block_on(school::prepare(shape))?;
    let server = Server::start(setting, &prepared.database)?;
    let measured = measure(&runtime, &server.host, &prepared)?;
    drop(server);
    prepared.folder.close().map_err(Failure::while_doing("removing the large school"))?;
    Ok(measured)
}
