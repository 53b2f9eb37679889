//! `cargo xtask test`: the one command that passes every test on a fresh machine.
//!
//! Nothing has to be prepared and nothing is left behind: PostgreSQL is found
//! or installed, a server of our own runs in a temporary folder for as long as
//! the tests do, and it stops whatever ends them.

mod real_data;
mod tally;

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus, Stdio};

use crate::postgres::{self, Cluster};
use crate::workspace::Workspace;
use crate::{Failure, Result, shell};
use real_data::RealData;
use tally::Tally;

/// The variable by which the suites learn where the throw-away server listens.
pub const POSTGRES_VARIABLE: &str = "VIGIE_TEST_POSTGRES";

/// What `cargo xtask test` accepts.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Run only the tests whose name contains this
    #[arg(long, value_name = "NAME")]
    filter: Option<String>,

    /// Passed to `cargo test` as they are, e.g. `-- -p vigie-store -- --nocapture`
    #[arg(last = true)]
    cargo_args: Vec<String>,
}

/// Runs every test of the workspace, on both databases, saying each step.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    say("1/4", "PostgreSQL's server programs");
    let programs = postgres::find_or_install()?;
    println!("      {} in {}", programs.version()?, programs.folder().display());

    say("2/4", "a throw-away server, gone when the tests end");
    let mut cluster = Cluster::start(&programs)?;
    println!("      {POSTGRES_VARIABLE}={} in {}", cluster.url(), cluster.folder().display());

    say("3/4", "real data");
    let real_data = RealData::locate(workspace);
    println!("      {}", real_data.announcement());

    let mut command = cargo_test(workspace, options);
    command.env(POSTGRES_VARIABLE, cluster.url()).env(real_data::VARIABLE, real_data.folder());
    say("4/4", &shell::describe(&command));
    let (status, tally) = run_counted(&mut command, &mut cluster)?;
    drop(cluster);

    println!();
    if let Some(absence) = real_data.absence() {
        println!("{absence}");
    }
    println!("{tally}");
    judge(status, tally)
}

fn say(step: &str, what: &str) {
    println!("[{step}] {what}");
}

fn cargo_test(workspace: &Workspace, options: &Options) -> Command {
    let mut command = shell::cargo();
    command.current_dir(workspace.root()).args(arguments(options));
    command
}

/// Unit, integration and documentation tests of every crate, unless the caller named packages.
fn arguments(options: &Options) -> Vec<&str> {
    let own_args = options.cargo_args.iter().take_while(|arg| *arg != "--");
    let names_packages =
        own_args.clone().any(|arg| arg.starts_with("-p") || arg.starts_with("--package"));
    let mut arguments = vec!["test", "--no-fail-fast"];
    if !names_packages {
        arguments.push("--workspace");
    }
    arguments.extend(options.filter.as_deref());
    arguments.extend(options.cargo_args.iter().map(String::as_str));
    arguments
}

/// Runs the tests, showing their output as it comes and counting the results in it.
fn run_counted(command: &mut Command, cluster: &mut Cluster) -> Result<(ExitStatus, Tally)> {
    // In a process group of its own, so that the watchdog can end all of it:
    // cargo, the compilers and the test programs.
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut tests = command.spawn().map_err(Failure::while_doing("can't start cargo"))?;
    cluster.end_with(&tests);
    let mut tally = Tally::default();
    if let Some(stdout) = tests.stdout.take() {
        tally = copy_and_count(BufReader::new(stdout), &mut std::io::stdout().lock())
            .map_err(Failure::while_doing("reading the tests' output"))?;
    }
    let status = tests.wait().map_err(Failure::while_doing("waiting for cargo"))?;
    cluster.tests_ended();
    Ok((status, tally))
}

fn copy_and_count(mut from: impl BufRead, to: &mut impl Write) -> std::io::Result<Tally> {
    let mut tally = Tally::default();
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        to.write_all(&line)?;
        to.flush()?;
        tally.read_line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(tally)
}

fn judge(status: ExitStatus, tally: Tally) -> Result<()> {
    if !status.success() {
        return Err(Failure::new(format!("the tests did not pass (cargo test: {status})")));
    }
    if tally.ran() == 0 {
        return Err(Failure::new("no test ran"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn options(filter: Option<&str>, cargo_args: &[&str]) -> Options {
        Options {
            filter: filter.map(str::to_owned),
            cargo_args: cargo_args.iter().map(|&arg| arg.to_owned()).collect(),
        }
    }

    #[test]
    fn every_crate_is_tested_by_default() {
        assert_eq!(arguments(&options(None, &[])), ["test", "--no-fail-fast", "--workspace"]);
    }

    #[test]
    fn naming_a_package_replaces_the_whole_workspace() {
        let chosen = options(None, &["-p", "vigie-store"]);
        assert_eq!(arguments(&chosen), ["test", "--no-fail-fast", "-p", "vigie-store"]);
    }

    #[test]
    fn the_filter_stands_before_the_test_programs_own_arguments() {
        let chosen = options(Some("late_fact"), &["--", "--nocapture"]);
        let expected = ["test", "--no-fail-fast", "--workspace", "late_fact", "--", "--nocapture"];
        assert_eq!(arguments(&chosen), expected);
    }

    #[test]
    fn output_is_copied_unchanged_even_when_it_is_not_utf8() {
        let output: &[u8] = b"caf\xe9\ntest result: ok. 2 passed; 0 failed; 0 ignored; x\nend";
        let mut shown = Vec::new();
        let tally = copy_and_count(output, &mut shown).unwrap();
        assert_eq!((shown.as_slice(), tally.ran()), (output, 2));
    }

    #[test]
    fn a_run_without_any_test_is_a_failure() {
        let failure = judge(ExitStatus::from_raw(0), Tally::default()).unwrap_err();
        assert_eq!(failure.to_string(), "no test ran");
    }
}
