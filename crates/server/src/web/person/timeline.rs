//! Everything that happened, newest first, by day.

use std::collections::HashSet;

use jiff::civil::Date;
use vigie_domain::fact::{Activity, Fact, Kind, Payload};
use vigie_domain::ids::FactId;
use vigie_domain::time::{DAY, Span};

use super::heard::{self, Said};
use super::{Clock, Read, tell};
use crate::app::school::LINK_SOURCE;

/// Entries shown at a time.
const MOST: usize = 40;

/// A day in words, or several days with nothing but activity.
pub(in crate::web) struct Day {
    pub(in crate::web) heading: String,
    pub(in crate::web) entries: Vec<Entry>,
    /// Nothing but activity.
    pub(in crate::web) quiet: bool,
}

/// One thing that happened.
pub(in crate::web) struct Entry {
    /// The fact; of several, one of them.
    pub(in crate::web) id: FactId,
    /// The hour, where it is known.
    pub(in crate::web) hour: Option<String>,
    pub(in crate::web) sentence: String,
    /// Their own words, or somebody's note.
    pub(in crate::web) quote: Vec<Piece>,
    /// Needs stated in these words.
    pub(super) needs: Vec<Said>,
    /// Somebody says that it isn't so.
    pub(in crate::web) disputed: bool,
    /// Can it be taken back, because of that?
    pub(in crate::web) wrong: bool,
    /// Somebody wrote it through a personal link, not signed in.
    pub(in crate::web) by_link: bool,
    /// A class of the stylesheet.
    pub(in crate::web) tone: &'static str,
}

/// A piece of a text; needs that were stated in it can be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Piece {
    pub(in crate::web) text: String,
    pub(in crate::web) marked: bool,
}

/// Days of the log that are shown together.
#[derive(Debug)]
struct Group<'f> {
    first: Date,
    last: Date,
    days: usize,
    facts: Vec<&'f Fact>,
}

/// The part of the log that one page shows.
#[derive(Debug)]
pub(super) struct Shown<'f> {
    groups: Vec<Group<'f>>,
    older: Option<Date>,
}

impl<'f> Shown<'f> {
    /// What happened before a date, or up to now: the newest [`MOST`] entries
    /// in whole days.
    pub(super) fn before(before: Option<Date>, facts: &[&'f Fact], clock: Clock<'_>) -> Self {
        let mut groups = group(before, facts, clock);
        let mut entries = 0;
        let kept = groups.iter().take_while(|group| {
            let first = entries == 0;
            entries += group.entries();
            first || entries <= MOST
        });
        let kept = kept.count();
        let rest = groups.split_off(kept);
        let older = groups.last().filter(|_| !rest.is_empty()).map(|group| group.first);
        Self { groups, older }
    }

    /// The date before which there is more.
    pub(super) fn older(&self) -> Option<Date> {
        self.older
    }

    /// The facts shown whose words may be quoted.
    pub(super) fn ids(&self) -> impl Iterator<Item = FactId> + '_ {
        let facts = self.groups.iter().flat_map(|group| &group.facts);
        facts.filter(|fact| fact.kind() != Kind::Activity).map(|fact| fact.id)
    }

    /// The days in words.
    pub(super) fn tell(&self, read: &Read<'_>) -> Vec<Day> {
        let disputed = disputed(read.facts);
        self.groups.iter().map(|group| group.tell(read, &disputed)).collect()
    }
}

impl Group<'_> {
    fn quiet(&self) -> bool {
        self.facts.iter().all(|fact| fact.kind() == Kind::Activity)
    }

    /// All activity of a day is one entry.
    fn entries(&self) -> usize {
        let others = self.facts.iter().filter(|fact| fact.kind() != Kind::Activity).count();
        others + usize::from(others < self.facts.len())
    }

    fn tell(&self, read: &Read<'_>, disputed: &HashSet<FactId>) -> Day {
        let calendar = &read.briefing.school.context.calendar;
        let said = |date: Date| {
            let at = calendar.at(date.at(0, 0, 0, 0));
            if self.first == self.last {
                read.briefing.locale.long_date(at, read.briefing.today())
            } else {
                read.date(at)
            }
        };
        let heading = if self.first == self.last {
            said(self.first)
        } else {
            let (mut from, to) = (said(self.first), said(self.last));
            if self.first.first_of_month() == self.last.first_of_month() {
                // "du 20 au 25 octobre": the month once.
                from.truncate(from.find(' ').unwrap_or(from.len()));
            }
            let words = [("from", from.as_str().into()), ("to", to.as_str().into())];
            read.briefing.locale.text("from-to", &words)
        };
        let told = self.facts.iter().filter(|fact| fact.kind() != Kind::Activity);
        let mut entries: Vec<Entry> =
            told.map(|fact| entry(read, fact, disputed.contains(&fact.id))).collect();
        let measured = self.facts.iter().find(|fact| fact.kind() == Kind::Activity);
        let active: Vec<&Activity> = self.facts.iter().filter_map(|fact| activity(fact)).collect();
        if !active.is_empty() {
            entries.push(Entry {
                id: measured.map_or(FactId(uuid::Uuid::nil()), |fact| fact.id),
                needs: Vec::new(),
                hour: None,
                sentence: tell::active(read, &active, self.days),
                quote: Vec::new(),
                disputed: self
                    .facts
                    .iter()
                    .any(|fact| fact.kind() == Kind::Activity && disputed.contains(&fact.id)),
                // One entry stands for several facts.
                wrong: false,
                by_link: false,
                tone: "plain",
            });
        }
        Day { heading, entries, quiet: self.quiet() }
    }
}

