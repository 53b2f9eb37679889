//! Before a model is in force, it is on trial: it looks at people silently, and
//! is held against the one in force on the same people, once it is known what
//! came of them. Once it is retired, nothing that it said lives on; nor does
//! what was said of somebody who left, or who objects.

use vigie_domain::access::Role;
use vigie_domain::fact::{Payload, WithdrawalReason, Withdrawn};
use vigie_domain::indicator::Verdict;
use vigie_domain::time::{DAY, Instant, Span};
use vigie_domain::worklist::Line;
use vigie_risk::looks::monday;
use vigie_risk::target::Target;
use vigie_server::app::backtest::Cancel;
use vigie_server::app::contact::{Marks, NewContact, Outcome};
use vigie_server::app::risk::{Made, Order, Trial};
use vigie_server::app::worklist::Query;

use crate::support::browser::{Site, account};
use crate::support::learned::{
    ON_RISK, STUDENTS, TODAY, because, in_force, leaves, lived, looks, name, order, recent,
    tell_ages, told, train,
};
use crate::support::program::vigie;
use crate::support::world::id;
use crate::support::{World, day, on_both, student};

/// Rings for whoever has not been active for ten days.
const ON_SILENCE: &str = r#"
id = "on-silence"
number = 91
severity = "watch"
task = "check_in"
never_cut = false
ours = false
condition = "days_since_activity > 10 d"
[evidence]
d = "days_since_activity"
[fr]
name = "Silence"
wording = "{ $name } : on appelle ? { $d }"
proposals = ["Appeler", "Écrire"]
[en]
name = "Silence"
wording = "{ $name }: shall we call? { $d }"
proposals = ["Call", "Write"]
"#;

/// Another model of the same target.
async fn another(world: &World) -> Made {
    let order = Order { seed: 2, ..order(Target::Leave { days: 56 }) };
    world.app.train_risk(&order, &Cancel::default(), |_| {}).await.unwrap().unwrap()
}

/// What the trial of a model found in the latest week.
async fn trial(world: &World, model: &str) -> Trial {
    let weeks = world.app.risk_drift(model, 1).await.unwrap();
    weeks.into_iter().next().and_then(|(_, week)| week.trial).unwrap()
}

async fn answers(world: &World, model: &str) -> usize {
    world.app.store.risk_answers(model, Instant(0)).await.unwrap().len()
}

/// Answers that are kept of somebody, of any model.
async fn said_of(world: &World, name: &str) -> usize {
    let mut kept = 0;
    for row in world.app.store.risk_models().await.unwrap() {
        let answers = world.app.store.risk_answers(&row.id, Instant(0)).await.unwrap();
        kept += answers.iter().filter(|answer| answer.student == id(name)).count();
    }
    kept
}

/// Those who are still there, the first who began first.
fn there() -> impl Iterator<Item = i64> {
    (0..STUDENTS).filter(|number| leaves(*number).is_none())
}

async fn leave(world: &mut World, numbers: &[i64], at: Instant) {
    let left = Withdrawn { reason: WithdrawalReason::Unknown, return_at: None };
    for number in numbers {
        let tale = student(&name(*number)).studying("web").lived(at, left.clone());
        world.imports(&tale.facts).await;
    }
}

/// What was ever taken back of somebody.
async fn taken_back(world: &World, number: i64) -> usize {
    let facts = world.app.store.facts_of(id(&name(number))).await.unwrap();
    let back = facts.iter().filter(
        |fact| matches!(&fact.payload, Payload::Observed(body) if body.metric == "risk_withdrawn"),
    );
    back.count()
}

async fn risk(world: &World, number: i64) -> Option<f64> {
    world.standing(&name(number)).await.journey.risk(world.now()).map(|(risk, _)| risk)
}

/// The Monday of this week, and so many days.
fn in_this_week(world: &World, days: i64) -> Instant {
    let calendar = &world.school.context.calendar;
    monday(calendar, day(TODAY)) + Span(days * DAY.0 + 9 * 3_600)
}

/// Everybody's list, uncut, with today's weights.
async fn lines(world: &World) -> Vec<Line> {
    let school = world.app.school().await.unwrap();
    let query = Query { advisor: None, cohort: None, at: None, minutes: None };
    world.app.worklist(&school, &query).await.unwrap().lines
}

