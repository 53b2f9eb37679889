//! Definitions as files: out, in, and compared.

use std::path::{Path, PathBuf};

use vigie_domain::indicator::State;

use super::govern::{Who, warn};
use super::{Error, Result, output, read};
use crate::app::App;
use crate::app::indicator::diff::{Line, lines};
use crate::app::indicator::{Outcome, Version};

/// Lines around a change that are shown with it.
const AROUND: usize = 2;

pub(super) async fn export(app: &App, ids: &[String], folder: &Path) -> Result<()> {
    let bodies = app.export_indicators(ids).await?;
    let wrong = |path: &Path, source| Error::File { path: path.display().to_string(), source };
    std::fs::create_dir_all(folder).map_err(|error| wrong(folder, error))?;
    for (id, body) in &bodies {
        let path = folder.join(format!("{id}.toml"));
        std::fs::write(&path, body).map_err(|error| wrong(&path, error))?;
    }
    output::print(&format!("{} files in {}\n", bodies.len(), folder.display()));
    Ok(())
}

pub(super) async fn import(app: &App, files: &[PathBuf], who: &Who) -> Result<()> {
    let act = who.act(app).await?;
    let bodies = files.iter().map(|file| read(file)).collect::<Result<Vec<String>>>()?;
    for (one, body) in app.import_indicators(&bodies, &act).await?.iter().zip(&bodies) {
        warn(&one.warnings, body);
        let what = match one.outcome {
            Outcome::Unchanged => "says so already",
            Outcome::Drafted => "is a draft",
        };
        output::print(&format!("{} version {} {what}\n", one.id, one.version));
    }
    Ok(())
}

pub(super) async fn diff(
    app: &App,
    id: &str,
    before: Option<u32>,
    after: Option<u32>,
) -> Result<()> {
    app.school().await?;
    let unknown = |name: String, hint: &str| Error::Unknown {
        what: "indicator",
        name,
        hint: hint.to_owned(),
    };
    let dossier = app.indicator(id).await?;
    let hint = ": `vigie indicator list --all` names them";
    let dossier = dossier.ok_or_else(|| unknown(id.to_owned(), hint))?;
    let versions = &dossier.versions;
    let numbered = |number: u32| {
        let found = versions.iter().find(|version| version.version == number);
        found.ok_or_else(|| unknown(format!("{id} version {number}"), ""))
    };
    let after = match after {
        Some(number) => numbered(number)?,
        None => versions.last().ok_or_else(|| unknown(id.to_owned(), hint))?,
    };
    let before = match before {
        Some(number) => numbered(number)?,
        None => before_of(versions, after)
            .ok_or_else(|| Error::Input(format!("`{id}` has one version only")))?,
    };
    output::print(&compared(id, before, after));
    Ok(())
}

/// The live version, else the one that was written before.
fn before_of<'v>(versions: &'v [Version], after: &Version) -> Option<&'v Version> {
    let others = || versions.iter().filter(|other| other.version != after.version);
    let live = others().find(|other| other.state == State::Live);
    live.or_else(|| others().rfind(|other| other.version < after.version))
}

fn compared(id: &str, before: &Version, after: &Version) -> String {
    let head = |sign: &str, version: &Version| {
        format!("{sign} {id} version {} ({})\n", version.version, version.state.name())
    };
    let mut text = head("---", before) + &head("+++", after);
    let lines = lines(&before.indicator.source, &after.indicator.source);
    let changed = |line: &Line<'_>| !matches!(line, Line::Same(_));
    let mut left_out = false;
    for (place, line) in lines.iter().enumerate() {
        let near = &lines[place.saturating_sub(AROUND)..lines.len().min(place + AROUND + 1)];
        if !near.iter().any(changed) {
            left_out = true;
            continue;
        }
        if std::mem::take(&mut left_out) {
            text.push_str("…\n");
        }
        let (sign, content) = match line {
            Line::Same(content) => (' ', content),
            Line::Gone(content) => ('-', content),
            Line::New(content) => ('+', content),
        };
        text.push_str(format!("{sign} {content}").trim_end());
        text.push('\n');
    }
    text
}
