//! Who may sign in.

use std::collections::HashMap;

use vigie_domain::access::Role;
use vigie_domain::ids::{Key, StaffId, StudentId, UserId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, args};

/// The columns of [`Stored`].
macro_rules! accounts {
    ($which:literal) => {
        concat!(
            "SELECT users.user_id, email, name, role, users.staff_id, student_id, language,
            created_at, ended_at, gone_at
            FROM users LEFT JOIN advisors a ON a.staff_id = users.staff_id ",
            $which
        )
    };
}

statements! {
    ADD = "INSERT INTO users (user_id, email, name, role, staff_id, password_hash, language,
        created_at, student_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    SET_LANGUAGE = "UPDATE users SET language = $2 WHERE user_id = $1";
    SET_PASSWORD = "UPDATE users SET password_hash = $2 WHERE user_id = $1";
    BY_ID = accounts!("WHERE users.user_id = $1");
    BY_EMAIL = accounts!("WHERE email = $1");
    ALL = accounts!("ORDER BY name, email");
    // The oldest, should there be several.
    OF_STUDENT = accounts!("WHERE student_id = $1 ORDER BY created_at, users.user_id LIMIT 1");
    OF_STAFF = accounts!("WHERE users.staff_id = $1 ORDER BY created_at, users.user_id LIMIT 1");
    TEAM = accounts!("WHERE users.staff_id IS NOT NULL ORDER BY name, email");
    OTHERS = accounts!("WHERE users.staff_id IS NULL AND student_id IS NULL ORDER BY name, email");
    END = "UPDATE users SET ended_at = $2 WHERE user_id = $1";
    STATES = "SELECT u.user_id,
        (SELECT COUNT(*) FROM users p WHERE p.user_id = u.user_id AND p.password_hash IS NOT NULL),
        (SELECT COUNT(*) FROM second_factors f
            WHERE f.user_id = u.user_id AND f.confirmed_at IS NOT NULL),
        (SELECT COUNT(*) FROM invitations i WHERE i.user_id = u.user_id AND i.expires_at > $1),
        (SELECT COUNT(*) FROM web_sessions w WHERE w.user_id = u.user_id AND w.expires_at > $2)
        FROM users u WHERE u.user_id IN ([[$?]])";
    PASSWORD = "SELECT password_hash FROM users WHERE user_id = $1";
}

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Our id.
    pub id: UserId,
    /// Their address, in lower case; no other account has it.
    pub email: String,
    /// Name as shown.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whose caseload is theirs, for an advisor; who they are, for a mentor.
    pub staff: Option<StaffId>,
    /// Who they are, for a student.
    pub student: Option<StudentId>,
    /// `fr` or `en`, where they chose one.
    pub language: Option<Key>,
    /// When the account was made.
    pub created_at: Instant,
    /// From when on nobody signs in with it: it was ended, or whose it is has
    /// left the school.
    pub ended_at: Option<Instant>,
}

impl User {
    /// Does nobody sign in with it any more at `at`?
    pub fn has_ended(&self, at: Instant) -> bool {
        self.ended_at.is_some_and(|ended| ended <= at)
    }
}

/// How an account stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountState {
    /// They chose a password.
    pub password: bool,
    /// A second factor is asked for.
    pub second_factor: bool,
    /// A link to choose a password with is open.
    pub invited: bool,
    /// In how many places they are signed in.
    pub sessions: u64,
}

impl Tx {
    /// Adds an account. Fails with a broken constraint if the address has one
    /// already.
    pub async fn add_user(&mut self, user: &User, password_hash: Option<&str>) -> Result<()> {
        let User { id, email, name, role, staff, student, language, created_at, .. } = user;
        let args = args![
            *id,
            email.as_str(),
            name.as_str(),
            role.name(),
            *staff,
            password_hash,
            language.as_deref(),
            *created_at,
            *student
        ];
        self.link().run(ADD, args).await?;
        Ok(())
    }

    /// Sets the language that an account's pages are in. False: no such account.
    pub async fn set_language(&mut self, user: UserId, language: &str) -> Result<bool> {
        Ok(self.link().run(SET_LANGUAGE, args![user, language]).await? > 0)
    }

    /// Replaces a password's hash. False: no such account.
    pub async fn set_password(&mut self, user: UserId, password_hash: &str) -> Result<bool> {
        Ok(self.link().run(SET_PASSWORD, args![user, password_hash]).await? > 0)
    }

