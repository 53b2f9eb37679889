//! The pages behind a personal link, as a phone shows them.

use vigie_domain::access::Role;
use vigie_domain::fact::{Fact, Kind, SessionBooked, SessionOutcome};
use vigie_domain::ids::Ref;
use vigie_domain::time::Span;
use vigie_server::app::link::Holder;
use vigie_server::app::school::{LINK_SOURCE, OWN_SOURCE};

use crate::support::browser::{Site, account, student_account};
use crate::support::team::karim;
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// Inès has had a session, two that nobody recorded, and one to come.
async fn a_month(world: &mut World) {
    let booked =
        |session, on| SessionBooked { session: Ref(session), mentor: karim(), at: oclock(on, 14) };
    let ines = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
        .session_held(day(3))
        .lived(oclock(4, 9), booked(10, 10))
        .lived(oclock(4, 10), booked(17, 17))
        .lived(oclock(4, 11), booked(30, 30));
    world.lives(ines).await;
    world.until(oclock(25, 9)).await;
}

async fn link(world: &World, holder: Holder) -> String {
    let links = world.app.links().await.unwrap();
    format!("/l/{}", links.issue(holder, world.now() + Span::days(30)))
}

on_both! {
    async fn a_student_asks_for_a_call_and_takes_it_back(mut world) {
        a_month(&mut world).await;
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world, Holder::Student(id("ines"))).await).await;
        let text = page.text();
        for shown in ["Bonjour INES", "ALEX", "KARIM", "mercredi 1er octobre, 14 h", "3114"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        assert_eq!(page.header("referrer-policy"), Some("strict-origin"));

        let call = [("say", "call"), ("text", "après 18 h, l'école est bruyante 🙂")];
        let page = phone.submit(&page.form("/say"), &call).await;
        assert!(page.text().contains("Demande d'appel envoyée"), "{}", page.text());
        assert!(world.ringing("ines").await.contains(&"call-for-help".to_owned()));

        let page = phone.submit(&page.form("/undo"), &[]).await;
        assert!(page.text().contains("Rien n'est gardé"), "{}", page.text());
        assert!(!world.ringing("ines").await.contains(&"call-for-help".to_owned()));
    }

    async fn what_comes_by_a_link_says_so_and_what_somebody_signed_in_writes_does_not(mut world) {
        a_month(&mut world).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        student_account(&world, "ines", id("ines")).await;
        account(&world, "karim", Role::Mentor, Some("karim")).await;
        let site = Site::open(&world).await;
        let mut phone = site.browser();
        let page = phone.get(&link(&world, Holder::Student(id("ines"))).await).await;
        let page = phone.submit(&page.form("/say"), &[("say", "call"), ("text", "de ma poche")]).await;
        // Signed in, the same person says something else, and the same mentor the same.
        let mut ines = site.signed_in("ines").await;
        ines.post("/me/say", &[("say", "well"), ("text", "de mon bureau")]).await;
        let mut karim = site.signed_in("karim").await;
        let opened = phone.get(&link(&world, Holder::Mentor(self::karim())).await).await;
        let date = [("at", "2025-09-27T10:00")];
        phone.submit(&opened.form("/date"), &date).await;
        let own = karim.get("/me").await;
        assert_eq!(karim.submit(&own.form("/date"), &date).await.status, 200);

        let facts = world.app.store.facts_of(id("ines")).await.unwrap();
        let from = |source: &str| {
            let theirs = facts.iter().filter(|fact| fact.source == *source).map(Fact::kind);
            theirs.filter(|kind| *kind != Kind::QuestionAsked).collect::<Vec<_>>()
        };
        let mut by_link = from(LINK_SOURCE);
        by_link.sort_unstable();
        let mut told = [Kind::SessionBooked, Kind::MessageIn, Kind::NeedStated];
        told.sort_unstable();
        assert_eq!(by_link, told, "the date once");
        assert_eq!(from(OWN_SOURCE), [Kind::MessageIn]);
        let mut alex = site.signed_in("alex").await;
        let said = "par le lien personnel";
        let ines_page = format!("/students/{}", id("ines"));
        for page in [ines_page.clone(), format!("{ines_page}/conversation")] {
            let text = alex.get(&page).await.text();
            assert!(text.contains(&format!("{said} de ma poche")), "{page}: {text}");
            assert!(text.contains("de mon bureau"), "{page}: {text}");
            assert!(!text.contains(&format!("{said} de mon bureau")), "{page}: {text}");
        }
        assert_eq!(alex.get(&ines_page).await.text().matches(said).count(), 2);
        // They see the same of themself, and take back signed in what they wrote by the link.
        assert!(ines.get("/me/seen").await.text().contains(said));
        let undo = page.form("/undo");
        ines.post("/me/undo", &[("facts", &undo.field("facts"))]).await;
        assert_eq!(alex.get(&ines_page).await.text().matches(said).count(), 1, "the date is left");
    }

    async fn whoever_studies_no_more_is_told_of_no_mentor_to_come(mut world) {
        let adil = student("adil").enrols("web", day(0)).advised_by("alex", oclock(0, 9));
        world.lives(adil).await;
        world.until(oclock(1, 9)).await;
        let mut phone = Site::open(&world).await.browser();
        let link = link(&world, Holder::Student(id("adil"))).await;
        let said = |page: String| {
            ["Pas encore de mentor", "Prochaine soutenance", "Mon mentor ne me convient pas"]
                .map(|told| page.contains(told))
        };
        assert_eq!(said(phone.get(&link).await.text()), [true; 3]);
        world.lives(student("adil").studying("web").leaves_for_a_job(oclock(2, 9), None)).await;
        world.until(oclock(3, 9)).await;
        let page = phone.get(&link).await.text();
        assert!(page.contains("ALEX"), "{page}");
        assert_eq!(said(page), [false; 3]);
    }

    async fn a_job_is_celebrated_and_what_was_typed_is_never_lost(mut world) {
        a_month(&mut world).await;
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world, Holder::Student(id("ines"))).await).await;
        let form = page.form("/say");
        let forgotten = [("say", "job"), ("text", "je n'y crois pas"), ("contract", "fixed_term")];
        let page = phone.submit(&form, &forgotten).await;
        assert_eq!(page.status, 422);
        assert!(page.html.contains("je n&#39;y crois pas"), "{}", page.html);

        let told = [("company", "L'Atelier & fils"), ("starts", "2025-11-03")];
        let page = phone.submit(&form, &[&forgotten[..], &told].concat()).await;
        assert!(page.text().contains("Un emploi : bravo !"), "{}", page.text());
        let journey = world.standing("ines").await.journey;
        assert_eq!(journey.employment.unwrap().company, "L'Atelier & fils");
        assert_eq!(journey.contact.unanswered.unwrap().count, 1);
    }

    async fn a_mentor_records_two_sessions_in_two_taps(mut world) {
        a_month(&mut world).await;
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world, Holder::Mentor(karim())).await).await;
        assert!(page.text().contains("2 sessions à renseigner"), "{}", page.text());
        let forms = page.forms("/session");
        phone.submit(&forms[0], &[("outcome", "student_absent")]).await;
        let page = phone.submit(&forms[1], &[("outcome", "held")]).await;
        assert!(page.text().contains("Toutes tes sessions sont renseignées"), "{}", page.text());
        let mentoring = world.standing("ines").await.journey.enrolments[0].mentoring.clone();
        assert_eq!(mentoring.last_held.unwrap().0, oclock(17, 14));
        assert_eq!(mentoring.outcomes[0].outcome, SessionOutcome::StudentAbsent);
        let again = phone.submit(&forms[1], &[("outcome", "held")]).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains("déjà renseignée"), "{}", again.text());
    }

    async fn a_mentor_books_a_date_and_says_what_worries_them(mut world) {
        a_month(&mut world).await;
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world, Holder::Mentor(karim())).await).await;
        let past = phone.submit(&page.form("/date"), &[("at", "2025-09-02T10:00")]).await;
        assert!(past.text().contains("déjà passée"), "{}", past.text());
        phone.submit(&page.form("/date"), &[("at", "2025-09-27T10:00")]).await;
        let view = world.app.student_view(&world.school, id("ines")).await.unwrap();
        assert_eq!(view.session.unwrap().at, oclock(26, 10));
        let worry = [("text", "elle n'ose plus demander")];
        let page = phone.submit(&page.form("/concern"), &worry).await;
        assert!(page.text().contains("merci"), "{}", page.text());
        assert!(world.standing("ines").await.journey.contact.concern.is_some());
    }

    async fn an_expired_and_a_forged_link_say_what_to_do(mut world) {
        a_month(&mut world).await;
        let mut phone = Site::open(&world).await.browser();
        let path = link(&world, Holder::Student(id("ines"))).await;
        let forged = phone.get(&path[..path.len() - 1]).await;
        assert_eq!(forged.status, 404);
        assert!(forged.text().contains("Ce lien n'est pas complet"), "{}", forged.text());
        world.app.clock.set(oclock(55, 9));
        let before = world.app.store.facts_of(id("ines")).await.unwrap().len();
        for page in [phone.get(&path).await, phone.post(&format!("{path}/say"), &[("say", "well")]).await] {
            assert_eq!(page.status, 410);
            assert!(page.text().contains("Ce lien n'est plus valable"), "{}", page.text());
            assert!(!page.html.contains("href=\"/\""), "a student has no use for the team's home");
        }
        assert_eq!(world.app.store.facts_of(id("ines")).await.unwrap().len(), before);
    }

    async fn a_link_opens_one_persons_page_only(mut world) {
        a_month(&mut world).await;
        let mut phone = Site::open(&world).await.browser();
        let (mentor, student) = (Holder::Mentor(karim()), Holder::Student(id("ines")));
        let said = format!("{}/say", link(&world, mentor).await);
        assert_eq!(phone.post(&said, &[("say", "well")]).await.status, 404);
        let ines = id("ines").to_string();
        let worry = format!("{}/concern", link(&world, student).await);
        assert_eq!(phone.post(&worry, &[("student", &ines), ("text", "x")]).await.status, 404);
    }
}
