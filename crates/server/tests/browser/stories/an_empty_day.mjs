import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { advisors, little } from "../support/little_school.mjs";

test("an_empty_day: an advisor without students is told what comes next, on every page", async () => {
  const page = await pageOf(await little(), advisors.noe);
  for (const [path, said] of [
    ["/today", "Tu n'as pas encore d'étudiants"],
    ["/students", "Tu n'as pas encore d'étudiants"],
    ["/signals", "Tout est calme"],
  ]) {
    await page.goto(path);
    assert.equal(await page.locator(".empty h2").innerText(), said, path);
    assert.ok(await page.locator(".empty a.button").isVisible(), path);
  }
  assert.deepEqual(page.faults, []);
});
