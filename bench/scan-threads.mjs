// Measures whether scanning vectors with several threads pays: one thread and several search the same index in turns.
//
//   npm run build && node bench/scan-threads.mjs [--chunks 100000] [--questions 25] [--rounds 5] [--threads 1]
//
// `--threads` is the number of threads besides the calling one. The fastest round of each question counts; processor
// time is that of all threads of the process. The program fails if both do not find the same. Text and vectors are
// generated (planted-index.mjs).
import { deepEqual } from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createScanThreads } from "../dist/adapters/scan-threads/index.js";
import { createPlanter, never, openPlanted } from "./planted-index.mjs";

const { values } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    questions: { type: "string", default: "25" },
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "1" },
  },
});
const [chunks, count, rounds, others] = ["chunks", "questions", "rounds", "threads"].map((name) =>
  Number(values[name]),
);
const GROUP = 5_000;
/** Number of candidates that `lydian search` takes from each list before it fuses. */
const DEPTH = 100;
const ways = {
  "first 10 by vector": ({ words: _, ...query }) => query,
  "hybrid, 100 of each": ({ words, vector, ...query }) => ({
    ...query,
    words: { ...words, limit: DEPTH },
    vector: { ...vector, limit: DEPTH },
  }),
};

async function measure(reader, query) {
  const [startedMs, before] = [performance.now(), process.cpuUsage()];
  const found = await reader.search(query, never);
  const { user, system } = process.cpuUsage(before);
  return { found, clock: performance.now() - startedMs, processor: (user + system) / 1_000 };
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

function print(way, names, best) {
  const cells = names.map((name) => {
    const [clock, processor] = ["clock", "processor"].map((kind) =>
      best[name].map((one) => one[kind]).sort((a, b) => a - b),
    );
    return `${quantile(clock, 0.5).toFixed(2)}, ${quantile(processor, 0.5).toFixed(2)}; ${quantile(clock, 0.95).toFixed(2)}`;
  });
  console.log(`| ${way} | ${cells.join(" | ")} |`);
}

const planted = await openPlanted();
const scanThreads = createScanThreads({
  entry: new URL("../dist/compose/workers/scan-worker.js", import.meta.url),
  count: others,
  minRows: 0,
});
try {
  const planter = createPlanter(planted.writer, 7);
  for (let done = 0; done < chunks; done += GROUP) {
    await planter.plant(Math.min(GROUP, chunks - done));
    console.error(`${Math.min(chunks, done + GROUP)} of ${chunks} chunks`);
  }
  await planted.writer.merge("default", never);
  const readers = {
    "one thread": planted.openReader(),
    [`${others + 1} threads`]: planted.openReader({ scanThreads }),
  };
  const questions = Array.from({ length: count }, planter.question);
  while (!scanThreads.areReady()) await setImmediate();
  console.log(
    `${chunks} chunks, ${count} questions; milliseconds: median by the clock, of processor time; p95 by the clock\n`,
  );
  console.log(`| | ${Object.keys(readers).join(" | ")} |\n| --- |${" --- |".repeat(2)}`);
  for (const [way, toQuery] of Object.entries(ways)) {
    const best = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [at, question] of questions.entries()) {
        const found = [];
        for (const [name, reader] of Object.entries(readers)) {
          const one = await measure(reader, toQuery(question));
          found.push(one.found);
          const before = best[name][at] ?? one;
          best[name][at] = {
            clock: Math.min(before.clock, one.clock),
            processor: Math.min(before.processor, one.processor),
          };
        }
        deepEqual(found[0], found[1]);
      }
    }
    print(way, Object.keys(readers), best);
  }
  for (const reader of Object.values(readers)) await reader.close();
} finally {
  await scanThreads.close();
  await planted.close();
}
