//! How a standing is kept as bytes. A cache: it may change with the fold.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// To bytes.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_stdvec(value)
}

/// From bytes.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}
