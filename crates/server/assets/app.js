// Everything works without this file; with it, the list stays under the hand.
"use strict";
document.documentElement.classList.add("scripted");
const $ = (what, where = document) => where.querySelector(what);
const $$ = (what, where = document) => [...where.querySelectorAll(what)];

// The hours control applies itself.
for (const form of $$("form[data-autosubmit]")) {
  form.addEventListener("input", (event) => {
    const output = $(`output[for="${event.target.id}"]`, form);
    if (output) output.value = event.target.value.replace(".", document.documentElement.lang === "fr" ? "," : ".") + " h";
  });
  form.addEventListener("change", () => form.requestSubmit());
}

// Nothing typed is ever lost: a note being written is kept until it is sent.
const kept = (form) => `draft:${form.dataset.draft}`;
for (const form of $$("form[data-draft]")) {
  const draft = JSON.parse(localStorage.getItem(kept(form)) ?? "null");
  if (!draft) continue;
  for (const [name, value] of Object.entries(draft)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  const note = $("details.note", form);
  if (note) note.open = true;
}
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  const typed = {};
  for (const field of $$("textarea,select,input:not([type=hidden],[type=checkbox],[data-fresh])", form)) {
    if (field.value && (field.type !== "radio" || field.checked)) typed[field.name] = field.value;
  }
  if (Object.keys(typed).length) localStorage.setItem(kept(form), JSON.stringify(typed));
  else localStorage.removeItem(kept(form));
});
const sent = (form) => form?.dataset?.draft && localStorage.removeItem(kept(form));
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-hx-post]")) sent(event.target);
});

// Sending a part of the page: keep the focus near, and say what failed.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail ?? {};
  if (ctx?.response?.raw?.ok ?? ctx?.response?.status < 400) sent(ctx?.sourceElement?.closest?.("form"));
});
// The hand stays where it was: on what the line has become.
let hand = null;
document.addEventListener("submit", (event) => (hand = event.target.closest?.(".line, .written")?.id ?? null), true);
document.addEventListener("htmx:after:swap", () => {
  const here = hand && document.getElementById(hand);
  if (here && document.activeElement === document.body) here.focus({ preventScroll: true });
});
// A list that was searched is found again on coming back to it.
document.addEventListener("htmx:after:swap", () => {
  const form = $("form[data-address]");
  if (!form) return;
  const given = [...new FormData(form)].filter(([, value]) => value);
  history.replaceState(null, "", `${form.action}?${new URLSearchParams(given)}`);
});
const failed = (event) => {
  const form = event.target.closest?.("form");
  if (!form || $(".failed", form)) return;
  const notice = $("#failed").content.firstElementChild.cloneNode(true);
  notice.classList.add("failed");
  form.prepend(notice);
};
document.addEventListener("htmx:error", failed);

// Keys: j and k move, 1 to 5 say what came of it, n opens the note.
const lines = () => $$(".line, .written:not(.flash)");
const current = () => document.activeElement?.closest?.(".line, .written");
// After a conversation, the list is taken up where it was left.
const left = "left";
const remembered = () => {
  const after = JSON.parse(sessionStorage.getItem(left) ?? "[]");
  sessionStorage.removeItem(left);
  return after.map((id) => document.getElementById(id)).find((line) => line?.matches(".line"));
};
const leave = (line) => {
  const all = lines();
  const after = all.slice(all.indexOf(line) + 1).map((one) => one.id);
  sessionStorage.setItem(left, JSON.stringify([line.id, ...after]));
};
const move = (by) => {
  const all = lines();
  const at = all.indexOf(current());
  const next = at < 0 ? (by > 0 && remembered()) || all[0] : all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.closest?.(".gesture")) {
    current()?.focus();
    return;
  }
  if (event.target.matches?.("input,textarea,select")) return;
  const line = current();
  const act = {
    j: () => move(1),
    k: () => move(-1),
    z: () => ($(".undo", line ?? document) ?? $(".undo"))?.click(),
    o: () => {
      if (line?.matches(".line")) leave(line);
      $("h3 a, p a", line ?? undefined)?.click();
    },
    c: () => {
      const talk = line && $("a.talk", line);
      if (!talk) return;
      leave(line);
      talk.click();
    },
    n: () => {
      const note = line && $("details.note", line);
      if (!note) return;
      note.open = true;
      $("textarea", note).focus();
    },
  }[event.key] ?? (line && /^[1-5]$/.test(event.key) ? () => $(`[data-key="${event.key}"]`, line)?.click() : null);
  if (!act) return;
  event.preventDefault();
  act();
});

