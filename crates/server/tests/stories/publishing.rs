//! The school changes what an indicator watches for.

use vigie_store::Why;

use crate::support::{Record, World, day, just_after, oclock, on_both, student};

const BELL: &str = "no-session";

/// The shipped definition with another first threshold.
fn after(days: &str) -> String {
    let (_, shipped) =
        vigie_server::shipped::INDICATORS.iter().find(|(id, _)| *id == BELL).unwrap();
    assert!(shipped.contains("quiet = { value = \"21 d\""));
    shipped.replacen("\"21 d\"", days, 1)
}

async fn publish(world: &mut World, days: &str) -> u32 {
    world.publishes(&after(days)).await
}

async fn versions(world: &World, name: &str) -> Vec<u32> {
    world.rows(name, BELL).await.iter().map(|row| row.indicator_version).collect()
}

/// Ines had her last session on day 3, Gerard on day 8, Maëlle on day 20.
async fn three_students(world: &mut World) {
    for (name, last) in [("ines", 3), ("gerard", 8), ("maelle", 20)] {
        let tale = student(name).enrols("web", day(0)).session_held(day(last));
        world.settle_in(&tale).await;
        world.app.clock.set(day(0));
        world.lives(tale).await;
    }
    world.until(oclock(27, 9)).await;
}

on_both! {
    async fn the_old_version_closes_and_the_new_one_opens_where_it_is_true(mut world) {
        three_students(&mut world).await;
        assert_eq!(publish(&mut world, "\"18 d\"").await, 2);
        let now = oclock(27, 9);
        let old = Record::raised(just_after(day(24)), Why::Time).cleared(now, Why::Published);
        let new = Record::raised(now, Why::Published);
        let since = |from: i64| just_after(day(from + 18));
        let records = world.records("ines", BELL).await;
        assert_eq!(records, [old, new.clone().since(since(3))]);
        assert_eq!(versions(&world, "ines").await, [1, 2]);
        assert_eq!(world.records("gerard", BELL).await, [new.since(since(8))]);
        assert_eq!(world.records("maelle", BELL).await, []);
    }

    async fn what_was_not_published_stays_untouched(mut world) {
        three_students(&mut world).await;
        let others = |world: &World| {
            let store = world.app.store.clone();
            async move {
                let open = store.all_open_signals().await.unwrap();
                open.into_iter().filter(|row| row.key.indicator != BELL).collect::<Vec<_>>()
            }
        };
        let before = others(&world).await;
        assert!(!before.is_empty());
        publish(&mut world, "\"18 d\"").await;
        assert_eq!(others(&world).await, before);
    }

    async fn a_record_of_the_old_version_is_never_opened_again(mut world) {
        three_students(&mut world).await;
        publish(&mut world, "\"25 d\"").await;
        let old =
            Record::raised(just_after(day(24)), Why::Time).cleared(oclock(27, 9), Why::Published);
        assert_eq!(world.records("ines", BELL).await, std::slice::from_ref(&old));
        // Within two days, but by the new version's own count.
        world.until(oclock(28, 9)).await;
        let new = Record::raised(just_after(day(28)), Why::Time);
        assert_eq!(world.records("ines", BELL).await, [old, new]);
        assert_eq!(versions(&world, "ines").await, [1, 2]);
    }
}
