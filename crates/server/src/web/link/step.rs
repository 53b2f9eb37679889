//! "It's done": a step that was agreed, ticked off by whose it is.

use axum::Form;
use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;
use vigie_domain::case::{Doer, StepState};
use vigie_domain::ids::{CaseId, StudentId};

use super::super::{Error, Result, Web};
use super::{Opened, Said};
use crate::app::case::{Tick, is_undoable, step_of};
use crate::app::link::Holder;
use crate::app::{self, Refusal};

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Given {
    case: CaseId,
    step: u16,
    /// About whom, as a mentor's page names them.
    student: Option<StudentId>,
    /// `done`, `again`.
    act: String,
}

/// A step that was just ticked off.
pub(super) struct Ticked {
    pub(super) student: StudentId,
    pub(super) case: CaseId,
    pub(super) step: u16,
    pub(super) what: String,
    /// `step`: it is done; `step_again`: it is to be done.
    pub(super) said: &'static str,
}

impl Ticked {
    /// Can that be taken back?
    pub(super) fn is_undoable(&self) -> bool {
        self.said == "step"
    }
}

/// `POST /l/{token}/step`, `POST /me/step`
pub(in crate::web) async fn tick(
    State(web): State<Web>,
    opened: Opened,
    Form(given): Form<Given>,
) -> Result<Redirect> {
    let opened = opened.paced(&web)?;
    let Given { case, step, act, .. } = given;
    let done = match act.as_str() {
        "done" => true,
        "again" => false,
        _ => return Err(Error::Invalid("link-error-form")),
    };
    let (who, student) = doer(&opened, given.student);
    let student = student.ok_or(Error::Invalid("link-error-form"))?;
    match web.app().tick_step(Tick { student, case, step, who, done }).await {
        Ok(()) => {
            let base = &opened.base;
            let words = format!("said=step&student={student}&case={case}&step={step}");
            Ok(Redirect::to(&format!("{base}?{words}")))
        }
        Err(app::Error::Refused(Refusal::NoSuchCase)) => Err(Error::NotFound),
        // Closed or dropped meanwhile: the page shows what there is.
        Err(app::Error::Refused(_)) => Ok(opened.back_alone("")),
        Err(error) => Err(error.into()),
    }
}

/// What the page says was just ticked off, read from the case: what an address
/// says is not believed.
pub(super) async fn ticked(web: &Web, opened: &Opened, said: &Said) -> Result<Option<Ticked>> {
    let (who, student) = doer(opened, said.student);
    let (Some(student), Some(case), Some(number)) = (student, said.case, said.step) else {
        return Ok(None);
    };
    let Some(row) = web.app().case(student, case).await? else { return Ok(None) };
    let step = step_of(&row.case, number, who).filter(|_| row.case.is_open());
    Ok(step.and_then(|step| {
        let said = match step.state {
            StepState::Open => "step_again",
            state if is_undoable(state, web.now()) => "step",
            _ => return None,
        };
        Some(Ticked { student, case, step: number, what: step.what.clone(), said })
    }))
}

/// Who ticks, and about whom: a student's own case is theirs, whatever the form
/// says.
fn doer(opened: &Opened, named: Option<StudentId>) -> (Doer, Option<StudentId>) {
    match opened.holder {
        Holder::Student(student) => (Doer::Student, Some(student)),
        Holder::Mentor(mentor) => (Doer::Staff(mentor), named),
    }
}
