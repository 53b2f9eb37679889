//! Weeks, absences, and students given to somebody else.

use std::collections::BTreeMap;

use uuid::Uuid;
use vigie_domain::caseload::Absence;
use vigie_domain::fact::{Asks, QuestionAsked};
use vigie_domain::ids::{AbsenceId, RelayId, StaffId};
use vigie_domain::time::{DAY, Instant};
use vigie_store::directory::AdvisorRow;
use vigie_store::{HandOverRow, NewSignal, StandingRow, Why};

use crate::both::on_both;
use crate::samples::{START, advisor, append, fact, standing, student};

fn away(until: Option<Instant>) -> Absence {
    Absence {
        id: AbsenceId(Uuid::from_u128(1)),
        staff: advisor(1),
        from: START,
        until,
        back_at: None,
        stand_in: advisor(2),
        split: BTreeMap::from([(student(7), advisor(3))]),
        version: 1,
    }
}

fn given(n: u32, relay: u128, at: Instant) -> HandOverRow {
    HandOverRow {
        student: student(n),
        relay: RelayId(Uuid::from_u128(relay)),
        at,
        from: Some(advisor(1)),
        to: advisor(2),
        by: None,
        undone_at: None,
    }
}

on_both! {
    async fn a_week_is_what_was_last_said_of_it(store) {
        let mut row = AdvisorRow {
            staff: advisor(1),
            minutes: 1_500,
            languages: vec!["fr".into(), "en".into()],
            programmes: Vec::new(),
            time_zone: None,
            gone_at: None,
        };
        for minutes in [1_500, 900] {
            row.minutes = minutes;
            let mut tx = store.begin().await.unwrap();
            tx.put_advisor(&row).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(store.advisors().await.unwrap()[&advisor(1)], row);
    }

    async fn an_absence_is_there_until_it_is_over(store) {
        let absence = away(Some(START + DAY));
        let mut tx = store.begin().await.unwrap();
        tx.put_absence(&absence).await.unwrap();
        tx.commit().await.unwrap();
        let kept = store.absences(START).await.unwrap();
        assert_eq!(kept.iter().collect::<Vec<_>>(), [&absence]);
        assert_eq!(store.absences(START + DAY).await.unwrap().iter().count(), 0);
    }

    async fn one_without_an_end_is_over_when_they_are_back(store) {
        let mut absence = away(None);
        let mut tx = store.begin().await.unwrap();
        tx.put_absence(&absence).await.unwrap();
        absence.back_at = Some(START + DAY);
        tx.commit().await.unwrap();
        assert_eq!(store.absences(START + DAY + DAY).await.unwrap().iter().count(), 1);
        let mut tx = store.begin().await.unwrap();
        tx.put_absence(&absence).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.absences(START + DAY).await.unwrap().iter().count(), 0);
    }

    async fn what_was_said_of_an_absence_before_is_known(store) {
        let before = away(Some(START + DAY));
        let after = Absence { until: None, split: BTreeMap::new(), version: 2, ..before.clone() };
        let mut tx = store.begin().await.unwrap();
        tx.put_absence(&before).await.unwrap();
        tx.keep_absence_version(&before, START).await.unwrap();
        tx.put_absence(&after).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.absence_version(before.id, 1).await.unwrap(), Some(before.clone()));
        assert_eq!(store.absence_version(before.id, 2).await.unwrap(), None);
        assert_eq!(store.absences_changed(START).await.unwrap(), [(before.id, 2)]);
        assert_eq!(store.absences_changed(START + DAY).await.unwrap(), []);
        // What was changed again since cannot be taken back to it.
        let mut tx = store.begin().await.unwrap();
        tx.put_absence(&Absence { version: 3, ..after }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.absences_changed(START).await.unwrap(), []);
    }

    async fn a_forgotten_absence_leaves_nothing(store) {
        let mut tx = store.begin().await.unwrap();
        tx.put_absence(&away(None)).await.unwrap();
        tx.keep_absence_version(&away(None), START).await.unwrap();
        tx.forget_absence(away(None).id).await.unwrap();
        tx.put_absence(&Absence { split: BTreeMap::new(), ..away(None) }).await.unwrap();
        tx.commit().await.unwrap();
        let kept = store.absences(START).await.unwrap();
        assert!(kept.iter().all(|absence| absence.split.is_empty()));
        assert_eq!(store.absence_version(away(None).id, 1).await.unwrap(), None);
    }

    async fn of_those_who_have_nobody_one_finds_who_rings_and_who_asked(store) {
        let ringing = |n: u32, since: i64| NewSignal {
            student: student(n),
            enrolment: None,
            indicator: "danger".to_owned(),
            raised_at: START,
            since: Instant(START.0 + since),
            indicator_version: 1,
            why: Why::Time,
            evidence: "{}".to_owned(),
        };
        let mut tx = store.begin().await.unwrap();
        let theirs = |n: u32, of: Option<StaffId>| StandingRow {
            advisor: of,
            phase: "student".to_owned(),
            ..standing(student(n))
        };
        let rows = [theirs(1, None), theirs(2, None), theirs(3, Some(advisor(1))), theirs(4, None)];
        tx.save_standings(&rows).await.unwrap();
        let keys = tx.raise(&[ringing(1, 5), ringing(2, 3), ringing(3, 1), ringing(4, 0)]).await.unwrap();
        tx.clear(&[(keys[3].clone(), Why::Time, START)]).await.unwrap();
        tx.commit().await.unwrap();
        let danger = "danger".into();
        let rings = |limit| store.unheld_ringing(&danger, limit);
        let found: Vec<_> = rings(9).await.unwrap().into_iter().map(|(one, _)| one).collect();
        assert_eq!(found, [student(2), student(1)]);
        assert_eq!(rings(1).await.unwrap(), [(student(2), Instant(START.0 + 3))]);
        assert_eq!(store.unheld_ringing(&"unseen".into(), 9).await.unwrap(), []);
        assert_eq!(store.unheld_students(9).await.unwrap().len(), 3);
        assert_eq!(store.unheld_students(2).await.unwrap().len(), 2);
        assert_eq!(store.nobodys_count().await.unwrap(), 3);

        let (who, asks) = (Some(advisor(1)), Asks::default());
        let asked = QuestionAsked { said_in: None, answer_by: START, who, asks };
        append(&store, &[fact(student(1), "q", asked)]).await;
        assert_eq!(store.asked_since(START).await.unwrap(), [(student(1), START)]);
        assert_eq!(store.asked_since(START + DAY).await.unwrap(), []);
    }

    async fn what_went_together_is_found_together(store) {
        let mut tx = store.begin().await.unwrap();
        for (n, relay, at) in [(1, 5, START), (2, 6, START + DAY), (3, 6, START + DAY)] {
            tx.put_hand_over(&given(n, relay, at)).await.unwrap();
        }
        let relay = RelayId(Uuid::from_u128(6));
        for first in [true, false] {
            let undone = tx.undo_hand_over(student(2), relay, START + DAY + DAY).await.unwrap();
            assert_eq!(undone, first);
        }
        tx.commit().await.unwrap();
        let together = store.hand_overs_of(relay).await.unwrap();
        let undone: Vec<bool> = together.iter().map(|row| row.undone_at.is_some()).collect();
        assert_eq!(undone, [true, false]);
        let relays = store.relays_since(START, 9).await.unwrap();
        let told: Vec<_> = relays.iter().map(|one| (one.given, one.undone)).collect();
        assert_eq!((relays[0].relay, told), (relay, vec![(2, 1), (1, 0)]));
        assert_eq!(store.relays_since(START + DAY, 9).await.unwrap(), relays[..1]);
    }
}
