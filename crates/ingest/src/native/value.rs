//! What a cell can hold, by the type of the field it fills.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{
    CallOutcome, Channel, Contract, Funding, Kind, Need, Occasion, Role, SessionOutcome, Verdict,
    WithdrawalReason, WorkKind,
};
use vigie_domain::ids::{Key, Ref, StaffId};
use vigie_domain::time::Instant;

use super::moment::Moment;
use crate::Reason;
use crate::table::suggestion;

/// Longest outside id or other short word, in bytes.
const KEY_LIMIT: usize = 200;

/// Why a cell cannot be read, before it is known which cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) reason: Reason,
    pub(super) hint: String,
}

impl Fault {
    pub(super) fn new(reason: Reason, hint: impl Into<String>) -> Self {
        Self { reason, hint: hint.into() }
    }
}

/// A type that one cell can fill.
pub(super) trait Value: Sized {
    /// What to write, for the documentation.
    const TYPE: &'static str;

    /// The words to choose from, where it is a choice.
    fn words() -> Vec<&'static str> {
        Vec::new()
    }

    /// Must there be something in the cell?
    const REQUIRED: bool = true;

    /// What an empty cell means, where it may be empty.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads a cell that is not empty. With `end_of_day`, a bare date means
    /// the end of that day rather than its beginning.
    fn parse(text: &str, calendar: &Calendar, end_of_day: bool) -> Result<Self, Fault>;
}

impl<T: Value> Value for Option<T> {
    const TYPE: &'static str = T::TYPE;
    const REQUIRED: bool = false;

    fn words() -> Vec<&'static str> {
        T::words()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn parse(text: &str, calendar: &Calendar, end_of_day: bool) -> Result<Self, Fault> {
        T::parse(text, calendar, end_of_day).map(Some)
    }
}

impl Value for Moment {
    const TYPE: &'static str = "date or time";

    fn parse(text: &str, calendar: &Calendar, _: bool) -> Result<Self, Fault> {
        Self::parse(text, calendar)
    }
}

impl Value for Instant {
    const TYPE: &'static str = "date or time";

    fn parse(text: &str, calendar: &Calendar, end_of_day: bool) -> Result<Self, Fault> {
        let moment = Moment::parse(text, calendar)?;
        Ok(if end_of_day { moment.end(calendar) } else { moment.at })
    }
}

/// Types that need nothing but the text.
macro_rules! plain {
    ($($type:ty, $name:literal, $parse:expr;)+) => {$(
        impl Value for $type {
            const TYPE: &'static str = $name;

            fn parse(text: &str, _: &Calendar, _: bool) -> Result<Self, Fault> {
                ($parse)(text)
            }
        }
    )+};
}

plain! {
    Key, "id or short word", |text: &str| short(text).map(Self::from);
    Ref, "id", |text: &str| short(text).map(Self::derive);
    StaffId, "id in `staff.csv`", |text: &str| short(text).map(Self::derive);
    u8, "whole number", whole;
    u16, "whole number", whole;
    u32, "whole number", whole;
    i64, "whole number", whole;
    f32, "number", decimal;
    f64, "number", decimal;
    bool, "yes or no", truth;
}

fn short(text: &str) -> Result<&str, Fault> {
    if text.len() <= KEY_LIMIT {
        return Ok(text);
    }
    let range = format!("at most {KEY_LIMIT} bytes");
    Err(Fault::new(Reason::OutOfRange { range }, "use the id, not a description"))
}

fn whole<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    let expected = "a whole number of this size";
    text.parse().map_err(|_| Fault::new(Reason::NotA { expected }, "digits only, without spaces"))
}

/// A number with a decimal point or a French decimal comma.
fn decimal<T: std::str::FromStr + Into<f64> + Copy>(text: &str) -> Result<T, Fault> {
    let fault = |hint: &str| Fault::new(Reason::NotA { expected: "a number" }, hint);
    let hint = "digits, with a decimal point or comma, such as 12.5";
    let text = match text.split_once(',') {
        None => text.to_owned(),
        // 1,234 may be a little more than one, or more than a thousand.
        Some((whole, rest))
            if rest.len() == 3 && !whole.trim_start_matches(['-', '0']).is_empty() =>
        {
            return Err(fault("write 1234 or 1.234: the comma can be read in two ways"));
        }
        Some((whole, rest)) => format!("{whole}.{rest}"),
    };
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+')) {
        return Err(fault(hint));
    }
    let number: T = text.parse().map_err(|_| fault(hint))?;
    if !number.into().is_finite() {
        return Err(fault(hint));
    }
    Ok(number)
}

