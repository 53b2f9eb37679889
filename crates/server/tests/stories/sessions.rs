//! Everything that a mentor can say of a session: what became of it, that it is
//! cancelled or moved, that it was never booked, that the student has left.

use vigie_domain::access::Role;
use vigie_domain::fact::{Diploma, SessionBooked, SessionOutcome};
use vigie_domain::ids::{Ref, StaffId};
use vigie_domain::journey::Mentoring;
use vigie_domain::time::Span;
use vigie_server::app::link::Holder;

use crate::support::browser::{Browser, Page, Site, account};
use crate::support::world::{enrolment, id};
use crate::support::{World, day, oclock, on_both, student};

/// Six sessions with Inès that nobody recorded, at two o'clock on these days.
const PAST: [i64; 6] = [10, 11, 12, 15, 16, 17];

async fn a_month(world: &mut World) {
    let booked = |n: i64| {
        let mentor = StaffId::derive("karim");
        SessionBooked { session: Ref(n.unsigned_abs()), mentor, at: oclock(n, 14) }
    };
    let ines = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10));
    let past = (4..).zip(PAST.into_iter().chain([30]));
    let ines = past.fold(ines, |tale, (hour, n)| tale.lived(oclock(4, hour), booked(n)));
    world.lives(ines).await;
    world.until(oclock(25, 9)).await;
    account(world, "karim", Role::Mentor, Some("karim")).await;
}

/// Karim's page behind a link, and signed in.
async fn karim(world: &World, site: &Site, signed_in: bool) -> (Browser, String) {
    let mut browser = site.browser();
    if signed_in {
        browser.signs_in("karim@ecole.example").await;
        return (browser, "/me".to_owned());
    }
    let links = world.app.links().await.unwrap();
    let link = links.issue(Holder::Mentor(StaffId::derive("karim")), world.now() + Span::days(30));
    (browser, format!("/l/{link}"))
}

/// Karim sends a form about Inès.
async fn sends(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let (student, enrolment) = (id("ines").to_string(), enrolment("ines", "web").to_string());
    let known = [("student", student.as_str()), ("enrolment", enrolment.as_str())];
    browser.post(path, &[&known[..], fields].concat()).await
}

async fn mentoring(world: &World) -> Mentoring {
    world.standing("ines").await.journey.enrolments[0].mentoring.clone()
}

/// Every button of a session, and what the page says then.
const BUTTONS: [(SessionOutcome, &str); 6] = [
    (SessionOutcome::Held, "noté : session tenue"),
    (SessionOutcome::StudentAbsent, "noté : absence de l'étudiant"),
    (SessionOutcome::MentorAbsent, "noté : absence de ton côté"),
    (SessionOutcome::CancelledEarly, "noté : annulée à temps"),
    (SessionOutcome::CancelledLate, "noté : annulée tard"),
    (SessionOutcome::Other, "noté : autre chose est arrivé"),
];

async fn presses_every_button(mut world: World, signed_in: bool) {
    a_month(&mut world).await;
    let site = Site::open(&world).await;
    let (mut browser, base) = karim(&world, &site, signed_in).await;
    let page = browser.get(&base).await;
    page.says(&["quand un tiers de la session est passé sans la personne"]);
    for ((outcome, told), session) in BUTTONS.into_iter().zip(PAST) {
        let button = format!("name=\"outcome\" value=\"{}\"", outcome.name());
        assert!(page.html.contains(&button), "{button}");
        let fields = [("session", &*session.to_string()), ("outcome", outcome.name())];
        sends(&mut browser, &format!("{base}/session"), &fields).await.says(&[told]);
    }
    let known = mentoring(&world).await;
    let outcomes: Vec<_> = known.outcomes.iter().map(|one| one.outcome).collect();
    assert_eq!(known.held, 1);
    assert_eq!(outcomes, BUTTONS.map(|(outcome, _)| outcome)[1..]);
    browser.get(&base).await.says(&["Toutes tes sessions sont renseignées"]);
}

