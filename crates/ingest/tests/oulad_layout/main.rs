//! The OULAD reader on small made-up files of the same layout.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod activity;
mod enrolments;
mod refused;
mod work;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use vigie_domain::calendar::Calendar;
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Activity, Kind, Payload};
use vigie_domain::time::Instant;
use vigie_ingest::oulad::{self, Options};
use vigie_ingest::{Collected, Reason, Supply};

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
