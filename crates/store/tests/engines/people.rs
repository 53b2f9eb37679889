//! Finding people, and what happened to them in a week.

use std::collections::BTreeSet;

use vigie_domain::caseload::Held;
use vigie_domain::fact::{Contract, Diploma, Fact, Hired, Kind, Payload, Retracted, Target};
use vigie_domain::time::{DAY, Instant, WEEK};
use vigie_store::across::{PeoplePage, PeopleQuery, Sort};
use vigie_store::directory::NewStudent;
use vigie_store::{StandingRow, Store};

use crate::both::on_both;
use crate::samples::{START, advisor, append, fact, newcomer, standing, student};

/// Five people; the first four have a journey, two of them with advisor 1.
async fn school(store: &Store) {
    let names = [
        ("Inès", "Benali"),
        ("Maëlle", "Le Goff"),
        ("Jean-Baptiste", "Hoarau"),
        ("Élodie", "D’Angelo"),
        ("", ""),
    ];
    let people: Vec<NewStudent> = (0_u32..)
        .zip(names)
        .map(|(n, (given, family))| {
            let mut new = newcomer(n);
            given.clone_into(&mut new.student.given_name);
            family.clone_into(&mut new.student.family_name);
            new
        })
        .collect();
    let row = |n: u32, phase: &str, with: u32, contact: Option<i64>| StandingRow {
        phase: phase.to_owned(),
        advisor: Some(advisor(with)),
        last_contact: contact.map(Instant),
        ..standing(student(n))
    };
    let standings = [
        row(0, "student", 1, Some(50)),
        row(1, "student", 2, Some(20)),
        row(2, "alumni", 1, None),
        row(3, "student", 1, Some(70)),
    ];
    let mut tx = store.begin().await.unwrap();
    tx.put_students(&people).await.unwrap();
    tx.save_standings(&standings).await.unwrap();
    tx.commit().await.unwrap();
}

fn words(words: &str) -> PeopleQuery {
    PeopleQuery { words: words.to_owned(), ..PeopleQuery::default() }
}

fn given(page: &PeoplePage) -> Vec<&str> {
    page.lines.iter().map(|line| line.given_name.as_str()).collect()
}

async fn found(store: &Store, typed: &str) -> Vec<String> {
    let page = store.people(&words(typed)).await.unwrap();
    given(&page).into_iter().map(str::to_owned).collect()
}

