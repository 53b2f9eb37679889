//! Messages that leave later: kept, changed by one at a time, sent once.

use uuid::Uuid;
use vigie_domain::ids::MessageId;
use vigie_domain::time::{DAY, HOUR};
use vigie_store::{DroppedRow, KeptBack, ScheduledRow, Store};

use crate::both::on_both;
use crate::samples::{START, advisor, student};

fn message(n: u128) -> ScheduledRow {
    ScheduledRow {
        student: student(1),
        message: MessageId(Uuid::from_u128(n)),
        version: 1,
        by: advisor(1),
        words: "à jeudi, \"et\" bon courage".to_owned(),
        made_at: START,
        send_at: START + HOUR,
        follow_up_at: Some(START + DAY),
        promises: vec![("je te rappelle".to_owned(), START + DAY)],
        kept: None,
    }
}

async fn keep(store: &Store, row: &ScheduledRow) {
    let mut tx = store.begin().await.unwrap();
    tx.add_scheduled(row).await.unwrap();
    tx.commit().await.unwrap();
}

async fn change(store: &Store, row: &ScheduledRow) -> bool {
    let mut tx = store.begin().await.unwrap();
    let done = tx.change_scheduled(row).await.unwrap();
    tx.commit().await.unwrap();
    done
}

on_both! {
    async fn what_waits_is_due_when_its_hour_has_come(store) {
        let row = message(1);
        keep(&store, &row).await;
        let due = |now| store.scheduled_due(now, 9);
        assert!(due(START).await.unwrap().is_empty());
        assert_eq!(due(START + HOUR).await.unwrap(), [(row.student, row.message)]);
        assert_eq!(store.scheduled_for(student(1)).await.unwrap(), [row]);
        assert!(store.scheduled_for(student(2)).await.unwrap().is_empty());
    }

    async fn the_second_of_two_who_change_one_is_told(store) {
        keep(&store, &message(1)).await;
        let mine = ScheduledRow { words: "à vendredi".to_owned(), ..message(1) };
        let theirs = ScheduledRow {
            made_at: START + HOUR,
            send_at: START + DAY,
            follow_up_at: None,
            promises: Vec::new(),
            ..message(1)
        };
        assert!(change(&store, &mine).await);
        assert!(!change(&store, &theirs).await);
        assert!(change(&store, &ScheduledRow { version: 2, ..theirs.clone() }).await);
        let kept = store.scheduled_for(student(1)).await.unwrap();
        assert_eq!(kept, [ScheduledRow { version: 3, ..theirs }]);
    }

    async fn a_promise_is_taken_into_a_message_that_waits(store) {
        let row = message(1);
        keep(&store, &row).await;
        let promises = [("je regarde".to_owned(), START + DAY)];
        let mut tx = store.begin().await.unwrap();
        assert!(tx.promise_in_scheduled(row.student, row.message, &promises).await.unwrap());
        assert!(!tx.promise_in_scheduled(student(2), row.message, &promises).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.scheduled_for(student(1)).await.unwrap()[0].promises, promises);
    }

    async fn one_leaves_only_once(store) {
        let row = message(1);
        keep(&store, &row).await;
        let mut tx = store.begin().await.unwrap();
        assert!(tx.leave_scheduled(row.student, row.message).await.unwrap());
        assert!(!tx.leave_scheduled(row.student, row.message).await.unwrap());
        tx.commit().await.unwrap();
        assert!(store.scheduled_for(student(1)).await.unwrap().is_empty());
    }

    async fn what_is_dropped_is_nowhere_until_it_is_put_back_as_it_was(store) {
        let row = message(1);
        let of = (row.student, row.message);
        keep(&store, &row).await;
        let mut tx = store.begin().await.unwrap();
        assert!(tx.keep_back(of.0, of.1, START + HOUR, KeptBack::Wrote).await.unwrap());
        let row = tx.scheduled_for(of.0).await.unwrap().remove(0);
        assert!(tx.drop_scheduled(of.0, of.1, START + DAY, advisor(2)).await.unwrap());
        assert!(!tx.drop_scheduled(of.0, of.1, START + DAY, advisor(2)).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.scheduled_for(of.0).await.unwrap(), []);
        assert_eq!(store.kept_back().await.unwrap(), []);
        assert_eq!(store.scheduled_due(START + DAY, 9).await.unwrap(), []);
        assert!(!change(&store, &row).await);
        let dropped = store.dropped_messages().await.unwrap();
        assert_eq!(dropped, [DroppedRow { row: row.clone(), at: START + DAY, by: advisor(2) }]);
        let mut tx = store.begin().await.unwrap();
        assert!(!tx.leave_scheduled(of.0, of.1).await.unwrap());
        assert!(!tx.promise_in_scheduled(of.0, of.1, &[]).await.unwrap());
        assert!(!tx.keep_back(of.0, of.1, START, KeptBack::Danger).await.unwrap());
        tx.forget_dropped(START + DAY).await.unwrap();
        assert!(tx.put_back_scheduled(of.0, of.1).await.unwrap());
        assert!(!tx.put_back_scheduled(of.0, of.1).await.unwrap());
        tx.forget_dropped(START + DAY + DAY).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.scheduled_for(of.0).await.unwrap(), [row]);
        assert_eq!(store.dropped_messages().await.unwrap(), []);
    }

    async fn what_was_dropped_long_ago_is_forgotten(store) {
        let row = message(1);
        keep(&store, &row).await;
        let mut tx = store.begin().await.unwrap();
        tx.drop_scheduled(row.student, row.message, START, advisor(1)).await.unwrap();
        tx.forget_dropped(START + HOUR).await.unwrap();
        assert!(!tx.put_back_scheduled(row.student, row.message).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.dropped_messages().await.unwrap(), []);
    }
}
