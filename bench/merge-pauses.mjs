// Measures searches while another process commits and merges continuously, beside searches while nothing is written.
//
//   npm run build && node bench/merge-pauses.mjs [--chunks 20000] [--seconds 20] [--thread]
//
// With --thread, a thread of this process writes. Processor time is this process's own (with --thread also the
// writer's); on a busy machine it says more than the clock.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { collection, createPlanter, never, openPlanted } from "./planted-index.mjs";

const { values } = parseArgs({
  options: {
    chunks: { type: "string", default: "20000" },
    seconds: { type: "string", default: "20" },
    thread: { type: "boolean", default: false },
    write: { type: "string" },
  },
});
const [chunks, seconds] = [Number(values.chunks), Number(values.seconds)];
const GROUP = 1_000;
const SMALL_GROUP = 100;
const bounds = [1, 2, 5, 10, 20, 50, 100, Number.POSITIVE_INFINITY];

/** Replaces documents group by group, and merges, until the time is over. Returns the number of merges. */
async function write({ writer }, { plant }) {
  const endMs = performance.now() + seconds * 1_000;
  let merges = 0;
  for (let first = 0; performance.now() < endMs; first = (first + SMALL_GROUP) % chunks) {
    await plant(SMALL_GROUP, { first });
    merges += await writer.merge(collection, never);
  }
  return merges;
}

async function writeAlone(directory) {
  const planted = await openPlanted(directory);
  console.log(await write(planted, createPlanter(planted.writer, 8)));
  await planted.end();
}

async function writeElsewhere(directory) {
  const args = [fileURLToPath(import.meta.url), "--write", directory, "--chunks", values.chunks];
  const child = spawn(process.execPath, [...args, "--seconds", values.seconds], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  child.stdout.on("data", (data) => {
    told += data;
  });
  await once(child, "close");
  return Number(told);
}

/** Searches repeatedly until `isOver`. Measures separately the searches that are the first to find a new generation. */
async function searchUntil(reader, questions, isOver) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const measured = { same: { clock: [], processor: [] }, newer: { clock: [], processor: [] } };
  let last = 0;
  delays.enable();
  for (let number = 0; !isOver(); number += 1) {
    const [startedMs, before] = [performance.now(), process.cpuUsage()];
    const { generation } = await reader.search(questions[number % questions.length], never);
    const { user, system } = process.cpuUsage(before);
    const kind = generation === last || last === 0 ? measured.same : measured.newer;
    kind.clock.push(performance.now() - startedMs);
    kind.processor.push((user + system) / 1_000);
    last = generation;
    await setImmediate();
  }
  delays.disable();
  return { ...measured, delays };
}

function print(name, latencies) {
  const counts = bounds.map((bound, at) => latencies.filter((ms) => ms < bound && ms >= (bounds[at - 1] ?? 0)).length);
  const sorted = [...latencies].sort((a, b) => a - b);
  const figures = [0.5, 0.99, 1].map((share) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
  const cells = [...counts, ...figures.map((ms) => ms.toFixed(1))].map((cell) => String(cell).padStart(9));
  console.log(`${name.padEnd(46)}${cells.join("")}`);
}

function printAll(name, { same, newer, delays }) {
  for (const [kind, measured] of Object.entries({ "": same, ", first of a generation": newer })) {
    if (measured.clock.length === 0) continue;
    print(`${name}${kind}, by the clock`, measured.clock);
    print(`${name}${kind}, processor`, measured.processor);
  }
  const [p99, most] = [delays.percentile(99), delays.max].map((ns) => (ns / 1e6).toFixed(1));
  console.log(`${name}: event loop held by the clock, p99 ${p99} ms, at most ${most} ms`);
}

async function measure() {
  const planted = await openPlanted();
  const planter = createPlanter(planted.writer, 7);
  for (let done = 0; done < chunks; done += GROUP) await planter.plant(GROUP);
  const reader = planted.openReader();
  const questions = Array.from({ length: 64 }, planter.question);
  for (const asked of questions) await reader.search(asked, never);
  const endMs = performance.now() + (seconds / 2) * 1_000;
  const quiet = await searchUntil(reader, questions, () => performance.now() > endMs);
  let isOver = false;
  const searching = searchUntil(reader, questions, () => isOver);
  const merges = values.thread ? await write(planted, planter) : await writeElsewhere(planted.directory);
  isOver = true;
  const busy = await searching;
  console.log(
    `${chunks} chunks of 384 dimensions, ${merges} merges in ${seconds} s; searches below so many milliseconds`,
  );
  const names = [...bounds, "median", "p99", "most"].map((name) => String(name).padStart(9));
  console.log(`${"".padEnd(46)}${names.join("")}`);
  printAll("nothing is written", quiet);
  printAll("merging", busy);
  await reader.close();
  await planted.close();
}

await (values.write === undefined ? measure() : writeAlone(values.write));
