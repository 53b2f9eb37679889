//! The native CSV format, from files on disk to drafts.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;

use tempfile::TempDir;
use vigie_domain::calendar::Calendar;
use vigie_domain::directory::{Programme, Student};
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{
    Activity, Channel, Disputed, Doubted, Kind, Kinds, MessageIn, Payload, Retracted,
    SessionOutcome, SessionRecorded, Target, WorkKind,
};
use vigie_domain::ids::{Ref, StaffId};
use vigie_domain::time::Instant;
use vigie_ingest::{Collected, Error, Reason, Supply, native};

fn calendar() -> Calendar {
    Calendar::new("Europe/Paris").unwrap()
}

fn instant(text: &str) -> Instant {
    Instant(text.parse::<jiff::Timestamp>().unwrap().as_second())
}

/// 1 December 2026, noon in Paris.
fn now() -> Instant {
    instant("2026-12-01T11:00:00Z")
}

#[derive(Debug)]
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        Self::new().and(name, bytes)
    }

    fn and(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.path().join(name), bytes).unwrap();
        self
    }

    fn read_all(&self) -> (Collected, Supply) {
        let mut sink = Collected::default();
        let supply = native::read(self.0.path(), &calendar(), now(), &mut sink).unwrap();
        (sink, supply)
    }

    fn read(&self) -> Collected {
        self.read_all().0
    }

    /// The drafts of a folder without rejects.
    fn drafts(&self) -> Vec<Draft> {
        let read = self.read();
        assert_eq!(read.rejects, []);
        drafts(read)
    }

    fn only_draft(&self) -> Draft {
        let mut drafts = self.drafts();
        assert_eq!(drafts.len(), 1, "{drafts:?}");
        drafts.remove(0)
    }

    /// (line, column, reason, hint) of a folder with one reject and no record.
    fn only_reject(&self) -> (u64, String, Reason, String) {
        let mut read = self.read();
        assert_eq!((read.rejects.len(), read.records.len()), (1, 0), "{read:?}");
        let reject = read.rejects.remove(0);
        (reject.line, reject.column.unwrap_or_default(), reject.reason, reject.hint)
    }
}

fn drafts(read: Collected) -> Vec<Draft> {
    let facts = read.records.into_iter().filter_map(|record| match record {
        Record::Fact(draft) => Some(*draft),
        _ => None,
    });
    facts.collect()
}

const SESSIONS: &str = "student,enrolment,session,mentor,at,outcome,occurred_at,known_at\n";

fn sessions(row: &str) -> Folder {
    Folder::with("session_recorded.csv", format!("{SESSIONS}{row}\n"))
}

#[test]
fn a_row_becomes_a_draft() {
    let folder =
        sessions("7,7-web,S-1,karim,2025-09-08 18:00,held,2025-09-08 18:45,2025-09-08 20:00");
    let expected = Draft {
        student: "7".into(),
        enrolment: Some("7-web".into()),
        own_id: folder.only_draft().own_id,
        revision: 0,
        occurred_at: instant("2025-09-08T16:45:00Z"),
        known_at: instant("2025-09-08T18:00:00Z"),
        payload: Payload::from(SessionRecorded {
            session: Ref::derive("S-1"),
            mentor: StaffId::derive("karim"),
            at: instant("2025-09-08T16:00:00Z"),
            outcome: SessionOutcome::Held,
        }),
        text: None,
    };
    assert_eq!(folder.only_draft(), expected);
}

#[test]
fn a_time_is_known_at_once_and_a_day_when_it_is_over() {
    let known = |occurred: &str| {
        sessions(&format!("7,7-web,S-1,karim,2025-09-08,held,{occurred},")).only_draft().known_at
    };
    assert_eq!(known("2025-09-08 18:45"), instant("2025-09-08T16:45:00Z"));
    assert_eq!(known("2025-09-08"), instant("2025-09-08T22:00:00Z"));
}

#[test]
fn a_fact_of_the_future_is_refused_and_shown_where_it_belongs() {
    let row = "7,7-web,S-1,karim,2026-12-24 18:00,held,2026-12-24 18:45,";
    let (line, column, reason, hint) = sessions(row).only_reject();
    assert_eq!((line, column.as_str(), reason), (2, "occurred_at", Reason::Future));
    assert!(hint.contains("session_booked.csv"), "{hint}");
}

#[test]
fn what_is_planned_may_lie_in_the_future() {
    let booked =
        "student,enrolment,session,mentor,at,occurred_at\n7,e,S-1,k,2026-12-24 18:00,2026-11-30\n";
    Folder::with("session_booked.csv", booked).only_draft();
}

