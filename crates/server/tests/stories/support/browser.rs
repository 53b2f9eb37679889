//! A browser without a screen: pages, forms, cookies, redirects.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use vigie_domain::access::Role;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_server::app::account::NewUser;
use vigie_server::web::{Settings, serve};

use super::World;

/// The cockpit, served on a free port until this and its browsers are gone.
pub(crate) struct Site {
    address: SocketAddr,
    /// Dropped, it stops the server.
    stop: Arc<oneshot::Sender<()>>,
}

/// Gives somebody an account, `alex@ecole.example`; `staff`: who they are in
/// the school's team.
pub(crate) async fn account(world: &World, name: &str, role: Role, staff: Option<&str>) {
    let staff = staff.map(StaffId::derive);
    world.app.add_user(NewUser { role, staff, ..nobody(name) }).await.unwrap();
}

/// Gives a student an account, `name@ecole.example`.
pub(crate) async fn student_account(world: &World, name: &str, student: StudentId) {
    world.app.add_user(NewUser { student: Some(student), ..nobody(name) }).await.unwrap();
}

/// An account of nobody in particular.
pub(crate) fn nobody(name: &str) -> NewUser {
    NewUser {
        email: format!("{name}@ecole.example"),
        name: name.to_owned(),
        role: Role::Student,
        staff: None,
        student: None,
        language: None,
        password: None,
    }
}

impl Site {
    /// Serves the world's school at the world's clock, with one-click logins.
    pub(crate) async fn open(world: &World) -> Self {
        Self::behind(world, 0).await
    }

    /// The same, behind so many proxies.
    pub(crate) async fn behind(world: &World, proxies: u8) -> Self {
        let app = world.another_program().await;
        let (stop, stopped) = oneshot::channel::<()>();
        let (tell, told) = oneshot::channel();
        let settings = Settings {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            secure: false,
            demo: true,
            past: false,
            proxies,
        };
        tokio::spawn(async move {
            let listening = |address| tell.send(address).unwrap();
            serve(app, settings, listening, async { drop(stopped.await) }).await.unwrap();
        });
        Self { address: told.await.unwrap(), stop: Arc::new(stop) }
    }

    /// A browser in which somebody is signed in, as `name@ecole.example`.
    pub(crate) async fn signed_in(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        browser.signs_in(&format!("{name}@ecole.example")).await;
        browser
    }

    /// A browser of its own, which nobody has used yet.
    pub(crate) fn browser(&self) -> Browser {
        let cookies = BTreeMap::new();
        let (stands, token, caller) = (None, None, None);
        Browser {
            address: self.address,
            cookies,
            stands,
            token,
            caller,
            stop: Arc::clone(&self.stop),
        }
    }
}

/// One person's browser.
pub(crate) struct Browser {
    address: SocketAddr,
    pub(crate) cookies: BTreeMap<String, String>,
    /// What it says of the page that its forms stand on; `None`: one of ours.
    pub(crate) stands: Option<Stands>,
    /// It is a program, and comes with this token.
    pub(crate) token: Option<String>,
    /// For whom a proxy says that it calls.
    pub(crate) caller: Option<&'static str>,
    stop: Arc<oneshot::Sender<()>>,
}

/// What a browser says of the page that a form stands on: `Origin` and
/// `Sec-Fetch-Site`, if it sends them.
pub(crate) type Stands = (Option<String>, Option<&'static str>);

/// A form on somebody else's page.
pub(crate) fn lured() -> Stands {
    (Some("http://evil.example".to_owned()), Some("cross-site"))
}

/// What a browser shows.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its address: path and query.
    pub(crate) path: String,
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) html: String,
}

/// A form of a page, with what it sends by itself.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    action: String,
    hidden: Vec<(String, String)>,
}

