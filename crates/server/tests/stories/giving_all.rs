//! Many students have nobody: one button gives each of them somebody, as it
//! was proposed, and takes it back.

use std::time::Duration;

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_domain::time::HOUR;
use vigie_server::app::caseload::Gift;

use crate::support::browser::{Browser, Page, Site, account};
use crate::support::world::id;
use crate::support::{World, oclock, on_both, student};

/// More than one transaction gives, and more than one page shows.
const MANY: usize = 45;

fn name(number: usize) -> String {
    format!("eleve{number:02}")
}

/// So many students, and nobody for any of them.
async fn nobodys(world: &mut World, many: usize) {
    for number in 0..many {
        world.app.clock.set(oclock(40, 8));
        world.lives(student(&name(number)).enrols("web", oclock(40, 8))).await;
    }
    world.until(oclock(40, 10)).await;
    account(world, "nadia", Role::Manager, None).await;
    account(world, "olive", Role::Manager, None).await;
}

/// The page, once nothing is going on any more.
async fn settled(browser: &mut Browser) -> Page {
    for _ in 0..600 {
        let page = browser.get("/caseload").await;
        if !page.html.contains("<progress") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it never ends");
}

/// How many of them somebody follows.
async fn advised(world: &World, many: usize) -> usize {
    let students: Vec<_> = (0..many).map(|number| id(&name(number))).collect();
    world.app.store.advisors_of(&students).await.unwrap().len()
}

on_both! {
    async fn all_who_wait_are_given_by_one_word_and_taken_back(mut world) {
        nobodys(&mut world, MANY).await;
        let site = Site::open(&world).await;
        let mut nadia = site.signed_in("nadia").await;
        let page = nadia.get("/caseload").await;
        page.says(&["45 personnes attendent quelqu'un", "Confier les 45"]);
        // Twenty at a time, each of them on one page.
        assert_eq!(page.forms("/caseload/give").len(), 20);
        let mut shown = std::collections::BTreeSet::new();
        for number in 1..=3 {
            let page = nadia.get(&format!("/caseload?page={number}")).await;
            shown.extend(page.forms("/caseload/give").iter().map(|form| form.field("student")));
        }
        assert_eq!(shown.len(), MANY);
        let form = page.form("/caseload/all");
        assert!(form.field("seen").len() < 64, "{form:?}");

        nadia.submit(&form, &[]).await;
        let page = settled(&mut nadia).await;
        page.says(&["45 personnes ont changé", "Tout le monde a quelqu'un"]);
        assert_eq!(advised(&world, MANY).await, MANY);
        let school = world.app.school().await.unwrap();
        assert_eq!(world.app.check_caseload(&school).await.unwrap().findings, []);
        let last = id(&name(MANY - 1));
        assert_eq!(world.app.remembered_about(last).await.unwrap().len(), 1);

        nadia.submit(&page.form("/caseload/undo"), &[]).await;
        settled(&mut nadia).await.says(&["C'est annulé", "45 personnes attendent"]);
        assert_eq!(advised(&world, MANY).await, 0);
        assert_eq!(world.app.remembered_about(last).await.unwrap().len(), 2);
    }

    async fn what_is_proposed_meanwhile_is_not_given_unseen(mut world) {
        nobodys(&mut world, 3).await;
        let site = Site::open(&world).await;
        let mut nadia = site.signed_in("nadia").await;
        let mut olive = site.signed_in("olive").await;
        let (hers, page) = (nadia.get("/caseload").await, olive.get("/caseload").await);
        // One of the two gives a single student to somebody else.
        let one = &page.forms("/caseload/give")[0];
        let billie = StaffId::derive("billie").to_string();
        assert_eq!(olive.submit(one, &[("to", &billie)]).await.status, 200);

        let told = nadia.submit(&hers.form("/caseload/all"), &[]).await;
        assert_eq!(told.status, 409);
        told.says(&["Entre-temps, la proposition a changé", "2 personnes attendent"]);
        assert_eq!(advised(&world, 3).await, 1);
        // Seen as it is now, it is given.
        nadia.submit(&told.form("/caseload/all"), &[]).await;
        settled(&mut nadia).await.says(&["Tout le monde a quelqu'un"]);
        assert_eq!(advised(&world, 3).await, 3);
        // Nothing is there to be given twice, nor is a word that was never said.
        for seen in [told.form("/caseload/all").field("seen"), String::new(), "f".repeat(32)] {
            assert_eq!(nadia.post("/caseload/all", &[("seen", &seen)]).await.status, 409);
        }
    }

    async fn whoever_was_given_to_somebody_in_between_stays_with_them_and_it_is_said(mut world) {
        nobodys(&mut world, 3).await;
        let site = Site::open(&world).await;
        let mut nadia = site.signed_in("nadia").await;
        let page = nadia.get("/caseload").await;
        // On the command line, of which the open page knows nothing.
        let first = id(&name(0));
        let billie = StaffId::derive("billie");
        let gift = Gift { student: first, from: None, to: billie };
        assert_eq!(world.app.give(None, &[gift]).await.unwrap().given, 1);
        nadia.submit(&page.form("/caseload/all"), &[]).await;
        settled(&mut nadia).await.says(&["Pour 1 autre, quelqu'un avait été choisi entre-temps"]);
        assert_eq!(advised(&world, 3).await, 3);
        assert_eq!(world.app.store.advisors_of(&[first]).await.unwrap()[&first], billie);
        let given = world.app.store.relays_since(world.now() - HOUR, 9).await.unwrap();
        assert_eq!(given.iter().map(|relay| relay.given).sum::<u64>(), 3, "nobody twice");
    }

    async fn of_two_who_press_at_once_each_student_is_given_once(mut world) {
        nobodys(&mut world, MANY).await;
        let site = Site::open(&world).await;
        let (mut nadia, mut olive) = (site.signed_in("nadia").await, site.signed_in("olive").await);
        let form = nadia.get("/caseload").await.form("/caseload/all");
        let (one, two) = tokio::join!(nadia.submit(&form, &[]), olive.submit(&form, &[]));
        for page in [&one, &two] {
            assert!([200, 409, 422].contains(&page.status), "{}", page.text());
        }
        settled(&mut nadia).await.says(&["Tout le monde a quelqu'un"]);
        let given = world.app.store.relays_since(world.now() - HOUR, 9).await.unwrap();
        assert_eq!(given.iter().map(|relay| relay.given).sum::<u64>(), MANY as u64);
        let school = world.app.school().await.unwrap();
        assert_eq!(world.app.check_caseload(&school).await.unwrap().findings, []);
    }

    async fn a_plan_that_was_seen_is_applied_as_a_whole(mut world) {
        for number in 0..40 {
            world.app.clock.set(oclock(40, 8));
            let tale = student(&name(number)).enrols("web", oclock(40, 8));
            world.lives(tale.advised_by("alex", oclock(40, 8))).await;
        }
        world.until(oclock(40, 10)).await;
        account(&world, "nadia", Role::Manager, None).await;
        let folder = tempfile::tempdir().unwrap();
        let week = ["caseload", "advisor", "alex", "--hours", "2"];
        crate::support::program::vigie(&world, folder.path(), &week).await;
        let site = Site::open(&world).await;
        let mut nadia = site.signed_in("nadia").await;
        let page = nadia.get("/caseload").await;
        let form = page.form("/caseload/all");
        assert_eq!(form.field("percent"), "100");
        nadia.submit(&form, &[]).await;
        let page = settled(&mut nadia).await;
        page.says(&["personne ne dépasse ses heures"]);
        let now = world.app.store.caseloads().await.unwrap();
        assert!(now[&Some(StaffId::derive("billie"))] > 0, "{now:?}");
        nadia.submit(&page.form("/caseload/undo"), &[]).await;
        settled(&mut nadia).await;
        let now = world.app.store.caseloads().await.unwrap();
        assert_eq!(now[&Some(StaffId::derive("alex"))], 40);
    }

    async fn of_a_large_team_somebody_else_is_chosen_one_student_at_a_time(mut world) {
        nobodys(&mut world, 2).await;
        let many = (0..60).map(|number| vigie_domain::directory::Staff {
            external: format!("c-{number}").into(),
            name: format!("Collègue {number:02}"),
            role: vigie_domain::fact::Role::Advisor,
            way: None,
            capacity: None,
        });
        let mut tx = world.app.store.begin().await.unwrap();
        tx.put_staff(&many.collect::<Vec<_>>()).await.unwrap();
        tx.commit().await.unwrap();
        let site = Site::open(&world).await;
        let mut nadia = site.signed_in("nadia").await;
        let page = nadia.get("/caseload").await;
        assert!(!page.html.contains("name=\"to\" required"), "{}", page.html);
        // As proposed, with one button; or another colleague, from the list.
        let first = &page.forms("/caseload/give")[0];
        assert!(!first.field("to").is_empty());
        let open = format!("/caseload?other={}", first.field("student"));
        assert!(page.html.contains(&open), "{}", page.html);
        let page = nadia.get(&open).await;
        assert_eq!(page.html.matches("name=\"to\" required").count(), 1);
        let chosen = StaffId::derive("c-42").to_string();
        let forms = page.forms("/caseload/give");
        let form = forms.iter().find(|form| form.field("student") == first.field("student")).unwrap();
        nadia.submit(form, &[("to", &chosen)]).await.says(&["Collègue 42"]);
        // Their weeks are on two pages.
        let weeks = nadia.get("/caseload?weeks=2").await;
        assert!(weeks.html.contains("weeks=1") || weeks.html.contains("/caseload#weeks"), "{}", weeks.html);
    }
}
