// Every page there is, and how to get to it.
import { createHmac } from "node:crypto";
import { from, open, pageOf } from "./browser.mjs";
import { advisors, calm, linkOf, little, others, people } from "./little_school.mjs";
import { PASSWORD, simulated } from "./school.mjs";

const link = (...whose) => async () => linkOf(await little(), ...whose);
const ADVISOR = "c-01@demo.example";
const MANAGER = "responsable@demo.example";
const MENTOR = "mentor@demo.example";
const STUDENT = "etudiant@demo.example";

/** Whatever is counted over the whole school takes its time. */
const PATIENCE = 180_000;

/** The first person on somebody's list. */
async function aPerson(page, of = "/students?sort=contact") {
  await page.goto(of);
  return page.locator(".people tbody th a").first().getAttribute("href");
}
const person = (rest, of) => async (page) => `${await aPerson(page, of)}${rest}`;

/** Fills in a form as it stands and presses one of its buttons, whatever it lacks. */
async function sends(page, path, form, fields = {}, button = "button") {
  if (path) await page.goto(path);
  await Promise.all([
    page.waitForEvent("load"),
    page.locator(form).first().evaluate(
      (element, [fields, button]) => {
        for (const [name, value] of Object.entries(fields)) element.elements[name].value = value;
        element.noValidate = true;
        // What a script would do instead is another page.
        const pressed = element.querySelector(button);
        if (pressed.name) element.insertAdjacentHTML("beforeend", `<input type="hidden" name="${pressed.name}" value="${pressed.value}">`);
        HTMLFormElement.prototype.submit.call(element);
      },
      [fields, button],
    ),
  ]);
}

/** The personal links of somebody who has one. */
async function aLink(page) {
  const theirs = await aPerson(page);
  await sends(page, theirs, "form.make-link");
  return `${theirs}/links`;
}
/** One of them was just closed. */
async function aClosedLink(page) {
  await page.goto(await aLink(page));
  await sends(page, null, "form[action$='/links']:not(:has(.undo))");
}
/** The personal links of a mentor. */
async function mentorsLinks(page) {
  await page.goto("/mentors");
  return page.locator("a[href$='/links']").first().getAttribute("href");
}

/** A dry run that is done. */
async function dryRun(page) {
  const path = "/indicators/no-session/dry-run";
  await page.goto(path);
  if (!(await page.locator("#dry-volume").isVisible())) {
    await page.locator("form[action$='/dry-run'] button").first().click();
    await page.locator("#dry-volume").waitFor({ timeout: PATIENCE });
  }
  return path;
}

/** A case of the first person of whom somebody is the advisor, opened with one gesture. */
async function aCase(page) {
  await page.goto(await aPerson(page));
  await page.locator(".follow-up button, .follow-up a").first().click();
  await page.waitForURL("**/cases/*");
}
/** Somebody wrote there meanwhile. */
async function aCaseOfTwo(page) {
  await aCase(page);
  await sends(page, null, "form[data-draft^='case-']:has(textarea)", { seen: "0", text: "Elle déménage." }, "[value=note]");
}
/** Closed for now, to be opened again. */
async function aClosedCase(page) {
  await page.goto(await aPerson(page, `/students?q=${calm.given_name}`));
  await page.locator(".follow-up button, .follow-up a").first().click();
  await page.waitForURL("**/cases/*");
  if (await page.locator("[value=reopen]").count()) return;
  await sends(page, null, "form:has(select[name=reason])", { reason: "mistake" }, "[value=close]");
}

