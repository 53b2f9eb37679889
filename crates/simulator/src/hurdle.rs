//! The obstacle in a student's way right now: how it comes and how it ends.

use vigie_domain::fact::{LeavePlanned, Paused, Resumed};
use vigie_domain::time::Instant;

use crate::agenda::Task;
use crate::almanac::Day;
use crate::diary::Entry;
use crate::life::Life;
use crate::obstacle::{Effects, Obstacle, Trigger};
use crate::study::{Stage, State};
use crate::truth::{Effect, HiddenObstacle};

/// An obstacle while it stands.
#[derive(Debug)]
pub(crate) struct Hurdle {
    pub(crate) obstacle: Obstacle,
    /// The enrolment that it stands in the way of; none for a job search.
    place: Option<usize>,
    until: Day,
    /// Days on which they write about it: none for most.
    writes: Vec<Day>,
    /// Somebody spoke with them meanwhile.
    spoken_with: bool,
    /// The cause was removed.
    removed: bool,
}

/// Share of people with an obstacle who write about it.
const WRITES: f64 = 0.3;

impl Life<'_> {
    /// What stands in the way changes behaviour so.
    pub(crate) fn effects(&self) -> Effects {
        self.hurdle.as_ref().map_or(Effects::NONE, |hurdle| hurdle.obstacle.effects())
    }

    /// Let obstacles come and go, and people with them.
    pub(crate) fn hurdles(&mut self, day: Day) {
        for place in 0..self.studies.len() {
            self.take_leave(place, day);
            self.come_back(place, day);
            self.meet_fate(place, day);
        }
        if self.hurdle.as_ref().is_some_and(|hurdle| day >= hurdle.until) {
            self.settle(day);
        }
        self.drift_away(day);
    }

    fn meet_fate(&mut self, place: usize, day: Day) {
        let study = &self.studies[place];
        let Some(fate) = study.fate else { return };
        let comes = match fate.trigger {
            Trigger::After(days) => day >= study.start + days || day > study.enrolled && days == 0,
            Trigger::AtProject(project) => study.current >= project && day > study.start,
            // The jury's verdict brings it.
            Trigger::AtDefence(_) => false,
        };
        if comes && study.state == State::Learning && self.hurdle.is_none() {
            self.stumble(fate.obstacle, Some(place), day);
        }
    }

    /// An obstacle begins.
    pub(crate) fn stumble(&mut self, obstacle: Obstacle, place: Option<usize>, day: Day) {
        if let Some(place) = place {
            self.studies[place].fate = None;
        }
        if self.hurdle.is_some() {
            return;
        }
        let chance = &mut self.chance.obstacle;
        let (short, long) = obstacle.lasts();
        let until = day + chance.int(short, long);
        let writes = if chance.yes(WRITES) {
            (0..chance.int(1, 2)).map(|n| day + chance.int(2, 12) + n * 9).collect()
        } else {
            Vec::new()
        };
        self.hurdle =
            Some(Hurdle { obstacle, place, until, writes, spoken_with: false, removed: false });
        self.hidden.push(HiddenObstacle {
            student: self.person.external.clone(),
            enrolment: place.map(|place| self.studies[place].enrolment.clone()),
            obstacle,
            from: self.world.almanac.midnight(day),
            until: None,
            wrote: false,
            spoken_with: false,
            effect: Effect::Ongoing,
        });
    }

    /// Somebody of the school spoke with the student: it often helps.
    pub(crate) fn heard(&mut self, day: Day) {
        let Some(hurdle) = &mut self.hurdle else { return };
        hurdle.spoken_with = true;
        let chance = &mut self.chance.obstacle;
        if chance.yes(0.2) {
            hurdle.until = hurdle.until.min(day + chance.int(7, 18));
        }
    }

    /// The cause is gone: a mentor whose way suits.
    pub(crate) fn remove_cause(&mut self, obstacle: Obstacle, day: Day) {
        if let Some(hurdle) = self.hurdle.as_mut().filter(|h| h.obstacle == obstacle) {
            hurdle.removed = true;
            hurdle.until = hurdle.until.min(day + 7);
        }
    }

    /// Do they write about it today?
    pub(crate) fn writes_about_it(&mut self, day: Day) -> Option<Obstacle> {
        let hurdle = self.hurdle.as_mut()?;
        let place = hurdle.writes.iter().position(|&due| due <= day)?;
        hurdle.writes.remove(place);
        let in_time = self.world.almanac.midnight(day + 1) <= self.world.almanac.end;
        if let Some(hidden) = self.hidden.last_mut().filter(|_| in_time) {
            hidden.wrote = true;
        }
        self.hurdle.as_ref().map(|hurdle| hurdle.obstacle)
    }

    /// It is over, one way or the other.
    fn settle(&mut self, day: Day) {
        let Some(hurdle) = self.hurdle.take() else { return };
        let chance = &mut self.chance.obstacle;
        let helped = if hurdle.spoken_with { 0.85 } else { 1.0 };
        let leaves = !hurdle.removed && chance.yes(hurdle.obstacle.ends_in_departure() * helped);
        let rests = hurdle.obstacle == Obstacle::LifeEvent && chance.yes(0.4);
        let open = hurdle.place.filter(|&place| {
            let study = &self.studies[place];
            study.state == State::Learning && !matches!(study.stage, Stage::Done { .. })
        });
        let effect = match open {
            Some(place) if leaves => {
                let reason = hurdle.obstacle.reason(&mut self.chance.obstacle);
                self.withdraw(place, day, reason);
                Effect::Left(reason)
            }
            Some(place) if rests => {
                self.rest(place, day);
                Effect::Paused
            }
            _ => Effect::Slowed,
        };
        self.record(&hurdle, Some(day), effect);
    }

    /// A leave that nobody had planned.
    fn rest(&mut self, place: usize, day: Day) {
        let almanac = &self.world.almanac;
        let chance = &mut self.chance.obstacle;
        let agreed = chance.yes(0.75);
        let until = almanac.next_weekday(day + chance.int(20, 90), 0);
        let at = almanac.at(day, chance.int(9 * 60, 17 * 60));
        self.pause(place, day, at, until, agreed);
    }

    /// Stop the clock of an enrolment.
    fn pause(&mut self, place: usize, day: Day, at: Instant, until: Day, agreed: bool) {
        let known_end = agreed.then(|| self.world.almanac.midnight(until));
        if agreed && self.chance.contact.yes(0.7) {
            let soon = until + -self.chance.contact.int(5, 12);
            self.agenda.put(self.world.almanac.open_from(soon.max(day + 1)), Task::CallBack);
        }
        self.cancel_session(place, day, at);
        self.studies[place].state = State::Paused { until, agreed };
        self.write_in(place, Entry::new(at, Paused { until: known_end }));
    }

    /// Announce a leave, and begin it once no defence stands before it.
    fn take_leave(&mut self, place: usize, day: Day) {
        let almanac = &self.world.almanac;
        let study = &mut self.studies[place];
        let Some((announced, from, until)) = study.leave else { return };
        if study.state != State::Learning {
            study.leave = study.leave.filter(|_| day < from || day < until && study.on_leave());
            return;
        }
        if day == announced {
            let planned =
                LeavePlanned { from: almanac.midnight(from), until: almanac.midnight(until) };
            let at = almanac.at(day, self.chance.study.int(9 * 60, 19 * 60));
            self.write_in(place, Entry::new(at, planned));
            return;
        }
        let awaits = matches!(study.stage, Stage::Awaiting { .. });
        if day >= from && until - day < 5 {
            study.leave = None;
        } else if day >= from && !awaits {
            study.leave = Some((announced, day, until));
            let at = almanac.midnight(day);
            self.pause(place, day, at, until, true);
        }
    }

    /// End a leave.
    fn come_back(&mut self, place: usize, day: Day) {
        let study = &self.studies[place];
        let State::Paused { until, agreed } = study.state else { return };
        let early = agreed && until - day <= 3 && until > day && self.chance.study.yes(0.04);
        if day < until && !early {
            return;
        }
        let at = self.world.almanac.at(day, 8 * 60);
        let shift = study.leave.map_or(30, |(_, from, until)| until - from);
        let study = &mut self.studies[place];
        study.leave = None;
        study.state = State::Learning;
        study.mentoring.resume(day);
        study.last_active = Some(day);
        if early || !agreed {
            self.write_in(place, Entry::new(at, Resumed {}));
        }
        self.plan_again(place, at, shift);
    }

    /// What still stands at the end is told to the truth as standing.
    pub(crate) fn leave_hurdle_standing(&mut self) {
        if let Some(hurdle) = self.hurdle.take() {
            self.record(&hurdle, None, Effect::Ongoing);
        }
    }

    fn record(&mut self, hurdle: &Hurdle, until: Option<Day>, effect: Effect) {
        let until = until.map(|day| self.world.almanac.midnight(day));
        if let Some(hidden) = self.hidden.last_mut() {
            hidden.until = until;
            hidden.spoken_with = hurdle.spoken_with;
            hidden.effect = effect;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life::fixture::{student, world};

    #[test]
    fn an_obstacle_is_told_to_the_truth_and_ends() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        life.stumble(Obstacle::ConceptWall, Some(0), day);
        for n in 0..80 {
            life.hurdles(day + n);
        }
        assert!(life.hurdle.is_none());
        assert_ne!(life.hidden[0].effect, Effect::Ongoing);
        assert!(life.hidden[0].until.is_some());
    }

    #[test]
    fn a_leave_waits_for_the_defence() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        let study = &mut life.studies[0];
        study.leave = Some((day + -10, day, day + 30));
        let at = world.almanac.midnight(day + 4);
        study.stage = Stage::Awaiting { own_id: "web-01/1".into(), day: day + 4, at };
        life.hurdles(day);
        assert_eq!(life.studies[0].state, State::Learning);
        life.studies[0].stage = Stage::Working;
        life.hurdles(day + 5);
        assert_eq!(life.studies[0].state, State::Paused { until: day + 30, agreed: true });
    }
}
