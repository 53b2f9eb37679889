//! A school that is old enough to learn from.
//!
//! Five students a week began for forty weeks. Two in five hardly worked, and
//! most of those left within two months.

use vigie_domain::directory::Student;
use vigie_domain::fact::{Payload, WithdrawalReason, Withdrawn};
use vigie_domain::ids::StaffId;
use vigie_risk::learn::{Growth, Recipe};
use vigie_risk::target::Target;
use vigie_server::app::backtest::Cancel;
use vigie_server::app::indicator::Act;
use vigie_server::app::risk::{Made, Order};
use vigie_store::directory::NewStudent;

use super::world::{SOURCE, id};
use super::{Tale, World, day, student};

/// Rings for whoever the model says anything of, before all else: a tap is
/// about the strongest signal.
pub(crate) const ON_RISK: &str = r#"
id = "on-risk"
number = 90
severity = "urgent"
task = "check_in"
never_cut = false
ours = false
condition = "risk > 0.0001"
[evidence]
r = "risk"
[fr]
name = "Risque"
wording = "{ $name } : on appelle ? { $r }"
proposals = ["Appeler", "Écrire"]
[en]
name = "Risk"
wording = "{ $name }: shall we call? { $r }"
proposals = ["Call", "Write"]
"#;

pub(crate) const STUDENTS: i64 = 200;
pub(crate) const TODAY: i64 = 320;

pub(crate) fn name(number: i64) -> String {
    format!("s-{number:03}")
}

/// Did they hardly work?
pub(crate) fn is_quiet(number: i64) -> bool {
    number * 7_919 % 100 < 40
}

/// The day on which they left, if they did.
pub(crate) fn leaves(number: i64) -> Option<i64> {
    let day = number / 5 * 7 + 30 + number % 30;
    (is_quiet(number) && number % 7 != 0 && day < TODAY).then_some(day)
}

pub(crate) fn tale(number: i64) -> Tale {
    let begins = number / 5 * 7;
    let quiet = is_quiet(number);
    let mut tale = student(&name(number)).enrols("web", day(begins));
    for week in 0..8 {
        let at = begins + 7 * week + 3;
        let actions = u32::try_from(number * 31 % 20).unwrap() + if quiet { 1 } else { 25 };
        if at < TODAY && !(quiet && week > 3) {
            tale = tale.worked(day(at), actions);
        }
    }
    if let Some(leaves) = leaves(number) {
        let left = Withdrawn { reason: WithdrawalReason::Unknown, return_at: None };
        tale = tale.lived(day(leaves), left);
    }
    tale
}

pub(crate) async fn lived(world: &mut World) {
    world.app.clock.set(day(TODAY));
    let tales: Vec<Tale> = (0..STUDENTS).map(tale).collect();
    for tale in &tales {
        world.settle_in(tale).await;
    }
    let facts: Vec<_> = tales.into_iter().flat_map(|tale| tale.facts).collect();
    world.imports(&facts).await;
}

/// A small model of this target.
pub(crate) fn order(target: Target) -> Order {
    let growth = Growth { trees: 20, forests: 1, ..Recipe::default().growth };
    let recipe = Recipe { growth, ..Recipe::default() };
    Order { target, recipe, ..Order::default() }
}

pub(crate) async fn train(world: &World, target: Target) -> Made {
    world.app.train_risk(&order(target), &Cancel::default(), |_| {}).await.unwrap().unwrap()
}

/// A model that somebody approved, and that looked at everybody.
pub(crate) async fn in_force(world: &World) -> Made {
    let made = train(world, Target::Leave { days: 56 }).await;
    world.app.approve_risk(&made.id, &because("essai")).await.unwrap();
    looks(world).await;
    made
}

pub(crate) fn because(reason: &str) -> Act {
    Act { by: Some(StaffId::derive("alex")), user: None, reason: reason.to_owned() }
}

/// All that this week's look lacks.
pub(crate) async fn looks(world: &World) {
    let school = world.app.school().await.unwrap();
    while world.app.risk_step(&school).await.unwrap() {}
}

/// What was told to a student's journey, by which model.
pub(crate) async fn told(world: &World, number: i64) -> Vec<(f64, String)> {
    let facts = world.app.store.facts_of(id(&name(number))).await.unwrap();
    let told = facts.iter().filter_map(|fact| match &fact.payload {
        Payload::Observed(body) if body.metric == "risk" => {
            Some((body.value, body.version.to_string()))
        }
        _ => None,
    });
    told.collect()
}

/// The last who began, who is still there, and who worked little (or not).
pub(crate) fn recent(quiet: bool) -> i64 {
    let still_there = |number: &i64| is_quiet(*number) == quiet && leaves(*number).is_none();
    (0..STUDENTS - 5).rev().find(still_there).unwrap()
}

/// Every second student is young.
pub(crate) async fn tell_ages(world: &World) {
    let aged = (0..STUDENTS).map(|number| {
        let band = if number % 2 == 0 { "18-25" } else { "36-45" };
        let audit = vec![("age_band".into(), band.into())];
        let external = name(number).into();
        let student = Student { external, audit, ..Student::default() };
        NewStudent { proposed: id(&name(number)), source: SOURCE.into(), student }
    });
    let mut tx = world.app.store.begin().await.unwrap();
    tx.put_students(&aged.collect::<Vec<_>>()).await.unwrap();
    tx.commit().await.unwrap();
}
