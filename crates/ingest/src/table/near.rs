//! Names close to a mistyped one.

/// `did you mean …?` for the closest of `names`, if one is close enough.
pub(crate) fn suggestion<'a>(
    typed: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    // The distance is quadratic: nobody mistypes a name at such length.
    if typed.len() > 64 {
        return None;
    }
    names
        .into_iter()
        .map(|name| (likeness(&typed, name), name))
        .filter(|&(likeness, _)| likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

/// From 0 to 1. Jaro and Winkler's measure misses a slip in a very short word.
fn likeness(typed: &str, name: &str) -> f64 {
    let one_slip = typed.len() > 2 && strsim::osa_distance(typed, name) <= 1;
    strsim::jaro_winkler(typed, name).max(if one_slip { 0.9 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_suggested() {
        let names = ["occurred_at", "known_at", "student"];
        assert_eq!(suggestion("Ocurred_at", names).unwrap(), "did you mean `occurred_at`?");
    }

    #[test]
    fn one_slip_in_a_short_word_is_seen() {
        assert_eq!(suggestion("wbe", ["web", "data"]).unwrap(), "did you mean `web`?");
    }

    #[test]
    fn nothing_is_suggested_for_something_else() {
        assert_eq!(suggestion("colour", ["known_at", "student"]), None);
    }
}
