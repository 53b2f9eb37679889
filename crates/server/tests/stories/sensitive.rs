//! Health, disability, danger: told to whoever needs it, and each view is
//! remembered.

use vigie_domain::access::Role;
use vigie_domain::case::{Author, Event, Part};
use vigie_domain::fact::{Need, NeedStated, WithdrawalReason, Withdrawn};
use vigie_domain::ids::StaffId;
use vigie_server::app::case::Change;
use vigie_server::app::caseload::NewAbsence;

use crate::support::browser::{Site, account};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

async fn a_student(world: &mut World) {
    let ines = student("ines").enrols("web", day(0)).advised_by("alex", oclock(0, 9));
    world.lives(ines.mentored_by("karim", day(0))).await;
    world.until(oclock(3, 10)).await;
    for (name, role) in
        [("alex", Role::Advisor), ("billie", Role::Advisor), ("karim", Role::Mentor)]
    {
        account(world, name, role, Some(name)).await;
    }
}

/// How often somebody was shown what is sensitive about a student.
async fn views(world: &World, name: &str) -> usize {
    let rows = world.app.remembered_about(id(name)).await.unwrap();
    rows.iter().filter(|row| row.action == "sensitive_seen").count()
}

const SECRET: &str = "opérée lundi, ne pas en parler";

