//! The manager's sheet at the end of a week.

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_server::app::account::NewUser;

use crate::support::browser::{Browser, Site};
use crate::support::{World, day, oclock, on_both, student};

/// Inès found a job, Max was promised something, nobody spoke with Zoé, and
/// nobody follows Lou.
async fn a_week(world: &mut World) {
    let web = |name: &str| student(name).enrols("web", day(0)).advised_by("alex", oclock(0, 9));
    let tales = [
        web("ines").spoke_with("alex", day(35)).hired(oclock(38, 10), day(50)),
        web("max").spoke_with("alex", day(35)).promised(
            "un créneau",
            oclock(35, 11),
            oclock(37, 12),
        ),
        web("zoe").spoke_with("alex", day(2)),
        student("lou").enrols("web", day(0)),
    ];
    for tale in tales {
        world.app.clock.set(day(0));
        world.lives(tale).await;
    }
    world.until(oclock(40, 9)).await;
    let user = |email: &str, role, staff| NewUser {
        email: email.to_owned(),
        name: email.to_owned(),
        role,
        staff,
        student: None,
        language: None,
        password: None,
    };
    let alex = Some(StaffId::derive("alex"));
    world.app.add_user(user("nadia@ecole.example", Role::Manager, None)).await.unwrap();
    world.app.add_user(user("alex@ecole.example", Role::Advisor, alex)).await.unwrap();
}

async fn signed_in(site: &Site, email: &str) -> Browser {
    let mut browser = site.browser();
    browser.signs_in(email).await;
    browser
}

on_both! {
    async fn the_sheet_says_by_name_what_is_owed(mut world) {
        a_week(&mut world).await;
        let site = Site::open(&world).await;
        let text = signed_in(&site, "nadia@ecole.example").await.get("/friday").await.text();
        let told = [
            "1 emploi INES",
            "mairie (CDD), dès le 21 octobre",
            "2 personnes à qui personne n'a parlé",
            "ALEX 1 sur 3 ZOE",
            "Sans personne attitrée 1 sur 1 LOU",
            "1 promesse dont la date est passée",
            "ALEX à MAX : « un créneau »",
        ];
        for told in told {
            assert!(text.contains(told), "{told}: {text}");
        }
    }

    async fn the_file_has_a_row_for_each_thing_to_follow_up(mut world) {
        a_week(&mut world).await;
        let site = Site::open(&world).await;
        let file = signed_in(&site, "nadia@ecole.example").await.get("/friday.csv").await.html;
        for row in ["LOU,,pas d'échange,2025-09-01", "ZOE,ALEX,pas d'échange,2025-09-03"] {
            assert!(file.contains(row), "{row}: {file}");
        }
        assert!(file.contains("MAX,ALEX,promesse d'ALEX"), "{file}");
    }

    async fn a_week_that_is_over_shows_its_good_news_only(mut world) {
        a_week(&mut world).await;
        let site = Site::open(&world).await;
        let page = signed_in(&site, "nadia@ecole.example").await.get("/friday?ago=1").await;
        assert!(page.text().contains("Ni diplôme ni emploi"), "{}", page.text());
        assert!(!page.text().contains("promesse"), "{}", page.text());
    }

    async fn an_advisor_does_not_see_it(mut world) {
        a_week(&mut world).await;
        let site = Site::open(&world).await;
        assert_eq!(signed_in(&site, "alex@ecole.example").await.get("/friday").await.status, 403);
    }
}
