//! An indicator is written, tried out in silence, published and retired.

use vigie_domain::access::Role;
use vigie_domain::ids::StaffId;
use vigie_domain::indicator::State;
use vigie_server::app::indicator::{Act, Hours, Outcome};
use vigie_server::app::{Error, Refusal};
use vigie_store::Why;

use crate::support::browser::{Site, account};
use crate::support::program::vigie;
use crate::support::world::id;
use crate::support::{Record, World, day, just_after, oclock, on_both, student};

const BELL: &str = "no-session";

/// The shipped definition with another first threshold.
fn after(days: &str) -> String {
    let (_, shipped) =
        vigie_server::shipped::INDICATORS.iter().find(|(id, _)| *id == BELL).unwrap();
    shipped.replacen("\"21 d\"", days, 1)
}

fn because(reason: &str) -> Act {
    Act { by: Some(StaffId::derive("alex")), user: None, reason: reason.to_owned() }
}

/// Inès had her last session on day 3, Gérard on day 8; it is day 27.
async fn two_students(world: &mut World) {
    for (name, last) in [("ines", 3), ("gerard", 8)] {
        let tale = student(name)
            .enrols("web", day(0))
            .advised_by("alex", oclock(0, 9))
            .session_held(day(last))
            .spoke_with("alex", day(20));
        world.app.clock.set(day(0));
        world.lives(tale).await;
    }
    world.until(oclock(27, 9)).await;
}

async fn draft(world: &World, days: &str) -> u32 {
    world.app.draft(&after(days), &because("")).await.unwrap().version
}

async fn tries(world: &mut World, days: &str) {
    let version = draft(world, days).await;
    world.app.try_out(BELL, Some(version), &because("")).await.unwrap();
    world.school = world.app.school().await.unwrap();
}

