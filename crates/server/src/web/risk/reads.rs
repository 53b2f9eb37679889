//! What the model reads, and what it never reads: one page for everybody, in
//! plain words, with how to object.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use vigie_risk::card::Card;
use vigie_risk::family::Family;
use vigie_risk::table::Heading;

use super::shown::{self, said};
use crate::app::risk::Model;
use crate::reasons::{self, ATTRIBUTES};
use crate::web::{Frame, Result, Visitor, Web};
use crate::wording::Word;

/// What is never read, whatever is turned on.
const NEVER: [&str; 5] = ["words", "names", "feelings", "others", "itself"];

/// The page's words.
pub(in crate::web) struct Reads {
    model: Option<InForce>,
    /// Protected attributes that are not read.
    hidden: String,
    never: [&'static str; 5],
}

/// The model in force.
struct InForce {
    target: String,
    learned: String,
    approved: Option<String>,
    /// How many numbers it reads.
    columns: usize,
    families: Vec<Side>,
    /// Attributes that were turned on, why, by whom and since when.
    turned_on: Option<String>,
    /// Columns that tell an attribute without being it.
    telling: Vec<String>,
    /// How well it foresaw later people.
    measures: Vec<String>,
    /// What the groups say; `None`: no attribute is known.
    groups: Option<Vec<String>>,
}

/// One side of somebody's studies.
struct Side {
    name: &'static str,
    columns: Vec<String>,
}

/// Objecting, where the reader can: where to, and whether they do.
pub(in crate::web) struct Objecting {
    pub(in crate::web) action: String,
    pub(in crate::web) objects: bool,
    /// `tu` or `vous`.
    pub(in crate::web) form: &'static str,
}

#[derive(Template)]
#[template(path = "risk_reads.html")]
pub(in crate::web) struct Page {
    pub(in crate::web) frame: Frame,
    pub(in crate::web) reads: Reads,
    pub(in crate::web) objecting: Option<Objecting>,
    /// Where one came from.
    pub(in crate::web) back: Option<String>,
}

/// `GET /risk/reads`
pub(in crate::web) async fn page(State(web): State<Web>, visitor: Visitor) -> Result<Html<String>> {
    let frame = Frame::new(&web, &visitor, "reads-title");
    let reads = Reads::read(&web, &frame).await?;
    let back = frame.oversees().then(|| "/risk".to_owned());
    Ok(Html(Page { frame, reads, objecting: None, back }.render()?))
}

impl Reads {
    /// In the words of the frame's language.
    pub(in crate::web) async fn read(web: &Web, frame: &Frame) -> Result<Self> {
        let model = web.app().risk_champion().await?;
        let turned_on = model.as_ref().and_then(|model| model.artefact.card.protected.as_ref());
        let on = |name: &str| turned_on.is_some_and(|on| on.attributes.iter().any(|o| o == name));
        let hidden: Vec<String> = ATTRIBUTES
            .into_iter()
            .filter(|name| !on(name))
            .map(|name| reasons::attribute(frame.locale, name))
            .collect();
        Ok(Self {
            hidden: hidden.join(", "),
            model: model.as_ref().map(|model| InForce::of(web, frame, model)),
            never: NEVER,
        })
    }
}

impl InForce {
    fn of(web: &Web, frame: &Frame, model: &Model) -> Self {
        let (row, card) = (&model.row, &model.artefact.card);
        let headings = model.artefact.model.headings();
        let turned_on = card.protected.as_ref().map(|on| {
            let which: Vec<String> =
                on.attributes.iter().map(|one| reasons::attribute(frame.locale, one)).collect();
            let words = [
                ("which", which.join(", ")),
                ("by", shown::name(web, frame, on.by)),
                ("at", shown::date(web, frame, row.made_at)),
                ("reason", on.because.clone()),
            ];
            said(frame, "reads-on", &words)
        });
        let telling = card.telling.iter().map(|one| shown::telling(frame, one));
        Self {
            target: reasons::target_words(frame.locale, card.target),
            learned: shown::learned(web, frame, model),
            approved: shown::approved(web, frame, row),
            columns: headings.len(),
            families: sides(frame, headings),
            turned_on,
            telling: telling.collect(),
            measures: measures(frame, card),
            groups: (!card.groups.is_empty()).then(|| shown::readings(frame, card)),
        }
    }
}

/// What is read, side by side, in the order of an explanation.
fn sides(frame: &Frame, headings: &[Heading]) -> Vec<Side> {
    let mut by_family: BTreeMap<Family, Vec<String>> = BTreeMap::new();
    for heading in headings {
        let label = reasons::label(frame.locale, &heading.name);
        let labels = by_family.entry(heading.family).or_default();
        // A number and its rank may have the same words.
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let of =
        |family: Family| Some(Side { name: family.name(), columns: by_family.remove(&family)? });
    Family::ALL.into_iter().filter_map(of).collect()
}

/// The figures of the latest people, as sentences.
fn measures(frame: &Frame, card: &Card) -> Vec<String> {
    let Some(last) = card.last() else { return Vec::new() };
    let hundred = |value: f64| Word::Number((value * 100.0).round());
    let sentence = |key: &str, figure: &str| {
        let (value, within) = last.figure(figure)?;
        let words =
            [("n", hundred(value)), ("low", hundred(within.low)), ("high", hundred(within.high))];
        value.is_finite().then(|| frame.locale.text(key, &words))
    };
    [
        sentence("reads-order", "auc_roc"),
        sentence("reads-first", "recall_at_10"),
        sentence("reads-error", "ece"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
