//! `vigie train`

use clap::Args;
use serde_json::json;
use vigie_domain::ids::Key;
use vigie_risk::protected::Protected;
use vigie_risk::target::Target;

use super::backtest::watched;
use super::obstacles::stopped;
use super::output::{self, Format};
use super::{Error, Global, Result, person, risk};
use crate::app::risk::{Model, Order};

/// Learn a risk model from the school's own past
///
/// Every enrolment is looked at on many Mondays, as it was known then. Later
/// people judge what was learned from earlier ones; a model that foresees them
/// no better than chance is refused, and so is one of which one column all but
/// says the end. Gender, disability, region, deprivation and age are never looked
/// at, but to audit, unless somebody turns one on and says why: that stands in the
/// card and on the page that students read. A column that is one of them under
/// another name is refused. What is kept is a challenger: nobody sees what it says until
/// somebody approves it (`vigie risk approve`). Formulas: docs/risk.md
///
/// Examples:
///   vigie train
///   vigie train --target leave:28
///   vigie train --target leave:60 --format json
///   vigie train --with-attribute gender --because "…" --by alex
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Train {
    #[expect(clippy::doc_markdown, reason = "a terminal shows the words as they are typed")]
    /// What is foretold: leave:DAYS, fail_or_withdrawn or no_job
    #[arg(long, default_value = "leave:56")]
    target: Target,
    /// Students looked at, at most; drawn from all of them by the seed
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    students: u32,
    /// How many in a hundred the team can reach in a week; otherwise as many as
    /// it did reach in the last twelve weeks
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=100))]
    reach: Option<u8>,
    #[expect(clippy::doc_markdown, reason = "a terminal shows the words as they are typed")]
    /// Let the model read a protected attribute, e.g. age_band; asks for --because
    #[arg(long, value_delimiter = ',', value_name = "NAME,…")]
    with_attribute: Vec<Key>,
    /// Why it may: read by everybody whom the model is about
    #[arg(long, default_value = "", value_name = "REASON")]
    because: String,
    /// Who turns it on: id or name
    #[arg(long)]
    by: Option<String>,
    /// The same facts and seed give the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How the card is printed
    #[arg(long, default_value = "table")]
    format: Format,
}

impl Train {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let by = match &self.by {
            Some(name) => Some(person::staff(&app.store, name).await?),
            None => None,
        };
        let because = self.because.trim().to_owned();
        let attributes = self.with_attribute;
        let on = (!attributes.is_empty()).then_some(Protected { attributes, because, by });
        let order = Order {
            protected: on,
            target: self.target,
            students: usize::try_from(self.students).unwrap_or(usize::MAX),
            reach: self.reach.map(|reach| f64::from(reach) / 100.0),
            seed: self.seed,
            ..Order::default()
        };
        let run = watched("looking at the past", async |cancel, progress| {
            app.train_risk(&order, cancel, progress).await
        });
        let Some(made) = run.await? else { return Err(stopped()) };
        let Model { row, artefact } = app.risk_model(&made.id).await?;
        if self.format == Format::Json {
            return output::print_serialized(&json!({
                "id": made.id, "is_new": made.is_new, "state": row.state.name(),
                "card": artefact.card,
            }));
        }
        if self.format == Format::Csv {
            return Err(Error::Input("a card is no sheet: use table or json".to_owned()));
        }
        let kept = if made.is_new { "kept as a challenger" } else { "had been learned before" };
        output::print(&format!("{} {kept}\n\n", made.id));
        output::print(&risk::card(&artefact.card));
        Ok(())
    }
}
