//! Rows under headings as CSV, for spreadsheets.

use vigie_ingest::cell;

use crate::app::{Error, Result};

/// The text of the file; cells are guarded against formulas.
pub(crate) fn csv(headings: &[impl AsRef<str>], rows: &[Vec<String>]) -> Result<String> {
    let fault = |error: &dyn std::fmt::Display| Error::Input(format!("cannot write CSV: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings.iter().map(AsRef::as_ref)).map_err(|error| fault(&error))?;
    for row in rows {
        let cells = row.iter().map(|text| cell::guard(text).into_owned());
        writer.write_record(cells).map_err(|error| fault(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| fault(&error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_guarded_and_a_comma_is_quoted() {
        let rows = [vec!["=1+1".to_owned(), "a, b".to_owned()]];
        let text = csv(&["x", "y"], &rows).unwrap();
        assert_eq!(text, "x,y\n'=1+1,\"a, b\"\n");
    }
}
