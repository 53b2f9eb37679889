//! Does each rule ring for everybody alike? Asked of those whose enrolments are
//! over.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use vigie_risk::card::GroupLine;

use super::shown::{hundredths, percent};
use crate::app::Result as AppResult;
use crate::app::backtest::{Cancel, Progress};
use crate::app::risk::RuleAudit;
use crate::briefing::words;
use crate::web::keeper::{PATIENCE, Reading, Tell};
use crate::web::{Error, Frame, Result, Visitor, Web};
use crate::{fairness, reasons};

/// The same people give the same figures.
const SEED: u64 = 1;

#[derive(Template)]
#[template(path = "risk_rules.html")]
struct Page {
    frame: Frame,
    rules: Option<Vec<Rule>>,
    /// How far the reading of the past is, while it goes on.
    reading: Option<(u64, u64)>,
}

/// One rule that rang for somebody.
struct Rule {
    name: String,
    /// For how many of how many people it rang.
    rang: String,
    /// What stands out, in words.
    reading: Vec<String>,
    groups: Vec<Group>,
}

/// A group with its figures; none if it is too small.
struct Group {
    name: String,
    cells: Option<[String; 9]>,
}

/// `GET /risk/rules`
pub(in crate::web) async fn page(State(web): State<Web>, visitor: Visitor) -> Result<Response> {
    let frame = Frame::new(&web, &visitor, "rules-title");
    let asked = web.rules().ask(PATIENCE, |tell| read(web.clone(), tell)).await;
    let (rules, reading) = match asked {
        Reading::Running(done, of) => (None, Some((done, of))),
        Reading::Ready(kept) => (Some(rules(&web, &frame, &kept.value)), None),
        Reading::Failed => return Err(Error::Invalid("rules-failed")),
    };
    Ok(Html(Page { frame, rules, reading }.render()?).into_response())
}

async fn read(web: Web, tell: Tell<Vec<RuleAudit>>) -> AppResult<Vec<RuleAudit>> {
    let progress = |so_far: Progress| {
        tell.send_replace(Reading::Running(so_far.students, so_far.of));
    };
    let audited = web.app().audit_rules(SEED, &Cancel::default(), progress).await?;
    // Nobody can cancel it.
    Ok(audited.unwrap_or_default())
}

/// Those that rang, whatever stands out first.
fn rules(web: &Web, frame: &Frame, audited: &[RuleAudit]) -> Vec<Rule> {
    let desk = web.desk();
    let rang = audited.iter().filter(|audit| audit.people.1 > 0 && !audit.groups.is_empty());
    let mut rules: Vec<Rule> = rang
        .map(|audit| {
            let known = desk.school.indicator(&audit.indicator);
            let words = known.map(|known| words(known, frame.locale.language()));
            let (people, rang) = (audit.people.0.to_string(), audit.people.1.to_string());
            let counted = [("n", rang.as_str().into()), ("of", people.as_str().into())];
            Rule {
                name: words.map_or_else(|| audit.indicator.to_string(), |words| words.name.clone()),
                rang: frame.locale.text("rules-rang", &counted),
                reading: fairness::of_rule(frame.locale, &audit.groups),
                groups: audit.groups.iter().map(|line| group(frame, line)).collect(),
            }
        })
        .collect();
    rules.sort_by_key(|rule| rule.reading.is_empty());
    rules
}

fn group(frame: &Frame, line: &GroupLine) -> Group {
    let cells = line.figures.map(|group| {
        [
            group.people.to_string(),
            percent(group.base_rate),
            percent(group.contact_rate),
            hundredths(frame, group.contact.chance),
            percent(group.recall),
            hundredths(frame, group.overlooked.size),
            hundredths(frame, group.overlooked.chance),
            percent(group.precision),
            hundredths(frame, group.precise.chance),
        ]
    });
    let attribute = reasons::attribute(frame.locale, &line.attribute);
    Group { name: format!("{attribute} : {}", line.value), cells }
}
