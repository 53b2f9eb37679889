//! `vigie demo`

mod by_hand;
mod cases;
mod lived;
mod portals;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use vigie_domain::access;
use vigie_domain::calendar::Calendar;
use vigie_domain::directory::Staff;
use vigie_domain::draft::Record;
use vigie_domain::fact::Role;
use vigie_domain::ids::{Key, StaffId, StudentId};
use vigie_domain::time::{HOUR, Instant, Span};
use vigie_domain::worklist::Cut;
use vigie_simulator as simulator;
use vigie_store::Store;

use portals::{Guest, Who};

use super::day;
use super::output::{self, Format};
use super::{Error, Global, Result, browser, person, worklist};
use crate::app::account::NewUser;
use crate::app::caseload::NewAbsence;
use crate::app::school::{DEFAULT_ZONE, ON_DUTY};
use crate::app::worklist::Query;
use crate::app::{App, School};
use crate::briefing::{Briefing, Phrases};
use crate::clock::{Clock, Stopwatch};
use crate::web;
use crate::wording::{Language, Locale};

/// The demo's own database, made afresh each time.
const DEMO_FILE: &str = "vigie-demo.db";
/// Setting that says: this database is a demo and may be thrown away.
const DEMO: &str = "demo";
/// Who answers for the team in the demo.
const MANAGER: &str = "Nadia Cherif";
/// Looks after the accounts.
const ADMIN: &str = "Claude Ferrand";
/// The advisor whose day is shown, unless another one is asked for.
const FIRST: &str = "c-01";
/// Hours of contact in the day that is shown.
const MINUTES: u32 = 5 * 60;

/// A whole simulated school, and the cockpit with one-click logins
///
/// Nobody in it is real. Fills a database of its own (vigie-demo.db, made
/// afresh each time; --database names another, which must be new), prints whom
/// one advisor would reach this morning and why, and serves the pages until it
/// is interrupted.
///
/// Examples:
///   vigie demo
///   vigie demo --students 5000 --seed 7 --advisor c-03 --lang en
///   vigie demo --no-open                     don't open a browser
///   vigie demo --no-serve                    the day in the terminal only
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Demo {
    /// The same seed makes the same school
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many students
    #[arg(long, default_value_t = 1_500)]
    students: u32,
    /// Over how many months they arrived
    #[arg(long, default_value_t = 24)]
    months: u32,
    /// Whose day: id or name; the first advisor if left out
    #[arg(long)]
    advisor: Option<String>,
    /// Where to listen; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:7373")]
    listen: SocketAddr,
    /// Don't open a browser
    #[arg(long)]
    no_open: bool,
    /// Print the day and stop, without serving pages
    #[arg(long)]
    no_serve: bool,
    /// Write what was hidden to this file (for tests only)
    #[arg(long, value_name = "FILE", hide = true)]
    truth: Option<PathBuf>,
}

