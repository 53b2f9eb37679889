//! Whatever somebody types, in any field of any page, is shown as it was typed
//! and never run; nor is any name that came from elsewhere.

use std::collections::BTreeSet;

use vigie_domain::access::Role;
use vigie_domain::case::Author;
use vigie_domain::directory::{Item, Programme, Staff, Student};
use vigie_domain::fact::{DefenceScheduled, Diploma, Kind, Role as Part, SessionBooked, WorkKind};
use vigie_domain::ids::{CaseId, Ref, StaffId};
use vigie_domain::time::Span;
use vigie_server::app::account::NewUser;
use vigie_server::app::link::Holder;
use vigie_server::web::routes::ROUTES;
use vigie_store::directory::NewStudent;

use crate::support::browser::{Page, Site, account, nobody, student_account};
use crate::support::crawler::{Crowd, beginnings, hostile};
use crate::support::learned;
use crate::support::world::{SOURCE, id};
use crate::support::{Tale, World, day, fields, oclock, on_both, student};

/// Text that no page shows again once it was sent.
const NEVER_SHOWN: [&str; 6] = [
    // A code is used up, or wrong.
    "account_factor.html: code",
    "login_code.html: code",
    // An address that is none is refused in words.
    "invite_form.html: email",
    // Going back needs a model, and is kept in the record of what was done.
    "risk.html: reason",
    // Refused in words, and offered as a slider otherwise.
    "indicator_builder.html: b.{{ part.n }}.word",
    "indicator_edit.html: t.{{ n }}.name",
];

/// These are shown only beside a model.
const BESIDE_A_MODEL: [&str; 2] = ["risk.html: reason", "risk.html: reason #2"];

/// Routes that answer with something else than a page, or only on the way.
const NO_PAGES: [&str; 12] = [
    "/",
    "/api/v1/health",
    "/assets/{version}/{*name}",
    "/events",
    "/friday.csv",
    "/indicators/{id}/file",
    "/students.csv",
    "/today.csv",
    "/workbench/catalogue.json",
    // Between a password and a code.
    "/login/code",
    // Parts of pages, which a script asks for.
    "/indicators/{id}/dry-run/progress",
    "/today/call/{student}",
];

/// Names that come from elsewhere, by what they name.
const NAMES: [&str; 11] = [
    "given name",
    "family name",
    "telephone",
    "address",
    "dream",
    "hours",
    "advisor",
    "mentor",
    "way",
    "programme",
    "project",
];

/// A name that is meant to be run.
fn named(what: &str) -> String {
    let place = NAMES.iter().position(|known| *known == what).unwrap();
    hostile(900 + place)
}

/// She works five days a week from day `from` to day `to`.
fn works(name: &str, from: i64, to: i64) -> Tale {
    let days = (from..to).filter(|day| day.rem_euclid(7) < 5);
    days.fold(student(name).studying("web"), |tale, n| tale.worked(day(n + 1), 40))
}

