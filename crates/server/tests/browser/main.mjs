// What a browser sees of the cockpit: one file a story, one after another.
//
//   npm ci
//   VIGIE=/path/to/vigie npm test
//   VIGIE=/path/to/vigie npm test slow_network     one story only
import { afterEach } from "node:test";
import { closeWindows } from "./support/browser.mjs";

const stories = [
  "signing_in",
  "the_demo",
  "working_a_list",
  "something_new",
  "personal_links",
  "finding_a_student",
  "a_person",
  "an_indicator_of_our_own",
  "ten_second_note",
  "what_rings",
  "without_scripts",
  "slow_network",
  "names_and_words",
  "a_full_day",
  // After it: it works on the same list.
  "fifteen_conversations",
  "an_empty_day",
  "nothing_here",
  "by_keyboard",
  "every_page",
];
const wanted = process.argv.slice(2);

afterEach(closeWindows);
for (const story of stories) {
  if (wanted.length === 0 || wanted.includes(story)) await import(`./stories/${story}.mjs`);
}
// The last one, because nothing can be looked at after it.
await import("./stories/stopping.mjs");
