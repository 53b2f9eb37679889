//! An indicator is tried on past students before it rings for anybody.
//!
//! Ines was last seen by her mentor on day 1 and left on day 60. Gérard had
//! sessions on days 1 and 30 and has his diploma. Maëlle had one on day 150
//! and is still there. Noé left on day 20, Zoé for a job on day 60. Today is
//! day 200: "no session" rang on day 22 for Ines, Gérard and Zoé, on day 51
//! for Gérard again, on day 171 for Maëlle, and never for Noé.

use serde_json::Value;
use vigie_domain::directory::Student;
use vigie_domain::fact::{Diploma, WithdrawalReason, Withdrawn};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;
use vigie_evidence::dryrun::{Held, Report};
use vigie_evidence::outcome::Outcome;
use vigie_server::app::backtest::{self, Cancel, Candidate, Progress, Request};
use vigie_store::directory::NewStudent;

use crate::support::program::vigie;
use crate::support::world::{SOURCE, id};
use crate::support::{Tale, World, day, on_both, student};

const BELL: &str = "no-session";

fn left(tale: Tale, at: i64, reason: WithdrawalReason) -> Tale {
    tale.lived(day(at), Withdrawn { reason, return_at: None })
}

fn five_students() -> [Tale; 5] {
    use WithdrawalReason as Why;
    let begins = |name| student(name).enrols("web", day(0));
    let diploma = Diploma { programme: "web".into(), guarantee_until: None };
    let gerard = begins("gerard").session_held(day(1)).session_held(day(30));
    [
        left(begins("ines").session_held(day(1)), 60, Why::Money),
        gerard.lived(day(200), diploma),
        begins("maelle").session_held(day(150)),
        left(begins("noe").session_held(day(1)), 20, Why::Life),
        left(begins("zoe").session_held(day(1)), 60, Why::Job),
    ]
}

async fn lived(world: &mut World) {
    world.app.clock.set(day(200));
    for tale in five_students() {
        let gender: (Key, Key) = ("gender".into(), "f".into());
        let known =
            Student { external: tale.student.clone(), audit: vec![gender], ..Student::default() };
        let new = NewStudent { proposed: id(&tale.student), source: SOURCE.into(), student: known };
        let mut tx = world.app.store.begin().await.unwrap();
        tx.put_students(&[new]).await.unwrap();
        tx.commit().await.unwrap();
        world.imports(&tale.facts).await;
    }
}

fn bell(world: &World) -> Candidate {
    world.school.indicator(BELL).unwrap().clone().into()
}

async fn report(world: &World, request: Request) -> Report {
    let run = backtest::run(&world.app, &request, &Cancel::default(), |_| {}).await;
    run.unwrap().unwrap()
}

fn held(report: &Report, outcome: Outcome) -> &Held {
    report.indicators[0].outcomes.iter().find(|held| held.outcome == outcome).unwrap()
}

