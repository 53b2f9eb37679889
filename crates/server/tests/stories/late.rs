//! A fact arrives late.

use vigie_store::Why;

use crate::support::{Record, day, just_after, oclock, on_both, student};

const BELL: &str = "no-session";

on_both! {
    async fn the_open_signal_closes_and_earlier_ones_stay_as_they_were(mut world) {
        let tale = student("ines")
            .enrols("web", day(0))
            .session_held(day(3))
            .session_held(day(26))
            .spoke_with("alex", oclock(48, 10));
        world.lives(tale).await;
        world.until(oclock(49, 9)).await;
        let first = Record::raised(just_after(day(24)), Why::Time).cleared(day(26), Why::Fact);
        let second = Record::raised(just_after(day(47)), Why::Time);
        assert_eq!(world.records("ines", BELL).await, [first.clone(), second.clone()]);

        // It is older than the call that was written down meanwhile.
        world.hears(student("ines").studying("web").session_held(day(40))).await;
        let second = second.cleared(oclock(49, 9), Why::LateFact);
        assert_eq!(world.records("ines", BELL).await, [first, second]);
    }

    async fn what_had_long_been_true_is_recorded_with_its_own_date(mut world) {
        let tale = student("ines")
            .enrols("web", day(0))
            .session_held(day(3))
            .pauses(day(10), None)
            .spoke_with("alex", oclock(29, 10));
        world.lives(tale).await;
        world.until(oclock(30, 9)).await;
        assert_eq!(world.records("ines", BELL).await, []);

        // She had been back since day 11; the school system tells it on day 30,
        // as known to everybody since then.
        let back = student("ines").studying("web").resumes(day(11));
        world.receives(&back.facts).await;
        let began = Record::raised(oclock(30, 9), Why::LateFact).since(just_after(day(25)));
        assert_eq!(world.records("ines", BELL).await, [began]);
    }

    async fn two_facts_within_one_second_are_not_late(mut world) {
        world.lives(student("ines").enrols("web", day(0)).session_held(day(3))).await;
        world.until(oclock(26, 9)).await;
        world.hears(student("ines").studying("web").mentored_by("karim", oclock(26, 9))).await;
        world.hears(student("ines").studying("web").session_held(oclock(26, 9))).await;
        let closed =
            Record::raised(just_after(day(24)), Why::Time).cleared(oclock(26, 9), Why::Fact);
        assert_eq!(world.records("ines", BELL).await, [closed]);
    }

    /// Told by the day only, a fact is known when the day is over.
    async fn what_is_known_from_tonight_counts_from_tonight(mut world) {
        world.lives(student("ines").enrols("web", day(0)).session_held(day(3))).await;
        world.until(oclock(25, 15)).await;
        let rang = Record::raised(just_after(day(24)), Why::Time);
        let mut today = student("ines").studying("web").session_held(oclock(25, 14));
        today.facts[0].known_at = day(26);
        world.imports(&today.facts).await;
        assert_eq!(world.records("ines", BELL).await, std::slice::from_ref(&rang));

        world.until(day(26)).await;
        assert_eq!(world.records("ines", BELL).await, [rang.cleared(day(26), Why::Fact)]);
        let (now, facts) = (world.now(), world.standing_at("ines", day(26)).await);
        assert_eq!((now, world.standing("ines").await), (day(26), facts));
    }

    /// The same, while other facts go on to arrive.
    async fn what_waits_for_tonight_is_not_forgotten_over_other_news(mut world) {
        world.lives(student("ines").enrols("web", day(0)).session_held(day(3))).await;
        world.until(oclock(20, 15)).await;
        let mut today = student("ines").studying("web").session_held(oclock(20, 14));
        today.facts[0].known_at = day(21);
        world.receives(&today.facts).await;
        world.lives(student("ines").spoke_with("alex", oclock(20, 16))).await;
        world.until(oclock(21, 9)).await;
        let now = world.now();
        assert_eq!(world.standing("ines").await, world.standing_at("ines", now).await);
        world.until(oclock(40, 9)).await;
        assert_eq!(world.records("ines", BELL).await, []);
    }
}
