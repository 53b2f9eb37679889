//! Giving students to somebody, one by one or as proposed, and taking it back.

use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;
use vigie_domain::caseload::{HandOver, Plan, Proposal};
use vigie_domain::ids::{RelayId, StaffId, StudentId};
use vigie_store::HandOverRow;
use vigie_store::across::Relay;
use vigie_store::directory::User;

use super::super::keeper::{LONG_PATIENCE, PATIENCE, Reading, Tell};
use super::super::{Error, Result, Visitor, Web};
use super::{Asked, OfRelay, Said, Words, again, planned};
use crate::app::caseload::{Gift, Survey};
use crate::app::written::UNDO_WITHIN;
use crate::app::{self, Refusal};

/// Stands for nobody.
const NOBODY: &str = "-";
/// What was given together of late, so many times at most.
const RECENT: u32 = 20;

/// A student who has nobody, or nobody any more.
pub(super) struct Wanting {
    pub(super) student: StudentId,
    pub(super) name: String,
    /// Who followed them last.
    pub(super) before: Option<String>,
    /// Who is proposed; `None`: nobody is here.
    pub(super) to: Option<StaffId>,
    pub(super) to_name: String,
    pub(super) why: Vec<String>,
    /// Whose they are now, as a button sends it.
    pub(super) from: String,
    /// Everybody can be chosen from here.
    pub(super) open: bool,
    /// Where everybody can.
    pub(super) other: String,
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
    pub(super) from: StaffId,
    pub(super) from_name: String,
    pub(super) to: StaffId,
    pub(super) to_name: String,
    pub(super) time: String,
    pub(super) why: Vec<String>,
    /// Keys of what to think of first.
    pub(super) care: Vec<&'static str>,
}

/// What was given together a moment ago.
pub(super) struct Told {
    pub(super) relay: RelayId,
    pub(super) said: String,
    /// How many were somebody else's by then, in words.
    pub(super) changed: Option<String>,
    /// It was taken back.
    pub(super) undone: bool,
}

pub(super) fn wanting(
    words: &Words<'_>,
    survey: &Survey,
    (student, proposal): (StudentId, Option<&Proposal>),
    open: bool,
    other: String,
) -> Wanting {
    let from = survey.advisor_of(student);
    Wanting {
        student,
        name: words.names.full(student),
        before: from.map(|from| words.names.staff(from)),
        to: proposal.map(|proposal| proposal.advisor),
        to_name: proposal.map(|p| words.names.staff(p.advisor)).unwrap_or_default(),
        why: proposal.map(|p| words.lines(&p.why)).unwrap_or_default(),
        from: from.map_or_else(|| NOBODY.to_owned(), |from| from.to_string()),
        open,
        other,
    }
}

pub(super) fn hand(words: &Words<'_>, one: &HandOver) -> Hand {
    Hand {
        student: one.student,
        name: words.names.full(one.student),
        from: one.from,
        from_name: words.names.staff(one.from),
        to: one.to,
        to_name: words.names.staff(one.to),
        time: words.locale.minutes(one.minutes),
        why: words.lines(&one.why),
        care: one.care.iter().map(|care| care.name()).collect(),
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

/// What was given together of late; of one student, whom and to whom.
pub(super) struct Recent {
    relay: Relay,
    only: Option<HandOverRow>,
}

impl Recent {
    /// The one student who was given.
    pub(super) fn only(&self) -> Option<StudentId> {
        self.only.map(|row| row.student)
    }
}

/// What was given within the last hour.
pub(super) async fn recent(web: &Web) -> Result<Vec<Recent>> {
    let store = &web.app().store;
    let mut recent = Vec::new();
    for relay in store.relays_since(web.now() - UNDO_WITHIN, RECENT).await? {
        let only = match relay.given {
            1 => store.hand_overs_of(relay.relay).await?.pop(),
            _ => None,
        };
        recent.push(Recent { relay, only });
    }
    Ok(recent)
}

/// The same, what went together as one line.
pub(super) fn done(web: &Web, words: &Words<'_>, recent: &[Recent]) -> Vec<Told> {
    let last = match web.handing().last() {
        Some(Reading::Ready(kept)) => match kept.value {
            Done::Given { relay, changed } if changed > 0 => Some((relay, changed)),
            _ => None,
        },
        _ => None,
    };
    let said = |Recent { relay: Relay { relay, given, undone }, only }: &Recent| {
        let said = match only {
            Some(one) => {
                let (name, to) = (words.names.full(one.student), words.names.staff(one.to));
                let told = [("name", name.as_str().into()), ("advisor", to.as_str().into())];
                words.locale.text("caseload-done-one", &told)
            }
            None => {
                let n = usize::try_from(*given).unwrap_or(usize::MAX);
                words.locale.text("caseload-done", &[("n", n.into())])
            }
        };
        let changed = last.filter(|(of, _)| of == relay).map(|(_, changed)| changed);
        let changed =
            changed.map(|n| words.locale.text("caseload-done-changed", &[("n", n.into())]));
        Told { relay: *relay, said, changed, undone: undone == given }
    };
    recent.iter().map(said).collect()
}

/// What came of giving many at once, or of taking it back.
#[derive(Debug)]
pub(in crate::web) enum Done {
    /// Given, but for so many who were somebody else's by then.
    Given { relay: RelayId, changed: usize },
    /// Taken back.
    Back,
    /// Nothing was done.
    Refused(Refusal),
}

/// One student, to somebody that was chosen.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct One {
    student: StudentId,
    #[serde(default)]
    from: String,
    to: StaffId,
}

/// `POST /caseload/give`
pub(in crate::web) async fn give(
    State(web): State<Web>,
    visitor: Visitor,
    Form(One { student, from, to }): Form<One>,
) -> Result<Redirect> {
    let from = somebody(&from).ok_or(Error::Invalid("error-form"))?;
    let gift = Gift { student, from, to };
    let given = web.app().give(Some(visitor.signed_in()?), &[gift]).await?;
    web.caseload().forget();
    if given.given == 0 {
        return Err(app::Error::from(Refusal::AdvisorChanged).into());
    }
    Ok(Redirect::to("/caseload"))
}

/// All that is proposed, as it was seen.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct All {
    /// The word for what was seen.
    seen: String,
    /// A plan under so many percent; none: somebody for each who has nobody.
    percent: Option<u32>,
}

