//! Nobody was assigned, or whoever was is gone: somebody has them all the same,
//! and it is the same person for everybody who asks.

use vigie_domain::access::{Relation, Role};
use vigie_domain::case::{Author, Doer, Event};
use vigie_domain::directory::Staff;
use vigie_domain::fact::Role as Part;
use vigie_domain::ids::StaffId;
use vigie_domain::time::DAY;
use vigie_server::app::account::NewUser;
use vigie_server::app::case::Change;
use vigie_server::app::caseload::NewAbsence;
use vigie_store::directory::User;

use crate::support::browser::{Site, account, nobody};
use crate::support::program::vigie;
use crate::support::team::{leaves, link_of, on_duty};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// Inès is Alex's, Omar is Billie's, Zoé is nobody's.
async fn three_students(world: &mut World) {
    for (name, advisor) in [("ines", "alex"), ("omar", "billie")] {
        world.app.clock.set(day(0));
        let tale = student(name).enrols("web", day(0)).advised_by(advisor, oclock(0, 9));
        world.lives(tale.spoke_with(advisor, oclock(1, 9))).await;
    }
    world.lives(student("zoe").enrols("web", oclock(40, 8))).await;
    // A Monday morning.
    world.until(oclock(42, 10)).await;
}

async fn advisor(world: &World, name: &str) -> User {
    let new = NewUser {
        name: name.to_uppercase(),
        role: Role::Advisor,
        staff: Some(StaffId::derive(name)),
        ..nobody(name)
    };
    world.app.add_user(new).await.unwrap()
}

/// Each student is of exactly one advisor, and on that one's list alone.
async fn exactly_one_has_each(world: &World, team: &[User], students: &[&str]) {
    for name in students {
        let (mut theirs, mut listed) = (Vec::new(), Vec::new());
        for user in team {
            let relation = world.app.relation(user, id(name)).await.unwrap().unwrap();
            if matches!(relation, Relation::Theirs | Relation::StandsIn) {
                theirs.push(&user.name);
            }
            let away = world.school.absences.of(user.staff.unwrap(), world.now()).is_some();
            let (day, _) = world.app.day(&world.school, user.staff.unwrap(), None).await.unwrap();
            let pinned = day.pinned.iter().map(|(_, line)| line);
            let lines = day.danger.iter().chain(pinned).chain(&day.wrote).chain(&day.good_news);
            let lines = lines.chain(&day.list.lines).map(|line| &line.candidate);
            if !away && lines.chain(&day.done).any(|one| one.student == id(name)) {
                listed.push(&user.name);
            }
        }
        // Whoever is away may still read their own students.
        let here = theirs.iter().filter(|name| {
            let staff = StaffId::derive(&name.to_lowercase());
            world.school.absences.of(staff, world.now()).is_none()
        });
        assert_eq!(here.count(), 1, "{name}: {theirs:?}");
        assert!(listed.len() <= 1, "{name}: {listed:?}");
        assert!(listed.iter().all(|who| theirs.contains(who)), "{name}: {listed:?} {theirs:?}");
    }
}

