import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

test("a_person: from the list to the person, a note, and the note stands in their story", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example");
  await page.goto("/today");
  const link = page.locator(".line h3 a").first();
  const name = await link.innerText();
  await link.click();
  await page.waitForURL(/\/students\/[0-9a-f-]{36}$/);
  assert.equal(await page.locator("h1").innerText(), name);
  await page.locator(".now details.note > summary").click();
  await page.locator(".now textarea[name=note]").fill("Cherche un stage à Brest");
  await page.locator(".now button[value=note]").click();
  await page.locator(".written").waitFor();
  await page.reload();
  assert.match(await page.locator("main").innerText(), /Cherche un stage à Brest/);
  assert.deepEqual(page.faults, []);
});

test("a_person: nobody is behind an id that we never gave", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example");
  const answer = await page.goto("/students/00000000-0000-4000-8000-000000000000");
  assert.equal(answer.status(), 404);
});