impl Browser {
    /// Opens a page, and whatever it leads on to.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.follow("GET", path, String::new()).await
    }

    /// Sends these fields to an address.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.follow("POST", path, encoded(fields)).await
    }

    /// Sends these fields, and says where the answer leads without going there.
    pub(crate) async fn leads_to(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let page = self.send("POST", path, encoded(fields)).await;
        assert!((300..400).contains(&page.status), "{path}: {}: {}", page.status, page.text());
        page.header("location").unwrap().to_owned()
    }

    /// Sends a body as it is.
    pub(crate) async fn send_body(&mut self, path: &str, body: &str) -> Page {
        self.send("POST", path, body.to_owned()).await
    }

    /// Sends a form, filled in with these fields.
    pub(crate) async fn submit(&mut self, form: &Form, fields: &[(&str, &str)]) -> Page {
        let hidden = form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<_> = hidden.chain(fields.iter().copied()).collect();
        self.post(&form.action, &fields).await
    }

    /// Signs in with one click.
    pub(crate) async fn signs_in(&mut self, email: &str) -> Page {
        self.post("/login/demo", &[("email", email)]).await
    }

    /// Where it finds our pages.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Status of what stands at an address, and where it leads on to. The body
    /// is left unread: a stream of news never ends.
    pub(crate) async fn knock(&self, method: &str, path: &str) -> (u16, Option<String>) {
        let (address, request) = (self.address, self.request(method, path, ""));
        let head = tokio::task::spawn_blocking(move || {
            let stream = TcpStream::connect(address).unwrap();
            (&stream).write_all(request.as_bytes()).unwrap();
            let lines = BufReader::new(stream).lines().map(Result::unwrap);
            lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\r\n")
        });
        let page = Page::read(path, &format!("{}\r\n\r\n", head.await.unwrap()));
        (page.status, page.header("location").map(str::to_owned))
    }

    /// Opens the stream of news, and keeps it open.
    pub(crate) async fn listens(&self) -> Listening {
        let (address, request) = (self.address, self.request("GET", "/events", ""));
        let (tell, lines) = mpsc::unbounded_channel();
        let (opened, open) = oneshot::channel();
        std::thread::spawn(move || {
            let stream = TcpStream::connect(address).unwrap();
            (&stream).write_all(request.as_bytes()).unwrap();
            let mut read = BufReader::new(stream).lines().map_while(Result::ok);
            let status = read.next().unwrap_or_default();
            let head = read.by_ref().take_while(|line| !line.is_empty()).count();
            opened.send((status, head)).unwrap();
            // Until the server stops, or nobody listens any more.
            while read.next().is_some_and(|line| tell.send(line).is_ok()) {}
        });
        let (status, _) = open.await.unwrap();
        assert!(status.contains(" 200 "), "{status}");
        Listening { lines, _stop: Arc::clone(&self.stop) }
    }

    async fn follow(&mut self, method: &str, path: &str, body: String) -> Page {
        let mut page = self.send(method, path, body).await;
        while let (300..400, Some(next)) = (page.status, page.header("location")) {
            // A place on the page is never asked for.
            let next = next.split('#').next().unwrap_or_default().to_owned();
            page = self.send("GET", &next, String::new()).await;
        }
        page
    }

    async fn send(&mut self, method: &str, path: &str, body: String) -> Page {
        let (address, request) = (self.address, self.request(method, path, &body));
        let answer = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            String::from_utf8(answer).unwrap()
        });
        let page = Page::read(path, &answer.await.unwrap());
        for (_, cookie) in page.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        page
    }

    /// As it goes over the wire. HTTP/1.0 knows no chunks: an answer comes in
    /// one piece.
    fn request(&self, method: &str, path: &str, body: &str) -> String {
        let (address, length) = (self.address, body.len());
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let token = self.token.as_ref();
        let token = token.map_or_else(String::new, |it| format!("Authorization: Bearer {it}\r\n"));
        let caller =
            self.caller.map_or_else(String::new, |it| format!("X-Forwarded-For: {it}\r\n"));
        let ours = || (Some(format!("http://{address}")), Some("same-origin"));
        let (origin, site) = self.stands.clone().unwrap_or_else(ours);
        let origin = origin.map_or_else(String::new, |it| format!("Origin: {it}\r\n"));
        let site = site.map_or_else(String::new, |it| format!("Sec-Fetch-Site: {it}\r\n"));
        format!(
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\n{origin}{site}\
             Accept-Language: fr\r\n{token}{caller}Cookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n\
             {body}",
            cookies.join("; ")
        )
    }
}