impl Demo {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let watch = Stopwatch::start();
        let calendar = Calendar::new(DEFAULT_ZONE)?;
        let now = morning(&calendar, global.clock()?.now());
        let url = fresh_database(global).await?;
        let app = App::open(&url, Clock::from(now)).await?;
        let (school, lived) = self.fill(&app, &url, &calendar, now).await?;
        let advisor = match &self.advisor {
            Some(wanted) => person::staff(&app.store, wanted).await?,
            None => first_advisor(&app).await?,
        };
        let spoken = lived.len();
        let told = Box::pin(cases::tell(&url, advisor, lived, now)).await?.len();
        eprintln!("{spoken} conversations and {told} follow-ups are written down in it");
        let query =
            Query { advisor: Some(advisor), cohort: None, at: None, minutes: Some(MINUTES) };
        let cut = app.worklist(&school, &query).await?;
        self.print(&app, &school, advisor, &cut, global, now).await?;
        eprintln!("\n{} s; the school is in {url}", (watch.seconds() * 10.0).round() / 10.0);
        eprintln!("next: vigie worklist --database {url} --all --hours 0");
        if self.no_serve {
            return Ok(());
        }
        let settings = web::Settings {
            listen: self.listen,
            secure: false,
            demo: true,
            past: false,
            proxies: 0,
        };
        let open = !self.no_open;
        super::serve::until_interrupted(app, settings, |address| {
            eprintln!("the cockpit: http://{address} (Ctrl-C stops it)");
            if open {
                browser::open(&format!("http://{address}"));
            }
        })
        .await
    }

    /// Fills the school; also tells of whom a conversation is told.
    async fn fill(
        &self,
        app: &App,
        url: &str,
        calendar: &Calendar,
        now: Instant,
    ) -> Result<(School, BTreeSet<StudentId>)> {
        app.settle_zone(calendar.name()).await?;
        // The team works in it: told while there is nobody to look at again.
        app.supply_own_kinds().await?;
        let settings = simulator::Settings {
            seed: self.seed,
            students: self.students,
            months: self.months,
            end: now,
        };
        let mut simulated = simulator::simulate(&settings, calendar);
        if let Some(path) = &self.truth {
            let text = serde_json::to_string(&simulated.truth)
                .map_err(|error| Error::Input(format!("the truth cannot be written: {error}")))?;
            std::fs::write(path, text)
                .map_err(|source| Error::File { path: path.display().to_string(), source })?;
        }
        let stories = lived::stories()?;
        let absences = absences(&simulated.records, calendar, now);
        let first = StaffId::derive(FIRST);
        let records = &mut simulated.records;
        let casts = lived::cast(records, &stories, (calendar, now), first, &absences);
        // Student by student, so that each page of a large log is written once.
        simulated.records.sort_by(|a, b| about(a).cmp(&about(b)));
        let mut import = app.import(simulator::SOURCE);
        import.take_all(simulated.records).await?;
        let (summary, _) = import.finish(simulator::supplies(), 0, |_, _| {}).await?;
        app.log_import(simulator::SOURCE, &summary).await?;
        let lived = Box::pin(lived::live(url, casts, &stories, absences, now)).await?;
        let school = app.school().await?;
        let mut lived = lived;
        lived.extend(Box::pin(welcome(app, url, &school, &lived)).await?);
        eprintln!(
            "a simulated school: {} students, {} enrolments, {} facts",
            summary.students, summary.enrolments, summary.facts
        );
        Ok((school, lived))
    }

    async fn print(
        &self,
        app: &App,
        school: &School,
        advisor: StaffId,
        cut: &Cut,
        global: &Global,
        at: Instant,
    ) -> Result<()> {
        let names = worklist::names(app, cut, Format::Table).await?;
        let phrases = Phrases::of(school, global.lang);
        let locale = Locale::of(global.lang);
        let day = Briefing { school, phrases: &phrases, names: &names, at, locale };
        output::print(&day::page(&day, Some(&names.staff(advisor)), cut, false));
        Ok(())
    }
}

/// Whom a record is about, in the source's own terms; the team and the
/// programmes come first.
fn about(record: &Record) -> Option<&Key> {
    match record {
        Record::Student(student) => Some(&student.external),
        Record::Fact(draft) => Some(&draft.student),
        Record::Staff(_) | Record::Programme(_) => None,
    }
}

/// Who was away and who is, and who stands in: one for two weeks two months
/// ago, as the simulation has it, and one since this morning.
fn absences(records: &[Record], calendar: &Calendar, now: Instant) -> Vec<NewAbsence> {
    let known = |external: &&str| {
        let is = |record: &Record| matches!(record, Record::Staff(s) if s.external == **external);
        records.iter().any(is)
    };
    let today = calendar.midnight(now);
    let away = [
        (("c-05", "c-06"), today - Span::days(70), today - Span::days(56)),
        (("c-06", "c-07"), now - HOUR, today + Span::days(5)),
    ];
    let kept = away
        .into_iter()
        .filter(|((staff, stand_in), ..)| [staff, stand_in].iter().all(|external| known(external)));
    let absence = |((staff, stand_in), from, until)| NewAbsence {
        staff: StaffId::derive(staff),
        from,
        until: Some(until),
        stand_in: StaffId::derive(stand_in),
        split: BTreeMap::new(),
    };
    kept.map(absence).collect()
}

