//! The indicator language as its writers meet it: every mistake is placed and
//! explained, and no text at all can break it.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod generate;

use generate::condition::condition;
use generate::journey::{START, facts};
use proptest::prelude::*;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Kinds;
use vigie_domain::indicator::syntax::{MAX_DEPTH, MAX_OPERANDS};
use vigie_domain::indicator::{Condition, Indicator};
use vigie_domain::journey::fold;
use vigie_domain::metric::{Context, View};

/// Conditions, each with what is said about it.
fn explained(conditions: &[&str]) -> String {
    let said = |text: &&str| match Condition::parse(text) {
        Ok(condition) => format!("compiles to: {condition}"),
        Err(mistakes) => mistakes.to_string(),
    };
    conditions.iter().map(said).collect::<Vec<_>>().join("\n\n----\n\n")
}

#[test]
fn mistakes_of_writing() {
    insta::assert_snapshot!(explained(&[
        "",
        "days_since_session >",
        "days_since_session > 21 days",
        "days_since_session > 21 foo",
        "(days_since_session > 21 d",
        "days_since_session > 21 d)",
        "on_leave on_leave",
        "on_leave AND contacted",
        "on_leave & contacted",
        "sessions_held = 3",
        "sessions_held ≥ 3",
        "sessions_held > 0,5",
        "1 < sessions_held < 5",
        "sessions_held between 1, 5",
        "sessions_held between 1 or 5",
        "sessions_held > !on_leave",
        "programme == 'web'",
        "programme == \"web",
        "programme == \"we\\b\"",
        "defined last_score",
        "days_since_session > $",
    ]));
}

#[test]
fn mistakes_of_type() {
    insta::assert_snapshot!(explained(&[
        "days_since_sesion > 21 d",
        "entirely_made_up > 3",
        "days_since_session > 21",
        "days_since_session > sessions_held",
        "sessions_held > 3 d",
        "last_session_at > 3 d",
        "last_session_at + 3 > now",
        "last_session_at + started_at > now",
        "days_since_session * days_since_activity > 3 d",
        "sessions_held / 2 d > 1",
        "sessions_held / 0 > 1",
        "-last_session_at < now",
        "days_since_session > $quiet",
        "days_since_session",
        "sessions_held && on_leave",
        "on_leave == true",
        "on_leave != true",
        "on_leave == contacted",
        "on_leave + 1 > 2",
        "sessions_held between 5 and 1",
        "days_since_session between 1 and 5 d",
    ]));
}

#[test]
fn mistakes_of_words() {
    insta::assert_snapshot!(explained(&[
        "phase == \"studen\"",
        "phase == \"nowhere\"",
        "phase == student",
        "phase > \"student\"",
        "phase == programme",
        "programme",
        "mentor == \"ada\"",
        "mentor",
        "defined(\"ada\")",
        "\"student\" == phase",
        "programme != \"a \\\"b\\\"\"",
    ]));
}

#[test]
fn every_mistake_of_a_condition_is_reported() {
    insta::assert_snapshot!(explained(&[
        "days_since_sesion > 21 d\n  && days_since_activity > 3 # too\n  || phase == \"studen\" && mentor"
    ]));
}

const DEFINITION: &str = r#"id = "no-session"
number = 1
severity = "watch"
task = "obstacle"
never_cut = false
ours = false
harm = "time_to_defence"
condition = """
days_since_session > $quiet
"""

[thresholds]
quiet = { value = "21 d", fr = "trois semaines", en = "three weeks" }

[evidence]
n = "days_since_session"
date = "last_session_at"

[fr]
name = "Pas de session"
wording = "Pas de session depuis { $n } jours."
proposals = ["L'appeler", "Proposer une date"]

[en]
name = "No session"
wording = "No session for { $n } days."
proposals = ["Call them", "Offer a date"]
"#;

/// A definition with one thing changed, each with what is said about it.
fn changed(changes: &[(&str, &str)]) -> String {
    let said = |(old, new): &(&str, &str)| {
        assert!(DEFINITION.contains(old), "{old}");
        match Indicator::parse(&DEFINITION.replacen(old, new, 1)) {
            Ok(indicator) => format!("accepted: {}", indicator.condition),
            Err(mistakes) => mistakes.to_string(),
        }
    };
    changes.iter().map(said).collect::<Vec<_>>().join("\n\n----\n\n")
}

#[test]
fn mistakes_of_a_definition() {
    insta::assert_snapshot!(changed(&[
        ("number = 1\n", ""),
        ("number = 1", "number = 0"),
        ("number = 1", "number = \"one\""),
        ("\"no-session\"", "\"No session\""),
        ("severity", "severty"),
        ("\"watch\"", "\"wach\""),
        ("\"obstacle\"", "\"no_answer\""),
        ("ours = false", "ours = \"no\""),
        ("\"time_to_defence\"", "\"days_since_session\""),
        ("\"time_to_defence\"", "\"time_to_defense\""),
        ("$quiet", "$quit"),
        ("\"21 d\"", "21"),
        ("\"21 d\"", "\"21 dd\""),
        (", en = \"three weeks\"", ""),
        ("quiet = {", "loud = { value = 3, fr = \"a\", en = \"b\" }\nquiet = {"),
        ("\"last_session_at\"", "\"last_session_on\""),
        ("date =", "name ="),
        ("date =", "Date ="),
        ("days_since_session > $quiet", "days_since_contact > $quiet"),
        ("[\"Call them\", \"Offer a date\"]", "[\"Call them\"]"),
        ("[\"Call them\", \"Offer a date\"]", "[\"Call them\", \" \"]"),
        ("[en]", "[de]"),
        ("\"No session\"", "\"\""),
        ("[evidence]", "[evidence"),
    ]));
}

