import assert from "node:assert/strict";
import test from "node:test";
import { pageOf } from "../support/browser.mjs";
import { advisors, calm, little } from "../support/little_school.mjs";

const NAME = "Des nouvelles fraîches";

/** Clicks a button that opens only with its details. */
async function act(page, version, button, reason) {
  const one = page.locator(".version", { hasText: `version ${version}` }).first();
  await one.locator("summary").click();
  await one.getByLabel("Pourquoi ?").fill(reason);
  await one.getByRole("button", { name: button }).click();
  await page.locator(".audit").waitFor();
}

test("an_indicator_of_our_own: written, tried, in force, useful, and found in the audit", async () => {
  const school = await little();
  const page = await pageOf(school, advisors.manager);
  await page.goto("/indicators");
  await page.getByRole("link", { name: "Nouvel indicateur" }).click();

  // The text writes the builder, and mistakes stand under the words.
  const text = page.locator("#condition");
  await text.fill("days_unseen < 4 d && contactd");
  const wrong = page.locator("[data-told=condition] .mistake");
  await wrong.waitFor();
  assert.match(await wrong.innerText(), /contactd.*contacted/s);
  assert.equal(await page.locator(".under mark").innerText(), "contactd");
  // A word is completed.
  await text.press("End");
  await text.press("Backspace");
  await text.pressSequentially("e");
  await page.locator(".completion li").first().waitFor();
  await text.press("Enter");
  assert.match(await text.inputValue(), /contacted/);
  await page.waitForFunction(() => document.querySelectorAll("#builder .part-line").length === 2);

  // The builder writes the text.
  await page.locator("[name='b.1.value']").fill("3");
  await page.waitForFunction(() => document.getElementById("condition").value.includes("days_unseen < 3 d"));
  await page.locator(".so-many strong", { hasText: /Vrai aujourd'hui pour \d+ personne/ }).waitFor();
  assert.match(await page.locator(".who-rings").innerText(), /Gérard Lemoine/);

  // The threshold moves by keyboard, and the text follows.
  const slider = page.locator("#limit");
  await slider.focus();
  await slider.press("ArrowRight");
  await page.waitForFunction(() => document.getElementById("condition").value.includes("days_unseen < 4 d"));

  await page.getByRole("button", { name: "Enlever le seuil quiet" }).click();
  // Stronger than whatever else rings: what helped is said of the strongest.
  await page.locator("[name=severity]").selectOption("urgent");
  await page.locator("[name=fr_name]").fill(NAME);
  await page.locator("[name=fr_wording]").fill("{ $name } vient de nous parler. On garde le fil ?");
  await page.locator("[name=en_name]").fill("Fresh news");
  await page.locator("[name=en_wording]").fill("{ $name } has just talked with us. Shall we keep in touch?");
  await page.getByRole("button", { name: "Enlever la valeur n" }).click();
  await page.getByRole("button", { name: "Garder comme brouillon" }).click();
  await page.waitForURL("**/indicators/fresh-news");

  // What it would have done.
  await page.getByRole("link", { name: "Marche à blanc" }).click();
  await page.getByRole("button", { name: "Lancer" }).click();
  await page.getByRole("heading", { name: "Combien de fois il aurait sonné" }).waitFor();
  await page.goto("/indicators/fresh-news");

  await act(page, 1, "Essayer en silence", "pour voir");
  assert.match(await page.locator("#whom").innerText(), /sonnerait aujourd'hui pour \d+ personne/);
  await act(page, 1, "Mettre en service", "l'équipe le veut");
  if (await page.locator(".exceeded").isVisible()) {
    await page.locator(".exceeded input[name=reason]").fill("l'équipe le veut");
    await page.getByRole("button", { name: "Mettre en service quand même" }).click();
  }
  await page.locator(".audit", { hasText: "l'équipe le veut" }).waitFor();

  // It rings for one student; her advisor says that it helped.
  const camille = await pageOf(school, advisors.camille);
  await camille.goto("/signals");
  const group = camille.locator(".group", { hasText: NAME });
  await group.locator("a.name", { hasText: calm.family_name }).click();
  await camille.locator("details.note summary").first().click();
  await camille.getByRole("radio", { name: "ça a aidé" }).first().check({ force: true });
  await camille.getByRole("button", { name: "On s'est parlé" }).first().click();
  await camille.locator(".written").first().waitFor();

  await page.goto("/indicators/fresh-news");
  const audit = await page.locator(".audit").innerText();
  for (const told of ["en service", "à l'essai", "brouillon", "pour voir"]) assert.ok(audit.includes(told), audit);
  assert.match(await page.locator(".numbers-of").innerText(), /A aidé\s+1 sur 1/);
  // The other stories' school is as it was.
  await act(page, 1, "Retirer", "fini");
  assert.deepEqual([...page.faults, ...camille.faults], []);
});
