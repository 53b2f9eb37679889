//! Made-up students and facts.

use vigie_domain::fact::{Activity, Completed, Fact, Kind, Observed, Payload};
use vigie_domain::ids::{FactId, Key, StaffId, StudentId};
use vigie_domain::time::{DAY, Instant};
use vigie_store::directory::NewStudent;
use vigie_store::{Incoming, StandingRow, Store};

/// 2025-09-01T00:00:00Z.
pub(crate) const START: Instant = Instant(1_756_684_800);

/// The `n`th made-up student.
pub(crate) fn student(n: u32) -> StudentId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    bytes[15] = 1;
    StudentId::from_bytes(bytes)
}

/// The `n`th made-up advisor.
pub(crate) fn advisor(n: u32) -> StaffId {
    StaffId::derive(&format!("advisor-{n}"))
}

/// A fact that says `payload`, heard of at once.
pub(crate) fn fact(student: StudentId, own_id: &str, payload: impl Into<Payload>) -> Fact {
    let payload = payload.into();
    Fact {
        id: FactId::derive(student, "csv", payload.kind(), own_id),
        student,
        enrolment: None,
        occurred_at: START,
        known_at: START,
        recorded_at: START,
        source: Key::from("csv"),
        revision: 0,
        payload,
    }
}

/// "`item` is done", as fact `own_id`.
pub(crate) fn completed(student: StudentId, own_id: &str, item: &str) -> Fact {
    fact(student, own_id, Completed { item: item.into() })
}

/// Every kind of value that a body can hold, in one fact each.
pub(crate) fn various(student: StudentId) -> Vec<Fact> {
    let week = Activity {
        from: START,
        to: START + DAY,
        actions: u32::MAX,
        active_days: Some(1),
        kinds: vec![("quiz".into(), 3), ("forum « été »".into(), 4)],
    };
    let risk = Observed { metric: "risk".into(), value: 0.1 + 0.2, version: "1".into() };
    vec![fact(student, "a", week), fact(student, "b", risk), completed(student, "c", "p1")]
}

/// `days` days of activity.
pub(crate) fn days(student: StudentId, days: u16) -> Vec<Incoming> {
    (0..i64::from(days))
        .map(|day| {
            let from = Instant(START.0 + day * DAY.0);
            let to = from + DAY;
            let activity =
                Activity { from, to, actions: 7, active_days: Some(1), kinds: Vec::new() };
            let fact = fact(student, &day.to_string(), activity);
            Incoming::from(Fact { occurred_at: to, known_at: to, ..fact })
        })
        .collect()
}

/// A standing with nothing in particular.
pub(crate) fn standing(student: StudentId) -> StandingRow {
    StandingRow {
        student,
        fold_version: 1,
        body: vec![1, 2, 3],
        last: Some(completed(student, "1", "p1").place()),
        evaluated_at: START,
        next_due: None,
        phase: "learning".to_owned(),
        advisor: None,
        last_contact: None,
    }
}

/// A student as the source `csv` knows them.
pub(crate) fn newcomer(n: u32) -> NewStudent {
    NewStudent {
        proposed: student(n),
        source: "csv".into(),
        student: vigie_domain::directory::Student {
            external: Key::from(format!("s{n}")),
            given_name: format!("Prénom {n}"),
            family_name: format!("Nom {n}"),
            ..Default::default()
        },
    }
}

/// Makes the first `count` students known.
pub(crate) async fn enrol(store: &Store, count: u32) {
    let mut tx = store.begin().await.unwrap();
    let newcomers: Vec<_> = (0..count).map(newcomer).collect();
    tx.put_students(&newcomers).await.unwrap();
    tx.commit().await.unwrap();
}

/// Appends and commits.
pub(crate) async fn append(store: &Store, facts: &[Fact]) -> vigie_store::Appended {
    let incoming: Vec<_> = facts.iter().cloned().map(Incoming::from).collect();
    let mut tx = store.begin().await.unwrap();
    let appended = tx.append_facts(&incoming).await.unwrap();
    tx.commit().await.unwrap();
    appended
}

/// The id of a "completed" fact.
pub(crate) fn completed_id(student: StudentId, own_id: &str) -> FactId {
    FactId::derive(student, "csv", Kind::Completed, own_id)
}
