import assert from "node:assert/strict";
import test from "node:test";
import { keyboard, pageOf } from "../support/browser.mjs";
import { advisors, little } from "../support/little_school.mjs";

const NOTES = [
  "Prépare son oral, veut répéter une fois à voix haute. On en reparle après.",
  "Semaine chargée, garde le samedi matin. Je te rappelle jeudi à 14h.",
  "A changé d'horaires : plus le soir, le midi. Vu avec elle.",
  "Tout va bien, voulait juste le dire à quelqu'un.",
  "Je lui envoie l'attestation demain matin.",
];

/** Ids of the lines, in the order in which they stand. */
const order = (page) => page.locator(".line").evaluateAll((lines) => lines.map((line) => line.id));

/** The note of a line, written where it stands. */
async function inTheLine(page, keys, text) {
  await keys.press("n");
  await page.locator(".line textarea:focus").waitFor();
  await keys.type(text);
  await promised(page, keys, text);
  await keys.press("Control+Enter");
}

/** The same at the conversation, whose page has all that is known. */
async function atTheConversation(page, keys, text) {
  await keys.press("c");
  await page.waitForURL("**/conversation?**");
  await page.locator("#words:focus").waitFor();
  await keys.type(text);
  await promised(page, keys, text);
  await keys.press("Control+Enter");
  await page.waitForURL("**/today?**");
}

/** What was heard as a promise is ticked. */
async function promised(page, keys, text) {
  if (!/rappelle jeudi|envoie l'attestation/.test(text)) return;
  await page.locator(".heard .promise input").first().waitFor();
  await keys.press("Tab");
  await keys.press("Space");
}

test("fifteen_conversations: a day's work by keyboard alone, from the list", async () => {
  const page = await pageOf(await little(), advisors.alix);
  await page.addInitScript(() => {
    const seen = (event) => event.isTrusted && sessionStorage.setItem("mouse", event.type);
    for (const kind of ["pointerdown", "mousedown", "touchstart"]) addEventListener(kind, seen, true);
  });
  await page.goto("/today?hours=0");
  const first = await order(page);
  assert.ok(first.length >= 15, `${first.length} lines`);
  const keys = keyboard(page);
  const spent = [];
  for (let n = 0; n < 15; n += 1) {
    const before = keys.count;
    await keys.press("j");
    const line = page.locator(".line:focus");
    await line.waitFor();
    const id = await line.getAttribute("id");
    // Down the list, nobody left out and nobody twice.
    assert.equal(id, first[n]);
    const text = NOTES[n % NOTES.length];
    if (n % 3 === 2) {
      await atTheConversation(page, keys, text);
      await page.locator(".written.flash").waitFor();
    } else {
      const top = (await line.boundingBox()).y;
      await inTheLine(page, keys, text);
      const written = page.locator(`.written#${id}`);
      await written.waitFor();
      // The hand is on it, where the line was, and what is below keeps its order.
      await page.locator(`.written#${id}:focus`).waitFor();
      assert.ok(Math.abs((await written.boundingBox()).y - top) < 200);
    }
    const left = await order(page);
    assert.deepEqual(left.filter((one) => first.includes(one)), first.filter((one) => left.includes(one)));
    spent.push(keys.count - before);
  }
  console.log(`      15 conversations: ${keys.count} keys beside the text, ${spent.join(" ")}`);
  assert.ok(Math.max(...spent) <= 12, spent.join(" "));
  assert.equal(await page.evaluate(() => sessionStorage.getItem("mouse")), null);
  assert.deepEqual(page.faults, []);

  // Whoever wants can take the last one back from where the hand is.
  await page.keyboard.press("z");
  await page.locator(".taken-back, .written.flash").first().waitFor();
});
