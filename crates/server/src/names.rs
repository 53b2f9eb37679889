//! Names for ids: what the directory knows, loaded for the lines shown.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use vigie_domain::directory::{Programme, Staff};
use vigie_domain::fact::Role;
use vigie_domain::ids::{EnrolmentId, FactId, Key, StaffId, StudentId};
use vigie_store::Store;
use vigie_store::directory::{Enrolment, Person, User};

use crate::app::Result;

/// The team and the programmes: small, and seldom another.
#[derive(Debug, Default)]
pub struct Directory {
    staff: HashMap<StaffId, Staff>,
    programmes: HashMap<Key, Programme>,
    /// Title of every programme and item, by key.
    titles: HashMap<Key, String>,
    /// Managers who are not of the team, by the id under which they write.
    hands: HashMap<StaffId, String>,
}

/// Under which id somebody writes: a manager who is not of the team, under one
/// of their own address.
pub fn hand(user: &User) -> StaffId {
    user.staff.unwrap_or_else(|| StaffId::derive(&user.email))
}

impl Directory {
    /// Load the whole team and every programme.
    pub async fn load(store: &Store) -> Result<Self> {
        let (staff, programmes) = (store.staff().await?, store.programmes().await?);
        let items = programmes.values().flat_map(|programme| &programme.items);
        let items = items.map(|item| (item.key.clone(), item.title.clone()));
        let mut titles: HashMap<Key, String> = items.collect();
        titles.extend(programmes.values().map(|known| (known.key.clone(), known.title.clone())));
        let others = store.other_users().await?;
        let hands = others.into_iter().map(|user| (hand(&user), user.name)).collect();
        Ok(Self { staff, programmes, titles, hands })
    }

    /// The whole team.
    pub fn staff(&self) -> &HashMap<StaffId, Staff> {
        &self.staff
    }

    /// The advisors by name, in that order.
    pub fn advisors(&self) -> Vec<(StaffId, String)> {
        let advisors = self.staff.iter().filter(|(_, staff)| staff.role == Role::Advisor);
        let mut named: Vec<_> = advisors.map(|(id, staff)| (*id, staff.name.clone())).collect();
        named.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
        named
    }

    /// Every programme.
    pub fn programmes(&self) -> &HashMap<Key, Programme> {
        &self.programmes
    }
}

/// The names of some students, their enrolments, and the whole team.
#[derive(Debug, Default)]
pub struct Names {
    people: HashMap<StudentId, Person>,
    enrolments: HashMap<EnrolmentId, Enrolment>,
    directory: Arc<Directory>,
    words: HashMap<FactId, String>,
    withheld: HashSet<FactId>,
}

impl Names {
    /// Load the names of these students and of the team.
    pub async fn load(store: &Store, students: &[StudentId]) -> Result<Self> {
        Self::among(Arc::new(Directory::load(store).await?), store, students).await
    }

    /// Load the names of these students; the team is known.
    pub async fn among(
        directory: Arc<Directory>,
        store: &Store,
        students: &[StudentId],
    ) -> Result<Self> {
        Ok(Self {
            people: store.students_named(students).await?,
            enrolments: store.enrolments_of(students).await?,
            directory,
            words: HashMap::new(),
            withheld: HashSet::new(),
        })
    }

    /// Load the words that came with these facts, but for those that are for
    /// few eyes: they stand on a page of their own.
    pub async fn load_words(&mut self, store: &Store, facts: &[(StudentId, FactId)]) -> Result<()> {
        if !facts.is_empty() {
            let withheld = store.sensitive_among(facts).await?;
            let told = facts.iter().filter(|(_, fact)| !withheld.contains(fact));
            self.words.extend(store.texts_of(&told.copied().collect::<Vec<_>>()).await?);
            self.withheld.extend(withheld);
        }
        Ok(())
    }

    /// Are there words with this fact that are for few eyes?
    pub fn withholds(&self, fact: FactId) -> bool {
        self.withheld.contains(&fact)
    }

    /// What the directory knows about a student.
    pub fn person(&self, student: StudentId) -> Option<&Person> {
        self.people.get(&student)
    }

    /// The outside id of a student.
    pub fn external(&self, student: StudentId) -> String {
        self.people.get(&student).map_or_else(|| student.to_string(), |p| p.external.to_string())
    }

    /// The given name of a student, or their outside id where there is none.
    pub fn given(&self, student: StudentId) -> String {
        match self.people.get(&student) {
            Some(person) if !person.given_name.is_empty() => person.given_name.clone(),
            _ => self.external(student),
        }
    }

    /// Given and family name of a student, or their outside id.
    pub fn full(&self, student: StudentId) -> String {
        match self.people.get(&student) {
            Some(person) if !person.given_name.is_empty() || !person.family_name.is_empty() => {
                format!("{} {}", person.given_name, person.family_name).trim().to_owned()
            }
            _ => self.external(student),
        }
    }

    /// The outside id of an enrolment.
    pub fn enrolment(&self, id: EnrolmentId) -> Option<String> {
        self.enrolments.get(&id).map(|enrolment| enrolment.external.to_string())
    }

    /// The title of the programme of an enrolment.
    pub fn programme(&self, id: EnrolmentId) -> Option<String> {
        let programme = &self.enrolments.get(&id)?.programme;
        Some(self.title(programme))
    }

    /// The titles of the programmes of each student, in the order of their
    /// enrolments' outside ids.
    pub fn programmes(&self) -> HashMap<StudentId, Vec<String>> {
        let mut enrolments: Vec<&Enrolment> = self.enrolments.values().collect();
        enrolments.sort_by(|a, b| (a.student, &a.external).cmp(&(b.student, &b.external)));
        let mut titles: HashMap<StudentId, Vec<String>> = HashMap::new();
        for enrolment in enrolments {
            let titles = titles.entry(enrolment.student).or_default();
            let title = self.title(&enrolment.programme);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    /// The name of a member of the team, or their id.
    pub fn staff(&self, id: StaffId) -> String {
        let staff = self.directory.staff.get(&id).map(|staff| &staff.name);
        let name = staff.or_else(|| self.directory.hands.get(&id));
        name.map_or_else(|| id.to_string(), Clone::clone)
    }

    /// A mentor's way of working, in a few words.
    pub fn way(&self, id: StaffId) -> Option<String> {
        self.directory.staff.get(&id).and_then(|staff| staff.way.clone())
    }

    /// The outside id of a member of the team.
    pub fn staff_external(&self, id: StaffId) -> String {
        self.directory
            .staff
            .get(&id)
            .map_or_else(|| id.to_string(), |staff| staff.external.to_string())
    }

    /// The title of a programme or of one of its items, or the key itself.
    pub fn title(&self, key: &str) -> String {
        self.directory.titles.get(key).map_or_else(|| key.to_owned(), Clone::clone)
    }

    /// Words that were kept apart from a fact.
    pub fn words(&self, fact: FactId) -> Option<&str> {
        self.words.get(&fact).map(String::as_str)
    }
}
