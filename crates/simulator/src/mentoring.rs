//! Weekly sessions with a mentor.

use vigie_domain::fact::{
    ConcernRaised, MentorAssigned, MentorEnded, Role, SessionBooked, SessionOutcome, SessionRated,
    SessionRecorded,
};
use vigie_domain::time::{Instant, Span};

use crate::agenda::Task;
use crate::almanac::Day;
use crate::chance::whole;
use crate::diary::Entry;
use crate::life::Life;
use crate::messages;
use crate::obstacle::Obstacle;
use crate::person::Rhythm;
use crate::study::State;
use crate::team::session_key;

/// A session that has a date.
#[derive(Clone, Copy, Debug)]
struct Booked {
    number: u32,
    day: Day,
    at: Instant,
    made: Instant,
}

/// The mentoring of one enrolment.
#[derive(Debug, Default)]
pub(crate) struct Mentoring {
    /// Place of the mentor in the team.
    pub(crate) mentor: Option<usize>,
    /// The day a mentor is assigned, while there is none.
    pub(crate) starts: Option<Day>,
    /// The day the mentor changes.
    change: Option<Day>,
    /// Someone who comes back meets another mentor.
    pub(crate) rank_shift: usize,
    /// Usual weekday and minute.
    slot: (u8, i32),
    session: Option<Booked>,
    /// The day the next session gets a date, while none has.
    rebook: Option<Day>,
    /// Sessions in a row that the student missed.
    missed: u8,
}

impl Mentoring {
    /// Sessions go on from this day.
    pub(crate) fn resume(&mut self, day: Day) {
        self.rebook = self.mentor.map(|_| day);
    }
}

