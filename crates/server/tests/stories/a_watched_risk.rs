//! People and the computed risk: they read what it reads, see why, object, say
//! that it was wrong; and the manager hears when it no longer fits the school.

use vigie_domain::access::Role;
use vigie_domain::fact::{Activity, WithdrawalReason, Withdrawn};
use vigie_domain::indicator::Verdict;
use vigie_domain::time::{DAY, Span};
use vigie_server::app::contact::{Marks, NewContact, Outcome};
use vigie_server::app::link::Holder;

use crate::support::browser::{Browser, Site, account, student_account};
use crate::support::learned::{
    ON_RISK, STUDENTS, TODAY, because, in_force, is_quiet, leaves, lived, looks, name, recent,
};
use crate::support::world::id;
use crate::support::{World, day, on_both, student};

async fn signed_in(world: &World, site: &Site, who: &str, role: Role) -> Browser {
    let staff = (role == Role::Advisor).then_some(who);
    account(world, who, role, staff).await;
    let mut browser = site.browser();
    browser.signs_in(&format!("{who}@ecole.example")).await;
    browser
}

/// Somebody who worked little, is still there, and is Alex's.
async fn somebody(world: &mut World) -> String {
    let one = name(recent(true));
    let begun = day(recent(true) / 5 * 7);
    world.imports(&student(&one).advised_by("alex", begun).facts).await;
    one
}

/// Alex reaches somebody, and says what the signal was worth.
async fn says(world: &World, number: i64, verdict: Verdict) {
    let contact = NewContact {
        marks: Marks { verdict: Some(verdict), ours: None, sensitive: false },
        ..world.contact(&name(number), Outcome::Spoke)
    };
    world.app.add_contact(contact).await.unwrap();
}

