//! Who spoke with the student, who wrote, and what was promised.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use crate::fact::{Asks, CallOutcome, Channel, Fact, Payload, QuestionAsked};
use crate::ids::{FactId, Key, Ref, StaffId};
use crate::time::{Instant, Span};

/// Longest window over contacts that the catalogue has.
pub const LONGEST_WINDOW: Span = Span::days(30);
/// Promises not kept yet, per student.
pub const MAX_PROMISES: usize = 12;
/// Questions that wait for an answer, per student.
pub const MAX_QUESTIONS: usize = 4;
/// Messages that wait for an answer of which each is known, per student.
pub const MAX_WAITING: usize = 8;
/// Conversations kept for the window.
pub const MAX_RECENT: usize = 16;

/// A two-way exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// When.
    pub at: Instant,
    /// By which way.
    pub channel: Channel,
    /// The fact, to find the note that was kept apart.
    pub fact: FactId,
}

/// An attempt to reach them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When.
    pub at: Instant,
    /// What came of it.
    pub outcome: CallOutcome,
}

/// Messages that wait for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// The oldest of them.
    pub since: Instant,
    /// The newest of them.
    pub last: FactId,
    /// How many.
    pub count: u16,
    /// When the newest of them were written, ascending.
    pub newest: ArrayVec<Instant, MAX_WAITING>,
}

impl Unanswered {
    fn and(&mut self, at: Instant, id: FactId) {
        self.last = id;
        self.count = self.count.saturating_add(1);
        if self.newest.is_full() {
            self.newest.remove(0);
        }
        self.newest.push(at);
    }

    /// Those that were written after `until`, if there are any.
    fn after(mut self, until: Instant) -> Option<Self> {
        if until < self.since {
            return Some(self);
        }
        self.newest.retain(|at| *at > until);
        self.since = *self.newest.first()?;
        self.count = u16::try_from(self.newest.len()).unwrap_or(u16::MAX);
        Some(self)
    }
}

/// A call for help that nobody has taken up yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpCall {
    /// When it was said.
    pub at: Instant,
    /// The message or post in which it was said.
    pub words: FactId,
    /// Where.
    pub place: Key,
}

/// A promise that was not kept yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPromise {
    /// Which promise.
    pub promise: Ref,
    /// By whom.
    pub by: StaffId,
    /// For when.
    pub due: Instant,
    /// The fact, to find the words that were kept apart.
    pub words: FactId,
}

/// A question that waits for its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// When it was asked.
    pub at: Instant,
    /// By when the student was told that it is answered.
    pub answer_by: Instant,
    /// Who answers, as they were told.
    pub who: Option<StaffId>,
    /// The fact, to find the words that were kept apart.
    pub words: FactId,
    /// What they were told that somebody does.
    pub asks: Asks,
}

/// An answer of theirs that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    /// Since when.
    pub since: Instant,
    /// Without an answer by then, it is taken up again.
    pub due: Instant,
    /// By whom.
    pub by: StaffId,
}

/// Conversations, attempts, messages and promises of one student.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// The last two-way exchange.
    pub last: Option<Touch>,
    /// The last conversation by voice: a call that was answered, a meeting.
    pub last_spoken: Option<Instant>,
    /// The last attempt by call, whatever came of it.
    pub last_attempt: Option<Attempt>,
    /// Attempts without answer since the last exchange.
    pub attempts: u16,
    /// Ends of exchanges in the last 30 days, ascending.
    pub recent: ArrayVec<Instant, MAX_RECENT>,
    /// The last message from the student.
    pub last_in: Option<Instant>,
    /// The last message to the student.
    pub last_out: Option<Instant>,
    /// Messages that wait for an answer.
    pub unanswered: Option<Unanswered>,
    /// Their questions without an answer, ascending by the answer's term.
    pub questions: ArrayVec<OpenQuestion, MAX_QUESTIONS>,
    /// To be taken up again unless they answer.
    pub awaited: Option<Awaited>,
    /// A call for help that nobody has taken up yet.
    pub help: Option<HelpCall>,
    /// A concern that nobody has followed by a contact yet.
    pub concern: Option<(Instant, FactId)>,
    /// When something that waits for us was last said, by them or by somebody
    /// who is worried.
    pub last_asked: Option<Instant>,
    /// Off the list until then.
    pub snoozed: Option<(Instant, Instant)>,
    /// Promises not kept yet, ascending by due date.
    pub promises: ArrayVec<OpenPromise, MAX_PROMISES>,
    /// Promises, questions and conversations that did not fit.
    pub overflow: u16,
}

