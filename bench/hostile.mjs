// Searches for queries that are made to cost as much as possible, each in one process over 100,000 chunks.
//
//   npm run build && node bench/hostile.mjs [--chunks 100000] [--queries 600] [--seed 1] [--home FOLDER] [--only A,B] [--json]
//
//   --home FOLDER  keeps the collection there, for the next run
//   --only A,B     these kinds of queries alone
//   --json         JSON instead of a table; the same is written to bench/results/hostile.json
//
// Texts: as bench/search.mjs generates them, from the same seed, in English, German and French. A call reads the
// question as `ask` does: does it ask for silence, for a survey, what does it take from the previous one? Then it
// searches by words, with explanations and the default guards. Queries have up to 10,000 characters, which is what the
// server accepts.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openSqliteStore } from "../dist/adapters/sqlite/index.js";
import { standAloneByRules } from "../dist/engine/answer/index.js";
import { createIndexReader, createIndexWriter } from "../dist/engine/kernel/index.js";
import { rememberDocuments, search } from "../dist/engine/search/index.js";
import { asksForSilence, createAnalyzer, readSurveyQuestion } from "../dist/engine/text/index.js";
import { allChecks, createGuard, defaultPolicy } from "../dist/guard/index.js";
import { createRandom } from "./generate.mjs";
import { hostileQueries } from "./hostile-queries.mjs";
import { plantedDocument } from "./planted-document.mjs";
import { createNaturalText, createSpelling } from "./search/natural-text.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { values: options } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    queries: { type: "string", default: "600" },
    seed: { type: "string", default: "1" },
    home: { type: "string" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const TEXT_SEED = 20_261_126;
const PIECE = 12_500;
const LANGUAGES = ["en", "en", "en", "de", "en", "en", "fr", "en"];
const PREVIOUS = { question: "What does the door seal of the autoclave cost?", answer: "It costs 240 euros." };
const never = new AbortController().signal;
const analyzer = createAnalyzer();

async function build(directory, chunks) {
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer });
  const nextText = createNaturalText(createRandom(TEXT_SEED));
  const spell = createSpelling();
  for (let first = 0; first < chunks; first += PIECE) {
    const add = Array.from({ length: Math.min(PIECE, chunks - first) }, (_, at) =>
      plantedDocument(first + at, [spell(nextText())], { title: `Text ${first + at}` }),
    );
    const language = LANGUAGES[(first / PIECE) % LANGUAGES.length];
    await writer.commit({ collection: "default", language, add, removeIds: [] }, never);
    await writer.merge("default", never);
  }
  await store.close();
}

function createCall(store) {
  const clock = { now: () => 0, monotonicMs: () => performance.now() };
  const services = {
    index: createIndexReader({ store, analyzer }),
    store: rememberDocuments(store),
    guard: createGuard({ policy: defaultPolicy, checks: allChecks, clock }),
    clock,
    emit: () => undefined,
  };
  return async (query) => {
    asksForSilence(query);
    readSurveyQuestion(query);
    standAloneByRules(query, PREVIOUS);
    const request = { query, collection: "default", scope: { kind: "everything" }, mode: "lexical", limit: 10 };
    return search(services, request, never);
  };
}

async function time(call, query) {
  const before = process.cpuUsage();
  const startedMs = performance.now();
  const outcome = await call(query).then(
    ({ hits }) => (hits.length > 0 ? "found" : "nothing"),
    (error) => error.code ?? String(error),
  );
  const ms = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1_000, outcome };
}

const rounded = (value) => Math.round(value * 10) / 10;

function describe(times) {
  const quantilesOf = (values) => {
    const sorted = values.sort((left, right) => left - right);
    return (share) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  };
  const wall = quantilesOf(times.map(({ ms }) => ms));
  const cpu = quantilesOf(times.map(({ cpuMs }) => cpuMs));
  const found = times.filter(({ outcome }) => outcome === "found").length;
  const refused = times.map(({ outcome }) => outcome).filter((outcome) => outcome !== "found" && outcome !== "nothing");
  return {
    queries: times.length,
    p50: wall(0.5),
    p99: wall(0.99),
    max: wall(1),
    "cpu p50": cpu(0.5),
    "cpu p99": cpu(0.99),
    "cpu max": cpu(1),
    found,
    refused: refused.length,
    codes: [...new Set(refused)].join(", "),
  };
}

const home = options.home ?? mkdtempSync(join(tmpdir(), "lydian-hostile-"));
const directory = join(home, `store-${options.chunks}`);
try {
  if (!existsSync(directory)) await build(directory, Number(options.chunks));
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "read", create: false });
  const call = createCall(store);
  const all = [];
  const rows = [];
  for (const [what, queries] of hostileQueries(Number(options.seed), Number(options.queries))) {
    if (options.only !== undefined && !options.only.split(",").includes(what)) continue;
    await time(call, queries[0]);
    const times = [];
    for (const query of queries) times.push(await time(call, query));
    all.push(...times);
    rows.push({ what, ...describe(times) });
    if (!options.json) console.error(JSON.stringify(rows.at(-1)));
  }
  rows.push({ what: "all", ...describe(all) });
  await store.close();
  // Searches that something stopped are fast, and say nothing about the others.
  if (!all.some(({ outcome }) => outcome === "found")) throw new Error("No query found anything.");
  const report = {
    chunks: Number(options.chunks),
    cores: availableParallelism(),
    processor: cpus()[0]?.model,
    node: process.version,
    load: rounded(loadavg()[0]),
    rows,
  };
  mkdirSync(path("results"), { recursive: true });
  writeFileSync(path("results/hostile.json"), `${JSON.stringify(report, null, 2)}\n`);
  if (options.json) console.log(JSON.stringify(report, null, 2));
  else {
    console.table(rows);
    console.log(`Milliseconds; ${report.cores} cores (${report.processor}), Node ${report.node}, load ${report.load}`);
  }
} finally {
  if (options.home === undefined) rmSync(home, { recursive: true });
}
