//! What an advisor writes down, and takes back.

use vigie_domain::fact::{Channel, Kind, Kinds, Occasion};
use vigie_domain::ids::Ref;
use vigie_domain::time::{MINUTE, Span};
use vigie_server::app::contact::{Marks, NewContact, Outcome};
use vigie_server::app::written::{OWN_KINDS, UNDO_WITHIN, Written};
use vigie_server::app::{Error, Refusal};

use crate::support::team::alex;
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// Inès, whose advisor is Alex, at nine o'clock of day 5.
async fn a_morning(world: &mut World) {
    let tale = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
        .spoke_with("alex", oclock(1, 9));
    world.lives(tale).await;
    world.until(oclock(5, 9)).await;
}

fn undoable(written: &[Written]) -> Vec<(Kind, &str)> {
    written.iter().map(|one| (one.kind, one.own_id.as_str())).collect()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn a_contact_is_undone_with_all_that_came_with_it(mut world) {
        a_morning(&mut world).await;
        let before = world.standing("ines").await;
        let contact = NewContact {
            note: Some("va mieux".to_owned()),
            promises: vec![("un créneau".to_owned(), oclock(5, 11))],
            snooze_until: Some(day(12)),
            ..world.contact("ines", Outcome::Spoke)
        };
        let written = world.app.add_contact(contact).await.unwrap();
        assert_eq!(written.len(), 3);
        assert_eq!(world.standing("ines").await.journey.contact.last.unwrap().at, oclock(5, 9));

        world.until(oclock(5, 9) + Span(5 * MINUTE.0)).await;
        for _ in 0..2 {
            world.app.undo(id("ines"), &undoable(&written)).await.unwrap();
        }
        let after = world.standing("ines").await.journey;
        assert_eq!(after.contact, before.journey.contact);
        assert_eq!(after.retractions, 3);
        world.until(oclock(5, 12)).await;
        assert!(!world.ringing("ines").await.contains(&"promise-due".to_owned()));
    }

    async fn after_an_hour_nothing_is_undone(mut world) {
        a_morning(&mut world).await;
        let written = world.app.add_contact(world.contact("ines", Outcome::Met)).await.unwrap();
        world.until(oclock(5, 9) + UNDO_WITHIN + Span(1)).await;
        let undone = world.app.undo(id("ines"), &undoable(&written)).await;
        assert_eq!(refused(undone), Refusal::NotUndoable);
        assert_eq!(world.standing("ines").await.journey.retractions, 0);
    }

    async fn what_came_from_elsewhere_is_not_undone_here(mut world) {
        a_morning(&mut world).await;
        let foreign = format!("call-{}", oclock(1, 9).0);
        let undone = world.app.undo(id("ines"), &[(Kind::Call, foreign.as_str())]).await;
        assert_eq!(refused(undone), Refusal::NotUndoable);
    }

    async fn a_contact_of_the_future_is_refused(mut world) {
        a_morning(&mut world).await;
        let tomorrow = NewContact { at: day(6), ..world.contact("ines", Outcome::Spoke) };
        assert_eq!(refused(world.app.add_contact(tomorrow).await), Refusal::Future);
    }

    async fn a_contact_of_yesterday_takes_its_place(mut world) {
        a_morning(&mut world).await;
        let late = NewContact { at: oclock(4, 15), ..world.contact("ines", Outcome::Spoke) };
        world.app.add_contact(late).await.unwrap();
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!(contact.last.unwrap().at, oclock(4, 15));
    }

    async fn a_promise_is_kept(mut world) {
        a_morning(&mut world).await;
        world.lives(student("ines").promised("une attestation", oclock(5, 10), oclock(6, 10))).await;
        world.until(oclock(6, 11)).await;
        assert!(world.ringing("ines").await.contains(&"promise-due".to_owned()));

        let promise = world.standing("ines").await.journey.contact.promises[0].promise;
        world.app.keep_promise(id("ines"), promise).await.unwrap();
        assert!(!world.ringing("ines").await.contains(&"promise-due".to_owned()));
        assert_eq!(refused(world.app.keep_promise(id("ines"), promise).await), Refusal::NoSuchPromise);
        let never = world.app.keep_promise(id("ines"), Ref(7)).await;
        assert_eq!(refused(never), Refusal::NoSuchPromise);
    }

    async fn a_message_is_pasted_and_answered(mut world) {
        a_morning(&mut world).await;
        let words = "slt qqun a compris les promises js? moi non mdr 😅";
        let message = world.app.receive_message(
            id("ines"), Channel::Community, words, oclock(4, 20), true,
        );
        let message = message.await.unwrap().remove(0);
        let waiting = world.standing("ines").await.journey.contact.unanswered.unwrap();
        assert_eq!((waiting.since, waiting.last), (oclock(4, 20), message.fact));
        // A working day later: Friday evening waits until Monday.
        world.until(oclock(8, 9)).await;
        assert!(world.ringing("ines").await.contains(&"message-unanswered".to_owned()));

        world.app.add_contact(world.contact("ines", Outcome::Wrote)).await.unwrap();
        assert!(!world.ringing("ines").await.contains(&"message-unanswered".to_owned()));
        assert_eq!(world.standing("ines").await.journey.contact.last.unwrap().at, oclock(8, 9));
    }

    async fn a_note_needs_words_and_a_date_to_come_back_lies_ahead(mut world) {
        a_morning(&mut world).await;
        assert_eq!(refused(world.app.add_note(id("ines"), alex(), "  ", Marks::default()).await), Refusal::NoWords);
        let past = world.app.snooze(id("ines"), alex(), world.now(), Marks::default()).await;
        assert_eq!(refused(past), Refusal::Past(world.now()));
        world.app.add_note(id("ines"), alex(), "préfère écrire", Marks::default()).await.unwrap();
        world.app.snooze(id("ines"), alex(), day(9), Marks::default()).await.unwrap();
        let snoozed = world.standing("ines").await.journey.contact.snoozed;
        assert_eq!(snoozed, Some((world.now(), day(9))));
    }

    async fn congratulations_clear_the_good_news(mut world) {
        a_morning(&mut world).await;
        world.lives(student("ines").hired(oclock(5, 10), day(20))).await;
        assert!(world.ringing("ines").await.contains(&"job-start".to_owned()));
        world.until(oclock(5, 11)).await;
        world.app.congratulate(id("ines"), alex(), Occasion::Job, Marks::default()).await.unwrap();
        assert!(!world.ringing("ines").await.contains(&"job-start".to_owned()));
    }

    async fn a_click_looks_at_nobody_else(mut world) {
        a_morning(&mut world).await;
        world.lives(student("max").enrols("web", oclock(5, 9))).await;
        let before = world.app.store.standing(id("max")).await.unwrap().unwrap();
        world.until(oclock(5, 10)).await;
        world.app.add_contact(world.contact("ines", Outcome::Spoke)).await.unwrap();
        let after = world.app.store.standing(id("max")).await.unwrap().unwrap();
        assert_eq!(after.evaluated_at, before.evaluated_at);
    }
}

#[test]
fn nothing_that_a_person_cannot_write_is_supplied_by_vigie() {
    assert!(!OWN_KINDS.meets(Kinds::of(&[Kind::Activity, Kind::Enrolled, Kind::Diploma])));
}
