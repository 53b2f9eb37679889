//! Does a column tell who somebody is? A model that may not read an attribute
//! can still read a column that is the attribute under another name.
//!
//! Every column by itself is held against every group of every attribute; what
//! several columns tell together is not looked for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use vigie_domain::ids::{Key, StudentId};

use crate::looks::Look;
use crate::make::Audits;
use crate::measure::tells;
use crate::protected::LEAST_PEOPLE;
use crate::table::Table;

/// From here on a column is the attribute under another name.
pub const COPY: f64 = 0.97;
/// From here on it is worth a word.
pub const STRONG: f64 = 0.75;

/// A column that tells a group from everybody else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// Its name.
    pub column: String,
    /// The attribute.
    pub attribute: Key,
    /// The value that it tells best.
    pub value: Key,
    /// How well: area under the ROC curve, either way round.
    pub roc: f64,
}

impl Telling {
    /// Is it the attribute under another name?
    pub fn is_copy(&self) -> bool {
        self.roc > COPY
    }
}

/// The columns that tell an attribute strongly, the strongest first. Each
/// person counts once, at their last look; `looks` are the rows of the table.
/// A group of a few people is left out, and so is one of all but a few.
pub fn telling(table: &Table, looks: &[Look], audits: &Audits) -> Vec<Telling> {
    let mut last: Vec<(StudentId, usize)> = Vec::new();
    for (row, look) in looks.iter().enumerate() {
        match last.last_mut() {
            Some(known) if known.0 == look.student => known.1 = row,
            _ => last.push((look.student, row)),
        }
    }
    let attributes: BTreeSet<&Key> = audits.values().flatten().map(|(name, _)| name).collect();
    let mut found = Vec::new();
    for attribute in attributes {
        let told = last.iter().filter_map(|(student, row)| {
            let groups = audits.get(student)?;
            let (_, value) = groups.iter().find(|(name, _)| name == attribute)?;
            (!value.is_empty()).then_some((*row, value))
        });
        let told: Vec<(usize, &Key)> = told.collect();
        let mut values: Vec<&Key> = told.iter().map(|(_, value)| *value).collect();
        values.sort_unstable();
        values.dedup();
        let large = |value: &&Key| {
            let members = told.iter().filter(|(_, own)| own == value).count();
            members >= LEAST_PEOPLE && told.len() - members >= LEAST_PEOPLE
        };
        values.retain(large);
        let members = values.iter().map(|value| told.iter().map(|(_, own)| own == value).collect());
        let members: Vec<Vec<bool>> = members.collect();
        for (heading, column) in table.headings().iter().zip(table.columns()) {
            let of = told.iter().map(|(row, _)| column.get(*row).copied().unwrap_or(f64::NAN));
            let best = values
                .iter()
                .zip(&members)
                .map(|(value, members)| (*value, tells(&of, members)))
                .max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((value, roc)) = best.filter(|(_, roc)| *roc >= STRONG) {
                found.push(Telling {
                    column: heading.name.clone(),
                    attribute: attribute.clone(),
                    value: value.clone(),
                    roc,
                });
            }
        }
    }
    found.sort_by(|a, b| b.roc.total_cmp(&a.roc));
    found
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use vigie_domain::ids::EnrolmentId;
    use vigie_domain::time::Instant;

    use super::*;
    use crate::learn::tests::heading;

    /// 100 people, looked at twice; every second one is a woman.
    fn school() -> (Vec<Look>, Audits) {
        let (mut looks, mut audits) = (Vec::new(), Audits::new());
        for number in 0..100_u32 {
            let student = StudentId(Uuid::from_u128(u128::from(number)));
            let enrolment = EnrolmentId::derive(student, "e");
            looks.extend([1, 2].map(|at| Look { student, enrolment, at: Instant(at) }));
            let gender = if number % 2 == 0 { "f" } else { "m" };
            audits.insert(student, vec![("gender".into(), gender.into())]);
        }
        (looks, audits)
    }

    fn told(of: impl Fn(u32) -> f64) -> Vec<Telling> {
        let (looks, audits) = school();
        let mut table = Table::of_rows(looks.len());
        table.push(heading("planted"), (0..200).map(|row| of(row / 2)).collect());
        table.push(heading("honest"), (0..200).map(|row| f64::from(row / 4 % 10)).collect());
        telling(&table, &looks, &audits)
    }

    #[test]
    fn a_copy_of_an_attribute_is_caught_and_named() {
        let found = told(|number| if number % 2 == 0 { 7.0 } else { 3.0 });
        let [copy] = found.as_slice() else { panic!("{found:?}") };
        assert!(copy.is_copy() && copy.column == "planted" && copy.attribute == "gender");
    }

    #[test]
    fn a_copy_that_is_there_for_one_group_only_is_caught() {
        let found = told(|number| if number % 2 == 0 { 1.0 } else { f64::NAN });
        assert!(found.first().is_some_and(Telling::is_copy), "{found:?}");
    }

    #[test]
    fn a_copy_with_some_noise_is_told_of_and_is_no_copy() {
        let found = told(|number| f64::from(number % 2) * 4.0 + f64::from(number * 7 % 11));
        assert!(found.len() == 1 && !found[0].is_copy(), "{found:?}");
    }

    #[test]
    fn a_column_that_has_nothing_to_do_with_it_is_not_told_of() {
        assert_eq!(told(|number| f64::from(number / 2 % 7)), []);
    }

    #[test]
    fn a_handful_of_people_is_no_group() {
        let (looks, mut audits) = school();
        for (number, told) in audits.values_mut().enumerate() {
            *told = vec![("disability".into(), if number < 20 { "y" } else { "n" }.into())];
        }
        let mut table = Table::of_rows(looks.len());
        table.push(heading("planted"), (0..200).map(|row| f64::from(row / 2)).collect());
        assert_eq!(telling(&table, &looks, &audits), []);
    }
}
