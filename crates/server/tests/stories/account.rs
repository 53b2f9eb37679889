//! Somebody of the team signs in.

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_server::app::account::{NewUser, Password};
use vigie_server::app::{Error, Refusal};

use crate::support::program::vigie;
use crate::support::{World, on_both};

fn alex() -> NewUser {
    NewUser {
        email: "Alex@Ecole.example".to_owned(),
        name: "Alex Martin".to_owned(),
        role: Role::Advisor,
        staff: Some(StaffId::derive("alex")),
        student: None,
        language: Some("fr".into()),
        password: Some(Password::typed("cheval agrafe pile")),
    }
}

async fn signs_in(world: &World, email: &str, password: &str) -> bool {
    world.app.verify(email, Password::typed(password)).await.unwrap().is_some()
}

fn refusal(error: Error) -> Refusal {
    let Error::Refused(refusal) = error else { panic!("{error}") };
    refusal
}

on_both! {
    async fn only_the_right_password_opens(world) {
        let made = world.app.add_user(alex()).await.unwrap();
        let known = world.app.verify(" alex@ecole.EXAMPLE ", Password::typed("cheval agrafe pile"));
        assert_eq!(known.await.unwrap(), Some(made.clone()));
        assert_eq!(world.app.store.user(made.id).await.unwrap(), Some(made));
        assert!(!signs_in(&world, "alex@ecole.example", "cheval agrafe pilE").await);
        assert!(!signs_in(&world, "nobody@ecole.example", "cheval agrafe pile").await);
    }

    async fn an_account_without_a_password_does_not_open(world) {
        world.app.add_user(NewUser { password: None, ..alex() }).await.unwrap();
        assert!(!signs_in(&world, "alex@ecole.example", "").await);
    }

    async fn an_address_has_one_account(world) {
        world.app.add_user(alex()).await.unwrap();
        let error = world.app.add_user(alex()).await.unwrap_err();
        assert_eq!(refusal(error), Refusal::AddressTaken("alex@ecole.example".to_owned()));
        assert_eq!(world.app.store.users().await.unwrap().len(), 1);
    }

    async fn a_short_password_is_refused(world) {
        let short = NewUser { password: Some(Password::typed("neuf 9 ca")), ..alex() };
        let error = world.app.add_user(short).await.unwrap_err();
        assert_eq!(refusal(error), Refusal::ShortPassword { least: 10 });
    }

    async fn a_password_is_changed_by_whoever_knows_it(world) {
        let id = world.app.add_user(alex()).await.unwrap().id;
        let next = || Password::typed("un autre secret");
        let error = world.app.change_password(id, Password::typed("deviné, peut-être"), next());
        assert_eq!(refusal(error.await.unwrap_err()), Refusal::WrongPassword);
        for _ in 0..4 {
            let error = world.app.change_password(id, Password::typed("deviné, peut-être"), next());
            assert_eq!(refusal(error.await.unwrap_err()), Refusal::WrongPassword);
        }
        let present = || Password::typed("cheval agrafe pile");
        let error = world.app.change_password(id, present(), next());
        assert_eq!(refusal(error.await.unwrap_err()), Refusal::TooManyTries);
        world.app.clock.set(world.now() + vigie_domain::time::MINUTE);
        world.app.change_password(id, present(), next()).await.unwrap();
        assert!(signs_in(&world, "alex@ecole.example", "un autre secret").await);
        assert!(!signs_in(&world, "alex@ecole.example", "cheval agrafe pile").await);
    }

    async fn the_command_line_makes_an_account_and_shows_its_password_once(world) {
        let folder = tempfile::tempdir().unwrap();
        let who = ["--email", "alex@ecole.example", "--name", "Alex", "--role", "advisor"];
        let add = [&["user", "add", "--advisor", "alex"][..], &who].concat();
        let ran = vigie(&world, folder.path(), &add).await;
        assert_eq!(ran.status, Some(0), "{ran:?}");
        let password = ran.said.trim().rsplit(' ').next().unwrap();
        assert!(signs_in(&world, "alex@ecole.example", password).await);

        let listed = vigie(&world, folder.path(), &["user", "list", "--format", "json"]).await;
        assert!(!listed.said.contains(password) && !listed.said.contains("argon2"));
        assert_eq!(listed.json()[0]["advisor"], "alex");
    }
}
