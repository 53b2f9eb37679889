//! Every write, once, by noun. Handlers, jobs, the command line and the
//! simulator all come through here; the domain decides, one transaction
//! writes.

pub mod account;
pub mod case;
pub mod contact;
pub mod engine;
mod error;
pub mod import;
pub mod indicator;
pub mod link;
pub mod listening;
pub mod marks;
mod message;
pub mod ours;
pub mod owed;
pub mod portal;
mod refusal;
pub mod school;
pub mod worklist;
pub mod written;

use vigie_store::Store;

pub use engine::Engine;
pub use error::{Error, Result};
pub use refusal::Refusal;
pub use school::School;

use crate::clock::Clock;

/// The program: a store and a clock.
#[derive(Clone, Debug)]
pub struct App {
    /// Where everything is kept.
    pub store: Store,
    /// What "now" is.
    pub clock: Clock,
}

impl App {
    /// Open a database and bring its schema up to date.
    pub async fn open(url: &str, clock: Clock) -> Result<Self> {
        let store = Store::connect(url).await?;
        store.migrate().await?;
        Ok(Self { store, clock })
    }
}
