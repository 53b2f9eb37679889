//! An enrolment and its days of study.

use compact_str::format_compact;
use vigie_domain::fact::{Activity, DefenceScheduled, Submitted};
use vigie_domain::ids::{Key, Ref};
use vigie_domain::time::Instant;

use crate::almanac::{Almanac, Day};
use crate::chance::{Chance, count, whole};
use crate::diary::Entry;
use crate::life::Life;
use crate::mentoring::Mentoring;
use crate::obstacle::{Fate, Obstacle};
use crate::programmes::Course;

/// Where an enrolment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Being studied.
    Learning,
    /// On leave until a day; whether that day was agreed.
    Paused { until: Day, agreed: bool },
    /// Left; the day they come back, if they do.
    Left { back: Option<Day> },
    /// Diploma in hand.
    Graduated,
}

/// Where the current project stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stage {
    /// Being worked on.
    Working,
    /// A defence has a date.
    Awaiting { own_id: Key, day: Day, at: Instant },
    /// To rework: no new date before this day.
    Rework { from: Day },
    /// All projects done: the diploma comes on this day.
    Done { on: Day },
}

/// One project of the plan.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) item: Key,
    pub(crate) days: i32,
    /// Days of usual study that it takes this person.
    pub(crate) need: f64,
}

/// One computer-marked test of the plan.
#[derive(Clone, Debug)]
pub(crate) struct Quiz {
    pub(crate) item: Key,
    pub(crate) due: Day,
    /// The day they mean to do it.
    pub(crate) meant: Day,
    pub(crate) done: bool,
    pub(crate) after: usize,
}

/// One enrolment.
#[derive(Debug)]
pub(crate) struct Study {
    pub(crate) enrolment: Key,
    pub(crate) course: &'static Course,
    pub(crate) course_place: usize,
    pub(crate) enrolled: Day,
    pub(crate) start: Day,
    pub(crate) state: State,
    pub(crate) stage: Stage,
    pub(crate) projects: Vec<Project>,
    pub(crate) quizzes: Vec<Quiz>,
    /// The project being worked on, counted from 0.
    pub(crate) current: usize,
    /// Work done on it, in days of usual study.
    pub(crate) done: f64,
    /// Defences of the current project that were to rework.
    pub(crate) reworked: u8,
    pub(crate) last_active: Option<Day>,
    pub(crate) fate: Option<Fate>,
    /// A leave to come: announced, first day, first day after.
    pub(crate) leave: Option<(Day, Day, Day)>,
    pub(crate) mentoring: Mentoring,
}

impl Study {
    /// On leave now?
    pub(crate) fn on_leave(&self) -> bool {
        matches!(self.state, State::Paused { .. })
    }

    /// The day the plan ends on, counted from `from`.
    pub(crate) fn target(&self, from: Day) -> Day {
        from + self.projects[self.current..].iter().map(|project| project.days).sum::<i32>()
    }

    /// The current project is behind: on to the next, or to the diploma.
    pub(crate) fn advance(&mut self, diploma: Day) {
        self.done = 0.0;
        self.reworked = 0;
        self.current += 1;
        if self.current == self.projects.len() {
            self.current -= 1;
            self.stage = Stage::Done { on: diploma };
        } else {
            self.stage = Stage::Working;
        }
    }

    /// The current project goes back to the desk; a new date is asked for on
    /// the first day of study from `from` on.
    pub(crate) fn send_back(&mut self, from: Day) {
        self.reworked = self.reworked.saturating_add(1);
        self.stage = Stage::Rework { from };
    }
}

