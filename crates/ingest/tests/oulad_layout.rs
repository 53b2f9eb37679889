//! The OULAD reader on small made-up files of the same layout.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vigie_domain::calendar::Calendar;
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{
    Activity, AdvisorAssigned, Kind, Kinds, Payload, Submitted, WithdrawalReason, WorkKind,
};
use vigie_domain::ids::StaffId;
use vigie_domain::time::{Instant, Span};
use vigie_ingest::oulad::{self, Options};
use vigie_ingest::{Collected, Error, Reason, Sink, Stop, Supply};

const COURSES: &str =
    "code_module,code_presentation,module_presentation_length\nZZZ,2013J,100\nYYY,2014B,80\n";
const ASSESSMENTS: &str = "code_module,code_presentation,id_assessment,assessment_type,date,weight\n\
    ZZZ,2013J,3,Exam,,100\nZZZ,2013J,2,CMA,40,20\nZZZ,2013J,1,TMA,19,10\nYYY,2014B,9,TMA,30,50\n";
const REGISTRATION: &str =
    "code_module,code_presentation,id_student,date_registration,date_unregistration\n";
const INFO: &str = "code_module,code_presentation,id_student,gender,region,highest_education,imd_band,\
    age_band,num_of_prev_attempts,studied_credits,disability,final_result\n";
const SUBMISSIONS: &str = "id_assessment,id_student,date_submitted,is_banked,score\n";
const TOTALS: &str = "code_module,code_presentation,id_student,day,clicks,rows,active_days\n";
const CLICKS: &str = "code_module,code_presentation,id_student,id_site,date,sum_click\n";
const SITES: &str = "id_site,code_module,code_presentation,activity_type,week_from,week_to\n\
    10,ZZZ,2013J,quiz,,\n11,ZZZ,2013J,forumng,,\n";

/// A set with one student, `7`, registered on day −20 of ZZZ 2013J.
struct Set(TempDir);

impl Set {
    fn new() -> Self {
        let set = Self(tempfile::tempdir().unwrap());
        set.file("courses.csv", COURSES, "")
            .file("assessments.csv", ASSESSMENTS, "")
            .file("studentRegistration.csv", REGISTRATION, "ZZZ,2013J,7,-20,\n")
            .file("studentInfo.csv", INFO, &info("7", "Pass"))
            .file("studentAssessment.csv", SUBMISSIONS, "")
            .file("studentVleCumulative.csv", TOTALS, "")
    }

    fn file(self, name: &str, header: &str, rows: &str) -> Self {
        fs::write(self.0.path().join(name), format!("{header}{rows}")).unwrap();
        self
    }

    fn without(self, name: &str) -> Self {
        fs::remove_file(self.0.path().join(name)).unwrap();
        self
    }

    fn ending(self, registration: &str, result: &str) -> Self {
        self.file("studentRegistration.csv", REGISTRATION, &format!("ZZZ,2013J,7,{registration}\n"))
            .file("studentInfo.csv", INFO, &info("7", result))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read(&self) -> Collected {
        self.read_for(0).0
    }

    fn read_for(&self, advisors: u16) -> (Collected, Supply) {
        let mut sink = Collected::default();
        let supply = oulad::read(self.path(), &Options { advisors }, &mut sink).unwrap();
        (sink, supply)
    }
}

fn info(student: &str, result: &str) -> String {
    format!("ZZZ,2013J,{student},F,Wales,HE Qualification,,35-55,0,60,N,{result}\n")
}

/// 00:00 of a day of ZZZ 2013J.
fn day(day: i32) -> Instant {
    let calendar = Calendar::new(oulad::ZONE).unwrap();
    let start = jiff::civil::date(2013, 10, 1);
    calendar.start_of(start.saturating_add(jiff::Span::new().days(day)))
}

fn of_kind(read: &Collected, kind: Kind) -> Vec<&Draft> {
    let facts = read.records.iter().filter_map(|record| match record {
        Record::Fact(draft) => Some(&**draft),
        _ => None,
    });
    facts.filter(|draft| draft.payload.kind() == kind).collect()
}

fn only(read: &Collected, kind: Kind) -> &Draft {
    let found = of_kind(read, kind);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]
}

