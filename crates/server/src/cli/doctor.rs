//! `vigie doctor`

use clap::Args;
use serde_json::json;
use vigie_domain::fact::Kind;
use vigie_domain::journey::FOLD_VERSION;
use vigie_store::Why;

use super::output::{Format, Table};
use super::{Global, Result};

/// Is everything in order?
///
/// Says which database this is, what its schema lacks, whether it is damaged,
/// which kinds of fact are supplied, and how many students are overdue for
/// another look.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Fold and evaluate everybody from the log again
    #[arg(long)]
    refold: bool,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

impl Doctor {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        if self.refold {
            let done = app.look_again_at_everybody(Why::LateFact).await?;
            eprintln!("folded {done} students again");
        }
        let checkup = app.store.check().await?;
        let school = app.school().await?;
        let now = app.clock.now();
        let due = app.store.due_students(now, 10_000).await?.len();
        let stale = app.store.stale_students(FOLD_VERSION.unsigned_abs(), 10_000).await?.len();
        let supplied: Vec<&str> = school.context.supplied().iter().map(Kind::name).collect();
        let missing: Vec<&str> = Kind::ALL
            .iter()
            .filter(|kind| !school.context.supplied().has(**kind))
            .map(|kind| kind.name())
            .collect();
        let zone = school.context.calendar.name().to_owned();
        let engine = format!("{:?} {}", checkup.engine, checkup.version);
        let mut table = Table::new(&["what", "state"]);
        table.row(["database", engine.as_str()]);
        table.row(["schema", if checkup.pending.is_empty() { "up to date" } else { "behind" }]);
        let damage = checkup.damage.join("; ");
        table.row(["damage", if damage.is_empty() { "none" } else { damage.as_str() }]);
        table.row(["time zone", zone.as_str()]);
        table.row(["indicators in force", school.indicators.len().to_string().as_str()]);
        table.row(["kinds of fact supplied", supplied.len().to_string().as_str()]);
        table.row(["kinds that nobody supplies", missing.join(" ").as_str()]);
        table.row(["students overdue for a look", due.to_string().as_str()]);
        table.row(["students with an old fold", stale.to_string().as_str()]);
        table.print(self.format, || {
            json!({
                "engine": engine, "pending": checkup.pending, "damage": checkup.damage,
                "zone": zone, "indicators": school.indicators.len(), "supplied": supplied,
                "overdue": due, "stale": stale,
            })
        })
    }
}