fn truth(text: &str) -> Result<bool, Fault> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "1" | "oui" | "vrai" => Ok(true),
        "no" | "false" | "0" | "non" | "faux" => Ok(false),
        _ => Err(Fault::new(Reason::NotA { expected: "yes or no" }, "write yes or no")),
    }
}

macro_rules! choices {
    ($($type:ty),+ $(,)?) => {$(
        impl Value for $type {
            const TYPE: &'static str = "one of";

            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|value| value.name()).collect()
            }

            fn parse(text: &str, _: &Calendar, _: bool) -> Result<Self, Fault> {
                Self::from_name(&text.to_lowercase())
                    .ok_or_else(|| unknown_word(text, &Self::words()))
            }
        }
    )+};
}

choices!(
    Funding,
    WithdrawalReason,
    Verdict,
    SessionOutcome,
    Channel,
    CallOutcome,
    Need,
    Role,
    Occasion,
    Contract,
    WorkKind,
    Kind,
);

fn unknown_word(text: &str, words: &[&'static str]) -> Fault {
    let hint = suggestion(text, words.iter().copied())
        .unwrap_or_else(|| format!("one of {}", words.join(", ")));
    Fault::new(Reason::UnknownWord, hint)
}

impl Value for String {
    const TYPE: &'static str = "text";
    const REQUIRED: bool = false;

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn parse(text: &str, _: &Calendar, _: bool) -> Result<Self, Fault> {
        Ok(text.to_owned())
    }
}

/// `name=value; name=value`
impl<T: Value> Value for Vec<(Key, T)> {
    const TYPE: &'static str = "`name=value; name=value`";
    const REQUIRED: bool = false;

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn parse(text: &str, calendar: &Calendar, end_of_day: bool) -> Result<Self, Fault> {
        let pairs = text.split(';').map(str::trim).filter(|pair| !pair.is_empty());
        pairs
            .map(|pair| {
                let (name, value) = pair.split_once('=').ok_or_else(|| {
                    let expected = "name=value";
                    Fault::new(Reason::NotA { expected }, "separate the pairs with semicolons")
                })?;
                Ok((short(name.trim())?.into(), T::parse(value.trim(), calendar, end_of_day)?))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse<T: Value>(text: &str) -> Result<T, Fault> {
        T::parse(text, &Calendar::new("Europe/Paris").unwrap(), false)
    }

    #[test]
    fn decimals_take_a_point_or_a_comma() {
        assert_eq!(parse::<f32>("12.5"), parse::<f32>("12,5"));
        assert_eq!(parse::<f64>("-0,125"), Ok(-0.125));
        assert_eq!(parse::<f64>("78"), Ok(78.0));
    }

    #[test]
    fn what_is_not_surely_a_number_is_refused() {
        for text in ["1,234", "NaN", "inf", "1e400", "1 200", "12,5,1", "12%", "douze"] {
            assert!(parse::<f64>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn whole_numbers_fit_their_field() {
        assert_eq!(parse::<u8>("5"), Ok(5));
        assert!(parse::<u8>("256").is_err());
        assert!(parse::<u32>("-1").is_err());
    }

    #[test]
    fn yes_and_no_in_two_languages() {
        assert_eq!((parse::<bool>("Oui"), parse::<bool>("FALSE")), (Ok(true), Ok(false)));
        assert!(parse::<bool>("peut-être").is_err());
    }

    #[test]
    fn an_unknown_word_brings_the_closest_one_or_the_list() {
        assert_eq!(parse::<Verdict>("Validated"), Ok(Verdict::Validated));
        let near = parse::<Verdict>("to_rewrok").unwrap_err();
        assert_eq!(near.hint, "did you mean `to_rework`?");
        let far = parse::<Verdict>("xyz").unwrap_err();
        assert_eq!(far.hint, "one of validated, conditional, to_rework");
    }

    #[test]
    fn pairs_are_split_at_semicolons() {
        let pairs = parse::<Vec<(Key, u32)>>("quiz=3; forum = 2;").unwrap();
        assert_eq!(pairs, [("quiz".into(), 3), ("forum".into(), 2)]);
        assert!(parse::<Vec<(Key, u32)>>("quiz").is_err());
    }

    #[test]
    fn an_id_is_short() {
        assert!(parse::<Key>(&"x".repeat(201)).is_err());
    }
}
