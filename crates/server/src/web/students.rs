//! Every student: searched, filtered, sorted, a page at a time.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use serde::Deserialize;
use uuid::Uuid;
use vigie_domain::caseload::Held;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::journey::StudentPhase;
use vigie_store::across::{PeopleQuery, PersonLine, Sort};

use super::frame::iso;
use super::pages::{self, Pages};
use super::state::Desk;
use super::{Error, Frame, Result, Visitor, Web, address, csv};
use crate::app::school::is_trial;
use crate::names::Names;
use crate::wording::Today;

/// People on a page.
const PAGE: u32 = 50;
/// Whose students: one's own, or everybody.
const MINE: &str = "mine";
const ALL: &str = "all";

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// What was typed.
    q: String,
    /// `mine`, `all`, or an advisor's id; one's own if there are any.
    of: String,
    /// A phase's stable word; empty: any.
    phase: String,
    /// `contact` or `phase`; else by name.
    sort: String,
    page: u32,
}

impl Asked {
    /// Whose students they mean, where they left it open, and whether they may
    /// read more than names: colleagues' students are found by name only.
    fn settle(mut self, visitor: &Visitor, held: &Held) -> (Self, bool) {
        if self.of.is_empty() {
            visitor.staff().map_or(ALL, |_| MINE).clone_into(&mut self.of);
        }
        let theirs = |of: Uuid| held.advisors.contains(&StaffId(of));
        let own = self.of == MINE || Uuid::parse_str(&self.of).is_ok_and(theirs);
        let whole = visitor.sees_everybody() || own;
        if !whole {
            self.phase.clear();
            self.sort.clear();
        }
        (self, whole)
    }

    fn query(&self, visitor: &Visitor, held: Held) -> Result<PeopleQuery> {
        let own = visitor.staff();
        let (advisor, held) = match self.of.as_str() {
            ALL => (None, None),
            MINE if only_theirs(own.ok_or(Error::NoCaseload)?, &held) => (own, None),
            MINE => (None, Some(held)),
            id => (Some(StaffId(Uuid::parse_str(id).map_err(|_| Error::NotFound)?)), None),
        };
        let sort = match self.sort.as_str() {
            "contact" => Sort::Contact,
            "phase" => Sort::Phase,
            _ => Sort::Name,
        };
        Ok(PeopleQuery {
            words: self.q.clone(),
            advisor,
            held,
            phase: (!self.phase.is_empty()).then(|| self.phase.clone()),
            sort,
            offset: pages::asked(self.page, PAGE).1,
            limit: PAGE,
        })
    }

    /// The same question about another page, in another order or as a file.
    fn address(&self, path: &str, sort: &str, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let parameters =
            [("q", &*self.q), ("of", &self.of), ("phase", &self.phase), ("sort", sort)];
        address::with(path, &[&parameters[..], &[("page", &page)]].concat())
    }

    /// Is the list narrower than all those of `of`?
    fn narrows(&self) -> bool {
        !self.q.trim().is_empty() || !self.phase.is_empty()
    }
}

/// Have they nobody but those who are assigned to them?
fn only_theirs(own: StaffId, held: &Held) -> bool {
    held.advisors.iter().eq([&own]) && !held.nobodys && held.and.is_empty()
}

/// Whom the visitor has.
async fn held(web: &Web, desk: &Desk, visitor: &Visitor) -> Result<Held> {
    match visitor.staff() {
        Some(own) => Ok(web.app().mine(&desk.school, own).await?),
        None => Ok(Held::default()),
    }
}

#[derive(Template)]
#[template(path = "students.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    /// Somebody with students of their own asks.
    has_own: bool,
    /// More than names is shown.
    whole: bool,
    /// Whose each of them is, is shown.
    whose: bool,
    advisors: Vec<(StaffId, String)>,
    found: String,
    rows: Vec<Row>,
    pages: Option<Pages>,
}

impl Page {
    /// The list in another order.
    fn sorted(&self, sort: &str) -> String {
        self.asked.address("/students", sort, 1)
    }

