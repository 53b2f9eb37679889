//! A student's page: who is around them, what comes next, four buttons.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use vigie_domain::fact::Contract;
use vigie_domain::ids::{CaseId, StudentId};
use vigie_domain::time::{Instant, Span};

use super::super::contact::some;
use super::super::{Error, Frame, Result, Visitor, Web};
use super::agreed::{self, Agreed};
use super::own::{self, Part};
use super::step::{self, Ticked};
use super::talk::{self, Answers, Spoken};
use super::{Opened, Said, frame, language, when};
use crate::app;
use crate::app::portal::StandIn;
use crate::app::written::Written;
use crate::names::Names;
use crate::web::person::conversation::their_clock;
use crate::web::person::own::Reader;
use crate::web::risk::reads::Objecting;
use crate::wording::{Locale, Today};

/// What the page may confirm.
const SAID: [&str; 15] = [
    "well",
    "call",
    "mentor",
    "job",
    "text",
    "undone",
    "settled",
    "not_settled",
    "wrong",
    "leave",
    "back",
    "wishes",
    "case",
    "objects",
    "agrees",
];

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::web) struct Given {
    /// `well`, `call`, `mentor`, `job`, `text`.
    say: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    company: String,
    #[serde(default)]
    contract: String,
    #[serde(default)]
    starts: String,
}

/// Somebody who teaches them.
struct Mentor {
    name: String,
    way: Option<String>,
    programme: Option<String>,
}

/// Something with a date, and with whom or of what.
struct Coming {
    when: String,
    what: String,
}

#[derive(Template)]
#[template(path = "link_student.html")]
struct Page {
    frame: Frame,
    base: String,
    student: StudentId,
    informal: bool,
    given: String,
    advisor: Option<String>,
    /// "Jusqu'au 12, c'est Awa qui vous répond."
    stand_in: Option<String>,
    /// The name of whoever answers, or the team's.
    who: String,
    /// Is an enrolment of theirs open?
    studies: bool,
    mentors: Vec<Mentor>,
    session: Option<Coming>,
    /// A session to come that was cancelled.
    cancelled: Option<Coming>,
    defence: Option<Coming>,
    /// Their clock is not the school's.
    elsewhere: bool,
    phone: Option<String>,
    said: Option<Said>,
    /// A step of theirs that they just ticked off.
    ticked: Option<Ticked>,
    /// The case in which they are asked whether it is settled.
    asked: Option<CaseId>,
    /// What was agreed in their case.
    agreed: Option<Agreed>,
    /// Until when they are away, in a sentence, if they are.
    on_leave: Option<String>,
    /// What they said, and what came of it.
    came: Vec<String>,
    /// How many people congratulated them, in a sentence.
    kudos: Option<String>,
    /// What a link does not show.
    own: Option<Part>,
    /// What was typed and could not be used, and the key of why.
    typed: Given,
    wrong: Option<&'static str>,
    contracts: &'static [Contract],
    /// What was written here, the oldest first.
    thread: Vec<Spoken>,
    answers: Answers,
    /// Do they object to a risk being computed of them?
    objecting: Objecting,
    /// Until when the link opens.
    until: Option<String>,
}

impl Page {
    /// A text in the form in which we speak to this person.
    fn s(&self, key: &str) -> String {
        self.frame.t(&self.spoken(key))
    }

    /// The same, with the name of whoever follows them.
    fn sw(&self, key: &str) -> String {
        self.frame.w(&self.spoken(key), "name", &self.who)
    }

    /// A sentence with who answers, and when.
    fn answer(&self, key: &str, (name, date): &(String, String), opens: &str) -> String {
        let words = [("name", name), ("date", date)];
        let mut words = words.map(|(key, word)| (key, word.as_str().into())).to_vec();
        words.push(("opens", opens.into()));
        self.frame.locale.text(&self.spoken(key), &words)
    }

    /// What happens next, after this was said.
    fn next(&self, said: &str) -> String {
        match (said, &self.phone) {
            ("call", Some(phone)) => {
                let words = [("name", self.who.as_str().into()), ("phone", phone.as_str().into())];
                self.frame.locale.text(&self.spoken("link-next-call-phone"), &words)
            }
            _ => self.sw(&format!("link-next-{said}")),
        }
    }

    /// A text that chooses its words by how we speak to this person.
    fn o(&self, key: &str) -> String {
        let form = if self.informal { "tu" } else { "vous" };
        self.frame.w2(key, "form", form, "name", &self.who)
    }

    fn spoken(&self, key: &str) -> String {
        if self.informal { format!("{key}-tu") } else { key.to_owned() }
    }
}

