//! What a dry run looks at.

use vigie_domain::fact::Kind;
use vigie_domain::ids::Key;
use vigie_domain::indicator::Indicator;
use vigie_domain::metric::Context;
use vigie_domain::signal::{Rule, Rules};
use vigie_domain::time::{Instant, Span};

use crate::members::Members;
use crate::outcome::{Case, Outcome};

/// Why a rule takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// It was asked for, and is reported.
    Asked,
    /// It is live, and others are compared with it.
    Live,
    /// An asked indicator with another value of one threshold; only the
    /// frontier shows it.
    Variant {
        /// The key of the indicator it varies.
        of: Key,
        /// The threshold, without the dollar.
        threshold: Key,
        /// Its value here.
        value: String,
    },
}

/// A rule, and what is needed of its indicator.
#[derive(Clone, Debug)]
pub struct Watched {
    /// Its name in the report: the indicator's id, perhaps with a version.
    pub key: Key,
    /// Why it takes part.
    pub role: Role,
    /// Minutes that a contact about it takes.
    pub minutes: u16,
    /// Outside any budget of hours.
    pub never_cut: bool,
    /// Does it read values that were computed over many students?
    pub observed: bool,
}

impl Watched {
    /// An indicator under a name, with its rule.
    pub fn new(key: Key, indicator: &Indicator, role: Role) -> (Self, Rule) {
        let rule = Rule::new(key.clone(), indicator.condition.clone());
        let minutes = indicator.task.minutes();
        let observed = rule.kinds.has(Kind::Observed);
        (Self { key, role, minutes, never_cut: indicator.never_cut, observed }, rule)
    }
}

/// Everything that a dry run needs besides lives.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Calendar and supplied kinds.
    pub context: Context,
    /// First instant of the window in which rings count; `None`: from the
    /// first fact on.
    pub from: Option<Instant>,
    /// First instant after that window.
    pub to: Instant,
    /// Nothing is known after this instant.
    pub known_until: Instant,
    /// How long after a ring an outcome counts.
    pub horizon: Span,
    /// The outcome by which groups are compared.
    pub outcome: Outcome,
    /// Only cases in this programme.
    pub programme: Option<Key>,
    /// Only cases in this cohort.
    pub cohort: Option<Key>,
    /// The rings of one student in so many are checked by replaying what was
    /// known at each; 0: of none.
    pub checked: u64,
    rules: Rules,
    watched: Vec<Watched>,
}

impl Plan {
    /// A plan for these rules over all that is known until `known_until`:
    /// horizon 90 days, outcome harm, everybody, one student in 16 checked.
    ///
    /// Of two rules with the same key the first stays; at most
    /// [`Members::MOST`] rules do.
    pub fn new(context: Context, rules: Vec<(Watched, Rule)>, known_until: Instant) -> Self {
        let mut both: Vec<(Watched, Rule)> = Vec::with_capacity(rules.len());
        for (watched, rule) in rules {
            if both.len() < Members::MOST && both.iter().all(|(known, _)| known.key != watched.key)
            {
                both.push((watched, rule));
            }
        }
        both.sort_by(|(a, _), (b, _)| a.key.cmp(&b.key));
        let (watched, rules): (Vec<_>, Vec<_>) = both.into_iter().unzip();
        Self {
            context,
            from: None,
            to: known_until,
            known_until,
            horizon: Span::days(90),
            outcome: Outcome::Harm,
            programme: None,
            cohort: None,
            checked: 16,
            rules: Rules::new(rules),
            watched,
        }
    }

    /// The rules, in the order of [`Plan::watched`].
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What is watched, by key.
    pub fn watched(&self) -> &[Watched] {
        &self.watched
    }

    /// The places of those that were asked for.
    pub fn asked(&self) -> Vec<usize> {
        self.places(|role| *role == Role::Asked).iter().collect()
    }

    /// The places of those that are live or asked for.
    pub fn set(&self) -> Members {
        self.places(|role| !matches!(role, Role::Variant { .. }))
    }

    fn places(&self, of: impl Fn(&Role) -> bool) -> Members {
        let all = self.watched.iter().enumerate();
        all.filter(|(_, watched)| of(&watched.role)).map(|(place, _)| place).collect()
    }

    /// Does a ring at `at` fall into the window?
    pub(crate) fn inside(&self, at: Instant) -> bool {
        self.from.is_none_or(|from| from <= at) && at < self.to
    }

    /// Is this a case that was asked about?
    pub(crate) fn includes(&self, case: &Case) -> bool {
        self.programme.as_ref().is_none_or(|wanted| case.programme == *wanted)
            && self.cohort.as_ref().is_none_or(|wanted| case.cohort == *wanted)
    }

    /// Is anybody left out?
    pub(crate) fn filters(&self) -> bool {
        self.programme.is_some() || self.cohort.is_some()
    }
}
