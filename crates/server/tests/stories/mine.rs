//! "Mes étudiants" means one thing: on the day's list, in the list of students,
//! in its file, and for what one may do.

use std::collections::BTreeMap;

use vigie_domain::access::Role;
use vigie_domain::fact::{Channel, Enquired, Need};
use vigie_domain::ids::StaffId;
use vigie_domain::time::DAY;
use vigie_server::app::caseload::NewAbsence;

use crate::support::browser::{Site, account};
use crate::support::team::{camille_joins, leaves, on_duty};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// Inès and Léo are Alex's, Omar is Billie's, Zoé is nobody's. Karim mentors
/// Inès, and Zoé too if he is to.
async fn a_school(world: &mut World) {
    for (name, advisor) in [("ines", "alex"), ("leo", "alex"), ("omar", "billie")] {
        world.app.clock.set(day(0));
        let tale = student(name).enrols("web", day(0)).advised_by(advisor, oclock(0, 9));
        world.lives(tale.spoke_with(advisor, oclock(1, 9))).await;
    }
    world.lives(student("zoe").enrols("web", oclock(40, 8))).await;
    world.until(oclock(42, 10)).await;
    for name in ["alex", "billie"] {
        account(world, name, Role::Advisor, Some(name)).await;
    }
}

/// Alex is away, and Billie answers; for Léo, whoever else is said.
async fn alex_is_away(world: &World, leo: Option<&str>) {
    let split = leo.map(|who| (id("leo"), StaffId::derive(who)));
    let new = NewAbsence {
        staff: StaffId::derive("alex"),
        from: world.now(),
        until: Some(world.now() + DAY),
        stand_in: StaffId::derive("billie"),
        split: split.into_iter().collect::<BTreeMap<_, _>>(),
    };
    world.app.be_absent(None, new).await.unwrap();
}

