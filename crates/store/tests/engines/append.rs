//! What becomes of facts that come once, twice, revised or in any order.

use vigie_domain::fact::{Fact, Noted, Observed};
use vigie_domain::ids::{EnrolmentId, StaffId};
use vigie_domain::time::Instant;
use vigie_store::{Error, Incoming};

use crate::both::on_both;
use crate::samples::{append, completed, completed_id, days, fact, student, various};

on_both! {
    async fn a_fact_is_read_back_as_it_was_written(store) {
        let mut facts = various(student(1));
        facts[0].enrolment = Some(EnrolmentId::derive(student(1), "e1"));
        facts[1].occurred_at = Instant(-1);
        append(&store, &facts).await;
        let mut read = store.facts_of(student(1)).await.unwrap();
        read.sort_by_key(|fact| facts.iter().position(|sent| sent.id == fact.id));
        assert_eq!(read, facts);
    }

    async fn a_fact_sent_twice_changes_nothing(store) {
        let facts = various(student(1));
        let first = append(&store, &facts).await;
        assert_eq!((first.new, first.duplicates, first.revisions), (3, 0, 0));
        assert_eq!(first.touched, [student(1)]);
        let later: Vec<_> =
            facts.iter().cloned().map(|fact| Fact { recorded_at: Instant(9), ..fact }).collect();
        let second = append(&store, &later).await;
        assert_eq!((second.new, second.duplicates, second.revisions), (0, 3, 0));
        assert_eq!(second.touched, []);
        assert_eq!(store.facts_of(student(1)).await.unwrap().len(), 3);
    }

    async fn a_fact_sent_twice_at_once_is_kept_once(store) {
        let once = completed(student(1), "1", "p1");
        let appended = append(&store, &[once.clone(), once]).await;
        assert_eq!((appended.new, appended.duplicates, appended.revisions), (1, 1, 0));
    }

    async fn another_content_is_a_revision(store) {
        append(&store, &[completed(student(1), "1", "p1")]).await;
        let again = append(&store, &[completed(student(1), "1", "p2")]).await;
        assert_eq!((again.new, again.duplicates, again.revisions), (0, 0, 1));
        assert_eq!(again.touched, [student(1)]);
        let versions = store.facts_of(student(1)).await.unwrap();
        let items: Vec<_> = versions.iter().map(|fact| fact.payload.clone()).collect();
        assert_eq!(items, [
            completed(student(1), "1", "p1").payload,
            completed(student(1), "1", "p2").payload,
        ]);
    }

    async fn a_lower_revision_is_kept_but_does_not_hold(store) {
        let high = Fact { revision: 5, ..completed(student(1), "1", "p1") };
        let low = Fact { revision: 3, ..completed(student(1), "1", "p2") };
        append(&store, std::slice::from_ref(&high)).await;
        assert_eq!(append(&store, std::slice::from_ref(&low)).await.revisions, 1);
        assert_eq!(append(&store, std::slice::from_ref(&low)).await.duplicates, 1);
        assert_eq!(append(&store, &[high]).await.duplicates, 1);
        assert_eq!(store.facts_of(student(1)).await.unwrap().len(), 2);
    }

    async fn versions_in_one_call_are_all_kept_once(store) {
        let file = [
            completed(student(1), "1", "p1"),
            completed(student(1), "1", "p2"),
            completed(student(1), "1", "p3"),
        ];
        let first = append(&store, &file).await;
        assert_eq!((first.new, first.duplicates, first.revisions), (1, 0, 2));
        let second = append(&store, &file).await;
        assert_eq!((second.new, second.duplicates, second.revisions), (0, 3, 0));
        let last = store.facts_of(student(1)).await.unwrap().pop().unwrap();
        assert_eq!(last.payload, file[2].payload);
    }

    async fn thousands_new_known_and_revised_are_told_apart(store) {
        let year: Vec<_> = (0..20).flat_map(|n| days(student(n), 100)).collect();
        let appended = store.append_in_batches(&year).await.unwrap();
        assert_eq!((appended.new, appended.duplicates, appended.revisions), (2_000, 0, 0));
        assert_eq!(appended.touched.len(), 20);

        let mut again: Vec<_> = (0..25).flat_map(|n| days(student(n), 100)).collect();
        for incoming in again.iter_mut().take(150) {
            incoming.fact.occurred_at = Instant(incoming.fact.occurred_at.0 + 1);
        }
        let appended = store.append_in_batches(&again).await.unwrap();
        assert_eq!((appended.new, appended.duplicates, appended.revisions), (500, 1_850, 150));
        let touched: Vec<_> = [0, 1, 20, 21, 22, 23, 24].map(student).to_vec();
        assert_eq!(appended.touched, touched);
    }

    async fn one_known_fact_among_many_new_ones_is_found(store) {
        for known in [0, 7, 299] {
            let one = student(10 + known);
            let facts = days(one, 300);
            append(&store, &[facts[usize::try_from(known).unwrap()].fact.clone()]).await;
            let appended = store.append_in_batches(&facts).await.unwrap();
            assert_eq!((appended.new, appended.duplicates), (299, 1), "{known}");
            assert_eq!(store.facts_of(one).await.unwrap().len(), 300);
        }
    }

    async fn the_words_of_the_version_that_holds_are_found(store) {
        let note = fact(student(1), "n", Noted { by: StaffId::derive("a1") });
        let silent = completed(student(1), "1", "p1");
        let with = |text: &str| Incoming { fact: note.clone(), text: Some(text.to_owned()) };
        for words in ["first", "second\0"] {
            let mut tx = store.begin().await.unwrap();
            tx.append_facts(&[with(words), silent.clone().into()]).await.unwrap();
            tx.commit().await.unwrap();
        }
        let texts = store
            .texts_of(&[note.id, silent.id, completed_id(student(1), "none")].map(|id| (student(1), id)))
            .await
            .unwrap();
        assert_eq!(texts.len(), 1);
        assert_eq!(texts[&note.id], "second\u{fffd}");
    }

    async fn a_number_that_cannot_be_written_is_refused_by_name(store) {
        let nan = Observed { metric: "risk".into(), value: f64::NAN, version: "1".into() };
        let nan = fact(student(1), "x", nan);
        let mut tx = store.begin().await.unwrap();
        let error = tx.append_facts(&[nan.clone().into()]).await.unwrap_err();
        assert!(matches!(error, Error::NotFinite { fact, .. } if fact == nan.id), "{error}");
    }

    async fn an_unreadable_body_is_named(store) {
        append(&store, &[completed(student(1), "1", "p1")]).await;
        crate::both::sabotage(&store, "UPDATE facts SET body = '{\"levitated\":{}}'").await;
        let error = store.facts_of(student(1)).await.unwrap_err();
        let Error::Body { fact, kind, .. } = error else { panic!("{error}") };
        assert_eq!((fact, kind.as_str()), (completed_id(student(1), "1"), "completed"));
    }

    async fn what_is_not_committed_is_not_there(store) {
        let mut tx = store.begin().await.unwrap();
        tx.append_facts(&[completed(student(1), "1", "p1").into()]).await.unwrap();
        assert_eq!(tx.facts_of(student(1)).await.unwrap().len(), 1);
        drop(tx);
        assert_eq!(store.facts_of(student(1)).await.unwrap(), []);
    }
}
