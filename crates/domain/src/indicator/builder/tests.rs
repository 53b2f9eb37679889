use super::*;
use crate::indicator::syntax::parse;
use crate::indicator::{Condition, check};

fn built(text: &str) -> Group {
    Group::of(&parse(text).unwrap()).unwrap_or_else(|richer| panic!("{text}: {richer:?}"))
}

/// What is written back, and that it still means the same.
fn again(text: &str) -> String {
    let thresholds = [(Key::from("quiet"), Literal::parse("21 d").unwrap())];
    let meaning = |text: &str| check::compile(text, &thresholds).unwrap();
    let written = built(text).to_string();
    assert_eq!(meaning(text), meaning(&written), "{written}");
    written
}

#[test]
fn a_chain_is_one_group_however_it_is_parenthesised() {
    let flat = built("never_active && on_leave && has_mentor");
    assert_eq!((flat.join, flat.parts.len()), (Join::All, 3));
    assert_eq!(built("never_active && (on_leave && has_mentor)"), flat);
}

#[test]
fn one_line_alone_is_a_group_of_one() {
    let group = built("days_since_session > 21 d");
    assert_eq!((group.join, group.parts.len()), (Join::All, 1));
}

#[test]
fn a_negated_group_says_none_or_not_all() {
    assert_eq!(built("!(never_active || on_leave)").join, Join::None);
    assert_eq!(built("!(never_active && on_leave)").join, Join::NotAll);
    assert_eq!(built("!(days_since_session > 3 d)").join, Join::None);
}

#[test]
fn what_is_not_true_or_not_known_is_a_line() {
    for text in ["!on_leave", "!defined(last_score)", "not not on_leave"] {
        assert!(matches!(built(text).parts[..], [Part::Line(_)]), "{text}");
    }
}

#[test]
fn the_metric_comes_first() {
    assert_eq!(again("21 d < days_since_session"), "days_since_session > 21 d");
    assert_eq!(again("\"employer\" != funding"), "funding != \"employer\"");
}

#[test]
fn every_form_is_written_as_it_was_read() {
    for text in [
        "days_since_session >= $quiet",
        "recent_active_days < 0.5 * usual_active_days",
        "last_contact_at < defence_at - 5 d",
        "last_contact_at < defence_at + $quiet",
        "last_contact_at <= last_rating_at",
        "now - enrolled_at > $quiet",
        "defence_at < now",
        "pace_ratio between 0.5 and 0.8",
        "score_drop > -3",
        "!(never_active || on_leave)",
        "!(never_active && (on_leave || has_mentor))",
        "never_active\n&& (on_leave || !defined(last_score))",
    ] {
        assert_eq!(again(text), text);
    }
}

#[test]
fn what_the_builder_has_no_form_for_is_pointed_at() {
    for (text, meant) in [
        ("on_leave && pace_ratio * 2 > 1", "pace_ratio * 2 > 1"),
        ("true || on_leave", "true"),
        ("defined(pace_ratio + 1)", "pace_ratio + 1"),
        (
            "recent_active_days < usual_active_days / 2",
            "recent_active_days < usual_active_days / 2",
        ),
        ("on_leave || pace_ratio < 1 + 2", "pace_ratio < 1 + 2"),
    ] {
        let richer = Group::of(&parse(text).unwrap()).unwrap_err();
        assert_eq!(&text[richer.span], meant);
    }
}

#[test]
fn a_long_chain_is_read_and_written() {
    let text = vec!["on_leave"; 500].join(" || ");
    assert_eq!(built(&text).parts.len(), 500);
    assert!(Condition::parse(&built(&text).to_string()).is_ok());
}
