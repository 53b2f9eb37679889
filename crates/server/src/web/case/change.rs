//! A change of a case, as its forms send it.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::case::{Author, Doer, Event, Part, Reason, Sight, Summary};
use vigie_domain::ids::{CaseId, StaffId, StudentId};
use vigie_domain::time::Instant;

use super::{address, draw};
use crate::app::case::Change;
use crate::app::{self, Refusal};
use crate::web::contact::{hand, some, when};
use crate::web::{Error, Result, Visitor, Web};

/// What a form sends. `act` says which.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Given {
    /// Place of the last event that the form's page showed.
    pub(super) seen: u32,
    /// `goal`, `step`, `done`, `drop`, `again`, `note`, `join`, `leave`, `hand_over`,
    /// `close`, `reopen`.
    pub(super) act: String,
    pub(super) text: String,
    /// A member of the team, or nothing for the student.
    pub(super) who: String,
    pub(super) due: String,
    pub(super) step: u16,
    pub(super) part: String,
    pub(super) sight: String,
    pub(super) reason: String,
}

/// `POST /students/{student}/cases/{case}`
pub(in crate::web) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path((student, case)): Path<(StudentId, CaseId)>,
    Form(given): Form<Given>,
) -> Result<Response> {
    let by = Author::Staff(hand(&visitor)?);
    let event = event(&web, &given)?;
    let change = Change { student, case, seen: given.seen, by, event };
    match web.app().change_case(change).await {
        Ok(_) => Ok(Redirect::to(&address(student, case)).into_response()),
        Err(app::Error::Refused(Refusal::NoSuchCase)) => Err(Error::NotFound),
        // Nothing typed is lost: the page again, with what happened meanwhile.
        Err(app::Error::Refused(refusal)) => {
            draw(&web, &visitor, (student, case), Some((refusal.code().to_owned(), given))).await
        }
        Err(error) => Err(error.into()),
    }
}

fn event(web: &Web, given: &Given) -> Result<Event> {
    let unknown = || Error::Invalid("error-form");
    let date = || -> Result<Option<Instant>> {
        when(&given.due, &web.desk().school.context.calendar, "error-date")
    };
    let words = given.text.clone();
    Ok(match given.act.as_str() {
        "goal" => Event::GoalSaid { words },
        "step" => Event::StepAgreed {
            what: words,
            who: match some(&given.who) {
                None => Doer::Student,
                Some(_) => Doer::Staff(member(web, given)?),
            },
            due: date()?.ok_or(Error::Invalid("error-date"))?,
        },
        "done" => Event::StepDone { step: given.step },
        "drop" => Event::StepDropped { step: given.step },
        "again" => Event::StepReopened { step: given.step },
        "note" => {
            let sight = Sight::from_name(&given.sight).unwrap_or(Sight::Team);
            Event::Noted { words, sight }
        }
        "join" => {
            let part = Part::from_name(&given.part).ok_or_else(unknown)?;
            Event::Joined { who: member(web, given)?, part }
        }
        "leave" => Event::Left { who: member(web, given)? },
        "hand_over" => {
            let to = member(web, given)?;
            // Drawn from the facts when it is written.
            Event::HandedOver { to, summary: Box::new(Summary::nothing(to)) }
        }
        "close" => Event::Closed { reason: reason(given, date()?).ok_or_else(unknown)? },
        "reopen" => Event::Reopened { words },
        _ => return Err(unknown()),
    })
}

fn reason(given: &Given, return_at: Option<Instant>) -> Option<Reason> {
    Some(match given.reason.as_str() {
        "back" => Reason::Back,
        "job" => Reason::Job { return_at },
        "stopped_well" => Reason::StoppedWell,
        "lost_contact" => Reason::LostContact { attempts: 0, channels: 0 },
        "mistake" => Reason::Mistake,
        _ => return None,
    })
}

/// Somebody of the team.
fn member(web: &Web, given: &Given) -> Result<StaffId> {
    let id: Option<StaffId> = given.who.parse().ok().map(StaffId);
    let id = id.filter(|id| web.desk().directory.staff().contains_key(id));
    id.ok_or(Error::Invalid("error-form"))
}
