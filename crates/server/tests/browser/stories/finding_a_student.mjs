import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

test("finding_a_student: the list follows what is typed and says how many there are", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  await page.goto("/students?of=all");
  const everybody = await page.locator("#found").innerText();
  const name = await page.locator(".people tbody th").first().innerText();
  await page.getByRole("searchbox").pressSequentially(name.split(" ").at(-1).toLowerCase());
  await page.waitForFunction((before) => document.querySelector("#found").textContent !== before, everybody);
  assert.ok((await page.locator(".people tbody th").allInnerTexts()).includes(name));
  assert.match(page.url(), /q=/, "coming back finds the same list");
  assert.deepEqual(page.faults, []);
});

test("finding_a_student: nobody found is said, with a way on", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  await page.goto("/students?q=zzzz");
  assert.equal(await page.locator("#found").innerText(), "Personne");
  await page.locator(".empty a").click();
  assert.match(await page.locator("#found").innerText(), /^\d+ personnes$/);
});

test("finding_a_student: the next page has other people", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  await page.goto("/students?of=all");
  const first = await page.locator(".people tbody th").allInnerTexts();
  assert.equal(first.length, 50);
  await page.getByRole("link", { name: "Page suivante" }).click();
  await page.waitForURL(/page=2/);
  const second = await page.locator(".people tbody th a").evaluateAll((all) => all.map((a) => a.href));
  assert.equal(new Set(second).size, second.length);
  assert.notDeepEqual(await page.locator(".people tbody th").allInnerTexts(), first);
});
