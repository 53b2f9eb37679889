//! A mix made ready for many rows.
//!
//! Every value is looked up once, among the thresholds of all trees and the
//! knots of the line together; its place answers every later question. Trees
//! are walked a block of rows at a time, without a branch: each question
//! strikes out the leaves that its answer leaves behind, and the first leaf
//! that stays is the one reached (`QuickScorer`: Lucchese et al., SIGIR 2015).
//! The sums are made in the same order as for a single row, so that both are
//! the same to the last bit.

use std::collections::HashMap;

use super::Mix;
use super::forest::{MOST_LEAVES, Node};
use super::linear::Term;
use super::spread::Piece;
use crate::table::Table;

/// Rows at a time: their places in all columns stay in the nearest cache.
const BLOCK: usize = 128;
/// The place of a missing value: after every mark.
const MISSING: i16 = i16::MAX;
/// Marks of a column at most, so that every place comes before [`MISSING`].
const MOST_MARKS: usize = 32_000;

/// See the module.
#[derive(Debug)]
pub struct Scorer<'m> {
    mix: &'m Mix,
    columns: Vec<Column<'m>>,
    trees: Vec<Tree>,
    tests: Vec<Test>,
}

/// One column: where a value stands, and what that means for the line.
#[derive(Debug)]
struct Column<'m> {
    /// Thresholds and knots, rising.
    marks: Vec<f64>,
    line: Option<Line<'m>>,
}

#[derive(Debug)]
struct Line<'m> {
    term: &'m Term,
    /// By place among the marks.
    pieces: Vec<Piece>,
}

/// Is the place `shift` further at most `limit`? Missing goes left where the
/// shift wraps it around to before every place.
#[derive(Clone, Copy, Debug)]
struct Test {
    column: u16,
    limit: i16,
    shift: i16,
    /// Leaves that stay if the answer is no.
    keep: u16,
}

#[derive(Clone, Copy, Debug)]
struct Tree {
    /// Where its tests are among all.
    first: usize,
    end: usize,
    leaves: [f32; MOST_LEAVES],
}

impl<'m> Scorer<'m> {
    /// Makes a mix ready.
    pub fn new(mix: &'m Mix) -> Self {
        let mut marks: Vec<Vec<f64>> = vec![Vec::new(); mix.headings.len()];
        for node in mix.forest.trees.iter().flatten() {
            if let Node::Split { column, below, .. } = node
                && let Some(marks) = marks.get_mut(usize::from(*column))
            {
                marks.push(*below);
            }
        }
        for term in &mix.linear.terms {
            if let Some(marks) = marks.get_mut(term.column) {
                marks.extend(term.spread.marks());
            }
        }
        for marks in &mut marks {
            marks.sort_unstable_by(f64::total_cmp);
            marks.dedup();
        }
        let mut columns: Vec<Column<'m>> =
            marks.into_iter().map(|marks| Column { marks, line: None }).collect();
        for term in &mix.linear.terms {
            if let Some(column) = columns.get_mut(term.column) {
                column.line = Some(Line::new(term, &column.marks));
            }
        }
        let mut ready = Self { mix, columns, trees: Vec::new(), tests: Vec::new() };
        for tree in &mix.forest.trees {
            let first = ready.tests.len();
            let mut leaves = Leaves { values: [0.0; MOST_LEAVES], count: 0 };
            ready.number(tree, 0, &mut leaves);
            let end = ready.tests.len();
            ready.trees.push(Tree { first, end, leaves: leaves.values });
        }
        ready
    }

    /// Does every place fit? So it does for whatever can be learned.
    pub fn is_exact(&self) -> bool {
        self.columns.iter().all(|column| column.marks.len() <= MOST_MARKS)
    }

    /// Numbers the leaves below `place` from left to right, and notes which
    /// of them each question can strike out.
    fn number(&mut self, tree: &[Node], place: usize, leaves: &mut Leaves) {
        match tree.get(place) {
            Some(&Node::Split { column, missing_left, below, left, right, .. }) => {
                let before = leaves.bits();
                let test = self.tests.len();
                let marks = self.columns.get(usize::from(column)).map_or(&[][..], |c| &c.marks);
                let limit = narrow(marks.partition_point(|mark| *mark < below));
                let shift = i16::from(missing_left);
                let limit = limit.saturating_add(shift);
                self.tests.push(Test { column, limit, shift, keep: 0 });
                self.number(tree, usize::from(left), leaves);
                self.tests[test].keep = !(leaves.bits() & !before);
                self.number(tree, usize::from(right), leaves);
            }
            Some(&Node::Leaf { value, .. }) => leaves.push(value),
            None => leaves.push(0.0),
        }
    }

    /// Log-odds of each row of a table with any columns; one that it lacks is
    /// missing throughout.
    pub fn scores(&self, table: &Table) -> Vec<f64> {
        let places: HashMap<&str, usize> =
            table.headings().iter().zip(0..).map(|(h, place)| (h.name.as_str(), place)).collect();
        let values: Vec<Option<&[f64]>> = self
            .mix
            .headings
            .iter()
            .map(|heading| table.columns().get(*places.get(heading.name.as_str())?))
            .map(|column| column.map(Vec::as_slice))
            .collect();
        let mut places = vec![[MISSING; BLOCK]; self.columns.len()];
        let mut scores = Vec::with_capacity(table.rows());
        while scores.len() < table.rows() {
            let start = scores.len();
            let end = (start + BLOCK).min(table.rows());
            let mut line = [0.0; BLOCK];
            for ((column, values), places) in self.columns.iter().zip(&values).zip(&mut places) {
                match values.and_then(|values| values.get(start..end)) {
                    Some(values) => column.read(values, places, &mut line),
                    None => column.read(&[f64::NAN; BLOCK], places, &mut line),
                }
            }
            let trees = self.walk(&places);
            let block = trees.iter().zip(&line).map(|(trees, line)| {
                let forest = &self.mix.forest;
                let trees = forest.base + forest.scale * trees;
                self.mix.mixed(trees, self.mix.linear.intercept + line)
            });
            scores.extend(block.take(end - start));
        }
        scores
    }

