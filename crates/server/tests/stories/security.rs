//! Somebody who means no good.

use std::net::IpAddr;

use vigie_domain::access::Role;
use vigie_domain::fact::Kind;
use vigie_domain::ids::StaffId;
use vigie_domain::time::Span;
use vigie_server::app::account::{NewUser, Password};
use vigie_server::app::link::Holder;
use vigie_server::app::sign_in::Entered;

use crate::support::browser::{Browser, Page, Site, account, lured, nobody};
use crate::support::team::one_each;
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// A name, a note, a message: whatever is typed may be this.
const EVIL: &str = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}";

async fn two_caseloads(world: &mut World) -> Site {
    one_each(world).await;
    Site::open(world).await
}

/// Whoever has that name types it on their own pages, and so does their mentor.
async fn own_pages(world: &World, site: &Site, alex: &mut Browser) -> Vec<Page> {
    let evil = NewUser { name: EVIL.to_owned(), student: Some(id(EVIL)), ..nobody("student") };
    world.app.add_user(evil).await.unwrap();
    account(world, "karim", Role::Mentor, Some("karim")).await;
    account(world, "direction", Role::Manager, None).await;
    let mut evil = site.signed_in("student").await;
    let facts = world.app.store.facts_of(id(EVIL)).await.unwrap();
    let enrolled = facts.iter().find(|fact| fact.payload.kind() == Kind::Enrolled).unwrap();
    let fact = enrolled.id.to_string();
    let typed: [(&str, &[(&str, &str)]); 4] = [
        ("/me/wrong", &[("fact", &fact), ("text", EVIL)]),
        ("/me/case", &[("text", EVIL)]),
        ("/me/leave", &[("until", "2025-12-01"), ("text", EVIL)]),
        ("/me/wishes", &[("hours", EVIL), ("channel", EVIL)]),
    ];
    let mut pages = Vec::new();
    for (path, fields) in typed {
        let page = evil.post(path, fields).await;
        assert_eq!(page.status, 200, "{path}");
        pages.push(page);
    }
    // What is wrong is shown again as it was typed.
    for (path, fields) in [
        ("/me/leave", [("until", EVIL), ("text", EVIL)]),
        ("/me/wishes", [("hours", &EVIL.repeat(9)), ("channel", "")]),
    ] {
        let page = evil.post(path, &fields).await;
        assert_eq!(page.status, 422, "{path}");
        pages.push(page);
    }
    pages.push(evil.get("/me").await);
    pages.push(evil.get("/me/seen").await);
    let invited = alex.post(&format!("/students/{}/invite", id(EVIL)), &[("email", EVIL)]).await;
    let mut teacher = site.signed_in("karim").await;
    let room = teacher.post("/me/room", &[("more", EVIL), ("from", EVIL), ("until", EVIL)]).await;
    // There is an account already: its address stays, whatever is typed.
    assert_eq!((invited.status, room.status), (200, 422));
    pages.extend([invited, room, teacher.get("/me").await]);
    pages.push(site.signed_in("direction").await.get("/mentors").await);
    pages
}

