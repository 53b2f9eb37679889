//! Two nets for knowledge of the future.
//!
//! [`differing`] proves that columns are made of what was known and nothing
//! else: it makes them again from facts that stop at the moment. [`foretelling`]
//! finds what such a proof can't: data in which the past itself was written
//! with the end in mind, so that one column all but says the outcome.

use std::collections::HashSet;
use std::fmt;

use vigie_domain::ids::Key;
use vigie_domain::metric::Context;
use vigie_domain::time::Instant;

use crate::feature::{self, Gathered, Moment};
use crate::measure::tells;
use crate::person::{Admission, Person};
use crate::protected::LEAST_PEOPLE;
use crate::table::Table;
use crate::train::School;

/// No honest column orders people this well by itself.
const TOO_GOOD: f64 = 0.97;
/// No honest value tells so large a share of one kind of end for certain.
const TOO_MANY: f64 = 0.1;
/// A target is common from one in so many on.
const COMMON: usize = 3;

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
    unlike(&whole, &part)
}

/// The columns of one look that change when everything after it is cut off.
pub fn moving(
    person: &Person,
    admission: &Admission,
    at: Instant,
    context: &Context,
    programmes: &[Key],
) -> Vec<String> {
    let [whole, part] = [person, &person.cut_off(at)].map(|person| {
        let mut one = Gathered::default();
        let own = person.admissions.iter().find(|own| own.enrolment == admission.enrolment);
        one.look(person, own.unwrap_or(admission), at, context, programmes);
        one.table()
    });
    unlike(&whole, &part)
}

fn unlike(whole: &Table, part: &Table) -> Vec<String> {
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

/// A value of one column, held by people who all ended alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The column's name.
    pub column: String,
    /// The value; NaN: it is missing.
    pub value: f64,
    /// People who have it.
    pub people: usize,
    /// Share of the examples with it among all that ended so.
    pub share: f64,
    /// Did the target come true for them?
    pub truth: bool,
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, value, people, share, truth } = self;
        let value = if value.is_nan() { "missing".to_owned() } else { format!("{value}") };
        let met = if *truth { "met" } else { "did not meet" };
        write!(
            f,
            "`{column}` is {value} for {people} people who nearly all {met} the target, {:.0} % of \
             all that did",
            share * 100.0
        )
    }
}

/// A value, or its absence, that all but tells the end of many people. An
/// honest column makes some ends likely, and few certain: in the data that the
/// benchmark learns from, the largest such value tells 2 % of one kind of end.
/// That something rare does not happen is certain for many, so ends without
/// the target only count where it is common. `persons`: who each row is about.
pub fn certain(table: &Table, truths: &[bool], persons: &[usize]) -> Option<Block> {
    let positives = truths.iter().filter(|truth| **truth).count();
    let is_common = positives * COMMON >= truths.len();
    let mut found: Option<Block> = None;
    for (heading, column) in table.headings().iter().zip(table.columns()) {
        let mut rows: Vec<usize> = (0..column.len().min(truths.len())).collect();
        rows.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
        for rows in rows.chunk_by(|a, b| column[*a].total_cmp(&column[*b]).is_eq()) {
            let hits = rows.iter().filter(|row| truths[**row]).count();
            let truth = hits * 2 > rows.len();
            let (alike, all) = if truth {
                (hits, positives)
            } else {
                (rows.len() - hits, truths.len() - positives)
            };
            let share = ratio(alike, all);
            if !is_alike(alike, rows.len()) || share < TOO_MANY || !(truth || is_common) {
                continue;
            }
            let people: HashSet<usize> =
                rows.iter().filter_map(|row| persons.get(*row).copied()).collect();
            let best = found.as_ref().map_or(0.0, |known| known.share);
            if people.len() >= LEAST_PEOPLE && share > best {
                let (column, value) = (heading.name.clone(), column[rows[0]]);
                found = Some(Block { column, value, people: people.len(), share, truth });
            }
        }
    }
    found
}

/// At most one in two hundred ended otherwise.
const fn is_alike(alike: usize, all: usize) -> bool {
    (all - alike) * 200 <= all
}

#[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
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
        assert_eq!(certain(&table, &truths, &everybody()), None);
    }

    fn everybody() -> Vec<usize> {
        (0..300).collect()
    }

    /// Half of those who met the target, or did not, have a value of their own.
    fn planted(met: bool, value: f64, others: f64) -> (Table, Vec<bool>) {
        let (mut table, truths) = table(300);
        let has = |(row, truth): (usize, &bool)| *truth == met && row % 2 == 0;
        let column = truths.iter().enumerate().map(|one| if has(one) { value } else { others });
        table.push(heading("planted"), column.collect());
        (table, truths)
    }

    #[test]
    fn a_value_that_tells_half_of_the_ends_for_certain_is_caught() {
        for (met, value, others) in [(true, 7.0, 3.0), (false, 7.0, 3.0), (true, f64::NAN, 3.0)] {
            let (table, truths) = planted(met, value, others);
            assert_eq!(foretelling(&table, &truths), None, "the first net lets it through");
            let block = certain(&table, &truths, &everybody()).unwrap();
            assert_eq!((block.column.as_str(), block.truth), ("planted", met));
        }
    }

    #[test]
    fn many_looks_at_a_few_people_are_no_block() {
        let (table, truths) = planted(true, 7.0, 3.0);
        let few: Vec<usize> = (0..300).map(|row| row % 20).collect();
        assert_eq!(certain(&table, &truths, &few), None);
    }

    #[test]
    fn that_something_rare_does_not_happen_is_no_leak() {
        let (table, mut truths) = planted(false, 7.0, 3.0);
        truths.iter_mut().skip(1).step_by(2).for_each(|truth| *truth = false);
        truths.iter_mut().take(200).for_each(|truth| *truth = false);
        assert_eq!(certain(&table, &truths, &everybody()), None);
    }
}
