//! Metrics: named values read off a journey at an instant.
//!
//! One catalogue; indicators, the risk model, explanations and the
//! documentation all use it. A metric never reads another student.

mod activity;
mod contact;
mod declaration;
mod defence;
mod enrolment;
mod job;
mod mentoring;
mod pace;
mod profile;
mod reading;
mod work;

pub(crate) use contact::unseen_since;
pub use declaration::{Clock, Declaration, Family, Movement, Phases, Scope, Type, Unit};
pub use reading::{Context, Line, Reading, Reference, Value, View};

/// The families in the order of the documentation.
static FAMILIES: [&[Declaration]; 9] = [
    activity::DECLARATIONS,
    pace::DECLARATIONS,
    work::DECLARATIONS,
    defence::DECLARATIONS,
    mentoring::DECLARATIONS,
    contact::DECLARATIONS,
    enrolment::DECLARATIONS,
    job::DECLARATIONS,
    profile::DECLARATIONS,
];

/// How many metrics there are.
const COUNT: usize = {
    let (mut count, mut family) = (0, 0);
    while family < FAMILIES.len() {
        count += FAMILIES[family].len();
        family += 1;
    }
    count
};

/// Every metric, one after the other: made by the compiler, because each
/// reading looks here.
static CATALOGUE: [&Declaration; COUNT] = {
    let mut all = [&FAMILIES[0][0]; COUNT];
    let (mut place, mut family) = (0, 0);
    while family < FAMILIES.len() {
        let mut index = 0;
        while index < FAMILIES[family].len() {
            all[place] = &FAMILIES[family][index];
            place += 1;
            index += 1;
        }
        family += 1;
    }
    all
};

/// What each reading needs of a declaration, close together.
#[derive(Clone, Copy)]
struct Reader {
    scope: Scope,
    phases: Phases,
    read: for<'v, 'j> fn(&'v View<'j>) -> Reading<'j>,
}

static READERS: [Reader; COUNT] = {
    let first = CATALOGUE[0];
    let mut all = [Reader { scope: first.scope, phases: first.phases, read: first.read }; COUNT];
    let mut place = 1;
    while place < COUNT {
        let declaration = CATALOGUE[place];
        let Declaration { scope, phases, read, .. } = *declaration;
        all[place] = Reader { scope, phases, read };
        place += 1;
    }
    all
};

/// A metric: its place in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Metric(u8);

impl Metric {
    /// Every metric, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CATALOGUE.len()).filter_map(|index| u8::try_from(index).ok().map(Self))
    }

    /// The metric of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|metric| metric.declaration().name == name)
    }

    /// What it is.
    pub fn declaration(self) -> &'static Declaration {
        CATALOGUE[usize::from(self.0)]
    }

    /// Its value in this view, and until when that value (or line) holds.
    ///
    /// Undefined outside the phases it is declared for, and when nobody
    /// supplies the kinds of fact it needs.
    pub fn read<'j>(self, view: &View<'j>) -> Reading<'j> {
        if !view.context.supplies(self) {
            return Reading::undefined();
        }
        let reader = READERS[usize::from(self.0)];
        let (inside, phase_until) = view.phase_allows(reader.scope, reader.phases);
        if !inside {
            return Reading { value: Value::Undefined, until: phase_until };
        }
        let mut reading = (reader.read)(view);
        reading.until = reading.until.min(phase_until);
        reading
    }

    pub(crate) const fn index(self) -> u8 {
        self.0
    }
}

#[cfg(test)]
mod tests;
