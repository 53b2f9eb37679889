//! One tap on a contact: did the signal help, and was it on us?

use vigie_domain::access::Role;
use vigie_domain::fact::Kind;
use vigie_domain::ids::{FactId, StaffId};
use vigie_domain::indicator::{Usefulness, Verdict};
use vigie_domain::ours::Cause;
use vigie_domain::time::{Instant, Span};
use vigie_server::app::contact::{Marks, NewContact, Outcome};
use vigie_server::app::indicator::Act;
use vigie_server::app::link::Holder;
use vigie_server::app::written::Written;
use vigie_server::app::{Error, Refusal};

use crate::support::browser::{Site, account};
use crate::support::program::vigie;
use crate::support::team::alex;
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both, student};

const BELL: &str = "no-session";

/// The shipped definition, more urgent than all the others, with another
/// first threshold.
fn urgent(days: &str) -> String {
    let (_, shipped) =
        vigie_server::shipped::INDICATORS.iter().find(|(id, _)| *id == BELL).unwrap();
    let urgent = shipped.replacen("severity = \"act\"", "severity = \"urgent\"", 1);
    assert_ne!(urgent, *shipped);
    urgent.replacen("\"21 d\"", days, 1)
}

/// Inès has had no session for three weeks, which version 2 finds urgent.
async fn a_morning(world: &mut World) {
    assert_eq!(world.publishes(&urgent("\"21 d\"")).await, 2);
    let tale = student("ines")
        .enrols("web", day(0))
        .advised_by("alex", oclock(0, 9))
        .mentored_by("karim", oclock(0, 10))
        .session_held(day(3))
        .spoke_with("alex", day(20));
    world.lives(tale).await;
    world.until(oclock(27, 9)).await;
}

async fn reaches(world: &World, marks: Marks) -> Vec<Written> {
    let contact = NewContact {
        note: Some("le projet 4 n'a plus de consigne".to_owned()),
        marks,
        ..world.contact("ines", Outcome::Spoke)
    };
    world.app.add_contact(contact).await.unwrap()
}

fn said(verdict: Verdict) -> Marks {
    Marks { verdict: Some(verdict), ours: None, sensitive: false }
}

async fn useful(world: &World, version: u32) -> Usefulness {
    let dossier = world.app.indicator(BELL).await.unwrap().unwrap();
    dossier.versions.iter().find(|one| one.version == version).unwrap().useful
}

async fn undo(world: &World, written: &[Written]) {
    let facts: Vec<(Kind, &str)> =
        written.iter().map(|one| (one.kind, one.own_id.as_str())).collect();
    world.app.undo(id("ines"), &facts).await.unwrap();
}

