//! Names for ids: what the directory knows, loaded for the lines shown.

use std::collections::HashMap;

use vigie_domain::directory::{Programme, Staff};
use vigie_domain::ids::{EnrolmentId, FactId, Key, StaffId, StudentId};
use vigie_store::Store;
use vigie_store::directory::{Enrolment, Person};

use crate::app::Result;

/// The names of some students, their enrolments, and the whole team.
#[derive(Debug, Default)]
pub struct Names {
    people: HashMap<StudentId, Person>,
    enrolments: HashMap<EnrolmentId, Enrolment>,
    staff: HashMap<StaffId, Staff>,
    programmes: HashMap<Key, Programme>,
    words: HashMap<FactId, String>,
}

impl Names {
    /// Load the names of these students and of the team.
    pub async fn load(store: &Store, students: &[StudentId]) -> Result<Self> {
        Ok(Self {
            people: store.students_named(students).await?,
            enrolments: store.enrolments_of(students).await?,
            staff: store.staff().await?,
            programmes: store.programmes().await?,
            words: HashMap::new(),
        })
    }

    /// Load the words that came with these facts of a student.
    pub async fn load_words(
        &mut self,
        store: &Store,
        student: StudentId,
        facts: &[FactId],
    ) -> Result<()> {
        if !facts.is_empty() {
            self.words.extend(store.texts_of(student, facts).await?);
        }
        Ok(())
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

    /// The name of a member of the team, or their id.
    pub fn staff(&self, id: StaffId) -> String {
        self.staff.get(&id).map_or_else(|| id.to_string(), |staff| staff.name.clone())
    }

    /// The outside id of a member of the team.
    pub fn staff_external(&self, id: StaffId) -> String {
        self.staff.get(&id).map_or_else(|| id.to_string(), |staff| staff.external.to_string())
    }

    /// The title of a programme or of one of its items, or the key itself.
    pub fn title(&self, key: &str) -> String {
        if let Some(programme) = self.programmes.get(key) {
            return programme.title.clone();
        }
        let mut items = self.programmes.values().flat_map(|programme| &programme.items);
        items.find(|item| item.key == key).map_or_else(|| key.to_owned(), |item| item.title.clone())
    }

    /// Words that were kept apart from a fact.
    pub fn words(&self, fact: FactId) -> Option<&str> {
        self.words.get(&fact).map(String::as_str)
    }
}
