//! A student asks: who answers, and by when, is told and held.

use vigie_domain::ids::StaffId;
use vigie_domain::time::{HOUR, Span};
use vigie_server::app::caseload::{Gift, NewAbsence};
use vigie_server::app::contact::Outcome;
use vigie_server::app::link::Holder;

use crate::support::browser::Site;
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

async fn a_student(world: &mut World) {
    let ines = student("ines").enrols("web", day(0)).advised_by("alex", oclock(0, 9));
    world.lives(ines).await;
}

/// From now on Billie stands in for Alex.
async fn alex_falls_ill(world: &World) {
    let ill = NewAbsence {
        staff: StaffId::derive("alex"),
        from: world.now(),
        until: None,
        stand_in: StaffId::derive("billie"),
        split: std::collections::BTreeMap::new(),
    };
    world.app.be_absent(None, ill).await.unwrap();
}

async fn link(world: &World) -> String {
    let links = world.app.links().await.unwrap();
    format!("/l/{}", links.issue(Holder::Student(id("ines")), world.now() + Span::days(30)))
}

async fn rings(world: &World) -> bool {
    world.ringing("ines").await.contains(&"question-due".to_owned())
}

on_both! {
    async fn a_question_has_a_name_and_a_term_and_rings_before_it(mut world) {
        a_student(&mut world).await;
        // Tuesday, eleven o'clock: nine open hours later is Wednesday, eleven.
        world.until(oclock(22, 11)).await;
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world).await).await;
        let term = "mercredi 24 septembre, 11 h";
        assert!(page.text().contains(&format!("ALEX vous répond d'ici {term}")), "{}", page.text());
        let asked = [("say", "text"), ("text", "Puis-je changer de projet ?")];
        let page = phone.submit(&page.form("/say"), &asked).await;
        let told = format!("ALEX répond à votre question d'ici {term}");
        assert!(page.text().contains(&told), "{}", page.text());

        let question = world.standing("ines").await.journey.contact.question().unwrap();
        assert_eq!((question.answer_by, question.who), (oclock(23, 11), Some(StaffId::derive("alex"))));
        world.until(oclock(23, 11) - HOUR - HOUR - Span(1)).await;
        assert!(!rings(&world).await);
        world.until(oclock(23, 9)).await;
        assert!(rings(&world).await);
        // Somebody who tried to call has not answered.
        world.alex_reaches("ines", Outcome::NoAnswer).await;
        assert!(rings(&world).await);
        let day = world.app.day(&world.school, StaffId::derive("alex"), None).await.unwrap().0;
        assert_eq!((day.wrote.len(), day.done.len()), (1, 0), "announced for today, and rings");
        world.alex_reaches("ines", Outcome::Wrote).await;
        assert!(!rings(&world).await);
        let page = phone.get(&link(&world).await).await;
        assert!(!page.text().contains("répond à votre question"), "{}", page.text());
    }

    async fn out_of_hours_the_student_reads_who_answers_when(mut world) {
        a_student(&mut world).await;
        // Saturday evening.
        world.until(oclock(26, 20)).await;
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world).await).await;
        let told = "L'école est fermée jusqu'à lundi 29 septembre, 9 h. Une question ? ALEX vous \
                    répond d'ici lundi 29 septembre, 18 h.";
        let text = page.text().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(text.contains(told), "{text}");
    }

    async fn while_the_advisor_is_away_the_question_is_their_stand_ins(mut world) {
        a_student(&mut world).await;
        world.until(oclock(22, 11)).await;
        alex_falls_ill(&world).await;
        world.until(oclock(22, 12)).await;
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world).await).await;
        assert!(page.text().contains("Une question ? BILLIE vous répond"), "{}", page.text());
        phone.submit(&page.form("/say"), &[("say", "text"), ("text", "Bonjour ?")]).await;
        let question = world.standing("ines").await.journey.contact.question().unwrap();
        assert_eq!(question.who, Some(StaffId::derive("billie")));
    }

    async fn what_is_written_after_a_missed_call_is_on_the_list(mut world) {
        a_student(&mut world).await;
        world.until(oclock(22, 9)).await;
        world.alex_reaches("ines", Outcome::NoAnswer).await;
        let listed = async |world: &World| {
            let day = world.app.day(&world.school, StaffId::derive("alex"), None).await.unwrap().0;
            (day.done.len(), day.wrote.len() + day.list.lines.len())
        };
        assert_eq!(listed(&world).await, (1, 0));
        world.until(oclock(22, 10)).await;
        world.app.ask_for_call(id("ines"), "appelez-moi").await.unwrap();
        assert_eq!(listed(&world).await, (0, 1));
        // So is what is written after a conversation.
        world.until(oclock(22, 11)).await;
        world.alex_reaches("ines", Outcome::Spoke).await;
        assert_eq!(listed(&world).await, (1, 0));
        world.until(oclock(22, 12)).await;
        world.app.ask(id("ines"), "j'ai oublié de demander…").await.unwrap();
        assert_eq!(listed(&world).await, (0, 1));
    }

    async fn the_student_reads_who_answers_now_and_not_who_was_to(mut world) {
        a_student(&mut world).await;
        world.until(oclock(22, 11)).await;
        world.app.ask(id("ines"), "Bonjour ?").await.unwrap();
        alex_falls_ill(&world).await;
        let (alex, billie) = (StaffId::derive("alex"), StaffId::derive("billie"));
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world).await).await;
        page.says(&["BILLIE répond à votre question d'ici"]);
        // Given to somebody else for good.
        world.app.be_back(None, alex).await.unwrap();
        let gift = Gift { student: id("ines"), from: Some(alex), to: billie };
        world.app.give(None, &[gift]).await.unwrap();
        let page = phone.get(&link(&world).await).await;
        page.says(&["BILLIE répond à votre question d'ici"]);
    }

    async fn a_question_that_is_taken_back_leaves_nothing_to_answer(mut world) {
        a_student(&mut world).await;
        world.until(oclock(22, 11)).await;
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world).await).await;
        let asked = [("say", "text"), ("text", "finalement non")];
        let page = phone.submit(&page.form("/say"), &asked).await;
        phone.submit(&page.form("/undo"), &[]).await;
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!((contact.question(), contact.unanswered), (None, None));
    }

    async fn the_schools_own_hours_are_kept_to(mut world) {
        a_student(&mut world).await;
        let mut tx = world.app.store.begin().await.unwrap();
        let open = r#"{"week":[null,null,["10:00","12:00"],null,null,null,null],"answer_within":3}"#;
        tx.put_setting("opening", open).await.unwrap();
        tx.commit().await.unwrap();
        world.until(oclock(22, 11)).await;
        world.app.ask(id("ines"), "Bonjour ?").await.unwrap();
        // Two hours this Wednesday, one the next, but not in its first two.
        let question = world.standing("ines").await.journey.contact.question().unwrap();
        assert_eq!(question.answer_by, oclock(30, 12));
    }
}
