//! A leave stops the study clock.

use vigie_store::Why;

use crate::support::{Record, day, just_after, on_both, student};

on_both! {
    async fn a_leave_moves_the_bell_by_its_length(mut world) {
        let tale = student("ines")
            .enrols("web", day(0))
            .session_held(day(3))
            .pauses(day(10), Some(day(17)));
        world.lives(tale).await;
        world.until(day(31)).await;
        assert_eq!(world.records("ines", "no-session").await, []);
        world.until(just_after(day(31))).await;
        let began = Record::raised(just_after(day(31)), Why::Time);
        assert_eq!(world.records("ines", "no-session").await, [began]);
    }

    async fn a_leave_that_was_only_planned_moves_it_too(mut world) {
        let tale = student("ines")
            .enrols("web", day(0))
            .session_held(day(3))
            .plans_leave(day(4), day(10), day(17));
        world.lives(tale).await;
        world.until(day(60)).await;
        let began = Record::raised(just_after(day(31)), Why::Time);
        assert_eq!(world.records("ines", "no-session").await, [began]);
    }

    async fn coming_back_early_brings_the_bell_forward(mut world) {
        let tale = student("ines")
            .enrols("web", day(0))
            .session_held(day(3))
            .pauses(day(10), Some(day(30)))
            .resumes(day(12));
        world.lives(tale).await;
        world.until(day(60)).await;
        let began = Record::raised(just_after(day(26)), Why::Time);
        assert_eq!(world.records("ines", "no-session").await, [began]);
    }
}
