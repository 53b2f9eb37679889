//! What was asked for makes no sense, said so that whoever asked can mend it.
//!
//! The words here are for the command line and the logs; a page words each
//! [`Refusal::code`] in its reader's language.

use vigie_domain::case;
use vigie_domain::caseload::Misfit;
use vigie_domain::indicator::State;
use vigie_domain::time::Instant;

use super::indicator::Hours;

/// Why something was not written down.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something that happened cannot lie in the future.
    #[error(
        "this is said to have happened in the future; a plan is a promise or a date to come back"
    )]
    Future,
    /// Something planned cannot lie in the past.
    #[error("{0} is over: name a moment to come")]
    Past(Instant),
    /// Something planned lies further away than it may.
    #[error("{0} is too far away: at most a year ahead")]
    TooFar(Instant),
    /// Something that happened lies further back than it may.
    #[error("{0} is too long ago: at most a year back")]
    LongAgo(Instant),
    /// Nobody comes back who is not away.
    #[error("this student is not on leave now")]
    NotOnLeave,
    /// Words were expected.
    #[error("write a few words")]
    NoWords,
    /// A protected attribute is turned on by somebody who says why.
    #[error(
        "turning on a protected attribute ({attributes}) asks for a reason, which stands in the \
         model's card and on the page that students read: --because \"…\""
    )]
    NoReason {
        /// Which.
        attributes: String,
    },
    /// More words than are kept.
    #[error("that is too long: at most {most} characters are kept")]
    TooLong {
        /// How many characters are kept.
        most: usize,
    },
    /// Nothing here can be undone, or no longer.
    #[error(
        "this can no longer be undone: it was written down more than an hour ago, or elsewhere"
    )]
    NotUndoable,
    /// The mentor does not have this student now.
    #[error("this student is not one of this mentor's")]
    NotTheirStudent,
    /// The session is not one of this mentor's that waits to be recorded.
    #[error("no session like that waits to be recorded")]
    NoSuchSession,
    /// The promise was kept already, or never made.
    #[error("no promise like that is open")]
    NoSuchPromise,
    /// The message has left, or was cancelled.
    #[error("this message has left already, or was cancelled")]
    NoSuchScheduled,
    /// Only whoever wrote a message changes it.
    #[error("only whoever wrote this message can change it")]
    NotTheAuthor,
    /// Somebody changed the message since it was seen.
    #[error("this message was changed meanwhile; look at it again")]
    ScheduledChanged,
    /// No message or post like that came from this student.
    #[error("no message like that came from this student")]
    NoSuchMessage,
    /// Nothing like that is told of this student.
    #[error("nothing like that is told of this student")]
    NothingLikeThat,
    /// Whoever follows no programme has nothing to pause.
    #[error("this student follows no programme now")]
    NotStudying,
    /// Somebody with an account and a password needs no invitation.
    #[error("they have an account already")]
    AccountThere,
    /// This student has no such case.
    #[error("no such case of this student")]
    NoSuchCase,
    /// Somebody changed the case meanwhile; nothing was written.
    #[error("this case changed since you saw it (event {seen}): look at it again")]
    CaseChanged {
        /// Place of the last event that was seen.
        seen: u32,
    },
    /// This can't happen in the case as it stands.
    #[error(transparent)]
    Case(#[from] case::Refused),
    /// The version of the indicator can't go there from where it stands.
    #[error("this version is {} already, or cannot go there from there", .0.name())]
    NotThatState(State),
    /// The team has fewer hours than its indicators would ask for.
    #[error(
        "the live indicators would ask for {} h a week of {} h: {:.1} people are missing; \
         say why it is worth it",
        .0.asked.div_ceil(60), .0.there / 60, .0.people_missing()
    )]
    HoursExceeded(Hours),
    /// Only somebody with students of their own steps in for a colleague.
    #[error("this account has no students of its own, and cannot step in for anybody")]
    NoCaseload,
    /// The student's advisor is another one than was seen.
    #[error("somebody else follows this student by now: look again")]
    AdvisorChanged,
    /// An absence has no length.
    #[error("an absence ends after it begins")]
    AbsenceEnds,
    /// They are away then already.
    #[error("this absence meets another one of theirs: end that one first")]
    AbsentAlready,
    /// Somebody else said something of the absence since it was seen.
    #[error("this absence was changed meanwhile: look at it again")]
    AbsenceChanged,
    /// They are not away.
    #[error("nobody has said that they are away")]
    NotAbsent,
    /// A stand-in is somebody else.
    #[error("nobody stands in for themself")]
    StandsInForThemself,
    /// Everybody who should answer is away at some time.
    #[error("the stand-in is away at that time, too, and nobody would answer")]
    NobodyAnswers,
    /// Nobody asked for this person to be erased.
    #[error("nobody asked for this person to be erased")]
    NotToBeErased,
    /// Nobody else speaks as this source.
    #[error("`{0}` is this program's own source: name another one")]
    OwnSource(String),
    /// Nothing that looks like an address.
    #[error("`{0}` is not an e-mail address")]
    NotAnAddress(String),
    /// Somebody has this address already.
    #[error("`{0}` has an account already")]
    AddressTaken(String),
    /// Whoever is signed in cannot end their own account.
    #[error("nobody ends their own account: ask a colleague")]
    OwnAccount,
    /// The account was ended.
    #[error("this account was ended: open it again first")]
    AccountEnded,
    /// Only an advisor who is with the school is given students.
    #[error("only an advisor who is with the school can be given students or cases")]
    NotAnAdvisor,
    /// The password is easily found out.
    #[error("a password has at least {least} characters")]
    ShortPassword {
        /// How many it takes.
        least: usize,
    },
    /// The link to choose a password with was used, or its time is over.
    #[error("this link was used already, or its time is over; ask for another one")]
    InvitationGone,
    /// No session like that is theirs.
    #[error("no session like that is open")]
    NoSuchOwnSession,
    /// The link is not in force, or was closed for longer than an hour.
    #[error("no link like that is in force")]
    NoSuchLink,
    /// The code is not that of the second factor, or was used.
    #[error("this code is not the present one, or it was used already")]
    WrongCode,
    /// There is a second factor already.
    #[error("there is a second factor already: take it away first")]
    SecondFactorThere,
    /// The present password is another one.
    #[error("the present password is another one")]
    WrongPassword,
    /// The present password was given wrongly too often.
    #[error("too many wrong tries: wait a quarter of an hour")]
    TooManyTries,
}

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::AwayAlready => Self::AbsentAlready,
            Misfit::StandsInForThemself => Self::StandsInForThemself,
            Misfit::NobodyAnswers => Self::NobodyAnswers,
        }
    }
}

