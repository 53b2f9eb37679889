//! Words as they are searched: lower case, without accents, so that both
//! engines find the same people.

/// Longest word list of one search; what follows is left aside.
pub(crate) const WORDS: usize = 4;

/// What is kept to search a person by: words in lower case without accents,
/// one space between. Nothing in it has a meaning to `LIKE`.
pub(crate) fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        let mut apart = !out.is_empty();
        for letter in text.chars().flat_map(char::to_lowercase) {
            if is_combining(letter) {
                continue;
            }
            let plain = plain(letter);
            if plain == Plain::Gap {
                apart = !out.is_empty();
                continue;
            }
            if std::mem::take(&mut apart) {
                out.push(' ');
            }
            match plain {
                Plain::As(letters) => out.push_str(letters),
                Plain::Same | Plain::Gap => out.push(letter),
            }
        }
    }
    out
}

/// The patterns that a person's words must all match, always [`WORDS`] many.
pub(crate) fn patterns(typed: &str) -> [String; WORDS] {
    let folded = folded([typed]);
    let mut words = folded.split(' ').filter(|word| !word.is_empty());
    std::array::from_fn(|_| words.next().map_or_else(|| "%".to_owned(), |word| format!("%{word}%")))
}

/// An accent written as a character of its own.
fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// What becomes of a lower-case letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    /// It is written like this.
    As(&'static str),
    /// It stays.
    Same,
    /// It parts two words.
    Gap,
}

fn plain(letter: char) -> Plain {
    let letters = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ậ' => {
            "a"
        }
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ế' | 'ề' | 'ễ' | 'ệ' | 'ẹ' => {
            "e"
        }
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' | 'ị' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' | 'ọ' | 'ố' | 'ồ' | 'ộ' | 'ơ' => {
            "o"
        }
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ţ' | 'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ụ' | 'ư' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        '.' | '@' | '+' | '/' => return Plain::Same,
        letter if letter.is_alphanumeric() => return Plain::Same,
        _ => return Plain::Gap,
    };
    Plain::As(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_do_not_count() {
        assert_eq!(folded(["LE GOFF", "Maëlle"]), "le goff maelle");
        assert_eq!(folded(["Cœur", "E\u{301}lodie", "Nguyễn"]), "coeur elodie nguyen");
    }

    #[test]
    fn hyphens_and_apostrophes_part_words() {
        assert_eq!(
            folded(["Jean-Baptiste", "D’Angelo", "e-0042"]),
            "jean baptiste d angelo e 0042"
        );
    }

    #[test]
    fn nothing_typed_is_a_pattern_of_its_own() {
        assert_eq!(patterns(" 100%_ "), ["%100%", "%", "%", "%"]);
        assert_eq!(patterns(""), ["%", "%", "%", "%"]);
    }
}
