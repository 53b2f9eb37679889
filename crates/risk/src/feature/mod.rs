//! From facts to columns, as of an instant.
//!
//! Every column of an example is computed from the facts that were known at
//! its instant, and from nothing else: [`Person::known_by`] is the only door.

mod activity;
mod catalogue;
mod cells;
mod cohort;
mod history;
mod work;

use vigie_domain::fact::{Enrolled, Fact, Payload};
use vigie_domain::ids::{EnrolmentId, Key};
use vigie_domain::journey::fold;
use vigie_domain::metric::Context;
use vigie_domain::time::{DAY, Instant, Span};

use crate::family::Family;
use crate::person::{Admission, Person};
use crate::table::Table;
use cells::Cells;

/// One enrolment at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// Place among the people.
    pub person: usize,
    /// Place among the person's admissions.
    pub admission: usize,
    /// When.
    pub at: Instant,
}

/// The part of an enrolment that its first fact says.
struct Begun<'f> {
    body: &'f Enrolled,
    at: Instant,
}

/// What is known of one enrolment at an instant.
struct Seen<'f> {
    /// All that is known of the person.
    facts: &'f [Fact],
    enrolment: EnrolmentId,
    begun: Option<Begun<'f>>,
    at: Instant,
}

impl<'f> Seen<'f> {
    fn new(facts: &'f [Fact], enrolment: EnrolmentId, at: Instant) -> Self {
        let begun =
            facts.iter().filter(|fact| fact.enrolment == Some(enrolment)).find_map(|fact| {
                match &fact.payload {
                    Payload::Enrolled(body) => Some(Begun { body, at: fact.occurred_at }),
                    _ => None,
                }
            });
        Self { facts, enrolment, begun, at }
    }

    /// The facts of this enrolment.
    fn own(&self) -> impl Iterator<Item = &'f Fact> + use<'f> {
        let enrolment = self.enrolment;
        self.facts.iter().filter(move |fact| fact.enrolment == Some(enrolment))
    }

    fn start(&self) -> Option<Instant> {
        self.begun.as_ref().map(|begun| begun.body.starts_at)
    }

    /// Those who began the same programme together.
    fn cohort(&self) -> (Key, Key) {
        self.begun.as_ref().map_or_else(Default::default, |begun| {
            (begun.body.programme.clone(), begun.body.cohort.clone())
        })
    }
}

/// A span in days.
#[expect(clippy::cast_precision_loss, reason = "seconds of any plausible span fit 53 bits")]
fn days(span: Span) -> f64 {
    span.0 as f64 / DAY.0 as f64
}

/// Makes the table of these moments. The programmes in `programmes` get a
/// column each; another one is none of them.
pub fn table(
    people: &[Person],
    moments: &[Moment],
    context: &Context,
    programmes: &[Key],
) -> Table {
    let mut examples = Vec::with_capacity(moments.len());
    for moment in moments {
        let Some((person, admission)) = people
            .get(moment.person)
            .and_then(|person| Some((person, person.admissions.get(moment.admission)?)))
        else {
            continue;
        };
        examples.push(example(person, admission, moment.at, context, programmes));
    }
    cohort::table(examples)
}

/// One example before it is compared with its cohort.
struct Example {
    cohort: (Key, Key),
    at: Instant,
    cells: Cells,
    activity: activity::Told,
    works: Vec<work::Handed>,
}

fn example(
    person: &Person,
    admission: &Admission,
    at: Instant,
    context: &Context,
    programmes: &[Key],
) -> Example {
    let facts = person.known_by(at);
    let seen = Seen::new(facts, admission.enrolment, at);
    let journey = fold(facts);
    let mut cells = Cells::default();
    catalogue::read(&journey, admission.enrolment, at, context, &mut cells);
    let lead = seen.begun.as_ref().map_or(f64::NAN, |begun| days(begun.body.starts_at - begun.at));
    cells.ranked("enrolled_ahead", Family::Enrolment, lead);
    for &(name, family, value) in &admission.told {
        cells.push(name, family, value);
    }
    let works = work::read(&seen, &mut cells);
    history::read(&seen, &mut cells);
    let cohort = seen.cohort();
    for programme in programmes {
        let here = if cohort.0 == *programme { 1.0 } else { 0.0 };
        cells.push_owned(format!("programme={programme}"), Family::Programme, here);
    }
    // Those who begin in spring and in autumn are not the same people.
    let month = seen.start().map(|start| f64::from(context.calendar.date(start).month()));
    cells.push("starts_in_month", Family::Programme, month.unwrap_or(f64::NAN));
    let activity = activity::Told::read(&seen, admission);
    Example { cohort, at, cells, activity, works }
}
