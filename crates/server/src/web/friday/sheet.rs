//! The page: good news of a week, then what is owed today.

use std::borrow::Borrow;

use askama::Template;
use vigie_domain::fact::{Fact, Occasion, Payload};
use vigie_domain::ids::StudentId;
use vigie_domain::time::{Instant, Span};

use super::super::risk::rung::{self, Rang};
use super::super::{Frame, Result, Visitor, Web};
use super::Sheet;
use super::parts::{Chosen, HOURS, Parts};
use crate::app::celebrate::Celebration;
use crate::briefing::Briefing;
use crate::names::Names;

/// A diploma or a job.
struct Good {
    student: StudentId,
    name: String,
    what: String,
}

#[derive(Template)]
#[template(path = "friday.html")]
pub(super) struct Page {
    frame: Frame,
    /// "du 15 au 22 novembre".
    week: String,
    /// So many weeks ago.
    ago: u32,
    diplomas: Vec<Good>,
    jobs: Vec<Good>,
    /// Diplomas and jobs that nobody celebrated yet, and who would.
    uncelebrated: Vec<Good>,
    /// What is owed today; a week that is over has none.
    parts: Option<Parts>,
    /// "Pas d'échange depuis plus de 4 semaines."
    floor: String,
    hours_said: String,
    /// The computed risk looks at other people than it learned from.
    rung: Vec<Rang>,
}

impl Page {
    /// A text with a number, as a template hands it over.
    fn n(&self, key: &str, n: impl Borrow<usize>) -> String {
        self.frame.n(key, *n.borrow())
    }

    /// The sheet of the week that ends at `at`.
    pub(super) async fn of(
        web: &Web,
        visitor: &Visitor,
        at: Instant,
        ago: u32,
        read: Option<&Sheet>,
    ) -> Result<Self> {
        let desk = web.desk();
        let (school, store, locale) = (&desk.school, &web.app().store, visitor.locale);
        let calendar = &school.context.calendar;
        let (from, to) = (school.midnight(at - Span::days(6)), calendar.next_midnight(at));
        let milestones = store.milestones(from, to).await?;
        let chosen = read.map(|read| Chosen::of(read, school));
        let mut people: Vec<StudentId> = milestones.iter().map(|fact| fact.student).collect();
        // A week that is over shows what happened then.
        let waiting = if ago == 0 { web.app().uncelebrated(school).await? } else { Vec::new() };
        people.extend(waiting.iter().map(|one| one.student));
        people.extend(chosen.iter().flat_map(Chosen::people));
        people.sort_unstable();
        people.dedup();
        let mut names = Names::among(desk.directory.clone(), store, &people).await?;
        if let Some(chosen) = &chosen {
            names.load_words(store, &chosen.words()).await?;
        }
        let phrases = desk.phrases(visitor.language());
        let briefing = Briefing { school, phrases, names: &names, at: web.now(), locale };
        let parts = chosen.map(|chosen| chosen.told(&briefing));
        let frame = Frame::new(web, visitor, "friday-title");
        let rung = if ago == 0 { rung::read(web, &frame).await? } else { Vec::new() };
        let (first, last) =
            (locale.date(from, briefing.today()), locale.date(at, briefing.today()));
        let week = [("from", first.as_str().into()), ("to", last.as_str().into())];
        Ok(Self {
            frame,
            rung,
            week: locale.text("friday-week", &week),
            ago,
            diplomas: milestones.iter().filter_map(|fact| diploma(&briefing, fact)).collect(),
            jobs: milestones.iter().filter_map(|fact| job(&briefing, fact)).collect(),
            uncelebrated: waiting.iter().map(|one| uncelebrated(&briefing, one)).collect(),
            hours_said: parts.as_ref().map_or_else(String::new, |parts| hours(&briefing, parts)),
            parts,
            floor: locale
                .text("friday-unseen-text", &[("n", u32::from(school.floor.weeks).into())]),
        })
    }
}

fn diploma(briefing: &Briefing<'_>, fact: &Fact) -> Option<Good> {
    let Payload::Diploma(body) = &fact.payload else { return None };
    let date = briefing.locale.date(fact.occurred_at, briefing.today());
    let programme = briefing.names.title(&body.programme);
    let given = [("programme", programme.as_str().into()), ("date", date.as_str().into())];
    Some(Good {
        student: fact.student,
        name: briefing.names.full(fact.student),
        what: briefing.locale.text("friday-diploma", &given),
    })
}

fn job(briefing: &Briefing<'_>, fact: &Fact) -> Option<Good> {
    let Payload::Hired(body) = &fact.payload else { return None };
    let locale = briefing.locale;
    let contract = locale.text(&format!("contract-{}", body.contract.name()), &[]);
    let date = locale.date(body.starts_at, briefing.today());
    let given = [
        ("company", body.company.as_str().into()),
        ("contract", contract.as_str().into()),
        ("date", date.as_str().into()),
    ];
    let mut what = locale.text("friday-job", &given);
    if let Some(programme) = fact.enrolment.and_then(|id| briefing.names.programme(id)) {
        what = format!("{programme} · {what}");
    }
    Some(Good { student: fact.student, name: briefing.names.full(fact.student), what })
}

/// "un diplôme, le 3 novembre ; Awa".
fn uncelebrated(briefing: &Briefing<'_>, one: &Celebration) -> Good {
    let locale = briefing.locale;
    let date = locale.date(one.fact.occurred_at, briefing.today());
    let who = one.by.map_or_else(|| locale.text("link-team", &[]), |by| briefing.names.staff(by));
    let given = [("date", date.as_str().into()), ("name", who.as_str().into())];
    let key = match one.occasion {
        Occasion::Job => "friday-uncelebrated-job",
        Occasion::Diploma | Occasion::Step => "friday-uncelebrated-diploma",
    };
    Good {
        student: one.student,
        name: briefing.names.full(one.student),
        what: locale.text(key, &given),
    }
}

/// How many hours today's lists ask for, and how many there are not.
fn hours(briefing: &Briefing<'_>, parts: &Parts) -> String {
    let locale = briefing.locale;
    let (asked, missing) = (locale.minutes(parts.asked), locale.minutes(parts.missing));
    if parts.missing == 0 {
        return locale.text("friday-hours-enough", &[("asked", asked.as_str().into())]);
    }
    let people = locale.decimal(f64::from(parts.missing) / f64::from(HOURS * 60));
    let given = [
        ("asked", asked.as_str().into()),
        ("missing", missing.as_str().into()),
        ("people", people.as_str().into()),
    ];
    locale.text("friday-hours-missing", &given)
}
