// Measures the server under load: searches and answers per second over HTTP by the number of parallel clients, and how
// much slower answers are while documents are added.
//
//   npm run build && npm ci --prefix bench && node bench/http.mjs [--keep FOLDER] [--seconds 5] [--json]
//
//   --chunks N     number of chunks in the store (default 100,000); bench/start.mjs makes it, and --keep keeps it
//   --seconds N    duration of each measurement (default 5; four times as long for answers, since they are slow)
//   --only A,B     only these kinds of calls: cached, fresh, ask, ingest
//   --json         JSON instead of a table; the same is written to bench/results/http.json
//
// Each measurement begins once the server has finished the one before: no call is running, and its processor time
// hardly grows. It is preceded by a second of the same calls, which is not counted. The last lines say which goals are
// reached.
//
// "cached" searches repeat five queries, whose vectors the server remembers; "fresh" ones are asked once each, so that
// each is embedded. "ask" repeats five questions, answered by quotes. Latencies are in whole milliseconds, as a client
// sees them; client and server share the machine's cores. "cpuMs" is the processor time of all threads of the server
// for one call. "loop" is the delay of its event loop in milliseconds, which delays every caller. "load" is the number
// of processes that wanted a core; above the number of cores, times mean little.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { createRandom, generateTexts, queryWords } from "./generate.mjs";
import { startServer } from "./start-server.mjs";

const { values: options } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    seconds: { type: "string", default: "5" },
    only: { type: "string", default: "cached,fresh,ask,ingest" },
    keep: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const folder = options.keep ?? mkdtempSync(join(tmpdir(), "lydian-http-"));
const store = join(folder, `chunks-${options.chunks}`);
const kinds = options.only.split(",");
const CONNECTIONS = [1, 16, 128];
const WARM_UP_SECONDS = 1;
const LOOK_MS = 250;
/** Maximum share of one core that an idle server uses while its metrics are read. */
const QUIET_SHARE = 0.2;
const QUIET_LOOKS = 2;
const MAX_IDLE_WAIT_MS = 120_000;
const ASK_TIMES = 4;
const collection = "/api/v1/collections/default";

if (!existsSync(store)) {
  const made = ["--chunks", options.chunks, "--runs", "1", "--keep", folder];
  execFileSync(process.execPath, [path("start.mjs"), ...made], { stdio: ["ignore", "ignore", "inherit"] });
}

const random = createRandom(1);
const corpus = generateTexts(random, Number(options.chunks));
const words = () => queryWords(random, corpus, 1_000).slice(0, 4).join(" ");
const repeated = Array.from({ length: 5 }, words);

const server = await startServer(store);

async function readMetrics() {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const read = (name) => Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]);
  const delayMs = (quantile) =>
    Math.round(read(`lydian_event_loop_delay_seconds\\{quantile="${quantile}"\\}`) * 10_000) / 10;
  return {
    // The processor time of all threads is meaningful on a busy machine, too.
    cpuMs: read("process_cpu_seconds_total") * 1_000,
    running: read("lydian_http_requests_running"),
    "loop p99.9": delayMs("0.999"),
    "loop max": delayMs("1"),
  };
}

/** Waits until the server does no more work for ended calls. Reading the metrics is itself a call. */
async function waitUntilIdle() {
  const endMs = performance.now() + MAX_IDLE_WAIT_MS;
  for (let quiet = 0, before = await readMetrics(); quiet < QUIET_LOOKS; ) {
    await sleep(LOOK_MS);
    const now = await readMetrics();
    const isQuiet = now.running <= 1 && now.cpuMs - before.cpuMs < LOOK_MS * QUIET_SHARE;
    quiet = isQuiet ? quiet + 1 : 0;
    before = now;
    if (performance.now() > endMs) throw new Error(`The server is still busy: ${now.running} calls are running.`);
  }
}

/** Sends calls for the given time, and returns the measurements. */
async function load({ what, connections, call, bodyOf, isIdleFirst = true, times = 1 }) {
  const ask = (seconds) =>
    autocannon({
      url: server.url,
      connections,
      duration: seconds,
      timeout: 120,
      requests: [
        {
          method: "POST",
          path: `${collection}/${call}`,
          headers: { "content-type": "application/json" },
          setupRequest: (request) => ({ ...request, body: JSON.stringify(bodyOf()) }),
        },
      ],
    });
  if (isIdleFirst) {
    await ask(WARM_UP_SECONDS);
    await waitUntilIdle();
  }
  const before = await readMetrics();
  const result = await ask(times * Number(options.seconds));
  const { requests, latency, errors, non2xx } = result;
  // The delays of the event loop are those since the reading before.
  const { cpuMs, running: _, ...loop } = await readMetrics();
  const usedMs = cpuMs - before.cpuMs;
  return {
    what,
    connections,
    perSecond: Math.round(requests.average * 10) / 10,
    calls: requests.total,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    "p99/p50": Number((latency.p99 / Math.max(1, latency.p50)).toFixed(1)),
    cpuMs: requests.total === 0 ? undefined : Math.round((usedMs / requests.total) * 10) / 10,
    failed: errors + non2xx,
    ...loop,
    load: Number(loadavg()[0].toFixed(1)),
  };
}

