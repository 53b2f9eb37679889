//! What rings: by indicator, the most urgent first, the newest first in each.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;
use vigie_domain::access::Right;
use vigie_domain::caseload::Held;
use vigie_domain::ids::{EnrolmentId, Key, StaffId, StudentId};
use vigie_domain::indicator::{Indicator, Severity};
use vigie_domain::time::Instant;
use vigie_domain::worklist::{Candidate, Reason};
use vigie_store::across::{Filter, RingingQuery};

use super::frame::iso;
use super::pages::{self, Pages};
use super::state::Desk;
use super::{Error, Frame, Result, Visitor, Web, address};
use crate::briefing::{Briefing, quoted, words};
use crate::names::Names;

/// Signals on a page.
const PAGE: u32 = 200;
/// When there are more than a page of them, each indicator shows its newest.
const NEWEST: u32 = 8;

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `1`: the whole school.
    all: String,
    severity: String,
    indicator: String,
    page: u32,
}

impl Asked {
    /// About whose students; `None`: everybody's.
    fn advisor(&self, visitor: &Visitor) -> Result<Option<StaffId>> {
        let oversees = Right::Oversee.allows(visitor.role());
        match visitor.staff() {
            _ if !self.all.is_empty() && !oversees => Err(Error::Forbidden),
            Some(advisor) if self.all.is_empty() => Ok(Some(advisor)),
            None if !oversees => Err(Error::NoCaseload),
            _ => Ok(None),
        }
    }

    fn keeps(&self, indicator: &Indicator) -> bool {
        (self.severity.is_empty() || self.severity == indicator.severity.name())
            && (self.indicator.is_empty() || self.indicator == indicator.id)
    }

    fn address(&self, indicator: &str, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let severity = if indicator.is_empty() { self.severity.as_str() } else { "" };
        let parameters = [
            ("all", self.all.as_str()),
            ("severity", severity),
            ("indicator", indicator),
            ("page", &page),
        ];
        address::with("/signals", &parameters)
    }
}

#[derive(Template)]
#[template(path = "signals.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    /// The whole school is shown.
    everybody: bool,
    /// May go from one's own to the whole school and back.
    may_switch: bool,
    size: String,
    /// Indicators that ring, to choose from.
    choice: Vec<(String, String)>,
    groups: Vec<Group>,
    pages: Option<Pages>,
}

impl Page {
    fn severities() -> impl Iterator<Item = &'static str> {
        Severity::ALL.iter().rev().map(|severity| severity.name())
    }
}

/// One indicator and whom it is about.
struct Group {
    id: String,
    name: String,
    severity: &'static str,
    total: usize,
    lines: Vec<Line>,
    /// Where the others are, if not all are shown.
    rest: Option<String>,
}

/// One signal.
struct Line {
    student: StudentId,
    name: String,
    sentence: String,
    since: String,
    since_machine: String,
    remarks: Vec<String>,
}

/// `GET /signals`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let desk = web.desk();
    let advisor = asked.advisor(&visitor)?;
    // Those whom they have, as everywhere.
    let held = match advisor {
        Some(advisor) => Some(web.app().mine(&desk.school, advisor).await?),
        None => None,
    };
    let ringing = ringing(&web, &desk, held.as_ref()).await?;
    let language = visitor.language();
    let choice = ringing
        .iter()
        .map(|(known, _)| (known.id.to_string(), words(known, language).name.clone()))
        .collect();
    let kept: Vec<_> = ringing.into_iter().filter(|(known, _)| asked.keeps(known)).collect();
    let total: u64 = kept.iter().map(|(_, count)| count).sum();
    let one = (!asked.indicator.is_empty()).then_some(asked.page);
    let (page, _) = pages::asked(asked.page, PAGE);
    let told = Told::read(&web, &desk, held.as_ref(), &kept, one).await?;
    let danger = told.candidates.iter().filter(|(_, candidate)| candidate.in_danger());
    visitor.saw_sensitive(&web, danger.map(|(student, _)| *student)).await?;
    let briefing = told.briefing(&desk, &visitor);
    let group = |(indicator, count): &(&Indicator, u64)| {
        let lines = told.lines(&briefing, indicator);
        let more = one.is_none() && *count > u64::from(limit(total));
        Group {
            id: indicator.id.to_string(),
            name: words(indicator, language).name.clone(),
            severity: indicator.severity.name(),
            total: usize::try_from(*count).unwrap_or(usize::MAX),
            lines,
            rest: more.then(|| asked.address(&indicator.id, 1)),
        }
    };
    let frame = Frame::new(&web, &visitor, "signals-title");
    let page = Page {
        everybody: advisor.is_none(),
        may_switch: visitor.staff().is_some() && frame.oversees(),
        size: frame.n("signals-size", usize::try_from(total).unwrap_or(usize::MAX)),
        choice,
        groups: kept.iter().map(group).collect(),
        pages: one.and_then(|_| {
            Pages::of(total, PAGE, page, |page| asked.address(&asked.indicator, page))
        }),
        asked,
        frame,
    };
    Ok(Html(page.render()?))
}