impl Life<'_> {
    /// Everything about mentoring that this day brings.
    pub(crate) fn meet_mentor(&mut self, place: usize, day: Day) {
        if self.studies[place].state != State::Learning {
            return;
        }
        let mentoring = &self.studies[place].mentoring;
        let (starts, change, rebook) = (mentoring.starts, mentoring.change, mentoring.rebook);
        if starts.is_some_and(|starts| day >= starts) {
            self.assign_mentor(place, day);
        } else if change.is_some_and(|change| day >= change) {
            self.change_mentor(place, day);
        }
        if self.studies[place].mentoring.session.is_some_and(|session| day >= session.day) {
            self.hold_session(place, day);
        } else if rebook.is_some_and(|rebook| day >= rebook) {
            let minute = self.chance.mentoring.int(9 * 60, 19 * 60);
            let at = self.world.almanac.at(day, minute);
            self.book(place, day + 2, at, false);
        }
    }

    fn assign_mentor(&mut self, place: usize, day: Day) {
        let rhythm = self.person.rhythm;
        let study = &self.studies[place];
        let rank = self.rank + study.mentoring.rank_shift;
        let mentor = self.world.team.mentor_for(study.course_place, rank);
        let chance = &mut self.chance.mentoring;
        let slot = match rhythm {
            Rhythm::FullTime | Rhythm::PartTime => (chance.int(0, 4), chance.int(18, 34) * 30),
            Rhythm::Evenings => (chance.int(0, 4), chance.int(36, 40) * 30),
            Rhythm::Weekends => (chance.int(4, 5), chance.int(20, 36) * 30),
        };
        let minute = chance.int(9 * 60, 16 * 60);
        let mentoring = &mut self.studies[place].mentoring;
        mentoring.slot = (u8::try_from(slot.0).unwrap_or(0), slot.1);
        mentoring.mentor = Some(mentor);
        mentoring.starts = None;
        mentoring.missed = 0;
        let at = self.world.almanac.at(day, minute);
        let assigned = MentorAssigned { mentor: self.world.team.mentors[mentor].id };
        self.write_in(place, Entry::new(at, assigned));
        self.book(place, day + 1, at + Span::minutes(90), false);
    }

    fn change_mentor(&mut self, place: usize, day: Day) {
        let Some(old) = self.studies[place].mentoring.mentor else { return };
        let team = &self.world.team;
        let course = self.studies[place].course_place;
        let new = team.other_mentor(course, old, self.person.suits);
        // Before any session of the day.
        let at = self.world.almanac.at(day, 8 * 60 + 30);
        self.cancel_session(place, day, at);
        let ended = MentorEnded { mentor: team.mentors[old].id };
        let assigned = MentorAssigned { mentor: team.mentors[new].id };
        self.write_in(place, Entry::new(at, ended));
        self.write_in(place, Entry::new(at + Span::minutes(5), assigned));
        let mentoring = &mut self.studies[place].mentoring;
        mentoring.mentor = Some(new);
        mentoring.change = None;
        mentoring.missed = 0;
        self.book(place, day + 1, at + Span::minutes(60), false);
        self.remove_cause(Obstacle::MentorMismatch, day);
    }

    /// Another mentor from a day on, if that is wished.
    pub(crate) fn wish_other_mentor(&mut self, day: Day) {
        let days = self.chance.mentoring.int(2, 7);
        let open = self.world.almanac.open_from(day + days);
        if let Some(study) = self.studies.iter_mut().find(|study| study.state == State::Learning) {
            study.mentoring.change = study.mentoring.mentor.map(|_| open);
        }
    }

    /// Give the next session a date, at the usual time of the week or, to catch
    /// one up, on the next day that suits.
    fn book(&mut self, place: usize, earliest: Day, booked: Instant, catch_up: bool) {
        let almanac = &self.world.almanac;
        let mentoring = &self.studies[place].mentoring;
        let Some(mentor) = mentoring.mentor.map(|mentor| &self.world.team.mentors[mentor]) else {
            return;
        };
        let (weekday, minute) = mentoring.slot;
        let usual = if catch_up {
            almanac.open_from(earliest)
        } else {
            almanac.next_weekday(earliest, weekday)
        };
        let free = |day: &Day| !mentor.on_holiday(almanac, *day) && almanac.weekday(*day) < 6;
        let day = (0..30).map(|n| usual + n).find(free).unwrap_or(usual);
        let number = self.number();
        let at = almanac.at(day, minute);
        let body =
            SessionBooked { session: self.world.team.session_ref(number), mentor: mentor.id, at };
        self.write_in(place, Entry::new(booked, body).named(session_key(number)));
        let mentoring = &mut self.studies[place].mentoring;
        mentoring.session = Some(Booked { number, day, at, made: booked });
        mentoring.rebook = None;
    }

    fn hold_session(&mut self, place: usize, day: Day) {
        let Some(session) = self.studies[place].mentoring.session.take() else { return };
        let Some(mentor) = self.studies[place].mentoring.mentor else { return };
        let outcome = self.outcome(mentor, day);
        let at = session.at;
        let told = match outcome {
            SessionOutcome::CancelledEarly => {
                let early = at + Span::minutes(-i64::from(self.chance.mentoring.int(1_460, 2_600)));
                early.max(session.made + Span::minutes(20))
            }
            SessionOutcome::CancelledLate => {
                at + Span::minutes(-i64::from(self.chance.mentoring.int(40, 400)))
            }
            _ => at,
        };
        let told = told.max(session.made + Span::minutes(5));
        self.record_session(place, session, outcome, told);
        self.plan_next(place, day, at, outcome);
    }

    /// What becomes of a session.
    fn outcome(&mut self, mentor: usize, day: Day) -> SessionOutcome {
        let effects = self.effects();
        let zeal = self.world.almanac.zeal(day);
        let mentor = &self.world.team.mentors[mentor];
        let chance = &mut self.chance.mentoring;
        if chance.yes(mentor.absent) {
            return SessionOutcome::MentorAbsent;
        }
        let season = if zeal < 0.5 { 0.9 } else { 1.0 };
        if chance.yes(self.person.attends * effects.attendance * season) {
            return SessionOutcome::Held;
        }
        let weights = if effects.attendance < 0.8 { [0.2, 0.25, 0.55] } else { [0.5, 0.25, 0.25] };
        [
            SessionOutcome::CancelledEarly,
            SessionOutcome::CancelledLate,
            SessionOutcome::StudentAbsent,
        ][chance.weighted(&weights)]
    }

    /// Write the session down, hours later, days later or never; rate it.
    fn record_session(
        &mut self,
        place: usize,
        session: Booked,
        outcome: SessionOutcome,
        told: Instant,
    ) {
        let Some(mentor) = self.studies[place].mentoring.mentor else { return };
        let mentor = &self.world.team.mentors[mentor];
        let ratings = self.effects().ratings;
        let chance = &mut self.chance.mentoring;
        let delay = if outcome.is_cancelled() {
            0
        } else if chance.yes(mentor.never) {
            return;
        } else if chance.yes(mentor.late) {
            chance.int(2 * 1_440, 6 * 1_440)
        } else {
            chance.int(50, 600)
        };
        let known = told + Span::minutes(i64::from(delay));
        let reference = self.world.team.session_ref(session.number);
        let body =
            SessionRecorded { session: reference, mentor: mentor.id, at: session.at, outcome };
        let rates = outcome == SessionOutcome::Held && chance.yes(0.42);
        let usual = [5.0, 4.0, 3.0, 2.0][chance.weighted(&[0.58, 0.33, 0.075, 0.015])];
        let rating = whole(usual - ratings * chance.real(0.5, 1.2)).clamp(1, 5);
        let told_at = known + Span::minutes(i64::from(chance.int(10, 1_200)));
        let own_id = session_key(session.number);
        self.write_in(place, Entry::new(told, body).known(known).named(own_id.clone()));
        if rates {
            let rating = u8::try_from(rating).unwrap_or(1);
            let body = SessionRated { session: reference, rating };
            self.write_in(place, Entry::new(told_at, body).named(own_id));
            let wishes = if ratings > 1.0 { 0.4 } else { 0.1 };
            if rating <= 2 && self.chance.mentoring.yes(wishes) {
                let day = session.day + 1;
                self.wish_other_mentor(day);
                self.agenda.put(self.world.almanac.open_from(day), Task::CallBack);
            }
        }
    }

    /// The next session after one that was held, or not.
    fn plan_next(&mut self, place: usize, day: Day, at: Instant, outcome: SessionOutcome) {
        let held = outcome == SessionOutcome::Held;
        let attends = self.effects().attendance;
        let mentoring = &mut self.studies[place].mentoring;
        let by_student = !held && outcome != SessionOutcome::MentorAbsent;
        mentoring.missed = if by_student { mentoring.missed.saturating_add(1) } else { 0 };
        let missed = mentoring.missed;
        let after = at + Span::minutes(55);
        if held {
            self.book(place, day + 6, after, false);
        } else if attends > 0.8 {
            self.book(place, day + 2, after, true);
        } else if self.chance.mentoring.yes(0.5) {
            self.book(place, day + 5, after, false);
        } else {
            let days = self.chance.mentoring.int(4, 11);
            self.studies[place].mentoring.rebook = Some(day + days);
        }
        if missed >= 2 && self.chance.mentoring.yes(0.35) {
            self.raise_concern(place, after + Span::minutes(30));
            self.agenda.put(self.world.almanac.open_after(day, 2), Task::CallBack);
        }
    }

    fn raise_concern(&mut self, place: usize, at: Instant) {
        let Some(mentor) = self.studies[place].mentoring.mentor else { return };
        let by = self.world.team.mentors[mentor].id;
        let text = messages::concern(&mut self.chance.mentoring);
        self.write_in(place, Entry::new(at, ConcernRaised { by, role: Role::Mentor }).saying(text));
    }

    /// Strike out the session that has a date, if there is one.
    pub(crate) fn cancel_session(&mut self, place: usize, day: Day, at: Instant) {
        let mentoring = &mut self.studies[place].mentoring;
        mentoring.rebook = None;
        let Some(session) = mentoring.session.take() else { return };
        let Some(mentor) = mentoring.mentor else { return };
        let early = session.day - day >= 1;
        let outcome =
            if early { SessionOutcome::CancelledEarly } else { SessionOutcome::CancelledLate };
        let told = (at + Span::minutes(-10)).max(session.made + Span::minutes(1));
        let body = SessionRecorded {
            session: self.world.team.session_ref(session.number),
            mentor: self.world.team.mentors[mentor].id,
            at: session.at,
            outcome,
        };
        self.write_in(place, Entry::new(told, body).named(session_key(session.number)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life::fixture::{count, student, world};
    use vigie_domain::fact::Kind;

    #[test]
    fn someone_who_attends_has_about_one_session_a_week() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        for n in 0..70 {
            life.meet_mentor(0, day + n);
        }
        let drafts = life.diary.close();
        assert!((8..=14).contains(&count(&drafts, Kind::SessionBooked)));
    }

    #[test]
    fn a_life_event_empties_the_sessions() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        life.stumble(Obstacle::LifeEvent, Some(0), day);
        for n in 0..70 {
            life.meet_mentor(0, day + n);
        }
        let held = |draft: &vigie_domain::draft::Draft| {
            matches!(&draft.payload, vigie_domain::fact::Payload::SessionRecorded(body)
                if body.outcome == SessionOutcome::Held)
        };
        assert!(life.diary.close().iter().filter(|draft| held(draft)).count() <= 5);
    }

    #[test]
    fn another_mentor_ends_a_mismatch() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        let before = life.studies[0].mentoring.mentor;
        life.stumble(Obstacle::MentorMismatch, Some(0), day);
        life.wish_other_mentor(day);
        for n in 0..40 {
            life.hurdles(day + n);
            life.meet_mentor(0, day + n);
        }
        assert_ne!(life.studies[0].mentoring.mentor, before);
        assert!(life.hurdle.is_none());
        assert_eq!(life.studies[0].state, State::Learning);
    }
}
