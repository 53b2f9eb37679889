//! Dropping a message that was to leave later is taken back within the hour: it
//! waits again as it did, and never leaves for that alone.

use vigie_domain::access::Role;
use vigie_domain::fact::{Kind, Need};
use vigie_domain::ids::{MessageId, StudentId};
use vigie_domain::time::{HOUR, Instant, MINUTE, Span};
use vigie_server::app::scheduled::Later;
use vigie_server::app::{Error, Refusal};
use vigie_store::{KeptBack, ScheduledRow};

use crate::support::browser::{Browser, Page, Site, account};
use crate::support::team::alex;
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

const WORDS: &str = "Bravo ! Je te rappelle demain.";
/// When the message leaves: on Tuesday, at eight.
const LEAVES: fn() -> Instant = || oclock(22, 8);

/// It is Monday, ten o'clock; Alex writes to Inès for the day after, with a
/// promise.
async fn written(world: &mut World) -> (StudentId, MessageId) {
    world.lives(student("ines").enrols("web", day(0)).advised_by("alex", oclock(0, 9))).await;
    world.until(oclock(21, 10)).await;
    account(world, "alex", Role::Advisor, Some("alex")).await;
    let later = Later {
        words: WORDS.to_owned(),
        send_at: LEAVES(),
        follow_up_at: Some(oclock(29, 9)),
        promises: vec![("Je te rappelle demain".to_owned(), oclock(23, 18))],
    };
    (id("ines"), world.app.schedule(id("ines"), alex(), &later).await.unwrap())
}

async fn waits(world: &World) -> Vec<ScheduledRow> {
    world.app.store.scheduled_for(id("ines")).await.unwrap()
}

async fn signed_in(world: &World, who: &str) -> Browser {
    Site::open(world).await.signed_in(who).await
}

fn thread() -> String {
    format!("/students/{}/conversation", id("ines"))
}

fn place(message: (StudentId, MessageId)) -> String {
    format!("/students/{}/scheduled/{}", message.0, message.1)
}

/// The button that drops it is pressed.
async fn drops(browser: &mut Browser, message: (StudentId, MessageId)) -> Page {
    let form = browser.get(&thread()).await.forms(&place(message)).pop().unwrap();
    browser.submit(&form, &[("act", "cancel")]).await
}

async fn written_to_her(world: &World, kind: Kind) -> usize {
    let facts = world.app.store.facts_of(id("ines")).await.unwrap();
    facts.iter().filter(|fact| fact.kind() == kind).count()
}

