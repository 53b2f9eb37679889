import assert from "node:assert/strict";
import test from "node:test";
import { open, pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

const off = { javaScriptEnabled: false };

test("without_scripts: one signs in and reads the list", async () => {
  const page = await (await open(await simulated(), off)).newPage();
  await page.goto("/");
  await page.getByRole("button", { name: "Samir Bouchareb" }).click();
  await page.waitForURL("**/today");
  assert.ok((await page.locator(".line .why").count()) > 0);
});

test("without_scripts: a contact is written down, and taken back on the next page", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example", off);
  await page.goto("/today");
  const line = page.locator(".line").first();
  const name = await line.locator("h3").innerText();
  const student = await line.getAttribute("id");
  await line.locator("details.note > summary").click();
  await line.locator("textarea").fill("Sans une ligne de script");
  await line.getByRole("button", { name: "Message laissé" }).click();
  await page.waitForURL("**/today");
  const flash = page.locator(".flash");
  assert.match(await flash.innerText(), new RegExp(`${name}.*message laissé`, "s"));
  assert.equal(await page.locator(`.line#${student}`).count(), 0);
  await flash.getByRole("button", { name: "Annuler" }).click();
  await page.waitForURL("**/today");
  assert.equal(await page.locator(`.line#${student}`).count(), 1);
});

test("without_scripts: the hours of the day are applied by a button", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example", off);
  await page.goto("/today?hours=1");
  assert.ok(await page.getByRole("button", { name: "Appliquer" }).isVisible());
});

test("without_scripts: students are searched by a button", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example", off);
  await page.goto("/students?of=all");
  const name = await page.locator(".people tbody th").nth(3).innerText();
  await page.getByRole("searchbox").fill(name);
  await page.getByRole("button", { name: "Chercher" }).click();
  await page.waitForURL(/q=/);
  assert.ok((await page.locator(".people tbody th").allInnerTexts()).includes(name));
});
