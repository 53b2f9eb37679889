//! A program brings facts with a token, and asks whether all is well.

use vigie_domain::access::Right;
use vigie_domain::fact::Kind;
use vigie_server::app::{Error, Refusal};

use crate::support::browser::{Browser, Page, Site};
use crate::support::program::vigie;
use crate::support::{World, day, oclock, on_both, student};

const FACTS: &str = "/api/v1/facts";
const HEALTH: &str = "/api/v1/health";

async fn program(world: &World, site: &Site, may: &[Right]) -> Browser {
    let mut program = site.browser();
    program.token = Some(world.app.make_token("Moodle", may, "csv").await.unwrap());
    program
}

fn json(page: &Page) -> serde_json::Value {
    serde_json::from_str(&page.html).unwrap_or_else(|_| panic!("{}: {}", page.status, page.html))
}

const LINES: &str = r#"{"kind":"students","student":"lea","given_name":"Léa"}
{"kind":"message_in","student":"lea","id":"m1","occurred_at":"2025-09-02T10:00","channel":"email","text":"je bloque"}
{"kind":"message_in","student":"lea","id":"m2","occurred_at":"hier","channel":"email"}
{"kind":"message_in","student":"ines","id":"m1","occurred_at":"2025-09-02T11:00","channel":"email"}"#;

on_both! {
    async fn facts_come_in_once_and_what_is_wrong_is_told(mut world) {
        world.lives(student("ines").enrols("web", day(0)).advised_by("alex", oclock(0, 9))).await;
        world.until(oclock(2, 9)).await;
        let site = Site::open(&world).await;
        let mut moodle = program(&world, &site, &[Right::SendFacts, Right::AskHealth]).await;
        let page = moodle.send_body(FACTS, LINES).await;
        assert_eq!(page.header("content-type"), Some("application/json"));
        let told = json(&page);
        assert_eq!((told["facts"].as_u64(), told["duplicates"].as_u64()), (Some(2), Some(0)), "{told}");
        let reject = &told["rejects"][0];
        assert_eq!((reject["line"].as_u64(), reject["member"].as_str()), (Some(3), Some("occurred_at")), "{told}");
        // Sent again, nothing changes.
        let again = json(&moodle.send_body(FACTS, LINES).await);
        assert_eq!((again["facts"].as_u64(), again["duplicates"].as_u64()), (Some(0), Some(2)), "{again}");
        // It counts as if a file had brought it: her message waits for an answer.
        let ines = world.standing("ines").await.journey;
        assert_eq!(ines.contact.unanswered.map(|open| open.count), Some(1));
        let lea = world.app.store.find_student("lea").await.unwrap()[0].0;
        let facts = world.app.store.facts_of(lea).await.unwrap();
        assert!(facts.iter().any(|fact| fact.kind() == Kind::MessageIn && fact.source == "csv"));
        assert_eq!(json(&moodle.get(HEALTH).await)["status"], "ok");
        assert_eq!(world.app.verify_audit(&[]).await.unwrap().findings, []);
    }

    async fn a_token_opens_what_it_may_and_nothing_else(world) {
        let site = Site::open(&world).await;
        let mut health = program(&world, &site, &[Right::AskHealth]).await;
        assert_eq!(health.get(HEALTH).await.status, 200);
        let refused = health.send_body(FACTS, LINES).await;
        assert_eq!(refused.header("content-type"), Some("application/problem+json"));
        assert_eq!((refused.status, json(&refused)["status"].as_u64()), (403, Some(403)));
        // No page of the cockpit, either.
        assert_eq!(health.get("/today").await.status, 403);
        let mut nobody = site.browser();
        assert_eq!(nobody.get(HEALTH).await.status, 401);
        nobody.token = Some("vigie_made_up".to_owned());
        assert_eq!((nobody.get(HEALTH).await.status, nobody.get("/login").await.status), (401, 401));
        let id = world.app.store.tokens().await.unwrap()[0].id;
        world.app.revoke_token(id).await.unwrap();
        assert_eq!(health.get(HEALTH).await.status, 401);
        let twice = world.app.revoke_token(id).await.unwrap_err();
        assert!(matches!(twice, Error::Unknown { .. }), "{twice}");
    }

    async fn only_a_hash_of_a_token_is_kept(world) {
        let token = world.app.make_token("Moodle", &[Right::SendFacts], "moodle").await.unwrap();
        let all = crate::support::everything::everything(&world.url).await;
        assert!(crate::support::everything::where_is(&all, &token).is_empty());
        assert!(!crate::support::everything::where_is(&all, "Moodle").is_empty());
        let own = world.app.make_token("Moodle", &[Right::SendFacts], "vigie").await.unwrap_err();
        assert!(matches!(own, Error::Refused(Refusal::OwnSource(_))), "{own}");
    }

    async fn a_program_that_hurries_is_told_to_wait(world) {
        let site = Site::open(&world).await;
        let mut health = program(&world, &site, &[Right::AskHealth]).await;
        let mut last = 200;
        for _ in 0..130 {
            last = health.get(HEALTH).await.status;
            if last != 200 {
                break;
            }
        }
        assert_eq!(last, 429);
    }

    async fn tokens_are_made_listed_and_revoked_on_the_command_line(world) {
        let folder = tempfile::tempdir().unwrap();
        let make = ["user", "token", "create", "--name", "Moodle", "--may", "facts:write,health:read"];
        let made = vigie(&world, folder.path(), &make).await;
        assert!(made.status == Some(0) && made.said.starts_with("vigie_"), "{made:?}");
        let list = vigie(&world, folder.path(), &["user", "token", "list", "--format", "json"]).await;
        let listed = list.json();
        assert_eq!(listed[0]["may"], serde_json::json!(["facts:write", "health:read"]));
        let id = listed[0]["id"].as_str().unwrap().to_owned();
        let revoke = ["user", "token", "revoke", id.as_str()];
        assert_eq!(vigie(&world, folder.path(), &revoke).await.status, Some(0));
        assert_eq!(vigie(&world, folder.path(), &revoke).await.status, Some(3));
        let wrong = ["user", "token", "create", "--name", "x", "--may", "everything"];
        assert_eq!(vigie(&world, folder.path(), &wrong).await.status, Some(2));
    }
}
