//! An absence lasts longer than it was said to, or somebody else answers:
//! whoever has changed their mind says so, and can take it back.

use vigie_domain::ids::{AbsenceId, StaffId};
use vigie_domain::time::{HOUR, Instant};
use vigie_server::app::caseload::{Again, NewAbsence};
use vigie_server::app::{Error, Refusal};

use crate::support::browser::Site;
use crate::support::program::vigie;
use crate::support::team::{a_team, date, link_of};
use crate::support::world::id;
use crate::support::{World, day, oclock, on_both};

/// Alex is away until then, and Billie answers.
async fn alex_is_away(world: &World, until: Option<Instant>) -> AbsenceId {
    let new = NewAbsence {
        staff: StaffId::derive("alex"),
        from: world.now(),
        until,
        stand_in: StaffId::derive("billie"),
        split: std::collections::BTreeMap::new(),
    };
    world.app.be_absent(None, new).await.unwrap()
}

fn again(id: AbsenceId, seen: u32, until: Option<Instant>, stand_in: &str) -> Again {
    Again { id, seen, until, stand_in: StaffId::derive(stand_in) }
}

on_both! {
    async fn an_absence_that_lasts_longer_has_another_stand_in_and_it_can_be_taken_back(mut world) {
        a_team(&mut world).await;
        let absence = alex_is_away(&world, Some(day(46))).await;
        let site = Site::open(&world).await;
        let mut nadia = site.signed_in("nadia").await;
        let (mut billie, mut camille) = (site.signed_in("billie").await, site.signed_in("camille").await);
        let ines = format!("/students/{}", id("ines"));
        let link = link_of(&world, "ines").await;
        site.browser().get(&link).await.says(&["Jusqu'au 16 octobre, c'est BILLIE qui vous répond"]);

        let place = format!("/caseload/absences/{absence}");
        let form = nadia.get(&place).await.form(&format!("{place}/change"));
        let (until, who) = (date(&world, oclock(50, 9)), StaffId::derive("camille").to_string());
        let page = nadia.submit(&form, &[("until", &until), ("stand_in", &who)]).await;
        assert_eq!((page.status, page.path.as_str()), (200, "/caseload"));
        page.says(&["CAMILLE prend le relais"]);
        // The student reads the new name, and whoever answers has the page.
        site.browser().get(&link).await.says(&["Jusqu'au 21 octobre, c'est CAMILLE qui vous répond"]);
        assert_eq!(camille.get(&ines).await.status, 200);
        assert_eq!(billie.get(&ines).await.status, 403);

        let undone = nadia.submit(&page.form(&format!("{place}/undo")), &[]).await;
        assert_eq!(undone.status, 200);
        assert!(undone.forms("/undo").is_empty(), "{}", undone.text());
        site.browser().get(&link).await.says(&["Jusqu'au 16 octobre, c'est BILLIE qui vous répond"]);
        assert_eq!(billie.get(&ines).await.status, 200);
    }

    async fn of_two_who_change_an_absence_the_second_is_told(mut world) {
        a_team(&mut world).await;
        let absence = alex_is_away(&world, Some(day(46))).await;
        let site = Site::open(&world).await;
        let mut nadia = site.signed_in("nadia").await;
        let place = format!("/caseload/absences/{absence}");
        let seen = nadia.get(&place).await;
        let (change, share) = (seen.form(&format!("{place}/change")), seen.form(&place));
        let [camille, billie] = ["camille", "billie"].map(|who| StaffId::derive(who).to_string());
        let forget = nadia.get("/caseload").await;
        let until = date(&world, oclock(50, 9));
        nadia.submit(&change, &[("until", &until), ("stand_in", &camille)]).await;

        let later = date(&world, oclock(60, 9));
        let told = nadia.submit(&change, &[("until", &later), ("stand_in", &billie)]).await;
        assert_eq!(told.status, 422);
        told.says(&["Entre-temps, quelqu'un a changé cette absence"]);
        assert!(told.html.contains(&later), "what was typed is still there");
        let leo = id("leo").to_string();
        let told = nadia.submit(&share, &[("student", &leo), ("to", &billie)]).await;
        assert_eq!(told.status, 422);
        told.says(&["Entre-temps, quelqu'un a changé cette absence"]);
        assert!(forget.forms("/caseload/absences/forget").is_empty(), "it lasts already");
        let known = world.app.store.absences(world.now()).await.unwrap();
        let kept = known.iter().next().unwrap();
        assert_eq!((kept.version, kept.stand_in, kept.split.len()), (2, StaffId::derive("camille"), 0));

        // Seen again, it is kept.
        let form = told.form(&place);
        assert_eq!(nadia.submit(&form, &[("student", &leo), ("to", &billie)]).await.status, 200);
    }

    async fn of_two_at_the_very_same_moment_one_is_told(mut world) {
        a_team(&mut world).await;
        let absence = alex_is_away(&world, Some(day(46))).await;
        let other = world.another_program().await;
        for round in 0..6 {
            let seen = round + 1;
            let (one, two) = tokio::join!(
                world.app.change_absence(None, again(absence, seen, Some(day(47 + i64::from(round))), "billie")),
                other.change_absence(None, again(absence, seen, Some(day(60 + i64::from(round))), "camille")),
            );
            let refused = match (one, two) {
                (Ok(()), Err(refused)) | (Err(refused), Ok(())) => refused,
                both => panic!("{both:?}"),
            };
            assert!(matches!(refused, Error::Refused(Refusal::AbsenceChanged)), "{refused}");
        }
    }

    async fn an_absence_is_changed_only_to_what_could_have_been_said(mut world) {
        a_team(&mut world).await;
        let absence = alex_is_away(&world, Some(day(46))).await;
        let billies = NewAbsence {
            staff: StaffId::derive("billie"),
            from: day(50),
            until: Some(day(54)),
            stand_in: StaffId::derive("camille"),
            split: std::collections::BTreeMap::new(),
        };
        world.app.be_absent(None, billies).await.unwrap();
        let refused = async |until, stand_in| {
            let changed = world.app.change_absence(None, again(absence, 1, until, stand_in)).await;
            match changed {
                Err(Error::Refused(refusal)) => refusal,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(refused(Some(day(39)), "billie").await, Refusal::AbsenceEnds);
        assert_eq!(refused(Some(day(46)), "alex").await, Refusal::StandsInForThemself);
        assert_eq!(refused(Some(day(46)), "karim").await, Refusal::NotAnAdvisor);
        // Camille answers for both while Billie is away, and that is known.
        world.app.change_absence(None, again(absence, 1, Some(day(52)), "billie")).await.unwrap();
        let school = world.app.school().await.unwrap();
        let who = |at| school.answers(id("ines"), Some(StaffId::derive("alex")), at).unwrap().who;
        assert_eq!(who(day(51)), StaffId::derive("camille"));
        assert_eq!(who(day(49)), StaffId::derive("billie"));
    }

    async fn somebody_who_was_said_to_be_back_by_mistake_is_away_again(mut world) {
        a_team(&mut world).await;
        let absence = alex_is_away(&world, None).await;
        world.until(oclock(41, 9)).await;
        let site = Site::open(&world).await;
        let mut nadia = site.signed_in("nadia").await;
        let page = nadia.get("/caseload").await;
        let page = nadia.submit(&page.form("/caseload/back"), &[]).await;
        page.says(&["ALEX est de retour"]);
        let page = nadia.submit(&page.form(&format!("/{absence}/undo")), &[]).await;
        page.says(&["ALEX", "BILLIE prend le relais"]);
        let school = world.app.school().await.unwrap();
        assert!(school.absences.of(StaffId::derive("alex"), world.now()).is_some());
        // After an hour, nothing is taken back any more.
        let back = world.app.be_back(None, StaffId::derive("alex")).await.unwrap();
        world.until(world.now() + HOUR + HOUR).await;
        let late = world.app.undo_absence(None, back, 4).await.unwrap_err();
        assert!(matches!(late, Error::Refused(Refusal::NotAbsent | Refusal::NotUndoable)), "{late}");
    }

    async fn the_command_line_prolongs_and_takes_back(mut world) {
        a_team(&mut world).await;
        alex_is_away(&world, Some(day(46))).await;
        let folder = tempfile::tempdir().unwrap();
        let until = day(53).to_string();
        let still = ["caseload", "still-absent", "alex", "--until", &until, "--stand-in", "camille"];
        assert_eq!(vigie(&world, folder.path(), &still).await.status, Some(0));
        let kept = async || {
            let known = world.app.store.absences(world.now()).await.unwrap();
            let kept = known.iter().next().unwrap();
            (kept.until, kept.stand_in)
        };
        assert_eq!(kept().await, (Some(day(53)), StaffId::derive("camille")));
        let undo = ["caseload", "still-absent", "alex", "--undo"];
        assert_eq!(vigie(&world, folder.path(), &undo).await.status, Some(0));
        assert_eq!(kept().await, (Some(day(46)), StaffId::derive("billie")));
        let again = vigie(&world, folder.path(), &undo).await;
        assert_ne!(again.status, Some(0), "{again:?}");
        let open = ["caseload", "still-absent", "alex", "--open"];
        assert_eq!(vigie(&world, folder.path(), &open).await.status, Some(0));
        assert_eq!(kept().await.0, None);
        let nobody = vigie(&world, folder.path(), &["caseload", "still-absent", "billie", "--open"]).await;
        assert_eq!(nobody.status, Some(2), "{nobody:?}");
    }
}
