//! Several people write at the same moment.

use tokio::task::JoinSet;
use vigie_domain::case::{Author, Event, Sight};
use vigie_domain::ids::StaffId;
use vigie_server::app::case::Change;
use vigie_server::app::{Error, Refusal};

use crate::support::world::id;
use crate::support::{day, on_both, student};

/// Programs that write at once.
const WRITERS: usize = 8;

on_both! {
    async fn of_eight_who_write_into_a_case_at_once_one_does_and_all_are_told(mut world) {
        let tale = student("ines").enrols("web", day(0)).advised_by("alex", day(0));
        world.lives(tale).await;
        let alex = StaffId::derive("alex");
        let by = Author::Staff(alex);
        let case = world.app.open_case(id("ines"), None, by, alex, None).await.unwrap();
        let mut programs = Vec::new();
        for _ in 0..WRITERS {
            programs.push(world.another_program().await);
        }
        for round in 1..=3_u32 {
            let mut writing = JoinSet::new();
            for (writer, app) in programs.iter().cloned().enumerate() {
                writing.spawn(async move {
                    let words = format!("tour {round}, main {writer}");
                    let event = Event::Noted { words: words.clone(), sight: Sight::Team };
                    let change = Change { student: id("ines"), case, seen: round, by, event };
                    (words, app.change_case(change).await)
                });
            }
            let mut kept = Vec::new();
            let mut told = 0;
            for (words, done) in writing.join_all().await {
                match done {
                    Ok(_) => kept.push(words),
                    Err(Error::Refused(Refusal::CaseChanged { .. })) => told += 1,
                    Err(error) => panic!("{words}: {error}"),
                }
            }
            assert_eq!((kept.len(), told), (1, WRITERS - 1));
            let row = world.app.case(id("ines"), case).await.unwrap().unwrap();
            assert_eq!((row.case.seq, row.events.len()), (round + 1, round as usize + 1));
            assert_eq!(row.case.notes.last().unwrap().words, kept[0]);
        }
    }
}
