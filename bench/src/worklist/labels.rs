//! Outcomes and days of registration, straight from the tables: read by the
//! bench alone, after the order is made.

use std::collections::BTreeMap;
use std::path::Path;

use vigie_domain::ids::Key;
use vigie_evidence::label::Label;
use xtask::{Failure, Result};

/// What the tables say of an enrolment; days count from the start.
pub(super) struct Known {
    pub(super) label: Label,
    pub(super) registered: Option<i32>,
    pub(super) unregistered: Option<i32>,
}

/// By external id, `MODULE/PRESENTATION/student`.
pub(super) type Enrolments = BTreeMap<Key, Known>;

/// Reads `studentInfo.csv` and `studentRegistration.csv`.
pub(super) fn read(folder: &Path) -> Result<Enrolments> {
    let mut labels = BTreeMap::new();
    for row in rows(&folder.join("studentInfo.csv"))? {
        let word = row.get("final_result").map_or("", String::as_str);
        let label = Label::from_final_result(word)
            .ok_or_else(|| Failure::new(format!("studentInfo.csv: unknown result `{word}`")))?;
        labels.insert(key(&row), label);
    }
    let mut enrolments = Enrolments::new();
    for row in rows(&folder.join("studentRegistration.csv"))? {
        let key = key(&row);
        let Some(label) = labels.get(&key) else { continue };
        let day = |column: &str| row.get(column).and_then(|day| day.parse().ok());
        let (registered, unregistered) = (day("date_registration"), day("date_unregistration"));
        enrolments.insert(key, Known { label: *label, registered, unregistered });
    }
    Ok(enrolments)
}

type Record = BTreeMap<String, String>;

fn rows(file: &Path) -> Result<Vec<Record>> {
    let failed = || format!("reading {}", file.display());
    let mut reader = csv::Reader::from_path(file).map_err(Failure::while_doing(failed()))?;
    let header = reader.headers().map_err(Failure::while_doing(failed()))?.clone();
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(Failure::while_doing(failed()))?;
        rows.push(header.iter().zip(&row).map(|(a, b)| (a.to_owned(), b.to_owned())).collect());
    }
    Ok(rows)
}

fn key(row: &Record) -> Key {
    let cell = |column: &str| row.get(column).map_or("", String::as_str);
    let (module, code) = (cell("code_module"), cell("code_presentation"));
    format!("{module}/{code}/{}", cell("id_student")).into()
}
