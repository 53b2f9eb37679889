//! Nobody who graduates or finds a job is forgotten: a celebration is written
//! by a person, and until one is, somebody is reminded of it. Those who taught
//! them, and those who began with them, add a word of their own.

use std::collections::HashMap;

use vigie_domain::celebration::celebrations;
use vigie_domain::fact::{Channel, Congratulated, Fact, MessageOut, Noted, Occasion};
use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::time::{Instant, Span};
use vigie_store::{Author, KudosRow};

use super::school::BEGAN;
use super::written::{Writing, Written, some_words, words};
use super::{App, Refusal, Result, School};

/// So long is it shown once somebody has celebrated, and so long before the
/// team began to work here it is asked for: what lies before that is history.
/// The indicators ask for two weeks, on the list.
const SHOWN_FOR: Span = Span::days(91);
/// Longest word of congratulation, in characters.
pub const LONGEST_KUDOS: usize = 600;

/// A diploma or a job.
#[derive(Clone, Debug, PartialEq)]
pub struct Celebration {
    /// Whose.
    pub student: StudentId,
    /// What there is to celebrate.
    pub occasion: Occasion,
    /// The diploma or the job itself.
    pub fact: Fact,
    /// Who celebrated it, and when; `None`: nobody yet.
    pub celebrated: Option<(StaffId, Instant)>,
    /// Who would write: whoever answers for them now.
    pub by: Option<StaffId>,
}

impl Celebration {
    /// Did it happen within the last three months?
    fn is_recent(&self, now: Instant) -> bool {
        now - SHOWN_FOR <= self.fact.occurred_at
    }

    /// Does it wait, or was it lately celebrated or heard of?
    fn is_shown(&self, began: Instant, now: Instant) -> bool {
        match self.celebrated {
            None => began <= self.fact.occurred_at,
            Some((_, at)) => self.is_recent(now) || now - SHOWN_FOR <= at,
        }
    }
}

