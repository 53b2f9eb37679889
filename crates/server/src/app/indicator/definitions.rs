//! Definitions that were read already, by their text: it never changes what a
//! text means, and there are a few dozen of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use vigie_domain::indicator::Indicator;

use super::parse;
use crate::app::Result;

/// More texts than any school has in use: then it begins anew.
const MOST: usize = 512;

/// What was read, for all clones of one program.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Definitions(Arc<Mutex<HashMap<String, Indicator>>>);

impl Definitions {
    /// The definition that this text is.
    pub(in crate::app) fn read(&self, body: &str) -> Result<Indicator> {
        let known = |definitions: &Self| {
            definitions.0.lock().unwrap_or_else(PoisonError::into_inner).get(body).cloned()
        };
        if let Some(known) = known(self) {
            return Ok(known);
        }
        let read = parse(body)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(body.to_owned(), read.clone());
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_one_with_mistakes_never() {
        let definitions = Definitions::default();
        let (_, source) = crate::shipped::INDICATORS[0];
        let first = definitions.read(source).unwrap();
        assert_eq!(definitions.read(source).unwrap(), first);
        assert!(definitions.read("id = 3").is_err());
        assert_eq!(definitions.0.lock().unwrap().len(), 1);
    }
}
