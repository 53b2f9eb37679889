//! Whatever box of the portal danger is typed into, it rings.

use vigie_domain::case::Author;
use vigie_domain::fact::{Diploma, Kind};
use vigie_domain::ids::StaffId;

use crate::support::browser::{Site, student_account};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

const WORDS: &str = "j'ai envie de mourir";
/// Who types, where it is sent, and what goes with it.
type Typed = (&'static str, &'static str, &'static [(&'static str, &'static str)]);
/// A box each.
const BOXES: [Typed; 10] = [
    ("well", "/me/say", &[("say", "well"), ("text", WORDS)]),
    ("call", "/me/say", &[("say", "call"), ("text", WORDS)]),
    ("mentor", "/me/say", &[("say", "mentor"), ("text", WORDS)]),
    ("text", "/me/say", &[("say", "text"), ("text", WORDS)]),
    ("job", "/me/say", &[("say", "job"), ("text", WORDS), COMPANY, STARTS, CONTRACT]),
    ("company", "/me/say", &[("say", "job"), ("company", WORDS), STARTS, CONTRACT]),
    ("leave", "/me/leave", &[("until", "2025-10-20"), ("text", WORDS)]),
    ("case", "/me/case", &[("text", WORDS)]),
    ("wishes", "/me/wishes", &[("hours", WORDS)]),
    ("reason", "/me/wrong", &[("reason", "no-session"), ("text", WORDS)]),
];
const COMPANY: (&str, &str) = ("company", "la mairie");
const STARTS: (&str, &str) = ("starts", "2025-11-03");
const CONTRACT: (&str, &str) = ("contract", "fixed_term");

/// Somebody whose last session was three weeks ago.
async fn joins(world: &mut World, name: &str) {
    let tale = student(name)
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
        .session_held(day(3));
    world.app.clock.set(day(0));
    world.lives(tale).await;
    student_account(world, name, id(name)).await;
}

async fn in_danger(world: &World, name: &str) -> bool {
    world.ringing(name).await.contains(&"danger".to_owned())
}

on_both! {
    async fn in_every_box_of_a_students_page(mut world) {
        for (name, ..) in BOXES {
            joins(&mut world, name).await;
        }
        joins(&mut world, "fact").await;
        world.until(oclock(26, 9)).await;
        for (name, path, fields) in BOXES {
            assert!(!in_danger(&world, name).await, "{name}");
            // Each at a door of their own: one may try only so often.
            let site = Site::open(&world).await;
            let page = site.signed_in(name).await.post(path, fields).await;
            assert_eq!(page.status, 200, "{name}: {}", page.text());
            assert!(in_danger(&world, name).await, "{name}");
        }
        let facts = world.app.store.facts_of(id("fact")).await.unwrap();
        let fact = facts.iter().find(|fact| fact.kind() == Kind::SessionRecorded).unwrap();
        let wrong = [("fact", &*fact.id.to_string()), ("text", WORDS)];
        let site = Site::open(&world).await;
        site.signed_in("fact").await.post("/me/wrong", &wrong).await;
        assert!(in_danger(&world, "fact").await);
    }

    async fn beside_the_answer_to_is_it_settled(mut world) {
        for name in ["yes", "no"] {
            joins(&mut world, name).await;
            world.lives(student(name).spoke_with("alex", oclock(3, 9))).await;
            let (by, alex) = (Author::Staff(StaffId::derive("alex")), StaffId::derive("alex"));
            world.app.open_case(id(name), None, by, alex, None).await.unwrap();
            let days = (4..20).filter(|day| day % 7 < 5);
            let works = days.fold(student(name).studying("web"), |t, n| t.worked(day(n + 1), 40));
            world.lives(works).await;
        }
        world.round(oclock(21, 9)).await;
        let site = Site::open(&world).await;
        for name in ["yes", "no"] {
            let mut browser = site.signed_in(name).await;
            let form = browser.get("/me").await.form("/settled");
            browser.submit(&form, &[("settled", name), ("text", WORDS)]).await;
            assert!(in_danger(&world, name).await, "{name}");
            // A "no" also waits for an answer; a "yes" asks for none.
            let unanswered = world.standing(name).await.journey.contact.unanswered;
            assert_eq!(unanswered.is_some(), name == "no");
        }
    }

    async fn in_a_word_of_congratulation(mut world) {
        let diploma = Diploma { programme: "web".into(), guarantee_until: None };
        joins(&mut world, "max").await;
        joins(&mut world, "ines").await;
        world.lives(student("ines").studying("web").lived(oclock(20, 9), diploma)).await;
        let site = Site::open(&world).await;
        let mut ines = site.signed_in("ines").await;
        let own = ines.get("/me/news").await;
        ines.submit(&own.form("/named"), &[("agree", "yes")]).await;
        let mut max = site.signed_in("max").await;
        let page = max.get("/me/news").await;
        max.submit(&page.form("/kudos"), &[("text", WORDS)]).await;
        assert!(in_danger(&world, "max").await && !in_danger(&world, "ines").await);
    }
}
