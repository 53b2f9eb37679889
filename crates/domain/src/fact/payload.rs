//! What each kind of fact says.
//!
//! No names, no contact data, no free text: those live outside the fact log.
//! Planned things (a due date, a defence, the end of a leave) are fields here,
//! never facts of the future.

use serde::{Deserialize, Serialize};

use super::Kind;
use super::words::{
    Asks, CallOutcome, Channel, Contract, Funding, Need, Occasion, Role, SessionOutcome, Verdict,
    WithdrawalReason, WorkKind,
};
use crate::ids::{FactId, Key, Ref, StaffId, StudentId};
use crate::time::Instant;

macro_rules! payloads {
    ($($variant:ident($body:ty)),+ $(,)?) => {
        /// What happened: one variant per kind of fact.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each variant is documented at `Kind`")]
        pub enum Payload { $($variant($body)),+ }

        impl Payload {
            /// The kind of this payload.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$variant(_) => Kind::$variant),+ }
            }

            /// Is it this need, stated?
            pub fn states(&self, need: Need) -> bool {
                matches!(self, Self::NeedStated(body) if body.need == need)
            }
        }

        $(impl From<$body> for Payload {
            fn from(body: $body) -> Self { Self::$variant(body) }
        })+
    };
}

payloads! {
    Enquired(Enquired), Oriented(Oriented), Enrolled(Box<Enrolled>), Planned(Box<Planned>),
    Reenrolled(Reenrolled), AdvisorAssigned(AdvisorAssigned), AdvisorEnded(AdvisorEnded),
    MentorAssigned(MentorAssigned), MentorEnded(MentorEnded), LeavePlanned(LeavePlanned),
    Paused(Paused), Resumed(Resumed), Activity(Activity), Submitted(Submitted),
    Completed(Completed), DefenceScheduled(DefenceScheduled), DefenceJudged(DefenceJudged),
    SessionBooked(SessionBooked), SessionRecorded(SessionRecorded), SessionRated(SessionRated),
    MessageIn(MessageIn), MessageOut(MessageOut), Call(Call), Meeting(Meeting), Noted(Noted),
    Snoozed(Snoozed), PromiseMade(PromiseMade), PromiseKept(PromiseKept),
    CommunityPost(CommunityPost), ConcernRaised(ConcernRaised), NeedStated(NeedStated),
    Diploma(Diploma), Congratulated(Congratulated), SearchStarted(SearchStarted),
    Application(Application), Interview(Interview), Offer(Offer), Hired(Box<Hired>),
    CheckedIn(CheckedIn), LeftJob(LeftJob), Ambassador(Ambassador), Withdrawn(Withdrawn),
    Observed(Observed), Disputed(Disputed), Retracted(Retracted),
    QuestionAsked(QuestionAsked), FollowUpSet(FollowUpSet), NoAnswerDue(NoAnswerDue),
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty),* }
    )+};
}

