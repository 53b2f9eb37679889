//! The months of those who were chosen, at a clock that moves: what the
//! simulation knows of them becomes known on its day, and between that they
//! and the team write, call and promise.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use vigie_domain::case::{Author, Case, Doer, Event, Origin, Reason, Sight, Stage, Summary};
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Channel, Doubted, Occasion, Payload, SessionOutcome};
use vigie_domain::ids::{CaseId, FactId, Key, StaffId, StudentId};
use vigie_domain::time::{DAY, Instant, Span};
use vigie_simulator::{SOURCE, supplies};
use vigie_store::Incoming;

use super::words::working_days_after;
use super::{Cast, Story, Turn, What};
use crate::app::case::Change;
use crate::app::caseload::{Gift, NewAbsence};
use crate::app::contact::{Marks, NewContact, Outcome};
use crate::app::scheduled::Later;
use crate::app::{App, Error, Result, School, listening};
use crate::clock::Clock;
use crate::wording::Language;

/// The hour of the day at which a promise or a step is due.
const DUE: Span = Span(18 * 3_600);

/// What is next in a life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    /// A turn of its story.
    Turn(usize),
    /// What was written to leave later leaves.
    Leaves,
}

/// One of them, so far.
struct Life {
    cast: Cast,
    student: StudentId,
    /// What is yet to become known, the last first.
    ahead: Vec<Draft>,
    /// How much later than written the rest of the story is.
    late: Span,
    case: Option<CaseId>,
    /// Who follows them since they were handed over.
    given_to: Option<StaffId>,
}

/// Tells every story up to `now`; gives of whom.
pub(in crate::cli::demo) async fn live(
    url: &str,
    casts: Vec<Cast>,
    stories: &[Story],
    absences: Vec<NewAbsence>,
    now: Instant,
) -> Result<BTreeSet<StudentId>> {
    let app = App::open(url, Clock::manual(now)).await?;
    for absence in absences {
        app.clock.set(absence.from);
        app.be_absent(None, absence).await?;
    }
    let mut lives = begin(&app, casts).await?;
    app.clock.set(now);
    let school = app.school().await?;
    let narrator = Narrator { app: &app, school: &school, stories };
    let mut queue: BinaryHeap<Reverse<(Instant, usize, Next)>> = BinaryHeap::new();
    for (place, life) in lives.iter().enumerate() {
        queue.extend(life.cast.times.first().map(|at| Reverse((*at, place, Next::Turn(0)))));
    }
    while let Some(Reverse((at, place, next))) = queue.pop() {
        if at >= now {
            continue;
        }
        let life = &mut lives[place];
        app.clock.set(at);
        narrator.reach(life, at).await?;
        let Next::Turn(turn) = next else {
            app.send_due(&school, at).await?;
            continue;
        };
        let told = &stories[life.cast.story].turns[turn];
        if matches!(told.what, What::Later(_)) {
            queue.push(Reverse((narrator.leaves(at, told), place, Next::Leaves)));
        }
        if Box::pin(narrator.turn(life, turn, at)).await? {
            let next = life.cast.times.get(turn + 1).map(|next| *next + life.late);
            queue.extend(next.map(|next| Reverse((next, place, Next::Turn(turn + 1)))));
        } else {
            // It is not yet so: tomorrow, perhaps.
            life.late = Span(life.late.0 + DAY.0);
            queue.push(Reverse((at + DAY, place, next)));
        }
    }
    app.clock.set(now);
    for life in &mut lives {
        narrator.reach(life, now).await?;
    }
    app.send_due(&school, now).await?;
    app.wake_due(&school, now).await?;
    app.store.close().await;
    Ok(lives.into_iter().map(|life| life.student).collect())
}

/// Everybody as they were on the morning before their story begins.
async fn begin(app: &App, casts: Vec<Cast>) -> Result<Vec<Life>> {
    let source = Key::from(SOURCE);
    let outside: Vec<_> = casts.iter().map(|cast| (source.clone(), cast.student.clone())).collect();
    let ids = app.store.student_ids(&outside).await?;
    let mut lives = Vec::with_capacity(casts.len());
    for mut cast in casts {
        let outside = (source.clone(), cast.student.clone());
        let (Some(&student), Some(&begins)) = (ids.get(&outside), cast.times.first()) else {
            continue;
        };
        let mut life = std::mem::take(&mut cast.life);
        let ahead = life.split_off(life.partition_point(|draft| draft.known_at < begins));
        app.clock.set(begins);
        bring_in(app, life).await?;
        let ahead = ahead.into_iter().rev().collect();
        let late = Span(0);
        lives.push(Life { cast, student, ahead, late, case: None, given_to: None });
    }
    Ok(lives)
}

