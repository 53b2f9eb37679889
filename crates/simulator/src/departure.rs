//! Leaving a programme, and coming back to it.

use vigie_domain::fact::{
    AdvisorEnded, Call, CallOutcome, Channel, Contract, Hired, MentorEnded, Noted, Occasion,
    Reenrolled, WithdrawalReason, Withdrawn,
};
use vigie_domain::ids::Key;

use crate::agenda::Task;
use crate::almanac::Day;
use crate::companies;
use crate::diary::Entry;
use crate::life::Life;
use crate::messages;
use crate::study::{Stage, State};

/// Chance a day that somebody leaves although nothing stands in their way.
const DRIFT: f64 = 0.000_3;

impl Life<'_> {
    /// Now and then somebody just leaves.
    pub(crate) fn drift_away(&mut self, day: Day) {
        for place in 0..self.studies.len() {
            let study = &self.studies[place];
            let studying = study.state == State::Learning && study.stage == Stage::Working;
            let settled = day - study.start > 14;
            let free = self.hurdle.is_none();
            if studying && settled && free && self.chance.obstacle.yes(DRIFT) {
                let reasons = [
                    WithdrawalReason::Unknown,
                    WithdrawalReason::Life,
                    WithdrawalReason::Job,
                    WithdrawalReason::Unsuited,
                    WithdrawalReason::Health,
                ];
                let reason = self.chance.obstacle.pick(&reasons);
                self.withdraw(place, day, reason);
            }
        }
        self.return_to_studies(day);
    }

    /// Leave a programme.
    pub(crate) fn withdraw(&mut self, place: usize, day: Day, reason: WithdrawalReason) {
        let almanac = &self.world.almanac;
        let by = self.advisor_id();
        let present = self.advisor_present(day);
        let chance = &mut self.chance.obstacle;
        let at = almanac.at(day, chance.int(10 * 60, 16 * 60));
        let returns = match reason {
            WithdrawalReason::Job => 0.6,
            WithdrawalReason::Life | WithdrawalReason::Health => 0.35,
            WithdrawalReason::Money => 0.25,
            _ => 0.06,
        };
        let return_on =
            chance.yes(returns).then(|| almanac.next_weekday(day + chance.int(80, 250), 0));
        let really = chance.yes(0.55);
        let shift = chance.int(-4, 18);
        let talks = present && chance.yes(0.5);
        let note = messages::farewell_note(reason, chance);
        let release = almanac.open_from(day + chance.int(45, 75));

        if talks {
            let call = Call { channel: Channel::Phone, by, outcome: CallOutcome::Spoke };
            let before = almanac.at(day, 9 * 60 + 30);
            self.write(Entry::new(before, call));
            self.write(Entry::new(before, Noted { by }).saying(note));
        }
        self.cancel_session(place, day, at);
        let return_at = return_on.map(|day| almanac.midnight(day));
        self.write_in(place, Entry::new(at, Withdrawn { reason, return_at }));
        if let Some(mentor) = self.studies[place].mentoring.mentor.take() {
            let mentor = self.world.team.mentors[mentor].id;
            self.write_in(place, Entry::new(at, MentorEnded { mentor }));
        }
        self.studies[place].mentoring.starts = None;
        let back = return_on.filter(|_| really).map(|day| almanac.open_from(day + shift));
        self.studies[place].state = State::Left { back };
        if reason == WithdrawalReason::Job {
            self.take_job(day);
        }
        if return_on.is_none() {
            self.agenda.put(release, Task::Release);
        } else if let Some(day) = return_on {
            self.agenda.put(almanac.open_from(day + -5), Task::CallBack);
        }
    }

    /// The job they left for, where they told us.
    fn take_job(&mut self, day: Day) {
        let almanac = &self.world.almanac;
        let chance = &mut self.chance.job;
        if !chance.yes(0.8) {
            return;
        }
        let company = Key::from(companies::company(chance));
        let contracts = [Contract::FixedTerm, Contract::Permanent, Contract::Temporary];
        let contract = contracts[chance.weighted(&[0.5, 0.35, 0.15])];
        let starts = almanac.open_from(day + chance.int(3, 20));
        let starts_at = almanac.midnight(starts);
        let at = almanac.at(day, 16 * 60 + 30);
        self.agenda.put(almanac.open_after(day, 1), Task::Congratulate(Occasion::Job));
        self.agenda.put(starts + 28, Task::CheckIn);
        self.write(Entry::new(at, Box::new(Hired { company, contract, starts_at })));
    }

    /// Come back to a programme that was left.
    fn return_to_studies(&mut self, day: Day) {
        for place in 0..self.studies.len() {
            let State::Left { back: Some(back) } = self.studies[place].state else { continue };
            if day < back {
                continue;
            }
            let almanac = &self.world.almanac;
            let at = almanac.at(day, 11 * 60);
            let study = &mut self.studies[place];
            let absent = day - study.last_active.unwrap_or(study.start);
            study.state = State::Learning;
            study.mentoring.starts = Some(almanac.open_after(day, 1));
            study.mentoring.rank_shift += 1;
            study.last_active = Some(day);
            let target_end = Some(almanac.midnight(study.target(day)));
            self.agenda.strike(|task| *task == Task::Release);
            self.write_in(place, Entry::new(at, Reenrolled { target_end }));
            self.plan_again(place, at, absent);
            self.welcome_rounds(day);
        }
    }

    /// The advisor has nothing left to follow.
    pub(crate) fn release(&mut self, day: Day) {
        let over = |state| matches!(state, State::Left { back: None });
        if self.studies.iter().all(|study| over(study.state)) && self.search.is_none() {
            let at = self.world.almanac.at(day, 17 * 60 + 15);
            let advisor = self.advisor_id();
            self.write(Entry::new(at, AdvisorEnded { advisor }));
            self.agenda.strike(|task| !matches!(task, Task::EnrolAgain(_)));
            self.rounds.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life::fixture::{count, student, world};
    use vigie_domain::fact::Kind;

    #[test]
    fn leaving_ends_the_mentoring_and_strikes_out_the_session() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        life.withdraw(0, day, WithdrawalReason::Money);
        for n in 0..30 {
            life.meet_mentor(0, day + n);
        }
        let drafts = life.diary.close();
        assert_eq!(count(&drafts, Kind::MentorEnded), 1);
        assert_eq!(count(&drafts, Kind::SessionBooked), count(&drafts, Kind::SessionRecorded));
    }

    #[test]
    fn someone_who_comes_back_has_a_mentor_again() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        life.withdraw(0, day, WithdrawalReason::Life);
        life.studies[0].state = State::Left { back: Some(day + 100) };
        for n in 100..110 {
            life.hurdles(day + n);
            life.meet_mentor(0, day + n);
        }
        assert!(life.studies[0].mentoring.mentor.is_some());
        assert_eq!(count(&life.diary.close(), Kind::Reenrolled), 1);
    }
}
