// Soaks a real `lydian serve` for an hour: mixed calls at a fixed rate, while its memory is measured.
//
//   npm run build && node bench/soak.mjs [--minutes 60] [--rate 4] [--documents 200] [--json]
//
//   --minutes N     duration (default 60)
//   --rate N        calls a second, whether or not earlier ones have been answered (default 4)
//   --documents N   number of files in the folder that is synced (default 200)
//   --json          JSON instead of a table; the same is written to bench/results/soak.json
//
// Calls are searches, answers as JSON and as events, answers whose caller disconnects, uploads, deletions, and syncs of
// the folder after its files change. Every thirty seconds (sooner in a short run) the program reads resident memory,
// heap, open files and the event loop's delay from /metrics. The verdict is the slope of the resident memory after the
// first quarter, with an interval that allows for correlated samples. The server's data are in a temporary folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fitSlope } from "./fit-slope.mjs";
import { createRandom, wordOf } from "./generate.mjs";

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    rate: { type: "string", default: "4" },
    documents: { type: "string", default: "200" },
    json: { type: "boolean", default: false },
  },
});
const minutes = Number(options.minutes);
const MEBIBYTE = 2 ** 20;
/** Maximum number of open calls. With more, the server does not keep up, and a queue's memory would be measured. */
const MAX_RUNNING = 40;
const MAX_UPLOADS = 60;
/** Maximum growth that counts as none, since the allocator and SQLite's cache vary a little. */
const FLAT_MIB_PER_HOUR = 10;
const SAMPLE_MS = Math.min(30_000, Math.max(2_000, (minutes * 60_000) / 60));

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "lydian-soak-"));
const files = join(folder, "files");
const random = createRandom(1);
const below = (count) => Math.floor(random() * count);

const PLACES = ["workshop", "laboratory", "archive", "kitchen", "greenhouse", "library", "boathouse", "print room"];
let lastNumber = 0;
/** Writes a document of new facts, so that no vector is cached and the answers can be checked. */
function writeDocument() {
  const facts = Array.from({ length: 12 }, () => {
    const name = wordOf(2_000 + lastNumber++);
    const place = PLACES[below(PLACES.length)];
    const costs = 10 + below(900);
    return {
      question: `What does the ${place} of ${name} cost?`,
      text: `The ${place} of ${name} costs ${costs} euros for a day. It opens at ${7 + below(4)}:30 and has room for ${2 + below(60)} people; anyone who books it calls the porter two days before.`,
    };
  });
  return { facts, text: `# Rooms, list ${lastNumber}\n\n${facts.map(({ text }) => text).join("\n\n")}\n` };
}

mkdirSync(files);
const questions = [];
const remember = ({ facts }) => {
  questions.push(...facts.map(({ question }) => question));
  questions.splice(0, Math.max(0, questions.length - 2_000));
};
const writeFile = (number) => {
  const document = writeDocument();
  remember(document);
  writeFileSync(join(files, `rooms-${number}.md`), document.text);
};
for (let number = 0; number < Number(options.documents); number++) writeFile(number);
const question = () => questions[below(questions.length)];

const server = spawn(
  process.execPath,
  [path("../dist/cli/lydian.js"), "serve", "--port", "0", "--json", "--store", join(folder, "store")],
  { stdio: ["ignore", "pipe", "ignore"] },
);
const [line] = await once(createInterface({ input: server.stdout }), "line");
const { url } = JSON.parse(line);
const collection = `${url}/api/v1/collections/default`;

const post = (address, body, more = {}) =>
  fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...more.headers },
    body: JSON.stringify(body),
    signal: more.signal ?? AbortSignal.timeout(120_000),
  });

