//! One thread between a student and the school: messages, calls, promises,
//! and what leaves later.

use vigie_domain::access::Role;
use vigie_domain::case::Author;
use vigie_domain::directory::Student;
use vigie_domain::fact::{Channel, Doubted, Kind, MessageIn, Payload};
use vigie_domain::ids::{MessageId, StaffId};
use vigie_domain::time::{Instant, MINUTE, Span};
use vigie_server::app::contact::{Marks, NewContact, Outcome};
use vigie_server::app::link::Holder;
use vigie_server::app::portal::Came;
use vigie_server::app::scheduled::Later;
use vigie_server::app::{Error, Refusal};
use vigie_store::directory::NewStudent;

use crate::support::browser::{Browser, Site, account};
use crate::support::team::alex;
use crate::support::world::{SOURCE, id};
use crate::support::{World, day, oclock, on_both, student};

/// Inès is one of Alex's students. It is Monday 22 September 2025, ten o'clock.
async fn a_monday(world: &mut World) {
    let ines = student("ines").enrols("web", day(0)).advised_by("alex", oclock(0, 9));
    world.lives(ines).await;
    world.until(oclock(21, 10)).await;
}

async fn signed_in(world: &World) -> Browser {
    account(world, "alex", Role::Advisor, Some("alex")).await;
    let mut browser = Site::open(world).await.browser();
    browser.signs_in("alex@ecole.example").await;
    browser
}

fn heard() -> String {
    format!("/students/{}/promises/heard", id("ines"))
}

fn thread() -> String {
    format!("/students/{}/conversation", id("ines"))
}

async fn link(world: &World) -> String {
    let links = world.app.links().await.unwrap();
    format!("/l/{}", links.issue(Holder::Student(id("ines")), world.now() + Span::days(30)))
}

fn later(words: &str, send_at: Instant) -> Later {
    Later { words: words.to_owned(), send_at, follow_up_at: None, promises: Vec::new() }
}

async fn schedules(world: &World, words: &str, send_at: Instant) -> MessageId {
    world.app.schedule(id("ines"), alex(), &later(words, send_at)).await.unwrap()
}

/// The words of the messages that the school sent, in order.
async fn sent(world: &World) -> Vec<String> {
    let facts = world.app.store.facts_of(id("ines")).await.unwrap();
    let out = facts.iter().filter(|fact| fact.kind() == Kind::MessageOut);
    let asked: Vec<_> = out.map(|fact| (id("ines"), fact.id)).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let words = world.app.store.texts_of(&asked).await.unwrap();
    asked.iter().map(|(_, fact)| words[fact].clone()).collect()
}

/// Alex writes, and wants to come back to it on day `until`, unless answered.
async fn writes_unless_answered(world: &World, due: Instant) {
    let contact = NewContact {
        channel: Some(Channel::Portal),
        note: Some("Tout va comme tu veux ?".to_owned()),
        follow_up: Some(due),
        ..world.contact("ines", Outcome::Wrote)
    };
    world.app.add_contact(contact).await.unwrap();
}

