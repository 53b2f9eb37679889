//! What the team's indicators ask for, against the hours there are.

use std::collections::BTreeMap;
use std::sync::Arc;

use vigie_domain::fact::Role;
use vigie_domain::indicator::Indicator;
use vigie_domain::metric::Context;
use vigie_domain::signal::{History, Rule, Rules};
use vigie_domain::time::{DAY, Instant, Span};
use vigie_evidence::dryrun::Life;

use crate::app::past::{Cancel, Counts, Past};
use crate::app::{App, Result};

/// Setting: minutes of contact that each advisor has in a week.
pub const WEEKLY_MINUTES: &str = "weekly_minutes";
/// Minutes of contact in a week, unless the school says otherwise: four hours
/// on each of five days.
pub const DEFAULT_WEEKLY_MINUTES: u32 = 5 * 4 * 60;

/// How far back is looked, in weeks.
const WEEKS: u32 = 13;

/// Minutes a week: asked for, and there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// What the live indicators ask for, all together: each student on each
    /// day once, for as long as the longest contact takes. What no day is too
    /// short for is outside any budget.
    pub asked: u32,
    /// What all advisors have together.
    pub there: u32,
    /// What one advisor has.
    pub each: u32,
}

impl Hours {
    /// Minutes a week that are not there.
    pub fn missing(self) -> u32 {
        self.asked.saturating_sub(self.there)
    }

    /// So many advisors' weeks are not there.
    pub fn people_missing(self) -> f64 {
        f64::from(self.missing()) / f64::from(self.each.max(1))
    }
}

/// What asks for contacts, and when it counts.
#[derive(Debug)]
struct Asked {
    rules: Rules,
    /// Minutes of a contact, by place among the rules.
    minutes: Vec<u16>,
    context: Context,
    from: Instant,
    to: Instant,
}

impl Asked {
    fn new(indicators: &[&Indicator], to: Instant, context: Context) -> Self {
        let budgeted = indicators.iter().filter(|known| !known.never_cut);
        let rule = |known: &&Indicator| Rule::new(known.id.clone(), known.condition.clone());
        let rules = Rules::new(budgeted.map(rule).collect());
        let minutes = |rule: &Rule| {
            let of = indicators.iter().find(|known| known.id == rule.indicator);
            of.map_or(0, |known| known.task.minutes())
        };
        let minutes = rules.iter().map(minutes).collect();
        let from = to - Span(i64::from(WEEKS) * 7 * DAY.0);
        Self { rules, minutes, context, from, to }
    }
}

/// What was asked for, one student after the other.
struct Load {
    asked: Arc<Asked>,
    minutes: u64,
}

impl Load {
    fn weekly(&self) -> u32 {
        u32::try_from(self.minutes.div_ceil(u64::from(WEEKS))).unwrap_or(u32::MAX)
    }
}

impl Counts for Load {
    /// One contact for each day on which something began to ring.
    fn live_through(&mut self, life: Life) {
        let asked = &self.asked;
        let mut days: BTreeMap<i64, u16> = BTreeMap::new();
        History::new(life.facts).replay(&asked.rules, &asked.context, asked.to, |change, _| {
            if change.ceased.is_none() && change.at > asked.from {
                let day = days.entry(change.at.since(asked.from).0 / DAY.0).or_default();
                *day = (*day).max(asked.minutes.get(change.rule).copied().unwrap_or(0));
            }
        });
        self.minutes += days.values().map(|&minutes| u64::from(minutes)).sum::<u64>();
    }

    fn merge(&mut self, other: Self) {
        self.minutes += other.minutes;
    }
}

impl App {
    /// What the live indicators would ask for with this one among them, by a
    /// dry run over the last thirteen weeks, against what there is. `None`: no
    /// advisor is known, so nothing can be said of hours.
    pub async fn hours_with(&self, candidate: &Indicator) -> Result<Option<Hours>> {
        let school = self.school().await?;
        let advisors = self.store.staff().await?;
        let advisors = advisors.values().filter(|staff| staff.role == Role::Advisor).count();
        let Some(advisors) = u32::try_from(advisors).ok().filter(|&count| count > 0) else {
            return Ok(None);
        };
        let each = self.store.setting(WEEKLY_MINUTES).await?;
        let each = each.and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_WEEKLY_MINUTES);
        let others = school.indicators.iter().filter(|live| live.id != candidate.id);
        let set: Vec<&Indicator> = others.chain([candidate]).collect();
        let asked = Arc::new(Asked::new(&set, self.clock.now(), school.context.clone()));
        let nobody = || Load { asked: Arc::clone(&asked), minutes: 0 };
        let past = Past::of(self, None, None).await?;
        let counted = past.count(nobody, &Cancel::default(), |_| {}).await?;
        let there = each.saturating_mul(advisors);
        Ok(counted.map(|load| Hours { asked: load.weekly(), there, each }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_in_people_too() {
        let hours = Hours { asked: 1_500, there: 1_200, each: 600 };
        assert_eq!(hours.missing(), 300);
        assert!((hours.people_missing() - 0.5).abs() < 1e-9);
        assert_eq!(Hours { asked: 10, ..hours }.missing(), 0);
    }
}