/// Anna is asked whether all is settled, Bruno has a diploma and a job, Cléo
/// waits for a session: every name about them is hostile.
async fn a_hostile_school(world: &mut World) -> CaseId {
    let (app, alex) = (&world.app, StaffId::derive("alex"));
    let staff = |external: &str, role, what: &str| Staff {
        external: external.into(),
        name: named(what),
        role,
        way: Some(named("way")),
        capacity: None,
    };
    let team = [staff("alex", Part::Advisor, "advisor"), staff("karim", Part::Mentor, "mentor")];
    let item = Item { key: "p1".into(), title: named("project"), kind: WorkKind::Project };
    let web = Programme { key: "web".into(), title: named("programme"), items: vec![item] };
    let mut tx = app.store.begin().await.unwrap();
    tx.put_staff(&team).await.unwrap();
    tx.put_programmes(&[web]).await.unwrap();
    tx.commit().await.unwrap();

    let begins = |name| student(name).enrols("web", day(0)).advised_by("alex", oclock(0, 9));
    let diploma = Diploma { programme: "web".into(), guarantee_until: None };
    let bruno = begins("bruno").mentored_by("karim", oclock(0, 10)).lived(oclock(18, 9), diploma);
    let by = StaffId::derive("karim");
    let booked = SessionBooked { session: Ref(10), mentor: by, at: oclock(10, 14) };
    let defence = DefenceScheduled { defence: Ref(11), item: "p1".into(), at: oclock(40, 14) };
    let cleo = begins("cleo").mentored_by("karim", oclock(0, 10)).lived(oclock(4, 9), booked);
    let cleo = cleo.lived(oclock(5, 9), defence);
    for tale in [bruno.hired(oclock(19, 10), day(50)), cleo, begins("dora")] {
        world.app.clock.set(day(0));
        world.lives(tale).await;
    }
    world.app.clock.set(day(0));
    let anna = begins("anna").mentored_by("karim", oclock(0, 10));
    world.lives(anna.spoke_with("alex", oclock(2, 9))).await;
    let by = Author::Staff(alex);
    let case = world.app.open_case(id("anna"), None, by, alex, None).await.unwrap();
    world.lives(works("anna", 2, 20)).await;
    world.round(oclock(21, 9)).await;
    world.until(oclock(22, 9)).await;
    for name in ["anna", "bruno", "cleo", "dora"] {
        let student = Student {
            external: name.into(),
            given_name: named("given name"),
            family_name: named("family name"),
            email: Some(named("address")),
            phone: Some(named("telephone")),
            dream_job: Some(named("dream")),
            good_hours: Some(named("hours")),
            ..Student::default()
        };
        let new = NewStudent { proposed: id(name), source: SOURCE.into(), student };
        let mut tx = world.app.store.begin().await.unwrap();
        tx.put_students(&[new]).await.unwrap();
        tx.commit().await.unwrap();
    }
    for name in ["anna", "bruno", "cleo"] {
        student_account(world, name, id(name)).await;
    }
    account(world, "alex", Role::Advisor, Some("alex")).await;
    account(world, "karim", Role::Mentor, Some("karim")).await;
    account(world, "direction", Role::Manager, None).await;
    account(world, "clefs", Role::Admin, None).await;
    case
}

/// Where a person's page is.
fn of(name: &str, rest: &str) -> String {
    format!("/students/{}{rest}", id(name))
}

/// The last fact of a kind, as forms name it.
async fn last(world: &World, name: &str, kind: Kind) -> String {
    let facts = world.app.store.facts_of(id(name)).await.unwrap();
    facts.iter().rfind(|fact| fact.kind() == kind).unwrap().id.to_string()
}