/// `POST /caseload/all`
pub(in crate::web) async fn give_all(
    State(web): State<Web>,
    visitor: Visitor,
    Form(all): Form<All>,
) -> Result<Response> {
    let Some(gifts) = offered(&web, &all).await? else {
        let said = Said { notice: Some("caseload-changed"), ..Said::default() };
        return again(&web, &visitor, said).await;
    };
    let by = visitor.signed_in()?.clone();
    Ok(carry_out(&web, by, Work::Give(gifts)).await?.into_response())
}

/// `POST /caseload/undo`
pub(in crate::web) async fn take_back(
    State(web): State<Web>,
    visitor: Visitor,
    Form(OfRelay { relay }): Form<OfRelay>,
) -> Result<Redirect> {
    let by = visitor.signed_in()?.clone();
    carry_out(&web, by, Work::Back(relay)).await
}

/// What may take longer than anybody waits for a page.
enum Work {
    Give(Vec<Gift>),
    Back(RelayId),
}

/// Does it, whoever still waits; then, or after a while, back to the page,
/// which tells how far it is.
async fn carry_out(web: &Web, by: User, work: Work) -> Result<Redirect> {
    let begun = |tell| at_work(web.clone(), by, work, tell);
    if let Reading::Ready(kept) = web.handing().once(PATIENCE, begun).await
        && let Done::Refused(refusal) = &kept.value
    {
        return Err(app::Error::from(refusal.clone()).into());
    }
    Ok(Redirect::to("/caseload"))
}

async fn at_work(web: Web, by: User, work: Work, tell: Tell<Done>) -> app::Result<Done> {
    let told = |done, of| drop(tell.send_replace(Reading::Running(done, of)));
    let done = match work {
        Work::Give(gifts) => match web.app().give_telling(Some(&by), &gifts, told).await {
            Ok(given) if given.given == 0 => Err(Refusal::AdvisorChanged.into()),
            Ok(given) => Ok(Done::Given { relay: given.relay, changed: given.changed.len() }),
            Err(error) => Err(error),
        },
        Work::Back(relay) => {
            web.app().take_back_telling(Some(&by), relay, told).await.map(|_| Done::Back)
        }
    };
    // Also where it stopped half way.
    web.caseload().forget();
    match done {
        Err(app::Error::Refused(refusal)) => Ok(Done::Refused(refusal)),
        done => done,
    }
}

/// What was seen, if it is still what is proposed, by whoever can still take
/// it; worked out anew unless it is known.
async fn offered(web: &Web, All { seen, percent }: &All) -> Result<Option<Vec<Gift>>> {
    let kept = match web.caseload().last() {
        Some(Reading::Ready(kept)) => kept,
        _ => match super::survey(web, LONG_PATIENCE).await? {
            Ok(kept) => kept,
            Err(_) => return Ok(None),
        },
    };
    let gifts = match percent {
        None if kept.value.wanted.seen == *seen => kept.value.wanted.gifts.clone(),
        Some(percent) => {
            let planned = planned(&kept, Asked::under(*percent)).await?;
            if planned.offer.seen != *seen {
                return Ok(None);
            }
            planned.offer.gifts.clone()
        }
        None => return Ok(None),
    };
    let (desk, now) = (web.desk(), web.now());
    let here = |gift: &Gift| {
        desk.school.team.has(gift.to, now) && desk.school.absences.of(gift.to, now).is_none()
    };
    Ok(Some(gifts).filter(|gifts| !gifts.is_empty() && gifts.iter().all(here)))
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

    #[test]
    fn nobody_and_somebody_are_told_from_nonsense() {
        let staff = StaffId(Uuid::from_u128(2));
        assert_eq!(somebody(NOBODY), Some(None));
        assert_eq!(somebody(&staff.to_string()), Some(Some(staff)));
        assert_eq!(somebody("x"), None);
    }
}
