// Documents that are made to cost as much as possible. Each is added to a separate server; meanwhile and afterwards
// others search and call /healthz.
//
//   npm run build && node bench/hostile-documents.mjs [--only "A;B"] [--seconds 5] [--limit 300] [--json]
//
//   --only "A;B" these documents alone
//   --seconds N  time of searches after the document was added (default 5)
//   --limit N    seconds after which adding is no longer waited for (default 300)
//   --json       JSON instead of a table; the same is written to bench/results/hostile-documents.json
//
// "adding" columns are the longest waits of others while the document is read; "added" columns those afterwards, when
// every search asks about its words or about another document. Milliseconds. "outcome" is what the receipts say.
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { zipSync } from "fflate";
import { startServer, withoutQuotas } from "./start-server.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    seconds: { type: "string", default: "5" },
    limit: { type: "string", default: "300" },
    json: { type: "boolean", default: false },
  },
});
const collection = "/api/v1/collections/default";
/** Longest wait that is within the goal. */
const GOALS_MS = { search: 1_000, health: 250 };
const SENTENCE = "The pump in hall 3 was checked and is in order. ";
const queries = ["pump hall", "What does the door seal cost?", "autoclave", "was checked and is in order", "aaaa"];

const bytesOf = (text) => new TextEncoder().encode(text);
const one = (name, text) => () => ({ [name]: bytesOf(text()) });

/** Files of each hostile document, by names. */
const documents = {
  nothing: () => ({}),
  "one sentence 130,000 times": one("sentence.txt", () => `# Log\n\n${SENTENCE.repeat(130_000)}`),
  "4,000 equal mails": () => {
    const mail = (at) =>
      `From: Cron <cron@clinic.example>\r\nTo: ann@clinic.example\r\nSubject: Pump of hall 3\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\nMessage-ID: <${at}@clinic.example>\r\n\r\n${SENTENCE.repeat(6)}\r\n`;
    const names = Array.from({ length: 4_000 }, (_, at) => [`mail-${at}.eml`, bytesOf(mail(at))]);
    return { "mails.zip": zipSync(Object.fromEntries(names)) };
  },
  "one word of 5 MB": one("word.txt", () => "a".repeat(5_000_000)),
  "10 MB of combining marks": one("marks.txt", () => `e${"\u0301".repeat(5_000_000)}`),
  "5 million CJK letters": one("letters.txt", () =>
    Array.from({ length: 5_000 }, (_, row) =>
      String.fromCodePoint(...Array.from({ length: 1_000 }, (__, at) => 0x4e00 + ((row * 7 + at * 13) % 5_000))),
    ).join(""),
  ),
  "2,000 nested ZIPs": () => {
    const inner = zipSync({ "a.txt": bytesOf(SENTENCE) });
    const names = Array.from({ length: 2_000 }, (_, at) => [`${at}.zip`, inner]);
    return { "nested.zip": zipSync(Object.fromEntries(names)) };
  },
  "a cell of 20 MB": one("cell.csv", () => `name,text\npump,"${SENTENCE.repeat(420_000)}"\n`),
  "100,000 links": one("links.html", () => {
    const links = Array.from({ length: 100_000 }, (_, at) => `<a href="https://clinic.example/${at}">pump ${at}</a>`);
    return `<html><body><main><h1>Links</h1><p>${links.join(" ")}</p></main></body></html>`;
  }),
  "elements nested 10,000 deep": one(
    "deep.html",
    () => `<html><body>${"<div>".repeat(10_000)}${SENTENCE}${"</div>".repeat(10_000)}</body></html>`,
  ),
};

const post = (url, value) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

