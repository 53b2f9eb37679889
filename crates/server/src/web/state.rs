//! What every handler can reach.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use tokio::sync::broadcast;
use vigie_domain::ids::UserId;
use vigie_domain::time::Instant;
use vigie_evidence::obstacle::ObstacleReport;
use vigie_store::directory::User;

use super::caseload::{Done, Known};
use super::friday::Sheet;
use super::indicator::{Crowd, Runs};
use super::keeper::Keeper;
use super::link::Pace;
use super::live::News;
use crate::app::link::{Holder, Links};
use crate::app::risk::RuleAudit;
use crate::app::{App, Result, School};
use crate::briefing::Phrases;
use crate::names::Directory;
use crate::wording::Language;

/// Accounts by id.
pub(super) type Accounts = BTreeMap<UserId, User>;

/// Messages kept for a browser that reads slowly; it is told to look again
/// when it has missed some.
const NEWS_KEPT: usize = 1_024;

/// The school as it is configured, with its sentences read.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) school: School,
    pub(crate) directory: Arc<Directory>,
    phrases: [Phrases; 2],
}

impl Desk {
    /// Read the configuration.
    pub(crate) async fn read(app: &App) -> Result<Self> {
        let school = app.school().await?;
        let phrases = Language::ALL.map(|language| Phrases::of(&school, language));
        let directory = Arc::new(Directory::load(&app.store).await?);
        Ok(Self { school, directory, phrases })
    }

    /// The indicators' sentences in a language.
    pub(crate) fn phrases(&self, language: Language) -> &Phrases {
        &self.phrases[language as usize]
    }
}

/// The running cockpit. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Web(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    app: App,
    desk: RwLock<Arc<Desk>>,
    news: broadcast::Sender<News>,
    links: Links,
    pace: Pace<Holder>,
    token_pace: Pace<UserId>,
    friday: Keeper<Sheet>,
    crowd: Crowd,
    runs: Runs,
    obstacles: Keeper<ObstacleReport>,
    caseload: Keeper<Known>,
    handing: Keeper<Done>,
    rules: Keeper<Vec<RuleAudit>>,
    /// One-click logins: only in the simulated school.
    demo: bool,
    /// The clock stands still: every page says which day is shown.
    past: bool,
}

impl Web {
    pub(super) async fn new(app: App, demo: bool, past: bool) -> Result<Self> {
        let desk = RwLock::new(Arc::new(Desk::read(&app).await?));
        let (news, _) = broadcast::channel(NEWS_KEPT);
        let links = app.links().await?;
        let (pace, token_pace) = (Pace::default(), Pace::default());
        let (friday, obstacles) = (Keeper::default(), Keeper::default());
        let (caseload, handing, rules) = (Keeper::default(), Keeper::default(), Keeper::default());
        let (crowd, runs) = (Crowd::default(), Runs::default());
        Ok(Self(Arc::new(Inner {
            app,
            desk,
            news,
            links,
            pace,
            token_pace,
            friday,
            crowd,
            runs,
            obstacles,
            caseload,
            handing,
            rules,
            demo,
            past,
        })))
    }

    pub(crate) fn app(&self) -> &App {
        &self.0.app
    }

    pub(crate) fn now(&self) -> Instant {
        self.0.app.clock.now()
    }

    pub(crate) fn is_demo(&self) -> bool {
        self.0.demo
    }

    pub(crate) fn shows_the_past(&self) -> bool {
        self.0.past
    }

    /// Tell open streams that the server stops.
    pub(super) fn close(&self) {
        let _ = self.0.news.send(News::End);
    }

    pub(super) fn news(&self) -> &broadcast::Sender<News> {
        &self.0.news
    }

    /// The school's personal links.
    pub(super) fn links(&self) -> &Links {
        &self.0.links
    }

    /// How often each personal link has been used to write.
    pub(super) fn pace(&self) -> &Pace<Holder> {
        &self.0.pace
    }

    /// How often each program has asked.
    pub(super) fn token_pace(&self) -> &Pace<UserId> {
        &self.0.token_pace
    }

    /// The last reading of the whole school.
    pub(super) fn friday(&self) -> &Keeper<Sheet> {
        &self.0.friday
    }

    /// Everybody's journey, while somebody works on an indicator.
    pub(super) fn crowd(&self) -> &Crowd {
        &self.0.crowd
    }

    /// The last count of obstacles.
    pub(super) fn obstacles(&self) -> &Keeper<ObstacleReport> {
        &self.0.obstacles
    }

    /// The last reading of who follows whom.
    pub(super) fn caseload(&self) -> &Keeper<Known> {
        &self.0.caseload
    }

    /// Students who are being given to somebody, or were last.
    pub(super) fn handing(&self) -> &Keeper<Done> {
        &self.0.handing
    }

    /// The last audit of the rules, group by group.
    pub(super) fn rules(&self) -> &Keeper<Vec<RuleAudit>> {
        &self.0.rules
    }

    /// The dry runs that go on.
    pub(super) fn runs(&self) -> &Runs {
        &self.0.runs
    }

    /// The school's configuration, at most some seconds old.
    pub(crate) fn desk(&self) -> Arc<Desk> {
        let desk = self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&desk)
    }

    /// Those of these accounts that there are.
    pub(super) async fn accounts(&self, ids: impl Iterator<Item = UserId>) -> Result<Accounts> {
        let ids: BTreeSet<UserId> = ids.collect();
        let mut accounts = Accounts::new();
        for id in ids {
            accounts.extend(self.app().store.user(id).await?.map(|user| (id, user)));
        }
        Ok(accounts)
    }

    /// Read the configuration again, because it was just changed.
    pub(super) async fn refresh(&self) -> Result<()> {
        self.set_desk(Desk::read(self.app()).await?);
        // Who is away, and what is counted, are read with it.
        self.caseload().forget();
        Ok(())
    }

    /// Show another configuration from now on.
    pub(super) fn set_desk(&self, desk: Desk) {
        let mut kept = self.0.desk.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *kept = Arc::new(desk);
    }
}