/// Draws the page of the student whose link was opened.
pub(super) async fn page(
    web: &Web,
    visitor: &Visitor,
    headers: &HeaderMap,
    opened: &Opened,
    said: Said,
) -> Result<Response> {
    let page = read(web, visitor, headers, opened).await?;
    let ticked = step::ticked(web, opened, &said).await?;
    let page = Page { said: said.among(&SAID), ticked, ..page };
    Ok(Html(page.render()?).into_response())
}

/// The page again, with what was wrong: nothing typed is lost.
pub(super) async fn again(
    web: &Web,
    visitor: &Visitor,
    headers: &HeaderMap,
    opened: &Opened,
    wrong: &'static str,
    typed: super::own::Typed,
) -> Result<Response> {
    let mut page = read(web, visitor, headers, opened).await?;
    page.wrong = Some(wrong);
    if let Some(own) = &mut page.own {
        own.typed = typed;
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

async fn read(web: &Web, visitor: &Visitor, headers: &HeaderMap, opened: &Opened) -> Result<Page> {
    let student = opened.student()?;
    let desk = web.desk();
    let view = web.app().student_view(&desk.school, student).await?;
    let names = Names::among(desk.directory.clone(), &web.app().store, &[student]).await?;
    let person = names.person(student).ok_or(Error::NotFound)?;
    let locale = language(visitor, headers, opened, person.language.as_deref());
    let school = &desk.school.context.calendar;
    let theirs = their_clock(person, school);
    let today = Today { now: web.now(), calendar: &theirs };
    let thread = talk::thread(web, student, locale, today).await?;
    let told = talk::answers(web, &view, &names, locale, today.calendar);
    let several = view.mentors.len() > 1;
    let mentors = view.mentors.iter().map(|&(enrolment, mentor)| Mentor {
        name: names.staff(mentor),
        way: desk.directory.staff().get(&mentor).and_then(|staff| staff.way.clone()),
        programme: names.programme(enrolment).filter(|_| several),
    });
    let advisor = view.advisor.map(|advisor| names.staff(advisor));
    let reader = Reader { student, locale, informal: person.informal };
    let own =
        if opened.is_signed_in() { Some(Part::read(web, reader, person).await?) } else { None };
    let answers = view.answers().map(|who| names.staff(who));
    let stand_in = view.stand_in.map(|one| stand_in(one, person.informal, &names, locale, today));
    Ok(Page {
        frame: frame(web, visitor, locale, opened),
        base: opened.base.clone(),
        student,
        informal: person.informal,
        given: names.given(student),
        stand_in,
        who: answers.unwrap_or_else(|| locale.text("link-team", &[])),
        advisor,
        studies: view.studies,
        mentors: mentors.collect(),
        session: view.session.map(|coming| Coming {
            when: when(locale, coming.at, today),
            what: names.staff(coming.what),
        }),
        cancelled: view
            .cancelled
            .map(|off| Coming { when: when(locale, off.at, today), what: names.staff(off.what) }),
        defence: view.defence.map(|coming| Coming {
            when: when(locale, coming.at, today),
            what: names.title(&coming.what),
        }),
        elsewhere: theirs.name() != school.name(),
        phone: person.phone.clone(),
        said: None,
        ticked: None,
        on_leave: view.on_leave.map(|until| on_leave(until, person.informal, locale, today)),
        asked: web.app().asked_of(student).await?.map(|asked| asked.case),
        agreed: agreed::with(web, student, locale, today).await?,
        came: own::came(web, reader, &names, today).await?,
        kudos: own::kudos(web, reader).await?,
        own,
        typed: Given::default(),
        wrong: None,
        contracts: Contract::ALL,
        thread,
        answers: told,
        objecting: Objecting {
            action: format!("{}/risk", opened.base),
            objects: view.objects_to_risk,
            form: reader.form(),
        },
        until: opened.until(web, locale),
    })
}

/// That they are away, and when they are expected back.
fn on_leave(until: Instant, informal: bool, locale: &Locale, today: Today<'_>) -> String {
    let key = if until == Instant::NEVER { "own-on-leave-open" } else { "own-on-leave" };
    let date = if until == Instant::NEVER { String::new() } else { locale.date(until, today) };
    let form = if informal { "tu" } else { "vous" };
    locale.text(key, &[("form", form.into()), ("date", date.as_str().into())])
}

/// Who answers while their advisor is away, and until which day.
fn stand_in(
    one: StandIn,
    informal: bool,
    names: &Names,
    locale: &'static Locale,
    today: Today<'_>,
) -> String {
    let (key, date) = match (one.from, one.until) {
        (Some(from), _) => ("link-stand-in-coming", Some(from)),
        // Their last day away.
        (None, Some(until)) => ("link-stand-in-until", Some(until - Span(1))),
        (None, None) => ("link-stand-in", None),
    };
    let key = if informal { format!("{key}-tu") } else { key.to_owned() };
    let (name, date) = (names.staff(one.who), date.map(|date| locale.date(date, today)));
    let date = date.unwrap_or_default();
    locale.text(&key, &[("name", name.as_str().into()), ("date", date.as_str().into())])
}

/// `POST /l/{token}/say`, `POST /me/say`
pub(in crate::web) async fn say(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Given>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = opened.student()?;
    match write(&web, &opened, &given).await {
        Ok(written) => Ok(opened.back(&given.say, student, &written).into_response()),
        Err(Error::Invalid(key)) => {
            // Nothing typed is lost: the page again, with all of it.
            let page = read(&web, &visitor, &headers, &opened).await?;
            let page = Page { typed: given, wrong: Some(key), ..page };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The answer to "is it settled?".
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Answer {
    case: CaseId,
    /// `yes` or `no`.
    settled: String,
    #[serde(default)]
    text: String,
}

/// `POST /l/{token}/settled`, `POST /me/settled`
pub(in crate::web) async fn settle(
    State(web): State<Web>,
    opened: Opened,
    Form(answer): Form<Answer>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = opened.student()?;
    let settled = answer.settled == "yes";
    let written = opened.app(&web).answer_case(student, answer.case, settled, &answer.text).await;
    match written.map_err(refused) {
        // They answered before, or it rings again: the page shows where it is.
        Err(Error::App(app::Error::Refused(_))) => {
            Ok(opened.back("", student, &[]).into_response())
        }
        Err(error) => Err(error),
        Ok(_) => {
            let said = if settled { "settled" } else { "not_settled" };
            Ok(opened.back(said, student, &[]).into_response())
        }
    }
}

async fn write(web: &Web, opened: &Opened, given: &Given) -> Result<Vec<Written>> {
    let (app, student) = (opened.app(web), opened.student()?);
    let text = given.text.as_str();
    let written = match given.say.as_str() {
        "well" => app.say_all_well(student, text).await,
        "call" => app.ask_for_call(student, text).await,
        "mentor" => app.ask_for_other_mentor(student, text).await,
        "text" => app.ask(student, text).await,
        "job" => return job(web, opened, given).await,
        _ => return Err(Error::Invalid("link-error-form")),
    };
    written.map_err(refused)
}

async fn job(web: &Web, opened: &Opened, given: &Given) -> Result<Vec<Written>> {
    let desk = web.desk();
    let company = some(&given.company).ok_or(Error::Invalid("link-error-company"))?;
    let contract = Contract::from_name(&given.contract).ok_or(Error::Invalid("link-error-form"))?;
    let starts = given.starts.parse().map_err(|_| Error::Invalid("link-error-starts"))?;
    let starts = desk.school.context.calendar.start_of(starts);
    let (app, student) = (opened.app(web), opened.student()?);
    let mut written = app.say_hired(student, &company, contract, starts).await.map_err(refused)?;
    if let Some(text) = some(&given.text) {
        written.extend(app.say(student, &text).await.map_err(refused)?);
    }
    Ok(written)
}

/// What can be mended is said on the page itself.
pub(super) fn refused(error: app::Error) -> Error {
    match error {
        app::Error::Refused(app::Refusal::NoWords) => Error::Invalid("link-error-no-words"),
        app::Error::Refused(app::Refusal::TooLong { .. }) => Error::Invalid("link-error-too-long"),
        app::Error::Refused(app::Refusal::Past(_)) => Error::Invalid("own-error-leave"),
        app::Error::Refused(app::Refusal::TooFar(_)) => Error::Invalid("own-error-leave-far"),
        app::Error::Refused(app::Refusal::NotStudying) => Error::Invalid("own-error-no-leave"),
        app::Error::Refused(app::Refusal::NothingLikeThat) => Error::Invalid("own-error-gone"),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::{Language, Locale};

    /// Every text that is said to students in two forms.
    const SPOKEN: [&str; 13] = [
        "link-next-step",
        "link-next-step_again",
        "link-settled",
        "link-talk",
        "link-talk-you",
        "link-waits",
        "link-waits-call",
        "link-waits-correction",
        "link-waits-leave",
        "link-waits-return",
        "link-waits-late",
        "link-answers",
        "link-answers-closed",
    ];

    #[test]
    fn what_is_said_to_students_is_there_in_both_forms() {
        let said = SAID.iter().map(|word| format!("link-next-{word}"));
        for key in said.chain(SPOKEN.map(str::to_owned)) {
            for language in Language::ALL {
                for form in [key.clone(), format!("{key}-tu")] {
                    assert_ne!(Locale::of(language).text(&form, &[]), form);
                }
            }
        }
    }
}