fn activity(fact: &Fact) -> Option<&Activity> {
    match &fact.payload {
        Payload::Activity(body) => Some(body),
        _ => None,
    }
}

/// Facts by day, newest first. Days in a row with nothing but activity become
/// one.
fn group<'f>(before: Option<Date>, facts: &[&'f Fact], clock: Clock<'_>) -> Vec<Group<'f>> {
    let mut dated: Vec<(Date, &'f Fact)> = facts
        .iter()
        // What computers work out, and what was taken back, is no news.
        .filter(|fact| !matches!(fact.kind(), Kind::Observed | Kind::Retracted))
        // A need is shown at the message in which it was said.
        .filter(|fact| !is_said_elsewhere(fact))
        .filter(|fact| activity(fact).is_none_or(|body| body.actions > 0))
        .map(|fact| (day_of(fact, clock), *fact))
        .filter(|(date, _)| before.is_none_or(|before| *date < before))
        .collect();
    dated.sort_by_key(|(date, fact)| std::cmp::Reverse((*date, fact.place())));
    let mut days: Vec<Group<'f>> = Vec::new();
    for (date, fact) in dated {
        match days.last_mut() {
            Some(day) if day.first == date => day.facts.push(fact),
            _ => days.push(Group { first: date, last: date, days: 1, facts: vec![fact] }),
        }
    }
    let mut groups: Vec<Group<'f>> = Vec::with_capacity(days.len());
    for day in days {
        match groups.last_mut() {
            Some(newer) if newer.quiet() && day.quiet() => {
                newer.first = day.first;
                newer.days += 1;
                newer.facts.extend(day.facts);
            }
            _ => groups.push(day),
        }
    }
    groups
}

fn is_said_elsewhere(fact: &Fact) -> bool {
    matches!(&fact.payload, Payload::NeedStated(body) if body.said_in.is_some())
}

/// On which day it happened: a period that is over at midnight was yesterday,
/// and activity is kept by the school's day.
fn day_of(fact: &Fact, clock: Clock<'_>) -> Date {
    match activity(fact) {
        Some(body) => clock.school.date((body.to - Span(1)).max(body.from)),
        None => clock.of(fact.occurred_at).date(fact.occurred_at),
    }
}

fn disputed(facts: &[&Fact]) -> HashSet<FactId> {
    let disputes = facts.iter().filter_map(|fact| match &fact.payload {
        Payload::Disputed(body) => body.target.fact(fact.student),
        _ => None,
    });
    disputes.collect()
}

fn entry(read: &Read<'_>, fact: &Fact, disputed: bool) -> Entry {
    let calendar = read.clock.school;
    let at = fact.occurred_at;
    // What has no hour is dated at midnight.
    let known = at.since(calendar.midnight(at)).0 % DAY.0 != 0;
    let words = read.briefing.names.words(fact.id);
    let (mut quote, needs) =
        words.map(|text| heard::read(read.facts, fact, text)).unwrap_or_default();
    if read.briefing.names.withholds(fact.id) {
        let text = read.briefing.locale.text("sensitive-kept", &[]);
        quote.push(Piece { text, marked: false });
    }
    Entry {
        id: fact.id,
        hour: known.then(|| read.briefing.locale.hour(at, read.clock.own)),
        sentence: tell::sentence(read, fact),
        quote,
        needs,
        disputed,
        wrong: disputed,
        // By when it is answered, nobody wrote: we say so.
        by_link: fact.source == LINK_SOURCE && fact.kind() != Kind::QuestionAsked,
        tone: tone(fact.kind()),
    }
}

/// What kind of thing it was, at a glance.
const fn tone(kind: Kind) -> &'static str {
    match kind {
        Kind::Enquired
        | Kind::MessageIn
        | Kind::CommunityPost
        | Kind::NeedStated
        | Kind::ConcernRaised => "heard",
        Kind::Call
        | Kind::Meeting
        | Kind::MessageOut
        | Kind::Noted
        | Kind::PromiseMade
        | Kind::PromiseKept => "ours",
        Kind::Enrolled
        | Kind::Reenrolled
        | Kind::Completed
        | Kind::DefenceJudged
        | Kind::Diploma
        | Kind::Congratulated
        | Kind::Hired
        | Kind::Ambassador => "step",
        _ => "plain",
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::calendar::Calendar;
    use vigie_domain::fact::{Disputed, Doubted, Noted, Retracted, Target};
    use vigie_domain::ids::StaffId;
    use vigie_domain::time::{HOUR, Instant};

    use super::super::fixture::{active, day, fact, read};
    use super::*;

    fn noted(at: Instant) -> Fact {
        fact(at, Noted { by: StaffId::derive("alex") })
    }

    fn days(facts: &[Fact], before: Option<&str>) -> (Vec<Day>, Option<Date>) {
        read(facts, day(90), |read| {
            let before = before.map(|date| date.parse().unwrap());
            let shown = Shown::before(before, read.facts, read.clock);
            (shown.tell(read), shown.older())
        })
    }

    fn target(fact: &Fact) -> Target {
        let own_id = format!("{} {:?}", fact.occurred_at.0, fact.payload).into();
        Target { source: "test".into(), kind: fact.kind(), own_id }
    }

    #[test]
    fn hours_are_those_of_the_readers_clock_and_days_without_hours_stay() {
        let facts = [noted(day(3)), noted(day(5) + Span(23 * HOUR.0))];
        let reunion = Calendar::new("Indian/Reunion").unwrap();
        let guadeloupe = Calendar::new("America/Guadeloupe").unwrap();
        let told = |own: &Calendar| {
            read(&facts, day(90), |read| {
                let clock = Clock { own, ..read.clock };
                let read = Read { clock, briefing: read.briefing, ..*read };
                let days = Shown::before(None, read.facts, clock).tell(&read);
                let told = days.into_iter().map(|day| (day.heading, day.entries[0].hour.clone()));
                told.collect::<Vec<_>>()
            })
        };
        let hour = |text: &str| Some(text.to_owned());
        let said = |days: Vec<(String, Option<String>)>| {
            days.into_iter()
                .map(|(day, hour)| (day.replace(" septembre", ""), hour))
                .collect::<Vec<_>>()
        };
        let first = ("jeudi 4".to_owned(), None);
        let late = ("dimanche 7".to_owned(), hour("1\u{a0}h"));
        assert_eq!(said(told(&reunion)), [late, first.clone()]);
        let early = ("samedi 6".to_owned(), hour("17\u{a0}h"));
        assert_eq!(said(told(&guadeloupe)), [early, first]);
    }

    #[test]
    fn days_with_nothing_but_activity_become_one() {
        let facts = [active(0, 3, None), active(1, 4, None), active(4, 5, None)];
        let (days, _) = days(&facts, None);
        assert_eq!(days.len(), 1);
        assert_eq!(days[0].heading, "du 1er au 5 septembre");
        let said = "3 jours actifs\u{a0}: 12 actions (cours 9, exercices 3).";
        assert_eq!(days[0].entries[0].sentence, said);
    }

    #[test]
    fn something_else_between_them_keeps_them_apart() {
        let facts = [active(0, 3, None), noted(day(1) + Span(36_000)), active(2, 5, None)];
        let (days, _) = days(&facts, None);
        let quiet: Vec<bool> = days.iter().map(|day| day.quiet).collect();
        assert_eq!(quiet, [true, false, true]);
        assert_eq!(days[1].entries[0].hour.as_deref(), Some("10\u{a0}h"));
    }

    #[test]
    fn a_days_activity_is_said_once_beside_the_rest() {
        let facts = [active(1, 3, None), noted(day(1) + Span(36_000)), active(1, 9, Some(1))];
        let (days, _) = days(&facts, None);
        assert_eq!(days.len(), 1);
        assert_eq!(days[0].entries.len(), 2);
    }

    #[test]
    fn what_was_taken_back_is_left_out_and_what_is_disputed_is_marked() {
        let (gone, doubted) = (noted(day(1)), noted(day(2)));
        let retracted = fact(day(3), Retracted { target: target(&gone).into() });
        let disputed = fact(day(3), Disputed { target: Doubted::Named(target(&doubted)) });
        let (days, _) = days(&[gone, doubted, retracted, disputed], None);
        let marked: Vec<bool> =
            days.iter().flat_map(|day| &day.entries).map(|entry| entry.disputed).collect();
        // The dispute itself, and what it is about.
        assert_eq!(marked, [false, true]);
    }

    #[test]
    fn forty_are_shown_and_the_rest_is_older() {
        let facts: Vec<Fact> = (0..45).map(|on| noted(day(on))).collect();
        let (newest, older) = days(&facts, None);
        assert_eq!(newest.len(), MOST);
        let older = older.unwrap().to_string();
        let (rest, none) = days(&facts, Some(&older));
        assert_eq!(rest.len(), 5);
        assert_eq!(none, None);
    }
}
