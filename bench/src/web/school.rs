//! A large school for the pages: 500 advisors with 200 students each.

use vigie_domain::access::Role;
use vigie_domain::calendar::Calendar;
use vigie_domain::directory::Staff;
use vigie_domain::draft::Record;
use vigie_domain::fact::{self, Payload};
use vigie_domain::ids::{Key, StaffId, StudentId};
use vigie_server::app::account::NewUser;
use vigie_server::app::school::{DEFAULT_ZONE, ON_DUTY};
use vigie_server::app::{self, App};
use vigie_server::clock::{Clock, Stopwatch};
use vigie_server::web;
use vigie_simulator as simulator;
use vigie_store::directory::{AdvisorRow, User};
use xtask::{Failure, Result};

/// Schools simulated one after another, each with another seed.
const PARTS: u32 = 10;
/// Advisors of each.
const ADVISORS: u32 = 50;
/// Months over which they arrived.
const MONTHS: u32 = 6;

/// The school in its file, and a signed-in session of each advisor.
pub(super) struct Prepared {
    pub(super) folder: tempfile::TempDir,
    pub(super) database: String,
    /// Each advisor's cookie.
    pub(super) cookies: Vec<String>,
    /// The cookie of somebody who sees the whole school.
    pub(super) manager: String,
    /// Each advisor's id.
    pub(super) advisors: Vec<StaffId>,
    pub(super) facts: u64,
}

/// What school it is to be.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// How many students.
    pub(super) students: u32,
    /// Somebody is assigned to each of them.
    pub(super) advised: bool,
    /// The advisors are in the directory, by name, and nobody else is.
    pub(super) named: bool,
}

/// The school that most benches open.
pub(super) const USUAL: Shape = Shape { students: 100_000, advised: true, named: false };

/// Simulate it and import it.
pub(super) async fn prepare(shape: Shape) -> Result<Prepared> {
    let folder = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;
    let database = folder.path().join("large.db").display().to_string();
    let (sessions, advisors, facts) =
        fill(&database, shape).await.map_err(Failure::while_doing("the large school"))?;
    let Sessions { cookies, manager } = sessions;
    Ok(Prepared { folder, database, cookies, manager, advisors, facts })
}

/// Signed-in sessions.
struct Sessions {
    cookies: Vec<String>,
    manager: String,
}

async fn fill(database: &str, shape: Shape) -> app::Result<(Sessions, Vec<StaffId>, u64)> {
    let calendar = Calendar::new(DEFAULT_ZONE)?;
    let now = Clock::System.now();
    let app = App::open(database, Clock::System).await?;
    app.settle_zone(calendar.name()).await?;
    let watch = Stopwatch::start();
    let mut facts = 0;
    for part in 0..PARTS {
        let students = shape.students / PARTS;
        let settings =
            simulator::Settings { seed: part.into(), students, months: MONTHS, end: now };
        let mut records = simulator::simulate(&settings, &calendar).records;
        records.retain(|record| shape.advised || !assigns(record));
        let mut import = app.import(simulator::SOURCE);
        import.take_all(records.into_iter().map(|record| renamed(record, part)).collect()).await?;
        let (summary, _) = import.finish(simulator::supplies(), 0, |_, _| {}).await?;
        facts += summary.facts;
        println!("part {}: {facts} facts after {:.0} s", part + 1, watch.seconds());
    }
    app.supply_own_kinds().await?;
    if shape.named {
        name_advisors(&app).await?;
    }
    let (mut cookies, mut advisors) = (Vec::new(), Vec::new());
    for number in 0..PARTS * ADVISORS {
        let external = advisor(number / ADVISORS, number % ADVISORS);
        let staff = StaffId::derive(&external);
        let user = account(&app, &external, Role::Advisor, Some(staff)).await?;
        cookies.push(web::issue_session(&app, &user).await?);
        advisors.push(staff);
    }
    let manager = account(&app, "manager", Role::Manager, None).await?;
    let manager = web::issue_session(&app, &manager).await?;
    app.store.close().await;
    Ok((Sessions { cookies, manager }, advisors, facts))
}

/// The advisors become members of the team, the first of them on duty; those
/// of the simulated schools are gone.
async fn name_advisors(app: &App) -> app::Result<()> {
    let now = app.clock.now();
    let team = app.store.team().await?;
    let named: Vec<Staff> = (0..PARTS * ADVISORS)
        .map(|number| Staff {
            external: advisor(number / ADVISORS, number % ADVISORS).into(),
            name: format!("Advisor {number:03}"),
            role: fact::Role::Advisor,
            way: None,
            capacity: None,
        })
        .collect();
    let mut tx = app.store.begin().await?;
    tx.put_staff(&named).await?;
    tx.put_setting(ON_DUTY, &advisor(0, 0)).await?;
    tx.commit().await?;
    for (staff, _) in team {
        let (languages, programmes) = (Vec::new(), Vec::new());
        let gone_at = Some(now);
        let row = AdvisorRow { staff, minutes: 0, languages, programmes, time_zone: None, gone_at };
        app.set_advisor(&row).await?;
    }
    Ok(())
}

/// Does it say whose student somebody is?
fn assigns(record: &Record) -> bool {
    matches!(record, Record::Fact(draft)
        if matches!(draft.payload, Payload::AdvisorAssigned(_) | Payload::AdvisorEnded(_)))
}

/// How many students there are.
pub(super) async fn size(prepared: &Prepared) -> Result<u64> {
    let counted = async {
        let app = App::open(&prepared.database, Clock::System).await?;
        let count = app.store.student_count().await?;
        app.store.close().await;
        app::Result::<_>::Ok(count)
    };
    counted.await.map_err(Failure::while_doing("counting students"))
}

async fn account(app: &App, name: &str, role: Role, staff: Option<StaffId>) -> app::Result<User> {
    let email = format!("{name}@bench.example");
    let (name, student, language, password) = (name.to_owned(), None, None, None);
    app.add_user(NewUser { email, name, role, staff, student, language, password }).await
}

fn advisor(part: u32, number: u32) -> String {
    format!("c-{part}-{number}")
}

/// The same record in a school of its own: other names, 50 advisors.
fn renamed(record: Record, part: u32) -> Record {
    let own = |key: &Key| Key::from(format!("{part}-{key}"));
    match record {
        Record::Student(mut student) => {
            student.external = own(&student.external);
            Record::Student(student)
        }
        Record::Fact(mut draft) => {
            let place = digits(&draft.student) % ADVISORS;
            draft.student = own(&draft.student);
            draft.enrolment = draft.enrolment.as_ref().map(own);
            if let Payload::AdvisorAssigned(body) = &mut draft.payload {
                body.advisor = StaffId::derive(&advisor(part, place));
            }
            Record::Fact(draft)
        }
        other => other,
    }
}

/// The number in a simulated student's id.
fn digits(key: &str) -> u32 {
    key.chars().filter_map(|c| c.to_digit(10)).fold(0, |sum, digit| (sum * 10 + digit) % 1_000_000)
}

/// Students of an advisor, to be written about.
pub(super) async fn students_of(app: &App, advisor: StaffId) -> Result<Vec<StudentId>> {
    let filter = vigie_store::across::Filter::Advisor(advisor);
    app.store.students(filter).await.map_err(Failure::while_doing("an advisor's students"))
}
