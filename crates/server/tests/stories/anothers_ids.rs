//! Ids of another student, sent to one's own address: nothing is found there.

use vigie_domain::access::{Right, Role};
use vigie_domain::case::{Author, Doer, Event};
use vigie_domain::fact::{Kind, SessionBooked};
use vigie_domain::ids::{CaseId, Ref, StaffId};
use vigie_domain::ours::Cause;
use vigie_domain::time::{DAY, Span};
use vigie_server::app::case::Change;
use vigie_server::app::contact::{Marks, NewContact, Outcome};
use vigie_server::app::link::Holder;
use vigie_server::app::scheduled::Later;
use vigie_server::app::written::Written;
use vigie_server::web::routes::{ROUTES, Route, SLOW_ROUTES};

use crate::support::browser::{Site, account, student_account};
use crate::support::everything::everything;
use crate::support::world::{enrolment, id};
use crate::support::{World, day, oclock, on_both, student};

/// Tables that say who was here, not what became of anybody.
const OF_VISITS: [&str; 4] = ["sessions", "audit", "audit_heads", "personal_links"];

/// Routes about somebody whose forms name nothing that has an id of its own.
const WITHOUT_IDS: [&str; 24] = [
    "/l/{token}/risk",
    "/l/{token}/room",
    "/l/{token}/say",
    "/mentors/{staff}/link",
    "/mentors/{staff}/links",
    "/me/back",
    "/me/case",
    "/me/leave",
    "/me/risk",
    "/me/room",
    "/me/say",
    "/me/wishes",
    "/students/{student}/promises/heard",
    "/students/{student}/cases",
    "/students/{student}/contact",
    "/students/{student}/conversation",
    "/students/{student}/invite",
    "/students/{student}/link",
    "/students/{student}/messages",
    "/students/{student}/relay",
    "/students/{student}/risk",
    "/students/{student}/sensitive",
    "/today/back",
    "/enter/{token}",
];

/// Everything of Omar's that has an id of its own.
struct Omars {
    promise: String,
    message: String,
    /// What the school owes him, for a mentor and for the team.
    contacts: [String; 2],
    case: CaseId,
    job: String,
    disputed: String,
    said: String,
    session: String,
    /// What was just written, as it is taken back.
    undo: String,
}

async fn fact(world: &World, name: &str, kind: Kind) -> String {
    let facts = world.app.store.facts_of(id(name)).await.unwrap();
    facts.iter().rfind(|fact| fact.kind() == kind).unwrap().id.to_string()
}

fn spelt(written: &[Written]) -> String {
    let one = |one: &Written| format!("{}:{}", one.kind.name(), one.own_id);
    written.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Inès is a student of Alex and Karim, Omar one of Billie and Lena.
async fn two_students(world: &mut World) -> Omars {
    for (name, advisor, mentor, session) in
        [("ines", "alex", "karim", 1), ("omar", "billie", "lena", 2)]
    {
        let by = StaffId::derive(mentor);
        let booked = SessionBooked { session: Ref(session), mentor: by, at: oclock(1, 14) };
        let tale = student(name)
            .enrols("web", day(0))
            .advised_by(advisor, oclock(0, 8))
            .mentored_by(mentor, oclock(0, 9))
            .lived(oclock(0, 10), booked)
            .promised(&format!("rappeler {name}"), oclock(2, 9), day(9))
            .hired(oclock(2, 10), day(30));
        world.app.clock.set(day(0));
        world.lives(tale).await;
        student_account(world, name, id(name)).await;
    }
    world.until(oclock(3, 9)).await;
    for (name, role) in [("alex", Role::Advisor), ("karim", Role::Mentor)] {
        account(world, name, role, Some(name)).await;
    }
    account(world, "direction", Role::Manager, None).await;

    let (app, omar, billie) = (&world.app, id("omar"), StaffId::derive("billie"));
    let mut undo = String::new();
    for cause in [Cause::Mentoring, Cause::Project] {
        let contact = NewContact {
            by: billie,
            note: Some("à garder".to_owned()),
            marks: Marks { ours: Some(cause), ..Marks::default() },
            ..world.contact("omar", Outcome::Spoke)
        };
        undo = spelt(&app.add_contact(contact).await.unwrap());
        app.clock.set(world.now() + Span(60));
    }
    let lena = StaffId::derive("lena");
    let for_lena = app.store.ours_of_mentor(lena, day(0)).await.unwrap();
    let open = app.store.open_ours().await.unwrap();
    let for_us = open.iter().find(|row| row.mentor.is_none()).unwrap();
    let contacts = [for_lena[0].contact.to_string(), for_us.contact.to_string()];
    let case = app.open_case(omar, None, Author::Staff(billie), billie, None).await.unwrap();
    for (seen, who) in [(1, Doer::Student), (2, Doer::Staff(billie))] {
        let event = Event::StepAgreed { what: "lire".into(), who, due: world.now() };
        let change = Change { student: omar, case, seen, by: Author::Staff(billie), event };
        app.change_case(change).await.unwrap();
    }
    let (send_at, follow_up_at) = (world.now() + DAY, None);
    let (words, promises) = ("à demain".to_owned(), Vec::new());
    let later = Later { words, send_at, follow_up_at, promises };
    let message = app.schedule(omar, billie, &later).await.unwrap().to_string();
    app.say(omar, "je suis perdu dans le projet 3").await.unwrap();
    Omars {
        promise: Ref::derive("rappeler omar").0.to_string(),
        message,
        contacts,
        case,
        job: fact(world, "omar", Kind::Hired).await,
        disputed: fact(world, "omar", Kind::SessionBooked).await,
        said: fact(world, "omar", Kind::MessageIn).await,
        session: "2".to_owned(),
        undo,
    }
}

/// Who tries, where, and with what.
type Try<'t> = (&'t str, String, Vec<(&'t str, &'t str)>);

