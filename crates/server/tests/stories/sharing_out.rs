//! An advisor is away, and their students are shared out on a page; whoever
//! answers reads the cases, too.

use vigie_domain::case::Author;
use vigie_domain::ids::StaffId;

use crate::support::browser::{Page, Site};
use crate::support::team::a_team;
use crate::support::world::id;
use crate::support::{World, on_both};

fn says(page: &Page, wanted: &[&str]) {
    for told in wanted {
        assert!(page.text().contains(told), "{told}: {}", page.text());
    }
}

/// A team; and each of Alex's students has a case.
async fn a_team_with_cases(world: &mut World) {
    a_team(world).await;
    let alex = StaffId::derive("alex");
    for name in ["ines", "leo"] {
        let goal = Some("reprendre un rythme");
        world.app.open_case(id(name), None, Author::Staff(alex), alex, goal).await.unwrap();
    }
}

on_both! {
    async fn some_go_to_one_colleague_and_some_to_another(mut world) {
        a_team_with_cases(&mut world).await;
        let site = Site::open(&world).await;
        let mut nadia = site.browser();
        nadia.signs_in("nadia@ecole.example").await;
        let [alex, billie, camille] =
            ["alex", "billie", "camille"].map(|name| StaffId::derive(name).to_string());
        let ill = [("staff", alex.as_str()), ("stand_in", &billie)];
        nadia.post("/caseload/absences", &ill).await;
        let absences = world.app.store.absences(world.now()).await.unwrap();
        let share = format!("/caseload/absences/{}", absences.iter().next().unwrap().id);
        says(&nadia.get(&share).await, &["Pendant l'absence d", "BILLIE répond pour tout le monde", "INES", "LEO"]);
        let leo = id("leo").to_string();
        assert_eq!(nadia.post(&share, &[("to", &camille)]).await.status, 422);
        let kept = nadia.post(&share, &[("student", &leo), ("to", &camille), ("seen", "1")]).await;
        says(&kept, &["LEO CAMILLE"]);
        // Nobody stands in for themself.
        let own = nadia.post(&share, &[("student", &leo), ("to", &alex), ("seen", "2")]).await;
        assert_eq!(own.status, 422);

        let (mut b, mut c) = (site.browser(), site.browser());
        b.signs_in("billie@ecole.example").await;
        c.signs_in("camille@ecole.example").await;
        let cases = b.get("/cases").await;
        says(&cases, &["INES", "pendant l'absence d"]);
        assert!(!cases.text().contains("LEO"), "{}", cases.text());
        let cases = c.get("/cases").await;
        assert!(cases.text().contains("LEO") && !cases.text().contains("INES"), "{}", cases.text());
        assert_eq!(c.get(&format!("/students/{leo}")).await.status, 200);
        assert_eq!(c.get(&format!("/students/{}", id("ines"))).await.status, 403);

        // Given back to the stand-in of the others.
        nadia.post(&share, &[("student", &leo), ("to", &billie), ("seen", "2")]).await;
        says(&b.get("/cases").await, &["INES", "LEO"]);
        assert_eq!(c.get(&format!("/students/{leo}")).await.status, 403);
        assert_eq!(b.get(&share).await.status, 403);
    }
}
