//! A student opens the link that their advisor sent.

use vigie_domain::ids::StaffId;
use vigie_domain::time::Span;
use vigie_server::app::link::{Holder, LIFETIME, LinkError, Links};

use crate::support::program::vigie;
use crate::support::world::id;
use crate::support::{day, on_both, student};

on_both! {
    async fn a_link_opens_for_a_month_and_then_says_since_when_not(world) {
        let links = world.app.links().await.unwrap();
        let holder = Holder::Student(id("ines"));
        let token = links.issue(holder, world.now() + LIFETIME);
        assert_eq!(links.open(&token, day(30) - Span(1)).unwrap().holder, holder);
        assert_eq!(links.open(&token, day(30)), Err(LinkError::Expired(day(30))));
    }

    async fn a_restarted_program_opens_the_links_of_before(mut world) {
        let holder = Holder::Mentor(StaffId::derive("karim"));
        let token = world.app.links().await.unwrap().issue(holder, day(30));
        world.restart().await;
        let opened = world.app.links().await.unwrap().open(&token, day(1));
        assert_eq!(opened.map(|link| link.holder), Ok(holder));
    }

    async fn two_programs_that_start_together_agree_on_the_key(world) {
        let other = world.another_program().await;
        let (here, there) = tokio::join!(world.app.links(), other.links());
        let token = here.unwrap().issue(Holder::Student(id("ines")), day(30));
        assert!(there.unwrap().open(&token, day(1)).is_ok());
    }

    async fn the_link_of_another_school_is_forged(world) {
        let links = world.app.links().await.unwrap();
        let token = links.issue(Holder::Student(id("ines")), day(30));
        let another = Links::new(&[7; 32]);
        assert_eq!(another.open(&token, day(1)), Err(LinkError::Forged));
    }

    async fn the_command_line_prints_a_link(mut world) {
        world.lives(student("ines").enrols("web", day(0))).await;
        let folder = tempfile::tempdir().unwrap();
        let links = world.app.links().await.unwrap();
        let own = ["link", "student", "ines", "--days", "7"];
        let printed = vigie(&world, folder.path(), &own).await.said;
        let token = printed.trim().strip_prefix("/l/").unwrap();
        let link = links.open(token, world.now()).unwrap();
        assert_eq!((link.holder, link.expires_at), (Holder::Student(id("ines")), day(7)));

        let mentor = ["link", "mentor", "KARIM", "--base", "https://vigie.example/"];
        let printed = vigie(&world, folder.path(), &mentor).await.said;
        let token = printed.trim().strip_prefix("https://vigie.example/l/").unwrap();
        let holder = links.open(token, world.now()).unwrap().holder;
        assert_eq!(holder, Holder::Mentor(StaffId::derive("karim")));
    }
}
