//! Cells that a spreadsheet must not run.

use std::borrow::Cow;

/// `text` as it may stand in an exported CSV file.
///
/// A spreadsheet takes a cell that starts with `=`, `+`, `-`, `@`, a tab or a
/// carriage return for a formula; such a cell gets a leading apostrophe. A
/// plain number (`-159`, `+3.5`, `-0,5`, `-1e6`) calculates nothing and stays.
pub fn guard(text: &str) -> Cow<'_, str> {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky && !is_number(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Sign, digits, decimals after a point or comma, exponent: nothing else.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, decimals) = match mantissa.split_once(['.', ',']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (mantissa, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && decimals.is_none_or(digits)
        && exponent.is_none_or(|part| digits(part.strip_prefix(['+', '-']).unwrap_or(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_get_an_apostrophe() {
        for text in
            ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "+33 6 12"]
        {
            assert_eq!(guard(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn numbers_and_words_stay_as_they_are() {
        for text in ["-159", "+3.5", "-0,5", "-1e6", "-1.5E+3", "", "Inès", "1-2", "a=b"] {
            assert_eq!(guard(text), text);
        }
    }
}
