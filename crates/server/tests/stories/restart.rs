//! The program may stop at any moment: it loses nothing, it repeats nothing.

use crate::support::{day, on_both, student};
use crate::three_weeks::three_weeks;

on_both! {
    async fn three_weeks_with_a_restart_after_every_step(mut world) {
        world.restarts = true;
        three_weeks(&mut world).await;
    }

    async fn what_fell_due_while_the_program_was_down_is_recorded_as_of_then(mut world) {
        let tale = student("ines").enrols("web", day(0)).session_held(day(3));
        world.lives(tale.clone()).await;
        world.restart().await;
        world.until(day(40)).await;
        let raised = world.rows("ines", "no-session").await.remove(0).key.raised_at;
        assert_eq!(raised, crate::support::just_after(day(24)));
    }
}
