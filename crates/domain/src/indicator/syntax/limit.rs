//! How large and how deep a condition may be: checked before it is parsed.
//!
//! Parsing, checking, evaluating and dropping recurse over the tree. Its depth
//! is at most the operands plus the nesting, so these two limits bound them all.

use super::token::{Kind, Token};
use crate::indicator::diagnostic::Diagnostic;

/// Longest text, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;
/// Deepest nesting of parentheses, `!` and unary minus.
pub const MAX_DEPTH: usize = 64;
/// Most metrics, literals and thresholds named in one condition.
pub const MAX_OPERANDS: usize = 512;

/// Refuse a text that is too long.
pub(super) fn size(text: &str) -> Result<(), Diagnostic> {
    if text.len() <= MAX_BYTES {
        return Ok(());
    }
    let message = format!("the condition has {} bytes; at most {MAX_BYTES} are read", text.len());
    Err(Diagnostic::new(0..0, message))
}

/// Refuse tokens that nest too deeply or name too much.
pub(super) fn shape(tokens: &[Token<'_>]) -> Result<(), Diagnostic> {
    let mut operands = 0;
    // Prefix operators before each open parenthesis, and since the last one.
    let mut open: Vec<usize> = Vec::new();
    let mut prefixes = 0;
    let mut depth = 0;
    let mut after_operand = false;
    for token in tokens {
        match token.kind {
            Kind::Open => {
                open.push(prefixes);
                depth += 1;
                prefixes = 0;
            }
            Kind::Close => {
                depth -= prefixes;
                prefixes = 0;
                // One that closes nothing is the grammar's to report.
                if let Some(before) = open.pop() {
                    depth -= 1 + before;
                }
            }
            Kind::Not => (depth, prefixes) = (depth + 1, prefixes + 1),
            Kind::Minus if !after_operand => (depth, prefixes) = (depth + 1, prefixes + 1),
            _ if token.kind.is_operand() => {
                operands += 1;
                depth -= prefixes;
                prefixes = 0;
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            let message = format!("the condition nests more than {MAX_DEPTH} levels deep");
            return Err(Diagnostic::new(token.span.clone(), message).hint("split it in two"));
        }
        if operands > MAX_OPERANDS {
            let message = format!("the condition names more than {MAX_OPERANDS} values");
            return Err(Diagnostic::new(token.span.clone(), message).hint("split it in two"));
        }
        after_operand = token.kind.is_operand() || token.kind == Kind::Close;
    }
    Ok(())
}
