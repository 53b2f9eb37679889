// Measures the cockpit's pages and prints one JSON object.
//
//   cargo xtask bench pages
//
// Every page load is a first visit: nothing is cached. Lighthouse uses its own
// mobile profile (a slow phone on a slow network, simulated).
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import vnu from "vnu-jar";
import { simulatedWhole } from "../../crates/server/tests/browser/support/school.mjs";

const RUNS = Number(process.argv[2] ?? 5);
const ADVISOR = "c-03@demo.example";
const MANAGER = "responsable@demo.example";
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const ARGS = ["--no-sandbox", "--disable-dev-shm-usage"];
const run = promisify(execFile);
const tell = (line) => process.stderr.write(`${line}\n`);

/** The cookies of somebody signed in with one click. */
async function signedIn(browser, url, email) {
  const context = await browser.newContext({ baseURL: url, locale: "fr-FR" });
  const answer = await context.request.post("/login/demo", { form: { email }, headers: { origin: url }, maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`${email} can't sign in: ${answer.status()}`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** A first visit: when something was painted, ms, and bytes over the wire. */
async function visit(browser, url, cookies, path) {
  const context = await browser.newContext({ baseURL: url, locale: "fr-FR" });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  const kinds = new Map();
  let bytes = 0;
  wire.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) !== "EventSource") bytes += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "load" });
  await page.waitForTimeout(400);
  const paint = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
  );
  await context.close();
  return { paint, bytes };
}

/** Scores of one page, 0 to 100, and the audits that cost something. */
async function judged(port, address, cookies) {
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { lhr } = await lighthouse(address, {
    port,
    logLevel: "error",
    onlyCategories: CATEGORIES,
    extraHeaders: { Cookie, "Accept-Language": "fr" },
  });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const lost = new Set();
  for (const category of Object.values(lhr.categories)) {
    for (const { id, weight } of category.auditRefs) {
      const { score } = lhr.audits[id];
      if (weight > 0 && score !== null && score < 0.9) lost.add(`${id} (${lhr.audits[id].displayValue ?? score})`);
    }
  }
  const at = new URL(lhr.finalDisplayedUrl).pathname;
  if (at !== new URL(address).pathname) throw new Error(`${address} led to ${at}`);
  const scores = CATEGORIES.map((id) => Math.round(lhr.categories[id].score * 100));
  return { scores, lost: [...lost] };
}

/** What the HTML checker says about these pages: [page, message]. */
async function checked(pages) {
  const folder = await mkdtemp(join(tmpdir(), "vigie-html-"));
  const names = pages.map((_, place) => `${place}.html`);
  await Promise.all(pages.map(({ html }, place) => writeFile(join(folder, names[place]), html)));
  const words = ["-jar", vnu.vnuJar ?? vnu, "--format", "json", "--exit-zero-always", "--stdout", folder];
  const { stdout } = await run("java", words, { maxBuffer: 64 << 20 });
  await rm(folder, { recursive: true, force: true });
  const place = (url) => Number(url.match(/(\d+)\.html$/)[1]);
  return JSON.parse(stdout).messages.map(({ url, type, message, extract }) => {
    const { path, who } = pages[place(url)];
    return { path, who, type, message, extract: extract?.trim() };
  });
}

const school = await simulatedWhole();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGS });
const port = 20_000 + Math.floor(Math.random() * 20_000);
const phone = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: [...ARGS, `--remote-debugging-port=${port}`],
});
try {
  const advisor = await signedIn(browser, school.url, ADVISOR);
  const manager = await signedIn(browser, school.url, MANAGER);
  const context = await browser.newContext({ baseURL: school.url, locale: "fr-FR" });
  await context.addCookies(advisor);
  const page = await context.newPage();
  await page.goto("/today");
  const person = await page.evaluate(() => {
    const reasons = (line) => line.querySelectorAll(".why li").length;
    const lines = [...document.querySelectorAll(".line")].sort((a, b) => reasons(b) - reasons(a));
    return lines[0].querySelector("h3 a").getAttribute("href");
  });
  await context.close();

  const main = [
    ["/today", "/today"],
    ["the person", person],
  ];
  const measured = [];
  for (const [name, path] of main) {
    const visits = [];
    for (let at = 0; at < RUNS; at += 1) visits.push(await visit(browser, school.url, advisor, path));
    tell(`${name}: first paint ${visits.map(({ paint }) => Math.round(paint)).join(" · ")} ms, ${visits[0].bytes} bytes`);
    const judgements = [];
    for (let at = 0; at < RUNS; at += 1) judgements.push(await judged(port, school.url + path, advisor));
    tell(`${name}: Lighthouse ${judgements.map(({ scores }) => scores.join("/")).join(" · ")} ${judgements[0].lost.join(", ")}`);
    measured.push({ name, visits, judgements });
  }

  const html = [];
  const take = async (who, cookies, paths) => {
    const at = await browser.newContext({ baseURL: school.url });
    await at.addCookies(cookies);
    for (const language of ["fr", "en"]) {
      for (const path of paths) {
        const headers = { "Accept-Language": language };
        const answer = await at.request.get(path, { headers });
        html.push({ who, path: `${path} (${language})`, html: await answer.text() });
      }
    }
    await at.close();
  };
  const pages = ["/today", "/today?hours=0", person, "/students", "/students?sort=contact", "/signals", "/nulle-part"];
  await take("advisor", advisor, pages);
  await take("manager", manager, ["/friday", "/students", "/signals"]);
  await take("nobody", [], ["/login", "/l/nothing"]);
  const messages = await checked(html);
  for (const { path, type, message, extract } of messages) tell(`vnu: ${path}: ${type}: ${message}\n     ${extract}`);
  const errors = messages.filter(({ type }) => type === "error" || type === "non-document-error");
  const version = await run(process.env.CHROMIUM, ["--version"]);
  process.stdout.write(JSON.stringify({ browser: version.stdout.trim(), categories: CATEGORIES, measured, checked: html.length, errors: errors.length }));
} catch (error) {
  tell(error.stack);
  process.exitCode = 1;
} finally {
  await browser.close();
  await phone.close();
  await school.stop();
}
