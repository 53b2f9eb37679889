//! The school as it is configured: calendar, sources, indicators, points.

use vigie_domain::calendar::Calendar;
use vigie_domain::case::Terms;
use vigie_domain::caseload::{Absences, Answers, Minutes, Team};
use vigie_domain::fact::Kinds;
use vigie_domain::ids::{Key, StaffId, StudentId};
use vigie_domain::indicator::{Indicator, State};
use vigie_domain::metric::Context;
use vigie_domain::opening::Opening;
use vigie_domain::signal::{Rule, Rules};
use vigie_domain::time::{HOUR, Instant, Span};
use vigie_domain::worklist::{Floor, Points};
use vigie_store::Why;

use super::audit::{Action, Entry};
use super::caseload::SHOWN_FOR;
use super::{App, Error, Refusal, Result};

/// Where the school is, unless it says otherwise.
pub const DEFAULT_ZONE: &str = "Europe/Paris";
/// Longer than any day, shorter than two: from a midnight into the next day.
const INTO_TOMORROW: Span = Span(30 * HOUR.0);

/// Setting: the school's time zone.
pub const ZONE: &str = "zone";
/// Setting: the table of points, JSON.
pub const POINTS: &str = "points";
/// Setting: the floor, JSON.
pub const FLOOR: &str = "floor";
/// Setting: when a case may end, JSON.
pub const FOLLOW_UP: &str = "follow_up";
/// Setting: the school's opening hours, JSON.
pub const OPENING: &str = "opening";
/// Setting: the outside id of whoever is on duty for stated danger.
pub const ON_DUTY: &str = "on_duty";
/// Setting: the minutes that students are expected to take, JSON.
pub const MINUTES: &str = "caseload";
/// Setting: when the team began to work in Vigie, in seconds.
pub const BEGAN: &str = "began";
/// The source that stands for what people write in Vigie itself, signed in.
pub const OWN_SOURCE: &str = "vigie";
/// The source of what was written there through a personal link: whoever holds
/// it wrote it, and nobody asked them for a password.
pub const LINK_SOURCE: &str = "vigie-link";

/// The sources of all that people write in Vigie itself.
pub const OWN_SOURCES: [&str; 2] = [OWN_SOURCE, LINK_SOURCE];

/// Was this written in Vigie itself?
pub fn is_own(source: &str) -> bool {
    OWN_SOURCES.contains(&source)
}

/// Everything an evaluation needs besides facts.
#[derive(Clone, Debug)]
pub struct School {
    /// Calendar and supplied kinds.
    pub context: Context,
    /// Indicators in force, in the order of the documentation. Whatever an
    /// advisor sees is read with these, so what is on trial shows nowhere.
    pub indicators: Vec<Indicator>,
    /// Their versions, by id.
    versions: Vec<(Key, u32)>,
    /// Versions on trial, each under a key of its own.
    trials: Vec<Trial>,
    /// All that is evaluated, as the evaluator needs it.
    pub rules: Rules,
    /// The table of points.
    pub points: Points,
    /// Nobody stays unseen.
    pub floor: Floor,
    /// When a case may end.
    pub follow_up: Terms,
    /// When the school is open, and by when it answers.
    pub opening: Opening,
    /// Whose a student is whom nobody else has, and to whom stated danger comes
    /// first.
    pub team: Team,
    /// What students are expected to take.
    pub minutes: Minutes,
    /// Who is away, or will be, and who answers then.
    pub absences: Absences,
    /// When the team began to work in Vigie, if it has.
    pub began: Option<Instant>,
}

/// A version that is evaluated silently.
#[derive(Clone, Debug)]
struct Trial {
    /// The key of its rule and of its signals: see [`trial_key`].
    key: Key,
    indicator: Indicator,
    version: u32,
}

/// Under which key a version on trial is evaluated and recorded, so that it
/// can stand beside its live version. No id of an indicator holds an `@`.
pub fn trial_key(id: &str, version: u32) -> Key {
    Key::from(format!("{id}@{version}"))
}

/// Is this the key of a version on trial?
pub fn is_trial(key: &str) -> bool {
    key.contains('@')
}

