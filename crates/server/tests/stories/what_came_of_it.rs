//! Whoever said something hears what came of it, and no more than they may
//! know: a mentor of a worry, a student of their own words.

use vigie_domain::case::{Author, Event, Origin, Reason};
use vigie_domain::fact::{Call, CallOutcome, Channel, Doubted};
use vigie_domain::ids::{CaseId, StaffId};
use vigie_domain::ours::Cause;
use vigie_domain::time::{HOUR, Span};
use vigie_server::app::case::{CameOf, Change};
use vigie_server::app::contact::{Marks, NewContact, Outcome};
use vigie_server::app::link::Holder;
use vigie_server::app::portal::{Came, Said};

use crate::support::browser::Site;
use crate::support::team::{alex, karim};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

async fn a_student(world: &mut World) {
    let ines = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
        .session_held(day(3));
    world.lives(ines).await;
    world.until(oclock(8, 9)).await;
}

async fn worries(world: &World) {
    world.app.raise_concern(karim(), id("ines"), "elle n'ose plus demander").await.unwrap();
}

/// What Karim hears, the latest worry first.
async fn karim_hears(world: &World) -> Vec<CameOf> {
    let raised = world.app.came_of_concerns(karim()).await.unwrap();
    raised.into_iter().map(|one| one.came).collect()
}

/// What Inès hears, the latest first.
async fn ines_hears(world: &World) -> Vec<(Said, Came)> {
    let came = world.app.came_of_own(id("ines")).await.unwrap();
    came.into_iter().map(|one| (one.said, one.came)).collect()
}

async fn opens(world: &World) -> CaseId {
    let by = Author::Staff(alex());
    world.app.open_case(id("ines"), None, by, alex(), None).await.unwrap()
}

async fn closes(world: &World, case: CaseId, seen: u32) {
    closes_as(world, case, seen, Reason::Mistake).await;
}

async fn closes_as(world: &World, case: CaseId, seen: u32, reason: Reason) {
    let event = Event::Closed { reason };
    let by = Author::Staff(alex());
    let change = Change { student: id("ines"), case, seen, by, event };
    world.app.change_case(change).await.unwrap();
}

/// An hour later.
fn later(world: &World) {
    world.app.clock.set(world.now() + HOUR);
}

async fn page_of(world: &World, holder: Holder) -> String {
    let links = world.app.links().await.unwrap();
    let link = format!("/l/{}", links.issue(holder, world.now() + Span::days(30)));
    Site::open(world).await.browser().get(&link).await.text()
}

