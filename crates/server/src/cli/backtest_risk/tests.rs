//! The back-test on small made-up folders of the seven tables.

use std::fmt::Write as _;
use std::path::Path;

use tempfile::TempDir;
use vigie_risk::learn::{Growth, Recipe};
use vigie_risk::train::Settings;

use super::folder::Chosen;
use super::report::{self, Day};
use super::run::{Trial, settings};
use crate::app::Result;

const STUDENTS: u32 = 80;

/// One enrolment as the tables have it.
#[derive(Clone)]
struct Row {
    id: u32,
    registered: i32,
    left: Option<i32>,
    credits: u32,
    result: &'static str,
    /// Days on which the first assignment was handed in, and clicks were made.
    handed_in: Option<i32>,
    active: Vec<i32>,
}

/// Enrolments of one presentation: whoever is quiet mostly fails.
fn intake(first: u32) -> Vec<Row> {
    let row = |number: u32| {
        let fails = number * 7_919 % 100 < 45;
        let quiet = fails != (number % 9 == 4);
        Row {
            id: first + number,
            registered: -30 - i32::try_from(number % 20).unwrap(),
            left: (fails && number.is_multiple_of(3)).then_some(60),
            credits: 60 + 30 * (number % 3),
            result: match (fails, number % 3) {
                (true, 0) => "Withdrawn",
                (true, _) => "Fail",
                (false, _) => "Pass",
            },
            handed_in: (!quiet).then_some(10),
            active: if quiet { vec![-3, 1] } else { vec![-3, 1, 2, 5, 8, 11, 16, 20] },
        }
    };
    (0..STUDENTS).map(row).collect()
}

/// A folder with these presentations of one module, and running totals in
/// place of clicks.
fn totals(presentations: &[(&str, Vec<Row>)]) -> TempDir {
    let folder = folder(presentations);
    let mut table =
        String::from("code_module,code_presentation,id_student,day,clicks,rows,active_days\n");
    for (presentation, rows) in presentations {
        for row in rows {
            for day in [-1, 14, 28, 42, 56] {
                let until = || row.active.iter().filter(|active| **active <= day);
                let (clicks, days) =
                    (until().count() * 3, until().filter(|day| **day >= 0).count());
                if clicks > 0 {
                    let id = row.id;
                    let days = if day < 0 { String::new() } else { days.to_string() };
                    writeln!(table, "AAA,{presentation},{id},{day},{clicks},{days},{days}")
                        .unwrap();
                }
            }
        }
    }
    std::fs::write(folder.path().join("studentVleCumulative.csv"), table).unwrap();
    std::fs::remove_file(folder.path().join("studentVle.csv")).unwrap();
    std::fs::remove_file(folder.path().join("vle.csv")).unwrap();
    folder
}

