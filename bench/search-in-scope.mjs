// What access labels cost a search by words: milliseconds of wall time and of processor time a search, median and 95th
// percentile over 50 questions of eight words, each the fastest of five rounds.
// node bench/search-in-scope.mjs [--chunks 100000] [--keep FOLDER] [--dist FOLDER]. Needs `npm run build`.
//
//   --keep FOLDER  the index stays there, and is used again
//   --dist FOLDER  another build to measure, such as one of an earlier commit; default ../dist
//
// Texts are those of bench/search.mjs. Document n has the label n mod 50. "cached" asks a question again with the same
// labels. "new words" asks it for the first time with labels that another question was asked with. "new labels" asks
// with labels that nobody had before.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { createRandom } from "./generate.mjs";
import { plantedDocument } from "./planted-document.mjs";
import { createNaturalText, createSpelling } from "./search/natural-text.mjs";

const { values: options } = parseArgs({
  options: { chunks: { type: "string", default: "100000" }, keep: { type: "string" }, dist: { type: "string" } },
});
const dist = options.dist ?? new URL("../dist", import.meta.url).pathname;
const load = (path) => import(pathToFileURL(resolve(dist, path)).href);
const { openSqliteStore } = await load("adapters/sqlite/index.js");
const { createIndexReader, createIndexWriter } = await load("engine/kernel/index.js");

const SEED = 20_261_130;
const LABELS = 50;
const QUESTIONS = 50;
const WORDS = 8;
const ROUNDS = 5;
const GROUP = 12_500;
const never = new AbortController().signal;
const split = (text) => (text === "" ? [] : text.split(" "));
const analyzer = { fingerprint: "bench", analyze: split, words: split };
const everything = { kind: "everything" };
const labelled = (...numbers) => ({ kind: "labels", labels: numbers.map((number) => `g${number % LABELS}`) });
/** Labels of three documents of four; each question has others. */
const most = (first) => labelled(...Array.from({ length: 38 }, (_, at) => first + at));
const one = (first) => labelled(first);

/** Draws the texts of the documents, and a question from each of some of them. */
function createCorpus(chunks) {
  const random = createRandom(SEED);
  const next = createNaturalText(random);
  const spell = createSpelling();
  const every = Math.max(1, Math.floor(chunks / QUESTIONS));
  const questions = [];
  const texts = function* texts() {
    for (let number = 0; number < chunks; number++) {
      const ranks = next();
      const words = [...new Set(ranks)];
      if (number % every === 0 && questions.length < QUESTIONS)
        questions.push(spell(Array.from({ length: WORDS }, () => words[Math.floor(random() * words.length)])));
      yield spell(ranks);
    }
  };
  return { texts, questions };
}

async function build(directory, { texts }) {
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "write", create: true });
  const writer = createIndexWriter({ store, analyzer });
  let add = [];
  let number = 0;
  const commit = async () => {
    await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
    add = [];
  };
  for (const text of texts()) {
    add.push(plantedDocument(number, [text], { accessLabels: labelled(number).labels }));
    number++;
    if (add.length === GROUP) await commit();
  }
  if (add.length > 0) await commit();
  await writer.merge("default", never);
  await store.close();
}

async function measure(directory, questions) {
  const store = await openSqliteStore({ directory, waitMs: 1000, mode: "read" });
  const times = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const reader = createIndexReader({ store, analyzer });
    await askAll(reader, questions, (time) => note(times, time));
    await reader.close();
  }
  await store.close();
  return times;
}

/** Asks all questions of a new reader in each scope, and passes their times to `tell`. */
async function askAll(reader, questions, tell) {
  const askEach = async (name, scopeFor) => {
    for (const [at, text] of questions.entries()) tell({ name, text, ...(await timeOf(reader, scopeFor(at), text)) });
  };
  for (const text of questions) await timeOf(reader, everything, text);
  await askEach("everything", () => everything);
  for (const [share, scopeFor] of [
    ["3/4", most],
    ["1/50", one],
  ]) {
    await askEach(`${share}, new labels`, scopeFor);
    await askEach(`${share}, new words`, (at) => scopeFor(at + 1));
    await askEach(`${share}, cached`, scopeFor);
  }
}

async function timeOf(reader, scope, text) {
  const [before, started] = [process.cpuUsage(), performance.now()];
  await reader.search({ collection: "default", scope, words: { text, limit: 50 } }, never);
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

/** Keeps the fastest time of each question. */
function note(times, { name, text, wallMs, cpuMs }) {
  const byQuestion = times.get(name) ?? new Map();
  const before = byQuestion.get(text) ?? { wallMs: Number.POSITIVE_INFINITY, cpuMs: Number.POSITIVE_INFINITY };
  byQuestion.set(text, { wallMs: Math.min(before.wallMs, wallMs), cpuMs: Math.min(before.cpuMs, cpuMs) });
  times.set(name, byQuestion);
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)].toFixed(2);

const directory = options.keep ?? mkdtempSync(join(tmpdir(), "lydian-bench-"));
try {
  const corpus = createCorpus(Number(options.chunks));
  if (existsSync(join(directory, "store.db"))) for (const _ of corpus.texts());
  else await build(directory, corpus);
  const times = await measure(directory, corpus.questions);
  console.log(`${options.chunks} chunks, ${dist}, load ${loadavg()[0].toFixed(1)}`);
  console.log("readable             wall: median     p95   processor: median     p95");
  for (const [name, byQuestion] of times) {
    const [wall, cpu] = ["wallMs", "cpuMs"].map((kind) => [...byQuestion.values()].map((time) => time[kind]));
    const columns = [
      at(wall, 0.5).padStart(12),
      at(wall, 0.95).padStart(8),
      at(cpu, 0.5).padStart(20),
      at(cpu, 0.95).padStart(8),
    ];
    console.log(name.padEnd(20) + columns.join(""));
  }
} finally {
  if (options.keep === undefined) rmSync(directory, { recursive: true, force: true });
}
