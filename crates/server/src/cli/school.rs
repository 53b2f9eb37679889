//! `vigie school`

use clap::{Args, Subcommand};
use jiff::civil::{Date, Time};
use serde_json::json;
use vigie_domain::opening::{Open, Opening};

use super::output::{Format, Table};
use super::{Global, Result, person};
use crate::app::school::Configured;
use crate::app::{App, School};

/// Days of the week, Monday first, as they are typed.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Most days between the two ends of a closure.
const LONGEST_CLOSURE: usize = 120;

/// Opening hours, closed days, who is on duty, when a case may end
///
/// By these, a student who asks reads who answers and by when: a question is
/// never promised an answer on a day on which the school is closed.
///
/// Examples:
///   vigie school show
///   vigie school set --hours "mon-fri 09:00-18:00, sat 10:00-12:00" --answer-within 9
///   vigie school set --close 2026-12-25,2026-12-31..2027-01-02
///   vigie school set --on-duty c-03
///   vigie school set --lost-attempts 5 --lost-channels 2 --lost-days 14
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct SchoolCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// As it is configured now
    Show(Shape),
    /// Change some of it; what is left out stays
    Set(Box<Set>),
}

#[derive(Debug, Args)]
struct Shape {
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

#[derive(Debug, Args)]
struct Set {
    /// Where the school is, e.g. Europe/Paris; everybody is then looked at again
    #[arg(long)]
    zone: Option<String>,
    /// When somebody is there: `mon-fri 09:00-18:00, sat 10:00-12:00`; days left out are closed
    #[arg(long, value_parser = hours)]
    hours: Option<Week>,
    /// Open hours within which a question is answered
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=200))]
    answer_within: Option<u16>,
    /// Closed on these days, too: dates, or two with `..` between
    #[arg(long, value_name = "DATES", value_delimiter = ',', value_parser = dates)]
    close: Vec<Dates>,
    /// Not closed on these days after all
    #[arg(long, value_name = "DATES", value_delimiter = ',', value_parser = dates)]
    reopen: Vec<Dates>,
    /// The advisor who has the students whom nobody else has, and to whom stated danger comes: id or name
    #[arg(long, value_name = "ADVISOR")]
    on_duty: Option<String>,
    /// Whole weeks back before the end of a case is proposed
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=26))]
    back_weeks: Option<u8>,
    /// Back as usual: so much of one's own habit, percent
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=100))]
    habit_percent: Option<u8>,
    /// Attempts without any sign before contact counts as lost
    #[arg(long, value_parser = clap::value_parser!(u16).range(3..=100))]
    lost_attempts: Option<u16>,
    /// On so many channels
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=6))]
    lost_channels: Option<u8>,
    /// Days from the first of them to the last
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=365))]
    lost_days: Option<u16>,
    #[command(flatten)]
    shape: Shape,
}

/// Hours of each day, Monday first.
type Week = [Option<Open>; 7];

/// One day, or all from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Dates(Date, Date);

impl Dates {
    fn days(self) -> impl Iterator<Item = Date> {
        let Self(from, to) = self;
        std::iter::successors(Some(from), |day| day.tomorrow().ok())
            .take_while(move |day| *day <= to)
    }
}

fn dates(text: &str) -> Result<Dates, String> {
    let date = |text: &str| {
        text.trim().parse::<Date>().map_err(|_| format!("`{text}` is no date: use 2026-12-25"))
    };
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (from, to) = (date(from)?, date(to)?);
    let dates = Dates(from, to);
    match dates.days().take(LONGEST_CLOSURE + 1).count() {
        0 => Err(format!("`{text}`: the first day comes first")),
        n if n > LONGEST_CLOSURE => Err(format!("`{text}`: at most {LONGEST_CLOSURE} days")),
        _ => Ok(dates),
    }
}

fn hours(text: &str) -> Result<Week, String> {
    let mut week = Week::default();
    for piece in text.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
        let wrong = || format!("`{piece}`: write e.g. `mon-fri 09:00-18:00`");
        let (days, times) = piece.split_once(' ').ok_or_else(wrong)?;
        let day = |name: &str| DAYS.iter().position(|known| *known == name.to_lowercase());
        let (from, to) = days.split_once('-').unwrap_or((days, days));
        let (from, to) = (day(from).ok_or_else(wrong)?, day(to).ok_or_else(wrong)?);
        let time = |text: &str| text.trim().parse::<Time>().map_err(|_| wrong());
        let (opens, closes) = times.split_once('-').ok_or_else(wrong)?;
        let open = Open::new(time(opens)?, time(closes)?).ok_or_else(wrong)?;
        if from > to {
            return Err(wrong());
        }
        week[from..=to].fill(Some(open));
    }
    Ok(week)
}

