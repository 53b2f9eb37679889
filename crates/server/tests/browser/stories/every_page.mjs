import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { open, pageOf } from "../support/browser.mjs";
import { advisors, linkOf, little, others } from "../support/little_school.mjs";
import { simulated } from "../support/school.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The first person on somebody's list. */
async function aPerson(page, of) {
  await page.goto(of);
  return page.locator(".people tbody th a").first().getAttribute("href");
}
/** A dry run that is done. */
async function dryRun(page) {
  const path = "/indicators/no-session/dry-run";
  await page.goto(path);
  if (!(await page.locator("#dry-volume").isVisible())) {
    await page.getByRole("button", { name: "Lancer" }).click();
    await page.locator("#dry-volume").waitFor();
  }
  return path;
}

/** A case of the first person of whom somebody is the advisor, opened with one gesture. */
async function aCase(page) {
  await page.goto(await aPerson(page, "/students?sort=contact"));
  await page.locator(".follow-up button, .follow-up a").first().click();
  await page.waitForURL("**/cases/*");
  return page.url();
}
const link = (...whose) => async () => linkOf(await little(), ...whose);

/** A page in the other language. */
const inEnglish = (path) => async (page) => {
  await page.goto(path);
  const url = new URL(page.url()).origin;
  await page.context().addCookies([{ name: "vigie-language", value: "en", url }]);
  return path;
};

/** [name, school, who, path or how to find it]; nobody is signed in where `who` is missing. */
const pages = [
  ["login", simulated, null, "/login"],
  ["today", simulated, "c-01@demo.example", "/today"],
  ["today, everybody", simulated, "c-02@demo.example", "/today?hours=0"],
  ["today, nobody", little, advisors.noe, "/today"],
  ["today, any script", little, advisors.camille, "/today?hours=0"],
  ["students", simulated, "c-01@demo.example", "/students"],
  ["students, nobody", simulated, "c-01@demo.example", "/students?q=zzzz"],
  ["students, whole school", simulated, "responsable@demo.example", "/students?sort=contact"],
  ["person", simulated, "c-01@demo.example", (page) => aPerson(page, "/students?sort=contact")],
  ["person, any script", little, advisors.camille, (page) => aPerson(page, "/students?q=ليلى")],
  ["case", simulated, "c-01@demo.example", aCase],
  ["cases", simulated, "c-01@demo.example", "/cases"],
  ["cases, nobody", little, advisors.noe, "/cases"],
  ["cases, whole school", simulated, "responsable@demo.example", "/cases"],
  ["conversation", simulated, "c-01@demo.example", async (page) => `${await aPerson(page, "/students?sort=contact")}/conversation`],
  ["conversation, any script", little, advisors.camille, async (page) => `${await aPerson(page, "/students?q=ليلى")}/conversation?way=spoke`],
  ["who follows whom", simulated, "responsable@demo.example", "/caseload"],
  ["who follows whom, little school", little, advisors.manager, "/caseload"],
  ["meanwhile, nothing", simulated, "c-01@demo.example", "/meanwhile"],
  ["good news", simulated, "c-01@demo.example", "/celebrations"],
  ["good news, whole school", simulated, "responsable@demo.example", "/celebrations?all=1"],
  ["good news, nobody's", little, advisors.noe, "/celebrations"],
  ["good news, English", simulated, "responsable@demo.example", inEnglish("/celebrations")],
  ["erasures", simulated, "responsable@demo.example", "/erasures"],
  ["accounts", simulated, "comptes@demo.example", "/accounts"],
  ["what is sensitive", simulated, "c-01@demo.example", async (page) => `${await aPerson(page, "/students?sort=contact")}/sensitive`],
  ["a student's good news", simulated, "etudiant@demo.example", "/me/news"],
  ["a mentor's good news", simulated, "mentor@demo.example", "/me/news"],
  ["friday", simulated, "responsable@demo.example", "/friday"],
  ["friday, little school", little, advisors.manager, "/friday"],
  ["student's link", little, null, link("student", "S-2")],
  ["mentor's link", little, null, link("mentor", "karim")],
  ["a student's own page", simulated, "etudiant@demo.example", "/me"],
  ["a student's own page, English", simulated, "etudiant@demo.example", inEnglish("/me")],
  ["what the school sees", simulated, "etudiant@demo.example", "/me/seen"],
  ["what the school sees, English", simulated, "etudiant@demo.example", inEnglish("/me/seen")],
  ["a student's own page, any script", little, others.layla, "/me"],
  ["what the school sees, any script", little, others.siobhan, "/me/seen"],
  ["a mentor's own page", simulated, "mentor@demo.example", "/me"],
  ["a mentor's own page, English", little, others.karim, inEnglish("/me")],
  ["mentors", simulated, "responsable@demo.example", "/mentors"],
  ["mentors, English", little, advisors.manager, inEnglish("/mentors")],
  ["link that is none", little, null, "/l/nothing"],
  ["signals", simulated, "c-01@demo.example", "/signals"],
  ["signals, whole school", simulated, "responsable@demo.example", "/signals"],
  ["signals, nothing", little, advisors.noe, "/signals"],
  ["indicators", simulated, "responsable@demo.example", "/indicators"],
  ["indicator", simulated, "responsable@demo.example", "/indicators/no-session"],
  ["editor, new", simulated, "responsable@demo.example", "/indicators/new"],
  ["editor, nested groups", simulated, "responsable@demo.example", "/indicators/leave-ending/edit"],
  ["dry run", simulated, "responsable@demo.example", dryRun],
  ["obstacles", simulated, "responsable@demo.example", "/obstacles"],
  ["not found", simulated, "c-01@demo.example", "/nulle-part"],
  ["forbidden", simulated, "c-01@demo.example", "/signals?all=1"],
];

async function visit([, school, who, path], options) {
  const at = await school();
  const page = who ? await pageOf(at, who, options) : await (await open(at, options)).newPage();
  await page.goto(typeof path === "string" ? path : await path(page));
  // Everything that can be opened is looked at, too.
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  return page;
}

for (const which of pages) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every_page: axe finds nothing on ${which[0]} (${colorScheme})`, async () => {
      const page = await visit(which, { colorScheme });
      await page.evaluate(axe);
      const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), LEVELS);
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join("\n  ")}`);
      assert.deepEqual(told, []);
    });
  }

  test(`every_page: nothing is wider than a phone on ${which[0]}`, async () => {
    const page = await visit(which, { viewport: { width: 320, height: 640 } });
    const { wide, who } = await page.evaluate(() => {
      const all = [...document.querySelectorAll("body *")];
      const out = all.filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
      return { wide: document.documentElement.scrollWidth, who: out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)) };
    });
    assert.ok(wide <= 320, `${wide} px: ${who.join("\n")}`);
  });
}
