//! Weeks, absences, and students given to somebody else.

use std::collections::BTreeMap;

use uuid::Uuid;
use vigie_domain::caseload::Absence;
use vigie_domain::ids::{AbsenceId, RelayId};
use vigie_domain::time::{DAY, Instant};
use vigie_store::HandOverRow;
use vigie_store::directory::AdvisorRow;

use crate::both::on_both;
use crate::samples::{START, advisor, student};

fn away(until: Option<Instant>) -> Absence {
    Absence {
        id: AbsenceId(Uuid::from_u128(1)),
        staff: advisor(1),
        from: START,
        until,
        back_at: None,
        stand_in: advisor(2),
        split: BTreeMap::from([(student(7), advisor(3))]),
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

    async fn a_forgotten_absence_leaves_nothing(store) {
        let mut tx = store.begin().await.unwrap();
        tx.put_absence(&away(None)).await.unwrap();
        tx.forget_absence(away(None).id).await.unwrap();
        tx.put_absence(&Absence { split: BTreeMap::new(), ..away(None) }).await.unwrap();
        tx.commit().await.unwrap();
        let kept = store.absences(START).await.unwrap();
        assert!(kept.iter().all(|absence| absence.split.is_empty()));
    }

    async fn what_went_together_is_found_together(store) {
        let mut tx = store.begin().await.unwrap();
        for (n, relay, at) in [(1, 5, START), (2, 6, START + DAY), (3, 6, START + DAY)] {
            tx.put_hand_over(&given(n, relay, at)).await.unwrap();
        }
        let relay = RelayId(Uuid::from_u128(6));
        tx.undo_hand_over(student(2), relay, START + DAY + DAY).await.unwrap();
        tx.commit().await.unwrap();
        let together = store.hand_overs_of(relay).await.unwrap();
        let undone: Vec<bool> = together.iter().map(|row| row.undone_at.is_some()).collect();
        assert_eq!(undone, [true, false]);
        assert_eq!(store.hand_overs_since(START + DAY).await.unwrap().len(), 2);
    }
}
