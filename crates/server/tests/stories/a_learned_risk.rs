//! The school learns from its own past who is drifting, and stays the master:
//! nobody sees what a model says until somebody approved it, one step goes
//! back, and whoever objects is left alone.
//!
//! Five students a week began for forty weeks. Two in five hardly worked, and
//! most of those left within two months.

use vigie_domain::fact::{Payload, WithdrawalReason, Withdrawn};
use vigie_domain::ids::StaffId;
use vigie_risk::learn::{Growth, Recipe};
use vigie_risk::reasons::Reasons;
use vigie_risk::target::Target;
use vigie_server::app::backtest::Cancel;
use vigie_server::app::indicator::Act;
use vigie_server::app::risk::{Made, Order};

use crate::support::world::id;
use crate::support::{Tale, World, day, on_both, student};

const STUDENTS: i64 = 200;
const TODAY: i64 = 320;

fn name(number: i64) -> String {
    format!("s-{number:03}")
}

/// Did they hardly work?
fn is_quiet(number: i64) -> bool {
    number * 7_919 % 100 < 40
}

/// The day on which they left, if they did.
fn leaves(number: i64) -> Option<i64> {
    let day = number / 5 * 7 + 30 + number % 30;
    (is_quiet(number) && number % 7 != 0 && day < TODAY).then_some(day)
}