/// Accounts for the whole team, and for a mentor and a student of each
/// language, to be entered with one click. Gives of whom something is told for them.
async fn welcome(
    app: &App,
    url: &str,
    school: &School,
    lived: &BTreeSet<StudentId>,
) -> Result<Vec<StudentId>> {
    let mut advisors: Vec<Staff> =
        app.store.staff().await?.into_values().filter(|s| s.role == Role::Advisor).collect();
    advisors.sort_by(|a, b| a.external.cmp(&b.external));
    for advisor in &advisors {
        let staff = StaffId::derive(&advisor.external);
        let role = access::Role::Advisor;
        guest(app, (&advisor.external, None), advisor.name.clone(), role, (Some(staff), None))
            .await?;
    }
    guest(app, ("responsable", None), MANAGER.to_owned(), access::Role::Manager, (None, None))
        .await?;
    guest(app, ("comptes", None), ADMIN.to_owned(), access::Role::Admin, (None, None)).await?;
    let Some(first) = advisors.first() else { return Ok(Vec::new()) };
    let advisor = StaffId::derive(&first.external);
    let guests = Box::pin(portals::people(app, url, school, advisor, lived)).await?;
    for Guest { at, name, who, language } in guests.accounts {
        let (role, of) = match who {
            Who::Student(student) => (access::Role::Student, (None, Some(student))),
            Who::Mentor(mentor) => (access::Role::Mentor, (Some(mentor), None)),
        };
        guest(app, (at, language), name, role, of).await?;
    }
    let mut tx = app.store.begin().await?;
    tx.put_setting(ON_DUTY, &first.external).await?;
    tx.commit().await?;
    Ok(guests.told)
}

/// An account at the demo's address, in a language where it matters.
async fn guest(
    app: &App,
    (at, language): (&str, Option<Language>),
    name: String,
    role: access::Role,
    (staff, student): (Option<StaffId>, Option<StudentId>),
) -> Result<()> {
    let email = format!("{at}@demo.example");
    let (language, password) = (language.map(|language| language.code().into()), None);
    app.add_user(NewUser { email, name, role, staff, student, language, password }).await?;
    Ok(())
}

/// Is this the database of a simulated school?
pub(super) async fn is_demo(app: &App) -> Result<bool> {
    Ok(app.store.setting(DEMO).await?.is_some())
}

/// Nine o'clock of the last working day.
fn morning(calendar: &Calendar, now: Instant) -> Instant {
    let mut midnight = calendar.midnight(now);
    while !calendar.is_working_day(midnight) {
        midnight = calendar.midnight(Instant(midnight.0 - 1));
    }
    midnight + vigie_domain::time::Span(9 * HOUR.0)
}

/// A database that nothing is lost with: the demo's own, or one that is new.
async fn fresh_database(global: &Global) -> Result<String> {
    let named = global.database != "vigie.db";
    let url = if named { global.database.clone() } else { DEMO_FILE.to_owned() };
    if !named && is_a_demo(&url).await? {
        for suffix in ["", "-wal", "-shm", ".heads"] {
            let path = format!("{url}{suffix}");
            if std::path::Path::new(&path).exists() {
                std::fs::remove_file(&path).map_err(|source| Error::File { path, source })?;
            }
        }
        return mark(&url).await;
    }
    let app = App::open(&url, Clock::System).await?;
    let empty =
        app.store.imports(1).await?.is_empty() && app.store.phase_counts().await?.is_empty();
    app.store.close().await;
    if !empty {
        return Err(Error::Input(format!(
            "{url} holds a school already: name a new database with --database"
        )));
    }
    mark(&url).await
}

/// Asked before any migration, so that another build's demo is recognised.
async fn is_a_demo(url: &str) -> Result<bool> {
    let store = Store::connect(url).await?;
    // A file without the table of settings is no demo of ours.
    let marked = store.setting(DEMO).await.is_ok_and(|mark| mark.is_some());
    store.close().await;
    Ok(marked)
}

async fn mark(url: &str) -> Result<String> {
    let app = App::open(url, Clock::System).await?;
    let mut tx = app.store.begin().await?;
    tx.put_setting(DEMO, "simulated").await?;
    tx.commit().await?;
    app.store.close().await;
    Ok(url.to_owned())
}

async fn first_advisor(app: &App) -> Result<StaffId> {
    let team = app.store.staff().await?;
    let advisors = team.iter().filter(|(_, staff)| staff.role == Role::Advisor);
    let first = advisors.min_by(|a, b| a.1.external.cmp(&b.1.external));
    first.map(|(id, _)| *id).ok_or_else(|| Error::Input("this school has no advisor".into()))
}
