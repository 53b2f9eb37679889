//! The help of every command as Markdown, from the same declarations.

use std::fmt::Write;

use clap::CommandFactory;

use super::Cli;

/// Help pages in the order of the program.
pub(super) fn help() -> String {
    let mut text = String::new();
    let mut root = Cli::command();
    root.build();
    describe(&root, "vigie", &mut text);
    text
}

fn describe(command: &clap::Command, path: &str, text: &mut String) {
    let mut command = command.clone().term_width(88);
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    // Writing to a String cannot fail.
    let _ = write!(text, "## {path}\n\n```text\n{}\n```\n\n", lines.join("\n").trim_end());
    let below: Vec<_> = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set() && c.get_name() != "help")
        .cloned()
        .collect();
    for sub in &below {
        describe(sub, &format!("{path} {}", sub.get_name()), text);
    }
}
