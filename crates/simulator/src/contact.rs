//! Words between the student and the school: messages, calls, promises, posts.

use compact_str::format_compact;
use vigie_domain::fact::{
    Call, CallOutcome, Channel, CommunityPost, Congratulated, Meeting, MessageIn, MessageOut, Need,
    NeedStated, Noted, Occasion, PromiseKept, PromiseMade, Snoozed,
};
use vigie_domain::ids::{Key, Ref};
use vigie_domain::time::Instant;

use crate::agenda::Task;
use crate::almanac::Day;
use crate::diary::Entry;
use crate::life::Life;
use crate::messages;
use crate::obstacle::Obstacle;
use crate::study::State;

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
    need: Option<Need>,
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

/// Chance a day of study that somebody without an obstacle writes what those
/// with one write.
const FALSE_ALARM: f64 = 0.000_35;

impl Life<'_> {
    /// Say welcome soon.
    pub(crate) fn welcome_rounds(&mut self, day: Day) {
        let late = self.chance.contact.yes(0.06);
        let days = if late { self.chance.contact.int(3, 5) } else { self.chance.contact.int(1, 2) };
        self.rounds.next = Some(self.world.almanac.open_after(day, days));
    }

    /// The student writes, or posts, or does not.
    pub(crate) fn speak_up(&mut self, day: Day) {
        if let Some(obstacle) = self.writes_about_it(day) {
            self.say(obstacle, day);
        }
        let learning = self.learning();
        let searching = self.search.is_some();
        if !learning && !searching {
            return;
        }
        let chance = &mut self.chance.contact;
        if chance.yes(self.person.writes / 7.0) {
            let channel = [Channel::Email, Channel::Portal, Channel::Sms]
                [chance.weighted(&[0.45, 0.4, 0.15])];
            let expects_answer = chance.yes(0.7);
            let text = messages::ordinary(&self.person.voice, expects_answer, chance);
            let minute = chance.int(8 * 60, 22 * 60);
            self.message(day, minute, channel, expects_answer, text, None);
        }
        let chance = &mut self.chance.contact;
        if learning && chance.yes(self.person.posts / 7.0) {
            let asks_help = chance.yes(0.1);
            let text = messages::post(&self.person.voice, asks_help, chance);
            self.post(day, asks_help, text);
        }
        if self.chance.contact.yes(FALSE_ALARM) {
            let all = if learning { &Obstacle::ALL[..8] } else { &Obstacle::ALL[8..] };
            let obstacle = self.chance.contact.pick(all);
            self.say(obstacle, day);
        }
    }

    /// Say what somebody with this obstacle may say.
    fn say(&mut self, obstacle: Obstacle, day: Day) {
        let chance = &mut self.chance.contact;
        let text = messages::about(obstacle, &self.person.voice, chance);
        let public = matches!(obstacle, Obstacle::ConceptWall | Obstacle::LonelyStart);
        if public && chance.yes(0.4) {
            self.post(day, true, text);
            return;
        }
        let channel =
            [Channel::Email, Channel::Portal, Channel::Sms][chance.weighted(&[0.4, 0.35, 0.25])];
        let minute = chance.int(8 * 60, 23 * 60);
        self.message(day, minute, channel, true, text, Some(obstacle.need()));
    }

    fn post(&mut self, day: Day, asks_help: bool, text: &str) {
        let chance = &mut self.chance.contact;
        let at = self.world.almanac.at(day, chance.int(9 * 60, 23 * 60));
        let called = chance.yes(0.5);
        let space = format_compact!("#{}-entraide", self.person.voice.course);
        let body = CommunityPost { space, asks_help };
        self.write(Entry::new(at, body).saying(text));
        if asks_help {
            let next = self.world.almanac.open_after(day, 1);
            self.agenda.put(next, if called { Task::CallBack } else { Task::Answer });
        }
    }

    fn message(
        &mut self,
        day: Day,
        minute: i32,
        channel: Channel,
        expects_answer: bool,
        text: &str,
        need: Option<Need>,
    ) {
        let almanac = &self.world.almanac;
        let at = almanac.at(day, minute);
        self.write(Entry::new(at, MessageIn { channel, expects_answer }).saying(text));
        if !expects_answer {
            return;
        }
        self.rounds.need = need.or(self.rounds.need);
        let today = self.advisor_present(day) && minute < 15 * 60 && self.chance.contact.yes(0.5);
        if today {
            let later = minute + self.chance.contact.int(20, 150);
            self.reply(day, later);
            return;
        }
        let days = match self.chance.contact.int(1, 1_000) {
            1..=960 => 1,
            961..=994 => self.chance.contact.int(2, 4),
            _ => return,
        };
        let due = self.world.almanac.open_after(day, days);
        self.agenda.put(due, Task::Answer);
    }

    /// Answer what waits. During a holiday a colleague does; during an illness
    /// nobody.
    pub(crate) fn answer(&mut self, day: Day) {
        let advisor = &self.world.team.advisors[self.advisor];
        if advisor.ill(day) || !self.world.almanac.open(day) {
            let next = self.world.almanac.open_from(day + 1);
            self.agenda.put(next, Task::Answer);
            return;
        }
        let minute = self.chance.contact.int(8 * 60 + 30, 11 * 60);
        self.reply(day, minute);
    }

    fn reply(&mut self, day: Day, minute: i32) {
        let almanac = &self.world.almanac;
        let team = &self.world.team;
        let away = !self.advisor_present(day);
        let stand_in = (self.advisor + 1) % team.advisors.len();
        let by = team.advisors[if away { stand_in } else { self.advisor }].id;
        let at = almanac.at(day, minute);
        let chance = &mut self.chance.contact;
        let text = messages::answer(&self.person.voice, chance);
        let ticked = chance.yes(0.55);
        let calls = chance.yes(0.6);
        let next = almanac.open_after(day, 1);
        self.write(Entry::new(at, MessageOut { channel: Channel::Email, by }).saying(text));
        if let Some(need) = self.rounds.need.take() {
            if ticked {
                self.write(Entry::new(at, NeedStated { need, said_in: None }));
            }
            if calls {
                self.agenda.put(next, Task::CallBack);
            }
            if need == Need::MentorChange {
                self.wish_other_mentor(day);
            }
        }
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
            let at = at + vigie_domain::time::Span::minutes(4);
            self.write(Entry::new(at, MessageOut { channel: Channel::Email, by }).saying(text));
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
            let at = at + vigie_domain::time::Span::minutes(12);
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
            Some(_) if self.person.overlooked => Some(chance.int(22, 40)),
            Some(_) => Some(chance.int(13, 22)),
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
            1..=700 => Some(almanac.open_after(day, 1)),
            701..=950 => Some(due),
            951..=990 => Some(almanac.open_after(due, chance.int(1, 3))),
            _ => None,
        };
        let text = messages::promise(chance);
        let own_id = promise_key(number);
        let body = PromiseMade { promise: Ref::derive(&own_id), by, due: almanac.midnight(due) };
        self.write(Entry::new(at, body).named(own_id).saying(text));
        if let Some(kept) = kept {
            self.agenda.put(kept.min(due.max(kept)), Task::KeepPromise(number));
        }
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

    /// Celebrate, unless the advisor is away: then on their return.
    pub(crate) fn congratulate(&mut self, occasion: Occasion, day: Day) {
        if !self.advisor_present(day) {
            let next = self.world.almanac.open_from(day + 1);
            self.agenda.put(next, Task::Congratulate(occasion));
            return;
        }
        let by = self.advisor_id();
        let chance = &mut self.chance.contact;
        let at = self.world.almanac.at(day, chance.int(16 * 60, 18 * 60));
        let text = messages::congratulation(&self.person.voice, occasion, chance);
        self.write(Entry::new(at, Congratulated { occasion, by }));
        self.write(Entry::new(at, MessageOut { channel: Channel::Email, by }).saying(text));
    }
}

/// A promise's own id.
fn promise_key(number: u32) -> Key {
    format_compact!("p-{number}")
}
