//! Whoever is on duty hears of stated danger, whoever's student it is; while
//! they are away, whoever stands in for them does, and nobody else.

use std::time::Duration;

use vigie_domain::time::DAY;

use crate::support::browser::{Browser, Site};
use crate::support::team::{a_team, is_away, on_duty};
use crate::support::world::id;
use crate::support::{World, oclock, on_both, student};

const DANGER: &str = "j'ai envie de mourir";
const SECRET: &str = "opérée lundi, ne pas en parler";
/// News comes within a second; a busy machine gets more.
const PATIENCE: Duration = Duration::from_secs(10);
/// Long enough to hear what was sent before.
const A_MOMENT: Duration = Duration::from_millis(300);

/// Inès and Léo are Alex's, Paul is Camille's; Billie is on duty.
async fn a_school(world: &mut World) {
    a_team(world).await;
    let paul = student("paul").enrols("web", oclock(40, 9));
    world.lives(paul.advised_by("camille", oclock(40, 9))).await;
    on_duty(world, "billie").await;
}

/// Do they read what is kept apart about Inès without saying why? Whoever is
/// not hers steps in first.
async fn reads(site: &Site, name: &str) -> bool {
    let mut browser: Browser = site.signed_in(name).await;
    let ines = format!("/students/{}", id("ines"));
    browser.post(&format!("{ines}/relay"), &[]).await;
    let page = browser.get(&format!("{ines}/sensitive")).await;
    assert_eq!(page.status, 200, "{name}: {}", page.text());
    let (reads, asked) = (page.text().contains(SECRET), page.text().contains("Pourquoi le lire"));
    assert_ne!(reads, asked, "{name}: {}", page.text());
    reads
}

on_both! {
    async fn live_though_the_student_is_not_theirs_and_another_advisor_does_not(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await.listens().await;
        let mut billie = site.signed_in("billie").await.listens().await;
        let mut camille = site.signed_in("camille").await.listens().await;
        let mut nadia = site.signed_in("nadia").await.listens().await;
        world.app.ask(id("ines"), DANGER).await.unwrap();
        for who in [&mut alex, &mut billie, &mut nadia] {
            assert_eq!(who.hears_of(PATIENCE).await, Some(id("ines")));
        }
        // A call for help is for whoever has them: not for the person on duty.
        world.app.ask_for_call(id("paul"), "").await.unwrap();
        assert_eq!(camille.hears_of(PATIENCE).await, Some(id("paul")), "of Inès she heard nothing");
        world.app.ask(id("leo"), DANGER).await.unwrap();
        assert_eq!(billie.hears_of(PATIENCE).await, Some(id("leo")), "of Paul she heard nothing");
        assert_eq!(alex.hears_of(PATIENCE).await, Some(id("leo")));
    }

    async fn live_as_whoever_stands_in_for_the_person_on_duty(mut world) {
        a_school(&mut world).await;
        is_away(&mut world, "billie", "camille").await;
        let site = Site::open(&world).await;
        let mut billie = site.signed_in("billie").await.listens().await;
        let mut camille = site.signed_in("camille").await.listens().await;
        world.app.ask(id("ines"), DANGER).await.unwrap();
        assert_eq!(camille.hears_of(PATIENCE).await, Some(id("ines")));
        assert_eq!(billie.hears_of(A_MOMENT).await, None);
    }

    async fn and_reads_it_without_a_reason_while_it_is_they_who_hear(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let contact = format!("/students/{}/contact", id("ines"));
        let note = [("outcome", "spoke"), ("note", SECRET), ("sensitive", "yes")];
        assert_eq!(alex.post(&contact, &note).await.status, 200);
        assert!(!reads(&site, "billie").await, "no danger was stated");
        world.app.ask(id("ines"), DANGER).await.unwrap();
        let hears = async |name| {
            let list = site.signed_in(name).await.get("/today?hours=0").await.text();
            (list.contains("INES"), reads(&site, name).await)
        };
        assert_eq!(hears("billie").await, (true, true));
        assert_eq!(hears("camille").await, (false, false));
        is_away(&mut world, "billie", "camille").await;
        let site = Site::open(&world).await;
        assert!(reads(&site, "camille").await);
        assert!(!reads(&site, "billie").await);
        // Until she is back.
        world.until(world.now() + DAY).await;
        let site = Site::open(&world).await;
        assert!(reads(&site, "billie").await);
        assert!(!reads(&site, "camille").await);
    }
}
