//! Students and mentors sign in: each reads and writes their own, and hears
//! what came of it.

use vigie_domain::access::Role;
use vigie_domain::case::{Author, Event, Origin, Sight};
use vigie_domain::fact::{Kind, SessionBooked};
use vigie_domain::ids::Ref;
use vigie_server::app::account::Password;
use vigie_server::app::case::Change;
use vigie_server::app::contact::Marks;
use vigie_server::app::link::Holder;

use crate::support::browser::{Browser, Page, Site, account, student_account};
use crate::support::team::{alex, karim};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// Inès and Omar, a session held and two booked, and everybody's account.
async fn a_school(world: &mut World) {
    let booked =
        |session, on| SessionBooked { session: Ref(session), mentor: karim(), at: oclock(on, 14) };
    for (name, advisor, n) in [("ines", "alex", 0), ("omar", "billie", 100)] {
        let tale = student(name)
            .enrols("web", day(0))
            .advised_by(advisor, oclock(0, 9))
            .mentored_by("karim", oclock(0, 10))
            .session_held(day(3))
            .lived(oclock(4, 9), booked(n + 10, 10))
            .lived(oclock(4, 11), booked(n + 30, 30));
        world.lives(tale).await;
        student_account(world, name, id(name)).await;
    }
    world.until(oclock(26, 9)).await;
    account(world, "alex", Role::Advisor, Some("alex")).await;
    account(world, "karim", Role::Mentor, Some("karim")).await;
    account(world, "direction", Role::Manager, None).await;
}

async fn signed_in(site: &Site, name: &str) -> (Browser, Page) {
    let mut browser = site.browser();
    let page = browser.signs_in(&format!("{name}@ecole.example")).await;
    (browser, page)
}

/// The id of the last fact of a kind, as a form names it.
async fn last(world: &World, name: &str, kind: Kind) -> String {
    let facts = world.app.store.facts_of(id(name)).await.unwrap();
    facts.iter().rfind(|fact| fact.kind() == kind).unwrap().id.to_string()
}

async fn count(world: &World, name: &str, kind: Kind) -> usize {
    let facts = world.app.store.facts_of(id(name)).await.unwrap();
    facts.iter().filter(|fact| fact.kind() == kind).count()
}