bodies! {
    /// A first question.
    Enquired {
        /// How it came.
        channel: Channel,
        /// The programme asked about, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        programme: Option<Key>,
    }
    /// A programme was talked through.
    Oriented {
        /// The programme that was suggested, if one was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        programme: Option<Key>,
    }
    /// An enrolment begins.
    Enrolled {
        /// Which programme.
        programme: Key,
        /// Which cohort, e.g. `2025-09`.
        cohort: Key,
        /// First day of study.
        starts_at: Instant,
        /// When the student means to finish.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target_end: Option<Instant>,
        /// Agreed hours of study a week.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weekly_hours: Option<u16>,
        /// Who pays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        funding: Option<Funding>,
        /// When the agreed funding stops.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        funding_ends: Option<Instant>,
    }
    /// One planned piece of work.
    PlannedWork {
        /// The item.
        item: Key,
        /// What kind of work.
        kind: WorkKind,
        /// When it is due, if it has a date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Instant>,
        /// Planned days of study, for a project.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<u16>,
        /// Weight in the final mark, percent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<f32>,
    }
    /// The plan of an enrolment, in order. A later plan replaces an earlier one.
    Planned {
        /// Work in the order it is meant to be done.
        works: Vec<PlannedWork>,
    }
    /// Coming back to an enrolment.
    Reenrolled {
        /// A new target, if one was agreed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target_end: Option<Instant>,
    }
    /// An advisor became theirs.
    AdvisorAssigned {
        /// Who.
        advisor: StaffId,
    }
    /// The advisor is no longer theirs.
    AdvisorEnded {
        /// Who.
        advisor: StaffId,
    }
    /// A mentor became theirs.
    MentorAssigned {
        /// Who.
        mentor: StaffId,
    }
    /// The mentor is no longer theirs.
    MentorEnded {
        /// Who.
        mentor: StaffId,
    }
    /// A leave agreed for later.
    LeavePlanned {
        /// First instant of the leave.
        from: Instant,
        /// First instant after it.
        until: Instant,
    }
    /// A leave begins when this fact occurs.
    Paused {
        /// First instant after the leave, if it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
    }
    /// The leave is over when this fact occurs.
    Resumed {}
    /// Activity on the course site. Occurs when its period is over.
    Activity {
        /// First instant of the period.
        from: Instant,
        /// First instant after the period.
        to: Instant,
        /// How many actions.
        actions: u32,
        /// On how many days of the period, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        active_days: Option<u16>,
        /// Actions by kind of item, where known.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kinds: Vec<(Key, u32)>,
    }
    /// Work handed in.
    Submitted {
        /// The item.
        item: Key,
        /// When it was due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Instant>,
        /// Mark out of 100, once there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<f32>,
        /// Carried over from an earlier enrolment rather than done now.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        banked: bool,
    }
    /// A project or item done.
    Completed {
        /// The item.
        item: Key,
    }
    /// A defence has a date.
    DefenceScheduled {
        /// Which defence.
        defence: Ref,
        /// Of which project.
        item: Key,
        /// When.
        at: Instant,
    }
    /// A defence was judged.
    DefenceJudged {
        /// Which defence.
        defence: Ref,
        /// Of which project.
        item: Key,
        /// The decision.
        verdict: Verdict,
    }
    /// A session has a date.
    SessionBooked {
        /// Which session.
        session: Ref,
        /// With whom.
        mentor: StaffId,
        /// When.
        at: Instant,
    }
    /// What became of a session.
    SessionRecorded {
        /// Which session.
        session: Ref,
        /// With whom.
        mentor: StaffId,
        /// When it was meant to be.
        at: Instant,
        /// What became of it.
        outcome: SessionOutcome,
    }
    /// A rating given by the student.
    SessionRated {
        /// Which session.
        session: Ref,
        /// 1 to 5.
        rating: u8,
    }
    /// The student wrote. The text is kept apart.
    MessageIn {
        /// How.
        channel: Channel,
        /// Does it expect an answer? Unless a person says no, yes.
        expects_answer: bool,
    }
    /// The school wrote. The text is kept apart.
    MessageOut {
        /// How.
        channel: Channel,
        /// By whom.
        by: StaffId,
        /// When it was written, if it left later: it answers nothing that was
        /// asked since.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        written_at: Option<Instant>,
    }
    /// A call.
    Call {
        /// Telephone or video.
        channel: Channel,
        /// By whom.
        by: StaffId,
        /// Conversation or not.
        outcome: CallOutcome,
    }
    /// A meeting: always a two-way exchange.
    Meeting {
        /// In person or by video.
        channel: Channel,
        /// With whom.
        by: StaffId,
    }
    /// A note. The text is kept apart.
    Noted {
        /// By whom.
        by: StaffId,
    }
    /// Come back to it later.
    Snoozed {
        /// By whom.
        by: StaffId,
        /// Off the list until then.
        until: Instant,
    }
    /// A promise to the student. The words are kept apart.
    PromiseMade {
        /// Which promise.
        promise: Ref,
        /// By whom.
        by: StaffId,
        /// For when.
        due: Instant,
    }
    /// A promise was kept.
    PromiseKept {
        /// Which promise.
        promise: Ref,
    }
    /// A post in the community. The text is kept apart.
    CommunityPost {
        /// The space, e.g. `#web-entraide`.
        space: Key,
        /// Does it ask for help?
        asks_help: bool,
    }
    /// Somebody is worried. The words are kept apart.
    ConcernRaised {
        /// By whom.
        by: StaffId,
        /// In which role.
        role: Role,
    }
    /// A need said in words.
    NeedStated {
        /// Which.
        need: Need,
        /// In which message or post it was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said_in: Option<FactId>,
    }
    /// A diploma.
    Diploma {
        /// Which programme.
        programme: Key,
        /// End of the job guarantee, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guarantee_until: Option<Instant>,
    }
    /// Somebody celebrated with them.
    Congratulated {
        /// What.
        occasion: Occasion,
        /// By whom.
        by: StaffId,
        /// The diploma or the job that it was about. Nothing: whatever there
        /// was of this kind.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<FactId>,
    }
    /// The job search starts.
    SearchStarted {
        /// End of the job guarantee, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guarantee_until: Option<Instant>,
    }
    /// One application.
    Application {
        /// To whom, if told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        company: Option<Key>,
    }
    /// A job interview.
    Interview {
        /// When.
        at: Instant,
        /// With whom, if told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        company: Option<Key>,
    }
    /// A job offer.
    Offer {
        /// From whom, if told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        company: Option<Key>,
        /// Answer expected by.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<Instant>,
    }
    /// Hired.
    Hired {
        /// By whom.
        company: Key,
        /// Under which contract.
        contract: Contract,
        /// First day of work.
        starts_at: Instant,
    }
    /// How is the job going?
    CheckedIn {
        /// Asked by whom.
        by: StaffId,
    }
    /// The job ended.
    LeftJob {
        /// Which company.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        company: Option<Key>,
    }
    /// An ambassador of the school.
    Ambassador {}
    /// Left the programme.
    Withdrawn {
        /// Why.
        reason: WithdrawalReason,
        /// When they mean to come back, if they do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        return_at: Option<Instant>,
    }
    /// A value computed over many students, e.g. `risk`.
    Observed {
        /// Which.
        metric: Key,
        /// Its value.
        value: f64,
        /// Which version of the computation.
        version: Key,
    }
    /// Something is said to be wrong; it stays, marked.
    Disputed {
        /// What.
        target: Doubted,
    }
    /// This fact never happened: it is left out of the fold.
    Retracted {
        /// Which fact.
        target: TakenBack,
    }
    /// A question, of which the student was told who answers, and by when.
    QuestionAsked {
        /// In which message it was asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said_in: Option<FactId>,
        /// By when it is answered, from the school's opening hours.
        answer_by: Instant,
        /// Who answers, as the student was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<StaffId>,
        /// What they do: answer, call, look at what is wrong.
        #[serde(default, skip_serializing_if = "Asks::is_answer")]
        asks: Asks,
    }
    /// Unless the student answers, to be taken up again.
    FollowUpSet {
        /// By whom.
        by: StaffId,
        /// When.
        due: Instant,
    }
    /// Nothing that they wrote until then waits for an answer.
    NoAnswerDue {
        /// Who read it.
        by: StaffId,
        /// Until then.
        until: Instant,
    }
    /// A fact named as its source names it.
    Target {
        /// The source.
        source: Key,
        /// The kind.
        kind: Kind,
        /// The source's own id.
        own_id: Key,
    }
}

