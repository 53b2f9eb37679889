//! Waking students when they are due misses nothing that looking at every
//! rule every minute would see.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vigie_domain::fact::Fact;
use vigie_domain::ids::{EnrolmentId, Key};
use vigie_domain::journey::{Journey, fold};
use vigie_domain::metric::{Scope, View};
use vigie_domain::signal::History;
use vigie_domain::time::{Instant, Span};

use crate::support::chance::{few_cases, life, lived_by};
use crate::support::world::id;
use crate::support::{Tale, World, day, on_both};

/// Days that are looked at minute by minute.
const DAYS: i64 = 4;

/// Conditions that move within hours: leaves, windows, undefined values.
const CONDITIONS: [&str; 6] = [
    "days_since_session > 9 h",
    "!(days_since_session < 20 h) || days_since_activity > 1 d",
    "sessions_lost_30d >= 1 && !on_leave",
    "time_unrecorded > 5 h",
    "actions_7d < 20 && days_since_start > 1 d",
    "(days_since_session / 1 d) * days_since_contact > 12 h",
];

type Truths = BTreeSet<(Key, Option<EnrolmentId>)>;

fn definition(number: usize, condition: &str) -> String {
    let words = "name = \"Un\"\nwording = \"Un mot.\"\nproposals = [\"Un\", \"Deux\"]";
    format!(
        "id = \"short-{number}\"\nnumber = {}\nseverity = \"watch\"\ntask = \"check_in\"\n\
         never_cut = false\nours = false\ncondition = \"{condition}\"\n\
         [fr]\n{words}\n[en]\n{words}\n",
        number + 100
    )
}

on_both! {
    async fn due_instants_see_what_every_minute_sees(mut world) {
        for (number, condition) in CONDITIONS.iter().enumerate() {
            world.publishes(&definition(number, condition)).await;
        }
        world.school = world.app.school().await.unwrap();
        few_cases(world, 3, &life(DAYS), &async |world, turn, drafts| {
            compare(world, &lived_by(&format!("somebody-{turn}"), &drafts)).await
        });
    }
}

/// Lives the days by facts and due instants, as the engine does; at each, the
/// open records must be what is true, and stay so every minute until the next.
async fn compare(world: &mut World, tale: &Tale) -> Result<(), TestCaseError> {
    world.app.clock.set(day(0));
    world.settle_in(tale).await;
    let facts: Vec<Fact> = world.incoming(&tale.facts).into_iter().map(|one| one.fact).collect();
    let history = History::new(facts);
    let mut drafts = tale.facts.clone();
    drafts.sort_by_key(|draft| (draft.known_at, draft.occurred_at));
    let mut drafts = &drafts[..];
    let (mut minute, mut journey, mut known) = (day(0), Journey::default(), 0);
    while minute < day(DAYS) {
        let heard = drafts.first().map_or(Instant::NEVER, |draft| draft.known_at);
        let due = due(world, &tale.student).await;
        let now = heard.min(due);
        let open = open(world, &tale.student).await;
        while minute < now.min(day(DAYS)) {
            let upto = history.facts().partition_point(|fact| fact.known_at <= minute);
            if upto != known {
                known = upto;
                journey = fold(&history.facts()[..known]);
            }
            prop_assert_eq!(&open, &truths(world, &journey, minute), "at {}", minute);
            minute = minute + Span::minutes(1);
        }
        world.app.clock.set(now.min(day(DAYS)));
        if heard <= due {
            let batch = drafts.iter().take_while(|draft| draft.known_at == heard).count();
            world.receives(&drafts[..batch]).await;
            drafts = &drafts[batch..];
        } else {
            world.until(now.min(day(DAYS))).await;
        }
    }
    Ok(())
}

async fn due(world: &World, name: &str) -> Instant {
    let row = world.app.store.standing(id(name)).await.unwrap();
    row.and_then(|row| row.next_due).unwrap_or(Instant::NEVER)
}

async fn open(world: &World, name: &str) -> Truths {
    let open = world.app.store.open_signals(id(name)).await.unwrap();
    open.into_iter().map(|row| (Key::from(row.key.indicator), row.key.enrolment)).collect()
}

/// Every rule that is true, asked one by one.
fn truths(world: &World, journey: &Journey, now: Instant) -> Truths {
    let mut truths = BTreeSet::new();
    if journey.facts == 0 {
        return truths;
    }
    for rule in world.school.rules.iter() {
        let about: Vec<_> = match rule.scope {
            Scope::Student => vec![None],
            Scope::Enrolment => journey.open_enrolments().map(Some).collect(),
        };
        for enrolment in about {
            let view = View::new(journey, enrolment, now, &world.school.context);
            if rule.condition.evaluate(&view).rings() {
                truths.insert((rule.indicator.clone(), enrolment.map(|known| known.id)));
            }
        }
    }
    truths
}
