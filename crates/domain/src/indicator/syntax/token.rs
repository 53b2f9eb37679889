//! From text to tokens.

use std::fmt;
use std::ops::Range;

use winnow::ascii::{digit1, multispace1, till_line_ending};
use winnow::combinator::{alt, delimited, dispatch, eof, opt, peek, preceded, repeat, terminated};
use winnow::error::{ErrMode, ModalResult, ParserError};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location, Stream};
use winnow::token::{any, one_of, take_while};

use crate::indicator::condition::Comparison;
use crate::indicator::diagnostic::Diagnostic;

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'s> {
    pub(super) kind: Kind<'s>,
    pub(super) span: Range<usize>,
}

/// What a token is. Keywords are tokens of their own.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind<'s> {
    Number(f64),
    Word(&'s str),
    Threshold(&'s str),
    Quoted(String),
    True,
    False,
    Now,
    Defined,
    Between,
    And,
    Or,
    Not,
    Compare(Comparison),
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    End,
}

impl Kind<'_> {
    /// Does it stand for a value by itself?
    pub(super) fn is_operand(&self) -> bool {
        matches!(
            self,
            Self::Number(_)
                | Self::Word(_)
                | Self::Threshold(_)
                | Self::Quoted(_)
                | Self::True
                | Self::False
                | Self::Now
        )
    }
}

impl fmt::Display for Kind<'_> {
    /// As it is named in messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fixed = match self {
            Self::Number(value) => return write!(f, "`{value}`"),
            Self::Word(word) => return write!(f, "`{word}`"),
            Self::Threshold(name) => return write!(f, "`${name}`"),
            Self::Quoted(text) => return write!(f, "`\"{text}\"`"),
            Self::Compare(comparison) => return write!(f, "`{comparison}`"),
            Self::True => "`true`",
            Self::False => "`false`",
            Self::Now => "`now`",
            Self::Defined => "`defined`",
            Self::Between => "`between`",
            Self::And => "`&&`",
            Self::Or => "`||`",
            Self::Not => "`!`",
            Self::Plus => "`+`",
            Self::Minus => "`-`",
            Self::Times => "`*`",
            Self::Over => "`/`",
            Self::Open => "`(`",
            Self::Close => "`)`",
            Self::End => "the end",
        };
        f.write_str(fixed)
    }
}

/// A mistake on its way through the parser library.
#[derive(Debug)]
pub(super) struct Mistake(pub(super) Diagnostic);

impl Mistake {
    /// A mistake that no other reading of the text can mend.
    pub(super) fn fatal(diagnostic: Diagnostic) -> ErrMode<Self> {
        ErrMode::Cut(Self(diagnostic))
    }
}

impl<I: Stream + Location> ParserError<I> for Mistake {
    type Inner = Self;

    fn from_input(input: &I) -> Self {
        let at = input.current_token_start();
        Self(Diagnostic::new(at..at, "this can't be read"))
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

type Input<'s> = LocatingSlice<&'s str>;
type Lexed<T> = ModalResult<T, Mistake>;

/// Every token of a text, [`Kind::End`] last.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, Diagnostic> {
    let mut tokens: Vec<Token<'_>> = delimited(blank, repeat(0.., terminated(token, blank)), eof)
        .parse(LocatingSlice::new(text))
        .map_err(|error| error.into_inner().0)?;
    tokens.push(Token { kind: Kind::End, span: text.trim_end().len()..text.trim_end().len() });
    Ok(tokens)
}

/// White space and comments.
fn blank(input: &mut Input<'_>) -> Lexed<()> {
    repeat(0.., alt((multispace1.void(), ('#', till_line_ending).void()))).parse_next(input)
}

fn token<'s>(input: &mut Input<'s>) -> Lexed<Token<'s>> {
    let (kind, span) = dispatch! { peek(any);
        '0'..='9' => number,
        'a'..='z' | 'A'..='Z' | '_' => word,
        '$' => threshold,
        '"' => quoted,
        _ => symbol,
    }
    .with_span()
    .parse_next(input)?;
    Ok(Token { kind, span })
}

