//! Enrolling: the plan, the money, a leave to come.

use compact_str::format_compact;
use vigie_domain::fact::{AdvisorAssigned, Enrolled, Funding, Planned, PlannedWork, WorkKind};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

use crate::almanac::{Almanac, Day};
use crate::chance::Chance;
use crate::diary::Entry;
use crate::life::Life;
use crate::mentoring::Mentoring;
use crate::obstacle::{Fate, Obstacle, Trigger};
use crate::person::Person;
use crate::programmes::COURSES;
use crate::study::{Project, Quiz, Stage, State, Study};

impl Study {
    fn draw(
        course_place: usize,
        person: &Person,
        day: Day,
        almanac: &Almanac,
        chance: &mut Chance,
    ) -> Self {
        let course = &COURSES[course_place];
        let start = almanac.next_weekday(day, 0);
        let projects: Vec<_> = course
            .projects
            .iter()
            .enumerate()
            .map(|(place, &(_, days))| {
                let days = person.planned_days(days);
                // A defence takes about a week to come: the rest is study.
                let study = f64::from((days - 7).max(days * 9 / 20));
                let need = study * chance.bell(0.93, 0.13);
                Project { item: course.project_key(place), days, need }
            })
            .collect();
        let quizzes = (0..course.quizzes.len())
            .map(|place| {
                let after = course.quiz_after(place);
                let days: i32 = projects[..after].iter().map(|project| project.days).sum();
                let due = start + days;
                let meant = due + -chance.int(0, 6);
                Quiz { item: course.quiz_key(place), due, meant, done: false, after }
            })
            .collect();
        Self {
            enrolment: format_compact!("{}/{}", person.external, course.key),
            course,
            course_place,
            enrolled: day,
            start,
            state: State::Learning,
            stage: Stage::Working,
            projects,
            quizzes,
            current: 0,
            done: 0.0,
            reworked: 0,
            last_active: None,
            fate: None,
            leave: None,
            mentoring: Mentoring::default(),
        }
    }

    /// The plan as a fact: what is left of it, in order.
    fn plan(&self, almanac: &Almanac) -> Planned {
        let mut works = Vec::with_capacity(self.projects.len() + self.quizzes.len());
        for (place, project) in self.projects.iter().enumerate() {
            works.push(PlannedWork {
                item: project.item.clone(),
                kind: WorkKind::Project,
                due: None,
                days: u16::try_from(project.days).ok(),
                weight: None,
            });
            let quizzes = self.quizzes.iter().filter(|quiz| quiz.after == place + 1);
            works.extend(quizzes.map(|quiz| PlannedWork {
                item: quiz.item.clone(),
                kind: WorkKind::Quiz,
                due: Some(almanac.at(quiz.due, 23 * 60 + 59)),
                days: None,
                weight: None,
            }));
        }
        Planned { works }
    }
}

impl Life<'_> {
    /// Enrol in a programme.
    pub(crate) fn enrol(&mut self, course_place: usize, day: Day) {
        if self.studies.iter().any(|study| study.course_place == course_place) {
            return;
        }
        let almanac = &self.world.almanac;
        let first = self.studies.is_empty();
        let mut study =
            Study::draw(course_place, &self.person, day, almanac, &mut self.chance.study);
        let luck = &mut self.chance.obstacle;
        study.fate =
            if first { Fate::draw(luck, study.projects.len(), self.person.funding) } else { None };
        study.leave = leave(&study, almanac, luck);
        let target = study.target(study.start);
        let at = almanac.at(day, self.chance.study.int(9 * 60, 16 * 60));
        let funding_ends = self.funding_ends(&study, target);
        let enrolled = Enrolled {
            programme: Key::const_new(study.course.key),
            cohort: almanac.cohort(study.start),
            starts_at: almanac.midnight(study.start),
            target_end: Some(almanac.midnight(target)),
            weekly_hours: Some(self.person.weekly_hours()),
            funding: Some(self.person.funding),
            funding_ends: funding_ends.map(|day| almanac.midnight(day)),
        };
        let planned = study.plan(almanac);
        let lonely = study.fate.is_some_and(|fate| fate.obstacle == Obstacle::LonelyStart);
        let wait = match self.chance.mentoring.int(1, 100) {
            _ if lonely => self.chance.mentoring.int(4, 9),
            1..=92 => self.chance.mentoring.int(1, 2),
            _ => self.chance.mentoring.int(3, 5),
        };
        study.mentoring.starts = Some(almanac.open_after(day, wait));
        self.studies.push(study);
        let place = self.studies.len() - 1;
        let assigned = AdvisorAssigned { advisor: self.advisor_id() };
        self.write_in(place, Entry::new(at, Box::new(enrolled)).named(self.enrolment(place)));
        self.write_in(place, Entry::new(at, Box::new(planned)));
        if !std::mem::replace(&mut self.advised, true) {
            self.write(Entry::new(at, assigned));
        }
        self.welcome_rounds(day);
    }

    /// The enrolment's id, which also names the fact of enrolling.
    fn enrolment(&self, place: usize) -> Key {
        self.studies[place].enrolment.clone()
    }

    /// When the money stops: well after the plan's end for nearly everyone.
    fn funding_ends(&mut self, study: &Study, target: Day) -> Option<Day> {
        let luck = &mut self.chance.obstacle;
        let covered = matches!(self.person.funding, Funding::Account | Funding::EmploymentAgency);
        let spare = luck.int(75, 200);
        match study.fate {
            Some(Fate { obstacle: Obstacle::FundingTrouble, trigger: Trigger::After(days) })
                if self.person.funding != Funding::Personal =>
            {
                Some(study.start + days + luck.int(30, 70))
            }
            _ => (covered && luck.yes(0.6)).then(|| target + spare),
        }
    }

    /// A new plan after an absence: what is not done moves by so many days.
    pub(crate) fn plan_again(&mut self, place: usize, at: Instant, shift: i32) {
        let study = &mut self.studies[place];
        for quiz in study.quizzes.iter_mut().filter(|quiz| !quiz.done) {
            quiz.due = quiz.due + shift;
            quiz.meant = quiz.meant + shift;
        }
        let planned = study.plan(&self.world.almanac);
        self.write_in(place, Entry::new(at, Box::new(planned)));
    }
}

/// A leave to come, if any: announced, first day, first day after.
fn leave(study: &Study, almanac: &Almanac, chance: &mut Chance) -> Option<(Day, Day, Day)> {
    let from = if chance.yes(0.14) {
        // Some weeks of August.
        (0..330).map(|n| study.start + 30 + n).find(|&day| almanac.month(day) == 8)?
            + chance.int(0, 8)
    } else if chance.yes(0.1) {
        study.start + chance.int(40, 260)
    } else {
        return None;
    };
    let until = almanac.next_weekday(from + chance.int(12, 40), 0);
    Some((from + -chance.int(6, 30), from, until))
}
