//! A school with a clock that only moves when it is told to.

use vigie_domain::directory::{Staff, Student};
use vigie_domain::draft::{Draft, Record as Told};
use vigie_domain::fact::{Kinds, Role};
use vigie_domain::ids::{EnrolmentId, Key, StaffId, StudentId};
use vigie_domain::signal::Standing;
use vigie_domain::time::Instant;
use vigie_domain::worklist::{Cut, Line};
use vigie_server::app::contact::{Marks, NewContact, Outcome};
use vigie_server::app::engine::Woken;
use vigie_server::app::import::Summary;
use vigie_server::app::indicator::Act;
use vigie_server::app::worklist::Query;
use vigie_server::app::{App, Engine, School};
use vigie_server::clock::Clock;
use vigie_store::across::Filter;
use vigie_store::directory::{Enrolment, NewStudent};
use vigie_store::{Appended, Incoming, SignalRow};

use super::tale::enrolment_of;
use super::{Record, Tale, day};

/// Where all facts of the stories come from.
pub(crate) const SOURCE: &str = "csv";

/// A school, its program and its clock.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) url: String,
    pub(crate) school: School,
    /// Is the program closed and opened again after everything that happens?
    pub(crate) restarts: bool,
}

/// A student's id in every story: their name says who they are.
pub(crate) fn id(name: &str) -> StudentId {
    StudentId(uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, name.as_bytes()))
}

/// The id of a student's enrolment in a programme.
pub(crate) fn enrolment(name: &str, programme: &str) -> EnrolmentId {
    EnrolmentId::derive(id(name), &enrolment_of(name, programme))
}

impl World {
    /// A new school on day 0: advisors Alex and Billie, mentor Karim.
    pub(crate) async fn open(url: String) -> Self {
        let app = App::open(&url, Clock::manual(day(0))).await.unwrap();
        let staff = |external: &str, role| Staff {
            external: external.into(),
            name: external.to_uppercase(),
            role,
            way: None,
            capacity: None,
        };
        let team = [
            staff("alex", Role::Advisor),
            staff("billie", Role::Advisor),
            staff("karim", Role::Mentor),
        ];
        let mut tx = app.store.begin().await.unwrap();
        tx.put_staff(&team).await.unwrap();
        tx.put_source(SOURCE, Kinds::ALL).await.unwrap();
        tx.commit().await.unwrap();
        let school = app.school().await.unwrap();
        Self { app, url, school, restarts: false }
    }

    pub(crate) fn now(&self) -> Instant {
        self.app.clock.now()
    }

    /// Another process of the program on the same database and clock.
    pub(crate) async fn another_program(&self) -> App {
        App::open(&self.url, self.app.clock.clone()).await.unwrap()
    }

    /// The program stops and starts; nothing but the database is left.
    pub(crate) async fn restart(&mut self) {
        self.app.store.close().await;
        self.app = self.another_program().await;
        self.school = self.app.school().await.unwrap();
    }

    async fn and_perhaps_restarts(&mut self) {
        if self.restarts {
            self.restart().await;
        }
    }

    /// Time passes until `at`; whoever is due on the way is woken.
    pub(crate) async fn until(&mut self, at: Instant) -> Woken {
        self.app.clock.set(at);
        let woken = self.app.wake_due(&self.school, at).await.unwrap();
        self.and_perhaps_restarts().await;
        woken
    }

    /// A round of the engine at `at`.
    pub(crate) async fn round(&self, at: Instant) {
        self.app.clock.set(at);
        Engine::default().round(&self.app, &self.school).await.unwrap();
    }

    /// The school meets a student: the directory gets to know them.
    pub(crate) async fn meets(&self, name: &str) {
        self.meets_all(&[name]).await;
    }