#[test]
fn nothing_is_known_before_it_happened() {
    let row = "7,7-web,S-1,karim,2025-09-08,held,2025-09-08 18:45,2025-09-07 10:00";
    let (_, column, reason, _) = sessions(row).only_reject();
    assert_eq!(column, "known_at");
    assert_eq!(reason, Reason::Contradiction("known before it happened"));
}

#[test]
fn an_unknown_word_brings_the_closest_one() {
    let row = "7,7-web,S-1,karim,2025-09-08,mentor_abcent,2025-09-08,";
    let (_, column, reason, hint) = sessions(row).only_reject();
    assert_eq!((column.as_str(), reason), ("outcome", Reason::UnknownWord));
    assert_eq!(hint, "did you mean `mentor_absent`?");
}

#[test]
fn a_required_cell_must_hold_something() {
    let (_, column, reason, _) = sessions("7,,S-1,karim,2025-09-08,held,2025-09-08,").only_reject();
    assert_eq!((column.as_str(), reason), ("enrolment", Reason::Empty));
}

#[test]
fn a_bad_row_loses_no_other() {
    let good = "7,e,S-1,karim,2025-09-08,held,2025-09-08,";
    let folder = sessions(&format!(
        "{good}\nbad\n7,e,S-2,karim,x,held,2025-09-08,\n7,e,S-3,karim,2025-09-09,held,2025-09-09,"
    ));
    let read = folder.read();
    assert_eq!(read.rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(read.records.len(), 2);
}

#[test]
fn a_score_is_a_percentage_with_a_point_or_a_comma() {
    let scored = |score: &str| {
        let text = format!("student;enrolment;item;score;occurred_at\n7;e;p1;{score};30/09/2025\n");
        Folder::with("submitted.csv", text)
    };
    let Payload::Submitted(submitted) = scored("78,5").only_draft().payload else { panic!() };
    assert_eq!(submitted.score, Some(78.5));
    let range = Reason::OutOfRange { range: "0 to 100".into() };
    assert_eq!(scored("101").only_reject().2, range);
}

#[test]
fn a_rating_is_from_1_to_5() {
    let text = "student,enrolment,session,rating,occurred_at\n7,e,S-1,6,2025-09-08\n";
    let reason = Folder::with("session_rated.csv", text).only_reject().2;
    assert_eq!(reason, Reason::OutOfRange { range: "1 to 5".into() });
}

#[test]
fn words_are_kept_apart_with_their_line_breaks() {
    let text = "student,channel,occurred_at,text\r\n7,email,2025-10-01 08:12,\"Bonjour,\r\nje \"\"bloque\"\".\"\r\n";
    let draft = Folder::with("message_in.csv", text).only_draft();
    assert_eq!(draft.text.as_deref(), Some("Bonjour,\r\nje \"bloque\"."));
    let message = MessageIn { channel: Channel::Email, expects_answer: true };
    assert_eq!(draft.payload, message.into());
}

#[test]
fn words_in_windows_1252_are_read() {
    let text = b"student,channel,occurred_at,text\n7,email,2025-10-01 08:12,Ma\xEBlle a \xE9t\xE9 coup\xE9e\n";
    let draft = Folder::with("message_in.csv", text).only_draft();
    assert_eq!(draft.text.as_deref(), Some("Maëlle a été coupée"));
}

#[test]
fn activity_of_one_day_occurs_when_the_day_is_over() {
    let text = "student,enrolment,from,to,actions,active_days,kinds\n7,e,2025-09-02,,42,1,lesson=30; quiz=12\n";
    let draft = Folder::with("activity.csv", text).only_draft();
    let to = instant("2025-09-02T22:00:00Z");
    assert_eq!((draft.occurred_at, draft.known_at), (to, to));
    let activity = Activity {
        from: instant("2025-09-01T22:00:00Z"),
        to,
        actions: 42,
        active_days: Some(1),
        kinds: vec![("lesson".into(), 30), ("quiz".into(), 12)],
    };
    assert_eq!(draft.payload, activity.into());
}

#[test]
fn activity_over_days_includes_the_last() {
    let text = "student,enrolment,from,to,actions\n7,e,2025-09-01,2025-09-07,42\n";
    let draft = Folder::with("activity.csv", text).only_draft();
    assert_eq!(draft.occurred_at, instant("2025-09-07T22:00:00Z"));
}

#[test]
fn a_period_that_is_not_over_is_refused() {
    let text = "student,enrolment,from,to,actions\n7,e,2026-12-01,,42\n";
    let (_, column, reason, _) = Folder::with("activity.csv", text).only_reject();
    assert_eq!((column.as_str(), reason), ("to", Reason::Future));
}

const PLANNED: &str = "student,enrolment,occurred_at,item,kind,due\n";

#[test]
fn the_rows_of_a_plan_become_one_fact() {
    let rows = "7,e,2025-08-25,p1,project,2025-09-28\n7,e,2025-08-25,q1,quiz,\n8,f,2025-08-25,p1,project,\n";
    let drafts = Folder::with("planned.csv", format!("{PLANNED}{rows}")).drafts();
    let works: Vec<Vec<_>> = drafts
        .iter()
        .map(|draft| match &draft.payload {
            Payload::Planned(plan) => {
                plan.works.iter().map(|work| (work.item.as_str(), work.kind, work.due)).collect()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let due = Some(instant("2025-09-28T22:00:00Z"));
    assert_eq!(works[0], [("p1", WorkKind::Project, due), ("q1", WorkKind::Quiz, None)]);
    assert_eq!(works[1], [("p1", WorkKind::Project, None)]);
}

#[test]
fn a_plan_taken_up_again_later_or_naming_an_item_twice_is_refused() {
    let rows = "7,e,2025-08-25,p1,project,\n7,e,2025-08-25,p1,project,\n\
        8,f,2025-08-25,p1,project,\n7,e,2025-08-25,p2,project,\n";
    let read = Folder::with("planned.csv", format!("{PLANNED}{rows}")).read();
    let rejects: Vec<_> = read.rejects.iter().map(|found| (found.line, &found.reason)).collect();
    assert_eq!(rejects, [(3, &Reason::Duplicate), (5, &Reason::Duplicate)]);
    assert_eq!(read.records.len(), 2);
}

#[test]
fn a_dispute_names_a_fact_by_source_kind_and_id() {
    let rows = "student,target_kind,target_id,occurred_at\n7,call,C-9,2025-10-07 09:00\n";
    let target = Target { source: "csv".into(), kind: Kind::Call, own_id: "C-9".into() };
    let disputed = Folder::with("disputed.csv", rows).only_draft().payload;
    assert_eq!(disputed, Disputed { target: Doubted::Named(target.clone()) }.into());
    let retracted = Folder::with("retracted.csv", rows).only_draft().payload;
    assert_eq!(retracted, Retracted { target: target.into() }.into());
}

#[test]
fn an_id_and_a_revision_of_your_own_are_kept() {
    let text = "student,id,revision,by,occurred_at,text\n7,N-12,3,lea,2025-10-03,Vu.\n";
    let draft = Folder::with("noted.csv", text).only_draft();
    assert_eq!((draft.own_id.as_str(), draft.revision), ("N-12", 3));
}

#[test]
fn without_an_id_the_same_fact_keeps_its_id_when_it_is_corrected() {
    let id = |outcome: &str| {
        sessions(&format!("7,e,S-1,karim,2025-09-08,{outcome},2025-09-08,")).only_draft().own_id
    };
    assert_eq!(id("held"), id("mentor_absent"));
}

#[test]
fn without_an_id_different_facts_differ() {
    let text = "student,enrolment,item,occurred_at\n7,a,b,2025-09-08\n7,a,c,2025-09-08\n7,b,c,2025-09-08\n";
    let ids: Vec<_> = Folder::with("completed.csv", text)
        .drafts()
        .into_iter()
        .map(|draft| draft.own_id)
        .collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
}

#[test]
fn a_student_with_all_columns_is_read() {
    let text = "student,given_name,family_name,email,phone,time_zone,language,informal,dream_job,good_hours,audit\n\
        7,Inès,Exemple,i@example.org,+33 1 99 00 00 01,Indian/Reunion,fr,oui,Codeuse,le midi,age_band=18-25; region=Sud\n";
    let read = Folder::with("students.csv", text).read();
    let expected = Student {
        external: "7".into(),
        given_name: "Inès".into(),
        family_name: "Exemple".into(),
        email: Some("i@example.org".into()),
        phone: Some("+33 1 99 00 00 01".into()),
        time_zone: Some("Indian/Reunion".into()),
        language: Some("fr".into()),
        informal: true,
        dream_job: Some("Codeuse".into()),
        good_hours: Some("le midi".into()),
        audit: vec![("age_band".into(), "18-25".into()), ("region".into(), "Sud".into())],
    };
    assert_eq!(read.records, [Record::Student(Box::new(expected))]);
}

#[test]
fn a_student_with_an_impossible_address_zone_or_language_is_refused() {
    for (column, value) in [("email", "ines"), ("time_zone", "Réunion"), ("language", "de")] {
        let folder = Folder::with("students.csv", format!("student,{column}\n7,{value}\n"));
        assert_eq!(folder.only_reject().1, column);
    }
}

#[test]
fn items_join_their_programme_in_order() {
    let folder = Folder::with("programmes.csv", "programme,title\nweb,Développement web\n").and(
        "items.csv",
        "programme,item,title,kind\nweb,p1,Un site,project\nwbe,p2,x,quiz\nweb,q1,,quiz\n",
    );
    let read = folder.read();
    let [Record::Programme(web)] = &read.records[..] else { panic!("{:?}", read.records) };
    let Programme { title, items, .. } = &**web;
    assert_eq!(title, "Développement web");
    assert_eq!(items.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(), ["Un site", "q1"]);
    assert_eq!(read.rejects[0].reason, Reason::Unmatched { table: "programmes.csv" });
    assert_eq!(read.rejects[0].hint, "did you mean `web`?");
}

#[test]
fn a_file_that_is_not_part_of_the_format_is_told() {
    let folder = Folder::with("completed.csv", "student,enrolment,item,occurred_at\n")
        .and("sesion_booked.csv", "student\n1\n")
        .and("notes.txt", "");
    let reject = folder.read().rejects.remove(0);
    assert_eq!((reject.file.as_str(), reject.reason), ("sesion_booked.csv", Reason::UnknownFile));
    assert_eq!(reject.hint, "did you mean `session_booked.csv`?");
}

#[test]
fn a_file_without_a_required_column_stops_no_other() {
    let folder = Folder::with("completed.csv", "student,item,occurred_at\n7,p1,2025-09-08\n")
        .and("paused.csv", "student,enrolment,occurred_at\n7,e,2025-12-22\n");
    let (read, supply) = folder.read_all();
    assert_eq!(read.rejects[0].reason, Reason::MissingColumn);
    assert_eq!(read.records.len(), 1);
    assert_eq!(supply.kinds, Kinds::of(&[Kind::Paused]));
}

#[test]
fn a_folder_without_any_file_of_the_format_is_an_error() {
    let folder = Folder::with("notes.csv", "a\n");
    let mut sink = Collected::default();
    let error = native::read(folder.0.path(), &calendar(), now(), &mut sink).unwrap_err();
    assert!(matches!(error, Error::NoKnownFile { .. }), "{error}");
}

fn templates() -> Folder {
    let folder = Folder::new();
    native::write_templates(folder.0.path()).unwrap();
    folder
}

#[test]
fn the_templates_import_cleanly_and_tell_every_kind() {
    let folder = templates();
    let (read, supply) = folder.read_all();
    assert_eq!(read.rejects, []);
    assert_eq!(supply.kinds, Kind::ALL.iter().copied().collect());
    let drafts = drafts(read);
    for &kind in Kind::ALL {
        assert_eq!(drafts.iter().filter(|draft| draft.payload.kind() == kind).count(), 1, "{kind}");
    }
    assert!(drafts.iter().all(|draft| draft.student == "E-1"));
}

/// The templates fill every column, so every field of a fact must be there.
#[test]
fn every_column_of_a_template_reaches_its_fact() {
    for draft in templates().drafts() {
        let payload = format!("{:?}", draft.payload);
        // The fact that another one is about has no id in a file.
        let about = [Kind::NeedStated, Kind::QuestionAsked, Kind::Congratulated];
        let left_empty = usize::from(about.contains(&draft.payload.kind()));
        assert_eq!(payload.matches("None").count(), left_empty, "{payload}");
    }
}

#[test]
fn templates_are_never_written_over() {
    let folder = templates();
    assert!(native::write_templates(folder.0.path()).is_err());
}

#[test]
fn reading_twice_gives_the_same() {
    let folder = templates();
    assert_eq!(folder.read().records, folder.read().records);
}

/// `docs/import-csv.md` ends with what the declarations say. To write it anew:
/// `VIGIE_REGEN=1 cargo test -p vigie-ingest --test native_csv`.
#[test]
fn the_documentation_lists_every_file_and_column() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/import-csv.md");
    let text = fs::read_to_string(path).unwrap();
    let mark = "<!-- generated from the declarations; see native::describe -->\n\n";
    let (written, listed) = text.split_once(mark).unwrap();
    if std::env::var_os("VIGIE_REGEN").is_some() {
        fs::write(path, format!("{written}{mark}{}", native::describe())).unwrap();
        return;
    }
    assert!(listed == native::describe(), "docs/import-csv.md is stale: run with VIGIE_REGEN=1");
}
