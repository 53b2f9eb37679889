//! A message that was to leave later does not leave past what its author could
//! not know: it waits until somebody decides.

use vigie_domain::access::Role;
use vigie_domain::fact::{Kind, Need};
use vigie_domain::ids::{MessageId, StaffId};
use vigie_domain::time::Instant;
use vigie_server::app::scheduled::Later;
use vigie_server::app::{Error, Refusal};

use crate::support::browser::{Browser, Site, account};
use crate::support::team::alex;
use crate::support::world::id;
use crate::support::{Tale, World, day, oclock, on_both, student};

const WORDS: &str = "Bravo pour ta soutenance de demain";
/// When the message leaves: on Tuesday, at eight.
const HOUR: fn() -> Instant = || oclock(22, 8);

/// It is Monday, ten o'clock, and Alex writes to Inès for the day after.
async fn written(world: &mut World) -> MessageId {
    world.lives(student("ines").enrols("web", day(0)).advised_by("alex", oclock(0, 9))).await;
    world.until(oclock(21, 10)).await;
    let later = Later {
        words: WORDS.to_owned(),
        send_at: HOUR(),
        follow_up_at: None,
        promises: Vec::new(),
    };
    world.app.schedule(id("ines"), alex(), &later).await.unwrap()
}

/// This happens at noon, and the hour comes.
async fn meanwhile(world: &mut World, tale: impl FnOnce(Tale, Instant) -> Tale) {
    world.app.clock.set(oclock(21, 12));
    let tale = tale(student("ines").studying("web"), oclock(21, 12));
    world.imports(&tale.facts).await;
    world.round(HOUR()).await;
}

async fn sent(world: &World) -> usize {
    let facts = world.app.store.facts_of(id("ines")).await.unwrap();
    facts.iter().filter(|fact| fact.kind() == Kind::MessageOut).count()
}

async fn signed_in(world: &World, who: &str) -> Browser {
    account(world, who, Role::Advisor, Some(who)).await;
    Site::open(world).await.signed_in(who).await
}

fn thread() -> String {
    format!("/students/{}/conversation", id("ines"))
}

on_both! {
    async fn after_danger_it_does_not_leave_and_its_author_decides(mut world) {
        let message = written(&mut world).await;
        meanwhile(&mut world, |tale, at| tale.says_they_need(Need::Danger, at)).await;
        assert_eq!(sent(&world).await, 0);
        world.round(oclock(22, 9)).await;
        assert_eq!(sent(&world).await, 0, "nor an hour later");
        let mut alex = signed_in(&world, "alex").await;
        let today = alex.get("/today").await;
        for shown in ["Messages qui ne sont pas partis", "a parlé de danger"] {
            assert!(today.text().contains(shown), "{shown}: {}", today.text());
        }
        let page = alex.get(&thread()).await;
        assert!(page.text().contains(WORDS), "nothing is lost: {}", page.text());
        let form = page.forms(&format!("/scheduled/{message}")).remove(0);
        let page = alex.submit(&form, &[("act", "send")]).await;
        assert!(page.text().contains("message envoyé"), "{}", page.text());
        assert_eq!(sent(&world).await, 1);
        assert!(!alex.get("/today").await.text().contains("ne sont pas partis"));
    }

    async fn a_question_keeps_it_back_until_it_is_written_anew(mut world) {
        let message = (id("ines"), written(&mut world).await);
        meanwhile(&mut world, Tale::writes).await;
        assert_eq!(sent(&world).await, 0);
        let row = world.app.store.scheduled_for(message.0).await.unwrap().remove(0);
        let stale = world.app.send_kept(message, alex(), row.version - 1).await.unwrap_err();
        assert!(matches!(stale, Error::Refused(Refusal::ScheduledChanged)), "{stale}");
        let anew = Later {
            words: "Merci de ton message".to_owned(),
            send_at: oclock(22, 18),
            follow_up_at: None,
            promises: Vec::new(),
        };
        world.app.change_scheduled(message, alex(), row.version, &anew).await.unwrap();
        world.round(oclock(22, 18)).await;
        assert_eq!(sent(&world).await, 1);
    }

    async fn what_the_author_knew_keeps_nothing_back(mut world) {
        written(&mut world).await;
        let known = student("ines").studying("web").writes(oclock(21, 9));
        world.imports(&known.facts).await;
        world.round(HOUR()).await;
        assert_eq!(sent(&world).await, 1);
    }

    async fn whoever_has_the_student_now_reads_it_and_sends_nothing_in_anothers_name(mut world) {
        let message = (id("ines"), written(&mut world).await);
        meanwhile(&mut world, |tale, at| tale.advised_by("billie", at)).await;
        assert_eq!(sent(&world).await, 0);
        let mut billie = signed_in(&world, "billie").await;
        assert!(billie.get("/today").await.text().contains("à quelqu'un d'autre"));
        let page = billie.get(&thread()).await;
        assert!(page.text().contains(WORDS), "{}", page.text());
        let version = world.app.store.scheduled_for(message.0).await.unwrap()[0].version;
        let refused = world.app.send_kept(message, StaffId::derive("billie"), version).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotTheAuthor))));
        // Dropping it is theirs to do, and is remembered.
        let form = page.forms(&format!("/scheduled/{}", message.1)).pop().unwrap();
        billie.submit(&form, &[("act", "cancel")]).await;
        assert_eq!(world.app.store.scheduled_for(message.0).await.unwrap(), []);
        let about = world.app.remembered_about(message.0).await.unwrap();
        assert!(about.iter().any(|row| row.action == "message_dropped"), "{about:?}");
    }

    async fn given_on_and_back_again_it_leaves(mut world) {
        written(&mut world).await;
        let back = |tale: Tale, at| tale.advised_by("billie", at).advised_by("alex", oclock(21, 13));
        meanwhile(&mut world, back).await;
        assert_eq!(sent(&world).await, 1);
    }

    async fn what_somebody_wrote_who_left_the_school_stays(mut world) {
        written(&mut world).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        world.app.clock.set(oclock(21, 18));
        let user = world.app.store.user_by_email("alex@ecole.example").await.unwrap().unwrap();
        world.app.end_account(None, user.id).await.unwrap();
        world.round(HOUR()).await;
        assert_eq!(sent(&world).await, 0);
        let row = world.app.store.scheduled_for(id("ines")).await.unwrap().remove(0);
        assert_eq!(row.kept.map(|(at, why)| (at, why.name())), Some((HOUR(), "author-gone")));
    }
}
