//! The same questions about the rules: whom does each ring for, and is it as
//! right for one group as for the others?

use std::sync::Arc;

use vigie_domain::ids::Key;
use vigie_domain::journey::effective;
use vigie_domain::metric::Context;
use vigie_domain::signal::{History, Rules};
use vigie_domain::time::Instant;
use vigie_evidence::dryrun::Life;
use vigie_evidence::outcome::{About, Case, Outcome, cases};
use vigie_evidence::rings::{Ring, rings};
use vigie_risk::card::GroupLine;
use vigie_risk::make::{Audits, Said, groups};

use crate::app::past::{Cancel, Counts, Past, Progress, known_until};
use crate::app::{App, Result};

/// One rule, group by group.
#[derive(Clone, Debug)]
pub struct RuleAudit {
    /// Its id.
    pub indicator: Key,
    /// People whose enrolment is over, and for how many of them it rang.
    pub people: (usize, usize),
    /// By group; whoever it rang for is reached.
    pub groups: Vec<GroupLine>,
}

impl App {
    /// Audits every indicator in force over the people whose enrolments are
    /// over: reached is whom it rang for while they were there, positive is who
    /// left or was not validated, never for a job. `None`: it was cancelled.
    pub async fn audit_rules(
        &self,
        seed: u64,
        cancel: &Cancel,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Option<Vec<RuleAudit>>> {
        let school = self.school().await?;
        let until = known_until(self, &school).await?;
        let live: Vec<usize> = (0..school.rules.iter().count())
            .filter(|place| {
                let key = school.rule(*place).map(|(key, _)| key.as_str());
                key.is_some_and(|key| !crate::app::school::is_trial(key))
            })
            .collect();
        let (rules, context) = (Arc::new(school.rules.clone()), Arc::new(school.context.clone()));
        let nobody = || Counting {
            rules: Arc::clone(&rules),
            context: Arc::clone(&context),
            until,
            people: Vec::new(),
            audits: Audits::new(),
        };
        let past = Past::of(self, None, None).await?;
        let Some(mut counted) = past.count(nobody, cancel, progress).await? else {
            return Ok(None);
        };
        counted.people.sort_by_key(|(said, _)| said.student);
        let audit = |place: usize| {
            let said: Vec<Said> = counted
                .people
                .iter()
                .map(|(said, rang)| {
                    let probability = if rang.contains(&place) { 1.0 } else { 0.0 };
                    Said { probability, ..*said }
                })
                .collect();
            let rung = said.iter().filter(|one| one.probability > 0.5).count();
            // Whom it rang for, and nobody else, is reached.
            let room = |people: &[vigie_evidence::fairness::Person]| {
                people.iter().filter(|person| person.probability > 0.5).count()
            };
            let indicator = school.rule(place).map(|(key, _)| key.clone()).unwrap_or_default();
            let groups = groups(&said, &counted.audits, seed, room);
            RuleAudit { indicator, people: (said.len(), rung), groups }
        };
        Ok(Some(live.into_iter().map(audit).collect()))
    }
}

/// Each stretch of the enrolments that are over, and the last one of its
/// enrolment: who came back is judged by how it ended at last.
pub(super) fn over(cases: &[Case]) -> Vec<(&Case, &Case)> {
    let stretches = || cases.iter().filter(|case| case.about == About::Enrolment);
    let with_last = stretches().filter_map(|case| {
        let own = stretches().filter(|other| other.enrolment == case.enrolment);
        Some((case, own.max_by_key(|other| other.start)?))
    });
    with_last.filter(|(_, last)| last.end.is_some()).collect()
}

/// People whose enrolments are over, and the rules that rang for them.
struct Counting {
    rules: Arc<Rules>,
    context: Arc<Context>,
    until: Instant,
    people: Vec<(Said, Vec<usize>)>,
    audits: Audits,
}

impl Counts for Counting {
    fn live_through(&mut self, life: Life) {
        let known = effective(life.facts.iter().filter(|fact| fact.known_at <= self.until));
        let cases = cases(&known, self.until);
        let over = over(&cases);
        if over.is_empty() {
            return;
        }
        let positive = over.iter().any(|(_, last)| last.met(Outcome::Harm).is_some());
        let history = History::new(life.facts.clone());
        let all = rings(&history, &self.rules, &self.context, self.until);
        let concerns = |ring: &&Ring| {
            over.iter().any(|(case, _)| {
                case.at_risk(ring.began)
                    && ring.enrolment.is_none_or(|of| case.enrolment == Some(of))
            })
        };
        let mut rang: Vec<usize> = all.iter().filter(concerns).map(|ring| ring.rule).collect();
        rang.sort_unstable();
        rang.dedup();
        self.people.push((Said { student: life.student, probability: 0.0, positive }, rang));
        if !life.audit.is_empty() {
            self.audits.insert(life.student, life.audit);
        }
    }

    fn merge(&mut self, other: Self) {
        self.people.extend(other.people);
        self.audits.extend(other.audits);
    }
}