/// What the simulation says becomes known, as any import would bring it.
async fn bring_in(app: &App, drafts: Vec<Draft>) -> Result<()> {
    let mut import = app.import(SOURCE);
    import.take_all(drafts.into_iter().map(|d| Record::Fact(Box::new(d))).collect()).await?;
    import.finish(supplies(), 0, |_, _| {}).await?;
    Ok(())
}

/// Tells one turn after the other.
struct Narrator<'n> {
    app: &'n App,
    school: &'n School,
    stories: &'n [Story],
}

impl Narrator<'_> {
    /// What the simulation knows of them before `at` becomes known.
    async fn reach(&self, life: &mut Life, at: Instant) -> Result<()> {
        let mut news = Vec::new();
        while let Some(draft) = life.ahead.pop_if(|draft| draft.known_at < at) {
            news.push(draft);
        }
        if news.iter().any(|draft| matches!(draft.payload, Payload::Enrolled(_))) {
            return bring_in(self.app, news).await;
        }
        let source = Key::from(SOURCE);
        let told = news.into_iter().map(|mut draft| {
            let (text, known_at) = (draft.text.take(), draft.known_at);
            Incoming { fact: draft.identify(life.student, &source, known_at), text }
        });
        let mut incoming: Vec<Incoming> = told.collect();
        incoming.extend(listening::heard(&incoming));
        if !incoming.is_empty() {
            self.app.record(self.school, incoming).await?;
        }
        Ok(())
    }

    /// One turn. False: what it waits for is not so yet.
    async fn turn(&self, life: &mut Life, place: usize, at: Instant) -> Result<bool> {
        let story = &self.stories[life.cast.story];
        let turn = &story.turns[place];
        let (app, student) = (self.app, life.student);
        let by = self.answers(life, at).await?;
        let text = self.text(life, story, by, at, turn.what.text().unwrap_or_default()).await?;
        match &turn.what {
            What::Asks(_) => drop(app.ask(student, &text).await?),
            What::Writes(_) => drop(app.say(student, &text).await?),
            What::Tells(_) => drop(app.say_all_well(student, &text).await?),
            What::Mails(_) => self.receive(student, Channel::Email, &text, at).await?,
            What::Texts(_) => self.receive(student, Channel::Sms, &text, at).await?,
            What::WantsCall(_) => drop(app.ask_for_call(student, &text).await?),
            What::Notes(_) => drop(app.add_note(student, by, &text, Marks::default()).await?),
            What::Later(_) => {
                let send_at = self.leaves(at, turn);
                let follow_up_at = turn.follow_up.map(|days| self.due(at, days));
                let promises = Vec::new();
                let later = Later { words: text, send_at, follow_up_at, promises };
                app.schedule(student, by, &later).await?;
            }
            What::Kept(so) if *so => {
                let standing = app.standing(self.school, student, None).await?;
                let promises = &standing.journey.contact.promises;
                if let Some(promise) = promises.iter().rev().find(|promise| promise.by == by) {
                    app.keep_promise(student, promise.promise).await?;
                }
            }
            What::Diploma(_) => self.celebrate(student, by, Occasion::Diploma, text, at).await?,
            What::Job(_) => self.celebrate(student, by, Occasion::Job, text, at).await?,
            What::Step(_) => self.celebrate(student, by, Occasion::Step, text, at).await?,
            What::Disputes(_) => {
                if let Some(fact) = doubted(life) {
                    let (target, about) = (Doubted::Fact { fact }, story_title(story));
                    app.dispute(student, target, about, &text).await?;
                    life.case = self.open_case(student).await?;
                }
            }
            What::Corrected(so) if *so => self.correct(life, at).await?,
            What::Replies(_) | What::Emails(_) => {
                self.contact(life, turn, by, Outcome::Wrote, text, at).await?;
            }
            What::Called(_) => self.contact(life, turn, by, Outcome::Spoke, text, at).await?,
            What::Missed(_) => self.contact(life, turn, by, Outcome::NoAnswer, text, at).await?,
            What::Voicemail(_) => {
                self.contact(life, turn, by, Outcome::MessageLeft, text, at).await?;
            }
            What::Met(_) => self.contact(life, turn, by, Outcome::Met, text, at).await?,
            _ => return Box::pin(self.follow(life, turn, by, text, at)).await,
        }
        Ok(true)
    }

    /// What happens in the case of the story.
    async fn follow(
        &self,
        life: &mut Life,
        turn: &Turn,
        by: StaffId,
        text: String,
        at: Instant,
    ) -> Result<bool> {
        let student = life.student;
        let due = self.due(at, turn.due);
        let event = match turn.what {
            What::Opens(_) => {
                let goal = (!text.is_empty()).then_some(&*text);
                let origin = Some(Origin::Hand);
                let opened = self.app.open_case(student, origin, Author::Staff(by), by, goal);
                life.case = Some(opened.await?);
                return Ok(true);
            }
            What::Settled(_) | What::Unsettled(_) => {
                self.app.look_at_cases(self.school, at).await?;
                let Some(case) = self.case(life).await? else { return Ok(true) };
                if !matches!(case.stage, Stage::Asked(_)) {
                    return Ok(false);
                }
                let settled = matches!(turn.what, What::Settled(_));
                self.app.answer_case(student, case.id, settled, &text).await?;
                return Ok(true);
            }
            What::HandsOver(_) => {
                let Some(to) = self.next_advisor(by).await? else { return Ok(true) };
                self.app.add_note(student, by, &text, Marks::default()).await?;
                let gift = Gift { student, from: Some(by), to };
                self.app.give(None, &[gift]).await?;
                life.given_to = Some(to);
                Event::HandedOver { to, summary: Box::new(Summary::nothing(by)) }
            }
            What::Theirs(_) => Event::StepAgreed { what: text, who: Doer::Student, due },
            What::Ours(_) => Event::StepAgreed { what: text, who: Doer::Staff(by), due },
            What::Done(step) => Event::StepDone { step },
            What::CaseNote(_) => Event::Noted { words: text, sight: Sight::Team },
            What::Closes(so) if so => Event::Closed { reason: Reason::Back },
            What::Reopens(_) => Event::Reopened { words: text },
            _ => return Ok(true),
        };
        let Some(case) = self.case(life).await? else { return Ok(true) };
        let (seen, by) = (case.seq, Author::Staff(by));
        let closes = matches!(event, Event::Closed { .. });
        match self.app.change_case(Change { student, case: case.id, seen, by, event }).await {
            // Something rang again since they said that it is settled.
            Err(Error::Refused(_)) if closes => Ok(false),
            done => done.map(|_| true),
        }
    }

    /// Who answers for them at `at`.
    async fn answers(&self, life: &Life, at: Instant) -> Result<StaffId> {
        let advisor = self.app.store.advisors_of(&[life.student]).await?.remove(&life.student);
        let advisor = life.given_to.or(advisor).unwrap_or(life.cast.advisor);
        let absences = self.app.store.absences(at).await?;
        Ok(absences.answers(life.student, advisor, at).who)
    }

    async fn text(
        &self,
        life: &Life,
        story: &Story,
        by: StaffId,
        at: Instant,
        text: &str,
    ) -> Result<String> {
        let mut names = life.cast.names.clone();
        let team = self.app.store.staff().await?;
        let given = team.get(&by).and_then(|staff| staff.name.split(' ').next());
        names.advisor = given.map(str::to_owned);
        let language = Language::from_code(&story.language).unwrap_or(Language::Fr);
        Ok(names.fill(text, language, at, &self.school.context.calendar))
    }

    /// When a message leaves that was written at `at`.
    fn leaves(&self, at: Instant, turn: &Turn) -> Instant {
        let calendar = &self.school.context.calendar;
        let day = calendar.date(working_days_after(calendar, at, turn.due));
        let hour = turn.leaves.as_deref().and_then(|hour| hour.parse().ok());
        hour.map_or(self.due(at, turn.due), |hour| calendar.at(day.to_datetime(hour)))
    }

    /// Early evening, so many working days on.
    fn due(&self, at: Instant, days: u32) -> Instant {
        working_days_after(&self.school.context.calendar, at, days) + DUE
    }

    async fn receive(
        &self,
        student: StudentId,
        channel: Channel,
        text: &str,
        at: Instant,
    ) -> Result<()> {
        self.app.receive_message(student, channel, text, at, true).await?;
        Ok(())
    }

    async fn contact(
        &self,
        life: &Life,
        turn: &Turn,
        by: StaffId,
        outcome: Outcome,
        text: String,
        at: Instant,
    ) -> Result<()> {
        let story = &self.stories[life.cast.story];
        let mut promises = Vec::new();
        if let Some(words) = &turn.promise {
            let words = self.text(life, story, by, at, words).await?;
            promises.push((words, self.due(at, turn.due)));
        }
        let channel = match turn.what {
            What::Replies(_) => Some(Channel::Portal),
            What::Emails(_) => Some(Channel::Email),
            _ => None,
        };
        let contact = NewContact {
            student: life.student,
            by,
            at,
            outcome,
            channel,
            note: Some(text).filter(|text| !text.is_empty()),
            promises,
            follow_up: turn.follow_up.map(|days| self.due(at, days)),
            snooze_until: turn.snooze.map(|days| self.due(at, days)),
            marks: Marks::default(),
        };
        self.app.add_contact(contact).await?;
        Ok(())
    }

    async fn celebrate(
        &self,
        student: StudentId,
        by: StaffId,
        occasion: Occasion,
        text: String,
        at: Instant,
    ) -> Result<()> {
        let contact = NewContact {
            student,
            by,
            at,
            outcome: Outcome::Wrote,
            channel: Some(Channel::Portal),
            note: Some(text),
            promises: Vec::new(),
            follow_up: None,
            snooze_until: None,
            marks: Marks::default(),
        };
        self.app.add_contact(contact).await?;
        self.app.congratulate(student, by, occasion, Marks::default()).await?;
        Ok(())
    }

    /// The school's own records are put right: the session took place.
    async fn correct(&self, life: &Life, at: Instant) -> Result<()> {
        let Some(mut draft) = life.cast.anchor.clone() else { return Ok(()) };
        if let Payload::SessionRecorded(body) = &mut draft.payload {
            body.outcome = SessionOutcome::Held;
        }
        draft.revision += 1;
        let fact = draft.identify(life.student, &SOURCE.into(), at);
        self.app.record(self.school, vec![Incoming { fact, text: None }]).await?;
        Ok(())
    }

    async fn open_case(&self, student: StudentId) -> Result<Option<CaseId>> {
        let cases = self.app.store.cases_of(student).await?;
        Ok(cases.into_iter().find(|row| row.case.is_open()).map(|row| row.case.id))
    }

    async fn case(&self, life: &Life) -> Result<Option<Case>> {
        let Some(case) = life.case else { return Ok(None) };
        Ok(self.app.case(life.student, case).await?.map(|row| row.case))
    }

    /// Whoever is next in the team.
    async fn next_advisor(&self, by: StaffId) -> Result<Option<StaffId>> {
        let team = self.app.store.staff().await?;
        let advisor = vigie_domain::fact::Role::Advisor;
        let mut advisors: Vec<_> = team.iter().filter(|(_, staff)| staff.role == advisor).collect();
        advisors.sort_by(|a, b| a.1.external.cmp(&b.1.external));
        let place = advisors.iter().position(|(id, _)| **id == by);
        // Not the neighbour: they may be the one who is away.
        Ok(place.map(|place| *advisors[(place + 3) % advisors.len()].0))
    }
}

/// The fact that the story hangs on.
fn doubted(life: &Life) -> Option<FactId> {
    let draft = life.cast.anchor.as_ref()?;
    Some(FactId::derive(life.student, SOURCE, draft.payload.kind(), &draft.own_id))
}

/// What a dispute is about, for the note in the case.
fn story_title(story: &Story) -> &'static str {
    if story.language == "fr" {
        "À corriger : une session."
    } else {
        "To be put right: a session."
    }
}
