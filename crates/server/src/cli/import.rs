//! `vigie import`

mod feed;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use vigie_domain::calendar::Calendar;
use vigie_ingest::{native, oulad};

use super::output::{self, Format};
use super::{Error, Global, Result};
use crate::app::school::{DEFAULT_ZONE, ZONE};
use feed::{Reader, Rejects};

/// Bring facts in from elsewhere
///
/// Running the same import twice changes nothing. What cannot be read goes to
/// a rejects file with its place, reason and hint; the rest is imported.
///
/// Examples:
///   vigie import oulad DIR --advisors 40
///   vigie import csv --template DIR
///   vigie import csv DIR --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Import {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    /// The Open University Learning Analytics Dataset
    Oulad {
        /// The folder that holds courses.csv, studentInfo.csv …
        dir: PathBuf,
        /// Spread the students over so many advisors
        #[arg(long, default_value_t = 0)]
        advisors: u16,
        #[command(flatten)]
        options: Options,
    },
    /// Vigie's own files, one per kind of fact
    Csv {
        /// The folder that holds students.csv, enrolled.csv …
        dir: Option<PathBuf>,
        /// Write template files into this folder instead
        #[arg(long, value_name = "DIR", conflicts_with = "dir")]
        template: Option<PathBuf>,
        #[command(flatten)]
        options: Options,
    },
}

/// Options of every import.
#[derive(Debug, Args)]
struct Options {
    /// How the summary is printed
    #[arg(long, default_value = "table")]
    format: Format,
    /// Where rows that cannot be used are listed
    #[arg(long, value_name = "FILE", default_value = "rejects.csv")]
    rejects: PathBuf,
}

impl Import {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        match self.from {
            From::Oulad { dir, advisors, options } => {
                let read: Reader =
                    Box::new(move |sink| oulad::read(&dir, &oulad::Options { advisors }, sink));
                import(global, oulad::SOURCE, oulad::ZONE, read, options).await
            }
            From::Csv { template: Some(dir), .. } => write_templates(&dir),
            From::Csv { dir: Some(dir), options, .. } => {
                let zone = global.app().await?.store.setting(ZONE).await?;
                let zone = zone.unwrap_or_else(|| DEFAULT_ZONE.to_owned());
                let calendar = Calendar::new(&zone)?;
                let now = global.clock()?.now();
                let read: Reader = Box::new(move |sink| native::read(&dir, &calendar, now, sink));
                import(global, native::SOURCE, &zone, read, options).await
            }
            From::Csv { .. } => Err(Error::Input(
                "name the folder to import, or `--template DIR` to get template files".into(),
            )),
        }
    }
}

async fn import(
    global: &Global,
    source: &str,
    zone: &str,
    read: Reader,
    options: Options,
) -> Result<()> {
    let app = global.app().await?;
    app.settle_zone(zone).await?;
    let rejects = Rejects::new(options.rejects);
    let (summary, rejects) = feed::feed(&app, source, read, rejects).await?;
    app.log_import(source, &summary).await?;
    if let (Some(path), Format::Table) = (rejects.written(), options.format) {
        eprintln!("{} rows could not be used; see {}", summary.rejects, path.display());
    }
    feed::report(&summary, options.format)
}

fn write_templates(dir: &std::path::Path) -> Result<()> {
    let files = native::write_templates(dir)
        .map_err(|source| Error::File { path: dir.display().to_string(), source })?;
    for file in files {
        output::print(&format!("{}\n", file.display()));
    }
    Ok(())
}
