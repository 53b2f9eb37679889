import assert from "node:assert/strict";
import test from "node:test";
import { keyboard, pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

test("ten_second_note: a call, its note and its promise take at most 12 keys beside the text", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example");
  await page.goto("/today");
  const keys = keyboard(page);
  await keys.press("j");
  const name = await page.locator(".line:focus h3").innerText();
  await keys.press("c");
  await page.waitForURL("**/conversation?**");
  await page.locator("#words:focus").waitFor();
  const heard = page.waitForResponse("**/promises/heard");
  await keys.type("A repris le projet, demande une relecture. Je te rappelle jeudi à 14h.");
  await heard;
  await page.locator(".promise").waitFor();
  assert.match(await page.locator(".promise").innerText(), /jeudi .* 14\sh/);
  await keys.press("Tab");
  await keys.press("Space");
  assert.equal(await page.locator(".promise input").isChecked(), true);
  await keys.press("Control+Enter");
  await page.waitForURL("**/today");
  const written = page.locator(".written.flash");
  await written.waitFor();
  assert.match(await written.innerText(), new RegExp(`${name}.*noté`, "s"));
  // What was ticked is not asked again.
  assert.equal(await written.locator(".offer").count(), 0);
  assert.ok(keys.count <= 12, `${keys.count} keys`);
  await written.locator(".undo").click();
  assert.deepEqual(page.faults, []);
});

test("ten_second_note: what is heard comes quickly, and what was ticked stays while one types on", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example");
  await page.goto("/today");
  const talk = await page.locator(".line a.talk").first().getAttribute("href");
  await page.goto(talk);
  const started = Date.now();
  const answer = await page.request.post(talk.replace(/conversation.*/, "promises/heard"), {
    form: { text: "I'll call you on Thursday" },
    headers: { origin: new URL(page.url()).origin },
  });
  assert.equal(answer.status(), 200);
  assert.ok(Date.now() - started < 1_000, "a second is far too long, even on a busy machine");
  await page.locator("#words").pressSequentially("je te rappelle jeudi");
  await page.locator(".promise input").check();
  const again = page.waitForResponse("**/promises/heard");
  await page.locator("#words").pressSequentially(" sans faute");
  await again;
  await page.locator(".promise q", { hasText: "sans faute" }).waitFor();
  assert.equal(await page.locator(".promise input").isChecked(), true);
  await page.evaluate(() => localStorage.clear());
});

test("ten_second_note: without scripts, the promise is offered after the note is kept", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example", { javaScriptEnabled: false });
  await page.goto("/today");
  const talk = await page.locator(".line a.talk").first().getAttribute("href");
  await page.goto(talk.replace(/&back=[^&]*/, ""));
  await page.locator("#words").fill("On s'est parlé. Je vous envoie le lien demain matin.");
  await page.getByRole("button", { name: "Envoyer ou noter" }).click();
  const offer = page.locator(".offer");
  assert.match(await offer.innerText(), /Je vous envoie le lien demain matin/);
  await offer.getByRole("button").click();
  assert.match(await page.locator(".written.flash").innerText(), /promesse faite/);
  await page.locator(".written.flash .undo").click();
});