async function readJson(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${body.code}`);
  return body;
}

async function finishJob({ id }) {
  for (;;) {
    const job = await readJson(await fetch(`${url}/api/v1/jobs/${id}`));
    if (job.status === "failed") throw new Error(`a job failed: ${job.error?.code}`);
    if (job.status !== "waiting" && job.status !== "running") return job;
    await sleep(500);
  }
}

const uploaded = [];
const sync = async (body) => finishJob(await readJson(await post(`${collection}/jobs`, { kind: "sync", ...body })));

const calls = {
  search: { weight: 64, run: async () => readJson(await post(`${collection}/search`, { query: question() })) },
  ask: { weight: 8, run: async () => readJson(await post(`${collection}/ask`, { question: question() })) },
  "ask in events": {
    weight: 4,
    async run() {
      const headers = { accept: "text/event-stream" };
      const text = await (await post(`${collection}/ask`, { question: question() }, { headers })).text();
      if (!text.includes("event: done")) throw new Error("the events end without an answer");
    },
  },
  "ask and go": {
    weight: 4,
    async run() {
      const gone = AbortSignal.timeout(20 + below(400));
      const headers = below(2) === 0 ? {} : { accept: "text/event-stream" };
      try {
        await (await post(`${collection}/ask`, { question: question() }, { headers, signal: gone })).text();
      } catch (error) {
        if (!gone.aborted) throw error;
      }
    },
  },
  upload: {
    weight: 6,
    async run() {
      const document = writeDocument();
      const form = new FormData();
      form.append("file", new Blob([document.text]), `upload-${lastNumber}.md`);
      const { outcomes } = await finishJob(
        await readJson(await fetch(`${collection}/documents`, { method: "POST", body: form })),
      );
      uploaded.push(...outcomes.flatMap(({ documentId }) => documentId ?? []));
      remember(document);
    },
  },
  // Deletions are more frequent than uploads, so that about half of the maximum number of uploads remains.
  remove: {
    weight: 8,
    async run() {
      if (uploaded.length < MAX_UPLOADS / 2) return;
      const id = uploaded.splice(below(uploaded.length), 1)[0];
      await readJson(await fetch(`${collection}/documents/${id}`, { method: "DELETE" }));
    },
  },
  sync: {
    weight: 1,
    async run() {
      for (let changed = 0; changed < 3; changed++) writeFile(below(Number(options.documents)));
      await sync({});
    },
  },
  list: { weight: 5, run: async () => readJson(await fetch(`${collection}/documents?limit=50`)) },
};

const total = Object.values(calls).reduce((sum, { weight }) => sum + weight, 0);
function drawCall() {
  let left = random() * total;
  for (const [name, { weight }] of Object.entries(calls)) {
    left -= weight;
    if (left < 0) return name;
  }
  return "search";
}

const counts = Object.fromEntries(
  Object.keys(calls).map((name) => [name, { done: 0, failed: 0, longestMs: 0, sumMs: 0 }]),
);
const failures = new Map();
let running = 0;
let skipped = 0;
async function call(name) {
  if (running >= MAX_RUNNING) {
    skipped += 1;
    return;
  }
  running += 1;
  const startedMs = performance.now();
  const count = counts[name];
  try {
    await calls[name].run();
  } catch (error) {
    count.failed += 1;
    const why = `${name}: ${error instanceof Error ? error.message : error}`;
    failures.set(why, (failures.get(why) ?? 0) + 1);
  }
  running -= 1;
  const tookMs = performance.now() - startedMs;
  count.done += 1;
  count.sumMs += tookMs;
  count.longestMs = Math.max(count.longestMs, tookMs);
}

const samples = [];
async function sample(startedMs) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const read = (name) => Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]);
  const delayMs = (quantile) =>
    Math.round(read(`lydian_event_loop_delay_seconds\\{quantile="${quantile}"\\}`) * 10_000) / 10;
  const one = {
    minute: Number(((performance.now() - startedMs) / 60_000).toFixed(2)),
    rssMiB: Math.round(read("process_resident_memory_bytes") / MEBIBYTE),
    heapMiB: Math.round(read("nodejs_heap_size_used_bytes") / MEBIBYTE),
    externalMiB: Math.round(read("nodejs_external_memory_bytes") / MEBIBYTE),
    files: read("process_open_fds"),
    handles: read("nodejs_active_handles_total"),
    delayP99Ms: delayMs("0.99"),
    delayP999Ms: delayMs("0.999"),
    delayMaxMs: delayMs("1"),
    running: read("lydian_http_requests_running"),
    documents: Number(/^lydian_documents\{collection="default"\} (\S+)/m.exec(text)?.[1]),
    calls: Object.values(counts).reduce((sum, { done }) => sum + done, 0),
    load: Number(loadavg()[0].toFixed(1)),
  };
  samples.push(one);
  console.error(JSON.stringify(one));
}

function report() {
  const after = samples.filter(({ minute }) => minute >= minutes / 4);
  const slopeOf = (name) => fitSlope(after.map((one) => [one.minute / 60, one[name]]));
  const rss = slopeOf("rssMiB");
  const [from, to] = rss.interval;
  const verdict = to <= FLAT_MIB_PER_HOUR ? "flat" : from > 0 ? "grows" : "not decided: the interval is too wide";
  const rows = Object.entries(counts).map(([name, { done, failed, longestMs, sumMs }]) => ({
    what: name,
    calls: done,
    failed,
    meanMs: Math.round(sumMs / Math.max(1, done)),
    longestMs: Math.round(longestMs),
  }));
  return {
    minutes,
    rate: Number(options.rate),
    node: process.version,
    processor: cpus()[0]?.model,
    verdict,
    rssMiBPerHour: rss,
    heapMiBPerHour: slopeOf("heapMiB"),
    filesPerHour: slopeOf("files"),
    skipped,
    longestDelayMs: Math.max(...samples.map(({ delayMaxMs }) => delayMaxMs)),
    medianDelayP999Ms: median(samples.map(({ delayP999Ms }) => delayP999Ms)),
    calls: rows,
    failures: Object.fromEntries(failures),
    samples,
  };
}

function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

let isStopped = false;
process.once("SIGINT", () => {
  isStopped = true;
});
try {
  await sync({ sources: [files] });
  const startedMs = performance.now();
  const endMs = startedMs + minutes * 60_000;
  let nextSampleMs = startedMs;
  const going = new Set();
  for (let made = 0; performance.now() < endMs && !isStopped; made++) {
    const dueMs = startedMs + (made * 1_000) / Number(options.rate);
    await sleep(Math.max(0, dueMs - performance.now()));
    const one = call(drawCall()).finally(() => going.delete(one));
    going.add(one);
    if (performance.now() < nextSampleMs) continue;
    nextSampleMs += SAMPLE_MS;
    await sample(startedMs);
  }
  await Promise.all(going);
  await sample(startedMs);
} finally {
  server.kill("SIGTERM");
  await once(server, "exit");
  rmSync(folder, { recursive: true });
}

const result = report();
mkdirSync(path("results"), { recursive: true });
writeFileSync(path("results/soak.json"), `${JSON.stringify(result, null, 2)}\n`);
if (options.json) console.log(JSON.stringify(result, null, 2));
else {
  console.table(samples.filter((_, index) => index % Math.ceil(samples.length / 40) === 0));
  console.table(result.calls);
  for (const [why, count] of failures) console.log(`${count} × ${why}`);
  const told = ({ slope, interval }) =>
    `${slope.toFixed(1)} (95 %: ${interval.map((bound) => bound.toFixed(1)).join(" to ")})`;
  console.log(
    `${minutes} minutes, ${options.rate} calls a second, ${skipped} left out; Node ${result.node}, ${result.processor}`,
  );
  console.log(`open files an hour: ${told(result.filesPerHour)}; heap, MiB an hour: ${told(result.heapMiBPerHour)}`);
  console.log(
    `event loop, ms: longest delay ${result.longestDelayMs}, median of the samples' p99.9 ${result.medianDelayP999Ms}`,
  );
  console.log(`resident memory, MiB an hour: ${told(result.rssMiBPerHour)}: ${result.verdict}`);
}