impl School {
    /// Put a school together without a database, e.g. for tests and benches.
    pub fn new(calendar: Calendar, supplied: Kinds, indicators: Vec<(Indicator, u32)>) -> Self {
        let versions = indicators.iter().map(|(i, version)| (i.id.clone(), *version)).collect();
        let mut indicators: Vec<Indicator> = indicators.into_iter().map(|(i, _)| i).collect();
        indicators.sort_by_key(|indicator| indicator.number);
        let rule = |live: &Indicator| Rule::new(live.id.clone(), live.condition.clone());
        Self {
            context: Context::new(calendar, supplied),
            rules: Rules::new(indicators.iter().map(rule).collect()),
            indicators,
            versions,
            trials: Vec::new(),
            points: Points::default(),
            floor: Floor::default(),
            follow_up: Terms::default(),
            opening: Opening::default(),
            team: Team::default(),
            minutes: Minutes::default(),
            absences: Absences::default(),
            began: None,
        }
    }

    /// The same school with these versions on trial.
    #[must_use]
    pub fn with_trials(mut self, trials: Vec<(Indicator, u32)>) -> Self {
        let trial = |(indicator, version): (Indicator, u32)| Trial {
            key: trial_key(&indicator.id, version),
            indicator,
            version,
        };
        self.trials = trials.into_iter().map(trial).collect();
        let silent = self
            .trials
            .iter()
            .map(|trial| Rule::new(trial.key.clone(), trial.indicator.condition.clone()));
        self.rules = Rules::new(self.rules.iter().cloned().chain(silent).collect());
        self
    }

    /// From now on these kinds are supplied, beside those that are.
    pub(super) fn supply(&mut self, kinds: Kinds) {
        let supplied = self.context.supplied().union(kinds);
        self.context = Context::new(self.context.calendar.clone(), supplied);
    }

    /// The indicator of this name, if it is in force.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// The version that is evaluated under this key: that in force of an
    /// indicator, or one on trial.
    pub fn version(&self, key: &str) -> u32 {
        let live = || self.versions.iter().find(|(known, _)| known == key).map(|(_, v)| *v);
        self.trial(key).map(|trial| trial.version).or_else(live).unwrap_or(0)
    }

    /// What is evaluated under this key, in force or on trial.
    pub fn evaluated(&self, key: &str) -> Option<&Indicator> {
        self.trial(key).map(|trial| &trial.indicator).or_else(|| self.indicator(key))
    }

    fn trial(&self, key: &str) -> Option<&Trial> {
        self.trials.iter().find(|trial| trial.key == key)
    }

    /// What is behind a place in [`Rules`]: its key, and the indicator.
    pub fn rule(&self, rule: usize) -> Option<(&Key, &Indicator)> {
        let key = &self.rules.iter().nth(rule)?.indicator;
        Some((key, self.evaluated(key)?))
    }

    /// Who answers a student at `at`, given whom the last assignment names.
    /// `None`: the school has no advisor.
    pub fn answers(
        &self,
        student: StudentId,
        assigned: Option<StaffId>,
        at: Instant,
    ) -> Option<Answers> {
        self.team.answers(&self.absences, student, assigned, at)
    }

    /// Whoever hears of stated danger in the whole school at `at`, and needs to
    /// know of it: the person on duty, or whoever stands in for them. `None`:
    /// nobody was named.
    pub fn hears_of_danger(&self, at: Instant) -> Option<StaffId> {
        let duty = self.team.holder(Some(self.team.on_duty()?), at)?;
        Some(self.absences.acting(duty, at))
    }

    /// The colleagues some of whose students this advisor may answer for at
    /// `at`: [`Self::answers`] says for which.
    pub fn stood_in_for(&self, advisor: StaffId, at: Instant) -> Vec<StaffId> {
        let mut away = self.absences.stood_in_for(advisor, at);
        let meanwhile = self.team.meanwhile(at);
        let acting = meanwhile.map(|who| self.absences.acting(who, at));
        if [meanwhile, acting].contains(&Some(advisor)) {
            // Whoever was to stand in has left.
            let gone = self.team.gone(at);
            away.extend(gone.flat_map(|gone| self.absences.stood_in_for(gone, at)));
            away.retain(|staff| *staff != advisor);
            away.sort_unstable();
            away.dedup();
        }
        away
    }

    /// 00:00 of the school's day that holds `at`.
    pub fn midnight(&self, at: Instant) -> Instant {
        self.context.calendar.midnight(at)
    }

    /// The midnight that ends the school's day that holds `at`.
    pub fn end_of_day(&self, at: Instant) -> Instant {
        self.midnight(self.midnight(at) + INTO_TOMORROW)
    }
}

