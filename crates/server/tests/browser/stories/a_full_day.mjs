import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { MANY, advisors, little } from "../support/little_school.mjs";

test("a_full_day: 300 people with a reason are cut to the hours there are", async () => {
  const page = await pageOf(await little(), advisors.alix);
  await page.goto("/today?hours=5");
  const lines = await page.locator(".line").count();
  assert.ok(lines > 5 && lines < 30, `${lines} lines`);
  assert.match(await page.locator(".size").innerText(), /personnes attendent encore/);
});

test("a_full_day: all 300 can be seen, and the page still answers to the hand", async () => {
  const page = await pageOf(await little(), advisors.alix);
  await page.goto("/today?hours=0");
  assert.ok((await page.locator(".line").count()) >= MANY - 5);
  const started = Date.now();
  await page.keyboard.press("j");
  await page.locator(".line:focus").waitFor();
  assert.ok(Date.now() - started < 1_000);
});

test("a_full_day: signals are shown with the newest of each reason, and a page at a time", async () => {
  const page = await pageOf(await little(), advisors.alix);
  await page.goto("/signals");
  assert.ok((await page.locator(".group li").count()) < 100);
  await page.locator(".group .after a").first().click();
  await page.waitForURL(/indicator=/);
  assert.ok((await page.locator(".group li").count()) <= 200);
  await page.getByRole("link", { name: "Page suivante" }).click();
  await page.waitForURL(/page=2/);
  assert.ok((await page.locator(".group li").count()) > 0);
});
