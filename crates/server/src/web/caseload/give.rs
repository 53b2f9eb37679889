//! Giving students to somebody, one by one or as proposed, and taking it back.

use std::collections::BTreeMap;

use axum::extract::{Form, State};
use axum::response::Redirect;
use serde::Deserialize;
use uuid::Uuid;
use vigie_domain::caseload::{HandOver, Plan};
use vigie_domain::ids::{RelayId, StaffId, StudentId};
use vigie_store::HandOverRow;

use super::super::{Error, Result, Visitor, Web};
use super::{OfRelay, Words};
use crate::app::caseload::{Gift, Survey};
use crate::app::{self, Refusal};

/// Stands for nobody.
const NOBODY: &str = "-";

/// A student who has nobody, or nobody any more.
pub(super) struct Wanting {
    pub(super) student: StudentId,
    pub(super) name: String,
    /// Who followed them last.
    pub(super) before: Option<String>,
    /// Who is proposed.
    pub(super) to: Option<StaffId>,
    pub(super) to_name: String,
    pub(super) why: Vec<String>,
    /// What a button sends; `None`: nobody is here.
    pub(super) gift: Option<String>,
    /// The same, but for who.
    pub(super) from: String,
}

impl Wanting {
    /// Is this who is proposed?
    pub(super) fn is_for(&self, staff: &StaffId) -> bool {
        self.to == Some(*staff)
    }
}

/// A hand-over that is proposed.
pub(super) struct Hand {
    pub(super) student: StudentId,
    pub(super) name: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) time: String,
    pub(super) why: Vec<String>,
    /// Keys of what to think of first.
    pub(super) care: Vec<&'static str>,
    pub(super) gift: String,
}

/// What was given together a moment ago.
pub(super) struct Told {
    pub(super) relay: RelayId,
    pub(super) said: String,
    /// It was taken back.
    pub(super) undone: bool,
}

fn spell(student: StudentId, from: Option<StaffId>, to: StaffId) -> String {
    let from = from.map_or_else(|| NOBODY.to_owned(), |from| from.to_string());
    format!("{student}:{from}:{to}")
}

pub(super) fn wanting(words: &Words<'_>, survey: &Survey) -> Vec<Wanting> {
    let one = |(student, proposal): &(StudentId, Option<vigie_domain::caseload::Proposal>)| {
        let known = survey.student(*student);
        let from = known.and_then(|known| known.advisor).map(|(from, _)| from);
        Wanting {
            student: *student,
            name: words.names.full(*student),
            before: from.map(|from| words.names.staff(from)),
            to: proposal.as_ref().map(|proposal| proposal.advisor),
            to_name: proposal.as_ref().map(|p| words.names.staff(p.advisor)).unwrap_or_default(),
            why: proposal.as_ref().map(|p| words.lines(&p.why)).unwrap_or_default(),
            gift: proposal.as_ref().map(|p| spell(*student, from, p.advisor)),
            from: from.map_or_else(|| NOBODY.to_owned(), |from| from.to_string()),
        }
    };
    survey.wanting.iter().map(one).collect()
}

pub(super) fn hand(words: &Words<'_>, survey: &Survey, one: &HandOver) -> Hand {
    let from = survey.student(one.student).and_then(|known| known.advisor).map(|(from, _)| from);
    Hand {
        student: one.student,
        name: words.names.full(one.student),
        from: words.names.staff(one.from),
        to: words.names.staff(one.to),
        time: words.locale.minutes(one.minutes),
        why: words.lines(&one.why),
        care: one.care.iter().map(|care| care.name()).collect(),
        gift: spell(one.student, from, one.to),
    }
}

/// "4 relais suffisent, et il n'en faut pas moins."
pub(super) fn plan_said(words: &Words<'_>, plan: &Plan) -> String {
    let n = plan.hand_overs.len();
    let short = words.locale.minutes(plan.short);
    let key = match (n, plan.fewest, plan.short) {
        (0, _, 0) => "caseload-plan-none",
        (0, ..) => "caseload-plan-short-none",
        (_, _, 1..) => "caseload-plan-short",
        (_, true, _) => "caseload-plan-fewest",
        (_, false, _) => "caseload-plan-few",
    };
    words.locale.text(key, &[("n", n.into()), ("time", short.as_str().into())])
}

