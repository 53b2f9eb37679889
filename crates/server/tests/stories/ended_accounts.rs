//! Somebody leaves: their account is ended, at once, everywhere, and can be
//! opened again.

use std::net::Ipv4Addr;

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_server::app::account::{NewUser, Password};
use vigie_server::app::sign_in::Entered;
use vigie_server::app::{Error, Refusal};
use vigie_store::directory::{AdvisorRow, User};

use crate::support::browser::{Site, account, nobody};
use crate::support::program::vigie;
use crate::support::{World, on_both};

const PASSWORD: &str = "cheval agrafe pile";

async fn alex(world: &World) -> User {
    let user = NewUser {
        name: "Alex Martin".to_owned(),
        role: Role::Advisor,
        staff: Some(StaffId::derive("alex")),
        password: Some(Password::typed(PASSWORD)),
        ..nobody("alex")
    };
    world.app.add_user(user).await.unwrap()
}

async fn enters(world: &World) -> bool {
    let (email, here) = ("alex@ecole.example", Ipv4Addr::LOCALHOST.into());
    let came_of = world.app.enter(email, Password::typed(PASSWORD), here).await.unwrap();
    matches!(came_of, Entered::In(_))
}

on_both! {
    async fn whoever_looks_after_accounts_ends_one_and_takes_it_back(world) {
        let known = alex(&world).await;
        account(&world, "claude", Role::Admin, None).await;
        let site = Site::open(&world).await;
        let (mut alex, mut claude) = (site.browser(), site.browser());
        alex.signs_in("alex@ecole.example").await;
        assert_eq!(claude.signs_in("claude@ecole.example").await.path, "/accounts");
        let page = claude.get("/accounts").await;
        assert!(page.text().contains("Alex Martin"), "{}", page.text());
        assert!(page.text().contains("session ouverte sur un appareil"), "{}", page.text());
        let id = known.id.to_string();

        let page = claude.post("/accounts/end", &[("user", &id)]).await;
        assert_eq!(page.status, 200);
        page.says(&["Le compte d'Alex Martin est fermé", "Comptes fermés"]);
        assert!(alex.get("/today").await.path.starts_with("/login"), "signed out at once");
        assert!(!enters(&world).await);
        let link = claude.post("/accounts/link", &[("user", &id)]).await;
        assert_eq!(link.status, 422, "no link opens what is closed");

        let page = claude.post("/accounts/reopen", &[("user", &id)]).await;
        page.says(&["s'ouvre de nouveau"]);
        assert!(enters(&world).await, "with the password of before");
        let link = claude.post("/accounts/link", &[("user", &id)]).await;
        assert!(link.html.contains("/enter/"), "{}", link.text());
        let all = world.app.store.audit_after(uuid::Uuid::nil(), 0, 100).await.unwrap();
        let done = |action: &str| all.iter().filter(|row| row.action == action).count();
        assert_eq!((done("account_ended"), done("account_reopened")), (1, 1));
    }

    async fn nobody_ends_their_own_account_and_students_are_found_by_address_only(world) {
        account(&world, "claude", Role::Admin, None).await;
        account(&world, "ines", Role::Student, None).await;
        let claude = world.app.store.user_by_email("claude@ecole.example").await.unwrap().unwrap();
        let mut browser = Site::open(&world).await.browser();
        browser.signs_in("claude@ecole.example").await;
        let own = [("user", &*claude.id.to_string())];
        let page = browser.post("/accounts/end", &own).await;
        assert_eq!(page.status, 422);
        page.says(&["On ne ferme pas son propre compte"]);
        assert!(!page.html.contains("ines@ecole.example"));
        let found = browser.get("/accounts?q=INES%40ecole.example").await;
        assert!(found.html.contains("ines@ecole.example"), "{}", found.text());
        assert!(!browser.get("/accounts?q=ines").await.html.contains("ines@ecole.example"));
    }

    async fn the_command_line_ends_an_account_and_its_open_links(world) {
        let user = alex(&world).await;
        let link = world.app.invite(None, user.id, vigie_domain::time::DAY).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let ran = vigie(&world, folder.path(), &["user", "end", "Alex@ecole.example"]).await;
        assert_eq!(ran.said, "alex@ecole.example cannot sign in\n", "{ran:?}");
        assert!(world.app.invited(&link).await.is_err());
        assert!(!enters(&world).await);
        let listed = vigie(&world, folder.path(), &["user", "list", "--format", "json"]).await;
        assert!(listed.json()[0]["ended_at"].is_string(), "{listed:?}");
        let ran = vigie(&world, folder.path(), &["user", "reopen", "alex@ecole.example"]).await;
        assert_eq!(ran.said, "alex@ecole.example can sign in\n", "{ran:?}");
        assert!(enters(&world).await);
    }

    async fn an_advisor_who_is_gone_no_longer_comes_in(world) {
        alex(&world).await;
        assert!(enters(&world).await);
        let row = AdvisorRow {
            staff: StaffId::derive("alex"),
            minutes: 600,
            languages: Vec::new(),
            programmes: Vec::new(),
            time_zone: None,
            gone_at: Some(world.now()),
        };
        world.app.set_advisor(&row).await.unwrap();
        assert!(!enters(&world).await);
    }

    async fn a_new_password_closes_the_links_that_were_given_before(world) {
        let user = alex(&world).await;
        let link = world.app.invite(None, user.id, vigie_domain::time::DAY).await.unwrap();
        let (present, next) = (Password::typed(PASSWORD), Password::typed("un autre secret"));
        world.app.change_password(user.id, present, next).await.unwrap();
        let stolen = world.app.accept(&link, Password::typed("un secret volé")).await;
        assert!(matches!(stolen, Err(Error::Refused(Refusal::InvitationGone))), "{stolen:?}");
    }

    async fn tries_made_at_the_same_time_are_counted_one_by_one(world) {
        alex(&world).await;
        let tries = (0..16).map(|_| {
            let app = world.app.clone();
            tokio::spawn(async move {
                let (email, here) = ("alex@ecole.example", Ipv4Addr::LOCALHOST.into());
                app.enter(email, Password::typed("deviné, peut-être"), here).await.unwrap()
            })
        });
        let tries: Vec<_> = tries.collect();
        let mut looked_at = 0;
        for one in tries {
            looked_at += usize::from(one.await.unwrap() == Entered::Wrong);
        }
        assert_eq!(looked_at, 5, "so many wrong tries are free, however quick they are");
    }

    async fn behind_a_proxy_each_caller_has_tries_of_their_own(world) {
        let tries = async |site: &Site, caller: &'static str| {
            let mut browser = site.browser();
            browser.caller = Some(caller);
            let mut last = 0;
            for _ in 0..16 {
                // Nobody's address: what is counted here is where it comes from.
                let wrong = [("email", caller), ("password", "deviné")];
                last = browser.post("/login/code", &wrong).await.status;
            }
            last
        };
        let behind = Site::behind(&world, 1).await;
        assert_eq!(tries(&behind, "203.0.113.7").await, 429);
        let mut other = behind.browser();
        other.caller = Some("203.0.113.8");
        assert_ne!(other.post("/login/code", &[("code", "1")]).await.status, 429);
        // Whoever writes something before what the proxy wrote is not believed.
        other.caller = Some("198.51.100.1, 203.0.113.7");
        assert_eq!(other.post("/login/code", &[("code", "1")]).await.status, 429);

        let alone = Site::open(&world).await;
        assert_eq!(tries(&alone, "203.0.113.7").await, 429);
        let mut other = alone.browser();
        other.caller = Some("203.0.113.8");
        assert_eq!(other.post("/login/code", &[("code", "1")]).await.status, 429, "nobody is believed");
    }
}
