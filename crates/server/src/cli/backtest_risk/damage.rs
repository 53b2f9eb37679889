//! What is wrong with a folder: said, or refused where figures would be made
//! of silence.

use std::collections::BTreeMap;
use std::path::Path;

use vigie_domain::draft::Record;
use vigie_domain::fact::Kind;
use vigie_ingest::{Collected, Reason, Reject};

use crate::app::{Error, Result};

/// Tables that columns or answers are made of, beside the click table.
const NEEDED: [&str; 5] = [
    "courses.csv",
    "assessments.csv",
    "studentInfo.csv",
    "studentRegistration.csv",
    "studentAssessment.csv",
];
const CLICKS: [&str; 2] = ["studentVle.csv", "studentVleCumulative.csv"];

/// Refuses a folder that lacks one of the tables, or whose click table has
/// nothing that could be used.
pub(super) fn check(folder: &Path, read: &Collected) -> Result<()> {
    let unusable = |name: &str| {
        let of_table = |reject: &&Reject| reject.file == name && is_of_table(&reject.reason);
        read.rejects.iter().find(of_table).map(|reject| reject.reason.to_string())
    };
    let refuse = |what: &str, why: &str| {
        let folder = folder.display();
        Err(Error::Input(format!("{folder}: {what} is needed, and cannot be used: {why}")))
    };
    for name in NEEDED {
        if let Some(why) = unusable(name) {
            return refuse(name, &why);
        }
    }
    let active = |record: &Record| match record {
        Record::Fact(draft) => draft.payload.kind() == Kind::Activity,
        _ => false,
    };
    if !read.records.iter().any(active) {
        let why = CLICKS.iter().find_map(|name| unusable(name));
        let why = why.unwrap_or_else(|| "no row of it tells of any activity".to_owned());
        return refuse("a table of clicks (studentVle.csv or studentVleCumulative.csv)", &why);
    }
    Ok(())
}

/// Is the whole table lost?
const fn is_of_table(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::MissingFile
            | Reason::Unreadable(_)
            | Reason::Utf16
            | Reason::NoHeader
            | Reason::MissingColumn
    )
}

/// One line for each file and kind of trouble, with the first example.
pub(super) fn remarks(folder: &Path, rejects: &[Reject]) -> Vec<String> {
    let mut kinds: BTreeMap<(&str, &str), (usize, &Reject)> = BTreeMap::new();
    let told =
        |reject: &&Reject| !reject.reason.is_warning() || reject.reason == Reason::MissingFile;
    for reject in rejects.iter().filter(told) {
        let kind = (reject.file.as_str(), reject.reason.code());
        kinds.entry(kind).or_insert((0, reject)).0 += 1;
    }
    let line = |((file, _), (count, first)): ((&str, &str), (usize, &Reject))| {
        let place = folder.join(file);
        let reason = &first.reason;
        if first.line == 0 {
            return format!("{}: {reason}", place.display());
        }
        let column = first.column.as_deref().unwrap_or("row");
        format!(
            "{}: {count} not used: {reason} (first: line {}, {column} `{}`)",
            place.display(),
            first.line,
            first.value
        )
    };
    kinds.into_iter().map(line).collect()
}
