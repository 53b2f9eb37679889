//! Of whom each conversation is told: the first whose simulated life fits it.

use std::collections::{BTreeMap, HashMap, HashSet};

use vigie_domain::calendar::Calendar;
use vigie_domain::directory::{Staff, Student};
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Fact, Payload, WorkKind};
use vigie_domain::ids::{Key, StaffId, StudentId};
use vigie_domain::journey::{Phase, fold};
use vigie_domain::time::{Instant, Span};
use vigie_simulator::SOURCE;

use super::words::{Names, working_days_after};
use super::{Anchor, Story};
use crate::app::caseload::NewAbsence;

/// A story and the person it is told of.
#[derive(Debug)]
pub(in crate::cli::demo) struct Cast {
    /// Place of the story.
    pub(super) story: usize,
    /// Whom, as the simulation names them.
    pub(in crate::cli::demo) student: Key,
    /// Whose student they are when it begins, or shortly after.
    pub(super) advisor: StaffId,
    /// What it hangs on; none for a mere day.
    pub(super) anchor: Option<Draft>,
    /// When each turn is.
    pub(super) times: Vec<Instant>,
    pub(super) names: Names,
    /// What happens to them in the simulation, as it became known.
    pub(super) life: Vec<Draft>,
}

/// The simulated school, person by person.
struct Roster<'r> {
    students: Vec<(&'r Student, Vec<&'r Draft>)>,
    titles: HashMap<&'r Key, &'r str>,
    staff: HashMap<StaffId, &'r Staff>,
}

/// What every choice is made by.
struct Choice<'c> {
    calendar: &'c Calendar,
    now: Instant,
    absences: &'c [NewAbsence],
}

/// Chooses for every story, and takes what happens to the chosen ones out of
/// the records. `first` is preferred for every other story.
pub(in crate::cli::demo) fn cast(
    records: &mut Vec<Record>,
    stories: &[Story],
    (calendar, now): (&Calendar, Instant),
    first: StaffId,
    absences: &[NewAbsence],
) -> Vec<Cast> {
    let choice = Choice { calendar, now, absences };
    let mut chosen = choice.all(&Roster::of(records), stories, first);
    let mut lives: BTreeMap<Key, usize> = BTreeMap::new();
    lives.extend(chosen.iter().enumerate().map(|(place, cast)| (cast.student.clone(), place)));
    let taken = records.extract_if(
        ..,
        |record| matches!(record, Record::Fact(draft) if lives.contains_key(&draft.student)),
    );
    for record in taken {
        let Record::Fact(draft) = record else { continue };
        if let Some(cast) = lives.get(&draft.student).and_then(|place| chosen.get_mut(*place)) {
            cast.life.push(*draft);
        }
    }
    for cast in &mut chosen {
        cast.hush();
    }
    chosen
}

impl<'r> Roster<'r> {
    fn of(records: &'r [Record]) -> Self {
        let mut roster =
            Self { students: Vec::new(), titles: HashMap::new(), staff: HashMap::new() };
        let mut places: HashMap<&Key, usize> = HashMap::new();
        for record in records {
            match record {
                Record::Student(student) => {
                    places.insert(&student.external, roster.students.len());
                    roster.students.push((&**student, Vec::new()));
                }
                Record::Staff(staff) => {
                    roster.staff.insert(StaffId::derive(&staff.external), &**staff);
                }
                Record::Programme(programme) => {
                    roster.titles.insert(&programme.key, &programme.title);
                    let items = programme.items.iter().map(|item| (&item.key, &*item.title));
                    roster.titles.extend(items);
                }
                Record::Fact(draft) => {
                    if let Some(&place) = places.get(&draft.student) {
                        roster.students[place].1.push(draft);
                    }
                }
            }
        }
        roster
    }

    fn given_name(&self, who: StaffId) -> Option<String> {
        let name = &self.staff.get(&who)?.name;
        Some(name.split(' ').next().unwrap_or(name).to_owned())
    }
}

