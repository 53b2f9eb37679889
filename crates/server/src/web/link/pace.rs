//! How often a personal link, or a program, may write.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use vigie_domain::time::{Instant, MINUTE};

use crate::clock::Clock;

/// Writes a minute: a mentor with thirty sessions to record is not held up.
const MOST: u32 = 60;

/// Counts what each link wrote within the minute. By link rather than by
/// address, since a whole class may come from one; and only links that opened
/// are counted, so that it stays small.
#[derive(Debug)]
pub(in crate::web) struct Pace<K>(Mutex<(i64, HashMap<K, u32>)>);

impl<K> Default for Pace<K> {
    fn default() -> Self {
        Self(Mutex::new((0, HashMap::new())))
    }
}

impl<K: Eq + Hash> Pace<K> {
    /// May this one write once more? By the machine's clock, whatever day the
    /// cockpit shows.
    pub(in crate::web) fn allows(&self, holder: K) -> bool {
        self.allows_at(holder, Clock::System.now())
    }

    fn allows_at(&self, holder: K, now: Instant) -> bool {
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
    use crate::app::link::Holder;

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
