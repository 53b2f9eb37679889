//! The bare databases and their own bulk loads.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use xtask::bench::{output, sqlite3};
use xtask::postgres::{Cluster, Programs};
use xtask::{Failure, Result};

use super::timed_result;

/// The columns of the table, ids as hexadecimal.
const DUMP: &str = "SELECT hex(student_id), hex(id), version, revision, occurred_at, known_at, \
    recorded_at, source, kind, hex(enrolment_id), body, content FROM facts \
    ORDER BY student_id, id, version";
/// Places of the ids among them.
const IDS: [usize; 3] = [0, 1, 9];

/// The rows as the store wrote them, as files for the bulk loads.
pub(super) struct Rows {
    /// The table's own definition in SQLite.
    definition: String,
    for_sqlite: PathBuf,
    for_postgres: PathBuf,
}

impl Rows {
    /// Reads a store's file back, in the order of the key.
    pub(super) fn dump(database: &Path, folder: &Path) -> Result<Self> {
        let shell = sqlite3()?;
        let ask = |mode: &str, sql: &str| {
            output(Command::new(&shell).arg("-batch").arg(mode).arg(database).arg(sql))
        };
        let definition = ask("-list", ".schema facts")?;
        let dump = ask("-csv", DUMP)?;
        let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(dump.as_bytes());
        let rows = Self {
            definition,
            for_sqlite: folder.join("sqlite.csv"),
            for_postgres: folder.join("postgres.csv"),
        };
        rows.write(reader).map_err(Failure::while_doing("writing the rows"))?;
        Ok(rows)
    }

    fn write(&self, mut reader: csv::Reader<&[u8]>) -> csv::Result<()> {
        let mut sqlite = csv::Writer::from_path(&self.for_sqlite)?;
        let mut postgres = csv::Writer::from_path(&self.for_postgres)?;
        for row in reader.records() {
            let row = row?;
            let cells = row.iter().enumerate();
            sqlite.write_record(cells.clone().map(|(place, cell)| {
                if IDS.contains(&place) { cell.get(..16).unwrap_or_default() } else { cell }
            }))?;
            postgres.write_record(cells.map(|(place, cell)| {
                if IDS.contains(&place) && !cell.is_empty() {
                    format!("\\x{cell}")
                } else {
                    cell.to_owned()
                }
            }))?;
        }
        sqlite.flush()?;
        postgres.flush()?;
        Ok(())
    }

    /// Size of the file that `.import` reads.
    pub(super) fn bytes(&self) -> u64 {
        fs::metadata(&self.for_sqlite).map_or(0, |file| file.len())
    }
}

/// SQLite's own shell, set as the store sets its connection.
pub(super) struct BareSqlite<'r> {
    shell: PathBuf,
    rows: &'r Rows,
}

impl<'r> BareSqlite<'r> {
    pub(super) fn new(rows: &'r Rows) -> Result<Self> {
        Ok(Self { shell: sqlite3()?, rows })
    }

    /// Makes a file with the table, then times the import alone.
    pub(super) fn load(&self, file: &Path) -> Result<Duration> {
        let make = format!("PRAGMA journal_mode = wal;\n{}", self.rows.definition);
        self.script(file, &make)?;
        let import = format!(
            "PRAGMA synchronous = normal;\nPRAGMA cache_size = -65536;\n.mode csv\n\
             .import {} facts\n",
            self.rows.for_sqlite.display()
        );
        timed_result(|| self.script(file, &import))
    }

    fn script(&self, file: &Path, text: &str) -> Result<String> {
        let script = file.with_extension("sql");
        let written = File::create(&script).and_then(|mut to| to.write_all(text.as_bytes()));
        written.map_err(Failure::while_doing("writing a script"))?;
        let read = format!(".read {}", script.display());
        output(Command::new(&self.shell).args(["-batch", "-bail"]).arg(file).arg(read))
    }
}

/// A throw-away server, and `psql`.
pub(super) struct BarePostgres<'r> {
    psql: PathBuf,
    url: String,
    rows: &'r Rows,
}

impl<'r> BarePostgres<'r> {
    pub(super) fn new(programs: &Programs, cluster: &Cluster, rows: &'r Rows) -> Self {
        Self { psql: programs.path("psql"), url: cluster.url(), rows }
    }

    /// Makes an empty database; gives its address.
    pub(super) fn fresh(&self, name: &str) -> Result<String> {
        self.ask(&self.url, &format!("CREATE DATABASE {name}"))?;
        let server = self.url.rsplit_once('/').map_or(self.url.as_str(), |(server, _)| server);
        Ok(format!("{server}/{name}"))
    }

    /// Makes a table like the store's, then times the copy alone.
    pub(super) fn load(&self, url: &str) -> Result<Duration> {
        self.ask(url, "CREATE TABLE bare (LIKE facts INCLUDING ALL)")?;
        let file = self.rows.for_postgres.display();
        timed_result(|| self.ask(url, &format!("\\copy bare FROM '{file}' (FORMAT csv)")))
    }

    fn ask(&self, url: &str, command: &str) -> Result<String> {
        output(Command::new(&self.psql).args([
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            command,
            url,
        ]))
    }
}