on_both! {
    async fn a_student_disputes_a_fact_and_hears_what_came_of_it(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let (mut ines, page) = signed_in(&site, "ines").await;
        assert_eq!((page.status, page.path.as_str()), (200, "/me"));
        for shown in ["Bonjour INES", "ALEX", "KARIM", "Pourquoi on pourrait vous appeler"] {
            assert!(page.text().contains(shown), "{shown}: {}", page.text());
        }
        let seen = ines.get("/me/seen").await;
        assert!(seen.text().contains("Session du 4 septembre avec KARIM : tenue"), "{}", seen.text());

        let fact = last(&world, "ines", Kind::SessionRecorded).await;
        let wrong = [("fact", fact.as_str()), ("text", "elle a duré cinq minutes, puis plus rien")];
        let page = ines.post("/me/wrong", &wrong).await;
        assert!(page.text().contains("Merci de l'avoir dit"), "{}", page.text());
        assert!(ines.get("/me/seen").await.text().contains("Vous avez dit que c'est faux"));
        // Said again, it is marked once.
        ines.post("/me/wrong", &wrong).await;
        assert_eq!(count(&world, "ines", Kind::Disputed).await, 1);

        let cases = world.app.store.cases_of(id("ines")).await.unwrap();
        let case = &cases[0].case;
        assert_eq!((cases.len(), case.origin, case.owner), (1, Origin::Student, alex()));
        let note = case.notes.first().unwrap();
        assert_eq!((note.by, note.sight), (Author::Student, Sight::Team));
        assert!(note.words.contains("tenue") && note.words.contains("cinq minutes"), "{}", note.words);

        let (mut alex, _) = signed_in(&site, "alex").await;
        let person = alex.get(&format!("/students/{}", id("ines"))).await;
        assert_eq!(person.html.matches("class=\"disputed\"").count(), 1);
        assert!(person.html.contains(&format!("/cases/{}", case.id)));
        assert!(alex.get("/cases").await.text().contains("INES"));
        let told = ines.get("/me").await.text();
        assert!(told.contains("une information contestée : ALEX s'en occupe"), "{told}");
    }

    async fn a_reason_that_is_wrong_is_marked_where_the_advisor_reads_it(mut world) {
        a_school(&mut world).await;
        assert!(world.ringing("ines").await.contains(&"no-session".to_owned()));
        let site = Site::open(&world).await;
        let (mut ines, page) = signed_in(&site, "ines").await;
        assert!(page.text().contains("pas eu de session de mentorat depuis un moment"), "{}", page.text());
        let forms = page.forms("/me/wrong");
        let told = ines.post("/me/wrong", &[("reason", "no-session"), ("text", "on s'est vus lundi")]).await;
        assert!(!forms.is_empty() && told.text().contains("Vous avez dit que c'est faux"), "{}", told.text());
        let (mut alex, _) = signed_in(&site, "alex").await;
        let person = alex.get(&format!("/students/{}", id("ines"))).await.text();
        assert!(person.contains("contesté par INES"), "{person}");
        // What does not ring cannot be wrong.
        assert_eq!(ines.post("/me/wrong", &[("reason", "diploma")]).await.status, 422);
    }

    async fn what_colleagues_write_for_each_other_stays_with_them(mut world) {
        a_school(&mut world).await;
        world.app.add_note(id("ines"), alex(), "entre nous : appeler sa sœur", Marks::default()).await.unwrap();
        world.app.raise_concern(karim(), id("ines"), "elle a maigri").await.unwrap();
        let by = Author::Staff(alex());
        let case = world.app.open_case(id("ines"), None, by, alex(), None).await.unwrap();
        let event = Event::Noted { words: "soupçon".to_owned(), sight: Sight::Advisors };
        world.app.change_case(Change { student: id("ines"), case, seen: 1, by, event }).await.unwrap();
        let site = Site::open(&world).await;
        let (mut ines, page) = signed_in(&site, "ines").await;
        let all = format!("{}{}", page.text(), ines.get("/me/seen").await.text());
        assert!(all.contains("Quelqu'un ici s'est inquiété pour vous"), "{all}");
        for hidden in ["entre nous", "maigri", "soupçon"] {
            assert!(!all.contains(hidden), "{hidden}: {all}");
        }
        let note = last(&world, "ines", Kind::Noted).await;
        assert_eq!(ines.post("/me/wrong", &[("fact", &note)]).await.status, 404);
    }

    async fn each_page_is_ones_own_and_nobody_elses(mut world) {
        a_school(&mut world).await;
        let theirs = last(&world, "omar", Kind::SessionRecorded).await;
        let before = world.app.store.facts_of(id("omar")).await.unwrap().len();
        let site = Site::open(&world).await;
        let (mut ines, page) = signed_in(&site, "ines").await;
        let all = format!("{}{}", page.text(), ines.get("/me/seen").await.text());
        assert!(!all.contains("OMAR"), "{all}");
        assert_eq!(ines.post("/me/wrong", &[("fact", &theirs)]).await.status, 404);
        // A student has no mentor's gestures, nor a mentor a student's.
        let omar = id("omar").to_string();
        let worry = [("student", omar.as_str()), ("text", "x")];
        assert_eq!(ines.post("/me/concern", &worry).await.status, 404);
        assert_eq!(ines.post("/me/room", &[("more", "3")]).await.status, 404);
        let (mut karim, _) = signed_in(&site, "karim").await;
        assert_eq!(karim.get("/me/seen").await.status, 404);
        for path in ["/me/say", "/me/leave", "/me/wishes", "/me/case", "/me/wrong"] {
            let given = [("say", "well"), ("text", "x"), ("fact", theirs.as_str())];
            assert_eq!(karim.post(path, &given).await.status, 404, "{path}");
        }
        for path in ["/students", "/today", "/mentors", "/cases"] {
            assert_eq!((ines.get(path).await.status, karim.get(path).await.status), (403, 403), "{path}");
        }
        assert_eq!(world.app.store.facts_of(id("omar")).await.unwrap().len(), before);
        // A link shows the short page: what the school knows takes an account.
        let links = world.app.links().await.unwrap();
        let link = format!("/l/{}", links.issue(Holder::Student(id("ines")), day(60)));
        let page = site.browser().get(&link).await;
        assert!(page.status == 200 && !page.html.contains("/wrong"), "{}", page.text());
        assert_eq!(site.browser().get(&format!("{link}/seen")).await.status, 404);
    }

    async fn a_leave_and_wishes_are_seen_by_the_advisor(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let (mut ines, _) = signed_in(&site, "ines").await;
        let past = ines.post("/me/leave", &[("until", "2025-09-02"), ("text", "bébé en avance")]).await;
        assert!(past.status == 422 && past.html.contains("bébé en avance"), "{}", past.text());
        let page = ines.post("/me/leave", &[("until", "2025-10-20"), ("text", "bébé en avance")]).await;
        assert!(page.text().contains("Bonne pause"), "{}", page.text());
        let journey = world.standing("ines").await.journey;
        assert_eq!(journey.enrolments[0].leaves.at(world.now()).unwrap().until, day(49));
        let hours = [("hours", "après 18 h"), ("channel", "video")];
        assert_eq!(ines.post("/me/wishes", &hours).await.status, 200);
        // What a source says later does not take the place of their own word.
        world.meets("ines").await;
        let (mut alex, _) = signed_in(&site, "alex").await;
        let person = alex.get(&format!("/students/{}", id("ines"))).await.text();
        for shown in ["INES annonce une pause", "bébé en avance", "après 18 h", "préfère en visio"] {
            assert!(person.contains(shown), "{shown}: {person}");
        }
        // Taken back within the hour.
        ines.submit(&page.form("/undo"), &[]).await;
        assert!(world.standing("ines").await.journey.enrolments[0].leaves.at(world.now()).is_none());
    }

    async fn a_student_asks_to_be_followed(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let (mut ines, _) = signed_in(&site, "ines").await;
        assert_eq!(ines.post("/me/case", &[("text", " ")]).await.status, 422);
        let page = ines.post("/me/case", &[("text", "retrouver un rythme")]).await;
        assert!(page.text().contains("Demande envoyée"), "{}", page.text());
        let cases = world.app.store.cases_of(id("ines")).await.unwrap();
        assert_eq!(cases[0].case.goal.as_deref(), Some("retrouver un rythme"));
        // Who takes it up, and by when, is told and held.
        let asked = world.standing("ines").await.journey.contact.question().unwrap();
        assert_eq!(asked.who, Some(alex()));
        assert!(asked.answer_by > world.now());
        let page = ines.get("/me").await.text();
        assert!(page.contains("ALEX répond à"), "{page}");
        // Once more: it goes into the case there is, and the goal stays.
        ines.post("/me/case", &[("text", "et mieux dormir")]).await;
        let cases = world.app.store.cases_of(id("ines")).await.unwrap();
        let case = &cases[0].case;
        assert_eq!((cases.len(), case.goal.as_deref()), (1, Some("retrouver un rythme")));
        assert_eq!(case.notes[0].words, "et mieux dormir");
        assert_eq!(world.standing("ines").await.journey.contact.unanswered.unwrap().count, 2);
    }

    async fn a_wish_for_another_mentor_is_answered_by_a_time_that_the_student_reads(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let (mut ines, _) = signed_in(&site, "ines").await;
        let wish = [("say", "mentor"), ("text", "il donne la réponse")];
        assert_eq!(ines.post("/me/say", &wish).await.status, 200);
        let asked = world.standing("ines").await.journey.contact.question().unwrap();
        assert_eq!(asked.who, Some(alex()));
        let page = ines.get("/me").await.text();
        assert!(page.contains("ALEX répond à"), "{page}");
    }

    async fn a_mentor_records_and_says_how_much_room_there_is(mut world) {
        a_school(&mut world).await;
        let site = Site::open(&world).await;
        let (mut karim, page) = signed_in(&site, "karim").await;
        assert!(page.path == "/me" && page.text().contains("2 sessions à renseigner"), "{}", page.text());
        let page = karim.submit(&page.forms("/me/session")[0], &[("outcome", "held")]).await;
        assert!(page.text().contains("1 session à renseigner"), "{}", page.text());
        let wrong = karim.post("/me/room", &[("more", "2"), ("until", "2025-09-01")]).await;
        assert_eq!(wrong.status, 422);
        let away = [("more", "2"), ("from", "2025-10-06"), ("until", "2025-10-13")];
        let kept = karim.post("/me/room", &away).await;
        assert!(kept.text().contains("C'est gardé"), "{}", kept.text());
        let (mut manager, _) = signed_in(&site, "direction").await;
        let mentors = manager.get("/mentors").await.text();
        for shown in ["KARIM", "Accompagne 2 personnes", "Peut prendre encore 2 personnes", "Absence du 6 octobre au 13 octobre"] {
            assert!(mentors.contains(shown), "{shown}: {mentors}");
        }
        // Whoever looks for a mentor reads it, too, and invites nobody.
        let (mut alex, _) = signed_in(&site, "alex").await;
        let page = alex.get("/mentors").await;
        page.says(&["KARIM", "Peut prendre encore 2 personnes"]);
        assert!(page.forms("/invite").is_empty() && !page.text().contains("karim@"), "{}", page.text());
    }

    async fn an_invitation_makes_an_account_that_only_its_owner_opens(mut world) {
        world.lives(student("lea").enrols("web", day(0)).advised_by("alex", day(0))).await;
        world.until(oclock(3, 10)).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        account(&world, "direction", Role::Manager, None).await;
        let site = Site::open(&world).await;
        let (mut alex, _) = signed_in(&site, "alex").await;
        let invite = format!("/students/{}/invite", id("lea"));
        let taken = alex.post(&invite, &[("email", "alex@ecole.example")]).await;
        assert_eq!(taken.status, 422);
        let email = [("email", "lea@ailleurs.example")];
        let first = enter(&alex.post(&invite, &email).await);
        let token = enter(&alex.post(&invite, &email).await);
        let mut lea = site.browser();
        assert_eq!(lea.get(&first).await.status, 410);
        let chosen = lea.post(&token, &[("password", "cheval agrafe pile")]).await;
        assert!(chosen.path.starts_with("/login"), "{}", chosen.path);
        let right = [("email", "lea@ailleurs.example"), ("password", "cheval agrafe pile")];
        assert_eq!(lea.post("/login", &right).await.path, "/me");
        // From now on nobody else chooses this password.
        let again = alex.post(&invite, &email).await;
        assert!(again.status == 422 && again.text().contains("a déjà un compte"), "{}", again.text());
        let user = world.app.verify("lea@ailleurs.example", Password::typed("cheval agrafe pile")).await;
        assert_eq!(user.unwrap().unwrap().student, Some(id("lea")));
        let (mut manager, _) = signed_in(&site, "direction").await;
        let mentor = format!("/mentors/{}/invite", karim());
        let token = enter(&manager.post(&mentor, &[("email", "karim@ailleurs.example")]).await);
        let mut karim = site.browser();
        karim.post(&token, &[("password", "pile agrafe cheval")]).await;
        let right = [("email", "karim@ailleurs.example"), ("password", "pile agrafe cheval")];
        assert_eq!(karim.post("/login", &right).await.path, "/me");
        assert_eq!(alex.post(&mentor, &email).await.status, 403);
    }
}

/// The path of the link that a page offers to copy.
fn enter(page: &Page) -> String {
    let (_, rest) = page.html.split_once("/enter/").unwrap_or_else(|| panic!("{}", page.text()));
    format!("/enter/{}", rest.split('"').next().unwrap())
}
