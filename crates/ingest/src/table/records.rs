//! Records of a delimited file, one at a time, in bounded memory.

use std::io::{self, Read};

use csv_core::ReadRecordResult;

/// Longest record, in bytes after unquoting. A longer one is skipped.
pub(crate) const RECORD_LIMIT: usize = 1 << 20;
/// Most fields in one record. Far above any header, and a bound on memory.
const FIELD_LIMIT: usize = 1_024;
/// Bytes read from the source at a time.
const BUFFER: usize = 1 << 16;

/// What came next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A record: see [`Records::bytes`] and [`Records::ends`].
    Record,
    /// A record beyond the limits; it was read to its end and forgotten.
    TooLong,
    /// The file ended inside quotes; what they held is lost.
    OpenQuote,
    /// The file is over.
    End,
}

/// Splits a source of bytes into records.
///
/// Quotes, doubled quotes, `\n` and `\r\n` inside and outside them are left to
/// `csv-core`; the bound on size, the line numbers and the open quote at the
/// end of a file are seen to here.
pub(super) struct Records<R> {
    source: R,
    core: csv_core::Reader,
    buffer: Box<[u8]>,
    at: usize,
    filled: usize,
    consumed: u64,
    line: u64,
    first_line: u64,
    output: Box<[u8]>,
    used: usize,
    ends: Box<[usize]>,
    fields: usize,
}

impl<R: Read> Records<R> {
    /// Reads the beginning of `source` to find out which delimiter it uses.
    pub(super) fn new(source: R) -> io::Result<Self> {
        let mut records = Self {
            source,
            core: csv_core::Reader::new(),
            buffer: vec![0; BUFFER].into(),
            at: 0,
            filled: 0,
            consumed: 0,
            line: 1,
            first_line: 1,
            output: vec![0; RECORD_LIMIT].into(),
            used: 0,
            ends: vec![0; FIELD_LIMIT].into(),
            fields: 0,
        };
        records.fill_for_header()?;
        let mark = b"\xEF\xBB\xBF";
        if records.ahead().starts_with(mark) {
            records.at = mark.len();
        }
        let delimiter = guess_delimiter(records.ahead());
        records.core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Ok(records)
    }

    /// What is in the buffer and not read yet.
    pub(super) fn ahead(&self) -> &[u8] {
        &self.buffer[self.at..self.filled]
    }

