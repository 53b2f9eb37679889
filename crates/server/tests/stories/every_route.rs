//! Every route of the cockpit, tried in every role.

use vigie_domain::access::{Right, Role};
use vigie_domain::ids::StaffId;
use vigie_server::app::account::NewUser;
use vigie_server::web::routes::{ROUTES, Route, SLOW_ROUTES};

use crate::support::browser::{Browser, Site};
use crate::support::world::id;
use crate::support::{World, day, on_both, student};

/// What a role met at a route.
#[derive(Debug, PartialEq, Eq)]
enum Met {
    Open,
    Forbidden,
    /// Asked to sign in first, and brought back afterwards.
    SignIn,
}

async fn knock(browser: &Browser, route: &Route) -> Met {
    let path = route
        .path
        .replace("{student}", &id("ines").to_string())
        .replace("{staff}", &StaffId::derive("karim").to_string())
        .replace("{promise}", &id("no such promise").to_string())
        .replace("{case}", &id("no such case").to_string())
        .replace("{token}", "forged")
        .replace("{version}/{*name}", "0/app.css");
    assert!(!path.contains('{'), "{path}: say what stands for its parameter");
    let (status, leads_to) = browser.knock(&route.method.to_uppercase(), &path).await;
    assert!(status < 500, "{} {path}: {status}", route.method);
    match leads_to {
        // Leaving leads there as well.
        Some(place) if place.starts_with("/login") && route.path != "/logout" => Met::SignIn,
        Some(place) if place.starts_with("/login?next=") => Met::SignIn,
        _ if status == 403 => Met::Forbidden,
        _ => Met::Open,
    }
}

fn expected(right: Right, role: Option<Role>) -> Met {
    match role {
        _ if right.allows(role) => Met::Open,
        Some(_) => Met::Forbidden,
        None => Met::SignIn,
    }
}

async fn browser_of(world: &World, site: &Site, role: Option<Role>) -> Browser {
    let mut browser = site.browser();
    if let Some(role) = role {
        let email = format!("{}@ecole.example", role.name());
        let user = NewUser {
            email: email.clone(),
            name: role.name().to_owned(),
            role,
            staff: Some(StaffId::derive("alex")),
            language: None,
            password: None,
        };
        world.app.add_user(user).await.unwrap();
        browser.signs_in(&email).await;
    }
    browser
}

on_both! {
    async fn each_role_meets_what_the_table_says(mut world) {
        world.lives(student("ines").enrols("web", day(0)).advised_by("alex", day(0))).await;
        let site = Site::open(&world).await;
        let roles = Role::ALL.map(Some).into_iter().chain([None]);
        let mut tried = 0;
        for role in roles {
            let browser = browser_of(&world, &site, role).await;
            // Leaving comes last: after it, nobody is signed in.
            let (last, first): (Vec<_>, Vec<_>) =
                ROUTES.iter().chain(SLOW_ROUTES).partition(|route| route.path == "/logout");
            for route in first.into_iter().chain(last) {
                let met = knock(&browser, route).await;
                assert_eq!(met, expected(route.right, role), "{role:?} at {route:?}");
                tried += 1;
            }
        }
        assert_eq!(tried, (Role::ALL.len() + 1) * (ROUTES.len() + SLOW_ROUTES.len()));
    }
}
