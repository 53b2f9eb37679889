// What a browser sees of the cockpit: one file a story, one after another.
//
//   npm ci
//   VIGIE=../../../../target/debug/vigie npm test
//   NODE_OPTIONS=--test-name-pattern=slow VIGIE=… npm test
import { after, afterEach } from "node:test";
import { close, closeWindows } from "./support/browser.mjs";
import { stopAll } from "./support/school.mjs";

afterEach(closeWindows);
after(async () => {
  await close();
  await stopAll();
});

for (const story of [
  "signing_in",
  "working_a_list",
  "something_new",
  "finding_a_student",
  "what_rings",
  "without_scripts",
  "slow_network",
  "names_and_words",
  "a_full_day",
  "an_empty_day",
  "nothing_here",
  "by_keyboard",
  "every_page",
]) {
  await import(`./stories/${story}.mjs`);
}
