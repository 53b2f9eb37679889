//! `cargo xtask test`: the one command that passes every test on a fresh machine.
//!
//! Nothing has to be prepared and nothing is left behind: PostgreSQL, Chromium
//! and Node are found or installed, a server of our own runs in a temporary
//! folder for as long as the tests do, and it stops whatever ends them.

mod browser;
mod real_data;
mod tally;

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::browser::Browser;
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

    /// Run only the browser tests
    #[arg(long, conflicts_with_all = ["filter", "cargo_args"])]
    browser: bool,

    /// Passed to `cargo test` as they are, e.g. `-- -p vigie-store -- --nocapture`
    #[arg(last = true)]
    cargo_args: Vec<String>,
}

impl Options {
    /// All tests are wanted, not some that the caller names.
    fn wants_all(&self) -> bool {
        self.filter.is_none() && self.cargo_args.is_empty()
    }
}

/// Runs every test of the workspace, on both databases and in a browser,
/// saying each step.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut tally = Tally::default();
    let mut failures = Vec::new();
    let mut absences = Vec::new();
    if !options.browser {
        let real_data = RealData::locate(workspace);
        let status = run_cargo_tests(workspace, options, &real_data, &mut tally)?;
        if !status.success() {
            failures.push(format!("the tests did not pass (cargo test: {status})"));
        }
        absences.extend(real_data.absence());
    }
    // One run tells all there is to mend, so this one runs in any case.
    if options.wants_all() {
        match run_browser_tests(workspace, &mut tally) {
            Ok(status) if status.success() => {}
            Ok(status) => failures.push(format!("the browser tests did not pass ({status})")),
            Err(failure) => failures.push(failure.to_string()),
        }
    } else {
        absences.push("browser tests did not run: only some tests were asked for".to_owned());
    }
    println!();
    for absence in absences {
        println!("{absence}");
    }
    println!("{tally}");
    judge(&failures, tally)
}

fn run_cargo_tests(
    workspace: &Workspace,
    options: &Options,
    real_data: &RealData,
    tally: &mut Tally,
) -> Result<ExitStatus> {
    say("1/5", "PostgreSQL's server programs");
    let programs = postgres::find_or_install()?;
    println!("      {} in {}", programs.version()?, programs.folder().display());

    say("2/5", "a throw-away server, gone when the tests end");
    let mut cluster = Cluster::start(&programs)?;
    println!("      {POSTGRES_VARIABLE}={} in {}", cluster.url(), cluster.folder().display());

    say("3/5", "real data");
    println!("      {}", real_data.announcement());

    let mut command = cargo_test(workspace, options);
    command.env(POSTGRES_VARIABLE, cluster.url()).env(real_data::VARIABLE, real_data.folder());
    say("4/5", &shell::describe(&command));
    // In a process group of its own, so that the watchdog can end all of it:
    // cargo, the compilers and the test programs.
    command.process_group(0);
    let status = run_counted(&mut command, tally, |tests| cluster.end_with(tests))?;
    cluster.tests_ended();
    Ok(status)
}

fn run_browser_tests(workspace: &Workspace, tally: &mut Tally) -> Result<ExitStatus> {
    say("5/5", "the cockpit in Chromium");
    let browser = Browser::prepare(workspace, browser::FOLDER)?;
    let mut command = browser::stories(&browser, &browser::program(workspace)?);
    println!("      $ {}", shell::describe(&command));
    run_counted(&mut command, tally, |_| {})
}

/// Takes the pictures of the documentation again.
pub fn pictures(workspace: &Workspace) -> Result<()> {
    let browser = Browser::prepare(workspace, browser::FOLDER)?;
    let folder = workspace.root().join("docs/pictures");
    shell::run(&mut browser::pictures(&browser, &browser::program(workspace)?, &folder))
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

/// Runs tests, showing their output as it comes and counting the results in it.
fn run_counted(
    command: &mut Command,
    tally: &mut Tally,
    started: impl FnOnce(&Child),
) -> Result<ExitStatus> {
    let name = shell::describe(command);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut tests =
        command.spawn().map_err(Failure::while_doing(format!("can't start `{name}`")))?;
    started(&tests);
    if let Some(stdout) = tests.stdout.take() {
        copy_and_count(BufReader::new(stdout), &mut std::io::stdout().lock(), tally)
            .map_err(Failure::while_doing("reading the tests' output"))?;
    }
    tests.wait().map_err(Failure::while_doing(format!("waiting for `{name}`")))
}

fn copy_and_count(
    mut from: impl BufRead,
    to: &mut impl Write,
    tally: &mut Tally,
) -> std::io::Result<()> {
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        to.write_all(&line)?;
        to.flush()?;
        tally.read_line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(())
}

fn judge(failures: &[String], tally: Tally) -> Result<()> {
    if !failures.is_empty() {
        return Err(Failure::new(failures.join("\n")));
    }
    if tally.ran() == 0 {
        return Err(Failure::new("no test ran"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(filter: Option<&str>, cargo_args: &[&str]) -> Options {
        Options {
            filter: filter.map(str::to_owned),
            browser: false,
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
        let mut tally = Tally::default();
        copy_and_count(output, &mut shown, &mut tally).unwrap();
        assert_eq!((shown.as_slice(), tally.ran()), (output, 2));
    }

    #[test]
    fn whoever_names_some_tests_does_not_get_the_browser_too() {
        assert!(options(None, &[]).wants_all());
        assert!(!options(Some("late_fact"), &[]).wants_all());
        assert!(!options(None, &["-p", "vigie-store"]).wants_all());
    }

    #[test]
    fn a_run_without_any_test_is_a_failure() {
        let failure = judge(&[], Tally::default()).unwrap_err();
        assert_eq!(failure.to_string(), "no test ran");
    }
}
