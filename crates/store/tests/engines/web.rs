//! Accounts, sessions and mentors.

use vigie_domain::access::Role;
use vigie_domain::ids::{EnrolmentId, StaffId, UserId};
use vigie_domain::time::{HOUR, Instant};
use vigie_store::directory::User;
use vigie_store::{Error, Mentored};

use crate::both::on_both;
use crate::samples::{START, student};

fn user(n: u8, email: &str) -> User {
    User {
        id: UserId::from_bytes([n; 16]),
        email: email.to_owned(),
        name: format!("Personne {n}"),
        role: Role::Advisor,
        staff: Some(StaffId::derive("a1")),
        student: None,
        language: Some("fr".into()),
        created_at: START,
        ended_at: None,
    }
}

fn mentored(n: u32, enrolment: &str, mentor: &str) -> Mentored {
    Mentored {
        student: student(n),
        enrolment: EnrolmentId::derive(student(n), enrolment),
        mentor: StaffId::derive(mentor),
    }
}

on_both! {
    async fn an_account_is_read_back_and_found_by_its_address(store) {
        let manager = User { role: Role::Manager, staff: None, language: None, ..user(2, "b@x.org") };
        let mut tx = store.begin().await.unwrap();
        tx.add_user(&user(1, "a@x.org"), Some("hash")).await.unwrap();
        tx.add_user(&manager, None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.user_by_email("a@x.org").await.unwrap(), Some(user(1, "a@x.org")));
        assert_eq!(store.user_by_email("A@x.org").await.unwrap(), None);
        assert_eq!(store.user(manager.id).await.unwrap(), Some(manager.clone()));
        assert_eq!(store.users().await.unwrap(), [user(1, "a@x.org"), manager.clone()]);
        assert_eq!(store.password_hash(user(1, "").id).await.unwrap().as_deref(), Some("hash"));
        assert_eq!(store.password_hash(manager.id).await.unwrap(), None);
    }

    async fn an_address_is_taken_once(store) {
        let mut tx = store.begin().await.unwrap();
        tx.add_user(&user(1, "a@x.org"), None).await.unwrap();
        let error = tx.add_user(&user(2, "a@x.org"), None).await.unwrap_err();
        let Error::Constraint { constraint, .. } = error else { panic!("{error}") };
        assert!(constraint.contains("email"), "{constraint}");
    }

    async fn a_password_is_replaced(store) {
        let mut tx = store.begin().await.unwrap();
        tx.add_user(&user(1, "a@x.org"), Some("old")).await.unwrap();
        assert!(tx.set_password(user(1, "").id, "new").await.unwrap());
        assert!(!tx.set_password(user(9, "").id, "new").await.unwrap());
        assert_eq!(tx.password_hash(user(1, "").id).await.unwrap().as_deref(), Some("new"));
    }

    async fn a_session_lasts_until_it_expires_or_ends(store) {
        let soon = START + HOUR;
        let mut tx = store.begin().await.unwrap();
        assert!(tx.add_web_session("s1", "{}", soon, None).await.unwrap());
        assert!(!tx.add_web_session("s1", "stolen", soon, None).await.unwrap());
        assert!(tx.save_web_session("s1", r#"{"a":1}"#, soon, None).await.unwrap());
        assert!(!tx.save_web_session("s2", "{}", soon + HOUR, None).await.unwrap());
        tx.add_web_session("s2", "{}", soon + HOUR, None).await.unwrap();
        tx.commit().await.unwrap();
        let kept = store.web_session("s1", START).await.unwrap();
        assert_eq!(kept, Some((r#"{"a":1}"#.to_owned(), soon)));
        assert_eq!(store.web_session("s1", soon).await.unwrap(), None);

        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.expire_web_sessions(soon).await.unwrap(), 1);
        tx.delete_web_session("s2").await.unwrap();
        assert_eq!(tx.web_session("s2", START).await.unwrap(), None);
    }

    async fn the_first_value_of_a_setting_stays(store) {
        let mut tx = store.begin().await.unwrap();
        tx.put_first_setting("key", "one").await.unwrap();
        tx.put_first_setting("key", "two").await.unwrap();
        assert_eq!(tx.setting("key").await.unwrap().as_deref(), Some("one"));
    }

    async fn mentors_are_written_where_they_change(store) {
        let (one, two) = (student(1), student(2));
        let before = [mentored(1, "a", "karim"), mentored(1, "b", "agnes"), mentored(2, "a", "karim")];
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.put_mentors(&[one, two], &before).await.unwrap(), 2);
        assert_eq!(tx.put_mentors(&[one, two], &before).await.unwrap(), 0);
        let after = [mentored(1, "a", "agnes"), mentored(2, "a", "karim")];
        assert_eq!(tx.put_mentors(&[one, two], &after).await.unwrap(), 1);
        assert_eq!(tx.mentored_by(StaffId::derive("karim")).await.unwrap(), after[1..]);
        assert_eq!(tx.mentored_by(StaffId::derive("agnes")).await.unwrap(), after[..1]);
        assert_eq!(tx.put_mentors(&[two], &[]).await.unwrap(), 1);
        assert_eq!(tx.mentors_of(&[one, two]).await.unwrap(), after[..1]);
    }

    async fn sessions_that_never_were_are_nobodys(store) {
        assert_eq!(store.web_session("none", Instant(0)).await.unwrap(), None);
    }
}