/// What a case's forms say that their page showed.
fn seen(page: &Page) -> String {
    page.html.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn students_type(world: &World, crowd: &mut Crowd, case: CaseId) {
    let settled = [("case", &*case.to_string()), ("settled", "no")];
    crowd.types("anna", &["link_student.html: text"], "/me/settled", &settled).await;
    let wrong = [("reason", "no-session")];
    crowd.types("cleo", &["me_reasons.html: text"], "/me/wrong", &wrong).await;
    let fact = last(world, "cleo", Kind::Enrolled).await;
    crowd.types("cleo", &["me_seen.html: text"], "/me/wrong", &[("fact", &fact)]).await;
    let said = [("say", "text")];
    crowd.types("cleo", &["link_student.html: text #2"], "/me/say", &said).await;
    let job = [("say", "job"), ("contract", "permanent"), ("starts", "2025-12-01")];
    crowd.types("cleo", &["link_student.html: company"], "/me/say", &job).await;
    let job = [("say", "job"), ("contract", "permanent"), ("company", "x")];
    crowd.types("cleo", &["link_student.html: starts"], "/me/say", &job).await;
    let dates = ["link_student.html: from", "link_student.html: until"];
    crowd.types("cleo", &dates, "/me/leave", &[]).await;
    let until = [("until", "2025-12-01")];
    crowd.types("cleo", &["link_student.html: text #3"], "/me/leave", &until).await;
    crowd.types("cleo", &["link_student.html: text #4"], "/me/case", &[]).await;
    crowd.types("cleo", &["link_student.html: hours"], "/me/wishes", &[("channel", "")]).await;
    let news = world.app.own_news(id("bruno")).await.unwrap();
    for one in &news {
        let named = [("fact", &*one.fact.id.to_string()), ("agree", "yes")];
        assert_eq!(crowd.browser("bruno").post("/me/named", &named).await.status, 200);
    }
    let (student, fact) = (id("bruno").to_string(), news[0].fact.id.to_string());
    let about = [("student", &*student), ("fact", &fact)];
    crowd.types("karim", &["me_news.html: text"], "/me/kudos", &about).await;
}

async fn advisors_type(world: &World, crowd: &mut Crowd, case: CaseId) {
    let contact = of("cleo", "/contact");
    let spoke = [("outcome", "spoke"), ("ours", "mentoring"), ("promise_due", "2025-10-01")];
    let words = ["gesture.html: note", "gesture.html: promise"];
    crowd.types("alex", &words, &contact, &spoke).await;
    let dates =
        ["gesture.html: promise_due", "gesture.html: until", "promise_chips.html: promised_on"];
    crowd.types("alex", &dates, &contact, &[("outcome", "later"), ("promise", "x")]).await;
    let pasted = [("channel", "email")];
    let message = "person_timeline.html: text";
    crowd.types("alex", &[message], &of("cleo", "/messages"), &pasted).await;
    crowd.types("alex", &["person_timeline.html: at"], &of("cleo", "/messages"), &pasted).await;
    let fact = last(world, "cleo", Kind::Enrolled).await;
    let answer = "person_timeline.html: text #2";
    crowd.types("alex", &[answer], &of("cleo", "/disputes"), &[("fact", &fact)]).await;
    let fact = world.app.own_news(id("bruno")).await.unwrap()[0].fact.id.to_string();
    let joy = [("how", "page"), ("fact", &*fact)];
    let joys = of("bruno", "/celebrations");
    crowd.types("alex", &["celebrations.html: text"], &joys, &joy).await;
    crowd.types("alex", &["invite_form.html: email"], &of("dora", "/invite"), &[]).await;

    let talk = of("anna", "/conversation");
    let now = [("way", "message"), ("send", "now")];
    crowd.types("alex", &["conversation.html: text"], &talk, &now).await;
    let dates = ["conversation.html: follow_up", "conversation.html: send_at"];
    let later = [("way", "message"), ("send", "later"), ("text", "x")];
    crowd.types("alex", &dates, &talk, &later).await;
    let monday = [&later[..], &[("send_at", "2026-01-05T09:00")]].concat();
    let page = crowd.browser("alex").post(&talk, &monday).await;
    let message = page.html.split("/scheduled/").nth(1).unwrap().split('"').next().unwrap();
    let place = of("anna", &format!("/scheduled/{message}"));
    let version = page.forms(&format!("/scheduled/{message}"))[0].hidden("seen").to_owned();
    let change = [("act", "change"), ("seen", &*version), ("send_at", "2026-01-05T09:00")];
    crowd.types("alex", &["conversation.html: text #2"], &place, &change).await;
    let change = [("act", "change"), ("seen", &*version), ("text", "x")];
    crowd.types("alex", &["conversation.html: send_at #2"], &place, &change).await;
    // Whoever is followed was heard: only then may it end.
    crowd.browser("alex").post(&of("anna", "/contact"), &[("outcome", "spoke")]).await;
    case_fields(crowd, &of("anna", &format!("/cases/{case}"))).await;
    let asked = [("students.html: q", "/students"), ("today.html: hours", "/today")];
    for (key, path) in asked {
        crowd.asks("alex", key, path).await;
    }
}

async fn case_fields(crowd: &mut Crowd, place: &str) {
    for (key, act, beside) in [
        ("case.html: text", "step", [("due", "2025-10-01"), ("who", "")]),
        ("case.html: due", "step", [("text", "x"), ("who", "")]),
        ("case.html: text #2", "note", [("sight", "team"), ("who", "")]),
        ("case.html: text #2", "goal", [("sight", "team"), ("who", "")]),
        ("case.html: due #2", "close", [("reason", "job"), ("who", "")]),
    ] {
        let seen = seen(&crowd.browser("alex").get(place).await);
        let beside = [&beside[..], &[("act", act), ("seen", &seen)]].concat();
        crowd.types("alex", &[key], place, &beside).await;
        // Shown again beside what happened meanwhile.
        let late = [&beside[..2], &[("act", act), ("seen", "1")]].concat();
        crowd.types("alex", &[key], place, &late).await;
    }
    let open = seen(&crowd.browser("alex").get(place).await);
    let over = [("act", "close"), ("reason", "stopped_well"), ("seen", &*open)];
    let closed = seen(&crowd.browser("alex").post(place, &over).await);
    let again = [("act", "reopen"), ("seen", &*closed)];
    crowd.types("alex", &["case.html: text #3"], place, &again).await;
}

async fn mentors_type(crowd: &mut Crowd) {
    let cleo = id("cleo").to_string();
    let page = crowd.browser("karim").get("/me").await;
    let reply = page.form("/me/reply");
    let about = [("student", reply.hidden("student")), ("contact", reply.hidden("contact"))];
    crowd.types("karim", &["link_mentor.html: text"], "/me/reply", &about).await;
    let enrolment = page.forms("/me/date")[0].hidden("enrolment").to_owned();
    let booked = [("student", &*cleo), ("enrolment", &enrolment)];
    crowd.types("karim", &["link_mentor.html: at"], "/me/date", &booked).await;
    let unplanned = [&booked[..], &[("outcome", "held")]].concat();
    crowd.types("karim", &["link_mentor.html: at #2"], "/me/session", &unplanned).await;
    let worry = page.form("/me/concern");
    let worry = [("student", worry.hidden("student"))];
    let told = crowd.types("karim", &["link_mentor.html: text #2"], "/me/concern", &worry).await;
    assert_eq!(told.status, 200, "{}", told.text());
    let room = ["link_mentor.html: more", "link_mentor.html: from", "link_mentor.html: until"];
    crowd.types("karim", &room, "/me/room", &[]).await;
}

async fn managers_type(crowd: &mut Crowd) {
    let page = crowd.browser("direction").get("/obstacles").await;
    let alex = StaffId::derive("alex").to_string();
    let owner = page.form("/owner");
    crowd.browser("direction").submit(&owner, &[("owner", &alex)]).await;
    let answer = page.form("/answer").action().to_owned();
    crowd.types("direction", &["obstacles.html: answer"], &answer, &[]).await;
    let reason = [("because", "x")];
    crowd.types("direction", &["erasures.html: external"], "/erasures", &reason).await;
    let whom = [("external", "dora")];
    crowd.types("direction", &["erasures.html: because"], "/erasures", &whom).await;
    let dates = ["caseload.html: from", "caseload.html: until"];
    let billie = StaffId::derive("billie").to_string();
    let away = [("staff", &*alex), ("stand_in", &*billie)];
    crowd.types("direction", &dates, "/caseload/absences", &away).await;
    let away = [&away[..], &[("from", "2025-10-20"), ("until", "2025-10-24")]].concat();
    let page = crowd.browser("direction").post("/caseload/absences", &away).await;
    assert_eq!(page.status, 200);
    let absence = page.html.split("href=\"/caseload/absences/").nth(1).unwrap();
    let change = format!("/caseload/absences/{}/change", absence.split('"').next().unwrap());
    let still = [("seen", "1"), ("stand_in", &*billie)];
    crowd.types("direction", &["caseload_split.html: until"], &change, &still).await;
    let why = ["person_sensitive_why.html: reason"];
    crowd.types("direction", &why, &of("cleo", "/sensitive"), &[]).await;
    crowd.asks("direction", "caseload.html: percent", "/caseload").await;
    crowd.asks("clefs", "accounts.html: q", "/accounts").await;
    let no_points = [("reason", "x")];
    crowd.types("direction", &["risk.html: points"], "/risk/weigh", &no_points).await;
    let points = [("points", "2")];
    crowd.types("direction", &["risk.html: reason #3"], "/risk/weigh", &points).await;
}

async fn indicators_type(crowd: &mut Crowd) {
    let place = "/indicators/leave-ending";
    let version = [("version", "1")];
    let reason = ["indicator.html: reason #2"];
    crowd.types("direction", &reason, &format!("{place}/retire"), &version).await;
    let reason = ["indicator.html: reason"];
    crowd.types("direction", &reason, &format!("{place}/publish"), &version).await;
    let trial = [
        "indicator_dry_run.html: horizon",
        "indicator_dry_run.html: from",
        "indicator_dry_run.html: to",
    ];
    crowd.types("direction", &trial, "/indicators/no-session/dry-run", &[]).await;

    let written: Vec<String> = fields::all().into_iter().map(|field| field.key).collect();
    let written: Vec<&str> = written.iter().map(String::as_str).collect();
    let own = |file: &str, but: &[&str]| -> Vec<&str> {
        let own = written.iter().filter(|key| key.starts_with(file));
        own.copied().filter(|key| !but.iter().any(|end| key.ends_with(end))).collect()
    };
    let check = [("do", "check")];
    let all = own("indicator_edit.html", &[": file", ": reason"]);
    crowd.types("direction", &all, "/workbench", &check).await;
    for part in ["check", "preview"] {
        crowd.types("direction", &all, &format!("/workbench/{part}"), &[("draw", "1")]).await;
    }
    let file = [("do", "file")];
    crowd.types("direction", &["indicator_edit.html: file"], "/workbench", &file).await;
    // A line of the builder between two amounts, and one with a word.
    let rows = [
        ("do", "build"),
        ("b.0.join", "all"),
        ("b.0.depth", "0"),
        ("b.1.depth", "1"),
        ("b.1.subject", "days_since_session"),
        ("b.1.is", "between"),
    ];
    let amounts = own("indicator_builder.html", &[".word"]);
    crowd.types("direction", &amounts, "/workbench", &rows).await;
    let word = [&rows[..4], &[("b.1.subject", "programme"), ("b.1.is", "is")]].concat();
    crowd
        .types("direction", &["indicator_builder.html: b.{{ part.n }}.word"], "/workbench", &word)
        .await;
    // One that is kept, in force, and rings for everybody.
    let kept = [
        ("do", "save"),
        ("number", "99"),
        ("severity", "watch"),
        ("task", "check_in"),
        ("condition", "days_unseen > 1 d"),
        ("fr_wording", "Rien pour { $name }."),
        ("fr_proposals", "Dire bonjour.\nÉcouter."),
        ("en_proposals", "Say hello.\nListen."),
        ("en_name", "Nothing new"),
        ("en_wording", "Nothing for { $name }."),
    ];
    let named = ["indicator_edit.html: reason", "indicator_edit.html: {{ code }}_name"];
    let page = crowd.types("direction", &named, "/workbench", &kept).await;
    assert_eq!(page.path, "/indicators/nothing-new", "{}", page.text());
    let publish = [("version", "1"), ("reason", "x")];
    let page = crowd.browser("direction").post("/indicators/nothing-new/publish", &publish).await;
    assert_eq!(page.status, 200, "{}", page.text());
}

/// What one tries only so often, in a browser of its own.
async fn at_the_door(world: &World, crowd: &mut Crowd, invitation: &str) {
    let site = Site::open(world).await;
    let mut slow = Crowd::of(&site, &["alex"]).await;
    for (keys, path) in [
        (&["account.html: present", "account.html: next"][..], "/account/password"),
        (&["account.html: password #2"][..], "/account/second-factor"),
        (&["account.html: password"][..], "/account/second-factor/remove"),
        (&["account_factor.html: code"][..], "/account/second-factor/confirm"),
        (&["login.html: email", "login.html: password"][..], "/login"),
        (&["login_code.html: code"][..], "/login/code"),
        (&["invitation.html: password"][..], invitation),
    ] {
        slow.types("alex", keys, path, &[]).await;
    }
    assert_eq!(slow.unseen(), ["account_factor.html: code", "login_code.html: code"]);
    crowd.learns_from(slow);
}

on_both! {
    async fn what_is_typed_into_any_field_is_shown_and_never_run(mut world) {
        let case = a_hostile_school(&mut world).await;
        let site = Site::open(&world).await;
        let names = ["alex", "anna", "bruno", "cleo", "clefs", "direction", "karim"];
        let mut crowd = Crowd::of(&site, &names).await;
        students_type(&world, &mut crowd, case).await;
        advisors_type(&world, &mut crowd, case).await;
        mentors_type(&mut crowd).await;
        managers_type(&mut crowd).await;
        indicators_type(&mut crowd).await;
        let email = [("email", "dora@ailleurs.example")];
        let invited = crowd.browser("alex").post(&of("dora", "/invite"), &email).await;
        let (_, enter) = invited.html.split_once("/enter/").unwrap();
        let invitation = format!("/enter/{}", enter.split('"').next().unwrap());

        let links = world.app.links().await.unwrap();
        let link = |holder| format!("/l/{}", links.issue(holder, world.now() + Span::days(3)));
        let own = link(Holder::Student(id("cleo")));
        let given = crowd.browser("alex").post(&of("cleo", "/link"), &[]).await;
        assert_eq!(given.status, 200);
        let mentor = link(Holder::Mentor(StaffId::derive("karim")));
        let beside = ["/students?of=all", "/signals?all=1", "/today?hours=0", "/celebrations?all=1"];
        for (who, role) in [
            ("alex", Role::Advisor), ("direction", Role::Manager), ("clefs", Role::Admin),
            ("karim", Role::Mentor), ("anna", Role::Student), ("bruno", Role::Student),
            ("cleo", Role::Student),
        ] {
            let mut first = beginnings(role);
            first.extend(beside.map(str::to_owned));
            first.extend([of("cleo", "/risk"), of("cleo", "/sensitive")]);
            if who == "cleo" {
                let more = [own.clone(), format!("{own}/reads"), mentor.clone(), format!("{mentor}/news")];
                first.extend(more);
                first.push(invitation.clone());
            }
            crowd.crawls(who, &first).await;
        }
        crowd.comes("nobody", site.browser());
        crowd.crawls("nobody", &["/login".to_owned()]).await;
        at_the_door(&world, &mut crowd, &invitation).await;
        assert!(crowd.faults.is_empty(), "{}", crowd.faults.join("\n"));
        let beside = BTreeSet::from(BESIDE_A_MODEL);
        assert_eq!(crowd.untouched().into_iter().collect::<BTreeSet<_>>(), beside);
        let unseen = crowd.unseen();
        let unseen = unseen.iter().map(String::as_str).filter(|key| !NEVER_SHOWN.contains(key));
        assert_eq!(unseen.collect::<Vec<_>>(), Vec::<&str>::new(), "typed and shown nowhere");
        for (place, what) in NAMES.iter().enumerate() {
            assert!(crowd.saw(900 + place), "no page shows the {what}");
        }
        let pages = ROUTES.iter().filter(|route| route.method == "get").map(|route| route.path);
        let missed = pages.filter(|path| !NO_PAGES.contains(path) && !crowd.opened.contains(path));
        assert_eq!(missed.collect::<Vec<_>>(), Vec::<&str>::new(), "nobody opened these");
    }

    async fn what_is_typed_beside_a_model_is_shown_and_never_run(mut world) {
        learned::lived(&mut world).await;
        let made = learned::train(&world, vigie_risk::target::Target::Leave { days: 56 }).await;
        let user = NewUser { name: hostile(900), role: Role::Manager, ..nobody("direction") };
        world.app.add_user(user).await.unwrap();
        let site = Site::open(&world).await;
        let mut crowd = Crowd::of(&site, &["direction"]).await;
        let model = [("model", &*made.id)];
        let page = crowd.types("direction", &["risk.html: reason #2"], "/risk/approve", &model).await;
        assert_eq!((page.status, page.path.as_str()), (200, "/risk"));
        crowd.types("direction", &["risk.html: reason"], "/risk/back", &[]).await;
        for path in ["/risk", "/risk/reads", "/friday"] {
            let page = crowd.browser("direction").get(path).await;
            crowd.looks("direction", &page);
        }
        assert!(crowd.faults.is_empty(), "{}", crowd.faults.join("\n"));
        assert_eq!(crowd.unseen(), ["risk.html: reason"]);
    }
}