/// Every route that changes something and is open to somebody for their own
/// students, or for themself.
fn about_somebody() -> impl Iterator<Item = &'static Route> {
    let own = [Right::Follow, Right::Portal, Right::Link, Right::TakeOver];
    let all = ROUTES.iter().chain(SLOW_ROUTES).filter(|route| route.method == "post");
    all.filter(move |route| own.contains(&route.right) || route.path.contains("{student}"))
}

/// Is this an address of the route?
fn fits(route: &str, address: &str) -> bool {
    let (mut parts, mut given) = (route.split('/'), address.split('/'));
    loop {
        match (parts.next(), given.next()) {
            (None, None) => return true,
            (Some(part), Some(given)) if part == given || part.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// Every row about either of them.
async fn rows(world: &World) -> Vec<(String, String)> {
    let mut all = everything(&world.url).await;
    let spelt =
        ["ines", "omar"].map(|name| [id(name).0.simple().to_string(), id(name).to_string()]);
    let about = |row: &str| {
        let row = row.to_lowercase();
        spelt.as_flattened().iter().any(|one| row.contains(one))
    };
    all.retain(|(table, row)| !OF_VISITS.contains(&table.as_str()) && about(row));
    all.sort();
    all
}

fn every_form_is_tried(tried: &[Try<'_>]) {
    let mut untried: Vec<&str> = about_somebody()
        .filter(|route| !tried.iter().any(|(_, path, _)| fits(route.path, path)))
        .map(|route| route.path)
        .collect();
    let mut without = WITHOUT_IDS.to_vec();
    untried.sort_unstable();
    without.sort_unstable();
    assert_eq!(untried, without, "a form of these may name what is somebody else's: try it");
}

/// What was not refused, or changed something.
async fn opened(world: &World, site: &Site, tried: Vec<Try<'_>>) -> Vec<String> {
    let mut people = Vec::new();
    for name in ["alex", "direction", "ines", "karim"] {
        people.push((name, site.signed_in(name).await));
    }
    let before = rows(world).await;
    let mut opened = Vec::new();
    for (who, path, fields) in tried {
        let (_, browser) = people.iter_mut().find(|(name, _)| *name == who).unwrap();
        let page = browser.post(&path, &fields).await;
        // A question that is asked no more: one's own page, as it was.
        let refused = matches!(page.status, 403 | 404 | 409 | 422)
            || path.ends_with("/settled") && page.status == 200;
        if !refused || rows(world).await != before {
            opened.push(format!("{who} at {path} with {fields:?}: {}", page.status));
        }
    }
    opened
}

on_both! {
    async fn what_is_omars_is_not_found_at_ines(mut world) {
        let his = Box::pin(two_students(&mut world)).await;
        let site = Site::open(&world).await;
        // He says himself that something is wrong, and is right.
        let mut omar = site.signed_in("omar").await;
        let wrong = [("fact", his.disputed.as_str()), ("text", "jamais eu lieu")];
        assert_eq!(omar.post("/me/wrong", &wrong).await.status, 200);

        let links = world.app.links().await.unwrap();
        let until = world.now() + Span::days(9);
        let link = |holder| format!("/l/{}", links.issue(holder, until));
        let her_link = link(Holder::Student(id("ines")));
        let mentors_link = link(Holder::Mentor(StaffId::derive("karim")));
        let at = |rest: &str| format!("/students/{}{rest}", id("ines"));
        let own = |rest: &str| format!("{her_link}{rest}");
        let mentors = |rest: &str| format!("{mentors_link}{rest}");
        let due = (world.now() + DAY).0.to_string();
        // His opens until another second than any of hers.
        let until = until + Span(1);
        world.app.give_link(None, Holder::Student(id("omar")), until).await.unwrap();
        let his_link = until.0.to_string();
        let (omar_id, ines_id) = (id("omar").to_string(), id("ines").to_string());
        let (his_own, her_own) =
            (enrolment("omar", "web").to_string(), enrolment("ines", "web").to_string());
        let case = his.case.to_string();
        let [for_lena, for_us] = &his.contacts;
        let owed = |contact: &str, act: &str| format!("/obstacles/{ines_id}/{contact}/{act}");
        let alex_id = StaffId::derive("alex").to_string();

        let undo = ("facts", his.undo.as_str());
        let settled = [("case", case.as_str()), ("settled", "yes")];
        let job = ("fact", his.job.as_str());
        let send_at = ("send_at", "2026-01-05T09:00");
        let reply = ("contact", for_lena.as_str());
        let session = ("session", his.session.as_str());
        let (of_him, of_her) = (("student", omar_id.as_str()), ("student", ines_id.as_str()));
        let (in_his, in_hers) = (("enrolment", his_own.as_str()), ("enrolment", her_own.as_str()));
        let x = ("text", "x");
        let (step, first, done) = (("case", case.as_str()), ("step", "1"), ("act", "done"));
        let held = ("outcome", "held");
        let date = ("at", "2025-10-01T18:00");
        let tried: Vec<Try<'_>> = vec![
            ("alex", at(&format!("/promises/{}/keep", his.promise)), vec![]),
            ("alex", at(&format!("/scheduled/{}", his.message)), vec![("act", "cancel")]),
            ("alex", at(&format!("/scheduled/{}", his.message)), vec![("act", "undo")]),
            ("alex", at(&format!("/scheduled/{}", his.message)), vec![("act", "change"), ("seen", "1"), x, send_at]),
            ("alex", at(&format!("/cases/{case}")), vec![("seen", "1"), ("act", "note"), x]),
            ("alex", at("/celebrations"), vec![job, ("how", "elsewhere"), x]),
            ("alex", at("/disputes"), vec![("fact", his.disputed.as_str()), x]),
            ("alex", at("/needs"), vec![("message", his.said.as_str()), ("need", "help"), ("right", "yes")]),
            ("alex", at("/needs"), vec![("message", his.said.as_str()), ("need", "help"), ("right", "no")]),
            ("alex", at("/undo"), vec![undo]),
            ("alex", at("/links"), vec![("link", his_link.as_str())]),
            ("alex", at("/promises"), vec![("words", "x"), ("due", due.as_str()), ("message", his.message.as_str())]),
            ("direction", owed(for_us, "owner"), vec![("owner", alex_id.as_str())]),
            ("direction", owed(for_us, "answer"), vec![("answer", "x")]),
            ("direction", owed(for_lena, "owner"), vec![("owner", alex_id.as_str())]),
            ("ines", "/me/settled".to_owned(), settled.to_vec()),
            ("ines", "/me/wrong".to_owned(), vec![("fact", his.said.as_str()), x]),
            ("ines", "/me/named".to_owned(), vec![job, ("agree", "yes")]),
            ("ines", "/me/kudos".to_owned(), vec![of_him, job, x]),
            ("ines", "/me/kudos".to_owned(), vec![of_her, job, x]),
            ("ines", "/me/undo".to_owned(), vec![undo]),
            ("ines", "/me/reply".to_owned(), vec![of_him, reply, x]),
            ("ines", own("/settled"), settled.to_vec()),
            ("ines", own("/undo"), vec![undo]),
            ("ines", own("/kudos"), vec![of_him, job, x]),
            ("ines", own("/kudos"), vec![of_her, job, x]),
            ("karim", mentors("/kudos"), vec![of_him, job, x]),
            ("ines", own("/step"), vec![of_him, step, first, done]),
            ("ines", "/me/step".to_owned(), vec![step, first, done]),
            ("karim", "/me/step".to_owned(), vec![of_him, step, first, done]),
            ("karim", mentors("/step"), vec![of_him, step, ("step", "2"), done]),
            ("karim", mentors("/step"), vec![of_her, step, ("step", "2"), done]),
            ("karim", "/me/session".to_owned(), vec![of_him, in_his, session, held]),
            ("karim", "/me/session".to_owned(), vec![of_her, in_hers, session, held]),
            ("karim", "/me/session".to_owned(), vec![of_her, in_his, session, held]),
            ("karim", "/me/date".to_owned(), vec![of_him, in_his, date]),
            ("karim", "/me/date".to_owned(), vec![of_her, in_his, date]),
            ("karim", "/me/concern".to_owned(), vec![of_him, x]),
            ("karim", "/me/kudos".to_owned(), vec![of_him, job, x]),
            ("karim", "/me/reply".to_owned(), vec![of_him, reply, x]),
            ("karim", "/me/reply".to_owned(), vec![of_her, reply, x]),
            ("karim", "/me/undo".to_owned(), vec![undo]),
            ("karim", "/me/undo".to_owned(), vec![of_him, undo]),
            ("karim", mentors("/session"), vec![of_her, in_hers, session, held]),
            ("karim", mentors("/concern"), vec![of_him, x]),
            ("karim", mentors("/date"), vec![of_her, in_his, date]),
            ("karim", mentors("/reply"), vec![of_her, reply, x]),
            ("karim", mentors("/undo"), vec![of_him, undo]),
        ];
        every_form_is_tried(&tried);
        let before = rows(&world).await;
        assert!(before.len() > 30, "{}", before.len());
        let found = opened(&world, &site, tried).await;
        assert!(found.is_empty(), "{}", found.join("\n"));
        // The same ids at his own address are found.
        world.app.keep_promise(id("omar"), Ref(his.promise.parse().unwrap())).await.unwrap();
        assert_ne!(rows(&world).await, before);
    }
}
