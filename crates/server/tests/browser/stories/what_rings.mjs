import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

test("what_rings: groups add up to the count, and one of them can be looked at alone", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  await page.goto("/signals");
  const number = async (text) => Number((await text).match(/\d+/)[0]);
  const counts = await page.locator(".group .count").allInnerTexts();
  const sum = counts.map((text) => Number(text.match(/\d+/)[0])).reduce((a, b) => a + b, 0);
  assert.equal(sum, await number(page.locator(".size").innerText()));
  const name = await page.locator(".group h2").first().innerText();
  await page.getByLabel("Raison").selectOption({ label: name });
  await page.waitForURL(/indicator=/);
  assert.deepEqual(await page.locator(".group h2").allInnerTexts(), [name]);
});

test("what_rings: an advisor asking for the whole school is told kindly that they may not", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  const answer = await page.goto("/signals?all=1");
  assert.equal(answer.status(), 403);
  assert.match(await page.locator("h1").innerText(), /n'est pas pour ton compte/);
});