/// A folder with these presentations of one module.
fn folder(presentations: &[(&str, Vec<Row>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut tables: [String; 7] = [
        "code_module,code_presentation,module_presentation_length\n",
        "code_module,code_presentation,id_assessment,assessment_type,date,weight\n",
        "id_site,code_module,code_presentation,activity_type,week_from,week_to\n",
        "code_module,code_presentation,id_student,gender,region,highest_education,imd_band,\
         age_band,num_of_prev_attempts,studied_credits,disability,final_result\n",
        "code_module,code_presentation,id_student,date_registration,date_unregistration\n",
        "id_assessment,id_student,date_submitted,is_banked,score\n",
        "code_module,code_presentation,id_student,id_site,date,sum_click\n",
    ]
    .map(str::to_owned);
    let mut add = |table: usize, line: String| writeln!(tables[table], "{line}").unwrap();
    for (place, (presentation, rows)) in presentations.iter().enumerate() {
        let (work, site) = (100 + place, 900 + place);
        add(0, format!("AAA,{presentation},240"));
        add(1, format!("AAA,{presentation},{work},TMA,12,50"));
        add(2, format!("{site},AAA,{presentation},resource,,"));
        for row in rows {
            let Row { id, registered, credits, result, .. } = row;
            let (gender, age) = if id % 2 == 0 { ("F", "0-35") } else { ("M", "35-55") };
            add(
                3,
                format!(
                    "AAA,{presentation},{id},{gender},Scotland,A Level or Equivalent,20-30%,{age},\
                     0,{credits},N,{result}"
                ),
            );
            let left = row.left.map_or_else(String::new, |day| day.to_string());
            add(4, format!("AAA,{presentation},{id},{registered},{left}"));
            if let Some(day) = row.handed_in {
                add(5, format!("{work},{id},{day},0,{}", 50 + id % 40));
            }
            for day in &row.active {
                add(6, format!("AAA,{presentation},{id},{site},{day},3"));
            }
        }
    }
    let names = [
        "courses",
        "assessments",
        "vle",
        "studentInfo",
        "studentRegistration",
        "studentAssessment",
        "studentVle",
    ];
    for (name, table) in names.iter().zip(tables) {
        std::fs::write(folder.path().join(format!("{name}.csv")), table).unwrap();
    }
    folder
}

fn chosen(folder: &Path) -> Chosen {
    Chosen { folder: folder.to_path_buf(), presentations: Vec::new() }
}

fn quick() -> Settings {
    let growth = Growth { trees: 20, forests: 1, ..Recipe::default().growth };
    Settings { recipe: Recipe { growth, ..Recipe::default() }, ..settings(Vec::new(), 1) }
}

fn school() -> TempDir {
    folder(&[("2013B", intake(1_000)), ("2013J", intake(2_000))])
}

fn foretold(test: &[Row], day: i32) -> Result<Day> {
    day_of(&school(), &folder(&[("2014B", test.to_vec())]), day)
}

fn day_of(train: &TempDir, test: &TempDir, day: i32) -> Result<Day> {
    let trial = Trial::read(&[chosen(train.path())], &chosen(test.path()))?;
    Ok(trial.days(&[day], &quick())?.remove(0))
}

fn said(day: &Day) -> Vec<u64> {
    day.predictions.iter().map(|one| one.probability.to_bits()).collect()
}

fn names(day: &Day) -> Vec<&str> {
    day.predictions.iter().map(|one| one.name.as_str()).collect()
}

#[test]
fn a_folder_never_seen_before_is_foretold() {
    let day = foretold(&intake(5_000), 14).unwrap();
    assert_eq!(day.predictions.len(), 80);
    assert!(day.predictions.iter().all(|one| (0.0..=1.0).contains(&one.probability)));
    assert!(day.measures.auc_roc > 0.7, "{:?}", day.measures);
}

#[test]
fn whoever_is_not_there_on_the_day_is_left_out_and_whoever_is_silent_is_not() {
    let mut rows = intake(5_000);
    (rows[0].registered, rows[1].registered) = (15, 14);
    (rows[2].left, rows[3].left) = (Some(13), Some(14));
    rows[4].active.clear();
    rows[4].handed_in = None;
    let day = foretold(&rows, 14).unwrap();
    let is_there =
        |number: u32| names(&day).contains(&format!("AAA/2014B/{}", 5_000 + number).as_str());
    assert_eq!([0, 1, 2, 3, 4].map(is_there), [false, true, false, true, true]);
}

#[test]
fn what_happens_on_the_day_or_later_changes_nothing() {
    let mut rows = intake(5_000);
    for row in &mut rows {
        row.active.retain(|day| *day < 14);
    }
    let before = foretold(&rows, 14).unwrap();
    for row in &mut rows {
        row.active.extend([14, 15, 40]);
        row.handed_in = row.handed_in.or(Some(14));
        row.left = row.left.or(Some(200));
    }
    let after = foretold(&rows, 14).unwrap();
    assert_eq!(said(&before), said(&after));
}

/// What day 28 is foretold to be, learned from two intakes of running totals.
fn taught_by(spring: Vec<Row>, withheld: &[u32]) -> Vec<u64> {
    let learned = totals(&[("2013B", spring), ("2013J", intake(2_000))]);
    let file = learned.path().join("studentVleCumulative.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let is_told = |line: &&str| {
        let cells: Vec<&str> = line.split(',').collect();
        let hidden = withheld.iter().any(|id| cells[2] == id.to_string());
        !(hidden && ["14", "28", "42"].contains(&cells[3]))
    };
    let kept: Vec<&str> = text.lines().filter(is_told).collect();
    std::fs::write(&file, kept.join("\n") + "\n").unwrap();
    said(&day_of(&learned, &totals(&[("2014B", intake(5_000))]), 28).unwrap())
}

#[test]
fn whoever_left_before_the_day_does_not_teach_it() {
    let mut rows = intake(1_000);
    rows[0].left = Some(26);
    assert_eq!(taught_by(rows.clone(), &[]), taught_by(rows[1..].to_vec(), &[]));
    rows[0].left = Some(28);
    assert_ne!(taught_by(rows.clone(), &[]), taught_by(rows[1..].to_vec(), &[]));
}

#[test]
fn looks_after_the_day_know_no_more_of_the_activity() {
    let rows = intake(1_000);
    let clicked_on = |day: i32| {
        let mut rows = rows.clone();
        for row in rows.iter_mut().step_by(2) {
            row.active.extend([day; 9]);
        }
        taught_by(rows, &[])
    };
    // The total of day 28 is known on day 29.
    assert_eq!(clicked_on(28), taught_by(rows.clone(), &[]));
    assert_ne!(clicked_on(5), taught_by(rows.clone(), &[]));
}

#[test]
fn whose_totals_are_withheld_for_what_is_still_to_come_does_not_teach() {
    let mut rows = intake(1_000);
    let hidden: Vec<u32> = (1_000..1_008).collect();
    let before = taught_by(rows.clone(), &hidden);
    for row in &mut rows[..8] {
        (row.result, row.left) = ("Distinction", None);
    }
    assert_eq!(before, taught_by(rows.clone(), &hidden));
    assert_ne!(before, taught_by(rows, &[]));
}

#[test]
fn days_are_read_as_totals_by_a_model_that_knows_only_totals() {
    let learned = totals(&[("2013B", intake(1_000)), ("2013J", intake(2_000))]);
    let (by_day, by_total) =
        (folder(&[("2014B", intake(5_000))]), totals(&[("2014B", intake(5_000))]));
    let trial = Trial::read(&[chosen(learned.path())], &chosen(by_day.path())).unwrap();
    assert!(trial.remarks()[0].contains("put into totals"), "{:?}", trial.remarks());
    for day in [14, 28, 56] {
        assert_eq!(trial.differing(day), Vec::<String>::new());
        let [by_day, by_total] =
            [&by_day, &by_total].map(|test| said(&day_of(&learned, test, day).unwrap()));
        assert_eq!(by_day, by_total, "day {day}");
    }
}

#[test]
fn protected_attributes_change_no_probability() {
    let (mut school, mut test) = (school(), folder(&[("2014B", intake(5_000))]));
    let before = said(&day_of(&school, &test, 14).unwrap());
    for folder in [&mut school, &mut test] {
        let file = folder.path().join("studentInfo.csv");
        let text = std::fs::read_to_string(&file).unwrap();
        let other = text.replace(",F,Scotland,", ",M,Wales,").replace(",0-35,", ",55<=,");
        let other = other.replace(",20-30%,", ",90-100%,").replace(",N,", ",Y,");
        assert_ne!(text, other);
        std::fs::write(&file, other).unwrap();
    }
    assert_eq!(before, said(&day_of(&school, &test, 14).unwrap()));
}

#[test]
fn what_no_model_has_seen_is_foretold_all_the_same() {
    let test = folder(&[("2014B", intake(5_000))]);
    for (name, from, to) in [
        ("studentInfo.csv", "A Level or Equivalent,20-30%", "Diploma of Elsewhere,?"),
        ("studentInfo.csv", ",Pass", ",?"),
        ("studentInfo.csv", ",Fail", ",?"),
        ("studentInfo.csv", ",Withdrawn", ",?"),
    ] {
        let file = test.path().join(name);
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
    }
    for entry in std::fs::read_dir(test.path()).unwrap() {
        let file = entry.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replace("AAA,", "ZZZ,")).unwrap();
    }
    let day = day_of(&school(), &test, 14).unwrap();
    assert_eq!(day.predictions.len(), 80);
    assert!(day.predictions.iter().all(|one| (0.0..=1.0).contains(&one.probability)));
    assert!(day.measures.auc_pr.is_nan() && day.predictions.iter().all(|one| one.truth.is_none()));
}

#[test]
fn the_last_presentation_is_held_back_where_there_is_one_folder() {
    let one =
        folder(&[("2013B", intake(1_000)), ("2013J", intake(2_000)), ("2014B", intake(3_000))]);
    let trial = Trial::read(&[chosen(one.path())], &chosen(one.path())).unwrap();
    assert_eq!((trial.taught.len(), trial.foretold.as_slice()), (2, &["2014B".into()][..]));
}

#[test]
fn an_end_written_into_a_column_is_refused_by_name() {
    let leaky = |first| {
        let mut rows = intake(first);
        for row in &mut rows {
            row.credits = if row.result == "Pass" { 60 } else { 120 };
        }
        rows
    };
    let one = folder(&[("2013B", leaky(1_000)), ("2013J", leaky(2_000)), ("2014B", leaky(3_000))]);
    let trial = Trial::read(&[chosen(one.path())], &chosen(one.path())).unwrap();
    let refused = trial.days(&[14], &quick()).err().unwrap().to_string();
    assert!(refused.contains("`credits` alone"), "{refused}");
}

#[test]
fn ends_dealt_at_random_are_refused_as_useless() {
    let random = |first| {
        let mut rows = intake(first);
        for (number, row) in (0_u32..).zip(&mut rows) {
            row.left = None;
            row.result = if (number * 48_271 % 65_537) % 2 == 0 { "Pass" } else { "Fail" };
        }
        rows
    };
    let one =
        folder(&[("2013B", random(1_000)), ("2013J", random(2_000)), ("2014B", random(3_000))]);
    let trial = Trial::read(&[chosen(one.path())], &chosen(one.path())).unwrap();
    let refused = trial.days(&[14], &quick()).err().unwrap().to_string();
    assert!(refused.contains("no better than chance"), "{refused}");
}

#[test]
fn the_predictions_are_a_table_of_three_columns() {
    let day = foretold(&intake(5_000)[..30], 14).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    report::Predictions::open(file.path()).unwrap().write(&[day]).unwrap();
    let text = std::fs::read_to_string(file.path()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.len(), lines[0]), (31, "enrolment,at_day,probability"));
    assert!(lines[1].starts_with("AAA/2014B/5000,14,0."), "{}", lines[1]);
}