/** Uploads files and waits for the end of their job; returns what its receipts say. */
async function add(url, files) {
  if (Object.keys(files).length === 0) return "nothing";
  const form = new FormData();
  for (const [name, bytes] of Object.entries(files)) form.append("file", new Blob([bytes]), name);
  const response = await fetch(`${url}${collection}/documents`, { method: "POST", body: form });
  const started = await response.json();
  if (!response.ok) return started.code ?? String(response.status);

  const endMs = performance.now() + Number(options.limit) * 1_000;
  const { id } = started.job ?? started;
  let job = started;
  while (performance.now() < endMs) {
    job = await (await fetch(`${url}/api/v1/jobs/${id}`)).json();
    if (!["queued", "waiting", "running"].includes(job.state ?? job.status)) return outcomeOf(job);
    await sleep(200);
  }
  const { files: read, embedded, embeddedTotal = "unknown" } = job.progress;
  return `after ${options.limit} s: ${read} of ${Object.keys(files).length} files read, ${embedded} of ${embeddedTotal} vectors computed`;
}

function outcomeOf(job) {
  const counts = new Map();
  for (const receipt of job.outcomes ?? []) {
    const kind = receipt.status ?? receipt.kind ?? receipt.outcome;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const written = [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
  return [job.state ?? job.status, written].filter(Boolean).join(": ");
}

/** Calls without a pause until it is stopped; returns the longest wait and the number of failed calls. */
function callAlways(call) {
  let maxMs = 0;
  let failed = 0;
  let isStopped = false;
  const ended = (async () => {
    for (let count = 0; !isStopped; count++) {
      const startedMs = performance.now();
      const isDone = await call(count).then(
        (response) => response.arrayBuffer().then(() => response.ok),
        () => false,
      );
      maxMs = Math.max(maxMs, performance.now() - startedMs);
      if (!isDone) failed++;
      await sleep(5);
    }
  })();
  return async () => {
    isStopped = true;
    await ended;
    return { maxMs: Math.round(maxMs), failed };
  };
}

/** Measures what others wait while some work is done. */
async function measureBeside(url, work) {
  const modes = ["lexical", "hybrid"];
  const stopHealth = callAlways(() => fetch(`${url}/healthz`));
  const stopSearches = callAlways((count) =>
    post(`${url}${collection}/search`, { query: queries[count % queries.length], mode: modes[count % 2] }),
  );
  const result = await work();
  const [health, search] = [await stopHealth(), await stopSearches()];
  return { result, health: health.maxMs, search: search.maxMs, failed: health.failed + search.failed };
}

async function measure(what, store) {
  const { url, child } = await startServer(store, { environment: withoutQuotas });
  try {
    await add(url, { "seal.md": bytesOf("# Prices\n\nThe door seal of the autoclave costs 240 euros.\n") });
    // The models and the code are loaded by the first calls.
    for (const query of queries) await (await post(`${url}${collection}/search`, { query, mode: "hybrid" })).text();

    const files = documents[what]();
    const adding = await measureBeside(url, () => add(url, files));
    const added = await measureBeside(url, () => sleep(Number(options.seconds) * 1_000));
    const [search, health] = [Math.max(adding.search, added.search), Math.max(adding.health, added.health)];
    return {
      what,
      outcome: adding.result,
      "search, adding": adding.search,
      "health, adding": adding.health,
      "search, added": added.search,
      "health, added": added.health,
      failed: adding.failed + added.failed,
      "within goal": search <= GOALS_MS.search && health <= GOALS_MS.health,
      load: Number(loadavg()[0].toFixed(1)),
    };
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}

const folder = mkdtempSync(join(tmpdir(), "lydian-hostile-documents-"));
const rows = [];
try {
  for (const [number, name] of (options.only?.split(";") ?? Object.keys(documents)).entries()) {
    rows.push(await measure(name, join(folder, String(number))));
    console.error(JSON.stringify(rows.at(-1)));
  }
} finally {
  rmSync(folder, { recursive: true });
}
const report = {
  cores: availableParallelism(),
  processor: cpus()[0]?.model,
  node: process.version,
  goalsMs: GOALS_MS,
  rows,
};
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/hostile-documents.json"), `${JSON.stringify(report, null, 2)}\n`);
if (options.json) console.log(JSON.stringify(report, null, 2));
else {
  console.table(rows);
  console.log(`Milliseconds; ${report.cores} cores (${report.processor}), Node ${report.node}`);
}