on_both! {
    async fn a_planted_session_is_not_the_one_that_is_signed_in(mut world) {
        let site = two_caseloads(&mut world).await;
        // One that the program itself gave, before anybody signed in…
        let mut attacker = site.signed_in("billie").await;
        let planted = attacker.cookies["vigie"].clone();
        attacker.post("/logout", &[]).await;
        // …or one made up.
        for planted in [planted, "AAAAAAAAAAAAAAAAAAAAAA".to_owned()] {
            let mut victim = site.browser();
            victim.cookies.insert("vigie".to_owned(), planted.clone());
            victim.signs_in("alex@ecole.example").await;
            assert_ne!(victim.cookies["vigie"], planted);
            assert_eq!(victim.get("/today").await.path, "/today");
            attacker.cookies.insert("vigie".to_owned(), planted);
            assert!(attacker.get("/today").await.path.starts_with("/login"));
        }
    }

    async fn a_session_that_was_signed_in_is_another_after_signing_in_again(mut world) {
        let site = two_caseloads(&mut world).await;
        let mut browser = site.signed_in("billie").await;
        let before = browser.cookies["vigie"].clone();
        browser.signs_in("alex@ecole.example").await;
        let mut attacker = site.browser();
        attacker.cookies.insert("vigie".to_owned(), before);
        assert!(attacker.get("/today").await.path.starts_with("/login"));
    }

    async fn a_form_on_somebody_elses_page_changes_nothing(mut world) {
        let site = two_caseloads(&mut world).await;
        let mut alex = site.signed_in("alex").await;
        let before = world.app.store.facts_of(id("ines")).await.unwrap().len();
        alex.stands = Some(lured());
        let ines = format!("/students/{}", id("ines"));
        let note = [("outcome", "note"), ("note", "x")];
        let tried = [
            alex.post(&format!("{ines}/contact"), &note).await.status,
            alex.post(&format!("{ines}/link"), &[]).await.status,
            alex.post("/account/sessions", &[("session", "others")]).await.status,
            alex.post("/logout", &[]).await.status,
        ];
        assert_eq!(tried, [403; 4]);
        alex.stands = None;
        assert_eq!(alex.get("/today").await.path, "/today");
        assert_eq!(world.app.store.facts_of(id("ines")).await.unwrap().len(), before);
    }

    async fn a_form_is_taken_only_where_a_browser_says_that_it_is_ours(mut world) {
        let site = two_caseloads(&mut world).await;
        let mut alex = site.signed_in("alex").await;
        let (host, port) = (alex.address(), alex.address().port());
        let ours = format!("http://{host}");
        let behind_a_proxy = format!("https://{host}");
        let another_port = format!("http://127.0.0.1:{}", if port > 9_000 { 9_000 } else { 9_001 });
        let (null, evil) = ("null", "http://evil.example");
        let taken: [(Option<&str>, Option<&'static str>); 7] = [
            (Some(&ours), Some("same-origin")),
            (None, Some("same-origin")),
            // A browser from before that header.
            (Some(&ours), None),
            (Some(&behind_a_proxy), None),
            // Typed or opened by the person themself.
            (Some(&ours), Some("none")),
            // The browser knows best where a form stands: a page without a
            // referrer has no name, and a proxy may call us by another one.
            (Some(null), Some("same-origin")),
            (Some("https://ecole.example"), Some("same-origin")),
        ];
        let refused: [(Option<&str>, Option<&'static str>); 13] = [
            (None, None),
            (Some(""), None),
            (None, Some("")),
            (Some(""), Some("")),
            (Some(null), None),
            (Some(evil), None),
            (Some(&another_port), None),
            (Some("127.0.0.1"), None),
            (Some(&ours), Some("cross-site")),
            (Some(&ours), Some("same-site")),
            (None, Some("cross-site")),
            (Some(&ours), Some("Same-Origin, cross-site")),
            (Some(null), Some("cross-site")),
        ];
        let contact = format!("/students/{}/contact", id("ines"));
        let both = taken.map(|one| (one, 200)).into_iter().chain(refused.map(|one| (one, 403)));
        for ((origin, site), status) in both {
            let before = world.app.store.facts_of(id("ines")).await.unwrap().len();
            alex.stands = Some((origin.map(str::to_owned), site));
            let page = alex.post(&contact, &[("outcome", "note"), ("note", "x")]).await;
            assert_eq!(page.status, status, "{origin:?} {site:?}");
            assert_eq!(page.text().contains("ne vient pas d'une page de Vigie"), status == 403);
            let after = world.app.store.facts_of(id("ines")).await.unwrap().len();
            assert_eq!(after > before, status == 200, "{origin:?} {site:?}");
        }
        // Reading asks for neither.
        alex.stands = Some((None, None));
        assert_eq!(alex.get("/today").await.path, "/today");
    }

    async fn nothing_leads_out_of_the_cockpit(mut world) {
        let site = two_caseloads(&mut world).await;
        let mut alex = site.signed_in("alex").await;
        let contact = format!("/students/{}/contact", id("ines"));
        for evil in ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"] {
            // Followed, each would have left the server.
            let read = alex.post("/preferences", &[("theme", "dark"), ("next", evil)]).await;
            let given = [("outcome", "note"), ("note", "x"), ("back", evil)];
            let wrote = alex.post(&contact, &given).await;
            assert_eq!((read.path.as_str(), wrote.path.as_str()), ("/today", "/today"), "{evil:?}");
        }
        let asked = site.browser().get("/login?next=//evil.example").await;
        assert_eq!(asked.status, 200);
    }

    async fn one_ends_ones_own_sessions_only(mut world) {
        let site = two_caseloads(&mut world).await;
        let (mut alex, mut billie) =
            (site.signed_in("alex").await, site.signed_in("billie").await);
        let user = world.app.store.user_by_email("billie@ecole.example").await.unwrap().unwrap();
        let theirs = world.app.store.sessions_of(user.id, day(0)).await.unwrap();
        let ended = alex.post("/account/sessions", &[("session", &theirs[0].id)]).await;
        assert_eq!(ended.status, 422);
        assert_eq!(billie.get("/today").await.path, "/today");
    }

    async fn what_a_colleague_wrote_is_not_undone_by_another_students_address(mut world) {
        let site = two_caseloads(&mut world).await;
        let written = world
            .app
            .add_note(id("omar"), StaffId::derive("billie"), "à garder", vigie_server::app::contact::Marks::default())
            .await
            .unwrap();
        let facts = format!("{}:{}", written[0].kind.name(), written[0].own_id);
        let before = world.app.store.facts_of(id("omar")).await.unwrap().len();
        let mut alex = site.signed_in("alex").await;
        let undone = alex.post(&format!("/students/{}/undo", id("ines")), &[("facts", &facts)]).await;
        assert_eq!(undone.status, 422);
        assert_eq!(world.app.store.facts_of(id("omar")).await.unwrap().len(), before);
    }

    async fn what_is_typed_is_shown_and_never_run(mut world) {
        let site = {
            let tale = student(EVIL).enrols("web", day(0)).advised_by("alex", day(0));
            world.lives(tale.mentored_by("karim", day(0))).await;
            world.until(oclock(3, 10)).await;
            account(&world, "alex", Role::Advisor, Some("alex")).await;
            let user = NewUser { name: EVIL.to_owned(), role: Role::Advisor, staff: Some(StaffId::derive("billie")), ..nobody("evil") };
            world.app.add_user(user).await.unwrap();
            Site::open(&world).await
        };
        let mut alex = site.signed_in("alex").await;
        let person = format!("/students/{}", id(EVIL));
        let tomorrow = "2025-09-09";
        let given = [
            ("outcome", "spoke"),
            ("note", EVIL),
            ("promise", EVIL),
            ("promise_due", tomorrow),
            ("back", EVIL),
        ];
        assert_eq!(alex.post(&format!("{person}/contact"), &given).await.status, 200);
        let pasted = [("channel", "email"), ("text", EVIL), ("expects_answer", "1")];
        assert_eq!(alex.post(&format!("{person}/messages"), &pasted).await.status, 200);
        let talk = format!("{person}/conversation");
        let evil_promise = format!("je te rappelle jeudi {EVIL}");
        for way in ["message", "spoke", "note"] {
            let given = [("way", way), ("text", &*evil_promise), ("send", "now"), ("back", EVIL)];
            assert_eq!(alex.post(&talk, &given).await.status, 200);
        }
        let waits = [("way", "message"), ("text", EVIL), ("send", "later"), ("send_at", "2026-01-05T09:00")];
        assert_eq!(alex.post(&talk, &waits).await.status, 200);
        let due = (world.now() + Span::days(1)).0.to_string();
        let taken = [("words", EVIL), ("due", &*due), ("back", EVIL)];
        assert_eq!(alex.post(&format!("{person}/promises"), &taken).await.status, 200);
        let links = world.app.links().await.unwrap();
        let until = world.now() + Span::days(3);
        let own = format!("/l/{}", links.issue(Holder::Student(id(EVIL)), until));
        let karim = format!("/l/{}", links.issue(Holder::Mentor(StaffId::derive("karim")), until));
        let job = [("say", "job"), ("text", EVIL), ("company", EVIL), ("contract", "permanent"), ("starts", tomorrow)];
        assert_eq!(alex.post(&format!("{own}/say"), &job).await.status, 200);
        let asked = [("say", "text"), ("text", EVIL)];
        assert_eq!(alex.post(&format!("{own}/say"), &asked).await.status, 200);
        let mut pages = own_pages(&world, &site, &mut alex).await;
        let cases = world.app.store.cases_of(id(EVIL)).await.unwrap();
        pages.push(alex.get(&format!("{person}/cases/{}", cases[0].case.id)).await);
        pages.push(alex.get("/cases").await);
        let shown = pages.len();
        let worry = [("student", &*id(EVIL).to_string()), ("text", EVIL)];
        assert_eq!(alex.post(&format!("{karim}/concern"), &worry).await.status, 200);

        let query = "?q=%22%27%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
        for path in ["/today", "/students?of=mine", &format!("/students{query}"), "/signals", &person, &talk, &own, &karim, "/account", "/nowhere"] {
            pages.push(alex.get(path).await);
        }
        let mut other = site.signed_in("evil").await;
        pages.push(other.get(&person).await);
        pages.push(other.get("/today").await);
        pages.push(site.browser().get(&format!("/login{}", query.replace("?q", "?next"))).await);
        assert!(pages[shown + 4].html.contains("&#60;img") || pages[4].html.contains("&lt;img"));
        for page in pages {
            let lower = page.html.to_lowercase();
            assert!(!lower.contains("<img src=x") && !lower.contains("<script>"), "{}", page.path);
        }
    }

    async fn wrong_passwords_wait_and_nobody_learns_who_has_an_account(world) {
        let user = NewUser { name: "Alex".to_owned(), role: Role::Manager, password: Some(Password::typed("cheval agrafe pile")), ..nobody("alex") };
        world.app.add_user(user).await.unwrap();
        let mut told = Vec::new();
        for email in ["alex@ecole.example", "nobody@ecole.example"] {
            let mut browser = Site::open(&world).await.browser();
            let mut answers = Vec::new();
            for _ in 0..6 {
                let page = browser.post("/login", &[("email", email), ("password", "deviné")]).await;
                answers.push((page.status, page.text().replace(email, "")));
            }
            assert_eq!(answers.iter().map(|(status, _)| *status).collect::<Vec<_>>(), [422, 422, 422, 422, 422, 429]);
            told.push(answers);
        }
        assert_eq!(told[0], told[1]);
        // Not even the right password opens now; a little later it does.
        let right = [("email", "alex@ecole.example"), ("password", "cheval agrafe pile")];
        let mut browser = Site::open(&world).await.browser();
        assert_eq!(browser.post("/login", &right).await.status, 429);
        world.app.clock.set(world.now() + Span(30));
        assert_eq!(browser.post("/login", &right).await.path, "/friday");
    }

    async fn whoever_guesses_from_elsewhere_shuts_out_nobody_and_many_places_are_stopped(world) {
        let known = NewUser { name: "Alex".to_owned(), role: Role::Manager, password: Some(Password::typed("cheval agrafe pile")), ..nobody("alex") };
        world.app.add_user(known).await.unwrap();
        let from = |n: u8| IpAddr::from([203, 0, 113, n]);
        let mut told = Vec::new();
        for email in ["alex@ecole.example", "nobody@ecole.example"] {
            let enter = async |password: &str, n| {
                world.app.enter(email, Password::typed(password), from(n)).await.unwrap()
            };
            let mut answers = Vec::new();
            for _ in 0..6 {
                answers.push(enter("deviné", 1).await);
            }
            // One place waits; from another, the right password opens.
            assert!(matches!(answers[5], Entered::Later(_)), "{answers:?}");
            if email.starts_with("alex") {
                assert!(matches!(enter("cheval agrafe pile", 2).await, Entered::In(_)));
            } else {
                assert_eq!(enter("cheval agrafe pile", 2).await, Entered::Wrong);
                world.app.enter(email, Password::typed("deviné"), from(3)).await.unwrap();
            }
            // A new place for each try is no way around, whoever it is.
            let tried = async |n| !matches!(enter("deviné", n).await, Entered::Later(_));
            let mut tries = 0;
            for n in 10..80 {
                tries += usize::from(tried(n).await);
            }
            told.push((answers, tries < 45));
        }
        assert_eq!(told[0], told[1]);
        assert!(told[0].1);
    }

    async fn nobody_lands_on_the_page_that_somebody_else_left(mut world) {
        for (name, advisor) in [("ines", "alex"), ("omar", "billie")] {
            world.lives(student(name).enrols("web", day(0)).advised_by(advisor, day(0))).await;
        }
        for name in ["alex", "billie"] {
            let staff = Some(StaffId::derive(name));
            let password = Some(Password::typed("cheval agrafe pile"));
            let known = NewUser { role: Role::Advisor, staff, password, ..nobody(name) };
            world.app.add_user(known).await.unwrap();
        }
        let site = Site::open(&world).await;
        let ines = format!("/students/{}", id("ines"));
        let enters = |name: &str| [("email", format!("{name}@ecole.example")), ("password", "cheval agrafe pile".to_owned()), ("next", ines.clone())];
        let mut browser = site.browser();
        let enter = async |browser: &mut Browser, name: &str| {
            let given = enters(name);
            let given = given.each_ref().map(|(field, value)| (*field, value.as_str()));
            browser.leads_to("/login", &given).await
        };
        // A link to a page is followed, whoever comes first, and again by them.
        assert_eq!(enter(&mut browser, "alex").await, ines);
        browser.cookies.remove("vigie");
        assert_eq!(enter(&mut browser, "alex").await, ines);
        // Their session is over, or still there: somebody else begins at home.
        browser.cookies.remove("vigie");
        assert_eq!(enter(&mut browser, "billie").await, "/");
        assert_eq!(enter(&mut browser, "alex").await, "/");
    }

    async fn a_session_ends_for_good_after_a_fortnight_however_busy(mut world) {
        world.lives(student("ines").enrols("web", day(0)).advised_by("alex", day(0))).await;
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let site = Site::open(&world).await;
        let mut alex = site.signed_in("alex").await;
        assert_eq!(alex.get("/account").await.path, "/account");
        // As if it had begun long ago.
        let began = "UPDATE web_sessions SET body = REPLACE(body, '\"since\":1', '\"since\":')";
        world.app.store.script(began).await.unwrap();
        assert!(alex.get("/account").await.path.starts_with("/login"));
    }

    async fn a_second_factor_is_begun_by_whoever_knows_the_password(world) {
        let known = NewUser { role: Role::Manager, password: Some(Password::typed("cheval agrafe pile")), ..nobody("alex") };
        world.app.add_user(known).await.unwrap();
        let mut alex = Site::open(&world).await.signed_in("alex").await;
        let begin = "/account/second-factor";
        let page = alex.post(begin, &[("password", "deviné, peut-être")]).await;
        assert_eq!(page.status, 422);
        assert!(!page.html.contains("otpauth"), "{}", page.html);
        assert_eq!(alex.post(begin, &[]).await.status, 422);
        let page = alex.post(begin, &[("password", "cheval agrafe pile")]).await;
        assert!(page.status == 200 && page.html.contains("otpauth"), "{}", page.text());
    }
}