/// What somebody says is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Doubted {
    /// A fact, named as its source names it.
    Named(Target),
    /// A fact, named as this log names it: all that a page knows of it.
    Fact {
        /// Which.
        fact: FactId,
    },
    /// That somebody has a reason to call them.
    Reason {
        /// The indicator that rings.
        indicator: Key,
    },
}

/// What never happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TakenBack {
    /// A fact, named as its source names it.
    Named(Target),
    /// A fact, named as this log names it: all that a page knows of it.
    Fact {
        /// Which.
        fact: FactId,
    },
}

impl TakenBack {
    /// The fact that is meant.
    pub fn fact(&self, student: StudentId) -> FactId {
        match self {
            Self::Named(target) => target.fact(student),
            Self::Fact { fact } => *fact,
        }
    }
}

impl From<Target> for TakenBack {
    fn from(target: Target) -> Self {
        Self::Named(target)
    }
}

impl Doubted {
    /// The fact that is meant, if it is one.
    pub fn fact(&self, student: StudentId) -> Option<FactId> {
        match self {
            Self::Named(target) => Some(target.fact(student)),
            Self::Fact { fact } => Some(*fact),
            Self::Reason { .. } => None,
        }
    }
}

impl Target {
    /// The id of the fact that is meant.
    pub fn fact(&self, student: StudentId) -> FactId {
        FactId::derive(student, &self.source, self.kind, &self.own_id)
    }
}
