//! The languages in which we speak.

use unic_langid::LanguageIdentifier;

/// A language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    /// French, the first.
    Fr,
    /// English, complete.
    En,
}

impl Language {
    /// Every language, the first one first.
    pub(crate) const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The code, as in file names and in a student's record.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language with this code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// For plural rules. Both codes are well-formed, so nothing falls back.
    pub(super) fn identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_again_and_known_to_plural_rules() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
            assert_eq!(language.identifier().language.as_str(), language.code());
        }
        assert_eq!(Language::from_code("de"), None);
    }
}