    fn aria_sort(&self, sort: &str) -> &'static str {
        if self.asked.sort == sort { "ascending" } else { "none" }
    }

    fn file(&self) -> String {
        self.asked.address("/students.csv", &self.asked.sort, 1)
    }

    fn phases() -> [&'static str; 6] {
        StudentPhase::ALL.map(StudentPhase::name)
    }
}

/// One person in the list.
struct Row {
    student: StudentId,
    name: String,
    programmes: String,
    phase: String,
    advisor: Option<String>,
    /// Last exchange: for people, and for machines.
    last_contact: Option<(String, String)>,
    signals: usize,
}

/// `GET /students`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let desk = web.desk();
    let held = held(&web, &desk, &visitor).await?;
    let (mut asked, whole) = asked.settle(&visitor, &held);
    let (page, _) = pages::asked(asked.page, PAGE);
    asked.page = page;
    let query = asked.query(&visitor, held)?;
    let people = web.app().store.people(&query).await?;
    let rows = rows(&web, &desk, &visitor, people.lines).await?;
    let total = usize::try_from(people.total).unwrap_or(usize::MAX);
    let frame = Frame::new(&web, &visitor, "place-students");
    let page = Page {
        has_own: visitor.staff().is_some(),
        whole,
        whose: asked.of != MINE || query.held.is_some(),
        advisors: desk.directory.advisors(),
        found: frame.n("students-found", total),
        rows,
        pages: Pages::of(people.total, PAGE, page, |page| {
            asked.address("/students", &asked.sort, page)
        }),
        asked,
        frame,
    };
    Ok(Html(page.render()?))
}

/// `GET /students.csv`: everybody found, not only a page of them.
pub(super) async fn file(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let desk = web.desk();
    let held = held(&web, &desk, &visitor).await?;
    let (asked, whole) = asked.settle(&visitor, &held);
    let query = asked.query(&visitor, held)?;
    let query = PeopleQuery { offset: 0, limit: i32::MAX.unsigned_abs(), ..query };
    let people = web.app().store.people(&query).await?;
    let rows = rows(&web, &desk, &visitor, people.lines).await?;
    let headings: &[&str] = if whole {
        &["name", "programme", "phase", "advisor", "contact", "signals"]
    } else {
        &["name", "advisor"]
    };
    let headings: Vec<String> = headings
        .iter()
        .map(|heading| visitor.locale.text(&format!("students-{heading}"), &[]))
        .collect();
    let lines: Vec<Vec<String>> = rows
        .into_iter()
        .map(|row| {
            let contact = row.last_contact.map(|(_, machine)| machine).unwrap_or_default();
            let (advisor, signals) = (row.advisor.unwrap_or_default(), row.signals.to_string());
            if !whole {
                return vec![row.name, advisor];
            }
            vec![row.name, row.programmes, row.phase, advisor, contact, signals]
        })
        .collect();
    csv::download(&web, &visitor, "vigie-students.csv", &headings, &lines).await
}

async fn rows(
    web: &Web,
    desk: &Desk,
    visitor: &Visitor,
    lines: Vec<PersonLine>,
) -> Result<Vec<Row>> {
    let store = &web.app().store;
    let people: Vec<StudentId> = lines.iter().map(|line| line.student).collect();
    let names = Names::among(Arc::clone(&desk.directory), store, &people).await?;
    let mut programmes = names.programmes();
    let mut signals: HashMap<StudentId, usize> = HashMap::new();
    for signal in store.open_signals_of(&people).await? {
        if !is_trial(&signal.key.indicator) {
            *signals.entry(signal.key.student).or_default() += 1;
        }
    }
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let row = |line: PersonLine| Row {
        student: line.student,
        name: names.full(line.student),
        programmes: programmes.remove(&line.student).unwrap_or_default().join(", "),
        phase: line
            .phase
            .map(|phase| visitor.locale.text(&format!("phase-{phase}"), &[]))
            .unwrap_or_default(),
        advisor: line.advisor.map(|advisor| names.staff(advisor)),
        last_contact: line.last_contact.map(|at| (visitor.locale.date(at, today), iso(at))),
        signals: signals.get(&line.student).copied().unwrap_or(0),
    };
    Ok(lines.into_iter().map(row).collect())
}
