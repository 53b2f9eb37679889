//! The school as it is configured: calendar, sources, indicators, points.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Kinds;
use vigie_domain::ids::{Key, StaffId};
use vigie_domain::indicator::Indicator;
use vigie_domain::metric::Context;
use vigie_domain::signal::{Rule, Rules};
use vigie_domain::time::Instant;
use vigie_domain::worklist::{Floor, Points};
use vigie_store::IndicatorRow;

use super::{App, Error, Result};

/// Where the school is, unless it says otherwise.
pub const DEFAULT_ZONE: &str = "Europe/Paris";
/// Setting: the school's time zone.
pub const ZONE: &str = "zone";
/// Setting: the table of points, JSON.
pub const POINTS: &str = "points";
/// Setting: the floor, JSON.
pub const FLOOR: &str = "floor";
/// Setting: the outside id of whoever is on duty for stated danger.
pub const ON_DUTY: &str = "on_duty";
/// The source that stands for what people write in Vigie itself.
pub const OWN_SOURCE: &str = "vigie";

/// Everything an evaluation needs besides facts.
#[derive(Clone, Debug)]
pub struct School {
    /// Calendar and supplied kinds.
    pub context: Context,
    /// Indicators in force, in the order of the documentation.
    pub indicators: Vec<Indicator>,
    /// Their versions, by id.
    versions: Vec<(Key, u32)>,
    /// The same, as the evaluator needs them.
    pub rules: Rules,
    /// Place of each rule's indicator among `indicators`.
    places: Vec<usize>,
    /// The table of points.
    pub points: Points,
    /// Nobody stays unseen.
    pub floor: Floor,
    /// To whom stated danger comes first, from the whole school.
    pub on_duty: Option<StaffId>,
}

impl School {
    /// Put a school together without a database, e.g. for tests and benches.
    pub fn new(calendar: Calendar, supplied: Kinds, indicators: Vec<(Indicator, u32)>) -> Self {
        let rules = indicators
            .iter()
            .map(|(indicator, _)| Rule::new(indicator.id.clone(), indicator.condition.clone()))
            .collect();
        let versions = indicators.iter().map(|(i, version)| (i.id.clone(), *version)).collect();
        let mut indicators: Vec<Indicator> = indicators.into_iter().map(|(i, _)| i).collect();
        indicators.sort_by_key(|indicator| indicator.number);
        let rules = Rules::new(rules);
        let place = |rule: &Rule| indicators.iter().position(|i| i.id == rule.indicator);
        let places = rules.iter().filter_map(place).collect();
        Self {
            context: Context::new(calendar, supplied),
            rules,
            places,
            indicators,
            versions,
            points: Points::default(),
            floor: Floor::default(),
            on_duty: None,
        }
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

    /// The version in force of an indicator.
    pub fn version(&self, id: &str) -> u32 {
        self.versions.iter().find(|(known, _)| known == id).map_or(0, |(_, version)| *version)
    }

    /// The indicator behind a place in [`Rules`].
    pub fn rule_indicator(&self, rule: usize) -> Option<&Indicator> {
        self.indicators.get(*self.places.get(rule)?)
    }

    /// 00:00 of the school's day that holds `at`.
    pub fn midnight(&self, at: Instant) -> Instant {
        self.context.calendar.midnight(at)
    }
}

impl App {
    /// Read the school's configuration; the shipped indicators are published
    /// on first sight.
    pub async fn school(&self) -> Result<School> {
        let mut settings = self.store.settings().await?;
        let zone = settings.remove(ZONE).unwrap_or_else(|| DEFAULT_ZONE.to_owned());
        let calendar = Calendar::new(&zone)?;
        let mut rows = self.store.latest_indicators().await?;
        if rows.is_empty() {
            self.publish_shipped().await?;
            rows = self.store.latest_indicators().await?;
        }
        let supplied = self.store.supplied().await?;
        let mut school = School::new(calendar, supplied, live(rows)?);
        if let Some(points) = settings.remove(POINTS) {
            school.points = parse(POINTS, &points)?;
        }
        if let Some(floor) = settings.remove(FLOOR) {
            school.floor = parse(FLOOR, &floor)?;
        }
        school.on_duty = settings.remove(ON_DUTY).map(|external| StaffId::derive(&external));
        Ok(school)
    }
}

fn live(rows: Vec<IndicatorRow>) -> Result<Vec<(Indicator, u32)>> {
    rows.into_iter()
        .filter(|row| row.state == super::indicator::LIVE)
        .map(|row| {
            let indicator = Indicator::parse(&row.body)
                .map_err(|error| Error::Indicator(format!("indicator `{}`: {error}", row.id)))?;
            Ok((indicator, row.version))
        })
        .collect()
}

fn parse<T: serde::de::DeserializeOwned>(key: &str, text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| Error::Input(format!("setting `{key}` cannot be read: {error}")))
}
