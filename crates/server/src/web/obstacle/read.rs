//! The past of the whole school, asked about the school itself.

use vigie_domain::time::Span;
use vigie_evidence::obstacle::ObstacleReport;

use crate::app::Result;
use crate::app::backtest::{Cancel, Progress};
use crate::app::obstacle::{self, Request};
use crate::web::Web;
use crate::web::keeper::{Reading, Tell};

/// What ended in the last so many days counts: a year and a half shows every
/// season once.
const DAYS: i64 = 547;

pub(super) async fn past(web: Web, tell: Tell<ObstacleReport>) -> Result<ObstacleReport> {
    let request = Request { from: Some(web.now() - Span::days(DAYS)), ..Request::default() };
    let progress = |so_far: Progress| {
        tell.send_replace(Reading::Running(so_far.students, so_far.of));
    };
    let counted = obstacle::run(web.app(), &request, &Cancel::default(), progress).await?;
    // Nobody can cancel it.
    Ok(counted.unwrap_or_default())
}
