//! Every write, once, by noun. Handlers, jobs, the command line and the
//! simulator all come through here; the domain decides, one transaction
//! writes.

pub mod access;
pub mod account;
pub mod audit;
pub mod backtest;
pub mod case;
pub mod caseload;
pub mod celebrate;
pub mod contact;
mod dispute;
pub mod engine;
pub mod erasure;
mod error;
pub mod given_link;
pub mod import;
pub mod indicator;
pub mod invitation;
mod journeys;
pub mod link;
pub mod listening;
pub mod marks;
mod message;
pub mod obstacle;
pub mod ours;
pub mod owed;
mod past;
pub mod portal;
pub mod question;
mod refusal;
pub mod risk;
pub mod scheduled;
pub mod school;
mod second_factor;
mod sensitive;
pub mod sign_in;
pub mod token;
pub mod worklist;
pub mod written;

use std::path::PathBuf;

use vigie_store::Store;

pub use engine::Engine;
pub use error::{Error, Result};
pub use refusal::Refusal;
pub use school::School;

use crate::clock::Clock;
use audit::Chain;
use indicator::Definitions;
use school::{LINK_SOURCE, OWN_SOURCE};

/// The program: a store and a clock.
#[derive(Clone, Debug)]
pub struct App {
    /// Where everything is kept.
    pub store: Store,
    /// What "now" is.
    pub clock: Clock,
    /// The file that keeps the heads of the record of what was done; `None`:
    /// nothing outside of the database does.
    pub audit_heads: Option<PathBuf>,
    /// Under which source is kept what is written in Vigie itself.
    own_source: &'static str,
    /// This process's chain of that record.
    chain: Chain,
    /// Definitions of indicators that were read already: every write asks
    /// for the school.
    definitions: Definitions,
}

impl App {
    /// Open a database and bring its schema up to date.
    pub async fn open(url: &str, clock: Clock) -> Result<Self> {
        let store = Store::connect(url).await?;
        store.migrate().await?;
        let audit_heads = beside(url);
        let definitions = Definitions::default();
        let own_source = OWN_SOURCE;
        Ok(Self { store, clock, audit_heads, own_source, chain: Chain::new(), definitions })
    }

    /// The same program, for whoever comes by a personal link: what they write
    /// says so.
    #[must_use]
    pub fn by_link(&self) -> Self {
        Self { own_source: LINK_SOURCE, ..self.clone() }
    }
}

/// A database that is a file has its heads beside it, unless somebody says
/// otherwise.
fn beside(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    (!path.contains("://")).then(|| PathBuf::from(format!("{path}.heads")))
}
