//! A mentor records sessions in two taps.

use vigie_domain::fact::{SessionBooked, SessionOutcome};
use vigie_domain::ids::{Ref, StaffId};
use vigie_server::app::portal::SessionReport;
use vigie_server::app::{Error, Refusal};

use crate::support::team::karim;
use crate::support::world::{enrolment, id};
use crate::support::{Tale, World, day, oclock, on_both, student};

fn with_karim(name: &str) -> Tale {
    student(name)
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
}

fn booked(session: u64, on: i64) -> SessionBooked {
    SessionBooked { session: Ref(session), mentor: karim(), at: oclock(on, 14) }
}

/// Inès had one session on day 3; two that were booked since were never
/// recorded. Max has had none and has one booked; Zoé's mentor is another.
async fn a_month(world: &mut World) {
    let ines = with_karim("ines")
        .session_held(day(3))
        .lived(oclock(4, 9), booked(10, 10))
        .lived(oclock(4, 10), booked(17, 17));
    let max = with_karim("max").lived(oclock(20, 9), booked(30, 30));
    let zoe = student("zoe").enrols("web", day(0)).mentored_by("agnes", oclock(0, 10));
    for tale in [ines, max, zoe] {
        world.app.clock.set(day(0));
        world.lives(tale).await;
    }
    world.until(oclock(25, 9)).await;
}

fn report(name: &str, session: Option<Ref>, outcome: SessionOutcome) -> SessionReport {
    let (student, enrolment) = (id(name), enrolment(name, "web"));
    SessionReport { mentor: karim(), student, enrolment, session, at: oclock(24, 10), outcome }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn two_sessions_recorded_end_the_silence(mut world) {
        a_month(&mut world).await;
        for bell in ["no-session", "session-unrecorded"] {
            assert!(world.ringing("ines").await.contains(&bell.to_owned()), "{bell}");
        }
        let view = world.app.mentor_view(&world.school, karim()).await.unwrap();
        let names: Vec<_> = view.students.iter().map(|mentee| mentee.student).collect();
        assert_eq!(names, [id("ines"), id("max")]);
        assert_eq!(view.students[0].unrecorded.len(), 2);
        assert_eq!(view.students[1].next.unwrap().session, Ref(30));

        for (place, outcome) in [SessionOutcome::StudentAbsent, SessionOutcome::Held].into_iter().enumerate() {
            let session = view.students[0].unrecorded[place].session;
            world.app.record_session(report("ines", Some(session), outcome)).await.unwrap();
        }
        let ringing = world.ringing("ines").await;
        assert!(!ringing.contains(&"no-session".to_owned()), "{ringing:?}");
        assert!(!ringing.contains(&"session-unrecorded".to_owned()), "{ringing:?}");
        let view = world.app.mentor_view(&world.school, karim()).await.unwrap();
        let ines = view.students.iter().find(|mentee| mentee.student == id("ines")).unwrap();
        assert_eq!((ines.unrecorded.len(), ines.last_held), (0, Some(oclock(17, 14))));
    }

    async fn a_second_tap_changes_nothing(mut world) {
        a_month(&mut world).await;
        let held = report("ines", Some(Ref(17)), SessionOutcome::Held);
        world.app.record_session(held).await.unwrap();
        assert_eq!(refused(world.app.record_session(held).await), Refusal::NoSuchSession);
    }

    async fn a_wrong_tap_is_undone_and_the_session_waits_again(mut world) {
        a_month(&mut world).await;
        let absent = report("ines", Some(Ref(17)), SessionOutcome::StudentAbsent);
        let written = world.app.record_session(absent).await.unwrap();
        let undone = [(written[0].kind, written[0].own_id.as_str())];
        world.app.undo(id("ines"), &undone).await.unwrap();
        world.app.record_session(report("ines", Some(Ref(17)), SessionOutcome::Held)).await.unwrap();
        let mentoring = &world.standing("ines").await.journey.enrolments[0].mentoring;
        assert_eq!((mentoring.held, mentoring.outcomes.len()), (2, 0));
    }

    async fn a_session_that_was_never_booked_is_recorded(mut world) {
        a_month(&mut world).await;
        world.app.record_session(report("max", None, SessionOutcome::Held)).await.unwrap();
        let mentoring = &world.standing("max").await.journey.enrolments[0].mentoring;
        assert_eq!(mentoring.last_held, Some((oclock(24, 10), karim())));
    }

    async fn a_session_to_come_may_be_cancelled_but_not_held(mut world) {
        a_month(&mut world).await;
        let held = report("max", Some(Ref(30)), SessionOutcome::Held);
        assert_eq!(refused(world.app.record_session(held).await), Refusal::Future);
        let cancelled = report("max", Some(Ref(30)), SessionOutcome::CancelledEarly);
        world.app.record_session(cancelled).await.unwrap();
    }

    async fn the_next_date_is_booked(mut world) {
        a_month(&mut world).await;
        let ines = (id("ines"), enrolment("ines", "web"));
        world.app.book_session(karim(), ines.0, ines.1, oclock(28, 18), None).await.unwrap();
        let view = world.app.student_view(&world.school, id("ines")).await.unwrap();
        assert_eq!(view.session.unwrap().at, oclock(28, 18));
        let past = world.app.book_session(karim(), ines.0, ines.1, oclock(24, 18), None).await;
        assert_eq!(refused(past), Refusal::Past(oclock(24, 18)));
    }

    async fn a_mentor_speaks_of_their_own_students_only(mut world) {
        a_month(&mut world).await;
        let zoe = (id("zoe"), enrolment("zoe", "web"));
        let booked = world.app.book_session(karim(), zoe.0, zoe.1, day(28), None).await;
        assert_eq!(refused(booked), Refusal::NotTheirStudent);
        let recorded = world.app.record_session(report("zoe", None, SessionOutcome::Held)).await;
        assert_eq!(refused(recorded), Refusal::NotTheirStudent);
        let worried = world.app.raise_concern(karim(), zoe.0, "elle n'ose pas demander").await;
        assert_eq!(refused(worried), Refusal::NotTheirStudent);
        world.app.raise_concern(karim(), id("ines"), "elle n'ose pas demander").await.unwrap();
        let concern = world.standing("ines").await.journey.contact.concern;
        assert_eq!(concern.map(|(at, _)| at), Some(world.now()));
    }

    async fn whoever_gets_another_mentor_leaves_the_page(mut world) {
        a_month(&mut world).await;
        world.lives(student("ines").studying("web").mentored_by("agnes", oclock(26, 9))).await;
        world.lives(student("max").studying("web").leaves_for_a_job(oclock(26, 10), None)).await;
        let view = world.app.mentor_view(&world.school, karim()).await.unwrap();
        assert_eq!(view.students, []);
        // But for the sessions with Inès that nobody recorded.
        let asked: Vec<_> = view.former.iter().map(|known| (known.student, known.unrecorded.len())).collect();
        assert_eq!(asked, [(id("ines"), 2)]);
        assert_eq!(world.app.store.mentored_by(karim()).await.unwrap(), []);
        let agnes = world.app.store.mentored_by(StaffId::derive("agnes")).await.unwrap();
        assert_eq!(agnes.len(), 2);
    }
}
