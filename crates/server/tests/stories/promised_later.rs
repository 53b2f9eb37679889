//! Promises in what leaves later: two who promise in one message, and a message
//! that leaves now after all.

use vigie_domain::access::Role;
use vigie_domain::ids::{MessageId, StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_server::app::scheduled::Later;
use vigie_server::app::{Error, Refusal};

use crate::support::browser::{Browser, Form, Site, account};
use crate::support::team::alex;
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

const WORDS: &str = "Je te rappelle.";

fn thread() -> String {
    format!("/students/{}/conversation", id("ines"))
}

/// It is Monday 22 September 2025, ten o'clock.
async fn a_monday(world: &mut World) -> Browser {
    world.lives(student("ines").enrols("web", day(0)).advised_by("alex", oclock(0, 9))).await;
    world.until(oclock(21, 10)).await;
    account(world, "alex", Role::Advisor, Some("alex")).await;
    Site::open(world).await.signed_in("alex").await
}

/// Alex writes for Thursday, at nine, and is asked for which day she promises.
async fn offered(world: &World, alex: &mut Browser, text: &str) -> (Form, (StudentId, MessageId)) {
    let form = alex.get(&thread()).await.form("/conversation");
    let given =
        [("way", "message"), ("text", text), ("send", "later"), ("send_at", "2025-09-25T09:00")];
    let page = alex.submit(&form, &given).await;
    let message = world.app.store.scheduled_for(id("ines")).await.unwrap()[0].message;
    (page.form("/promises"), (id("ines"), message))
}

async fn promised_in(world: &World) -> Vec<(String, Instant)> {
    world.app.store.scheduled_for(id("ines")).await.unwrap().remove(0).promises
}

async fn promised(world: &World) -> Vec<Instant> {
    let promises = world.standing("ines").await.journey.contact.promises;
    promises.iter().map(|open| open.due).collect()
}

fn seconds(at: Instant) -> String {
    at.0.to_string()
}

on_both! {
    async fn of_two_who_promise_in_one_message_the_second_is_told_and_nothing_is_overwritten(mut world) {
        let mut alex = a_monday(&mut world).await;
        let (form, _) = offered(&world, &mut alex, WORDS).await;
        let (friday, monday) = (seconds(oclock(25, 18)), seconds(oclock(28, 18)));
        // The page stood open in two windows.
        let page = alex.submit(&form, &[("due", &friday)]).await;
        page.says(&["la promesse partira avec le message"]);
        let first = vec![("Je te rappelle".to_owned(), oclock(25, 18))];
        assert_eq!(promised_in(&world).await, first);
        let page = alex.submit(&form, &[("due", &monday)]).await;
        assert_eq!(page.status, 422);
        page.says(&["changé entre-temps", "Promis avec ce message, pour le 26 septembre"]);
        assert_eq!(promised_in(&world).await, first);
        // The same one, tapped twice, is there already.
        alex.submit(&form, &[("due", &friday)]).await.says(&["la promesse partira avec le message"]);
        assert_eq!(promised_in(&world).await, first);
        // What stands there now was seen: another day is chosen knowingly.
        let page = alex.submit(&page.form("/promises"), &[("due", &monday)]).await;
        page.says(&["la promesse partira avec le message"]);
        assert_eq!(promised_in(&world).await, [("Je te rappelle".to_owned(), oclock(28, 18))]);
    }

    async fn nothing_is_promised_in_words_that_changed_meanwhile(mut world) {
        let mut alex = a_monday(&mut world).await;
        let (form, message) = offered(&world, &mut alex, WORDS).await;
        let anew = Later {
            words: "Bon courage pour jeudi.".to_owned(),
            send_at: oclock(24, 9),
            follow_up_at: None,
            promises: Vec::new(),
        };
        world.app.change_scheduled(message, self::alex(), 1, &anew).await.unwrap();
        let page = alex.submit(&form, &[("due", &seconds(oclock(25, 18)))]).await;
        assert_eq!(page.status, 422);
        page.says(&["changé entre-temps", "Bon courage pour jeudi."]);
        assert!(page.forms("/promises").is_empty(), "{}", page.text());
        assert_eq!(promised_in(&world).await, []);
        world.round(oclock(24, 9)).await;
        let mut alex = Site::open(&world).await.signed_in("alex").await;
        let page = alex.submit(&form, &[("due", &seconds(oclock(28, 18)))]).await;
        page.says(&["déjà parti"]);
        assert_eq!((page.status, promised(&world).await), (422, Vec::new()));
    }

    async fn nobody_promises_in_anothers_name(mut world) {
        let mut alex = a_monday(&mut world).await;
        let (_, message) = offered(&world, &mut alex, WORDS).await;
        let billie = StaffId::derive("billie");
        let refused = world.app.promise_later(message, billie, 1, ("x", oclock(25, 18))).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotTheAuthor))));
        assert_eq!(promised_in(&world).await, []);
    }

    async fn sent_now_after_all_tomorrow_is_the_day_after_today(mut world) {
        let mut alex = a_monday(&mut world).await;
        // The hour for later stood open: the box was drawn for Friday.
        let friday = format!("{} Je te rappelle demain", seconds(oclock(25, 18)));
        let given = [
            ("way", "message"), ("text", "Je te rappelle demain."), ("promised1", friday.as_str()),
            ("send", "now"), ("send_at", "2025-09-25T09:00"),
        ];
        let form = alex.get(&thread()).await.form("/conversation");
        alex.submit(&form, &given).await.says(&["message envoyé"]);
        assert_eq!(promised(&world).await, [oclock(22, 18)]);
    }

    async fn a_day_that_was_picked_stays_whenever_the_message_leaves(mut world) {
        let mut alex = a_monday(&mut world).await;
        let friday = format!("{} Je te rappelle", seconds(oclock(25, 18)));
        let given = [
            ("way", "message"), ("text", WORDS), ("promised1", friday.as_str()),
            ("send", "now"), ("send_at", "2025-09-25T09:00"),
        ];
        let form = alex.get(&thread()).await.form("/conversation");
        alex.submit(&form, &given).await;
        assert_eq!(promised(&world).await, [oclock(25, 18)]);
    }
}
