//! Everybody's week as a figure, and the numbers behind it.

use vigie_domain::caseload::{Part, Presence};

use super::Words;
use crate::app::caseload::{Survey, Week};

/// The length of a whole bar.
const BAR: u32 = 300;

/// One advisor's week.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) name: String,
    /// "21 h sur 25 h".
    pub(super) said: String,
    /// Lengths, of [`BAR`]: their own students, those they stand in for.
    pub(super) own: u32,
    pub(super) stood_in: u32,
    /// Where the hours end.
    pub(super) limit: u32,
    pub(super) over: Option<String>,
    pub(super) people: usize,
    /// Key of how they are there, if not as usual.
    pub(super) state: Option<&'static str>,
    /// The numbers behind, in the order of [`parts`].
    pub(super) parts: Vec<String>,
    pub(super) stood_in_said: String,
}

/// The parts that anybody's week has.
pub(super) fn parts(survey: &Survey) -> Vec<&'static str> {
    present(survey).into_iter().map(Part::name).collect()
}

fn present(survey: &Survey) -> Vec<Part> {
    let any = |part: &Part| survey.weeks.iter().any(|week| week.parts.contains_key(part));
    Part::ALL.into_iter().filter(any).collect()
}

/// By name: a week is measured, not a person.
pub(super) fn rows(words: &Words<'_>, survey: &Survey) -> Vec<Row> {
    let whole = |week: &Week| (week.own + week.stood_in).max(week.advisor.minutes);
    let longest = survey.weeks.iter().map(whole).max().unwrap_or(1).max(1);
    let scaled = |minutes: u32| {
        u32::try_from(u64::from(minutes) * u64::from(BAR) / u64::from(longest)).unwrap_or(BAR)
    };
    let present = present(survey);
    let row = |week: &Week| {
        let there = week.advisor.minutes;
        let all = week.own + week.stood_in;
        let time = |minutes| words.locale.minutes(minutes);
        let (asked, have) = (time(all), time(there));
        let said = [("asked", asked.as_str().into()), ("there", have.as_str().into())];
        let some = |minutes: &u32| if *minutes > 0 { time(*minutes) } else { String::new() };
        let state = match week.advisor.presence {
            Presence::Here => None,
            Presence::Away => Some("caseload-away"),
            Presence::Gone => Some("caseload-gone"),
        };
        Row {
            name: words.names.staff(week.advisor.id),
            said: words.locale.text("caseload-week", &said),
            own: scaled(week.own),
            stood_in: scaled(week.stood_in),
            limit: scaled(there),
            over: (all > there).then(|| time(all - there)),
            people: week.people,
            state,
            parts: present
                .iter()
                .map(|part| week.parts.get(part).map(some).unwrap_or_default())
                .collect(),
            stood_in_said: some(&week.stood_in),
        }
    };
    let mut rows: Vec<Row> = survey.weeks.iter().map(row).collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}
