//! The same thing said twice, said better, and taken back.

use vigie_domain::fact::Kind;
use vigie_domain::metric::{Metric, Value};
use vigie_domain::time::Instant;
use vigie_store::Why;

use crate::support::world::enrolment;
use crate::support::{Record, World, day, just_after, oclock, on_both, student};

const BELL: &str = "no-session";

/// A session that the source calls `s1`, and its version of it.
fn session(at: Instant, revision: i64) -> crate::support::Tale {
    student("ines").studying("web").session_held(at).called("s1").revision(revision)
}

async fn sessions_held(world: &World) -> f64 {
    let standing = world.standing("ines").await;
    let view = standing.view(Some(enrolment("ines", "web")), &world.school.context);
    match Metric::find("sessions_held").unwrap().read(&view).value {
        Value::Number(line) => line.at(standing.at),
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn the_same_again_changes_nothing(mut world) {
        let tale = student("ines").enrols("web", day(0)).session_held(day(3));
        world.lives(tale.clone()).await;
        world.until(oclock(25, 9)).await;
        let (before, records) =
            (world.standing("ines").await, world.records("ines", BELL).await);
        let appended = world.receives(&tale.facts).await;
        assert_eq!((appended.new, appended.duplicates, appended.revisions), (0, 2, 0));
        assert_eq!(world.standing("ines").await, before);
        assert_eq!(world.records("ines", BELL).await, records);
    }

    async fn a_revision_changes_what_stands(mut world) {
        world.lives(student("ines").enrols("web", day(0))).await;
        world.lives(session(day(3), 0)).await;
        world.until(oclock(25, 9)).await;
        assert!(world.ringing("ines").await.contains(&BELL.to_owned()));
        let appended = world.hears(session(day(5), 1)).await;
        assert_eq!((appended.new, appended.revisions), (0, 1));
        let closed =
            Record::raised(just_after(day(24)), Why::Time).cleared(oclock(25, 9), Why::LateFact);
        assert_eq!(world.records("ines", BELL).await, [closed]);
        assert!((sessions_held(&world).await - 1.0).abs() < f64::EPSILON);
    }

    async fn a_revision_that_moves_a_fact_forward_does_not_count_it_twice(mut world) {
        world.lives(student("ines").enrols("web", day(0))).await;
        world.lives(session(day(3), 0)).await;
        world.lives(session(day(5), 1)).await;
        assert!((sessions_held(&world).await - 1.0).abs() < f64::EPSILON);
    }

    async fn a_lower_revision_changes_nothing(mut world) {
        world.lives(student("ines").enrols("web", day(0))).await;
        world.lives(session(day(3), 2)).await;
        world.until(oclock(25, 9)).await;
        let records = world.records("ines", BELL).await;
        let appended = world.hears(session(day(5), 1)).await;
        assert_eq!((appended.new, appended.revisions), (0, 1));
        assert_eq!(world.records("ines", BELL).await, records);
        let standing = world.standing("ines").await;
        let ringing = standing.ringing.iter().find(|ringing| ringing.indicator == BELL).unwrap();
        assert_eq!(ringing.since, just_after(day(24)));
    }

    async fn a_retraction_takes_a_fact_back(mut world) {
        world.lives(student("ines").enrols("web", day(0)).session_held(day(3))).await;
        world.lives(session(day(8), 0)).await;
        world.until(oclock(26, 9)).await;
        assert_eq!(world.records("ines", BELL).await, []);
        let mistaken = student("ines").takes_back(oclock(26, 9), Kind::SessionRecorded, "s1");
        world.hears(mistaken).await;
        let now = oclock(26, 9);
        assert_eq!(world.records("ines", BELL).await, [Record::raised(now, Why::LateFact)]);
        assert!((sessions_held(&world).await - 1.0).abs() < f64::EPSILON);
    }

    async fn a_retraction_may_come_before_what_it_takes_back(mut world) {
        world.lives(student("ines").enrols("web", day(0)).session_held(day(3))).await;
        world.lives(student("ines").takes_back(day(9), Kind::SessionRecorded, "s1")).await;
        world.lives(session(day(10), 0)).await;
        assert!((sessions_held(&world).await - 1.0).abs() < f64::EPSILON);
        assert_eq!(world.standing("ines").await, world.standing_at("ines", day(10)).await);
    }
}
