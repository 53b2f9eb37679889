//! Our side: the evaluator itself, driven over each student's history.

use std::collections::HashMap;
use std::time::Duration;

use vigie_domain::fact::Fact;
use vigie_domain::ids::EnrolmentId;
use vigie_domain::indicator::Indicator;
use vigie_domain::metric::Context;
use vigie_domain::signal::{History, Rule, Rules};
use vigie_domain::time::Instant;
use xtask::bench::timed;

use super::RungRow;
use crate::log::Log;

/// (rule, enrolment, rung, cleared).
type Row = (usize, Option<EnrolmentId>, Instant, Option<Instant>);

/// Histories in memory, and what to look for in them.
pub(super) struct Kernel {
    histories: Vec<History>,
    rules: Rules,
    context: Context,
    horizon: Instant,
}

impl Kernel {
    /// With these indicators, or with all.
    pub(super) fn new(
        log: &Log,
        indicators: &[Indicator],
        only: Option<&[&str]>,
        horizon: Instant,
    ) -> Self {
        let rules = indicators
            .iter()
            .filter(|indicator| only.is_none_or(|ids| ids.contains(&indicator.id.as_str())))
            .map(|indicator| Rule::new(indicator.id.clone(), indicator.condition.clone()))
            .collect();
        Self {
            histories: log.students.iter().map(|facts| History::new(facts.clone())).collect(),
            rules: Rules::new(rules),
            context: Context::new(log.calendar.clone(), log.supplied),
            horizon,
        }
    }

    /// Every row, and how long it took.
    pub(super) fn run(&self) -> (Vec<Row>, Duration) {
        timed(|| {
            let mut rows: Vec<Row> = Vec::new();
            for history in &self.histories {
                let ceased = |change: &vigie_domain::signal::Change| {
                    let rung = change.ceased?;
                    Some((change.rule, change.enrolment, rung, Some(change.at)))
                };
                let end = history.replay(&self.rules, &self.context, self.horizon, |change, _| {
                    rows.extend(ceased(change));
                });
                for ringing in end.ringing {
                    let rule = self.rules.iter().position(|r| r.indicator == ringing.indicator);
                    let rule = rule.unwrap_or(usize::MAX);
                    rows.push((rule, ringing.enrolment, ringing.since, None));
                }
            }
            rows
        })
    }

    /// Rows with the names that the other side uses, sorted.
    pub(super) fn named(&self, rows: Vec<Row>) -> Vec<RungRow> {
        let numbers = numbers(self.histories.iter().map(History::facts));
        let names: Vec<String> = self.rules.iter().map(|r| r.indicator.to_string()).collect();
        let mut rung: Vec<RungRow> = rows
            .into_iter()
            .filter_map(|(rule, enrolment, at, cleared)| {
                let number = *numbers.get(&enrolment?)?;
                let name = names.get(rule)?.clone();
                Some((name, number, at.0, cleared.map(|at| at.0)))
            })
            .collect();
        rung.sort_unstable();
        rung
    }
}

/// Enrolments by number, in the order in which they are met.
pub(super) fn numbers<'f>(
    students: impl Iterator<Item = &'f [Fact]>,
) -> HashMap<EnrolmentId, usize> {
    let mut numbers = HashMap::new();
    for enrolment in students.flatten().filter_map(|fact| fact.enrolment) {
        let next = numbers.len();
        numbers.entry(enrolment).or_insert(next);
    }
    numbers
}
