//! `vigie`: the lookout of an online school.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    vigie_server::cli::main().await
}
