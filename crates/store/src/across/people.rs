//! A page of people: searched, filtered, sorted, counted.

use vigie_domain::caseload::Held;
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

/// Whoever has a journey, in phase $5 unless that is empty. SQLite keeps to the
/// order of a cross join: names first, for they come sorted and select most.
macro_rules! folded {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM students s CROSS JOIN journeys j WHERE j.student_id = s.student_id
            AND (CAST($5 AS TEXT) = '' OR j.phase = CAST($5 AS TEXT))
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

/// Those whom one advisor has, in phase $5 unless that is empty. Each key says
/// what it is: 1, an advisor whose students these are; 2, a student as well; 3,
/// a student who is not. $6: 1 if nobody's are, too.
macro_rules! held {
    ($what:literal, $rest:literal) => {
        concat!(
            "WITH given (id, what) AS (VALUES [[(CAST($? AS {blob}), CAST($? AS BIGINT))]])
            SELECT ",
            $what,
            " FROM journeys j JOIN students s ON s.student_id = j.student_id
            WHERE (j.student_id IN (SELECT id FROM given WHERE what = 2)
                OR (j.advisor_id IN (SELECT id FROM given WHERE what = 1)
                    OR CAST($6 AS BIGINT) = 1 AND j.advisor_id IS NULL)
                AND j.student_id NOT IN (SELECT id FROM given WHERE what = 3))
            AND s.search LIKE $1 AND s.search LIKE $2 AND s.search LIKE $3 AND s.search LIKE $4
            AND (CAST($5 AS TEXT) = '' OR j.phase = CAST($5 AS TEXT))",
            $rest
        )
    };
}

/// The columns of a line, of one of those above.
macro_rules! lines {
    ($of:ident, $rest:literal) => {
        $of!(
            "s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact",
            $rest
        )
    };
}

statements! {
    COUNT = "SELECT COUNT(*) FROM students s WHERE s.search LIKE $1 AND s.search LIKE $2
        AND s.search LIKE $3 AND s.search LIKE $4";
    BY_NAME = lines!(everybody, " ORDER BY s.search, s.student_id
        LIMIT $5 OFFSET $6");
    // Nothing was typed: no names are needed to tell how many there are, nor
    // which ones were longest without a word.
    COUNT_ALL = "SELECT COUNT(*) FROM journeys";
    ALL_BY_CONTACT = "SELECT s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact FROM (SELECT student_id, phase, advisor_id, last_contact FROM journeys
            WHERE CAST($1 AS TEXT) = '' OR phase = CAST($1 AS TEXT)
            ORDER BY COALESCE(last_contact, -9223372036854775807), student_id
            LIMIT $2 OFFSET $3) j
        JOIN students s ON s.student_id = j.student_id
        ORDER BY COALESCE(j.last_contact, -9223372036854775807), j.student_id";
    COUNT_PHASE = "SELECT COUNT(*) FROM journeys WHERE phase = CAST($1 AS TEXT)";
    // Found by the index of phases alone: a journey is long, and its phase
    // stands behind it.
    PHASE_BY_NAME = "SELECT s.student_id, s.given_name, s.family_name, j.phase, j.advisor_id,
        j.last_contact FROM students s CROSS JOIN journeys j WHERE j.student_id = s.student_id
        AND j.phase = CAST($5 AS TEXT)
        AND s.search LIKE $1 AND s.search LIKE $2 AND s.search LIKE $3 AND s.search LIKE $4
        ORDER BY s.search, s.student_id
        LIMIT $6 OFFSET $7";
    COUNT_FOLDED = folded!("COUNT(*)", "");
    FOLDED_BY_CONTACT = lines!(folded, " ORDER BY COALESCE(j.last_contact, -9223372036854775807), s.search,
        s.student_id
        LIMIT $6 OFFSET $7");
    FOLDED_BY_PHASE = lines!(folded, " ORDER BY j.phase, s.search,
        s.student_id
        LIMIT $6 OFFSET $7");
    COUNT_OF = of_advisor!("COUNT(*)", "");
    OF_BY_NAME = lines!(of_advisor, " ORDER BY s.search, s.student_id
        LIMIT $7 OFFSET $8");
    OF_BY_CONTACT = lines!(of_advisor, " ORDER BY COALESCE(j.last_contact, -9223372036854775807), s.search,
        s.student_id
        LIMIT $7 OFFSET $8");
    OF_BY_PHASE = lines!(of_advisor, " ORDER BY j.phase, s.search, s.student_id
        LIMIT $7 OFFSET $8");
    COUNT_HELD = held!("COUNT(*)", "");
    HELD_BY_NAME = lines!(held, " ORDER BY s.search, s.student_id
        LIMIT $7 OFFSET $8");
    HELD_BY_CONTACT = lines!(held, " ORDER BY COALESCE(j.last_contact, -9223372036854775807), s.search,
        s.student_id
        LIMIT $7 OFFSET $8");
    HELD_BY_PHASE = lines!(held, " ORDER BY j.phase, s.search, s.student_id
        LIMIT $7 OFFSET $8");
}

/// In which order people are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// By family name, then given name.
    #[default]
    Name,
    /// By last contact, longest ago or never first. Without those of whom no
    /// fact was told yet.
    Contact,
    /// By phase, then name. Without those of whom no fact was told yet.
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
    /// Only those whom somebody has, whose student they ever were.
    pub held: Option<Held>,
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
            held: None,
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
    if let Some(held) = &query.held {
        return held_people(link, query, held).await;
    }
    let words: Args = patterns(&query.words).into_iter().map(Value::from).collect();
    let phase = || Value::from(query.phase.as_deref().unwrap_or_default());
    let all = words.iter().all(|word| matches!(word, Value::Text(Some(text)) if text == "%"));
    let folded = || words.iter().cloned().chain([phase()]).collect();
    let count = || match &query.phase {
        _ if !all => (COUNT_FOLDED, folded()),
        Some(_) => (COUNT_PHASE, vec![phase()]),
        None => (COUNT_ALL, Args::new()),
    };
    let (count, page): ((Sql, Args), (Sql, Args)) = match (query.advisor, &query.phase, query.sort)
    {
        (Some(advisor), _, sort) => {
            let page = match sort {
                Sort::Name => OF_BY_NAME,
                Sort::Contact => OF_BY_CONTACT,
                Sort::Phase => OF_BY_PHASE,
            };
            let args: Args = words.iter().cloned().chain([phase(), advisor.into()]).collect();
            ((COUNT_OF, args.clone()), (page, args))
        }
        (None, None, Sort::Name) => ((COUNT, words.clone()), (BY_NAME, words)),
        // In one phase, the order of phases is that of names.
        (None, Some(_), Sort::Name | Sort::Phase) => (count(), (PHASE_BY_NAME, folded())),
        (None, _, Sort::Contact) if all => (count(), (ALL_BY_CONTACT, vec![phase()])),
        (None, _, Sort::Contact) => (count(), (FOLDED_BY_CONTACT, folded())),
        (None, None, Sort::Phase) => (count(), (FOLDED_BY_PHASE, folded())),
    };
    let total: Option<(i64,)> = link.one(count.0, count.1).await?;
    let (page, mut args) = page;
    args.extend(args![query.limit, query.offset]);
    let rows: Vec<Stored> = link.all(page, args).await?;
    let total = total.map_or(0, |(total,)| total.cast_unsigned());
    Ok(PeoplePage { total, lines: rows.into_iter().map(PersonLine::from).collect() })
}

async fn held_people(link: &mut Link<'_>, query: &PeopleQuery, held: &Held) -> Result<PeoplePage> {
    let keys = keys(held);
    let mut args: Args = patterns(&query.words).into_iter().map(Value::from).collect();
    args.push(query.phase.as_deref().unwrap_or_default().into());
    args.push(i64::from(held.nobodys).into());
    let total: Vec<(i64,)> = link.over(COUNT_HELD, &args, &keys, write_key).await?;
    let page = match query.sort {
        Sort::Name => HELD_BY_NAME,
        Sort::Contact => HELD_BY_CONTACT,
        Sort::Phase => HELD_BY_PHASE,
    };
    args.extend(args![query.limit, query.offset]);
    let rows: Vec<Stored> = link.over(page, &args, &keys, write_key).await?;
    let total = total.first().map_or(0, |(total,)| total.cast_unsigned());
    Ok(PeoplePage { total, lines: rows.into_iter().map(PersonLine::from).collect() })
}

/// What `held!` is given, and what each key is.
pub(super) fn keys(held: &Held) -> Vec<(Value, i64)> {
    let advisors = held.advisors.iter().map(|staff| (Value::from(*staff), 1_i64));
    let others = held.and.iter().map(|student| (Value::from(*student), 2_i64));
    let without = held.but.iter().map(|student| (Value::from(*student), 3_i64));
    let mut keys: Vec<_> = advisors.chain(others).chain(without).collect();
    if keys.is_empty() {
        // A list of nothing is no SQL; nobody is this student.
        keys.push((Value::from(StudentId::from_bytes([0; 16])), 3));
    }
    keys
}

pub(super) fn write_key((id, what): &(Value, i64), args: &mut Args) {
    args.extend([id.clone(), (*what).into()]);
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
