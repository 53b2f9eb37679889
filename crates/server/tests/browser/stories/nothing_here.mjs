import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

test("nothing_here: an address that leads nowhere says so and leads home", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  for (const path of ["/nulle-part", "/students/pas-un-identifiant/contact"]) {
    const answer = await page.goto(path);
    assert.equal(answer.status(), 404, path);
    assert.match(await page.locator("h1").innerText(), /Cette page n'existe pas/);
  }
  await page.getByRole("link", { name: "Revenir à l'accueil" }).click();
  await page.waitForURL("**/today");
});
