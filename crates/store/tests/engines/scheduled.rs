//! Messages that leave later: kept, changed by one at a time, sent once.

use uuid::Uuid;
use vigie_domain::ids::MessageId;
use vigie_domain::time::{DAY, HOUR};
use vigie_store::{ScheduledRow, Store};

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
        assert!(tx.drop_scheduled(row.student, row.message).await.unwrap());
        assert!(!tx.drop_scheduled(row.student, row.message).await.unwrap());
        tx.commit().await.unwrap();
        assert!(store.scheduled_for(student(1)).await.unwrap().is_empty());
    }
}
