//! Work handed in, and its marks.

use vigie_domain::fact::{Kind, Payload, Submitted};

use super::{SUBMISSIONS, Set, day, of_kind, only};

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
