//! Every route of the cockpit, tried in every role, on somebody who is theirs
//! and on somebody who is not.

use vigie_domain::access::{Relation, Right, Role, may};
use vigie_domain::ids::StaffId;
use vigie_server::app::account::NewUser;
use vigie_server::web::routes::{ROUTES, Route, SLOW_ROUTES};

use crate::support::browser::{Browser, Site};
use crate::support::world::id;
use crate::support::{World, day, on_both, student};

/// These come last: one opens another's student, the other leaves.
const LAST: [&str; 2] = ["/students/{student}/relay", "/logout"];

/// What a role met at a route.
#[derive(Debug, PartialEq, Eq)]
enum Met {
    Open,
    Forbidden,
    /// Asked to sign in first, and brought back afterwards.
    SignIn,
}

async fn knock(browser: &Browser, route: &Route, own: bool) -> Met {
    let (who, mentor) = if own { ("ines", "karim") } else { ("omar", "lena") };
    let path = route
        .path
        .replace("{student}", &id(who).to_string())
        .replace("{staff}", &StaffId::derive(mentor).to_string())
        .replace("{promise}", &id("no such promise").to_string())
        .replace("{contact}", &id("no such contact").to_string())
        .replace("{absence}", &id("no such absence").to_string())
        .replace("{person}", &id(who).to_string())
        .replace("{id}", "no-session")
        .replace("{message}", &id("no such message").to_string())
        .replace("{case}", &id("no such case").to_string())
        .replace("{token}", "forged")
        .replace("{version}/{*name}", "0/app.css");
    assert!(!path.contains('{'), "{path}: say what stands for its parameter");
    let (status, leads_to) = browser.knock(&route.method.to_uppercase(), &path).await;
    assert!(status < 500 && status != 429, "{} {path}: {status}", route.method);
    match leads_to.as_deref() {
        Some("/login") if route.path == "/" => Met::SignIn,
        Some(place) if place.starts_with("/login?next=") => Met::SignIn,
        // What a program reads instead of the login page.
        _ if status == 401 => Met::SignIn,
        _ if status == 403 => Met::Forbidden,
        _ => Met::Open,
    }
}

fn expected(route: &Route, role: Option<Role>, own: bool) -> Met {
    let about = route.path.contains("{student}") || route.path.contains("{staff}");
    let relation = match (about, own) {
        (false, _) => Relation::NobodyInParticular,
        (true, true) => Relation::Theirs,
        (true, false) => Relation::AnotherOnes,
    };
    match role {
        _ if may(route.right, role, relation) => Met::Open,
        Some(_) => Met::Forbidden,
        None => Met::SignIn,
    }
}

/// Every route, those that change what is met afterwards at the end.
fn in_order() -> Vec<Route> {
    let mut all: Vec<Route> = ROUTES.iter().chain(SLOW_ROUTES).copied().collect();
    all.sort_by_key(|route| {
        LAST.iter().position(|last| *last == route.path).map_or(0, |at| at + 1)
    });
    all
}

/// Inès is a student of Alex and Karim, Omar one of Billie and Lena.
async fn school(world: &mut World) {
    let web = |name, advisor, mentor| {
        student(name).enrols("web", day(0)).advised_by(advisor, day(0)).mentored_by(mentor, day(0))
    };
    world.lives(web("ines", "alex", "karim")).await;
    world.lives(web("omar", "billie", "lena")).await;
    for role in Role::ALL {
        let staff = match role {
            Role::Advisor => Some(StaffId::derive("alex")),
            Role::Mentor => Some(StaffId::derive("karim")),
            _ => None,
        };
        let user = NewUser {
            email: format!("{}@ecole.example", role.name()),
            name: role.name().to_owned(),
            role,
            staff,
            student: (role == Role::Student).then(|| id("ines")),
            language: None,
            password: None,
        };
        world.app.add_user(user).await.unwrap();
    }
}

on_both! {
    async fn each_role_meets_what_the_table_says(mut world) {
        school(&mut world).await;
        let all = [Right::SendFacts, Right::AskHealth];
        let token = world.app.make_token("moodle", &all, "moodle").await.unwrap();
        let mut tried = 0;
        for role in Role::ALL.map(Some).into_iter().chain([None]) {
            for own in [true, false] {
                // Tries to sign in are counted: each has a server of its own.
                let mut browser = Site::open(&world).await.browser();
                match role {
                    // A program signs in nowhere: it comes with a token.
                    Some(Role::Integrator) => browser.token = Some(token.clone()),
                    Some(role) => drop(browser.signs_in(&format!("{}@ecole.example", role.name())).await),
                    None => {}
                }
                for route in &in_order() {
                    let met = knock(&browser, route, own).await;
                    assert_eq!(met, expected(route, role, own), "{role:?}, own {own}, at {route:?}");
                    tried += 1;
                }
            }
        }
        assert_eq!(tried, (Role::ALL.len() + 1) * 2 * (ROUTES.len() + SLOW_ROUTES.len()));
    }
}

#[test]
fn a_route_about_a_student_asks_for_a_right_that_looks_at_whom() {
    for route in ROUTES.iter().filter(|route| route.path.contains("{student}")) {
        let everybody = route.right == Right::Oversee;
        let looks = matches!(route.right, Right::Follow | Right::Portal | Right::TakeOver);
        assert!(looks || everybody, "{route:?}");
    }
}
