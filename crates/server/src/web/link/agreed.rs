//! What was agreed in a case: the student reads their goal and what is theirs
//! to do; a mentor, what is theirs. Notes stay with the team.

use vigie_domain::case::{Case, Doer, Part};
use vigie_domain::ids::{CaseId, StaffId, StudentId};
use vigie_domain::time::Instant;

use super::super::{Result, Web};
use crate::names::Names;
use crate::wording::{Locale, Today};

/// Something to do, and for when.
pub(super) struct Step {
    pub(super) number: u16,
    pub(super) what: String,
    pub(super) when: String,
    /// Is its day there, or over?
    pub(super) due: bool,
}

/// What was agreed with a student.
pub(super) struct Agreed {
    pub(super) case: CaseId,
    /// In their own words.
    pub(super) goal: Option<String>,
    /// What they do themself.
    pub(super) steps: Vec<Step>,
}

/// A case in which a mentor has a part.
pub(super) struct Caring {
    pub(super) student: StudentId,
    pub(super) case: CaseId,
    pub(super) name: String,
    /// Who follows it.
    pub(super) owner: String,
    /// What the mentor does.
    pub(super) steps: Vec<Step>,
}

/// What a student agreed to; nothing where there is no open case, or nothing
/// was agreed yet.
pub(super) async fn with(
    web: &Web,
    student: StudentId,
    locale: &Locale,
    today: Today<'_>,
) -> Result<Option<Agreed>> {
    let cases = web.app().store.cases_of(student).await?;
    let open = cases.into_iter().map(|row| row.case).find(Case::is_open);
    let agreed = open.map(|case| Agreed {
        case: case.id,
        steps: steps(&case, Doer::Student, locale, today),
        goal: case.goal,
    });
    Ok(agreed.filter(|agreed| agreed.goal.is_some() || !agreed.steps.is_empty()))
}

/// The cases in which a mentor has a part, by name: of whom they teach now, or
/// where something is theirs to do. Whoever mentored somebody once is told
/// nothing of what became of them.
pub(super) async fn around(
    web: &Web,
    mentor: StaffId,
    taught: &[StudentId],
    locale: &Locale,
    today: Today<'_>,
) -> Result<Vec<Caring>> {
    let mut cases = web.app().cases_with_part(mentor).await?;
    cases.retain(|case| {
        let teaches =
            !case.team.contains(&(mentor, Part::Mentor)) || taught.contains(&case.student);
        teaches || case.next_for(mentor, today.now).is_some()
    });
    let people: Vec<StudentId> = cases.iter().map(|case| case.student).collect();
    let directory = web.desk().directory.clone();
    let names = Names::among(directory, &web.app().store, &people).await?;
    let caring = cases.iter().map(|case| Caring {
        student: case.student,
        case: case.id,
        name: names.full(case.student),
        owner: names.staff(case.owner),
        steps: steps(case, Doer::Staff(mentor), locale, today),
    });
    let mut caring: Vec<Caring> = caring.collect();
    caring.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(caring)
}

/// What somebody has to do, by date.
fn steps(case: &Case, who: Doer, locale: &Locale, today: Today<'_>) -> Vec<Step> {
    let tomorrow: Instant = today.calendar.next_midnight(today.now);
    let own = case.open_steps().into_iter().filter(|(_, step)| step.who == who);
    let step = |(number, step): (u16, &vigie_domain::case::Step)| Step {
        number,
        what: step.what.clone(),
        when: locale.long_date(step.due, today),
        due: step.due < tomorrow,
    };
    own.map(step).collect()
}