on_both! {
    async fn the_first_challenger_looks_on_and_tells_nobody(mut world) {
        lived(&mut world).await;
        let made = train(&world, Target::Leave { days: 56 }).await;
        looks(&world).await;
        assert!(answers(&world, &made.id).await > 50);
        assert_eq!(told(&world, recent(true)).await, []);
        let found = trial(&world, &made.id).await;
        assert!(found.kept > 50 && found.settled.looks == 0 && found.beside.is_none(), "{found:?}");
        // Nothing is left to do until next week.
        let school = world.app.school().await.unwrap();
        assert!(!world.app.risk_step(&school).await.unwrap());
    }

    async fn both_models_are_compared_on_the_same_people_before_anybody_approves(mut world) {
        lived(&mut world).await;
        let first = in_force(&world).await;
        // Learned after this week's look: it looks on all the same.
        let second = another(&world).await;
        looks(&world).await;
        assert_ne!(first.id, second.id);
        assert_eq!(answers(&world, &first.id).await, answers(&world, &second.id).await);
        assert_eq!(told(&world, recent(true)).await.len(), 1, "nobody is told twice");
        let site = Site::open(&world).await;
        account(&world, "direction", Role::Manager, None).await;
        let mut manager = site.browser();
        manager.signs_in("direction@ecole.example").await;
        let page = manager.get("/risk").await.text();
        assert!(page.contains("C'est trop peu pour comparer"), "{page}");

        let gone: Vec<i64> = there().take(20).collect();
        world.app.clock.set(day(TODAY + 20));
        leave(&mut world, &gone, day(TODAY + 20)).await;
        world.app.clock.set(day(TODAY + 65));
        looks(&world).await;
        let found = trial(&world, &second.id).await;
        let beside = found.beside.clone().unwrap();
        assert_eq!((beside.champion.as_str(), beside.same_target), (first.id.as_str(), true));
        assert_eq!(beside.settled, found.settled, "the same looks at the same people");
        assert!(beside.settled.people > 50 && beside.settled.positives == 20, "{found:?}");
        let order = beside.figures.iter().find(|both| both.name == "auc_roc").unwrap();
        assert!(order.difference.low <= order.ours - order.theirs, "{order:?}");

        let page = manager.get("/risk").await.text();
        assert!(page.contains("Les deux modèles, sur les mêmes") && page.contains("Différence"), "{page}");
        let folder = tempfile::tempdir().unwrap();
        let shown = vigie(&world, folder.path(), &["risk", "show", &second.id]).await;
        assert!(shown.said.contains("looked at by both") && shown.said.contains("auc_roc"), "{shown:?}");
        let approved = ["risk", "approve", &second.id, "--reason", "vu", "--by", "alex"];
        let approved = vigie(&world, folder.path(), &approved).await;
        assert!(approved.said.contains("looked at by both"), "{approved:?}");
        assert_eq!(world.app.risk_champion().await.unwrap().unwrap().row.id, second.id);
    }

    async fn back_to_none_clears_signals_and_list(mut world) {
        lived(&mut world).await;
        let made = in_force(&world).await;
        world.publishes(ON_RISK).await;
        world.app.weigh_risk(40.0, &because("on essaie")).await.unwrap();
        let one = name(recent(true));
        let begun = day(recent(true) / 5 * 7);
        world.imports(&student(&one).advised_by("alex", begun).facts).await;
        let weighed = async |world: &World| {
            lines(world).await.iter().any(|line| line.candidate.risk.is_some())
        };
        assert!(world.ringing(&one).await.contains(&"on-risk".to_owned()) && weighed(&world).await);

        world.app.clock.set(world.now() + Span(60));
        world.app.risk_back(&because("on arrête")).await.unwrap();
        looks(&world).await;
        assert_eq!(risk(&world, recent(true)).await, None);
        assert!(!world.ringing(&one).await.contains(&"on-risk".to_owned()));
        assert!(!weighed(&world).await);
        assert_eq!(taken_back(&world, recent(true)).await, 1);

        // In force again in the same week, it speaks again.
        world.app.clock.set(world.now() + Span(60));
        world.app.approve_risk(&made.id, &because("on reprend")).await.unwrap();
        looks(&world).await;
        assert!(world.ringing(&one).await.contains(&"on-risk".to_owned()) && weighed(&world).await);
        // And whoever objects is not weighed, either.
        world.app.clock.set(world.now() + Span(60));
        world.app.object_to_risk(id(&one), true, None).await.unwrap();
        let lines = lines(&world).await;
        let line = lines.iter().find(|line| line.candidate.student == id(&one));
        assert!(line.is_none_or(|line| line.candidate.risk.is_none()));
    }

    async fn another_model_in_force_speaks_alone(mut world) {
        lived(&mut world).await;
        in_force(&world).await;
        let before = risk(&world, recent(true)).await;
        let other = train(&world, Target::Leave { days: 14 }).await;
        world.app.clock.set(world.now() + Span(60));
        world.app.approve_risk(&other.id, &because("plus court")).await.unwrap();
        looks(&world).await;
        let said = told(&world, recent(true)).await;
        let (now, by) = said.iter().find(|(_, by)| *by == other.id).unwrap();
        assert_eq!((risk(&world, recent(true)).await, by), (Some(*now), &other.id));
        assert_ne!(before, Some(*now));
    }

    async fn somebody_who_left_keeps_no_risk(mut world) {
        lived(&mut world).await;
        world.app.clock.set(in_this_week(&world, 0));
        let made = train(&world, Target::Leave { days: 56 }).await;
        let gone: Vec<i64> = there().take(2).collect();
        // Left on Tuesday; looked at on Thursday, as of Monday.
        world.app.clock.set(in_this_week(&world, 3));
        let tuesday = in_this_week(&world, 1);
        leave(&mut world, &gone[..1], tuesday).await;
        world.app.approve_risk(&made.id, &because("essai")).await.unwrap();
        looks(&world).await;
        assert_eq!((told(&world, gone[0]).await, risk(&world, gone[0]).await), (vec![], None));
        assert!(risk(&world, gone[1]).await.is_some());
        // Left on Tuesday, too; that is known on Friday, after the look.
        world.app.clock.set(in_this_week(&world, 4));
        leave(&mut world, &gone[1..], tuesday).await;
        assert_eq!(risk(&world, gone[1]).await, None);
        world.app.clock.set(in_this_week(&world, 7));
        looks(&world).await;
        assert_eq!((told(&world, gone[1]).await.len(), taken_back(&world, gone[1]).await), (1, 1));
    }

    async fn an_objection_counts_in_the_same_week(mut world) {
        lived(&mut world).await;
        world.app.clock.set(in_this_week(&world, 0));
        let made = train(&world, Target::Leave { days: 56 }).await;
        let somebody = recent(true);
        world.app.clock.set(in_this_week(&world, 1));
        world.app.object_to_risk(id(&name(somebody)), true, None).await.unwrap();
        world.app.clock.set(in_this_week(&world, 3));
        world.app.approve_risk(&made.id, &because("essai")).await.unwrap();
        looks(&world).await;
        assert_eq!(told(&world, somebody).await, [], "nothing is computed from that moment on");
        let kept = world.app.store.risk_answers(&made.id, Instant(0)).await.unwrap();
        assert!(!kept.is_empty() && kept.iter().all(|one| one.student != id(&name(somebody))));
        let school = world.app.school().await.unwrap();
        let why = world.app.explain_risk(&school, id(&name(somebody))).await.unwrap();
        assert_eq!(why.map(|why| why.len()), Some(0));
    }

    async fn objecting_takes_along_what_was_said_before(mut world) {
        lived(&mut world).await;
        let first = in_force(&world).await;
        let second = another(&world).await;
        looks(&world).await;
        world.publishes(ON_RISK).await;
        let gone: Vec<i64> = there().take(20).collect();
        let somebody = name(gone[0]);
        let marks = Marks { verdict: Some(Verdict::NotNeeded), ..Marks::default() };
        let tap = NewContact { marks, ..world.contact(&somebody, Outcome::Spoke) };
        world.app.add_contact(tap).await.unwrap();
        world.app.clock.set(day(TODAY + 20));
        leave(&mut world, &gone, day(TODAY + 20)).await;
        world.app.clock.set(day(TODAY + 65));
        looks(&world).await;
        let judged = async |world: &World| {
            let week = world.app.risk_drift(&first.id, 1).await.unwrap().remove(0).1;
            let audit = world.app.audit_risk(None, 1, &Cancel::default(), |_| {}).await.unwrap();
            let disagreed = world.app.risk_overrides().await.unwrap();
            let disagreed = disagreed.get(&first.id).map_or(0, |found| found.disagreed);
            let trial = trial(world, &second.id).await.settled;
            (week.calibration.unwrap().0, audit.unwrap().people, trial.positives, disagreed)
        };
        let (before, kept) = (judged(&world).await, said_of(&world, &somebody).await);
        assert!(before.2 == 20 && before.3 == 1 && kept > 1, "{before:?} {kept}");

        world.app.object_to_risk(id(&somebody), true, None).await.unwrap();
        assert_eq!(said_of(&world, &somebody).await, 0);
        // By the next look, nobody judges a model by them.
        world.app.clock.set(day(TODAY + 72));
        looks(&world).await;
        let (calibration, audited, positives, _) = before;
        let after = judged(&world).await;
        assert_eq!(after, (calibration - 1, audited - 1, positives - 1, 0));
        assert_eq!(said_of(&world, &somebody).await, 0);
    }

    async fn what_does_not_come_true_rings(mut world) {
        lived(&mut world).await;
        let made = in_force(&world).await;
        // Nobody would have said that all of them leave.
        let gone: Vec<i64> = there().collect();
        world.app.clock.set(day(TODAY + 20));
        leave(&mut world, &gone, day(TODAY + 20)).await;
        world.app.clock.set(day(TODAY + 65));
        looks(&world).await;
        let week = world.app.risk_drift(&made.id, 1).await.unwrap().remove(0).1;
        let (people, error) = week.calibration.unwrap();
        assert!(people >= 100 && error > week.limits.calibration && week.rings(), "{week:?}");
        assert_eq!(world.app.risk_rings().await.unwrap().len(), 1);
        // Whoever manages reads the limit, and how far it is passed.
        let folder = tempfile::tempdir().unwrap();
        let shown = vigie(&world, folder.path(), &["risk", "show", &made.id]).await;
        assert!(shown.said.contains("the calibration error, beyond 0.05"), "{shown:?}");
        let audited = world.app.audit_risk(None, 1, &Cancel::default(), |_| {}).await;
        let audited = audited.unwrap().unwrap();
        assert!(audited.model == made.id && audited.people >= 100, "{audited:?}");
    }

    async fn a_manager_decides_on_the_page(mut world) {
        lived(&mut world).await;
        let made = train(&world, Target::Leave { days: 56 }).await;
        let site = Site::open(&world).await;
        account(&world, "direction", Role::Manager, None).await;
        let mut manager = site.browser();
        manager.signs_in("direction@ecole.example").await;
        let page = manager.get("/risk").await;
        let form = page.form("/risk/approve");
        let refused = manager.submit(&form, &[("reason", "  ")]).await;
        assert!(refused.text().contains("Dites pourquoi"), "{}", refused.text());
        assert!(world.app.risk_champion().await.unwrap().is_none());
        let page = manager.submit(&form, &[("reason", "assez juste")]).await;
        assert!(page.path == "/risk" && page.text().contains("« assez juste »"), "{}", page.text());
        assert_eq!(world.app.risk_champion().await.unwrap().unwrap().row.id, made.id);
        // The card is whole: limits of drift, how many the team reaches, and why.
        for shown in ["à regarder à partir de 0,25", "au-delà de 0,05"] {
            assert!(page.text().contains(shown), "{shown}: {}", page.text());
        }
        let page = manager.submit(&page.form("/risk/weigh"), &[("points", "12"), ("reason", "on essaie")]).await;
        assert!(page.text().contains("12"), "{}", page.text());
        assert_eq!(world.app.school().await.unwrap().points.risk.to_string(), "12");
        let page = manager.submit(&page.form("/risk/back"), &[("reason", "non")]).await;
        assert!(page.text().contains("Aucun modèle n'est en vigueur"), "{}", page.text());
        assert!(world.app.risk_champion().await.unwrap().is_none());
    }

    async fn the_same_at_the_command_line(mut world) {
        lived(&mut world).await;
        tell_ages(&world).await;
        let made = train(&world, Target::Leave { days: 56 }).await;
        let folder = tempfile::tempdir().unwrap();
        let runs = async |arguments: &[&str]| vigie(&world, folder.path(), arguments).await;
        let refused = runs(&["audit", "fairness"]).await;
        assert!(refused.status != Some(0) && refused.complained.contains("vigie risk approve"), "{refused:?}");
        let listed = runs(&["risk", "list", "--format", "json"]).await.json();
        assert_eq!((&listed[0]["id"], &listed[0]["state"]), (&made.id.as_str().into(), &"challenger".into()));
        let shown = runs(&["risk", "show", &made.id, "--format", "json"]).await.json();
        assert_eq!(shown["card"]["limits"]["moved"], 0.25);
        assert_eq!(shown["card"]["reach_from"], "assumed");
        assert_ne!(runs(&["risk", "approve", &made.id]).await.status, Some(0), "no reason given");
        assert_ne!(runs(&["risk", "approve", "zz", "--reason", "x"]).await.status, Some(0));
        let approved = runs(&["risk", "approve", &made.id[..6], "--reason", "essai"]).await;
        assert!(approved.said.contains("is in force") && approved.said.contains("silently"), "{approved:?}");
        assert!(runs(&["risk", "look"]).await.said.contains("everybody is looked at"));
        assert_eq!(told(&world, recent(true)).await.len(), 1);
        let why = runs(&["risk", "explain", &name(recent(true)), "--format", "json"]).await.json();
        assert_eq!(why[0]["model"], made.id.as_str());
        let audited = runs(&["audit", "fairness", "--format", "json"]).await.json();
        assert_eq!((&audited["model"], &audited["reach_from"]), (&made.id.as_str().into(), &"assumed".into()));
        let said = runs(&["audit", "fairness", "--reach", "20"]).await.said;
        for shown in [&made.id, "20 personnes sur 100", "36-45", "age_band"] {
            assert!(said.contains(shown), "{shown}: {said}");
        }
        assert_ne!(runs(&["audit", "fairness", "--train", "somewhere"]).await.status, Some(0));
        assert!(runs(&["risk", "object", &name(recent(false))]).await.said.contains("written down"));
        assert!(runs(&["risk", "weigh", "5", "--reason", "on essaie"]).await.said.contains("5 points"));
        assert_ne!(runs(&["risk", "weigh", "41", "--reason", "trop"]).await.status, Some(0));
        assert!(runs(&["risk", "back", "--reason", "non"]).await.said.contains("no model is in force"));
        let refused = runs(&["train", "--with-attribute", "age_band"]).await;
        assert!(refused.status != Some(0) && refused.complained.contains("asks for a reason"), "{refused:?}");
        assert_ne!(runs(&["train", "--target", "leave:0"]).await.status, Some(0));
    }

    async fn the_reach_of_a_team_is_what_it_did(mut world) {
        lived(&mut world).await;
        // Alex spoke with two people in every one of the last weeks.
        let some: Vec<i64> = there().take(2).collect();
        for number in &some {
            let mut tale = student(&name(*number)).studying("web");
            for week in 0..14 {
                tale = tale.spoke_with("alex", day(TODAY - 7 * week - 3));
            }
            world.imports(&tale.facts).await;
        }
        let made = train(&world, Target::Leave { days: 56 }).await;
        let card = &made.artefact.card;
        let vigie_risk::card::ReachFrom::Contacts { weeks, reached, there } = card.reach_from else {
            panic!("{:?}", card.reach_from)
        };
        assert_eq!((weeks, reached), (12, 24));
        let share = f64::from(u32::try_from(reached).unwrap()) / f64::from(u32::try_from(there).unwrap());
        assert!((card.reach - share).abs() < 1e-12 && there > 600, "{card:?}");
        let said = Order { reach: Some(0.3), ..order(Target::Leave { days: 56 }) };
        let said = world.app.train_risk(&said, &Cancel::default(), |_| {}).await.unwrap().unwrap();
        assert_eq!(said.artefact.card.reach_from, vigie_risk::card::ReachFrom::Said);
    }

    async fn a_rule_that_overlooks_a_group_is_read_out(mut world) {
        lived(&mut world).await;
        tell_ages(&world).await;
        world.publishes(ON_SILENCE).await;
        let audited = world.app.audit_rules(1, &Cancel::default(), |_| {}).await.unwrap().unwrap();
        let one = audited.iter().find(|one| one.indicator == "on-silence").unwrap();
        let (people, rung) = one.people;
        assert!(people > 50 && rung > 0 && rung <= people, "{one:?}");
        let groups: Vec<_> = one.groups.iter().map(|line| line.value.as_str()).collect();
        assert_eq!(groups, ["18-25", "36-45"]);
        let site = Site::open(&world).await;
        account(&world, "direction", Role::Manager, None).await;
        let mut manager = site.browser();
        manager.signs_in("direction@ecole.example").await;
        let mut page = manager.get("/risk/rules").await.text();
        for _ in 0..60 {
            if page.contains("Elle a sonné") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            page = manager.get("/risk/rules").await.text();
        }
        let rang = format!("Elle a sonné pour {rung} personnes sur {people}");
        assert!(page.contains("Silence") && page.contains(&rang), "{page}");
    }
}
