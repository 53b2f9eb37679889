//! From tokens to a tree.
//!
//! The grammar needs one token of look-ahead and never backtracks, so every
//! mistake is final and names what was expected where it stands.
//!
//! ```text
//! condition   = conjunction { ("||" | "or") conjunction }
//! conjunction = negation { ("&&" | "and") negation }
//! negation    = ("!" | "not") negation | comparison
//! comparison  = sum [ ("<" | … | "!=") sum | "between" sum "and" sum ]
//! sum         = product { ("+" | "-") product }
//! product     = unary { ("*" | "/") unary }
//! unary       = "-" unary | operand
//! operand     = number [ unit ] | "quoted" | true | false | now | metric | $threshold
//!             | "defined" "(" condition ")" | "(" condition ")"
//! ```

use winnow::combinator::{opt, separated_foldl1};
use winnow::error::{ErrMode, ModalResult};
use winnow::prelude::*;
use winnow::stream::{Location, TokenSlice};
use winnow::token::any;

use super::token::{Kind, Mistake, Token};
use super::{Form, Node, Operator};
use crate::indicator::diagnostic::{Diagnostic, did_you_mean};
use crate::time::{DAY, HOUR, MINUTE, Span, WEEK};

type Tokens<'t, 's> = TokenSlice<'t, Token<'s>>;
type Parsed<T> = ModalResult<T, Mistake>;

/// The units of a duration.
pub(in crate::indicator) const UNITS: [(&str, Span); 5] =
    [("w", WEEK), ("d", DAY), ("h", HOUR), ("min", MINUTE), ("s", Span(1))];

impl Location for Token<'_> {
    fn previous_token_end(&self) -> usize {
        self.span.end
    }

    fn current_token_start(&self) -> usize {
        self.span.start
    }
}

/// A whole condition, up to the end of the text.
pub(super) fn condition(tokens: &[Token<'_>]) -> Result<Node, Diagnostic> {
    if let [] | [Token { kind: Kind::End, .. }] = tokens {
        return Err(Diagnostic::new(0..0, "nothing is written here"));
    }
    let mut input = TokenSlice::new(tokens);
    let parsed = disjunction(&mut input).and_then(|node| match input.first() {
        None | Some(Token { kind: Kind::End, .. }) => Ok(node),
        Some(token) => Err(Mistake::fatal(surplus(token))),
    });
    parsed.map_err(|error| match error.into_inner() {
        Ok(Mistake(diagnostic)) => diagnostic,
        // The text is whole: the parser never waits for more.
        Err(_) => Diagnostic::new(0..0, "this can't be read"),
    })
}

/// Something stands where the condition could have ended.
fn surplus(token: &Token<'_>) -> Diagnostic {
    let message = format!("unexpected {}", token.kind);
    let mistake = Diagnostic::new(token.span.clone(), message);
    match token.kind {
        Kind::Close => mistake.hint("it closes no parenthesis"),
        Kind::Word(word @ ("AND" | "OR" | "NOT" | "BETWEEN")) => {
            mistake.hint(format!("did you mean `{}`?", word.to_lowercase()))
        }
        _ => mistake.hint("join conditions with `&&` or `||`"),
    }
}

fn disjunction(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    separated_foldl1(conjunction, is(Kind::Or), |left, _, right| join(left, right, Form::Or))
        .parse_next(input)
}

fn conjunction(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    separated_foldl1(negation, is(Kind::And), |left, _, right| join(left, right, Form::And))
        .parse_next(input)
}

fn negation(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    let Some(not) = opt(is(Kind::Not)).parse_next(input)? else { return comparison(input) };
    let inner = negation(input)?;
    Ok(Node { span: not.span.start..inner.span.end, form: Form::Not(Box::new(inner)) })
}

fn comparison(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    let left = sum(input)?;
    let compared = match kind(input) {
        Kind::Compare(comparison) => {
            any.void().parse_next(input)?;
            join(left, sum(input)?, |left, right| Form::Compare(comparison, left, right))
        }
        Kind::Between => {
            any.void().parse_next(input)?;
            let low = sum(input)?;
            expect(input, &Kind::And, "`and`", "write `x between 1 and 5`")?;
            let high = sum(input)?;
            let span = left.span.start..high.span.end;
            Node { span, form: Form::Between(Box::new([left, low, high])) }
        }
        _ => return Ok(left),
    };
    match input.first() {
        Some(token) if matches!(token.kind, Kind::Compare(_) | Kind::Between) => {
            let message = "comparisons can't be chained";
            let hint = "write `a < b && b < c`, or `b between a and c`";
            Err(Mistake::fatal(Diagnostic::new(token.span.clone(), message).hint(hint)))
        }
        _ => Ok(compared),
    }
}

fn sum(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    let sign = any.verify_map(|token: &Token<'_>| match token.kind {
        Kind::Plus => Some(Operator::Add),
        Kind::Minus => Some(Operator::Subtract),
        _ => None,
    });
    separated_foldl1(product, sign, arithmetic).parse_next(input)
}

fn product(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    let sign = any.verify_map(|token: &Token<'_>| match token.kind {
        Kind::Times => Some(Operator::Multiply),
        Kind::Over => Some(Operator::Divide),
        _ => None,
    });
    separated_foldl1(unary, sign, arithmetic).parse_next(input)
}

