//! `vigie link`

use clap::{Args, Subcommand};
use vigie_domain::time::Span;

use super::{Global, Result, output, person};
use crate::app::link::Holder;

/// A personal link, without an account: signed, and good for some days
///
/// Whoever has it can say something in that person's name. It is printed once
/// and kept nowhere.
///
/// Examples:
///   vigie link student e-0042
///   vigie link mentor m-03 --days 7 --base `https://vigie.ecole.example`
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Link {
    #[command(subcommand)]
    whose: Whose,
}

#[derive(Debug, Subcommand)]
enum Whose {
    /// A student's link: who is around them, what comes next, a word to the advisor
    Student {
        /// The student's id in its source
        external: String,
        #[command(flatten)]
        options: Options,
    },
    /// A mentor's link: their students, and the sessions to record
    Mentor {
        /// The mentor's id or name
        id: String,
        #[command(flatten)]
        options: Options,
    },
}

#[derive(Debug, Args)]
struct Options {
    /// For how many days it opens
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=366))]
    days: u16,
    /// Where the cockpit is; only the path is printed if left out
    #[arg(long, value_name = "URL", default_value = "")]
    base: String,
}

impl Link {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let (holder, options) = match self.whose {
            Whose::Student { external, options } => {
                (Holder::Student(person::student(&app.store, &external).await?), options)
            }
            Whose::Mentor { id, options } => {
                (Holder::Mentor(person::staff(&app.store, &id).await?), options)
            }
        };
        let expires_at = app.clock.now() + Span::days(i64::from(options.days));
        let token = app.give_link(None, holder, expires_at).await?;
        output::print(&format!("{}/l/{token}\n", options.base.trim_end_matches('/')));
        Ok(())
    }
}
