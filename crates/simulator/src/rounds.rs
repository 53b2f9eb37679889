//! The advisor's rounds: calls, meetings, notes, promises.

use compact_str::format_compact;
use vigie_domain::fact::{
    Call, CallOutcome, Channel, Meeting, MessageOut, Need, Noted, PromiseKept, PromiseMade, Snoozed,
};
use vigie_domain::ids::{Key, Ref};
use vigie_domain::time::{Instant, Span};

use crate::agenda::Task;
use crate::almanac::Day;
use crate::diary::Entry;
use crate::life::Life;
use crate::messages;
use crate::study::State;

/// Open days until somebody comes upon a promise that slipped their mind.
const FORGOTTEN: i32 = 60;

/// The advisor's rounds through the caseload, for one student.
#[derive(Debug, Default)]
pub(crate) struct Rounds {
    /// The day of the next visit; none if none is meant.
    next: Option<Day>,
    /// Calls in a row that nobody answered.
    tries: u8,
    /// Last day somebody tried.
    tried: Option<Day>,
    /// The need stated by the message that waits for an answer.
    pub(crate) need: Option<Need>,
}

impl Rounds {
    /// A visit on this day at the latest.
    pub(crate) fn next_by(&mut self, day: Day) {
        self.next = Some(self.next.map_or(day, |next| next.min(day)));
    }

    /// No more visits.
    pub(crate) fn stop(&mut self) {
        self.next = None;
    }
}

