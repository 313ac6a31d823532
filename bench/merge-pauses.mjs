// How long searches take while segments are committed and merged, in a writing thread of the same process, beside searches
// while nothing happens: node bench/merge-pauses.mjs [--chunks 20000] [--seconds 20]. Needs `npm run build`.
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { collection, createPlanter, never, openPlanted } from "./planted-index.mjs";

const { values } = parseArgs({
  options: { chunks: { type: "string", default: "20000" }, seconds: { type: "string", default: "20" } },
});
const [chunks, seconds] = [Number(values.chunks), Number(values.seconds)];
const GROUP = 1_000;
const SMALL_GROUP = 100;
const bounds = [1, 2, 5, 10, 20, 50, 100, 200, Number.POSITIVE_INFINITY];

const planted = await openPlanted();
const { writer } = planted;
const { plant, question } = createPlanter(writer, 7);
for (let done = 0; done < chunks; done += GROUP) await plant(GROUP);
const reader = planted.openReader();
const questions = Array.from({ length: 64 }, question);
for (const asked of questions) await reader.search(asked, never);

/** Searches one after the other until `isOver`; the milliseconds of those that found a generation again, and of the others. */
async function searchUntil(isOver) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const same = [];
  const newer = [];
  let last = 0;
  delays.enable();
  for (let number = 0; !isOver(); number += 1) {
    const startedMs = performance.now();
    const { generation } = await reader.search(questions[number % questions.length], never);
    (generation === last ? same : newer).push(performance.now() - startedMs);
    last = generation;
    await setImmediate();
  }
  delays.disable();
  return { same, newer: newer.slice(1), delays };
}

function histogram(latencies) {
  const counts = bounds.map((bound, at) => latencies.filter((ms) => ms < bound && ms >= (bounds[at - 1] ?? 0)).length);
  return counts.map((count) => String(count).padStart(7)).join("");
}

const percentile = (latencies, share) =>
  [...latencies].sort((a, b) => a - b)[Math.floor(latencies.length * share)] ?? 0;

function print(name, latencies) {
  const figures = [0.5, 0.99, 1].map((share) =>
    percentile(latencies, Math.min(share, 1 - 1e-9))
      .toFixed(1)
      .padStart(7),
  );
  console.log(`${name.padEnd(34)}${histogram(latencies)}${figures.join("")}`);
}

function printDelays(name, delays) {
  const [p50, p99, most] = [delays.percentile(50), delays.percentile(99), delays.max].map((ns) =>
    (ns / 1e6).toFixed(1),
  );
  console.log(`${name}: event loop held for ${p50} ms in the median, p99 ${p99}, at most ${most}`);
}

const quietEndMs = performance.now() + (seconds / 2) * 1_000;
const quiet = await searchUntil(() => performance.now() > quietEndMs);

let isOver = false;
let merges = 0;
const busy = searchUntil(() => isOver);
const busyEndMs = performance.now() + seconds * 1_000;
for (let first = 0; performance.now() < busyEndMs; first = (first + SMALL_GROUP) % chunks) {
  await plant(SMALL_GROUP, { first });
  merges += await writer.merge(collection, never);
}
isOver = true;
const { same, newer, delays } = await busy;

console.log(`${chunks} chunks of 384 dimensions, ${merges} merges in ${seconds} s; searches by milliseconds, below`);
console.log(`${"".padEnd(34)}${bounds.map((bound) => String(bound).padStart(7)).join("")} median    p99   most`);
print("nothing is written", quiet.same);
print("merging, same generation", same);
print("merging, first of a generation", newer);
printDelays("nothing is written", quiet.delays);
printDelays("merging", delays);
await reader.close();
await planted.close();
