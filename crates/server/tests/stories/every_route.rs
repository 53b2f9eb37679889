//! Every route of the cockpit, tried in every role, on somebody who is theirs,
//! whose advisor they stand in for, whom they took over today, and who is none
//! of these.

use vigie_domain::access::{Relation, Right, Role, may};
use vigie_domain::case::Author;
use vigie_domain::fact::SessionBooked;
use vigie_domain::ids::{Ref, StaffId};
use vigie_server::app::account::NewUser;
use vigie_server::app::caseload::NewAbsence;
use vigie_server::app::link::{Holder, LIFETIME};
use vigie_server::web::routes::{ROUTES, Route, SLOW_ROUTES};

use crate::support::browser::{Browser, Site};
use crate::support::world::{enrolment, id};
use crate::support::{World, day, oclock, on_both, student};

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

/// About whom a route is asked: how the advisor Alex stands to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Own,
    /// Their advisor is away, and Alex stands in.
    StoodIn,
    /// Alex took over for the day.
    TakenOver,
    Another,
}

impl About {
    /// What is tried in a role: only an advisor stands in and takes over.
    fn tried(role: Option<Role>) -> &'static [Self] {
        match role {
            Some(Role::Advisor) => &[Self::Own, Self::StoodIn, Self::TakenOver, Self::Another],
            _ => &[Self::Own, Self::Another],
        }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Own => ("ines", "karim"),
            Self::StoodIn => ("lea", "mona"),
            Self::TakenOver => ("noe", "lena"),
            Self::Another => ("omar", "lena"),
        }
    }

    fn relation(self, route: &Route) -> Relation {
        let of_student = route.path.contains("{student}");
        match self {
            _ if !of_student && !route.path.contains("{staff}") => Relation::NobodyInParticular,
            Self::Own => Relation::Theirs,
            // A mentor is theirs who mentors one of those they answer for.
            Self::StoodIn => Relation::StandsIn,
            Self::TakenOver if of_student => Relation::TookOver,
            Self::TakenOver | Self::Another => Relation::AnotherOnes,
        }
    }
}