/// As `--hours` takes it, day by day.
fn told(week: &Week) -> String {
    let days = DAYS.iter().zip(week).filter_map(|(day, open)| {
        let open = (*open)?;
        Some(format!("{day} {}-{}", short(open.from()), short(open.to())))
    });
    days.collect::<Vec<_>>().join(", ")
}

fn short(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

impl SchoolCommand {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        match self.what {
            What::Show(shape) => show(&app, &app.school().await?, &shape).await,
            What::Set(set) => set.run(&app).await,
        }
    }
}

impl Set {
    async fn run(self, app: &App) -> Result<()> {
        let school = app.school().await?;
        let mut opening: Opening = school.opening.clone();
        opening.week = self.hours.unwrap_or(opening.week);
        opening.answer_within = self.answer_within.unwrap_or(opening.answer_within);
        opening.closed.extend(self.close.iter().flat_map(|dates| dates.days()));
        for day in self.reopen.iter().flat_map(|dates| dates.days()) {
            opening.closed.remove(&day);
        }
        let mut terms = school.follow_up;
        terms.back_weeks = self.back_weeks.unwrap_or(terms.back_weeks);
        terms.habit_percent = self.habit_percent.unwrap_or(terms.habit_percent);
        terms.lost_attempts = self.lost_attempts.unwrap_or(terms.lost_attempts);
        terms.lost_channels = self.lost_channels.unwrap_or(terms.lost_channels);
        terms.lost_days = self.lost_days.unwrap_or(terms.lost_days);
        let on_duty = match &self.on_duty {
            Some(wanted) => {
                let staff = person::staff(&app.store, wanted).await?;
                let team = app.store.staff().await?;
                team.get(&staff).map(|known| known.external.clone())
            }
            None => None,
        };
        let changed = Configured {
            zone: self.zone,
            opening: (opening != school.opening).then_some(opening),
            follow_up: (terms != school.follow_up).then_some(terms),
            on_duty,
        };
        let school = app.configure(changed).await?;
        show(app, &school, &self.shape).await
    }
}

async fn show(app: &App, school: &School, shape: &Shape) -> Result<()> {
    let staff = app.store.staff().await?;
    let named = |id| staff.get(&id).map(|known| known.external.to_string());
    let on_duty = school.team.on_duty().and_then(named);
    let meanwhile = school.team.meanwhile(app.clock.now()).and_then(named);
    let (opening, terms) = (&school.opening, school.follow_up);
    let closed: Vec<String> = opening.closed.iter().map(Date::to_string).collect();
    let (zone, week) = (school.context.calendar.name(), told(&opening.week));
    let mut table = Table::new(&["what", "is"]);
    table.row(["time zone", zone]);
    table.row(["open", week.as_str()]);
    table.row(["answers within, open hours", &opening.answer_within.to_string()]);
    table.row(["closed", &closed.join(" ")]);
    table.row(["on duty", on_duty.as_deref().unwrap_or_default()]);
    table.row(["has whoever has nobody", meanwhile.as_deref().unwrap_or_default()]);
    table.row(["back after, weeks", &terms.back_weeks.to_string()]);
    table.row(["back means, percent of habit", &terms.habit_percent.to_string()]);
    table.row(["lost after, attempts", &terms.lost_attempts.to_string()]);
    table.row(["lost after, channels", &terms.lost_channels.to_string()]);
    table.row(["lost after, days", &terms.lost_days.to_string()]);
    table.print(shape.format, || {
        json!({
            "zone": zone, "open": week, "answer_within": opening.answer_within,
            "closed": closed, "on_duty": on_duty, "meanwhile": meanwhile, "follow_up": terms,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_and_told_again() {
        let week = hours("mon-fri 09:00-18:00, sat 10:00-12:00").unwrap();
        assert_eq!(week.iter().filter(|open| open.is_some()).count(), 6);
        assert_eq!(hours(&told(&week)).unwrap(), week);
        for wrong in ["mon 18:00-09:00", "someday 09:00-10:00", "fri-mon 09:00-10:00", "mon"] {
            assert!(hours(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_closure_is_a_day_or_all_from_one_to_another() {
        assert_eq!(dates("2026-12-25").unwrap().days().count(), 1);
        assert_eq!(dates("2026-12-31..2027-01-02").unwrap().days().count(), 3);
        for wrong in ["2027-01-02..2026-12-31", "2026-01-01..2027-01-01", "Christmas"] {
            assert!(dates(wrong).is_err(), "{wrong}");
        }
    }
}
