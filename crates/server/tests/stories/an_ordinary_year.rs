//! A school that goes on as it was: the watch over the model in force stays
//! still, week after week, until something really changes.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use vigie_domain::fact::{Diploma, WithdrawalReason, Withdrawn};

use crate::support::learned::{in_force, looks};
use crate::support::{Tale, World, day, on_both, student};

/// So many begin every week, and four weeks are an intake.
const A_WEEK: i64 = 8;
/// How long a course takes, in weeks.
const COURSE: i64 = 26;
/// On this Monday the school has its model, which is watched for a year.
const LEARNS: i64 = 60;
const WATCHED: std::ops::Range<i64> = LEARNS + 1..LEARNS + 53;

/// Busy at first and less later, two of five much less than the others; most of
/// these leave, the others graduate. `times` as busy from `changes` on.
fn member(number: i64, times: u32, changes: i64) -> Tale {
    let begins = number / A_WEEK;
    let quiet = number * 7_919 % 5 < 2;
    let mut dice = ChaCha8Rng::seed_from_u64(number.unsigned_abs());
    let mut below = move |most: i64| dice.random_range(0..most);
    let leaves = (quiet != (below(8) == 0) && below(4) > 0).then(|| begins + 3 + below(20));
    let name = format!("s-{number:03}");
    let intake = format!("{:02}", begins / 4);
    let mut tale = student(&name).enrols_with("web", &intake, day(begins * 7));
    for week in begins..begins + COURSE {
        let at = day(week * 7 + 1 + below(5));
        if leaves.is_some_and(|leaves| week >= leaves) || below(6) == 0 {
            continue;
        }
        let actions = (below(15) + if quiet { 4 } else { 20 }) * (60 - (week - begins)) / 60 + 1;
        let times = if week >= changes { times } else { 1 };
        tale = tale.worked(at, u32::try_from(actions).unwrap() * times);
    }
    if let Some(leaves) = leaves {
        let left = Withdrawn { reason: WithdrawalReason::Unknown, return_at: None };
        return tale.lived(day(leaves * 7), left);
    }
    let diploma = Diploma { programme: "web".into(), guarantee_until: None };
    tale.lived(day((begins + COURSE) * 7), diploma)
}

/// Tells the school what happened in the weeks since it was told last.
async fn goes_on(world: &mut World, weeks: std::ops::Range<i64>, tales: &[Tale]) {
    world.app.clock.set(day(weeks.end * 7));
    let of_these = |at| (day(weeks.start * 7)..day(weeks.end * 7)).contains(&at);
    for tale in tales {
        if tale.facts.first().is_some_and(|first| of_these(first.occurred_at)) {
            world.settle_in(tale).await;
        }
    }
    let told = tales.iter().flat_map(|tale| &tale.facts);
    let told: Vec<_> = told.filter(|fact| of_these(fact.occurred_at)).cloned().collect();
    world.imports(&told).await;
}

on_both! {
    async fn an_ordinary_year_rings_nobody(mut world) {
        let school = |times, changes| -> Vec<Tale> {
            (0..WATCHED.end * A_WEEK).map(|number| member(number, times, changes)).collect()
        };
        let ordinary = school(1, 0);
        goes_on(&mut world, 0..LEARNS, &ordinary).await;
        let made = in_force(&world).await;
        let mut from = LEARNS;
        for week in WATCHED.step_by(3) {
            goes_on(&mut world, from..week, &ordinary).await;
            from = week;
            looks(&world).await;
            let (_, found) = world.app.risk_drift(&made.id, 1).await.unwrap().remove(0);
            assert!(found.people >= 100, "enough to say that something moved: {found:?}");
            assert!(!found.rings(), "week {week}: {found:?}");
        }
        assert_eq!(world.app.risk_rings().await.unwrap(), []);

        // From here on everybody works four times as much.
        let busy = school(4, from);
        for week in from + 1..=from + 6 {
            goes_on(&mut world, from..week, &busy).await;
            from = week;
            looks(&world).await;
        }
        assert_eq!(world.app.risk_rings().await.unwrap().len(), 1, "once");
    }
}
