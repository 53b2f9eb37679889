//! People, programmes and their outside names.

use std::collections::HashMap;

use vigie_domain::directory::{Item, Programme, Staff, Student};
use vigie_domain::fact::{Channel, Role, WorkKind};
use vigie_domain::ids::{EnrolmentId, StaffId};
use vigie_domain::time::Instant;
use vigie_store::directory::{Availability, Enrolment, NewStudent};

use crate::both::on_both;
use crate::samples::{enrol, newcomer, student};

on_both! {
    async fn a_student_is_read_back_as_the_source_told(store) {
        let told = Student {
            external: "s1".into(),
            given_name: "Léa".to_owned(),
            family_name: "Martin".to_owned(),
            email: Some("lea@example.org".to_owned()),
            phone: Some("+33 6 00 00 00 00".to_owned()),
            time_zone: Some("Indian/Reunion".to_owned()),
            language: Some("fr".into()),
            informal: true,
            dream_job: Some("développeuse".to_owned()),
            good_hours: Some("le matin".to_owned()),
            audit: vec![("age_band".into(), "35-55".into())],
        };
        let new = NewStudent { student: told.clone(), ..newcomer(1) };
        let mut tx = store.begin().await.unwrap();
        tx.put_students(&[new]).await.unwrap();
        tx.commit().await.unwrap();
        let known = store.student(student(1)).await.unwrap().unwrap();
        assert_eq!((known.id, known.student), (student(1), told));
        assert_eq!(store.student(student(2)).await.unwrap(), None);
    }

    async fn a_known_student_keeps_their_id_and_gets_the_new_name(store) {
        enrol(&store, 2).await;
        let mut again = newcomer(1);
        again.proposed = student(77);
        "Alix".clone_into(&mut again.student.given_name);
        again.student.family_name = String::new();
        let mut tx = store.begin().await.unwrap();
        let ids = tx.put_students(&[again]).await.unwrap();
        assert_eq!(ids, HashMap::from([(("csv".into(), "s1".into()), student(1))]));
        let named = tx.students_named(&[student(1), student(77)]).await.unwrap();
        assert_eq!(named.len(), 1);
        let person = &named[&student(1)];
        assert_eq!((person.given_name.as_str(), person.family_name.as_str()), ("Alix", "Nom 1"));
        assert_eq!(person.external, "s1");
    }

    async fn what_a_student_wishes_goes_before_what_a_source_says(store) {
        let mut new = newcomer(1);
        new.student.good_hours = Some("le matin".to_owned());
        let mut tx = store.begin().await.unwrap();
        tx.put_students(std::slice::from_ref(&new)).await.unwrap();
        tx.put_wishes(student(1), Some("après 18 h"), Some(Channel::Video), Instant(5)).await.unwrap();
        tx.put_students(&[new]).await.unwrap();
        let wished = tx.students_named(&[student(1)]).await.unwrap().remove(&student(1)).unwrap();
        assert_eq!(wished.good_hours.as_deref(), Some("après 18 h"));
        assert_eq!(wished.channel, Some(Channel::Video));
        tx.put_wishes(student(1), None, None, Instant(6)).await.unwrap();
        let again = tx.students_named(&[student(1)]).await.unwrap().remove(&student(1)).unwrap();
        assert_eq!((again.good_hours.as_deref(), again.channel), (Some("le matin"), None));
    }

    async fn what_a_mentor_says_last_counts(store) {
        let mentor = StaffId::derive("m-1");
        let away = Some((Instant(10), Instant(20)));
        let mut tx = store.begin().await.unwrap();
        tx.put_availability(mentor, &Availability { more: Some(3), away, said_at: Instant(1) }).await.unwrap();
        let last = Availability { more: None, away: None, said_at: Instant(2) };
        tx.put_availability(mentor, &last).await.unwrap();
        assert_eq!(tx.availabilities().await.unwrap(), HashMap::from([(mentor, last)]));
    }

    async fn the_same_id_in_two_sources_may_be_two_people(store) {
        enrol(&store, 2).await;
        let other = NewStudent { proposed: student(9), source: "moodle".into(), ..newcomer(1) };
        let mut tx = store.begin().await.unwrap();
        tx.put_students(&[other]).await.unwrap();
        let found = tx.find_student("s1").await.unwrap();
        assert_eq!(found, [(student(1), "csv".into()), (student(9), "moodle".into())]);
        assert_eq!(tx.find_student("s999").await.unwrap(), []);
    }

    async fn ids_are_found_for_thousands_at_once(store) {
        enrol(&store, 1_300).await;
        let asked: Vec<_> = (0..1_400)
            .map(|n| ("csv".into(), newcomer(n).student.external))
            .collect();
        let ids = store.student_ids(&asked).await.unwrap();
        assert_eq!(ids.len(), 1_300);
        assert_eq!(ids[&asked[1_299]], student(1_299));
    }

    async fn the_team_is_brought_up_to_date(store) {
        let mut mentor = Staff {
            external: "m1".into(),
            name: "Sacha".to_owned(),
            role: Role::Mentor,
            way: Some("pas à pas".to_owned()),
            capacity: Some(12),
        };
        let mut tx = store.begin().await.unwrap();
        tx.put_staff(&[mentor.clone()]).await.unwrap();
        mentor.capacity = None;
        tx.put_staff(&[mentor.clone()]).await.unwrap();
        let staff = tx.staff().await.unwrap();
        assert_eq!(staff, HashMap::from([(StaffId::derive("m1"), mentor)]));
    }

    async fn a_programme_keeps_its_items_in_order(store) {
        let item = |key: &str| Item {
            key: key.into(),
            title: format!("Projet {key}"),
            kind: WorkKind::Project,
        };
        let programme = Programme {
            key: "web".into(),
            title: "Développement web".to_owned(),
            items: vec![item("z"), item("a"), item("m")],
        };
        let mut tx = store.begin().await.unwrap();
        for _ in 0..2 {
            tx.put_programmes(std::slice::from_ref(&programme)).await.unwrap();
        }
        assert_eq!(tx.programmes().await.unwrap(), HashMap::from([("web".into(), programme)]));
    }

    async fn enrolments_are_found_by_student(store) {
        let enrolment = |n: u32, cohort: &str| Enrolment {
            student: student(n),
            id: EnrolmentId::derive(student(n), "e"),
            external: "e".into(),
            programme: "web".into(),
            cohort: cohort.into(),
        };
        let mut tx = store.begin().await.unwrap();
        tx.put_enrolments(&[enrolment(1, "2025-09"), enrolment(2, "2025-09")]).await.unwrap();
        tx.put_enrolments(&[enrolment(1, "2025-10")]).await.unwrap();
        let found = tx.enrolments_of(&[student(1)]).await.unwrap();
        let moved = enrolment(1, "2025-10");
        assert_eq!(found, HashMap::from([(moved.id, moved)]));
    }

    async fn cohorts_come_in_the_order_of_their_bytes_on_both_engines(store) {
        let names = ["B", "a-2", "a_1", "b", "é"];
        let enrolments: Vec<Enrolment> = (1..)
            .zip(names.iter().rev())
            .map(|(n, cohort)| Enrolment {
                student: student(n),
                id: EnrolmentId::derive(student(n), "e"),
                external: "e".into(),
                programme: "web".into(),
                cohort: (*cohort).into(),
            })
            .collect();
        let mut tx = store.begin().await.unwrap();
        tx.put_enrolments(&enrolments).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.cohorts().await.unwrap(), names);
    }
}
