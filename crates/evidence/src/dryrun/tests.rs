use vigie_domain::calendar::Calendar;
use vigie_domain::fact::*;
use vigie_domain::ids::{Key, Ref, StaffId};
use vigie_domain::indicator::check;
use vigie_domain::metric::Context;
use vigie_domain::signal::Rule;
use vigie_domain::time::{DAY, Instant, Span};

use super::{Held, Life, Plan, Report, Role, Tally, Watched};
use crate::outcome::Outcome;
use crate::told::Told;

/// 2025-06-15T00:00Z.
const START: i64 = 20_254 * DAY.0;

fn day(day: i64) -> Instant {
    Instant(START + day * DAY.0)
}

fn context() -> Context {
    Context::new(Calendar::new("Europe/Paris").unwrap(), Kinds::ALL)
}

fn rule(key: &str, condition: &str, role: Role) -> (Watched, Rule) {
    let condition = check::compile(condition, &[]).unwrap_or_else(|e| panic!("{e:?}"));
    let rule = Rule::new(key.into(), condition);
    let observed = rule.kinds.has(Kind::Observed);
    (Watched { key: key.into(), role, minutes: 30, never_cut: false, observed }, rule)
}

/// Three weeks without a session, over 200 days.
fn plan() -> Plan {
    Plan::new(context(), vec![rule("quiet", "days_since_session > 21 d", Role::Asked)], day(200))
}

fn student(number: u128) -> Told {
    Told::enrolled(number, day(0))
}

impl Told {
    fn life(self) -> Life {
        Life { student: self.student, audit: Vec::new(), facts: self.facts }
    }

    fn session(self, at: i64, outcome: SessionOutcome) -> Self {
        let mentor = StaffId::derive("karim");
        let session = Ref(at.unsigned_abs());
        self.on(at, SessionRecorded { session, mentor, at: day(at), outcome })
    }

    fn held(self, at: i64) -> Self {
        self.session(at, SessionOutcome::Held)
    }

    fn graduates(self, at: i64) -> Self {
        self.on(at, Diploma { programme: "web".into(), guarantee_until: None })
    }
}

/// Five students; "quiet" rings 21 days and a second after a session:
/// 1 rung on day 22, leaves on day 60; 2 rung on days 22 and 51, graduates;
/// 3 rung on day 171, still there; 4 never rung, leaves on day 20; 5 rung on
/// day 22, leaves for a job on day 60.
fn school() -> Vec<Life> {
    use WithdrawalReason as Why;
    vec![
        student(1).held(1).leaves(60, Why::Money).life(),
        student(2).held(1).held(30).graduates(200).life(),
        student(3).held(150).life(),
        student(4).held(1).leaves(20, Why::Life).life(),
        student(5).held(1).leaves(60, Why::Job).life(),
    ]
}

fn tally(plan: &Plan, lives: Vec<Life>) -> Tally {
    let mut tally = Tally::new(plan);
    for life in lives {
        tally.live_through(plan, life);
    }
    tally
}

fn report(plan: &Plan, lives: Vec<Life>) -> Report {
    tally(plan, lives).report(plan, None)
}

fn held(report: &Report, outcome: Outcome) -> &Held {
    report.indicators[0].outcomes.iter().find(|held| held.outcome == outcome).unwrap()
}

#[test]
fn rings_are_counted_with_how_long_they_stay_open() {
    let report = report(&plan(), school());
    let volume = &report.indicators[0].volume;
    assert_eq!((volume.rings, volume.students, volume.still_open), (5, 4, 1));
    // 7, 37, 37 and 148 whole days.
    let open = volume.open_days.unwrap();
    assert_eq!((open.lower, open.median, open.upper), (7, 37, 37));
}

#[test]
fn first_rings_come_true_or_not_or_it_is_not_known() {
    let report = report(&plan(), school());
    let harm = held(&report, Outcome::Harm);
    assert_eq!((harm.came_true, harm.did_not, harm.unknown), (1, 2, 1));
}

#[test]
fn who_was_not_rung_for_was_missed() {
    let report = report(&plan(), school());
    let harm = held(&report, Outcome::Harm);
    assert_eq!((harm.met, harm.caught), (2, 1));
    assert_eq!(harm.warning_days.map(|days| days.median), Some(37));
}

