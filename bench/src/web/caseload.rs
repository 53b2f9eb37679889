//! Who follows whom in the large school: the page that reads everybody, and one
//! button that gives each of very many students somebody.

use std::fmt::Write as _;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use xtask::{Failure, Result};

use super::client::Client;
use super::manager::{line, median, ready};
use super::school::Prepared;

/// Between two looks at the colleague's list, while students are given.
const LOOK: Duration = Duration::from_millis(200);

const HEAD: &str =
    "| page | first, ms | again, median ms | bytes, compressed |\n|---|---|---|---|\n";

/// A line for each page, opened with this cookie.
async fn table(client: &mut Client, pages: &[(&str, &String)]) -> Result<String> {
    let mut text = String::from(HEAD);
    for (path, cookie) in pages {
        let (said, bytes) = line(client, path, cookie).await?;
        let _ = writeln!(text, "{said} {bytes} |");
    }
    Ok(text)
}

/// Everybody has somebody.
pub(super) async fn measure_advised(
    host: &str,
    prepared: &Prepared,
    students: u64,
) -> Result<String> {
    let mut client = Client::connect(host).await?;
    let paths = ["/caseload", "/caseload?percent=70", "/caseload?weeks=2", "/caseload?moves=2"];
    let text = table(&mut client, &paths.map(|path| (path, &prepared.manager))).await?;
    Ok(format!(
        "{students} students of {} advisors in one SQLite file, a manager signed in. \"First\" is \
         until the page is whole: everybody's journey is read, and the hand-overs that ease the \
         weeks are looked for.\n\n{text}",
        prepared.advisors.len(),
    ))
}

/// Nobody has anybody: the list of whoever is on duty, and giving everybody to
/// somebody in one go, while a colleague works on.
pub(super) async fn measure_nobodys(
    host: &str,
    prepared: &Prepared,
    students: u64,
) -> Result<String> {
    let mut client = Client::connect(host).await?;
    let on_duty = prepared.cookies.first().ok_or_else(|| Failure::new("nobody is on duty"))?;
    let pages = [
        ("/today", on_duty),
        ("/students?of=mine", on_duty),
        ("/caseload", &prepared.manager),
        ("/caseload?page=9", &prepared.manager),
    ];
    let text = table(&mut client, &pages).await?;
    let page = client.text("/caseload", &prepared.manager).await?;
    let form = page.split("action=\"/caseload/all\"").nth(1);
    let seen = form.and_then(|form| form.split("name=\"seen\" value=\"").nth(1));
    let seen = seen.and_then(|seen| seen.split('"').next());
    let seen = seen.ok_or_else(|| Failure::new("nothing is proposed"))?;
    let colleague = prepared.cookies.last().unwrap_or(on_duty);
    let start = Instant::now();
    client.form("/caseload/all", &prepared.manager, &format!("seen={seen}")).await?;
    let mut others = Vec::new();
    while client.text("/caseload", &prepared.manager).await?.contains("http-equiv=\"refresh\"") {
        others.push(ready(&mut client, "/today", colleague).await?);
        sleep(LOOK).await;
    }
    let took = start.elapsed().as_secs_f64();
    let greatest = others.iter().copied().fold(0.0, f64::max);
    let (looks, median) = (others.len(), median(others));
    #[expect(clippy::cast_precision_loss, reason = "some hundred thousand")]
    let each = took * 1e3 / students as f64;
    Ok(format!(
        "The same {students} students, to whom nobody is assigned.\n\n{text}\n\
         \"Give to all\": the form holds {} bytes; until everybody has somebody, the page read \
         anew included, {took:.1} s, {each:.2} ms a student. Meanwhile a colleague's `/today`: \
         median {median:.1} ms, greatest {greatest:.1} ms of {looks}.\n",
        "seen=".len() + seen.len(),
    ))
}
