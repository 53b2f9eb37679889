//! What a sentence may contain: text, values, choices, and our two functions.

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::Mistake;
use crate::wording::bundle::FUNCTIONS;

/// Longest pattern, in bytes.
const MAX_BYTES: usize = 4_096;
/// Deepest nesting of braces; the parser recurses on them.
const MAX_DEPTH: usize = 12;
/// Most placeables; Fluent stops at a hundred.
const MAX_PLACEABLES: usize = 64;

/// Refuse what could exhaust the parser.
pub(super) fn size(source: &str) -> Result<(), Mistake> {
    let (mut depth, mut deepest, mut opened) = (0_usize, 0, 0);
    for letter in source.bytes() {
        match letter {
            b'{' => (depth, opened) = (depth + 1, opened + 1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let fits = source.len() <= MAX_BYTES && deepest <= MAX_DEPTH && opened <= MAX_PLACEABLES;
    if fits { Ok(()) } else { Err(Mistake::TooLarge) }
}

/// The values used, sorted; or what is not allowed.
pub(super) fn placeholders(resource: &FluentResource) -> Result<Vec<String>, Mistake> {
    let mut entries = resource.entries();
    let (Some(Entry::Message(message)), None) = (entries.next(), entries.next()) else {
        return Err(Mistake::Unsupported("more than one text".to_owned()));
    };
    if let Some(attribute) = message.attributes.first() {
        return Err(Mistake::Unsupported(format!("the attribute .{}", attribute.id.name)));
    }
    let Some(pattern) = &message.value else { return Err(Mistake::Syntax("no text".to_owned())) };
    let mut found = Vec::new();
    in_pattern(pattern, &mut found)?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut Vec<String>) -> Result<(), Mistake> {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found)?;
        }
    }
    Ok(())
}

fn in_expression(expression: &Expression<&str>, found: &mut Vec<String>) -> Result<(), Mistake> {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found)?;
            variants.iter().try_for_each(|variant| in_pattern(&variant.value, found))
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut Vec<String>) -> Result<(), Mistake> {
    match inline {
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => Ok(()),
        InlineExpression::VariableReference { id } => {
            found.push(id.name.to_owned());
            Ok(())
        }
        InlineExpression::FunctionReference { id, arguments } => {
            if !FUNCTIONS.contains(&id.name) {
                return Err(Mistake::Unsupported(format!("the function {}", id.name)));
            }
            if let Some(named) = arguments.named.first() {
                return Err(Mistake::Unsupported(format!("the argument {}", named.name.name)));
            }
            arguments.positional.iter().try_for_each(|argument| in_inline(argument, found))
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::MessageReference { id, .. } => {
            Err(Mistake::Unsupported(format!("the message {}", id.name)))
        }
        InlineExpression::TermReference { id, .. } => {
            Err(Mistake::Unsupported(format!("the term -{}", id.name)))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::wording::sentence::Mistake;
    use crate::wording::{Language, Sentence};

    fn mistake(pattern: &str) -> Option<Mistake> {
        Sentence::new(Language::Fr, pattern).mistake().cloned()
    }

    #[test]
    fn placeholders_are_found_in_choices_and_calls() {
        let pattern = "{ KNOWN($a) ->\n [yes] { $b }\n *[no] { WEEKS($c) } { $b }\n}";
        assert_eq!(Sentence::new(Language::Fr, pattern).placeholders(), ["a", "b", "c"]);
    }

    #[test]
    fn what_a_sentence_may_not_do_is_named() {
        for (pattern, named) in [
            ("{ greeting }", "the message greeting"),
            ("{ -brand }", "the term -brand"),
            ("{ NUMBER($n) }", "the function NUMBER"),
            ("Bonjour\n.title = x", "the attribute .title"),
            ("{ WEEKS($n, style: 1) }", "the argument style"),
        ] {
            assert_eq!(mistake(pattern), Some(Mistake::Unsupported(named.to_owned())), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_too_large_is_refused_before_it_is_parsed() {
        let deep = "{".repeat(5_000) + &"}".repeat(5_000);
        let many = "{ $n }".repeat(65);
        for pattern in [deep, many, "x".repeat(5_000)] {
            assert_eq!(mistake(&pattern), Some(Mistake::TooLarge));
        }
    }
}