#[test]
fn predictions_that_cannot_be_written_are_refused_before_anything_is_learned() {
    let nowhere = tempfile::tempdir().unwrap().path().join("gone/predictions.csv");
    let refused = report::Predictions::open(&nowhere).err().unwrap();
    assert!(refused.to_string().contains("predictions.csv"), "{refused}");
}

#[test]
fn running_totals_of_the_day_or_later_change_nothing() {
    let learned = totals(&[("2013B", intake(1_000)), ("2013J", intake(2_000))]);
    let mut rows = intake(5_000);
    for row in &mut rows {
        row.active.retain(|day| *day < 28);
    }
    // A total up to and including day 28 is known on day 29.
    let before = day_of(&learned, &totals(&[("2014B", rows.clone())]), 28).unwrap();
    for row in &mut rows {
        row.active.extend([28, 33, 50]);
    }
    let after = day_of(&learned, &totals(&[("2014B", rows.clone())]), 28).unwrap();
    assert_eq!(said(&before), said(&after));
    for row in &mut rows {
        row.active.extend([5; 20]);
    }
    let earlier = day_of(&learned, &totals(&[("2014B", rows)]), 28).unwrap();
    assert_ne!(said(&before), said(&earlier), "what was told before counts");
}

#[test]
fn no_column_made_of_running_totals_changes_when_the_future_is_cut_off() {
    let (learned, test) = (
        totals(&[("2013B", intake(1_000)), ("2013J", intake(2_000))]),
        totals(&[("2014B", intake(5_000))]),
    );
    let trial = Trial::read(&[chosen(learned.path())], &chosen(test.path())).unwrap();
    for day in [14, 28, 56] {
        assert_eq!(trial.differing(day), Vec::<String>::new(), "day {day}");
    }
}

