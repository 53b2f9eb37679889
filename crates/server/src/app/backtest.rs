//! The dry run over the students of the database: read in parts, lived
//! through on as many cores, added up.
//!
//! Reads only, so it may run beside everything else, from the command line or
//! for a page; it says how far it is, and can be cancelled at any time.

mod variants;

use std::sync::Arc;

use vigie_domain::ids::Key;
use vigie_domain::indicator::Indicator;
use vigie_domain::signal::Rule;
use vigie_domain::time::{Instant, Span};
use vigie_evidence::dryrun::{Life, Plan, Report, Role, Tally, Watched};
use vigie_evidence::members::Members;
use vigie_evidence::outcome::Outcome;

use super::past::{Counts, Past, known_until};
use super::{App, Error, Result, School};

pub use super::past::{Cancel, Progress};

/// Days after a ring in which an outcome counts, unless said otherwise.
pub const HORIZON_DAYS: u16 = 90;
/// The longest horizon.
pub const LONGEST_HORIZON_DAYS: u16 = 365;
/// Students whose rings are checked against leaks, about.
const CHECKED: u64 = 1_000;

/// An indicator under a name of its own in the report.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its name: the id, and then it stands in for the live version; or
    /// `id@version`, and then it stands beside it.
    pub key: Key,
    /// What it says.
    pub indicator: Indicator,
}

impl From<Indicator> for Candidate {
    fn from(indicator: Indicator) -> Self {
        Self { key: indicator.id.clone(), indicator }
    }
}

/// What is asked of a dry run.
#[derive(Clone, Debug)]
pub struct Request {
    /// The indicators to report on; none: every live one.
    pub candidates: Vec<Candidate>,
    /// First instant of the window in which rings count; `None`: from the
    /// first fact on.
    pub from: Option<Instant>,
    /// First instant after it; `None`: all that is known.
    pub to: Option<Instant>,
    /// Only enrolments in this programme.
    pub programme: Option<Key>,
    /// Only enrolments in this cohort.
    pub cohort: Option<Key>,
    /// Days after a ring in which an outcome counts, 1 to 365.
    pub horizon_days: u16,
    /// The outcome by which groups are compared.
    pub outcome: Outcome,
    /// Hours of contact a week there are, of all advisors together.
    pub hours_per_week: Option<f64>,
    /// Also try other values of each candidate's first threshold, for the
    /// frontier.
    pub variants: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            candidates: Vec::new(),
            from: None,
            to: None,
            programme: None,
            cohort: None,
            horizon_days: HORIZON_DAYS,
            outcome: Outcome::Harm,
            hours_per_week: None,
            variants: false,
        }
    }
}

/// Live through the past with these indicators. `progress` hears of every few
/// students; `None`: it was cancelled.
pub async fn run(
    app: &App,
    request: &Request,
    cancel: &Cancel,
    progress: impl FnMut(Progress) + Send,
) -> Result<Option<Report>> {
    let school = app.school().await?;
    let past = Past::of(app, request.programme.as_ref(), request.cohort.as_ref()).await?;
    let mut plan = plan(app, &school, request).await?;
    plan.checked = (past.students / CHECKED).max(1);
    let plan = Arc::new(plan);
    let nobody = || Counting { tally: Tally::new(&plan), plan: Arc::clone(&plan) };
    let counted = past.count(nobody, cancel, progress).await?;
    Ok(counted.map(|counted| counted.tally.report(&plan, request.hours_per_week)))
}

struct Counting {
    tally: Tally,
    plan: Arc<Plan>,
}

impl Counts for Counting {
    fn live_through(&mut self, life: Life) {
        self.tally.live_through(&self.plan, life);
    }

    fn merge(&mut self, other: Self) {
        self.tally.merge(&other.tally);
    }
}

/// The rules and the window, from what was asked.
async fn plan(app: &App, school: &School, request: &Request) -> Result<Plan> {
    if !(1..=LONGEST_HORIZON_DAYS).contains(&request.horizon_days) {
        return Err(Error::Input(format!(
            "a horizon of {} days: use 1 to {LONGEST_HORIZON_DAYS}",
            request.horizon_days
        )));
    }
    if request.hours_per_week.is_some_and(|hours| !hours.is_finite() || hours < 0.0) {
        return Err(Error::Input("the hours there are cannot be negative".to_owned()));
    }
    let rules = rules(school, request);
    if rules.len() > Members::MOST {
        return Err(Error::Input(format!(
            "{} indicators and variants at once: use {} at most",
            rules.len(),
            Members::MOST
        )));
    }
    let known_until = known_until(app, school).await?;
    let mut plan = Plan::new(school.context.clone(), rules, known_until);
    plan.from = request.from;
    plan.to = request.to.unwrap_or(known_until).min(known_until);
    if plan.from.is_some_and(|from| from >= plan.to) {
        return Err(Error::Input(format!(
            "nothing lies between {} and {}: what is known ends at {known_until}",
            plan.from.unwrap_or(plan.to),
            plan.to
        )));
    }
    plan.horizon = Span::days(i64::from(request.horizon_days));
    plan.outcome = request.outcome;
    plan.programme.clone_from(&request.programme);
    plan.cohort.clone_from(&request.cohort);
    Ok(plan)
}

/// What was asked for, then what is live beside it, then variants.
fn rules(school: &School, request: &Request) -> Vec<(Watched, Rule)> {
    let live = || school.indicators.iter().cloned().map(Candidate::from);
    let asked: Vec<Candidate> = match request.candidates.as_slice() {
        [] => live().collect(),
        some => some.to_vec(),
    };
    let watch = |candidate: &Candidate, role| {
        Watched::new(candidate.key.clone(), &candidate.indicator, role)
    };
    let mut rules: Vec<(Watched, Rule)> =
        asked.iter().map(|candidate| watch(candidate, Role::Asked)).collect();
    let stands_in = |id: &Key| asked.iter().any(|candidate| candidate.key == *id);
    let beside = live().filter(|candidate| !stands_in(&candidate.key));
    rules.extend(beside.map(|candidate| watch(&candidate, Role::Live)));
    if request.variants {
        rules.extend(asked.iter().flat_map(variants::of));
    }
    rules
}
