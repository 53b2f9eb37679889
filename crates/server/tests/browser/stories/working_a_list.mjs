import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

test("working_a_list: a contact with a note by keyboard alone, then taken back", async () => {
  const school = await simulated();
  const page = await pageOf(school, "c-01@demo.example");
  await page.goto("/today");
  await page.keyboard.press("j");
  const line = page.locator(".line:focus");
  const name = await line.locator("h3").innerText();
  const student = (await line.getAttribute("id")).slice(2);
  await page.keyboard.press("n");
  await page.keyboard.type("Reprend lundi, « sans pression ».");
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  const written = page.locator(`.written#s-${student}`);
  await written.waitFor();
  assert.match(await written.innerText(), new RegExp(`${name}.*noté`, "s"));

  // The hand is still there: z takes it back.
  await page.keyboard.press("z");
  await page.locator(".taken-back").waitFor();
  assert.match(await page.locator(".taken-back").innerText(), new RegExp(`Annulé pour ${name}`));
  await page.goto("/today");
  assert.equal(await page.locator(`.line#s-${student}`).count(), 1);
  assert.deepEqual(page.faults, []);
});

test("working_a_list: a note being written survives leaving the page", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  await page.goto("/today");
  const line = page.locator(".line").nth(1);
  await line.locator("details.note > summary").click();
  await line.locator("textarea").fill("Elle attend une attestation");
  await page.goto("/students");
  await page.goto("/today");
  assert.equal(await page.locator(".line").nth(1).locator("textarea").inputValue(), "Elle attend une attestation");
  await page.evaluate(() => localStorage.clear());
});