let asked = 0;
const next = () => repeated[asked++ % repeated.length];
const calls = {
  cached: { call: "search", bodyOf: () => ({ query: next() }) },
  fresh: { call: "search", bodyOf: () => ({ query: words() }) },
  ask: { call: "ask", times: ASK_TIMES, bodyOf: () => ({ question: `What is ${next()}?` }) },
};

async function sendJson(method, address, body) {
  const response = await fetch(`${server.url}${address}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return response.json();
}

/** Starts to add new documents, so many that embedding them takes longer than the measurement beside it. */
async function startIngest() {
  const texts = generateTexts(createRandom(process.hrtime()[1]), 2_000).texts;
  const form = new FormData();
  form.append("file", new Blob([texts.join("\n\n")]), "ingest.txt");
  const response = await fetch(`${server.url}/api/v1/collections/ingest/documents`, { method: "POST", body: form });
  const { id } = await response.json();
  for (;;) {
    const { status, progress } = await sendJson("GET", `/api/v1/jobs/${id}`);
    if (status !== "waiting" && (progress.embedded > 0 || status !== "running")) return { id, status };
    await sleep(200);
  }
}

const rows = [];
/** Keeps a measurement, and prints it at once in case a later one fails. */
const keep = (row) => {
  rows.push(row);
  console.error(JSON.stringify(row));
};
try {
  // Jobs that a failed measurement left would run beside this one.
  for (const { id, status } of (await sendJson("GET", "/api/v1/jobs")).jobs)
    if (["waiting", "running"].includes(status)) await sendJson("DELETE", `/api/v1/jobs/${id}`);
  // Models and index are loaded by the first calls.
  for (const { call, bodyOf } of Object.values(calls)) await sendJson("POST", `${collection}/${call}`, bodyOf());
  await waitUntilIdle();
  for (const kind of kinds.filter((one) => one in calls))
    for (const connections of CONNECTIONS) keep(await load({ what: kind, connections, ...calls[kind] }));
  if (kinds.includes("ingest")) {
    const alone = await load({ what: "ask, nothing added", connections: 1, ...calls.ask });
    keep(alone);
    const { id, status } = await startIngest();
    if (status !== "running") throw new Error(`The documents were ${status} before anything was measured.`);
    const beside = await load({ what: "ask, documents added", connections: 1, ...calls.ask, isIdleFirst: false });
    const { status: after } = await sendJson("GET", `/api/v1/jobs/${id}`);
    if (after !== "running") throw new Error("The documents were added before the measurement ended.");
    await sendJson("DELETE", `/api/v1/jobs/${id}`);
    keep({ ...beside, slowedBy: Number((alone.perSecond / beside.perSecond).toFixed(2)) });
  }
} finally {
  server.child.kill("SIGTERM");
  await once(server.child, "exit");
  if (options.keep === undefined) rmSync(folder, { recursive: true });
}

/** Compares the figures with their goals. Kinds of calls that were not measured have no line. */
function judge() {
  const best = (what) => Math.max(...rows.filter((row) => row.what === what).map(({ perSecond }) => perSecond));
  const uneven = (row) => row["p99/p50"] > 5;
  const answered = rows.filter(({ calls: made }) => made > 0);
  const slowed = rows.find(({ slowedBy }) => slowedBy !== undefined)?.slowedBy;
  const goals = [
    kinds.includes("cached") && ["300 searches a second, vectors remembered", best("cached") >= 300, best("cached")],
    kinds.includes("fresh") && ["60 searches a second, each question embedded", best("fresh") >= 60, best("fresh")],
    [
      "p99 at most 5 times p50",
      !answered.some(uneven),
      answered
        .filter(uneven)
        .map((row) => `${row.what} at ${row.connections}: ${row["p99/p50"]}`)
        .join(", ") || "all lines",
    ],
    slowed !== undefined && ["answers at most twice as slow while documents are added", slowed <= 2, `${slowed} times`],
    ["no call failed", rows.every(({ failed }) => failed === 0), rows.reduce((sum, { failed }) => sum + failed, 0)],
  ];
  return goals.filter((goal) => goal !== false).map(([goal, isReached, seen]) => ({ goal, isReached, seen }));
}

const report = {
  chunks: Number(options.chunks),
  cores: availableParallelism(),
  processor: cpus()[0]?.model,
  node: process.version,
  rows,
  goals: judge(),
};
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/http.json"), `${JSON.stringify(report, null, 2)}\n`);
if (options.json) console.log(JSON.stringify(report, null, 2));
else {
  console.table(rows);
  for (const { goal, isReached, seen } of report.goals)
    console.log(`${isReached ? "reached" : "MISSED "}  ${goal} (${seen})`);
  console.log(`${report.chunks} chunks, ${report.cores} cores (${report.processor}), Node ${report.node}`);
}
