//! The team writes an indicator of its own, and nothing rings before it is
//! meant to.

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_server::app::account::NewUser;

use crate::support::browser::{Browser, Page, Site};
use crate::support::{World, day, oclock, on_both, student};

/// Inès was last seen three weeks ago, Max the day before yesterday.
async fn a_school(world: &mut World) -> Site {
    let web = |name: &str| student(name).enrols("web", day(0)).advised_by("alex", oclock(0, 9));
    let tales = [web("ines").spoke_with("alex", day(20)), web("max").spoke_with("alex", day(38))];
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
    Site::open(world).await
}

async fn nadia(site: &Site) -> Browser {
    let mut browser = site.browser();
    browser.signs_in("nadia@ecole.example").await;
    browser
}

/// A whole indicator over `condition`, as the editor's form sends it.
fn written<'f>(condition: &'f str, name: &'f str, act: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("do", act),
        ("number", "99"),
        ("severity", "watch"),
        ("task", "check_in"),
        ("condition", condition),
        ("fr_name", name),
        ("fr_wording", "Rien de neuf pour { $name }."),
        ("fr_proposals", "Prendre des nouvelles.\nProposer un moment."),
        ("en_name", "Nothing new"),
        ("en_wording", "Nothing new for { $name }."),
        ("en_proposals", "Get in touch.\nOffer a moment."),
    ]
}

async fn versions(world: &World, id: &str) -> usize {
    world.app.store.versions_of(id).await.unwrap().len()
}

/// What the page says is wrong.
fn mistakes(page: &Page) -> String {
    let after = page.html.split("class=\"mistake\">").skip(1);
    after
        .map(|rest| rest.split("</p>").next().unwrap())
        .collect::<Vec<_>>()
        .join(" / ")
        .replace('\u{202f}', " ")
}

on_both! {
    async fn from_a_draft_to_the_list_and_its_audit(mut world) {
        let site = a_school(&mut world).await;
        let mut nadia = nadia(&site).await;
        let page = nadia.post("/workbench", &written("days_unseen > 9 d", "Neuf jours", "save")).await;
        assert_eq!((page.status, page.path.as_str()), (200, "/indicators/nothing-new"), "{}", mistakes(&page));
        assert!(page.text().contains("brouillon"), "{}", page.text());

        let page = nadia.post("/indicators/nothing-new/trial", &[("version", "1"), ("reason", "pour voir")]).await;
        assert!(page.text().contains("il sonnerait aujourd'hui pour 1 personne"), "{}", page.text());
        let mut alex = site.browser();
        alex.signs_in("alex@ecole.example").await;
        let text = alex.get("/signals").await.text();
        assert!(!text.contains("Neuf jours") && !text.contains("Rien de neuf"), "a trial is silent: {text}");

        let fields = [("version", "1"), ("reason", "l'équipe le veut")];
        let page = nadia.post("/indicators/nothing-new/publish", &fields).await;
        assert!(page.text().contains("en service"), "{}", page.text());
        assert!(page.text().contains("l'équipe le veut"), "{}", page.text());
        let text = alex.get("/signals").await.text();
        assert!(text.contains("Rien de neuf pour INES"), "{text}");
    }

    async fn the_preview_says_for_whom_it_is_true(mut world) {
        let site = a_school(&mut world).await;
        let mut nadia = nadia(&site).await;
        let page = nadia.post("/workbench/preview", &written("days_unseen > 9 d", "x", "")).await;
        let text = page.text();
        assert!(text.contains("Vrai aujourd'hui pour 1 personne"), "{text}");
        assert!(text.contains("Rien de neuf pour INES"), "{text}");
        let page = nadia.post("/workbench/preview", &written("days_unseen > 1 d", "x", "")).await;
        assert!(page.text().contains("Vrai aujourd'hui pour 2 personnes"), "{}", page.text());
        // Somebody else writes meanwhile: the next look knows.
        world.lives(student("ines").spoke_with("alex", day(40))).await;
        let page = nadia.post("/workbench/preview", &written("days_unseen > 9 d", "x", "")).await;
        assert!(page.text().contains("Vrai aujourd'hui pour personne"), "{}", page.text());
    }

    async fn what_is_wrong_is_told_and_nothing_is_kept(mut world) {
        let site = a_school(&mut world).await;
        let mut nadia = nadia(&site).await;
        let deep = format!("{}on_leave{}", "(".repeat(65), ")".repeat(65));
        let long = "on_leave || ".repeat(6_000);
        for (condition, told) in [
            ("days_unsee > 9 d", "voulais-tu dire « days_unseen » ?"),
            ("days_unseen > 9", "9 d"),
            (&deep, "64 niveaux"),
            (&long, "octets"),
            ("days_unseen > 9 d && days_unseen < 3 d", "ne sonnerait jamais"),
            ("true", "tout le monde"),
        ] {
            let page = nadia.post("/workbench", &written(condition, "Neuf jours", "save")).await;
            assert_eq!(page.path, "/workbench");
            assert!(mistakes(&page).contains(told), "{told}: {}", mistakes(&page));
            assert_eq!(versions(&world, "nothing-new").await, 0, "{told}");
        }
    }

    async fn a_hostile_title_is_shown_as_it_was_typed(mut world) {
        let site = a_school(&mut world).await;
        let mut nadia = nadia(&site).await;
        let title = "\"</title><script>alert(1)</script> ' \\ [en]";
        let page = nadia.post("/workbench", &written("days_unseen > 9 d", title, "save")).await;
        assert_eq!(page.status, 200, "{}", mistakes(&page));
        assert!(!page.html.contains("<script>alert"), "{}", page.html);
        assert!(page.text().contains("alert(1)"), "{}", page.text());
        let page = nadia.get("/indicators").await;
        assert!(!page.html.contains("<script>alert"));
        let page = nadia.get("/indicators/nothing-new/edit").await;
        assert!(!page.html.contains("<script>alert"));
        // Far too long for a list.
        let endless = "a".repeat(70_000);
        let page = nadia.post("/workbench", &written("days_unseen > 9 d", &endless, "save")).await;
        assert!(page.html.contains("octets"));
        assert_eq!(versions(&world, "nothing-new").await, 1);
    }

    async fn a_dry_run_says_what_would_have_rung(mut world) {
        let site = a_school(&mut world).await;
        let mut nadia = nadia(&site).await;
        nadia.post("/workbench", &written("days_unseen > 9 d", "Neuf jours", "save")).await;
        let mut page = nadia.post("/indicators/nothing-new/dry-run", &[("horizon", "10")]).await;
        for _ in 0..200 {
            if !page.html.contains("<progress") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
            page = nadia.get("/indicators/nothing-new/dry-run").await;
        }
        assert!(page.text().contains("Combien de fois il aurait sonné"), "{}", page.text());
        let wrong = nadia.post("/indicators/nothing-new/dry-run", &[("horizon", "900")]).await;
        assert_eq!(wrong.status, 422);
    }

    async fn an_advisor_has_no_workbench(mut world) {
        let site = a_school(&mut world).await;
        let mut alex = site.browser();
        alex.signs_in("alex@ecole.example").await;
        for path in ["/indicators", "/indicators/new", "/indicators/no-session/edit"] {
            assert_eq!(alex.get(path).await.status, 403, "{path}");
        }
        let page = alex.post("/workbench", &written("days_unseen > 9 d", "x", "save")).await;
        assert_eq!(page.status, 403);
    }
}
