//! What stood at any instant follows from the facts alone.

use proptest::prelude::*;
use vigie_domain::fact::Fact;
use vigie_domain::signal::{History, Standing};
use vigie_domain::time::{HOUR, Instant, Span};

use crate::support::chance::{corrected, corrections, few_cases, life, lived_by};
use crate::support::{Tale, World, day, on_both};

/// What the facts say without a database.
pub(crate) fn in_memory(world: &World, tale: &Tale, at: Instant) -> Standing {
    let facts: Vec<Fact> = world.incoming(&tale.facts).into_iter().map(|one| one.fact).collect();
    History::new(facts).standing(&world.school.rules, &world.school.context, at)
}

/// Lives through a tale, each fact arriving when it becomes known, and keeps
/// what the live tables said between facts.
pub(crate) async fn live(world: &mut World, tale: &Tale, pauses: &[bool]) -> Vec<Standing> {
    world.app.clock.set(day(0));
    world.settle_in(tale).await;
    let mut facts = tale.facts.clone();
    facts.sort_by_key(|draft| (draft.known_at, draft.occurred_at, draft.revision));
    let mut seen = Vec::new();
    for (place, draft) in facts.iter().enumerate() {
        let stops = pauses[place % pauses.len()];
        if stops && draft.known_at > world.now() + Span(1) {
            // Somebody looks, an hour later the next fact comes.
            world.until((draft.known_at - HOUR).max(world.now())).await;
            if place > 0 && world.now() < draft.known_at {
                seen.push(world.standing(&tale.student).await);
            }
        }
        world.app.clock.set(draft.known_at);
        world.receives(std::slice::from_ref(draft)).await;
    }
    seen
}

on_both! {
    async fn a_past_instant_shows_what_the_live_tables_showed_then(world) {
        let lives = (life(30), corrections(), prop::collection::vec(any::<bool>(), 5));
        few_cases(world, 10, &lives, &async |world, turn, (drafts, corrections, pauses)| {
            let name = format!("somebody-{turn}");
            let tale = lived_by(&name, &corrected(drafts, &corrections));
            travel(world, &tale, &pauses).await
        });
    }
}

async fn travel(world: &mut World, tale: &Tale, pauses: &[bool]) -> Result<(), TestCaseError> {
    let seen = live(world, tale, pauses).await;
    world.until(day(45)).await;
    let now = world.standing(&tale.student).await;
    prop_assert_eq!(&now, &world.standing_at(&tale.student, day(45)).await);
    prop_assert_eq!(&now, &in_memory(world, tale, day(45)));
    for then in seen {
        prop_assert_eq!(&then, &world.standing_at(&tale.student, then.at).await);
    }
    let mut open = world.ringing(&tale.student).await;
    let mut true_now: Vec<_> =
        now.ringing.iter().map(|ringing| ringing.indicator.to_string()).collect();
    open.sort();
    true_now.sort();
    prop_assert_eq!(open, true_now);
    Ok(())
}