// Promises are heard while one types; what was ticked stays ticked. Of a message
// that leaves later, days are counted from then.
const listening = new WeakMap();
const hearIn = async (form) => {
  const box = $(".heard", form);
  const leaves = $("details[open] [name=send_at]", form)?.value ?? "";
  const mine = new AbortController();
  listening.set(form, mine);
  try {
    const body = new URLSearchParams({ text: $("textarea", form).value, send_at: leaves });
    const answer = await fetch(form.dataset.heard, { method: "POST", body, signal: mine.signal });
    if (!answer.ok) return;
    const html = await answer.text();
    // A box by its name, one of several days by the day: the words go on.
    const called = (input) => input.name + (input.type === "radio" ? ` ${input.value.split(" ")[0]}` : "");
    const ticked = $$("input:checked", box).map(called);
    const picked = $("input[type=date]", box)?.value;
    box.innerHTML = html.trim();
    for (const input of $$("input:not([type=hidden])", box)) if (ticked.includes(called(input))) input.checked = true;
    if (picked && $("input[type=date]", box)) $("input[type=date]", box).value = picked;
  } catch {
    // A newer text is on its way, or nobody is there to ask: nothing is lost.
  }
};
const hearSoon = (event, what) => {
  const form = event.target.closest?.("form[data-heard]");
  if (!form || !event.target.matches(what)) return;
  listening.get(form)?.abort?.();
  clearTimeout(form.soon);
  form.soon = setTimeout(() => hearIn(form), 150);
};
document.addEventListener("input", (event) => hearSoon(event, "textarea, [name=send_at]"));
// To leave later, or now after all.
document.addEventListener("toggle", (event) => hearSoon(event, "details:has([name=send_at])"), true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  // In a line, what is typed is a note of a conversation.
  const form = event.target.closest?.(".composer, .gesture");
  const send = form && $("button.primary, [data-key='1']", form);
  if (!send) return;
  event.preventDefault();
  event.target.form.requestSubmit(send);
});

// What is new waits; only a call for help interrupts.
if ($("[data-live]")) {
  const offline = $("#offline");
  const button = $("#news");
  let count = 0;
  const tell = () => {
    count += 1;
    button.hidden = false;
    button.textContent = count === 1 ? button.dataset.one : button.dataset.many.replace("{n}", count);
  };
  const stream = new EventSource("/events");
  stream.onopen = () => (offline.hidden = true);
  stream.onerror = () => (offline.hidden = navigator.onLine && stream.readyState !== EventSource.CLOSED);
  stream.addEventListener("news", tell);
  stream.addEventListener("again", tell);
  stream.addEventListener("call", async (event) => {
    const answer = await fetch(`/today/call/${event.data}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return tell();
    $(`#s-${event.data}`)?.remove();
    $("#calls").insertAdjacentHTML("beforeend", await answer.text());
    window.htmx?.process?.($("#calls"));
  });
  addEventListener("pagehide", () => stream.close());
}
addEventListener("offline", () => ($("#offline").hidden = false));
addEventListener("online", () => ($("#offline").hidden = true));

// A personal link is copied with one tap.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const address = $(".address", button.closest(".given-link"));
  address?.select();
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    document.execCommand("copy");
  }
  button.textContent = button.dataset.copied;
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