impl Choice<'_> {
    fn all(&self, roster: &Roster<'_>, stories: &[Story], first: StaffId) -> Vec<Cast> {
        let mut taken: HashSet<&Key> = HashSet::new();
        let mut chosen = Vec::new();
        for (place, story) in stories.iter().enumerate() {
            let count = roster.students.len();
            // Not always the same few who came first.
            let from = (place * 7_919) % count.max(1);
            let order = || (0..count).map(move |n| &roster.students[(from + n) % count]);
            let find = |whose: Option<StaffId>| {
                order().find_map(|(student, life)| {
                    let free = !taken.contains(&student.external);
                    let theirs = whose.is_none() || advisor(life, self.now) == whose;
                    let cast = (free && theirs && suits(story, student))
                        .then(|| self.fit((place, story), roster, student, life))??;
                    Some((&student.external, cast))
                })
            };
            let preferred = (place % 2 == 0 && !story.stand_in).then_some(first);
            let found = preferred.and_then(|first| find(Some(first))).or_else(|| find(None));
            if let Some((student, cast)) = found {
                taken.insert(student);
                chosen.push(cast);
            }
        }
        chosen
    }

    /// The story as it would be told of this person.
    fn fit(
        &self,
        (place, story): (usize, &Story),
        roster: &Roster<'_>,
        student: &Student,
        life: &[&Draft],
    ) -> Option<Cast> {
        let (least, most) = story.ago;
        let recent = |at: Instant| (least..=most).contains(&self.now.since(at).whole_days());
        let anchors: Vec<(Instant, Option<&Draft>)> = if story.anchor == Anchor::Day {
            vec![(self.now - Span::days(least), None)]
        } else {
            let fits =
                |draft: &&&Draft| story.anchor.is(&draft.payload) && recent(draft.occurred_at);
            life.iter().filter(fits).map(|draft| (draft.occurred_at, Some(*draft))).collect()
        };
        anchors.into_iter().find_map(|(at, anchor)| {
            let then = story.then.map(|then| {
                let same = |draft: &&&Draft| {
                    let item = |draft: &Draft| item(&draft.payload).cloned();
                    draft.occurred_at > at
                        && then.is(&draft.payload)
                        && (item(draft).is_none() || anchor.is_none_or(|a| item(a) == item(draft)))
                };
                life.iter().find(same).map(|draft| draft.occurred_at)
            });
            let times = self.times(story, at, then.unwrap_or(Some(at))?)?;
            let (begins, ends) = (*times.first()?, *times.last()?);
            let first = |draft: &&&Draft| matches!(draft.payload, Payload::AdvisorAssigned(_));
            let advisor = advisor(life, begins)
                .or_else(|| advisor(life, life.iter().find(first)?.occurred_at))?;
            let away = |at: Instant| {
                let covers = |one: &NewAbsence| {
                    one.staff == advisor
                        && one.from <= at
                        && one.until.is_none_or(|until| at < until)
                };
                self.absences.iter().any(covers)
            };
            let staffed = times.iter().all(|at| away(*at) == story.stand_in);
            let there = |at| story.phase.as_deref().is_none_or(|phase| is_in(phase, life, at));
            if !staffed || !there(begins) || !there(ends) {
                return None;
            }
            if !studies(&story.programmes, life, begins) {
                return None;
            }
            let names = names(roster, student, life, (anchor, at), begins);
            let known = ["mentor", "project", "company", "programme"];
            let said = |what: &str| story.names(&format!("{{{what}}}"));
            if known.into_iter().any(|what| said(what) && names.get(what).is_none()) {
                return None;
            }
            let (student, anchor) = (student.external.clone(), anchor.cloned());
            Some(Cast { story: place, student, advisor, anchor, times, names, life: Vec::new() })
        })
    }

    /// When each turn is; `None` if one would be before the one before it, or
    /// still to come.
    fn times(&self, story: &Story, anchor: Instant, then: Instant) -> Option<Vec<Instant>> {
        let mut base = anchor;
        if story.anchor == Anchor::Day {
            while !self.calendar.is_working_day(base) {
                base = base - Span::days(1);
            }
        }
        let mut last = if story.anchor == Anchor::Day { Instant::DAWN } else { anchor };
        let mut times = Vec::with_capacity(story.turns.len());
        for turn in &story.turns {
            if turn.then {
                (base, last) = (then, last.max(then));
            }
            base = working_days_after(self.calendar, base, turn.after);
            let (hour, minute) = turn.at.split_once(':')?;
            let date = self.calendar.date(base);
            let at = self.calendar.at(date.at(hour.parse().ok()?, minute.parse().ok()?, 0, 0));
            if at <= last || at >= self.now {
                return None;
            }
            times.push(at);
            last = at;
        }
        Some(times)
    }
}

