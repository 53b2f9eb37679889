//! What happened in a case, in words.

use vigie_domain::access::Role;
use vigie_domain::case::{
    Author, Case, Doer, Event, Next, Origin, Reason, Sight, Stage, Summary, Written,
};
use vigie_domain::ids::{Key, StaffId};
use vigie_domain::time::Instant;

use crate::briefing::words;
use crate::names::Names;
use crate::web::Visitor;
use crate::web::frame::iso;
use crate::web::state::Desk;
use crate::wording::{Locale, Today};

/// One event, as the page tells it.
pub(super) struct Moment {
    pub(super) at: String,
    pub(super) machine: String,
    pub(super) told: String,
    /// Words that somebody wrote.
    pub(super) words: Option<String>,
    /// Facts of a hand-over.
    pub(super) facts: Vec<String>,
    /// For advisors only.
    pub(super) quiet: bool,
}

/// Tells cases to one reader.
pub(super) struct Teller<'t> {
    pub(super) desk: &'t Desk,
    pub(super) names: &'t Names,
    pub(super) locale: &'static Locale,
    pub(super) now: Instant,
    pub(super) reader: Reader,
}

/// Who reads, as far as it decides what they may.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    /// Who they are in the team.
    pub(super) staff: Option<StaffId>,
    /// Do they follow students?
    pub(super) advises: bool,
}

impl Reader {
    pub(super) fn of(visitor: &Visitor) -> Self {
        Self { staff: visitor.staff(), advises: visitor.role() == Some(Role::Advisor) }
    }

    /// May they read a note?
    pub(super) fn may_read(self, sight: Sight, by: Author) -> bool {
        let own = self.staff.is_some_and(|staff| by == Author::Staff(staff));
        sight == Sight::Team || self.advises || own
    }
}

