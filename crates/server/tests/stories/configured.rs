//! A school says when it is there, and what it promises follows.

use serde_json::json;
use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;
use vigie_server::app::link::{Holder, LIFETIME};

use crate::support::browser::Site;
use crate::support::program::vigie;
use crate::support::world::id;
use crate::support::{day, oclock, on_both, student};

on_both! {
    async fn nobody_is_promised_an_answer_on_a_day_on_which_the_school_is_closed(mut world) {
        let ines = student("ines").enrols("web", day(0)).advised_by("alex", oclock(0, 9));
        world.lives(ines).await;
        let calendar = world.school.context.calendar.clone();
        let thursday: jiff::civil::DateTime = "2026-12-24T17:00".parse().unwrap();
        world.until(calendar.at(thursday)).await;
        let folder = tempfile::tempdir().unwrap();
        let set = ["school", "set", "--close", "2026-12-25,2026-12-28..2026-12-31,2027-01-01", "--format", "json"];
        let ran = vigie(&world, folder.path(), &set).await;
        assert_eq!(ran.json()["closed"].as_array().map(Vec::len), Some(6), "{ran:?}");
        let set = ["school", "set", "--reopen", "2026-12-31", "--format", "json"];
        let ran = vigie(&world, folder.path(), &set).await;
        assert_eq!(ran.json()["closed"].as_array().map(Vec::len), Some(5), "{ran:?}");

        let until = world.now() + LIFETIME;
        let token = world.app.give_link(None, Holder::Student(id("ines")), until).await.unwrap();
        let mut browser = Site::open(&world).await.browser();
        let said = [("say", "text"), ("text", "Vous êtes là ?")];
        browser.post(&format!("/l/{token}/say"), &said).await;
        let asked = world.standing("ines").await.journey.contact.question().unwrap();
        let new_years_eve: jiff::civil::DateTime = "2026-12-31T17:00".parse().unwrap();
        assert_eq!(asked.answer_by, calendar.at(new_years_eve));
        let page = browser.get(&format!("/l/{token}")).await.text();
        assert!(page.contains("31 décembre"), "{page}");
    }

    async fn hours_duty_and_terms_are_set_shown_and_remembered(world) {
        let folder = tempfile::tempdir().unwrap();
        let set = [
            "school", "set", "--hours", "mon-thu 10:00-16:00", "--answer-within", "6",
            "--on-duty", "billie", "--lost-attempts", "7", "--zone", "America/Montreal",
        ];
        let ran = vigie(&world, folder.path(), &set).await;
        assert_eq!(ran.status, Some(0), "{ran:?}");
        let shown = vigie(&world, folder.path(), &["school", "show", "--format", "json"]).await.json();
        assert_eq!(shown["open"], "mon 10:00-16:00, tue 10:00-16:00, wed 10:00-16:00, thu 10:00-16:00");
        assert_eq!((&shown["on_duty"], &shown["meanwhile"]), (&json!("billie"), &json!("billie")));
        assert_eq!((&shown["zone"], &shown["answer_within"]), (&json!("America/Montreal"), &json!(6)));
        assert_eq!(shown["follow_up"]["lost_attempts"], 7);
        let school = world.app.school().await.unwrap();
        assert_eq!(school.team.meanwhile(Instant(0)), Some(StaffId::derive("billie")));
        let refused = vigie(&world, folder.path(), &["school", "set", "--on-duty", "karim"]).await;
        assert_eq!(refused.status, Some(2), "a mentor is not on duty: {refused:?}");
        let rows = world.app.store.audit_after(uuid::Uuid::nil(), 0, 10).await.unwrap();
        assert_eq!(rows.iter().filter(|row| row.action == "school_configured").count(), 1);
    }
}