impl Cast {
    /// What the simulation had said between them while the story goes on was
    /// never said: it would answer other questions.
    fn hush(&mut self) {
        let (Some(&begins), Some(&ends)) = (self.times.first(), self.times.last()) else { return };
        let (begins, ends) = (begins - Span::days(5), ends + Span::days(6));
        let mut never = HashSet::new();
        self.life.retain(|draft| {
            let meanwhile = begins <= draft.occurred_at && draft.occurred_at <= ends;
            match &draft.payload {
                Payload::PromiseMade(body) if meanwhile => {
                    never.insert(body.promise);
                    false
                }
                Payload::PromiseKept(body) => !never.contains(&body.promise),
                Payload::MessageIn(_)
                | Payload::MessageOut(_)
                | Payload::Call(_)
                | Payload::Meeting(_)
                | Payload::Noted(_)
                | Payload::Snoozed(_)
                | Payload::NeedStated(_)
                | Payload::ConcernRaised(_)
                | Payload::Congratulated(_)
                | Payload::CheckedIn(_) => !meanwhile,
                _ => true,
            }
        });
    }
}

fn suits(story: &Story, student: &Student) -> bool {
    let audit = |what: &str| student.audit.iter().find(|(key, _)| key == what).map(|(_, v)| v);
    let woman = audit("gender").map(|gender| gender == "f");
    student.language.as_ref() == Some(&story.language)
        && (story.language != "fr" || student.informal == story.tu)
        && (story.woman.is_none() || story.woman == woman)
        && (story.ages.is_empty() || audit("age_band").is_some_and(|age| story.ages.contains(age)))
}

/// Whose student they are at `at`.
fn advisor(life: &[&Draft], at: Instant) -> Option<StaffId> {
    life.iter().rev().filter(|draft| draft.occurred_at <= at).find_map(|draft| {
        match &draft.payload {
            Payload::AdvisorAssigned(body) => Some(body.advisor),
            _ => None,
        }
    })
}

/// Is this where they are in their journey at `at`?
fn is_in(phase: &str, life: &[&Draft], at: Instant) -> bool {
    let fact = |draft: &&Draft| (*draft).clone().identify(nobody(), &SOURCE.into(), at);
    let known = life.iter().filter(|draft| draft.occurred_at <= at);
    let facts: Vec<Fact> = known.map(fact).collect();
    let journey = fold(&facts);
    match phase {
        "learning" => journey.open_enrolments().any(|one| one.phase(at).0 == Phase::Learning),
        "paused" => journey.open_enrolments().any(|one| one.phase(at).0 == Phase::Paused),
        phase => journey.phase(at).0.name() == phase,
    }
}

/// Do they study one of these programmes? None named: whichever.
fn studies(programmes: &[Key], life: &[&Draft], at: Instant) -> bool {
    let known = life.iter().filter(|draft| draft.occurred_at <= at);
    let mut theirs = known.rev().filter_map(|draft| match &draft.payload {
        Payload::Enrolled(body) => Some(&body.programme),
        _ => None,
    });
    programmes.is_empty() || theirs.next().is_some_and(|one| programmes.contains(one))
}

/// Stands for anybody while it is not known who they will be.
const fn nobody() -> StudentId {
    StudentId(uuid::Uuid::nil())
}

fn names(
    roster: &Roster<'_>,
    student: &Student,
    life: &[&Draft],
    (anchor, at): (Option<&Draft>, Instant),
    begins: Instant,
) -> Names {
    let (mut mentor, mut programme, mut company) = (None, None, None);
    let mut open: Vec<&Key> = Vec::new();
    for draft in life.iter().filter(|draft| draft.occurred_at <= begins) {
        match &draft.payload {
            Payload::Enrolled(body) => programme = Some(&body.programme),
            Payload::Planned(body) => {
                let projects = body.works.iter().filter(|work| work.kind == WorkKind::Project);
                open = projects.map(|work| &work.item).collect();
            }
            Payload::Completed(body) => open.retain(|item| **item != body.item),
            Payload::MentorAssigned(body) => mentor = Some(body.mentor),
            Payload::MentorEnded(_) => mentor = None,
            Payload::Hired(body) => company = Some(&body.company),
            Payload::Interview(body) => company = body.company.as_ref().or(company),
            _ => {}
        }
    }
    // Who asks a first question will choose one.
    let chosen = life.iter().find_map(|draft| match &draft.payload {
        Payload::Enrolled(body) => Some(&body.programme),
        _ => None,
    });
    let programme = programme.or(chosen);
    let item = anchor.and_then(|draft| item(&draft.payload)).or(open.first().copied());
    let title = |key: &Key| roster.titles.get(key).map(|title| (*title).to_owned());
    Names {
        name: Some(student.given_name.clone()),
        advisor: None,
        mentor: mentor.and_then(|mentor| roster.given_name(mentor)),
        project: item.and_then(title),
        programme: programme.and_then(title),
        company: company.map(Key::to_string),
        anchor: Some(at),
    }
}

/// The project that this is about.
fn item(payload: &Payload) -> Option<&Key> {
    match payload {
        Payload::DefenceJudged(body) => Some(&body.item),
        _ => None,
    }
}
