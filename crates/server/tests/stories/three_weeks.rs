//! A student misses three weeks of mentoring.

use vigie_domain::fact::SessionOutcome;
use vigie_server::app::contact::Outcome;
use vigie_store::Why;

use crate::support::{Record, World, day, just_after, oclock, on_both, student};

const BELL: &str = "no-session";

on_both! {
    async fn a_student_misses_three_weeks_of_mentoring(mut world) {
        three_weeks(&mut world).await;
    }
}

/// The whole story, told once more where the program keeps being restarted.
pub(crate) async fn three_weeks(world: &mut World) {
    let tale = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(1, 9))
        .session_held(day(3));
    world.lives(tale).await;

    it_rings_three_weeks_and_a_second_after_the_session(world).await;
    a_call_takes_her_off_the_list_for_the_day(world).await;
    a_session_ends_it_and_within_two_days_it_is_the_same_signal(world).await;
    later_it_is_a_new_signal(world).await;
}

async fn it_rings_three_weeks_and_a_second_after_the_session(world: &mut World) {
    world.until(day(24)).await;
    assert_eq!(world.records("ines", BELL).await, []);
    world.until(just_after(day(24))).await;
    let began = Record::raised(just_after(day(24)), Why::Time);
    assert_eq!(world.records("ines", BELL).await, [began]);

    let row = world.rows("ines", BELL).await.remove(0);
    let evidence: serde_json::Value = serde_json::from_str(&row.evidence).unwrap();
    assert_eq!(evidence["n"]["number"], f64::from(21 * 86_400 + 1));

    world.until(oclock(24, 9)).await;
    assert_eq!(world.reason("ines", BELL).await, Some(just_after(day(24))));
}

async fn a_call_takes_her_off_the_list_for_the_day(world: &mut World) {
    world.until(oclock(25, 10)).await;
    world.alex_reaches("ines", Outcome::Spoke).await;
    assert_eq!(world.line("ines").await, None);
    let open = Record::raised(just_after(day(24)), Why::Time);
    assert_eq!(world.records("ines", BELL).await, [open]);

    world.until(oclock(26, 9)).await;
    let line = world.line("ines").await.unwrap();
    assert_eq!(line.candidate.last_contact.unwrap().0, oclock(25, 10));
    assert_eq!(world.reason("ines", BELL).await, Some(just_after(day(24))));
}

async fn a_session_ends_it_and_within_two_days_it_is_the_same_signal(world: &mut World) {
    // Karim only now writes down a session that was held three weeks ago.
    world.until(oclock(27, 10)).await;
    let noted = student("ines").studying("web").session_recorded(
        oclock(27, 10),
        oclock(6, 12),
        SessionOutcome::Held,
    );
    world.hears(noted).await;
    let first = Record::raised(just_after(day(24)), Why::Time);
    let closed = first.clone().cleared(oclock(27, 10), Why::Fact);
    assert_eq!(world.records("ines", BELL).await, [closed]);

    world.until(oclock(27, 13)).await;
    assert_eq!(world.records("ines", BELL).await, [first.reopened(1)]);
    assert_eq!(world.reason("ines", BELL).await, Some(just_after(oclock(27, 12))));
}

async fn later_it_is_a_new_signal(world: &mut World) {
    world.lives(student("ines").studying("web").session_held(oclock(29, 14))).await;
    let first = Record::raised(just_after(day(24)), Why::Time)
        .reopened(1)
        .cleared(oclock(29, 14), Why::Fact);
    assert_eq!(world.records("ines", BELL).await, std::slice::from_ref(&first));

    world.until(oclock(51, 9)).await;
    let second = Record::raised(just_after(oclock(50, 14)), Why::Time);
    assert_eq!(world.records("ines", BELL).await, [first, second]);
}