on_both! {
    async fn a_worry_is_received_followed_and_ended(mut world) {
        a_student(&mut world).await;
        worries(&world).await;
        assert_eq!(karim_hears(&world).await, [CameOf::Received]);
        later(&world);
        let case = opens(&world).await;
        assert_eq!(karim_hears(&world).await, [CameOf::Followed(alex(), world.now())]);
        later(&world);
        closes(&world, case, 1).await;
        assert_eq!(karim_hears(&world).await, [CameOf::Ended(world.now())]);
        let page = page_of(&world, Holder::Mentor(karim())).await;
        assert!(page.contains("le suivi d'INES s'est terminé"), "{page}");
    }

    async fn a_case_for_another_reason_is_not_told(mut world) {
        a_student(&mut world).await;
        worries(&world).await;
        later(&world);
        world.alex_reaches("ines", Outcome::Spoke).await;
        let spoken = CameOf::Spoken(alex(), world.now());
        assert_eq!(karim_hears(&world).await, [spoken]);
        // She asks for something herself; then a colleague opens one by hand.
        later(&world);
        world.app.ask_for_case(id("ines"), "mon logement").await.unwrap();
        assert_eq!(karim_hears(&world).await, [spoken]);
        let own = world.app.store.cases_of(id("ines")).await.unwrap().remove(0).case;
        closes(&world, own.id, own.seq).await;
        later(&world);
        opens(&world).await;
        assert_eq!(karim_hears(&world).await, [spoken]);
    }

    async fn what_a_student_asked_for_before_the_worry_is_not_told(mut world) {
        a_student(&mut world).await;
        world.app.ask_for_case(id("ines"), "mon logement").await.unwrap();
        later(&world);
        worries(&world).await;
        assert_eq!(karim_hears(&world).await, [CameOf::Received]);
        let page = page_of(&world, Holder::Mentor(karim())).await;
        assert!(page.contains("Tu liras ici ce qui en est venu"), "{page}");
        let own = world.app.store.cases_of(id("ines")).await.unwrap().remove(0).case;
        closes(&world, own.id, own.seq).await;
        assert_eq!(karim_hears(&world).await, [CameOf::Received]);
    }

    async fn a_case_from_before_the_worry_is_told_of_from_the_worry_on(mut world) {
        a_student(&mut world).await;
        opens(&world).await;
        later(&world);
        worries(&world).await;
        assert_eq!(karim_hears(&world).await, [CameOf::Followed(alex(), world.now())]);
    }

    async fn a_message_and_its_answer_are_a_conversation(mut world) {
        a_student(&mut world).await;
        worries(&world).await;
        later(&world);
        world.alex_reaches("ines", Outcome::Wrote).await;
        assert_eq!(karim_hears(&world).await, [CameOf::Received]);
        later(&world);
        world.app.say(id("ines"), "merci, ça va mieux").await.unwrap();
        assert_eq!(karim_hears(&world).await, [CameOf::Spoken(alex(), world.now())]);
    }

    async fn the_case_that_a_worry_opened_comes_before_one_there_was(mut world) {
        a_student(&mut world).await;
        let before = opens(&world).await;
        later(&world);
        worries(&world).await;
        assert!(matches!(karim_hears(&world).await[..], [CameOf::Followed(..)]));
        later(&world);
        closes(&world, before, 1).await;
        let ended = world.now();
        assert_eq!(karim_hears(&world).await, [CameOf::Ended(ended)]);
        later(&world);
        let opened = opens(&world).await;
        let row = world.app.case(id("ines"), opened).await.unwrap().unwrap();
        assert!(matches!(row.case.origin, Origin::Concern { .. }));
        assert_eq!(karim_hears(&world).await, [CameOf::Followed(alex(), world.now())]);
        // Worried again, while somebody follows it.
        later(&world);
        worries(&world).await;
        assert!(karim_hears(&world).await.iter().all(|came| matches!(came, CameOf::Followed(..))));
    }

    async fn also_once_the_student_is_no_longer_with_them(mut world) {
        a_student(&mut world).await;
        worries(&world).await;
        later(&world);
        let marks = Marks { verdict: None, ours: Some(Cause::Mentoring), ..Marks::default() };
        let contact = NewContact { marks, ..world.contact("ines", Outcome::Spoke) };
        world.app.add_contact(contact).await.unwrap();
        world.lives(student("ines").studying("web").mentored_by("agnes", oclock(10, 9))).await;
        let page = page_of(&world, Holder::Mentor(karim())).await;
        for told in ["Personne ne t'est confié", "ALEX en a parlé avec INES", "Ce qui te concerne"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        // Whoever teaches her now was not worried, and hears nothing.
        assert_eq!(world.app.came_of_concerns(StaffId::derive("agnes")).await.unwrap(), []);
        // It is told for four months.
        world.app.clock.set(oclock(9 + 121, 9));
        assert_eq!(karim_hears(&world).await, []);
    }

    async fn whoever_asks_for_another_mentor_is_not_named_to_the_one_they_have(mut world) {
        a_student(&mut world).await;
        world.app.ask_for_other_mentor(id("ines"), "").await.unwrap();
        later(&world);
        let marks = Marks { verdict: None, ours: Some(Cause::Mentoring), ..Marks::default() };
        let contact = NewContact { marks, ..world.contact("ines", Outcome::Spoke) };
        world.app.add_contact(contact).await.unwrap();
        let page = page_of(&world, Holder::Mentor(karim())).await;
        assert!(page.contains("un échange avec une personne que tu accompagnes"), "{page}");
        assert!(!page.contains("un échange avec INES"), "{page}");
        // What she asked for is done.
        world.lives(student("ines").studying("web").mentored_by("agnes", oclock(9, 9))).await;
        let page = page_of(&world, Holder::Mentor(karim())).await;
        assert!(page.contains("un échange avec INES"), "{page}");
    }

    async fn a_student_hears_who_answered_who_teaches_them_now_and_what_is_settled(mut world) {
        a_student(&mut world).await;
        world.app.ask(id("ines"), "Puis-je changer de projet ?").await.unwrap();
        let came = ines_hears(&world).await;
        assert_eq!(came, [(Said::Question, Came::Received)]);
        later(&world);
        let call = Call { channel: Channel::Phone, by: alex(), outcome: CallOutcome::NoAnswer };
        world.lives(student("ines").lived(world.now(), call)).await;
        let came = ines_hears(&world).await;
        assert_eq!(came[0].1, Came::Received);
        later(&world);
        world.alex_reaches("ines", Outcome::Spoke).await;
        let answered = Came::Answered(alex(), world.now());
        let came = ines_hears(&world).await;
        assert_eq!(came, [(Said::Question, answered)]);

        later(&world);
        world.app.ask_for_other_mentor(id("ines"), "").await.unwrap();
        world.lives(student("ines").studying("web").mentored_by("agnes", oclock(9, 9))).await;
        let came = ines_hears(&world).await;
        let changed = Came::Changed(StaffId::derive("agnes"), oclock(9, 9));
        assert_eq!(came[0], (Said::Mentor, changed));

        // A reason that she disputes, in a case that is closed.
        world.until(oclock(26, 9)).await;
        let target = Doubted::Reason { indicator: "no-session".into() };
        world.app.dispute(id("ines"), target.clone(), "session", "").await.unwrap();
        let came = ines_hears(&world).await;
        assert_eq!(came[0], (Said::Wrong(target), Came::Followed(alex(), world.now())));
        later(&world);
        world.alex_reaches("ines", Outcome::Spoke).await;
        let case = world.app.store.cases_of(id("ines")).await.unwrap().remove(0).case;
        closes_as(&world, case.id, case.seq, Reason::StoppedWell).await;
        let came = ines_hears(&world).await;
        assert_eq!(came[0].1, Came::Ended(world.now()));
        // Behind a link, too.
        let page = page_of(&world, Holder::Student(id("ines"))).await;
        for told in ["le suivi s'est terminé le", "vous accompagne depuis", "ALEX vous a répondu"] {
            assert!(page.contains(told), "{told}: {page}");
        }
    }
}
