//! What is written down about one student, up to the end of the simulation.

use compact_str::format_compact;
use vigie_domain::draft::Draft;
use vigie_domain::fact::{Kind, Payload};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

/// One fact, before it has its own id.
#[derive(Debug)]
pub(crate) struct Entry {
    at: Instant,
    known: Instant,
    payload: Payload,
    enrolment: Option<Key>,
    own_id: Option<Key>,
    text: Option<String>,
}

impl Entry {
    /// Something that happened and was known at once.
    pub(crate) fn new(at: Instant, payload: impl Into<Payload>) -> Self {
        let payload = payload.into();
        Self { at, known: at, payload, enrolment: None, own_id: None, text: None }
    }

    /// In one enrolment.
    pub(crate) fn within(mut self, enrolment: &Key) -> Self {
        self.enrolment = Some(enrolment.clone());
        self
    }

    /// Under the source's own id; without one, the next number of its kind.
    pub(crate) fn named(mut self, own_id: Key) -> Self {
        self.own_id = Some(own_id);
        self
    }

    /// Known only later.
    pub(crate) fn known(mut self, at: Instant) -> Self {
        self.known = at;
        self
    }

    /// With these words.
    pub(crate) fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }
}

/// The facts of one student.
#[derive(Debug)]
pub(crate) struct Diary {
    student: Key,
    end: Instant,
    /// Next number of each kind, for facts without an id of their own.
    numbers: [u32; Kind::ALL.len()],
    drafts: Vec<Draft>,
}

impl Diary {
    /// An empty diary that stays silent about anything known after `end`.
    pub(crate) fn new(student: Key, end: Instant) -> Self {
        Self { student, end, numbers: [0; Kind::ALL.len()], drafts: Vec::new() }
    }

    /// Write a fact down, unless it is not known before the end.
    pub(crate) fn write(&mut self, entry: Entry) {
        if entry.known.max(entry.at) > self.end {
            return;
        }
        let own_id = entry.own_id.unwrap_or_else(|| {
            let number = &mut self.numbers[entry.payload.kind() as usize];
            *number += 1;
            format_compact!("{number}")
        });
        self.drafts.push(Draft {
            student: self.student.clone(),
            enrolment: entry.enrolment,
            own_id,
            revision: 0,
            occurred_at: entry.at,
            known_at: entry.known,
            payload: entry.payload,
            text: entry.text,
        });
    }

    /// Everything written, in the order of writing.
    pub(crate) fn close(self) -> Vec<Draft> {
        self.drafts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_domain::fact::{Ambassador, Resumed};

    #[test]
    fn numbers_run_by_kind_and_nothing_comes_after_the_end() {
        let mut diary = Diary::new("e-0001".into(), Instant(100));
        diary.write(Entry::new(Instant(1), Ambassador {}));
        diary.write(Entry::new(Instant(2), Resumed {}));
        diary.write(Entry::new(Instant(3), Ambassador {}));
        diary.write(Entry::new(Instant(99), Ambassador {}).known(Instant(101)));
        let ids: Vec<_> = diary.close().into_iter().map(|draft| draft.own_id).collect();
        assert_eq!(ids, ["1", "1", "2"]);
    }
}
