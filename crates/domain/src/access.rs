//! Who may do what: the one table of rights.

/// What a signed-in member of the team is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Follows students.
    Advisor,
    /// Answers for the team, and sees the whole school.
    Manager,
}

/// What a route asks of whoever calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Nothing: anybody may, signed in or not.
    Public,
    /// Being signed in, in whatever role.
    SignedIn,
    /// Following students: the list, the person, contacts.
    Follow,
    /// Seeing how the whole school is followed.
    Oversee,
    /// Writing, trying and putting in force what the school watches for.
    Indicators,
    /// Holding a signed personal link, which the route itself opens.
    Link,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Advisor, Self::Manager];

    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Advisor => "advisor",
            Self::Manager => "manager",
        }
    }

    /// The role with this stable word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

impl Right {
    /// May somebody in this role, or nobody signed in (`None`), use it?
    pub const fn allows(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Public | Self::Link, _)
            | (Self::SignedIn | Self::Follow, Some(Role::Advisor | Role::Manager))
            | (Self::Oversee | Self::Indicators, Some(Role::Manager)) => true,
            (Self::Oversee | Self::Indicators, Some(Role::Advisor))
            | (Self::SignedIn | Self::Follow | Self::Oversee | Self::Indicators, None) => false,
        }
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
        assert_eq!(Role::from_name("mentor"), None);
    }

    #[test]
    fn only_a_manager_oversees_and_only_the_public_needs_no_one() {
        for right in [Right::Oversee, Right::Indicators] {
            assert!(right.allows(Some(Role::Manager)));
            assert!(!right.allows(Some(Role::Advisor)));
        }
        let open = [
            Right::Public,
            Right::SignedIn,
            Right::Follow,
            Right::Oversee,
            Right::Indicators,
            Right::Link,
        ];
        let open = open.into_iter().filter(|right| right.allows(None)).collect::<Vec<_>>();
        assert_eq!(open, [Right::Public, Right::Link]);
    }
}