on_both! {
    async fn the_figures_are_those_counted_by_hand(mut world) {
        lived(&mut world).await;
        let candidates = vec![bell(&world)];
        let report = report(&world, Request { candidates, ..Request::default() }).await;
        assert_eq!((report.students, report.from, report.to), (5, day(0), day(200)));

        let volume = &report.indicators[0].volume;
        assert_eq!((volume.rings, volume.students, volume.still_open), (5, 4, 1));
        // Each is an obstacle, a contact of 25 minutes: 125 in 200 days.
        let hours = 125.0 / 60.0 / (200.0 / 7.0);
        assert!((volume.hours_per_week - hours).abs() < 1e-9, "{}", volume.hours_per_week);

        let harm = held(&report, Outcome::Harm);
        // Ines left; Gérard did not, nor Zoé in that sense; of Maëlle nobody knows.
        assert_eq!((harm.came_true, harm.did_not, harm.unknown), (1, 2, 1));
        // Of Ines and Noé, Ines was rung for: 37 whole days before.
        assert_eq!((harm.met, harm.caught), (2, 1));
        assert_eq!(harm.warning_days.map(|days| days.median), Some(37));
        // Weekly looks: 9 of 9, 0 of 29, 0 of 16, 3 of 3 and 0 of 9.
        assert!((harm.base_rate.unwrap() - 12.0 / 66.0).abs() < 1e-12);
        // It rang in 36 weeks of which it is known, 6 of them followed by a departure. In 16 of
    // the 36, one of four at risk left within the horizon: 4 were expected.
    assert!((harm.lift.unwrap().value - 1.5).abs() < 1e-12);
        let job = held(&report, Outcome::LeftForJob);
        assert_eq!((job.came_true, job.met, job.caught), (1, 1, 1));
        assert!(report.leaks.is_clean() && report.leaks.rings_checked >= 4);
    }

    async fn a_group_of_five_is_not_shown(mut world) {
        lived(&mut world).await;
        let candidates = vec![bell(&world)];
        let report = report(&world, Request { candidates, ..Request::default() }).await;
        let groups = &report.indicators[0].groups;
        let named: Vec<&str> = groups.iter().map(|group| group.dimension.as_str()).collect();
        assert_eq!(named, ["gender", "programme"]);
        assert!(groups.iter().all(|group| group.figures.is_none()));
    }

    async fn the_dry_run_rings_when_the_live_engine_rang(mut world) {
        let tales = five_students();
        let mut drafts: Vec<_> = tales.iter().flat_map(|tale| tale.facts.clone()).collect();
        drafts.sort_by_key(|draft| draft.known_at);
        for tale in &tales {
            world.settle_in(tale).await;
        }
        for draft in drafts {
            if draft.known_at > world.now() {
                world.until(Instant(draft.known_at.0 - 1)).await;
                world.app.clock.set(draft.known_at);
            }
            world.receives(&[draft]).await;
        }
        world.until(day(200)).await;
        let mut raised = 0;
        for tale in &tales {
            raised += world.records(&tale.student, BELL).await.len();
        }
        let candidates = vec![bell(&world)];
        let report = report(&world, Request { candidates, ..Request::default() }).await;
        assert_eq!(report.indicators[0].volume.rings, raised as u64);
    }

    async fn other_values_of_a_threshold_change_the_frontier_only(mut world) {
        lived(&mut world).await;
        let asked = |variants| {
            let candidates = vec![bell(&world)];
            Request { candidates, variants, ..Request::default() }
        };
        let plain = report(&world, asked(false)).await;
        let varied = report(&world, asked(true)).await;
        assert_eq!(Report { frontier: plain.frontier.clone(), ..varied }, plain);
    }

    async fn somebody_may_change_their_mind(mut world) {
        lived(&mut world).await;
        let cancel = Cancel::default();
        cancel.cancel();
        let stopped = backtest::run(&world.app, &Request::default(), &cancel, |_| {}).await;
        assert_eq!(stopped.unwrap(), None);
    }

    async fn progress_ends_with_everybody(mut world) {
        lived(&mut world).await;
        let mut last = None;
        let request = Request { programme: Some("web".into()), ..Request::default() };
        let heard = |progress| last = Some(progress);
        backtest::run(&world.app, &request, &Cancel::default(), heard).await.unwrap();
        assert_eq!(last, Some(Progress { students: 5, of: 5 }));
    }

    async fn a_definition_is_tried_before_it_is_published(mut world) {
        lived(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let (_, shipped) =
            vigie_server::shipped::INDICATORS.iter().find(|(id, _)| *id == BELL).unwrap();
        let other = shipped.replacen("\"21 d\"", "\"40 d\"", 1);
        std::fs::write(folder.path().join("other.toml"), other).unwrap();
        let ask = ["backtest", "--indicator", "other.toml", "--format", "json"];
        let ran = vigie(&world, folder.path(), &ask).await;
        assert_eq!(ran.status, Some(0), "{ran:?}");
        let json: Value = ran.json();
        // Day 41 for Ines and Zoé, 70 for Gérard, 190 for Maëlle.
        let bell = &json["indicators"][0];
        assert_eq!((&bell["indicator"], &bell["rings"]), (&BELL.into(), &4.into()));
        assert_eq!(json["known_until"], day(200).to_string());
    }

    async fn what_is_neither_live_nor_a_file_is_told_with_what_is(world) {
        let folder = tempfile::tempdir().unwrap();
        let ran = vigie(&world, folder.path(), &["backtest", "--indicator", "no-sesion"]).await;
        assert_eq!(ran.status, Some(3), "{ran:?}");
        assert!(ran.complained.contains("no-session"), "{ran:?}");
    }

    async fn the_table_says_what_the_json_says(mut world) {
        lived(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let ran = vigie(&world, folder.path(), &["backtest", "--indicator", BELL]).await;
        let line = ran.said.lines().find(|line| line.starts_with(BELL)).unwrap_or_default();
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(cells[1..8], ["5", "0.2", "100.0", "4", "1", "2", "1"], "{}", ran.said);
    }
}
