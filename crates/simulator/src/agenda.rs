//! Things that will happen to a student on a later day.

use vigie_domain::fact::Occasion;
use vigie_domain::ids::Key;

use crate::almanac::Day;

/// One thing to come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Task {
    /// The advisor answers a message, and may tick the need it stated.
    Answer,
    /// The advisor calls about something that came up.
    CallBack,
    /// The advisor keeps a promise.
    KeepPromise(u32),
    /// Somebody celebrates.
    Congratulate(Occasion),
    /// The advisor asks how the job is going.
    CheckIn,
    /// A step of the job search, with its company.
    Step(Step, Key),
    /// They begin another programme.
    EnrolAgain(usize),
    /// The advisor is no longer needed.
    Release,
}

/// A step on the way to a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// An interview gets a date.
    Interview,
    /// An offer comes.
    Offer,
    /// The contract is signed.
    Sign,
    /// The job ends.
    Leave,
    /// They speak for the school.
    Represent,
}

/// What is to come, in no order.
#[derive(Debug, Default)]
pub(crate) struct Agenda(Vec<(Day, Task)>);

impl Agenda {
    /// Put something down for a day.
    pub(crate) fn put(&mut self, day: Day, task: Task) {
        self.0.push((day, task));
    }

    /// Take something that is due by `day`, oldest entry first.
    pub(crate) fn take(&mut self, day: Day) -> Option<Task> {
        let place = self.0.iter().position(|&(due, _)| due <= day)?;
        Some(self.0.remove(place).1)
    }

    /// Strike out what is not wanted any more.
    pub(crate) fn strike(&mut self, unwanted: impl Fn(&Task) -> bool) {
        self.0.retain(|(_, task)| !unwanted(task));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_comes_on_its_day_and_once() {
        let mut agenda = Agenda::default();
        agenda.put(Day(3), Task::Answer);
        agenda.put(Day(2), Task::CheckIn);
        assert_eq!(agenda.take(Day(1)), None);
        assert_eq!(agenda.take(Day(2)), Some(Task::CheckIn));
        assert_eq!(agenda.take(Day(4)), Some(Task::Answer));
        assert_eq!(agenda.take(Day(4)), None);
    }
}