on_both! {
    async fn everybody_reads_what_the_machine_reads(mut world) {
        lived(&mut world).await;
        let one = somebody(&mut world).await;
        let site = Site::open(&world).await;
        let mut manager = signed_in(&world, &site, "direction", Role::Manager).await;
        let nothing = manager.get("/risk/reads").await.text();
        assert!(nothing.contains("rien n'est calculé de personne"), "{nothing}");
        in_force(&world).await;
        let page = manager.get("/risk/reads").await.text();
        for shown in ["L'activité", "Ne sont pas lus : genre, handicap", "« essai »", "fois sur 100", "S'y opposer"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        assert!(manager.get("/risk").await.html.contains("href=\"/risk/reads\""));
        let links = world.app.links().await.unwrap();
        let link = format!("/l/{}", links.issue(Holder::Student(id(&one)), world.now() + Span::days(9)));
        let mut theirs = site.browser();
        assert!(theirs.get(&link).await.html.contains(&format!("href=\"{link}/reads\"")));
        let page = theirs.get(&format!("{link}/reads")).await;
        assert!(page.status == 200 && page.forms("/risk").len() == 1, "{}", page.text());
    }

    async fn a_student_objects_and_takes_it_back(mut world) {
        lived(&mut world).await;
        let one = somebody(&mut world).await;
        in_force(&world).await;
        student_account(&world, "elle", id(&one)).await;
        world.publishes(ON_RISK).await;
        assert!(world.ringing(&one).await.contains(&"on-risk".to_owned()));
        let site = Site::open(&world).await;
        let mut theirs = site.browser();
        let page = theirs.signs_in("elle@ecole.example").await;
        let page = theirs.submit(&page.form("/me/risk"), &[]).await;
        assert!(page.text().contains("le calcul s'arrête"), "{}", page.text());
        assert!(world.standing(&one).await.journey.objects_to_risk());
        assert!(!world.ringing(&one).await.contains(&"on-risk".to_owned()), "it has no risk now");

        let mut alex = signed_in(&world, &site, "alex", Role::Advisor).await;
        let path = format!("/students/{}", id(&one));
        let person = alex.get(&path).await;
        assert!(person.text().contains("s'oppose au calcul du risque"), "{}", person.text());
        assert!(alex.get(&format!("{path}/risk")).await.text().contains("rien n'est calculé"));

        world.app.clock.set(world.now() + Span(60));
        let page = theirs.get("/me").await;
        theirs.submit(&page.form("/me/risk"), &[]).await;
        assert!(!world.standing(&one).await.journey.objects_to_risk());
        // Said to their advisor, it is the same.
        world.app.clock.set(world.now() + Span(60));
        let person = alex.get(&path).await;
        let person = alex.submit(&person.form("/risk"), &[]).await;
        assert!(person.text().contains("son opposition est notée"), "{}", person.text());
        assert!(world.standing(&one).await.journey.objects_to_risk());
    }

    async fn an_advisor_reads_what_the_computation_saw(mut world) {
        lived(&mut world).await;
        let one = somebody(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = signed_in(&world, &site, "alex", Role::Advisor).await;
        let path = format!("/students/{}", id(&one));
        assert!(!alex.get(&path).await.text().contains("Ce que le calcul a vu"), "no model spoke");
        in_force(&world).await;
        assert!(alex.get(&path).await.text().contains("Ce que le calcul a vu"));
        let saw = alex.get(&format!("{path}/risk")).await;
        for shown in ["Ce qui pèse", "Sur 100 situations semblables", "pas ce qui va arriver à cette personne"] {
            assert!(saw.text().contains(shown), "{shown}: {}", saw.text());
        }
    }

    async fn who_was_right_is_told_later(mut world) {
        lived(&mut world).await;
        let made = in_force(&world).await;
        world.publishes(ON_RISK).await;
        let there = |number: &i64| leaves(*number).is_none();
        let asked: Vec<i64> = (0..STUDENTS - 30).rev().filter(there).take(14).collect();
        for (place, number) in asked.iter().enumerate() {
            world.app.clock.set(world.now() + Span(60));
            let verdict = if place < 2 { Verdict::Helped } else { Verdict::NotNeeded };
            says(&world, *number, verdict).await;
        }
        let found = world.app.risk_overrides().await.unwrap()[&made.id];
        assert_eq!((found.said, found.disagreed, found.settled), (14, 12, 0));
        // Three of those disagreed about leave within the two months.
        for number in &asked[2..5] {
            let left = Withdrawn { reason: WithdrawalReason::Unknown, return_at: None };
            let gone = student(&name(*number)).studying("web").lived(day(TODAY + 20), left);
            world.imports(&gone.facts).await;
        }
        world.app.clock.set(day(TODAY + 60));
        let found = world.app.risk_overrides().await.unwrap()[&made.id];
        assert_eq!((found.settled, found.came_true), (12, 3));
        assert!(found.rate().is_some() && found.model_was_right().is_some());
        let site = Site::open(&world).await;
        let mut manager = signed_in(&world, &site, "direction", Role::Manager).await;
        let page = manager.get("/risk").await.text();
        assert!(page.contains("Sur 12 contacts de 14") && page.contains("Pour 3 de ces 12"), "{page}");
    }

    async fn a_drift_is_told_once_until_somebody_saw_it(mut world) {
        lived(&mut world).await;
        let made = in_force(&world).await;
        let rung = |world: &World| {
            let app = world.app.clone();
            async move { app.risk_rings().await.unwrap() }
        };
        // Everybody who is there works ten times as much as anybody did.
        let mut busy = Vec::new();
        for number in (0..STUDENTS).filter(|number| leaves(*number).is_none()) {
            let mut tale = student(&name(number)).studying("web");
            for week in 0..6 {
                let (to, actions) = (day(TODAY + 7 * week + 2), 900);
                let from = to - DAY;
                let body = Activity { from, to, actions, active_days: Some(1), kinds: Vec::new() };
                tale = tale.lived(to, body);
            }
            busy.extend(tale.facts);
        }
        world.app.clock.set(day(TODAY + 45));
        world.imports(&busy).await;
        looks(&world).await;
        let rings = rung(&world).await;
        assert_eq!(rings.len(), 1, "{:?}", world.app.risk_drift(&made.id, 9).await);
        assert!(rings[0].week.rings() && rings[0].ring.seen.is_none());
        // The week after, it is as it was: nothing rings again.
        world.app.clock.set(day(TODAY + 52));
        looks(&world).await;
        assert_eq!(rung(&world).await.len(), 1);

        let site = Site::open(&world).await;
        let mut manager = signed_in(&world, &site, "direction", Role::Manager).await;
        let friday = manager.get("/friday").await;
        assert!(friday.text().contains("l'école ne ressemble plus"), "{}", friday.text());
        let page = manager.submit(&friday.form("/risk/seen"), &[]).await;
        assert!(page.path == "/friday" && page.text().contains("Calcul du risque : vu"), "{}", page.text());
        // Taken back, and seen again.
        let page = manager.submit(&page.form("/risk/seen"), &[]).await;
        assert!(page.text().contains("l'école ne ressemble plus"), "{}", page.text());
        manager.submit(&page.form("/risk/seen"), &[]).await;
        world.app.clock.set(world.now() + Span(2 * 3_600));
        assert_eq!(rung(&world).await, []);
        let page = manager.get("/risk").await;
        assert!(page.forms("/risk/seen").is_empty());
        world.app.clock.set(day(TODAY + 59));
        looks(&world).await;
        assert_eq!(rung(&world).await, [], "the same drift, which somebody saw");
        let kept = world.app.see_risk_ring(&made.id, rings[0].ring.at, false, &because("")).await;
        assert!(kept.is_err(), "too late to take back");
    }
}

#[test]
fn the_story_has_people_of_both_kinds() {
    assert!(is_quiet(recent(true)) && !is_quiet(recent(false)));
}
