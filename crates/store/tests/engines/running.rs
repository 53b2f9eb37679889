//! Settings, imports, tombstones and the outbox.

use std::collections::HashSet;

use uuid::Uuid;
use vigie_domain::fact::{Kind, Kinds};
use vigie_domain::time::Instant;
use vigie_store::{Error, ImportRow, Store};

use crate::both::on_both;
use crate::samples::student;

on_both! {
    async fn a_setting_is_what_was_set_last(store) {
        let mut tx = store.begin().await.unwrap();
        tx.put_setting("floor", "21 d").await.unwrap();
        tx.put_setting("floor", "28 d").await.unwrap();
        assert_eq!(tx.setting("floor").await.unwrap().as_deref(), Some("28 d"));
        assert_eq!(tx.setting("ceiling").await.unwrap(), None);
        assert_eq!(tx.settings().await.unwrap().len(), 1);
    }

    async fn supplied_kinds_are_those_of_all_sources_together(store) {
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.supplied().await.unwrap(), Kinds::NONE);
        tx.put_source("csv", Kinds::of(&[Kind::Enrolled])).await.unwrap();
        tx.put_source("csv", Kinds::of(&[Kind::Call])).await.unwrap();
        tx.put_source("oulad", Kinds::of(&[Kind::Activity])).await.unwrap();
        let all = Kinds::of(&[Kind::Enrolled, Kind::Call, Kind::Activity]);
        assert_eq!(tx.supplied().await.unwrap(), all);
        tx.put_source("demo", Kinds::ALL).await.unwrap();
        assert_eq!(tx.supplied().await.unwrap(), Kinds::ALL);
    }

    async fn an_import_says_how_it_ended(store) {
        let mut import = ImportRow {
            id: Uuid::from_u128(7),
            source: "csv".to_owned(),
            started_at: Instant(1),
            finished_at: None,
            summary: "{}".to_owned(),
        };
        let mut tx = store.begin().await.unwrap();
        tx.put_import(&import).await.unwrap();
        import.finished_at = Some(Instant(2));
        r#"{"facts":3}"#.clone_into(&mut import.summary);
        tx.put_import(&import).await.unwrap();
        assert_eq!(tx.imports(10).await.unwrap(), [import]);
    }

    async fn the_erased_are_recognised(store) {
        let mut tx = store.begin().await.unwrap();
        tx.bury(&[vec![1], vec![2]], Instant(1)).await.unwrap();
        tx.bury(&[vec![2]], Instant(2)).await.unwrap();
        let buried = tx.buried(&[vec![2], vec![3]]).await.unwrap();
        assert_eq!(buried, HashSet::from([vec![2]]));
    }

    async fn the_outbox_is_read_by_cursor(store) {
        assert_eq!(store.outbox_last().await.unwrap(), 0);
        let mut tx = store.begin().await.unwrap();
        tx.outbox_push(&[(student(1), "signals"), (student(2), "worklist")], Instant(7));
        tx.commit().await.unwrap();
        let rows = store.outbox_after(0, 10).await.unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.student, row.topic.as_str())).collect();
        assert_eq!(told, [(student(1), "signals"), (student(2), "worklist")]);
        assert_eq!(store.outbox_after(rows[0].seq, 10).await.unwrap(), rows[1..]);
        assert_eq!(store.outbox_last().await.unwrap(), rows[1].seq);

        let mut tx = store.begin().await.unwrap();
        tx.outbox_trim(Instant(100)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.outbox_after(0, 10).await.unwrap(), rows[1..]);
    }

    async fn what_was_taken_back_is_not_told(store) {
        let mut tx = store.begin().await.unwrap();
        tx.outbox_push(&[(student(1), "signals")], Instant(7));
        tx.rollback().await.unwrap();
        assert_eq!(store.outbox_after(0, 10).await.unwrap(), []);
    }
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused_with_a_hint() {
    let error = Store::connect("mysql://root:secret@db/vigie").await.unwrap_err();
    let message = error.to_string();
    assert!(message.contains("sqlite:FILE") && !message.contains("secret"), "{message}");
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_a_lost_connection() {
    let error = Store::connect("sqlite:/nowhere/at/all/vigie.db").await.unwrap_err();
    assert!(matches!(error, Error::ConnectionLost(_)), "{error:?}");
}
