//! Personal links that were given, seen by whoever may give them, and closed.

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_domain::time::{DAY, HOUR, Span};
use vigie_server::app::link::{Holder, LIFETIME};

use crate::support::browser::{Browser, Page, Site, account, student_account};
use crate::support::team::one_each;
use crate::support::world::id;
use crate::support::{World, day, on_both};

async fn two_students(world: &mut World) {
    one_each(world).await;
    account(world, "direction", Role::Manager, None).await;
}

/// Makes a link on this page; gives its path.
async fn makes(browser: &mut Browser, page: &str) -> String {
    let given = browser.post(&format!("{page}/link"), &[]).await;
    let (_, rest) = given.html.split_once("/l/").unwrap();
    format!("/l/{}", rest.split('"').next().unwrap())
}

async fn is_gone(browser: &mut Browser, link: &str) {
    let page = browser.get(link).await;
    assert_eq!(page.status, 410, "{}", page.text());
    page.says(&["Ce lien n'est plus valable"]);
}

/// Closes, or opens again, the link whose form says this.
async fn presses(browser: &mut Browser, page: &Page, at: usize) -> Page {
    browser.submit(&page.forms("/links")[at], &[]).await
}

on_both! {
    async fn one_link_is_closed_and_the_others_open(mut world) {
        two_students(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let mut phone = site.browser();
        let ines = format!("/students/{}", id("ines"));
        let lost = makes(&mut alex, &ines).await;
        world.app.clock.set(world.now() + DAY);
        let kept = makes(&mut alex, &ines).await;
        alex.get(&ines).await.says(&["2 liens personnels en vigueur"]);
        assert_eq!(phone.get(&lost).await.status, 200);
        let page = alex.get(&format!("{ines}/links")).await;
        page.says(&["Liens personnels d'INES", "créé le jeudi 4 septembre par alex", "ouvert pour la dernière fois le vendredi 5 septembre", "jamais ouvert"]);

        // The longest comes first.
        let page = presses(&mut alex, &page, 1).await;
        page.says(&["Fermé : ce lien ne s'ouvre plus", "Annuler"]);
        is_gone(&mut phone, &lost).await;
        let said = [("say", "text"), ("text", "bonjour")];
        assert_eq!(phone.post(&format!("{lost}/say"), &said).await.status, 410);
        assert_eq!(phone.get(&kept).await.status, 200);

        // Taken back within the hour, it opens; later it does not.
        let page = presses(&mut alex, &page, 1).await;
        assert_eq!(phone.get(&lost).await.status, 200);
        let closed = presses(&mut alex, &page, 1).await;
        world.app.clock.set(world.now() + HOUR + Span(1));
        let late = presses(&mut alex, &closed, 1).await;
        assert_eq!(late.status, 422);
        late.says(&["Ce lien n'est plus en vigueur"]);
        is_gone(&mut phone, &lost).await;
        assert_eq!(alex.get(&format!("{ines}/links")).await.forms("/links").len(), 1);
        let rows = world.app.remembered_about(id("ines")).await.unwrap();
        let done = |action: &str| rows.iter().filter(|row| row.action == action).count();
        assert_eq!((done("link_given"), done("link_closed"), done("link_reopened")), (2, 2, 1));
    }

    async fn a_link_of_before_links_were_kept_is_listed_once_it_was_opened(mut world) {
        two_students(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let old = world.app.links().await.unwrap();
        let old = old.issue(Holder::Student(id("ines")), world.now() + LIFETIME);
        let old = format!("/l/{old}");
        let links = format!("/students/{}/links", id("ines"));
        alex.get(&links).await.says(&["Aucun lien n'est en vigueur"]);
        let mut phone = site.browser();
        assert_eq!(phone.get(&old).await.status, 200);
        let page = alex.get(&links).await;
        page.says(&["créé avant que les liens soient notés ici"]);
        presses(&mut alex, &page, 0).await;
        is_gone(&mut phone, &old).await;
    }

    async fn links_are_seen_and_closed_by_whoever_may_give_them(mut world) {
        two_students(&mut world).await;
        student_account(&world, "omar", id("omar")).await;
        let site = Site::open(&world).await;
        let mut billie = site.signed_in("billie").await;
        let omar = format!("/students/{}", id("omar"));
        let link = makes(&mut billie, &omar).await;
        let kept = world.app.links_of(Holder::Student(id("omar"))).await.unwrap();
        let which = kept[0].expires_at.0.to_string();
        for name in ["alex", "omar"] {
            let mut other = site.signed_in(name).await;
            assert_eq!(other.get(&format!("{omar}/links")).await.status, 403, "{name}");
            let tried = other.post(&format!("{omar}/links"), &[("link", &which)]).await;
            assert_eq!(tried.status, 403, "{name}");
        }
        // Nor by way of a student of one's own.
        let mut alex = site.signed_in("alex").await;
        let own = format!("/students/{}/links", id("ines"));
        assert_eq!(alex.post(&own, &[("link", &which)]).await.status, 422);
        assert_eq!(site.browser().get(&link).await.status, 200);

        let mut manager = site.signed_in("direction").await;
        let karim = format!("/mentors/{}", StaffId::derive("karim"));
        let link = makes(&mut manager, &karim).await;
        assert_eq!(site.browser().get(&link).await.status, 200);
        let page = manager.get(&format!("{karim}/links")).await;
        page.says(&["Liens personnels de KARIM", "par direction"]);
        presses(&mut manager, &page, 0).await;
        is_gone(&mut site.browser(), &link).await;
    }

    async fn two_links_of_one_second_are_two(mut world) {
        two_students(&mut world).await;
        let (holder, until) = (Holder::Student(id("ines")), world.now() + LIFETIME);
        let one = world.app.give_link(None, holder, until).await.unwrap();
        let other = world.app.give_link(None, holder, until).await.unwrap();
        assert_ne!(one, other);
        assert_eq!(world.app.links_of(holder).await.unwrap().len(), 2);
        // Once their time is over, nothing is kept of them.
        world.app.clock.set(until + Span(2));
        world.app.tidy_sign_ins().await.unwrap();
        let rows = world.app.store.personal_links(id("ines").bytes(), day(0)).await.unwrap();
        assert_eq!(rows, []);
    }
}
