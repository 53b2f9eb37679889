//! One student's life at the school, day by day.

use vigie_domain::draft::Draft;
use vigie_domain::ids::StaffId;

use crate::agenda::{Agenda, Task};
use crate::almanac::{Almanac, Day};
use crate::chance::{Chance, Strand};
use crate::diary::{Diary, Entry};
use crate::hurdle::Hurdle;
use crate::job::Search;
use crate::person::Person;
use crate::rounds::Rounds;
use crate::study::{State, Study};
use crate::team::Team;
use crate::truth::HiddenObstacle;

/// What all students share.
#[derive(Debug)]
pub(crate) struct World {
    /// The seed of the school.
    pub(crate) seed: u64,
    /// How many students in the roster.
    pub(crate) students: u32,
    /// The days.
    pub(crate) almanac: Almanac,
    /// The advisors and mentors.
    pub(crate) team: Team,
}

/// One stream of chance per subject.
#[derive(Debug)]
pub(crate) struct Chances {
    pub(crate) arrival: Chance,
    pub(crate) obstacle: Chance,
    pub(crate) study: Chance,
    pub(crate) mentoring: Chance,
    pub(crate) contact: Chance,
    pub(crate) job: Chance,
}

/// One student between the first question and the end.
#[derive(Debug)]
pub(crate) struct Life<'w> {
    pub(crate) world: &'w World,
    pub(crate) person: Person,
    /// How many of the roster chose the same programme before.
    pub(crate) rank: usize,
    pub(crate) diary: Diary,
    pub(crate) agenda: Agenda,
    pub(crate) chance: Chances,
    /// Place of the advisor in the team.
    pub(crate) advisor: usize,
    /// Has an advisor been assigned?
    pub(crate) advised: bool,
    pub(crate) studies: Vec<Study>,
    pub(crate) hurdle: Option<Hurdle>,
    pub(crate) hidden: Vec<HiddenObstacle>,
    pub(crate) rounds: Rounds,
    pub(crate) search: Option<Search>,
    /// Number of the next session, defence or promise.
    pub(crate) next_number: u32,
}

impl<'w> Life<'w> {
    /// A student before anything has happened.
    pub(crate) fn new(world: &'w World, person: Person, rank: usize) -> Self {
        let of = |strand| Chance::of(world.seed, person.index, strand);
        let chance = Chances {
            arrival: of(Strand::Arrival),
            obstacle: of(Strand::Obstacle),
            study: of(Strand::Study),
            mentoring: of(Strand::Mentoring),
            contact: of(Strand::Contact),
            job: of(Strand::Job),
        };
        let advisor = person.index as usize % world.team.advisors.len();
        Self {
            diary: Diary::new(person.external.clone(), world.almanac.end),
            world,
            person,
            rank,
            agenda: Agenda::default(),
            chance,
            advisor,
            advised: false,
            studies: Vec::new(),
            hurdle: None,
            hidden: Vec::new(),
            rounds: Rounds::default(),
            search: None,
            next_number: 0,
        }
    }

    /// Live until the end, and leave what was written down and what was hidden.
    pub(crate) fn run(mut self) -> (Vec<Draft>, Vec<HiddenObstacle>) {
        let Some(mut day) = self.arrive() else {
            return (self.diary.close(), self.hidden);
        };
        day = day + 1;
        while day <= self.world.almanac.last {
            self.hurdles(day);
            for place in 0..self.studies.len() {
                self.attend(place, day);
                self.meet_mentor(place, day);
                self.study(place, day);
            }
            while let Some(task) = self.agenda.take(day) {
                self.carry_out(task, day);
            }
            self.speak_up(day);
            self.make_rounds(day);
            self.look_for_work(day);
            day = day + 1;
        }
        self.leave_hurdle_standing();
        (self.diary.close(), self.hidden)
    }

