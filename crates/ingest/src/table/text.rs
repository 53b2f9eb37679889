//! The text of a record: UTF-8, or Windows-1252 where it is not.

use encoding_rs::WINDOWS_1252;

/// The decoded fields of one record; its memory is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    text: String,
    ends: Vec<usize>,
}

impl Decoded {
    /// Has no record left more behind than a record may hold?
    #[cfg(test)]
    pub(super) fn is_small(&self) -> bool {
        self.text.capacity() <= 4 * super::records::RECORD_LIMIT
    }

    /// Decodes a record given as `bytes` with its fields' `ends`.
    ///
    /// The choice is made for each record: a list put together from two
    /// programs is read right, and nothing has to be read ahead.
    pub(super) fn decode<'a>(
        &'a mut self,
        bytes: &'a [u8],
        ends: &'a [usize],
    ) -> (&'a str, &'a [usize]) {
        if let Ok(text) = std::str::from_utf8(bytes)
            && ends.iter().all(|&end| text.is_char_boundary(end))
        {
            return (text, ends);
        }
        self.text.clear();
        self.ends.clear();
        let mut from = 0;
        for &end in ends {
            let (field, _) = WINDOWS_1252.decode_without_bom_handling(&bytes[from..end]);
            self.text.push_str(&field);
            self.ends.push(self.text.len());
            from = end;
        }
        (&self.text, &self.ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_utf8_is_windows_1252() {
        let mut decoded = Decoded::default();
        assert_eq!(decoded.decode(b"Ma\xEBlle\x80", &[6, 7]), ("Maëlle€", &[7, 10][..]));
    }

    #[test]
    fn two_halves_of_a_letter_in_two_fields_are_not_utf8() {
        let mut decoded = Decoded::default();
        assert_eq!(decoded.decode(b"\xC3\xA9", &[1, 2]), ("Ã©", &[2, 4][..]));
    }
}