    /// It meets all of these at once.
    pub(crate) async fn meets_all(&self, names: &[&str]) {
        let new = names.iter().map(|name| {
            let (external, given_name) = ((*name).into(), name.to_uppercase());
            let student = Student { external, given_name, ..Student::default() };
            NewStudent { proposed: id(name), source: SOURCE.into(), student }
        });
        let new: Vec<NewStudent> = new.collect();
        let mut tx = self.app.store.begin().await.unwrap();
        tx.put_students(&new).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The facts of these drafts, as recorded now.
    pub(crate) fn incoming(&self, drafts: &[Draft]) -> Vec<Incoming> {
        let source = Key::from(SOURCE);
        let one = |draft: &Draft| {
            let mut draft = draft.clone();
            let text = draft.text.take();
            let student = id(&draft.student);
            Incoming { fact: draft.identify(student, &source, self.now()), text }
        };
        drafts.iter().map(one).collect()
    }

    /// These drafts arrive now, exactly as they are, in one go.
    pub(crate) async fn receives(&mut self, drafts: &[Draft]) -> Appended {
        let appended = self.app.record(&self.school, self.incoming(drafts)).await.unwrap();
        self.and_perhaps_restarts().await;
        appended
    }

    /// The school hears of these facts now, whenever they happened.
    pub(crate) async fn hears(&mut self, tale: Tale) -> Appended {
        self.settle_in(&tale).await;
        let now = self.now();
        let known_now = |draft| Draft { known_at: now, ..draft };
        let drafts: Vec<Draft> = tale.facts.into_iter().map(known_now).collect();
        self.receives(&drafts).await
    }

    /// The facts happen one after the other, and each is heard of at once.
    pub(crate) async fn lives(&mut self, tale: Tale) {
        self.settle_in(&tale).await;
        for draft in tale.facts {
            if draft.known_at > self.now() {
                self.until(Instant(draft.known_at.0 - 1)).await;
                self.app.clock.set(draft.known_at);
            }
            self.receives(&[draft]).await;
        }
    }

    /// Names the student and the enrolments of a tale.
    pub(crate) async fn settle_in(&self, tale: &Tale) {
        self.meets(&tale.student).await;
        let mut tx = self.app.store.begin().await.unwrap();
        for draft in &tale.facts {
            let Some(external) = draft.enrolment.clone() else { continue };
            let student = id(&draft.student);
            let enrolment = Enrolment {
                student,
                id: EnrolmentId::derive(student, &external),
                programme: external.rsplit('/').next().unwrap().into(),
                cohort: "2025-09".into(),
                external,
            };
            tx.put_enrolments(&[enrolment]).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// The same drafts by the way of an import.
    pub(crate) async fn imports(&mut self, drafts: &[Draft]) -> Summary {
        let mut import = self.app.import(SOURCE);
        for draft in drafts {
            import.take(Told::Fact(Box::new(draft.clone()))).await.unwrap();
        }
        let (summary, _) = import.finish(Kinds::ALL, 0, |_, _| {}).await.unwrap();
        self.and_perhaps_restarts().await;
        summary
    }

    /// What Alex notes now of a student: how it went, and nothing else.
    pub(crate) fn contact(&self, name: &str, outcome: Outcome) -> NewContact {
        NewContact {
            student: id(name),
            by: StaffId::derive("alex"),
            at: self.now(),
            outcome,
            channel: None,
            note: None,
            promises: Vec::new(),
            follow_up: None,
            snooze_until: None,
            marks: Marks::default(),
        }
    }

    /// Alex reaches a student now; the loop closes.
    pub(crate) async fn alex_reaches(&mut self, name: &str, outcome: Outcome) {
        self.app.add_contact(self.contact(name, outcome)).await.unwrap();
        self.and_perhaps_restarts().await;
    }

    /// The team publishes a definition; gives its version.
    pub(crate) async fn publishes(&mut self, body: &str) -> u32 {
        let act = Act { by: None, user: None, reason: "parce que".to_owned() };
        let drafted = self.app.draft(body, &act).await.unwrap();
        let id = drafted.indicator.id.as_str();
        let published = self.app.publish(id, Some(drafted.version), &act).await.unwrap();
        self.school = self.app.school().await.unwrap();
        published.version
    }

    /// Everything that was ever recorded about a student and an indicator.
    pub(crate) async fn records(&self, name: &str, indicator: &str) -> Vec<Record> {
        self.rows(name, indicator).await.iter().map(Record::from).collect()
    }

    /// The same, with the evidence.
    pub(crate) async fn rows(&self, name: &str, indicator: &str) -> Vec<SignalRow> {
        let mut rows = self.app.store.signal_history(id(name)).await.unwrap();
        rows.retain(|row| row.key.indicator == indicator);
        rows
    }

    /// The indicators that ring for a student now, by the open records.
    pub(crate) async fn ringing(&self, name: &str) -> Vec<String> {
        let open = self.app.store.open_signals(id(name)).await.unwrap();
        let mut names: Vec<String> = open.into_iter().map(|row| row.key.indicator).collect();
        names.sort();
        names
    }

    /// Where a student stands now, by the live tables.
    pub(crate) async fn standing(&self, name: &str) -> Standing {
        self.app.standing(&self.school, id(name), None).await.unwrap()
    }

    /// Where a student stood at `at`, by the facts alone.
    pub(crate) async fn standing_at(&self, name: &str, at: Instant) -> Standing {
        let filter = Filter::Students(vec![id(name)]);
        let mut all = self.app.standings_at(&self.school, filter, at).await.unwrap();
        all.pop().unwrap().1
    }

    /// Everybody's list now, with so many minutes; `None`: uncut.
    pub(crate) async fn list(&self, minutes: Option<u32>) -> Cut {
        let query = Query { advisor: None, cohort: None, at: None, minutes };
        self.app.worklist(&self.school, &query).await.unwrap()
    }

    /// A student's line on today's uncut list.
    pub(crate) async fn line(&self, name: &str) -> Option<Line> {
        let lines = self.list(None).await.lines;
        lines.into_iter().find(|line| line.candidate.student == id(name))
    }

    /// Since when this is a reason to reach a student, by today's list.
    pub(crate) async fn reason(&self, name: &str, indicator: &str) -> Option<Instant> {
        let line = self.line(name).await?;
        let mut reasons = line.candidate.reasons.into_iter();
        reasons.find(|reason| reason.indicator == indicator).map(|reason| reason.since)
    }
}
