// The editor of an indicator: fields, builder, text and preview in step. The
// server reads and writes; here it is only asked, and what it says is shown.
"use strict";
(() => {
  const form = document.getElementById("editor");
  if (!form) return;
  const text = form.elements.condition;
  const builder = document.getElementById("builder");
  const preview = document.getElementById("preview");
  const under = form.querySelector(".under");
  const box = document.getElementById("completion");
  const later = (wait, act) => {
    let timer;
    return (...given) => {
      clearTimeout(timer);
      timer = setTimeout(act, wait, ...given);
    };
  };
  const sent = (more) => {
    const data = new URLSearchParams(new FormData(form));
    data.delete("file");
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    return data;
  };
  /** Only the last answer to a question counts; none, if it was overtaken. */
  const asker = (address, read) => {
    let asked;
    return async (more) => {
      asked?.abort();
      const mine = (asked = new AbortController());
      try {
        const answer = await fetch(address, { method: "POST", body: sent(more), signal: mine.signal });
        return answer.ok ? await read(answer) : null;
      } catch {
        return null;
      }
    };
  };
  const askCheck = asker(form.dataset.check, (answer) => answer.json());
  const askPreview = asker(form.dataset.preview, (answer) => answer.text());

  // What is wrong, under the words that are meant.
  let wrong = [];
  const underline = () => {
    const written = text.value;
    under.replaceChildren();
    let from = 0;
    for (const { part } of wrong) {
      if (!part || part[0] < from) continue;
      const [start, end] = [part[0], Math.max(part[1], part[0] + 1)];
      const mark = document.createElement("mark");
      mark.textContent = written.slice(start, end) || " ";
      under.append(written.slice(from, start), mark);
      from = end;
    }
    under.append(written.slice(from), "\n");
    under.scrollTop = text.scrollTop;
  };
  const paragraph = (told) => {
    const line = document.createElement("p");
    line.className = "mistake";
    if (told.place) {
      const place = document.createElement("span");
      place.className = "place-in-text";
      place.textContent = told.place.join(":");
      line.append(place, " ");
    }
    line.append(told.message);
    if (told.hint) {
      const hint = document.createElement("span");
      hint.className = "hint";
      hint.textContent = told.hint;
      line.append(" ", hint);
    }
    return line;
  };
  const touched = new Set();
  const show = (mistakes) => {
    wrong = mistakes.filter(({ field }) => field === "condition");
    underline();
    for (const place of form.querySelectorAll("[data-told]")) {
      const name = place.dataset.told;
      const said = mistakes.filter(({ field }) => field === name);
      // An empty field is no mistake before anybody was there.
      const quiet = name !== "condition" && !touched.has(name);
      place.replaceChildren(...(quiet ? [] : said.map(paragraph)));
      const field = form.elements[name];
      if (said.length && !quiet) field?.setAttribute?.("aria-invalid", "true");
      else field?.removeAttribute?.("aria-invalid");
    }
  };

  // The builder is drawn by the server; the focus stays where it was.
  const redraw = (html) => {
    const name = builder.contains(document.activeElement) && document.activeElement.name;
    builder.innerHTML = html;
    if (name) builder.querySelector(`[name="${CSS.escape(name)}"]`)?.focus();
  };
  const check = async (more) => {
    const before = text.value;
    const answer = await askCheck(more);
    if (!answer) return;
    const { mistakes, text: written, builder: html, id, file } = answer;
    // What was written meanwhile counts more.
    if (text.value !== before) return;
    if (written !== null && written !== text.value) text.value = written;
    if (html !== null) redraw(html);
    if (form.elements.id && !form.elements.base.value) form.elements.id.placeholder = id;
    form.elements.file.value = file;
    show(mistakes);
    // Rows that no longer say what the text says are not to be worked on.
    builder.inert = !more.do && wrong.length > 0;
    if (!wrong.length) look({});
  };

  // The preview; while the threshold is dragged, only what it changes is drawn.
  let dragging = false;
  const draw = (html) => {
    if (!dragging || !preview.querySelector("#limit")) {
      const focused = preview.contains(document.activeElement) && (document.activeElement.id || document.activeElement.name);
      preview.innerHTML = html;
      if (focused) preview.querySelector(`#${focused}, [name="${focused}"]`)?.focus();
      return;
    }
    const fresh = document.createElement("div");
    fresh.innerHTML = html;
    const same = fresh.querySelector("svg[data-from]")?.dataset;
    const there = preview.querySelector("svg[data-from]").dataset;
    for (const part of fresh.querySelectorAll("[data-part]")) {
      // Bars on another scale would not fit the line that is held.
      if (part.dataset.part === "bars" && (same.from !== there.from || same.to !== there.to)) continue;
      preview.querySelector(`[data-part="${part.dataset.part}"]`)?.replaceWith(part);
    }
  };
  const look = async (more) => {
    const which = form.elements.look?.value ?? preview.querySelector("[name=look]")?.value ?? "";
    const html = await askPreview({ look: which, ...more });
    if (html === null) return;
    if (html.includes("data-none") && preview.querySelector(".so-many")) return;
    draw(html);
    if (preview.querySelector("[data-again]")) setTimeout(look, 400, {});
  };
  if (preview.querySelector("[data-again]")) setTimeout(look, 400, {});

  // The threshold moves: its value is written where it stands.
  const move = (slider) => {
    const value = Number(slider.value);
    const unit = slider.dataset.unit;
    const written = unit ? `${value} ${unit}` : `${value}`;
    const field = form.elements[slider.dataset.field];
    if (!field) return;
    if (field === text) {
      const [start, end] = [Number(slider.dataset.start), Number(slider.dataset.end)];
      text.value = text.value.slice(0, start) + written + text.value.slice(end);
      slider.dataset.end = start + written.length;
    } else field.value = written;
    const svg = preview.querySelector("svg[data-from]");
    const [from, to] = [Number(svg.dataset.from), Number(svg.dataset.to)];
    svg.querySelector(".limit-line").setAttribute("transform", `translate(${(600 * (value - from)) / (to - from)} 0)`);
    const comma = document.documentElement.lang === "fr" ? `${value}`.replace(".", ",") : `${value}`;
    preview.querySelector("output[for=limit]").value = slider.dataset.say.replace("{n}", comma);
    askSoon({ draw: "1" });
  };
  preview.addEventListener("input", (event) => {
    if (event.target.id === "limit") {
      dragging = true;
      move(event.target);
    }
  });
  preview.addEventListener("change", (event) => {
    if (event.target.id === "limit") settle();
    else if (event.target.name === "look") look({ look: event.target.value });
    event.stopPropagation();
  });
  const settle = later(500, () => {
    dragging = false;
    look({});
  });
  preview.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest("svg[data-from]");
    const slider = preview.querySelector("#limit");
    if (!svg || !slider) return;
    event.preventDefault();
    dragging = true;
    svg.setPointerCapture(event.pointerId);
    const to = ({ clientX }) => {
      const { left, width } = svg.getBoundingClientRect();
      const share = (((clientX - left) / width) * 628 - 14) / 600;
      const [low, high] = [Number(slider.min), Number(slider.max)];
      const before = slider.value;
      slider.value = low + Math.min(Math.max(share, 0), 1) * (high - low);
      if (slider.value !== before) move(slider);
    };
    to(event);
    svg.addEventListener("pointermove", to);
    const end = () => {
      svg.removeEventListener("pointermove", to);
      slider.focus();
      settle();
    };
    svg.addEventListener("pointerup", end, { once: true });
    svg.addEventListener("pointercancel", end, { once: true });
  });

  // Whatever is typed is checked; rows write the text, the text draws rows.
  const askSoon = later(40, (more) => check(more));
  form.addEventListener("input", (event) => {
    const { target } = event;
    if (target.name === "file" || target.name === "reason" || preview.contains(target)) return;
    touched.add(target.name);
    if (builder.contains(target)) {
      if (target.matches("[data-value]")) askSoon({ do: "build" });
    } else askSoon(target === text || /^t\./.test(target.name) ? { draw: "1" } : {});
    if (target === text) {
      underline();
      complete();
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-shape]")) check({ do: "build", draw: "1" });
  });
  builder.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-value]")) askSoon({ do: "build", draw: "1" });
  });
  builder.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button) return;
    event.preventDefault();
    check({ do: button.value, draw: "1" });
  });
  text.addEventListener("scroll", () => (under.scrollTop = text.scrollTop));
  const unsaved = () => form.classList.add("changed");
  form.addEventListener("input", unsaved);
  form.addEventListener("submit", () => form.classList.remove("changed"));
  addEventListener("beforeunload", (event) => {
    if (form.classList.contains("changed")) event.preventDefault();
  });
  underline();

  // Words complete themselves from the catalogue, with what they mean.
  let catalogue;
  const known = async () => (catalogue ??= await (await fetch(form.dataset.catalogue)).json());
  const word = () => {
    const before = text.value.slice(0, text.selectionStart);
    return before.match(/(\$?[\w]*)$/)[0];
  };
  const plain = (said) => said.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const proposals = async (typed) => {
    const thresholds = [...form.elements].filter(({ name }) => /^t\.\d+\.name$/.test(name ?? "") );
    const own = thresholds.map((field) => ({
      name: `$${field.value}`,
      label: form.elements[field.name.replace("name", "value")].value,
      meaning: form.elements[field.name.replace("name", "fr")].value,
    }));
    const wanted = plain(typed);
    const fits = ({ name, label }) =>
      name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : plain(label).includes(wanted) ? 2 : 3;
    const quoted = /(\w+)\s*(?:==|!=)\s*"?$/.exec(text.value.slice(0, text.selectionStart - typed.length));
    const words = quoted && (await known()).find(({ name }) => name === quoted[1])?.words;
    if (words?.length) return words.filter((one) => one.startsWith(wanted)).map((name) => ({ name, label: "", meaning: "", word: true }));
    const all = typed.startsWith("$") ? own : [...(await known()), ...own];
    return all.map((one) => [fits(one), one]).filter(([how]) => how < 3).sort((a, b) => a[0] - b[0]).slice(0, 12).map(([, one]) => one);
  };
  let chosen = 0;
  let offered = [];
  const close = () => {
    box.hidden = true;
    offered = [];
    text.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    chosen = (at + offered.length) % offered.length;
    [...box.children].forEach((item, n) => item.setAttribute("aria-selected", n === chosen));
    const item = box.children[chosen];
    item.scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", item.id);
  };
  const take = () => {
    const { name, word: bare } = offered[chosen];
    const typed = word();
    const end = text.selectionStart;
    const before = text.value.slice(0, end - typed.length);
    const put = bare ? `${before.endsWith('"') ? "" : '"'}${name}"` : name;
    text.setRangeText(put, end - typed.length, end, "end");
    close();
    text.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };
  const complete = async (always = false) => {
    const typed = word();
    if (typed.length < 2 && !always && typed !== "$") return close();
    const found = await proposals(typed);
    if (typed !== word() || !found.length || (found.length === 1 && found[0].name === typed)) return close();
    offered = found;
    box.replaceChildren(
      ...found.map(({ name, label, meaning }, n) => {
        const item = document.createElement("li");
        item.role = "option";
        item.id = `completion-${n}`;
        const strong = document.createElement("strong");
        strong.textContent = name;
        const says = document.createElement("span");
        says.textContent = [label, meaning].filter(Boolean).join(". ");
        item.append(strong, says);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(n);
          take();
        });
        return item;
      }),
    );
    box.hidden = false;
    choose(0);
  };
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", "completion");
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === " ") {
      event.preventDefault();
      complete(true);
      return;
    }
    if (box.hidden) return;
    const act = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: take,
      Tab: take,
      Escape: close,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  text.addEventListener("blur", () => setTimeout(close, 150));
})();
