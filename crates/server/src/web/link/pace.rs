//! How often a personal link may write.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use vigie_domain::time::{Instant, MINUTE};

use crate::app::link::Holder;
use crate::clock::Clock;

/// Writes a minute: a mentor with thirty sessions to record is not held up.
const MOST: u32 = 60;

/// Counts what each link wrote within the minute. By link rather than by
/// address, since a whole class may come from one; and only links that opened
/// are counted, so that it stays small.
#[derive(Debug, Default)]
pub(in crate::web) struct Pace(Mutex<(i64, HashMap<Holder, u32>)>);

impl Pace {
    /// May this one write once more? By the machine's clock, whatever day the
    /// cockpit shows.
    pub(super) fn allows(&self, holder: Holder) -> bool {
        self.allows_at(holder, Clock::System.now())
    }

    fn allows_at(&self, holder: Holder, now: Instant) -> bool {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (minute, counts) = &mut *kept;
        if *minute != now.0 / MINUTE.0 {
            *minute = now.0 / MINUTE.0;
            counts.clear();
        }
        let count = counts.entry(holder).or_default();
        *count += 1;
        *count <= MOST
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use vigie_domain::ids::StudentId;

    use super::*;

    #[test]
    fn one_link_that_hurries_holds_up_no_other_and_may_write_again_later() {
        let one = |n| Holder::Student(StudentId(Uuid::from_u128(n)));
        let pace = Pace::default();
        let now = Instant(1_200);
        assert!((0..MOST).all(|_| pace.allows_at(one(1), now)));
        assert!(!pace.allows_at(one(1), now));
        assert!(pace.allows_at(one(2), now));
        assert!(pace.allows_at(one(1), now + MINUTE));
    }
}
