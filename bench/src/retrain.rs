//! Learning the risk model anew, in schools that double: how long, how much
//! memory, and what that comes to at a million students.

use std::fmt::Write as _;

use serde_json::Value;
use xtask::bench::vigie;
use xtask::{Failure, Result};

use crate::grown::{Grown, LOOK, MONTHS, Run, SIZES};
use crate::{Setting, memory, verdict};

/// The school of the target.
const MILLION: f64 = 1e6;
/// Seconds of a night that it may take.
const LONGEST: f64 = 3_600.0;
const GIB: f64 = 1_073_741_824.0;
/// Memory of the machine that the target names.
const MOST_GIB: f64 = 24.0;

/// Students, seconds, bytes.
#[derive(Clone, Copy)]
struct Point {
    students: f64,
    seconds: f64,
    bytes: f64,
}

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let program = vigie(&setting.workspace)?;
    let mut school = Grown::new()?;
    let mut table = String::from(
        "| students | looks of all | all of them, s | memory | looks of a draw | the shipped draw, s \
         | memory |\n|---|---|---|---|---|---|---|\n",
    );
    let (mut whole, mut drawn) = (Vec::new(), Vec::new());
    for &size in setting.sizes(&SIZES) {
        school.grow_to(size)?;
        let everybody = size.to_string();
        let args = ["train", "--format", "json", "--students", &everybody];
        let all = school.run(&program, &args)?;
        // Another seed: the same model made again would be found at the end.
        let some = school.run(&program, &["train", "--format", "json", "--seed", "2"])?;
        for (run, points) in [(&all, &mut whole), (&some, &mut drawn)] {
            #[expect(clippy::cast_precision_loss, reason = "bytes of memory fit 53 bits")]
            let bytes = run.peak as f64;
            points.push(Point { students: f64::from(size), seconds: run.seconds, bytes });
        }
        println!("{size} students: {:.1} s, a draw {:.1} s", all.seconds, some.seconds);
        let cells = |run: &Run| {
            let looks = run.report["card"]["counts"]["looks"].as_u64().unwrap_or(0);
            format!("{looks} | {:.1} | {}", run.seconds, memory::mebibytes(run.peak))
        };
        let _ = writeln!(table, "| {size} | {} | {} |", cells(&all), cells(&some));
        print_card(&some.report);
    }
    let (all, some) = (curve(&whole)?, curve(&drawn)?);
    Ok(format!(
        "`vigie train` over a simulated school of {MONTHS} months in one SQLite file, from the start \
         of the program to its end: once from everybody (`--students`), once from the shipped draw \
         of 10,000, by a seed that the card names. Memory is the most that the process held of its \
         own, looked at every {} ms. One run each.\n\n{table}\n\
         Curves through these points, y = a · students^b by least squares of the logarithms, at \
         {MILLION:.0} students:\n\n\
         | learned from | b of time | s | b of memory | memory |\n|---|---|---|---|---|\n\
         {}{}\n\
         Target: a million students in an hour and in {MOST_GIB:.0} GiB. From everybody: {}. From \
         the shipped draw: {}.\n",
        LOOK.as_millis(),
        all.row("everybody"),
        some.row("the shipped draw"),
        all.verdict(),
        some.verdict(),
    ))
}

fn print_card(report: &Value) {
    let counts = &report["card"]["counts"];
    println!("  drawn: {} of {} students", counts["students"], counts["there"]);
}

/// What the points come to at a million.
struct Curve {
    time: f64,
    seconds: f64,
    memory: f64,
    bytes: f64,
}

impl Curve {
    fn row(&self, name: &str) -> String {
        format!(
            "| {name} | {:.2} | {:.0} | {:.2} | {:.1} GiB |\n",
            self.time,
            self.seconds,
            self.memory,
            self.bytes / GIB
        )
    }

    fn verdict(&self) -> String {
        let (time, memory) = (self.seconds < LONGEST, self.bytes < MOST_GIB * GIB);
        format!("time {}, memory {}", verdict(time), verdict(memory))
    }
}

fn curve(points: &[Point]) -> Result<Curve> {
    if points.len() < 2 {
        return Err(Failure::new("a curve goes through two sizes at least"));
    }
    let (time, seconds) = power(points.iter().map(|one| (one.students, one.seconds)));
    let (memory, bytes) = power(points.iter().map(|one| (one.students, one.bytes)));
    Ok(Curve { time, seconds, memory, bytes })
}

/// The power of a curve through these points, and its value at a million.
fn power(points: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
    let (mut n, mut x, mut y, mut xx, mut xy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (students, value) in points {
        let (log, of) = (students.ln(), value.max(f64::MIN_POSITIVE).ln());
        n += 1.0;
        x += log;
        y += of;
        xx += log * log;
        xy += log * of;
    }
    let power = (n * xy - x * y) / (n * xx - x * x);
    let start = (y - power * x) / n;
    (power, (start + power * MILLION.ln()).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_goes_on_straight() {
        let (power, million) = power([(1_000.0, 2.0), (2_000.0, 4.0), (4_000.0, 8.0)].into_iter());
        assert!((power - 1.0).abs() < 1e-9 && (million - 2_000.0).abs() < 1e-6);
    }

    #[test]
    fn what_does_not_grow_stays() {
        let (power, million) = power([(1_000.0, 5.0), (4_000.0, 5.0)].into_iter());
        assert!(power.abs() < 1e-9 && (million - 5.0).abs() < 1e-9);
    }
}