/// The indicators that ring and how often, the most urgent first.
async fn ringing<'d>(
    web: &Web,
    desk: &'d Desk,
    held: Option<&Held>,
) -> Result<Vec<(&'d Indicator, u64)>> {
    let counts = web.app().store.ringing_counts(held).await?;
    let known = |(id, count): (Key, u64)| Some((desk.school.indicator(&id)?, count));
    let mut ringing: Vec<(&Indicator, u64)> = counts.into_iter().filter_map(known).collect();
    ringing.sort_by_key(|(known, _)| (std::cmp::Reverse(known.severity), known.number));
    Ok(ringing)
}

/// How many of each indicator are shown together.
fn limit(total: u64) -> u32 {
    if total > u64::from(PAGE) { NEWEST } else { PAGE }
}

/// The signals of a page with all that their sentences need.
struct Told {
    names: Names,
    at: Instant,
    /// By indicator: about whom, in the order of the page.
    order: HashMap<String, Vec<(StudentId, Option<EnrolmentId>)>>,
    candidates: HashMap<StudentId, Candidate>,
}

impl Told {
    /// Read a page of one indicator (`one`: which page), or the newest of each.
    async fn read(
        web: &Web,
        desk: &Desk,
        held: Option<&Held>,
        kept: &[(&Indicator, u64)],
        one: Option<u32>,
    ) -> Result<Self> {
        let (store, at, school) = (&web.app().store, web.now(), &desk.school);
        let total = kept.iter().map(|(_, count)| count).sum();
        let (offset, limit) = match one {
            Some(page) => (pages::asked(page, PAGE).1, PAGE),
            None => (0, limit(total)),
        };
        let mut order = HashMap::new();
        let mut people = Vec::new();
        for (indicator, _) in kept {
            let indicator = indicator.id.clone();
            let query = RingingQuery { indicator, held, offset, limit };
            let rows = store.ringing(&query).await?;
            let about: Vec<_> =
                rows.into_iter().map(|row| (row.key.student, row.key.enrolment)).collect();
            people.extend(about.iter().map(|(student, _)| *student));
            order.insert(query.indicator.to_string(), about);
        }
        people.sort_unstable();
        people.dedup();
        let standings =
            web.app().standings_now(school, Filter::Students(people.clone()), at).await?;
        let candidates: HashMap<StudentId, Candidate> = standings
            .iter()
            .map(|(student, standing)| {
                let (indicators, context) = (&school.indicators, &school.context);
                (*student, Candidate::read(*student, standing, indicators, context))
            })
            .collect();
        let mut names = Names::among(Arc::clone(&desk.directory), store, &people).await?;
        let quoted: Vec<_> = candidates.values().flat_map(quoted).collect();
        names.load_words(store, &quoted).await?;
        Ok(Self { names, at, order, candidates })
    }

    fn briefing<'b>(&'b self, desk: &'b Desk, visitor: &Visitor) -> Briefing<'b> {
        Briefing {
            school: &desk.school,
            phrases: desk.phrases(visitor.language()),
            names: &self.names,
            at: self.at,
            locale: visitor.locale,
        }
    }

    /// The signals of one indicator. What has ended since it was written down
    /// is left out.
    fn lines(&self, briefing: &Briefing<'_>, indicator: &Indicator) -> Vec<Line> {
        let about = self.order.get(indicator.id.as_str()).map_or(&[][..], Vec::as_slice);
        let line = |(student, enrolment): &(StudentId, Option<EnrolmentId>)| {
            let candidate = self.candidates.get(student)?;
            let is_it = |reason: &&Reason| {
                reason.indicator == indicator.id && reason.enrolment == *enrolment
            };
            let reason = candidate.reasons.iter().find(is_it)?;
            let mut told = briefing.reason(candidate, reason);
            Some(Line {
                student: *student,
                name: self.names.full(*student),
                sentence: told.sentence,
                since: told.remarks.remove(0),
                since_machine: iso(reason.since),
                remarks: told.remarks,
            })
        };
        about.iter().filter_map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_page_of_signals_shows_the_newest_of_each() {
        assert_eq!(limit(u64::from(PAGE)), PAGE);
        assert_eq!(limit(u64::from(PAGE) + 1), NEWEST);
    }

    #[test]
    fn one_indicator_is_not_narrowed_by_its_own_severity() {
        let asked = Asked { severity: "act".to_owned(), ..Asked::default() };
        assert_eq!(asked.address("no-session", 1), "/signals?indicator=no-session");
        assert_eq!(asked.address("", 2), "/signals?severity=act&page=2");
    }
}
