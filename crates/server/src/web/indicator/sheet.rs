//! One indicator: its versions, who changed what and why, whether it helps.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::Deserialize;
use vigie_domain::ids::{Key, StudentId};
use vigie_domain::indicator::State as Stands;
use vigie_domain::time::Instant;
use vigie_store::ChangeRow;
use vigie_store::across::RingingQuery;

use super::rate::{Weeks, helped, set_aside};
use crate::app::indicator::diff::{self, Line};
use crate::app::indicator::{Dossier, Hours, Leaning, Version};
use crate::app::school::trial_key;
use crate::briefing::words;
use crate::names::Names;
use crate::web::state::{Accounts, Desk};
use crate::web::{Error, Frame, Result, Visitor, Web};
use crate::wording::Today;

/// From when what is shipped counts.
const EVER: Instant = Instant(0);
/// People shown by name.
const SHOWN: u32 = 12;

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    /// Two versions to compare.
    a: Option<u32>,
    b: Option<u32>,
    /// Publishing asked for more hours than there are.
    #[serde(skip)]
    exceeded: Option<(Hours, Option<u32>)>,
}

impl Asked {
    /// Publishing `version` asked for more hours than there are.
    pub(super) fn exceeded(hours: Hours, version: Option<u32>) -> Self {
        Self { exceeded: Some((hours, version)), ..Self::default() }
    }
}

#[derive(Template)]
#[template(path = "indicator.html")]
struct Page {
    frame: Frame,
    id: String,
    name: String,
    severity: &'static str,
    /// Minutes of a contact about it.
    minutes: usize,
    /// The version shown, which counts most.
    shown: Told,
    condition: String,
    thresholds: Vec<(String, String, String)>,
    versions: Vec<Told>,
    changes: Vec<Change>,
    compared: Option<Compared>,
    exceeded: Option<Exceeded>,
    /// What would become of what leans on the version in force, if it retired.
    leans: Vec<String>,
    people: Vec<(StudentId, String)>,
    more: usize,
}

impl Page {
    fn compared_title(&self, compared: &Compared) -> String {
        let words = [("a", compared.a.to_string()), ("b", compared.b.to_string())];
        let words = words.each_ref().map(|(key, text)| (*key, text.as_str().into()));
        self.frame.locale.text("compare-title", &words)
    }
}

/// A version in words.
struct Told {
    version: usize,
    state: &'static str,
    since: String,
    true_now: usize,
    weeks: Weeks,
    helped: Option<String>,
    set_aside: Option<String>,
}

impl Told {
    /// May it run silently, go live, be taken out of use?
    fn may(&self, next: &str) -> bool {
        let states = Stands::from_name(self.state).zip(Stands::from_name(next));
        states.is_some_and(|(from, next)| from.may_become(next))
    }
}

/// A line of the audit.
struct Change {
    at: String,
    version: usize,
    state: &'static str,
    by: Option<String>,
    reason: String,
    /// Hours a week asked for, and those there were.
    hours: Option<String>,
}

/// Two versions, line by line.
struct Compared {
    a: u32,
    b: u32,
    /// `same`, `gone` or `new`, and the line.
    lines: Vec<(&'static str, String)>,
}

/// Hours that are not there.
struct Exceeded {
    said: String,
    version: Option<u32>,
}

fn leans(leaning: Leaning, frame: &Frame) -> Vec<String> {
    let Leaning { signals, cases, never_cut, concerns } = leaning;
    let mut said = Vec::new();
    said.extend((signals > 0).then(|| frame.n("retire-signals", signals)));
    said.extend((cases > 0).then(|| frame.n("retire-cases", cases)));
    said.extend(never_cut.then(|| frame.t("retire-never-cut")));
    said.extend(concerns.then(|| frame.t("retire-concerns")));
    said
}

/// `GET /indicators/{id}`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    show(&web, &visitor, &id, asked).await.map(Html)
}

pub(super) async fn show(web: &Web, visitor: &Visitor, id: &str, asked: Asked) -> Result<String> {
    let dossier = web.app().indicator(id).await?.ok_or(Error::NotFound)?;
    let main = counts_most(&dossier).ok_or(Error::NotFound)?;
    let frame = Frame::new(web, visitor, "place-indicators");
    let desk = web.desk();
    let accounts = accounts(web, &dossier.changes).await?;
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let told = |version: &Version| Told {
        version: version.version as usize,
        state: version.state.name(),
        since: since(&frame, visitor, version.since, today),
        true_now: usize::try_from(version.true_now).unwrap_or(usize::MAX),
        weeks: Weeks::of(&version.weekly, &frame),
        helped: helped(version.useful, &frame),
        set_aside: set_aside(version.useful, &frame),
    };
    let change = |row: ChangeRow| Change {
        at: if row.at == EVER { frame.t("since-ever") } else { visitor.locale.date(row.at, today) },
        version: row.version as usize,
        state: row.state.name(),
        by: who(&desk, &accounts, &row),
        reason: row.reason,
        hours: row.minutes.map(|(asked, there)| hours_said(&frame, asked, there)),
    };
    let indicator = &main.indicator;
    let speaks = words(indicator, visitor.language());
    let key = match main.state {
        Stands::Trial => trial_key(id, main.version),
        _ => Key::from(id),
    };
    let people = ringing(web, &key, main.state).await?;
    let shown = told(main);
    let exceeded =
        asked.exceeded.map(|(hours, version)| Exceeded { said: exceeded(&frame, hours), version });
    let leans = leans(web.app().leaning_on(&dossier).await?, &frame);
    let page = Page {
        id: id.to_owned(),
        name: speaks.name.clone(),
        severity: indicator.severity.name(),
        minutes: indicator.task.minutes().into(),
        condition: indicator.condition_text.trim().to_owned(),
        thresholds: thresholds(main, visitor),
        versions: dossier.versions.iter().rev().map(told).collect(),
        compared: compared(&dossier, asked.a, asked.b),
        changes: dossier.changes.iter().rev().cloned().map(change).collect(),
        exceeded,
        leans,
        more: shown.true_now.saturating_sub(people.len()),
        people,
        shown,
        frame: Frame::new(web, visitor, "place-indicators").about(speaks.name.clone()),
    };
    Ok(page.render()?)
}

