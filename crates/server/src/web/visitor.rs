//! Who asks, in which language, in which light.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use vigie_domain::access::{Right, Role, Scope};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_store::directory::User;

use super::{Error, Web};
use crate::app::audit::{Action, Entry};
use crate::wording::{Language, Locale};

/// Cookie with the chosen language, for whoever is not signed in yet.
pub(super) const LANGUAGE_COOKIE: &str = "vigie-language";
/// Cookie with the chosen light.
pub(super) const THEME_COOKIE: &str = "vigie-theme";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the device is set.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The stable word.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this stable word; as the device for any other.
    pub(super) fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Device,
        }
    }
}

/// Whoever asks. Put into the request by [`super::guard`].
#[derive(Clone)]
pub(crate) struct Visitor {
    /// Signed in as.
    pub(crate) user: Option<User>,
    pub(crate) locale: &'static Locale,
    pub(crate) theme: Theme,
    /// Where they are: path and query.
    pub(crate) here: String,
}

impl Visitor {
    /// Read a request that came from `user`, or from nobody known.
    pub(super) fn read(user: Option<User>, headers: &HeaderMap, here: String) -> Self {
        let own = user.as_ref().and_then(|user| user.language.as_deref());
        let language = cookie(headers, LANGUAGE_COOKIE)
            .and_then(Language::from_code)
            .or_else(|| own.and_then(Language::from_code))
            .unwrap_or_else(|| accepted(headers));
        let theme = Theme::from_name(cookie(headers, THEME_COOKIE).unwrap_or_default());
        Self { user, locale: Locale::of(language), theme, here }
    }

    pub(crate) fn language(&self) -> Language {
        self.locale.language()
    }

    /// Signed in, or on the way to the login page.
    pub(crate) fn signed_in(&self) -> Result<&User, Error> {
        self.user.as_ref().ok_or(Error::SignIn)
    }

    /// Remember that they were shown words about danger, or for few eyes, of
    /// these students.
    pub(crate) async fn saw_sensitive(
        &self,
        web: &Web,
        students: impl Iterator<Item = StudentId> + Send,
    ) -> Result<(), Error> {
        let actor = self.user.as_ref().map(|user| user.id);
        let entry = |student| Entry::by(actor, Action::SensitiveSeen).about(student);
        let entries: Vec<Entry> = students.map(entry).collect();
        Ok(web.app().remember(&entries).await?)
    }

    pub(crate) fn role(&self) -> Option<Role> {
        self.user.as_ref().map(|user| user.role)
    }

    /// May they open every student's page, not only their own students'?
    pub(crate) fn sees_everybody(&self) -> bool {
        Right::Follow.scope(self.role()) == Some(Scope::Any)
    }

    /// Whose caseload they have, if they have one.
    pub(crate) fn staff(&self) -> Option<StaffId> {
        self.user.as_ref().and_then(|user| user.staff)
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        // Every route goes through the guard, which puts it there.
        parts.extensions.get::<Self>().cloned().ok_or(Error::SignIn)
    }
}

/// The value of a cookie.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(known, value)| (known == name).then_some(value))
}

/// The first of our languages that the browser asks for; French else.
fn accepted(headers: &HeaderMap) -> Language {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked
        .into_iter()
        .flat_map(|asked| asked.split(','))
        .filter_map(|tag| tag.split([';', '-']).next())
        .find_map(|code| Language::from_code(code.trim()))
        .unwrap_or(Language::Fr)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: axum::http::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn the_first_language_that_we_speak_wins() {
        let asked = |value| accepted(&headers(ACCEPT_LANGUAGE, value));
        assert_eq!(asked("de-DE,en-GB;q=0.8,fr;q=0.5"), Language::En);
        assert_eq!(asked("de"), Language::Fr);
        assert_eq!(accepted(&HeaderMap::new()), Language::Fr);
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers = headers(COOKIE, "a=1; vigie-theme=dark;b=2");
        assert_eq!(cookie(&headers, THEME_COOKIE), Some("dark"));
        assert_eq!(cookie(&headers, "theme"), None);
    }
}
