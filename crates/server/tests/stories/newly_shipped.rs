//! A new version of the program brings indicators to a database that has lived.

use vigie_domain::indicator::State;
use vigie_domain::time::Instant;
use vigie_server::app::App;
use vigie_server::app::indicator::Act;
use vigie_server::clock::Clock;
use vigie_server::shipped::INDICATORS;

/// A database that lived before two of the indicators were shipped.
async fn an_older_school(folder: &std::path::Path) -> App {
    let url = folder.join("vigie.db").display().to_string();
    let clock = Clock::manual(Instant(1_760_000_000));
    let app = App::open(&url, clock).await.unwrap();
    app.school().await.unwrap();
    for table in ["indicators", "indicator_changes"] {
        let id = if table == "indicators" { "id" } else { "indicator" };
        let forget = format!("DELETE FROM {table} WHERE {id} IN ('unseen', 'question-due')");
        app.store.script(&forget).await.unwrap();
    }
    app
}

async fn state(app: &App, id: &str) -> Vec<State> {
    let versions = app.store.versions_of(id).await.unwrap();
    versions.iter().map(|row| row.state).collect()
}

#[tokio::test]
async fn what_is_new_becomes_a_draft_and_nothing_else_changes() {
    let folder = tempfile::tempdir().unwrap();
    let app = an_older_school(folder.path()).await;
    assert_eq!(app.missing_shipped().await.unwrap(), ["question-due", "unseen"]);
    let added = app.add_shipped(false, &Act::default()).await.unwrap();
    assert_eq!(added, ["question-due", "unseen"]);
    assert_eq!(state(&app, "unseen").await, [State::Draft]);
    assert_eq!(state(&app, "no-session").await, [State::Live]);
    assert!(app.school().await.unwrap().indicator("unseen").is_none());
    // A second start finds nothing.
    assert!(app.add_shipped(false, &Act::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn on_trial_they_are_evaluated_and_seen_by_no_advisor() {
    let folder = tempfile::tempdir().unwrap();
    let app = an_older_school(folder.path()).await;
    app.add_shipped(true, &Act::default()).await.unwrap();
    assert_eq!(state(&app, "question-due").await, [State::Trial]);
    assert!(app.school().await.unwrap().indicator("question-due").is_none());
}

#[tokio::test]
async fn a_team_that_retired_everything_is_not_given_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let app = an_older_school(folder.path()).await;
    app.store.script("DELETE FROM indicator_changes WHERE indicator <> 'danger'").await.unwrap();
    app.store.script("DELETE FROM indicators WHERE id <> 'danger'").await.unwrap();
    app.retire("danger", None, &Act::default()).await.unwrap();
    assert!(app.school().await.unwrap().indicators.is_empty());
    assert_eq!(app.missing_shipped().await.unwrap().len(), INDICATORS.len() - 1);
}
