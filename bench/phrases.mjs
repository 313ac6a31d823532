// Measures searches by words for quoted words. Prints milliseconds of wall time and of processor time a search, median
// and 95th percentile over the phrases of each kind. Each is the fastest of three rounds. Also counts the hits.
// node bench/phrases.mjs [--chunks 100000] [--keep FOLDER] [--dist FOLDER] [--json FILE]. Needs `npm run build`.
//
//   --keep FOLDER  the index stays there, and is used again
//   --dist FOLDER  another build to measure, such as one of an earlier commit; default ../dist
//   --json FILE    the figures go there, too
//
// Texts are those of bench/search.mjs, ten chunks a document. Common words have the ranks 20 to 120, rarer ones 500 to
// 5,000. Phrases were drawn from the texts, except the random pairs. Those across a border are the last word of a chunk
// and the first word of the next.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { createRandom } from "./generate.mjs";
import { plantedDocument } from "./planted-document.mjs";
import { createNaturalText, createSpelling } from "./search/natural-text.mjs";

const { values: options } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    keep: { type: "string" },
    dist: { type: "string" },
    json: { type: "string" },
  },
});
const dist = options.dist ?? new URL("../dist", import.meta.url).pathname;
const load = (path) => import(pathToFileURL(resolve(dist, path)).href);
const { openSqliteStore } = await load("adapters/sqlite/index.js");
const { createIndexReader, createIndexWriter } = await load("engine/kernel/index.js");
const { mayHoldWords } = await load("engine/text/may-hold-words.js");

const SEED = 20_261_130;
const PHRASES = 25;
const CHUNKS_PER_DOCUMENT = 10;
const DOCUMENTS_PER_COMMIT = 1250;
const ROUNDS = 3;
const LIMIT = 100;
const FIRST_RANK = 20;
const LAST_RANK = 120;
const never = new AbortController().signal;
const split = (text) => (text === "" ? [] : text.toLowerCase().split(/\s+/));
const analyzer = { fingerprint: "bench", analyze: split, words: split, mayHold: mayHoldWords };
const everything = { kind: "everything" };

/** Draws the texts of the documents, and phrases from some of them. */
function createCorpus(chunks) {
  const random = createRandom(SEED);
  const next = createNaturalText(random);
  const spell = createSpelling();
  const phrases = new Map(
    ["common pairs", "common triples", "rarer pairs", "random pairs", "across a border"].map((kind) => [
      kind,
      new Set(),
    ]),
  );
  const isCommon = (rank) => rank >= FIRST_RANK && rank < LAST_RANK;
  const isRarer = (rank) => rank >= 500 && rank < 5000;
  const drawCommon = () => FIRST_RANK + Math.floor(random() * (LAST_RANK - FIRST_RANK));
  const every = Math.max(1, Math.floor(chunks / PHRASES / 2));
  const take = (kind, ranks) => {
    const held = phrases.get(kind);
    if (ranks !== undefined && held.size < PHRASES) held.add(spell(ranks));
  };
  const runOf = (ranks, length, accepts) => {
    for (let at = 0; at + length <= ranks.length; at++) {
      const run = [...ranks.slice(at, at + length)];
      if (run.every(accepts) && new Set(run).size === length) return run;
    }
    return undefined;
  };
  const drawPhrases = (ranks, number) => {
    take("common triples", runOf(ranks, 3, isCommon));
    if (number % every !== 0) return;
    take("common pairs", runOf(ranks, 2, isCommon));
    take("rarer pairs", runOf(ranks, 2, isRarer));
    take("random pairs", [drawCommon(), drawCommon()]);
  };
  const drawBorder = (last, first) => {
    if (isCommon(last) && isCommon(first)) take("across a border", [last, first]);
  };
  const texts = function* texts() {
    let previous = [];
    for (let number = 0; number < chunks; number++) {
      const ranks = next();
      drawPhrases(ranks, number);
      if (number % CHUNKS_PER_DOCUMENT !== 0) drawBorder(previous.at(-1), ranks[0]);
      previous = ranks;
      yield spell(ranks);
    }
  };
  return { texts, phrases };
}

