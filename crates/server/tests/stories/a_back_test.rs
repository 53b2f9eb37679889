//! The command that a model is scored by, as it is typed: on a folder that it
//! never saw, twice, byte for byte.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A number below `below` that looks like chance, and is always the same.
fn by_chance(of: u32, below: u32) -> u32 {
    let mixed = u64::from(of).wrapping_mul(6_364_136_223_846_793_005).rotate_left(23);
    let mixed = mixed.wrapping_mul(1_442_695_040_888_963_407) >> 33;
    u32::try_from(mixed).unwrap() % below
}

/// Seven small tables with one module; whoever is quiet mostly fails.
fn folder(presentations: &[(&str, u32)]) -> TempDir {
    let mut tables = [
        ("courses", "code_module,code_presentation,module_presentation_length\n"),
        (
            "assessments",
            "code_module,code_presentation,id_assessment,assessment_type,date,weight\n",
        ),
        ("vle", "id_site,code_module,code_presentation,activity_type,week_from,week_to\n"),
        (
            "studentInfo",
            "code_module,code_presentation,id_student,gender,region,highest_education,imd_band,\
             age_band,num_of_prev_attempts,studied_credits,disability,final_result\n",
        ),
        (
            "studentRegistration",
            "code_module,code_presentation,id_student,date_registration,date_unregistration\n",
        ),
        ("studentAssessment", "id_assessment,id_student,date_submitted,is_banked,score\n"),
        ("studentVle", "code_module,code_presentation,id_student,id_site,date,sum_click\n"),
    ]
    .map(|(name, header)| (name, header.to_owned()));
    let mut add = |table: usize, line: String| writeln!(tables[table].1, "{line}").unwrap();
    for (presentation, first) in presentations {
        let (work, site) = (first + 1, first + 2);
        add(0, format!("AAA,{presentation},240"));
        add(1, format!("AAA,{presentation},{work},TMA,12,50"));
        add(2, format!("{site},AAA,{presentation},resource,,"));
        for number in 0..80 {
            let id = first + number;
            let fails = by_chance(id, 100) < 45;
            let quiet = fails != (by_chance(id + 7, 8) == 0);
            let result = if fails { "Fail" } else { "Pass" };
            let (gender, credits) = (["F", "M"][number as usize % 2], 60 + 30 * (number % 3));
            let told = "Scotland,A Level or Equivalent,20-30%,0-35,0";
            add(3, format!("AAA,{presentation},{id},{gender},{told},{credits},N,{result}"));
            add(4, format!("AAA,{presentation},{id},-{},", 30 + number % 20));
            if !quiet {
                add(5, format!("{work},{id},10,0,{}", 50 + id % 40));
            }
            let clicks = |id: u32, day: i32| by_chance(id * 100 + day.unsigned_abs(), 9);
            let active: &[i32] = if quiet { &[-3, 1] } else { &[-3, 1, 2, 5, 8, 11] };
            for day in active {
                add(6, format!("AAA,{presentation},{id},{site},{day},{}", 1 + clicks(id, *day)));
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, table) in tables {
        std::fs::write(folder.path().join(format!("{name}.csv")), table).unwrap();
    }
    folder
}

/// Runs the command as it is scored; gives what it did, and the predictions.
fn scored(train: &Path, test: &Path) -> (Output, String) {
    let nowhere = tempfile::tempdir().unwrap();
    let predictions = nowhere.path().join("predictions.csv");
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.current_dir(nowhere.path()).env_remove("VIGIE_DATABASE").env_remove("VIGIE_LANG");
    command.args(["backtest", "risk", "--at-day", "14,28", "--format", "json"]);
    command.args(["--target", "fail_or_withdrawn"]);
    command.arg("--train").arg(train).arg("--test").arg(test);
    command.arg("--predictions").arg(&predictions);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let left: Vec<_> = std::fs::read_dir(nowhere.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing but the predictions is written");
    (output, std::fs::read_to_string(predictions).unwrap())
}

fn has(value: &Value, keys: &[&str]) {
    for key in keys {
        assert!(!value[*key].is_null(), "{key}: {value}");
    }
}

#[test]
fn the_command_that_is_scored_says_the_same_twice_and_nothing_else() {
    let train = folder(&[("2013B", 10_000), ("2013J", 20_000), ("2014B", 30_000)]);
    let test = folder(&[("2014J", 40_000)]);
    let (one, predictions) = scored(train.path(), test.path());
    let (other, again) = scored(train.path(), test.path());
    assert_eq!((&one.stdout, &predictions), (&other.stdout, &again));

    // One value, and nothing before or after it.
    let said: Value = serde_json::from_slice(&one.stdout).unwrap();
    has(&said, &["target", "train", "test", "seed", "days"]);
    assert_eq!(said["target"], "fail_or_withdrawn");
    let days = said["days"].as_array().unwrap();
    assert_eq!(days.iter().map(|day| &day["at_day"]).collect::<Vec<_>>(), [14, 28]);
    for day in days {
        has(day, &["n", "positives", "base_rate", "figures", "model"]);
        assert_eq!(day["n"], 80);
        let figures = ["auc_pr", "auc_roc", "brier", "ece"];
        has(&day["figures"], &figures);
        has(&day["figures"], &["recall_at_5", "recall_at_10", "recall_at_20"]);
    }

    let lines: Vec<&str> = predictions.lines().collect();
    assert_eq!((lines.len(), lines[0]), (161, "enrolment,at_day,probability"));
    for line in &lines[1..] {
        let [enrolment, day, probability] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        assert!(enrolment.starts_with("AAA/2014J/400") && ["14", "28"].contains(&day), "{line}");
        assert!((0.0..=1.0).contains(&probability.parse::<f64>().unwrap()), "{line}");
    }
}
