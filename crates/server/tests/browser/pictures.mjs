// The pictures of the documentation, of the simulated school.
//
//   cargo xtask pictures
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { close, pageOf, open } from "./support/browser.mjs";
import { simulatedWhole, stopAll } from "./support/school.mjs";

const folder = resolve(process.argv[2] ?? "pictures");
const ADVISOR = "c-03@demo.example";
const MANAGER = "responsable@demo.example";
const FIRST = "c-01@demo.example";
const STUDENT = "etudiant@demo.example";
const MENTOR = "mentor@demo.example";
const PHONE = { viewport: { width: 360, height: 740 } };
const DESK = { viewport: { width: 1280, height: 860 } };

async function picture(page, path, name) {
  await page.goto(path);
  // What counts the whole school says so first.
  await page.waitForFunction(() => !document.querySelector("main progress"), null, { timeout: 240_000 });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`      ${name}.png`);
}

await mkdir(folder, { recursive: true });
const school = await simulatedWhole();
for (const theme of ["light", "dark"]) {
  const page = await pageOf(school, ADVISOR, { ...DESK, colorScheme: theme });
  await picture(page, "/today", `today-${theme}`);
  // Whoever has most reasons today has most to show.
  const person = await page.evaluate(() => {
    const reasons = (line) => line.querySelectorAll(".why li").length;
    const lines = [...document.querySelectorAll(".line")].sort((a, b) => reasons(b) - reasons(a));
    return lines[0].querySelector("h3 a").getAttribute("href");
  });
  await picture(page, person, `person-${theme}`);
  const sheet = await pageOf(school, MANAGER, { ...DESK, colorScheme: theme });
  await picture(sheet, "/friday", `friday-${theme}`);
  const own = await pageOf(school, STUDENT, { ...DESK, colorScheme: theme });
  await picture(own, "/me", `student-${theme}`);
  // Whose advisor follows them, and talks with them.
  const first = await pageOf(school, FIRST, { ...DESK, colorScheme: theme });
  await first.goto("/cases");
  // In the language of the page around it.
  const cases = first.locator(".board li", { has: first.locator("q", { hasText: /[éèêàçù]/ }) });
  const one = await cases.locator("h3 a").first().getAttribute("href");
  await picture(first, one, `case-${theme}`);
  await picture(first, `${one.split("/cases/")[0]}/conversation`, `conversation-${theme}`);
  // Of the whole school: there, somebody always waits for it.
  await picture(sheet, "/celebrations?all=1", `celebrations-${theme}`);
  await picture(await pageOf(school, MENTOR, { ...DESK, colorScheme: theme }), "/me", `mentor-${theme}`);
  await picture(sheet, "/mentors", `mentors-${theme}`);
}
const phone = await pageOf(school, ADVISOR, PHONE);
await picture(phone, "/today", "today-phone");
const link = await (await open(school, PHONE)).newPage();
const external = (await school.vigie("worklist", "--all", "--hours", "0", "--format", "csv")).split("\n")[1].split(",")[1];
await picture(link, (await school.vigie("link", "student", external)).trim().split("\n").pop(), "link-phone");
await close();
await stopAll();
