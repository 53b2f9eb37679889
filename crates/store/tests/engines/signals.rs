//! The record of signals is added to, cleared and reopened; nothing else.

use vigie_domain::ids::EnrolmentId;
use vigie_domain::time::Instant;
use vigie_store::{NewSignal, Why};

use crate::both::on_both;
use crate::samples::{START, student};

fn ringing(enrolment: Option<&str>) -> NewSignal {
    NewSignal {
        student: student(1),
        enrolment: enrolment.map(|external| EnrolmentId::derive(student(1), external)),
        indicator: "no_session".to_owned(),
        raised_at: START,
        since: Instant(START.0 - 60),
        indicator_version: 3,
        why: Why::Time,
        evidence: r#"{"days_since_session":22}"#.to_owned(),
    }
}

on_both! {
    async fn a_raised_signal_is_open_until_it_is_cleared(store) {
        let mut tx = store.begin().await.unwrap();
        let keys = tx.raise(&[ringing(None), ringing(Some("e1"))]).await.unwrap();
        tx.commit().await.unwrap();

        let open = store.open_signals(student(1)).await.unwrap();
        assert_eq!(open.len(), 2);
        let row = open.iter().find(|row| row.key.enrolment.is_none()).unwrap();
        assert_eq!(row.key, keys[0]);
        assert_eq!((row.since, row.indicator_version), (Instant(START.0 - 60), 3));
        assert_eq!((row.why, row.cleared, row.reopened), (Why::Time, None, 0));
        assert_eq!(row.evidence, r#"{"days_since_session":22}"#);
        assert_eq!(store.all_open_signals().await.unwrap(), open);

        let later = Instant(START.0 + 9);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.clear(&[(keys[0].clone(), Why::Fact, later)]).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(store.open_signals(student(1)).await.unwrap().len(), 1);
        let history = store.signal_history(student(1)).await.unwrap();
        assert_eq!(history.len(), 2);
        assert!(history.iter().any(|row| row.cleared == Some((later, Why::Fact))));
    }

    async fn a_cleared_signal_is_not_cleared_again(store) {
        let mut tx = store.begin().await.unwrap();
        let keys = tx.raise(&[ringing(None)]).await.unwrap();
        let clearing = |at| [(keys[0].clone(), Why::Fact, at)];
        assert_eq!(tx.clear(&clearing(START)).await.unwrap(), 1);
        assert_eq!(tx.clear(&clearing(Instant(START.0 + 1))).await.unwrap(), 0);
        let history = tx.signal_history(student(1)).await.unwrap();
        assert_eq!(history[0].cleared, Some((START, Why::Fact)));
    }

    async fn a_reopened_signal_says_how_often(store) {
        let mut tx = store.begin().await.unwrap();
        let keys = tx.raise(&[ringing(Some("e1"))]).await.unwrap();
        assert_eq!(tx.reopen(&keys).await.unwrap(), 0);
        for _ in 0..2 {
            tx.clear(&[(keys[0].clone(), Why::Time, START)]).await.unwrap();
            assert_eq!(tx.reopen(&keys).await.unwrap(), 1);
        }
        let open = tx.open_signals(student(1)).await.unwrap();
        assert_eq!((open[0].reopened, open[0].cleared), (2, None));
    }

    async fn signals_of_the_same_second_are_told_apart(store) {
        let mut tx = store.begin().await.unwrap();
        let first = tx.raise(&[ringing(None), ringing(None)]).await.unwrap();
        let then = tx.raise(&[ringing(None)]).await.unwrap();
        let serials: Vec<_> = first.iter().chain(&then).map(|key| key.serial).collect();
        assert_eq!(serials, [0, 1, 2]);
    }

    async fn only_what_was_cleared_lately_may_be_reopened(store) {
        let mut tx = store.begin().await.unwrap();
        let keys = tx.raise(&[ringing(None), ringing(Some("e1"))]).await.unwrap();
        tx.clear(&[(keys[0].clone(), Why::Time, Instant(START.0 + 10))]).await.unwrap();
        tx.clear(&[(keys[1].clone(), Why::Time, Instant(START.0 + 20))]).await.unwrap();
        let lately = tx.signals_cleared_since(&[student(1)], Instant(START.0 + 20)).await.unwrap();
        assert_eq!(lately.into_iter().map(|row| row.key).collect::<Vec<_>>(), keys[1..]);
    }

    async fn thousands_are_raised_and_cleared_at_once(store) {
        let signals: Vec<_> = (0..1_500)
            .map(|n| NewSignal { student: student(n), ..ringing(None) })
            .collect();
        let mut tx = store.begin().await.unwrap();
        let keys = tx.raise(&signals).await.unwrap();
        let clearing: Vec<_> = keys.into_iter().map(|key| (key, Why::Published, START)).collect();
        assert_eq!(tx.clear(&clearing).await.unwrap(), 1_500);
        assert_eq!(tx.all_open_signals().await.unwrap(), []);
    }
}
