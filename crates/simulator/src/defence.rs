//! Defences, and the diploma behind the last one.

use compact_str::format_compact;
use vigie_domain::fact::{
    Completed, DefenceJudged, Diploma, Funding, MentorEnded, Occasion, Verdict,
};
use vigie_domain::ids::{Key, Ref};

use crate::agenda::Task;
use crate::almanac::Day;
use crate::diary::Entry;
use crate::life::Life;
use crate::obstacle::{Fate, Obstacle, Trigger};
use crate::programmes::COURSES;
use crate::study::{Stage, State};

/// How long the school goes on looking for a job with somebody.
const GUARANTEE_DAYS: i32 = 180;

impl Life<'_> {
    /// Be judged, or receive the diploma, if today is the day.
    pub(crate) fn attend(&mut self, place: usize, day: Day) {
        if self.studies[place].state != State::Learning {
            return;
        }
        match self.studies[place].stage.clone() {
            Stage::Awaiting { own_id, day: on, .. } if day >= on => self.defend(place, day, own_id),
            Stage::Done { on } if day >= on => self.graduate(place, day),
            _ => {}
        }
    }

    fn defend(&mut self, place: usize, day: Day, own_id: Key) {
        let Stage::Awaiting { at, .. } = self.studies[place].stage else { return };
        let almanac = &self.world.almanac;
        let study = &self.studies[place];
        let hurts = matches!(
            study.fate,
            Some(Fate { trigger: Trigger::AtDefence(project), .. }) if project <= study.current
        );
        let verdict = self.verdict(place, hurts);
        let item = self.studies[place].projects[self.studies[place].current].item.clone();
        let judged = almanac.at(day, 0).max(at) + vigie_domain::time::Span::minutes(50);
        let body = DefenceJudged { defence: Ref::derive(&own_id), item: item.clone(), verdict };
        self.write_in(place, Entry::new(judged, body).named(own_id));
        if verdict == Verdict::ToRework {
            let badly = hurts || self.effects().progress < 0.6;
            let chance = &mut self.chance.study;
            let breath = if badly { chance.int(9, 20) } else { chance.int(1, 2) };
            self.studies[place].send_back(day + breath);
            if hurts {
                self.stumble(Obstacle::FailedDefence, Some(place), day + 1);
            }
            return;
        }
        let completed =
            if verdict == Verdict::Conditional { almanac.at(day, 20 * 60) } else { judged };
        self.write_in(place, Entry::new(completed, Completed { item: item.clone() }).named(item));
        let diploma = almanac.open_after(day, self.chance.study.int(2, 6));
        self.studies[place].advance(diploma);
    }

    fn verdict(&mut self, place: usize, hurts: bool) -> Verdict {
        let study = &self.studies[place];
        let stuck = self.effects();
        let again = study.reworked > 0;
        let chance = &mut self.chance.study;
        let able = (self.person.mark - 74.0) / 100.0;
        let rework = match (hurts, again) {
            (true, _) => 1.0,
            (false, true) => 0.03 + (1.0 - stuck.progress) * 0.35,
            (false, false) => (0.07 - able * 0.4 + (1.0 - stuck.progress) * 0.3).max(0.01),
        };
        if chance.yes(rework) {
            Verdict::ToRework
        } else if chance.yes(0.11) {
            Verdict::Conditional
        } else {
            Verdict::Validated
        }
    }

    fn graduate(&mut self, place: usize, day: Day) {
        let almanac = &self.world.almanac;
        let chance = &mut self.chance.study;
        let at = almanac.at(day, chance.int(11 * 60, 15 * 60));
        let employed = matches!(self.person.funding, Funding::Employer | Funding::Apprenticeship);
        let seeks = !employed || chance.yes(0.45);
        let guarantee_until = seeks.then(|| almanac.midnight(day + GUARANTEE_DAYS));
        let cheers = almanac.open_after(day, [0, 1, 2][chance.weighted(&[0.75, 0.2, 0.05])]);
        let studies_on = chance.yes(0.04).then(|| chance.int(20, 80));
        let course = self.studies[place].course;
        let other = (self.studies[place].course_place + 3) % COURSES.len();

        self.cancel_session(place, day, at);
        let programme = Key::const_new(course.key);
        let own_id = format_compact!("diploma/{}", course.key);
        let diploma = Diploma { programme, guarantee_until };
        self.write_in(place, Entry::new(at, diploma).named(own_id));
        if let Some(mentor) = self.studies[place].mentoring.mentor.take() {
            let mentor = self.world.team.mentors[mentor].id;
            self.write_in(place, Entry::new(at, MentorEnded { mentor }));
        }
        self.studies[place].mentoring.starts = None;
        self.studies[place].state = State::Graduated;
        self.agenda.put(cheers, Task::Congratulate(Occasion::Diploma));
        if let Some(days) = studies_on {
            self.agenda.put(almanac.open_from(day + days), Task::EnrolAgain(other));
        }
        if let Some(until) = guarantee_until {
            self.start_search(day, until);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life::fixture::{count, student, world};
    use vigie_domain::fact::Kind;

    fn judged(hurts: bool) -> (Stage, Vec<vigie_domain::draft::Draft>, usize) {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        life.person.mark = 100.0;
        if hurts {
            let trigger = Trigger::AtDefence(0);
            life.studies[0].fate = Some(Fate { obstacle: Obstacle::FailedDefence, trigger });
        }
        let at = world.almanac.at(day, 600);
        life.studies[0].stage = Stage::Awaiting { own_id: "x/1".into(), day, at };
        life.attend(0, day);
        let study = &life.studies[0];
        (study.stage.clone(), life.diary.close(), study.current)
    }

    #[test]
    fn a_project_that_passes_is_completed_and_the_next_begins() {
        let (stage, drafts, current) = judged(false);
        assert_eq!((stage, current), (Stage::Working, 1));
        assert_eq!(count(&drafts, Kind::Completed), 1);
    }

    #[test]
    fn a_defence_that_hurts_leaves_a_project_to_rework_for_long() {
        let (stage, drafts, current) = judged(true);
        assert!(matches!(stage, Stage::Rework { .. }));
        assert_eq!((current, count(&drafts, Kind::Completed)), (0, 0));
    }
}