    fn carry_out(&mut self, task: Task, day: Day) {
        match task {
            Task::Answer => self.answer(day),
            Task::CallBack => self.call_back(day),
            Task::KeepPromise(number) => self.keep_promise(number, day),
            Task::Congratulate(occasion) => self.congratulate(occasion, day),
            Task::CheckIn => self.check_in(day),
            Task::Step(step, company) => self.step(step, company, day),
            Task::Release => self.release(day),
            Task::EnrolAgain(course) => self.enrol(course, day),
        }
    }

    /// Who the advisor is, for the facts.
    pub(crate) fn advisor_id(&self) -> StaffId {
        self.world.team.advisors[self.advisor].id
    }

    /// Is the advisor at work on this day?
    pub(crate) fn advisor_present(&self, day: Day) -> bool {
        let advisor = &self.world.team.advisors[self.advisor];
        let almanac = &self.world.almanac;
        almanac.open(day) && !advisor.ill(day) && !advisor.on_holiday(almanac, day)
    }

    /// This day, or the first working day on which the advisor is not ill:
    /// during a holiday a colleague stands in.
    pub(crate) fn staffed_from(&self, day: Day) -> Day {
        let advisor = &self.world.team.advisors[self.advisor];
        let almanac = &self.world.almanac;
        let staffed = |day: &Day| almanac.open(*day) && !advisor.ill(*day);
        (0..40).map(|n| day + n).find(staffed).unwrap_or(day)
    }

    /// Is any enrolment being studied?
    pub(crate) fn learning(&self) -> bool {
        self.studies.iter().any(|study| matches!(study.state, State::Learning))
    }

    /// The next number for a session, defence or promise.
    pub(crate) fn number(&mut self) -> u32 {
        self.next_number += 1;
        self.next_number
    }

    /// Write down something about the student.
    pub(crate) fn write(&mut self, entry: Entry) {
        self.diary.write(entry);
    }

    /// Write down something about one enrolment.
    pub(crate) fn write_in(&mut self, place: usize, entry: Entry) {
        self.diary.write(entry.within(&self.studies[place].enrolment));
    }
}

/// A world and lives in it for the tests beside the code.
#[cfg(test)]
pub(crate) mod fixture {
    use super::*;
    use vigie_domain::calendar::Calendar;
    use vigie_domain::time::Instant;

    /// A small school whose last day is 17 March 2026.
    pub(crate) fn world() -> World {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let almanac = Almanac::new(Instant(1_773_730_800), 24, &calendar);
        let team = Team::new(1, 600, &almanac);
        World { seed: 1, students: 600, almanac, team }
    }

    /// Somebody who enrolled on the first Monday after this day, with a mentor
    /// two weeks later and no obstacle ahead.
    pub(crate) fn student(world: &World, day: Day) -> (Life<'_>, Day) {
        let person = Person::draw(world.seed, 7, world.students);
        let mut life = Life::new(world, person, 0);
        let day = world.almanac.open_from(world.almanac.next_weekday(day, 0));
        life.enrol(life.person.course, day);
        life.studies[0].fate = None;
        life.studies[0].leave = None;
        for n in 0..14 {
            life.meet_mentor(0, day + n);
        }
        (life, day + 14)
    }

    /// How many of these facts are of a kind.
    pub(crate) fn count(drafts: &[Draft], kind: vigie_domain::fact::Kind) -> usize {
        drafts.iter().filter(|draft| draft.payload.kind() == kind).count()
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{count, student, world};
    use super::*;
    use vigie_domain::fact::Kind;

    #[test]
    fn one_more_draw_on_one_subject_leaves_the_others_alone() {
        let world = world();
        let sessions = |extra: bool| {
            let (mut life, day) = student(&world, Day(60));
            if extra {
                life.chance.job.int(0, 9);
            }
            for n in 0..60 {
                life.meet_mentor(0, day + n);
            }
            life.diary.close()
        };
        let drafts = sessions(true);
        assert_eq!(drafts, sessions(false));
        assert!(count(&drafts, Kind::SessionBooked) > 5);
    }
}
