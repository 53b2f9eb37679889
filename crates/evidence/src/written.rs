//! How instants are written in a report.

use serde::Serializer;
use vigie_domain::time::Instant;

/// RFC 3339 in UTC.
pub(crate) fn rfc3339<S: Serializer>(at: &Instant, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(at)
}
