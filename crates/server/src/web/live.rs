//! What is new, as it happens: the engine that wakes students, the reader of
//! the outbox, and the stream to open browsers.

use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinSet;
use vigie_domain::access::Right;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::indicator::{Severity, Task};
use vigie_domain::time::Span;
use vigie_store::OutboxRow;

use super::state::Desk;
use super::{Visitor, Web};
use crate::app::school::is_trial;
use crate::app::{Engine, Result};

/// The outbox is looked at so often: what a bip may be late at most.
const LOOK: Duration = Duration::from_millis(80);
/// Outbox rows read at once.
const BATCH: u32 = 512;
/// What browsers were told is kept for a day.
const KEPT: Span = Span::days(1);
/// After an error, before the next try.
const PAUSE: Duration = Duration::from_secs(5);

/// Something new about a student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// A signal began.
    Rang {
        student: StudentId,
        advisor: Option<StaffId>,
        /// Whoever is on duty, where danger is stated.
        duty: Option<StaffId>,
        /// A call for help or stated danger: it may interrupt.
        call: bool,
    },
    /// The server stops.
    End,
}

/// The tasks that run beside the pages.
pub(super) struct Running {
    tasks: JoinSet<()>,
    stop: watch::Sender<bool>,
}

impl Running {
    /// End them, and wait until they have.
    pub(super) async fn stop(mut self) {
        let _ = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Start them.
pub(super) fn start(web: &Web) -> Running {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    tasks.spawn(until(stopped.clone(), wake(web.clone())));
    tasks.spawn(until(stopped, read(web.clone())));
    Running { tasks, stop }
}

async fn until(mut stopped: watch::Receiver<bool>, work: impl Future<Output = ()>) {
    tokio::select! {
        () = work => {}
        _ = stopped.wait_for(|stop| *stop) => {}
    }
}

/// Wake whoever is due, and show changes of configuration.
async fn wake(web: Web) {
    let mut engine = Engine::default();
    loop {
        let pause = match wake_once(&web, &mut engine).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "waking students failed; trying again");
                PAUSE
            }
        };
        tokio::time::sleep(pause).await;
    }
}

async fn wake_once(web: &Web, engine: &mut Engine) -> Result<Duration> {
    // Shown before the round, which may take long: what somebody changes
    // meanwhile would be undone on the pages by an older reading.
    web.set_desk(Desk::read(web.app()).await?);
    let desk = web.desk();
    let (_, rest) = engine.round(web.app(), &desk.school).await?;
    Ok(rest)
}

/// Read the outbox by cursor, so that other processes' facts show, too.
async fn read(web: Web) {
    let mut cursor = None;
    loop {
        let pause = match read_once(&web, &mut cursor).await {
            Ok(0) => LOOK,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::error!(%error, "reading the outbox failed; trying again");
                PAUSE
            }
        };
        tokio::time::sleep(pause).await;
    }
}

async fn read_once(web: &Web, cursor: &mut Option<i64>) -> Result<usize> {
    let store = &web.app().store;
    let after = match *cursor {
        Some(seq) => seq,
        None => {
            let mut tx = store.begin().await?;
            tx.outbox_trim(web.now() - KEPT).await?;
            tx.commit().await?;
            *cursor.insert(store.outbox_last().await?)
        }
    };
    let rows = store.outbox_after(after, BATCH).await?;
    if let Some(last) = rows.last() {
        *cursor = Some(last.seq);
    }
    for news in rang(web, &rows).await? {
        // Nobody listening is no error.
        let _ = web.news().send(news);
    }
    Ok(rows.len())
}

/// The signals that began, one line a student.
async fn rang(web: &Web, rows: &[OutboxRow]) -> Result<Vec<News>> {
    let store = &web.app().store;
    let mut since = HashMap::new();
    for row in rows.iter().filter(|row| row.topic == "signals") {
        since.entry(row.student).or_insert(row.at);
    }
    let students: Vec<StudentId> = since.keys().copied().collect();
    if students.is_empty() {
        return Ok(Vec::new());
    }
    let advisors = store.advisors_of(&students).await?;
    let desk = web.desk();
    // Of each: does it call for help, and is danger stated?
    let mut calls: HashMap<StudentId, (bool, bool)> = HashMap::new();
    for signal in store.open_signals_of(&students).await? {
        let began = since.get(&signal.key.student).is_some_and(|at| signal.key.raised_at >= *at);
        // What is on trial is no news.
        if began && !is_trial(&signal.key.indicator) {
            let indicator = desk.school.indicator(&signal.key.indicator);
            let danger = indicator.is_some_and(|one| one.severity == Severity::Danger);
            let help = indicator.is_some_and(|one| one.task == Task::Help);
            let calls = calls.entry(signal.key.student).or_default();
            *calls = (calls.0 || danger || help, calls.1 || danger);
        }
    }
    let now = web.now();
    let on_duty = desk.school.hears_of_danger(now);
    let rang = |(student, (call, danger))| {
        let advisor = advisors.get(&student).copied();
        // Whoever answers while the advisor is away hears of it.
        let advisor = desk.school.answers(student, advisor, now).map(|answers| answers.who);
        let duty = on_duty.filter(|_| danger);
        News::Rang { student, advisor, duty, call }
    };
    Ok(calls.into_iter().map(rang).collect())
}

/// `GET /events`: what is new about one's own students; for whoever is on duty,
/// stated danger from the whole school; for a manager, calls from all of it.
pub(super) async fn events(
    State(web): State<Web>,
    visitor: Visitor,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let own = visitor.staff();
    let oversees = Right::Oversee.allows(visitor.role());
    let news = web.news().subscribe();
    let stream = stream::unfold(news, move |mut news| async move {
        let event = next(&mut news, own, oversees).await?;
        Some((Ok(event), news))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// The next event that is theirs; `None` once the server stops.
async fn next(
    news: &mut broadcast::Receiver<News>,
    own: Option<StaffId>,
    oversees: bool,
) -> Option<Event> {
    loop {
        match news.recv().await {
            Ok(News::Rang { student, advisor, duty, call }) => {
                let theirs = own.is_some() && [advisor, duty].contains(&own);
                if theirs || (oversees && call) {
                    let kind = if call { "call" } else { "news" };
                    return Some(Event::default().event(kind).data(student.to_string()));
                }
            }
            // It read too slowly: whatever it missed, it should look again.
            Err(RecvError::Lagged(_)) => return Some(Event::default().event("again").data("")),
            Ok(News::End) | Err(RecvError::Closed) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn staff(n: u128) -> StaffId {
        StaffId(Uuid::from_u128(n))
    }

    /// Who hears of it, of an advisor, the person on duty, and somebody else.
    async fn hear(duty: Option<StaffId>, call: bool) -> [bool; 3] {
        let student = StudentId(Uuid::from_u128(9));
        let mut heard = [false; 3];
        for (heard, who) in heard.iter_mut().zip(1..) {
            let (send, mut news) = broadcast::channel(4);
            send.send(News::Rang { student, advisor: Some(staff(1)), duty, call }).unwrap();
            send.send(News::End).unwrap();
            *heard = next(&mut news, Some(staff(who)), false).await.is_some();
        }
        heard
    }

    #[tokio::test]
    async fn danger_is_told_to_whoever_is_on_duty_and_a_call_for_help_is_not() {
        assert_eq!(hear(Some(staff(2)), true).await, [true, true, false]);
        assert_eq!(hear(None, true).await, [true, false, false]);
    }
}
