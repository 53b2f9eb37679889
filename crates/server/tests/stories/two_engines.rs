//! Two programs on one database.

use std::collections::BTreeSet;

use vigie_domain::ids::StudentId;
use vigie_server::app::{App, School};
use vigie_store::Why;
use vigie_store::across::Filter;

use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

const STUDENTS: i64 = 40;

fn name(n: i64) -> String {
    format!("student-{n}")
}

/// Each has their last session on another hour of day 3.
async fn a_school_full_of_students(world: &mut World) {
    let mut drafts = Vec::new();
    for n in 0..STUDENTS {
        let tale = student(&name(n)).enrols("web", day(0)).session_held(oclock(3, n % 24));
        world.settle_in(&tale).await;
        drafts.extend(tale.facts);
    }
    world.app.clock.set(day(4));
    world.imports(&drafts).await;
}

/// Wakes whoever is due at every sixth hour from day 4 to day 40.
async fn keep_watch(app: App, school: School) {
    for hour in (4 * 24..=40 * 24).step_by(6) {
        app.wake_due(&school, oclock(0, hour)).await.unwrap();
    }
}

on_both! {
    async fn two_engines_raise_each_signal_once(mut world) {
        a_school_full_of_students(&mut world).await;
        world.app.clock.set(day(40));
        let other = world.another_program().await;
        let watches = [
            tokio::spawn(keep_watch(world.app.clone(), world.app.school().await.unwrap())),
            tokio::spawn(keep_watch(other.clone(), other.school().await.unwrap())),
        ];
        for watch in watches {
            watch.await.unwrap();
        }
        for n in 0..STUDENTS {
            let history = world.app.store.signal_history(id(&name(n))).await.unwrap();
            let missed: Vec<_> =
                history.iter().filter(|row| row.key.indicator == "no-session").collect();
            assert_eq!(missed.len(), 1, "{missed:?}");
            assert_eq!(missed[0].key.raised_at.0, oclock(24, n % 24).0 + 1);
            let each: BTreeSet<_> =
                history.iter().map(|row| (&row.key.indicator, row.key.raised_at)).collect();
            assert_eq!(each.len(), history.len());
        }
        other.store.close().await;
    }

    /// Somebody writes down contacts while everybody is looked at again.
    async fn a_sweep_never_undoes_what_is_recorded_beside_it(mut world) {
        a_school_full_of_students(&mut world).await;
        world.app.clock.set(day(5));
        let other = world.another_program().await;
        let sweep = tokio::spawn(async move {
            for _ in 0..12 {
                other.look_again_at_everybody(Why::Published).await.unwrap();
            }
            other.store.close().await;
        });
        let mut round = 0;
        while !sweep.is_finished() {
            round += 1;
            for n in 0..STUDENTS {
                let call = student(&name(n)).spoke_with("alex", day(4)).called(&round.to_string());
                world.receives(&call.facts).await;
            }
        }
        sweep.await.unwrap();
        let everybody: Vec<StudentId> = (0..STUDENTS).map(|n| id(&name(n))).collect();
        let filter = || Filter::Students(everybody.clone());
        let (app, school, now) = (&world.app, &world.school, world.now());
        let cached = app.standings_now(school, filter(), now).await.unwrap();
        let told = app.standings_at(school, filter(), now).await.unwrap();
        for (cached, told) in cached.iter().zip(&told) {
            assert_eq!(cached, told);
        }
        assert_eq!(cached.len(), told.len());
    }
}
