// One task in a fresh process, started by run-within-limits.mjs: makes the corpus, finds the right answers, builds an
// engine's index, or opens it and asks. The result is sent to the parent.
import { setTimeout } from "node:timers/promises";
import { countOf, DIMENSIONS, readQuestions } from "./corpus-files.mjs";

const { task, engine, ...given } = JSON.parse(process.argv[2]);
const ROUNDS = 3;
/** Maximum time for a kind of question. Each question is asked at least twice, even if that takes longer. */
const ENOUGH_MS = 20_000;
const MIN_QUESTIONS = 10;

const tasks = {
  corpus: async () => (await import("./write-corpus.mjs")).writeCorpus(given),
  truth: async () => (await import("./find-truth.mjs")).findTruth(given.corpus),
  build: async () => (await load()).build(given),
  cold,
  warm,
  read,
  profile: async () => (await import("./profile-search.mjs")).profileSearch(await (await load()).open(given), given),
};
const load = () => import(`./engines/${engine}.mjs`);

process.send?.({ result: (await tasks[task]()) ?? {} });
process.disconnect?.();

/** Lists the questions by kind of search, without the kinds that the engine lacks. */
function questionsOf(corpus) {
  const { asWritten, rarer, vectors } = readQuestions(corpus);
  const both = asWritten.map((terms, index) => ({ terms, values: vectors[index] }));
  return {
    asWritten: { way: "words", questions: asWritten },
    rarer: { way: "words", questions: rarer },
    vectors: { way: "vectors", questions: vectors },
    exactVectors: { way: "exactVectors", questions: vectors },
    hybrid: { way: "hybrid", questions: both },
    filteredVectors: { way: "filteredVectors", questions: vectors },
    newlyFilteredVectors: { way: "newlyFilteredVectors", questions: vectors },
  };
}

/** Measures the time from opening the index to the first answer. */
async function cold() {
  const { open } = await load();
  const [question] = questionsOf(given.corpus)[given.kind].questions;
  const { way } = questionsOf(given.corpus)[given.kind];
  const started = performance.now();
  const ways = await open(given);
  await ways[way](question);
  return { coldMs: performance.now() - started };
}

/**
 * Returns the times, the found rows, and how much the process grew from before it opened the index until the last
 * question.
 */
async function warm() {
  const { open } = await load();
  const kinds = questionsOf(given.corpus);
  const before = await residentBytes();
  const ways = await open(given);
  const measured = {};
  for (const [kind, { way, questions }] of Object.entries(kinds))
    if (ways[way] !== undefined) measured[kind] = await measure(ways[way], questions);
  return { measured, residentBytes: (await residentBytes()) - before };
}

/**
 * Returns the memory once it no longer falls: garbage collection returns pages gradually, between turns of the event
 * loop.
 */
async function residentBytes() {
  for (let least = Number.POSITIVE_INFINITY; ; ) {
    globalThis.gc();
    await setTimeout(200);
    const bytes = process.memoryUsage.rss();
    if (bytes >= least) return least;
    least = bytes;
  }
}

/** Asks all questions once to warm up, then in rounds; a question's time is that of its fastest round. */
async function measure(ask, questions) {
  const started = performance.now();
  const isEnough = () => performance.now() - started > ENOUGH_MS;
  const asked = [];
  for (const question of questions) {
    if (asked.length >= MIN_QUESTIONS && isEnough()) break;
    asked.push({ question, rows: await ask(question), ms: Number.POSITIVE_INFINITY });
  }
  let cpuMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0 && isEnough()) break;
    const usedBefore = process.cpuUsage();
    for (const one of asked) {
      const begun = performance.now();
      await ask(one.question);
      one.ms = Math.min(one.ms, performance.now() - begun);
    }
    const { user, system } = process.cpuUsage(usedBefore);
    cpuMs = Math.min(cpuMs, (user + system) / 1000 / asked.length);
  }
  const times = asked.map(({ ms }) => ms).sort((one, other) => one - other);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {
    medianMs: at(0.5),
    p95Ms: at(0.95),
    cpuMs,
    asked: asked.length,
    rows: asked.map(({ rows }) => Array.from(rows)),
  };
}

/** Measures reading the bytes of the index, and the one-bit codes of as many vectors from memory. */
async function read() {
  const { readAll } = await load();
  const started = performance.now();
  const bytes = readAll(given);
  const readMs = performance.now() - started;
  const codes = Buffer.alloc((countOf(given.corpus) * DIMENSIONS) / 8, 1);
  const same = Buffer.from(codes);
  // Comparing equal bytes reads both from end to end, as fast as the processor can.
  const times = Array.from({ length: 20 }, () => {
    const begun = performance.now();
    if (!codes.equals(same)) throw new Error("A copy differs.");
    return (performance.now() - begun) / 2;
  });
  return { readMs, bytes, codesMs: Math.min(...times) };
}
