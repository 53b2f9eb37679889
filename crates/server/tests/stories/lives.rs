//! Before and after the programme.

use vigie_domain::fact::Channel;
use vigie_domain::journey::{Phase, StudentPhase};
use vigie_server::app::contact::Outcome;
use vigie_store::Why;

use crate::support::{Record, day, just_after, oclock, on_both, student};

on_both! {
    async fn a_future_student_asks_and_nobody_answers(mut world) {
        // Friday afternoon: the weekend is no working time.
        world.lives(student("gerard").advised_by("alex", oclock(4, 9)).asks(oclock(4, 15))).await;
        assert_eq!(world.standing("gerard").await.journey.phase(world.now()).0, StudentPhase::Prospect);
        world.until(oclock(7, 15)).await;
        assert_eq!(world.records("gerard", "message-unanswered").await, []);
        world.until(just_after(oclock(7, 15))).await;
        let began = Record::raised(just_after(oclock(7, 15)), Why::Time);
        assert_eq!(world.records("gerard", "message-unanswered").await, std::slice::from_ref(&began));

        // However short the day.
        let kept = world.list(Some(1)).await.lines;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].candidate.last_contact, None);

        world.until(oclock(7, 16)).await;
        world.alex_reaches("gerard", Outcome::Wrote).await;
        let answered = began.cleared(oclock(7, 16), Why::Fact);
        assert_eq!(world.records("gerard", "message-unanswered").await, [answered]);
        let touch = world.standing("gerard").await.journey.contact.last.unwrap();
        assert_eq!((touch.at, touch.channel), (oclock(7, 16), Channel::Email));
    }

    async fn a_job_is_an_outcome_and_coming_back_is_always_possible(mut world) {
        let leaves = student("thi-mai")
            .enrols("web", day(0))
            .session_held(day(3))
            .leaves_for_a_job(day(25), Some(day(50)))
            .hired(oclock(25, 10), oclock(27, 9));
        world.lives(leaves).await;
        let missed = Record::raised(just_after(day(24)), Why::Time).cleared(day(25), Why::Fact);
        assert_eq!(world.records("thi-mai", "no-session").await, std::slice::from_ref(&missed));
        world.until(oclock(27, 10)).await;
        let journey = world.standing("thi-mai").await.journey;
        assert_eq!(journey.phase(world.now()).0, StudentPhase::Employed);
        assert_eq!(journey.enrolments[0].phase(world.now()).0, Phase::Withdrawn);

        // The week she had named.
        world.until(day(43)).await;
        let planned = world.records("thi-mai", "planned-return").await;
        assert_eq!(planned, [Record::raised(day(43), Why::Time)]);

        world.lives(student("thi-mai").studying("web").comes_back(oclock(45, 9))).await;
        let journey = world.standing("thi-mai").await.journey;
        assert_eq!(journey.enrolments.len(), 1);
        assert_eq!(journey.enrolments[0].phase(world.now()).0, Phase::Learning);
        let closed = Record::raised(day(43), Why::Time).cleared(oclock(45, 9), Why::Fact);
        assert_eq!(world.records("thi-mai", "planned-return").await, [closed]);
        // The study clock stood at 22 days when she left.
        let again = Record::raised(oclock(45, 9), Why::Fact);
        assert_eq!(world.records("thi-mai", "no-session").await, [missed, again]);
    }
}
