//! What was heard of a student since a case was opened, counted from the
//! facts.

use crate::fact::{CallOutcome, Channel, Fact, Payload, SessionOutcome};
use crate::time::{DAY, Instant, Span};

/// Attempts without any sign, and whether there was a sign before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Attempts since the last sign of them; several on one day by one
    /// channel are one.
    pub attempts: u16,
    /// On how many channels.
    pub channels: u8,
    /// From the first of these attempts to the last.
    pub span: Span,
    /// Has the student spoken with us, or written, since?
    pub answered: bool,
}

/// Counts the facts that occurred at `since` or later; they come in the order
/// of the fold, without those that were taken back.
pub fn heard<'f>(facts: impl IntoIterator<Item = &'f Fact>, since: Instant) -> Heard {
    let mut tried: Vec<(Channel, i64, Instant)> = Vec::new();
    let mut answered = false;
    for fact in facts {
        if fact.occurred_at < since {
            continue;
        }
        match sign(&fact.payload) {
            Sign::Attempt(channel) => {
                let day = fact.occurred_at.0.div_euclid(DAY.0);
                if !tried.iter().any(|&(known, on, _)| (known, on) == (channel, day)) {
                    tried.push((channel, day, fact.occurred_at));
                }
            }
            Sign::Answer => {
                tried.clear();
                answered = true;
            }
            Sign::Alive => tried.clear(),
            Sign::None => {}
        }
    }
    let mut channels: Vec<Channel> = tried.iter().map(|&(channel, ..)| channel).collect();
    channels.sort_unstable();
    channels.dedup();
    let span = match (tried.first(), tried.last()) {
        (Some(first), Some(last)) => last.2.since(first.2),
        _ => Span(0),
    };
    Heard {
        attempts: u16::try_from(tried.len()).unwrap_or(u16::MAX),
        channels: u8::try_from(channels.len()).unwrap_or(u8::MAX),
        span,
        answered,
    }
}

/// What a fact says of the contact between the student and us.
enum Sign {
    /// We tried.
    Attempt(Channel),
    /// They spoke with us or wrote.
    Answer,
    /// They are there, though not in touch with us.
    Alive,
    None,
}

fn sign(payload: &Payload) -> Sign {
    match payload {
        Payload::Call(call) if call.outcome != CallOutcome::Spoke => Sign::Attempt(call.channel),
        Payload::MessageOut(message) => Sign::Attempt(message.channel),
        Payload::Call(_)
        | Payload::Meeting(_)
        | Payload::MessageIn(_)
        | Payload::NeedStated(_)
        | Payload::QuestionAsked(_)
        | Payload::Disputed(_)
        | Payload::Hired(_) => Sign::Answer,
        Payload::SessionRecorded(body) if body.outcome == SessionOutcome::Held => Sign::Alive,
        Payload::Activity(body) if body.actions > 0 => Sign::Alive,
        Payload::CommunityPost(_)
        | Payload::Submitted(_)
        | Payload::LeavePlanned(_)
        | Payload::Resumed(_) => Sign::Alive,
        _ => Sign::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Call, Disputed, Doubted, MessageIn, MessageOut, Noted, Resumed};
    use crate::ids::{FactId, StaffId, StudentId};

    const STUDENT: StudentId = StudentId(uuid::Uuid::nil());
    const BY: StaffId = StaffId(uuid::Uuid::nil());

    fn fact(day: i64, payload: impl Into<Payload>) -> Fact {
        let (payload, at) = (payload.into(), Instant(day * DAY.0));
        Fact {
            id: FactId::derive(STUDENT, "t", payload.kind(), &day.to_string()),
            student: STUDENT,
            enrolment: None,
            occurred_at: at,
            known_at: at,
            recorded_at: at,
            source: "t".into(),
            revision: 0,
            payload,
        }
    }

    fn call(outcome: CallOutcome) -> Call {
        Call { channel: Channel::Phone, by: BY, outcome }
    }

    fn email() -> MessageOut {
        MessageOut { channel: Channel::Email, by: BY, written_at: None }
    }

    fn since_day(day: i64, facts: &[Fact]) -> Heard {
        heard(facts, Instant(day * DAY.0))
    }

    #[test]
    fn attempts_count_once_a_day_and_channel() {
        let no_answer = || call(CallOutcome::NoAnswer);
        let facts =
            [fact(1, no_answer()), fact(1, no_answer()), fact(1, email()), fact(4, no_answer())];
        let heard = since_day(1, &facts);
        assert_eq!((heard.attempts, heard.channels, heard.span), (3, 2, Span::days(3)));
        assert!(!heard.answered);
    }

    #[test]
    fn what_came_before_the_case_does_not_count() {
        let facts = [fact(1, call(CallOutcome::Spoke)), fact(2, call(CallOutcome::NoAnswer))];
        assert_eq!(since_day(3, &facts), Heard::default());
    }

    #[test]
    fn an_answer_begins_the_count_anew() {
        let wrote = MessageIn { channel: Channel::Email, expects_answer: false };
        let facts = [fact(1, call(CallOutcome::MessageLeft)), fact(2, wrote), fact(3, email())];
        let heard = since_day(1, &facts);
        assert_eq!((heard.attempts, heard.answered), (1, true));
    }

    #[test]
    fn whoever_disputes_a_fact_has_answered_and_whoever_is_back_is_alive() {
        let wrong = Disputed { target: Doubted::Reason { indicator: "unseen".into() } };
        for (said, answered) in [(Payload::from(wrong), true), (Resumed {}.into(), false)] {
            let facts = [fact(1, email()), fact(2, call(CallOutcome::NoAnswer)), fact(3, said)];
            let heard = since_day(1, &facts);
            assert_eq!((heard.attempts, heard.answered), (0, answered));
        }
    }

    #[test]
    fn a_note_of_ours_is_no_attempt() {
        assert_eq!(since_day(1, &[fact(1, Noted { by: BY })]), Heard::default());
    }
}
