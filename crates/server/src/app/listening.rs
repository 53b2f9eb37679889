//! Listening: needs that a message or post states become facts of their own,
//! so that they ring; a person confirms or corrects each.

use vigie_domain::fact::{Fact, Kind, Kinds, Need, NeedStated, Payload, Retracted, Target};
use vigie_domain::ids::{FactId, Key, StudentId};
use vigie_domain::listening::hear;
use vigie_store::Incoming;

use super::written::{Writing, Written};
use super::{App, Refusal, Result};

/// The source of what was heard, apart from what people say themselves.
pub const SOURCE: &str = "listening";
/// What it supplies.
pub(super) const KINDS: Kinds = Kinds::of(&[Kind::NeedStated]);

/// The needs stated in these messages and posts. Heard again in the same
/// text, they are the same facts.
pub(crate) fn heard(incoming: &[Incoming]) -> Vec<Incoming> {
    incoming.iter().flat_map(needs).collect()
}

fn needs(one: &Incoming) -> Vec<Incoming> {
    let Some(text) = one.text.as_deref().filter(|_| is_theirs(&one.fact.payload)) else {
        return Vec::new();
    };
    let stated = hear(text, None).needs.into_iter();
    // What they said with a button is not heard again in its words.
    let stated = stated.filter(|stated| !one.fact.payload.states(stated.need));
    stated.map(|stated| Incoming { fact: fact(&one.fact, stated.need), text: None }).collect()
}

/// Did the student write it? Whatever comes with words of theirs is listened
/// to: danger is also stated in a box that asks for something else.
pub(crate) fn is_theirs(payload: &Payload) -> bool {
    match payload {
        Payload::MessageIn(_)
        | Payload::CommunityPost(_)
        | Payload::Enquired(_)
        | Payload::LeavePlanned(_)
        | Payload::Disputed(_) => true,
        Payload::NeedStated(body) => body.said_in.is_none(),
        _ => false,
    }
}

/// Do these words state danger?
pub(super) fn states_danger(text: &str) -> bool {
    hear(text, None).states(Need::Danger)
}

fn fact(message: &Fact, need: Need) -> Fact {
    let source = Key::from(SOURCE);
    let own_id = own_id(message.id, need);
    let payload = Payload::from(NeedStated { need, said_in: Some(message.id) });
    Fact {
        id: FactId::derive(message.student, &source, Kind::NeedStated, &own_id),
        source,
        revision: 0,
        payload,
        enrolment: None,
        ..message.clone()
    }
}

/// What was heard in a message, to be taken back with it.
pub(super) fn heard_in(facts: &[Fact], message: FactId) -> Vec<Target> {
    let needs = facts.iter().filter(|fact| fact.source == SOURCE).filter_map(|fact| {
        let Payload::NeedStated(said) = &fact.payload else { return None };
        (said.said_in == Some(message)).then_some(said.need)
    });
    needs.map(|need| target(message, need)).collect()
}

fn target(message: FactId, need: Need) -> Target {
    Target { source: SOURCE.into(), kind: Kind::NeedStated, own_id: own_id(message, need).into() }
}

fn own_id(message: FactId, need: Need) -> String {
    format!("{message} {}", need.name())
}

impl App {
    /// Words of a student that are kept elsewhere than in a fact. Danger that
    /// they state reaches the team all the same, as a message of theirs.
    pub(super) async fn listen_beside(&self, student: StudentId, text: &str) -> Result<()> {
        if states_danger(text) {
            self.say(student, text).await?;
        }
        Ok(())
    }

    /// Somebody of the team read the message: yes, that need is stated in it.
    pub async fn confirm_need(
        &self,
        student: StudentId,
        message: FactId,
        need: Need,
    ) -> Result<Vec<Written>> {
        self.message(student, message).await?;
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(NeedStated { need, said_in: Some(message) }, None);
        self.write(writing).await
    }

    /// Somebody of the team read the message: no, that is not what it says.
    pub async fn correct_need(
        &self,
        student: StudentId,
        message: FactId,
        need: Need,
    ) -> Result<()> {
        self.message(student, message).await?;
        let mut writing = Writing::about(student, self.clock.now());
        let target = target(message, need);
        writing.named(format!("misheard {}", target.own_id), Retracted { target: target.into() });
        self.write(writing).await?;
        Ok(())
    }

    /// A message or post of this student.
    async fn message(&self, student: StudentId, message: FactId) -> Result<()> {
        let facts = self.store.facts_of(student).await?;
        let theirs = facts.iter().any(|fact| fact.id == message && is_theirs(&fact.payload));
        if theirs { Ok(()) } else { Err(Refusal::NoSuchMessage.into()) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use vigie_domain::fact::{Channel, Disputed, Doubted, LeavePlanned, MessageIn, MessageOut};
    use vigie_domain::ids::StaffId;
    use vigie_domain::time::Instant;

    use super::*;

    fn message(payload: impl Into<Payload>, text: &str) -> Incoming {
        let payload = payload.into();
        let student = StudentId(Uuid::from_u128(1));
        let at = Instant(1_790_000_000);
        let source = Key::from("portal");
        let fact = Fact {
            id: FactId::derive(student, &source, payload.kind(), "m1"),
            student,
            enrolment: None,
            occurred_at: at,
            known_at: at,
            recorded_at: at,
            source,
            revision: 0,
            payload,
        };
        Incoming { fact, text: Some(text.to_owned()) }
    }

    fn wrote() -> MessageIn {
        MessageIn { channel: Channel::Email, expects_answer: true }
    }

    #[test]
    fn a_need_that_is_stated_becomes_a_fact_about_its_message() {
        let message = message(wrote(), "Bonjour, quelqu'un peut m'aider ?");
        let heard = heard(std::slice::from_ref(&message));
        let said = NeedStated { need: Need::Help, said_in: Some(message.fact.id) };
        assert_eq!(heard.len(), 1);
        assert_eq!(heard[0].fact.payload, Payload::from(said));
        assert_eq!(heard[0].fact.known_at, message.fact.known_at);
        assert_eq!(heard, super::heard(&[message]));
    }

    #[test]
    fn every_text_of_theirs_is_listened_to() {
        let (from, until) = (Instant(1), Instant(2));
        let target = Doubted::Reason { indicator: "no-session".into() };
        let theirs: [Payload; 3] = [
            LeavePlanned { from, until }.into(),
            Disputed { target }.into(),
            NeedStated { need: Need::MentorChange, said_in: None }.into(),
        ];
        for payload in theirs {
            let heard = heard(&[message(payload, "j'ai envie de mourir")]);
            let said = heard.iter().map(|one| one.fact.payload.clone());
            let danger = |said: &Payload| said.states(Need::Danger);
            assert_eq!(said.filter(danger).count(), 1);
        }
    }

    #[test]
    fn what_a_button_said_is_not_heard_again() {
        let said = NeedStated { need: Need::MentorChange, said_in: None };
        let heard = heard(&[message(said, "je voudrais changer de mentor")]);
        assert!(heard.iter().all(|one| !one.fact.payload.states(Need::MentorChange)));
    }

    #[test]
    fn what_the_team_writes_is_not_listened_to() {
        let by = StaffId(Uuid::nil());
        let ours = MessageOut { channel: Channel::Email, by, written_at: None };
        assert!(heard(&[message(ours, "Quelqu'un peut m'aider ?")]).is_empty());
    }
}