    /// The sum of the leaves that each row of a block reaches.
    fn walk(&self, places: &[[i16; BLOCK]]) -> [f64; BLOCK] {
        let mut sums = [0.0; BLOCK];
        for tree in &self.trees {
            let mut alive = [u16::MAX; BLOCK];
            for test in &self.tests[tree.first..tree.end] {
                let places: &[i16; BLOCK] = &places[usize::from(test.column)];
                for (alive, place) in alive.iter_mut().zip(places) {
                    // All bits where the answer is no: arithmetic, and not a
                    // choice, so that eight rows and more go at once.
                    let no = u16::from(place.wrapping_add(test.shift) > test.limit);
                    *alive &= no.wrapping_sub(1) | test.keep;
                }
            }
            for (sum, alive) in sums.iter_mut().zip(&alive) {
                *sum += f64::from(tree.leaves[alive.trailing_zeros() as usize % MOST_LEAVES]);
            }
        }
        sums
    }
}

impl Column<'_> {
    /// Places of values, and what each adds to the line.
    fn read(&self, values: &[f64], places: &mut [i16; BLOCK], line: &mut [f64; BLOCK]) {
        for ((value, place), sum) in values.iter().zip(places).zip(line) {
            if value.is_nan() {
                *place = MISSING;
                *sum += self.line.as_ref().map_or(0.0, |line| line.term.worth_missing());
                continue;
            }
            let at = self.marks.partition_point(|mark| mark <= value);
            *place = narrow(at);
            if let Some(line) = &self.line {
                *sum += line.term.worth(line.pieces[at].score(*value));
            }
        }
    }
}

impl<'m> Line<'m> {
    fn new(term: &'m Term, marks: &[f64]) -> Self {
        let knots: Vec<f64> = term.spread.marks().collect();
        let below = |place: usize| {
            let last = place.checked_sub(1).and_then(|place| marks.get(place));
            last.map_or(0, |last| knots.partition_point(|knot| knot <= last))
        };
        Self { term, pieces: (0..=marks.len()).map(|at| term.spread.piece(below(at))).collect() }
    }
}

struct Leaves {
    values: [f32; MOST_LEAVES],
    count: usize,
}

impl Leaves {
    fn push(&mut self, value: f32) {
        if let Some(place) = self.values.get_mut(self.count) {
            *place = value;
            self.count += 1;
        }
    }

    /// One bit for each leaf so far.
    fn bits(&self) -> u16 {
        u16::try_from((1_u32 << self.count) - 1).unwrap_or(u16::MAX)
    }
}

fn narrow(place: usize) -> i16 {
    i16::try_from(place).unwrap_or(MISSING - 1).min(MISSING - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Recipe;
    use crate::learn::tests::{examples, table};

    /// A mix over columns with missing values, and the table it learned from.
    fn learned(rows: u32) -> (Mix, Table) {
        let (told, truths) = table(rows);
        let mut table = Table::of_rows(told.rows());
        for (place, column) in told.columns().iter().take(2).enumerate() {
            let holes = column
                .iter()
                .enumerate()
                .map(|(row, value)| if (row + 3 * place) % 7 == 0 { f64::NAN } else { *value });
            table.push(told.headings()[place].clone(), holes.collect());
        }
        let mix = Mix::learn(&examples(&table, &truths), &Recipe::default(), 2).unwrap();
        (mix, table)
    }

    fn one_by_one(mix: &Mix, table: &Table) -> Vec<u64> {
        let mut row = Vec::new();
        let table = table.project(&mix.headings);
        (0..table.rows())
            .map(|place| {
                table.read_row(place, &mut row);
                mix.score(&row).to_bits()
            })
            .collect()
    }

    fn together(mix: &Mix, table: &Table) -> Vec<u64> {
        Scorer::new(mix).scores(table).into_iter().map(f64::to_bits).collect()
    }

    #[test]
    fn many_rows_score_as_one_by_one_to_the_last_bit() {
        // Two whole blocks and a part of one.
        let (mix, table) = learned(300);
        assert_eq!(together(&mix, &table), one_by_one(&mix, &table));
    }

    #[test]
    fn values_on_and_beyond_every_mark_do_too() {
        let (mix, _) = learned(300);
        let scorer = Scorer::new(&mix);
        let mut values = vec![f64::MIN, f64::MAX, -0.0, 0.0, 1e-300, f64::NAN];
        values.extend(scorer.columns.iter().flat_map(|column| column.marks.iter().copied()));
        let mut table = Table::of_rows(values.len());
        for (place, heading) in mix.headings.iter().enumerate() {
            values.rotate_left(place);
            table.push(heading.clone(), values.clone());
        }
        assert_eq!(together(&mix, &table), one_by_one(&mix, &table));
    }

    #[test]
    fn a_column_that_the_table_lacks_is_missing() {
        let (mix, table) = learned(300);
        let part = table.project(&mix.headings[..1]);
        assert_eq!(together(&mix, &part), one_by_one(&mix, &part));
    }

    #[test]
    fn nobody_has_no_scores() {
        let (mix, _) = learned(300);
        assert!(Scorer::new(&mix).scores(&Table::of_rows(0)).is_empty());
    }
}