#[test]
fn leaving_for_a_job_is_held_against_nobody() {
    let report = report(&plan(), school());
    let job = held(&report, Outcome::LeftForJob);
    assert_eq!((job.came_true, job.did_not, job.met), (1, 2, 1));
}

#[test]
fn lift_is_what_followed_over_what_followed_everybodys_same_weeks() {
    let report = report(&plan(), school());
    let harm = held(&report, Outcome::Harm);
    // Weekly looks of the five: 9 of 9, 0 of 29, 0 of 16, 3 of 3, 0 of 9.
    assert!((harm.base_rate.unwrap() - 12.0 / 66.0).abs() < 1e-12);
    // It rang in 36 weeks of which it is known, 6 of them followed by a departure. In 16 of
    // the 36, one of four at risk left within the horizon: 4 were expected.
    assert!((harm.lift.unwrap().value - 1.5).abs() < 1e-12);
}

#[test]
fn a_ring_outside_the_window_does_not_count() {
    let mut plan = plan();
    (plan.from, plan.to) = (Some(day(23)), day(100));
    let report = report(&plan, school());
    assert_eq!(report.indicators[0].volume.rings, 1);
}

#[test]
fn a_ring_before_the_window_still_warned_of_what_happens_in_it() {
    let mut plan = plan();
    plan.from = Some(day(50));
    assert_eq!(held(&report(&plan, school()), Outcome::Harm).caught, 1);
}

#[test]
fn an_outcome_after_the_horizon_did_not_come_true() {
    let mut plan = plan();
    plan.horizon = Span::days(30);
    assert_eq!(held(&report(&plan, school()), Outcome::Harm).came_true, 0);
}

#[test]
fn another_programme_is_left_out() {
    let mut plan = plan();
    plan.programme = Some("data".into());
    assert_eq!(report(&plan, school()).students, 0);
}

#[test]
fn students_may_come_in_any_order_and_in_parts() {
    let plan = plan();
    let mut lives = school();
    lives.reverse();
    let rest = lives.split_off(2);
    let mut sum = tally(&plan, lives);
    sum.merge(&tally(&plan, rest));
    assert_eq!(sum, tally(&plan, school()));
}

#[test]
fn what_one_adds_is_what_no_other_catches_and_the_days_of_its_own() {
    let rules = vec![
        rule("quiet", "days_since_session > 21 d", Role::Asked),
        rule("quieter", "days_since_session > 28 d", Role::Live),
    ];
    let report = report(&Plan::new(context(), rules, day(200)), school());
    let quiet = &report.indicators[0];
    // 28 days after the session of day 1 is still before day 60.
    assert_eq!(quiet.adds_caught, 0);
    // Five contacts of half an hour that the other does not ask for on that day.
    assert!((quiet.adds_hours * report.weeks - 2.5).abs() < 1e-9, "{}", quiet.adds_hours);
    let both = &report.overlap[0];
    assert_eq!((both.both, both.either), (4, 4));
}

#[test]
fn a_set_rings_for_a_case_when_its_first_member_does() {
    let rules = vec![
        rule("absent", "sessions_lost_30d >= 1", Role::Asked),
        rule("quiet", "days_since_session > 21 d", Role::Asked),
    ];
    let plan = Plan::new(context(), rules, day(200));
    let life = student(1).held(1).session(40, SessionOutcome::StudentAbsent);
    let report = report(&plan, vec![life.leaves(60, WithdrawalReason::Life).life()]);
    let warning = |outcomes: &[Held]| outcomes[0].warning_days.map(|days| days.median);
    let each = report.indicators.iter().map(|one| warning(&one.outcomes));
    assert_eq!(each.collect::<Vec<_>>(), [Some(20), Some(37)]);
    assert_eq!(warning(&report.together.outcomes), Some(37));
}

#[test]
fn hours_missing_are_those_beyond_what_there_are() {
    let plan = plan();
    let tally = tally(&plan, school());
    let outlook = tally.report(&plan, Some(0.05)).outlook;
    // Five contacts of half an hour in 200 days.
    let asked = 2.5 / (200.0 / 7.0);
    assert!((outlook.hours_per_week - asked).abs() < 1e-9);
    assert!((outlook.hours_missing.unwrap() - (asked - 0.05)).abs() < 1e-9);
}

