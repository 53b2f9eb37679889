//! The very second at which a condition changes.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod generate;

use generate::journey::{START, Seed, facts};
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{
    Fact, Kind, Kinds, LeavePlanned, Paused, SessionOutcome, SessionRecorded,
};
use vigie_domain::ids::{Ref, StaffId};
use vigie_domain::indicator::{Answer, Condition};
use vigie_domain::journey::{Journey, fold};
use vigie_domain::metric::{Context, View};
use vigie_domain::time::{DAY, HOUR, Instant, Span};

/// Ten in the morning of the third day.
const SESSION: Instant = Instant(START.0 + 2 * DAY.0 + 10 * HOUR.0);

fn context(zone: &str) -> Context {
    Context::new(Calendar::new(zone).unwrap(), Kinds::ALL)
}

fn ask_in(zone: &str, journey: &Journey, text: &str, at: Instant) -> Answer {
    let condition = Condition::parse(text).unwrap_or_else(|e| panic!("{e}"));
    condition.evaluate(&View::new(journey, journey.enrolments.first(), at, &context(zone)))
}

fn ask(journey: &Journey, text: &str, at: Instant) -> Answer {
    ask_in("Europe/Paris", journey, text, at)
}

fn at(at: Instant, n: usize, payload: impl Into<vigie_domain::fact::Payload>) -> Fact {
    let minutes = u32::try_from((at - START).0 / 60).unwrap();
    let seed = Seed { at: minutes, kind: Kind::Noted, other: 0, pick: 0 };
    let mut fact = generate::journey::fact(n, &seed);
    fact.payload = payload.into();
    fact
}

fn session(n: usize, when: Instant, outcome: SessionOutcome) -> Fact {
    let session = Ref(n as u64);
    at(when, n, SessionRecorded { session, mentor: StaffId::derive("ada"), at: when, outcome })
}

/// Enrolled on the first day, one session held.
fn one_session() -> Vec<Fact> {
    let mut facts = facts(&[]);
    facts.push(session(10, SESSION, SessionOutcome::Held));
    facts
}

/// The first second at which a condition is true, found by waking when told.
fn first_true(journey: &Journey, text: &str) -> Instant {
    let mut now = SESSION;
    for _ in 0..1_000 {
        let answer = ask(journey, text, now);
        if answer.rings() {
            return now;
        }
        now = answer.until;
    }
    panic!("{text} never rings");
}

#[test]
fn more_than_is_true_a_second_after_and_at_least_at_once() {
    let journey = fold(&one_session());
    assert_eq!(first_true(&journey, "days_since_session > 21 d"), SESSION + Span(21 * DAY.0 + 1));
    assert_eq!(first_true(&journey, "days_since_session >= 21 d"), SESSION + Span::days(21));
    assert_eq!(first_true(&journey, "days_since_session == 21 d"), SESSION + Span::days(21));
    let equal = ask(&journey, "days_since_session == 21 d", SESSION + Span::days(21));
    assert_eq!(equal.until, SESSION + Span(21 * DAY.0 + 1));
}

#[test]
fn factors_without_an_exact_binary_form_change_nothing() {
    let journey = fold(&one_session());
    for (factor, product) in [
        ("0.1", "2.1 d"),
        ("0.3", "6.3 d"),
        ("0.7", "14.7 d"),
        ("1234.567", "25925.907 d"),
        ("0.000001", "0.000021 d"),
        ("-0.1", "-2.1 d"),
        ("1234.567 * 0.1", "2592.5907 d"),
        ("100000000000000 / 3", "700000000000000 d"),
        ("1 / 3", "7 d"),
    ] {
        let (least, more) = if factor.starts_with('-') { ("<=", "<") } else { (">=", ">") };
        let text = |sign| format!("{factor} * days_since_session {sign} {product}");
        assert_eq!(first_true(&journey, &text(least)), SESSION + Span::days(21), "{}", text(least));
        let later = SESSION + Span(21 * DAY.0 + 1);
        assert_eq!(first_true(&journey, &text(more)), later, "{}", text(more));
    }
}

