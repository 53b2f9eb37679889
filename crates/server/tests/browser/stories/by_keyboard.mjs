import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { simulated } from "../support/school.mjs";

/** What shows that the focus is here: an outline, or a mark of the line. */
const seen = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const line = element.matches(".line") && parseFloat(style.borderLeftWidth) >= 3;
    return { what: element.outerHTML.slice(0, 80), visible: outline || line };
  });

for (const path of ["/today", "/students", "/signals"]) {
  test(`by_keyboard: wherever one tabs on ${path}, the focus is seen`, async () => {
    const page = await pageOf(await simulated(), "c-01@demo.example");
    await page.goto(path);
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press("Tab");
      const focus = await seen(page);
      if (focus.what.startsWith("<body")) break;
      assert.ok(focus.visible, focus.what);
    }
  });
}

test("by_keyboard: the first stop leads past the frame to the content", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  await page.goto("/today");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});
