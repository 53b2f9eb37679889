//! The board: what asks for a hand today, what waits, who is nearly back.
//! For whoever oversees the school, also where help is needed.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;
use vigie_domain::case::{Case, Next, Place};
use vigie_domain::ids::{Key, StudentId};

use super::tell::{Reader, Teller};
use super::{Part, REST, address, oversees, tomorrow, waits};
use crate::names::Names;
use crate::web::{Error, Frame, Result, Visitor, Web};

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    /// There: the whole school.
    all: Option<String>,
}

/// A case on the board.
struct Card {
    address: String,
    name: String,
    goal: Option<String>,
    next: String,
    since: String,
    /// Who follows it, where that is not the reader.
    owner: Option<String>,
    /// Who is away, where the reader stands in.
    instead: Option<String>,
    /// Who followed it, where they have left.
    so_far: Option<String>,
    /// Indicators that it is about.
    about: String,
}

/// What cases are about, over the whole school.
struct Theme {
    name: String,
    open: usize,
    waiting: usize,
}

#[derive(Template)]
#[template(path = "cases.html")]
struct Page {
    frame: Frame,
    whole: bool,
    oversees: bool,
    has_own: bool,
    size: usize,
    help: Vec<Card>,
    themes: Vec<Theme>,
    today: Vec<Card>,
    waiting: Vec<Card>,
    nearly: Vec<Card>,
}

impl Page {
    /// The places of the board: id, key of the title, cards.
    fn places(&self) -> [(&'static str, &'static str, &[Card]); 4] {
        [
            ("help", "cases-help", &self.help),
            ("today", "cases-today", &self.today),
            ("nearly", "cases-nearly", &self.nearly),
            ("waiting", "cases-waiting", &self.waiting),
        ]
    }
}

/// `GET /cases`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let oversees = oversees(&visitor);
    let whole = oversees && (asked.all.is_some() || visitor.staff().is_none());
    if asked.all.is_some() && !oversees {
        return Err(Error::Forbidden);
    }
    let owner = if whole { None } else { Some(visitor.staff().ok_or(Error::NoCaseload)?) };
    let desk = web.desk();
    let cases = match owner {
        Some(own) => web.app().cases_for(&desk.school, own).await?,
        None => {
            let mut cases = web.app().open_cases(None).await?;
            web.app().tend(&desk.school, &mut cases).await?;
            cases
        }
    };
    // Their words are read on pages that remember who did.
    let danger: HashSet<StudentId> = web.app().in_danger(&desk.school).await?.into_iter().collect();
    let people: Vec<StudentId> = cases.iter().map(|case| case.student).collect();
    let names = Names::among(Arc::clone(&desk.directory), &web.app().store, &people).await?;
    let now = web.now();
    let (locale, reader) = (visitor.locale, Reader::of(&visitor));
    let teller = Teller { desk: &desk, names: &names, locale, now, reader };
    let tomorrow = tomorrow(&desk, now);
    let card = |case: &Case| {
        let given = names.given(case.student);
        let part = owner.map_or(Part::Follows, |own| Part::of(&desk.school, own, case, now));
        let (next, place) = match owner {
            Some(own) if part == Part::Cares => {
                // Only what is theirs to do waits for them.
                let own = case.next_for(own, tomorrow);
                (own.or_else(|| case.next(tomorrow))?, own.map_or(Place::Waiting, Next::place))
            }
            _ => {
                let next = case.next(tomorrow)?;
                (next, next.place())
            }
        };
        Some((
            (next, place),
            Card {
                address: address(case.student, case.id),
                name: names.full(case.student),
                goal: case.goal.clone().filter(|_| !danger.contains(&case.student)),
                next: teller.next(next, case, &given),
                since: teller.date(case.opened_at),
                owner: (whole || part == Part::Cares).then(|| names.staff(case.owner)),
                instead: (part == Part::StandsIn).then(|| names.staff(case.owner)),
                so_far: (part == Part::Meanwhile).then(|| names.staff(case.owner)),
                about: names_of(&teller, &case.signals),
            },
        ))
    };
    let mut page = Page {
        frame: Frame::new(&web, &visitor, "cases-title"),
        whole,
        oversees,
        has_own: visitor.staff().is_some(),
        size: cases.len(),
        help: Vec::new(),
        themes: if whole { themes(&cases, &teller, tomorrow) } else { Vec::new() },
        today: Vec::new(),
        waiting: Vec::new(),
        nearly: Vec::new(),
    };
    // Whoever has waited longest for us comes first; never by person.
    let mut cases: Vec<&Case> = cases.iter().collect();
    cases.sort_by_key(|case| (case.tended_at, case.student));
    for case in cases {
        let Some(((next, place), card)) = card(case) else { continue };
        let untended = waits(next) && now.since(case.tended_at) >= REST;
        let place = match place {
            _ if whole && untended => &mut page.help,
            Place::Today => &mut page.today,
            Place::Waiting => &mut page.waiting,
            Place::NearlyBack => &mut page.nearly,
        };
        place.push(card);
    }
    Ok(Html(page.render()?))
}

fn names_of(teller: &Teller<'_>, signals: &[Key]) -> String {
    let names: Vec<String> = signals.iter().map(|key| teller.indicator(key)).collect();
    names.join(" · ")
}

/// What the open cases are about, by name.
fn themes(
    cases: &[Case],
    teller: &Teller<'_>,
    tomorrow: vigie_domain::time::Instant,
) -> Vec<Theme> {
    let mut themes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in cases {
        let waiting = case.next(tomorrow).is_some_and(waits);
        for key in &case.signals {
            let theme = themes.entry(teller.indicator(key)).or_default();
            theme.0 += 1;
            theme.1 += usize::from(waiting);
        }
    }
    let theme = |(name, (open, waiting))| Theme { name, open, waiting };
    themes.into_iter().map(theme).collect()
}