#[test]
fn a_test_folder_does_not_teach_even_if_a_name_stands_in_both() {
    let train = folder(&[("2013B", intake(1_000)), ("2013J", intake(2_000))]);
    let test = folder(&[("2013J", intake(5_000)), ("2014B", intake(6_000))]);
    let both = day_of(&train, &test, 14).unwrap();
    let alone = day_of(&train, &folder(&[("2014B", intake(6_000))]), 14).unwrap();
    assert!(names(&both).iter().all(|name| name.starts_with("AAA/2014B/6")));
    assert_eq!(said(&both), said(&alone));
}

#[test]
fn one_folder_under_two_names_is_one_folder() {
    let one = folder(&[("2013B", intake(1_000)), ("2013J", intake(2_000))]);
    let again = one.path().join("../").join(one.path().file_name().unwrap());
    let trial = Trial::read(&[chosen(one.path())], &chosen(&again)).unwrap();
    assert_eq!((trial.taught, trial.foretold), (vec!["2013B".into()], vec!["2013J".into()]));
}

#[test]
fn a_folder_without_a_table_that_columns_are_made_of_is_refused_by_name() {
    for name in ["studentVle.csv", "studentAssessment.csv", "assessments.csv", "studentInfo.csv"] {
        let test = folder(&[("2014B", intake(5_000))]);
        std::fs::remove_file(test.path().join(name)).unwrap();
        let refused = day_of(&school(), &test, 14).err().unwrap().to_string();
        assert!(refused.contains(name) && refused.contains("missing"), "{refused}");
    }
}

