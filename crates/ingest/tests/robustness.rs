//! Whatever the files hold, reading ends, and says what it could not read.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Kind;
use vigie_domain::time::Instant;
use vigie_ingest::{Collected, native, oulad};

const NOW: Instant = Instant(1_800_000_000);

fn read_native(folder: &Path) -> Collected {
    let mut sink = Collected::default();
    native::read(folder, &Calendar::new("Europe/Paris").unwrap(), NOW, &mut sink).unwrap();
    sink
}

/// Bytes that look like the things that files get wrong.
fn messy() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        "[a-z0-9,;\"\n\r\t=+-]{0,12}".prop_map(String::into_bytes),
        any::<Vec<u8>>(),
        prop::sample::select(vec![
            "2025-09-30",
            "2025-09-30 18:00",
            "30/09/2025",
            "04/05/2025",
            "-1",
            "0",
            "1e9",
            "NaN",
            "4294967296",
            "7",
            "e",
            "held",
            "email",
            "ZZZ",
            "2013J",
            ",",
            "\n",
            "\"",
            "\0",
            "é",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A row with as many cells as the header has, each of them odd.
fn odd_rows(header: &str) -> impl Strategy<Value = String> + use<> {
    let width = header.split(',').count();
    let cell = prop_oneof![
        3 => prop::sample::select(vec![
            "", "7", "e", "-1", "99999999999", "2025-09-30", "2025-09-30 18:00", "30/09/2025",
            "9999-12-31", "0001-01-01", "held", "email", "yes", "78,5", "a=1; b=2", "call", "TMA",
            "ZZZ", "2013J", "Pass", "1",
        ])
        .prop_map(str::to_owned),
        1 => "[^\",\r\n\0]{0,12}",
    ];
    let row = prop::collection::vec(cell, width).prop_map(|cells| cells.join(",") + "\n");
    prop::collection::vec(row, 1..20).prop_map(|rows| rows.concat())
}

fn native_headers() -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let paths = native::write_templates(folder.path()).unwrap();
    let header = |text: String| text.lines().next().unwrap().to_owned();
    paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, header(fs::read_to_string(path).unwrap()))
        })
        .collect()
}

const OULAD: [(&str, &str); 7] = [
    ("courses.csv", "code_module,code_presentation,module_presentation_length"),
    ("assessments.csv", "code_module,code_presentation,id_assessment,assessment_type,date,weight"),
    (
        "studentRegistration.csv",
        "code_module,code_presentation,id_student,date_registration,date_unregistration",
    ),
    ("studentInfo.csv", "code_module,code_presentation,id_student,gender,final_result"),
    ("studentAssessment.csv", "id_assessment,id_student,date_submitted,is_banked,score"),
    (
        "studentVleCumulative.csv",
        "code_module,code_presentation,id_student,day,clicks,rows,active_days",
    ),
    ("studentVle.csv", "code_module,code_presentation,id_student,id_site,date,sum_click"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_stop_the_native_reader(
        (name, header, rows, mess) in prop::sample::select(native_headers()).prop_flat_map(
            |(name, header)| (Just(name), Just(header.clone()), odd_rows(&header), messy())
        )
    ) {
        let folder = tempfile::tempdir().unwrap();
        let bytes = [header.as_bytes(), b"\n", rows.as_bytes(), &mess].concat();
        fs::write(folder.path().join(name), bytes).unwrap();
        let first = read_native(folder.path());
        let again = read_native(folder.path());
        prop_assert_eq!(first.records, again.records);
        prop_assert_eq!(first.rejects, again.rejects);
    }

    #[test]
    fn no_bytes_stop_the_oulad_reader(
        (at, rows, mess) in (0..OULAD.len()).prop_flat_map(
            |at| (Just(at), odd_rows(OULAD[at].1), messy())
        )
    ) {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
        let sound = [
            "ZZZ,2013J,100\n", "ZZZ,2013J,1,TMA,19,10\n", "ZZZ,2013J,7,-20,\n",
            "ZZZ,2013J,7,F,Pass\n", "1,7,18,0,78\n", "ZZZ,2013J,7,14,9,9,3\n", "",
        ];
        for ((name, header), row) in OULAD.iter().zip(sound).take(6) {
            write(name, format!("{header}\n{row}").as_bytes());
        }
        let (name, header) = OULAD[at];
        let bytes = [header.as_bytes(), b"\n", sound[at].as_bytes(), rows.as_bytes(), &mess];
        write(name, &bytes.concat());
        let mut sink = Collected::default();
        oulad::read(folder.path(), &oulad::Options { advisors: 3 }, &mut sink).unwrap();
        prop_assert!(!sink.records.is_empty());
    }
}

/// One line of `length` bytes between two sound rows.
#[test]
fn a_huge_line_in_a_file_loses_that_line_only() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes =
        b"student,channel,occurred_at,text\n7,email,2025-10-01,before\n7,email,".to_vec();
    bytes.resize(bytes.len() + (8 << 20), b'x');
    bytes.extend(b"\n7,email,2025-10-02,after\n");
    fs::write(folder.path().join("message_in.csv"), bytes).unwrap();
    let read = read_native(folder.path());
    assert_eq!(read.records.len(), 2);
    assert_eq!(read.rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(), [3]);
    assert_eq!(read.progress.0, read.progress.1);
}

#[test]
fn every_reason_of_a_row_leaves_a_trace_of_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "student,channel,occurred_at,text\r\n7,email,2025-10-01,\"two\r\nlines\"\r\n7,pigeon,2025-10-01,x\r\n";
    fs::write(folder.path().join("message_in.csv"), rows).unwrap();
    let reject = read_native(folder.path()).rejects.remove(0);
    let cells = reject.cells();
    assert_eq!(cells[..5], ["message_in.csv", "4", "channel", "pigeon", "unknown word"]);
    assert!(cells[5].starts_with("one of email, phone"), "{}", cells[5]);
    assert_eq!(native_headers().len(), Kind::ALL.len() + 4);
}
