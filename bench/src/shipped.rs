//! The indicators shipped with the product, compiled.

use vigie_domain::indicator::Indicator;
use vigie_server::shipped::INDICATORS;
use xtask::{Failure, Result};

/// All of them, by name.
pub(crate) fn indicators() -> Result<Vec<Indicator>> {
    INDICATORS
        .iter()
        .map(|(id, text)| {
            Indicator::parse(text).map_err(Failure::while_doing(format!("indicator {id}")))
        })
        .collect()
}