async fn knock(browser: &Browser, route: &Route, about: About) -> Met {
    let (who, mentor) = about.names();
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

fn expected(route: &Route, role: Option<Role>, about: About) -> Met {
    match role {
        _ if may(route.right, role, about.relation(route)) => Met::Open,
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

/// Inès is a student of Alex and Karim, Omar and Noé of Billie and Lena, Léa of
/// Chris, who is away, and Mona. Alex stands in for Chris, and took over Noé.
async fn school(world: &mut World) {
    let web = |name, advisor, mentor| {
        student(name).enrols("web", day(0)).advised_by(advisor, day(0)).mentored_by(mentor, day(0))
    };
    world.lives(web("ines", "alex", "karim")).await;
    world.lives(web("omar", "billie", "lena")).await;
    world.lives(web("noe", "billie", "lena")).await;
    world.lives(web("lea", "chris", "mona")).await;
    let away = NewAbsence {
        staff: StaffId::derive("chris"),
        from: world.now(),
        until: None,
        stand_in: StaffId::derive("alex"),
        split: std::collections::BTreeMap::new(),
    };
    world.app.be_absent(None, away).await.unwrap();
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
        let user = world.app.add_user(user).await.unwrap();
        if role == Role::Advisor {
            world.app.take_over(&world.school, &user, id("noe")).await.unwrap();
        }
    }
}

/// Omar has something of everything that a form can name.
async fn a_life_of_omar(world: &mut World) {
    let (by, omar) = (StaffId::derive("billie"), student("omar").studying("web"));
    let booked =
        SessionBooked { session: Ref(7), mentor: StaffId::derive("lena"), at: oclock(2, 14) };
    world.lives(omar.lived(oclock(1, 9), booked)).await;
    world.until(oclock(3, 10)).await;
    world.app.open_case(id("omar"), None, Author::Staff(by), by, None).await.unwrap();
    world.app.ask(id("omar"), "où en est mon dossier ?").await.unwrap();
}

/// All that is known of somebody, to be compared.
async fn all_of(world: &World, name: &str) -> String {
    let store = &world.app.store;
    let facts = store.facts_of(id(name)).await.unwrap();
    let cases = store.cases_of(id(name)).await.unwrap();
    let words: Vec<_> = facts.iter().map(|fact| (id(name), fact.id)).collect();
    let mut words: Vec<_> = store.texts_of(&words).await.unwrap().into_iter().collect();
    words.sort();
    let known = store.student(id(name)).await.unwrap();
    format!("{facts:?} {cases:?} {words:?} {known:?}")
}

/// A form that names Omar in every way there is.
async fn about_omar(world: &World) -> Vec<(&'static str, String)> {
    let store = &world.app.store;
    let facts = store.facts_of(id("omar")).await.unwrap();
    let last = facts.last().unwrap();
    let case = store.cases_of(id("omar")).await.unwrap()[0].case.id;
    let spelt: Vec<String> = facts
        .iter()
        .flat_map(|fact| [format!("{}:{}", fact.kind().name(), fact.id), fact.id.to_string()])
        .collect();
    let fields = [
        ("student", id("omar").to_string()),
        ("who", id("omar").to_string()),
        ("enrolment", enrolment("omar", "web").to_string()),
        ("session", "7".to_owned()),
        ("fact", last.id.to_string()),
        ("contact", last.id.to_string()),
        ("case", case.to_string()),
        ("facts", spelt.join(" ")),
        ("staff", StaffId::derive("lena").to_string()),
        ("say", "text".to_owned()),
        ("text", "de quelqu'un d'autre".to_owned()),
        ("outcome", "held".to_owned()),
        ("settled", "yes".to_owned()),
        ("step", "1".to_owned()),
        ("act", "done".to_owned()),
        ("until", "2025-10-01".to_owned()),
        ("at", "2025-10-01T10:00".to_owned()),
        ("date", "2025-10-01".to_owned()),
        ("hours", "jamais".to_owned()),
        ("channel", "phone".to_owned()),
        ("urgency", "soon".to_owned()),
    ];
    fields.into_iter().collect()
}

/// Somebody with this role, at a server of their own.
async fn somebody(world: &World, role: Option<Role>, token: &str) -> Browser {
    let mut browser = Site::open(world).await.browser();
    match role {
        // A program signs in nowhere: it comes with a token.
        Some(Role::Integrator) => browser.token = Some(token.to_owned()),
        Some(role) => drop(browser.signs_in(&format!("{}@ecole.example", role.name())).await),
        None => {}
    }
    browser
}

on_both! {
    async fn each_role_meets_what_the_table_says(mut world) {
        school(&mut world).await;
        let all = [Right::SendFacts, Right::AskHealth];
        let token = world.app.make_token("moodle", &all, "moodle").await.unwrap();
        let mut tried = 0;
        for role in Role::ALL.map(Some).into_iter().chain([None]) {
            for about in About::tried(role).iter().copied() {
                // Tries to sign in are counted: each has a server of its own,
                // and those at the door another one.
                let inside = somebody(&world, role, &token).await;
                let door = somebody(&world, role, &token).await;
                for route in &in_order() {
                    let browser = if route.path.starts_with("/login") { &door } else { &inside };
                    let met = knock(browser, route, about).await;
                    let expected = expected(route, role, about);
                    assert_eq!(met, expected, "{role:?}, {about:?}, at {route:?}");
                    tried += 1;
                }
            }
        }
        let rows = (Role::ALL.len() + 1) * 2 + 2;
        assert_eq!(tried, rows * (ROUTES.len() + SLOW_ROUTES.len()));
    }

    async fn no_own_page_or_link_writes_or_tells_anything_of_somebody_else(mut world) {
        school(&mut world).await;
        a_life_of_omar(&mut world).await;
        let before = all_of(&world, "omar").await;
        let fields = about_omar(&world).await;
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, it)| (*name, it.as_str())).collect();
        let links = world.app.links().await.unwrap();
        let holders = [
            (Holder::Student(id("ines")), "student"),
            (Holder::Mentor(StaffId::derive("karim")), "mentor"),
        ];
        let mut tried = 0;
        for (holder, role) in holders {
            let token = links.issue(holder, world.now() + LIFETIME);
            let own = ROUTES.iter().filter(|route| route.path.starts_with("/l/") || route.path.starts_with("/me"));
            for route in own {
                // How often one writes is counted by the server: each try has its own.
                let mut browser = Site::open(&world).await.browser();
                browser.signs_in(&format!("{role}@ecole.example")).await;
                let path = route.path.replace("{token}", &token);
                let page = match route.method {
                    "post" => browser.post(&path, &fields).await,
                    _ => browser.get(&path).await,
                };
                assert!(page.status < 500 && page.status != 429, "{role} {route:?}: {}", page.status);
                assert!(!page.text().contains("OMAR"), "{role} {route:?}: {}", page.text());
                assert_eq!(all_of(&world, "omar").await, before, "{role} {route:?}");
                tried += 1;
            }
        }
        assert!(tried > 60, "{tried}");
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