/// An open stream of news.
pub(crate) struct Listening {
    lines: mpsc::UnboundedReceiver<String>,
    _stop: Arc<oneshot::Sender<()>>,
}

impl Listening {
    /// About whom the next call is that comes within `patience`.
    pub(crate) async fn hears_of(&mut self, patience: Duration) -> Option<StudentId> {
        let next = async {
            while self.lines.recv().await? != "event: call" {}
            let data = self.lines.recv().await?;
            Some(StudentId(data.strip_prefix("data: ")?.parse().ok()?))
        };
        tokio::time::timeout(patience, next).await.ok().flatten()
    }
}

impl Form {
    /// What it sends by itself under this name.
    pub(crate) fn field(&self, name: &str) -> String {
        let known = self.hidden.iter().find(|(known, _)| known == name);
        known.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

impl Page {
    fn read(path: &str, answer: &str) -> Self {
        let (head, html) = answer.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        });
        Self { path: path.to_owned(), status, headers: headers.collect(), html: html.to_owned() }
    }

    /// The value of a header of the answer.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Does a browser draw it as a page?
    pub(crate) fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
    }

    /// What can be read on the page, with one blank between words.
    pub(crate) fn text(&self) -> String {
        let body = self.html.split_once("<body>").map_or(self.html.as_str(), |(_, body)| body);
        let pieces = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |p| p.1));
        let text = unescaped(&pieces.collect::<Vec<_>>().join(" "));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The forms that send to an address with this ending.
    pub(crate) fn forms(&self, ending: &str) -> Vec<Form> {
        let forms = self.html.split("<form ").skip(1).map(|rest| {
            let form = rest.split("</form>").next().unwrap();
            let inputs = form.split("<input ").skip(1);
            let inputs = inputs.filter(|input| input.starts_with("type=\"hidden\""));
            let hidden = inputs.map(|input| (attribute(input, "name"), attribute(input, "value")));
            Form { action: attribute(form, "action"), hidden: hidden.collect() }
        });
        forms.filter(|form| form.action.ends_with(ending)).collect()
    }

    /// It says all of these.
    #[track_caller]
    pub(crate) fn says(&self, wanted: &[&str]) {
        for told in wanted {
            assert!(self.text().contains(told), "{told}: {}", self.text());
        }
    }

    /// The one form that sends to an address with this ending.
    pub(crate) fn form(&self, ending: &str) -> Form {
        let mut forms = self.forms(ending);
        assert_eq!(forms.len(), 1, "{ending} on {}: {}", self.path, self.text());
        forms.remove(0)
    }
}

impl Form {
    /// Where it sends to.
    pub(crate) fn action(&self) -> &str {
        &self.action
    }

    /// What it sends by itself under this name.
    pub(crate) fn hidden(&self, name: &str) -> &str {
        let found = self.hidden.iter().find(|(known, _)| known == name);
        found.map_or_else(|| panic!("{name} in {self:?}"), |(_, value)| value)
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let value = tag.split_once(&format!("{name}=\"")).map(|(_, rest)| rest.split('"').next());
    unescaped(value.flatten().unwrap_or_default())
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&#39;", "'").replace("&#34;", "\"").replace("&quot;", "\"");
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&").replace("&amp;", "&")
}

/// Fields as a form sends them.
fn encoded(fields: &[(&str, &str)]) -> String {
    let fields = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    fields.collect::<Vec<_>>().join("&")
}

pub(crate) fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
