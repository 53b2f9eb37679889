//! Who follows whom: what everybody's week holds, who is proposed, and who
//! answers while somebody is away.

mod absence;
mod check;
mod give;
mod held;
mod meanwhile;

use std::collections::{BTreeMap, HashMap, HashSet};

use vigie_domain::calendar::Calendar;
use vigie_domain::caseload::{
    Absences, Advisor, Demand, Followed, Loads, Minutes, Part, Plan, Presence, Proposal, loads,
    propose, rebalance,
};
use vigie_domain::fact::Role;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::signal::Standing;
use vigie_domain::time::Instant;
use vigie_domain::worklist::Candidate;
use vigie_store::across::Filter;
use vigie_store::directory::{AdvisorRow, Person};

use super::audit::{Action, Entry};
use super::school::MINUTES;
use super::{App, Error, Result, School};

pub use absence::{Again, NewAbsence};
pub use check::{Checked, Finding, Flaw};
pub use give::{Gift, Given, fingerprint};
pub(super) use meanwhile::SHOWN_FOR;
pub use meanwhile::{Meanwhile, Moment};

/// People read at a time where there is no advisor to read them by.
const CHUNK: usize = 512;

/// The week of one advisor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Who, and what they have.
    pub advisor: Advisor,
    /// Minutes that their own students are expected to take.
    pub own: u32,
    /// What those are for.
    pub parts: BTreeMap<Part, u32>,
    /// Minutes of those for whom they stand in now.
    pub stood_in: u32,
    /// How many people they follow.
    pub people: usize,
}

/// Who follows whom, in the whole school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// When it was read.
    pub at: Instant,
    /// Everybody's week, by id.
    pub weeks: Vec<Week>,
    /// Whoever takes time, or should have somebody; by id.
    pub students: Vec<Followed>,
    /// Students for whom somebody has to be found, and who is proposed;
    /// `None`: nobody is here.
    pub wanting: Vec<(StudentId, Option<Proposal>)>,
}

impl Survey {
    /// The advisors, with the hours they have.
    pub fn advisors(&self) -> Vec<Advisor> {
        self.weeks.iter().map(|week| week.advisor.clone()).collect()
    }

    /// The fewest hand-overs that bring everybody under so many percent of
    /// the hours there are.
    pub fn rebalanced(&self, percent: u32) -> Plan {
        let mut advisors = self.advisors();
        for advisor in &mut advisors {
            let most = u64::from(advisor.minutes) * u64::from(percent) / 100;
            advisor.minutes = u32::try_from(most).unwrap_or(u32::MAX);
        }
        rebalance(&self.students, &advisors)
    }

    /// What is proposed for those for whom somebody has to be found.
    pub fn wanted(&self) -> Vec<Gift> {
        let gift = |(student, proposal): &(StudentId, Option<Proposal>)| {
            let to = proposal.as_ref()?.advisor;
            Some(Gift { student: *student, from: self.advisor_of(*student), to })
        };
        self.wanting.iter().filter_map(gift).collect()
    }

    /// Whose student somebody is.
    pub fn advisor_of(&self, student: StudentId) -> Option<StaffId> {
        self.student(student)?.advisor.map(|(advisor, _)| advisor)
    }

    /// One student, if they take time or should have somebody.
    pub fn student(&self, student: StudentId) -> Option<&Followed> {
        let place = self.students.binary_search_by_key(&student, |known| known.student).ok()?;
        self.students.get(place)
    }
}

/// What is read of everybody.
#[derive(Default)]
struct Reading {
    students: Vec<Followed>,
    parts: HashMap<StaffId, BTreeMap<Part, u32>>,
    people: HashMap<StaffId, usize>,
    /// Those who have nobody, or somebody who no longer follows them.
    wanting: Vec<StudentId>,
}

/// Minutes east of UTC, by zone; each zone is looked up once.
struct Clocks<'s> {
    school: &'s Calendar,
    at: Instant,
    known: HashMap<String, i32>,
}

