//! Followed until back: a case from the call for help to the student's yes.

use vigie_domain::access::Role;
use vigie_domain::case::{Author, Doer, Event, Part, Reason, Refused, Sight, Stage, Summary};
use vigie_domain::draft::Record;
use vigie_domain::fact::{CommunityPost, Kind, Kinds, Need};
use vigie_domain::ids::{CaseId, StaffId};
use vigie_domain::time::Span;
use vigie_server::app::case::Change;
use vigie_server::app::caseload::Gift;
use vigie_server::app::contact::{NewContact, Outcome};
use vigie_server::app::link::Holder;
use vigie_server::app::{Error, Refusal};

use crate::support::browser::{Site, account};
use crate::support::team::{alex, karim};
use crate::support::world::{SOURCE, id};
use crate::support::{Tale, World, day, oclock, on_both, student};

const ASKED_IN_THE_COMMUNITY: &str = "slt, qqn peut m'aider sur le projet 3 ?";

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

fn hand_over(to: StaffId) -> Event {
    Event::HandedOver { to, summary: Box::new(Summary::nothing(to)) }
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
        world.until(oclock(9, 10)).await;
        let mut import = world.app.import(SOURCE);
        for post in asks.facts {
            import.take(Record::Fact(Box::new(post))).await.unwrap();
        }
        import.finish(Kinds::ALL, 0, |_, _| {}).await.unwrap();
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
            world.round(oclock(to, 10)).await;
            if to == 15 {
                let page = alex.get(&case).await;
                assert!(page.text().contains("En cours"), "too early: {}", page.text());
            }
        }
        world.lives(works(29, 33)).await;
        world.lives(student("ines").studying("web").session_held(oclock(33, 14))).await;
        world.round(oclock(35, 9)).await;
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
        world.round(oclock(21, 9)).await;
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
        world.round(oclock(22, 9)).await;
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
        let mut alex = site.signed_in("alex").await;
        let mut billie = site.signed_in("billie").await;
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

    async fn what_was_typed_into_a_case_that_a_colleague_closes_is_not_lost(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        change(&world, case, 1, Event::Closed { reason: Reason::Mistake }).await.unwrap();
        let place = format!("/students/{}/cases/{case}", id("ines"));
        let step = [("text", "appeler la mairie"), ("due", "2025-09-15")];
        for (act, text) in [("note", "elle a déménagé"), ("goal", "finir en juin"), ("step", step[0].1)] {
            let fields = [("seen", "1"), ("act", act), ("text", text), step[1]];
            let page = alex.post(&place, &fields).await;
            assert_eq!(page.status, 409, "{act}");
            page.says(&["Ce que tu avais écrit", text]);
            assert!(!page.text().contains("relis, puis envoie-le à nouveau"), "{}", page.text());
        }
        // Nor are the words with which it is opened again.
        let long = "elle a rappelé ".repeat(600);
        let page = alex.post(&place, &[("seen", "2"), ("act", "reopen"), ("text", &long)]).await;
        assert_eq!(page.status, 409);
        page.says(&[long.trim()]);
        assert!(!page.text().contains("Ce que tu avais écrit"), "{}", page.text());
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
        change(&world, case, 2, hand_over(to)).await.unwrap();
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!(row.case.owner, to);
        let Event::HandedOver { summary, .. } = &row.events[2].event else { panic!("{row:?}") };
        assert_eq!((summary.from, summary.attempts, &summary.steps[..]), (alex(), 1, &[1][..]));
        assert_eq!(summary.last_exchange.unwrap().0, oclock(1, 9));
        assert_eq!(world.app.open_cases(Some(alex())).await.unwrap(), []);
        change(&world, case, 3, note("merci")).await.unwrap();
    }

    async fn a_case_that_is_handed_over_opens_for_whoever_follows_it(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        for name in ["alex", "billie"] {
            account(&world, name, Role::Advisor, Some(name)).await;
        }
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        let mut billie = site.signed_in("billie").await;
        let (person, of_billie) = (format!("/students/{}", id("ines")), StaffId::derive("billie"));
        let place = format!("{person}/cases/{case}");
        assert_eq!(billie.get(&place).await.status, 403);
        let to = of_billie.to_string();
        let over = [("seen", "1"), ("act", "hand_over"), ("who", to.as_str())];
        assert_eq!(alex.post(&place, &over).await.status, 200);
        assert!(billie.get("/cases").await.html.contains(&place));
        for path in [&place, &person] {
            assert_eq!(billie.get(path).await.status, 200, "{path}");
        }
        let note = [("seen", "2"), ("act", "note"), ("text", "je m'en occupe")];
        billie.post(&place, &note).await.says(&["je m'en occupe"]);
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!(row.case.seq, 3);
        // Followed to its end, it opens nothing more.
        let stop = Event::Closed { reason: Reason::StoppedWell };
        world.alex_reaches("ines", Outcome::Spoke).await;
        change(&world, case, 3, stop).await.unwrap();
        assert_eq!(billie.get(&person).await.status, 403);
    }

    async fn an_advisor_in_the_care_team_opens_the_case_until_they_leave_it(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        account(&world, "billie", Role::Advisor, Some("billie")).await;
        let mut billie = Site::open(&world).await.browser();
        billie.signs_in("billie@ecole.example").await;
        let (who, place) = (StaffId::derive("billie"), format!("/students/{}/cases/{case}", id("ines")));
        assert_eq!(billie.get(&place).await.status, 403);
        change(&world, case, 1, Event::Joined { who, part: Part::Career }).await.unwrap();
        assert_eq!(billie.get(&place).await.status, 200);
        change(&world, case, 2, Event::Left { who }).await.unwrap();
        assert_eq!(billie.get(&place).await.status, 403);
    }

    async fn a_student_who_is_given_to_somebody_takes_their_case_along(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        let (to, from) = (StaffId::derive("billie"), Some(alex()));
        let gift = Gift { student: id("ines"), from, to };
        let given = world.app.give(None, &[gift]).await.unwrap();
        let mine = async |world: &World, who| {
            let cases = world.app.open_cases(Some(who)).await.unwrap();
            cases.iter().map(|case| case.id).collect::<Vec<_>>()
        };
        assert_eq!((mine(&world, alex()).await, mine(&world, to).await), (vec![], vec![case]));
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        let Event::HandedOver { summary, .. } = &row.events[1].event else { panic!("{row:?}") };
        assert_eq!((summary.from, row.events[1].by), (alex(), Author::Facts));
        world.app.take_back(None, given.relay).await.unwrap();
        assert_eq!((mine(&world, alex()).await, mine(&world, to).await), (vec![case], vec![]));
    }

    async fn a_file_that_gives_the_student_to_somebody_gives_their_case_too(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        world.until(oclock(2, 9)).await;
        let tale = student("ines").advised_by("billie", oclock(2, 8));
        world.imports(&tale.facts).await;
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!(row.case.owner, StaffId::derive("billie"));
    }

    async fn a_case_that_a_colleague_follows_stays_with_them(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        let (billie, chloe) = (StaffId::derive("billie"), StaffId::derive("chloe"));
        change(&world, case, 1, hand_over(billie)).await.unwrap();
        world.lives(student("ines").advised_by("chloe", oclock(2, 8))).await;
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!((row.case.owner, row.case.seq), (billie, 2), "{chloe}");
    }

    async fn a_case_of_whoever_only_stood_in_goes_to_the_new_advisor(mut world) {
        world.lives(ines()).await;
        let (billie, chloe) = (StaffId::derive("billie"), StaffId::derive("chloe"));
        let by = Author::Staff(billie);
        let case = world.app.open_case(id("ines"), None, by, billie, None).await.unwrap();
        world.lives(student("ines").advised_by("chloe", oclock(2, 8))).await;
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!((row.case.owner, row.case.seq), (chloe, 2));
    }

    async fn a_newcomers_case_goes_to_whom_they_are_given(mut world) {
        world.lives(student("ines").enrols("web", day(0))).await;
        let by = Author::Student;
        let case = world.app.open_case(id("ines"), None, by, alex(), None).await.unwrap();
        world.lives(student("ines").advised_by("billie", oclock(1, 9))).await;
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!(row.case.owner, StaffId::derive("billie"));
    }

    async fn a_case_opened_again_counts_its_attempts_anew(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        for (n, outcome) in (3..).step_by(4).zip([Outcome::NoAnswer, Outcome::NoAnswer, Outcome::Wrote, Outcome::NoAnswer, Outcome::NoAnswer]) {
            world.until(oclock(n, 10)).await;
            world.alex_reaches("ines", outcome).await;
        }
        let lost = Event::Closed { reason: Reason::LostContact { attempts: 0, channels: 0 } };
        change(&world, case, 1, lost.clone()).await.unwrap();
        world.until(oclock(20, 10)).await;
        change(&world, case, 2, Event::Reopened { words: "sa sœur a appelé".to_owned() }).await.unwrap();
        let refused = change(&world, case, 3, lost).await;
        assert!(matches!(refused, Err(Refusal::Case(Refused::NotLost { attempts: 0, .. }))), "{refused:?}");
    }

    async fn a_student_has_one_open_case_even_when_an_old_one_is_opened_again(mut world) {
        world.lives(ines()).await;
        let old = a_case(&world).await;
        change(&world, old, 1, Event::Closed { reason: Reason::Mistake }).await.unwrap();
        let present = a_case(&world).await;
        assert_ne!(old, present);
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let mut browser = Site::open(&world).await.browser();
        browser.signs_in("alex@ecole.example").await;
        let place = format!("/students/{}/cases/{old}", id("ines"));
        let again = [("seen", "2"), ("act", "reopen"), ("text", "encore")];
        let page = browser.post(&place, &again).await;
        assert_eq!(page.status, 409);
        page.says(&["Un autre suivi de cette personne est déjà ouvert"]);
        assert_eq!(world.app.open_cases(Some(alex())).await.unwrap().len(), 1);
        change(&world, present, 1, Event::Closed { reason: Reason::Mistake }).await.unwrap();
        assert_eq!(browser.post(&place, &again).await.status, 200);
    }

    async fn a_yes_from_before_a_relapse_closes_nothing(mut world) {
        world.lives(ines()).await;
        world.lives(student("ines").spoke_with("alex", oclock(2, 9))).await;
        world.lives(student("ines").says_they_need(Need::Help, oclock(2, 10))).await;
        let case = a_case(&world).await;
        world.until(oclock(2, 11)).await;
        world.alex_reaches("ines", Outcome::Spoke).await;
        world.lives(works(2, 20)).await;
        world.round(oclock(21, 9)).await;
        world.app.answer_case(id("ines"), case, true, "oui").await.unwrap();
        let stage = async |world: &World| world.app.case(id("ines"), case).await.unwrap().unwrap().case.stage;
        assert!(matches!(stage(&world).await, Stage::Settled(_)));
        // The same help is asked for again, and given: her yes was about before.
        world.lives(student("ines").says_they_need(Need::Help, oclock(22, 10))).await;
        world.round(oclock(22, 11)).await;
        world.round(oclock(23, 9)).await;
        assert_eq!(stage(&world).await, Stage::Open);
        world.alex_reaches("ines", Outcome::Spoke).await;
        world.lives(works(23, 40)).await;
        world.until(oclock(40, 9)).await;
        let seen = world.app.case(id("ines"), case).await.unwrap().unwrap().case.seq;
        let refused = change(&world, case, seen, Event::Closed { reason: Reason::Back }).await;
        assert_eq!(refused, Err(Refusal::Case(Refused::NotSaid)));
    }

    async fn whoever_has_a_step_reads_it_and_the_student_their_goal(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        let steps = [
            ("session le soir", Doer::Staff(karim())),
            ("poser deux questions", Doer::Student),
            ("appeler le CFA", Doer::Staff(StaffId::derive("billie"))),
        ];
        change(&world, case, 1, Event::GoalSaid { words: "finir <i>avant</i> l'été".into() }).await.unwrap();
        for (seq, (what, who)) in (2..).zip(steps) {
            let step = Event::StepAgreed { what: what.into(), who, due: oclock(3, 18) };
            change(&world, case, seq, step).await.unwrap();
        }
        change(&world, case, 5, note("entre nous : fatigue")).await.unwrap();
        for name in ["alex", "billie"] {
            account(&world, name, Role::Advisor, Some(name)).await;
        }
        let site = Site::open(&world).await;
        let (mut phone, mut tablet) = (site.browser(), site.browser());
        let mut alex = site.signed_in("alex").await;
        let mut billie = site.signed_in("billie").await;
        let page = phone.get(&link(&world, Holder::Student(id("ines"))).await).await;
        page.says(&["finir <i>avant</i> l'été", "poser deux questions"]);
        for hidden in ["session le soir", "appeler le CFA", "fatigue"] {
            assert!(!page.text().contains(hidden), "{hidden}: {}", page.text());
        }
        let page = tablet.get(&link(&world, Holder::Mentor(karim())).await).await;
        page.says(&["INES", "session le soir", "ALEX suit cela"]);
        for hidden in ["poser deux questions", "l'été", "fatigue"] {
            assert!(!page.text().contains(hidden), "{hidden}: {}", page.text());
        }
        // Before its day, and on it.
        assert!(!alex.get("/today").await.text().contains("c'est pour aujourd'hui"));
        world.until(oclock(3, 9)).await;
        alex.get("/today").await.says(&["Suivis : c'est pour aujourd'hui", "session le soir"]);
        let page = billie.get("/today").await;
        page.says(&["Suivis : c'est pour aujourd'hui", "appeler le CFA"]);
        let place = format!("/students/{}/cases/{case}", id("ines"));
        assert!(page.html.contains(&place) && billie.get("/cases").await.html.contains(&place));
        assert_eq!(billie.get(&place).await.status, 200);
        change(&world, case, 6, Event::StepDone { step: 3 }).await.unwrap();
        assert_eq!(billie.get(&place).await.status, 403);
        assert!(!billie.get("/today").await.html.contains(&place));
    }

    async fn a_step_is_ticked_off_by_whose_it_is(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        let steps = [("poser deux questions", Doer::Student), ("session le soir", Doer::Staff(karim()))];
        for (seq, (what, who)) in (1..).zip(steps) {
            let step = Event::StepAgreed { what: what.into(), who, due: oclock(3, 18) };
            change(&world, case, seq, step).await.unwrap();
        }
        let tended = world.app.case(id("ines"), case).await.unwrap().unwrap().case.tended_at;
        world.until(oclock(4, 9)).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let site = Site::open(&world).await;
        let (mut alex, mut phone, mut tablet) = (site.browser(), site.browser(), site.browser());
        alex.signs_in("alex@ecole.example").await;
        alex.get("/today").await.says(&["poser deux questions"]);
        // She ticks it off, takes that back, and ticks it off for good.
        let hers = link(&world, Holder::Student(id("ines"))).await;
        let page = phone.get(&hers).await;
        let page = phone.submit(&page.form("/step"), &[("act", "done")]).await;
        page.says(&["C'est noté : fait", "poser deux questions", "ALEX le voit dans votre suivi"]);
        let page = phone.submit(&page.form("/step"), &[("act", "again")]).await;
        page.says(&["encore à faire"]);
        let page = phone.submit(&page.form("/step"), &[("act", "done")]).await;
        let twice = page.path.clone();
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!((row.case.tended_at, row.case.seq), (tended, 6), "no work of the team's");
        assert_eq!(row.events[5].by, Author::Student);
        // What is Karim's is not hers, nor hers Karim's.
        let of = |step: &str, act: &str| {
            let case = case.to_string();
            let student = id("ines").to_string();
            [("student", student), ("case", case), ("step", step.to_owned()), ("act", act.to_owned())]
        };
        let his = link(&world, Holder::Mentor(karim())).await;
        for (base, step) in [(&hers, "2"), (&his, "1"), (&hers, "3"), (&his, "0")] {
            let given = of(step, "done");
            let given: Vec<(&str, &str)> = given.iter().map(|(key, it)| (*key, &**it)).collect();
            assert_eq!(phone.post(&format!("{base}/step"), &given).await.status, 404, "{step}");
        }
        let page = tablet.get(&his).await;
        let page = tablet.submit(&page.form("/step"), &[("act", "done")]).await;
        page.says(&["INES", "session le soir", "c'est noté : fait"]);
        assert!(!page.text().contains("Autour de tes étudiants"), "{}", page.text());
        assert!(!alex.get("/today").await.text().contains("poser deux questions"));
        let place = format!("/students/{}/cases/{case}", id("ines"));
        let page = alex.get(&place).await;
        page.says(&["INES : fait, « poser deux questions »", "KARIM : fait, « session le soir »", "INES : à refaire"]);
        // After an hour it is the advisor's to say that it is to be done again.
        world.app.clock.set(oclock(4, 11));
        assert!(phone.get(&twice).await.forms("/step").is_empty());
        let late = of("1", "again");
        let late: Vec<(&str, &str)> = late.iter().map(|(key, it)| (*key, &**it)).collect();
        phone.post(&format!("{hers}/step"), &late).await;
        let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
        assert_eq!(row.case.seq, 7);
        let again = [("seen", "7"), ("act", "again"), ("step", "1")];
        let page = alex.post(&place, &again).await;
        page.says(&["ALEX : à refaire, « poser deux questions »"]);
        phone.get(&hers).await.says(&["poser deux questions"]);
    }

    async fn what_a_manager_writes_bears_their_name(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        account(&world, "marie", Role::Manager, None).await;
        let mut browser = Site::open(&world).await.browser();
        browser.signs_in("marie@ecole.example").await;
        let place = format!("/students/{}/cases/{case}", id("ines"));
        let note = [("seen", "1"), ("act", "note"), ("text", "Vu avec ALEX."), ("sight", "team")];
        let page = browser.post(&place, &note).await;
        page.says(&["marie", "Vu avec ALEX."]);
    }

    async fn whoever_no_longer_teaches_a_student_reads_nothing_of_their_case(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        let joins = Event::Joined { who: karim(), part: Part::Mentor };
        change(&world, case, 1, joins).await.unwrap();
        let mut tablet = Site::open(&world).await.browser();
        let his = link(&world, Holder::Mentor(karim())).await;
        tablet.get(&his).await.says(&["INES", "ALEX suit cela"]);
        world.lives(student("ines").studying("web").mentored_by("agnes", oclock(2, 9))).await;
        let page = tablet.get(&his).await.text();
        assert!(!page.contains("INES") && !page.contains("suit cela"), "{page}");
        // But what he said he would do is still his.
        let who = Doer::Staff(karim());
        let step = Event::StepAgreed { what: "passer le relais".into(), who, due: oclock(9, 18) };
        change(&world, case, 2, step).await.unwrap();
        tablet.get(&his).await.says(&["INES", "passer le relais"]);
    }

    async fn an_answer_about_being_settled_is_on_todays_page(mut world) {
        world.lives(ines()).await;
        world.lives(student("ines").spoke_with("alex", oclock(2, 9))).await;
        let case = a_case(&world).await;
        world.lives(works(2, 20)).await;
        world.round(oclock(21, 9)).await;
        world.app.answer_case(id("ines"), case, false, "").await.unwrap();
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let mut alex = Site::open(&world).await.browser();
        alex.signs_in("alex@ecole.example").await;
        alex.get("/today").await.says(&["INES dit que ce n'est pas réglé. On en parle ?"]);
        world.until(oclock(21, 10)).await;
        world.alex_reaches("ines", Outcome::Spoke).await;
        assert!(!alex.get("/today").await.text().contains("pas réglé"), "they spoke about it");
    }

    async fn the_hand_over_is_read_in_full(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        world.until(oclock(3, 9)).await;
        world.app.ask(id("ines"), "je n'ose plus demander <b>").await.unwrap();
        world.until(oclock(3, 10)).await;
        let contact = NewContact { note: Some("Elle veut un exemple, ensemble.".to_owned()), promises: vec![("je t'envoie l'attestation".to_owned(), oclock(6, 18))], ..world.contact("ines", Outcome::Spoke) };
        world.app.add_contact(contact).await.unwrap();
        let step = Event::StepAgreed { what: "revoir les jointures".into(), who: Doer::Student, due: day(8) };
        change(&world, case, 1, step).await.unwrap();
        let to = StaffId::derive("billie");
        change(&world, case, 2, hand_over(to)).await.unwrap();
        account(&world, "billie", Role::Advisor, Some("billie")).await;
        let mut billie = Site::open(&world).await.browser();
        billie.signs_in("billie@ecole.example").await;
        let page = billie.get(&format!("/students/{}/cases/{case}", id("ines"))).await;
        page.says(&[
            "Suivi depuis le",
            "« je n'ose plus demander <b> »",
            "Elle veut un exemple, ensemble.",
            "« je t'envoie l'attestation »",
            "Ensuite, INES, pour le 9 septembre : revoir les jointures",
        ]);
    }

    async fn a_call_is_work_in_a_case_and_stands_in_its_history(mut world) {
        world.lives(ines()).await;
        let case = a_case(&world).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        account(&world, "nadia", Role::Manager, None).await;
        let site = Site::open(&world).await;
        let (mut alex, mut nadia) = (site.browser(), site.browser());
        nadia.signs_in("nadia@ecole.example").await;
        alex.signs_in("alex@ecole.example").await;
        world.until(oclock(9, 9)).await;
        nadia.get("/cases").await.says(&["rien n'a bougé depuis une semaine"]);
        world.alex_reaches("ines", Outcome::NoAnswer).await;
        world.until(oclock(10, 9)).await;
        let board = nadia.get("/cases").await.text();
        assert!(!board.contains("rien n'a bougé depuis une semaine"), "{board}");
        world.alex_reaches("ines", Outcome::Spoke).await;
        let page = alex.get(&format!("/students/{}/cases/{case}", id("ines"))).await;
        page.says(&["ALEX a essayé de joindre INES, au téléphone, sans réponse", "ALEX et INES se sont parlé, au téléphone"]);
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