impl Contact {
    /// Apply a fact about contact; others change nothing.
    pub fn apply(&mut self, fact: &Fact) {
        let at = fact.occurred_at;
        match &fact.payload {
            Payload::MessageIn(body) => {
                self.message_in(at, fact.id, body.channel, body.expects_answer);
            }
            Payload::MessageOut(body) => {
                self.last_out = Some(at);
                // It answers what they had said when it was written.
                let until = body.written_at.map_or(at, |written| written.min(at));
                self.help.take_if(|help| help.at <= until);
                // Answering what they wrote closes an exchange; writing first does not.
                if self.answered(until) {
                    self.concern.take_if(|(raised, _)| *raised <= until);
                    self.touched(Touch { at, channel: body.channel, fact: fact.id });
                }
                self.last_asked.take_if(|asked| *asked <= until);
            }
            Payload::Call(body) => {
                self.last_attempt = Some(Attempt { at, outcome: body.outcome });
                if body.outcome == CallOutcome::Spoke {
                    self.last_spoken = Some(at);
                    self.awaited = None;
                    self.spoke(Touch { at, channel: body.channel, fact: fact.id });
                } else {
                    self.attempts = self.attempts.saturating_add(1);
                }
            }
            Payload::Meeting(body) => {
                self.last_spoken = Some(at);
                self.awaited = None;
                self.spoke(Touch { at, channel: body.channel, fact: fact.id });
            }
            Payload::CommunityPost(body) if body.asks_help => {
                self.help(at, fact.id, Some(&body.space));
            }
            Payload::ConcernRaised(_) => {
                self.concern = Some((at, fact.id));
                self.last_asked = Some(at);
            }
            Payload::Snoozed(body) => self.snoozed = Some((at, body.until)),
            Payload::FollowUpSet(body) => {
                self.awaited = Some(Awaited { since: at, due: body.due, by: body.by });
            }
            Payload::QuestionAsked(body) => {
                let words = body.said_in.unwrap_or(fact.id);
                let QuestionAsked { answer_by, who, asks, .. } = *body;
                // Whoever is back no longer announces that they go.
                if asks == Asks::Return {
                    self.questions.retain(|open| open.asks != Asks::Leave);
                }
                self.asked(OpenQuestion { at, answer_by, who, words, asks });
            }
            Payload::NoAnswerDue(body) => {
                let until = body.until.min(at);
                // A call that was asked for is not done by reading, nor is help,
                // nor what is said to be wrong.
                let read = [Asks::Answer, Asks::Leave, Asks::Return];
                self.questions.retain(|open| open.at > until || !read.contains(&open.asks));
                self.no_longer_waits(until);
                if self.help.is_none() && self.concern.is_none() && self.questions.is_empty() {
                    self.last_asked.take_if(|asked| *asked <= until);
                }
            }
            Payload::PromiseMade(body) => self.promise(OpenPromise {
                promise: body.promise,
                by: body.by,
                due: body.due,
                words: fact.id,
            }),
            Payload::PromiseKept(body) => {
                self.promises.retain(|open| open.promise != body.promise);
            }
            _ => {}
        }
    }

    /// The student wrote.
    pub fn message_in(&mut self, at: Instant, id: FactId, channel: Channel, expects_answer: bool) {
        let answers_us =
            self.last_out.is_some_and(|out| self.last_in.is_none_or(|last| last < out));
        self.last_in = Some(at);
        self.awaited = None;
        if answers_us {
            self.touched(Touch { at, channel, fact: id });
        }
        if expects_answer {
            let newest = ArrayVec::new();
            let none = || Unanswered { since: at, last: id, count: 0, newest };
            self.unanswered.get_or_insert_with(none).and(at, id);
            self.last_asked = Some(at);
        }
    }

    /// Of their questions, that which is to be answered first.
    pub fn question(&self) -> Option<OpenQuestion> {
        self.questions.first().copied()
    }

    /// When one of us last spoke with them, wrote, or tried to.
    pub fn last_tended(&self) -> Option<Instant> {
        let tried = self.last_attempt.map(|attempt| attempt.at);
        self.last_spoken.max(tried).max(self.last_out)
    }

    /// Help was asked for.
    pub fn help(&mut self, at: Instant, words: FactId, place: Option<&Key>) {
        let place = place.cloned().unwrap_or_default();
        self.help.get_or_insert(HelpCall { at, words, place });
        self.last_asked = Some(at);
    }

    fn asked(&mut self, question: OpenQuestion) {
        self.last_asked = Some(question.at);
        if self.questions.is_full() {
            self.questions.pop();
            self.overflow = self.overflow.saturating_add(1);
        }
        let later = |open: &OpenQuestion| open.answer_by <= question.answer_by;
        let place = self.questions.partition_point(later);
        self.questions.insert(place, question);
    }

    /// What they wrote and asked until then no longer waits. Was there a
    /// message among it?
    fn answered(&mut self, until: Instant) -> bool {
        self.questions.retain(|open| open.at > until);
        let waited = self.unanswered.as_ref().is_some_and(|open| open.since <= until);
        self.no_longer_waits(until);
        waited
    }

    /// The messages that they wrote until then.
    fn no_longer_waits(&mut self, until: Instant) {
        self.unanswered = self.unanswered.take().and_then(|open| open.after(until));
    }

    /// A conversation: it answers what was open.
    fn spoke(&mut self, touch: Touch) {
        self.unanswered = None;
        self.questions.clear();
        self.help = None;
        self.concern = None;
        self.last_asked = None;
        self.touched(touch);
    }

    fn touched(&mut self, touch: Touch) {
        self.last = Some(touch);
        self.attempts = 0;
        let oldest = touch.at - LONGEST_WINDOW;
        self.recent.retain(|at| *at > oldest);
        if self.recent.is_full() {
            self.recent.remove(0);
            self.overflow = self.overflow.saturating_add(1);
        }
        self.recent.push(touch.at);
    }

    fn promise(&mut self, promise: OpenPromise) {
        self.promises.retain(|open| open.promise != promise.promise);
        if self.promises.is_full() {
            self.promises.pop();
            self.overflow = self.overflow.saturating_add(1);
        }
        let place = self.promises.partition_point(|open| open.due <= promise.due);
        self.promises.insert(place, promise);
    }
}