#[test]
fn a_report_is_json_with_instants_that_people_can_read() {
    let json = serde_json::to_value(report(&plan(), school())).unwrap();
    assert_eq!(json["known_until"], "2026-01-01T00:00:00Z");
    assert_eq!(json["indicators"][0]["rings"], 5);
}

mod leaks {
    use super::*;
    use crate::leak::stands;
    use crate::rings::rings;
    use vigie_domain::signal::{History, Rules};

    fn observed(told: Told, at: i64, value: f64) -> Told {
        told.on(at, Observed { metric: "risk".into(), value, version: "1".into() })
    }

    #[test]
    fn an_honest_school_is_clean() {
        let mut plan = plan();
        plan.checked = 1;
        let leaks = report(&plan, school()).leaks;
        assert!(leaks.is_clean() && leaks.rings_checked == 4, "{leaks:?}");
    }

    #[test]
    fn a_fact_known_before_it_occurred_is_caught() {
        let life = student(1).known(
            90,
            80,
            Congratulated { occasion: Occasion::Step, by: StaffId::derive("alex"), about: None },
        );
        let leaks = report(&plan(), vec![life.life()]).leaks;
        assert_eq!(leaks.known_before_it_occurred, [(Kind::Congratulated, 1)]);
    }

    #[test]
    fn a_value_computed_later_than_it_claims_is_caught() {
        let mut life = observed(student(1), 30, 0.9).life();
        life.facts[1].recorded_at = day(120);
        assert_eq!(report(&plan(), vec![life]).leaks.computed_later_than_told, 1);
    }

    /// An absence on day 10 that the school heard of on day 30.
    fn told_late() -> Life {
        let mut life = student(1).session(10, SessionOutcome::StudentAbsent).life();
        life.facts[1].known_at = day(30);
        life
    }

    #[test]
    fn a_ring_from_facts_that_nobody_knew_yet_is_not_there() {
        let rules = Rules::new(vec![rule("lost", "sessions_lost_30d >= 1", Role::Asked).1]);
        let honest = told_late();
        let mut leaking = honest.clone();
        leaking.facts[1].known_at = day(10);
        let (honest, leaking) = (History::new(honest.facts), History::new(leaking.facts));
        let first = |history| rings(history, &rules, &context(), day(200))[0];
        let found = [first(&honest), first(&leaking)]
            .map(|ring| stands(&honest, &ring, &rules, &context()));
        assert_eq!(found, [true, false]);
    }

    /// Forty students; the day before leaving, somebody wrote the outcome
    /// into a computed value. `days` before: how early.
    fn in_disguise(days: i64) -> Report {
        let rules = vec![rule("risk", "risk > 0.5", Role::Asked)];
        let lives = (1..=40).map(|number| {
            observed(student(number), 60 - days, 0.99).leaves(60, WithdrawalReason::Life).life()
        });
        report(&Plan::new(context(), rules, day(200)), lives.collect())
    }

    #[test]
    fn an_outcome_in_disguise_is_too_good_to_be_true() {
        assert!(in_disguise(1).indicators[0].too_good_to_be_true);
    }

    #[test]
    fn a_risk_that_is_right_a_month_ahead_is_simply_good() {
        assert!(!in_disguise(30).indicators[0].too_good_to_be_true);
    }
}

mod frontier {
    use super::*;

    #[test]
    fn a_variant_is_taken_in_place_of_what_it_varies() {
        let variant = Role::Variant {
            of: Key::from("quiet"),
            threshold: "n".into(),
            value: "5 d".to_owned(),
        };
        let rules = vec![
            rule("quiet", "days_since_session > 21 d", Role::Asked),
            rule("quiet$n=5 d", "days_since_session > 5 d", variant),
        ];
        let report = report(&Plan::new(context(), rules, day(200)), school());
        // Five days catch both departures, 21 days one: for twice as many
        // contacts or fewer, the variant is worth more.
        let taken: Vec<_> =
            report.frontier.iter().map(|step| (step.caught, &step.varied)).collect();
        assert_eq!(taken, [(2, &Some((Key::from("n"), "5 d".to_owned())))]);
    }
}