impl Clocks<'_> {
    fn offset(&mut self, zone: Option<&str>) -> i32 {
        let (school, at) = (self.school, self.at);
        let Some(zone) = zone else { return school.minutes_east(at) };
        if let Some(known) = self.known.get(zone) {
            return *known;
        }
        // A zone that nobody knows says nothing.
        let offset = Calendar::new(zone).map_or(school.minutes_east(at), |c| c.minutes_east(at));
        self.known.insert(zone.to_owned(), offset);
        offset
    }
}

impl App {
    /// Reads who follows whom, what it takes, and who is proposed for those
    /// who have nobody.
    pub async fn caseload(&self, school: &School) -> Result<Survey> {
        self.survey(school, |_, _| {}).await
    }

    /// The same; `told` hears how many lists of how many are read.
    pub async fn survey(
        &self,
        school: &School,
        mut told: impl FnMut(u64, u64) + Send,
    ) -> Result<Survey> {
        let at = self.clock.now();
        let mut clocks = Clocks { school: &school.context.calendar, at, known: HashMap::new() };
        let advisors = self.advisors(school, &mut clocks).await?;
        let open: HashSet<StudentId> =
            self.store.open_cases().await?.into_iter().map(|(student, _)| student).collect();
        let mut reading = Reading::default();
        let mut filters: Vec<Filter> = Vec::new();
        for advisor in self.store.caseloads().await?.into_keys().flatten() {
            filters.push(Filter::Advisor(advisor));
        }
        let nobodys = self.store.nobodys_students().await?;
        filters.extend(nobodys.chunks(CHUNK).map(|chunk| Filter::Students(chunk.to_vec())));
        let lists = filters.len() as u64;
        for (read, filter) in (0..).zip(filters) {
            told(read, lists);
            let standings = self.standings_now(school, filter, at).await?;
            let ids: Vec<StudentId> = standings.iter().map(|(student, _)| *student).collect();
            let people = self.store.students_named(&ids).await?;
            for (student, standing) in &standings {
                let person = people.get(student);
                reading.add(school, *student, standing, person, &open, &mut clocks);
            }
            // Whoever works on their own list goes first.
            tokio::task::yield_now().await;
        }
        // Of a large school it takes a while: nobody else waits for it.
        let absences = school.absences.clone();
        let survey =
            tokio::task::spawn_blocking(move || reading.into_survey(&absences, advisors, at));
        match survey.await {
            Ok(survey) => Ok(survey),
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    /// The school's advisors, and whoever has students without being one.
    async fn advisors(&self, school: &School, clocks: &mut Clocks<'_>) -> Result<Vec<Advisor>> {
        let (staff, rows) = (self.store.staff().await?, self.store.advisors().await?);
        let is_advisor = |id: &StaffId| staff[id].role == Role::Advisor;
        let mut ids: Vec<StaffId> = staff.keys().copied().filter(is_advisor).collect();
        ids.sort_unstable();
        let at = clocks.at;
        let advisor = |id: StaffId| {
            let row = rows.get(&id);
            let gone = row.and_then(|row| row.gone_at).is_some_and(|gone| gone <= at);
            let away = school.absences.of(id, at).is_some();
            Advisor {
                id,
                minutes: row.map_or(school.minutes.week, |row| row.minutes),
                languages: row.map(|row| row.languages.clone()).unwrap_or_default(),
                programmes: row.map(|row| row.programmes.clone()).unwrap_or_default(),
                offset: clocks.offset(row.and_then(|row| row.time_zone.as_deref())),
                presence: match (gone, away) {
                    (true, _) => Presence::Gone,
                    (false, true) => Presence::Away,
                    (false, false) => Presence::Here,
                },
            }
        };
        Ok(ids.into_iter().map(advisor).collect())
    }

    /// From now on students are expected to take these minutes.
    pub async fn set_minutes(&self, table: &Minutes) -> Result<()> {
        let table = serde_json::to_string(table)
            .map_err(|error| Error::Input(format!("the table cannot be written: {error}")))?;
        let mut tx = self.store.begin().await?;
        tx.put_setting(MINUTES, &table).await?;
        let entry = Entry::by(None, Action::SchoolConfigured);
        self.commit_remembering(tx, &[entry.saying(format!("{MINUTES}={table}"))]).await
    }

    /// Keeps what is known of an advisor's week.
    pub async fn set_advisor(&self, row: &AdvisorRow) -> Result<()> {
        let AdvisorRow { staff, minutes, languages, programmes, time_zone, gone_at } = row;
        let or_none = |known: Option<String>| known.unwrap_or_else(|| "-".to_owned());
        let said = format!(
            "staff={staff} minutes={minutes} languages={} programmes={} zone={} gone={}",
            languages.join(","),
            programmes.join(","),
            or_none(time_zone.clone()),
            or_none(gone_at.map(|at| at.to_string())),
        );
        let mut tx = self.store.begin().await?;
        tx.put_advisor(row).await?;
        let entry = Entry::by(None, Action::AdvisorChanged).saying(said);
        self.commit_remembering(tx, &[entry]).await
    }
}

impl Reading {
    fn add(
        &mut self,
        school: &School,
        student: StudentId,
        standing: &Standing,
        person: Option<&Person>,
        open: &HashSet<StudentId>,
        clocks: &mut Clocks<'_>,
    ) {
        let journey = &standing.journey;
        let candidate = Candidate::read(student, standing, &school.indicators, &school.context);
        let open_case = open.contains(&student);
        let demand = Demand::of(&school.minutes, journey, &candidate, open_case, standing.at);
        let minutes = demand.minutes();
        if minutes == 0 && !journey.is_followed() {
            return;
        }
        if journey.wants_advisor() {
            self.wanting.push(student);
        }
        if let Some((advisor, _)) = journey.advisor {
            *self.people.entry(advisor).or_default() += usize::from(journey.is_followed());
            let parts = self.parts.entry(advisor).or_default();
            for (part, minutes) in demand.parts {
                *parts.entry(part).or_default() += minutes;
            }
        }
        let latest = journey.open_enrolments().last().or(journey.enrolments.last());
        let programme = latest.map(|enrolment| enrolment.programme.clone());
        self.students.push(Followed {
            student,
            advisor: journey.advisor,
            former: journey.former.to_vec(),
            programme: programme.filter(|key| !key.is_empty()),
            language: person.and_then(|person| person.language.clone()),
            offset: clocks.offset(person.and_then(|person| person.time_zone.as_deref())),
            minutes,
            care: demand.care,
        });
    }

    fn into_survey(mut self, absences: &Absences, advisors: Vec<Advisor>, at: Instant) -> Survey {
        self.students.sort_by_key(|known| known.student);
        self.wanting.sort_unstable();
        let all = loads(&self.students);
        let mut stood_in = Loads::new();
        for known in &self.students {
            let Some((advisor, _)) = known.advisor else { continue };
            let answers = absences.answers(known.student, advisor, at);
            if answers.instead.is_some() {
                *stood_in.entry(answers.who).or_default() += known.minutes;
            }
        }
        let wanting = proposals(&self.students, &self.wanting, &advisors, all.clone());
        let week = |advisor: Advisor| Week {
            own: all.get(&advisor.id).copied().unwrap_or(0),
            parts: self.parts.remove(&advisor.id).unwrap_or_default(),
            stood_in: stood_in.get(&advisor.id).copied().unwrap_or(0),
            people: self.people.get(&advisor.id).copied().unwrap_or(0),
            advisor,
        };
        let weeks: Vec<Week> = advisors.into_iter().map(week).collect();
        // Whoever is gone and has nobody left is no longer told of.
        let weeks = weeks.into_iter().filter(|week| {
            week.advisor.presence != Presence::Gone || week.own > 0 || week.people > 0
        });
        Survey { at, weeks: weeks.collect(), students: self.students, wanting }
    }
}

/// Who should follow each of these, which are sorted. Each one proposed is in
/// the week of the next.
fn proposals(
    students: &[Followed],
    wanting: &[StudentId],
    advisors: &[Advisor],
    mut loads: Loads,
) -> Vec<(StudentId, Option<Proposal>)> {
    let wanting = students.iter().filter(|known| wanting.binary_search(&known.student).is_ok());
    wanting
        .map(|known| {
            let proposal = propose(known, advisors, &loads);
            if let Some(proposal) = &proposal
                && known.advisor.is_none_or(|(now, _)| now != proposal.advisor)
            {
                *loads.entry(proposal.advisor).or_default() += known.minutes;
            }
            (known.student, proposal)
        })
        .collect()
}
