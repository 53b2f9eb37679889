//! What French asks for around a value: elisions and narrow spaces.

use super::bundle::VALUE;

/// Narrow no-break space.
const NARROW: char = '\u{202f}';

/// Words that lose their `e` before a vowel.
const ELIDED: [&str; 6] = ["de", "que", "jusque", "lorsque", "puisque", "quoique"];

/// Given names whose `h` is heard or traditionally kept apart: Arabic, German,
/// English, Asian and Scandinavian ones. All other names in `h` elide, as
/// French ones do (Hugo, Hélène, Henri, Hortense).
const ASPIRATED: [&str; 69] = [
    "habib", "habiba", "hadi", "hafid", "hafida", "hai", "haiyan", "hakan", "hakim", "hakima",
    "halima", "hamadi", "hamid", "hamida", "hamza", "han", "hana", "hanan", "hanane", "hang",
    "hania", "hank", "hans", "hao", "harald", "haris", "harold", "haroun", "harouna", "harry",
    "haruki", "hasan", "hassan", "hassen", "hatem", "hayat", "hazel", "heather", "heidi", "heike",
    "heinrich", "heinz", "helga", "helmut", "hiba", "hicham", "hichem", "hien", "hieu", "hilda",
    "hind", "hiroshi", "hoa", "hoang", "hocine", "holger", "holly", "hong", "horst", "houari",
    "houda", "houria", "houssam", "howard", "huan", "hung", "hussein", "huy", "hye",
];

/// Elide before values: "de Inès" becomes "d'Inès". Takes the marks of values away.
pub(super) fn elide(text: &str) -> String {
    let mut pieces = text.split(VALUE);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        if starts_with_a_vowel(piece) && ends_with_an_elided_word(&out) {
            out.truncate(out.len() - "e ".len());
            out.push('\'');
        }
        out.push_str(piece);
    }
    out
}

fn ends_with_an_elided_word(text: &str) -> bool {
    let Some(text) = text.strip_suffix(' ') else { return false };
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let word = word.to_lowercase();
    ELIDED.contains(&word.as_str())
}

/// Does a spoken French word like this one begin with a vowel?
fn starts_with_a_vowel(text: &str) -> bool {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    let word = word.to_lowercase();
    let mut letters = word.chars();
    match letters.next() {
        Some('h') => word.len() > 1 && !ASPIRATED.contains(&word.as_str()),
        // Yves and Ysé, but Yasmine and Yohan.
        Some('y') => letters.next().is_some_and(|next| !is_vowel(next)),
        Some(first) => is_vowel(first),
        None => false,
    }
}

fn is_vowel(letter: char) -> bool {
    "aeiouyàâäáãåæéèêëíîïìóôöòõøœúùûü".contains(letter)
}

/// A narrow no-break space before `? ! : ; »` and after `«`, where a space is.
pub(super) fn narrow_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    let mut after_open = false;
    while let Some(letter) = letters.next() {
        let before = matches!(letters.peek(), Some('?' | '!' | ':' | ';' | '»'));
        out.push(if letter == ' ' && (before || after_open) { NARROW } else { letter });
        after_open = letter == '«';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elided(before: &str, value: &str) -> String {
        elide(&format!("{before}{VALUE}{value}"))
    }

    #[test]
    fn de_and_que_elide_before_a_vowel() {
        assert_eq!(elided("La session de ", "Inès"), "La session d'Inès");
        assert_eq!(elided("Que ", "Agnès"), "Qu'Agnès");
        assert_eq!(elided("lorsque ", "Élodie"), "lorsqu'Élodie");
        assert_eq!(elided("de ", "Œdipe"), "d'Œdipe");
    }

    #[test]
    fn nothing_elides_before_a_consonant_a_number_or_another_word() {
        assert_eq!(elided("de ", "Karim"), "de Karim");
        assert_eq!(elided("de ", "11391"), "de 11391");
        assert_eq!(elided("depuis le ", "1er mars"), "depuis le 1er mars");
        assert_eq!(elided("monde ", "Inès"), "monde Inès");
        assert_eq!(elide("rien de anormal"), "rien de anormal");
    }

    #[test]
    fn h_is_mute_unless_listed() {
        for name in ["Hugo", "Hélène", "Henri", "Hortense"] {
            assert_eq!(elided("de ", name), format!("d'{name}"));
        }
        for name in ["Hassan", "Hicham", "Hans-Peter", "Huy"] {
            assert_eq!(elided("de ", name), format!("de {name}"));
        }
    }

    #[test]
    fn y_is_a_vowel_before_a_consonant() {
        assert_eq!(elided("de ", "Yves"), "d'Yves");
        assert_eq!(elided("de ", "Yasmine"), "de Yasmine");
    }

    #[test]
    fn the_list_of_aspirated_names_is_sorted_and_lower_case() {
        assert!(ASPIRATED.is_sorted());
        assert!(ASPIRATED.iter().all(|name| name.to_lowercase() == *name));
    }

    #[test]
    fn only_spaces_that_are_there_become_narrow() {
        assert_eq!(
            narrow_spaces("Il dit : « ça va ? » à 10:30"),
            "Il dit\u{202f}: «\u{202f}ça va\u{202f}?\u{202f}» à 10:30"
        );
    }
}
