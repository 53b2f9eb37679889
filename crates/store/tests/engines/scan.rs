//! Going through the facts of many students.

use vigie_domain::directory::Student;
use vigie_domain::ids::{EnrolmentId, StudentId};
use vigie_store::StandingRow;
use vigie_store::Store;
use vigie_store::across::Filter;
use vigie_store::directory::{Enrolment, NewStudent};

use crate::both::on_both;
use crate::samples::{advisor, days, enrol, standing, student};

/// 400 students, the `n`th with `n % 5` facts; every tenth is advisor 1's and
/// every third in cohort c.
async fn school(store: &Store) {
    enrol(store, 400).await;
    let facts: Vec<_> = (0..400).flat_map(|n| days(student(n), (n % 5) as u16)).collect();
    store.append_in_batches(&facts).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let standings: Vec<_> = (0..400)
        .step_by(10)
        .map(|n| StandingRow { advisor: Some(advisor(1)), ..standing(student(n)) })
        .collect();
    tx.save_standings(&standings).await.unwrap();
    let enrolments: Vec<_> = (0..400)
        .step_by(3)
        .flat_map(|n| ["e1", "e2"].map(|external| (student(n), external)))
        .map(|(student, external)| Enrolment {
            student,
            id: EnrolmentId::derive(student, external),
            external: external.into(),
            programme: "web".into(),
            cohort: "c".into(),
        })
        .collect();
    tx.put_enrolments(&enrolments).await.unwrap();
    tx.commit().await.unwrap();
}

/// (student, number of facts), in the order of the visit.
async fn visits(store: &Store, filter: Filter) -> Vec<(u32, u32)> {
    let mut visits = Vec::new();
    store
        .for_each_student(filter, |student, facts| {
            assert!(facts.iter().all(|fact| fact.student == student));
            let number = u32::from_be_bytes(student.bytes()[..4].try_into().unwrap());
            visits.push((number, u32::try_from(facts.len()).unwrap()));
        })
        .await
        .unwrap();
    visits
}

fn expected(numbers: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    numbers.map(|n| (n, n % 5)).collect()
}

on_both! {
    async fn everybody_is_visited_once_in_order(store) {
        school(&store).await;
        assert_eq!(visits(&store, Filter::All).await, expected(0..400));
    }

    async fn an_advisors_students_are_visited(store) {
        school(&store).await;
        let visits = visits(&store, Filter::Advisor(advisor(1))).await;
        assert_eq!(visits, expected((0..400).step_by(10)));
    }

    async fn a_cohort_is_visited_once_each(store) {
        school(&store).await;
        let visits = visits(&store, Filter::Cohort("c".into())).await;
        assert_eq!(visits, expected((0..400).step_by(3)));
    }

    async fn a_list_is_visited_in_order_and_without_repeats(store) {
        school(&store).await;
        let listed = (100..300).rev().chain([150]).map(student).collect();
        assert_eq!(visits(&store, Filter::Students(listed)).await, expected(100..300));
    }

    async fn a_programme_is_visited_once_each(store) {
        school(&store).await;
        let visits = visits(&store, Filter::Programme("web".into())).await;
        assert_eq!(visits, expected((0..400).step_by(3)));
    }

    async fn each_student_is_in_one_part(store) {
        // Ids all over the range, and at its ends.
        let spread = |n: u32| {
            let mut id = [0; 16];
            id[..4].copy_from_slice(&(n * 0x0133_3337).to_be_bytes());
            StudentId::from_bytes(id)
        };
        let ends = [StudentId::from_bytes([0; 16]), StudentId::from_bytes([u8::MAX; 16])];
        let mut all: Vec<StudentId> = (1..200).map(spread).chain(ends).collect();
        all.sort_unstable();
        let mut tx = store.begin().await.unwrap();
        let named = all.iter().map(|id| NewStudent {
            proposed: *id,
            source: "csv".into(),
            student: Student { external: id.to_string().into(), ..Student::default() },
        });
        tx.put_students(&named.collect::<Vec<_>>()).await.unwrap();
        tx.commit().await.unwrap();
        for filter in [Filter::All, Filter::Students(all.clone())] {
            let mut seen = Vec::new();
            for part in 0..3 {
                let mut scan = store.scan_part(filter.clone(), part, 3);
                while let Some(chunk) = scan.next_chunk().await.unwrap() {
                    seen.extend(chunk.into_iter().map(|(student, _)| student));
                }
            }
            assert_eq!(seen, all, "{filter:?}");
        }
    }

    async fn a_full_last_chunk_ends_the_scan(store) {
        enrol(&store, 256).await;
        assert_eq!(visits(&store, Filter::All).await.len(), 256);
    }

    async fn nobody_is_visited_in_an_empty_school(store) {
        assert_eq!(visits(&store, Filter::All).await, []);
    }

    async fn attributes_are_read_for_fairness_alone(store) {
        let audit = vec![("gender".into(), "f".into())];
        let person = |n, audit| NewStudent {
            proposed: student(n),
            source: "csv".into(),
            student: Student { external: n.to_string().into(), audit, ..Student::default() },
        };
        let mut tx = store.begin().await.unwrap();
        tx.put_students(&[person(1, audit.clone()), person(2, Vec::new())]).await.unwrap();
        tx.commit().await.unwrap();
        let found = store.audits(&[student(1), student(2), student(3)]).await.unwrap();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [(student(1), audit)]);
        assert_eq!(store.student_count().await.unwrap(), 2);
    }

    async fn what_is_known_ends_with_the_last_fact_that_was_folded(store) {
        assert_eq!(store.last_occurrence().await.unwrap(), None);
        enrol(&store, 2).await;
        let row = standing(student(0));
        let mut tx = store.begin().await.unwrap();
        tx.save_standings(&[row.clone(), StandingRow { last: None, ..standing(student(1)) }])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let last = row.last.map(|place| place.occurred_at);
        assert_eq!(store.last_occurrence().await.unwrap(), last);
        assert!(last.is_some());
    }
}
