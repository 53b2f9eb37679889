//! Fluent, set up the same way for every sentence.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

use super::Language;
use super::shown::number;

/// Stands before every text value until the sentence is finished, so that
/// elision touches values only. A private-use character, taken out of values.
pub(super) const VALUE: char = '\u{e000}';

/// Names of the functions that a pattern may call.
pub(super) const FUNCTIONS: [&str; 2] = ["KNOWN", "WEEKS"];

pub(super) type Bundle = FluentBundle<FluentResource>;

/// A bundle of one language with our functions and number format.
pub(super) fn bundle(
    language: Language,
    resource: FluentResource,
) -> Result<Bundle, Vec<FluentError>> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // Marks of direction around values would end up in terminals and files.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Fr => |value, _| shown(value, ','),
        Language::En => |value, _| shown(value, '.'),
    }));
    bundle.add_function(FUNCTIONS[0], known).map_err(|error| vec![error])?;
    bundle.add_function(FUNCTIONS[1], weeks).map_err(|error| vec![error])?;
    bundle.add_resource(resource)?;
    Ok(bundle)
}

/// `yes` if every argument is defined.
fn known<'v>(values: &[FluentValue<'v>], _: &FluentArgs<'_>) -> FluentValue<'v> {
    let missing = |value: &FluentValue<'_>| matches!(value, FluentValue::None | FluentValue::Error);
    FluentValue::from(if values.iter().any(missing) { "no" } else { "yes" })
}

/// Whole weeks in a number of days.
fn weeks<'v>(values: &[FluentValue<'v>], _: &FluentArgs<'_>) -> FluentValue<'v> {
    match values {
        [FluentValue::Number(days)] => number((days.value / 7.0).floor()),
        _ => FluentValue::None,
    }
}

/// How a value is written: a number with a decimal mark of the language.
fn shown(value: &FluentValue<'_>, decimal_mark: char) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            Some(number.value.to_string().replace('.', &decimal_mark.to_string()))
        }
        FluentValue::String(text) => Some(format!("{VALUE}{text}")),
        FluentValue::None => Some("…".to_owned()),
        FluentValue::Custom(_) | FluentValue::Error => None,
    }
}
