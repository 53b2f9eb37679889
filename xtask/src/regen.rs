//! `cargo xtask regen`: files that are made from something else in the repository.
//!
//! They are committed, so that they can be read where the code is read, and
//! CI makes them again and requires the same text.

mod adr_index;
mod difference;

use std::fs;
use std::process::Command;

use crate::workspace::Workspace;
use crate::{Failure, Result, shell};
use difference::first_difference;

/// What `cargo xtask regen` accepts.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Write nothing; fail if a file would change
    #[arg(long)]
    check: bool,
}

/// A generated file.
pub struct Generated {
    /// Path from the root.
    pub path: &'static str,
    /// Where its text comes from.
    pub source: Source,
}

/// Where a generated file's text comes from.
pub enum Source {
    /// A function over the repository.
    Function(fn(&Workspace) -> Result<String>),
    /// What the product itself prints for these arguments, so that its pages can't lie about it.
    Vigie(&'static [&'static str]),
}

/// Every generated file. A new one adds a line here.
pub const GENERATED: &[Generated] = &[
    Generated { path: "docs/adr/README.md", source: Source::Function(adr_index::text) },
    Generated { path: "docs/cli.md", source: Source::Vigie(&["help-markdown"]) },
    Generated { path: "docs/indicators.md", source: Source::Vigie(&["reference-markdown"]) },
];

impl Generated {
    /// The text as it should be now; always ends with exactly one newline.
    pub fn text(&self, workspace: &Workspace) -> Result<String> {
        let text = match &self.source {
            Source::Function(text) => text(workspace)?,
            Source::Vigie(arguments) => shell::read(&mut vigie(workspace, arguments))?,
        };
        Ok(format!("{}\n", text.trim_end()))
    }
}

/// The dev build, as the tests use it: nothing is compiled twice.
fn vigie(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = shell::cargo();
    command.current_dir(workspace.root());
    command.args(["run", "--quiet", "--package", "vigie-server", "--bin", "vigie", "--"]);
    command.args(arguments);
    command
}

/// Writes every generated file, or with `--check` compares them.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut stale = 0;
    for generated in GENERATED {
        let path = generated.path;
        let file = workspace.root().join(path);
        let wanted = generated.text(workspace)?;
        let found = fs::read_to_string(&file).unwrap_or_default();
        match first_difference(&found, &wanted) {
            None => println!("    ok  {path}"),
            Some(difference) if options.check => {
                stale += 1;
                println!(" stale  {path}:{difference}");
            }
            Some(_) => {
                fs::write(&file, wanted)
                    .map_err(Failure::while_doing(format!("writing {path}")))?;
                println!(" wrote  {path}");
            }
        }
    }
    match stale {
        0 => Ok(()),
        _ => Err(Failure::new("run `cargo xtask regen` and commit what it writes")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_product_is_run_from_the_dev_build_with_the_pages_arguments() {
        let command = vigie(&Workspace::find().unwrap(), &["help-markdown"]);
        assert!(shell::describe(&command).ends_with("--bin vigie -- help-markdown"));
    }

    #[test]
    fn a_generated_text_ends_with_one_newline() {
        let source = Source::Function(|_| Ok("a\n\n\n".to_owned()));
        let page = Generated { path: "a.md", source };
        assert_eq!(page.text(&Workspace::find().unwrap()).unwrap(), "a\n");
    }
}