#[test]
fn large_terms_that_cancel_leave_no_trace() {
    let journey = fold(&one_session());
    let text = "1000.1 * days_since_session - 1000 * days_since_session >= 2.1 d";
    assert_eq!(first_true(&journey, text), SESSION + Span::days(21));
    let none = "0.3 * days_since_session - 0.1 * days_since_session - 0.2 * days_since_session";
    let now = SESSION + Span::days(2);
    let zero = ask(&journey, &format!("{none} == 0 d"), now);
    assert_eq!(zero.truth, Some(true), "0.3 − 0.1 − 0.2");
    assert_eq!(ask(&journey, &format!("defined(1 d / ({none}))"), now).truth, Some(false));
}

#[test]
fn a_number_that_stands_still_is_compared_as_exactly() {
    let mut facts = one_session();
    // From the 21st day on, the clock stands still.
    let (from, until) = (SESSION + Span::days(21), SESSION + Span::days(30));
    facts.push(at(SESSION, 11, LeavePlanned { from, until }));
    let journey = fold(&facts);
    let during = from + Span::days(2);
    assert_eq!(ask(&journey, "on_leave", during).truth, Some(true));
    let text = "0.1 * (now - last_session_at) >= 2.3 d";
    assert_eq!(ask(&journey, text, during).truth, Some(true), "exactly 23 days, moving");
    let mean = "0.1 * sessions_held <= 0.3 && 0.1 * sessions_held >= 0.3";
    facts.push(session(12, SESSION, SessionOutcome::Held));
    facts.push(session(13, SESSION, SessionOutcome::Held));
    assert_eq!(ask(&fold(&facts), mean, during).truth, Some(true), "3 × 0.1 is 0.3");
}

#[test]
fn a_leave_stops_the_study_clock_and_its_known_end_starts_it() {
    let mut facts = one_session();
    let (from, until) = (SESSION + Span::days(10), SESSION + Span::days(24));
    facts.push(at(SESSION, 11, LeavePlanned { from, until }));
    let journey = fold(&facts);
    let text = "days_since_session > 21 d";
    assert_eq!(first_true(&journey, text), SESSION + Span(35 * DAY.0 + 1));
    assert_eq!(ask(&journey, text, SESSION).until, from, "the leave begins");
    let away = ask(&journey, text, from);
    assert_eq!(away, Answer { truth: None, until }, "undefined on leave, until it ends");
}

#[test]
fn a_leave_without_a_known_end_is_waited_out() {
    let mut facts = one_session();
    facts.push(at(SESSION + Span::days(1), 11, Paused { until: None }));
    let answer = ask(&fold(&facts), "days_since_session > 21 d", SESSION + Span::days(2));
    assert_eq!(answer, Answer { truth: None, until: Instant::NEVER });
}

#[test]
fn a_count_changes_when_its_oldest_fact_leaves_the_window() {
    let mut facts = one_session();
    facts.push(session(11, SESSION + Span::days(1), SessionOutcome::MentorAbsent));
    facts.push(session(12, SESSION + Span::days(5), SessionOutcome::MentorAbsent));
    let journey = fold(&facts);
    let answer = ask(&journey, "mentor_absences_30d >= 2", SESSION + Span::days(6));
    let leaves = SESSION + Span::days(31);
    assert_eq!(answer, Answer { truth: Some(true), until: leaves }, "the window is (t − 30 d, t]");
    assert_eq!(ask(&journey, "mentor_absences_30d >= 2", leaves).truth, Some(false));
}

#[test]
fn a_quotient_of_two_moving_numbers_is_held_from_local_midnight() {
    let journey = fold(&one_session());
    let text = "days_since_session / days_since_enrolled >= 0.5";
    let calendar = Calendar::new("Europe/Paris").unwrap();
    // (t − session) / (t − start) reaches ½ on the fifth day, at 20:00.
    let reached = START + Span(4 * DAY.0 + 20 * HOUR.0);
    let answer = ask(&journey, text, reached);
    assert_eq!(answer, Answer { truth: Some(false), until: calendar.next_midnight(reached) });
    assert_eq!(ask(&journey, text, answer.until).truth, Some(true));
}