/** An absence of Alix, with Noé in her place. */
async function anAbsence(page) {
  await page.goto("/caseload");
  const split = page.locator("a[href^='/caseload/absences/']").first();
  if (!(await split.count())) {
    const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const of = (name) => page.locator("select[name=staff] option", { hasText: name }).getAttribute("value");
    const away = { staff: await of("Alix"), stand_in: await of("Noé"), from: day(30), until: day(33) };
    await sends(page, null, "form.absence", away);
  }
  return split.getAttribute("href");
}
/** Camille is back: Noé called somebody in her place. */
async function meanwhile(page) {
  await page.goto("/meanwhile");
  if (await page.locator("main ul").count()) return;
  const school = await little();
  const manager = await pageOf(school, advisors.manager);
  await manager.goto("/caseload");
  const of = (name) => manager.locator("select[name=staff] option", { hasText: name }).getAttribute("value");
  const today = new Date().toISOString().slice(0, 10);
  const staff = await of("Camille");
  await sends(manager, null, "form.absence", { staff, stand_in: await of("Noé"), from: today, until: today });
  const noe = await pageOf(school, advisors.noe);
  const her = await aPerson(page, `/students?q=${calm.given_name}`);
  const form = { outcome: "spoke", note: "Tout va bien, il avance." };
  const headers = from(school);
  await noe.request.post(`${her}/contact`, { form, headers });
  await manager.request.post("/caseload/back", { form: { staff }, headers });
  await page.goto("/meanwhile");
}

