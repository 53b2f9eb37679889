//! The indicators in force, as the evaluator needs them.

use crate::fact::Kinds;
use crate::ids::Key;
use crate::indicator::Condition;
use crate::metric::Scope;

/// One indicator in force.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Which indicator.
    pub indicator: Key,
    /// What it watches for, cheap parts first.
    pub condition: Condition,
    /// About the person, or about each open enrolment.
    pub scope: Scope,
    /// The kinds of fact that can change its answer.
    pub kinds: Kinds,
}

impl Rule {
    /// A rule for a condition.
    pub fn new(indicator: Key, condition: Condition) -> Self {
        let scope = condition.scope();
        let kinds = condition.kinds();
        Self { indicator, condition: condition.cheapest_first(), scope, kinds }
    }
}

/// The indicators in force, ordered by name.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
}

impl Rules {
    /// Order the rules so that results never depend on how they were listed.
    pub fn new(mut rules: Vec<Rule>) -> Self {
        rules.sort_by(|a, b| a.indicator.cmp(&b.indicator));
        rules.dedup_by(|a, b| a.indicator == b.indicator);
        Self { rules }
    }

    /// All rules, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    pub(super) fn as_slice(&self) -> &[Rule] {
        &self.rules
    }
}