on_both! {
    async fn put_back_it_leaves_at_its_hour_with_what_it_promises(mut world) {
        let message = written(&mut world).await;
        let before = waits(&world).await;
        let mut alex = signed_in(&world, "alex").await;
        let page = drops(&mut alex, message).await;
        page.says(&["INES · le message prévu mardi 23 septembre", "ne partira pas", "Annuler"]);
        assert_eq!(waits(&world).await, []);
        let today = alex.get("/today").await;
        today.says(&["INES · le message prévu", "Annuler"]);
        let page = alex.submit(&today.form(&place(message)), &[("act", "undo")]).await;
        assert_eq!(page.path, "/today");
        page.says(&["le message est revenu tel quel, il partira à son heure"]);
        assert!(page.forms(&place(message)).is_empty(), "{}", page.text());
        assert_eq!(waits(&world).await, before);
        world.round(LEAVES()).await;
        for kind in [Kind::MessageOut, Kind::PromiseMade, Kind::FollowUpSet] {
            assert_eq!(written_to_her(&world, kind).await, 1, "{kind}");
        }
    }

    async fn in_english_too_and_where_it_was_dropped(mut world) {
        let message = written(&mut world).await;
        let mut alex = signed_in(&world, "alex").await;
        alex.cookies.insert("vigie-language".to_owned(), "en".to_owned());
        let page = drops(&mut alex, message).await;
        page.says(&["INES · the message for Tuesday 23 September", "will not leave", "Undo"]);
        let page = alex.submit(&page.form(&place(message)), &[("act", "undo")]).await;
        assert_eq!(page.path, thread());
        page.says(&["the message is back as it was, it leaves at its hour"]);
        // A second tap on a page that stood open.
        let page = alex.post(&place(message), &[("act", "undo")]).await;
        page.says(&["the message is back as it was"]);
        assert_eq!(waits(&world).await.len(), 1);
    }

    async fn where_its_hour_passed_meanwhile_its_author_decides(mut world) {
        let message = written(&mut world).await;
        world.app.clock.set(LEAVES() - MINUTE);
        let mut alex = signed_in(&world, "alex").await;
        let page = drops(&mut alex, message).await;
        world.round(LEAVES() + MINUTE).await;
        let page = alex.submit(&page.form(&place(message)), &[("act", "undo")]).await;
        page.says(&["il attend qu'on le relise", "quand son heure est venue, il ne devait plus partir"]);
        world.round(LEAVES() + HOUR).await;
        assert_eq!(written_to_her(&world, Kind::MessageOut).await, 0, "not by itself");
        let row = waits(&world).await.remove(0);
        assert_eq!(row.kept, Some((LEAVES() + MINUTE, KeptBack::HourPassed)));
        assert_eq!((row.words.as_str(), row.send_at, row.promises.len()), (WORDS, LEAVES(), 1));
        alex.get("/today").await.says(&["Messages qui ne sont pas partis", "quand son heure est venue"]);
        world.app.send_kept(message, self::alex(), row.version).await.unwrap();
        assert_eq!(written_to_her(&world, Kind::MessageOut).await, 1);
    }

    async fn danger_that_was_stated_meanwhile_is_said_first(mut world) {
        let message = written(&mut world).await;
        world.app.clock.set(LEAVES() - MINUTE);
        world.app.cancel_scheduled(message, alex(), None).await.unwrap();
        let told = student("ines").studying("web").says_they_need(Need::Danger, LEAVES());
        world.app.clock.set(LEAVES());
        world.imports(&told.facts).await;
        let why = world.app.put_back_scheduled(message, alex(), None).await.unwrap();
        assert_eq!(why, Some(KeptBack::Danger));
    }

    async fn what_was_kept_back_is_kept_back_again_as_it_was(mut world) {
        let message = written(&mut world).await;
        world.app.clock.set(oclock(21, 12));
        let asked = student("ines").studying("web").writes(oclock(21, 12));
        world.imports(&asked.facts).await;
        world.round(LEAVES()).await;
        let before = waits(&world).await;
        assert_eq!(before[0].kept, Some((LEAVES(), KeptBack::Wrote)));
        let mut alex = signed_in(&world, "alex").await;
        drops(&mut alex, message).await;
        let today = alex.get("/today").await;
        assert!(!today.text().contains("Messages qui ne sont pas partis"), "{}", today.text());
        let page = alex.submit(&today.form(&place(message)), &[("act", "undo")]).await;
        page.says(&["il attend qu'on le relise", "Messages qui ne sont pas partis"]);
        assert_eq!(waits(&world).await, before);
    }

    async fn after_an_hour_its_words_are_gone(mut world) {
        let message = written(&mut world).await;
        let mut alex = signed_in(&world, "alex").await;
        drops(&mut alex, message).await;
        let dropped = world.now();
        world.round(dropped + HOUR).await;
        assert_eq!(world.app.store.dropped_messages().await.unwrap().len(), 1);
        world.app.clock.set(dropped + HOUR + Span(1));
        let today = alex.get("/today").await;
        assert!(today.forms(&place(message)).is_empty(), "{}", today.text());
        let late = world.app.put_back_scheduled(message, self::alex(), None).await.unwrap_err();
        assert!(matches!(late, Error::Refused(Refusal::NotUndoable)), "{late}");
        world.round(dropped + HOUR + Span(1)).await;
        assert_eq!(world.app.store.dropped_messages().await.unwrap(), []);
    }

    async fn what_a_colleague_dropped_its_author_puts_back_and_both_are_remembered(mut world) {
        let message = written(&mut world).await;
        account(&world, "billie", Role::Manager, Some("billie")).await;
        let mut billie = signed_in(&world, "billie").await;
        drops(&mut billie, message).await;
        let mut alex = signed_in(&world, "alex").await;
        // The day shows what one dropped oneself; the conversation shows it to both.
        assert!(alex.get("/today").await.forms(&place(message)).is_empty());
        let form = alex.get(&thread()).await.form(&place(message));
        alex.submit(&form, &[("act", "undo")]).await;
        assert_eq!(waits(&world).await[0].by, self::alex());
        let about = world.app.remembered_about(message.0).await.unwrap();
        let done: Vec<_> = about.iter().map(|row| row.action.as_str()).collect();
        for action in ["message_dropped", "message_put_back"] {
            assert_eq!(done.iter().filter(|known| **known == action).count(), 1, "{done:?}");
        }
    }
}
