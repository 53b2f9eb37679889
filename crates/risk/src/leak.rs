//! Two nets for knowledge of the future.
//!
//! [`differing`] proves that columns are made of what was known and nothing
//! else: it makes them again from facts that stop at the moment. [`foretelling`]
//! finds what such a proof can't: data in which the past itself was written
//! with the end in mind, so that one column all but says the outcome.

use crate::feature::{self, Moment};
use crate::measure::tells;
use crate::person::Person;
use crate::table::Table;
use crate::train::School;

/// No honest column orders people this well by itself.
const TOO_GOOD: f64 = 0.97;

/// A column that says the outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Leak {
    /// Its name.
    pub column: String,
    /// How well it alone orders people: area under ROC, either way round.
    pub roc: f64,
}

/// The columns that change when everything after each moment is cut off.
/// Moments of one cohort must come together: ranks compare them.
pub fn differing(school: &School<'_>, moments: &[Moment]) -> Vec<String> {
    let Some(at) = moments.iter().map(|moment| moment.at).max() else { return Vec::new() };
    // Only those who are looked at, each in the place of their moment.
    let there = moments.iter().filter_map(|moment| {
        let cut = school.people.get(moment.person)?.cut_off(at);
        Some((cut, *moment))
    });
    let (cut, moments): (Vec<Person>, Vec<Moment>) = there.unzip();
    let own = |(person, moment): (usize, &Moment)| Moment { person, ..*moment };
    let of_cut: Vec<Moment> = moments.iter().enumerate().map(own).collect();
    let whole = school.table(&moments);
    let part = feature::table(&cut, &of_cut, school.context, school.programmes);
    let same = |a: &[f64], b: &[f64]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.total_cmp(b).is_eq())
    };
    let differing = whole.headings().iter().zip(whole.columns()).filter(|(heading, column)| {
        part.column(&heading.name).is_none_or(|other| !same(column, other))
    });
    differing.map(|(heading, _)| heading.name.clone()).collect()
}

/// The column that foretells the truths best, if it does so too well. Whether
/// a value is missing counts as well as the value.
pub fn foretelling(table: &Table, truths: &[bool]) -> Option<Leak> {
    let leaks = table.headings().iter().zip(table.columns()).map(|(heading, column)| Leak {
        column: heading.name.clone(),
        roc: tells(&column.iter().copied(), truths),
    });
    leaks.filter(|leak| leak.roc > TOO_GOOD).max_by(|a, b| a.roc.total_cmp(&b.roc))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::tests::{heading, table};

    #[test]
    fn a_column_that_says_the_outcome_is_caught() {
        let (mut table, truths) = table(300);
        let planted = truths.iter().map(|truth| if *truth { 1.0 } else { 0.0 });
        table.push(heading("planted"), planted.collect());
        assert_eq!(foretelling(&table, &truths).map(|leak| leak.column), Some("planted".into()));
    }

    #[test]
    fn a_value_that_is_there_only_in_the_end_is_caught() {
        let (mut table, truths) = table(300);
        let planted = truths.iter().map(|truth| if *truth { 7.0 } else { f64::NAN });
        table.push(heading("planted"), planted.collect());
        assert_eq!(foretelling(&table, &truths).map(|leak| leak.column), Some("planted".into()));
    }

    #[test]
    fn a_good_honest_column_is_not() {
        let (table, truths) = table(300);
        assert_eq!(foretelling(&table, &truths), None);
    }
}
