//! Duplicate or revision? Decided here, without a database.

/// What is compared of one stored version of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    /// 0, 1, …: in the order of arrival.
    pub(crate) number: i64,
    pub(crate) revision: i64,
    pub(crate) content: i64,
}

/// What to do with an incoming fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It says nothing new.
    Duplicate,
    /// It is kept under this version number.
    Keep(i64),
}

/// Compares an incoming fact with the stored versions of the same id.
///
/// The stored version with the greatest (revision, version) holds. The same
/// content as that one, at no higher revision, is a duplicate. The same
/// content at a *higher* revision is kept: were it dropped, a revision in
/// between that arrives later would win, and the order of arrival would show.
/// A lower revision is kept as superseded, once.
///
/// `last`: no later version of the same fact was handed in together with this
/// one. One that is followed by another is history, and is kept once: so a
/// file that holds both can be read twice.
pub(crate) fn settle(stored: &[Version], revision: i64, content: i64, last: bool) -> Verdict {
    let Some(holds) = stored.iter().max_by_key(|known| (known.revision, known.number)) else {
        return Verdict::Keep(0);
    };
    let seen = stored.iter().any(|known| known.revision == revision && known.content == content);
    let duplicate = if revision > holds.revision {
        false
    } else if revision == holds.revision && last {
        content == holds.content
    } else {
        seen
    };
    if duplicate {
        return Verdict::Duplicate;
    }
    Verdict::Keep(stored.iter().map(|known| known.number + 1).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands in (revision, content) one after the other; gives the versions kept.
    fn arrive(facts: &[(i64, i64)]) -> Vec<Version> {
        let mut stored = Vec::new();
        for &(revision, content) in facts {
            if let Verdict::Keep(number) = settle(&stored, revision, content, true) {
                stored.push(Version { number, revision, content });
            }
        }
        stored
    }

    fn holds(stored: &[Version]) -> i64 {
        stored.iter().max_by_key(|known| (known.revision, known.number)).unwrap().content
    }

    #[test]
    fn the_same_again_is_a_duplicate() {
        assert_eq!(arrive(&[(0, 7), (0, 7), (0, 7)]).len(), 1);
    }

    #[test]
    fn at_equal_revision_the_later_import_holds() {
        let stored = arrive(&[(0, 7), (0, 8), (0, 7)]);
        assert_eq!(stored.len(), 3);
        assert_eq!(holds(&stored), 7);
    }

    #[test]
    fn a_lower_revision_is_kept_once_and_does_not_hold() {
        let stored = arrive(&[(5, 7), (3, 8), (3, 8)]);
        assert_eq!(stored.len(), 2);
        assert_eq!(holds(&stored), 7);
    }

    #[test]
    fn distinct_revisions_hold_alike_in_every_order_of_arrival() {
        let facts = [(0, 7), (1, 8), (2, 7)];
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let stored = arrive(&order.map(|index| facts[index]));
            assert_eq!(holds(&stored), 7, "{order:?}");
        }
    }

    #[test]
    fn history_in_one_file_is_kept_once() {
        let stored = arrive(&[(0, 7), (0, 8)]);
        assert_eq!(settle(&stored, 0, 7, false), Verdict::Duplicate);
        assert_eq!(settle(&stored, 0, 8, true), Verdict::Duplicate);
    }
}
