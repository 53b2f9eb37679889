//! The program itself, as a person runs it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::World;

/// What the program did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) said: String,
    pub(crate) complained: String,
}

impl Ran {
    /// What was said, as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.said).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Runs `vigie` in `folder`, on the world's database and at its clock.
pub(crate) async fn vigie(world: &World, folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.current_dir(folder).env("VIGIE_DATABASE", &world.url).env_remove("VIGIE_LANG");
    command.arg("--clock").arg(world.now().to_string()).args(arguments);
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    Ran {
        status: output.status.code(),
        said: String::from_utf8(output.stdout).unwrap(),
        complained: String::from_utf8(output.stderr).unwrap(),
    }
}
