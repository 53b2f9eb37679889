//! Everybody's browser: types into every field, opens every page, and watches
//! that nothing typed is ever run.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use vigie_domain::access::Role;
use vigie_server::web::routes::ROUTES;

use super::browser::{Browser, Page, Site, escaped};
use super::fields;

/// What is typed: it leaves an attribute, a tag and a text, and says which
/// field it came from.
pub(crate) fn hostile(number: usize) -> String {
    format!("\"'><img src=x onerror=alert({number})>")
}

/// Before what `hostile` makes of an image, where a page shows it as text.
const SHOWN: &str = "&#34;&#39;&#62;&#60;";

/// More pages than this are a loop.
const MOST: usize = 500;

/// People with browsers, what they typed and what was seen of it.
pub(crate) struct Crowd {
    people: BTreeMap<&'static str, Browser>,
    /// The number of each field.
    numbers: BTreeMap<String, usize>,
    /// Fields that somebody typed into.
    pub(crate) typed: BTreeSet<String>,
    /// Numbers that some page showed.
    seen: BTreeSet<usize>,
    /// What went wrong: all of it is told at once.
    pub(crate) faults: Vec<String>,
    /// Routes of which somebody saw the page.
    pub(crate) opened: BTreeSet<&'static str>,
}

impl Crowd {
    /// These people, signed in as `name@ecole.example`.
    pub(crate) async fn of(site: &Site, names: &[&'static str]) -> Self {
        let mut people = BTreeMap::new();
        for name in names {
            let mut browser = site.browser();
            let page = browser.signs_in(&format!("{name}@ecole.example")).await;
            assert_eq!(page.status, 200, "{name}: {}", page.text());
            people.insert(*name, browser);
        }
        let all = fields::all().into_iter().enumerate();
        let numbers = all.map(|(number, field)| (field.key, number)).collect();
        let (typed, seen, faults, opened) = Default::default();
        Self { people, numbers, typed, seen, faults, opened }
    }

    /// Somebody joins them, as they are.
    pub(crate) fn comes(&mut self, name: &'static str, browser: Browser) {
        self.people.insert(name, browser);
    }

    pub(crate) fn browser(&mut self, who: &str) -> &mut Browser {
        self.people.get_mut(who).unwrap()
    }

    /// Somebody types into fields of a form, and leaves the others like this.
    pub(crate) async fn types(
        &mut self,
        who: &str,
        keys: &[&str],
        path: &str,
        beside: &[(&str, &str)],
    ) -> Page {
        let typed: Vec<(String, String)> = keys.iter().map(|key| self.fills(key)).collect();
        let typed = typed.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> = typed.chain(beside.iter().copied()).collect();
        let page = self.browser(who).post(path, &fields).await;
        self.takes(who, &page, keys);
        page
    }

    /// The same, where the form asks for a page.
    pub(crate) async fn asks(&mut self, who: &str, key: &str, path: &str) -> Page {
        let (name, value) = self.fills(key);
        let page = self.browser(who).get(&format!("{path}?{name}={}", escaped(&value))).await;
        self.takes(who, &page, &[key]);
        page
    }

    /// Name and value of what is sent for a field.
    fn fills(&mut self, key: &str) -> (String, String) {
        let number = *self.numbers.get(key).unwrap_or_else(|| panic!("no template has {key}"));
        self.typed.insert(key.to_owned());
        let (_, name) = key.split_once(": ").unwrap();
        let name = name.split(" #").next().unwrap();
        let name = name.replace("{{ part.n }}", "1").replace("{{ n }}", "0");
        (name.replace("{{ code }}", "fr"), hostile(number))
    }

    /// It was read, whether or not it was accepted.
    fn takes(&mut self, who: &str, page: &Page, keys: &[&str]) {
        let read = matches!(page.status, 200 | 400 | 409 | 410 | 422 | 429);
        if !read {
            let (path, status, text) = (&page.path, page.status, page.text());
            self.faults.push(format!("{keys:?} at {path}: {status} {text}"));
        }
        self.looks(who, page);
    }

    /// Whatever a page shows of all this, it shows as text.
    pub(crate) fn looks(&mut self, who: &str, page: &Page) {
        if !page.is_html() {
            return;
        }
        let html = page.html.to_lowercase();
        for (at, _) in html.match_indices("img src=x onerror=alert(") {
            let before = &html[..at];
            let around: Vec<char> = before.chars().rev().take(120).collect();
            let around: String = around.into_iter().rev().collect();
            if !before.ends_with(SHOWN) {
                self.faults.push(format!("{who} at {}: …{around}img", page.path));
            }
            let (_, number) = html[at..].split_once('(').unwrap();
            let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
            self.seen.extend(digits.parse::<usize>());
        }
    }

    /// Somebody opens these pages, and every page they lead to.
    pub(crate) async fn crawls(&mut self, who: &str, first: &[String]) {
        let mut waiting: VecDeque<String> = first.iter().cloned().collect();
        let mut met = BTreeSet::new();
        while let Some(path) = waiting.pop_front() {
            if !met.insert(path.clone()) || is_none(&path) {
                continue;
            }
            assert!(met.len() < MOST, "{who} finds no end: {path}");
            let page = self.browser(who).get(&path).await;
            if page.status >= 500 {
                self.faults.push(format!("{who} at {path}: {}", page.status));
            }
            self.looks(who, &page);
            if page.status == 200 && page.is_html() {
                self.opened.extend(route(&page.path));
            }
            let links = page.html.split(" href=\"/").skip(1);
            let links = links.map(|rest| rest.split(['"', '#']).next().unwrap());
            waiting.extend(
                links.map(|link| format!("/{}", link.replace("&#38;", "&").replace("&amp;", "&"))),
            );
        }
    }

    /// Fields that nobody typed into.
    pub(crate) fn untouched(&self) -> Vec<&str> {
        let all = self.numbers.keys().filter(|key| !self.typed.contains(*key));
        all.map(String::as_str).collect()
    }

    /// What others typed and saw.
    pub(crate) fn learns_from(&mut self, mut others: Self) {
        self.typed.append(&mut others.typed);
        self.seen.append(&mut others.seen);
        self.faults.append(&mut others.faults);
    }

    /// Was this number shown anywhere?
    pub(crate) fn saw(&self, number: usize) -> bool {
        self.seen.contains(&number)
    }

    /// What was typed into a text field and that no page showed.
    pub(crate) fn unseen(&self) -> Vec<String> {
        let free = |kind: &str| matches!(kind, "text" | "search" | "email" | "textarea");
        let typed = fields::all().into_iter().enumerate().filter(|(number, field)| {
            free(&field.kind) && self.typed.contains(&field.key) && !self.saw(*number)
        });
        typed.map(|(_, field)| field.key).collect()
    }
}

/// Not a page: a stream, a file, or the way out.
fn is_none(path: &str) -> bool {
    path == "/events" || path.starts_with("/assets/") || path.starts_with("/l/nothing")
}

/// The route that an address is of: the one with fewest parameters.
fn route(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap();
    let is = |route: &&str| {
        let (mut own, mut given) = (route.split('/'), path.split('/'));
        own.by_ref().zip(given.by_ref()).all(|(own, given)| own.starts_with('{') || own == given)
            && route.split('/').count() == path.split('/').count()
    };
    let pages = ROUTES.iter().filter(|route| route.method == "get").map(|route| route.path);
    pages.filter(|route| is(route)).min_by_key(|route| route.matches('{').count())
}

/// Where somebody with this role begins: every page that needs no name.
pub(crate) fn beginnings(role: Role) -> Vec<String> {
    let plain = ROUTES.iter().filter(|route| route.method == "get" && !route.path.contains('{'));
    let own = plain.filter(|route| route.right.allows(Some(role))).map(|route| route.path);
    own.filter(|path| !is_none(path)).map(str::to_owned).collect()
}