fn tale(number: i64) -> Tale {
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

async fn lived(world: &mut World) {
    world.app.clock.set(day(TODAY));
    let tales: Vec<Tale> = (0..STUDENTS).map(tale).collect();
    for tale in &tales {
        world.settle_in(tale).await;
    }
    let facts: Vec<_> = tales.into_iter().flat_map(|tale| tale.facts).collect();
    world.imports(&facts).await;
}

async fn train(world: &World, target: Target) -> Made {
    let growth = Growth { trees: 20, forests: 1, ..Recipe::default().growth };
    let recipe = Recipe { growth, ..Recipe::default() };
    let order = Order { target, recipe, ..Order::default() };
    world.app.train_risk(&order, &Cancel::default(), |_| {}).await.unwrap().unwrap()
}

fn because(reason: &str) -> Act {
    Act { by: Some(StaffId::derive("alex")), user: None, reason: reason.to_owned() }
}

/// All that this week's look lacks.
async fn looks(world: &World) {
    let school = world.app.school().await.unwrap();
    while world.app.risk_step(&school).await.unwrap() {}
}

/// What was told to a student's journey, by which model.
async fn told(world: &World, number: i64) -> Vec<(f64, String)> {
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
fn recent(quiet: bool) -> i64 {
    let still_there = |number: &i64| is_quiet(*number) == quiet && leaves(*number).is_none();
    (0..STUDENTS - 5).rev().find(still_there).unwrap()
}

on_both! {
    async fn a_model_is_silent_until_somebody_approves_it(mut world) {
        lived(&mut world).await;
        let made = train(&world, Target::Leave { days: 56 }).await;
        assert!(made.is_new && made.artefact.card.last().unwrap().figure("auc_roc").unwrap().0 > 0.7);
        looks(&world).await;
        assert_eq!(told(&world, recent(true)).await, []);
        assert!(world.app.approve_risk(&made.id, &because(" ")).await.is_err(), "no reason given");

        world.app.approve_risk(&made.id[..6], &because("assez juste")).await.unwrap();
        looks(&world).await;
        let (quiet, busy) = (told(&world, recent(true)).await, told(&world, recent(false)).await);
        assert_eq!((quiet.len(), quiet[0].1.as_str()), (1, made.id.as_str()));
        assert!(quiet[0].0 > busy[0].0, "{quiet:?} {busy:?}");
        let journey = world.standing(&name(recent(true))).await.journey;
        assert_eq!(journey.observed("risk"), Some(quiet[0].0));
        let week = &world.app.risk_drift(&made.id, 9).await.unwrap()[0].1;
        assert!(week.people > 50, "{week:?}");
    }

    async fn the_same_facts_make_the_same_model(mut world) {
        lived(&mut world).await;
        let one = train(&world, Target::Leave { days: 56 }).await;
        let other = train(&world, Target::Leave { days: 56 }).await;
        assert_eq!((one.id, one.is_new, other.is_new), (other.id, true, false));
    }

    async fn an_interrupted_look_goes_on_and_tells_nothing_twice(mut world) {
        lived(&mut world).await;
        let made = train(&world, Target::Leave { days: 56 }).await;
        world.app.approve_risk(&made.id, &because("essai")).await.unwrap();
        let school = world.app.school().await.unwrap();
        assert!(world.app.risk_step(&school).await.unwrap());
        world.restart().await;
        looks(&world).await;
        looks(&world).await;
        assert_eq!(told(&world, recent(true)).await.len(), 1);
        world.app.clock.set(day(TODAY + 7));
        looks(&world).await;
        assert_eq!(told(&world, recent(true)).await.len(), 2, "a new week");
    }

    async fn one_step_goes_back_to_the_champion_before(mut world) {
        lived(&mut world).await;
        let first = train(&world, Target::Leave { days: 56 }).await;
        let second = train(&world, Target::Leave { days: 42 }).await;
        world.app.approve_risk(&first.id, &because("premier")).await.unwrap();
        world.app.approve_risk(&second.id, &because("second")).await.unwrap();
        let back = world.app.risk_back(&because("trop d'oublis")).await.unwrap();
        assert_eq!(back, Some(first.id.clone()));
        looks(&world).await;
        assert_eq!(told(&world, recent(true)).await[0].1, first.id);
        assert_eq!(world.app.risk_back(&because("sans")).await.unwrap(), None);
        assert!(world.app.risk_champion().await.unwrap().is_none());
    }

    async fn whoever_objects_is_left_alone(mut world) {
        lived(&mut world).await;
        let made = train(&world, Target::Leave { days: 56 }).await;
        world.app.approve_risk(&made.id, &because("essai")).await.unwrap();
        looks(&world).await;
        let somebody = recent(true);
        world.app.object_to_risk(id(&name(somebody)), true).await.unwrap();
        let journey = world.standing(&name(somebody)).await.journey;
        assert!(journey.objects_to_risk());
        world.app.clock.set(day(TODAY + 7));
        looks(&world).await;
        assert_eq!(told(&world, somebody).await.len(), 1, "nothing new is computed");
        let school = world.app.school().await.unwrap();
        let why = world.app.explain_risk(&school, id(&name(somebody))).await.unwrap();
        assert_eq!(why.map(|why| why.len()), Some(0));
    }

    async fn risk_weighs_what_somebody_decided_and_said_why(world) {
        let weigh = async |world: &World, points, reason: &str| {
            let school = world.app.school().await.unwrap();
            world.app.weigh_risk(&school, points, &because(reason)).await
        };
        let now = async |world: &World| world.app.school().await.unwrap().points.risk;
        assert_eq!(now(&world).await, 0.0);
        assert!(weigh(&world, 41.0, "beaucoup").await.is_err());
        assert!(weigh(&world, f64::NAN, "on essaie").await.is_err());
        assert!(weigh(&world, 10.0, "  ").await.is_err());
        assert_eq!(now(&world).await, 0.0);
        weigh(&world, 10.0, "on essaie").await.unwrap();
        assert_eq!(now(&world).await, 10.0);
        let decided = world.app.risk_weight().await.unwrap().unwrap();
        assert_eq!((decided.points, decided.reason.as_str()), (10.0, "on essaie"));
        weigh(&world, 0.0, "on arrête").await.unwrap();
        assert_eq!(now(&world).await, 0.0);
    }

    async fn why_is_told_with_the_students_numbers(mut world) {
        lived(&mut world).await;
        let made = train(&world, Target::Leave { days: 56 }).await;
        world.app.approve_risk(&made.id, &because("essai")).await.unwrap();
        let school = world.app.school().await.unwrap();
        looks(&world).await;
        let why = world.app.explain_risk(&school, id(&name(recent(true)))).await.unwrap().unwrap();
        let Reasons { probability, families, .. } = &why[0].reasons;
        assert!((probability - told(&world, recent(true)).await[0].0).abs() < 1e-3);
        assert!(families.iter().any(|family| !family.columns.is_empty()), "{families:?}");
    }
}
