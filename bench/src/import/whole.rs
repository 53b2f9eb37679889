//! `vigie import oulad`, as a user runs it.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use xtask::bench::{Measure, RUNS, Series, output, timed, vigie};
use xtask::{Failure, Result};

use crate::Setting;

/// The whole program, several times.
pub(super) struct Whole {
    series: Series,
    /// Of each run, seconds of folding and evaluating as the program says.
    folding: Vec<f64>,
}

/// Imports the set into a fresh SQLite file, from the start of the program to its end.
pub(super) fn measure(setting: &Setting, oulad: &Path) -> Result<Whole> {
    let program = vigie(&setting.workspace)?;
    let folder = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;
    let (mut runs, mut folding) = (Vec::new(), Vec::new());
    for run in 1..=RUNS {
        let file = folder.path().join(format!("{run}.db"));
        let mut command = Command::new(&program);
        command.current_dir(folder.path()).arg("--database").arg(&file);
        command.args(["import", "oulad"]).arg(oulad).args(["--format", "json"]);
        let (printed, took) = timed(|| output(&mut command));
        let summary: serde_json::Value =
            serde_json::from_str(&printed?).map_err(Failure::while_doing("the summary"))?;
        let number = |name: &str| summary.get(name).and_then(serde_json::Value::as_f64);
        let facts = summary.get("facts").and_then(serde_json::Value::as_u64).unwrap_or(0);
        let folded = number("seconds_folding").unwrap_or(0.0);
        println!("import oulad, run {run}: {:.2} s, folding {folded:.2} s", took.as_secs_f64());
        runs.push(Measure { amount: facts, took });
        folding.push(folded);
    }
    let series = Series::of("`vigie import oulad`, SQLite", runs);
    Ok(Whole { series: series.ok_or_else(|| Failure::new("no run"))?, folding })
}

impl Whole {
    pub(super) fn median(&self) -> Measure {
        self.series.median()
    }

    pub(super) fn report(&self, target: f64, verdict: &str) -> String {
        let all = |seconds: Vec<f64>| {
            let shown: Vec<String> = seconds.iter().map(|one| format!("{one:.2}")).collect();
            shown.join(" · ")
        };
        let took = |run: &Measure| Duration::as_secs_f64(&run.took);
        let mut folding = self.folding.clone();
        folding.sort_by(f64::total_cmp);
        format!(
            "The whole `vigie import oulad` of the open set into a fresh SQLite file, from the \
             start of the program to its end: median **{:.2} s** (target < {target} s: \
             {verdict}; runs {}). Of this, folding and evaluating every student: median {:.2} s \
             (runs {}).\n",
            took(&self.median()),
            all(self.series.runs().iter().map(took).collect()),
            folding.get(folding.len() / 2).copied().unwrap_or(0.0),
            all(self.folding.clone()),
        )
    }
}