on_both! {
    async fn a_tap_is_about_the_signal_that_led_to_the_contact(mut world) {
        a_morning(&mut world).await;
        reaches(&world, said(Verdict::Helped)).await;
        reaches(&world, said(Verdict::NotNeeded)).await;
        let useful = useful(&world, 2).await;
        assert_eq!((useful.helped, useful.not_needed, useful.wrong_data), (1, 1, 0));
        assert_eq!(useful.override_rate(), Some(0.5));
    }

    async fn a_tap_on_a_new_version_is_not_about_the_old_one(mut world) {
        a_morning(&mut world).await;
        reaches(&world, said(Verdict::WrongData)).await;
        assert_eq!(world.publishes(&urgent("\"18 d\"")).await, 3);
        reaches(&world, said(Verdict::Helped)).await;
        assert_eq!(useful(&world, 2).await.wrong_data, 1);
        assert_eq!(useful(&world, 3).await, Usefulness { helped: 1, ..Usefulness::default() });
    }

    async fn where_nothing_rings_a_tap_says_nothing(mut world) {
        a_morning(&mut world).await;
        for indicator in world.ringing("ines").await {
            world.app.retire(&indicator, None, &Act::default()).await.unwrap();
        }
        assert_eq!(world.ringing("ines").await, Vec::<String>::new());
        reaches(&world, said(Verdict::Helped)).await;
        assert!(world.app.store.feedback_said().await.unwrap().is_empty());
    }

    async fn undoing_the_contact_takes_its_marks_back(mut world) {
        a_morning(&mut world).await;
        let marks = Marks { verdict: Some(Verdict::Helped), ours: Some(Cause::Project), sensitive: false };
        let written = reaches(&world, marks).await;
        assert_eq!(world.app.store.open_ours().await.unwrap().len(), 1);
        undo(&world, &written).await;
        assert_eq!(useful(&world, 2).await.said(), 0);
        assert_eq!(world.app.store.open_ours().await.unwrap(), []);
    }

    async fn what_is_on_us_gets_an_owner_and_an_answer(mut world) {
        a_morning(&mut world).await;
        let written = reaches(&world, Marks { verdict: None, ours: Some(Cause::Project), sensitive: false }).await;
        let contact = written[0].fact;
        let register = world.app.ours(Instant(0)).await.unwrap();
        let open = &register.open[0];
        assert_eq!((open.row.contact, open.row.cause, open.row.owner), (contact, Cause::Project, None));
        assert_eq!(open.note.as_deref(), Some("le projet 4 n'a plus de consigne"));

        let billie = StaffId::derive("billie");
        world.app.take_ours(id("ines"), contact, billie).await.unwrap();
        assert_eq!(world.app.ours(Instant(0)).await.unwrap().open[0].row.owner, Some(billie));
        let blank = world.app.answer_ours(id("ines"), contact, billie, "  ").await;
        assert!(matches!(blank, Err(Error::Refused(Refusal::NoWords))), "{blank:?}");
        world.app.answer_ours(id("ines"), contact, billie, "consigne remise").await.unwrap();

        let register = world.app.ours(world.now()).await.unwrap();
        assert!(register.open.is_empty());
        let answer = register.answered[0].row.answer.clone();
        assert_eq!(answer, Some(("consigne remise".to_owned(), world.now())));
        let nowhere = world.app.take_ours(id("ines"), FactId::from_bytes([9; 16]), billie).await;
        assert!(matches!(nowhere, Err(Error::Unknown { .. })), "{nowhere:?}");
    }

    async fn the_form_of_a_line_has_the_taps(mut world) {
        a_morning(&mut world).await;
        let site = Site::open(&world).await;
        let mut browser = site.browser();
        account(&world, "alex", Role::Advisor, Some("alex")).await;
        browser.signs_in("alex@ecole.example").await;
        let page = browser.get("/today").await;
        assert!(page.text().contains("ça a aidé"), "{}", page.text());
        let form = page.form("/contact");
        let tapped = [("outcome", "no_answer"), ("verdict", "wrong_data"), ("ours", "mentoring")];
        let page = browser.submit(&form, &tapped).await;
        assert_eq!(page.status, 200, "{}", page.text());
        assert_eq!(useful(&world, 2).await.wrong_data, 1);
        assert_eq!(world.app.store.open_ours().await.unwrap()[0].cause, Cause::Mentoring);
        let nonsense = browser.submit(&form, &[("outcome", "spoke"), ("verdict", "great")]).await;
        assert_eq!(nonsense.status, 422, "{}", nonsense.text());
    }

    async fn a_mentor_reads_first_what_concerns_them_and_replies(mut world) {
        a_morning(&mut world).await;
        let written = reaches(&world, Marks { verdict: None, ours: Some(Cause::Mentoring), sensitive: false }).await;
        let first = world.app.ours(Instant(0)).await.unwrap();
        assert_eq!((first.open.len(), first.with_mentors), (0, 1));
        let site = Site::open(&world).await;
        let links = world.app.links().await.unwrap();
        let karim = Holder::Mentor(StaffId::derive("karim"));
        let link = format!("/l/{}", links.issue(karim, world.now() + Span::days(30)));
        let mut browser = site.browser();
        let page = browser.get(&link).await;
        assert!(page.text().contains("quelque chose coince dans le mentorat"), "{}", page.text());
        assert!(!page.text().contains("plus de consigne"), "the note is the team's");
        let form = page.form("/reply");
        let page = browser.submit(&form, &[("text", "j'étais <b>malade</b>")]).await;
        assert!(page.text().contains("j'étais <b>malade</b>"), "{}", page.html);

        let register = world.app.ours(Instant(0)).await.unwrap();
        assert_eq!(register.with_mentors, 0);
        let reply = register.open[0].row.reply.as_ref().map(|(words, _)| words.as_str());
        assert_eq!(reply, Some("j'étais <b>malade</b>"));
        let contact = written[0].fact;
        let other = world.app.reply_to_ours(alex(), id("ines"), contact, "non").await;
        assert!(matches!(other, Err(Error::Unknown { .. })), "{other:?}");
    }

    async fn without_a_reply_the_team_reads_it_after_three_days(mut world) {
        a_morning(&mut world).await;
        reaches(&world, Marks { verdict: None, ours: Some(Cause::Mentoring), sensitive: false }).await;
        world.until(oclock(30, 9)).await;
        let register = world.app.ours(Instant(0)).await.unwrap();
        assert_eq!((register.open.len(), register.with_mentors), (1, 0));
    }

    async fn marks_are_counted_among_the_obstacles(mut world) {
        a_morning(&mut world).await;
        reaches(&world, Marks { verdict: None, ours: Some(Cause::Platform), sensitive: false }).await;
        let folder = tempfile::tempdir().unwrap();
        let said = vigie(&world, folder.path(), &["obstacles"]).await;
        assert!(said.said.contains("as contacts said: platform 1."), "{said:?}");
        let json = vigie(&world, folder.path(), &["obstacles", "--format", "json"]).await;
        assert_eq!(json.json()["marks"], serde_json::json!([["platform", 1]]), "{json:?}");
    }
}
