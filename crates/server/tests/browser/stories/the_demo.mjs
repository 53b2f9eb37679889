import assert from "node:assert/strict";
import test from "node:test";
import { open } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

/** Comes in by one click, as somebody of the simulated school. */
async function comesInAs(who) {
  const page = await (await open(await simulated())).newPage();
  await page.goto("/login");
  const button = page.locator(".guests ul").first().locator(`.guest[value="${who}@demo.example"]`);
  assert.equal(await button.count(), 1, who);
  await Promise.all([page.waitForEvent("load"), button.click()]);
  return page;
}

/** Something is there, at a path or where one stands. */
async function has(page, path, ...selectors) {
  if (new URL(page.url()).pathname !== path) await page.goto(path);
  for (const selector of selectors) {
    assert.ok((await page.locator(selector).count()) > 0, `${path} has no ${selector}`);
  }
}

/** Words that somebody wrote about others' good news. */
async function wroteAWord(page) {
  const words = await page.locator("textarea[name=text]").evaluateAll((all) => all.map((one) => one.value));
  assert.ok(words.some((one) => one.length > 10), `no word about ${words.length} pieces of news`);
}

test("the_demo: an advisor's morning, follow-ups and good news", async () => {
  const page = await comesInAs("c-01");
  await has(page, "/today", ".line");
  await has(page, "/cases", ".board li");
  await has(page, "/celebrations", ".joy, .joys-done li");
});

test("the_demo: the whole school, for whoever looks after it", async () => {
  const page = await comesInAs("responsable");
  await has(page, "/friday", "main section", "table");
  await has(page, "/cases", ".board li");
  await has(page, "/celebrations", ".kudos li");
  await has(page, "/mentors", "main li, main tbody tr");
});

test("the_demo: a mentor's sessions, students, and a worry that ended well", async () => {
  const page = await comesInAs("mentor");
  await has(page, "/me", ".card", ".mentee", "#worries + .worries li, section[aria-labelledby=worries] li");
  const worries = await page.locator("section[aria-labelledby=worries] li").allInnerTexts();
  assert.ok(worries.some((told) => /nous l'a confirmé/.test(told)), worries.join("\n"));
  await has(page, "/me/news", ".card");
  await wroteAWord(page);
});

test("the_demo: a student's road, people, conversation, follow-up and news of others", async () => {
  const page = await comesInAs("etudiant");
  await has(page, "/me", ".whys li", ".around-me div", ".spoken .ours", ".spoken .theirs", "section[aria-labelledby=came] li");
  await has(page, "/me/seen", ".days li");
  await has(page, "/me/news", ".card");
  await wroteAWord(page);
});

test("the_demo: an English student's own page", async () => {
  const page = await comesInAs("student");
  await has(page, "/me", ".around-me div", ".spoken .ours");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});
