//! The words that facts use: closed lists, each with a stable spelling.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word, as stored and as written in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value with this stable word.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    )+};
}

words! {
    /// Who pays, as far as it changes what we watch.
    Funding {
        /// The student pays.
        Personal = "personal",
        /// A training account.
        Account = "account",
        /// The employment agency, which asks for weekly proof.
        EmploymentAgency = "employment_agency",
        /// An employer.
        Employer = "employer",
        /// An apprenticeship.
        Apprenticeship = "apprenticeship",
        /// Something else.
        Other = "other",
    }
    /// Why somebody left a programme.
    WithdrawalReason {
        /// They took a job. An outcome of its own, never a failure.
        Job = "job",
        /// Health.
        Health = "health",
        /// Family or other circumstances.
        Life = "life",
        /// Money.
        Money = "money",
        /// The programme did not suit.
        Unsuited = "unsuited",
        /// The enrolment ran out without being validated.
        NotValidated = "not_validated",
        /// Not said.
        Unknown = "unknown",
    }
    /// A jury's decision.
    Verdict {
        /// Validated.
        Validated = "validated",
        /// Validated on condition.
        Conditional = "conditional",
        /// To rework.
        ToRework = "to_rework",
    }
    /// What became of a session.
    SessionOutcome {
        /// It took place.
        Held = "held",
        /// Cancelled in good time.
        CancelledEarly = "cancelled_early",
        /// Cancelled late.
        CancelledLate = "cancelled_late",
        /// The student did not come.
        StudentAbsent = "student_absent",
        /// The mentor did not come.
        MentorAbsent = "mentor_absent",
        /// Something else kept it from taking place, and nobody's absence did:
        /// a power cut, a move to another day agreed on the spot. It is
        /// recorded, was not held, and counts as lost on neither side.
        Other = "other",
    }
    /// By which way words travelled.
    Channel {
        /// E-mail.
        Email = "email",
        /// Telephone.
        Phone = "phone",
        /// Video call.
        Video = "video",
        /// Text message.
        Sms = "sms",
        /// The school's own site.
        Portal = "portal",
        /// The community space.
        Community = "community",
        /// In the same room.
        InPerson = "in_person",
    }
    /// Did the call become a conversation? Only `spoke` counts as contact.
    CallOutcome {
        /// A two-way exchange.
        Spoke = "spoke",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// A message was left.
        MessageLeft = "message_left",
    }
    /// A need that was said in words. Never a feeling.
    Need {
        /// Asks for help.
        Help = "help",
        /// Asks for a call.
        Call = "call",
        /// The mentor's way does not suit.
        MentorChange = "mentor_change",
        /// Stuck on a concept.
        Concept = "concept",
        /// Thinks of stopping.
        Stopping = "stopping",
        /// Has a job offer.
        JobOffer = "job_offer",
        /// Money.
        Money = "money",
        /// An administrative question.
        Administrative = "administrative",
        /// Stated danger.
        Danger = "danger",
    }
    /// What a student was told that somebody does for them.
    Asks {
        /// Answers.
        Answer = "answer",
        /// Calls.
        Call = "call",
        /// Looks at what they say is wrong.
        Correction = "correction",
        /// Takes note that they will be away.
        Leave = "leave",
        /// Takes note that they are back.
        Return = "return",
    }
    /// A member of the team, or the student, by role.
    Role {
        /// An advisor.
        Advisor = "advisor",
        /// A mentor.
        Mentor = "mentor",
        /// The student.
        Student = "student",
        /// Somebody else in the school.
        Staff = "staff",
    }
    /// What was celebrated.
    Occasion {
        /// A diploma.
        Diploma = "diploma",
        /// A job.
        Job = "job",
        /// A defence or another step.
        Step = "step",
    }
    /// The kind of work contract.
    Contract {
        /// Permanent.
        Permanent = "permanent",
        /// Fixed term.
        FixedTerm = "fixed_term",
        /// Apprenticeship.
        Apprenticeship = "apprenticeship",
        /// Internship.
        Internship = "internship",
        /// Self-employed.
        SelfEmployed = "self_employed",
        /// Temporary agency work.
        Temporary = "temporary",
        /// Another or not known.
        Other = "other",
    }
    /// What kind of work an item is.
    WorkKind {
        /// Marked work with a due date.
        Assignment = "assignment",
        /// A computer-marked test.
        Quiz = "quiz",
        /// An examination.
        Exam = "exam",
        /// A project that ends in a defence.
        Project = "project",
    }
}

impl Default for Asks {
    /// What a question asks that says no more.
    fn default() -> Self {
        Self::Answer
    }
}

impl Asks {
    /// Is it an answer, as with any question?
    pub fn is_answer(&self) -> bool {
        *self == Self::Answer
    }
}

impl SessionOutcome {
    /// Was it called off, in good time or late?
    pub const fn is_cancelled(self) -> bool {
        matches!(self, Self::CancelledEarly | Self::CancelledLate)
    }
}
