//! The school's own files come in by the command line.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Ran, vigie};
use crate::support::{World, day, on_both};

/// The shipped templates: the story of one student.
fn templates(folder: &Path) -> std::path::PathBuf {
    let tables = folder.join("tables");
    vigie_ingest::native::write_templates(&tables).unwrap();
    tables
}

async fn import(world: &World, folder: &Path) -> Ran {
    // After everything that the templates tell.
    world.app.clock.set(day(700));
    vigie(world, folder, &["import", "csv", "tables", "--format", "json"]).await
}

fn count(summary: &Value, key: &str) -> u64 {
    summary[key].as_u64().unwrap_or_else(|| panic!("{key}: {summary}"))
}

on_both! {
    async fn the_second_time_changes_nothing(world) {
        let folder = tempfile::tempdir().unwrap();
        templates(folder.path());
        let first = import(&world, folder.path()).await;
        assert_eq!(first.status, Some(0), "{first:?}");
        let first = first.json();
        assert!(count(&first, "facts") > 20, "{first}");
        assert_eq!((count(&first, "duplicates"), count(&first, "rejects")), (0, 0));
        for key in ["students", "enrolments", "facts", "duplicates", "rejects", "seconds"] {
            assert!(first[key].is_number(), "{key}");
        }
        let open = world.app.store.all_open_signals().await.unwrap();

        let second = import(&world, folder.path()).await;
        assert_eq!(second.status, Some(0), "{second:?}");
        let second = second.json();
        assert_eq!((count(&second, "facts"), count(&second, "revisions")), (0, 0));
        assert_eq!(count(&second, "duplicates"), count(&first, "facts"));
        assert_eq!(world.app.store.all_open_signals().await.unwrap(), open);
    }

    async fn a_broken_row_is_told_and_the_rest_comes_in(world) {
        let folder = tempfile::tempdir().unwrap();
        let tables = templates(folder.path());
        let file = tables.join("enrolled.csv");
        let mut text = fs::read_to_string(&file).unwrap();
        let example = text.lines().nth(1).unwrap().replace("2025-09-", "2025-99-");
        text.push_str(&example);
        text.push('\n');
        fs::write(&file, text).unwrap();

        let ran = import(&world, folder.path()).await;
        assert_eq!(ran.status, Some(0), "{ran:?}");
        assert_eq!(count(&ran.json(), "rejects"), 1);
        let rejects = fs::read_to_string(folder.path().join("rejects.csv")).unwrap();
        let told: Vec<&str> = rejects.lines().collect();
        assert_eq!(told.len(), 2, "{rejects}");
        assert!(told[1].starts_with("enrolled.csv,3,"), "{rejects}");
    }

    async fn a_folder_with_nothing_known_is_said_to_be_so(world) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tables")).unwrap();
        fs::write(folder.path().join("tables/holiday.txt"), "sun").unwrap();
        let ran = import(&world, folder.path()).await;
        assert!(ran.status.is_some_and(|status| status != 0), "{ran:?}");
        assert!(ran.said.is_empty() && ran.complained.contains("tables"), "{ran:?}");
    }
}