on_both! {
    async fn every_button_behind_a_link(world) {
        presses_every_button(world, false).await;
    }

    async fn every_button_signed_in(world) {
        presses_every_button(world, true).await;
    }

    async fn the_next_session_is_moved_then_cancelled(mut world) {
        a_month(&mut world).await;
        let site = Site::open(&world).await;
        let (mut browser, base) = karim(&world, &site, true).await;
        let page = browser.get(&base).await;
        page.says(&["Annuler la prochaine session", "Déplacer la prochaine session"]);
        let date = [("session", "30"), ("at", "2025-10-02T18:00")];
        let moved = sends(&mut browser, "/me/date", &date).await;
        moved.says(&["la session est déplacée"]);
        let next = || async {
            world.app.student_view(&world.school, id("ines")).await.unwrap().session
        };
        assert_eq!(next().await.unwrap().at, oclock(31, 18));
        assert_eq!(mentoring(&world).await.booked.len(), PAST.len() + 1);
        // One that is not Karim's is not moved.
        let wrong = sends(&mut browser, "/me/date", &[("session", "77"), ("at", "2025-10-02T18:00")]).await;
        assert_eq!(wrong.status, 422);

        let cancel = [("session", "30"), ("outcome", "cancelled")];
        let page = sends(&mut browser, "/me/session", &cancel).await;
        page.says(&["la session est annulée"]);
        assert_eq!(next().await, None);
        let last = mentoring(&world).await.outcomes[0];
        assert_eq!((last.at, last.outcome), (oclock(31, 18), SessionOutcome::CancelledEarly));
        // Taken back, it is to come; on the eve it is cancelled late.
        browser.submit(&page.form("/undo"), &[]).await;
        world.app.clock.set(oclock(30, 18));
        sends(&mut browser, "/me/session", &cancel).await.says(&["la session est annulée"]);
        assert_eq!(mentoring(&world).await.outcomes[0].outcome, SessionOutcome::CancelledLate);
        // One that is over is not cancelled.
        let over = [("session", "17"), ("outcome", "cancelled")];
        assert_eq!(sends(&mut browser, "/me/session", &over).await.status, 422);
    }

    async fn a_session_that_nobody_booked_is_noted(mut world) {
        a_month(&mut world).await;
        let site = Site::open(&world).await;
        let (mut browser, base) = karim(&world, &site, false).await;
        let path = format!("{base}/session");
        let to_come = sends(&mut browser, &path, &[("at", "2025-10-20T18:00"), ("outcome", "held")]).await;
        assert_eq!(to_come.status, 422);
        to_come.says(&["Cette session n'a pas encore eu lieu"]);
        assert!(to_come.html.contains("value=\"2025-10-20T18:00\""), "{}", to_come.html);
        assert_eq!(sends(&mut browser, &path, &[("outcome", "held")]).await.status, 422);
        sends(&mut browser, &path, &[("at", "2025-09-25T18:00"), ("outcome", "held")]).await.says(&["session tenue"]);
        let held = mentoring(&world).await.last_held;
        assert_eq!(held, Some((oclock(24, 18), StaffId::derive("karim"))));
    }

    async fn the_last_session_before_a_diploma_is_recorded(mut world) {
        a_month(&mut world).await;
        let diploma = Diploma { programme: "web".into(), guarantee_until: None };
        world.lives(student("ines").studying("web").lived(oclock(26, 9), diploma)).await;
        let site = Site::open(&world).await;
        let (mut browser, base) = karim(&world, &site, true).await;
        let page = browser.get(&base).await;
        page.says(&["6 sessions à renseigner", "INES"]);
        assert!(!page.text().contains("Avec toi en ce moment"), "{}", page.text());
        let page = browser.submit(&page.forms("/me/session")[0], &[("outcome", "held")]).await;
        page.says(&["5 sessions à renseigner", "INES · noté : session tenue"]);
        assert_eq!(mentoring(&world).await.held, 1);
        // A quarter later nobody asks any more.
        world.app.clock.set(day(30 + 92));
        browser.get(&base).await.says(&["Personne ne t'est confié"]);
    }

    async fn what_was_never_booked_or_is_agreed_on_counts_once_however_often_it_is_sent(mut world) {
        a_month(&mut world).await;
        let site = Site::open(&world).await;
        let (mut browser, base) = karim(&world, &site, true).await;
        let held = [("at", "2025-09-23T18:00"), ("outcome", "held")];
        let (session, date) = (format!("{base}/session"), format!("{base}/date"));
        let before = mentoring(&world).await;
        for _ in 0..2 {
            sends(&mut browser, &session, &held).await.says(&["noté : session tenue"]);
        }
        assert_eq!(mentoring(&world).await.held, before.held + 1);
        let otherwise = [held[0], ("outcome", "student_absent")];
        assert_eq!(sends(&mut browser, &session, &otherwise).await.status, 422);
        // Taken back, it can be said again, and counts.
        let page = sends(&mut browser, &session, &held).await;
        browser.submit(&page.form("/undo"), &[]).await;
        assert_eq!(mentoring(&world).await.held, before.held);
        sends(&mut browser, &session, &held).await;
        assert_eq!(mentoring(&world).await.held, before.held + 1);

        let next = [("at", "2025-10-14T18:00")];
        for _ in 0..2 {
            sends(&mut browser, &date, &next).await.says(&["la date est gardée"]);
        }
        let booked = mentoring(&world).await.booked;
        assert_eq!(booked.len(), before.booked.len() + 1);
        // Moved away, the same hour is free again.
        let moved = booked.last().unwrap().session.0.to_string();
        sends(&mut browser, &date, &[("at", "2025-10-15T18:00"), ("session", &moved)]).await;
        sends(&mut browser, &date, &next).await;
        assert_eq!(mentoring(&world).await.booked.len(), before.booked.len() + 2);

        let slip = [("at", "2016-09-23T18:00"), ("outcome", "held")];
        let page = sends(&mut browser, &session, &slip).await;
        assert_eq!(page.status, 422);
        page.says(&["remonte à plus d'un an"]);
    }

    async fn a_student_reads_that_a_session_to_come_is_cancelled(mut world) {
        a_month(&mut world).await;
        let site = Site::open(&world).await;
        let (mut browser, base) = karim(&world, &site, true).await;
        browser.get(&base).await.says(&["aucun message ne part"]);
        let next = mentoring(&world).await.booked.last().unwrap().session.0.to_string();
        let links = world.app.links().await.unwrap();
        let hers = links.issue(Holder::Student(id("ines")), world.now() + Span::days(30));
        let mut phone = site.browser();
        let page = phone.get(&format!("/l/{hers}")).await.text();
        assert!(!page.contains("Annulée"), "{page}");
        let off = [("session", next.as_str()), ("outcome", "cancelled")];
        let page = sends(&mut browser, &format!("{base}/session"), &off).await;
        page.says(&["la session est annulée, et sa page le dit"]);
        phone.get(&format!("/l/{hers}")).await.says(&["Annulée :", "avec KARIM", "Pas encore de date"]);
        // Once its day is over, nothing is said of it.
        world.app.clock.set(oclock(31, 9));
        let page = phone.get(&format!("/l/{hers}")).await.text();
        assert!(!page.contains("Annulée"), "{page}");
    }
}
