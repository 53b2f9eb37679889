//! How an enrolment ends, and whether a job comes of it, are learned from the
//! school's own past as leaving is: from the facts to the risk that a journey
//! holds, and to what came of it.

use vigie_domain::fact::{
    Contract, Diploma, Enrolled, Hired, Payload, Reenrolled, WithdrawalReason, Withdrawn,
};
use vigie_risk::target::Target;
use vigie_server::app::backtest::Cancel;

use crate::support::learned::{because, looks, told, train};
use crate::support::{Tale, World, day, on_both, student};

/// One student began every two days.
const STUDENTS: i64 = 240;
const TODAY: i64 = 518;
/// Days from the first day to the end of the course, and from there to that of
/// the guarantee.
const COURSE: i64 = 90;
const GUARANTEE: i64 = 90;
const HIRED_AFTER: i64 = 60;

/// As `learned::told` names them.
fn name(number: i64) -> String {
    crate::support::learned::name(number)
}

const fn begins(number: i64) -> i64 {
    number * 2
}

/// Do they hardly work? Most of those leave, or are not validated.
const fn is_quiet(number: i64) -> bool {
    number * 7_919 % 100 < 40
}

const fn fails(number: i64) -> bool {
    is_quiet(number) != (number % 8 == 3)
}

/// Of those who graduate, do they do no more than they have to? Most of those
/// find no job.
const fn is_slow(number: i64) -> bool {
    number * 31 % 20 < 8
}

const fn is_hired(number: i64) -> bool {
    is_slow(number) == (number % 7 == 2)
}

/// All that is known of somebody by `until`.
fn tale(number: i64, until: i64) -> Tale {
    let first = begins(number);
    let begun = Enrolled {
        programme: "web".into(),
        cohort: "2025-09".into(),
        starts_at: day(first),
        target_end: Some(day(first + COURSE)),
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    };
    let mut tale = student(&name(number)).studying("web");
    tale = tale.lived(day(first), Payload::Enrolled(Box::new(begun)));
    let gone = |reason| Withdrawn { reason, return_at: None };
    let actions = if is_quiet(number) { 2 } else { 30 } + if is_slow(number) { 0 } else { 15 };
    for week in 0..COURSE / 7 {
        let noise = u32::try_from((number + week) * 13 % 9).unwrap();
        tale = tale.worked(day(first + week * 7 + 3), actions + noise);
    }
    if fails(number) && number % 3 > 0 {
        tale = tale.lived(day(first + 50), gone(WithdrawalReason::Unknown));
    } else if fails(number) {
        tale = tale.lived(day(first + COURSE), gone(WithdrawalReason::NotValidated));
    } else {
        if number % 11 == 5 {
            // Away for a while, and back.
            tale = tale.lived(day(first + 40), gone(WithdrawalReason::Unknown));
            tale = tale.lived(day(first + 45), Reenrolled { target_end: None });
        }
        let guarantee_until = Some(day(first + COURSE + GUARANTEE));
        let diploma = Diploma { programme: "web".into(), guarantee_until };
        tale = tale.lived(day(first + COURSE), diploma);
        if is_hired(number) {
            let starts_at = day(first + COURSE + HIRED_AFTER);
            let hired =
                Hired { company: "mairie".into(), contract: Contract::Permanent, starts_at };
            tale = tale.lived(starts_at, Payload::Hired(Box::new(hired)));
        }
    }
    tale.facts.retain(|draft| draft.occurred_at < day(until));
    tale
}

async fn lived(world: &mut World, until: i64) {
    world.app.clock.set(day(until));
    let tales: Vec<Tale> = (0..STUDENTS).map(|number| tale(number, until)).collect();
    for tale in &tales {
        world.settle_in(tale).await;
    }
    let facts: Vec<_> = tales.into_iter().flat_map(|tale| tale.facts).collect();
    world.imports(&facts).await;
}

/// From the past to the journeys of those who are there, and to what came of
/// it; `who`: whom to ask, the one more at risk first; `unasked`: somebody of
/// whom nothing of the kind can be foretold.
async fn from_end_to_end(world: &mut World, target: Target, who: [i64; 2], unasked: i64) {
    lived(world, TODAY).await;
    let made = train(world, target).await;
    assert_eq!(made.artefact.card.target, target);
    looks(world).await;
    for number in who {
        assert_eq!(told(world, number).await, [], "nobody approved it");
    }
    world.app.approve_risk(&made.id, &because("essai")).await.unwrap();
    looks(world).await;
    let mut risks = Vec::new();
    for number in who {
        let journey = world.standing(&name(number)).await.journey;
        risks.push(journey.risk(world.now()).unwrap().0);
    }
    assert!(risks[0] > risks[1], "{risks:?}");
    assert_eq!(world.standing(&name(unasked)).await.journey.risk(world.now()), None);

    // All of it is settled in the end, and each person judged once.
    let mut foretold = 0;
    for number in 0..STUDENTS {
        foretold += usize::from(!told(world, number).await.is_empty());
    }
    lived(world, TODAY + COURSE + GUARANTEE + 1).await;
    looks(world).await;
    let audited = world.app.audit_risk(None, 1, &Cancel::default(), |_| {}).await;
    assert_eq!(audited.unwrap().unwrap().people, foretold);
    assert!(foretold > 5, "{foretold}");
}

/// The first of those who began between these days and are as asked for.
fn somebody(began: std::ops::Range<i64>, is: impl Fn(i64) -> bool) -> i64 {
    (0..STUDENTS).find(|number| began.contains(&begins(*number)) && is(*number)).unwrap()
}

on_both! {
    async fn how_an_enrolment_ends_is_foretold(mut world) {
        let there = TODAY - 45..TODAY - 25;
        let who = [true, false].map(|quiet| somebody(there.clone(), |one| is_quiet(one) == quiet));
        let graduated = somebody(0..TODAY - COURSE, |one| !fails(one));
        from_end_to_end(&mut world, Target::FailOrWithdrawn, who, graduated).await;
    }

    async fn whether_a_job_comes_is_foretold_of_those_with_a_diploma(mut world) {
        let looking = TODAY - COURSE - 40..TODAY - COURSE - 10;
        let of = |slow| somebody(looking.clone(), |one| !fails(one) && is_slow(one) == slow);
        // Who is on the course has no guarantee yet.
        let there = somebody(TODAY - 45..TODAY - 25, |_| true);
        from_end_to_end(&mut world, Target::NoJob, [of(true), of(false)], there).await;
    }
}
