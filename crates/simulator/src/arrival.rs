//! From the first question to an enrolment, or not.

use vigie_domain::fact::{
    AdvisorAssigned, AdvisorEnded, Call, CallOutcome, Channel, Enquired, MessageIn, MessageOut,
    Oriented, Payload,
};
use vigie_domain::ids::Key;

use crate::agenda::Task;
use crate::almanac::Day;
use crate::diary::Entry;
use crate::life::Life;
use crate::messages;
use crate::programmes::COURSES;

/// How somebody comes to the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Sent by an employer or a partner: enrolled at once.
    Direct,
    /// Asks first, then enrols.
    Asks,
    /// Asks, and never enrols.
    OnlyAsks,
    /// Asked a few days ago; nobody has answered yet.
    Waits,
}

/// One roster place in so many is somebody who waits for an answer at the end.
const ONE_WAITS_IN: u32 = 300;

impl Life<'_> {
    /// Arrive; the day of enrolment, or none for somebody who only asks.
    pub(crate) fn arrive(&mut self) -> Option<Day> {
        let world = self.world;
        let almanac = &world.almanac;
        let chance = &mut self.chance.arrival;
        let waiting = world.students - self.person.index <= world.students / ONE_WAITS_IN;
        let way = match chance.int(1, 100) {
            _ if waiting => Way::Waits,
            _ if self.person.known => Way::Direct,
            1..=14 => Way::Direct,
            15..=21 => Way::OnlyAsks,
            _ => Way::Asks,
        };
        let share = (f64::from(self.person.index) + chance.real(0.0, 1.0))
            / f64::from(world.students.max(1));
        let day = almanac.arrival(share);
        if way == Way::Direct {
            return self.begin(almanac.open_from(day));
        }
        let day = if waiting { almanac.last + -chance.int(2, 5) } else { day };
        let oriented = self.enquire(day, way);
        if way == Way::Waits {
            return None;
        }
        let chance = &mut self.chance.arrival;
        if way == Way::OnlyAsks {
            let gone = almanac.open_from(oriented + chance.int(10, 40));
            self.decline(gone);
            return None;
        }
        let enrols = almanac.open_from(oriented + chance.int(3, 28));
        self.begin(enrols)
    }

    /// Ask, get an answer, talk it through; the day of that talk.
    fn enquire(&mut self, day: Day, way: Way) -> Day {
        let world = self.world;
        let almanac = &world.almanac;
        let course = COURSES[self.person.course].key;
        let advisor = self.advisor_id();
        let chance = &mut self.chance.arrival;
        let channel =
            [Channel::Email, Channel::Portal, Channel::Phone][chance.weighted(&[0.4, 0.4, 0.2])];
        let asked = almanac.at(day, chance.int(8 * 60, 21 * 60));
        let programme = chance.yes(0.75).then(|| Key::const_new(course));
        let writes = way == Way::Waits || channel != Channel::Phone;
        let text = messages::enquiry(&self.person.voice, chance);
        let answer_in = if chance.yes(0.9) { 1 } else { 2 };
        let answer_minute = chance.int(8 * 60 + 30, 12 * 60);
        let reply = messages::welcome_answer(&self.person.voice, chance);
        let talk_in = chance.int(1, 6);
        let talk_minute = chance.int(9 * 60, 18 * 60);
        let missed = chance.yes(0.2);
        let answered = self.staffed_from(almanac.open_after(day, answer_in));
        let talked = self.staffed_from(almanac.open_after(answered, talk_in));
        let assigned = AdvisorAssigned { advisor };
        self.advised = true;

        self.write(Entry::new(asked, Enquired { channel, programme }));
        if writes {
            let channel = if channel == Channel::Phone { Channel::Portal } else { channel };
            let message = MessageIn { channel, expects_answer: true };
            self.write(Entry::new(asked, message).saying(text));
        }
        if way == Way::Waits {
            self.write(Entry::new(almanac.at(day, 22 * 60), assigned));
            return day;
        }
        let at = almanac.at(answered, answer_minute);
        self.write(Entry::new(at, assigned));
        let first: Payload = if writes {
            MessageOut { channel: Channel::Email, by: advisor, written_at: None }.into()
        } else {
            Call { channel: Channel::Phone, by: advisor, outcome: CallOutcome::Spoke }.into()
        };
        let entry = Entry::new(at, first);
        self.write(if writes { entry.saying(reply) } else { entry });
        if missed {
            let outcome = CallOutcome::NoAnswer;
            let call = Call { channel: Channel::Phone, by: advisor, outcome };
            self.write(Entry::new(almanac.at(talked, talk_minute - 15), call));
        }
        let spoke = Call { channel: Channel::Phone, by: advisor, outcome: CallOutcome::Spoke };
        let at = almanac.at(talked, talk_minute);
        self.write(Entry::new(at, spoke));
        self.write(Entry::new(at, Oriented { programme: Some(Key::const_new(course)) }));
        talked
    }

    /// Say no, or say nothing more.
    fn decline(&mut self, day: Day) {
        let almanac = &self.world.almanac;
        let advisor = self.advisor_id();
        let chance = &mut self.chance.arrival;
        let says = chance.yes(0.6);
        let at = almanac.at(day, chance.int(9 * 60, 20 * 60));
        let text = messages::decline(&self.person.voice, chance);
        let ended = almanac.open_after(day, chance.int(2, 15));
        if says {
            let message = MessageIn { channel: Channel::Email, expects_answer: false };
            self.write(Entry::new(at, message).saying(text));
        }
        self.write(Entry::new(almanac.at(ended, 17 * 60), AdvisorEnded { advisor }));
    }

    /// Enrol for the first time.
    fn begin(&mut self, day: Day) -> Option<Day> {
        if day > self.world.almanac.last {
            return None;
        }
        // A few study two programmes at once, a month or two after the first.
        let chance = &mut self.chance.arrival;
        if chance.yes(0.012) {
            let other = (self.person.course + 5) % COURSES.len();
            self.agenda.put(day + chance.int(30, 90), Task::EnrolAgain(other));
        }
        self.enrol(self.person.course, day);
        Some(day)
    }
}
