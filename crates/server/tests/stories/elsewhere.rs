//! A page of somebody else's sends forms here, or sends people away from here.

use vigie_domain::access::{Right, Role};
use vigie_domain::ids::StaffId;
use vigie_domain::time::Span;
use vigie_server::app::account::{NewUser, Password};
use vigie_server::app::link::Holder;
use vigie_server::web::routes::{ROUTES, Route, SLOW_ROUTES};

use crate::own_account::totp;
use crate::support::browser::{Browser, Site, account, escaped, lured, nobody, student_account};
use crate::support::everything::everything;
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

/// Followed, each would leave the server. A browser drops tabs and reads a
/// backslash as a slash.
const AWAY: [&str; 8] = [
    "//evil.example",
    "https:evil.example",
    "%2F%2Fevil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
];

const PASSWORD: &str = "cheval agrafe pile";

async fn ines_and_everybody(world: &mut World) {
    let tale = student("ines").enrols("web", day(0)).advised_by("alex", day(0));
    world.lives(tale.mentored_by("karim", day(0))).await;
    world.until(oclock(3, 10)).await;
    account(world, "alex", Role::Advisor, Some("alex")).await;
    account(world, "karim", Role::Mentor, Some("karim")).await;
    account(world, "direction", Role::Manager, None).await;
    account(world, "clefs", Role::Admin, None).await;
    student_account(world, "ines", id("ines")).await;
}

/// Somebody who may use a route, where the table knows one.
fn who(route: &Route) -> &'static str {
    let people = [
        ("alex", Role::Advisor),
        ("ines", Role::Student),
        ("direction", Role::Manager),
        ("clefs", Role::Admin),
        ("a program", Role::Integrator),
    ];
    let may = people.iter().find(|(_, role)| route.right.allows(Some(*role)));
    may.unwrap_or_else(|| panic!("nobody may {route:?}")).0
}

/// Everything that is kept, but for the minute somebody was here last.
async fn kept(world: &World) -> Vec<(String, String)> {
    let mut all = everything(&world.url).await;
    all.retain(|(table, _)| table != "sessions");
    all.sort();
    all
}

/// Does this address stay on the server?
fn is_ours(address: &str) -> bool {
    let plain = !address.contains('\\') && !address.contains(char::is_control);
    address.starts_with('/') && !address.starts_with("//") && plain
}

/// Whoever comes in with a code, too; gives the codes that open once.
async fn with_a_code(world: &World, name: &str) -> Vec<String> {
    let user =
        NewUser { role: Role::Manager, password: Some(Password::typed(PASSWORD)), ..nobody(name) };
    let user = world.app.add_user(user).await.unwrap();
    if name == "plain" {
        return Vec::new();
    }
    world.app.begin_second_factor(user.id, Password::typed(PASSWORD)).await.unwrap();
    let secret = world.app.store.second_factor(user.id).await.unwrap().unwrap();
    let code = totp(&secret.secret, world.now().0);
    world.app.confirm_second_factor(user.id, &code).await.unwrap()
}

on_both! {
    async fn no_form_on_somebody_elses_page_changes_anything(mut world) {
        ines_and_everybody(&mut world).await;
        let site = Site::open(&world).await;
        let mut people: Vec<(&str, Browser)> = Vec::new();
        for name in ["alex", "ines", "direction", "clefs"] {
            let mut browser = site.browser();
            browser.signs_in(&format!("{name}@ecole.example")).await;
            people.push((name, browser));
        }
        let token = world.app.make_token("moodle", &[Right::SendFacts], "moodle").await.unwrap();
        let mut program = site.browser();
        program.token = Some(token);
        people.push(("a program", program));
        let links = world.app.links().await.unwrap();
        let until = world.now() + Span::days(9);
        let link = links.issue(Holder::Student(id("ines")), until);
        let before = kept(&world).await;
        let posts = ROUTES.iter().chain(SLOW_ROUTES).filter(|route| route.method == "post");
        let mut tried = 0;
        for route in posts {
            let path = route
                .path
                .replace("{student}", &id("ines").to_string())
                .replace("{person}", &id("ines").to_string())
                .replace("{staff}", &StaffId::derive("karim").to_string())
                .replace("{token}", &link)
                .replace("{id}", "no-session");
            // The others are of things that need not be there: nobody looks.
            let any = id("anything").to_string();
            let path = path.split('/').map(|part| if part.starts_with('{') { &any } else { part });
            let path = path.collect::<Vec<_>>().join("/");
            let (_, browser) = people.iter_mut().find(|(name, _)| *name == who(route)).unwrap();
            browser.stands = Some(lured());
            let page = browser.post(&path, &[("text", "x"), ("session", "others")]).await;
            assert_eq!(page.status, 403, "{path}: {}", page.text());
            browser.stands = None;
            tried += 1;
        }
        assert!(tried > 60, "{tried}");
        assert_eq!(kept(&world).await, before);
        for (name, browser) in &mut people[..4] {
            assert_eq!(browser.get("/account").await.path, "/account", "{name} is signed out");
        }
    }

    async fn signing_in_leads_nowhere_else(world) {
        with_a_code(&world, "plain").await;
        let codes = with_a_code(&world, "careful").await;
        for (away, code) in AWAY.iter().zip(&codes) {
            // Tries to sign in are counted: each has a server of its own.
            let site = Site::open(&world).await;
            let (mut plain, mut careful) = (site.browser(), site.browser());
            let enters = |name: &str| format!("{name}@ecole.example");
            let (email, next) = (enters("plain"), ("next", *away));
            let given = [("email", email.as_str()), ("password", PASSWORD), next];
            assert_eq!(plain.leads_to("/login", &given).await, "/", "{away:?}");
            let (_, there) = plain.knock("GET", &format!("/login?next={}", escaped(away))).await;
            assert_eq!(there.as_deref(), Some("/"), "{away:?}");
            let email = enters("careful");
            let given = [("email", email.as_str()), ("password", PASSWORD), next];
            let half = careful.leads_to("/login", &given).await;
            assert!(half.starts_with("/login/code"), "{half}");
            let page = careful.get(&half).await;
            let form = page.form("/login/code");
            let given = [("next", form.hidden("next")), ("code", code)];
            assert_eq!(careful.leads_to("/login/code", &given).await, "/", "{away:?}");
        }
    }

    async fn a_way_back_stays_here(mut world) {
        ines_and_everybody(&mut world).await;
        let site = Site::open(&world).await;
        let mut alex = site.browser();
        alex.signs_in("alex@ecole.example").await;
        let at = |rest: &str| format!("/students/{}{rest}", id("ines"));
        let due = (world.now() + Span::days(1)).0.to_string();
        for away in AWAY {
            let back = ("back", away);
            let mut places = vec![
                alex.leads_to("/preferences", &[("theme", "dark"), ("next", away)]).await,
                alex.leads_to(&at("/contact"), &[("outcome", "note"), ("note", "x"), back]).await,
                alex.leads_to(&at("/promises"), &[("words", "x"), ("due", &due), back]).await,
                alex.leads_to(&at("/conversation"), &[("way", "note"), ("text", "x"), back]).await,
            ];
            let undo = alex.get(&at("/conversation")).await.forms("/undo");
            let facts = undo.first().map(|form| form.hidden("facts").to_owned()).unwrap();
            places.push(alex.leads_to(&at("/undo"), &[("facts", &facts), back]).await);
            for place in places {
                assert!(is_ours(&place), "{away:?} led to {place:?}");
            }
        }
    }
}