on_both! {
    async fn the_days_list_as_a_file_is_a_view_of_whoever_is_in_danger(mut world) {
        a_student(&mut world).await;
        let danger = student("ines").studying("web").says_they_need(Need::Danger, world.now());
        world.imports(&danger.facts).await;
        let mut alex = Site::open(&world).await.signed_in("alex").await;
        let before = views(&world, "ines").await;
        assert_eq!(alex.get("/today.csv").await.status, 200);
        assert_eq!(views(&world, "ines").await, before + 1);
    }

    async fn a_sensitive_note_is_told_on_its_own_page_and_each_view_is_remembered(mut world) {
        a_student(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let mut billie = site.signed_in("billie").await;
        let mut karim = site.signed_in("karim").await;
        let ines = format!("/students/{}", id("ines"));
        let note = [("outcome", "spoke"), ("note", SECRET), ("sensitive", "yes")];
        assert_eq!(alex.post(&format!("{ines}/contact"), &note).await.status, 200);
        let note = [("way", "note"), ("text", SECRET), ("sensitive", "yes")];
        assert_eq!(alex.post(&format!("{ines}/conversation"), &note).await.status, 200);
        for path in [ines.clone(), format!("{ines}/conversation"), "/today?hours=0".to_owned()] {
            let page = alex.get(&path).await;
            assert_eq!(page.status, 200);
            assert!(!page.text().contains(SECRET), "{path}: {}", page.text());
        }
        assert_eq!(views(&world, "ines").await, 0);
        let page = alex.get(&ines).await;
        page.says(&["2 notes sensibles, gardées à part"]);
        for seen in 1..=2 {
            let page = alex.get(&format!("{ines}/sensitive")).await;
            page.says(&[SECRET, "note d'ALEX"]);
            assert_eq!(views(&world, "ines").await, seen);
        }
        assert_eq!(billie.get(&format!("{ines}/sensitive")).await.status, 403);
        assert_eq!(karim.get(&format!("{ines}/sensitive")).await.status, 403);
        assert!(!karim.get("/me").await.text().contains(SECRET));
        assert_eq!(views(&world, "ines").await, 2);
    }

    async fn a_promise_beside_a_sensitive_note_has_no_words(mut world) {
        a_student(&mut world).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        let ines = format!("/students/{}", id("ines"));
        let promised = format!("{} je la rappelle après son opération", oclock(4, 18).0);
        let note = [("way", "spoke"), ("text", SECRET), ("sensitive", "yes"), ("promised1", &promised)];
        assert_eq!(alex.post(&format!("{ines}/conversation"), &note).await.status, 200);
        let open = world.standing("ines").await.journey.contact.promises;
        assert_eq!(open.iter().map(|one| one.due).collect::<Vec<_>>(), [oclock(4, 18)]);
        world.until(oclock(4, 19)).await;
        for path in [ines.clone(), format!("{ines}/conversation"), "/today?hours=0".to_owned()] {
            let page = alex.get(&path).await;
            assert!(!page.text().contains("opération"), "{path}: {}", page.text());
        }
    }

    async fn a_note_beside_reading_is_kept_apart_too(mut world) {
        a_student(&mut world).await;
        world.app.ask(id("ines"), "Merci, à jeudi").await.unwrap();
        let mut alex = Site::open(&world).await.signed_in("alex").await;
        let ines = format!("/students/{}", id("ines"));
        let until = world.now().0.to_string();
        let read = [("outcome", "read"), ("read_until", &*until), ("note", SECRET), ("sensitive", "yes")];
        assert_eq!(alex.post(&format!("{ines}/contact"), &read).await.status, 200);
        let page = alex.get(&format!("{ines}/conversation")).await;
        assert!(!page.text().contains(SECRET), "{}", page.text());
        alex.get(&format!("{ines}/sensitive")).await.says(&[SECRET]);
    }

    async fn a_promise_of_the_past_is_refused_before_its_note_is_kept(mut world) {
        a_student(&mut world).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        let ines = format!("/students/{}", id("ines"));
        let promised = format!("{} je te rappelle", oclock(2, 18).0);
        let note = [("way", "note"), ("text", "une note"), ("promised1", promised.as_str())];
        let page = alex.post(&format!("{ines}/conversation"), &note).await;
        assert!(page.status == 422 && page.html.contains("une note"), "{}", page.text());
        let facts = world.app.store.facts_of(id("ines")).await.unwrap();
        assert!(facts.iter().all(|fact| fact.kind() != vigie_domain::fact::Kind::Noted));
    }

    async fn that_somebody_left_for_their_health_is_told_on_that_page_only(mut world) {
        a_student(&mut world).await;
        let left = Withdrawn { reason: WithdrawalReason::Health, return_at: None };
        world.lives(student("ines").studying("web").lived(oclock(3, 11), left)).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        let ines = format!("/students/{}", id("ines"));
        let page = alex.get(&ines).await;
        page.says(&["une raison gardée à part"]);
        assert!(!page.text().contains("la santé"), "{}", page.text());
        assert_eq!(views(&world, "ines").await, 0);
        alex.get(&format!("{ines}/sensitive")).await.says(&["départ pour raison de santé"]);
        assert_eq!(views(&world, "ines").await, 1);
    }

    async fn each_page_that_tells_of_danger_is_remembered(mut world) {
        a_student(&mut world).await;
        let said = NeedStated { need: Need::Danger, said_in: None };
        world.lives(student("ines").lived(oclock(3, 11), said)).await;
        let site = Site::open(&world).await;
        let mut alex = site.browser();
        alex.signs_in("alex@ecole.example").await;
        let ines = format!("/students/{}", id("ines"));
        let owner = StaffId::derive("alex");
        let by = Author::Staff(owner);
        let case = world.app.open_case(id("ines"), None, by, owner, Some("finir")).await.unwrap();
        // The board does not quote her, and so needs not remember it.
        let before = views(&world, "ines").await;
        let board = alex.get("/cases").await.text();
        assert!(board.contains("INES") && !board.contains("finir"), "{board}");
        assert_eq!(views(&world, "ines").await, before);
        let pages = [
            ines.clone(),
            format!("{ines}/conversation"),
            format!("{ines}/cases/{case}"),
            "/today".to_owned(),
            "/signals".to_owned(),
        ];
        let mut seen = views(&world, "ines").await;
        for path in pages {
            assert_eq!(alex.get(&path).await.status, 200);
            let now = views(&world, "ines").await;
            assert!(now > seen, "{path}");
            seen = now;
        }
        // What was done in somebody's absence tells of it, too.
        let away = NewAbsence {
            staff: StaffId::derive("alex"),
            from: world.now(),
            until: Some(oclock(4, 8)),
            stand_in: StaffId::derive("billie"),
            split: std::collections::BTreeMap::new(),
        };
        world.app.be_absent(None, away).await.unwrap();
        world.until(oclock(3, 13)).await;
        world.lives(student("ines").spoke_with("billie", oclock(3, 14))).await;
        world.until(oclock(4, 9)).await;
        let seen = views(&world, "ines").await;
        let page = alex.get("/meanwhile").await;
        assert!(page.text().contains("INES"), "{}", page.text());
        assert!(views(&world, "ines").await > seen);
    }

    async fn what_is_taken_back_is_no_longer_kept_apart(mut world) {
        a_student(&mut world).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        let ines = format!("/students/{}", id("ines"));
        let note = [("outcome", "note"), ("note", SECRET), ("sensitive", "yes"), ("back", ines.as_str())];
        let page = alex.post(&format!("{ines}/contact"), &note).await;
        alex.submit(&page.form("/undo"), &[]).await;
        let page = alex.get(&format!("{ines}/sensitive")).await;
        page.says(&["Rien n'est gardé ici"]);
        assert!(world.app.store.sensitive_of(id("ines")).await.unwrap().is_empty());
    }

    async fn whoever_is_not_near_says_why_first_and_the_advisor_reads_it(mut world) {
        a_student(&mut world).await;
        account(&world, "direction", Role::Manager, None).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let ines = format!("/students/{}", id("ines"));
        let apart = format!("{ines}/sensitive");
        let note = [("outcome", "spoke"), ("note", SECRET), ("sensitive", "yes")];
        assert_eq!(alex.post(&format!("{ines}/contact"), &note).await.status, 200);
        // The advisor is asked nothing; a colleague who stepped in is, as a manager is.
        alex.get(&apart).await.says(&[SECRET]);
        let mut billie = site.signed_in("billie").await;
        billie.post(&format!("{ines}/relay"), &[]).await;
        let mut manager = site.signed_in("direction").await;
        for other in [&mut billie, &mut manager] {
            let page = other.get(&apart).await;
            page.says(&["Pourquoi le lire ?"]);
            assert!(!page.text().contains(SECRET), "{}", page.text());
            let none = other.post(&apart, &[("reason", "  ")]).await;
            assert_eq!(none.status, 422);
            none.says(&["Il manque quelques mots"]);
        }
        assert_eq!(views(&world, "ines").await, 1);

        let why = "préparer avec elle le rendez-vous de jeudi";
        let page = manager.post(&apart, &[("reason", why)]).await;
        page.says(&[SECRET]);
        assert_eq!(views(&world, "ines").await, 2);
        let rows = world.app.remembered_about(id("ines")).await.unwrap();
        let said: Vec<_> = rows.iter().filter(|row| row.action == "sensitive_reason").collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].body.contains("words=") && !said[0].body.contains("jeudi"), "{}", said[0].body);
        // It opens it to nobody else, and her own advisor reads who did and why.
        assert!(!billie.get(&apart).await.text().contains(SECRET));
        let page = alex.get(&ines).await;
        page.says(&["direction a ouvert ce qui est gardé à part"]);
        assert!(!page.text().contains(why), "{}", page.text());
        alex.get(&apart).await.says(&["Qui d'autre l'a lu, et pourquoi", why]);
        // Tomorrow they are asked again.
        world.app.clock.set(day(4));
        let mut manager = site.signed_in("direction").await;
        assert!(!manager.get(&apart).await.text().contains(SECRET));
    }

    async fn a_stand_in_whoever_is_on_duty_and_who_arranges_for_a_disability_are_asked_nothing(mut world) {
        a_student(&mut world).await;
        let mut alex = Site::open(&world).await.signed_in("alex").await;
        let ines = format!("/students/{}", id("ines"));
        let apart = format!("{ines}/sensitive");
        let note = [("outcome", "spoke"), ("note", SECRET), ("sensitive", "yes")];
        assert_eq!(alex.post(&format!("{ines}/contact"), &note).await.status, 200);
        let staff = StaffId::derive;
        let by = Author::Staff(staff("alex"));
        let case = world.app.open_case(id("ines"), None, by, staff("alex"), None).await.unwrap();
        let joins = async |seen, part| {
            let event = Event::Joined { who: staff("billie"), part };
            let change = Change { student: id("ines"), case, seen, by, event };
            world.app.change_case(change).await.unwrap();
        };
        // The care team reads what the case shows; of it, one part needs more.
        joins(1, Part::Career).await;
        let reads = async || {
            let mut billie = Site::open(&world).await.signed_in("billie").await;
            let page = billie.get(&apart).await;
            assert_eq!(page.status, 200, "{}", page.text());
            page.text().contains(SECRET)
        };
        assert!(!reads().await);
        let left = Event::Left { who: staff("billie") };
        let change = Change { student: id("ines"), case, seen: 2, by, event: left };
        world.app.change_case(change).await.unwrap();
        joins(3, Part::Disability).await;
        assert!(reads().await);
        let left = Event::Left { who: staff("billie") };
        let change = Change { student: id("ines"), case, seen: 4, by, event: left };
        world.app.change_case(change).await.unwrap();

        let away = NewAbsence {
            staff: staff("alex"),
            from: world.now(),
            until: Some(oclock(4, 8)),
            stand_in: staff("billie"),
            split: std::collections::BTreeMap::new(),
        };
        world.app.be_absent(None, away).await.unwrap();
        assert!(reads().await);
    }
}