    /// The unquoted fields of the record, one after the other.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.output[..self.used]
    }

    /// Where each field of the record ends in [`Self::bytes`].
    pub(super) fn ends(&self) -> &[usize] {
        &self.ends[..self.fields]
    }

    /// The line on which the record starts, from 1.
    pub(super) fn first_line(&self) -> u64 {
        self.first_line
    }

    /// Bytes taken from the source so far.
    pub(super) fn consumed(&self) -> u64 {
        self.consumed
    }

    /// Goes to the next record.
    pub(super) fn advance(&mut self) -> io::Result<Next> {
        (self.used, self.fields) = (0, 0);
        if !self.skip_line_ends()? {
            return Ok(Next::End);
        }
        self.first_line = self.line;
        let mut too_long = false;
        loop {
            let over = self.at == self.filled && !self.fill()?;
            // A line end closes the last record, unless it stands inside quotes.
            let input = if over { b"\n" } else { &self.buffer[self.at..self.filled] };
            let (result, read, written, ended) = self.core.read_record(
                input,
                &mut self.output[self.used..],
                &mut self.ends[self.fields..],
            );
            if !over {
                self.line += count_newlines(&input[..read]);
                self.at += read;
            }
            self.used += written;
            self.fields += ended;
            match result {
                ReadRecordResult::InputEmpty if over => return Ok(Next::OpenQuote),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    too_long = true;
                    (self.used, self.fields) = (0, 0);
                }
                ReadRecordResult::Record if too_long => return Ok(Next::TooLong),
                ReadRecordResult::Record => return Ok(Next::Record),
                ReadRecordResult::End => return Ok(Next::End),
            }
        }
    }

    /// To the first byte of a record; false at the end of the file.
    ///
    /// `csv-core` would skip empty lines too, but the record's first line
    /// would then not be known.
    fn skip_line_ends(&mut self) -> io::Result<bool> {
        loop {
            if self.at == self.filled && !self.fill()? {
                return Ok(false);
            }
            match self.buffer[self.at] {
                b'\n' => self.line += 1,
                b'\r' => {}
                _ => return Ok(true),
            }
            self.at += 1;
        }
    }

    /// Refills an exhausted buffer; false at the end of the source.
    fn fill(&mut self) -> io::Result<bool> {
        (self.at, self.filled) = (0, 0);
        self.fill_more()
    }

    fn fill_more(&mut self) -> io::Result<bool> {
        loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Ok(read) => {
                    self.filled += read;
                    self.consumed += read as u64;
                    return Ok(read > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// A source may give a byte at a time; the delimiter wants a whole line.
    fn fill_for_header(&mut self) -> io::Result<()> {
        while self.filled < self.buffer.len()
            && !self.ahead().trim_ascii_start().contains(&b'\n')
            && self.fill_more()?
        {}
        Ok(())
    }
}

/// The one of `,` `;` and tab that the header has most of; `,` if none.
fn guess_delimiter(start: &[u8]) -> u8 {
    let header = start.trim_ascii_start().split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| header.split(|&byte| byte == delimiter).count();
    // `max_by_key` keeps the last of equals.
    [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

fn count_newlines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|&byte| u64::from(byte == b'\n')).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every record as (first line, fields joined by `|`), and what ended it.
    fn read(text: &[u8]) -> (Vec<(u64, String)>, Next) {
        let mut records = Records::new(text).unwrap();
        let mut seen = Vec::new();
        loop {
            match records.advance().unwrap() {
                Next::Record => {
                    let mut from = 0;
                    let fields: Vec<_> = records
                        .ends()
                        .iter()
                        .map(|&end| {
                            let field = String::from_utf8_lossy(&records.bytes()[from..end]);
                            from = end;
                            field.into_owned()
                        })
                        .collect();
                    seen.push((records.first_line(), fields.join("|")));
                }
                Next::TooLong => seen.push((records.first_line(), "too long".into())),
                end => return (seen, end),
            }
        }
    }

    fn lines(text: &str) -> Vec<(u64, String)> {
        read(text.as_bytes()).0
    }

    #[test]
    fn lines_are_right_after_quoted_newlines_and_blank_lines() {
        let unix = "a,b\n\n\"x\ny\nz\",1\nlast,2\n";
        let expected = vec![(1, "a|b".into()), (3, "x\ny\nz|1".into()), (6, "last|2".into())];
        assert_eq!(lines(unix), expected);
    }

    #[test]
    fn windows_line_ends_count_once() {
        let expected = vec![(1, "a|b".into()), (3, "x\r\ny|1".into()), (5, "z|2".into())];
        assert_eq!(lines("a,b\r\n\r\n\"x\r\ny\",1\r\nz,2\r\n"), expected);
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_first_name() {
        assert_eq!(lines("\u{feff}a,b"), [(1, "a|b".to_owned())]);
    }

    #[test]
    fn the_header_tells_the_delimiter() {
        assert_eq!(lines("a;b\n1,5;2"), [(1, "a|b".to_owned()), (2, "1,5|2".to_owned())]);
        assert_eq!(lines("a\tb\n1\t2")[1].1, "1|2");
        assert_eq!(lines("a\n1;2")[1].1, "1;2");
    }

    #[test]
    fn a_record_beyond_the_limit_is_skipped_and_the_next_one_read() {
        let text = format!("a,b\n\"{}\n\",2\nc,d\n", "x".repeat(RECORD_LIMIT + 5));
        let expected = vec![(1, "a|b".into()), (2, "too long".into()), (4, "c|d".into())];
        assert_eq!(lines(&text), expected);
    }

    #[test]
    fn a_record_of_too_many_fields_is_skipped_and_the_next_one_read() {
        let text = format!("a,b\n{}\nc,d\n", ",".repeat(FIELD_LIMIT * 3));
        assert_eq!(lines(&text)[1..], [(2, "too long".to_owned()), (3, "c|d".to_owned())]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_with_its_line() {
        let mut records = Records::new(&b"a,b\n1,2\n3,\"4\n5,6\n"[..]).unwrap();
        assert_eq!(records.advance().unwrap(), Next::Record);
        assert_eq!(records.advance().unwrap(), Next::Record);
        assert_eq!(records.advance().unwrap(), Next::OpenQuote);
        assert_eq!(records.first_line(), 3);
    }

    #[test]
    fn a_closed_quote_may_end_the_file() {
        assert_eq!(read(b"a\n\"b\""), (vec![(1, "a".into()), (2, "b".into())], Next::End));
    }

    #[test]
    fn reading_a_byte_at_a_time_changes_nothing() {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let count = self.0.len().min(1).min(into.len());
                into[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let mut records = Records::new(Slow(b"\xEF\xBB\xBFa;b\r\n\"1\r\n\";2\r\n")).unwrap();
        assert_eq!(records.advance().unwrap(), Next::Record);
        assert_eq!(records.bytes(), b"ab");
        assert_eq!(records.advance().unwrap(), Next::Record);
        assert_eq!(records.bytes(), b"1\r\n2");
    }
}
