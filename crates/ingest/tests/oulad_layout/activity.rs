//! Running totals and clicks.

use vigie_domain::draft::Record;
use vigie_domain::fact::{Activity, AdvisorAssigned, Kind};
use vigie_domain::ids::StaffId;
use vigie_ingest::Reason;

use super::{
    CLICKS, REGISTRATION, SITES, Set, TOTALS, activities, day, of_kind, only, reasons, unmatched,
};

#[test]
fn differences_of_totals_become_periods() {
    let rows = "ZZZ,2013J,7,-1,98,11,\nZZZ,2013J,7,14,301,45,6\nZZZ,2013J,7,28,401,60,8\n";
    let read = Set::new().file("studentVleCumulative.csv", TOTALS, rows).read();
    let seen: Vec<_> = activities(&read)
        .into_iter()
        .map(|period| (period.from, period.to, period.actions, period.active_days))
        .collect();
    assert_eq!(
        seen,
        [
            (day(-20), day(0), 98, None),
            (day(0), day(15), 203, None),
            (day(15), day(29), 100, Some(2))
        ]
    );
    let draft = of_kind(&read, Kind::Activity)[1];
    assert_eq!((draft.occurred_at, draft.known_at), (day(15), day(15)));
    assert_eq!(draft.own_id, "ZZZ/2013J/15");
}

#[test]
fn the_first_period_starts_when_the_site_opens_or_with_a_later_registration() {
    let first = |registration: &str| {
        let set = Set::new().ending(registration, "Pass");
        let read = set.file("studentVleCumulative.csv", TOTALS, "ZZZ,2013J,7,14,9,9,3\n").read();
        (activities(&read)[0].from, activities(&read)[0].active_days)
    };
    assert_eq!(first("-159,"), (day(-28), Some(3)));
    assert_eq!(first("5,"), (day(5), Some(3)));
    assert_eq!(first("30,"), (day(14), Some(3)));
}

#[test]
fn silence_is_no_fact_but_ends_a_period() {
    let rows = "ZZZ,2013J,7,14,5,1,1\nZZZ,2013J,7,28,5,1,1\nZZZ,2013J,7,42,8,2,2\n";
    let read = Set::new().file("studentVleCumulative.csv", TOTALS, rows).read();
    let seen: Vec<_> =
        activities(&read).into_iter().map(|period| (period.from, period.to)).collect();
    assert_eq!(seen, [(day(-20), day(15)), (day(29), day(43))]);
}

#[test]
fn totals_that_go_down_or_back_are_refused() {
    let rows = "ZZZ,2013J,7,14,5,1,1\nZZZ,2013J,7,28,4,1,1\nZZZ,2013J,7,14,5,1,1\n\
        ZZZ,2013J,7,0,5,1,1\nZZZ,2013J,7,42,9,1,0\nZZZ,2013J,7,56,9,1,1\n";
    let read = Set::new().file("studentVleCumulative.csv", TOTALS, rows).read();
    let file = "studentVleCumulative.csv";
    assert_eq!(
        reasons(&read),
        [
            (file, 3, Reason::Decreasing),
            (file, 4, Reason::Duplicate),
            (file, 5, Reason::Decreasing),
            (file, 6, Reason::Decreasing)
        ]
    );
    assert_eq!(activities(&read).len(), 2);
}

#[test]
fn official_clicks_replace_the_totals_and_are_summed_over_the_whole_file() {
    let rows = "ZZZ,2013J,7,10,3,4\nZZZ,2013J,8,10,3,1\nZZZ,2013J,7,11,3,2\nZZZ,2013J,7,10,-2,1\n\
        ZZZ,2013J,7,99,3,5\nZZZ,2013J,7,10,3,6\nZZZ,2013J,7,10,9,0\n";
    let set = Set::new()
        .file("studentVleCumulative.csv", TOTALS, "ZZZ,2013J,7,14,1000,1,1\n")
        .file("studentVle.csv", CLICKS, rows)
        .file("vle.csv", SITES, "");
    let read = set.read();
    let kinds = |of: &[(&str, u32)]| of.iter().map(|&(kind, n)| (kind.into(), n)).collect();
    let day_fact = |at: i32, actions, of: &[(&str, u32)]| Activity {
        from: day(at),
        to: day(at + 1),
        actions,
        active_days: Some(1),
        kinds: kinds(of),
    };
    let expected = [
        day_fact(-2, 1, &[("quiz", 1)]),
        day_fact(3, 17, &[("other", 5), ("quiz", 10), ("forumng", 2)]),
    ];
    assert_eq!(activities(&read), expected.iter().collect::<Vec<_>>());
    let draft = of_kind(&read, Kind::Activity)[1];
    assert_eq!((draft.occurred_at, draft.known_at), (day(4), day(4)));
    assert_eq!(reasons(&read), [("studentVle.csv", 3, unmatched("studentRegistration.csv"))]);
}

#[test]
fn without_sites_clicks_have_no_kinds() {
    let set = Set::new().file("studentVle.csv", CLICKS, "ZZZ,2013J,7,10,3,4\n");
    let read = set.read();
    assert_eq!(activities(&read)[0].kinds, []);
    assert_eq!(reasons(&read), [("vle.csv", 0, Reason::MissingFile)]);
}

#[test]
fn the_sample_file_is_not_read() {
    let set = Set::new().file("studentVle.sample.csv", CLICKS, "ZZZ,2013J,7,10,3,4\n");
    assert_eq!(activities(&set.read()), Vec::<&Activity>::new());
}

#[test]
fn advisors_are_staff_and_get_students_when_they_first_register() {
    let rows = "YYY,2014B,7,-3,\nZZZ,2013J,7,-20,\n";
    let set = Set::new().file("studentRegistration.csv", REGISTRATION, rows);
    let (read, supply) = set.read_for(1);
    let draft = only(&read, Kind::AdvisorAssigned);
    assert_eq!((draft.occurred_at, draft.known_at), (day(-20), day(-19)));
    assert_eq!(draft.enrolment, None);
    let advisor = StaffId::derive("advisor-01");
    assert_eq!(draft.payload, AdvisorAssigned { advisor }.into());
    assert!(supply.kinds.has(Kind::AdvisorAssigned));
    let staff = read.records.iter().filter(|record| matches!(record, Record::Staff(_))).count();
    assert_eq!(staff, 1);
}
