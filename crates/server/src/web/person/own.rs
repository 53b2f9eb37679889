//! The same person, as they read it of themselves: where they are, what the
//! school knows, and why somebody may call. Same facts, same reasons; only
//! what colleagues wrote down for each other is left out.

use std::sync::Arc;

use jiff::civil::Date;
use vigie_domain::fact::{Doubted, Fact, Kind};
use vigie_domain::ids::{FactId, Key, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::worklist::Candidate;

use super::conversation::their_clock;
use super::road::Road;
use super::timeline::{Day, Shown};
use super::track::Track;
use super::{Clock, Read, reasons, tell};
use crate::app::portal::{StudentView, has_own_words, is_told};
use crate::briefing::{Briefing, quoted, words};
use crate::names::Names;
use crate::web::state::Desk;
use crate::web::{Error, Result, Web};
use crate::wording::{Language, Locale};

/// Why somebody may call them.
pub(in crate::web) struct Why {
    /// The indicator, as the form names it.
    pub(in crate::web) indicator: Key,
    pub(in crate::web) sentence: String,
    /// What was measured, and how much.
    pub(in crate::web) evidence: Vec<(&'static str, String)>,
    /// They said that it isn't so.
    pub(in crate::web) doubted: bool,
}

/// What a student reads of themself.
pub(in crate::web) struct Own {
    pub(in crate::web) road: Road,
    pub(in crate::web) tracks: [Track; 2],
    pub(in crate::web) whys: Vec<Why>,
    pub(in crate::web) days: Vec<Day>,
    /// The date before which there is more.
    pub(in crate::web) older: Option<Date>,
}

/// Who reads, and how we speak to them.
#[derive(Clone, Copy)]
pub(in crate::web) struct Reader {
    pub(in crate::web) student: StudentId,
    pub(in crate::web) locale: &'static Locale,
    pub(in crate::web) informal: bool,
}

impl Reader {
    /// `vous` or `tu`: what texts choose their wording by.
    pub(in crate::web) const fn form(self) -> &'static str {
        if self.informal { "tu" } else { "vous" }
    }
}

/// Reads it; `before`: only the older part of what happened.
pub(in crate::web) async fn read(web: &Web, reader: Reader, before: Option<Date>) -> Result<Own> {
    let Reader { student, locale, .. } = reader;
    let desk = web.desk();
    let (school, store, at) = (&desk.school, &web.app().store, web.now());
    let standing = web.app().standing(school, student, None).await?;
    let stored = told(web, student).await?;
    let facts = effective(&stored);
    let mut names = Names::among(Arc::clone(&desk.directory), store, &[student]).await?;
    let at_school = &school.context.calendar;
    let theirs = names.person(student).map(|person| their_clock(person, at_school));
    let clock = Clock { school: at_school, own: theirs.as_ref().unwrap_or(at_school) };
    let shown = Shown::before(before, &facts, clock);
    let candidate = Candidate::read(student, &standing, &school.indicators, &school.context);
    let own =
        |fact: &FactId| facts.iter().any(|known| known.id == *fact && has_own_words(known.kind()));
    let said = quoted(&candidate).into_iter().map(|(_, fact)| fact);
    let said = said.chain(shown.ids()).filter(own).map(|fact| (student, fact));
    names.load_words(store, &said.collect::<Vec<_>>()).await?;
    let phrases = desk.phrases(locale.language());
    let briefing = Briefing { school, phrases, names: &names, at, locale };
    let form = Some(reader.form());
    let read = Read { student, standing: &standing, facts: &facts, briefing, clock, form };
    let road = Road::of(&read);
    let doubted = reasons::doubted(&facts, &candidate);
    let who = StudentView::of(school, student, &standing).answers();
    let who = who.map(|who| names.staff(who));
    let who = who.unwrap_or_else(|| locale.text("link-team", &[]));
    let whys = candidate.reasons.iter().map(|reason| Why {
        sentence: why(&desk, reader, &reason.indicator, &who),
        evidence: reasons::evidence(&briefing, reason),
        doubted: doubted.contains(&reason.indicator),
        indicator: reason.indicator.clone(),
    });
    Ok(Own {
        tracks: Track::both(&road),
        road,
        whys: whys.collect(),
        older: shown.older(),
        days: shown.tell(&read),
    })
}

/// What somebody disputes, in the words of the team: for the note in the case.
pub(in crate::web) async fn named(
    web: &Web,
    student: StudentId,
    target: &Doubted,
    language: Language,
) -> Result<String> {
    let desk = web.desk();
    let locale = Locale::of(language);
    if let Doubted::Reason { indicator } = target {
        return Ok(quote(locale, &name(&desk, indicator, language)));
    }
    let stored = told(web, student).await?;
    let facts = effective(&stored);
    let wanted = target.fact(student);
    let fact = facts.iter().find(|fact| Some(fact.id) == wanted).ok_or(Error::NotFound)?;
    let names = Names::among(Arc::clone(&desk.directory), &web.app().store, &[student]).await?;
    let standing = web.app().standing(&desk.school, student, None).await?;
    let phrases = desk.phrases(language);
    let at = web.now();
    let briefing = Briefing { school: &desk.school, phrases, names: &names, at, locale };
    let clock = Clock::at_school(&desk.school.context.calendar);
    let read = Read { student, standing: &standing, facts: &facts, briefing, clock, form: None };
    let (date, sentence) = (read.date(fact.occurred_at), tell::sentence(&read, fact));
    Ok(quote(locale, &format!("{date} · {sentence}")))
}

fn quote(locale: &Locale, what: &str) -> String {
    locale.text("own-wrong-note", &[("what", what.into())])
}

/// What is told to the student of the facts about them.
async fn told(web: &Web, student: StudentId) -> Result<Vec<Fact>> {
    let mut stored = web.app().known_facts(student).await?;
    // What was taken back is left out by the retractions, which are kept.
    stored.retain(|fact| is_told(fact.kind()) || fact.kind() == Kind::Retracted);
    Ok(stored)
}

/// A reason as it is said to the student; an indicator of the school's own by
/// its name.
fn why(desk: &Desk, reader: Reader, indicator: &Key, who: &str) -> String {
    let words = [("form", reader.form().into()), ("who", who.into())];
    let key = format!("own-why-{indicator}");
    let own = reader.locale.text(&key, &words);
    if own == key { name(desk, indicator, reader.locale.language()) } else { own }
}

fn name(desk: &Desk, indicator: &Key, language: Language) -> String {
    let known = desk.school.indicator(indicator);
    known.map_or_else(|| indicator.to_string(), |known| words(known, language).name.clone())
}

#[cfg(test)]
mod tests {
    use vigie_domain::fact::Kind;

    use super::super::fixture::{day, fact, read_in};
    use super::super::samples::sample;
    use super::*;

    const FORMS: [&str; 2] = ["vous", "tu"];

    #[test]
    fn what_is_told_to_a_student_never_speaks_of_them_by_name() {
        for language in Language::ALL {
            for kind in Kind::ALL.iter().filter(|kind| is_told(**kind)) {
                let fact = fact(day(5), sample(*kind, true));
                read_in(language, std::slice::from_ref(&fact), day(6), |read| {
                    let name = read.briefing.names.given(read.student);
                    for form in FORMS {
                        let read = Read { form: Some(form), briefing: read.briefing, ..*read };
                        let said = tell::sentence(&read, &fact);
                        assert!(!said.contains(&name), "{kind} in {}: {said}", language.code());
                        assert!(!said.contains('{') && said.len() > 5, "{kind}: {said}");
                    }
                });
            }
        }
    }

    #[test]
    fn every_shipped_reason_has_kind_words_in_both_languages() {
        for (_, text) in crate::shipped::INDICATORS {
            let id = text.lines().find_map(|line| line.strip_prefix("id = ")).unwrap();
            let key = format!("own-why-{}", id.trim_matches('"'));
            for language in Language::ALL {
                for form in FORMS {
                    let words = [("form", form.into()), ("who", "Alex".into())];
                    let said = Locale::of(language).text(&key, &words);
                    assert!(said != key && !said.contains('{'), "{key}: {said}");
                }
            }
        }
    }
}
