import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

const LATENCY_MS = 900;

test("slow_network: a gesture shows that it is under way, and goes out once", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example");
  await page.goto("/today");
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url());
  });
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  const line = page.locator(".line").first();
  const student = (await line.getAttribute("id")).slice(2);
  const button = line.getByRole("button", { name: "Sans réponse" });
  await button.click();
  await button.click({ timeout: 500, force: true }).catch(() => {});
  assert.equal(await line.locator(".gesture.htmx-request").count(), 1, "it is under way");
  await page.locator(`.written#s-${student}`).waitFor();
  await page.waitForTimeout(2 * LATENCY_MS);
  assert.equal(sent.length, 1);
  await page.locator(".undo").click();
  await page.locator(".taken-back").waitFor();
});

test("slow_network: what could not be sent is said, and the note is still there", async () => {
  const page = await pageOf(await simulated(), "c-02@demo.example");
  await page.goto("/today");
  const line = page.locator(".line").first();
  await line.locator("details.note > summary").click();
  await line.locator("textarea").fill("À ne pas perdre");
  await page.route("**/contact", (route) => route.abort());
  await line.getByRole("button", { name: "On s'est parlé" }).click();
  await line.getByRole("alert").waitFor();
  assert.match(await line.getByRole("alert").innerText(), /Rien n'a été enregistré/);
  assert.equal(await line.locator("textarea").inputValue(), "À ne pas perdre");
  await page.reload();
  assert.equal(await page.locator(".line textarea").first().inputValue(), "À ne pas perdre");
});
