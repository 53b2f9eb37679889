//! Advisors and whose students are whose.

use std::collections::BTreeMap;

use vigie_domain::access::Role;
use vigie_domain::directory::Staff;
use vigie_domain::fact;
use vigie_domain::ids::StaffId;
use vigie_domain::time::{DAY, Instant};
use vigie_server::app::caseload::NewAbsence;
use vigie_server::app::link::{Holder, LIFETIME};
use vigie_server::app::school::Configured;
use vigie_store::directory::AdvisorRow;

use super::browser::account;
use super::world::id;
use super::{World, day, oclock, student};

/// Inès's advisor, in most stories.
pub(crate) fn alex() -> StaffId {
    StaffId::derive("alex")
}

/// Her mentor.
pub(crate) fn karim() -> StaffId {
    StaffId::derive("karim")
}

/// A third advisor, who has nobody yet.
pub(crate) async fn camille_joins(world: &World) {
    let camille = Staff {
        external: "camille".into(),
        name: "CAMILLE".to_owned(),
        role: fact::Role::Advisor,
        way: None,
        capacity: None,
    };
    let mut tx = world.app.store.begin().await.unwrap();
    tx.put_staff(&[camille]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Inès and Léo are Alex's; Billie and Camille are there; Nadia answers for
/// the school.
pub(crate) async fn a_team(world: &mut World) {
    camille_joins(world).await;
    for name in ["ines", "leo"] {
        world.app.clock.set(day(0));
        let tale = student(name).enrols("web", day(0)).advised_by("alex", oclock(0, 9));
        world.lives(tale.spoke_with("alex", oclock(1, 9))).await;
    }
    world.until(oclock(40, 9)).await;
    for name in ["alex", "billie", "camille"] {
        account(world, name, Role::Advisor, Some(name)).await;
    }
    account(world, "nadia", Role::Manager, None).await;
}

/// Inès is Alex's and Omar is Billie's; Karim mentors both.
pub(crate) async fn one_each(world: &mut World) {
    for (name, advisor) in [("ines", "alex"), ("omar", "billie")] {
        let tale = student(name).enrols("web", day(0)).advised_by(advisor, day(0));
        world.lives(tale.mentored_by("karim", day(0))).await;
    }
    world.until(oclock(3, 10)).await;
    account(world, "alex", Role::Advisor, Some("alex")).await;
    account(world, "billie", Role::Advisor, Some("billie")).await;
}

/// A student's own page, behind a new link.
pub(crate) async fn link_of(world: &World, name: &str) -> String {
    let until = world.now() + LIFETIME;
    let token = world.app.give_link(None, Holder::Student(id(name)), until).await.unwrap();
    format!("/l/{token}")
}

/// A date as a form sends it.
pub(crate) fn date(world: &World, at: Instant) -> String {
    world.school.context.calendar.date(at).to_string()
}

/// From now on they are on duty.
pub(crate) async fn on_duty(world: &mut World, who: &str) {
    let to = Configured { on_duty: Some(who.into()), ..Configured::default() };
    world.school = world.app.configure(to).await.unwrap();
}

/// An advisor leaves the school.
pub(crate) async fn leaves(world: &mut World, who: &str, at: Instant) {
    let row = AdvisorRow {
        staff: StaffId::derive(who),
        minutes: 600,
        languages: Vec::new(),
        programmes: Vec::new(),
        time_zone: None,
        gone_at: Some(at),
    };
    world.app.set_advisor(&row).await.unwrap();
    world.school = world.app.school().await.unwrap();
}

/// Somebody is away for a day from now on, and another one stands in.
pub(crate) async fn is_away(world: &mut World, who: &str, stand_in: &str) {
    let new = NewAbsence {
        staff: StaffId::derive(who),
        from: world.now(),
        until: Some(world.now() + DAY),
        stand_in: StaffId::derive(stand_in),
        split: BTreeMap::new(),
    };
    world.app.be_absent(None, new).await.unwrap();
    world.school = world.app.school().await.unwrap();
}