fn activities(read: &Collected) -> Vec<&Activity> {
    let drafts = of_kind(read, Kind::Activity).into_iter();
    drafts
        .map(|draft| match &draft.payload {
            Payload::Activity(activity) => activity,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn reasons(read: &Collected) -> Vec<(&str, u64, Reason)> {
    read.rejects
        .iter()
        .map(|found| (found.file.as_str(), found.line, found.reason.clone()))
        .collect()
}

fn unmatched(table: &'static str) -> Reason {
    Reason::Unmatched { table }
}

#[test]
fn an_enrolment_starts_on_the_day_of_registration_and_is_known_the_day_after() {
    let read = Set::new().read();
    let draft = only(&read, Kind::Enrolled);
    assert_eq!((draft.occurred_at, draft.known_at), (day(-20), day(-19)));
    assert_eq!(draft.student, "7");
    assert_eq!(draft.enrolment.as_deref(), Some("ZZZ/2013J/7"));
    let Payload::Enrolled(enrolled) = &draft.payload else { panic!() };
    assert_eq!((enrolled.programme.as_str(), enrolled.cohort.as_str()), ("ZZZ", "2013J"));
    assert_eq!((enrolled.starts_at, enrolled.target_end), (day(0), Some(day(100))));
    assert_eq!(read.rejects, []);
}

#[test]
fn the_plan_lists_the_work_as_it_is_due_at_the_end_of_its_day() {
    let read = Set::new().read();
    let Payload::Planned(planned) = &only(&read, Kind::Planned).payload else { panic!() };
    let works: Vec<_> =
        planned.works.iter().map(|work| (work.item.as_str(), work.kind, work.due)).collect();
    assert_eq!(
        works,
        [
            ("1", WorkKind::Assignment, Some(day(20))),
            ("2", WorkKind::Quiz, Some(day(41))),
            ("3", WorkKind::Exam, None)
        ]
    );
    assert_eq!(planned.works[0].weight, Some(10.0));
}

#[test]
fn students_carry_audit_attributes_and_no_name() {
    let read = Set::new().read();
    let student = read.records.iter().find_map(|record| match record {
        Record::Student(student) => Some(student),
        _ => None,
    });
    let student = student.unwrap();
    assert_eq!(student.given_name, "");
    let audit: Vec<_> =
        student.audit.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        audit,
        [
            "gender=F",
            "region=Wales",
            "age_band=35-55",
            "disability=N",
            "highest_education=HE Qualification"
        ]
    );
}

#[test]
fn programmes_are_modules_with_titled_items() {
    let read = Set::new().read();
    let programmes: Vec<_> = read
        .records
        .iter()
        .filter_map(|record| match record {
            Record::Programme(programme) => Some(programme),
            _ => None,
        })
        .collect();
    assert_eq!(programmes[0].key, "ZZZ");
    assert_eq!(programmes[0].items[0].title, "TMA 1");
    assert_eq!(programmes[1].items.len(), 1);
}

#[test]
fn passing_is_a_diploma_at_the_end() {
    for word in ["Pass", "Distinction"] {
        let read = Set::new().ending("-20,", word).read();
        let draft = only(&read, Kind::Diploma);
        assert_eq!((draft.occurred_at, draft.known_at), (day(100), day(100)));
    }
}

fn departure(draft: &Draft) -> (Instant, Instant, WithdrawalReason) {
    let Payload::Withdrawn(withdrawn) = &draft.payload else { panic!("{draft:?}") };
    (draft.occurred_at, draft.known_at, withdrawn.reason)
}

#[test]
fn failing_is_a_departure_at_the_end() {
    let read = Set::new().ending("-20,", "Fail").read();
    let expected = (day(100), day(100), WithdrawalReason::NotValidated);
    assert_eq!(departure(only(&read, Kind::Withdrawn)), expected);
}

#[test]
fn a_withdrawal_is_known_the_day_after_and_not_told_again_at_the_end() {
    let read = Set::new().ending("-20,12", "Withdrawn").read();
    let expected = (day(12), day(13), WithdrawalReason::Unknown);
    assert_eq!(departure(only(&read, Kind::Withdrawn)), expected);
}

#[test]
fn a_withdrawal_without_a_day_is_known_at_the_end() {
    let read = Set::new().ending("-20,", "Withdrawn").read();
    let expected = (day(100), day(100), WithdrawalReason::Unknown);
    assert_eq!(departure(only(&read, Kind::Withdrawn)), expected);
}

#[test]
fn somebody_unregistered_and_then_failed_left_on_the_day() {
    let read = Set::new().ending("-20,12", "Fail").read();
    let departures: Vec<_> = of_kind(&read, Kind::Withdrawn).into_iter().map(departure).collect();
    assert_eq!(
        departures,
        [
            (day(12), day(13), WithdrawalReason::Unknown),
            (day(100), day(100), WithdrawalReason::NotValidated)
        ]
    );
}

#[test]
fn without_a_registration_day_the_enrolment_never_starts_after_it_ended() {
    let enrolled = |registration: &str| {
        only(&Set::new().ending(registration, "Withdrawn").read(), Kind::Enrolled).occurred_at
    };
    assert_eq!(enrolled(","), day(0));
    assert_eq!(enrolled(",-33"), day(-33));
    assert_eq!(enrolled(",40"), day(0));
}

#[test]
fn a_submission_brings_its_mark_when_its_day_is_over() {
    let set = Set::new().file("studentAssessment.csv", SUBMISSIONS, "1,7,18,0,78\n2,7,50,0,\n");
    let read = set.read();
    let drafts = of_kind(&read, Kind::Submitted);
    assert_eq!((drafts[0].occurred_at, drafts[0].known_at), (day(18), day(19)));
    assert_eq!(drafts[0].own_id, "1");
    let submitted =
        Submitted { item: "1".into(), due: Some(day(20)), score: Some(78.0), banked: false };
    assert_eq!(drafts[0].payload, submitted.into());
    let Payload::Submitted(unmarked) = &drafts[1].payload else { panic!() };
    assert_eq!(unmarked.score, None);
}

#[test]
fn a_banked_mark_does_not_arrive_before_the_enrolment() {
    let set =
        Set::new().ending("5,", "Pass").file("studentAssessment.csv", SUBMISSIONS, "1,7,-1,1,78\n");
    let read = set.read();
    let draft = only(&read, Kind::Submitted);
    assert_eq!((draft.occurred_at, draft.known_at), (day(5), day(6)));
    assert!(matches!(&draft.payload, Payload::Submitted(submitted) if submitted.banked));
}

#[test]
fn work_handed_in_after_leaving_is_kept() {
    let set = Set::new().ending("-20,12", "Withdrawn").file(
        "studentAssessment.csv",
        SUBMISSIONS,
        "1,7,18,0,78\n",
    );
    assert_eq!(of_kind(&set.read(), Kind::Submitted).len(), 1);
}

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

#[test]
fn rows_that_join_to_nothing_are_refused() {
    let set = Set::new()
        .file("studentInfo.csv", INFO, &(info("7", "Pass") + &info("8", "Pass")))
        .file("studentAssessment.csv", SUBMISSIONS, "77,7,1,0,1\n1,8,1,0,1\n9,7,1,0,1\n")
        .file("studentVleCumulative.csv", TOTALS, "XXX,2013J,7,1,1,1,1\n");
    assert_eq!(
        reasons(&set.read()),
        [
            ("studentInfo.csv", 3, unmatched("studentRegistration.csv")),
            ("studentAssessment.csv", 2, unmatched("assessments.csv")),
            ("studentAssessment.csv", 3, unmatched("studentRegistration.csv")),
            ("studentAssessment.csv", 4, unmatched("studentRegistration.csv")),
            ("studentVleCumulative.csv", 2, unmatched("courses.csv")),
        ]
    );
}

#[test]
fn of_two_rows_about_one_thing_the_first_is_taken() {
    let set = Set::new()
        .file("courses.csv", COURSES, "ZZZ,2013J,50\n")
        .file("studentRegistration.csv", REGISTRATION, "ZZZ,2013J,7,-20,\nZZZ,2013J,7,-10,\n")
        .file("studentInfo.csv", INFO, &(info("7", "Pass") + &info("7", "Fail")))
        .file("studentAssessment.csv", SUBMISSIONS, "1,7,1,0,80\n1,7,2,0,90\n");
    let read = set.read();
    let lines: Vec<_> =
        reasons(&read).into_iter().map(|(_, line, reason)| (line, reason)).collect();
    let again = Reason::Duplicate;
    assert_eq!(lines, [(4, again.clone()), (3, again.clone()), (3, again.clone()), (3, again)]);
    assert_eq!(only(&read, Kind::Enrolled).occurred_at, day(-20));
    assert_eq!(of_kind(&read, Kind::Withdrawn), Vec::<&Draft>::new());
    assert_eq!(only(&read, Kind::Submitted).occurred_at, day(1));
}

#[test]
fn cells_out_of_range_lose_their_row_only() {
    let rows = "1,7,18,0,101\n1,7,18,2,50\n1,7,99999,0,50\n1,7,x,0,50\n1,7,,0,50\n1,7,18,0,NaN\n2,7,9,0,1\n";
    let read = Set::new().file("studentAssessment.csv", SUBMISSIONS, rows).read();
    assert_eq!(read.rejects.len(), 6);
    assert_eq!(of_kind(&read, Kind::Submitted).len(), 1);
}

#[test]
fn only_what_was_read_is_supplied() {
    let set = Set::new().without("studentVleCumulative.csv").without("studentAssessment.csv");
    let (read, supply) = set.read_for(0);
    let kinds = [Kind::Enrolled, Kind::Planned, Kind::Withdrawn, Kind::Diploma];
    assert_eq!(supply.kinds, Kinds::of(&kinds));
    assert_eq!(
        reasons(&read),
        [
            ("studentAssessment.csv", 0, Reason::MissingFile),
            ("studentVleCumulative.csv", 0, Reason::MissingFile)
        ]
    );
}

#[test]
fn a_folder_without_the_set_is_an_error() {
    let mut sink = Collected::default();
    let empty = tempfile::tempdir().unwrap();
    let options = Options::default();
    let error = oulad::read(empty.path(), &options, &mut sink).unwrap_err();
    assert!(matches!(error, Error::NoKnownFile { .. }), "{error}");
    let error = oulad::read(&empty.path().join("none"), &options, &mut sink).unwrap_err();
    assert!(matches!(error, Error::Folder { .. }), "{error}");
    let set = Set::new().without("courses.csv");
    let error = oulad::read(set.path(), &options, &mut sink).unwrap_err();
    assert!(matches!(error, Error::Needed { file: "courses.csv", .. }), "{error}");
}

#[test]
fn a_sink_that_stops_ends_the_reading() {
    struct Full(u32);
    impl Sink for Full {
        fn record(&mut self, _: Record) -> Result<(), Stop> {
            self.0 += 1;
            Err(Stop)
        }
        fn reject(&mut self, _: vigie_ingest::Reject) {}
        fn progress(&mut self, _: u64, _: u64) {}
    }
    let mut sink = Full(0);
    let error = oulad::read(Set::new().path(), &Options::default(), &mut sink).unwrap_err();
    assert!(matches!(error, Error::Stopped));
    assert_eq!(sink.0, 1);
}

#[test]
fn the_layout_of_the_official_download_is_read_too() {
    let set = Set::new();
    for name in ["courses.csv", "studentRegistration.csv"] {
        let text = fs::read_to_string(set.path().join(name)).unwrap();
        fs::write(set.path().join(name), text.replace('\n', "\r\n")).unwrap();
    }
    let read = set.file(
        "studentRegistration.csv",
        REGISTRATION,
        "\"ZZZ\",\"2013J\",\"7\",\"-20\",\"?\"\r\n",
    );
    let read = read.read();
    assert_eq!(read.rejects, []);
    assert_eq!(only(&read, Kind::Enrolled).known_at - day(-20), Span::days(1));
}
