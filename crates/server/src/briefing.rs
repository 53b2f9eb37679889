//! What a colleague who prepared the day would say of one line of the list:
//! why this person, since when, what came of the last exchange, and what one
//! might try. The same words on the terminal and on the page.

use std::collections::HashMap;

use vigie_domain::fact::CallOutcome;
use vigie_domain::ids::{FactId, Key, StudentId};
use vigie_domain::indicator::{Indicator, Task, Wording};
use vigie_domain::metric::Metric;
use vigie_domain::signal::Evidence;
use vigie_domain::time::{Instant, WEEK};
use vigie_domain::worklist::{Candidate, Reason};

use crate::app::School;
use crate::names::Names;
use crate::wording::{Language, Locale, Sentence, Shown, Today, typeset};

/// The sentences of the indicators in force, in one language, read once.
#[derive(Debug)]
pub(crate) struct Phrases {
    sentences: HashMap<Key, Sentence>,
}

impl Phrases {
    /// Read the sentences of every indicator in force.
    pub(crate) fn of(school: &School, language: Language) -> Self {
        let read = |indicator: &Indicator| {
            (indicator.id.clone(), Sentence::new(language, &words(indicator, language).wording))
        };
        Self { sentences: school.indicators.iter().map(read).collect() }
    }
}

/// What is needed to put lines into words.
#[derive(Clone, Copy)]
pub(crate) struct Briefing<'b> {
    pub(crate) school: &'b School,
    pub(crate) phrases: &'b Phrases,
    pub(crate) names: &'b Names,
    pub(crate) at: Instant,
    pub(crate) locale: &'static Locale,
}

/// A reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// The indicator's sentence, with the facts in it.
    pub(crate) sentence: String,
    /// Since when, and whether it is new or ours.
    pub(crate) remarks: Vec<String>,
}

/// An indicator's words in a language.
pub(crate) fn words(indicator: &Indicator, language: Language) -> &Wording {
    match language {
        Language::Fr => &indicator.fr,
        Language::En => &indicator.en,
    }
}

/// Two or three proposals for the strongest reason; without one, for saying
/// hello.
pub(crate) fn proposals(school: &School, candidate: &Candidate, language: Language) -> Vec<String> {
    let strongest = match candidate.reasons.first() {
        Some(reason) => school.indicator(&reason.indicator),
        None => school.indicators.iter().find(|known| known.task == Task::CheckIn),
    };
    strongest.map_or_else(Vec::new, |known| {
        words(known, language).proposals.iter().map(|text| typeset(language, text)).collect()
    })
}

/// The facts whose words a line quotes.
pub(crate) fn quoted(candidate: &Candidate) -> Vec<(StudentId, FactId)> {
    let evidence = candidate.reasons.iter().flat_map(|reason| &reason.evidence);
    let quoted = evidence.filter_map(|(_, value)| match value {
        Evidence::Words(fact) => Some(*fact),
        _ => None,
    });
    let promised = candidate.promises.iter().map(|promise| promise.words);
    let last = candidate.last_contact.map(|(_, _, fact)| fact);
    let wrote = candidate.wrote.map(|(_, newest)| newest);
    let facts = quoted.chain(promised).chain(last).chain(wrote);
    facts.map(|fact| (candidate.student, fact)).collect()
}

