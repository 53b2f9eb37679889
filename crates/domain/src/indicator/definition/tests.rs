use super::*;
use crate::indicator::literal::Dimension;

const NO_SESSION: &str = r#"
id = "no-session"
number = 1
severity = "watch"
task = "obstacle"
never_cut = false
ours = false
harm = "time_to_defence"
condition = """
# Only while learning.
days_since_session > $quiet
"""

[thresholds]
quiet = { value = "21 d", fr = "la règle fondatrice : trois semaines", en = "the founding rule: three weeks" }

[evidence]
n = "days_since_session"
date = "last_session_at"
mentor = "last_session_mentor"

[fr]
name = "Pas de session depuis longtemps"
wording = "Pas de session pour { $name } depuis { $n } jours."
proposals = ["L'appeler", "Proposer une date"]

[en]
name = "No session for long"
wording = "No session for { $name } for { $n } days."
proposals = ["Call them", "Offer a date", "Ask the mentor"]
"#;

#[test]
fn a_definition_is_read() {
    let indicator = Indicator::parse(NO_SESSION).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(indicator.id, "no-session");
    assert_eq!(indicator.severity, Severity::Watch);
    assert_eq!(indicator.task.minutes(), 25);
    assert_eq!(indicator.condition.to_string(), "days_since_session > 21 d");
    assert_eq!(indicator.scope, Scope::Enrolment);
    assert_eq!(indicator.harm, Metric::find("time_to_defence"));
    assert_eq!(indicator.source, NO_SESSION);
    let placeholders: Vec<&str> = indicator.evidence.iter().map(|(p, _)| p.as_str()).collect();
    assert_eq!(placeholders, ["n", "date", "mentor"], "in the order of the file");
    assert_eq!(indicator.en.proposals.len(), 3);
}

#[test]
fn the_school_changes_a_threshold() {
    let indicator = Indicator::parse(NO_SESSION).unwrap();
    let changed = indicator.with_threshold("quiet", "2w").unwrap();
    assert_eq!(changed.condition.to_string(), "days_since_session > 14 d");
    assert_eq!(changed.thresholds[0].value.to_string(), "14 d");
    assert_eq!(changed.thresholds[0].default.dimension, Dimension::Duration);
    assert_eq!(changed.thresholds[0].default.to_string(), "21 d");
    assert_eq!(changed.with_threshold("quiet", "21 d").unwrap(), indicator);
}

#[test]
fn a_threshold_keeps_its_dimension() {
    let indicator = Indicator::parse(NO_SESSION).unwrap();
    let error = indicator.with_threshold("quiet", "14").unwrap_err();
    assert!(error.to_string().starts_with("`$quiet` is a duration; write it as `21 d`"), "{error}");
    let error = indicator.with_threshold("quit", "14 d").unwrap_err();
    assert!(error.to_string().contains("did you mean `quiet`?"), "{error}");
    assert!(indicator.with_threshold("quiet", "14 dd").is_err());
}

#[test]
fn mistakes_in_a_condition_stand_at_their_place_in_the_file() {
    let text = NO_SESSION.replace("days_since_session > $", "days_since_sesion > $");
    let error = Indicator::parse(&text).unwrap_err();
    assert_eq!(error.diagnostics.len(), 1);
    let expected = "unknown metric `days_since_sesion`; did you mean `days_since_session`?
  --> 11:1
   |
11 | days_since_sesion > $quiet
   | ^^^^^^^^^^^^^^^^^";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_condition_with_escapes_is_pointed_at_as_a_whole() {
    let text = NO_SESSION.replace("# Only while learning.", r"phase == \u0022studen\u0022 &&");
    let error = Indicator::parse(&text).unwrap_err();
    assert!(text[error.diagnostics[0].span.clone()].starts_with("\"\"\""), "{error}");
}
