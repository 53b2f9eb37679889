//! What is owed to everybody: read advisor by advisor.

use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;

use super::super::Web;
use super::super::keeper::{Reading, Tell};
use crate::app::Result;
use crate::app::owed::Owed;

/// What is owed to everybody.
#[derive(Debug)]
pub(in crate::web) struct Sheet {
    /// When it was read.
    pub(super) at: Instant,
    /// Advisor by advisor, in no particular order.
    pub(super) owed: Vec<Owed>,
}

pub(super) async fn everybody(web: Web, tell: Tell<Sheet>) -> Result<Sheet> {
    let (desk, at) = (web.desk(), web.now());
    let advisors: Vec<Option<StaffId>> = web.app().caseloads().await?.into_keys().collect();
    let mut owed = Vec::with_capacity(advisors.len());
    for (done, advisor) in (0..).zip(&advisors) {
        tell.send_replace(Reading::Running(done, advisors.len() as u64));
        owed.push(web.app().owed(&desk.school, *advisor, at).await?);
        // Whoever works on their own list goes first.
        tokio::task::yield_now().await;
    }
    Ok(Sheet { at, owed })
}
