// Prints as cargo's own tests do, so that one count closes them all.
export default async function* report(events) {
  const tally = { passed: 0, failed: 0, ignored: 0 };
  const failures = [];
  const started = Date.now();
  for await (const { type, data } of events) {
    if (type === "test:stdout" || type === "test:stderr") yield data.message;
    if (type !== "test:pass" && type !== "test:fail") continue;
    const skipped = data.skip !== undefined || data.todo !== undefined;
    const verdict = skipped ? "ignored" : type === "test:pass" ? "passed" : "failed";
    tally[verdict] += 1;
    const seconds = (data.details.duration_ms / 1000).toFixed(1);
    yield `test ${data.name} ... ${verdict === "passed" ? "ok" : verdict.toUpperCase()} (${seconds} s)\n`;
    if (verdict === "failed") failures.push([data.name, data.details.error]);
  }
  for (const [name, error] of failures) {
    yield `\n---- ${name} ----\n${(error.cause ?? error).stack ?? error}\n`;
  }
  const verdict = tally.failed > 0 ? "FAILED" : "ok";
  const seconds = ((Date.now() - started) / 1000).toFixed(2);
  yield `\ntest result: ${verdict}. ${tally.passed} passed; ${tally.failed} failed; ` +
    `${tally.ignored} ignored; 0 measured; 0 filtered out; finished in ${seconds}s\n`;
}