fn unary(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    let Some(minus) = opt(is(Kind::Minus)).parse_next(input)? else { return operand(input) };
    let inner = unary(input)?;
    Ok(Node { span: minus.span.start..inner.span.end, form: Form::Negate(Box::new(inner)) })
}

fn operand(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    let Some(token) = input.first().cloned() else {
        return Err(Mistake::fatal(Diagnostic::new(0..0, "a value is expected here")));
    };
    let form = match token.kind {
        Kind::Number(value) => return amount(input, value),
        Kind::Open => return parenthesis(input),
        Kind::Defined => return defined(input),
        Kind::Word(name) => Form::Metric(name.to_owned()),
        Kind::Threshold(name) => Form::Threshold(name.to_owned()),
        Kind::Quoted(text) => Form::Quoted(text),
        Kind::True => Form::Truth(true),
        Kind::False => Form::Truth(false),
        Kind::Now => Form::Now,
        unexpected => {
            let message = format!("a value is expected here, not {unexpected}");
            let mistake = Diagnostic::new(token.span, message);
            return Err(Mistake::fatal(match unexpected {
                Kind::Not => mistake.hint("put what it negates in parentheses, as in `!(a > b)`"),
                _ => mistake,
            }));
        }
    };
    any.void().parse_next(input)?;
    Ok(Node { span: token.span, form })
}

/// A number, and its unit if it has one.
fn amount(input: &mut Tokens<'_, '_>, value: f64) -> Parsed<Node> {
    let number = any.parse_next(input)?;
    let Some(Token { kind: Kind::Word(word), span: unit_span }) = input.first().cloned() else {
        return Ok(Node { span: number.span.clone(), form: Form::Number(value) });
    };
    let Some((_, unit)) = UNITS.iter().find(|(name, _)| *name == word) else {
        let mistake = Diagnostic::new(unit_span, format!("unknown unit `{word}`"));
        return Err(Mistake::fatal(mistake.hint(unit_hint(word))));
    };
    any.void().parse_next(input)?;
    #[expect(clippy::cast_precision_loss, reason = "at most a week of seconds")]
    let seconds = value * unit.0 as f64;
    let span = number.span.start..unit_span.end;
    if !seconds.is_finite() {
        return Err(Mistake::fatal(Diagnostic::new(span, "this duration is too long")));
    }
    Ok(Node { span, form: Form::Duration(seconds) })
}

fn unit_hint(word: &str) -> String {
    let meant = match word.to_lowercase().trim_end_matches('s') {
        "week" | "semaine" | "wk" | "w" => Some("w"),
        "day" | "jour" | "j" | "d" => Some("d"),
        "hour" | "heure" | "hr" | "h" => Some("h"),
        "minute" | "min" | "mn" | "m" => Some("min"),
        "second" | "seconde" | "sec" => Some("s"),
        _ => None,
    };
    match meant {
        Some(unit) => format!("did you mean `{unit}`?"),
        None => did_you_mean(word, ["and", "or", "between"])
            .unwrap_or_else(|| "units are `s`, `min`, `h`, `d` and `w`".to_owned()),
    }
}

fn parenthesis(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    let open = any.parse_next(input)?;
    let inner = disjunction(input)?;
    let close = expect(input, &Kind::Close, "`)`", "close the parenthesis")?;
    Ok(Node { span: open.span.start..close.span.end, form: inner.form })
}

fn defined(input: &mut Tokens<'_, '_>) -> Parsed<Node> {
    let word = any.parse_next(input)?;
    expect(input, &Kind::Open, "`(`", "write `defined(last_score)`")?;
    let inner = disjunction(input)?;
    let close = expect(input, &Kind::Close, "`)`", "close the parenthesis")?;
    Ok(Node { span: word.span.start..close.span.end, form: Form::Defined(Box::new(inner)) })
}

/// Take a token of this kind, if it comes next.
fn is<'t, 's: 't>(
    wanted: Kind<'s>,
) -> impl Parser<Tokens<'t, 's>, &'t Token<'s>, ErrMode<Mistake>> {
    any.verify(move |token: &&'t Token<'s>| token.kind == wanted)
}

/// The kind of the token that comes next.
fn kind<'s>(input: &Tokens<'_, 's>) -> Kind<'s> {
    input.first().map_or(Kind::End, |token| token.kind.clone())
}

/// Take a token that must come next.
fn expect<'t, 's>(
    input: &mut Tokens<'t, 's>,
    wanted: &Kind<'_>,
    name: &str,
    hint: &str,
) -> Parsed<&'t Token<'s>> {
    let (found, span) =
        input.first().map_or((Kind::End, 0..0), |token| (token.kind.clone(), token.span.clone()));
    if found != *wanted {
        let mistake = Diagnostic::new(span, format!("{name} is expected here, not {found}"));
        return Err(Mistake::fatal(mistake.hint(hint)));
    }
    any.parse_next(input)
}

fn join(left: Node, right: Node, form: impl FnOnce(Box<Node>, Box<Node>) -> Form) -> Node {
    let span = left.span.start..right.span.end;
    Node { span, form: form(Box::new(left), Box::new(right)) }
}

fn arithmetic(left: Node, operator: Operator, right: Node) -> Node {
    join(left, right, |left, right| Form::Arithmetic(operator, left, right))
}
