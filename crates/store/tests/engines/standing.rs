//! Cached journeys and due instants.

use vigie_domain::time::Instant;
use vigie_store::StandingRow;

use crate::both::on_both;
use crate::samples::{START, advisor, enrol, standing, student};

on_both! {
    async fn a_standing_is_written_over_and_read_back(store) {
        let first = StandingRow { last: None, ..standing(student(1)) };
        let full = StandingRow {
            next_due: Some(START),
            advisor: Some(advisor(1)),
            last_contact: Some(Instant(5)),
            ..standing(student(1))
        };
        for row in [&first, &full] {
            let mut tx = store.begin().await.unwrap();
            tx.save_standings(std::slice::from_ref(row)).await.unwrap();
            assert_eq!(tx.standing(student(1)).await.unwrap().as_ref(), Some(row));
            tx.commit().await.unwrap();
        }
        assert_eq!(store.standing(student(1)).await.unwrap(), Some(full));
        assert_eq!(store.standing(student(2)).await.unwrap(), None);
    }

    async fn never_is_not_due(store) {
        enrol(&store, 1).await;
        let mut tx = store.begin().await.unwrap();
        let never = StandingRow { next_due: Some(Instant::NEVER), ..standing(student(0)) };
        tx.save_standings(&[never]).await.unwrap();
        assert_eq!(tx.next_due().await.unwrap(), None);
        assert_eq!(tx.claim_due(Instant::NEVER, 10).await.unwrap(), []);
    }

    async fn the_most_overdue_come_first_and_at_their_second(store) {
        enrol(&store, 1_000).await;
        let rows: Vec<_> = (0..1_000)
            .map(|n| StandingRow {
                next_due: Some(Instant(START.0 + 1_000 - i64::from(n))),
                ..standing(student(n))
            })
            .collect();
        let mut tx = store.begin().await.unwrap();
        tx.save_standings(&rows).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.next_due().await.unwrap(), Some(Instant(START.0 + 1)));
        let due = store.due_students(Instant(START.0 + 2), 10).await.unwrap();
        assert_eq!(due, [student(999), student(998)]);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.claim_due(Instant(START.0 + 2), 1).await.unwrap(), [student(999)]);
    }

    async fn stale_standings_are_found(store) {
        let mut tx = store.begin().await.unwrap();
        let old = StandingRow { fold_version: 0, ..standing(student(2)) };
        tx.save_standings(&[standing(student(1)), old]).await.unwrap();
        assert_eq!(tx.stale_students(1, 10).await.unwrap(), [student(2)]);
        let phases = tx.phase_counts().await.unwrap();
        assert_eq!(phases.get("learning"), Some(&2));
    }

    async fn locking_tells_whether_the_student_exists(store) {
        enrol(&store, 1).await;
        let mut tx = store.begin().await.unwrap();
        assert!(tx.lock_student(student(0)).await.unwrap());
        assert!(!tx.lock_student(student(9)).await.unwrap());
    }
}
