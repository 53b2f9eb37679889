//! Schools that double: time should double with the facts, memory should not.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use jiff::civil::Date;
use vigie_domain::calendar::Calendar;
use vigie_domain::draft::Record;
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;
use vigie_server::app::{self, App};
use vigie_server::clock::Clock;
use vigie_simulator::{self as simulator, Settings};
use xtask::bench::{short, timed, vigie};
use xtask::{Failure, Result};

use crate::{Setting, memory};

/// Students in each school.
const SIZES: [u32; 4] = [12_500, 25_000, 50_000, 100_000];
/// Students simulated at a time.
const PIECE: u32 = 12_500;
const MONTHS: u32 = 24;
const ZONE: &str = "Europe/Paris";
/// How often a run's memory is looked at.
const LOOK: Duration = Duration::from_millis(20);

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let program = vigie(&setting.workspace)?;
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::while_doing("tokio"))?;
    let folder = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;
    let file = folder.path().join("grown.db");
    let calendar = Calendar::new(ZONE).map_err(Failure::while_doing("time zone"))?;
    let end = calendar.start_of(Date::constant(2026, 3, 17));
    let mut table = String::from(
        "| students | facts | s | µs a fact | greatest memory |\n|---|---|---|---|---|\n",
    );
    let mut there = 0;
    for size in SIZES {
        // One school grows: what is there stays.
        while there < size {
            runtime.block_on(add(&file, &calendar, end, there / PIECE))?;
            there += PIECE;
            println!("{there} students");
        }
        let (seconds, peak, facts) = dry_run(&program, &file, end)?;
        println!("{size} students, {facts} facts: {seconds:.1} s, {}", memory::mebibytes(peak));
        #[expect(clippy::cast_precision_loss, reason = "a count of facts")]
        let each = seconds * 1e6 / facts.max(1) as f64;
        #[expect(clippy::cast_precision_loss, reason = "a count of facts")]
        let facts = short(facts as f64);
        let peak = memory::mebibytes(peak);
        let _ = writeln!(table, "| {size} | {facts} | {seconds:.1} | {each:.2} | {peak} |");
    }
    Ok(format!(
        "`vigie backtest --format json` over a simulated school of {MONTHS} months in one SQLite \
         file, from the start of the program to its end, every shipped indicator. Memory is the \
         most that the process held of its own, looked at every {} ms.\n\n\
         Target: time grows with the facts, memory does not.\n\n{table}",
        LOOK.as_millis()
    ))
}

/// Simulate and import the next students.
async fn add(file: &Path, calendar: &Calendar, end: Instant, piece: u32) -> Result<()> {
    let seed = u64::from(piece) + 1;
    let settings = Settings { seed, students: PIECE, months: MONTHS, end };
    let school = simulator::simulate(&settings, calendar);
    let fill = async {
        let app = App::open(&file.display().to_string(), Clock::manual(end)).await?;
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

/// (seconds, bytes at most, facts) of one run of the program.
fn dry_run(program: &Path, file: &Path, now: Instant) -> Result<(f64, u64, u64)> {
    let out = file.with_extension("json");
    let json = std::fs::File::create(&out).map_err(Failure::while_doing("a file"))?;
    let mut command = Command::new(program);
    command.arg("--database").arg(file).arg("--clock").arg(now.to_string());
    command.args(["backtest", "--format", "json"]).stdout(json).stderr(Stdio::inherit());
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
    let (status, peak) = ended.map_err(Failure::while_doing("the dry run"))?;
    if !status.success() {
        return Err(Failure::new(format!("the dry run ended with {status}")));
    }
    let text = std::fs::read_to_string(&out).map_err(Failure::while_doing("the report"))?;
    let report: serde_json::Value =
        serde_json::from_str(&text).map_err(Failure::while_doing("the report"))?;
    let facts = report.get("facts").and_then(serde_json::Value::as_u64).unwrap_or(0);
    Ok((took.as_secs_f64(), peak, facts))
}

/// Memory that a process holds of its own now, in bytes; pages of the file that
/// the system keeps mapped for it are not counted. 0 once it is gone.
fn held(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.unwrap_or(0) * 1_024
}