impl Teller<'_> {
    pub(super) fn date(&self, at: Instant) -> String {
        let calendar = &self.desk.school.context.calendar;
        self.locale.date(at, Today { now: self.now, calendar })
    }

    pub(super) fn text(&self, key: &str, words: &[(&str, &str)]) -> String {
        let words: Vec<_> = words.iter().map(|&(name, word)| (name, word.into())).collect();
        self.locale.text(key, &words)
    }

    /// The name of an indicator, or its id where it is no longer in force.
    pub(super) fn indicator(&self, key: &Key) -> String {
        let known = self.desk.school.indicator(key);
        let language = self.locale.language();
        known.map_or_else(|| key.to_string(), |known| words(known, language).name.clone())
    }

    pub(super) fn doer(&self, who: Doer, given: &str) -> String {
        match who {
            Doer::Student => given.to_owned(),
            Doer::Staff(staff) => self.names.staff(staff),
        }
    }

    fn author(&self, by: Author, given: &str) -> String {
        match by {
            Author::Staff(staff) => self.names.staff(staff),
            Author::Student => given.to_owned(),
            Author::Facts => String::new(),
        }
    }

    pub(super) fn origin(&self, case: &Case) -> String {
        let date = self.date(case.opened_at);
        match case.origin {
            Origin::Signals => self.text("case-origin-signals", &[("date", &date)]),
            Origin::Hand => self.text("case-origin-hand", &[("date", &date)]),
            Origin::Concern { by, .. } => {
                let who = self.names.staff(by);
                self.text("case-origin-concern", &[("date", &date), ("who", &who)])
            }
            Origin::Student => self.text("case-origin-student", &[("date", &date)]),
        }
    }

    pub(super) fn status(&self, case: &Case) -> String {
        match case.stage {
            Stage::Closed(at, reason) => {
                let reason = self.reason(reason);
                let date = self.date(at);
                self.text("case-is-closed", &[("date", &date), ("reason", &reason)])
            }
            stage => self.text(&format!("case-is-{}", stage.name()), &[]),
        }
    }

    fn reason(&self, reason: Reason) -> String {
        let key = format!("case-reason-{}", reason.name());
        match reason {
            Reason::Job { return_at: Some(at) } => {
                self.text("case-reason-job-return", &[("date", &self.date(at))])
            }
            Reason::LostContact { attempts, channels } => {
                let (n, m) = (u32::from(attempts), u32::from(channels));
                self.locale.text(&key, &[("n", n.into()), ("m", m.into())])
            }
            _ => self.text(&key, &[]),
        }
    }

    /// What the case asks for next.
    pub(super) fn next(&self, next: Next, case: &Case, given: &str) -> String {
        let step = |key, number| {
            let Some(step) = case.step(number) else { return String::new() };
            let (who, date) = (self.doer(step.who, given), self.date(step.due));
            let words = [("what", step.what.as_str()), ("who", &who), ("date", &date)];
            self.text(key, &words)
        };
        match next {
            Next::Close => self.text("case-next-close", &[("name", given)]),
            Next::NotSettled => self.text("case-next-not_settled", &[("name", given)]),
            Next::Agree => self.text("case-next-agree", &[("name", given)]),
            Next::Asked => self.text("case-next-asked", &[("name", given)]),
            Next::Step(number) => step("case-next-step", number),
            Next::Ask(number) => step("case-next-ask", number),
            Next::Await(number) => step("case-next-await", number),
        }
    }

    /// One event.
    pub(super) fn moment(&self, written: &Written, case: &Case, given: &str) -> Moment {
        let who = self.author(written.by, given);
        let told = |key: &str| self.text(key, &[("who", &who), ("name", given)]);
        let of_step = |key: &str, number: u16| {
            let what = case.step(number).map_or("", |step| step.what.as_str());
            self.text(key, &[("who", &who), ("what", what)])
        };
        let (mut words, mut facts, mut quiet) = (None, Vec::new(), false);
        let told = match &written.event {
            Event::Opened { .. } => told("case-opened"),
            Event::GoalSaid { words: said } => {
                words = Some(said.clone());
                told("case-goal-said")
            }
            Event::Joined { who: joined, part } => {
                let part = self.text(&format!("part-{}", part.name()), &[]);
                let joined = self.names.staff(*joined);
                self.text("case-joined", &[("who", &joined), ("part", &part)])
            }
            Event::Left { who } => self.text("case-left", &[("who", &self.names.staff(*who))]),
            Event::StepAgreed { what, who: doer, due } => {
                let (doer, date) = (self.doer(*doer, given), self.date(*due));
                let said = [("what", what.as_str()), ("who", &doer), ("date", &date)];
                self.text("case-step-agreed", &said)
            }
            Event::StepDone { step } => of_step("case-step-done", *step),
            Event::StepDropped { step } => of_step("case-step-dropped", *step),
            Event::StepReopened { step } => of_step("case-step-reopened", *step),
            Event::Noted { words: note, sight } => {
                quiet = *sight == Sight::Advisors;
                words = self.reader.may_read(*sight, written.by).then(|| note.clone());
                told(if words.is_some() { "case-noted" } else { "case-noted-for-few" })
            }
            Event::HandedOver { to, summary } => {
                facts = self.summary(summary, case, given);
                let (from, to) = (self.names.staff(summary.from), self.names.staff(*to));
                self.text("case-handed-over", &[("from", &from), ("to", &to)])
            }
            Event::ClosingProposed { quiet_since } => {
                let date = self.date(*quiet_since);
                self.text("case-proposed", &[("name", given), ("date", &date)])
            }
            Event::ProposalWithdrawn => told("case-withdrawn"),
            Event::Answered { settled, words: said } => {
                words.clone_from(said);
                told(if *settled { "case-said-yes" } else { "case-said-no" })
            }
            Event::Closed { reason } => {
                let reason = self.reason(*reason);
                self.text("case-closed-by", &[("who", &who), ("reason", &reason)])
            }
            Event::Reopened { words: why } => {
                words = Some(why.clone());
                told("case-reopened")
            }
        };
        let (at, machine) = (self.date(written.at), iso(written.at));
        Moment { at, machine, told, words, facts, quiet }
    }

    /// What whoever takes the case over should know, with the words.
    fn summary(&self, summary: &Summary, case: &Case, given: &str) -> Vec<String> {
        let since = self.date(summary.opened_at);
        let mut facts = vec![self.text("summary-since", &[("date", &since)])];
        if !summary.ringing.is_empty() {
            let names: Vec<_> = summary.ringing.iter().map(|key| self.indicator(key)).collect();
            facts.push(self.text("summary-ringing", &[("what", &names.join(", "))]));
        }
        for (at, fact) in &summary.said {
            if let Some(words) = self.names.words(*fact) {
                let said = [("name", given), ("date", &self.date(*at)), ("words", words)];
                facts.push(self.text("summary-said", &said));
            }
        }
        if let Some((at, channel, fact)) = summary.last_exchange {
            let channel = self.text(&format!("channel-{}", channel.name()), &[]);
            let said = [("date", self.date(at)), ("channel", channel)];
            let said = said.each_ref().map(|(key, word)| (*key, word.as_str()));
            facts.push(self.text("last-contact", &said));
            // Their own message stands above.
            let own = summary.said.iter().any(|(_, said)| *said == fact);
            if let Some(note) = self.names.words(fact).filter(|_| !own) {
                facts.push(self.text("last-contact-came", &[("words", note)]));
            }
        }
        if summary.attempts > 0 {
            let n = u32::from(summary.attempts);
            facts.push(self.locale.text("summary-attempts", &[("n", n.into())]));
        }
        for (due, fact) in &summary.promises {
            let date = self.date(*due);
            facts.push(match self.names.words(*fact) {
                Some(words) => self.text("promise-open", &[("date", &date), ("words", words)]),
                None => self.text("promise-open-wordless", &[("date", &date)]),
            });
        }
        for step in summary.steps.iter().filter_map(|number| case.step(*number)) {
            let (who, date) = (self.doer(step.who, given), self.date(step.due));
            let words = [("what", step.what.as_str()), ("who", &who), ("date", &date)];
            facts.push(self.text("case-next-await", &words));
        }
        if let Some((at, mentor)) = summary.session {
            let (date, what) = (self.date(at), self.names.staff(mentor));
            facts.push(self.text("coming-session", &[("date", &date), ("what", &what)]));
        }
        facts
    }
}
