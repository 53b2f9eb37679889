import assert from "node:assert/strict";
import test from "node:test";
import { close, pageOf } from "../support/browser.mjs";
import { simulated, stopAll } from "../support/school.mjs";

test("stopping: a server that is told to stop does so, though a page still listens", async () => {
  const page = await pageOf(await simulated(), "c-01@demo.example");
  const listening = page.waitForResponse("**/events");
  await page.goto("/today");
  await listening;
  const codes = await stopAll();
  await close();
  assert.deepEqual([...new Set(codes)], [0]);
});
