//! A model as bytes: with its card, its version, and a hash that says whether
//! it is still what was learned.
//!
//! A line that names it, the version as two bytes, the SHA-256 of the rest,
//! then card and model as `postcard` writes them: a third of the size of JSON
//! and exact for every number, missing ones too. The same card and model are
//! the same bytes.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::card::Card;
use crate::model::Model;

const NAME: &[u8] = b"vigie risk model\n";
/// Raised whenever what is written changes, features included: a model of
/// other columns is another model.
pub const VERSION: u16 = 6;
const HASH: usize = 32;

/// A model with its card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Artefact {
    /// What it is.
    pub card: Card,
    /// What it says.
    pub model: Model,
}

/// Why bytes are no model that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not written by this program.
    #[error("this is no risk model")]
    NoModel,
    /// Written by another version of this program.
    #[error("the risk model has format {found}, and this program reads {VERSION}: train it again")]
    Version {
        /// The version found.
        found: u16,
    },
    /// Changed since it was written.
    #[error("the risk model is damaged: its hash does not fit; train it again")]
    Damaged,
    /// The hash fits, and yet it makes no sense.
    #[error("the risk model cannot be used: {0}")]
    Unsound(String),
}

impl Artefact {
    /// To bytes.
    ///
    /// # Errors
    /// If they can't be written, which memory alone could prevent.
    pub fn encode(&self) -> Result<Vec<u8>, Fault> {
        let body = postcard::to_stdvec(self).map_err(|error| Fault::Unsound(error.to_string()))?;
        let mut bytes = NAME.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(Sha256::digest(&body));
        bytes.extend(body);
        Ok(bytes)
    }

    /// From bytes, checked before anything of it is used.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Fault> {
        let rest = bytes.strip_prefix(NAME).ok_or(Fault::NoModel)?;
        let (version, rest) = rest.split_first_chunk::<2>().ok_or(Fault::Damaged)?;
        let found = u16::from_le_bytes(*version);
        if found != VERSION {
            return Err(Fault::Version { found });
        }
        let (hash, body) = rest.split_first_chunk::<HASH>().ok_or(Fault::Damaged)?;
        if Sha256::digest(body).as_slice() != hash {
            return Err(Fault::Damaged);
        }
        let artefact: Self =
            postcard::from_bytes(body).map_err(|error| Fault::Unsound(error.to_string()))?;
        if !artefact.model.mix.is_sound() {
            return Err(Fault::Unsound("its trees or lines lead nowhere".to_owned()));
        }
        Ok(artefact)
    }

    /// The first eight bytes of the hash, in hexadecimal: the version under
    /// which its answers enter journeys.
    pub fn fingerprint(bytes: &[u8]) -> String {
        let hash = Sha256::digest(bytes);
        let first = hash.iter().take(8).fold(0_u64, |first, byte| first << 8 | u64::from(*byte));
        format!("{first:016x}")
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::time::Instant;

    use super::*;
    use crate::card::{Counts, ReachFrom};
    use crate::drift::{Limits, Summary};
    use crate::learn::tests::{examples, table};
    use crate::learn::{Calibration, Mix, Recipe};
    use crate::target::Target;

    fn artefact(seed: u64) -> Artefact {
        let (table, truths) = table(200);
        let mix = Mix::learn(&examples(&table, &truths), &Recipe::default(), seed).unwrap();
        let card = Card {
            target: Target::FailOrWithdrawn,
            looked: (Instant(0), Instant(1)),
            counts: Counts::default(),
            programmes: vec!["web".into()],
            protected: None,
            telling: Vec::new(),
            seed,
            judged: Vec::new(),
            groups: Vec::new(),
            reach: 0.1,
            reach_from: ReachFrom::Assumed,
            limits: Limits::default(),
            columns: vec![Summary::of(&[1.0, f64::NAN], &[0, 0])],
            probabilities: Summary::of(&[], &[]),
        };
        Artefact { card, model: Model { mix, calibration: Calibration::NONE } }
    }

    #[test]
    fn the_same_facts_and_seed_are_the_same_bytes() {
        assert_eq!(artefact(3).encode(), artefact(3).encode());
        assert_ne!(artefact(3).encode(), artefact(4).encode());
    }

    #[test]
    fn what_was_written_is_read_and_says_the_same() {
        let (table, _) = table(200);
        let read = Artefact::decode(&artefact(3).encode().unwrap()).unwrap();
        assert_eq!(read.model, artefact(3).model);
        assert_eq!(read.model.probabilities(&table), artefact(3).model.probabilities(&table));
    }

    #[test]
    fn one_changed_byte_is_noticed() {
        let mut bytes = artefact(3).encode().unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert_eq!(Artefact::decode(&bytes), Err(Fault::Damaged));
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = artefact(3).encode().unwrap();
        bytes[NAME.len()] = 9;
        let fault = Artefact::decode(&bytes).unwrap_err();
        assert_eq!(fault, Fault::Version { found: 9 });
        assert!(fault.to_string().contains("train it again"));
    }

    #[test]
    fn anything_else_and_any_part_is_no_model() {
        let bytes = artefact(3).encode().unwrap();
        assert_eq!(Artefact::decode(b"{}"), Err(Fault::NoModel));
        for end in [0, 10, NAME.len(), NAME.len() + 2, NAME.len() + 20, bytes.len() / 2] {
            assert!(Artefact::decode(&bytes[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn trees_that_lead_nowhere_are_refused_whatever_the_hash() {
        let mut unsound = artefact(3);
        unsound.model.mix.headings.truncate(1);
        let fault = Artefact::decode(&unsound.encode().unwrap()).unwrap_err();
        assert!(matches!(fault, Fault::Unsound(_)), "{fault}");
    }
}
