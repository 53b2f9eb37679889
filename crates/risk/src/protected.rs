//! Attributes protected by law as columns of a model: only those that somebody
//! named, with a reason that stands in the card.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_domain::ids::{Key, StaffId, StudentId};

use crate::family::Family;
use crate::looks::Look;
use crate::make::Audits;
use crate::table::{Heading, Table};

/// Fewer people than this have no column of their own: it would point at them.
pub const LEAST_PEOPLE: usize = 30;

/// Attributes that were turned on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protected {
    /// Their names, e.g. `age_band`.
    pub attributes: Vec<Key>,
    /// Why, in the words of whoever did.
    pub because: String,
    /// Who; `None`: the command line without a name.
    pub by: Option<StaffId>,
}

/// The columns that these attributes make, one for each value that enough
/// people have: `gender=f`.
pub fn headings(looks: &[Look], audits: &Audits, attributes: &[Key]) -> Vec<Heading> {
    let mut people: Vec<StudentId> = looks.iter().map(|look| look.student).collect();
    people.dedup();
    let mut counts: BTreeMap<(&Key, &Key), usize> = BTreeMap::new();
    for (attribute, value) in people.iter().filter_map(|one| audits.get(one)).flatten() {
        if attributes.contains(attribute) && !value.is_empty() {
            *counts.entry((attribute, value)).or_default() += 1;
        }
    }
    let often = counts.into_iter().filter(|(_, people)| *people >= LEAST_PEOPLE);
    often
        .map(|((attribute, value), _)| Heading {
            name: format!("{attribute}={value}"),
            family: Family::Protected,
        })
        .collect()
}

/// Fills in the protected columns among `headings`: 1 for whoever has the
/// value, 0 for whoever has another one, missing for whoever told none.
/// `looks` are the rows of the table.
pub fn tell(table: &mut Table, looks: &[Look], audits: &Audits, headings: &[Heading]) {
    for heading in headings.iter().filter(|heading| heading.family == Family::Protected) {
        let Some((attribute, value)) = heading.name.split_once('=') else { continue };
        let of = |student: StudentId| {
            let told = audits.get(&student)?.iter().find(|(name, _)| *name == attribute)?;
            Some(if told.1 == value { 1.0 } else { 0.0 })
        };
        let column = looks.iter().map(|look| of(look.student).unwrap_or(f64::NAN));
        table.push(heading.clone(), column.collect());
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use vigie_domain::ids::EnrolmentId;
    use vigie_domain::time::Instant;

    use super::*;

    /// 40 women, 40 men and 3 others; the last man told nothing.
    fn school() -> (Vec<Look>, Audits) {
        let (mut looks, mut audits) = (Vec::new(), Audits::new());
        for number in 0..83_u32 {
            let student = StudentId(Uuid::from_u128(u128::from(number)));
            let enrolment = EnrolmentId::derive(student, "e");
            looks.extend([1, 2].map(|at| Look { student, enrolment, at: Instant(at) }));
            let value = match number {
                ..40 => "f",
                40..80 => "m",
                _ => "x",
            };
            if number != 79 {
                audits.insert(student, vec![("gender".into(), value.into())]);
            }
        }
        (looks, audits)
    }

    fn names(headings: &[Heading]) -> Vec<&str> {
        headings.iter().map(|heading| heading.name.as_str()).collect()
    }

    #[test]
    fn a_value_of_a_handful_of_people_has_no_column() {
        let (looks, audits) = school();
        let headings = headings(&looks, &audits, &["gender".into(), "region".into()]);
        assert_eq!(names(&headings), ["gender=f", "gender=m"]);
    }

    #[test]
    fn what_nobody_named_makes_no_column() {
        let (looks, audits) = school();
        assert_eq!(headings(&looks, &audits, &["age_band".into()]), []);
    }

    #[test]
    fn whoever_told_nothing_is_missing() {
        let (looks, audits) = school();
        let mut table = Table::of_rows(looks.len());
        let headings = headings(&looks, &audits, &["gender".into()]);
        tell(&mut table, &looks, &audits, &headings);
        let women = table.column("gender=f").unwrap();
        let is = |place: usize, value: f64| (women[place] - value).abs() < 1e-12;
        assert!(is(0, 1.0) && is(80, 0.0) && women[158].is_nan() && is(160, 0.0), "{women:?}");
    }
}