on_both! {
    async fn those_of_whom_one_takes_the_place_are_in_ones_own_list(mut world) {
        a_school(&mut world).await;
        on_duty(&mut world, "alex").await;
        let mut billie = Site::open(&world).await.signed_in("billie").await;
        let own = billie.get("/students?of=mine").await.text();
        assert!(own.contains("OMAR") && !own.contains("INES") && !own.contains("ZOE"), "{own}");

        alex_is_away(&world, None).await;
        let site = Site::open(&world).await;
        let mut billie = site.signed_in("billie").await;
        let day = billie.get("/today?hours=0").await.text();
        for page in ["/students?of=mine", "/students?of=mine&sort=contact", "/students?of=mine&sort=phase", "/students.csv?of=mine"] {
            let page = billie.get(page).await;
            for name in ["INES", "LEO", "OMAR", "ZOE"] {
                assert!(page.html.contains(name), "{name}: {}", page.html);
            }
        }
        assert!(day.contains("ZOE") && day.contains("INES"), "{day}");
        // Whose each of them is, is said; and words and phases still narrow it.
        let page = billie.get("/students?of=mine").await;
        page.says(&["ALEX", "personne pour l'instant", "4 personnes"]);
        let some = billie.get("/students?of=mine&q=zo").await.text();
        assert!(some.contains("ZOE") && !some.contains("OMAR"), "{some}");
        let some = billie.get("/students?of=mine&phase=alumni").await.text();
        assert!(!some.contains("OMAR"), "{some}");
        // Alex still reads their own, and not those whom nobody has.
        let own = site.signed_in("alex").await.get("/students?of=mine").await.text();
        assert!(own.contains("INES") && !own.contains("ZOE"), "{own}");
    }

    async fn what_rings_is_about_the_same_students(mut world) {
        a_school(&mut world).await;
        let mut late = student("marc").enrols("web", day(0)).advised_by("alex", oclock(0, 9));
        late = late.spoke_with("alex", oclock(1, 9));
        world.lives(late).await;
        world.until(oclock(49, 10)).await;
        on_duty(&mut world, "billie").await;
        let rings = async |world: &World, name: &str, but: &[&str]| {
            let mut browser = Site::open(world).await.signed_in(name).await;
            let mine = browser.get("/students?of=mine").await.text();
            let page = browser.get("/signals").await.text();
            let one = browser.get("/signals?indicator=unseen").await.text();
            let known = ["INES", "LEO", "MARC", "OMAR", "ZOE"];
            let [mine, page, one] = [mine, page, one].map(|text| {
                known.into_iter().filter(|name| text.contains(name)).collect::<Vec<_>>()
            });
            assert_eq!((&page, &one), (&mine, &mine), "{name}");
            assert!(but.iter().all(|name| !mine.contains(name)), "{name}: {mine:?}");
            mine.len()
        };
        assert_eq!(rings(&world, "alex", &["OMAR", "ZOE"]).await, 3);
        assert_eq!(rings(&world, "billie", &["INES", "LEO", "MARC"]).await, 2);
        // Billie takes Alex's place, but for Léo.
        camille_joins(&world).await;
        alex_is_away(&world, Some("camille")).await;
        assert_eq!(rings(&world, "billie", &["LEO"]).await, 4);
        // The school as a whole is what it was.
        account(&world, "direction", Role::Manager, None).await;
        let all = Site::open(&world).await.signed_in("direction").await.get("/signals").await;
        all.says(&["INES", "LEO", "MARC", "OMAR", "ZOE"]);
    }

    async fn a_student_who_was_shared_out_is_in_one_list_only(mut world) {
        a_school(&mut world).await;
        camille_joins(&world).await;
        account(&world, "camille", Role::Advisor, Some("camille")).await;
        on_duty(&mut world, "billie").await;
        alex_is_away(&world, Some("camille")).await;
        let site = Site::open(&world).await;
        let billies = site.signed_in("billie").await.get("/students?of=mine").await.text();
        assert!(billies.contains("INES") && !billies.contains("LEO"), "{billies}");
        let mut camille = site.signed_in("camille").await;
        for page in ["/students?of=mine", "/today?hours=0"] {
            let page = camille.get(page).await.text();
            assert!(page.contains("LEO") && !page.contains("INES") && !page.contains("ZOE"), "{page}");
        }
    }

    async fn the_link_of_a_mentor_is_given_by_whoever_has_one_of_their_students(mut world) {
        a_school(&mut world).await;
        world.lives(student("ines").studying("web").mentored_by("karim", oclock(42, 10))).await;
        let karim = format!("/mentors/{}/link", StaffId::derive("karim"));
        let site = Site::open(&world).await;
        assert_eq!(site.signed_in("billie").await.post(&karim, &[]).await.status, 403);
        assert_ne!(site.signed_in("alex").await.post(&karim, &[]).await.status, 403);
        alex_is_away(&world, None).await;
        assert_ne!(site.signed_in("billie").await.post(&karim, &[]).await.status, 403);
    }

    async fn whoever_is_on_duty_gives_the_link_of_a_mentor_of_somebody_who_has_nobody(mut world) {
        a_school(&mut world).await;
        world.lives(student("zoe").studying("web").mentored_by("karim", oclock(42, 10))).await;
        on_duty(&mut world, "billie").await;
        let karim = format!("/mentors/{}/link", StaffId::derive("karim"));
        let site = Site::open(&world).await;
        assert_eq!(site.signed_in("alex").await.post(&karim, &[]).await.status, 403);
        assert_ne!(site.signed_in("billie").await.post(&karim, &[]).await.status, 403);
    }

    async fn of_very_many_who_have_nobody_the_day_reads_those_of_whom_most_presses(mut world) {
        a_school(&mut world).await;
        on_duty(&mut world, "billie").await;
        // More than are read for a day; nothing rings about them yet.
        let now = world.now();
        let drafts: Vec<_> = (0..560)
            .flat_map(|n| student(&format!("eleve{n}")).enrols("web", now).facts)
            .collect();
        for n in 0..560 {
            world.meets(&format!("eleve{n}")).await;
        }
        world.imports(&drafts).await;
        world.until(now + DAY).await;
        let at = world.now();
        world.lives(student("eleve7").studying("web").says_they_need(Need::Danger, at)).await;
        world.app.ask(id("eleve9"), "où commencer ?").await.unwrap();
        world.until(at + DAY).await;
        world.school = world.app.school().await.unwrap();
        let billie = StaffId::derive("billie");
        let (day, students) = world.app.day(&world.school, billie, None).await.unwrap();
        let danger: Vec<_> = day.danger.iter().map(|line| line.candidate.student).collect();
        assert!(danger.contains(&id("eleve7")), "{danger:?}");
        let wrote = day.wrote.iter().chain(&day.list.lines);
        assert!(wrote.map(|line| line.candidate.student).any(|one| one == id("eleve9")));
        assert!(students <= 512 + 1, "{students}");
        // The list of students has all of them, a page at a time.
        let mut browser = Site::open(&world).await.signed_in("billie").await;
        browser.get("/today").await.says(&["561 personnes n'ont encore personne d'attitré"]);
        browser.get("/students?of=mine").await.says(&["562 personnes"]);
    }

    async fn of_thousands_who_have_nobody_nobody_is_lost(mut world) {
        a_school(&mut world).await;
        // More than are looked through one by one, beside Zoé.
        let mut names: Vec<String> = (0..4_100).map(|n| format!("eleve{n}")).collect();
        names.sort_by_key(|name| id(name));
        let now = world.now();
        world.meets_all(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let enquired = |name: &String| {
            let enquired = Enquired { channel: Channel::Email, programme: None };
            student(name).lived(now, enquired).facts
        };
        let drafts: Vec<_> = names.iter().flat_map(enquired).collect();
        world.imports(&drafts).await;
        // The last that are found, by their ids: one asks, one is in danger.
        let [.., asks, endangered] = &names[..] else { unreachable!() };
        world.app.ask(id(asks), "où commencer ?").await.unwrap();
        world.app.ask(id(endangered), "j'ai envie de mourir").await.unwrap();
        // Somebody who left had students, too.
        on_duty(&mut world, "billie").await;
        leaves(&mut world, "alex", now).await;
        let billie = StaffId::derive("billie");
        let (day, students) = world.app.day(&world.school, billie, None).await.unwrap();
        let danger: Vec<_> = day.danger.iter().map(|line| line.candidate.student).collect();
        assert_eq!(danger, [id(endangered)]);
        let lines = day.wrote.iter().chain(&day.list.lines).map(|line| line.candidate.student);
        let listed: Vec<_> = lines.collect();
        for name in [asks.as_str(), "ines", "leo"] {
            assert!(listed.contains(&id(name)), "{name}");
        }
        // Omar is hers; the others are bounded by what presses.
        assert!((5..=512 + 1).contains(&students), "{students}");
        let mut browser = Site::open(&world).await.signed_in("billie").await;
        browser.get("/today").await.says(&["4101 personnes n'ont encore personne d'attitré"]);
        browser.get("/students?of=mine").await.says(&["4104 personnes"]);
    }
}