impl App {
    /// Read the school's configuration; the shipped indicators are published
    /// on first sight.
    pub async fn school(&self) -> Result<School> {
        let mut settings = self.store.settings().await?;
        let zone = settings.remove(ZONE).unwrap_or_else(|| DEFAULT_ZONE.to_owned());
        let calendar = Calendar::new(&zone)?;
        let mut rows = self.store.evaluated_indicators().await?;
        if rows.is_empty() {
            self.publish_shipped().await?;
            rows = self.store.evaluated_indicators().await?;
        }
        let supplied = self.store.supplied().await?;
        let (mut live, mut trials) = (Vec::new(), Vec::new());
        for row in rows {
            let read = self
                .definitions
                .read(&row.body)
                .map_err(|error| Error::Indicator(format!("indicator `{}`: {error}", row.id)))?;
            let place = if row.state == State::Trial { &mut trials } else { &mut live };
            place.push((read, row.version));
        }
        let mut school = School::new(calendar, supplied, live).with_trials(trials);
        if let Some(points) = settings.remove(POINTS) {
            school.points = parse(POINTS, &points)?;
        }
        if let Some(floor) = settings.remove(FLOOR) {
            school.floor = parse(FLOOR, &floor)?;
        }
        if let Some(terms) = settings.remove(FOLLOW_UP) {
            school.follow_up = parse(FOLLOW_UP, &terms)?;
        }
        if let Some(opening) = settings.remove(OPENING) {
            school.opening = parse(OPENING, &opening)?;
        }
        if let Some(minutes) = settings.remove(MINUTES) {
            school.minutes = parse(MINUTES, &minutes)?;
        }
        school.began = settings.remove(BEGAN).and_then(|text| text.parse().ok()).map(Instant);
        school.absences = self.store.absences(self.clock.now() - SHOWN_FOR).await?;
        school.team = Team::new(self.store.team().await?, on_duty(settings.remove(ON_DUTY)));
        Ok(school)
    }

    /// The school's advisors, and who is on duty.
    pub(super) async fn team(&self) -> Result<Team> {
        let duty = on_duty(self.store.setting(ON_DUTY).await?);
        Ok(Team::new(self.store.team().await?, duty))
    }
}

/// What is changed of a school's configuration.
#[derive(Clone, Debug, Default)]
pub struct Configured {
    /// Its time zone.
    pub zone: Option<String>,
    /// When it is open, and by when it answers.
    pub opening: Option<Opening>,
    /// When a case may end.
    pub follow_up: Option<Terms>,
    /// Who is on duty: an advisor, by id in the source.
    pub on_duty: Option<Key>,
}

impl App {
    /// Changes the school's configuration; what is left out stays. Another time
    /// zone is another midnight: everybody is then looked at again.
    pub async fn configure(&self, to: Configured) -> Result<School> {
        let mut kept: Vec<(&str, String)> = Vec::new();
        if let Some(zone) = &to.zone {
            Calendar::new(zone)?;
            kept.push((ZONE, zone.clone()));
        }
        if let Some(opening) = &to.opening {
            kept.push((OPENING, written(OPENING, opening)?));
        }
        if let Some(terms) = &to.follow_up {
            kept.push((FOLLOW_UP, written(FOLLOW_UP, terms)?));
        }
        if let Some(external) = &to.on_duty {
            if !self.team().await?.has(StaffId::derive(external), self.clock.now()) {
                return Err(Refusal::NotAnAdvisor.into());
            }
            kept.push((ON_DUTY, external.to_string()));
        }
        let before = self.store.setting(ZONE).await?.unwrap_or_else(|| DEFAULT_ZONE.to_owned());
        if !kept.is_empty() {
            let mut tx = self.store.begin().await?;
            for (key, value) in &kept {
                tx.put_setting(key, value).await?;
            }
            let keys: Vec<&str> = kept.iter().map(|(key, _)| *key).collect();
            let entry = Entry::by(None, Action::SchoolConfigured).saying(keys.join(" "));
            self.commit_remembering(tx, &[entry]).await?;
        }
        let school = self.school().await?;
        if to.zone.is_some_and(|zone| zone != before) {
            self.look_again(&school, Why::LateFact).await?;
        }
        Ok(school)
    }
}

fn written<T: serde::Serialize>(key: &str, value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| Error::Input(format!("setting `{key}` cannot be written: {error}")))
}

fn on_duty(external: Option<String>) -> Option<StaffId> {
    external.map(|external| StaffId::derive(&external))
}

fn parse<T: serde::de::DeserializeOwned>(key: &str, text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| Error::Input(format!("setting `{key}` cannot be read: {error}")))
}