#[test]
fn a_multiple_of_a_moving_number_is_not_held() {
    let journey = fold(&one_session());
    let held = first_true(&journey, "days_since_session * sessions_held / 2 >= 1.5 d");
    assert_eq!(held, SESSION + Span::days(3));
}

#[test]
fn division_by_zero_is_undefined() {
    let journey = fold(&one_session());
    let now = SESSION + Span::days(1);
    let text = "sessions_held / mentor_absences_30d > 1";
    assert_eq!(ask(&journey, text, now), Answer { truth: None, until: Instant::NEVER });
    let defined = "defined(sessions_held / mentor_absences_30d)";
    assert_eq!(ask(&journey, defined, now).truth, Some(false));
}

#[test]
fn undefined_has_an_end_if_time_ends_it() {
    let mut facts = facts(&[]);
    let booked = SESSION + Span::days(3);
    let body = vigie_domain::fact::SessionBooked {
        session: Ref(1),
        mentor: StaffId::derive("ada"),
        at: booked,
    };
    facts.push(at(SESSION, 11, body));
    let answer = ask(&fold(&facts), "time_unrecorded > 1 d", SESSION + Span(60));
    assert_eq!(answer, Answer { truth: None, until: booked });
}

/// A condition that is true, false and undefined, in that order.
const TRUTHS: [&str; 3] = ["sessions_held == 1", "sessions_held == 2", "last_rating > 2"];

#[test]
fn and_or_and_not_are_kleenes() {
    let journey = fold(&one_session());
    let truth = |text: &str| ask(&journey, text, SESSION + Span(60)).truth;
    let (t, f, u) = (Some(true), Some(false), None);
    let tables =
        [("&&", [[t, f, u], [f, f, f], [u, f, u]]), ("||", [[t, t, t], [t, f, u], [t, u, u]])];
    for (sign, table) in tables {
        for (left, row) in TRUTHS.iter().zip(table) {
            for (right, expected) in TRUTHS.iter().zip(row) {
                let text = format!("{left} {sign} {right}");
                assert_eq!(truth(&text), expected, "{text}");
            }
        }
    }
    for (text, expected) in TRUTHS.iter().zip([f, t, u]) {
        assert_eq!(truth(&format!("!({text})")), expected, "!({text})");
    }
}

#[test]
fn one_side_that_decides_alone_holds_alone() {
    let journey = fold(&one_session());
    let now = SESSION + Span::days(1);
    let absorbed = ask(&journey, "days_since_session > 21 d && sessions_held > 5", now);
    assert_eq!(absorbed, Answer { truth: Some(false), until: Instant::NEVER });
    let both = ask(&journey, "days_since_session < 3 d || days_since_session < 9 d", now);
    assert_eq!(both, Answer { truth: Some(true), until: SESSION + Span::days(9) });
}

#[test]
fn the_working_clock_holds_through_a_long_working_day() {
    // In Cairo the clocks go back on a Thursday: 30 October 2025 has 25 hours.
    let journey = fold(&facts(&[]));
    let thursday = Calendar::new("Africa/Cairo").unwrap().start_of(jiff::civil::date(2025, 10, 30));
    for hours in 0..72 {
        let text = format!("time_since_enrolled > 193 d + {hours} h");
        let mut known = ask_in("Africa/Cairo", &journey, &text, thursday);
        for hour in 0..120 {
            let now = thursday + Span(hour * HOUR.0 + 1);
            let answer = ask_in("Africa/Cairo", &journey, &text, now);
            if known.until <= now {
                known = answer;
            }
            assert_eq!(answer.truth, known.truth, "{text} at {now}, known until {}", known.until);
        }
    }
}
