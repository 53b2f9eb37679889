//! After the diploma: search, interviews, offers, work.

use vigie_domain::fact::{
    Ambassador, Application, CheckedIn, Contract, Hired, Interview, LeftJob, Occasion, Offer,
    SearchStarted,
};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

use crate::agenda::{Step, Task};
use crate::almanac::Day;
use crate::companies;
use crate::diary::Entry;
use crate::life::Life;
use crate::obstacle::Obstacle;

/// A job search that is going on.
#[derive(Debug)]
pub(crate) struct Search {
    from: Day,
    /// The day the answers that do not come begin to weigh, if they do.
    weighs: Option<Day>,
    /// Applications in a usual week.
    weekly: f64,
    guarantee_until: Instant,
}

impl Life<'_> {
    /// Look for a job from about this day on.
    pub(crate) fn start_search(&mut self, day: Day, guarantee_until: Instant) {
        let chance = &mut self.chance.job;
        let from = day + chance.int(1, 8);
        let weighs = chance.yes(0.25).then(|| from + chance.int(20, 60));
        let weekly = chance.bell(2.4, 0.9).max(0.8);
        self.search = Some(Search { from, weighs, weekly, guarantee_until });
        self.rounds.next_by(self.world.almanac.open_from(day + 9));
    }

    /// A day of looking for work.
    pub(crate) fn look_for_work(&mut self, day: Day) {
        let Some(search) = &mut self.search else { return };
        if day < search.from {
            return;
        }
        let almanac = &self.world.almanac;
        if day == search.from {
            let body = SearchStarted { guarantee_until: Some(search.guarantee_until) };
            let at = almanac.at(day, 18 * 60);
            self.diary.write(Entry::new(at, body));
        }
        let discouraged = search.weighs.take_if(|weighs| day >= *weighs).is_some();
        let weekly = search.weekly;
        if discouraged {
            self.stumble(Obstacle::DiscouragedSearch, None, day);
        }
        let p = weekly * self.effects().applications * almanac.zeal(day) / 5.0;
        let chance = &mut self.chance.job;
        if almanac.weekday(day) > 4 || !chance.yes(p) {
            return;
        }
        let company = Key::from(companies::company(chance));
        let told = chance.yes(0.8).then(|| company.clone());
        let at = almanac.at(day, chance.int(9 * 60, 20 * 60));
        let invited = chance.yes(0.15 * self.person.employable);
        let days = chance.int(4, 15);
        self.write(Entry::new(at, Application { company: told }));
        if invited {
            self.agenda.put(almanac.open_from(day + days), Task::Step(Step::Interview, company));
        }
    }

    /// A step that was to come.
    pub(crate) fn step(&mut self, step: Step, company: Key, day: Day) {
        match step {
            Step::Interview => self.interview(company, day),
            Step::Offer => self.offer(company, day),
            Step::Sign => self.sign(company, day),
            Step::Leave => self.leave_job(company, day),
            Step::Represent => {
                let at = self.world.almanac.at(day, 12 * 60);
                self.write(Entry::new(at, Ambassador {}));
            }
        }
    }

    fn interview(&mut self, company: Key, day: Day) {
        let almanac = &self.world.almanac;
        let chance = &mut self.chance.job;
        let on = almanac.open_from(day + chance.int(2, 7));
        let at = almanac.at(on, chance.int(18, 35) * 30);
        let liked = chance.yes(0.37);
        let answer = almanac.open_after(on, chance.int(1, 5));
        let body = Interview { at, company: Some(company.clone()) };
        self.write(Entry::new(almanac.at(day, 11 * 60), body));
        if liked {
            self.agenda.put(answer, Task::Step(Step::Offer, company));
        }
    }

    fn offer(&mut self, company: Key, day: Day) {
        if self.search.is_none() {
            return;
        }
        let almanac = &self.world.almanac;
        let chance = &mut self.chance.job;
        let answer = almanac.open_after(day, chance.int(2, 5));
        let accepted = chance.yes(0.85);
        let body =
            Offer { company: Some(company.clone()), answer_by: Some(almanac.midnight(answer + 1)) };
        self.write(Entry::new(almanac.at(day, 15 * 60), body));
        if accepted {
            self.agenda.put(answer, Task::Step(Step::Sign, company));
        }
    }

    fn sign(&mut self, company: Key, day: Day) {
        if self.search.take().is_none() {
            return;
        }
        let almanac = &self.world.almanac;
        let chance = &mut self.chance.job;
        let contracts = [
            Contract::Permanent,
            Contract::FixedTerm,
            Contract::Apprenticeship,
            Contract::SelfEmployed,
            Contract::Temporary,
        ];
        let contract = contracts[chance.weighted(&[0.5, 0.3, 0.07, 0.05, 0.08])];
        let starts = almanac.open_from(day + chance.int(5, 28));
        let leaves = chance.yes(0.06).then(|| starts + chance.int(20, 110));
        let speaks = chance.yes(0.1).then(|| starts + chance.int(40, 150));
        let cheers = almanac.open_after(day, [1, 2, 5][chance.weighted(&[0.7, 0.2, 0.1])]);
        let checks = [27, 88, 176].map(|days| starts + days + chance.int(-3, 3));
        let body =
            Hired { company: company.clone(), contract, starts_at: almanac.midnight(starts) };
        self.write(Entry::new(almanac.at(day, 17 * 60), Box::new(body)));
        self.remove_cause(Obstacle::DiscouragedSearch, day);
        self.rounds.stop();
        self.agenda.put(cheers, Task::Congratulate(Occasion::Job));
        for check in checks {
            self.agenda.put(almanac.open_from(check), Task::CheckIn);
        }
        if let Some(day) = leaves {
            self.agenda.put(day, Task::Step(Step::Leave, company));
        } else if let Some(day) = speaks {
            self.agenda.put(day, Task::Step(Step::Represent, company));
        }
    }

    fn leave_job(&mut self, company: Key, day: Day) {
        let almanac = &self.world.almanac;
        let at = almanac.at(day, 10 * 60);
        self.write(Entry::new(at, LeftJob { company: Some(company) }));
        self.agenda.strike(|task| *task == Task::CheckIn);
        let guarantee = almanac.midnight(day + 90);
        self.start_search(day, guarantee);
    }

    /// Ask how the job is going.
    pub(crate) fn check_in(&mut self, day: Day) {
        if !self.advisor_present(day) {
            self.agenda.put(self.world.almanac.open_from(day + 1), Task::CheckIn);
            return;
        }
        let by = self.advisor_id();
        let at = self.world.almanac.at(day, self.chance.job.int(10 * 60, 17 * 60));
        self.write(Entry::new(at, CheckedIn { by }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life::fixture::{count, student, world};
    use vigie_domain::fact::Kind;

    fn applications(discouraged: bool) -> usize {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        life.start_search(day, world.almanac.midnight(day + 180));
        if discouraged {
            life.stumble(Obstacle::DiscouragedSearch, None, day);
        }
        for n in 0..40 {
            life.look_for_work(day + n);
        }
        count(&life.diary.close(), Kind::Application)
    }

    #[test]
    fn a_discouraged_search_sends_few_applications() {
        assert!(applications(true) * 3 < applications(false));
    }

    #[test]
    fn signing_ends_the_search_and_plans_the_check_ins() {
        let world = world();
        let (mut life, day) = student(&world, Day(60));
        life.start_search(day, world.almanac.midnight(day + 180));
        life.step(Step::Sign, "Boulangerie Morin".into(), day + 20);
        assert!(life.search.is_none());
        let mut checks = 0;
        while let Some(task) = life.agenda.take(day + 400) {
            checks += usize::from(task == Task::CheckIn);
        }
        assert_eq!(checks, 3);
    }
}
