//! Opening a browser, where there is one.

use std::process::{Command, Stdio};

/// Ask the desktop to show an address. Without a desktop, nothing happens.
pub(super) fn open(address: &str) {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(target_os = "windows") {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let silent = Command::new(program)
        .args(first)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if silent.is_err() {
        tracing::debug!("no browser to open");
    }
}