impl Refusal {
    /// The stable word by which a page finds its own sentence.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Future => "future",
            Self::Past(_) => "past",
            Self::TooFar(_) => "too-far",
            Self::LongAgo(_) => "long-ago",
            Self::NotOnLeave => "not-on-leave",
            Self::NoWords => "no-words",
            Self::NoReason { .. } => "no-reason",
            Self::TooLong { .. } => "too-long",
            Self::NotUndoable => "not-undoable",
            Self::NotTheirStudent => "not-their-student",
            Self::NoSuchSession => "no-such-session",
            Self::NoSuchPromise => "no-such-promise",
            Self::NoSuchScheduled => "no-such-scheduled",
            Self::NotTheAuthor => "not-the-author",
            Self::ScheduledChanged => "scheduled-changed",
            Self::NoSuchMessage => "no-such-message",
            Self::NothingLikeThat => "nothing-like-that",
            Self::NotStudying => "not-studying",
            Self::AccountThere => "account-there",
            Self::NoSuchCase => "no-such-case",
            Self::CaseChanged { .. } => "case-changed",
            Self::Case(refused) => refused.code(),
            Self::NotThatState(_) => "not-that-state",
            Self::HoursExceeded(_) => "hours-exceeded",
            Self::NoCaseload => "no-caseload",
            Self::AdvisorChanged => "advisor-changed",
            Self::AbsenceEnds => "absence-ends",
            Self::AbsentAlready => "absent-already",
            Self::AbsenceChanged => "absence-changed",
            Self::NotAbsent => "not-absent",
            Self::StandsInForThemself => "stands-in-for-themself",
            Self::NobodyAnswers => "nobody-answers",
            Self::NotToBeErased => "not-to-be-erased",
            Self::OwnSource(_) => "own-source",
            Self::NotAnAddress(_) => "not-an-address",
            Self::AddressTaken(_) => "address-taken",
            Self::OwnAccount => "own-account",
            Self::AccountEnded => "account-ended",
            Self::NotAnAdvisor => "not-an-advisor",
            Self::ShortPassword { .. } => "short-password",
            Self::InvitationGone => "invitation-gone",
            Self::NoSuchOwnSession => "no-such-own-session",
            Self::NoSuchLink => "no-such-link",
            Self::WrongCode => "wrong-code",
            Self::SecondFactorThere => "second-factor-there",
            Self::WrongPassword => "wrong-password",
            Self::TooManyTries => "too-many-tries",
        }
    }
}