impl Life<'_> {
    /// Say welcome soon.
    pub(crate) fn welcome_rounds(&mut self, day: Day) {
        let late = self.chance.contact.yes(0.06);
        let days = if late { self.chance.contact.int(3, 5) } else { self.chance.contact.int(1, 2) };
        self.rounds.next = Some(self.world.almanac.open_after(day, days));
    }

    /// Visit the student if it is time, or if they have gone silent.
    pub(crate) fn make_rounds(&mut self, day: Day) {
        let followed = self.learning() || self.search.is_some();
        if !followed || !self.world.almanac.open(day) {
            return;
        }
        let Some(next) = self.rounds.next else { return };
        if !self.advisor_present(day) {
            if next <= day {
                let wait = self.chance.contact.int(3, 9);
                self.rounds.next = Some(day + wait);
            }
            return;
        }
        let silent = self.studies.iter().any(|study| {
            let quiet = study.last_active.is_none_or(|last| day - last >= 9);
            study.state == State::Learning && day - study.start >= 9 && quiet
        });
        let recent = self.rounds.tried.is_some_and(|tried| day - tried < 4);
        if next <= day || silent && !recent && self.chance.contact.yes(0.12) {
            self.visit(day);
        }
    }

    /// Call back about something that came up.
    pub(crate) fn call_back(&mut self, day: Day) {
        if self.advisor_present(day) {
            self.visit(day);
        } else {
            self.agenda.put(self.world.almanac.open_from(day + 1), Task::CallBack);
        }
    }

    /// Call or meet.
    fn visit(&mut self, day: Day) {
        if self.rounds.tried == Some(day) {
            return;
        }
        self.rounds.tried = Some(day);
        let by = self.advisor_id();
        let almanac = &self.world.almanac;
        let answering = self.effects().answering;
        let chance = &mut self.chance.contact;
        let at = almanac.at(day, chance.int(9 * 60, 18 * 60));
        if chance.yes(0.1) && answering > 0.8 {
            self.write(Entry::new(at, Meeting { channel: Channel::Video, by }));
            self.spoke(day, at);
            return;
        }
        let channel = if chance.yes(0.85) { Channel::Phone } else { Channel::Video };
        if chance.yes(self.person.answers * answering) {
            self.write(Entry::new(at, Call { channel, by, outcome: CallOutcome::Spoke }));
            self.spoke(day, at);
            return;
        }
        let left = chance.yes(0.4);
        let returned = left && chance.yes(0.4 * answering);
        let writes = self.rounds.tries >= 2;
        let text = messages::answer(&self.person.voice, chance);
        let wait = if writes { chance.int(4, 7) } else { chance.int(1, 3) };
        let snoozes = writes && chance.yes(0.3);
        let outcome = if left { CallOutcome::MessageLeft } else { CallOutcome::NoAnswer };
        let next = almanac.open_after(day, wait);
        self.write(Entry::new(at, Call { channel, by, outcome }));
        self.rounds.next = Some(next);
        self.rounds.tries = if writes { 0 } else { self.rounds.tries + 1 };
        if writes {
            let at = at + Span::minutes(4);
            self.write(
                Entry::new(at, MessageOut { channel: Channel::Email, by, written_at: None })
                    .saying(text),
            );
            if snoozes {
                let until = self.world.almanac.midnight(next);
                self.write(Entry::new(at, Snoozed { by, until }));
            }
        } else if returned {
            self.agenda.put(self.world.almanac.open_after(day, 1), Task::CallBack);
        }
    }

    /// After a conversation: note it, promise something, come back later.
    fn spoke(&mut self, day: Day, at: Instant) {
        let by = self.advisor_id();
        let troubled = self.hurdle.is_some();
        let gap = self.gap(day);
        let chance = &mut self.chance.contact;
        let notes = chance.yes(0.55);
        let note = messages::note(chance);
        let promises = chance.yes(if troubled { 0.3 } else { 0.07 });
        self.rounds.tries = 0;
        self.rounds.next = gap.map(|days| self.world.almanac.open_from(day + days));
        if notes {
            let at = at + Span::minutes(12);
            self.write(Entry::new(at, Noted { by }).saying(note));
        }
        if promises {
            self.promise(day, at);
        }
        self.heard(day);
    }

    /// Days until the next visit.
    fn gap(&mut self, day: Day) -> Option<i32> {
        let learning = self.studies.iter().find(|study| study.state == State::Learning);
        let chance = &mut self.chance.contact;
        match learning {
            Some(study) if day - study.enrolled < 28 => Some(chance.int(4, 6)),
            Some(_) if self.person.overlooked => Some(chance.int(22, 36)),
            Some(_) => Some(chance.int(12, 19)),
            None if self.search.is_some() => Some(chance.int(8, 13)),
            None => None,
        }
    }

    fn promise(&mut self, day: Day, at: Instant) {
        let by = self.advisor_id();
        let number = self.number();
        let almanac = &self.world.almanac;
        let chance = &mut self.chance.contact;
        let due = almanac.open_after(day, chance.int(2, 5));
        let kept = match chance.int(1, 1_000) {
            1..=700 => almanac.open_after(day, 1),
            701..=950 => due,
            951..=990 => almanac.open_after(due, chance.int(1, 3)),
            _ => almanac.open_after(due, FORGOTTEN),
        };
        let text = messages::promise(chance);
        let own_id = promise_key(number);
        let body = PromiseMade { promise: Ref::derive(&own_id), by, due: almanac.midnight(due) };
        self.write(Entry::new(at, body).named(own_id).saying(text));
        self.agenda.put(kept, Task::KeepPromise(number));
    }

    /// Keep a promise: unless ill, and then later.
    pub(crate) fn keep_promise(&mut self, number: u32, day: Day) {
        let almanac = &self.world.almanac;
        if self.world.team.advisors[self.advisor].ill(day) {
            self.agenda.put(almanac.open_from(day + 1), Task::KeepPromise(number));
            return;
        }
        let at = almanac.at(day, self.chance.contact.int(8 * 60 + 45, 17 * 60));
        let own_id = promise_key(number);
        let body = PromiseKept { promise: Ref::derive(&own_id) };
        self.write(Entry::new(at, body).named(own_id));
    }
}

/// A promise's own id.
fn promise_key(number: u32) -> Key {
    format_compact!("p-{number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life::fixture::{count, student, world};
    use vigie_domain::fact::Kind;

    #[test]
    fn a_new_student_is_called_every_week_or_so() {
        let world = world();
        let (mut life, day) = student(&world, Day(180));
        for n in 0..28 {
            life.make_rounds(day + n);
        }
        let drafts = life.diary.close();
        let tries = count(&drafts, Kind::Call) + count(&drafts, Kind::Meeting);
        assert!((2..=8).contains(&tries), "{tries}");
    }

    #[test]
    fn nobody_calls_or_answers_while_the_advisor_is_ill() {
        let world = world();
        let first = world.almanac.last + -70;
        let ill = |place: &usize| world.team.advisors[*place].ill(first);
        let place = (0..world.team.advisors.len()).find(ill).unwrap();
        let (mut life, _) = student(&world, Day(180));
        life.advisor = place;
        for n in 0..14 {
            life.make_rounds(first + n);
            life.answer(first + n);
        }
        let drafts = life.diary.close();
        let contacts = [Kind::Call, Kind::Meeting, Kind::MessageOut].map(|k| count(&drafts, k));
        assert_eq!(contacts, [0, 0, 0]);
    }
}
