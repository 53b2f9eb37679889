// Schools to look at: Vigie's own program, on a database that goes away again.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const program = resolve(process.env.VIGIE ?? "../../../../target/debug/vigie");
const started = [];
const run = promisify(execFile);

/** Starts a server and waits until it says where it listens. */
async function serve(folder, database, args) {
  const child = spawn(program, [...args, "--listen", "127.0.0.1:0", "--database", database], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((done) => child.once("exit", done));
  let said = "";
  const url = await new Promise((found, failed) => {
    const read = (chunk) => {
      said += chunk;
      const at = said.match(/http:\/\/[\d.]+:\d+/);
      if (at) found(at[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", failed);
    child.once("exit", (code) => failed(new Error(`vigie ended (${code}):\n${said}`)));
  });
  const school = {
    url,
    /** Another process on the same database. */
    vigie: async (...words) =>
      (await run(program, [...words, "--database", database], { cwd: folder })).stdout,
    folder,
    /** Ctrl-C; its exit code. */
    stop: async () => {
      child.kill("SIGINT");
      const code = await ended;
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
  started.push(school);
  return school;
}

const temporary = () => mkdtemp(join(tmpdir(), "vigie-browser-"));

let simulatedSchool;
/** The simulated school: one for all stories that need no data of their own. */
export function simulated() {
  simulatedSchool ??= (async () => {
    const folder = await temporary();
    return serve(folder, join(folder, "demo.db"), ["demo", "--no-open", "--students", "150"]);
  })();
  return simulatedSchool;
}

/** The simulated school at its full size, as `vigie demo` shows it. */
export async function simulatedWhole() {
  const folder = await temporary();
  return serve(folder, join(folder, "demo.db"), ["demo", "--no-open"]);
}

/** A cell of a CSV file. */
const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;

/** A table without rows: such things are recorded, and there were none. */
export const none = (...columns) => Object.assign([], { columns });

/** Writes tables, `{ name: [{ column: value }] }`, as a folder of CSV files. */
async function writeTables(folder, tables) {
  await mkdir(folder, { recursive: true });
  for (const [name, rows] of Object.entries(tables)) {
    const columns = rows.columns ?? Object.keys(rows[0]);
    const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? "")).join(","));
    await writeFile(join(folder, `${name}.csv`), [columns.join(","), ...lines, ""].join("\n"));
  }
}

export const PASSWORD = "une phrase assez longue";

/** A school of our own making, with accounts for its advisors. */
export async function made(tables, users) {
  const folder = await temporary();
  const database = join(folder, "school.db");
  const vigie = (words, input) => {
    const child = run(program, [...words, "--database", database], { cwd: folder });
    child.child.stdin.end(input ?? "");
    return child;
  };
  await writeTables(join(folder, "csv"), tables);
  await vigie(["import", "csv", "csv"]);
  for (const { email, name, role, advisor, student } of users) {
    const own = advisor ? ["--advisor", advisor] : student ? ["--student", student] : [];
    await vigie(["user", "add", "--email", email, "--name", name, "--role", role, ...own], PASSWORD);
  }
  const school = await serve(folder, database, ["serve"]);
  let batch = 0;
  /** More facts, brought in by another process. */
  school.learns = async (more) => {
    batch += 1;
    await writeTables(join(folder, `more-${batch}`), more);
    await school.vigie("import", "csv", `more-${batch}`);
  };
  return school;
}

export function stopAll() {
  return Promise.all(started.map((school) => school.stop()));
}