on_both! {
    async fn an_advisor_writes_and_the_student_answers_on_their_own_page(mut world) {
        a_monday(&mut world).await;
        let mut alex = signed_in(&world).await;
        let form = alex.get(&thread()).await.form("/conversation");
        let words = "Bonjour Inès, je te rappelle jeudi à 14h. \"Bon\" <b>courage</b> !";
        let given = [("way", "message"), ("text", words), ("send", "now")];
        let page = alex.submit(&form, &given).await;
        assert_eq!(page.path, thread());
        let text = page.text();
        for shown in ["message envoyé", "je te rappelle jeudi à 14h", "jeudi 25 septembre à 14 h"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        // Offered, not imposed.
        assert!(world.standing("ines").await.journey.contact.promises.is_empty());
        alex.submit(&page.form("/promises"), &[]).await;
        let promises = world.standing("ines").await.journey.contact.promises;
        assert_eq!(promises.iter().map(|open| open.due).collect::<Vec<_>>(), [oclock(24, 14)]);

        let mut phone = Site::open(&world).await.browser();
        let page = phone.get(&link(&world).await).await;
        assert!(page.text().contains(words), "{}", page.text());
        let answer = [("say", "text"), ("text", "merci, à jeudi 🙂")];
        let page = phone.submit(&page.form("/say"), &answer).await;
        assert!(page.text().contains("merci, à jeudi 🙂"), "{}", page.text());
        let page = alex.get(&thread()).await;
        assert!(page.text().contains("merci, à jeudi 🙂"), "{}", page.text());
    }

    async fn a_call_note_keeps_the_promises_that_were_ticked_and_takes_all_back(mut world) {
        a_monday(&mut world).await;
        let mut alex = signed_in(&world).await;
        let form = alex.get(&format!("{}?way=spoke&back=/today", thread())).await.form("/conversation");
        let promised = format!("{} je te rappelle jeudi", oclock(24, 18).0);
        let text = "On a parlé du projet, je te rappelle jeudi.";
        let given = [("way", "spoke"), ("text", text), ("promised1", promised.as_str())];
        let page = alex.submit(&form, &given).await;
        assert_eq!(page.path, "/today");
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!((contact.last_spoken, contact.promises.len()), (Some(oclock(21, 10)), 1));
        assert!(page.forms("/promises").is_empty(), "whoever ticked one is not asked again");
        alex.submit(&page.form("/undo"), &[]).await;
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!((contact.last_spoken, contact.promises.len()), (None, 0));
    }

    async fn what_cannot_be_sent_is_not_lost(mut world) {
        a_monday(&mut world).await;
        let mut alex = signed_in(&world).await;
        let form = alex.get(&thread()).await.form("/conversation");
        let past = [("way", "message"), ("text", "à demain"), ("send", "later"), ("send_at", "2025-09-01T09:00")];
        let page = alex.submit(&form, &past).await;
        assert_eq!(page.status, 422);
        assert!(page.html.contains("à demain"), "{}", page.text());
        let page = alex.submit(&form, &[("way", "message"), ("text", " "), ("send", "now")]).await;
        assert!(page.text().contains("Le message est vide"), "{}", page.text());
        assert!(sent(&world).await.is_empty());
    }

    async fn a_reply_shows_and_the_date_to_come_back_stays(mut world) {
        a_monday(&mut world).await;
        world.app.snooze(id("ines"), alex(), day(40), Marks::default()).await.unwrap();
        world.until(oclock(22, 10)).await;
        let wrote = async |world: &World| world.app.day(&world.school, alex(), None).await.unwrap().0.wrote;
        assert!(wrote(&world).await.is_empty());
        world.app.ask(id("ines"), "je peux changer de projet ?").await.unwrap();
        let lines = wrote(&world).await;
        assert_eq!(lines[0].candidate.snoozed_until, Some(day(40)));
        let mut browser = signed_in(&world).await;
        let page = browser.get("/today").await;
        assert!(page.text().contains("Tu y reviens le 11 octobre"), "{}", page.text());
        world.until(oclock(22, 11)).await;
        world.alex_reaches("ines", Outcome::Wrote).await;
        world.until(oclock(23, 10)).await;
        let (day_now, _) = world.app.day(&world.school, alex(), None).await.unwrap();
        assert!(day_now.wrote.is_empty() && day_now.list.lines.is_empty(), "{day_now:?}");
        assert!(world.standing("ines").await.journey.contact.snoozed.is_some_and(|(_, until)| until == day(40)));
    }

    async fn what_is_disputed_or_wished_while_put_off_is_on_the_list(mut world) {
        a_monday(&mut world).await;
        world.app.snooze(id("ines"), alex(), day(40), Marks::default()).await.unwrap();
        world.until(oclock(22, 10)).await;
        let is_shown = async |world: &World| {
            let day = world.app.day(&world.school, alex(), None).await.unwrap().0;
            day.wrote.iter().chain(&day.list.lines).any(|line| line.candidate.student == id("ines"))
        };
        assert!(!is_shown(&world).await);
        let enrolled = world.app.store.facts_of(id("ines")).await.unwrap()[0].id;
        let wrong = Doubted::Fact { fact: enrolled };
        world.app.dispute(id("ines"), wrong, "inscription", "c'était en mars").await.unwrap();
        assert!(is_shown(&world).await);
        world.until(oclock(22, 11)).await;
        world.alex_reaches("ines", Outcome::Spoke).await;
        world.app.snooze(id("ines"), alex(), day(40), Marks::default()).await.unwrap();
        world.until(oclock(24, 10)).await;
        assert!(!is_shown(&world).await);
        world.app.ask_for_other_mentor(id("ines"), "").await.unwrap();
        assert!(is_shown(&world).await);
    }

    async fn a_follow_up_rings_unless_the_student_answers(mut world) {
        a_monday(&mut world).await;
        writes_unless_answered(&world, oclock(24, 9)).await;
        let rings = async |world: &World| world.ringing("ines").await.contains(&"follow-up-due".to_owned());
        world.until(oclock(24, 9) - Span(1)).await;
        assert!(!rings(&world).await);
        world.until(oclock(24, 9)).await;
        assert!(rings(&world).await);
        let answer = MessageIn { channel: Channel::Sms, expects_answer: false };
        world.lives(student("ines").lived(oclock(24, 11), answer.clone())).await;
        assert!(!rings(&world).await);
        // Answered in time, it never rings.
        writes_unless_answered(&world, oclock(28, 9)).await;
        world.lives(student("ines").lived(oclock(25, 11), answer)).await;
        world.until(oclock(28, 10)).await;
        assert!(!rings(&world).await);
    }

    async fn a_message_leaves_at_its_hour_once_whoever_sends(mut world) {
        a_monday(&mut world).await;
        schedules(&world, "à demain", oclock(22, 8)).await;
        world.round(oclock(22, 8) - Span(1)).await;
        assert!(sent(&world).await.is_empty());
        let other = world.another_program().await;
        world.app.clock.set(oclock(22, 8));
        let (here, there) = tokio::join!(
            world.app.send_due(&world.school, oclock(22, 8)),
            other.send_due(&world.school, oclock(22, 8)),
        );
        assert_eq!(here.unwrap() + there.unwrap(), 1);
        assert_eq!(sent(&world).await, ["à demain"]);
        world.round(oclock(22, 8) + MINUTE).await;
        assert_eq!(sent(&world).await.len(), 1);
        let facts = world.app.store.facts_of(id("ines")).await.unwrap();
        let by = facts.iter().find_map(|fact| match &fact.payload {
            Payload::MessageOut(body) => Some((body.by, body.channel, fact.occurred_at)),
            _ => None,
        });
        assert_eq!(by, Some((alex(), Channel::Portal, oclock(22, 8))));
    }

    async fn only_its_author_changes_a_message_and_the_second_change_is_told(mut world) {
        a_monday(&mut world).await;
        let message = (id("ines"), schedules(&world, "à demain", oclock(22, 8)).await);
        let change = async |by, seen, words: &str| {
            world.app.change_scheduled(message, by, seen, &later(words, oclock(23, 8))).await
        };
        let refused = change(StaffId::derive("billie"), 1, "autre chose").await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::NotTheAuthor)));
        change(alex(), 1, "à mercredi").await.unwrap();
        let refused = change(alex(), 1, "à jeudi").await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::ScheduledChanged)));
        world.round(oclock(22, 8)).await;
        assert!(sent(&world).await.is_empty());
        world.app.cancel_scheduled(message, alex(), None).await.unwrap();
        world.round(oclock(23, 8)).await;
        assert!(sent(&world).await.is_empty());
        let refused = world.app.cancel_scheduled(message, alex(), None).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(Refusal::NoSuchScheduled)));
    }

    async fn what_was_typed_for_a_message_that_changed_meanwhile_is_kept(mut world) {
        a_monday(&mut world).await;
        let message = schedules(&world, "à demain", oclock(22, 8)).await;
        let mut alex = signed_in(&world).await;
        let place = format!("/scheduled/{message}");
        let form = alex.get(&thread()).await.forms(&place).remove(0);
        let meanwhile = later("à mercredi", oclock(23, 8));
        world.app.change_scheduled((id("ines"), message), self::alex(), 1, &meanwhile).await.unwrap();
        let typed = [("act", "change"), ("text", "à jeudi, 10 h"), ("send_at", "2025-09-25T08:00")];
        let page = alex.submit(&form, &typed).await;
        assert_eq!(page.status, 422);
        for there in ["à jeudi, 10 h", "à mercredi", "2025-09-25T08:00", "changé entre-temps"] {
            assert!(page.html.contains(there), "{there}: {}", page.html);
        }
        // What stands there now was seen: the second try is kept.
        let page = alex.submit(&page.forms(&place)[0], &typed).await;
        assert_eq!(page.path, thread());
        world.app.cancel_scheduled((id("ines"), message), self::alex(), None).await.unwrap();
        let page = alex.submit(&form, &typed).await;
        assert!(page.status == 422 && page.html.contains("à jeudi, 10 h"), "{}", page.html);
    }

    async fn a_message_for_later_leaves_on_the_students_own_clock(mut world) {
        a_monday(&mut world).await;
        let reunion = Student {
            external: "ines".into(),
            given_name: "INES".to_owned(),
            time_zone: Some("Indian/Reunion".to_owned()),
            good_hours: Some("le mardi après 18 h".to_owned()),
            ..Student::default()
        };
        let mut tx = world.app.store.begin().await.unwrap();
        let new = NewStudent { proposed: id("ines"), source: SOURCE.into(), student: reunion };
        tx.put_students(&[new]).await.unwrap();
        tx.commit().await.unwrap();
        let mut alex = signed_in(&world).await;
        let page = alex.get(&thread()).await;
        // 18:00 there is proposed, on the day that she likes.
        assert!(page.html.contains("value=\"2025-09-23T18:00\""), "{}", page.html);
        assert!(page.text().contains("heure d'INES"), "{}", page.text());
        let given = [("way", "message"), ("text", "bonsoir"), ("send", "later"), ("send_at", "2025-09-22T18:00")];
        let page = alex.submit(&page.form("/conversation"), &given).await;
        assert!(page.text().contains("lundi 22 septembre à 18 h"), "{}", page.text());
        // One in the morning there is the evening before in Paris.
        let typed = [("text", "je te rappelle demain"), ("send_at", "2025-09-25T01:00")];
        let chips = alex.post(&heard(), &typed).await.text();
        assert!(chips.contains("jeudi 25 septembre à 18 h"), "{chips}");
        // Two hours behind: 16:00 in Paris.
        let waits = world.app.store.scheduled_for(id("ines")).await.unwrap();
        assert_eq!(waits[0].send_at, oclock(21, 16));
        let cancel = page.forms(&format!("/scheduled/{}", waits[0].message)).pop().unwrap();
        let page = alex.submit(&cancel, &[("act", "cancel")]).await;
        assert!(page.text().contains("ne partira pas"), "{}", page.text());
    }

    async fn a_promise_in_a_message_for_later_is_made_when_it_leaves(mut world) {
        a_monday(&mut world).await;
        let mut alex = signed_in(&world).await;
        // On Monday, for Thursday: "demain" is the student's Friday.
        let tomorrow = format!("{} Je te rappelle demain", oclock(22, 18).0);
        let text = "Bonjour INES. Je te rappelle demain.";
        let given = [
            ("way", "message"), ("text", text), ("promised1", tomorrow.as_str()),
            ("send", "later"), ("send_at", "2025-09-25T09:00"),
        ];
        let form = alex.get(&thread()).await.form("/conversation");
        let page = alex.submit(&form, &given).await;
        page.says(&["Promis avec ce message", "Je te rappelle demain"]);
        let promised = async |world: &World| {
            let promises = world.standing("ines").await.journey.contact.promises;
            promises.iter().map(|open| open.due).collect::<Vec<_>>()
        };
        assert_eq!(promised(&world).await, []);
        world.round(oclock(24, 9)).await;
        assert_eq!(promised(&world).await, [oclock(25, 18)]);
    }

    async fn what_was_heard_in_a_message_for_later_is_offered_for_then(mut world) {
        a_monday(&mut world).await;
        let mut alex = signed_in(&world).await;
        let given = [
            ("way", "message"), ("text", "Je te rappelle demain."),
            ("send", "later"), ("send_at", "2025-09-25T09:00"),
        ];
        let form = alex.get(&thread()).await.form("/conversation");
        let page = alex.submit(&form, &given).await;
        page.says(&["vendredi 26 septembre"]);
        let page = alex.submit(&page.form("/promises"), &[]).await;
        page.says(&["la promesse partira avec le message", "Promis avec ce message"]);
        assert!(world.standing("ines").await.journey.contact.promises.is_empty());
        // What does not leave promises nothing.
        let waits = world.app.store.scheduled_for(id("ines")).await.unwrap();
        let form = page.forms(&format!("/scheduled/{}", waits[0].message)).pop().unwrap();
        alex.submit(&form, &[("act", "cancel")]).await;
        world.round(oclock(24, 9)).await;
        assert!(world.standing("ines").await.journey.contact.promises.is_empty());
    }

    async fn a_message_for_later_written_anew_promises_what_it_still_says(mut world) {
        a_monday(&mut world).await;
        let promises = vec![("je te rappelle demain".to_owned(), oclock(23, 18))];
        let written = |words: &str, send_at| Later { promises: promises.clone(), ..later(words, send_at) };
        let first = written("je te rappelle demain", oclock(22, 9));
        let message = (id("ines"), world.app.schedule(id("ines"), alex(), &first).await.unwrap());
        let waits = async |world: &World| world.app.store.scheduled_for(id("ines")).await.unwrap().remove(0).promises;
        assert_eq!(waits(&world).await[0].1, oclock(23, 18));
        let put_off = written("Bien reçu, je te rappelle demain", oclock(24, 9));
        world.app.change_scheduled(message, alex(), 1, &put_off).await.unwrap();
        assert_eq!(waits(&world).await[0].1, oclock(25, 18));
        let other = written("Bien reçu", oclock(24, 9));
        world.app.change_scheduled(message, alex(), 2, &other).await.unwrap();
        assert_eq!(waits(&world).await, []);
    }

    async fn a_message_answers_nothing_that_was_asked_after_it_was_written(mut world) {
        a_monday(&mut world).await;
        world.app.ask(id("ines"), "on se voit quand ?").await.unwrap();
        world.until(oclock(21, 11)).await;
        let message = (id("ines"), schedules(&world, "Jeudi, si tu veux", oclock(22, 9)).await);
        world.until(oclock(21, 15)).await;
        world.app.ask(id("ines"), "et mon dossier, il est perdu ?").await.unwrap();
        world.round(oclock(22, 9)).await;
        assert!(sent(&world).await.is_empty(), "kept back");
        world.app.send_kept(message, alex(), 2).await.unwrap();
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!(contact.question().map(|open| open.at), Some(oclock(21, 15)));
        assert_eq!(contact.unanswered.map(|waits| (waits.since, waits.count)), Some((oclock(21, 15), 1)));
        let came = world.app.came_of_own(id("ines")).await.unwrap();
        let came: Vec<Came> = came.into_iter().map(|told| told.came).collect();
        assert_eq!(came, [Came::Received, Came::Answered(alex(), oclock(22, 9))]);
        // Written anew, it answers what was there to be read then.
        let message = (id("ines"), schedules(&world, "Jeudi ?", oclock(22, 12)).await);
        let anew = later("Jeudi, et non, ton dossier est là", oclock(22, 12));
        world.app.clock.set(oclock(22, 10));
        world.app.change_scheduled(message, alex(), 1, &anew).await.unwrap();
        world.round(oclock(22, 12)).await;
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!((contact.question(), contact.unanswered), (None, None));
    }

    async fn nothing_is_written_about_somebody_who_was_erased_meanwhile(mut world) {
        a_monday(&mut world).await;
        world.app.erase_now(None, id("ines")).await.unwrap();
        let by = Author::Staff(alex());
        assert!(world.app.open_case(id("ines"), None, by, alex(), None).await.is_err());
        assert!(world.app.schedule(id("ines"), alex(), &later("à demain", oclock(22, 8))).await.is_err());
        assert_eq!(world.app.store.cases_of(id("ines")).await.unwrap(), []);
        assert_eq!(world.app.store.scheduled_for(id("ines")).await.unwrap(), []);
        world.round(oclock(22, 8)).await;
        assert!(world.app.store.facts_of(id("ines")).await.unwrap().is_empty());
    }

    async fn a_thank_you_is_read_with_one_tap_and_waits_for_nothing(mut world) {
        a_monday(&mut world).await;
        world.app.ask(id("ines"), "merci, à jeudi").await.unwrap();
        let mut alex = signed_in(&world).await;
        let page = alex.get("/today").await;
        let forms = page.forms(&format!("/students/{}/contact", id("ines")));
        let page = alex.submit(&forms[0], &[("outcome", "read")]).await;
        page.says(&["lu, rien n'attend de réponse"]);
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!((contact.question(), contact.unanswered, contact.last), (None, None, None));
        let mut phone = Site::open(&world).await.browser();
        let own = phone.get(&link(&world).await).await;
        assert!(!own.text().contains("répond à votre question"), "{}", own.text());
        // A slip of the finger.
        alex.submit(&page.form("/undo"), &[]).await;
        let contact = world.standing("ines").await.journey.contact;
        assert!(contact.question().is_some() && contact.unanswered.is_some());
        let (by, read) = (StaffId::derive("alex"), world.now());
        world.app.needs_no_answer(id("ines"), by, read).await.unwrap();
        world.until(oclock(23, 10)).await;
        assert!(!world.ringing("ines").await.contains(&"question-due".to_owned()));
    }

    async fn what_was_not_read_still_waits(mut world) {
        a_monday(&mut world).await;
        world.app.ask(id("ines"), "merci").await.unwrap();
        let read = world.now();
        world.until(oclock(21, 11)).await;
        world.app.ask(id("ines"), "au fait, mon dossier ?").await.unwrap();
        world.app.needs_no_answer(id("ines"), alex(), read).await.unwrap();
        let contact = world.standing("ines").await.journey.contact;
        assert_eq!(contact.question().map(|open| open.at), Some(oclock(21, 11)));
        let nothing = world.app.needs_no_answer(id("ines"), alex(), read).await;
        assert!(matches!(nothing, Err(Error::Refused(Refusal::NoSuchMessage))));
    }

    async fn two_who_write_at_once_both_stay(mut world) {
        a_monday(&mut world).await;
        let site = Site::open(&world).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        account(&world, "boss", Role::Manager, None).await;
        let mut alex = site.signed_in("alex").await;
        let mut boss = site.signed_in("boss").await;
        let path = thread();
        let (one, two) = (
            [("way", "message"), ("text", "de la part d'Alex"), ("send", "now")],
            [("way", "message"), ("text", "de la direction"), ("send", "now")],
        );
        tokio::join!(alex.post(&path, &one), boss.post(&path, &two));
        let mut all = sent(&world).await;
        all.sort();
        assert_eq!(all, ["de la direction", "de la part d'Alex"]);
    }

    async fn promises_are_heard_while_one_types(mut world) {
        a_monday(&mut world).await;
        let mut alex = signed_in(&world).await;
        let chips = alex.post(&heard(), &[("text", "I'll call you on Thursday <b>")]).await;
        assert!(chips.html.contains("name=\"promised1\""), "{}", chips.html);
        assert!(chips.text().contains("jeudi 25 septembre à 18 h"), "{}", chips.text());
        assert!(!chips.html.contains("<b>"), "{}", chips.html);
        let none = alex.post(&heard(), &[("text", "je ne te rappelle pas")]).await;
        assert_eq!(none.html.trim(), "");
    }

    async fn of_a_message_for_later_days_are_counted_from_when_it_leaves(mut world) {
        a_monday(&mut world).await;
        let mut alex = signed_in(&world).await;
        let mut chips = async |text: &str, send_at: &str| {
            let typed = [("text", text), ("send_at", send_at)];
            alex.post(&heard(), &typed).await.text()
        };
        let later = chips("je te rappelle demain", "2025-09-25T09:00").await;
        assert!(later.contains("vendredi 26 septembre à 18 h"), "{later}");
        let open = chips("je te rappelle", "2025-09-25T09:00").await;
        assert!(open.contains("vendredi 26 septembre"), "{open}");
        assert!(!open.contains("23 septembre") && !open.contains("25 septembre"), "{open}");
        // While it is being chosen, and of what is over: from now.
        for half in ["", "2025-09", "2025-09-01T09:00"] {
            let now = chips("je te rappelle demain", half).await;
            assert!(now.contains("mardi 23 septembre à 18 h"), "{half}: {now}");
        }
        let page = alex.get(&thread()).await;
        assert!(page.html.contains(&format!("data-heard=\"{}\"", heard())), "{}", page.html);
    }
}
