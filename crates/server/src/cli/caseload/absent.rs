//! Who is away, and what is said of it anew.

use std::collections::BTreeMap;

use clap::Args;
use vigie_domain::caseload::Absence;
use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;

use super::super::{App, Error, Result, output, person, when};
use crate::app::caseload::{Again, NewAbsence};

#[derive(Debug, Args)]
pub(super) struct Absent {
    /// Who: id or name
    advisor: String,
    /// Who answers meanwhile
    #[arg(long)]
    stand_in: String,
    /// First instant away; now if left out
    #[arg(long, value_name = "INSTANT")]
    from: Option<String>,
    /// First instant back; left out: nobody knows yet
    #[arg(long, value_name = "INSTANT")]
    until: Option<String>,
    /// For this student somebody else answers
    #[arg(long, value_name = "STUDENT=ADVISOR")]
    split: Vec<String>,
}

impl Absent {
    pub(super) async fn run(&self, app: &App) -> Result<()> {
        let mut split = BTreeMap::new();
        for pair in &self.split {
            let (student, by) = pair
                .split_once('=')
                .ok_or_else(|| Error::Input(format!("--split {pair}: write STUDENT=ADVISOR")))?;
            let student = person::student(&app.store, student).await?;
            split.insert(student, person::staff(&app.store, by).await?);
        }
        let new = NewAbsence {
            staff: person::staff(&app.store, &self.advisor).await?,
            from: instant(app, self.from.as_deref()).await?.unwrap_or_else(|| app.clock.now()),
            until: instant(app, self.until.as_deref()).await?,
            stand_in: person::staff(&app.store, &self.stand_in).await?,
            split,
        };
        let id = app.be_absent(None, new).await?;
        output::print(&format!("{id}\n"));
        Ok(())
    }
}

#[derive(Debug, Args)]
pub(super) struct StillAbsent {
    /// Who: id or name
    advisor: String,
    /// First instant back
    #[arg(long, value_name = "INSTANT", conflicts_with = "open")]
    until: Option<String>,
    /// Nobody knows any more when they are back
    #[arg(long)]
    open: bool,
    /// Who answers from now on
    #[arg(long)]
    stand_in: Option<String>,
    /// Take back what was said last, within the hour
    #[arg(long, conflicts_with_all = ["until", "open", "stand_in"])]
    undo: bool,
}

impl StillAbsent {
    pub(super) async fn run(&self, app: &App) -> Result<()> {
        let staff = person::staff(&app.store, &self.advisor).await?;
        let absence = of(app, staff, &self.advisor).await?;
        let (id, seen) = (absence.id, absence.version);
        if self.undo {
            app.undo_absence(None, id, seen).await?;
        } else {
            let until = instant(app, self.until.as_deref()).await?;
            let until = if self.open { None } else { until.or(absence.until) };
            let stand_in = match &self.stand_in {
                Some(stand_in) => person::staff(&app.store, stand_in).await?,
                None => absence.stand_in,
            };
            app.change_absence(None, Again { id, seen, until, stand_in }).await?;
        }
        output::print(&format!("{id}\n"));
        Ok(())
    }
}

/// The absence that somebody is on, else the next one.
async fn of(app: &App, staff: StaffId, name: &str) -> Result<Absence> {
    let known = app.store.absences(app.clock.now()).await?;
    let found = known.iter().find(|absence| absence.staff == staff);
    found.cloned().ok_or_else(|| Error::Input(format!("{name} is not away, nor is it planned")))
}

async fn instant(app: &App, text: Option<&str>) -> Result<Option<Instant>> {
    let school = app.school().await?;
    text.map(|text| when::instant(text, Some(&school.context.calendar))).transpose()
}
