// One engine's turn in a fresh process, started by search.mjs: builds its index, or opens it and is asked.
import { readQuestions } from "./corpus-files.mjs";

const [task, engine, folder] = process.argv.slice(2);
const { build, open } = await import(`./${engine}.mjs`);
process.send?.(task === "build" ? await build(folder) : await search());

/** Times, found rows, and by how much the process grew from before the index was opened until all was asked. */
async function search() {
  const questions = readQuestions(folder);
  const before = residentBytes();
  const asked = await open(folder);
  const kinds = [
    ["asWritten", asked.words, questions.asWritten],
    ["rarer", asked.words, questions.rarer],
    ["vectors", asked.vectors, questions.vectors],
    ["exactVectors", asked.exactVectors, questions.vectors],
    ["filteredVectors", asked.filteredVectors, questions.vectors],
    ["newlyFilteredVectors", asked.newlyFilteredVectors, questions.vectors],
    ["bitVectors", asked.bitVectors, questions.vectors],
    ["rescoredBitVectors", asked.rescoredBitVectors, questions.vectors],
  ];
  const measured = {};
  for (const [kind, ask, list] of kinds.filter(([, ask]) => ask)) measured[kind] = await measure(ask, list);
  return { measured, residentBytes: residentBytes() - before };
}

function residentBytes() {
  globalThis.gc();
  return process.memoryUsage.rss();
}

/** All questions twice, the first time to warm up. */
async function measure(ask, questions) {
  for (const question of questions) await ask(question);
  const times = [];
  const rows = [];
  for (const question of questions) {
    const started = performance.now();
    rows.push(await ask(question));
    times.push(performance.now() - started);
  }
  times.sort((left, right) => left - right);
  return { medianMs: times[times.length >> 1], p95Ms: times[Math.floor(times.length * 0.95)], rows };
}
