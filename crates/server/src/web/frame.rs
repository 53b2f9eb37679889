//! What is around every page: title, places, language, light.

use std::borrow::Borrow;

use vigie_domain::access::{Right, Role};
use vigie_domain::time::Instant;

use super::visitor::Theme;
use super::{Visitor, Web, address, asset};
use crate::wording::{Locale, Today, Word};

/// The frame of a page. Templates ask it for words.
pub(crate) struct Frame {
    /// Key of the title.
    pub(crate) title: &'static str,
    /// Name of the page's subject, before the title: a person, a day.
    pub(crate) subject: Option<String>,
    pub(crate) locale: &'static Locale,
    pub(crate) theme: Theme,
    pub(crate) here: String,
    /// Name and role of whoever is signed in.
    pub(crate) user: Option<(String, Role)>,
    /// The day shown, where the clock stands still.
    pub(crate) past: Option<String>,
    pub(crate) demo: bool,
}

impl Frame {
    /// The frame of the page whose title is under `title`.
    pub(crate) fn new(web: &Web, visitor: &Visitor, title: &'static str) -> Self {
        let desk = web.desk();
        let now = web.now();
        let calendar = &desk.school.context.calendar;
        let past = web.shows_the_past().then(|| visitor.locale.date(now, Today { now, calendar }));
        Self {
            title,
            subject: None,
            locale: visitor.locale,
            theme: visitor.theme,
            here: visitor.here.clone(),
            user: visitor.user.as_ref().map(|user| (user.name.clone(), user.role)),
            past,
            demo: web.is_demo(),
        }
    }

    /// Say before the title whom or what the page is about.
    pub(crate) fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// A text.
    pub(crate) fn t(&self, key: &str) -> String {
        self.locale.text(key, &[])
    }

    /// The text under `key-word`.
    pub(crate) fn below(&self, key: &str, word: &str) -> String {
        self.t(&format!("{key}-{word}"))
    }

    /// A text with a number `$n`.
    pub(crate) fn n(&self, key: &str, n: impl Borrow<usize>) -> String {
        self.locale.text(key, &[("n", Word::from(*n.borrow()))])
    }

    /// A text with a name or another word under a placeholder.
    pub(crate) fn w(&self, key: &str, placeholder: &str, word: &str) -> String {
        self.locale.text(key, &[(placeholder, word.into())])
    }

    /// A text with two names or other words.
    pub(crate) fn w2(&self, key: &str, one: &str, word: &str, other: &str, second: &str) -> String {
        self.locale.text(key, &[(one, word.into()), (other, second.into())])
    }

    /// The language's code.
    pub(crate) fn lang(&self) -> &'static str {
        self.locale.language().code()
    }

    /// The address of an asset.
    #[expect(clippy::unused_self, reason = "templates can only ask the frame")]
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        asset::address(name)
    }

    /// Is this place the page, or above it?
    pub(crate) fn at(&self, place: &str) -> bool {
        self.here.split('?').next().is_some_and(|here| here.starts_with(place))
    }

    /// The page's own address, to stand within another one's query.
    pub(crate) fn here_within(&self) -> String {
        address::percent(&self.here)
    }

    /// Does whoever is signed in have a page of their own, as a student or a
    /// mentor?
    pub(crate) fn is_own(&self) -> bool {
        Right::Portal.allows(self.user.as_ref().map(|(_, role)| *role))
    }

    /// Is it a student who is signed in?
    pub(crate) fn is_student(&self) -> bool {
        self.user.as_ref().is_some_and(|(_, role)| *role == Role::Student)
    }

    /// Does whoever is signed in follow students?
    pub(crate) fn follows(&self) -> bool {
        Right::Follow.allows(self.user.as_ref().map(|(_, role)| *role))
    }

    /// May whoever is signed in see the whole school?
    pub(crate) fn oversees(&self) -> bool {
        Right::Oversee.allows(self.user.as_ref().map(|(_, role)| *role))
    }

    /// May whoever is signed in have somebody erased?
    pub(crate) fn erases(&self) -> bool {
        Right::Erase.allows(self.user.as_ref().map(|(_, role)| *role))
    }

    /// Does whoever is signed in look after accounts?
    pub(crate) fn looks_after_accounts(&self) -> bool {
        Right::Accounts.allows(self.user.as_ref().map(|(_, role)| *role))
    }

    /// May whoever is signed in change what the school watches for?
    pub(crate) fn governs(&self) -> bool {
        Right::Indicators.allows(self.user.as_ref().map(|(_, role)| *role))
    }
}

/// The instant's seconds, for `<time datetime>`.
pub(crate) fn iso(at: Instant) -> String {
    jiff::Timestamp::from_second(at.0).map_or_else(|_| String::new(), |at| at.to_string())
}
