//! Whose student somebody is, whatever happens to the people around them.

use serde_json::Value;
use vigie_domain::access::Role;
use vigie_domain::fact::{AdvisorEnded, Diploma, Occasion};
use vigie_domain::ids::{Key, StaffId};
use vigie_domain::time::DAY;
use vigie_server::app::caseload::{Gift, NewAbsence};
use vigie_server::app::contact::Marks;
use vigie_server::app::{Error, Refusal};
use vigie_store::directory::AdvisorRow;

use crate::support::browser::{Site, account};
use crate::support::program::vigie;
use crate::support::team::{date, link_of};
use crate::support::world::id;
use crate::support::{Tale, World, day, oclock, on_both, student};

fn web(name: &str, advisor: &str) -> Tale {
    student(name).enrols("web", day(0)).advised_by(advisor, oclock(0, 9))
}

/// Inès and Léo are Alex's, Omar is Billie's; Nadia answers for the school.
async fn two_caseloads(world: &mut World) {
    for (name, advisor) in [("ines", "alex"), ("leo", "alex"), ("omar", "billie")] {
        world.app.clock.set(day(0));
        world.lives(web(name, advisor).spoke_with(advisor, oclock(1, 9))).await;
    }
    world.until(oclock(40, 9)).await;
    for name in ["alex", "billie"] {
        account(world, name, Role::Advisor, Some(name)).await;
    }
    account(world, "nadia", Role::Manager, None).await;
}

/// Nobody has two advisors, and nobody none, whenever one looks.
async fn exactly_one_each(world: &World) {
    let school = world.app.school().await.unwrap();
    let checked = world.app.check_caseload(&school).await.unwrap();
    assert_eq!(checked.findings, []);
    assert!(checked.students > 0 && checked.advised == checked.students);
}

async fn has(world: &World, hours: i64, who: &str) {
    let row = AdvisorRow {
        staff: StaffId::derive(who),
        minutes: u32::try_from(hours * 60).unwrap(),
        languages: Vec::new(),
        programmes: Vec::new(),
        time_zone: None,
        gone_at: None,
    };
    world.app.set_advisor(&row).await.unwrap();
}

