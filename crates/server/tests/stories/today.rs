//! The list of today, as an advisor gets it.

use serde_json::Value;
use vigie_domain::fact::Need;

use crate::support::program::vigie;
use crate::support::{World, day, oclock, on_both, student};

/// Six people with a reason, and one who is well.
async fn a_morning(world: &mut World) {
    let web = |name: &str| {
        student(name)
            .enrols("web", day(0))
            .advised_by("alex", oclock(0, 9))
            .mentored_by("karim", oclock(0, 10))
            .worked(oclock(1, 20), 30)
    };
    let tales = [
        web("danger")
            .session_held(day(30))
            .spoke_with("alex", day(35))
            .says_they_need(Need::Danger, oclock(39, 20)),
        web("help")
            .session_held(day(30))
            .spoke_with("alex", day(35))
            .says_they_need(Need::Help, oclock(39, 21)),
        web("promise").session_held(day(30)).spoke_with("alex", day(35)).promised(
            "un créneau",
            oclock(35, 11),
            oclock(40, 12),
        ),
        web("question").session_held(day(30)).spoke_with("alex", day(35)).writes(oclock(36, 9)),
        web("missed").session_held(day(3)).spoke_with("alex", day(35)),
        web("unseen").session_held(day(30)).spoke_with("alex", day(2)),
        web("well").session_held(day(30)).spoke_with("alex", day(35)),
        student("absent")
            .enrols("web", day(0))
            .advised_by("billie", oclock(0, 9))
            .session_held(day(3))
            .spoke_with("billie", day(35)),
    ];
    for tale in tales {
        world.app.clock.set(day(0));
        world.lives(tale.worked(oclock(39, 22), 30)).await;
    }
    world.until(oclock(40, 9)).await;
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|line| line["student"].as_str().unwrap()).collect()
}

const JSON: [&str; 2] = ["--format", "json"];

on_both! {
    async fn zero_hours_show_everybody_and_those_without_a_reason_last(mut world) {
        a_morning(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let arguments = [&["worklist", "--all", "--hours", "0"][..], &JSON].concat();
        let list = vigie(&world, folder.path(), &arguments).await.json();
        let names = names(&list);
        assert_eq!(names.len(), 8, "{names:?}");
        assert_eq!(names[0], "danger");
        assert_eq!(names[7], "well");
        assert_eq!(list[7]["reasons"], Value::Array(vec![]));
        let ranks: Vec<u64> = list.as_array().unwrap().iter().map(|line| line["rank"].as_u64().unwrap()).collect();
        assert_eq!(ranks, (1..=8).collect::<Vec<_>>());
    }

    async fn the_shortest_day_keeps_what_cannot_wait(mut world) {
        a_morning(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let arguments = [&["worklist", "--advisor", "alex", "--hours", "0.02"][..], &JSON].concat();
        let list = vigie(&world, folder.path(), &arguments).await.json();
        let mut names = names(&list);
        names.sort_unstable();
        assert_eq!(names, ["danger", "help", "promise", "question"]);
        let cut = world.list(Some(1)).await;
        assert_eq!(cut.waiting, 3);
    }

    async fn an_advisor_sees_their_own_students(mut world) {
        a_morning(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let arguments = [&["worklist", "--advisor", "billie", "--hours", "0"][..], &JSON].concat();
        let list = vigie(&world, folder.path(), &arguments).await.json();
        assert_eq!(names(&list), ["absent"]);
    }

    async fn a_line_has_the_documented_shape(mut world) {
        a_morning(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let arguments = [&["worklist", "--all", "--hours", "0"][..], &JSON].concat();
        let list = vigie(&world, folder.path(), &arguments).await.json();
        for line in list.as_array().unwrap() {
            assert!(line["rank"].is_u64() && line["priority"].is_number());
            assert!(line["minutes"].is_u64() && line["promises"].is_array());
            assert!(line["student"].is_string() && line["advisor"].is_string());
            assert_eq!(line["enrolment"], format!("{}/web", line["student"].as_str().unwrap()));
            assert!(line["last_contact"]["at"].is_string());
            let reasons = line["reasons"].as_array().unwrap();
            let proposals = line["proposals"].as_array().unwrap().len();
            assert!((2..=3).contains(&proposals), "{line}");
            for reason in reasons {
                assert!(reason["indicator"].is_string() && reason["since"].is_string());
                assert!(reason["evidence"].is_object(), "{reason}");
            }
        }
        let missed = list.as_array().unwrap().iter().find(|line| line["student"] == "missed").unwrap();
        assert_eq!(missed["reasons"][0]["indicator"], "no-session");
        assert_eq!(missed["reasons"][0]["since"], "2025-09-24T22:00:01Z");
        let promise = list.as_array().unwrap().iter().find(|line| line["student"] == "promise").unwrap();
        assert_eq!(promise["promises"][0]["promise"], "un créneau");
    }

    async fn the_past_day_shows_the_past_list(mut world) {
        a_morning(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let at = oclock(37, 10).to_string();
        let arguments = [&["worklist", "--all", "--hours", "0", "--at", &at][..], &JSON].concat();
        let list = vigie(&world, folder.path(), &arguments).await.json();
        let rings = |name: &str, indicator: &str| {
            let line = list.as_array().unwrap().iter().find(|line| line["student"] == name);
            let reasons = line.unwrap()["reasons"].as_array().unwrap();
            reasons.iter().any(|reason| reason["indicator"] == indicator)
        };
        // The danger was not stated yet, the question was asked the day before.
        assert!(!rings("danger", "danger") && rings("question", "message-unanswered"));
    }
}
