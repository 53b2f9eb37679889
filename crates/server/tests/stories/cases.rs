//! Followed until back: a case from the call for help to the student's yes.

use vigie_domain::access::Role;
use vigie_domain::case::{Author, Doer, Event, Reason, Refused, Sight, Stage};
use vigie_domain::fact::{CommunityPost, Kind};
use vigie_domain::ids::{CaseId, StaffId};
use vigie_domain::time::{Instant, Span};
use vigie_server::app::case::Change;
use vigie_server::app::contact::Outcome;
use vigie_server::app::link::Holder;
use vigie_server::app::{Engine, Error, Refusal};

use crate::support::browser::{Site, account};
use crate::support::world::id;
use crate::support::{Tale, World, day, oclock, on_both, student};

const ASKED_IN_THE_COMMUNITY: &str = "slt, qqn peut m'aider sur le projet 3 ?";

fn alex() -> StaffId {
    StaffId::derive("alex")
}

fn karim() -> StaffId {
    StaffId::derive("karim")
}

/// Inès studies with Karim; Alex is her advisor.
fn ines() -> Tale {
    student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
}

/// She works five days a week from day `from` to day `to`.
fn works(from: i64, to: i64) -> Tale {
    let days = (from..to).filter(|day| day.rem_euclid(7) < 5);
    days.fold(student("ines").studying("web"), |tale, n| tale.worked(day(n + 1), 40))
}

async fn link(world: &World, holder: Holder) -> String {
    let links = world.app.links().await.unwrap();
    format!("/l/{}", links.issue(holder, world.now() + Span::days(30)))
}

/// A round of the engine at `at`.
async fn rounds(world: &mut World, at: Instant) {
    world.app.clock.set(at);
    Engine::default().round(&world.app, &world.school).await.unwrap();
}

/// Alex has a case about what rings for Inès now.
async fn a_case(world: &World) -> CaseId {
    let by = Author::Staff(alex());
    world.app.open_case(id("ines"), None, by, alex(), None).await.unwrap()
}

async fn change(world: &World, case: CaseId, seen: u32, event: Event) -> Result<u32, Refusal> {
    let by = Author::Staff(alex());
    let change = Change { student: id("ines"), case, seen, by, event };
    match world.app.change_case(change).await {
        Ok(case) => Ok(case.seq),
        Err(Error::Refused(refusal)) => Err(refusal),
        Err(error) => panic!("{error}"),
    }
}

fn note(words: &str) -> Event {
    Event::Noted { words: words.to_owned(), sight: Sight::Team }
}