on_both! {
    async fn an_advisor_falls_ill_and_their_students_know_who_answers(mut world) {
        two_caseloads(&mut world).await;
        let site = Site::open(&world).await;
        let ines = format!("/students/{}", id("ines"));
        let mut nadia = site.signed_in("nadia").await;
        let mut alex = site.signed_in("alex").await;
        let mut billie = site.signed_in("billie").await;
        assert_eq!(billie.get(&ines).await.status, 403);
        let link = link_of(&world, "ines").await;
        assert!(!site.browser().get(&link).await.text().contains("BILLIE"));

        // The manager notes it; nobody is written to.
        let (alex_id, billie_id) = (StaffId::derive("alex").to_string(), StaffId::derive("billie").to_string());
        let until = date(&world, oclock(45, 9));
        let ill = [("staff", alex_id.as_str()), ("stand_in", &billie_id), ("until", &until)];
        let page = nadia.post("/caseload/absences", &ill).await;
        assert_eq!((page.status, page.path.as_str()), (200, "/caseload"));
        assert!(page.text().contains("BILLIE prend le relais"), "{}", page.text());

        // The student reads who answers, and until when.
        let told = site.browser().get(&link).await.text();
        assert!(told.contains("Jusqu'au 16 octobre, c'est BILLIE qui vous répond"), "{told}");

        // The stand-in's list has the student, marked, and the page opens.
        let list = billie.get("/today?hours=0").await.text();
        assert!(list.contains("INES") && list.contains("LEO"), "{list}");
        assert!(list.contains("pour ALEX, jusqu'au 16 octobre"), "{list}");
        assert!(list.contains("Tu prends le relais d'ALEX") || list.contains("Tu prends le relais de ALEX"), "{list}");
        assert_eq!(billie.get(&ines).await.status, 200);
        let note = [("outcome", "spoke"), ("note", "le dossier est parti")];
        assert_eq!(billie.post(&format!("{ines}/contact"), &note).await.status, 200);
        exactly_one_each(&world).await;

        // Back earlier than planned: what was done is there to read.
        world.until(oclock(43, 9)).await;
        let list = alex.get("/today").await;
        assert!(list.text().contains("BILLIE répond à ta place"), "{}", list.text());
        let summary = alex.submit(&list.form("/today/back"), &[]).await;
        assert_eq!(summary.path, "/meanwhile");
        let text = summary.text();
        assert!(text.contains("INES") && text.contains("le dossier est parti"), "{text}");
        assert!(!text.contains("LEO"), "{text}");
        assert_eq!(billie.get(&ines).await.status, 403);
        assert!(!site.browser().get(&link).await.text().contains("BILLIE"));
        exactly_one_each(&world).await;
    }

    async fn nobody_is_named_who_would_not_be_there(mut world) {
        two_caseloads(&mut world).await;
        let site = Site::open(&world).await;
        let mut nadia = site.browser();
        nadia.signs_in("nadia@ecole.example").await;
        let (alex, billie) = (StaffId::derive("alex").to_string(), StaffId::derive("billie").to_string());
        let until = date(&world, oclock(45, 9));
        let page = nadia.post("/caseload/absences", &[("staff", &alex), ("stand_in", &alex)]).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("On ne prend pas le relais de soi-même"), "{}", page.text());
        nadia.post("/caseload/absences", &[("staff", &alex), ("stand_in", &billie), ("until", &until)]).await;
        let page = nadia.post("/caseload/absences", &[("staff", &billie), ("stand_in", &alex)]).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("personne ne répondrait"), "{}", page.text());
    }

    async fn an_absence_to_come_is_told_a_week_before(mut world) {
        two_caseloads(&mut world).await;
        let site = Site::open(&world).await;
        let mut nadia = site.browser();
        nadia.signs_in("nadia@ecole.example").await;
        let (alex, billie) = (StaffId::derive("alex").to_string(), StaffId::derive("billie").to_string());
        let (from, until) = (date(&world, oclock(50, 9)), date(&world, oclock(54, 9)));
        let away = [("staff", alex.as_str()), ("stand_in", &billie), ("from", &from), ("until", &until)];
        assert_eq!(nadia.post("/caseload/absences", &away).await.status, 200);
        let link = link_of(&world, "ines").await;
        assert!(!site.browser().get(&link).await.text().contains("BILLIE"));
        world.until(oclock(44, 9)).await;
        let told = site.browser().get(&link).await.text();
        assert!(told.contains("À partir du 21 octobre, c'est BILLIE qui vous répondra"), "{told}");
    }

    async fn a_student_takes_a_job_and_returns_14_months_later_to_the_same_advisor(mut world) {
        two_caseloads(&mut world).await;
        let (left, back) = (oclock(60, 10), oclock(60 + 425, 10));
        let gone = student("ines")
            .studying("web")
            .leaves_for_a_job(left, Some(back))
            .hired(left + DAY, left + DAY);
        world.until(left + DAY).await;
        world.lives(gone).await;
        let ended = AdvisorEnded { advisor: StaffId::derive("alex") };
        world.until(left + DAY + DAY).await;
        world.lives(student("ines").lived(left + DAY + DAY, ended)).await;
        exactly_one_each(&world).await;
        world.until(back).await;
        world.lives(student("ines").studying("web").comes_back(back)).await;
        world.until(back + DAY).await;

        let site = Site::open(&world).await;
        let mut alex = site.browser();
        alex.signs_in("alex@ecole.example").await;
        assert_eq!(alex.get(&format!("/students/{}", id("ines"))).await.status, 200);
        let told = site.browser().get(&link_of(&world, "ines").await).await.text();
        assert!(told.contains("ALEX"), "{told}");
        let survey = world.app.caseload(&world.app.school().await.unwrap()).await.unwrap();
        assert_eq!(survey.wanting, []);
        exactly_one_each(&world).await;
    }

    async fn whoever_has_nobody_is_given_to_whom_is_proposed_and_it_can_be_undone(mut world) {
        two_caseloads(&mut world).await;
        has(&world, 1, "alex").await;
        world.lives(student("zoe").enrols("web", oclock(40, 8))).await;
        world.until(oclock(40, 10)).await;
        let site = Site::open(&world).await;
        let mut nadia = site.browser();
        nadia.signs_in("nadia@ecole.example").await;
        let page = nadia.get("/caseload").await;
        assert!(page.text().contains("1 personne attend quelqu'un rien que pour elle"), "{}", page.text());
        let giving = page.forms("/caseload/give");
        let billie = StaffId::derive("billie").to_string();
        assert!(page.html.contains(&format!("<option value=\"{billie}\" selected>")));
        let page = nadia.submit(&giving[0], &[("to", &billie)]).await;
        assert!(page.text().contains("ZOE est maintenant avec BILLIE"), "{}", page.text());
        assert_eq!(world.standing("zoe").await.journey.advisor.unwrap().0, StaffId::derive("billie"));
        exactly_one_each(&world).await;
        let remembered = world.app.remembered_about(id("zoe")).await.unwrap();
        assert_eq!(remembered.last().unwrap().action, "handed_over");

        let page = nadia.submit(&page.form("/caseload/undo"), &[]).await;
        assert!(page.text().contains("C'est annulé"), "{}", page.text());
        assert_eq!(world.standing("zoe").await.journey.advisor, None);
        // Nobody assigned is not nobody: the first of the team has them.
        let school = world.app.school().await.unwrap();
        let who = school.answers(id("zoe"), None, world.now()).map(|answers| answers.who);
        assert_eq!(who, school.team.meanwhile(world.now()));
        assert!(who.is_some());
    }

    async fn a_full_week_is_eased_by_the_fewest_hand_overs(mut world) {
        two_caseloads(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let json = ["--format", "json"];
        let plan = vigie(&world, folder.path(), &[&["caseload", "rebalance"][..], &json].concat()).await;
        assert_eq!(plan.json()["hand_overs"], Value::Array(vec![]));
        let list = vigie(&world, folder.path(), &[&["caseload", "list"][..], &json].concat()).await;
        let asked = list.json()[0]["minutes"].as_u64().unwrap();
        assert_eq!(list.json()[0]["advisor"], "alex");
        // One of two students fits.
        has(&world, 1, "alex").await;
        let hours = format!("{}", f64::from(u32::try_from(asked).unwrap() - 1) / 60.0);
        vigie(&world, folder.path(), &["caseload", "advisor", "alex", "--hours", &hours]).await;
        let apply = [&["caseload", "rebalance", "--apply"][..], &json].concat();
        let done = vigie(&world, folder.path(), &apply).await.json();
        assert_eq!(done["hand_overs"].as_array().unwrap().len(), 1, "{done}");
        assert_eq!((&done["fewest"], &done["hand_overs"][0]["to"]), (&Value::from(true), &Value::from("billie")));
        exactly_one_each(&world).await;
        let relay = done["applied"]["relay"].as_str().unwrap().to_owned();
        let undone = vigie(&world, folder.path(), &["caseload", "undo", &relay]).await;
        assert_eq!(undone.said, "1 taken back\n", "{undone:?}");
        let check = vigie(&world, folder.path(), &["caseload", "check"]).await;
        assert_eq!(check.status, Some(0), "{check:?}");
    }

    async fn a_joy_is_told_of_until_somebody_celebrates_it(mut world) {
        two_caseloads(&mut world).await;
        let programme = Key::from("web");
        let diploma = Diploma { programme, guarantee_until: None };
        let told = student("ines").studying("web").lived(oclock(40, 10), diploma);
        world.until(oclock(40, 11)).await;
        world.lives(told.hired(oclock(41, 10), oclock(50, 9))).await;
        // The list no longer asks for it: the sheet still does.
        world.until(oclock(40 + 60, 9)).await;
        let school = world.app.school().await.unwrap();
        let open = world.app.uncelebrated(&school).await.unwrap();
        let alex = Some(StaffId::derive("alex"));
        assert!(open.iter().all(|one| one.student == id("ines") && one.by == alex));
        let occasions: Vec<_> = open.iter().map(|one| one.occasion).collect();
        assert_eq!(occasions, [Occasion::Diploma, Occasion::Job]);
        let (by, marks) = (StaffId::derive("alex"), Marks::default());
        world.app.congratulate(id("ines"), by, Occasion::Diploma, marks).await.unwrap();
        let left = world.app.uncelebrated(&school).await.unwrap();
        assert_eq!(left.iter().map(|one| one.occasion).collect::<Vec<_>>(), [Occasion::Job]);
        let site = Site::open(&world).await;
        let mut nadia = site.browser();
        nadia.signs_in("nadia@ecole.example").await;
        let sheet = nadia.get("/friday").await.text();
        assert!(sheet.contains("1 joie que personne n'a encore fêtée INES"), "{sheet}");
    }

    async fn a_school_that_counts_its_minutes_has_other_weeks(mut world) {
        two_caseloads(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let list = ["caseload", "list", "--format", "json"];
        let before = vigie(&world, folder.path(), &list).await.json();
        let set = ["caseload", "minutes", "--set", r#"{"learning": 40}"#];
        let table = vigie(&world, folder.path(), &set).await.json();
        assert_eq!((&table["learning"], &table["on_leave"]), (&Value::from(40), &Value::from(2)));
        let after = vigie(&world, folder.path(), &list).await.json();
        let learning = |list: &Value| list[0]["parts"]["learning"].as_u64().unwrap();
        assert_eq!((learning(&before), learning(&after)), (20, 80));
        let set = ["caseload", "minutes", "--set", r#"{"walking": 1}"#];
        assert_eq!(vigie(&world, folder.path(), &set).await.status, Some(2));
    }

    async fn what_is_changed_of_the_weeks_is_remembered(mut world) {
        two_caseloads(&mut world).await;
        let folder = tempfile::tempdir().unwrap();
        let set = ["caseload", "minutes", "--set", r#"{"learning": 40}"#];
        assert_eq!(vigie(&world, folder.path(), &set).await.status, Some(0));
        let week = ["caseload", "advisor", "alex", "--hours", "20", "--languages", "fr,en"];
        assert_eq!(vigie(&world, folder.path(), &week).await.status, Some(0));
        let rows = world.app.store.audit_after(uuid::Uuid::nil(), 0, 100).await.unwrap();
        let said = |action: &str| {
            let found = rows.iter().find(|row| row.action == action);
            found.map(|row| row.body.clone()).unwrap_or_default()
        };
        assert!(said("school_configured").contains("\"learning\":40"), "{rows:?}");
        let alex = format!("staff={} minutes=1200 languages=fr,en", StaffId::derive("alex"));
        assert!(said("advisor_changed").contains(&alex), "{rows:?}");
    }

    async fn students_and_absences_are_given_to_advisors_who_are_there_only(mut world) {
        two_caseloads(&mut world).await;
        has(&world, 10, "billie").await;
        let gone = AdvisorRow {
            staff: StaffId::derive("billie"),
            minutes: 600,
            languages: Vec::new(),
            programmes: Vec::new(),
            time_zone: None,
            gone_at: Some(world.now()),
        };
        world.app.set_advisor(&gone).await.unwrap();
        let site = Site::open(&world).await;
        let mut nadia = site.browser();
        nadia.signs_in("nadia@ecole.example").await;
        let alex = StaffId::derive("alex").to_string();
        for to in ["karim", "billie"] {
            let to = StaffId::derive(to);
            let gift = Gift { student: id("ines"), from: Some(StaffId::derive("alex")), to };
            let refused = world.app.give(None, &[gift]).await.unwrap_err();
            assert!(matches!(refused, Error::Refused(Refusal::NotAnAdvisor)), "{refused}");
            let ill = [("staff", alex.as_str()), ("stand_in", &*to.to_string())];
            assert_eq!(nadia.post("/caseload/absences", &ill).await.status, 422);
        }
        let kept = world.standing("ines").await.journey.advisor.unwrap().0;
        assert_eq!(kept, StaffId::derive("alex"));
    }

    async fn of_two_crosswise_absences_told_at_once_one_is_refused(mut world) {
        two_caseloads(&mut world).await;
        let away = |staff: &str, stand_in: &str| NewAbsence {
            staff: StaffId::derive(staff),
            from: oclock(40, 9),
            until: Some(oclock(45, 9)),
            stand_in: StaffId::derive(stand_in),
            split: std::collections::BTreeMap::new(),
        };
        for _ in 0..8 {
            let other = world.another_program().await;
            let (one, two) = tokio::join!(
                world.app.be_absent(None, away("alex", "billie")),
                other.be_absent(None, away("billie", "alex")),
            );
            let (kept, refused) = match (one, two) {
                (Ok(kept), Err(refused)) | (Err(refused), Ok(kept)) => (kept, refused),
                both => panic!("{both:?}"),
            };
            assert!(matches!(refused, Error::Refused(Refusal::NobodyAnswers)), "{refused}");
            world.app.forget_absence(None, kept, 1).await.unwrap();
        }
    }

    async fn whoever_falls_ill_before_their_holidays_is_away_until_these(mut world) {
        two_caseloads(&mut world).await;
        let away = |from, until| NewAbsence {
            staff: StaffId::derive("alex"),
            from,
            until,
            stand_in: StaffId::derive("billie"),
            split: std::collections::BTreeMap::new(),
        };
        world.app.be_absent(None, away(oclock(40, 9), Some(oclock(45, 9)))).await.unwrap();
        world.app.be_absent(None, away(oclock(35, 9), None)).await.unwrap();
        let school = world.app.school().await.unwrap();
        let answers = |at| school.answers(id("ines"), Some(StaffId::derive("alex")), at).unwrap().who;
        for (at, who) in [(oclock(34, 9), "alex"), (oclock(36, 9), "billie"), (oclock(46, 9), "alex")] {
            assert_eq!(answers(at), StaffId::derive(who), "{at}");
        }
    }

    async fn of_two_hand_overs_at_once_the_second_is_told(mut world) {
        two_caseloads(&mut world).await;
        let other = world.another_program().await;
        let from = |from: &str, to: &str| Gift {
            student: id("ines"),
            from: Some(StaffId::derive(from)),
            to: StaffId::derive(to),
        };
        let gift = [from("alex", "billie")];
        let (one, two) = tokio::join!(world.app.give(None, &gift), other.give(None, &gift));
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_eq!(one.given + two.given, 1);
        assert_eq!([one.changed, two.changed].concat(), [id("ines")]);
        // Whoever saw her with Alex is told that she is no longer.
        let late = world.app.give(None, &[from("alex", "alex")]).await.unwrap();
        assert_eq!((late.given, late.changed), (0, vec![id("ines")]));
        let now = world.standing("ines").await.journey.advisor.unwrap().0;
        assert_eq!(now, StaffId::derive("billie"));
        exactly_one_each(&world).await;
        let page = {
            let mut nadia = Site::open(&world).await.browser();
            nadia.signs_in("nadia@ecole.example").await;
            let (student, to) = (id("ines").to_string(), StaffId::derive("billie").to_string());
            let stale = StaffId::derive("alex").to_string();
            nadia.post("/caseload/give", &[("student", &student), ("from", &stale), ("to", &to)]).await
        };
        assert!(page.text().contains("Entre-temps"), "{}", page.text());
    }

    async fn a_student_without_anybody_is_found_by_the_check(mut world) {
        two_caseloads(&mut world).await;
        world.lives(student("lou").enrols("web", oclock(40, 8))).await;
        let folder = tempfile::tempdir().unwrap();
        let check = vigie(&world, folder.path(), &["caseload", "check", "--format", "json"]).await;
        assert_eq!(check.status, Some(6), "{check:?}");
        let found = check.json();
        assert_eq!(found["findings"], serde_json::json!([{ "student": "lou", "flaw": "nobody" }]));
    }
}
