//! The school learns from its own past who is drifting, and stays the master:
//! nobody sees what a model says until somebody approved it, one step goes
//! back, and whoever objects is left alone.

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_risk::protected::Protected;
use vigie_risk::reasons::Reasons;
use vigie_risk::target::Target;
use vigie_server::app::backtest::Cancel;
use vigie_server::app::risk::{Between, Made, Order};

use crate::support::browser::{Site, account};
use crate::support::learned::{
    TODAY, because, lived, looks, name, order, recent, tell_ages, told, train,
};
use crate::support::world::id;
use crate::support::{World, day, on_both};

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

    async fn the_past_before_a_date_foretells_those_who_began_later(mut world) {
        lived(&mut world).await;
        let tried = async |before, from| {
            let trial = Between {
                order: order(Target::Leave { days: 56 }),
                train_before: day(before),
                test_from: day(from),
                days: vec![14, 28],
            };
            world.app.try_risk(&trial, &Cancel::default(), |_| {}).await
        };
        let tested = tried(175, 180).await.unwrap().unwrap();
        assert!(tested.artefact.card.looked.1 == day(175));
        for (on, asked) in tested.days.iter().zip([14, 28]) {
            assert!(on.foretold.len() > 40 && on.measures.auc_roc > 0.7, "{:?}", on.measures);
            let soon_enough = |at| at >= day(180 + asked) && at < day(TODAY);
            assert!(on.foretold.iter().all(|one| soon_enough(one.at)));
            assert!(on.foretold.iter().any(|one| one.truth == Some(true)));
        }
        // What came after the date teaches nothing, and changes nothing said.
        let again = tried(175, 180).await.unwrap().unwrap();
        assert_eq!(again.artefact, tested.artefact);
        let refused = tried(190, 180).await.unwrap_err().to_string();
        assert!(refused.contains("--test-from is before --train-before"), "{refused}");
        let nobody = tried(175, TODAY + 50).await.unwrap_err().to_string();
        assert!(nobody.contains("nobody began from then on"), "{nobody}");
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
        world.app.object_to_risk(id(&name(somebody)), true, None).await.unwrap();
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
            world.app.weigh_risk(points, &because(reason)).await
        };
        let now = async |world: &World| world.app.school().await.unwrap().points.risk.to_string();
        assert_eq!(now(&world).await, "0");
        assert!(weigh(&world, 41.0, "beaucoup").await.is_err());
        assert!(weigh(&world, f64::NAN, "on essaie").await.is_err());
        assert!(weigh(&world, 10.0, "  ").await.is_err());
        assert_eq!(now(&world).await, "0");
        weigh(&world, 10.0, "on essaie").await.unwrap();
        assert_eq!(now(&world).await, "10");
        let decided = world.app.risk_weight().await.unwrap().unwrap();
        assert_eq!((decided.points, decided.reason.as_str()), (10.0, "on essaie"));
        weigh(&world, 0.0, "on arrête").await.unwrap();
        assert_eq!(now(&world).await, "0");
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

    async fn a_protected_attribute_is_read_only_for_a_reason(mut world) {
        lived(&mut world).await;
        tell_ages(&world).await;
        let plain = train(&world, Target::Leave { days: 56 }).await;
        assert!(!reads_age(&plain) && plain.artefact.card.protected.is_none());
        let refused = turned_on(&world, "age_band", "  ").await.unwrap_err().to_string();
        assert!(refused.contains("asks for a reason"), "{refused}");
        let unknown = turned_on(&world, "region", "pour voir").await.unwrap_err().to_string();
        assert!(unknown.contains("`region`") && unknown.contains("age_band"), "{unknown}");

        let made = turned_on(&world, "age_band", "pour comparer").await.unwrap();
        assert!(reads_age(&made));
        let read = world.app.risk_model(&made.id).await.unwrap().artefact.card.protected.unwrap();
        assert_eq!((read.because.as_str(), read.by), ("pour comparer", Some(StaffId::derive("alex"))));
        // What it reads is there when it foretells, too.
        world.app.approve_risk(&made.id, &because("essai")).await.unwrap();
        looks(&world).await;
        assert_eq!(told(&world, recent(true)).await[0].1, made.id);
        let school = world.app.school().await.unwrap();
        let why = world.app.explain_risk(&school, id(&name(recent(true)))).await.unwrap().unwrap();
        assert!((why[0].reasons.probability - told(&world, recent(true)).await[0].0).abs() < 1e-3);
        // And everybody reads that it does, and why.
        let site = Site::open(&world).await;
        account(&world, "direction", Role::Manager, None).await;
        let mut manager = site.browser();
        manager.signs_in("direction@ecole.example").await;
        for path in ["/risk", "/risk/reads"] {
            let page = manager.get(path).await.text();
            assert!(page.contains("pour comparer") && page.contains("âge"), "{path}: {page}");
        }
    }
}

async fn turned_on(
    world: &World,
    attribute: &str,
    reason: &str,
) -> vigie_server::app::Result<Made> {
    let protected = Some(Protected {
        attributes: vec![attribute.into()],
        because: reason.to_owned(),
        by: Some(StaffId::derive("alex")),
    });
    let order = Order { protected, ..order(Target::Leave { days: 56 }) };
    Ok(world.app.train_risk(&order, &Cancel::default(), |_| {}).await?.unwrap())
}

fn reads_age(made: &Made) -> bool {
    made.artefact.model.headings().iter().any(|heading| heading.name.starts_with("age_band="))
}
