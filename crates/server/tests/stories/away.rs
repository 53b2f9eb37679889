//! A student announces a leave, changes it, and is back: whoever follows them
//! hears of it.

use vigie_domain::access::Role;
use vigie_domain::fact::Kind;
use vigie_domain::time::{HOUR, Instant};

use crate::support::browser::{Site, account, student_account};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// Inès spoke with Alex the day before; it is Tuesday, ten o'clock.
async fn a_school(world: &mut World) {
    let ines = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
        .session_held(day(20))
        .spoke_with("alex", oclock(21, 10));
    world.lives(ines).await;
    world.until(oclock(22, 10)).await;
    student_account(world, "ines", id("ines")).await;
    account(world, "alex", Role::Advisor, Some("alex")).await;
}

/// Until when Inès is away at this instant, if she is.
async fn away(world: &World, at: Instant) -> Option<Instant> {
    let journey = world.standing("ines").await.journey;
    journey.enrolments[0].leaves.at(at).map(|leave| leave.until)
}

on_both! {
    async fn a_leave_is_on_the_list_of_the_day_with_or_without_words(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let (mut ines, mut alex) = (site.signed_in("ines").await, site.signed_in("alex").await);
        assert!(!alex.get("/today").await.text().contains("annonce une pause"));
        let page = ines.post("/me/leave", &[("until", "2025-10-06")]).await;
        page.says(&["ALEX lit votre annonce et vous répond d'ici"]);
        alex.get("/today").await.says(&["INES annonce une pause", "Réponse annoncée d'ici"]);
        // Taken back, nobody has to answer.
        ines.submit(&page.form("/undo"), &[]).await;
        assert_eq!(away(&world, world.now()).await, None);
        assert!(!alex.get("/today").await.text().contains("annonce une pause"));
        world.app.clock.set(world.now() + HOUR);
        ines.post("/me/leave", &[("until", "2025-10-06"), ("text", "on déménage")]).await;
        alex.get("/today").await.says(&["INES annonce une pause : « on déménage »"]);
    }

    async fn a_year_is_the_longest(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut ines = site.signed_in("ines").await;
        let page = ines.post("/me/leave", &[("until", "2099-01-01"), ("text", "le tour du monde")]).await;
        assert_eq!(page.status, 422);
        page.says(&["Une pause s'annonce pour un an au plus"]);
        assert!(page.html.contains("le tour du monde"), "{}", page.html);
        assert_eq!(away(&world, world.now()).await, None);
        assert_eq!(ines.post("/me/leave", &[("until", "2026-09-01")]).await.status, 200);
    }

    async fn the_last_word_counts_also_where_it_is_shorter(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut ines = site.signed_in("ines").await;
        ines.post("/me/leave", &[("until", "2025-10-20")]).await;
        assert_eq!(away(&world, world.now()).await, Some(day(49)));
        world.app.clock.set(oclock(24, 10));
        ines.post("/me/leave", &[("until", "2025-10-06")]).await;
        assert_eq!(away(&world, world.now()).await, Some(day(35)));
        assert_eq!(away(&world, day(36)).await, None);
        // What was away stays so: the first days are not counted.
        assert!(away(&world, oclock(23, 10)).await.is_some());
        // One to come is changed as a whole; another one beside it stays.
        ines.post("/me/leave", &[("from", "2025-12-01"), ("until", "2025-12-10")]).await;
        ines.post("/me/leave", &[("from", "2025-12-20"), ("until", "2026-01-05")]).await;
        ines.post("/me/leave", &[("from", "2025-12-22"), ("until", "2025-12-29")]).await;
        // In winter midnight comes an hour later.
        assert_eq!(away(&world, day(92)).await, Some(oclock(100, 1)));
        assert_eq!(away(&world, day(111)).await, None);
        assert_eq!(away(&world, day(113)).await, Some(oclock(119, 1)));
    }

    async fn i_am_back(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let (mut ines, mut alex) = (site.signed_in("ines").await, site.signed_in("alex").await);
        assert!(ines.get("/me").await.forms("/me/back").is_empty());
        ines.post("/me/leave", &[("until", "2025-10-20")]).await;
        world.until(oclock(28, 9)).await;
        let page = ines.get("/me").await;
        page.says(&["Vous êtes en pause ; votre retour est prévu le 20 octobre"]);
        let back = page.form("/me/back");
        let page = ines.submit(&back, &[]).await;
        page.says(&["Bon retour parmi nous", "ALEX prend de vos nouvelles d'ici"]);
        assert!(page.forms("/me/back").is_empty());
        assert_eq!(away(&world, world.now()).await, None);
        alex.get("/today").await.says(&["INES est de retour"]);
        // A second click changes nothing.
        ines.submit(&back, &[]).await;
        let facts = world.app.store.facts_of(id("ines")).await.unwrap();
        assert_eq!(facts.iter().filter(|fact| fact.kind() == Kind::Resumed).count(), 1);
    }
}
