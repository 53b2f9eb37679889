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
use vigie_domain::journey::{Journey, effective};
use vigie_domain::metric::{Context, Metric, Unit};
use vigie_domain::time::{DAY, Instant, Span};

use crate::family::Family;
use crate::person::{Admission, Person};
use crate::table::Table;
use cells::{Cells, Column};

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
    /// All that is known of the person and counts, in the order of the fold.
    facts: &'f [&'f Fact],
    enrolment: EnrolmentId,
    begun: Option<Begun<'f>>,
    at: Instant,
}

impl<'f> Seen<'f> {
    fn new(facts: &'f [&'f Fact], enrolment: EnrolmentId, at: Instant) -> Self {
        let own = facts.iter().filter(|fact| fact.enrolment == Some(enrolment));
        let begun = own.rev().find_map(|fact| match &fact.payload {
            Payload::Enrolled(body) => Some(Begun { body, at: fact.occurred_at }),
            _ => None,
        });
        Self { facts, enrolment, begun, at }
    }

    /// The facts of this enrolment.
    fn own(&self) -> impl Iterator<Item = &'f Fact> + use<'f> {
        let enrolment = self.enrolment;
        self.facts.iter().copied().filter(move |fact| fact.enrolment == Some(enrolment))
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

/// Does this column count days?
pub fn in_days(column: &str) -> bool {
    let own = || ["ahead", "days_since", "last_due"].iter().any(|name| column.contains(name));
    let declared = Metric::find(column).map(|metric| metric.declaration().unit == Unit::Days);
    declared.unwrap_or_else(|| !column.ends_with("_rank") && own())
}

/// Makes the table of these moments. The programmes in `programmes` get a
/// column each; another one is none of them.
pub fn table(
    people: &[Person],
    moments: &[Moment],
    context: &Context,
    programmes: &[Key],
) -> Table {
    let mut gathered = Gathered::default();
    for moment in moments {
        let Some((person, admission)) = people
            .get(moment.person)
            .and_then(|person| Some((person, person.admissions.get(moment.admission)?)))
        else {
            continue;
        };
        gathered.look(person, admission, moment.at, context, programmes);
    }
    gathered.table()
}

/// Examples that wait for the others of their cohort. A person's facts are
/// looked at once and need not stay, so that any number can be gone through.
#[derive(Default)]
pub struct Gathered {
    examples: Vec<Example>,
    columns: Vec<Column>,
}

/// One example before it is compared with its cohort.
struct Example {
    cohort: (Key, Key),
    at: Instant,
    values: Vec<f64>,
    activity: activity::Told,
    works: Vec<work::Handed>,
}

impl Gathered {
    /// Looks at one enrolment of a person at `at`. Every look is one row, in
    /// the order of the looks.
    pub fn look(
        &mut self,
        person: &Person,
        admission: &Admission,
        at: Instant,
        context: &Context,
        programmes: &[Key],
    ) {
        let facts = effective(person.known_by(at));
        let seen = Seen::new(&facts, admission.enrolment, at);
        let mut journey = Journey::default();
        for fact in &facts {
            journey.apply(fact);
        }
        let mut values = Vec::with_capacity(self.columns.len());
        let mut cells = Cells { values: &mut values, columns: &mut self.columns };
        catalogue::read(&journey, admission.enrolment, at, context, &mut cells);
        let lead =
            seen.begun.as_ref().map_or(f64::NAN, |begun| days(begun.body.starts_at - begun.at));
        cells.ranked("enrolled_ahead", Family::Enrolment, lead);
        for &(name, family, value) in &admission.told {
            cells.push(name, family, value);
        }
        let works = work::read(&seen, &mut cells);
        history::read(&seen, &mut cells);
        let cohort = seen.cohort();
        for programme in programmes {
            let here = if cohort.0 == *programme { 1.0 } else { 0.0 };
            let column = || Column {
                name: format!("programme={programme}").into(),
                family: Family::Programme,
                ranked: false,
            };
            cells.tell(column, here);
        }
        // Those who begin in spring and in autumn are not the same people.
        let month = seen.start().map(|start| f64::from(context.calendar.date(start).month()));
        cells.push("starts_in_month", Family::Programme, month.unwrap_or(f64::NAN));
        let activity = activity::Told::read(&seen, admission);
        self.examples.push(Example { cohort, at, values, activity, works });
    }

    /// How many looks.
    pub fn len(&self) -> usize {
        self.examples.len()
    }

    /// Nobody was looked at.
    pub fn is_empty(&self) -> bool {
        self.examples.is_empty()
    }

    /// These looks after those of `self`, in their order.
    pub fn append(&mut self, mut other: Self) {
        if self.columns.is_empty() {
            self.columns = other.columns;
        }
        self.examples.append(&mut other.examples);
    }

    /// Puts the looks in the order of `places`, each once.
    pub fn reorder(&mut self, places: &[usize]) {
        let mut examples: Vec<Option<Example>> =
            std::mem::take(&mut self.examples).into_iter().map(Some).collect();
        let taken = places.iter().filter_map(|place| examples.get_mut(*place)?.take());
        self.examples = taken.collect();
    }

    /// Compares each with its cohort, and lays all of them out.
    pub fn table(self) -> Table {
        cohort::table(self.examples, self.columns)
    }
}

#[cfg(test)]
mod tests;
