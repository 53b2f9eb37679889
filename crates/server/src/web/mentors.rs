//! The mentors of the school, for whoever looks for one: how many students each
//! has, and what each says of the weeks to come. By name, and in no other
//! order: nobody is compared. Whoever answers for the team also invites them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use vigie_domain::access;
use vigie_domain::fact::Role;
use vigie_domain::ids::StaffId;
use vigie_store::directory::User;

use super::{Frame, Result, Visitor, Web};
use crate::wording::Today;

/// One mentor.
struct Row {
    staff: StaffId,
    name: String,
    way: Option<String>,
    /// How many students they have, and how many the directory says they can
    /// follow.
    students: usize,
    capacity: Option<usize>,
    /// How many more they can take, as they say.
    more: Option<usize>,
    /// When they are away.
    away: Option<String>,
    /// When they said so.
    said: Option<String>,
    /// The address of their account.
    account: Option<String>,
}

#[derive(Template)]
#[template(path = "mentors.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    /// May the reader invite them?
    invites: bool,
}

/// `GET /mentors`
pub(super) async fn page(State(web): State<Web>, visitor: Visitor) -> Result<Html<String>> {
    let (desk, store, now) = (web.desk(), &web.app().store, web.now());
    let today = Today { now, calendar: &desk.school.context.calendar };
    let counts = store.mentee_counts().await?;
    let said = store.availabilities().await?;
    let users = store.team_users().await?;
    let accounts: HashMap<StaffId, &User> = users
        .iter()
        .filter(|user| user.role == access::Role::Mentor)
        .filter_map(|user| Some((user.staff?, user)))
        .collect();
    let locale = visitor.locale;
    let mentors = desk.directory.staff().iter().filter(|(_, staff)| staff.role == Role::Mentor);
    let mut rows: Vec<Row> = mentors
        .map(|(id, staff)| {
            let said = said.get(id);
            let away = said.and_then(|said| said.away).filter(|(_, until)| *until > now);
            let away = away.map(|(from, until)| {
                let (from, until) = (locale.date(from, today), locale.date(until, today));
                let words = [("from", from.as_str().into()), ("date", until.as_str().into())];
                locale.text("mentors-away", &words)
            });
            Row {
                staff: *id,
                name: staff.name.clone(),
                way: staff.way.clone(),
                students: counts.get(id).map_or(0, |n| usize::try_from(*n).unwrap_or(usize::MAX)),
                capacity: staff.capacity.map(usize::from),
                more: said.and_then(|said| said.more).map(usize::from),
                away,
                said: said.map(|said| locale.date(said.said_at, today)),
                account: accounts.get(id).map(|user| user.email.clone()),
            }
        })
        .collect();
    rows.sort_by(|a, b| (&a.name, a.staff).cmp(&(&b.name, b.staff)));
    let invites = access::Right::Oversee.allows(visitor.role());
    let page = Page { frame: Frame::new(&web, &visitor, "mentors-title"), rows, invites };
    Ok(Html(page.render()?))
}