impl Life<'_> {
    /// A day of study, or not.
    pub(crate) fn study(&mut self, place: usize, day: Day) {
        if self.studies[place].state != State::Learning || day < self.studies[place].enrolled {
            return;
        }
        let effects = self.effects();
        let world = self.world;
        let almanac = &world.almanac;
        let lonely = self.hurdle.as_ref().is_some_and(|h| h.obstacle == Obstacle::LonelyStart);
        let study = &mut self.studies[place];
        let chance = &mut self.chance.study;
        let usual = self.person.habit[usize::from(almanac.weekday(day))];
        let calm = match study.stage {
            Stage::Awaiting { .. } => 0.92,
            Stage::Done { .. } => 0.4,
            _ => 1.0,
        };
        // Everyone has a look in the first days, unless nobody showed them where.
        let first_look = study.last_active.is_none() && day - study.enrolled >= 1 && !lonely;
        let p = usual * almanac.zeal(day) * effects.activity * calm;
        if !(chance.yes(p) || first_look && chance.yes(0.7)) {
            return;
        }
        study.last_active = Some(day);
        study.done += self.person.speed * effects.progress * 7.0 / self.person.days_a_week();
        let actions = chance.bell(34.0, 12.0).max(4.0);
        let entry = activity(study, almanac, day, whole(actions), chance);
        self.write_in(place, entry);
        self.test_knowledge(place, day);
        self.ask_for_defence(place, day);
    }

    /// Do the computer-marked tests that are meant for about now.
    fn test_knowledge(&mut self, place: usize, day: Day) {
        let effects = self.effects();
        let almanac = &self.world.almanac;
        let study = &mut self.studies[place];
        let chance = &mut self.chance.study;
        let late = if effects.activity < 0.8 { 0.25 } else { 0.97 };
        let last = matches!(study.stage, Stage::Done { .. });
        let Some(quiz) =
            study.quizzes.iter_mut().find(|quiz| !quiz.done && (last || day >= quiz.meant))
        else {
            return;
        };
        if !chance.yes(late) {
            return;
        }
        quiz.done = true;
        let mark = chance.bell(self.person.mark - effects.marks, 6.0).clamp(3.0, 100.0);
        let at = almanac.at(day, chance.int(10 * 60, 22 * 60));
        let submitted = Submitted {
            item: quiz.item.clone(),
            due: Some(almanac.at(quiz.due, 23 * 60 + 59)),
            score: u8::try_from(whole(mark)).ok().map(f32::from),
            banked: false,
        };
        let own_id = quiz.item.clone();
        self.write_in(place, Entry::new(at, submitted).named(own_id));
    }

    /// Ask for a defence once the work is done.
    fn ask_for_defence(&mut self, place: usize, day: Day) {
        let almanac = &self.world.almanac;
        let study = &self.studies[place];
        let project = &study.projects[study.current];
        let ready = match study.stage {
            Stage::Working => true,
            Stage::Rework { from } => day >= from,
            Stage::Awaiting { .. } | Stage::Done { .. } => false,
        };
        if !ready || study.done < project.need {
            return;
        }
        let item = project.item.clone();
        let chance = &mut self.chance.study;
        let wait = if study.reworked > 0 { chance.int(7, 12) } else { chance.int(4, 8) };
        let on = almanac.open_from(day + wait);
        let at = almanac.at(on, chance.int(18, 36) * 30);
        let asked = almanac.at(day, chance.int(11 * 60, 21 * 60));
        let own_id = format_compact!("{item}/{}", study.reworked + 1);
        let scheduled = DefenceScheduled { defence: Ref::derive(&own_id), item, at };
        self.studies[place].stage = Stage::Awaiting { own_id: own_id.clone(), day: on, at };
        self.write_in(place, Entry::new(asked, scheduled).named(own_id));
    }
}

/// A day's activity as a fact, known when the day is over.
fn activity(
    study: &Study,
    almanac: &Almanac,
    day: Day,
    actions: i32,
    chance: &mut Chance,
) -> Entry {
    let (from, to) = (almanac.midnight(day), almanac.midnight(day + 1));
    let exercises = chance.int(0, actions / 2);
    let kinds = [("lesson", actions - exercises), ("exercise", exercises)];
    let kinds = kinds
        .into_iter()
        .filter(|&(_, n)| n > 0)
        .map(|(kind, n)| (Key::const_new(kind), count(n)))
        .collect();
    let body = Activity { from, to, actions: count(actions), active_days: Some(1), kinds };
    let own_id = format_compact!("{}/{}", almanac.label(day), study.course.key);
    Entry::new(to, body).named(own_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life::fixture::{student, world};

    fn projects_after(obstacle: Option<Obstacle>, days: i32) -> usize {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        if let Some(obstacle) = obstacle {
            life.stumble(obstacle, Some(0), day);
        }
        for n in 0..days {
            life.attend(0, day + n);
            life.study(0, day + n);
        }
        life.studies[0].current
    }

    #[test]
    fn a_concept_wall_makes_projects_longer() {
        let usual = projects_after(None, 150);
        assert!(usual >= 4, "{usual}");
        assert!(projects_after(Some(Obstacle::ConceptWall), 150) * 2 <= usual);
    }

    #[test]
    fn nobody_who_is_on_leave_studies() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        life.studies[0].state = State::Paused { until: day + 90, agreed: true };
        for n in 0..60 {
            life.study(0, day + n);
        }
        assert_eq!(life.studies[0].last_active, None);
    }
}
