use std::collections::BTreeMap;

use tempfile::TempDir;
use vigie_domain::case::{Author, Event};
use vigie_domain::fact::{Fact, Payload, SessionOutcome};
use vigie_store::across::RingingQuery;
use vigie_store::directory::User;

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

    async fn user(&self, at: &str) -> Option<User> {
        self.app.store.user_by_email(&format!("{at}@demo.example")).await.unwrap()
    }

    async fn student_of(&self, at: &str) -> Option<StudentId> {
        self.user(at).await.and_then(|user| user.student)
    }
}

#[tokio::test]
async fn what_is_told_agrees_with_the_page_that_it_stands_on() {
    let demo = filled().await;
    still_rings(&demo).await;
    believable_days(&demo).await;
    for at in ["etudiant", "student"] {
        the_students_own_saturday(&demo, at).await;
        nobody_praises_what_does_not_suit_them(&demo, at).await;
    }
    one_language_on_a_page(&demo).await;
    for at in ["mentor", "mentor.en"] {
        different_worries(&demo, at).await;
    }
    demo.app.store.close().await;
}

/// What a follow-up is about goes on, whatever was said meanwhile.
async fn still_rings(demo: &Filled) {
    assert!(demo.told.len() >= 8, "{}", demo.told.len());
    for (student, indicator) in &demo.told {
        let query =
            RingingQuery { indicator: indicator.clone(), held: None, offset: 0, limit: 1_000 };
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
async fn the_students_own_saturday(demo: &Filled, at: &str) {
    let student = demo.student_of(at).await.unwrap();
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

/// Who says that their Saturdays change everything doesn't rate them as bad.
async fn nobody_praises_what_does_not_suit_them(demo: &Filled, at: &str) {
    let student = demo.student_of(at).await.unwrap();
    let unhappy = |fact: &&Fact| match &fact.payload {
        Payload::SessionRated(body) => body.rating <= 2,
        _ => false,
    };
    let facts = demo.facts(student).await;
    assert!(!facts.iter().any(|fact| unhappy(&fact)), "{at}");
}

/// The English student's own pages, and what the team writes about them, are
/// in English; so is the mentor's first page.
async fn one_language_on_a_page(demo: &Filled) {
    let student = demo.student_of("student").await.unwrap();
    let known = demo.app.store.student(student).await.unwrap().unwrap().student;
    assert_eq!(known.language.as_deref(), Some("en"));
    assert_eq!(known.good_hours.as_deref(), Some("Saturday mornings, or after 8 pm"));
    for at in ["student", "mentor.en"] {
        assert_eq!(demo.user(at).await.unwrap().language.as_deref(), Some("en"), "{at}");
    }
    let cases = demo.app.store.cases_of(student).await.unwrap();
    let said = format!("{cases:?}");
    assert!(said.contains("Saturday mornings") && !said.contains("samedi"), "{said}");
    let french = demo.student_of("etudiant").await.unwrap();
    let known = demo.app.store.student(french).await.unwrap().unwrap().student;
    assert_ne!(known.language.as_deref(), Some("en"));
}

/// Nobody is worried about two people in the same words, nor at once.
async fn different_worries(demo: &Filled, at: &str) {
    let mentor = demo.user(at).await.unwrap().staff.unwrap();
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