#[test]
fn days_written_with_a_point_are_read_and_damage_is_told() {
    let whole = folder(&[("2014B", intake(5_000))]);
    let points = folder(&[("2014B", intake(5_000))]);
    let file = points.path().join("studentRegistration.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    // -30,60 becomes -30.0,60.0; the last row is of nobody's presentation.
    let pointed: String = text
        .lines()
        .map(|line| match line.rsplitn(3, ',').collect::<Vec<_>>()[..] {
            ["date_unregistration", ..] => format!("{line}\n"),
            ["", registered, rest] => format!("{rest},{registered}.0,\n"),
            [left, registered, rest] => format!("{rest},{registered}.0,{left}.0\n"),
            _ => unreachable!("five columns"),
        })
        .collect();
    std::fs::write(&file, pointed + "AAA,2019J,1,0,\n").unwrap();
    let school = school();
    let trial = Trial::read(&[chosen(school.path())], &chosen(points.path())).unwrap();
    assert_eq!(trial.remarks().len(), 1, "{:?}", trial.remarks());
    assert!(trial.remarks()[0].contains("studentRegistration.csv: 1 not used"));
    let [whole, points] = [whole, points].map(|test| day_of(&school, &test, 14).unwrap());
    assert_eq!((names(&whole), said(&whole)), (names(&points), said(&points)));
}

#[test]
fn what_an_attribute_would_gain_is_printed_for_people_too() {
    let mut day = foretold(&intake(5_000)[..30], 14).unwrap();
    assert!(report::gained(std::slice::from_ref(&day)).is_empty());
    day.gains.push(report::Gain { attribute: "gender", auc_pr: 0.0123, recall_at_10: -0.002 });
    let text = report::gained(&[day]).aligned();
    assert!(text.contains("gender     +0.012  -0.002"), "{text}");
}
