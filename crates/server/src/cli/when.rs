//! Instants as people type them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use vigie_domain::calendar::Calendar;
use vigie_domain::time::Instant;

use crate::app::{Error, Result};

/// An instant: RFC 3339 with an offset or, with a calendar, a local date or
/// date and time. A bare date means 00:00.
pub(super) fn instant(text: &str, calendar: Option<&Calendar>) -> Result<Instant> {
    let text = text.trim();
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Ok(Instant(timestamp.as_second()));
    }
    let local = text.parse::<Date>().map(|date| date.at(0, 0, 0, 0));
    if let (Ok(local), Some(calendar)) = (local.or_else(|_| text.parse::<DateTime>()), calendar) {
        return Ok(calendar.at(local));
    }
    let hint = "use 2026-11-22T08:30:00+01:00";
    let more = if calendar.is_some() { ", 2026-11-22 or 2026-11-22T08:30" } else { "" };
    Err(Error::Input(format!("`{text}` is no instant: {hint}{more}")))
}

/// An instant as machines like it: RFC 3339 in UTC.
pub(super) fn rfc3339(at: Instant) -> String {
    at.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_dates_are_school_midnights() {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let at = instant("2026-07-01", Some(&calendar)).unwrap();
        assert_eq!(rfc3339(at), "2026-06-30T22:00:00Z");
        assert_eq!(instant("2026-06-30T22:00:00Z", None).unwrap(), at);
        assert_eq!(instant("2026-07-01T00:00", Some(&calendar)).unwrap(), at);
    }

    #[test]
    fn nonsense_is_refused_with_a_hint() {
        let error = instant("tomorrow", None).unwrap_err().to_string();
        assert!(error.contains("`tomorrow`") && error.contains("2026-11-22T08:30:00+01:00"));
    }
}
