//! A simulated school that grows in one file, and programs watched while they
//! run over it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use jiff::civil::Date;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use vigie_domain::calendar::Calendar;
use vigie_domain::draft::Record;
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;
use vigie_server::app::{self, App};
use vigie_server::clock::Clock;
use vigie_simulator::{self as simulator, Settings};
use xtask::bench::timed;
use xtask::{Failure, Result};

/// Students in each school, unless others are asked for.
pub(crate) const SIZES: [u32; 4] = [12_500, 25_000, 50_000, 100_000];
/// For how many months people have been arriving.
pub(crate) const MONTHS: u32 = 24;
/// How often a run's memory is looked at.
pub(crate) const LOOK: Duration = Duration::from_millis(20);
/// Students simulated at a time.
const PIECE: u32 = 12_500;
const ZONE: &str = "Europe/Paris";

/// The school.
pub(crate) struct Grown {
    runtime: Runtime,
    folder: TempDir,
    calendar: Calendar,
    /// The school's "now".
    end: Instant,
    students: u32,
    pieces: u32,
}

/// One run of a program.
pub(crate) struct Run {
    /// From its start to its end.
    pub(crate) seconds: f64,
    /// The most that the process held of its own, in bytes.
    pub(crate) peak: u64,
    /// What it wrote.
    pub(crate) report: serde_json::Value,
}

impl Grown {
    /// Without anybody yet.
    pub(crate) fn new() -> Result<Self> {
        let calendar = Calendar::new(ZONE).map_err(Failure::while_doing("time zone"))?;
        Ok(Self {
            runtime: Runtime::new().map_err(Failure::while_doing("tokio"))?,
            folder: tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?,
            end: calendar.start_of(Date::constant(2026, 3, 17)),
            calendar,
            students: 0,
            pieces: 0,
        })
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("grown.db")
    }

    /// Simulates and imports students until there are so many: who is there
    /// stays.
    pub(crate) fn grow_to(&mut self, size: u32) -> Result<()> {
        while self.students < size {
            let more = PIECE.min(size - self.students);
            self.runtime.block_on(self.add(more))?;
            self.students += more;
            self.pieces += 1;
            println!("{} students", self.students);
        }
        Ok(())
    }

    async fn add(&self, students: u32) -> Result<()> {
        let piece = self.pieces;
        let seed = u64::from(piece) + 1;
        let settings = Settings { seed, students, months: MONTHS, end: self.end };
        let school = simulator::simulate(&settings, &self.calendar);
        let fill = async {
            let file = self.file().display().to_string();
            let app = App::open(&file, Clock::manual(self.end)).await?;
            app.settle_zone(ZONE).await?;
            let mut import = app.import(simulator::SOURCE);
            for record in school.records {
                import.take(renamed(record, piece)).await?;
            }
            import.finish(simulator::supplies(), 0, |_, _| {}).await?;
            app.store.close().await;
            app::Result::<_>::Ok(())
        };
        fill.await.map_err(Failure::while_doing("filling a school"))
    }

    /// Runs the program over the school, and watches it.
    pub(crate) fn run(&self, program: &Path, args: &[&str]) -> Result<Run> {
        let out = self.folder.path().join("report.json");
        let json = File::create(&out).map_err(Failure::while_doing("a file"))?;
        let mut command = Command::new(program);
        command.arg("--database").arg(self.file()).arg("--clock").arg(self.end.to_string());
        command.args(args).stdout(json).stderr(Stdio::inherit());
        let (ended, took) = timed(|| {
            let mut child = command.spawn()?;
            let mut peak = 0;
            loop {
                peak = peak.max(held(child.id()));
                if let Some(status) = child.try_wait()? {
                    return std::io::Result::Ok((status, peak));
                }
                std::thread::sleep(LOOK);
            }
        });
        let what = args.first().copied().unwrap_or("the program");
        let (status, peak) = ended.map_err(Failure::while_doing(format!("running {what}")))?;
        if !status.success() {
            return Err(Failure::new(format!("{what} ended with {status}")));
        }
        let text = std::fs::read_to_string(&out).map_err(Failure::while_doing("the report"))?;
        let report = serde_json::from_str(&text).map_err(Failure::while_doing("the report"))?;
        Ok(Run { seconds: took.as_secs_f64(), peak, report })
    }
}

/// Each piece numbers its students from one: they get the piece's number too.
fn renamed(record: Record, piece: u32) -> Record {
    let name = |key: &Key| Key::from(format!("{piece}-{key}"));
    match record {
        Record::Student(mut student) => {
            student.external = name(&student.external);
            Record::Student(student)
        }
        Record::Fact(mut draft) => {
            draft.student = name(&draft.student);
            draft.enrolment = draft.enrolment.as_ref().map(name);
            Record::Fact(draft)
        }
        other => other,
    }
}

/// Memory that a process holds of its own now, in bytes; pages of the file that
/// the system keeps mapped for it are not counted. 0 once it is gone.
fn held(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.unwrap_or(0) * 1_024
}