fn number<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    let (text, span) = (digit1, opt(('.', digit1))).take().with_span().parse_next(input)?;
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Kind::Number(value)),
        _ => Err(Mistake::fatal(Diagnostic::new(span, "this number is too large"))),
    }
}

fn name<'s>(input: &mut Input<'s>) -> Lexed<&'s str> {
    take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_').parse_next(input)
}

fn word<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    name.map(|word| match word {
        "and" => Kind::And,
        "or" => Kind::Or,
        "not" => Kind::Not,
        "true" => Kind::True,
        "false" => Kind::False,
        "now" => Kind::Now,
        "defined" => Kind::Defined,
        "between" => Kind::Between,
        _ => Kind::Word(word),
    })
    .parse_next(input)
}

fn threshold<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    let (name, span) = preceded('$', opt(name)).with_span().parse_next(input)?;
    name.map(Kind::Threshold).ok_or_else(|| {
        Mistake::fatal(
            Diagnostic::new(span, "a threshold needs a name").hint("write it as in `$quiet`"),
        )
    })
}

fn quoted<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    let start = input.current_token_start();
    let escaped = preceded('\\', one_of(['"', '\\']));
    let plain = any.verify(|c: &char| !matches!(c, '"' | '\\' | '\n'));
    let text: String = preceded('"', repeat(0.., alt((plain, escaped)))).parse_next(input)?;
    let end = input.current_token_start();
    match opt(any).parse_next(input)? {
        Some('"') => Ok(Kind::Quoted(text)),
        Some('\\') => Err(Mistake::fatal(
            Diagnostic::new(end..end + 1, "unknown escape in a quoted word")
                .hint("only `\\\"` and `\\\\` are"),
        )),
        _ => Err(Mistake::fatal(
            Diagnostic::new(start..end, "the quoted word does not end").hint("close it with `\"`"),
        )),
    }
}

fn symbol<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    alt((
        alt((
            "<=".value(Kind::Compare(Comparison::AtMost)),
            ">=".value(Kind::Compare(Comparison::AtLeast)),
            "==".value(Kind::Compare(Comparison::Equal)),
            "!=".value(Kind::Compare(Comparison::NotEqual)),
            ("<", peek(winnow::combinator::not('>'))).value(Kind::Compare(Comparison::Less)),
            ">".value(Kind::Compare(Comparison::More)),
        )),
        alt((
            "&&".value(Kind::And),
            "||".value(Kind::Or),
            '!'.value(Kind::Not),
            '+'.value(Kind::Plus),
            '-'.value(Kind::Minus),
            '*'.value(Kind::Times),
            '/'.value(Kind::Over),
            '('.value(Kind::Open),
            ')'.value(Kind::Close),
        )),
        foreign,
    ))
    .parse_next(input)
}

/// A character that the language does not have; some have a word in it.
fn foreign<'s>(input: &mut Input<'s>) -> Lexed<Kind<'s>> {
    let (text, span) = alt(("<>", any.take())).with_span().parse_next(input)?;
    let meant = match text {
        "=" => Some("=="),
        "&" => Some("&&"),
        "|" => Some("||"),
        "<>" | "≠" => Some("!="),
        "≤" => Some("<="),
        "≥" => Some(">="),
        "×" | "·" => Some("*"),
        "÷" | ":" => Some("/"),
        "−" | "–" => Some("-"),
        "'" | "“" | "”" | "«" | "»" => Some("\""),
        _ => None,
    };
    let message = match text {
        "." => "a number begins with a digit".to_owned(),
        "," => "`,` means nothing here".to_owned(),
        "'" => "`'` means nothing here".to_owned(),
        _ => format!("`{}` means nothing here", text.escape_debug()),
    };
    let mistake = Diagnostic::new(span, message);
    Err(Mistake::fatal(match (meant, text) {
        (Some(meant), _) => mistake.hint(format!("did you mean `{meant}`?")),
        (None, ".") => mistake.hint("write `0.5`"),
        (None, ",") => mistake.hint("join conditions with `&&`; a decimal is written `0.5`"),
        (None, _) => mistake,
    }))
}