#[test]
fn every_mistake_of_a_definition_is_reported() {
    let text = DEFINITION
        .replace("watch", "wach")
        .replace("last_session_at", "last_session")
        .replace("> $quiet", "> $quiet && risk > 3 d");
    insta::assert_snapshot!(Indicator::parse(&text).unwrap_err());
}

/// Parse, check, evaluate, print, compare and drop.
fn works(text: &str) {
    let condition = Condition::parse(text).unwrap();
    assert_eq!(Condition::parse(&condition.to_string()).unwrap(), condition);
    let journey = fold(&facts(&[]));
    let context = Context::new(Calendar::new("Europe/Paris").unwrap(), Kinds::ALL);
    let view = View::new(&journey, journey.enrolments.first(), START, &context);
    assert!(condition.evaluate(&view).until > START);
    assert!(!condition.metrics().is_empty());
}

/// Half of what a test or a worker of the server gets.
const STACK: usize = 1 << 20;

/// Run on a small stack.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap();
}

#[test]
fn the_largest_conditions_fit_a_small_stack() {
    on_a_small_stack(|| {
        for sign in ["&&", "||"] {
            let text = vec!["on_leave"; MAX_OPERANDS].join(sign);
            works(&text);
        }
        for sign in ["+", "*", "/"] {
            let text = vec!["sessions_held"; MAX_OPERANDS - 1].join(sign) + " > 1";
            works(&text);
        }
    });
}

#[test]
fn the_deepest_conditions_fit_a_small_stack() {
    on_a_small_stack(|| {
        for (open, close, each) in
            [("(", ")", 1), ("!(", ")", 2), ("defined(", ")", 1), ("!", "", 1)]
        {
            let times = MAX_DEPTH / each;
            let text = format!("{}on_leave{}", open.repeat(times), close.repeat(times));
            works(&text);
        }
        // As wide as can be at every level.
        let mut text = "on_leave".to_owned();
        for _ in 0..MAX_DEPTH {
            text = format!("on_leave && ({text}) || on_leave");
        }
        works(&text);
    });
}

#[test]
fn a_long_chain_is_refused_rather_than_followed() {
    on_a_small_stack(|| {
        for text in [
            vec!["a"; 10_000].join(" && "),
            vec!["1"; 30_000].join("+"),
            "(".repeat(60_000),
            "!".repeat(60_000),
            "-".repeat(60_000),
            "a between ".repeat(6_000),
            "defined(".repeat(8_000),
            "\"".repeat(60_000),
            "# ".repeat(30_000),
        ] {
            assert!(Condition::parse(&text).is_err());
        }
    });
}

/// Words of the language in no order.
fn soup() -> impl Strategy<Value = String> {
    let words = proptest::sample::select(vec![
        "(",
        ")",
        "!",
        "-",
        "+",
        "*",
        "/",
        "&&",
        "||",
        "<",
        ">=",
        "==",
        "and",
        "or",
        "not",
        "between",
        "defined",
        "now",
        "true",
        "21",
        "d",
        "0.5",
        "$quiet",
        "\"student\"",
        "phase",
        "on_leave",
        "days_since_session",
        "last_session_at",
        "mentor",
        "#",
        "\n",
        "é",
        "\\",
        "\"",
    ]);
    proptest::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn printing_and_parsing_give_the_same_condition(text in condition(5)) {
        // Some well-typed conditions divide by a zero that is written out.
        if let Ok(condition) = Condition::parse(&text) {
            let printed = condition.to_string();
            let again = Condition::parse(&printed);
            prop_assert_eq!(again.as_ref(), Ok(&condition), "{}", printed);
            prop_assert_eq!(condition.to_string(), printed);
        }
    }

    #[test]
    fn no_text_breaks_the_parser(text in any::<String>()) {
        explain(&text)?;
    }

    #[test]
    fn no_order_of_words_breaks_the_parser(text in soup()) {
        explain(&text)?;
    }

    #[test]
    fn no_text_breaks_the_definition(at in 0..DEFINITION.len(), cut in 0..40_usize, text in any::<String>()) {
        let mut changed = DEFINITION.to_owned();
        changed.replace_range(at..(at + cut).min(DEFINITION.len()), &text);
        if let Err(mistakes) = Indicator::parse(&changed) {
            prop_assert!(!mistakes.diagnostics.is_empty());
            prop_assert!(!mistakes.to_string().is_empty());
        }
    }
}

/// Whatever is wrong is wrong somewhere in the text.
fn explain(text: &str) -> Result<(), TestCaseError> {
    if let Err(mistakes) = Condition::parse(text) {
        prop_assert!(!mistakes.diagnostics.is_empty());
        for diagnostic in &mistakes.diagnostics {
            prop_assert!(text.get(diagnostic.span.clone()).is_some(), "{diagnostic:?}");
            prop_assert!(diagnostic.render(text).contains('^'));
        }
    }
    Ok(())
}