on_both! {
    async fn whoever_has_nobody_is_with_the_person_on_duty(mut world) {
        three_students(&mut world).await;
        on_duty(&mut world, "billie").await;
        for name in ["alex", "billie"] {
            account(&world, name, Role::Advisor, Some(name)).await;
        }
        let site = Site::open(&world).await;
        let link = link_of(&world, "zoe").await;
        let mut zoe = site.browser();
        assert!(zoe.get(&link).await.text().contains("BILLIE"), "named before anything is asked");
        let asked = [("say", "text"), ("text", "Par où commencer ?")];
        zoe.post(&format!("{link}/say"), &asked).await;
        let page = zoe.get(&link).await.text();
        assert!(page.contains("BILLIE vous répond") || page.contains("BILLIE"), "{page}");

        let mut alex = site.signed_in("alex").await;
        let mut billie = site.signed_in("billie").await;
        let list = billie.get("/today?hours=0").await.text();
        assert!(list.contains("ZOE"), "{list}");
        assert!(list.contains("en attendant quelqu'un d'attitré"), "{list}");
        assert!(list.contains("Par où commencer ?"), "{list}");
        assert!(!alex.get("/today?hours=0").await.text().contains("ZOE"));
        let zoes = format!("/students/{}", id("zoe"));
        assert_eq!(billie.get(&zoes).await.status, 200);
        let elsewhere = alex.get(&zoes).await;
        assert_eq!(elsewhere.status, 403);
        assert!(elsewhere.text().contains("BILLIE"), "{}", elsewhere.text());
    }

    async fn the_students_of_somebody_who_left_are_with_somebody_at_once(mut world) {
        three_students(&mut world).await;
        for name in ["alex", "billie"] {
            account(&world, name, Role::Advisor, Some(name)).await;
        }
        let folder = tempfile::tempdir().unwrap();
        let now = world.now().to_string();
        let gone = ["caseload", "advisor", "alex", "--gone", &now];
        let ran = vigie(&world, folder.path(), &gone).await;
        assert!(ran.complained.contains("1 students are with BILLIE"), "{ran:?}");
        let site = Site::open(&world).await;
        let link = link_of(&world, "ines").await;
        site.browser().post(&format!("{link}/say"), &[("say", "text"), ("text", "Et moi ?")]).await;
        let page = site.browser().get(&link).await.text();
        assert!(page.contains("BILLIE") && !page.contains("ALEX"), "{page}");
        let (mut alex, mut billie) = (site.browser(), site.browser());
        assert_eq!(alex.signs_in("alex@ecole.example").await.status, 404, "gone is gone");
        billie.signs_in("billie@ecole.example").await;
        let list = billie.get("/today?hours=0").await.text();
        assert!(list.contains("INES") && list.contains("jusqu'ici avec ALEX"), "{list}");
        let ines = format!("/students/{}", id("ines"));
        assert_eq!(billie.get(&ines).await.status, 200);
        assert!(alex.get(&ines).await.path.starts_with("/login"));
    }

    async fn at_every_instant_exactly_one_has_each_student(mut world) {
        three_students(&mut world).await;
        let team = [advisor(&world, "alex").await, advisor(&world, "billie").await];
        let students = ["ines", "omar", "zoe"];
        exactly_one_has_each(&world, &team, &students).await;
        on_duty(&mut world, "billie").await;
        exactly_one_has_each(&world, &team, &students).await;
        // Whoever is on duty is away: the stand-in has theirs, and nobody's.
        let new = NewAbsence {
            staff: StaffId::derive("billie"),
            from: world.now(),
            until: Some(world.now() + DAY),
            stand_in: StaffId::derive("alex"),
            split: std::collections::BTreeMap::new(),
        };
        world.app.be_absent(None, new).await.unwrap();
        world.school = world.app.school().await.unwrap();
        exactly_one_has_each(&world, &team, &students).await;
        let zoe = world.school.answers(id("zoe"), None, world.now()).unwrap().who;
        assert_eq!(zoe, StaffId::derive("alex"));
        // Back, and Alex has left.
        world.until(oclock(43, 11)).await;
        let now = world.now();
        leaves(&mut world, "alex", now).await;
        exactly_one_has_each(&world, &team, &students).await;
    }

    async fn the_open_cases_of_somebody_who_left_are_on_the_board_of_whoever_has_them(mut world) {
        three_students(&mut world).await;
        // Omar's is Alex's by hand-over, so that it outlives an assignment, too.
        let alex_now = Author::Staff(StaffId::derive("alex"));
        let mut places = Vec::new();
        for name in ["ines", "omar"] {
            let owner = StaffId::derive("alex");
            let case = world.app.open_case(id(name), None, alex_now, owner, None).await.unwrap();
            let what = format!("relire le plan avec {name}");
            let event = Event::StepAgreed { what, who: Doer::Staff(owner), due: world.now() };
            let change = Change { student: id(name), case, seen: 1, by: alex_now, event };
            world.app.change_case(change).await.unwrap();
            places.push(format!("/students/{}/cases/{case}", id(name)));
        }
        for name in ["billie", "chloe"] {
            account(&world, name, Role::Advisor, Some(name)).await;
        }
        let chloe = Staff {
            external: "chloe".into(),
            name: "CHLOE".to_owned(),
            role: Part::Advisor,
            way: None,
            capacity: None,
        };
        let mut tx = world.app.store.begin().await.unwrap();
        tx.put_staff(&[chloe]).await.unwrap();
        tx.commit().await.unwrap();
        on_duty(&mut world, "chloe").await;
        let now = world.now();
        leaves(&mut world, "alex", now).await;
        let site = Site::open(&world).await;
        let mut billie = site.signed_in("billie").await;
        let mut chloe = site.signed_in("chloe").await;
        for page in ["/cases", "/today?hours=0"] {
            let page = chloe.get(page).await;
            page.says(&["relire le plan avec ines", "relire le plan avec omar"]);
            assert!(places.iter().all(|place| page.html.contains(place)), "{}", page.html);
        }
        chloe.get("/cases").await.says(&["jusqu'ici avec ALEX"]);
        assert!(!billie.get("/cases").await.text().contains("relire"), "they are with Chloe");
        for place in &places {
            let to = StaffId::derive("billie").to_string();
            assert_eq!(chloe.get(place).await.status, 200, "{place}");
            let given = [("seen", "2"), ("act", "hand_over"), ("who", &to)];
            chloe.post(place, &given).await;
        }
        assert_eq!(world.app.open_cases(Some(StaffId::derive("billie"))).await.unwrap().len(), 2);
        billie.get("/cases").await.says(&["relire le plan avec ines", "relire le plan avec omar"]);
        assert!(!chloe.get("/cases").await.text().contains("relire"));
    }
}
