//! How instants are written in a report.

use serde::Serializer;
use vigie_domain::time::Instant;

/// RFC 3339 in UTC.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(crate) fn rfc3339<S: Serializer>(at: &Instant, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(at)
}
