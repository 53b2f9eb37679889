//! A small process that cleans up however the chore ends.
//!
//! Destructors don't run on Ctrl-C or `kill -9`. The watchdog reads a pipe
//! whose other end only this process holds: when that end closes, for
//! whatever reason, it ends the tests still running, stops the server and
//! removes the folder. The normal end takes the same path, so it is exercised
//! by every run.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::{Failure, Result};

/// Arguments: the folder to remove, then the command that stops the server.
/// Each line of input names the process group to end, or nothing; the last counts.
const SCRIPT: &str = r#"
trap '' INT HUP TERM
cd /
folder=$1
shift
group=
while read -r line; do group=$line; done
if [ -n "$group" ]; then kill -s TERM -- "-$group" 2>/dev/null; fi
"$@" >/dev/null 2>&1
rm -rf -- "$folder"
"#;

/// The running watchdog; dropping it cleans up and waits until that is done.
#[derive(Debug)]
pub(super) struct Watchdog {
    process: Child,
}

impl Watchdog {
    /// Starts watching: when this process is gone, runs `stop` and removes `folder`.
    pub(super) fn start(folder: &Path, stop: &Command) -> Result<Self> {
        let process = Command::new("sh")
            .args(["-c", SCRIPT, "watchdog"])
            .arg(folder)
            .arg(stop.get_program())
            .args(stop.get_args())
            // Out of reach of the terminal's Ctrl-C.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .map_err(Failure::while_doing("can't start the watchdog"))?;
        Ok(Self { process })
    }

    /// Ends this process group too, if it is still running then.
    pub(super) fn end_group(&mut self, group: u32) {
        self.tell(&format!("{group}\n"));
    }

    /// The process group ended by itself: its number may belong to others now.
    pub(super) fn forget_group(&mut self) {
        self.tell("\n");
    }

    fn tell(&mut self, line: &str) {
        if let Some(pipe) = &mut self.process.stdin {
            // A watchdog that is gone can't be told; the folder is then removed by its owner.
            let _ = pipe.write_all(line.as_bytes());
        }
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn dropping_it_runs_the_stop_command_and_removes_the_folder() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("server");
        fs::create_dir(&folder).unwrap();
        let stopped = outside.path().join("stopped");
        let mut stop = Command::new("touch");
        drop(Watchdog::start(&folder, stop.arg(&stopped)).unwrap());
        assert_eq!((stopped.exists(), folder.exists()), (true, false));
    }

    #[test]
    fn a_group_still_running_is_ended() {
        let outside = tempfile::tempdir().unwrap();
        let mut watchdog = Watchdog::start(outside.path(), &Command::new("true")).unwrap();
        let mut tests = Command::new("sleep").arg("30").process_group(0).spawn().unwrap();
        watchdog.end_group(tests.id());
        drop(watchdog);
        assert!(!tests.wait().unwrap().success());
    }

    #[test]
    fn a_group_that_ended_is_left_alone() {
        let outside = tempfile::tempdir().unwrap();
        let mut watchdog = Watchdog::start(outside.path(), &Command::new("true")).unwrap();
        let mut other = Command::new("sleep").arg("30").process_group(0).spawn().unwrap();
        watchdog.end_group(other.id());
        watchdog.forget_group();
        drop(watchdog);
        let still_running = other.try_wait().unwrap().is_none();
        other.kill().unwrap();
        other.wait().unwrap();
        assert!(still_running);
    }
}