async function build(directory, { texts }) {
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer });
  let add = [];
  let open = [];
  let number = 0;
  const commit = async () => {
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
    add = [];
  };
  const started = process.cpuUsage();
  for (const text of texts()) {
    open.push(text);
    if (open.length < CHUNKS_PER_DOCUMENT) continue;
    add.push(plantedDocument(number++, open));
    open = [];
    if (add.length === DOCUMENTS_PER_COMMIT) await commit();
  }
  if (open.length > 0) add.push(plantedDocument(number++, open));
  if (add.length > 0) await commit();
  await writer.merge("default", never);
  await store.close();
  const { user, system } = process.cpuUsage(started);
  console.log(`built in ${((user + system) / 1e6).toFixed(1)} s of processor time`);
}

async function measure(directory, phrases) {
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "read" });
  const reader = createIndexReader({ store, analyzer });
  const times = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kind, texts] of phrases) {
      for (const phrase of texts) note(times, { kind, phrase, ...(await timeOf(reader, phrase)) });
    }
  }
  const { sizeBytes } = await reader.statistics("default", never);
  await reader.close();
  await store.close();
  return { times, sizeBytes };
}

async function timeOf(reader, phrase) {
  const query = { collection: "default", scope: everything, words: { text: phrase, limit: LIMIT }, phrases: [phrase] };
  const [before, started] = [process.cpuUsage(), performance.now()];
  const { words, arePhrasesCut = false } = await reader.search(query, never);
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000, hits: words.length, isCut: arePhrasesCut };
}

/** Keeps the fastest time of each phrase. */
function note(times, { kind, phrase, ...found }) {
  const byPhrase = times.get(kind) ?? new Map();
  const before = byPhrase.get(phrase) ?? found;
  byPhrase.set(phrase, {
    ...found,
    wallMs: Math.min(before.wallMs, found.wallMs),
    cpuMs: Math.min(before.cpuMs, found.cpuMs),
  });
  times.set(kind, byPhrase);
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

function summarise(kind, found) {
  const pick = (name) => found.map((one) => one[name]);
  return {
    kind,
    phrases: found.length,
    wallMedianMs: at(pick("wallMs"), 0.5),
    wallP95Ms: at(pick("wallMs"), 0.95),
    cpuMedianMs: at(pick("cpuMs"), 0.5),
    cpuP95Ms: at(pick("cpuMs"), 0.95),
    cpuMaxMs: Math.max(...pick("cpuMs")),
    hits: pick("hits").reduce((sum, hits) => sum + hits, 0),
    cut: pick("isCut").filter(Boolean).length,
  };
}

const directory = options.keep ?? mkdtempSync(join(tmpdir(), "lydian-bench-"));
try {
  const corpus = createCorpus(Number(options.chunks));
  if (existsSync(join(directory, "store.db"))) for (const _ of corpus.texts());
  else await build(directory, corpus);
  const { times, sizeBytes } = await measure(directory, corpus.phrases);
  const rows = [...times].map(([kind, byPhrase]) => summarise(kind, [...byPhrase.values()]));
  const fileBytes = statSync(join(directory, "store.db")).size;
  const perChunk = (sizeBytes / Number(options.chunks)).toFixed(0);
  console.log(`${options.chunks} chunks, ${dist}, load ${loadavg()[0].toFixed(1)}`);
  console.log(`segments ${perChunk} bytes a chunk, file ${(fileBytes / 1e6).toFixed(1)} MB`);
  console.log("phrases                wall: median     p95   processor: median     p95     max    hits  cut");
  for (const row of rows) {
    const ms = (value, width) => value.toFixed(2).padStart(width);
    console.log(
      `${row.kind} (${row.phrases})`.padEnd(22) +
        ms(row.wallMedianMs, 13) +
        ms(row.wallP95Ms, 8) +
        ms(row.cpuMedianMs, 20) +
        ms(row.cpuP95Ms, 8) +
        ms(row.cpuMaxMs, 8) +
        String(row.hits).padStart(8) +
        String(row.cut).padStart(5),
    );
  }
  if (options.json !== undefined) {
    writeFileSync(
      options.json,
      JSON.stringify({ chunks: Number(options.chunks), sizeBytes, fileBytes, rows }, null, 2),
    );
  }
} finally {
  if (options.keep === undefined) rmSync(directory, { recursive: true, force: true });
}
