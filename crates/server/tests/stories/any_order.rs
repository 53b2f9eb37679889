//! Late, twice, shuffled, in batches and by two ways: the same set of facts
//! ends in the same state.

use proptest::prelude::*;
use vigie_domain::draft::Draft;
use vigie_domain::ids::Key;
use vigie_domain::signal::Standing;
use vigie_domain::time::Instant;

use crate::support::chance::{corrected, corrections, few_cases, life, lived_by};
use crate::support::{World, day, on_both};
use crate::time_travel::{in_memory, live};

/// How facts reach the school: an order in which some come twice, and where
/// to cut it into batches, each recorded or imported.
type Delivery = (Vec<prop::sample::Index>, Vec<(usize, bool)>);

fn delivery() -> impl Strategy<Value = Delivery> {
    let order = prop::collection::vec(any::<prop::sample::Index>(), 40);
    (order, prop::collection::vec((1..6_usize, any::<bool>()), 20))
}

/// Every draft at least once, in the order that chance says.
fn shuffled(mut drafts: Vec<Draft>, order: &[prop::sample::Index]) -> Vec<Draft> {
    let twice: Vec<Draft> = order.iter().take(4).map(|which| which.get(&drafts).clone()).collect();
    drafts.extend(twice);
    for (place, which) in order.iter().enumerate() {
        let length = drafts.len();
        drafts.swap(place % length, which.index(length));
    }
    drafts
}

/// What does not depend on whose life it is.
fn bell(standing: &Standing) -> (Vec<(Key, bool, Instant)>, Instant, u32) {
    let ringing = standing.ringing.iter();
    let ringing = ringing.map(|r| (r.indicator.clone(), r.enrolment.is_some(), r.since)).collect();
    (ringing, standing.next_due, standing.journey.facts)
}

on_both! {
    async fn the_same_facts_in_any_order_end_in_the_same_state(world) {
        let lives = (life(30), corrections(), delivery());
        few_cases(world, 10, &lives, &async |world, turn, (drafts, corrections, delivery)| {
            agree(world, turn, &corrected(drafts, &corrections), &delivery).await
        });
    }
}

async fn agree(
    world: &mut World,
    turn: u32,
    drafts: &[Draft],
    (order, cuts): &Delivery,
) -> Result<(), TestCaseError> {
    let (one, other) = (format!("live-{turn}"), format!("shuffled-{turn}"));
    let in_order = lived_by(&one, drafts);
    live(world, &in_order, &[true, false]).await;
    world.until(day(45)).await;

    let tale = lived_by(&other, drafts);
    world.settle_in(&tale).await;
    let mut rest = &shuffled(tale.facts.clone(), order)[..];
    for (size, imported) in cuts.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (batch, after) = rest.split_at((*size).min(rest.len()));
        rest = after;
        if *imported {
            world.imports(batch).await;
        } else {
            world.receives(batch).await;
        }
    }
    let (live, arrived) = (world.standing(&one).await, world.standing(&other).await);
    prop_assert_eq!(&live, &in_memory(world, &in_order, day(45)));
    prop_assert_eq!(&arrived, &in_memory(world, &tale, day(45)));
    prop_assert_eq!(bell(&live), bell(&arrived));
    Ok(())
}
