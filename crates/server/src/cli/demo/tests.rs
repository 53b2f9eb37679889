use std::collections::BTreeMap;

use tempfile::TempDir;
use vigie_domain::case::{Author, Event};
use vigie_domain::fact::{Fact, Payload, SessionOutcome};
use vigie_store::across::RingingQuery;

use super::*;

/// A small school as `vigie demo` fills it, on a Tuesday.
struct Filled {
    app: App,
    school: School,
    calendar: Calendar,
    now: Instant,
    /// Of whom a follow-up is told, and what it is about.
    told: Vec<(StudentId, Key)>,
    _folder: TempDir,
}

async fn filled() -> Filled {
    let folder = tempfile::tempdir().unwrap();
    let url = folder.path().join("demo.db").to_string_lossy().into_owned();
    let calendar = Calendar::new(DEFAULT_ZONE).unwrap();
    let now = calendar.at("2026-03-10T09:00".parse().unwrap());
    let demo = Demo {
        seed: 1,
        students: 600,
        months: 24,
        advisor: None,
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        no_open: true,
        no_serve: true,
        truth: None,
    };
    let app = App::open(&url, Clock::manual(now)).await.unwrap();
    let (school, lived) = Box::pin(demo.fill(&app, &url, &calendar, now)).await.unwrap();
    let told = Box::pin(cases::tell(&url, StaffId::derive(FIRST), lived, now)).await.unwrap();
    Filled { app, school, calendar, now, told, _folder: folder }
}

impl Filled {
    async fn facts(&self, student: StudentId) -> Vec<Fact> {
        self.app.store.facts_of(student).await.unwrap()
    }

    async fn student_of(&self, email: &str) -> Option<StudentId> {
        self.app.store.user_by_email(email).await.unwrap().and_then(|user| user.student)
    }
}

#[tokio::test]
async fn what_is_told_agrees_with_the_page_that_it_stands_on() {
    let demo = filled().await;
    still_rings(&demo).await;
    believable_days(&demo).await;
    the_students_own_saturday(&demo).await;
    different_worries(&demo).await;
    demo.app.store.close().await;
}

/// What a follow-up is about goes on, whatever was said meanwhile.
async fn still_rings(demo: &Filled) {
    assert!(demo.told.len() >= 4, "{}", demo.told.len());
    for (student, indicator) in &demo.told {
        let query =
            RingingQuery { indicator: indicator.clone(), advisor: None, offset: 0, limit: 1_000 };
        let ringing = demo.app.store.ringing(&query).await.unwrap();
        assert!(ringing.iter().any(|row| row.key.student == *student), "{indicator}");
    }
}

/// Advisors work on working days, and do one thing at a time.
async fn believable_days(demo: &Filled) {
    for (student, indicator) in &demo.told {
        let cases = demo.app.store.cases_of(*student).await.unwrap();
        assert_eq!(cases.len(), 1, "{indicator}");
        let mut last = Instant::DAWN;
        for written in &cases[0].events {
            if !matches!(written.by, Author::Staff(_)) {
                continue;
            }
            assert!(demo.calendar.is_working_day(written.at), "{indicator}: {:?}", written.at);
            assert!(written.at < demo.now);
            // The goal is said with the opening: one gesture.
            let one_gesture = matches!(written.event, Event::GoalSaid { .. });
            assert!(last < written.at || one_gesture, "{indicator}: {:?}", written.at);
            last = written.at;
        }
    }
}

/// They speak of Saturdays at ten: one was, and the next is booked.
async fn the_students_own_saturday(demo: &Filled) {
    let student = demo.student_of("etudiant@demo.example").await.unwrap();
    let view = demo.app.student_view(&demo.school, student).await.unwrap();
    let ten = demo.calendar.at("2026-03-14T10:00".parse().unwrap());
    assert_eq!(view.session.map(|session| session.at), Some(ten));
    let first = demo.calendar.at("2026-03-07T10:00".parse().unwrap());
    let held = |fact: &Fact| match &fact.payload {
        Payload::SessionRecorded(body) => body.at == first && body.outcome == SessionOutcome::Held,
        _ => false,
    };
    let facts = demo.facts(student).await;
    assert!(facts.iter().any(held));
    let spoke = |fact: &&Fact| matches!(fact.payload, Payload::Call(_) | Payload::MessageOut(_));
    let weekend = facts
        .iter()
        .filter(spoke)
        .find(|fact| fact.source == *"vigie" && !demo.calendar.is_working_day(fact.occurred_at));
    assert!(weekend.is_none(), "{weekend:?}");
}

/// Nobody is worried about two people in the same words, nor at once.
async fn different_worries(demo: &Filled) {
    let mentor = demo.app.store.user_by_email("mentor@demo.example").await.unwrap();
    let mentor = mentor.and_then(|user| user.staff).unwrap();
    let mut at: BTreeMap<Instant, StudentId> = BTreeMap::new();
    for student in demo.app.store.ever_taught(mentor).await.unwrap() {
        for fact in demo.facts(student).await {
            match &fact.payload {
                Payload::ConcernRaised(body) if body.by == mentor && fact.source == *"vigie" => {
                    assert_eq!(at.insert(fact.occurred_at, student), None);
                }
                _ => {}
            }
        }
    }
    let about: BTreeSet<_> = at.values().collect();
    assert!((1..=3).contains(&at.len()) && about.len() == at.len(), "{at:?}");
}
