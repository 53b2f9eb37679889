import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { advisors, little, people, words } from "../support/little_school.mjs";

test("names_and_words: apostrophes, right-to-left text, emoji and mark-up are shown as written", async () => {
  const page = await pageOf(await little(), advisors.camille);
  await page.goto("/today?hours=0");
  const title = await page.title();
  const names = await page.locator(".line h3").allInnerTexts();
  for (const { given_name, family_name } of people) {
    assert.ok(names.includes(`${given_name} ${family_name}`), `${given_name} in ${names}`);
  }
  const all = await page.locator("main").innerText();
  for (const text of Object.values(words)) {
    const start = text.slice(0, 20);
    assert.ok(all.includes(start), `${start} in ${all}`);
  }
  assert.equal(await page.title(), title, "nobody's words are run");
  assert.deepEqual(page.faults, []);
});

test("names_and_words: people are found by a name with an apostrophe or in another script", async () => {
  const page = await pageOf(await little(), advisors.camille);
  for (const [typed, found] of [["d'angelo", 0], ["oconnor", -1], ["o connor", 0], ["ليلى", 1], ["lefevre", 2]]) {
    await page.goto(`/students?q=${encodeURIComponent(typed)}`);
    const names = await page.locator(".people tbody th").allInnerTexts();
    const expected = found < 0 ? [] : [`${people[found].given_name} ${people[found].family_name}`];
    assert.deepEqual(names, expected, typed);
  }
});

test("names_and_words: a note in any script comes back as it was written", async () => {
  const page = await pageOf(await little(), advisors.camille);
  await page.goto("/today?hours=0");
  const line = page.locator(".line", { hasText: people[1].given_name });
  await line.locator("details.note > summary").click();
  await line.locator("textarea").fill("تحدثنا 🙂 « l'essentiel » <ok>");
  await line.getByRole("button", { name: "Message laissé" }).click();
  const written = page.locator(".written", { hasText: people[1].given_name });
  await written.waitFor();
  await written.getByRole("button", { name: "Annuler" }).click();
  await page.locator(".taken-back").waitFor();
});