/// What was given within the last hour, what went together as one line.
pub(super) fn done(words: &Words<'_>, rows: &[HandOverRow]) -> Vec<Told> {
    let mut order: Vec<RelayId> = Vec::new();
    let mut together: BTreeMap<RelayId, Vec<&HandOverRow>> = BTreeMap::new();
    for row in rows {
        if !order.contains(&row.relay) {
            order.push(row.relay);
        }
        together.entry(row.relay).or_default().push(row);
    }
    let said = |relay: RelayId| {
        let rows = &together[&relay];
        let undone = rows.iter().all(|row| row.undone_at.is_some());
        let said = match rows.as_slice() {
            [one] => {
                let (name, to) = (words.names.full(one.student), words.names.staff(one.to));
                let told = [("name", name.as_str().into()), ("advisor", to.as_str().into())];
                words.locale.text("caseload-done-one", &told)
            }
            _ => words.locale.text("caseload-done", &[("n", rows.len().into())]),
        };
        Told { relay, said, undone }
    };
    order.into_iter().map(said).collect()
}

/// What a button sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Given {
    /// `student:from:to`, with blanks between.
    #[serde(default)]
    gifts: String,
    /// One student, to somebody that was chosen.
    student: Option<StudentId>,
    #[serde(default)]
    from: String,
    to: Option<StaffId>,
}

/// `POST /caseload/give`
pub(in crate::web) async fn give(
    State(web): State<Web>,
    visitor: Visitor,
    Form(given): Form<Given>,
) -> Result<Redirect> {
    let gifts = read(&given).ok_or(Error::Invalid("error-form"))?;
    let given = web.app().give(Some(visitor.signed_in()?), &gifts).await?;
    web.caseload().forget();
    if given.given == 0 && !given.changed.is_empty() {
        return Err(app::Error::from(Refusal::AdvisorChanged).into());
    }
    Ok(Redirect::to("/caseload"))
}

/// `POST /caseload/undo`
pub(in crate::web) async fn take_back(
    State(web): State<Web>,
    visitor: Visitor,
    Form(given): Form<OfRelay>,
) -> Result<Redirect> {
    web.app().take_back(Some(visitor.signed_in()?), given.relay).await?;
    web.caseload().forget();
    Ok(Redirect::to("/caseload"))
}

fn read(given: &Given) -> Option<Vec<Gift>> {
    if let (Some(student), Some(to)) = (given.student, given.to) {
        return Some(vec![Gift { student, from: somebody(&given.from)?, to }]);
    }
    let gifts: Option<Vec<Gift>> = given.gifts.split_whitespace().map(gift).collect();
    gifts.filter(|gifts| !gifts.is_empty())
}

fn gift(text: &str) -> Option<Gift> {
    let mut pieces = text.split(':');
    let (student, from, to) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let id = |text| Uuid::parse_str(text).ok();
    Some(Gift { student: StudentId(id(student)?), from: somebody(from)?, to: StaffId(id(to)?) })
}

/// Nobody, or somebody by id; `None`: neither.
#[expect(clippy::option_option, reason = "nobody is an answer; nonsense is none")]
fn somebody(text: &str) -> Option<Option<StaffId>> {
    match text {
        NOBODY | "" => Some(None),
        id => Some(Some(StaffId(Uuid::parse_str(id).ok()?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(gifts: &str) -> Given {
        Given { gifts: gifts.to_owned(), student: None, from: String::new(), to: None }
    }

    #[test]
    fn what_is_spelt_is_read_again() {
        let (student, staff) = (StudentId(Uuid::from_u128(1)), StaffId(Uuid::from_u128(2)));
        let text =
            format!("{} {}", spell(student, None, staff), spell(student, Some(staff), staff));
        let gifts = read(&given(&text)).unwrap();
        assert_eq!(gifts[0], Gift { student, from: None, to: staff });
        assert_eq!(gifts[1].from, Some(staff));
    }

    #[test]
    fn nonsense_gives_nobody_to_anybody() {
        for text in ["", "a:b:c", "nonsense"] {
            assert_eq!(read(&given(text)), None, "{text}");
        }
    }
}
