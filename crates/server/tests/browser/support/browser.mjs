// One Chromium, and a way in for everybody.
import { chromium } from "playwright-core";
import { PASSWORD } from "./school.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
// Chromium's own sandbox refuses to run as root, as in a container.
const args = ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
let launched;
const opened = new Set();
const signedIn = new Map();

export async function close() {
  await (await launched)?.close();
}

/** Closes the windows of a story. */
export async function closeWindows() {
  const windows = [...opened];
  opened.clear();
  await Promise.all(windows.map((context) => context.close()));
}

/** A window of its own: no cookie of another story. */
export async function open(school, options = {}) {
  launched ??= chromium.launch({ executablePath, args });
  const context = await (await launched).newContext({
    baseURL: school.url,
    locale: "fr-FR",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(30_000);
  opened.add(context);
  return context;
}

/** What a page of this school sends with a form. */
export const from = (school) => ({ origin: new URL(school.url).origin });

/** A page of somebody signed in. Signing in is limited, so it is done once. */
export async function pageOf(school, email, options = {}) {
  const key = `${school.url} ${email}`;
  if (!signedIn.has(key)) {
    const context = await open(school);
    const [path, form] = email.endsWith("@demo.example")
      ? ["/login/demo", { email }]
      : ["/login", { email, password: PASSWORD }];
    const answer = await context.request.post(path, { form, headers: from(school), maxRedirects: 0 });
    if (answer.status() !== 303) throw new Error(`${email} can't sign in: ${answer.status()}`);
    signedIn.set(key, await context.storageState());
  }
  const context = await open(school, { ...options, storageState: signedIn.get(key) });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(message.text());
  });
  return page;
}

/** A keyboard that counts what is not text. */
export function keyboard(page) {
  const keys = {
    count: 0,
    /** A key, or keys held together: each is one. */
    press: async (key) => {
      keys.count += key.split("+").length;
      await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
  };
  return keys;
}
