//! Every student: searched, filtered, sorted, a page at a time.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use serde::Deserialize;
use uuid::Uuid;
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
    /// Whose students they mean, where they left it open.
    fn settle(mut self, web: &Web, visitor: &Visitor) -> Self {
        if self.of.is_empty() {
            visitor.staff().map_or(ALL, |_| MINE).clone_into(&mut self.of);
        }
        if !self.whole(web, visitor) {
            self.phase.clear();
            self.sort.clear();
        }
        self
    }

    /// May they read more than the names of whom they ask for? Colleagues'
    /// students are found by name only.
    fn whole(&self, web: &Web, visitor: &Visitor) -> bool {
        let answers = |own: StaffId| {
            let of = Uuid::parse_str(&self.of).map(StaffId);
            // Their own, or those of a colleague for whom they stand in.
            of.is_ok_and(|of| web.desk().school.absences.acting(of, web.now()) == own || of == own)
        };
        visitor.sees_everybody() || self.of == MINE || visitor.staff().is_some_and(answers)
    }

    fn query(&self, visitor: &Visitor) -> Result<PeopleQuery> {
        let advisor = match self.of.as_str() {
            ALL => None,
            MINE => Some(visitor.staff().ok_or(Error::NoCaseload)?),
            id => Some(StaffId(Uuid::parse_str(id).map_err(|_| Error::NotFound)?)),
        };
        let sort = match self.sort.as_str() {
            "contact" => Sort::Contact,
            "phase" => Sort::Phase,
            _ => Sort::Name,
        };
        Ok(PeopleQuery {
            words: self.q.clone(),
            advisor,
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

#[derive(Template)]
#[template(path = "students.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    /// Somebody with students of their own asks.
    has_own: bool,
    /// More than names is shown.
    whole: bool,
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
    let mut asked = asked.settle(&web, &visitor);
    let (page, _) = pages::asked(asked.page, PAGE);
    asked.page = page;
    let people = web.app().store.people(&asked.query(&visitor)?).await?;
    let rows = rows(&web, &desk, &visitor, people.lines).await?;
    let total = usize::try_from(people.total).unwrap_or(usize::MAX);
    let frame = Frame::new(&web, &visitor, "place-students");
    let page = Page {
        has_own: visitor.staff().is_some(),
        whole: asked.whole(&web, &visitor),
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
    let asked = asked.settle(&web, &visitor);
    let (whole, query) = (asked.whole(&web, &visitor), asked.query(&visitor)?);
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
