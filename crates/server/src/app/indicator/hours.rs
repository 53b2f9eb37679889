//! What the team's indicators ask for, against the hours there are.

use std::collections::BTreeMap;
use std::sync::Arc;

use vigie_domain::fact::Role;
use vigie_domain::indicator::Indicator;
use vigie_domain::signal::{History, Rule, Rules};
use vigie_domain::time::{DAY, Instant, Span};
use vigie_store::across::Filter;

use crate::app::{App, Result, School};

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

/// What was asked for, one student after the other.
#[derive(Debug)]
struct Load {
    rules: Rules,
    /// Minutes of a contact, by place among the rules.
    minutes: Vec<u16>,
    from: Instant,
    to: Instant,
    all: u64,
}

impl Load {
    fn new(indicators: &[&Indicator], to: Instant) -> Self {
        let budgeted = indicators.iter().filter(|known| !known.never_cut);
        let rule = |known: &&Indicator| Rule::new(known.id.clone(), known.condition.clone());
        let rules = Rules::new(budgeted.map(rule).collect());
        let minutes = |rule: &Rule| {
            let of = indicators.iter().find(|known| known.id == rule.indicator);
            of.map_or(0, |known| known.task.minutes())
        };
        let minutes = rules.iter().map(minutes).collect();
        let from = to - Span(i64::from(WEEKS) * 7 * DAY.0);
        Self { rules, minutes, from, to, all: 0 }
    }

    /// One contact for each day on which something began to ring.
    fn add(&mut self, history: &History, school: &School) {
        let mut days: BTreeMap<i64, u16> = BTreeMap::new();
        history.replay(&self.rules, &school.context, self.to, |change, _| {
            if change.ceased.is_none() && change.at > self.from {
                let day = days.entry(change.at.since(self.from).0 / DAY.0).or_default();
                *day = (*day).max(self.minutes.get(change.rule).copied().unwrap_or(0));
            }
        });
        self.all += days.values().map(|&minutes| u64::from(minutes)).sum::<u64>();
    }

    fn weekly(&self) -> u32 {
        u32::try_from(self.all.div_ceil(u64::from(WEEKS))).unwrap_or(u32::MAX)
    }
}

impl App {
    /// What the live indicators would ask for with this one among them, by a
    /// dry run over the last thirteen weeks, against what there is. `None`: no
    /// advisor is known, so nothing can be said of hours.
    pub async fn hours_with(&self, candidate: &Indicator) -> Result<Option<Hours>> {
        let school = Arc::new(self.school().await?);
        let advisors = self.store.staff().await?;
        let advisors = advisors.values().filter(|staff| staff.role == Role::Advisor).count();
        let Some(advisors) = u32::try_from(advisors).ok().filter(|&count| count > 0) else {
            return Ok(None);
        };
        let each = self.store.setting(WEEKLY_MINUTES).await?;
        let each = each.and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_WEEKLY_MINUTES);
        let others = school.indicators.iter().filter(|live| live.id != candidate.id);
        let set: Vec<&Indicator> = others.chain([candidate]).collect();
        let mut load = Load::new(&set, self.clock.now());
        let mut scan = self.store.scan(Filter::All);
        while let Some(chunk) = scan.next_chunk().await? {
            // Pages are drawn meanwhile.
            let school = Arc::clone(&school);
            let counted = tokio::task::spawn_blocking(move || {
                for (_, facts) in chunk {
                    load.add(&History::new(facts), &school);
                }
                load
            });
            load = match counted.await {
                Ok(counted) => counted,
                Err(error) => std::panic::resume_unwind(error.into_panic()),
            };
        }
        Ok(Some(Hours { asked: load.weekly(), there: each.saturating_mul(advisors), each }))
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
