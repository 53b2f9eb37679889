//! How a letter is read: without case and without accent.

/// Appends the plain form of a character: `É` gives `e`, `œ` gives `oe`, a
/// combining accent or an invisible joiner gives nothing.
pub(crate) fn fold_into(folded: &mut String, letter: char) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
        return;
    }
    if is_silent(letter) {
        return;
    }
    for lower in letter.to_lowercase() {
        match lower {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ě' | 'ę' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' => folded.push('i'),
            'ñ' | 'ń' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            other if is_silent(other) => {}
            other => folded.push(other),
        }
    }
}

/// Combining accents, joiners, soft hyphens: inside a word, never a letter.
pub(crate) const fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}')
}

/// An apostrophe, however the keyboard wrote it.
pub(crate) const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '′' | '´' | '`')
}

#[cfg(test)]
mod tests {
    use super::fold_into;

    fn fold(text: &str) -> String {
        let mut folded = String::new();
        text.chars().for_each(|letter| fold_into(&mut folded, letter));
        folded
    }

    #[test]
    fn case_and_accents_go() {
        assert_eq!(fold("Élève Cœur ÇA"), "eleve coeur ca");
    }

    #[test]
    fn a_combining_accent_is_the_same_letter() {
        assert_eq!(fold("e\u{301}tat"), fold("état"));
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(fold("שלום"), "שלום");
    }
}
