//! Data of every earlier schema is still there, and readable, in this one.

use vigie_domain::access;
use vigie_domain::fact::{Channel, Kinds, Role};
use vigie_domain::ids::{FactId, RelayId, StaffId, StudentId};
use vigie_domain::indicator::{State, Verdict};
use vigie_domain::time::Instant;
use vigie_store::across::{Filter, PeopleQuery};
use vigie_store::{Author, Digest, Engine, Error, KeptBack, Store};

use crate::both::on_both;

/// `tests/samples/NAME.sql`, with `{bytes:xx}` as sixteen bytes `xx`.
fn sample(engine: Engine, name: &str) -> String {
    let file = format!("{}/tests/samples/{name}.sql", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|_| panic!("each migration has sample data: write {file}"));
    let mut pieces = text.split("{bytes:");
    let mut sql = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (byte, rest) = piece.split_once('}').unwrap();
        let hex = byte.repeat(16);
        let (open, close) = match engine {
            Engine::Sqlite => ("X'", "'"),
            Engine::Postgres => ("'\\x", "'::bytea"),
        };
        sql.extend([open, &hex, close, rest]);
    }
    sql
}

/// Reads every sample through the public functions.
async fn assert_samples_are_there(store: &Store) {
    let student = StudentId::from_bytes([1; 16]);
    let advisor = StaffId::from_bytes([0xa1; 16]);
    let fact = FactId::from_bytes([0xf1; 16]);

    let known = store.student(student).await.unwrap().unwrap();
    assert_eq!(known.student.given_name, "Léa");
    assert_eq!(known.outside, [("csv".into(), "s1".into())]);
    let staff = store.staff().await.unwrap();
    assert_eq!((staff[&advisor].role, staff[&advisor].capacity), (Role::Advisor, Some(90)));
    let items = &store.programmes().await.unwrap()["web"].items;
    assert_eq!(items.iter().map(|item| &item.key).collect::<Vec<_>>(), ["p1", "p2"]);
    assert_eq!(store.supplied().await.unwrap(), Kinds(5));
    assert_eq!(store.setting("time_zone").await.unwrap().as_deref(), Some("Europe/Paris"));

    let facts = store.facts_of(student).await.unwrap();
    assert_eq!(facts.iter().map(|fact| fact.id).collect::<Vec<_>>(), [fact]);
    assert_eq!(store.texts_of(&[(student, fact)]).await.unwrap()[&fact], "rappeler jeudi");
    let cohort = Filter::Cohort("2025-09".into());
    assert_eq!(store.students(cohort).await.unwrap(), [student]);

    let standing = store.standing(student).await.unwrap().unwrap();
    assert_eq!((standing.next_due, standing.advisor), (Some(Instant(50)), Some(advisor)));
    let open = store.open_signals(student).await.unwrap();
    assert_eq!((open[0].key.enrolment, open[0].since), (None, Instant(35)));
    assert_eq!(store.standings_of_advisor(advisor).await.unwrap()[0].student, student);

    assert_eq!(known.student.good_hours.as_deref(), Some("après 18 h"));
    assert_eq!(known.channel, Some(Channel::Phone));
    let user = store.user_by_email("camille@example.org").await.unwrap().unwrap();
    assert_eq!((user.role, user.staff), (access::Role::Advisor, Some(advisor)));
    assert_eq!(user.ended_at, Some(Instant(99)));
    let sensitive = store.sensitive_of(student).await.unwrap();
    assert_eq!(sensitive, [FactId::from_bytes([0xf2; 16])].into());
    let body = store.web_session("d0", Instant(69)).await.unwrap();
    assert_eq!(body.unwrap().0, r#"{"user":"05"}"#);
    let mentor = StaffId::from_bytes([0xb1; 16]);
    assert_eq!(store.mentored_by(mentor).await.unwrap()[0].student, student);

    let said = store.availabilities().await.unwrap()[&mentor];
    assert_eq!((said.more, said.away), (Some(2), Some((Instant(100), Instant(200)))));

    let versions = store.versions_of("no_session").await.unwrap();
    let states: Vec<_> = versions.iter().map(|row| (row.version, row.state, row.since)).collect();
    assert_eq!(states, [(1, State::Live, Instant(5)), (2, State::Trial, Instant(97))]);
    assert_eq!(versions[0].body, "days_since_session > 21 d");
    let changes = store.indicator_changes("no_session").await.unwrap();
    assert_eq!((changes[1].by, changes[1].minutes), (Some(advisor), Some((900, 1_200))));
    assert_eq!((changes[2].by, changes[2].user), (None, Some(user.id)));
    assert_eq!(store.feedback_said().await.unwrap()[0].verdict, Verdict::Helped);
    let mark = &store.open_ours().await.unwrap()[0];
    assert_eq!((mark.contact, mark.mentor), (fact, Some(mentor)));
    assert_eq!(mark.reply, Some(("j'avais prévenu".to_owned(), Instant(96))));
    assert_eq!(store.ours_of_mentor(mentor, Instant(90)).await.unwrap().len(), 1);
    let user = user.id;
    let near = store.near(student, Some(StaffId::from_bytes([0xa2; 16]))).await.unwrap().unwrap();
    assert_eq!((near.advisor, near.taken_over), (Some(advisor), Some(Instant(200))));
    assert_eq!(store.audit_heads().await.unwrap()[0].hash, Digest::default());
    assert_eq!(store.audit_salt(student).await.unwrap().unwrap(), [0x5a; 16]);
    assert_eq!(store.sessions_of(user, Instant(169)).await.unwrap()[0].device, "Firefox");
    assert_eq!(store.recovery_codes_left(user).await.unwrap(), 1);
    let factor = store.second_factor(user).await.unwrap().unwrap();
    assert_eq!((factor.secret.len(), factor.confirmed_at), (16, Some(Instant(95))));
    let cases = store.cases_of(student).await.unwrap();
    assert_eq!((cases[0].case.owner, cases[0].case.seq), (advisor, 1));
    assert_eq!(store.open_cases().await.unwrap(), [(student, cases[0].case.id)]);
    assert_eq!((near.owner, near.cares), (Some(advisor), true));
    assert_eq!(store.cases_with_part(StaffId::from_bytes([0xa2; 16])).await.unwrap().len(), 1);
    let waits = store.scheduled_for(student).await.unwrap();
    assert_eq!((waits[0].words.as_str(), waits[0].send_at), ("à jeudi", Instant(95)));
    assert_eq!(waits[0].promises, [("je te rappelle demain".to_owned(), Instant(300))]);
    assert_eq!(waits[0].kept, Some((Instant(170), KeptBack::Danger)));
    assert_eq!(store.kept_back().await.unwrap(), waits);
    let dropped = store.dropped_messages().await.unwrap();
    assert_eq!((dropped[0].row.words.as_str(), dropped[0].at), ("à vendredi", Instant(180)));
    assert_eq!((waits.len(), dropped[0].by), (1, StaffId::from_bytes([0xa2; 16])));
    let absences = store.absences(Instant(150)).await.unwrap();
    let answers = absences.answers(student, advisor, Instant(150));
    assert_eq!(answers.who, StaffId::from_bytes([0xa3; 16]));
    assert_eq!(store.advisors().await.unwrap()[&advisor].programmes, ["web"]);
    let absence = absences.iter().next().unwrap();
    let before = store.absence_version(absence.id, 1).await.unwrap().unwrap();
    assert_eq!((absence.version, before.until), (2, Some(Instant(180))));
    assert_eq!(before.split, absence.split);
    let given = store.hand_overs_of(RelayId::from_bytes([0x7e; 16])).await.unwrap();
    assert_eq!((given[0].student, given[0].to), (student, advisor));
    let models = store.risk_models().await.unwrap();
    assert_eq!(models[0].approved, Some((Some(advisor), Instant(110))));
    assert_eq!(store.risk_weeks("abcd", 9).await.unwrap()[0].0, Instant(120));
    let answers = store.risk_answers("abcd", Instant(120)).await.unwrap();
    assert_eq!((answers[0].student, answers[0].said.to_string()), (student, "0.25".to_owned()));
    let kudos = store.kudos_for(&[student]).await.unwrap();
    assert_eq!((kudos[0].author, kudos[0].fact), (Author::Mentor(mentor), fact));
    assert_eq!(store.shared_by(student).await.unwrap(), [fact]);
    let asked = store.erasure(StudentId::from_bytes([2; 16])).await.unwrap().unwrap();
    assert_eq!((asked.due_at, asked.by), (Instant(200), Some(user)));
    assert_eq!(store.erased_people().await.unwrap()[0].people, 3);
    assert_eq!(store.tokens().await.unwrap()[0].source, "moodle");
    assert_eq!(store.imports(9).await.unwrap()[0].finished_at, Some(Instant(2)));
    assert_eq!(store.buried(&[vec![0xdd; 16]]).await.unwrap().len(), 1);
    let links = store.personal_links([1; 16], Instant(200)).await.unwrap();
    assert_eq!((links[0].given_by, links[0].used_at), (Some(user), Some(Instant(95))));
    assert_eq!(store.sensitive_reasons(student).await.unwrap()[0].until, Instant(200));
    assert_eq!(store.outbox_after(0, 9).await.unwrap()[0].topic, "signals");
}

on_both! {
    without migrations:
    async fn each_step_keeps_what_was_there(store) {
        let names = store.pending_migrations().await.unwrap();
        for (step, name) in (1..).zip(&names) {
            assert_eq!(store.migrate_to(step).await.unwrap(), [name.as_str()]);
            store.script(&sample(store.engine(), name)).await.unwrap();
        }
        assert_eq!(store.pending_migrations().await.unwrap(), Vec::<String>::new());
        assert_samples_are_there(&store).await;
    }

    async fn people_known_before_they_could_be_searched_are_found(store) {
        store.migrate_to(4).await.unwrap();
        store.script(&sample(store.engine(), "0001_directory")).await.unwrap();
        store.migrate().await.unwrap();
        let query = PeopleQuery { words: "LEA".to_owned(), ..PeopleQuery::default() };
        let page = store.people(&query).await.unwrap();
        assert_eq!((page.total, page.lines[0].family_name.as_str()), (1, "Martin"));
    }

    async fn whoever_was_in_a_care_team_before_it_had_a_table_has_their_part(store) {
        store.migrate_to(17).await.unwrap();
        for name in ["0001_directory", "0009_cases"] {
            store.script(&sample(store.engine(), name)).await.unwrap();
        }
        let joined = r#"{"joined":{"who":"a3a3a3a3-a3a3-a3a3-a3a3-a3a3a3a3a3a3","part":"mentor"}}"#;
        let sql = sample(store.engine(), "0009_cases");
        let events = sql.split(';').next().unwrap().replace(", 1, 95,", ", 2, 96,");
        let (head, _) = events.split_once("'{").unwrap();
        store.script(&format!("{head}'{joined}')")).await.unwrap();
        store.migrate().await.unwrap();
        let staff = |byte| StaffId::from_bytes([byte; 16]);
        assert_eq!(store.cases_with_part(staff(0xa3)).await.unwrap().len(), 1);
        assert_eq!(store.cases_with_part(staff(0xa1)).await.unwrap(), []);
    }

    async fn versions_published_before_there_were_states_have_theirs(store) {
        store.migrate_to(6).await.unwrap();
        store
            .script(
                "INSERT INTO indicators (id, version, published_at, state, body) VALUES
                ('a', 1, 5, 'live', 'one'), ('a', 2, 9, 'live', 'two'), ('b', 1, 7, 'live', 'b')",
            )
            .await
            .unwrap();
        store.migrate().await.unwrap();
        let versions = store.indicator_versions().await.unwrap();
        let states: Vec<_> =
            versions.iter().map(|row| (row.id.as_str(), row.version, row.state)).collect();
        let (live, retired) = (State::Live, State::Retired);
        assert_eq!(states, [("a", 1, retired), ("a", 2, live), ("b", 1, live)]);
        let changes = store.indicator_changes("a").await.unwrap();
        let told: Vec<_> = changes.iter().map(|row| (row.version, row.state, row.at.0)).collect();
        assert_eq!(told, [(1, live, 5), (1, retired, 9), (2, live, 9)]);
    }

    async fn a_second_time_does_nothing(store) {
        assert!(!store.migrate().await.unwrap().is_empty());
        assert!(store.migrate().await.unwrap().is_empty());
    }

    async fn an_altered_migration_is_refused(store) {
        store.migrate().await.unwrap();
        store.script("UPDATE migrations SET checksum = checksum + 1 WHERE name LIKE '0002%'")
            .await
            .unwrap();
        let error = store.migrate().await.unwrap_err();
        assert!(matches!(&error, Error::MigrationChanged { name } if name == "0002_facts"));
    }

    async fn a_newer_database_is_refused(store) {
        store.migrate().await.unwrap();
        store.script("INSERT INTO migrations (name, checksum) VALUES ('9999_later', 1)")
            .await
            .unwrap();
        let error = store.migrate().await.unwrap_err();
        assert!(matches!(&error, Error::NewerDatabase { name } if name == "9999_later"));
    }
}