    /// Ends an account, or opens it again. False: no such account.
    pub async fn end_user(&mut self, user: UserId, ended_at: Option<Instant>) -> Result<bool> {
        Ok(self.link().run(END, args![user, ended_at]).await? > 0)
    }
}

reads! {
    /// The account with this id.
    user(id: UserId) -> Option<User>;

    /// The account with this address, given in lower case.
    user_by_email(email: &str) -> Option<User>;

    /// A student's own account.
    user_of_student(student: StudentId) -> Option<User>;

    /// The account of a member of the team.
    user_of_staff(staff: StaffId) -> Option<User>;

    /// The accounts of the team, by name: students' own are many.
    team_users() -> Vec<User>;

    /// The accounts of those who are neither of the team nor students, by name:
    /// managers, administrators, programs.
    other_users() -> Vec<User>;

    /// Every account, by name.
    users() -> Vec<User>;

    /// How these accounts stand. `now`: of the school's clock, by which links
    /// end; `machine`: of the machine's, by which sessions do.
    account_states(users: &[UserId], now: Instant, machine: Instant) -> HashMap<UserId, AccountState>;

    /// The hash of an account's password; `None`: no account, or no password.
    password_hash(user: UserId) -> Option<String>;
}

async fn user(link: &mut Link<'_>, id: UserId) -> Result<Option<User>> {
    link.one::<Stored>(BY_ID, args![id]).await?.map(Stored::read).transpose()
}

async fn user_by_email(link: &mut Link<'_>, email: &str) -> Result<Option<User>> {
    link.one::<Stored>(BY_EMAIL, args![email]).await?.map(Stored::read).transpose()
}

async fn user_of_student(link: &mut Link<'_>, student: StudentId) -> Result<Option<User>> {
    link.one::<Stored>(OF_STUDENT, args![student]).await?.map(Stored::read).transpose()
}

async fn user_of_staff(link: &mut Link<'_>, staff: StaffId) -> Result<Option<User>> {
    link.one::<Stored>(OF_STAFF, args![staff]).await?.map(Stored::read).transpose()
}

async fn team_users(link: &mut Link<'_>) -> Result<Vec<User>> {
    link.all::<Stored>(TEAM, args![]).await?.into_iter().map(Stored::read).collect()
}

async fn other_users(link: &mut Link<'_>) -> Result<Vec<User>> {
    link.all::<Stored>(OTHERS, args![]).await?.into_iter().map(Stored::read).collect()
}

async fn users(link: &mut Link<'_>) -> Result<Vec<User>> {
    link.all::<Stored>(ALL, args![]).await?.into_iter().map(Stored::read).collect()
}

async fn account_states(
    link: &mut Link<'_>,
    users: &[UserId],
    now: Instant,
    machine: Instant,
) -> Result<HashMap<UserId, AccountState>> {
    type Row = (Id, i64, i64, i64, i64);
    let write = |&user: &UserId, args: &mut Args| args.push(user.into());
    let rows: Vec<Row> = link.among(STATES, &args![now, machine], users, write).await?;
    let read = |(user, password, factor, invited, sessions): Row| {
        let state = AccountState {
            password: password > 0,
            second_factor: factor > 0,
            invited: invited > 0,
            sessions: sessions.cast_unsigned(),
        };
        (UserId::from(user), state)
    };
    Ok(rows.into_iter().map(read).collect())
}

async fn password_hash(link: &mut Link<'_>, user: UserId) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = link.one(PASSWORD, args![user]).await?;
    Ok(row.and_then(|(hash,)| hash))
}

#[derive(sqlx::FromRow)]
struct Stored {
    user_id: Id,
    email: String,
    name: String,
    role: String,
    staff_id: Option<Id>,
    student_id: Option<Id>,
    language: Option<String>,
    created_at: i64,
    ended_at: Option<i64>,
    gone_at: Option<i64>,
}

impl Stored {
    fn read(self) -> Result<User> {
        let role = Role::from_name(&self.role)
            .ok_or(Error::Corrupt { column: "users.role", value: self.role })?;
        Ok(User {
            id: self.user_id.into(),
            email: self.email,
            name: self.name,
            role,
            staff: self.staff_id.map(StaffId::from),
            student: self.student_id.map(StudentId::from),
            language: self.language.map(Key::from),
            created_at: Instant(self.created_at),
            ended_at: self.ended_at.into_iter().chain(self.gone_at).min().map(Instant),
        })
    }
}
