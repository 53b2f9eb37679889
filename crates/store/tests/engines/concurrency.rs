//! Several writers at once lose nothing, on either engine.

use std::collections::HashSet;

use vigie_domain::ids::StudentId;
use vigie_store::directory::NewStudent;
use vigie_store::{Error, Incoming, StandingRow, Store};

use crate::both::{on_both, on_postgres};
use crate::samples::{START, completed, days, enrol, newcomer, standing, student};

/// Runs `work` until it no longer meets another transaction.
macro_rules! retrying {
    ($work:expr) => {
        loop {
            match $work {
                Err(error) if error.is_retriable() => {}
                done => break done.unwrap(),
            }
        }
    };
}

on_both! {
    async fn two_writers_of_overlapping_facts_lose_nothing(store) {
        let facts = |from: u32, to: u32, item: &str| -> Vec<Incoming> {
            (from..to).map(|n| completed(student(n % 7), &n.to_string(), item).into()).collect()
        };
        let write = |facts: Vec<Incoming>| {
            let store = store.clone();
            tokio::spawn(async move {
                for batch in facts.chunks(150) {
                    retrying!(store.append_in_batches(batch).await);
                }
            })
        };
        let writers = [write(facts(0, 1_500, "a")), write(facts(750, 2_250, "b"))];
        for writer in writers {
            writer.await.unwrap();
        }
        let mut kept = HashSet::new();
        for n in 0..7 {
            for fact in store.facts_of(student(n)).await.unwrap() {
                assert!(kept.insert((fact.id, format!("{:?}", fact.payload))));
            }
        }
        // 750 of one, 750 of the other, 750 of both.
        assert_eq!(kept.len(), 3_000);
    }

    async fn a_locked_student_is_changed_by_one_at_a_time(store) {
        enrol(&store, 1).await;
        let count = |store: Store| async move {
            for _ in 0..25 {
                let mut tx = store.begin().await.unwrap();
                assert!(tx.lock_student(student(0)).await.unwrap());
                let count = tx.standing(student(0)).await.unwrap().map_or(0, |row| row.body[0]);
                let row = StandingRow { body: vec![count + 1], ..standing(student(0)) };
                tx.save_standings(&[row]).await.unwrap();
                tx.commit().await.unwrap();
            }
        };
        let writers = [0; 4].map(|_| tokio::spawn(count(store.clone())));
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(store.standing(student(0)).await.unwrap().unwrap().body, [100]);
    }

    async fn each_due_student_is_claimed_once(store) {
        enrol(&store, 100).await;
        let due: Vec<_> = (0..100)
            .map(|n| StandingRow { next_due: Some(START), ..standing(student(n)) })
            .collect();
        let mut tx = store.begin().await.unwrap();
        tx.save_standings(&due).await.unwrap();
        tx.commit().await.unwrap();
        let work = |store: Store| async move {
            let mut claimed: Vec<StudentId> = Vec::new();
            while store.next_due().await.unwrap().is_some() {
                let mut tx = store.begin().await.unwrap();
                for student in tx.claim_due(START, 7).await.unwrap() {
                    let row = tx.standing(student).await.unwrap().unwrap();
                    if row.next_due.is_some() {
                        claimed.push(student);
                        let done = StandingRow { next_due: None, ..row };
                        tx.save_standings(&[done]).await.unwrap();
                    }
                }
                tx.commit().await.unwrap();
            }
            claimed
        };
        let workers = [0; 4].map(|_| tokio::spawn(work(store.clone())));
        let mut claimed = Vec::new();
        for worker in workers {
            claimed.extend(worker.await.unwrap());
        }
        assert_eq!(claimed.len(), 100);
        assert_eq!(claimed.into_iter().collect::<HashSet<_>>().len(), 100);
    }

    async fn two_imports_agree_on_who_a_newcomer_is(store) {
        let import = |store: Store, offset: u32| async move {
            let newcomers: Vec<_> = (0..300)
                .map(|n| NewStudent { proposed: student(offset + n), ..newcomer(n) })
                .collect();
            let mut tx = store.begin().await.unwrap();
            let ids = tx.put_students(&newcomers).await.unwrap();
            tx.commit().await.unwrap();
            ids
        };
        let one = tokio::spawn(import(store.clone(), 1_000));
        let other = tokio::spawn(import(store.clone(), 2_000));
        assert_eq!(one.await.unwrap(), other.await.unwrap());
    }

    async fn a_cursor_misses_no_change(store) {
        let write = |store: Store, writer: u32| async move {
            for n in 0..50 {
                let mut tx = store.begin().await.unwrap();
                tx.outbox_push(&[(student(writer * 100 + n), "signals")], START);
                tx.append_facts(&days(student(writer), 1)).await.unwrap();
                tx.commit().await.unwrap();
            }
        };
        let writers = [1, 2, 3].map(|writer| tokio::spawn(write(store.clone(), writer)));
        let mut cursor = 0;
        let mut told = HashSet::new();
        while told.len() < 150 {
            for row in store.outbox_after(cursor, 10).await.unwrap() {
                assert!(row.seq > cursor);
                cursor = row.seq;
                told.insert(row.student);
            }
            let done = writers.iter().all(tokio::task::JoinHandle::is_finished);
            let left = store.outbox_after(cursor, 1).await.unwrap();
            assert!(!(done && left.is_empty() && told.len() < 150), "only {}", told.len());
        }
        for writer in writers {
            writer.await.unwrap();
        }
    }

    async fn reading_does_not_wait_for_a_writer(store) {
        let mut tx = store.begin().await.unwrap();
        tx.append_facts(&days(student(1), 10)).await.unwrap();
        assert_eq!(store.facts_of(student(1)).await.unwrap().len(), 0);
        tx.commit().await.unwrap();
        assert_eq!(store.facts_of(student(1)).await.unwrap().len(), 10);
    }
}

mod two_processes_may_migrate_at_once {
    use super::*;

    async fn story(store: Store, url: String) {
        let start = |url: String| async move {
            let store = Store::connect(&url).await.unwrap();
            let applied = store.migrate().await.unwrap();
            store.close().await;
            applied.len()
        };
        let starts = [0; 4].map(|_| tokio::spawn(start(url.clone())));
        let mut applied = 0;
        for start in starts {
            applied += start.await.unwrap();
        }
        assert!(applied >= 4);
        assert!(store.check().await.unwrap().pending.is_empty());
        // Each once: were one applied twice, its tables would exist already.
        assert_eq!(store.migrate().await.unwrap(), Vec::<String>::new());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        crate::both::on_sqlite(false, story).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        super::on_postgres(false, story).await;
    }
}

/// Only PostgreSQL has several writers at a time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_transactions_that_meet_crosswise_are_told_to_retry() {
    on_postgres(true, |store, _| async move {
        enrol(&store, 2).await;
        let lock = |store: Store, first: u32, then: u32| async move {
            let mut tx = store.begin().await?;
            tx.lock_student(student(first)).await?;
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            tx.lock_student(student(then)).await?;
            tx.commit().await
        };
        let one = tokio::spawn(lock(store.clone(), 0, 1));
        let other = tokio::spawn(lock(store.clone(), 1, 0));
        let outcomes = [one.await.unwrap(), other.await.unwrap()];
        let retried = outcomes.iter().filter(|o| matches!(o, Err(Error::Retry(_)))).count();
        assert_eq!(retried, 1, "{outcomes:?}");
    })
    .await;
}
