//! Running other programs, with messages that name the program.

use std::process::{Command, Stdio};

use crate::{Failure, Result};

/// Runs to the end with the terminal's own output; anything but success is a failure.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = command.status().map_err(Failure::while_doing(format!("can't start `{name}`")))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{name}` failed ({status})"))) }
}

/// Runs to the end and returns what it wrote on standard output.
///
/// On failure the message carries what it wrote on standard error.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let name = describe(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(Failure::while_doing(format!("can't start `{name}`")))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        let status = output.status;
        return Err(Failure::new(format!("`{name}` failed ({status})\n{}", stderr.trim_end())));
    }
    String::from_utf8(output.stdout)
        .map_err(Failure::while_doing(format!("`{name}` did not print UTF-8")))
}

/// The cargo that runs this chore, or the one on `PATH`.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The command as one would type it.
pub(crate) fn describe(command: &Command) -> String {
    let mut words = vec![program_name(command)];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

fn program_name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_returned_as_text() {
        assert_eq!(read(Command::new("printf").arg("bonjour")), Ok("bonjour".to_owned()));
    }

    #[test]
    fn a_failure_carries_what_the_program_complained_about() {
        let failure = read(Command::new("sh").args(["-c", "echo no disk >&2; exit 3"]));
        assert!(failure.unwrap_err().to_string().ends_with("no disk"));
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(failure.to_string().starts_with("can't start `no-such-program-here`"));
    }

    #[test]
    fn a_command_is_described_without_its_folder() {
        let mut command = Command::new("/usr/bin/env");
        assert_eq!(describe(command.arg("true")), "env true");
    }
}
