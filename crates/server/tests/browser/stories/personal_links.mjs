import assert from "node:assert/strict";
import test from "node:test";
import { open, pageOf } from "../support/browser.mjs";
import { advisors, linkOf, little } from "../support/little_school.mjs";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test("personal_links: a student asks for a call from a phone, and it comes up at the advisor's", async () => {
  const school = await little();
  const desk = await pageOf(school, advisors.camille);
  const listening = desk.waitForResponse("**/events");
  await desk.goto("/today");
  await listening;
  const page = await (await open(school, phone)).newPage();
  await page.goto(await linkOf(school, "student", "G-1"));
  await page.locator("#text").fill("Ce soir, si c’est possible 🙏");
  await page.getByRole("button", { name: "Appelez-moi" }).tap();
  await page.getByRole("heading", { name: "Demande d'appel envoyée" }).waitFor();
  const call = desk.locator("#calls .line");
  await call.waitFor();
  assert.match(await call.innerText(), /Gérard Lemoine/);
  assert.match(await call.innerText(), /Ce soir, si c’est possible/);
});

test("personal_links: all is well, said without scripts and taken back", async () => {
  const school = await little();
  const page = await (await open(school, { ...phone, javaScriptEnabled: false })).newPage();
  await page.goto(await linkOf(school, "student", "S-3"));
  await page.getByRole("button", { name: "Tout va bien" }).tap();
  await page.getByRole("heading", { name: "Merci, c'est bon à lire" }).waitFor();
  await page.getByRole("button", { name: "Annuler" }).tap();
  await page.getByRole("heading", { name: "Annulé" }).waitFor();
});

test("personal_links: a mentor records two sessions in two taps", async () => {
  const school = await little();
  const page = await (await open(school, phone)).newPage();
  await page.goto(await linkOf(school, "mentor", "karim"));
  for (const left of [1, 0]) {
    await page.locator(".card").first().getByRole("button", { name: /^Tenue/ }).tap();
    await page.locator(".written").nth(1 - left).waitFor();
    assert.equal(await page.locator(".card").count(), left);
  }
  await page.reload();
  assert.equal(await page.locator(".card").count(), 0);
});

test("personal_links: an expired and a forged link are told apart, kindly", async () => {
  const school = await little();
  const page = await (await open(school, phone)).newPage();
  const good = await linkOf(school, "student", "S-1");
  const forged = await page.goto(`${good.slice(0, -4)}AAAA`);
  assert.equal(forged.status(), 404);
  assert.match(await page.locator("h1").innerText(), /n'est pas complet/);
  const longAgo = new Date(Date.now() - 9 * 86_400_000).toISOString();
  const expired = await page.goto(await linkOf(school, "student", "S-1", "--days", "2", "--clock", longAgo));
  assert.equal(expired.status(), 410);
  assert.match(await page.locator("h1").innerText(), /n'est plus valable/);
});
