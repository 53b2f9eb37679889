//! Written words between the student and the school: messages, posts, answers.

use compact_str::format_compact;
use vigie_domain::fact::{
    Channel, CommunityPost, Congratulated, MessageIn, MessageOut, Need, NeedStated, Occasion,
};

use crate::agenda::Task;
use crate::almanac::Day;
use crate::diary::Entry;
use crate::life::Life;
use crate::messages;
use crate::obstacle::Obstacle;

/// Chance a day of study that somebody without an obstacle writes what those
/// with one write.
const FALSE_ALARM: f64 = 0.000_35;

impl Life<'_> {
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
        self.write(
            Entry::new(at, MessageOut { channel: Channel::Email, by, written_at: None })
                .saying(text),
        );
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
        self.write(Entry::new(at, Congratulated { occasion, by, about: None }));
        self.write(
            Entry::new(at, MessageOut { channel: Channel::Email, by, written_at: None })
                .saying(text),
        );
    }
}
