//! A wish to be called and a dispute are answered by a time that is told; what
//! was wrong is put right from the page that shows it, and can be undone.

use vigie_domain::access::Role;
use vigie_domain::fact::{Asks, Kind};
use vigie_domain::ids::StaffId;
use vigie_domain::time::Span;

use crate::support::browser::{Site, account, student_account};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

async fn a_school(world: &mut World) {
    let ines = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
        .spoke_with("alex", oclock(21, 10))
        .session_held(day(3));
    world.lives(ines).await;
    // A Tuesday morning, in opening hours.
    world.until(oclock(22, 10)).await;
    student_account(world, "ines", id("ines")).await;
    account(world, "alex", Role::Advisor, Some("alex")).await;
}

async fn last(world: &World, kind: Kind) -> String {
    let facts = world.app.store.facts_of(id("ines")).await.unwrap();
    facts.iter().rfind(|fact| fact.kind() == kind).unwrap().id.to_string()
}

on_both! {
    async fn whoever_asks_to_be_called_reads_who_calls_and_by_when(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut ines = site.signed_in("ines").await;
        let page = ines.post("/me/say", &[("say", "call"), ("text", "")]).await;
        page.says(&["ALEX vous appelle d'ici"]);
        let question = world.standing("ines").await.journey.contact.question().unwrap();
        assert_eq!((question.asks, question.who), (Asks::Call, Some(StaffId::derive("alex"))));
        let mut alex = site.signed_in("alex").await;
        alex.get("/today").await.says(&["INES", "Appel annoncé d'ici"]);
        // Near the limit it rings; a call that nobody answers is not one.
        world.until(question.answer_by - Span(3_600)).await;
        assert!(world.ringing("ines").await.contains(&"question-due".to_owned()));
    }

    async fn a_dispute_is_on_the_list_of_the_day_and_put_right_in_one_gesture(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let mut ines = site.signed_in("ines").await;
        let fact = last(&world, Kind::SessionRecorded).await;
        let wrong = [("fact", fact.as_str()), ("text", "elle n'a jamais eu lieu")];
        ines.post("/me/wrong", &wrong).await.says(&["ALEX regarde ce que vous contestez"]);
        let mut alex = site.signed_in("alex").await;
        let today = alex.get("/today").await;
        today.says(&["INES dit qu'une de nos informations est fausse", "elle n'a jamais eu lieu"]);

        let person = format!("/students/{}", id("ines"));
        // An answer comes after what it answers.
        world.app.clock.set(world.now() + Span(60));
        let form = alex.get(&person).await.form("/disputes");
        let page = alex.submit(&form, &[("text", "tu avais raison, c'est corrigé")]).await;
        page.says(&["l'information est retirée", "Annuler"]);
        let held = || async { world.standing("ines").await.journey.enrolments[0].mentoring.last_held };
        assert_eq!(held().await, None);
        let me = ines.get("/me").await;
        me.says(&["tu avais raison", "corrigé"]);
        assert!(!alex.get("/today").await.text().contains("informations est fausse"));

        // Undone, it counts again.
        world.app.clock.set(world.now() + Span(60));
        alex.submit(&page.form("/undo"), &[]).await;
        assert!(held().await.is_some());
        // What nobody disputes is not taken back from here.
        let other = last(&world, Kind::Enrolled).await;
        let path = format!("{person}/disputes");
        assert_eq!(alex.post(&path, &[("fact", &other)]).await.status, 404);
    }
}
