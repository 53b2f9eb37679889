//! Cases: events that stay, and a second writer who is told.

use uuid::Uuid;
use vigie_domain::case::{Author, Case, Event, Origin, Part, Reason, Sight, Written};
use vigie_domain::ids::CaseId;
use vigie_domain::time::{DAY, Instant};
use vigie_store::{Error, Store};

use crate::both::on_both;
use crate::samples::{START, advisor, enrol, student};

fn case_id(n: u128) -> CaseId {
    CaseId(Uuid::from_u128(n))
}

fn written(seq: u32, event: Event) -> Written {
    Written { seq, at: START, by: Author::Staff(advisor(1)), event }
}

fn opening() -> Written {
    let signals = vec!["no-session".into()];
    written(1, Event::Opened { origin: Origin::Signals, signals, owner: advisor(1) })
}

fn note(seq: u32, words: &str) -> Written {
    written(seq, Event::Noted { words: words.to_owned(), sight: Sight::Team })
}

/// Adds an event to case `n` of student 1, whatever is there.
async fn add(
    store: &Store,
    n: u128,
    events: &[Written],
    new: Written,
    look_at: Option<Instant>,
) -> Result<(), Error> {
    let new = [new];
    let all = [events, &new].concat();
    let case = Case::fold(case_id(n), student(1), &all).unwrap();
    let mut tx = store.begin().await?;
    tx.lock_student(student(1)).await?;
    tx.add_case_events(&case, &new, look_at).await?;
    tx.commit().await
}

on_both! {
    async fn events_are_read_back_in_their_order(store) {
        enrol(&store, 2).await;
        add(&store, 1, &[], opening(), Some(START + DAY)).await.unwrap();
        let goal = Event::GoalSaid { words: "finir « avant » l'été 🙂".to_owned() };
        add(&store, 1, &[opening()], written(2, goal), Some(START + DAY)).await.unwrap();
        let cases = store.cases_of(student(1)).await.unwrap();
        assert_eq!(cases.len(), 1);
        assert_eq!(cases[0].case.goal.as_deref(), Some("finir « avant » l'été 🙂"));
        assert_eq!(cases[0].events.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2]);
        let twice = [(student(1), case_id(1)), (student(1), case_id(1)), (student(0), case_id(1))];
        assert_eq!(store.cases_among(&twice).await.unwrap(), cases);
    }

    async fn of_two_events_for_one_place_the_second_is_refused(store) {
        enrol(&store, 2).await;
        add(&store, 1, &[], opening(), None).await.unwrap();
        add(&store, 1, &[opening()], note(2, "première"), None).await.unwrap();
        let second = add(&store, 1, &[opening()], note(2, "seconde"), None).await;
        assert!(matches!(second, Err(Error::Constraint { .. })), "{second:?}");
        let notes = store.cases_of(student(1)).await.unwrap().remove(0).case.notes;
        assert_eq!(notes.iter().map(|note| note.words.as_str()).collect::<Vec<_>>(), ["première"]);
    }

    async fn a_closed_case_is_on_no_board_and_never_looked_at(store) {
        enrol(&store, 2).await;
        add(&store, 1, &[], opening(), Some(START + DAY)).await.unwrap();
        let key = (student(1), case_id(1));
        assert_eq!(store.cases_owned_by(advisor(1)).await.unwrap(), [key]);
        assert_eq!(store.cases_owned_by(advisor(2)).await.unwrap(), []);
        assert_eq!(store.cases_to_look_at(START, 9).await.unwrap(), []);
        assert_eq!(store.cases_to_look_at(START + DAY, 9).await.unwrap(), [key]);
        assert_eq!(store.next_case_look().await.unwrap(), Some(START + DAY));
        let joined = written(2, Event::Joined { who: advisor(2), part: Part::Career });
        add(&store, 1, &[opening()], joined.clone(), Some(START + DAY)).await.unwrap();
        assert_eq!(store.cases_with_part(advisor(2)).await.unwrap(), [key]);
        assert_eq!(store.cases_with_part(advisor(1)).await.unwrap(), []);
        let end = written(3, Event::Closed { reason: Reason::Back });
        add(&store, 1, &[opening(), joined], end, Some(START + DAY)).await.unwrap();
        assert_eq!(store.cases_with_part(advisor(2)).await.unwrap(), []);
        assert_eq!(store.open_cases().await.unwrap(), []);
        assert_eq!(store.next_case_look().await.unwrap(), None);
    }
}