on_both! {
    async fn from_a_call_for_help_to_the_students_yes(mut world) {
        world.lives(ines()).await;
        world.lives(works(1, 8)).await;
        world.until(oclock(9, 9)).await;
        world.app.raise_concern(karim(), id("ines"), "elle n'ose plus demander").await.unwrap();
        // She asks everybody, in the community: that is heard as a call for help.
        let post = CommunityPost { space: "#web-entraide".into(), asks_help: true };
        let asks = student("ines").lived(oclock(9, 10), post).saying(ASKED_IN_THE_COMMUNITY);
        world.lives(asks).await;
        let heard = world.app.store.facts_of(id("ines")).await.unwrap();
        assert!(heard.iter().any(|fact| fact.kind() == Kind::NeedStated), "{heard:?}");
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let site = Site::open(&world).await;
        let (mut alex, mut phone, mut tablet) = (site.browser(), site.browser(), site.browser());
        alex.signs_in("alex@ecole.example").await;

        // One gesture on her page, then the call and a plan.
        let page = alex.get(&format!("/students/{}", id("ines"))).await;
        let page = alex.submit(&page.form("/cases"), &[]).await;
        assert!(page.text().contains("après l'inquiétude de KARIM"), "{}", page.text());
        world.alex_reaches("ines", Outcome::Spoke).await;
        let case = page.path.clone();
        let goal = "Finir avant l'été, sans y laisser mes soirées";
        let page = alex.post(&case, &[("seen", "1"), ("act", "goal"), ("text", goal)]).await;
        assert!(page.text().contains("sans y laisser mes soirées"), "{}", page.text());
        let step = [("act", "step"), ("text", "une session avec Karim"), ("due", "2025-09-15")];
        let page = alex.post(&case, &[&[("seen", "2")], &step[..]].concat()).await;
        assert!(page.text().contains("une session avec Karim"), "{}", page.text());

        // She works again, and nothing rings.
        world.lives(student("ines").studying("web").session_held(oclock(14, 14))).await;
        alex.post(&case, &[("seen", "3"), ("act", "done"), ("step", "1")]).await;
        for (from, to) in [(14, 15), (15, 22), (22, 29)] {
            world.lives(works(from, to)).await;
            world.lives(student("ines").spoke_with("alex", oclock(to, 9))).await;
            rounds(&mut world, oclock(to, 10)).await;
            if to == 15 {
                let page = alex.get(&case).await;
                assert!(page.text().contains("En cours"), "too early: {}", page.text());
            }
        }
        world.lives(works(29, 33)).await;
        world.lives(student("ines").studying("web").session_held(oclock(33, 14))).await;
        rounds(&mut world, oclock(35, 9)).await;
        let board = alex.get("/cases").await;
        assert!(board.text().contains("Presque de retour"), "{}", board.text());

        // A yes of hers, not a box of ours.
        let early = alex.post(&case, &[("seen", "5"), ("act", "close"), ("reason", "back")]).await;
        assert_eq!(early.status, 409);
        assert!(early.text().contains("n'a pas encore dit"), "{}", early.text());
        let page = phone.get(&link(&world, Holder::Student(id("ines"))).await).await;
        assert!(page.text().contains("Est-ce réglé pour vous ?"), "{}", page.text());
        let page = phone.submit(&page.form("/settled"), &[("settled", "yes"), ("text", "merci !")]).await;
        assert!(page.text().contains("Merci, c'est noté"), "{}", page.text());
        assert!(page.forms("/settled").is_empty());
        let page = alex.get(&case).await;
        assert!(page.text().contains("On clôt ?"), "{}", page.text());
        let close = [("seen", "6"), ("act", "close"), ("reason", "back")];
        let page = alex.post(&case, &close).await;
        assert!(page.text().contains("a repris"), "{}", page.text());

        // Karim, who was worried, reads what came of it, and no more.
        let page = tablet.get(&link(&world, Holder::Mentor(karim())).await).await;
        assert!(page.text().contains("nous l'a confirmé"), "{}", page.text());
        assert!(!page.text().contains("soirées"), "{}", page.text());
    }

    async fn a_no_keeps_it_open(mut world) {
        world.lives(ines()).await;
        world.lives(student("ines").spoke_with("alex", oclock(2, 9))).await;
        let case = a_case(&world).await;
        world.lives(works(2, 20)).await;
        rounds(&mut world, oclock(21, 9)).await;
        assert_eq!(world.app.asked_of(id("ines")).await.unwrap().unwrap().case, case);
        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world, Holder::Student(id("ines"))).await).await;
        let no = [("settled", "no"), ("text", "je triche un peu")];
        let page = phone.submit(&page.form("/settled"), &no).await;
        assert!(page.text().contains("reste ouvert"), "{}", page.text());
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!(row.case.stage, Stage::NotSettled);
        let closing = Event::Closed { reason: Reason::Back };
        let refused = change(&world, case, row.case.seq, closing).await;
        assert_eq!(refused, Err(Refusal::Case(Refused::NotSaid)));
        rounds(&mut world, oclock(22, 9)).await;
        assert_eq!(world.app.asked_of(id("ines")).await.unwrap(), None);
    }

    async fn two_unanswered_calls_end_nothing(mut world) {
        world.lives(ines()).await;
        world.until(oclock(3, 9)).await;
        let case = a_case(&world).await;
        for n in 3..5 {
            world.until(oclock(n, 10)).await;
            world.alex_reaches("ines", Outcome::NoAnswer).await;
        }
        let lost = Event::Closed { reason: Reason::LostContact { attempts: 5, channels: 5 } };
        let refused = change(&world, case, 1, lost.clone()).await;
        assert!(matches!(refused, Err(Refusal::Case(Refused::NotLost { attempts: 2, .. }))), "{refused:?}");
        for n in [9, 14, 20] {
            world.until(oclock(n, 10)).await;
            world.alex_reaches("ines", if n == 14 { Outcome::Wrote } else { Outcome::MessageLeft }).await;
        }
        change(&world, case, 1, lost).await.unwrap();
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        let counted = Reason::LostContact { attempts: 5, channels: 2 };
        assert_eq!(row.case.stage, Stage::Closed(oclock(20, 10), counted));
        change(&world, case, 2, Event::Reopened { words: "elle a rappelé".to_owned() }).await.unwrap();
        assert_eq!(world.app.open_cases(Some(alex())).await.unwrap().len(), 1);
    }

    async fn the_second_of_two_writers_is_told_and_nothing_is_lost(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        assert_eq!(a_case(&world).await, case, "a second click opens nothing");
        for name in ["alex", "billie"] {
            account(&world, name, Role::Advisor, Some(name)).await;
        }
        let site = Site::open(&world).await;
        let (mut alex, mut billie) = (site.browser(), site.browser());
        alex.signs_in("alex@ecole.example").await;
        billie.signs_in("billie@ecole.example").await;
        let person = format!("/students/{}", id("ines"));
        assert_eq!(billie.post(&format!("{person}/relay"), &[]).await.status, 200);
        let place = format!("{person}/cases/{case}");
        let written = |words| [("seen", "1"), ("act", "note"), ("text", words)];
        assert_eq!(alex.post(&place, &written("elle a déménagé")).await.status, 200);
        let page = billie.post(&place, &written("sa sœur <b>l'aide</b>")).await;
        assert_eq!(page.status, 409);
        let text = page.text();
        for shown in ["Quelqu'un a écrit ici entre-temps", "elle a déménagé", "sa sœur <b>l'aide</b>"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        let again = [("seen", "2"), ("act", "note"), ("text", "sa sœur <b>l'aide</b>")];
        assert_eq!(billie.post(&place, &again).await.status, 200);
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!(row.case.notes.len(), 2);
    }

    async fn whoever_takes_over_reads_what_the_facts_say(mut world) {
        world.lives(ines()).await;
        world.lives(student("ines").spoke_with("alex", oclock(1, 9))).await;
        let case = a_case(&world).await;
        world.until(oclock(4, 9)).await;
        world.alex_reaches("ines", Outcome::NoAnswer).await;
        let step = Event::StepAgreed { what: "rappeler".into(), who: Doer::Staff(alex()), due: day(6) };
        change(&world, case, 1, step).await.unwrap();
        let to = StaffId::derive("billie");
        let summary = Box::new(vigie_domain::case::Summary::nothing(to));
        change(&world, case, 2, Event::HandedOver { to, summary }).await.unwrap();
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!(row.case.owner, to);
        let Event::HandedOver { summary, .. } = &row.events[2].event else { panic!("{row:?}") };
        assert_eq!((summary.from, summary.attempts, &summary.steps[..]), (alex(), 1, &[1][..]));
        assert_eq!(summary.last_exchange.unwrap().0, oclock(1, 9));
        assert_eq!(world.app.open_cases(Some(alex())).await.unwrap(), []);
        change(&world, case, 3, note("merci")).await.unwrap();
    }

    async fn nobody_reads_a_case_under_another_students_address(mut world) {
        world.lives(ines()).await;
        world.lives(student("max").enrols("web", day(2)).advised_by("alex", day(2))).await;
        let case = a_case(&world).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        let place = format!("/students/{}/cases/{case}", id("max"));
        assert_eq!(alex.get(&place).await.status, 404);
        let note = [("seen", "1"), ("act", "note"), ("text", "x")];
        assert_eq!(alex.post(&place, &note).await.status, 404);
    }

    async fn a_note_for_advisors_is_read_by_no_manager_and_each_view_is_remembered(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        let words = "un <i>traitement</i> lourd".to_owned();
        let quiet = Event::Noted { words, sight: Sight::Advisors };
        change(&world, case, 1, quiet).await.unwrap();
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        account(&world, "nadia", Role::Manager, None).await;
        let site = Site::open(&world).await;
        let place = format!("/students/{}/cases/{case}", id("ines"));
        let (mut alex, mut nadia) = (site.browser(), site.browser());
        nadia.signs_in("nadia@ecole.example").await;
        let page = nadia.get(&place).await;
        assert!(page.text().contains("pour le conseil seulement"), "{}", page.text());
        assert!(!page.html.contains("traitement"), "{}", page.html);
        assert_eq!(world.app.remembered_about(id("ines")).await.unwrap().len(), 0);
        alex.signs_in("alex@ecole.example").await;
        let page = alex.get(&place).await;
        assert!(page.text().contains("un <i>traitement</i> lourd"), "{}", page.text());
        let remembered = world.app.remembered_about(id("ines")).await.unwrap();
        assert_eq!(remembered.iter().map(|row| &*row.action).collect::<Vec<_>>(), ["sensitive_seen"]);
    }
}
