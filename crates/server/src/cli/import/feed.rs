//! From a reader on its own thread into the store, with progress.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::sync::mpsc;
use vigie_domain::draft::Record;
use vigie_ingest::{Error as ReadError, Reject, Sink, Stop, Supply};

use crate::app::import::Summary;
use crate::app::{App, Error, Result};
use crate::cli::output::{Format, Table};
use crate::clock::Stopwatch;

/// Something that reads a source into a sink.
pub(super) type Reader = Box<dyn FnOnce(&mut dyn Sink) -> Result<Supply, ReadError> + Send>;

/// Records that travel together between the threads.
const PARCEL: usize = 1_024;

/// The file that lists what could not be used; made when the first comes.
pub(super) struct Rejects {
    path: PathBuf,
    writer: Option<csv::Writer<std::fs::File>>,
    count: u64,
    failed: Option<io::Error>,
}

impl Rejects {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, writer: None, count: 0, failed: None }
    }

    /// Where they were written, if there were any.
    pub(super) fn written(&self) -> Option<&Path> {
        (self.count > 0).then_some(self.path.as_path())
    }

    fn add(&mut self, reject: &Reject) {
        self.count += 1;
        if let Err(error) = self.write(reject) {
            self.failed.get_or_insert(error);
        }
    }

    fn write(&mut self, reject: &Reject) -> io::Result<()> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => {
                let mut writer = csv::Writer::from_writer(std::fs::File::create(&self.path)?);
                writer.write_record(Reject::HEADER)?;
                none.insert(writer)
            }
        };
        writer.write_record(reject.cells())?;
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        let flushed = self.writer.as_mut().map_or(Ok(()), csv::Writer::flush);
        match self.failed.take().map_or(flushed, Err) {
            Ok(()) => Ok(()),
            Err(source) => Err(Error::File { path: self.path.display().to_string(), source }),
        }
    }
}

/// The reader's end: parcels of records to the writing side.
struct Courier {
    parcel: Vec<Record>,
    to: mpsc::Sender<Vec<Record>>,
    rejects: Rejects,
    bar: ProgressBar,
}

impl Courier {
    fn send(&mut self) -> Result<(), Stop> {
        let parcel = std::mem::replace(&mut self.parcel, Vec::with_capacity(PARCEL));
        self.to.blocking_send(parcel).map_err(|_| Stop)
    }
}

impl Sink for Courier {
    fn record(&mut self, record: Record) -> Result<(), Stop> {
        self.parcel.push(record);
        if self.parcel.len() < PARCEL { Ok(()) } else { self.send() }
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects.add(&reject);
    }

    fn progress(&mut self, bytes_read: u64, bytes_total: u64) {
        self.bar.set_length(bytes_total);
        self.bar.set_position(bytes_read);
    }
}

/// Read on a thread of its own, write here; gives the summary.
pub(super) async fn feed(
    app: &App,
    source: &str,
    read: Reader,
    rejects: Rejects,
) -> Result<(Summary, Rejects)> {
    let watch = Stopwatch::start();
    let bar = bar("reading ", "{bytes} of {total_bytes}");
    let (to, mut from) = mpsc::channel::<Vec<Record>>(8);
    let mut courier = Courier { parcel: Vec::new(), to, rejects, bar: bar.clone() };
    let reading = tokio::task::spawn_blocking(move || {
        let supply = read(&mut courier).and_then(|supply| {
            courier.send()?;
            Ok(supply)
        });
        (supply, courier.rejects)
    });
    let mut import = app.import(source);
    let mut failed = None;
    while let Some(parcel) = from.recv().await {
        if let Err(error) = import.take_all(parcel).await {
            failed = Some(error);
            from.close();
            break;
        }
    }
    let (supply, mut rejects) =
        reading.await.map_err(|error| Error::Input(format!("the reader broke off: {error}")))?;
    bar.finish_and_clear();
    rejects.close()?;
    if let Some(error) = failed {
        return Err(error);
    }
    let supply = supply?;
    let bar = self::bar("thinking", "{pos} of {len} students");
    let (mut summary, _) = import
        .finish(supply.kinds, rejects.count, |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
        .await?;
    bar.finish_and_clear();
    summary.seconds = watch.seconds();
    Ok((summary, rejects))
}

/// A bar on a terminal; nothing elsewhere.
fn bar(what: &'static str, counts: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    let template = format!("{{msg}} {{bar:32}} {{percent:>3}} %  {counts}");
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style.progress_chars("━╸ "));
    }
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Print what an import did.
pub(super) fn report(summary: &Summary, format: Format) -> Result<()> {
    let mut table = Table::new(&[
        "students",
        "enrolments",
        "facts",
        "duplicates",
        "erased",
        "rejects",
        "seconds",
    ]);
    table.row([
        summary.students.to_string(),
        summary.enrolments.to_string(),
        summary.facts.to_string(),
        summary.duplicates.to_string(),
        summary.erased.to_string(),
        summary.rejects.to_string(),
        format!("{:.2}", summary.seconds),
    ]);
    table.print(format, || serde_json::json!(summary))
}
