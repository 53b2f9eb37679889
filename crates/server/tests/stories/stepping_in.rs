//! An advisor opens a colleague's student by a step that everybody sees.

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_server::app::caseload::NewAbsence;

use crate::support::browser::{Site, account};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

async fn two_caseloads(world: &mut World) {
    for (name, advisor) in [("ines", "alex"), ("omar", "billie")] {
        world.lives(student(name).enrols("web", day(0)).advised_by(advisor, day(0))).await;
    }
    world.until(oclock(3, 10)).await;
    account(world, "alex", Role::Advisor, Some("alex")).await;
    account(world, "billie", Role::Advisor, Some("billie")).await;
}

on_both! {
    async fn a_colleagues_student_opens_until_midnight_and_their_page_says_so(mut world) {
        two_caseloads(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let mut billie = site.signed_in("billie").await;
        let omar = format!("/students/{}", id("omar"));
        let page = alex.get(&omar).await;
        assert_eq!(page.status, 403);
        assert!(page.text().contains("C'est BILLIE qui suit OMAR"), "{}", page.text());

        let page = alex.submit(&page.form("/relay"), &[]).await;
        assert_eq!((page.status, page.path.as_str()), (200, omar.as_str()));
        assert!(page.text().contains("Tu as pris le relais"), "{}", page.text());
        let note = [("outcome", "note"), ("note", "rappelé pour Billie")];
        assert_eq!(alex.post(&format!("{omar}/contact"), &note).await.status, 200);
        let seen = billie.get(&omar).await.text();
        assert!(seen.contains("ALEX a pris le relais aujourd'hui"), "{seen}");
        let remembered = world.app.remembered_about(id("omar")).await.unwrap();
        assert_eq!(remembered.last().unwrap().action, "took_over");

        world.app.clock.set(day(4));
        assert_eq!(alex.get(&omar).await.status, 403);
        assert_eq!(alex.post(&format!("{omar}/contact"), &note).await.status, 403);
    }

    async fn others_students_are_found_by_name_and_nothing_more_is_told(mut world) {
        two_caseloads(&mut world).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        let own = alex.get("/students?of=mine").await.text();
        assert!(own.contains("INES") && own.contains("Dernier échange"), "{own}");
        let page = alex.get("/students?of=all&sort=contact&phase=paused").await;
        assert!(page.text().contains("OMAR"), "{}", page.text());
        assert!(!page.text().contains("Dernier échange"), "{}", page.text());
        let file = alex.get("/students.csv?of=all").await.html;
        assert_eq!(file.lines().next().unwrap().split(',').count(), 2, "{file}");
    }

    async fn nobody_is_behind_an_id_that_was_never_given(mut world) {
        two_caseloads(&mut world).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        for unknown in [id("nobody").to_string(), "not-an-id".to_owned()] {
            assert_eq!(alex.get(&format!("/students/{unknown}")).await.status, 404);
            assert_eq!(alex.post(&format!("/students/{unknown}/relay"), &[]).await.status, 404);
        }
    }

    async fn a_case_that_somebody_opens_for_a_colleague_is_the_colleagues(mut world) {
        two_caseloads(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let mut billie = site.signed_in("billie").await;
        let omar = format!("/students/{}", id("omar"));
        alex.post(&format!("{omar}/relay"), &[]).await;
        let page = alex.post(&format!("{omar}/cases"), &[]).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let place = page.path.clone();
        assert!(billie.get("/cases").await.html.contains(&place));
        assert!(!alex.get("/cases").await.html.contains(&place));
        // The day is over, and nothing of it opens the student's page.
        world.app.clock.set(day(4));
        assert_eq!(alex.get(&omar).await.status, 403);
        assert_eq!(alex.get(&place).await.status, 403);
        assert_eq!(billie.get(&place).await.status, 200);
    }

    async fn a_stand_in_opens_a_case_for_whoever_is_away_and_follows_it_meanwhile(mut world) {
        two_caseloads(&mut world).await;
        let staff = StaffId::derive;
        let away = NewAbsence {
            staff: staff("billie"),
            from: world.now(),
            until: Some(oclock(5, 9)),
            stand_in: staff("alex"),
            split: std::collections::BTreeMap::new(),
        };
        world.app.be_absent(None, away).await.unwrap();
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        let omar = format!("/students/{}", id("omar"));
        let place = alex.post(&format!("{omar}/cases"), &[]).await.path;
        let board = alex.get("/cases").await;
        assert!(board.html.contains(&place), "{}", board.text());
        board.says(&["pendant l'absence de BILLIE"]);
        let owned = world.app.open_cases(Some(staff("billie"))).await.unwrap();
        assert_eq!(owned.len(), 1);
        world.until(oclock(5, 10)).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        assert_eq!(alex.get(&place).await.status, 403);
    }
}
