//! A page of people: searched, filtered, sorted, counted.

use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::directory::search::patterns;
use crate::error::Result;
use crate::link::Link;
use crate::sql::{Sql, statements};
use crate::store::reads;
use crate::value::{Args, Id, Value, args};

/// Everybody, also whoever was never folded. $1 to $4: patterns.
macro_rules! everybody {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM students s LEFT JOIN journeys j ON j.student_id = s.student_id
            WHERE s.search LIKE $1 AND s.search LIKE $2 AND s.search LIKE $3 AND s.search LIKE $4",
            $rest
        )
    };
}

/// Everybody in phase $5.
macro_rules! in_phase {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM journeys j JOIN students s ON s.student_id = j.student_id
            WHERE j.phase = $5
            AND s.search LIKE $1 AND s.search LIKE $2 AND s.search LIKE $3 AND s.search LIKE $4",
            $rest
        )
    };
}

/// The students of advisor $6, in phase $5 unless that is empty.
macro_rules! of_advisor {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM journeys j JOIN students s ON s.student_id = j.student_id
            WHERE j.advisor_id = $6
            AND s.search LIKE $1 AND s.search LIKE $2 AND s.search LIKE $3 AND s.search LIKE $4
            AND (CAST($5 AS TEXT) = '' OR j.phase = CAST($5 AS TEXT))",
            $rest
        )
    };
}

statements! {
    COUNT = "SELECT COUNT(*) FROM students s WHERE s.search LIKE $1 AND s.search LIKE $2
        AND s.search LIKE $3 AND s.search LIKE $4";
    BY_NAME = everybody!("s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact", " ORDER BY s.search, s.student_id
        LIMIT $5 OFFSET $6");
    BY_CONTACT = everybody!("s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact", " ORDER BY COALESCE(j.last_contact, -9223372036854775807), s.search,
        s.student_id
        LIMIT $5 OFFSET $6");
    BY_PHASE = everybody!("s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact", " ORDER BY COALESCE(j.phase, ''), s.search, s.student_id
        LIMIT $5 OFFSET $6");
    COUNT_IN = in_phase!("COUNT(*)", "");
    IN_BY_NAME = in_phase!("s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact", " ORDER BY s.search, s.student_id
        LIMIT $6 OFFSET $7");
    IN_BY_CONTACT = in_phase!("s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact", " ORDER BY COALESCE(j.last_contact, -9223372036854775807), s.search,
        s.student_id
        LIMIT $6 OFFSET $7");
    COUNT_OF = of_advisor!("COUNT(*)", "");
    OF_BY_NAME = of_advisor!("s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact", " ORDER BY s.search, s.student_id
        LIMIT $7 OFFSET $8");
    OF_BY_CONTACT = of_advisor!("s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact", " ORDER BY COALESCE(j.last_contact, -9223372036854775807), s.search,
        s.student_id
        LIMIT $7 OFFSET $8");
    OF_BY_PHASE = of_advisor!("s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact", " ORDER BY COALESCE(j.phase, ''), s.search, s.student_id
        LIMIT $7 OFFSET $8");
}

/// In which order people are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// By family name, then given name.
    #[default]
    Name,
    /// By last contact, longest ago or never first.
    Contact,
    /// By phase, then name.
    Phase,
}

/// Which people are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleQuery {
    /// What was typed: parts of names or outside ids, in any order; empty:
    /// everybody. The first four words count.
    pub words: String,
    /// Only this advisor's students.
    pub advisor: Option<StaffId>,
    /// Only people in this phase, by its stable name.
    pub phase: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// How many people come before this page.
    pub offset: u32,
    /// How many people there are on it.
    pub limit: u32,
}

impl Default for PeopleQuery {
    /// The first 50 people by name.
    fn default() -> Self {
        Self {
            words: String::new(),
            advisor: None,
            phase: None,
            sort: Sort::default(),
            offset: 0,
            limit: 50,
        }
    }
}

/// One person on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Who.
    pub student: StudentId,
    /// Given name; empty where unknown.
    pub given_name: String,
    /// Family name; empty where unknown.
    pub family_name: String,
    /// The phase's stable name; `None` before the first fold.
    pub phase: Option<String>,
    /// Whose student.
    pub advisor: Option<StaffId>,
    /// Last two-way contact.
    pub last_contact: Option<Instant>,
}

/// A page of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeoplePage {
    /// How many people were found in all.
    pub total: u64,
    /// Those on this page.
    pub lines: Vec<PersonLine>,
}

reads! {
    /// A page of people, and how many were found in all.
    people(query: &PeopleQuery) -> PeoplePage;
}

async fn people(link: &mut Link<'_>, query: &PeopleQuery) -> Result<PeoplePage> {
    let (count, page) = query.statements();
    let mut args = query.args();
    let total: Option<(i64,)> = link.one(count, args.clone()).await?;
    args.extend(args![query.limit, query.offset]);
    let rows: Vec<Stored> = link.all(page, args).await?;
    let total = total.map_or(0, |(total,)| total.cast_unsigned());
    Ok(PeoplePage { total, lines: rows.into_iter().map(PersonLine::from).collect() })
}

impl PeopleQuery {
    fn statements(&self) -> (Sql, Sql) {
        match (self.advisor, &self.phase, self.sort) {
            (None, None, Sort::Name) => (COUNT, BY_NAME),
            (None, None, Sort::Contact) => (COUNT, BY_CONTACT),
            (None, None, Sort::Phase) => (COUNT, BY_PHASE),
            (None, Some(_), Sort::Name | Sort::Phase) => (COUNT_IN, IN_BY_NAME),
            (None, Some(_), Sort::Contact) => (COUNT_IN, IN_BY_CONTACT),
            (Some(_), _, Sort::Name) => (COUNT_OF, OF_BY_NAME),
            (Some(_), _, Sort::Contact) => (COUNT_OF, OF_BY_CONTACT),
            (Some(_), _, Sort::Phase) => (COUNT_OF, OF_BY_PHASE),
        }
    }

    fn args(&self) -> Args {
        let mut args: Args = patterns(&self.words).into_iter().map(Value::from).collect();
        if self.advisor.is_some() || self.phase.is_some() {
            args.push(self.phase.as_deref().unwrap_or_default().into());
        }
        args.extend(self.advisor.map(Value::from));
        args
    }
}

type Stored = (Id, String, String, Option<String>, Option<Id>, Option<i64>);

impl From<Stored> for PersonLine {
    fn from((student, given_name, family_name, phase, advisor, last_contact): Stored) -> Self {
        Self {
            student: student.into(),
            given_name,
            family_name,
            phase,
            advisor: advisor.map(StaffId::from),
            last_contact: last_contact.map(Instant),
        }
    }
}
