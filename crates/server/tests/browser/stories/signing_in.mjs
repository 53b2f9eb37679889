import assert from "node:assert/strict";
import test from "node:test";
import { open } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

test("signing_in: one click enters the simulated school", async () => {
  const page = await (await open(await simulated())).newPage();
  await page.goto("/");
  await page.getByRole("button", { name: "Claire Vasseur" }).click();
  await page.waitForURL("**/today");
  assert.equal(await page.locator("h1").innerText(), "À contacter aujourd'hui");
  assert.match(await page.locator(".me summary").innerText(), /Claire Vasseur/);
});

test("signing_in: a wrong password is said beside the fields, and the address is kept", async () => {
  const page = await (await open(await simulated())).newPage();
  await page.goto("/login?next=/students");
  await page.getByLabel("Adresse électronique").fill("c-01@demo.example");
  await page.getByLabel("Mot de passe").fill("pas le bon");
  await page.getByRole("button", { name: "Entrer" }).click();
  assert.match(await page.getByRole("alert").innerText(), /ne vont pas ensemble/);
  const email = page.getByLabel("Adresse électronique");
  assert.equal(await email.inputValue(), "c-01@demo.example");
  assert.equal(await email.getAttribute("aria-describedby"), "wrong");
});

test("signing_in: a page asked for before signing in comes after it", async () => {
  const page = await (await open(await simulated())).newPage();
  await page.goto("/students?phase=alumni");
  assert.match(page.url(), /\/login\?next=\/students%3Fphase%3Dalumni$/);
});
