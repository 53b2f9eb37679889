//! How a chain begins: its first row names the ends of the chains that were
//! there before it, so that all of them are one history. Whoever cuts one off
//! or writes it anew has to write every later one anew, too.

use std::collections::HashMap;
use std::fmt::Write as _;

use uuid::Uuid;
use vigie_domain::time::Instant;
use vigie_store::{AuditHead, AuditRow, Tx};

use super::Action;
use super::chain::unplaced;
use super::heads::{Kept, digest};
use crate::app::Result;
use crate::codec::hex;

/// So many ends are named at most; what is left is for the chain after it.
const MOST_ENDS: usize = 500;

/// The first row of a chain that begins now, without its place.
pub(super) async fn first_row(tx: &mut Tx, heads: &[AuditHead], at: Instant) -> Result<AuditRow> {
    let begun = tx.audit_beginnings().await?;
    Ok(unplaced(at, Action::ChainBegun.name(), spell(&loose(heads, &begun))))
}

/// The ends that no chain names yet, the oldest first.
fn loose(heads: &[AuditHead], begun: &[String]) -> Vec<Kept> {
    let mut named: HashMap<Uuid, i64> = HashMap::new();
    for end in begun.iter().flat_map(|body| read(body)) {
        let known = named.entry(end.chain).or_default();
        *known = end.seq.max(*known);
    }
    let ends = heads.iter().map(Kept::from);
    let loose = ends.filter(|end| named.get(&end.chain).is_none_or(|seq| *seq < end.seq));
    loose.take(MOST_ENDS).collect()
}

fn spell(ends: &[Kept]) -> String {
    let mut body = String::new();
    for Kept { chain, seq, hash } in ends {
        let _ = write!(body, " {chain}:{seq}:{}", hex(hash));
    }
    body.trim_start().to_owned()
}

/// The ends that this row names, if it is the first of a chain.
pub(super) fn named_by(row: &AuditRow) -> Vec<Kept> {
    let first = row.seq == 1 && row.action == Action::ChainBegun.name();
    if first { read(&row.body).collect() } else { Vec::new() }
}

/// What cannot be read was changed, which the hash of its row says.
fn read(body: &str) -> impl Iterator<Item = Kept> {
    body.split(' ').filter_map(|end| {
        let mut pieces = end.split(':');
        let (chain, seq, hash) = (pieces.next()?, pieces.next()?, pieces.next()?);
        Some(Kept { chain: chain.parse().ok()?, seq: seq.parse().ok()?, hash: digest(hash)? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(chain: u128, seq: i64) -> AuditHead {
        AuditHead { chain: Uuid::from_u128(chain), seq, at: Instant(5), hash: [7; 32] }
    }

    #[test]
    fn a_beginning_names_each_end_that_none_has_named() {
        let heads = [head(1, 4), head(2, 9)];
        let first = spell(&loose(&heads, &[]));
        assert_eq!(read(&first).collect::<Vec<_>>(), heads.each_ref().map(Kept::from));
        assert_eq!(loose(&heads, std::slice::from_ref(&first)), []);
        let moved = [head(1, 4), head(2, 10)];
        assert_eq!(loose(&moved, &[first]), [Kept::from(&moved[1])]);
    }

    #[test]
    fn nonsense_names_nothing() {
        assert_eq!(read("").count() + read("a:b:c 1:2").count(), 0);
    }
}