async fn states(world: &World) -> Vec<(u32, State)> {
    let dossier = world.app.indicator(BELL).await.unwrap().unwrap();
    dossier.versions.iter().map(|version| (version.version, version.state)).collect()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn a_draft_changes_nothing_for_anybody(mut world) {
        two_students(&mut world).await;
        let before = world.app.store.all_open_signals().await.unwrap();
        assert_eq!(draft(&world, "\"18 d\"").await, 2);
        assert_eq!(states(&world).await, [(1, State::Live), (2, State::Draft)]);
        world.until(oclock(27, 10)).await;
        assert_eq!(world.app.store.all_open_signals().await.unwrap(), before);
        // Word for word the same is the same draft; another one replaces it.
        assert_eq!(draft(&world, "\"18 d\"").await, 2);
        assert_eq!(draft(&world, "\"17 d\"").await, 3);
        let expected = [(1, State::Live), (2, State::Retired), (3, State::Draft)];
        assert_eq!(states(&world).await, expected);
    }

    async fn a_trial_rings_and_no_advisor_hears_it(mut world) {
        two_students(&mut world).await;
        let heard = world.app.store.outbox_last().await.unwrap();
        tries(&mut world, "\"18 d\"").await;
        let now = oclock(27, 9);
        let silent = Record::raised(now, Why::Published).since(just_after(day(26)));
        assert_eq!(world.records("gerard", "no-session@2").await, [silent]);
        let told = world.app.store.outbox_after(heard, 99).await.unwrap();
        assert!(told.iter().all(|row| row.topic != "signals"), "{told:?}");
        // Not on the list, nor on any page.
        let reasons = world.line("gerard").await.unwrap().candidate.reasons;
        assert!(reasons.iter().all(|reason| !reason.indicator.starts_with(BELL)), "{reasons:?}");
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        let site = Site::open(&world).await;
        let mut alex = site.browser();
        alex.signs_in("alex@ecole.example").await;
        for page in ["/today", "/signals", "/students"] {
            let page = alex.get(page).await;
            assert!(!page.html.contains("no-session@"), "{}", page.html);
        }
        let folder = tempfile::tempdir().unwrap();
        let history = ["signals", "--student", "gerard", "--history"];
        assert!(!vigie(&world, folder.path(), &history).await.said.contains('@'));
        // The workbench shows it, beside the live version.
        let listed = world.app.indicators().await.unwrap();
        let bell = listed.iter().find(|one| one.indicator.id == BELL).unwrap();
        assert_eq!((bell.version, bell.true_now), (1, 1));
        assert_eq!(bell.beside, [(2, State::Trial)]);
        let dossier = world.app.indicator(BELL).await.unwrap().unwrap();
        assert_eq!(dossier.versions[1].true_now, 2);
        assert_eq!(dossier.versions[1].weekly.iter().sum::<u64>(), 2);
    }

    async fn a_trial_wakes_at_its_own_instant(mut world) {
        two_students(&mut world).await;
        tries(&mut world, "\"20 d\"").await;
        assert_eq!(world.records("gerard", "no-session@2").await, []);
        world.until(just_after(day(28))).await;
        let silent = Record::raised(just_after(day(28)), Why::Time);
        assert_eq!(world.records("gerard", "no-session@2").await, [silent]);
        assert!(!world.ringing("gerard").await.contains(&BELL.to_owned()));
    }

    async fn going_live_closes_the_trial_and_the_version_before(mut world) {
        two_students(&mut world).await;
        tries(&mut world, "\"18 d\"").await;
        world.until(oclock(28, 9)).await;
        let published = world.app.publish(BELL, None, &because("assez vu")).await.unwrap();
        assert_eq!(published.version, 2);
        world.school = world.app.school().await.unwrap();
        assert_eq!(states(&world).await, [(1, State::Retired), (2, State::Live)]);

        let now = oclock(28, 9);
        let tried = Record::raised(oclock(27, 9), Why::Published).cleared(now, Why::Published);
        let since = just_after(day(26));
        assert_eq!(world.records("gerard", "no-session@2").await, [tried.since(since)]);
        let live = Record::raised(now, Why::Published).since(since);
        assert_eq!(world.records("gerard", BELL).await, [live]);
        // What the old version saw stays as it was seen, with its evidence.
        let rows = world.rows("ines", BELL).await;
        assert_eq!(rows.iter().map(|row| row.indicator_version).collect::<Vec<_>>(), [1, 2]);
        assert!(rows[0].evidence.contains("\"n\":{\"number\":1814401"), "{}", rows[0].evidence);
        assert_eq!(rows[0].cleared, Some((now, Why::Published)));
    }

    async fn what_is_retired_rings_no_more_and_may_come_back(mut world) {
        two_students(&mut world).await;
        let gone = world.app.retire(BELL, None, &because("plus utile")).await.unwrap();
        assert_eq!(gone, [1]);
        world.school = world.app.school().await.unwrap();
        assert!(!world.ringing("ines").await.contains(&BELL.to_owned()));
        let again = world.app.retire(BELL, Some(1), &because("")).await;
        assert_eq!(refused(again), Refusal::NotThatState(State::Retired));
        world.app.publish(BELL, Some(1), &because("si, finalement")).await.unwrap();
        assert!(world.ringing("ines").await.contains(&BELL.to_owned()));
    }

    async fn the_audit_says_who_changed_what_when_and_why(mut world) {
        two_students(&mut world).await;
        tries(&mut world, "\"18 d\"").await;
        world.app.publish(BELL, None, &because("  on appelle trop tard ")).await.unwrap();
        let dossier = world.app.indicator(BELL).await.unwrap().unwrap();
        let told: Vec<_> = dossier
            .changes
            .iter()
            .map(|change| (change.version, change.state, change.reason.as_str()))
            .collect();
        let expected = [
            (1, State::Live, ""),
            (2, State::Draft, ""),
            (2, State::Trial, ""),
            (1, State::Retired, ""),
            (2, State::Live, "on appelle trop tard"),
        ];
        assert_eq!(told, expected);
        assert_eq!(dossier.changes[4].by, Some(StaffId::derive("alex")));
        assert_eq!(dossier.changes[4].at, oclock(27, 9));
    }

    async fn more_hours_than_there_are_ask_for_a_reason(mut world) {
        two_students(&mut world).await;
        let mut tx = world.app.store.begin().await.unwrap();
        tx.put_setting("weekly_minutes", "1").await.unwrap();
        tx.commit().await.unwrap();
        let version = draft(&world, "\"18 d\"").await;
        let silent = Act::default();
        let refusal = refused(world.app.publish(BELL, Some(version), &silent).await);
        let Refusal::HoursExceeded(hours) = refusal else { panic!("{refusal:?}") };
        assert_eq!((hours.there, hours.each), (2, 1));
        assert!(hours.missing() > 0 && hours.people_missing() >= 1.0, "{hours:?}");
        assert_eq!(states(&world).await, [(1, State::Live), (2, State::Draft)]);

        world.app.publish(BELL, Some(version), &because("cela vaut la peine")).await.unwrap();
        let dossier = world.app.indicator(BELL).await.unwrap().unwrap();
        assert_eq!(dossier.changes.last().unwrap().minutes, Some((hours.asked, hours.there)));
    }

    async fn what_no_day_is_too_short_for_is_outside_the_budget(mut world) {
        two_students(&mut world).await;
        let live = world.app.school().await.unwrap();
        let bell = live.indicator(BELL).unwrap().clone();
        let counted = |hours: Option<Hours>| hours.unwrap().asked;
        let with = counted(world.app.hours_with(&bell).await.unwrap());
        let mut never_cut = bell;
        never_cut.never_cut = true;
        let without = counted(world.app.hours_with(&never_cut).await.unwrap());
        assert!(without < with, "{without} {with}");
    }

    async fn a_definition_with_a_mistake_leaves_nothing(world) {
        let before = world.app.store.indicator_versions().await.unwrap();
        let good = after("\"18 d\"");
        let wrong = [
            good.replacen("days_since_session", "days_since_sesion", 1),
            good.replacen("$name", "$nom", 1),
            "(".repeat(70_000),
        ];
        for body in wrong {
            let error = world.app.draft(&body, &because("")).await.unwrap_err();
            assert!(matches!(error, Error::Indicator(_)), "{error}");
            let both = [good.clone(), body];
            world.app.import_indicators(&both, &because("")).await.unwrap_err();
        }
        assert_eq!(world.app.store.indicator_versions().await.unwrap(), before);
    }

    async fn a_condition_that_is_never_true_stays_a_draft(world) {
        let (start, end) = (after("\"18 d\""), "(sessions_held == 0 && has_mentor && days_since_start > $quiet)");
        let body = start.replacen(end, "(sessions_held < 0 && sessions_held > 0)", 1);
        let condition = body.split_once("condition = \"\"\"").unwrap();
        let rest = condition.1.split_once("\"\"\"").unwrap().1;
        let quiet = "days_since_session > $quiet && days_since_session < $quiet_weekly";
        let body = format!("{}condition = \"\"\"\n{quiet}\n\"\"\"{rest}", condition.0);
        let body = body.replacen("\"14 d\"", "\"9 d\"", 1);
        let drafted = world.app.draft(&body, &because("")).await.unwrap();
        let warning = drafted.warnings[0].render(&body);
        assert!(warning.contains("never be true") && warning.contains(quiet), "{warning}");
        let error = world.app.try_out(BELL, None, &because("")).await.unwrap_err();
        assert!(error.to_string().contains("never be true"), "{error}");
        assert_eq!(states(&world).await, [(1, State::Live), (2, State::Draft)]);
    }

    async fn files_go_out_and_come_back_in(mut world) {
        two_students(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &'static [&'static str]| vigie(&world, folder.path(), arguments);
        let said = run(&["indicator", "export"]).await.said;
        assert_eq!(said, format!("{} files in indicators\n", vigie_server::shipped::INDICATORS.len()));
        let file = folder.path().join("indicators/no-session.toml");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), after("\"21 d\""));
        let said = run(&["indicator", "import", "indicators/no-session.toml"]).await.said;
        assert_eq!(said, "no-session version 1 says so already\n");
        std::fs::write(&file, after("\"18 d\"")).unwrap();
        let said = run(&["indicator", "import", "indicators/no-session.toml", "--by", "alex"]).await;
        assert_eq!(said.said, "no-session version 2 is a draft\n", "{}", said.complained);
        let diff = run(&["indicator", "diff", "no-session"]).await.said;
        assert!(diff.contains("--- no-session version 1 (live)\n+++ no-session version 2 (draft)\n"));
        let changed: Vec<&str> =
            diff.lines().skip(2).filter(|line| line.starts_with(['-', '+'])).collect();
        assert!(changed.len() == 2 && changed[1].contains("\"18 d\""), "{diff}");
        let tried = run(&["indicator", "trial", "no-session", "--reason", "un essai"]).await.said;
        assert_eq!(tried, "no-session version 2 is on trial: no advisor sees it\n");
        let history = run(&["indicator", "history", "no-session"]).await.said;
        assert!(history.contains("ALEX") && history.contains("un essai"), "{history}");
        let unknown = run(&["indicator", "publish", "no-sesion"]).await;
        assert_eq!(unknown.status, Some(3), "{}", unknown.complained);
    }

    async fn an_import_tells_what_is_new(world) {
        let bodies = [after("\"21 d\""), after("\"18 d\"")];
        let imported = world.app.import_indicators(&bodies, &because("")).await.unwrap();
        let told: Vec<_> = imported.iter().map(|one| (one.version, one.outcome)).collect();
        assert_eq!(told, [(1, Outcome::Unchanged), (2, Outcome::Drafted)]);
        assert_eq!(world.ringing("nobody").await, Vec::<String>::new());
        assert!(world.app.store.student(id("nobody")).await.unwrap().is_none());
    }
}
