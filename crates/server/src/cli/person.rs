//! People named on the command line.

use vigie_domain::ids::{StaffId, StudentId};
use vigie_store::Store;

use crate::app::{Error, Result};

/// The student with this outside id.
pub(super) async fn student(store: &Store, external: &str) -> Result<StudentId> {
    let found = store.find_student(external).await?;
    let mut ids: Vec<StudentId> = found.iter().map(|(student, _)| *student).collect();
    ids.sort_unstable();
    ids.dedup();
    match ids.as_slice() {
        [one] => Ok(*one),
        [] => Err(Error::Unknown {
            what: "student",
            name: external.to_owned(),
            hint: ": use the id that the source gives, e.g. the first column of students.csv"
                .into(),
        }),
        _ => Err(Error::Input(format!(
            "`{external}` is several students, in the sources {}",
            found.iter().map(|(_, source)| source.as_str()).collect::<Vec<_>>().join(", ")
        ))),
    }
}

/// The member of the team with this outside id or name.
pub(super) async fn staff(store: &Store, wanted: &str) -> Result<StaffId> {
    let team = store.staff().await?;
    let exact = team.iter().find(|(_, staff)| staff.external == wanted);
    let by_name =
        || team.iter().find(|(_, staff)| staff.name.to_lowercase() == wanted.to_lowercase());
    exact.or_else(by_name).map(|(id, _)| *id).ok_or_else(|| {
        let mut known: Vec<String> =
            team.values().map(|staff| format!("{} ({})", staff.external, staff.name)).collect();
        known.sort();
        known.truncate(8);
        Error::Unknown {
            what: "member of the team",
            name: wanted.to_owned(),
            hint: if known.is_empty() {
                ": nobody is known yet".into()
            } else {
                format!(": known are {}…", known.join(", "))
            },
        }
    })
}