fn since(frame: &Frame, visitor: &Visitor, at: Instant, today: Today<'_>) -> String {
    if at == EVER {
        return frame.t("since-ever");
    }
    frame.w("since", "date", &visitor.locale.date(at, today))
}

/// The live version, else the one on trial, else the last draft, else the last.
fn counts_most(dossier: &Dossier) -> Option<&Version> {
    let last = |state| dossier.versions.iter().rfind(|version| version.state == state);
    [Stands::Live, Stands::Trial, Stands::Draft]
        .into_iter()
        .find_map(last)
        .or(dossier.versions.last())
}

fn thresholds(version: &Version, visitor: &Visitor) -> Vec<(String, String, String)> {
    let french = visitor.language() == crate::wording::Language::Fr;
    let threshold = |known: &vigie_domain::indicator::Threshold| {
        let why = if french { &known.fr } else { &known.en };
        (known.name.to_string(), known.value.to_string(), why.clone())
    };
    version.indicator.thresholds.iter().map(threshold).collect()
}

/// For whom it is true now, by name.
async fn ringing(web: &Web, key: &Key, state: Stands) -> Result<Vec<(StudentId, String)>> {
    if !state.is_evaluated() {
        return Ok(Vec::new());
    }
    let store = &web.app().store;
    let query = RingingQuery { indicator: key.clone(), held: None, offset: 0, limit: SHOWN };
    let people: Vec<StudentId> =
        store.ringing(&query).await?.into_iter().map(|row| row.key.student).collect();
    let names = Names::among(Arc::clone(&web.desk().directory), store, &people).await?;
    let mut people: Vec<_> = people.into_iter().map(|one| (one, names.full(one))).collect();
    people.sort_by_cached_key(|(_, name)| name.to_lowercase());
    people.dedup();
    Ok(people)
}

fn compared(dossier: &Dossier, a: Option<u32>, b: Option<u32>) -> Option<Compared> {
    let (a, b) = a.zip(b)?;
    let source = |wanted: u32| {
        let found = dossier.versions.iter().find(|version| version.version == wanted)?;
        Some(found.indicator.source.as_str())
    };
    let lines = diff::lines(source(a)?, source(b)?).into_iter().map(|line| match line {
        Line::Same(text) => ("same", text.to_owned()),
        Line::Gone(text) => ("gone", text.to_owned()),
        Line::New(text) => ("new", text.to_owned()),
    });
    Some(Compared { a, b, lines: lines.collect() })
}

fn hours_said(frame: &Frame, asked: u32, there: u32) -> String {
    let words = [("asked", asked.div_ceil(60).to_string()), ("there", (there / 60).to_string())];
    let words = words.each_ref().map(|(key, text)| (*key, text.as_str().into()));
    frame.locale.text("govern-hours", &words)
}

fn exceeded(frame: &Frame, hours: Hours) -> String {
    let words = [
        ("asked", hours.asked.div_ceil(60).to_string()),
        ("there", (hours.there / 60).to_string()),
        ("missing", hours.missing().div_ceil(60).to_string()),
        ("people", frame.locale.decimal(hours.people_missing())),
    ];
    let words = words.each_ref().map(|(key, text)| (*key, text.as_str().into()));
    frame.locale.text("govern-exceeded", &words)
}

/// The accounts of those who changed something and have no place in the team.
async fn accounts(web: &Web, changes: &[ChangeRow]) -> Result<Accounts> {
    let alone = changes.iter().filter(|row| row.by.is_none());
    Ok(web.accounts(alone.filter_map(|row| row.user)).await?)
}

/// Who changed it: by their name in the team, or else by that of the account.
fn who(desk: &Desk, accounts: &Accounts, row: &ChangeRow) -> Option<String> {
    let staff = row.by.and_then(|by| desk.directory.staff().get(&by));
    staff.map(|staff| staff.name.clone()).or_else(|| Some(accounts.get(&row.user?)?.name.clone()))
}
