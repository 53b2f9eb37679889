//! Who may do what, and to whom: the one table of rights.
//!
//! A route asks for a [`Right`]. What a role has of it is a [`Scope`]: over
//! everybody, or over the students who are theirs. Whether a student is theirs
//! is a [`Relation`], read from the facts at the moment of asking; standing in
//! for somebody is a relation, too, and not a role.

/// What somebody's account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Learns here; sees themself.
    Student,
    /// Has sessions with students.
    Mentor,
    /// Follows students.
    Advisor,
    /// Answers for the team, and sees the whole school.
    Manager,
    /// Looks after accounts, and sees no student.
    Admin,
    /// A program with a token; it never signs in.
    Integrator,
}

/// What a route asks of whoever calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Nothing: anybody may, signed in or not.
    Public,
    /// Being signed in, in whatever role.
    SignedIn,
    /// Seeing one's own page, as a student or as a mentor.
    Portal,
    /// Following students: the list, the person, contacts.
    Follow,
    /// Stepping in for a colleague, visibly.
    TakeOver,
    /// Seeing how the whole school is followed.
    Oversee,
    /// Writing, trying and putting in force what the school watches for.
    Indicators,
    /// Looking after accounts: who may sign in, and who no longer may.
    Accounts,
    /// Having somebody erased.
    Erase,
    /// Bringing facts in, as a program.
    SendFacts,
    /// Asking whether all is well, as a program.
    AskHealth,
    /// Holding a signed link, which the route itself opens.
    Link,
}

/// How far a right reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Students who are theirs.
    Own,
    /// Every student.
    Any,
}

/// What somebody is to the student that a route is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The route is about no student in particular.
    NobodyInParticular,
    /// The student themself, their present mentor, their advisor, and the
    /// advisors who follow their open case or have a part in it.
    Theirs,
    /// Their advisor is away, and this colleague stands in.
    StandsIn,
    /// This colleague took over for today.
    TookOver,
    /// Anybody else.
    AnotherOnes,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] =
        [Self::Student, Self::Mentor, Self::Advisor, Self::Manager, Self::Admin, Self::Integrator];

    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Mentor => "mentor",
            Self::Advisor => "advisor",
            Self::Manager => "manager",
            Self::Admin => "admin",
            Self::Integrator => "integrator",
        }
    }

    /// The role with this stable word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Is there a person who signs in?
    pub const fn signs_in(self) -> bool {
        !matches!(self, Self::Integrator)
    }
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 12] = [
        Self::Public,
        Self::SignedIn,
        Self::Portal,
        Self::Follow,
        Self::TakeOver,
        Self::Oversee,
        Self::Indicators,
        Self::Accounts,
        Self::Erase,
        Self::SendFacts,
        Self::AskHealth,
        Self::Link,
    ];

    /// How far it reaches for somebody in this role, or for nobody signed in;
    /// `None`: they don't have it.
    pub const fn scope(self, role: Option<Role>) -> Option<Scope> {
        use Role::{Admin, Advisor, Integrator, Manager, Mentor, Student};
        // Whoever is not named has nothing.
        match (self, role) {
            (Self::Public | Self::Link, _)
            | (Self::SendFacts | Self::AskHealth, Some(Integrator)) => Some(Scope::Any),
            (_, None | Some(Integrator)) => None,
            (right, Some(role)) => match (right, role) {
                (Self::Portal, Student | Mentor) | (Self::Follow, Advisor) => Some(Scope::Own),
                (Self::SignedIn, _)
                | (Self::TakeOver, Advisor)
                | (Self::Accounts, Admin)
                | (Self::Erase, Manager | Admin)
                | (Self::Follow | Self::TakeOver | Self::Oversee | Self::Indicators, Manager) => {
                    Some(Scope::Any)
                }
                _ => None,
            },
        }
    }

    /// The word by which a token is given it; `None`: no program has it.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::SendFacts => Some("facts:write"),
            Self::AskHealth => Some("health:read"),
            _ => None,
        }
    }

    /// The right that a token is given by this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.word() == Some(word))
    }

    /// May somebody in this role, or nobody signed in (`None`), use it where
    /// no student in particular is concerned?
    pub const fn allows(self, role: Option<Role>) -> bool {
        self.scope(role).is_some()
    }
}

/// May somebody in this role use this right on a student to whom they stand so?
pub const fn may(right: Right, role: Option<Role>, relation: Relation) -> bool {
    match right.scope(role) {
        None => false,
        Some(Scope::Any) => true,
        Some(Scope::Own) => !matches!(relation, Relation::AnotherOnes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_again() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        assert_eq!(Role::from_name("stand-in"), None);
    }

    #[test]
    fn the_table_is_this_one() {
        let letter = |right: Right, role| match right.scope(role) {
            None => '-',
            Some(Scope::Own) => 'o',
            Some(Scope::Any) => 'a',
        };
        let row = |right| {
            let roles = Role::ALL.map(Some).into_iter().chain([None]);
            roles.map(|role| letter(right, role)).collect::<String>()
        };
        // Student, mentor, advisor, manager, admin, integrator, nobody.
        let table = Right::ALL.map(|right| (right, row(right)));
        let table = table.each_ref().map(|(right, row)| (*right, row.as_str()));
        let expected = [
            (Right::Public, "aaaaaaa"),
            (Right::SignedIn, "aaaaa--"),
            (Right::Portal, "oo-----"),
            (Right::Follow, "--oa---"),
            (Right::TakeOver, "--aa---"),
            (Right::Oversee, "---a---"),
            (Right::Indicators, "---a---"),
            (Right::Accounts, "----a--"),
            (Right::Erase, "---aa--"),
            (Right::SendFacts, "-----a-"),
            (Right::AskHealth, "-----a-"),
            (Right::Link, "aaaaaaa"),
        ];
        assert_eq!(table, expected);
    }

    #[test]
    fn an_advisor_follows_those_who_are_theirs_in_any_way() {
        let follows = |relation| may(Right::Follow, Some(Role::Advisor), relation);
        assert!(follows(Relation::NobodyInParticular));
        assert!(follows(Relation::Theirs));
        assert!(follows(Relation::StandsIn));
        assert!(follows(Relation::TookOver));
        assert!(!follows(Relation::AnotherOnes));
        assert!(may(Right::Follow, Some(Role::Manager), Relation::AnotherOnes));
    }
}
