//! What is refused, and what is read all the same.

use std::fs;

use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Kind, Kinds};
use vigie_domain::time::Span;
use vigie_ingest::oulad::{self, Options};
use vigie_ingest::{Collected, Error, Reason, Sink, Stop};

use super::{
    COURSES, INFO, REGISTRATION, SUBMISSIONS, Set, TOTALS, day, info, of_kind, only, reasons,
    unmatched,
};

#[test]
fn rows_that_join_to_nothing_are_refused() {
    let set = Set::new()
        .file("studentInfo.csv", INFO, &(info("7", "Pass") + &info("8", "Pass")))
        .file("studentAssessment.csv", SUBMISSIONS, "77,7,1,0,1\n1,8,1,0,1\n9,7,1,0,1\n")
        .file("studentVleCumulative.csv", TOTALS, "XXX,2013J,7,1,1,1,1\n");
    assert_eq!(
        reasons(&set.read()),
        [
            ("studentInfo.csv", 3, unmatched("studentRegistration.csv")),
            ("studentAssessment.csv", 2, unmatched("assessments.csv")),
            ("studentAssessment.csv", 3, unmatched("studentRegistration.csv")),
            ("studentAssessment.csv", 4, unmatched("studentRegistration.csv")),
            ("studentVleCumulative.csv", 2, unmatched("courses.csv")),
        ]
    );
}

#[test]
fn of_two_rows_about_one_thing_the_first_is_taken() {
    let set = Set::new()
        .file("courses.csv", COURSES, "ZZZ,2013J,50\n")
        .file("studentRegistration.csv", REGISTRATION, "ZZZ,2013J,7,-20,\nZZZ,2013J,7,-10,\n")
        .file("studentInfo.csv", INFO, &(info("7", "Pass") + &info("7", "Fail")))
        .file("studentAssessment.csv", SUBMISSIONS, "1,7,1,0,80\n1,7,2,0,90\n");
    let read = set.read();
    let lines: Vec<_> =
        reasons(&read).into_iter().map(|(_, line, reason)| (line, reason)).collect();
    let again = Reason::Duplicate;
    assert_eq!(lines, [(4, again.clone()), (3, again.clone()), (3, again.clone()), (3, again)]);
    assert_eq!(only(&read, Kind::Enrolled).occurred_at, day(-20));
    assert_eq!(of_kind(&read, Kind::Withdrawn), Vec::<&Draft>::new());
    assert_eq!(only(&read, Kind::Submitted).occurred_at, day(1));
}

#[test]
fn cells_out_of_range_lose_their_row_only() {
    let rows = "1,7,18,0,101\n1,7,18,2,50\n1,7,99999,0,50\n1,7,x,0,50\n1,7,,0,50\n1,7,18,0,NaN\n2,7,9,0,1\n";
    let read = Set::new().file("studentAssessment.csv", SUBMISSIONS, rows).read();
    assert_eq!(read.rejects.len(), 6);
    assert_eq!(of_kind(&read, Kind::Submitted).len(), 1);
}

#[test]
fn only_what_was_read_is_supplied() {
    let set = Set::new().without("studentVleCumulative.csv").without("studentAssessment.csv");
    let (read, supply) = set.read_for(0);
    let kinds = [Kind::Enrolled, Kind::Planned, Kind::Withdrawn, Kind::Diploma];
    assert_eq!(supply.kinds, Kinds::of(&kinds));
    assert_eq!(
        reasons(&read),
        [
            ("studentAssessment.csv", 0, Reason::MissingFile),
            ("studentVleCumulative.csv", 0, Reason::MissingFile)
        ]
    );
}

#[test]
fn a_folder_without_the_set_is_an_error() {
    let mut sink = Collected::default();
    let empty = tempfile::tempdir().unwrap();
    let options = Options::default();
    let error = oulad::read(empty.path(), &options, &mut sink).unwrap_err();
    assert!(matches!(error, Error::NoKnownFile { .. }), "{error}");
    let error = oulad::read(&empty.path().join("none"), &options, &mut sink).unwrap_err();
    assert!(matches!(error, Error::Folder { .. }), "{error}");
    let set = Set::new().without("courses.csv");
    let error = oulad::read(set.path(), &options, &mut sink).unwrap_err();
    assert!(matches!(error, Error::Needed { file: "courses.csv", .. }), "{error}");
}

#[test]
fn a_sink_that_stops_ends_the_reading() {
    struct Full(u32);
    impl Sink for Full {
        fn record(&mut self, _: Record) -> Result<(), Stop> {
            self.0 += 1;
            Err(Stop)
        }
        fn reject(&mut self, _: vigie_ingest::Reject) {}
        fn progress(&mut self, _: u64, _: u64) {}
    }
    let mut sink = Full(0);
    let error = oulad::read(Set::new().path(), &Options::default(), &mut sink).unwrap_err();
    assert!(matches!(error, Error::Stopped));
    assert_eq!(sink.0, 1);
}

#[test]
fn the_layout_of_the_official_download_is_read_too() {
    let set = Set::new();
    for name in ["courses.csv", "studentRegistration.csv"] {
        let text = fs::read_to_string(set.path().join(name)).unwrap();
        fs::write(set.path().join(name), text.replace('\n', "\r\n")).unwrap();
    }
    let read = set.file(
        "studentRegistration.csv",
        REGISTRATION,
        "\"ZZZ\",\"2013J\",\"7\",\"-20\",\"?\"\r\n",
    );
    let read = read.read();
    assert_eq!(read.rejects, []);
    assert_eq!(only(&read, Kind::Enrolled).known_at - day(-20), Span::days(1));
}
