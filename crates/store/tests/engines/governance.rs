//! Versions of indicators and their changes, what contacts said, and what is
//! the school's to repair.

use vigie_domain::ids::FactId;
use vigie_domain::indicator::{State, Verdict};
use vigie_domain::ours::Cause;
use vigie_domain::time::{DAY, Instant, Span};
use vigie_store::{ChangeRow, Error, FeedbackRow, NewSignal, OursRow, Tx, Why};

use crate::both::on_both;
use crate::samples::{START, advisor, enrol, student};

fn change(indicator: &str, version: u32, state: State) -> ChangeRow {
    ChangeRow {
        indicator: indicator.into(),
        version,
        at: START,
        state,
        by: Some(advisor(1)),
        user: None,
        reason: "parce que".to_owned(),
        minutes: None,
    }
}

async fn write(tx: &mut Tx, indicator: &str, version: u32, states: &[State]) {
    tx.add_indicator(indicator, version, &format!("{indicator} {version}")).await.unwrap();
    for state in states {
        tx.change_indicator(&change(indicator, version, *state)).await.unwrap();
    }
}

fn contact(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

fn said(contact_id: FactId, verdict: Verdict) -> FeedbackRow {
    FeedbackRow {
        student: student(1),
        contact: contact_id,
        indicator: "a".into(),
        version: 2,
        verdict,
        at: START,
        by: advisor(1),
    }
}

fn mark(n: u8, cause: Cause) -> OursRow {
    OursRow::new((student(1), contact(n)), cause, (START + Span(i64::from(n)), advisor(1)))
}

fn ring(indicator: &str, version: u32, since: Instant) -> NewSignal {
    NewSignal {
        student: student(1),
        enrolment: None,
        indicator: indicator.to_owned(),
        raised_at: since,
        since,
        indicator_version: version,
        why: Why::Time,
        evidence: "{}".to_owned(),
    }
}

on_both! {
    async fn a_version_stands_where_its_latest_change_left_it(store) {
        let mut tx = store.begin().await.unwrap();
        write(&mut tx, "a", 1, &[State::Draft, State::Live, State::Retired]).await;
        write(&mut tx, "a", 2, &[State::Draft, State::Trial]).await;
        write(&mut tx, "b", 1, &[State::Live]).await;
        write(&mut tx, "c", 1, &[State::Draft]).await;
        let rows = tx.indicator_versions().await.unwrap();
        let states: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.version, row.state)).collect();
        let expected = [
            ("a", 1, State::Retired),
            ("a", 2, State::Trial),
            ("b", 1, State::Live),
            ("c", 1, State::Draft),
        ];
        assert_eq!(states, expected);
        let evaluated = tx.evaluated_indicators().await.unwrap();
        let bodies: Vec<_> = evaluated.iter().map(|row| row.body.as_str()).collect();
        assert_eq!(bodies, ["a 2", "b 1"]);
        assert_eq!(tx.versions_of("a").await.unwrap(), rows[..2]);
    }

    async fn changes_are_read_as_they_came(store) {
        let mut tx = store.begin().await.unwrap();
        write(&mut tx, "a", 1, &[State::Draft]).await;
        let live = ChangeRow { minutes: Some((90, 60)), by: None, ..change("a", 1, State::Live) };
        tx.change_indicator(&live).await.unwrap();
        let changes = tx.indicator_changes("a").await.unwrap();
        assert_eq!(changes, [change("a", 1, State::Draft), live]);
    }

    async fn a_version_is_never_altered(store) {
        let mut tx = store.begin().await.unwrap();
        tx.add_indicator("a", 1, "one").await.unwrap();
        let error = tx.add_indicator("a", 1, "two").await.unwrap_err();
        let Error::Constraint { constraint, .. } = error else { panic!("{error}") };
        assert!(constraint.contains("indicators"), "{constraint}");
    }

    async fn the_last_word_of_a_contact_holds_and_goes_with_it(store) {
        enrol(&store, 2).await;
        let mut tx = store.begin().await.unwrap();
        tx.put_feedback(&said(contact(1), Verdict::WrongData)).await.unwrap();
        tx.put_feedback(&said(contact(1), Verdict::Helped)).await.unwrap();
        tx.put_feedback(&said(contact(2), Verdict::Helped)).await.unwrap();
        let counts = tx.feedback_said().await.unwrap();
        assert_eq!(counts.len(), 1);
        assert_eq!((counts[0].verdict, counts[0].version, counts[0].count), (Verdict::Helped, 2, 2));
        let taps = tx.taps_on(&["a".into(), "b".into()]).await.unwrap();
        assert_eq!(taps.iter().map(|tap| (tap.student, tap.at)).collect::<Vec<_>>(), [(student(1), START); 2]);
        assert_eq!(tx.taps_on(&["b".into()]).await.unwrap(), []);
        tx.forget_feedback(student(1), &[contact(1), contact(9)]).await.unwrap();
        assert_eq!(tx.feedback_said().await.unwrap()[0].count, 1);
    }

    async fn a_mark_waits_for_an_answer(store) {
        enrol(&store, 2).await;
        let mut tx = store.begin().await.unwrap();
        for row in [mark(2, Cause::Mentoring), mark(1, Cause::Project), mark(3, Cause::Project)] {
            tx.put_ours(&row).await.unwrap();
        }
        assert!(tx.take_ours(student(1), contact(1), advisor(2)).await.unwrap());
        assert!(!tx.take_ours(student(2), contact(1), advisor(2)).await.unwrap());
        let at = START + DAY;
        let answered = tx.answer_ours(student(1), contact(2), "réglé", (at, advisor(3))).await;
        assert!(answered.unwrap());
        tx.forget_ours(student(1), &[contact(3)]).await.unwrap();

        let open = tx.open_ours().await.unwrap();
        assert_eq!(open, [OursRow { owner: Some(advisor(2)), ..mark(1, Cause::Project) }]);
        let closed = tx.answered_ours(at).await.unwrap();
        assert_eq!(closed.len(), 1);
        let answer = closed[0].answer.clone();
        assert_eq!((closed[0].owner, answer), (Some(advisor(3)), Some(("réglé".to_owned(), at))));
        let made = tx.ours_made(START, START + DAY).await.unwrap();
        assert_eq!(made.iter().map(|row| row.cause).collect::<Vec<_>>(), [Cause::Project, Cause::Mentoring]);
    }

    async fn the_mentor_whom_a_mark_concerns_replies(store) {
        enrol(&store, 2).await;
        let (lena, at) = (advisor(7), START + DAY);
        let mut tx = store.begin().await.unwrap();
        tx.put_ours(&OursRow { mentor: Some(lena), ..mark(1, Cause::Mentoring) }).await.unwrap();
        tx.put_ours(&mark(2, Cause::Mentoring)).await.unwrap();
        assert!(!tx.reply_ours(student(1), contact(1), "non", (at, advisor(8))).await.unwrap());
        assert!(!tx.reply_ours(student(1), contact(2), "non", (at, lena)).await.unwrap());
        assert!(tx.reply_ours(student(1), contact(1), "j'étais malade", (at, lena)).await.unwrap());
        let theirs = tx.ours_of_mentor(lena, START).await.unwrap();
        let replies: Vec<_> = theirs.into_iter().map(|row| row.reply).collect();
        assert_eq!(replies, [Some(("j'étais malade".to_owned(), at))]);
    }

    async fn rings_are_counted_by_the_week_in_which_they_began(store) {
        enrol(&store, 2).await;
        let week = 7 * DAY.0;
        let to = Instant(START.0 + 2 * week);
        let mut tx = store.begin().await.unwrap();
        let at = |offset| Instant(START.0 + offset);
        let rings = [
            ring("a", 1, at(-1)),
            ring("a", 1, at(0)),
            ring("a", 1, at(week - 1)),
            ring("a", 2, at(week)),
            ring("a@3", 3, at(2 * week - 1)),
            ring("a", 2, at(2 * week)),
        ];
        tx.raise(&rings).await.unwrap();
        let counts = tx.began_weekly(to, 2).await.unwrap();
        let counts: Vec<_> =
            counts.iter().map(|one| (one.indicator.as_str(), one.version, one.week, one.count)).collect();
        assert_eq!(counts, [("a", 1, 0, 2), ("a", 2, 1, 1), ("a@3", 3, 1, 1)]);
    }
}
