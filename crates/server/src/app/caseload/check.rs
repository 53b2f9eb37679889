//! Is it true that every student has exactly one advisor, at every instant
//! from the first assignment on? Asked of every fact there is.

use std::collections::HashMap;

use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::journey::{Journey, effective};
use vigie_domain::time::Instant;
use vigie_store::across::Filter;

use crate::app::{App, Result, School};

/// What may be wrong about one student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// They are followed, and nobody was ever assigned, or nobody is left.
    Nobody,
    /// At this instant the fold named somebody else than the last assignment.
    TwoAnswers(Instant),
    /// What is cached names somebody else than the facts.
    Cache,
    /// Their advisor is not in the directory.
    Unknown(StaffId),
    /// Their advisor is gone, and nobody was assigned since.
    Gone(StaffId),
    /// Their advisor is away, and so is everybody who should stand in.
    NobodyAnswers(StaffId),
}

impl Flaw {
    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::TwoAnswers(_) => "two-answers",
            Self::Cache => "cache",
            Self::Unknown(_) => "unknown",
            Self::Gone(_) => "gone",
            Self::NobodyAnswers(_) => "nobody-answers",
        }
    }
}

/// Something wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// About whom.
    pub student: StudentId,
    /// What.
    pub flaw: Flaw,
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Students looked at.
    pub students: u64,
    /// Of these, those who have an advisor.
    pub advised: u64,
    /// Instants looked at: each at which something happened to somebody.
    pub instants: u64,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// What the facts say of one student.
struct Told {
    advisor: Option<StaffId>,
    wants: bool,
    takes: bool,
}

impl App {
    /// Looks at every fact of every student.
    pub async fn check_caseload(&self, school: &School) -> Result<Checked> {
        let now = self.clock.now();
        let mut checked = Checked::default();
        let mut told: HashMap<StudentId, Told> = HashMap::new();
        self.store
            .for_each_student(Filter::All, |student, mut facts: Vec<Fact>| {
                facts.retain(|fact| fact.known_at <= now);
                told.insert(student, read(student, &facts, &mut checked));
            })
            .await?;
        let mut students: Vec<StudentId> = told.keys().copied().collect();
        students.sort_unstable();
        let cached = self.store.advisors_of(&students).await?;
        let (staff, rows) = (self.store.staff().await?, self.store.advisors().await?);
        for student in students {
            let Told { advisor, wants, takes } = told[&student];
            let mut found = |flaw| checked.findings.push(Finding { student, flaw });
            if wants {
                found(Flaw::Nobody);
            }
            if cached.get(&student).copied() != advisor {
                found(Flaw::Cache);
            }
            let Some(advisor) = advisor else { continue };
            checked.advised += 1;
            let gone = rows.get(&advisor).and_then(|row| row.gone_at);
            if !staff.contains_key(&advisor) {
                checked.findings.push(Finding { student, flaw: Flaw::Unknown(advisor) });
            } else if takes && gone.is_some_and(|gone| gone <= now) {
                checked.findings.push(Finding { student, flaw: Flaw::Gone(advisor) });
            } else if school.absences.nobody_answers(student, advisor, now) {
                checked.findings.push(Finding { student, flaw: Flaw::NobodyAnswers(advisor) });
            }
        }
        Ok(checked)
    }
}

/// Lives through the facts; at each instant the fold must name whom the last
/// assignment names, and nobody before the first.
fn read(student: StudentId, facts: &[Fact], checked: &mut Checked) -> Told {
    checked.students += 1;
    let mut journey = Journey::default();
    let mut last = None;
    let mut told_apart = false;
    for fact in effective(facts) {
        journey.apply(fact);
        checked.instants += 1;
        if let Payload::AdvisorAssigned(body) = &fact.payload {
            last = Some(body.advisor);
        }
        if journey.advisor.map(|(advisor, _)| advisor) != last && !told_apart {
            told_apart = true;
            let flaw = Flaw::TwoAnswers(fact.occurred_at);
            checked.findings.push(Finding { student, flaw });
        }
    }
    Told { advisor: last, wants: journey.wants_advisor(), takes: journey.is_followed() }
}
