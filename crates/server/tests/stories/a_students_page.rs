//! A student has four buttons and a line of text.

use vigie_domain::fact::DefenceScheduled;
use vigie_domain::fact::{Channel, Contract, SessionBooked};
use vigie_domain::ids::{Ref, StaffId};
use vigie_server::app::contact::Outcome;
use vigie_server::app::{Error, Refusal};

use crate::support::world::{enrolment, id};
use crate::support::{World, day, oclock, on_both, student};

async fn a_morning(world: &mut World) {
    let karim = StaffId::derive("karim");
    let booked = |session, on| SessionBooked { session: Ref(session), mentor: karim, at: day(on) };
    let tale = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
        .spoke_with("alex", oclock(1, 9))
        .lived(oclock(2, 9), booked(1, 3))
        .lived(oclock(2, 10), booked(2, 9))
        .lived(
            oclock(2, 11),
            DefenceScheduled { defence: Ref(3), item: "site".into(), at: day(30) },
        );
    world.lives(tale).await;
    world.until(oclock(5, 9)).await;
}

async fn rings(world: &World, indicator: &str) -> bool {
    world.ringing("ines").await.contains(&indicator.to_owned())
}

on_both! {
    async fn the_page_says_who_is_around_and_what_comes_next(mut world) {
        a_morning(&mut world).await;
        let view = world.app.student_view(&world.school, id("ines")).await.unwrap();
        let karim = StaffId::derive("karim");
        assert_eq!(view.advisor, Some(StaffId::derive("alex")));
        assert_eq!(view.mentors, [(enrolment("ines", "web"), karim)]);
        let (session, defence) = (view.session.unwrap(), view.defence.unwrap());
        assert_eq!((session.at, session.what), (day(9), karim));
        assert_eq!((defence.at, defence.what.as_str()), (day(30), "site"));
    }

    async fn all_is_well_asks_for_nothing(mut world) {
        a_morning(&mut world).await;
        let before = world.ringing("ines").await;
        world.app.say_all_well(id("ines"), "").await.unwrap();
        assert_eq!(world.ringing("ines").await, before);
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!((contact.last_in, contact.unanswered), (Some(oclock(5, 9)), None));
    }

    async fn call_me_rings_at_once_until_somebody_calls(mut world) {
        a_morning(&mut world).await;
        let said = world.app.ask_for_call(id("ines"), "après 18 h svp").await.unwrap();
        assert!(rings(&world, "call-for-help").await);
        let help = world.standing("ines").await.journey.contact.help.unwrap();
        assert_eq!(help.words, said[0].fact);
        world.until(oclock(5, 18)).await;
        world.alex_reaches("ines", Outcome::Spoke).await;
        assert!(!rings(&world, "call-for-help").await);
    }

    async fn my_mentor_does_not_suit_me_rings_until_there_is_another(mut world) {
        a_morning(&mut world).await;
        let said = world.app.ask_for_other_mentor(id("ines"), "il donne la réponse").await.unwrap();
        assert!(rings(&world, "mentor-mismatch").await);
        let words = world.app.store.facts_of(id("ines")).await.unwrap();
        assert!(words.iter().any(|fact| fact.id == said[0].fact));
        world.lives(student("ines").studying("web").mentored_by("agnes", oclock(6, 9))).await;
        assert!(!rings(&world, "mentor-mismatch").await);
    }

    async fn i_have_a_job_is_good_news(mut world) {
        a_morning(&mut world).await;
        let hired = world.app.say_hired(id("ines"), " Mairie de Brest ", Contract::FixedTerm, day(20));
        hired.await.unwrap();
        assert!(rings(&world, "job-start").await);
        let job = world.standing("ines").await.journey.employment.unwrap();
        assert_eq!((job.company.as_str(), job.starts_at), ("Mairie de Brest", day(20)));
        let nowhere = world.app.say_hired(id("ines"), " ", Contract::Other, day(20)).await;
        assert!(matches!(nowhere, Err(Error::Refused(Refusal::NoWords))));
    }

    async fn a_line_of_text_waits_for_an_answer(mut world) {
        a_morning(&mut world).await;
        world.app.say(id("ines"), "l'attestation est-elle prête ? \u{202b}שלום\u{202c}").await.unwrap();
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!(contact.unanswered.unwrap().count, 1);
        world.alex_reaches("ines", Outcome::Wrote).await;
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!(contact.unanswered, None);
        assert_eq!(contact.last.unwrap().channel, Channel::Email);
    }
}
