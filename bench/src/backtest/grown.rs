//! Schools that double: time should double with the facts, memory should not.

use std::fmt::Write as _;

use xtask::Result;
use xtask::bench::{short, vigie};

use crate::grown::{Grown, LOOK, MONTHS, SIZES};
use crate::{Setting, memory};

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let program = vigie(&setting.workspace)?;
    let mut school = Grown::new()?;
    let mut table = String::from(
        "| students | facts | s | µs a fact | greatest memory |\n|---|---|---|---|---|\n",
    );
    for &size in setting.sizes(&SIZES) {
        school.grow_to(size)?;
        let run = school.run(&program, &["backtest", "--format", "json"])?;
        let facts = run.report.get("facts").and_then(serde_json::Value::as_u64).unwrap_or(0);
        let peak = memory::mebibytes(run.peak);
        println!("{size} students, {facts} facts: {:.1} s, {peak}", run.seconds);
        #[expect(clippy::cast_precision_loss, reason = "a count of facts")]
        let each = run.seconds * 1e6 / facts.max(1) as f64;
        #[expect(clippy::cast_precision_loss, reason = "a count of facts")]
        let facts = short(facts as f64);
        let _ = writeln!(table, "| {size} | {facts} | {:.1} | {each:.2} | {peak} |", run.seconds);
    }
    Ok(format!(
        "`vigie backtest --format json` over a simulated school of {MONTHS} months in one SQLite \
         file, from the start of the program to its end, every shipped indicator. Memory is the \
         most that the process held of its own, looked at every {} ms.\n\n\
         Target: time grows with the facts, memory does not.\n\n{table}",
        LOOK.as_millis()
    ))
}