impl Briefing<'_> {
    /// The day on which this is read.
    pub(crate) fn today(&self) -> Today<'_> {
        Today { now: self.at, calendar: &self.school.context.calendar }
    }

    /// One reason: the sentence, since when, and whether it is new or ours.
    pub(crate) fn reason(&self, candidate: &Candidate, reason: &Reason) -> Told {
        let Some(indicator) = self.school.indicator(&reason.indicator) else {
            return Told { sentence: reason.indicator.to_string(), remarks: Vec::new() };
        };
        let values: Vec<(&str, Shown)> = reason
            .evidence
            .iter()
            .zip(&indicator.evidence)
            .map(|((key, value), (_, metric))| (key.as_str(), self.shown(*metric, value)))
            .collect();
        let name = self.names.given(candidate.student);
        let sentence = self.phrases.sentences.get(&reason.indicator);
        let sentence = sentence.map(|known| known.render(&name, &values, self.today()).text);
        let mut remarks = vec![self.since(reason.since)];
        if reason.new_since_contact {
            remarks.push(self.locale.text("new-since-contact", &[]));
        }
        if reason.ours {
            remarks.push(self.locale.text("ours", &[]));
        }
        Told { sentence: sentence.unwrap_or_else(|| reason.indicator.to_string()), remarks }
    }

    /// Nobody has spoken with them for weeks; nothing else rings.
    pub(crate) fn floor(&self, candidate: &Candidate) -> String {
        let weeks = candidate.unseen_since.map_or(0, |since| self.at.since(since).0 / WEEK.0);
        let weeks = u32::try_from(weeks).unwrap_or(0);
        self.locale.text("floor-line", &[("n", weeks.into())])
    }

    fn since(&self, since: Instant) -> String {
        if self.school.midnight(self.at) <= since {
            return self.locale.text("since-today", &[]);
        }
        let date = self.locale.date(since, self.today());
        self.locale.text("since", &[("date", date.as_str().into())])
    }

    /// A value of a metric as a sentence shows it.
    pub(crate) fn shown(&self, metric: Metric, value: &Evidence) -> Shown {
        let declaration = metric.declaration();
        match value {
            Evidence::Number(number) => Shown::measured(declaration.of, declaration.unit, *number),
            Evidence::Word(word) => Shown::Text(self.names.title(word)),
            Evidence::Staff(staff) => Shown::Text(self.names.staff(*staff)),
            Evidence::Words(fact) => self
                .names
                .words(*fact)
                .map_or(Shown::Undefined, |text| Shown::Text(text.to_owned())),
            Evidence::Undefined | Evidence::Truth(_) => Shown::Undefined,
        }
    }

    /// Last exchange and what came of it, last attempt, open promises.
    pub(crate) fn around(&self, candidate: &Candidate) -> Vec<String> {
        let locale = self.locale;
        let date = |at| locale.date(at, self.today());
        let mut remarks = Vec::new();
        match candidate.last_contact {
            Some((at, channel, fact)) => {
                let channel = locale.text(&format!("channel-{}", channel.name()), &[]);
                let words = [("date", date(at)), ("channel", channel)];
                let words = words.each_ref().map(|(key, text)| (*key, text.as_str().into()));
                remarks.push(locale.text("last-contact", &words));
                // A message that waits is shown by itself.
                let waits = candidate.wrote.is_some_and(|(_, newest)| newest == fact);
                if let Some(note) = self.names.words(fact).filter(|_| !waits) {
                    remarks.push(locale.text("last-contact-came", &[("words", note.into())]));
                }
            }
            None if candidate.unseen_since.is_some() => {
                remarks.push(locale.text("last-contact-none", &[]));
            }
            None => {}
        }
        if let Some((at, outcome)) = candidate.last_attempt
            && outcome != CallOutcome::Spoke
            && candidate.last_contact.is_none_or(|(last, ..)| last < at)
        {
            let outcome = locale.text(&format!("outcome-{}", outcome.name()), &[]);
            let words = [("date", date(at)), ("outcome", outcome)];
            let words = words.each_ref().map(|(key, text)| (*key, text.as_str().into()));
            remarks.push(locale.text("last-attempt", &words));
        }
        if let Some((by, asks)) = candidate.answer_by {
            let (date, hour) = (date(by), locale.hour(by, &self.school.context.calendar));
            let words = [("date", date.as_str().into()), ("hour", hour.as_str().into())];
            let when = locale.text("day-hour", &words);
            remarks.push(
                locale
                    .text(&format!("answer-by-{}", asks.name()), &[("date", when.as_str().into())]),
            );
        }
        if let Some(until) = candidate.snoozed_until.filter(|_| candidate.asked_since_snooze) {
            let date = date(until);
            remarks.push(locale.text("snooze-kept", &[("date", date.as_str().into())]));
        }
        // A promise that is due is a reason already.
        let due = candidate.reasons.iter().any(|reason| reason.indicator == "promise-due");
        for promise in candidate.promises.iter().skip(usize::from(due)) {
            let (date, words) = (date(promise.due), self.names.words(promise.words));
            let mut given = vec![("date", date.as_str().into())];
            let key = if words.is_some() { "promise-open" } else { "promise-open-wordless" };
            given.extend(words.map(|text| ("words", text.into())));
            remarks.push(locale.text(key, &given));
        }
        remarks
    }
}
