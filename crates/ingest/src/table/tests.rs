use super::*;
use crate::Collected;

const COLUMNS: &[Column] =
    &[Column { name: "student", required: true }, Column { name: "note", required: false }];

/// Rows as (line, student, note), and the rejects.
fn read(bytes: &[u8]) -> (Vec<(u64, String, String)>, Vec<Reject>) {
    let mut sink = Collected::default();
    let mut rows = Vec::new();
    let place = Place { file: "t.csv", before: 0, total: bytes.len() as u64 };
    if let Some(mut table) = Table::open(bytes, place, COLUMNS, &mut sink) {
        while let Some(row) = table.next(&mut sink) {
            rows.push((row.line, row.get(0).to_owned(), row.get(1).to_owned()));
        }
    }
    (rows, sink.rejects)
}

fn only_reject(bytes: &[u8]) -> Reject {
    let (_, mut rejects) = read(bytes);
    assert_eq!(rejects.len(), 1, "{rejects:?}");
    rejects.remove(0)
}

#[test]
fn columns_are_found_by_name_in_any_order_and_case() {
    let (rows, rejects) = read(b"Note, STUDENT\nhello,7\n");
    assert_eq!(rows, [(2, "7".into(), "hello".into())]);
    assert_eq!(rejects, []);
}

#[test]
fn an_unknown_column_is_told_once_and_the_rows_are_read() {
    let (rows, rejects) = read(b"student,notte\n1,a\n2,b\n");
    assert_eq!(rows.len(), 2);
    assert_eq!(rejects.len(), 1);
    assert_eq!(rejects[0].reason, Reason::UnknownColumn);
    assert_eq!(rejects[0].column.as_deref(), Some("notte"));
    assert_eq!(rejects[0].hint, "did you mean `note`?");
}

#[test]
fn a_missing_required_column_refuses_the_file() {
    let reject = only_reject(b"note\nhello\n");
    assert_eq!((reject.reason, reject.column.as_deref()), (Reason::MissingColumn, Some("student")));
}

#[test]
fn a_wrong_number_of_fields_loses_one_row() {
    let (rows, rejects) = read(b"student,note\n1,a\n2\n3,b,c\n4,d\n");
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [2, 5]);
    let found: Vec<_> = rejects.iter().map(|reject| (reject.line, reject.reason.clone())).collect();
    let count = |found| Reason::FieldCount { expected: 2, found };
    assert_eq!(found, [(3, count(1)), (4, count(3))]);
}

#[test]
fn a_nul_byte_loses_one_row() {
    let (rows, rejects) = read(b"student,note\n1,a\0b\n2,c\n");
    assert_eq!(rows, [(3, "2".into(), "c".into())]);
    assert_eq!((rejects[0].line, &rejects[0].reason), (2, &Reason::Nul));
}

#[test]
fn blank_rows_are_no_fault() {
    let (rows, rejects) = read(b"student,note\n , \n,\n2,c\n");
    assert_eq!((rows.len(), rejects.len()), (1, 0));
}

#[test]
fn utf8_and_windows_1252_may_stand_in_one_file() {
    let (rows, _) = read(b"student,note\n1,Ma\xEBlle\n2,In\xC3\xA8s\n");
    assert_eq!((rows[0].2.as_str(), rows[1].2.as_str()), ("Maëlle", "Inès"));
}

#[test]
fn utf16_is_named() {
    assert_eq!(only_reject(b"\xFF\xFEs\0t\0u\0").reason, Reason::Utf16);
}

#[test]
fn an_empty_file_is_named() {
    assert_eq!(only_reject(b"\n\n").reason, Reason::NoHeader);
}

#[test]
fn a_source_that_breaks_is_told_after_the_rows_before_it() {
    struct Breaks(bool);
    impl Read for Breaks {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.0 {
                return Err(io::Error::other("disk gone"));
            }
            self.0 = true;
            into[..15].copy_from_slice(b"student,note\n1,");
            Ok(15)
        }
    }
    let mut sink = Collected::default();
    let place = Place { file: "t.csv", before: 0, total: 15 };
    let mut table = Table::open(Breaks(false), place, COLUMNS, &mut sink).unwrap();
    assert!(table.next(&mut sink).is_none());
    assert_eq!(sink.rejects[0].reason, Reason::Unreadable("disk gone".into()));
}

/// 200 MB that exist nowhere: a header, one endless record, one good row.
struct Endless {
    left: u64,
    tail: &'static [u8],
    head: &'static [u8],
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for part in [&mut self.head, &mut self.tail] {
            if !part.is_empty() && (part.starts_with(b"student") || self.left == 0) {
                let count = part.len().min(into.len());
                into[..count].copy_from_slice(&part[..count]);
                *part = &part[count..];
                return Ok(count);
            }
        }
        let count = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        into[..count].fill(b'x');
        self.left -= count as u64;
        Ok(count)
    }
}

#[test]
fn a_line_of_200_megabytes_is_skipped_in_bounded_memory() {
    let source = Endless { head: b"student,note\n", left: 200 << 20, tail: b"\n2,after\n" };
    let mut sink = Collected::default();
    let place = Place { file: "t.csv", before: 0, total: 200 << 20 };
    let mut table = Table::open(source, place, COLUMNS, &mut sink).unwrap();
    let row = table.next(&mut sink).map(|row| (row.line, row.get(1).to_owned()));
    assert_eq!(row, Some((3, "after".to_owned())));
    assert_eq!((sink.rejects[0].line, &sink.rejects[0].reason), (2, &Reason::TooLong));
    assert!(table.decoded.is_small());
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>, alike in "[\",;\n\r\0a\u{e9}]{0,80}") {
        read(&bytes);
        read(alike.as_bytes());
        let mut with_header = b"student,note\n".to_vec();
        with_header.extend(&bytes);
        with_header.extend(alike.as_bytes());
        read(&with_header);
    }
}