on_both! {
    async fn people_are_found_without_their_accents_in_any_order(store) {
        school(&store).await;
        assert_eq!(found(&store, "INES").await, ["Inès"]);
        assert_eq!(found(&store, "elodie d'ange").await, ["Élodie"]);
        assert_eq!(found(&store, "jean baptiste").await, ["Jean-Baptiste"]);
        assert_eq!(found(&store, "goff maë").await, ["Maëlle"]);
        assert_eq!(found(&store, "s4").await, [""]);
        assert_eq!(found(&store, "%").await.len(), 5);
        assert_eq!(found(&store, "nobody").await.len(), 0);
    }

    async fn a_new_name_is_found_and_the_old_one_is_not(store) {
        school(&store).await;
        let mut again = newcomer(0);
        again.proposed = student(77);
        "Alix".clone_into(&mut again.student.given_name);
        again.student.family_name = String::new();
        let mut tx = store.begin().await.unwrap();
        tx.put_students(&[again]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(&store, "benali alix").await, ["Alix"]);
        assert_eq!(found(&store, "ines").await.len(), 0);
    }

    async fn pages_are_sorted_filtered_and_counted(store) {
        school(&store).await;
        let page = |query: PeopleQuery| { let store = store.clone(); async move { store.people(&query).await.unwrap() } };
        let by_name = page(words("")).await;
        assert_eq!(by_name.total, 5);
        assert_eq!(given(&by_name), ["Inès", "Élodie", "Jean-Baptiste", "Maëlle", ""]);
        let last = by_name.lines.last().unwrap();
        assert_eq!((last.phase.as_deref(), last.advisor), (None, None));

        let second = page(PeopleQuery { offset: 2, limit: 2, ..words("") }).await;
        assert_eq!((second.total, given(&second)), (5, vec!["Jean-Baptiste", "Maëlle"]));

        let longest = page(PeopleQuery { sort: Sort::Contact, ..words("") }).await;
        assert_eq!(given(&longest), ["Jean-Baptiste", "Maëlle", "Inès", "Élodie"]);

        let typed = page(PeopleQuery { sort: Sort::Contact, ..words("e") }).await;
        assert_eq!((typed.total, given(&typed)), (4, vec!["Jean-Baptiste", "Maëlle", "Inès", "Élodie"]));
        let alumni = Some("alumni".to_owned());
        let longest = page(PeopleQuery { sort: Sort::Contact, phase: alumni.clone(), ..words("") }).await;
        assert_eq!((longest.total, given(&longest)), (1, vec!["Jean-Baptiste"]));
        let named = page(PeopleQuery { phase: alumni, ..words("") }).await;
        assert_eq!((named.total, given(&named)), (1, vec!["Jean-Baptiste"]));

        let own = PeopleQuery { advisor: Some(advisor(1)), ..words("") };
        let mine = page(PeopleQuery { sort: Sort::Phase, ..own.clone() }).await;
        assert_eq!((mine.total, given(&mine)), (3, vec!["Jean-Baptiste", "Inès", "Élodie"]));
        let mine = page(PeopleQuery { sort: Sort::Contact, ..own.clone() }).await;
        assert_eq!(given(&mine), ["Jean-Baptiste", "Inès", "Élodie"]);
        let studying = PeopleQuery { phase: Some("student".to_owned()), ..own };
        let mine = page(studying.clone()).await;
        assert_eq!((mine.total, given(&mine)), (2, vec!["Inès", "Élodie"]));
        let all = page(PeopleQuery { advisor: None, sort: Sort::Phase, ..studying }).await;
        assert_eq!(all.total, 3);
    }

    async fn those_whom_somebody_has_are_listed_whose_student_they_ever_were(store) {
        school(&store).await;
        let nobodys = StandingRow { advisor: None, ..standing(student(4)) };
        let mut tx = store.begin().await.unwrap();
        tx.save_standings(&[nobodys]).await.unwrap();
        tx.commit().await.unwrap();
        let of = |held: Held| PeopleQuery { held: Some(held), ..words("") };
        let found = async |query: PeopleQuery| {
            let page = store.people(&query).await.unwrap();
            let lines = page.lines.iter().map(|line| line.student).collect::<Vec<_>>();
            (page.total, lines)
        };
        let first = BTreeSet::from([advisor(1)]);
        let own = Held { advisors: first.clone(), ..Held::default() };
        assert_eq!(found(of(own.clone())).await.0, 3);
        assert_eq!(found(of(Held::default())).await, (0, vec![]));
        let nobodys = Held { nobodys: true, ..Held::default() };
        assert_eq!(found(of(nobodys)).await, (1, vec![student(4)]));
        let shared = Held {
            advisors: first,
            nobodys: true,
            and: BTreeSet::from([student(1)]),
            but: BTreeSet::from([student(0), student(2)]),
        };
        let (total, lines) = found(of(shared.clone())).await;
        assert_eq!((total, lines.len()), (3, 3));
        assert!([1, 3, 4].iter().all(|n| lines.contains(&student(*n))), "{lines:?}");
        let some = PeopleQuery { words: "goff".to_owned(), ..of(shared.clone()) };
        assert_eq!(found(some).await, (1, vec![student(1)]));
        for sort in [Sort::Contact, Sort::Phase] {
            let second = PeopleQuery { sort, offset: 2, limit: 2, ..of(shared.clone()) };
            assert_eq!(found(second).await.1.len(), 1);
        }
        let alumni = PeopleQuery { phase: Some("alumni".to_owned()), ..of(own) };
        assert_eq!(found(alumni).await, (1, vec![student(2)]));
    }

    async fn the_diplomas_and_jobs_of_a_week_are_those_that_hold(store) {
        let diploma = |n: u32, at: Instant| {
            let body = Diploma { programme: "web".into(), guarantee_until: None };
            Fact { occurred_at: at, ..fact(student(n), "d", body) }
        };
        let body = Hired { company: "mairie".into(), contract: Contract::Other, starts_at: START };
        let hired = fact(student(2), "h", Payload::Hired(Box::new(body)));
        let target = Target { source: "csv".into(), kind: Kind::Diploma, own_id: "d".into() };
        let (inside, after) = (START + DAY, START + WEEK);
        append(&store, &[
            diploma(1, inside), hired.clone(), diploma(3, after),
            // Taken back, moved out of the week, moved into it.
            diploma(4, inside), fact(student(4), "r", Retracted { target: target.into() }),
            diploma(5, inside), Fact { revision: 1, ..diploma(5, after) },
            diploma(6, after), Fact { revision: 1, ..diploma(6, inside) },
        ]).await;
        let found = store.milestones(START, after).await.unwrap();
        let who: Vec<_> = found.iter().map(|fact| (fact.student, fact.kind())).collect();
        assert_eq!(who, [
            (student(2), Kind::Hired),
            (student(1), Kind::Diploma),
            (student(6), Kind::Diploma),
        ]);
        assert_eq!(found[0], hired);
    }
}