/// How somebody celebrates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cheer<'t> {
    /// These words are put on the student's page.
    Written(&'t str),
    /// It was done in another way; words are a note for colleagues.
    Elsewhere(Option<&'t str>),
}

impl App {
    /// The diplomas and jobs that nobody celebrated yet, however long ago, and
    /// those of the last three months; the oldest first. `of`: of those for
    /// whom this advisor answers, or whom they follow.
    pub async fn celebrations(
        &self,
        school: &School,
        of: Option<StaffId>,
    ) -> Result<Vec<Celebration>> {
        let now = self.clock.now();
        let (began, lately) = (self.asked_since().await?, now - SHOWN_FOR);
        let mut news = self.store.good_news(lately, now + Span(1)).await?;
        news.extend(self.store.good_news_waiting(began, lately).await?);
        let students: Vec<StudentId> = news.keys().copied().collect();
        let advisors = self.store.advisors_of(&students).await?;
        let mut all = among(&news, now);
        all.retain_mut(|one| {
            let advisor = advisors.get(&one.student).copied();
            one.by = school.answers(one.student, advisor, now).map(|answers| answers.who);
            if !one.is_shown(began, now) {
                return false;
            }
            of.is_none_or(|of| advisor == Some(of) || one.by == Some(of))
        });
        Ok(all)
    }

    /// Those of all that nobody celebrated yet.
    pub async fn uncelebrated(&self, school: &School) -> Result<Vec<Celebration>> {
        let mut all = self.celebrations(school, None).await?;
        all.retain(|one| one.celebrated.is_none());
        Ok(all)
    }

    /// A student's own good news: what nobody celebrated yet, what was or came
    /// within the last three months, and whatever somebody wrote a word on.
    pub async fn own_news(&self, student: StudentId) -> Result<Vec<Celebration>> {
        let (began, now) = (self.asked_since().await?, self.clock.now());
        let words = self.store.kudos_for(&[student]).await?;
        let mut all = among(&self.store.good_news_of(&[student]).await?, now);
        all.retain(|one| {
            one.is_shown(began, now) || words.iter().any(|word| word.fact == one.fact.id)
        });
        Ok(all)
    }

    /// From when on good news waits until somebody celebrates it.
    async fn asked_since(&self) -> Result<Instant> {
        let began = self.store.setting(BEGAN).await?.and_then(|text| text.parse().ok());
        Ok(began.map_or(self.clock.now(), Instant) - SHOWN_FOR)
    }

    /// The good news of the last three months of those whom a mentor ever
    /// taught.
    pub async fn news_for_mentor(&self, mentor: StaffId) -> Result<Vec<Celebration>> {
        let now = self.clock.now();
        let news = self.store.good_news(now - SHOWN_FOR, now + Span(1)).await?;
        let students: Vec<StudentId> = news.keys().copied().collect();
        let taught = self.store.taught_by(mentor, &students).await?;
        let mut all = among(&news, now);
        all.retain(|one| one.is_recent(now) && taught.contains(&one.student));
        Ok(all)
    }

    /// The good news of those who began with this student and agreed to be
    /// named.
    pub async fn news_for_peer(&self, peer: StudentId) -> Result<Vec<Celebration>> {
        let now = self.clock.now();
        let shared = self.store.news_shared_with(peer, now - SHOWN_FOR).await?;
        let mut students: Vec<StudentId> = shared.iter().map(|(student, ..)| *student).collect();
        students.sort_unstable();
        students.dedup();
        let mut all = among(&self.store.good_news_of(&students).await?, now);
        let told = |one: &Celebration| shared.iter().any(|(_, fact, _)| *fact == one.fact.id);
        all.retain(|one| one.is_recent(now) && told(one));
        Ok(all)
    }

    /// Somebody celebrates: their words go to the student's page, or they say
    /// that they did it in another way.
    pub async fn celebrate(
        &self,
        student: StudentId,
        by: StaffId,
        fact: FactId,
        cheer: Cheer<'_>,
    ) -> Result<Vec<Written>> {
        let news = self.own_news(student).await?;
        let one = news.into_iter().find(|one| one.fact.id == fact);
        let occasion = one.ok_or(Refusal::NothingLikeThat)?.occasion;
        let mut writing = Writing::about(student, self.clock.now());
        match cheer {
            Cheer::Written(text) => {
                let message = MessageOut { channel: Channel::Portal, by, written_at: None };
                writing.now(message, Some(some_words(text)?));
            }
            Cheer::Elsewhere(note) => {
                if let Some(note) = note.map(words).transpose()?.flatten() {
                    writing.now(Noted { by }, Some(note));
                }
            }
        }
        writing.now(Congratulated { occasion, by, about: Some(fact) }, None);
        self.write(writing).await
    }

    /// A word from somebody who taught them, or who began with them and was
    /// told. Written again, it takes the place of the first; without words,
    /// it is taken back.
    pub async fn write_kudos(
        &self,
        author: Author,
        student: StudentId,
        fact: FactId,
        text: &str,
    ) -> Result<()> {
        let told = match author {
            Author::Mentor(mentor) => self.news_for_mentor(mentor).await?,
            Author::Peer(peer) => self.news_for_peer(peer).await?,
        };
        if !told.iter().any(|one| one.student == student && one.fact.id == fact) {
            return Err(Refusal::NothingLikeThat.into());
        }
        let mut tx = self.store.begin().await?;
        match words(text)? {
            Some(words) if words.chars().count() > LONGEST_KUDOS => {
                return Err(Refusal::TooLong { most: LONGEST_KUDOS }.into());
            }
            Some(words) => {
                let at = self.clock.now();
                tx.put_kudos(&KudosRow { student, fact, author, at, words }).await?;
            }
            None => {
                tx.drop_kudos(student, fact, author).await?;
            }
        }
        tx.commit().await?;
        if let Author::Peer(peer) = author {
            self.listen_beside(peer, text).await?;
        }
        Ok(())
    }

    /// A student agrees to be named with this to those who began with them,
    /// or no longer does: then nobody else is told, and the words that were
    /// written meanwhile stay theirs.
    pub async fn share_news(&self, student: StudentId, fact: FactId, agree: bool) -> Result<()> {
        if !self.own_news(student).await?.iter().any(|one| one.fact.id == fact) {
            return Err(Refusal::NothingLikeThat.into());
        }
        let mut tx = self.store.begin().await?;
        tx.share_news(student, fact, agree.then(|| self.clock.now())).await?;
        Ok(tx.commit().await?)
    }
}

/// All that there is or was to celebrate, the oldest first; nobody is said to
/// write yet.
fn among(news: &HashMap<StudentId, Vec<Fact>>, now: Instant) -> Vec<Celebration> {
    let all = news.iter().flat_map(|(student, facts)| {
        let known = facts.iter().filter(|fact| fact.known_at <= now);
        let happened = celebrations(known).into_iter().filter(move |one| one.at() <= now);
        happened.map(move |one| Celebration {
            student: *student,
            occasion: one.occasion,
            fact: one.fact.clone(),
            celebrated: one.celebrated,
            by: None,
        })
    });
    let mut all: Vec<Celebration> = all.collect();
    all.sort_by_key(|one| (one.fact.occurred_at, one.student, one.fact.id));
    all
}
