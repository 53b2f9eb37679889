import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { noPages, onTheWay, pages, visit } from "../support/pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// What the law asks for. axe's "best practices" are matters of taste, and what
// it calls incomplete is for eyes: the pictures are looked at.
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const server = new URL("../../../", import.meta.url);
const visited = new Set();

/** What axe finds on a page as it is drawn now. */
async function violations(page) {
  const found = await page.evaluate(async (tags) => (await axe.run({ runOnly: tags })).violations, LEVELS);
  const told = ({ id, nodes }) =>
    `${id}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join("\n  ")}`;
  return found.map(told);
}

/** What stands out of a window of this width. */
async function tooWide(page) {
  await page.setViewportSize({ width: 320, height: 640 });
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth;
    if (wide <= 320) return [];
    const out = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1,
    );
    return [`${wide} px`, ...out.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))];
  });
}

for (const which of pages) {
  const [template, what, , , , shows] = which;
  const name = what ? `${template}, ${what}` : template;
  for (const language of ["fr", "en"]) {
    test(`every_page: ${name} (${language}) is for everybody, light and dark, and as narrow as a phone`, async () => {
      const page = await visit(which, language, { colorScheme: "light" });
      visited.add(new URL(page.url()).pathname);
      assert.equal(await page.getAttribute("html", "lang"), language);
      const sought = typeof shows === "object" ? shows[language] : shows;
      if (sought) assert.ok((await page.locator(sought).count()) > 0, `no ${sought} to be looked at`);
      await page.evaluate(axe);
      const found = { light: await violations(page) };
      await page.emulateMedia({ colorScheme: "dark" });
      found.dark = await violations(page);
      found.narrow = await tooWide(page);
      assert.deepEqual(found, { light: [], dark: [], narrow: [] });
    });
  }
}

test("every_page: every page of the table of routes was looked at, or is named as none", () => {
  const table = readFileSync(new URL("src/web/routes.rs", server), "utf8");
  const routes = [...table.matchAll(/^ {4}get "([^"]+)"/gm)].map(([, path]) => path);
  assert.ok(routes.length > 40, `only ${routes.length} routes`);
  // A page with a name of its own is not one of those with a parameter.
  const plain = new Set(routes.filter((route) => !route.includes("{")));
  const is = (route) => {
    const pattern = new RegExp(`^${route.replace(/\{\*[^}]+\}/g, ".+").replace(/\{[^}]+\}/g, "[^/]+")}$`);
    return (path) => pattern.test(path) && (route === path || !plain.has(path));
  };
  const missed = routes.filter((route) => !(route in noPages) && ![...visited].some(is(route)));
  assert.deepEqual(missed, []);
  const gone = Object.keys(noPages).filter((route) => !routes.includes(route));
  assert.deepEqual(gone, [], "no such routes any more");
});

test("every_page: every template of a whole page was looked at", () => {
  const folder = new URL("templates/", server);
  const whole = readdirSync(folder).filter((file) =>
    readFileSync(new URL(file, folder), "utf8").startsWith('{% extends "layout.html" %}'),
  );
  const seen = new Set([...pages.map(([template]) => `${template}.html`), ...onTheWay]);
  assert.deepEqual(whole.filter((file) => !seen.has(file)), []);
});
