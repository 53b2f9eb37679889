//! One payload of every kind, with all that may be known and with the least.

use vigie_domain::fact::*;
use vigie_domain::ids::{Ref, StaffId};

use super::fixture::day;

/// A payload of this kind; `full` has every optional field.
pub(super) fn sample(kind: Kind, full: bool) -> Payload {
    let by = StaffId::derive("alex");
    let mentor = StaffId::derive("karim");
    let (session, defence, promise) = (Ref(1), Ref(2), Ref(3));
    let (channel, at) = (Channel::Email, day(3));
    let maybe = full.then_some(at);
    let item = || "p1".into();
    let company = full.then(|| "Pixel".into());
    let target = Target { source: "test".into(), kind: Kind::Noted, own_id: "1".into() };
    match kind {
        Kind::Enquired => Enquired { channel, programme: full.then(item) }.into(),
        Kind::Oriented => Oriented { programme: full.then(item) }.into(),
        Kind::Enrolled => Box::new(Enrolled {
            programme: "web".into(),
            cohort: "2025-09".into(),
            starts_at: at,
            target_end: maybe,
            weekly_hours: None,
            funding: None,
            funding_ends: None,
        })
        .into(),
        Kind::Planned => Box::new(Planned { works: Vec::new() }).into(),
        Kind::Reenrolled => Reenrolled { target_end: maybe }.into(),
        Kind::AdvisorAssigned => AdvisorAssigned { advisor: by }.into(),
        Kind::AdvisorEnded => AdvisorEnded { advisor: by }.into(),
        Kind::MentorAssigned => MentorAssigned { mentor }.into(),
        Kind::MentorEnded => MentorEnded { mentor }.into(),
        Kind::LeavePlanned => LeavePlanned { from: at, until: day(9) }.into(),
        Kind::Paused => Paused { until: maybe }.into(),
        Kind::Resumed => Resumed {}.into(),
        Kind::Activity => {
            let kinds = if full { vec![("lesson".into(), 3)] } else { Vec::new() };
            Activity { from: day(2), to: at, actions: 3, active_days: None, kinds }.into()
        }
        Kind::Submitted => {
            let score = full.then_some(71.0);
            Submitted { item: item(), due: maybe, score, banked: false }.into()
        }
        Kind::Completed => Completed { item: item() }.into(),
        Kind::DefenceScheduled => DefenceScheduled { defence, item: item(), at }.into(),
        Kind::DefenceJudged => {
            DefenceJudged { defence, item: item(), verdict: Verdict::Conditional }.into()
        }
        Kind::SessionBooked => SessionBooked { session, mentor, at }.into(),
        Kind::SessionRecorded => {
            let outcome = SessionOutcome::Held;
            SessionRecorded { session, mentor, at, outcome }.into()
        }
        Kind::SessionRated => SessionRated { session, rating: 4 }.into(),
        Kind::MessageIn => MessageIn { channel, expects_answer: full }.into(),
        Kind::MessageOut => MessageOut { channel, by, written_at: None }.into(),
        Kind::Call => Call { channel, by, outcome: CallOutcome::NoAnswer }.into(),
        Kind::Meeting => Meeting { channel, by }.into(),
        Kind::Noted => Noted { by }.into(),
        Kind::Snoozed => Snoozed { by, until: at }.into(),
        Kind::PromiseMade => PromiseMade { promise, by, due: at }.into(),
        Kind::PromiseKept => PromiseKept { promise }.into(),
        Kind::CommunityPost => CommunityPost { space: "#web".into(), asks_help: full }.into(),
        Kind::ConcernRaised => ConcernRaised { by, role: Role::Mentor }.into(),
        Kind::NeedStated => NeedStated { need: Need::Money, said_in: None }.into(),
        Kind::Diploma => Diploma { programme: "web".into(), guarantee_until: maybe }.into(),
        Kind::Congratulated => Congratulated { occasion: Occasion::Job, by, about: None }.into(),
        Kind::SearchStarted => SearchStarted { guarantee_until: maybe }.into(),
        Kind::Application => Application { company }.into(),
        Kind::Interview => Interview { at, company }.into(),
        Kind::Offer => Offer { company, answer_by: maybe }.into(),
        Kind::Hired => {
            let (company, contract) = ("Pixel".into(), Contract::Permanent);
            Box::new(Hired { company, contract, starts_at: at }).into()
        }
        Kind::CheckedIn => CheckedIn { by }.into(),
        Kind::LeftJob => LeftJob { company }.into(),
        Kind::Ambassador => Ambassador {}.into(),
        Kind::Withdrawn => Withdrawn { reason: WithdrawalReason::Job, return_at: maybe }.into(),
        Kind::Observed => {
            Observed { metric: "risk".into(), value: 0.5, version: "1".into() }.into()
        }
        Kind::QuestionAsked => {
            let (who, asks) = (full.then_some(by), Asks::Answer);
            QuestionAsked { said_in: None, answer_by: at, who, asks }.into()
        }
        Kind::FollowUpSet => FollowUpSet { by, due: at }.into(),
        Kind::NoAnswerDue => NoAnswerDue { by, until: at }.into(),
        Kind::Disputed => Disputed { target: Doubted::Named(target) }.into(),
        Kind::Retracted => Retracted { target: TakenBack::Named(target) }.into(),
    }
}