/** Six digits, as an application on a telephone shows them. */
function code(secret, at) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll(" ", "")].map((one) => letters.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
/** A second factor, as it is set up. */
async function aFactor(page) {
  await page.goto("/account");
  if (await page.locator("form[action$='/remove']").count()) {
    await sends(page, null, "form[action$='/remove']", { password: PASSWORD });
  }
  await sends(page, "/account", "form[action='/account/second-factor']", { password: PASSWORD });
}
/** Set up: the codes that open once. */
async function codes(page) {
  await aFactor(page);
  const secret = await page.locator(".secret code").innerText();
  await sends(page, null, "form[action$='/confirm']", { code: code(secret, Date.now()) });
}
/** Between a password and a code: theirs who has one. */
async function askedForACode(page) {
  // Tries to come in are counted, and everybody here comes from one place.
  for (let tries = 0; tries < 6 && new URL(page.url()).pathname !== "/login/code"; tries += 1) {
    if (tries > 0) await page.waitForTimeout(4_000);
    await sends(page, "/login", "form[action='/login']", { email: others.siobhan, password: PASSWORD });
  }
}

/** Where whoever was invited chooses a password. */
async function invitation() {
  const page = await pageOf(await little(), advisors.alix);
  await sends(page, await aPerson(page, "/students"), "form[action$='/invite']", { email: "invited@ecole.example" });
  const address = await page.locator("input.address").inputValue();
  return new URL(address).pathname;
}
/** The page of somebody whom another advisor follows. */
async function anothersStudent(page) {
  await page.goto(`/students?of=all&q=${calm.given_name}`);
  return page.locator(".people tbody th a").first().getAttribute("href");
}

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** Siobhan found a job, and says so. */
const aJob = (page) =>
  sends(page, "/me", "form[action='/me/say']", { company: "Ateliers du Port", starts: day(20) }, "[value=job]");
/** Her mentor wrote a word about it. */
async function aWord(page) {
  await aJob(page);
  const karim = await pageOf(await little(), others.karim);
  await sends(karim, "/me/news", "form[action='/me/kudos']", { text: "Bravo, du fond du cœur." });
  return "/me";
}
/** The page of somebody who is asked whether it is settled. */
async function asked(page) {
  const school = await simulated();
  const manager = await pageOf(school, MANAGER);
  await manager.goto("/cases");
  const nearly = await manager.locator("[aria-labelledby=nearly] h3 a").evaluateAll((all) =>
    all.map((one) => one.getAttribute("href").split("/cases/")[0]),
  );
  for (const theirs of nearly) {
    await manager.goto(theirs);
    await sends(manager, null, "form.make-link");
    await page.goto(new URL(await manager.locator("input.address").inputValue()).pathname);
    if (await page.locator("form.asked").count()) return;
  }
}
/** A step of somebody's case that is due today. */
async function dueToday(page) {
  await page.goto(await aPerson(page));
  await page.locator(".follow-up button, .follow-up a").first().click();
  await page.waitForURL("**/cases/*");
  const who = await page.locator("select[name=who] option").nth(1).getAttribute("value");
  const step = { text: "Envoyer l'attestation", who, due: day(0) };
  await sends(page, null, "form:has([name=act][value=step])", step);
  return "/today?hours=0";
}
/** Alix is away as of now, with Noé in her place. */
async function alixIsAway(page) {
  const manager = await pageOf(await little(), advisors.manager);
  await manager.goto("/caseload");
  const of = (name) => manager.locator("select[name=staff] option", { hasText: name }).getAttribute("value");
  const away = { staff: await of("Alix"), stand_in: await of("Noé"), from: day(0), until: day(2) };
  await sends(manager, null, "form.absence", away);
  await page.goto("/today");
}
/** What was left written by a look, to be taken back before the next one. */
const left = new Map();
/** A gesture on a list, and what stands there instead; taken back again. */
async function swapped(page, path, gesture, back) {
  const before = left.get(path);
  if (before) await page.request.post(before.action, { form: before.fields, headers: { origin: before.origin } });
  left.delete(path);
  await page.goto(path);
  await page.locator(gesture).first().click();
  await page.locator("li.written").waitFor();
  if (!back) {
    const undo = page.locator("li.written form").first();
    const read = (form) => ({ action: form.action, origin: location.origin, fields: Object.fromEntries(new FormData(form)) });
    left.set(path, await undo.evaluate(read));
    return;
  }
  await page.locator("li.written .undo").click();
  await page.locator("li.taken-back").waitFor();
}
/** Two notes being written beside a line that was just written: promises are heard in them. */
async function heard(page) {
  await swapped(page, "/today", ".line [value=message_left]");
  for (const [place, note, offered] of [[0, "Je te rappelle demain.", "label.promise"], [1, "Je te rappelle.", "fieldset.promise"]]) {
    const line = page.locator(".line").nth(place);
    await line.locator("details.note summary").first().click();
    await line.locator("textarea[name=note]").fill(note);
    await line.locator(`.heard ${offered}`).waitFor();
  }
}

/** So many seconds from now, as a field for a date and an hour holds it. */
const inSeconds = (seconds) =>
  new Date(Date.now() + seconds * 1000).toLocaleString("sv", { timeZone: "Europe/Paris" }).replace(" ", "T");
/** Camille writes to one of hers, to leave later. */
async function writesLater(page, { given_name }, seconds) {
  const theirs = await aPerson(page, `/students?q=${given_name}`);
  await page.goto(`${theirs}/conversation`);
  const later = { text: "On se voit jeudi ?", send_at: inSeconds(seconds) };
  await sends(page, null, "form.composer", later, "[value=later]");
}
/** One of Camille's messages did not leave: Siobhan wrote before its hour came. */
async function keptBack(page) {
  await page.goto("/today");
  if (await page.locator("[aria-labelledby=place-kept] li").count()) return;
  await writesLater(page, people[0], 6);
  // Not in the second in which it was written.
  await page.waitForTimeout(1_100);
  const siobhan = await pageOf(await little(), others.siobhan);
  await sends(siobhan, "/me", "form[action='/me/say']", { text: "Où se trouve le calendrier ?" }, "[value=text]");
  for (let tries = 0; tries < 30 && !(await page.locator("[aria-labelledby=place-kept] li").count()); tries += 1) {
    await page.waitForTimeout(500);
    await page.goto("/today");
  }
}
/** The conversation with whom it is for. */
async function keptBackThere(page) {
  await keptBack(page);
  return page.locator("[aria-labelledby=place-kept] h3 a").first().getAttribute("href");
}
/** A message that waited was dropped within the hour. */
async function dropped(page) {
  await page.goto(`${await aPerson(page, `/students?q=${people[2].given_name}`)}/conversation`);
  if (await page.locator("[value=undo]").count()) return;
  await writesLater(page, people[2], 86_400);
  await sends(page, null, ".waiting-messages form:has([value=cancel])", {}, "[value=cancel]");
}
/** What a student sends as it stands. */
const says = (text) => (page) => sends(page, "/me", "form[action='/me/say']", { text }, "[value=text]");
/** Somebody to whom one says "tu" reads it, and never "vous". */
const SAID_TU =
  '.personal:has(:text-matches("(?<![a-zà-ÿ])(ton|ta|tes|toi)(?![a-zà-ÿ])", "i"))' +
  ':not(:has(:text-matches("(?<!rendez-)(?<![a-zà-ÿ])(vous|votre|vos)(?![a-zà-ÿ])", "i")))';

/** Somebody asked to be forgotten. */
async function toBeErased(page) {
  await page.goto("/erasures");
  if (await page.locator(".erase-list li").count()) return;
  await sends(page, null, "form[action='/erasures']", { external: "M-299", because: "Demande reçue par courrier." });
  await page.goto("/erasures");
}

/**
 * [template, what of it, school, who, path or how to get there]; nobody is
 * signed in where `who` is missing. Whoever gets there gives a path, or
 * nothing if they stand there already. What the page is looked at for, if it
 * isn't always on it, comes last: a selector, or one for a language.
 */
export const pages = [
  ["login", "", simulated, null, "/login"],
  ["login", "wrong", little, null, (page) => sends(page, "/login", "form[action='/login']", { email: "x@y.example", password: "x" })],
  ["today", "", simulated, ADVISOR, "/today"],
  ["today", "everybody", simulated, "c-02@demo.example", "/today?hours=0"],
  ["today", "nobody", little, advisors.noe, "/today"],
  ["today", "any script", little, advisors.camille, "/today?hours=0"],
  ["students", "", simulated, ADVISOR, "/students"],
  ["students", "nobody", simulated, ADVISOR, "/students?q=zzzz"],
  ["students", "whole school", simulated, MANAGER, "/students?sort=contact"],
  ["person", "", simulated, ADVISOR, person("")],
  ["person", "any script", little, advisors.camille, person("", "/students?q=ليلى")],
  ["person_risk", "", simulated, ADVISOR, person("/risk")],
  ["person_sensitive", "", simulated, ADVISOR, person("/sensitive")],
  ["person_sensitive_why", "", simulated, MANAGER, person("/sensitive")],
  ["person_sensitive_why", "without a reason", simulated, MANAGER, async (page) => sends(page, `${await aPerson(page)}/sensitive`, "main form"), "[aria-invalid]"],
  ["links", "", little, advisors.camille, aLink],
  ["links", "one just closed", little, advisors.camille, aClosedLink, ".places .undo"],
  ["links", "a mentor's", simulated, MANAGER, mentorsLinks],
  ["takeover", "", little, advisors.alix, anothersStudent],
  ["link_given_page", "", little, advisors.camille, async (page) => sends(page, await aPerson(page), "form.make-link")],
  ["case", "", simulated, ADVISOR, async (page) => { await aCase(page); }],
  ["case", "two wrote", simulated, ADVISOR, aCaseOfTwo],
  ["case", "closed", little, advisors.camille, aClosedCase],
  ["cases", "", simulated, ADVISOR, "/cases"],
  ["cases", "nobody", little, advisors.noe, "/cases"],
  ["cases", "whole school", simulated, MANAGER, "/cases"],
  ["conversation", "", simulated, ADVISOR, person("/conversation")],
  ["conversation", "any script", little, advisors.camille, person("/conversation?way=spoke", "/students?q=ليلى")],
  ["conversation", "without words", little, advisors.camille, async (page) => sends(page, `${await aPerson(page)}/conversation`, "form.composer")],
  ["caseload", "", simulated, MANAGER, "/caseload"],
  ["caseload", "little school", little, advisors.manager, "/caseload"],
  ["caseload", "a wrong absence", little, advisors.manager, (page) => sends(page, "/caseload", "form.absence")],
  ["caseload_split", "", little, advisors.manager, anAbsence],
  ["meanwhile", "nothing", simulated, ADVISOR, "/meanwhile"],
  ["meanwhile", "", little, advisors.camille, meanwhile],
  ["celebrations", "", simulated, ADVISOR, "/celebrations"],
  ["celebrations", "whole school", simulated, MANAGER, "/celebrations?all=1"],
  ["celebrations", "nobody's", little, advisors.noe, "/celebrations"],
  ["accounts", "", simulated, "comptes@demo.example", "/accounts"],
  ["erasures", "", simulated, MANAGER, "/erasures"],
  ["erasures", "nobody", little, advisors.manager, (page) => sends(page, "/erasures", "form[action='/erasures']", { external: "x", because: "x" })],
  ["friday", "", simulated, MANAGER, "/friday"],
  ["friday", "little school", little, advisors.manager, "/friday"],
  ["signals", "", simulated, ADVISOR, "/signals"],
  ["signals", "whole school", simulated, MANAGER, "/signals"],
  ["signals", "nothing", little, advisors.noe, "/signals"],
  ["indicators", "", simulated, MANAGER, "/indicators"],
  ["indicator", "", simulated, MANAGER, "/indicators/no-session"],
  ["indicator_edit", "new", simulated, MANAGER, "/indicators/new"],
  ["indicator_edit", "nested groups", simulated, MANAGER, "/indicators/leave-ending/edit"],
  ["indicator_edit", "mistakes", simulated, MANAGER, (page) => sends(page, "/indicators/new", "#editor", { condition: "days_unseen <" }, "[value=check]")],
  ["indicator_dry_run", "", simulated, MANAGER, dryRun],
  ["obstacles", "", simulated, MANAGER, "/obstacles"],
  ["risk", "", simulated, MANAGER, "/risk"],
  ["risk_rules", "", little, advisors.manager, "/risk/rules"],
  ["risk_reads", "", simulated, MANAGER, "/risk/reads"],
  ["risk_reads", "an advisor's", simulated, ADVISOR, "/risk/reads"],
  ["mentors", "", simulated, MANAGER, "/mentors"],
  ["mentors", "little school", little, advisors.manager, "/mentors"],
  ["link_student", "", little, null, link("student", "S-2")],
  ["link_student", "account", simulated, STUDENT, "/me"],
  ["link_student", "any script", little, others.layla, "/me"],
  ["link_student", "a leave that is over", little, others.layla, (page) => sends(page, "/me", "form[action='/me/leave']", { until: "2020-01-01", text: "Bébé" })],
  ["link_mentor", "", little, null, link("mentor", "karim")],
  ["link_mentor", "account", simulated, MENTOR, "/me"],
  ["link_mentor", "little school", little, others.karim, "/me"],
  ["link_student", "asked whether it is settled", simulated, null, asked, "form.asked"],
  ["link_student", "a question that waits", little, others.siobhan, (page) => sends(page, "/me", "form[action='/me/say']", { text: "Où se trouve le calendrier ?" }, "[value=text]"), ".talk-own .notice"],
  ["link_student", "on leave", little, others.layla, (page) => sends(page, "/me", "form[action='/me/leave']", { until: day(20) }), "form.away"],
  ["link_student", "a job found", little, others.siobhan, aJob, ".said.joy svg"],
  ["link_student", "a word about it", little, others.siobhan, aWord, ".notice.good a"],
  ["link_student", "said tu", little, null, link("student", "S-3"), { fr: SAID_TU }],
  ["link_student", "sent without words", little, others.layla, says(""), "#wrong"],
  ["link_student", "sent with too many words", little, others.layla, says("Bonjour. ".repeat(900)), ".personal:has(#wrong) #text:not(:empty)"],
  ["link_mentor", "too much room", little, others.karim, (page) => sends(page, "/me", "form[action='/me/room']", { more: "100" }), "[name=more][value='100']"],
  ["link_written", "recorded and taken back", simulated, MENTOR, (page) => swapped(page, "/me", ".card .choice", true), "li.taken-back"],
  ["link_written", "recorded", simulated, MENTOR, (page) => swapped(page, "/me", ".card .choice"), "li.written .undo"],
  ["written", "and taken back", simulated, "c-02@demo.example", (page) => swapped(page, "/today", ".line [value=message_left]", true), "li.taken-back"],
  ["written", "", simulated, "c-02@demo.example", (page) => swapped(page, "/today", ".line [value=message_left]"), "li.written .undo"],
  ["today", "one written, promises heard", simulated, "c-02@demo.example", heard, ".today:has(li.written .undo) fieldset.promise"],
  ["today", "a message kept back", little, advisors.camille, keptBack, "[aria-labelledby=place-kept] li"],
  ["conversation", "a message kept back", little, advisors.camille, keptBackThere, ".waiting-messages [value=send]"],
  ["conversation", "a message dropped", little, advisors.camille, dropped, ".written [value=undo]"],
  ["today", "a message dropped", little, advisors.camille, async (page) => { await dropped(page); return "/today"; }, ".written [value=undo]"],
  ["today", "steps due", little, advisors.camille, dueToday, "[aria-labelledby=place-cases] li"],
  ["today", "away herself", little, advisors.alix, alixIsAway, "form[action='/today/back']"],
  ["today", "in somebody's place", little, advisors.noe, alixIsAway, ".notice.absent"],
  ["mentors", "an advisor's", simulated, ADVISOR, "/mentors"],
  ["erasures", "somebody", little, advisors.manager, toBeErased, ".erase-list li"],
  ["risk_reads", "a student's", simulated, STUDENT, "/me/reads"],
  ["risk_reads", "behind a link", little, null, async () => `${await linkOf(await little(), "student", "S-2")}/reads`],
  ["me_news", "a student's", simulated, STUDENT, "/me/news"],
  ["me_news", "a mentor's", simulated, MENTOR, "/me/news"],
  ["me_news", "behind a link", little, null, async () => `${await linkOf(await little(), "mentor", "karim")}/news`],
  ["me_seen", "", simulated, STUDENT, "/me/seen"],
  ["me_seen", "any script", little, others.siobhan, "/me/seen"],
  ["account", "", little, advisors.camille, "/account"],
  ["account", "a wrong password", little, advisors.camille, (page) => sends(page, "/account", "form[action='/account/password']", { present: "x", next: "x" })],
  ["account_factor", "", little, others.siobhan, aFactor],
  ["account_codes", "", little, others.siobhan, codes],
  ["login_code", "", little, null, askedForACode],
  ["invitation", "", little, null, invitation],
  ["error", "not found", simulated, ADVISOR, "/nulle-part"],
  ["error", "forbidden", simulated, ADVISOR, "/signals?all=1"],
  ["error", "a link that is none", little, null, "/l/nothing"],
];

/** Routes that are read and are no page: what they are instead. */
export const noPages = {
  "/": "leads on to where somebody begins",
  "/api/v1/health": "JSON",
  "/assets/{version}/{*name}": "files",
  "/events": "a stream",
  "/friday.csv": "a file",
  "/indicators/{id}/dry-run/progress": "a part of a page",
  "/indicators/{id}/file": "a file",
  "/students.csv": "a file",
  "/today.csv": "a file",
  "/today/call/{student}": "a part of a page",
  "/workbench/catalogue.json": "JSON",
};

/** Whole pages that are only there while something else is on its way. */
export const onTheWay = ["reading.html"];

/** A window at a page, in a language. */
export async function visit([, , school, who, how], language, options = {}) {
  const at = await school();
  const page = who ? await pageOf(at, who, options) : await (await open(at, options)).newPage();
  await page.context().addCookies([{ name: "vigie-language", value: language, url: at.url }]);
  const path = typeof how === "string" ? how : await how(page);
  if (path) await page.goto(path);
  await page.waitForFunction(() => !document.querySelector("main .empty progress, main .notice progress"), null, { timeout: PATIENCE });
  // Everything that can be opened is looked at, too.
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  return page;
}
