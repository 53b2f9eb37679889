//! Links that were given: which of them are in force, and closing one.
//!
//! A link is known by whose it is and until when it opens. One that has no row
//! was given before rows were kept; it gets one when it is opened, so that it
//! can be closed, too.

use vigie_domain::ids::UserId;
use vigie_domain::time::{DAY, Instant, Span};
use vigie_store::PersonalLinkRow;

use super::audit::{Action, Entry};
use super::link::{Holder, Link};
use super::written::UNDO_WITHIN;
use super::{App, Refusal, Result};

impl App {
    /// Gives somebody a link that opens until `expires_at`, or a second later
    /// where they have that one already; the token only. That it was given is
    /// remembered.
    pub async fn give_link(
        &self,
        actor: Option<UserId>,
        holder: Holder,
        expires_at: Instant,
    ) -> Result<String> {
        let (mut until, now) = (expires_at, self.clock.now());
        let mut tx = self.store.begin().await?;
        while !tx.give_personal_link(holder.bytes(), until, now, actor).await? {
            until = until + Span(1);
        }
        self.commit_remembering(tx, &[entry(actor, Action::LinkGiven, holder, until)]).await?;
        Ok(self.links().await?.issue(holder, until))
    }

    /// Does a link that was opened still open? Keeps the day on which it did.
    pub async fn uses_link(&self, link: &Link) -> Result<bool> {
        let (holder, until, now) = (link.holder.bytes(), link.expires_at, self.clock.now());
        let day = |at: Instant| at.0.div_euclid(DAY.0);
        let known = self.store.personal_link(holder, until).await?;
        if known.is_some_and(|row| row.closed_at.is_some()) {
            return Ok(false);
        }
        if known.is_some_and(|row| row.used_at.is_some_and(|used| day(used) == day(now))) {
            return Ok(true);
        }
        let mut tx = self.store.begin().await?;
        // Nothing is kept of somebody who was erased.
        let there = match link.holder {
            Holder::Student(student) => tx.student(student).await?.is_some(),
            Holder::Mentor(_) => true,
        };
        if there {
            tx.use_personal_link(holder, until, now, known.is_some()).await?;
            tx.commit().await?;
        }
        Ok(true)
    }

    /// Somebody's links in force, and those that were closed within the hour:
    /// that can be undone.
    pub async fn links_of(&self, holder: Holder) -> Result<Vec<PersonalLinkRow>> {
        let now = self.clock.now();
        let mut links = self.store.personal_links(holder.bytes(), now).await?;
        links.retain(|row| row.closed_at.is_none_or(|at| now.since(at) <= UNDO_WITHIN));
        Ok(links)
    }

    /// Closes one of somebody's links: it opens nothing any more.
    pub async fn close_link(
        &self,
        actor: UserId,
        holder: Holder,
        expires_at: Instant,
    ) -> Result<()> {
        self.turn_link(actor, holder, expires_at, Some(self.clock.now())).await
    }

    /// Takes back, within the hour, that a link was closed.
    pub async fn reopen_link(
        &self,
        actor: UserId,
        holder: Holder,
        expires_at: Instant,
    ) -> Result<()> {
        self.turn_link(actor, holder, expires_at, None).await
    }

    async fn turn_link(
        &self,
        actor: UserId,
        holder: Holder,
        expires_at: Instant,
        closed_at: Option<Instant>,
    ) -> Result<()> {
        let mut links = self.links_of(holder).await?.into_iter();
        let known = links.find(|row| row.expires_at == expires_at);
        let known = known.ok_or(Refusal::NoSuchLink)?;
        if known.closed_at.is_some() == closed_at.is_some() {
            return Ok(());
        }
        let action = match closed_at {
            Some(_) => Action::LinkClosed,
            None => Action::LinkReopened,
        };
        let mut tx = self.store.begin().await?;
        if !tx.close_personal_link(holder.bytes(), expires_at, closed_at).await? {
            return Err(Refusal::NoSuchLink.into());
        }
        self.commit_remembering(tx, &[entry(actor, action, holder, expires_at)]).await
    }
}

fn entry(
    actor: impl Into<Option<UserId>>,
    action: Action,
    holder: Holder,
    until: Instant,
) -> Entry {
    let entry = Entry::by(actor, action);
    match holder {
        Holder::Student(student) => entry.about(student).saying(format!("until={until}")),
        Holder::Mentor(mentor) => entry.saying(format!("mentor={mentor} until={until}")),
    }
}
