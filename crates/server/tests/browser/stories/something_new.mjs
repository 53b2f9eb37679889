import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { advisors, calm, little } from "../support/little_school.mjs";

const now = () => new Date().toISOString();

test("something_new: good news from another process waits, and the list does not move", async () => {
  const school = await little();
  const page = await pageOf(school, advisors.camille);
  const listening = page.waitForResponse("**/events");
  await page.goto("/today");
  await listening;
  const before = await page.locator(".line").evaluateAll((all) => all.map((line) => line.id));
  await school.learns({
    diploma: [{ student: calm.student, enrolment: `${calm.student}-web`, occurred_at: now(), programme: "web" }],
  });
  await page.locator("#news:visible").waitFor();
  assert.match(await page.locator("#news").innerText(), /^1 nouveauté/);
  const after = await page.locator(".line").evaluateAll((all) => all.map((line) => line.id));
  assert.deepEqual(after, before);
  await page.locator("#news").click();
  const good = page.locator(".place.good .line");
  await good.waitFor();
  assert.match(await good.innerText(), /Gérard a son diplôme/);
});

test("something_new: only a call for help comes up by itself", async () => {
  const school = await little();
  const page = await pageOf(school, advisors.alix);
  const listening = page.waitForResponse("**/events");
  await page.goto("/today?hours=1");
  await listening;
  await school.learns({
    community_post: [
      { student: "M-9", occurred_at: now(), space: "#entraide", asks_help: "yes", text: "Quelqu’un peut m’appeler ?" },
    ],
  });
  const call = page.locator("#calls .line");
  await call.waitFor();
  assert.match(await call.innerText(), /Personne 9 Exemple/);
  assert.match(await call.innerText(), /Quelqu’un peut m’appeler/);
  // The line is not only shown: it works.
  await call.getByRole("button", { name: "On s'est parlé" }).click();
  await page.locator("#calls .written").waitFor();
  assert.deepEqual(page.faults, []);
});

test("something_new: a lost connection is said, and it is said when it is back", async () => {
  const page = await pageOf(await little(), advisors.alix);
  await page.goto("/today?hours=1");
  await page.context().setOffline(true);
  await page.locator("#offline:visible").waitFor();
  await page.context().setOffline(false);
  await page.locator("#offline").waitFor({ state: "hidden" });
});
