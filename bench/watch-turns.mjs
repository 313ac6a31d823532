// Loaded before a server (`node --import ./bench/watch-turns.mjs dist/cli/lydian.js serve ...`): measures how much
// processor time the main thread spends in each turn of its event loop, and names the functions of the longest turns.
//
// Processor time, unlike the clock, does not count waiting for a core: it says the same on a busy machine. It is read
// from /proc, so this works on Linux only. On SIGUSR2, the report is written to the file that LYDIAN_TURNS names, as
// JSON, and counting starts again. With LYDIAN_PROFILE=1, the functions are sampled too, which slows the turns a
// little.
import { readFileSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { isMainThread } from "node:worker_threads";

const TICK_MS = 2;
/** A turn shorter than this is only counted. */
const LONG_MS = 15;
const MAX_NAMED = 12;
const SAMPLE_MICROSECONDS = 1_000;

/** Returns the processor time of the main thread so far, in milliseconds. */
const readProcessorMs = () =>
  Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
const nowMicroseconds = () => Number(process.hrtime.bigint() / 1_000n);

if (isMainThread && process.env.LYDIAN_TURNS !== undefined) await watch(process.env.LYDIAN_TURNS);

async function watch(path) {
  const profiler = process.env.LYDIAN_PROFILE === "1" ? await startProfiler() : undefined;
  let turns = [];
  let [lastMs, lastAt] = [readProcessorMs(), nowMicroseconds()];
  const tick = () => {
    const [ms, at] = [readProcessorMs(), nowMicroseconds()];
    turns.push({ ms: ms - lastMs, from: lastAt, to: at });
    [lastMs, lastAt] = [ms, at];
  };
  setInterval(tick, TICK_MS).unref();
  process.on("SIGUSR2", async () => {
    tick();
    const finished = turns;
    const samples = (await profiler?.take()) ?? [];
    const long = finished.filter(({ ms }) => ms >= LONG_MS).sort((left, right) => right.ms - left.ms);
    const named = long.slice(0, MAX_NAMED).map(({ ms, from, to }) => ({
      ms: Math.round(ms),
      functions: nameFunctions(samples.filter(({ at }) => at >= from && at <= to)),
    }));
    const sorted = finished.map(({ ms }) => ms).sort((left, right) => left - right);
    const at = (share) =>
      Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1));
    const report = { turns: sorted.length, p99: at(0.99), p999: at(0.999), max: at(1), long: long.length, named };
    writeFileSync(path, JSON.stringify(report));
    // The turns of the report itself do not count.
    turns = [];
    [lastMs, lastAt] = [readProcessorMs(), nowMicroseconds()];
  });
}

async function startProfiler() {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  const start = async () => {
    await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_MICROSECONDS });
    await session.post("Profiler.start");
  };
  await start();
  return {
    async take() {
      const { profile } = await session.post("Profiler.stop");
      await start();
      return samplesOf(profile);
    },
  };
}

/** Returns each sample with its time and its stack, innermost function first. */
function samplesOf({ nodes, samples, timeDeltas, startTime }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stacks = new Map();
  const stackOf = (id) => {
    const known = stacks.get(id);
    if (known !== undefined) return known;
    const stack = [];
    for (let at = id; at !== undefined; at = parents.get(at)) stack.push(byId.get(at).callFrame);
    stacks.set(id, stack);
    return stack;
  };
  let at = startTime;
  return samples.map((id, index) => {
    at += timeDeltas[index];
    return { at, stack: stackOf(id) };
  });
}

/** Counts the samples of a turn by the innermost functions of its stacks, most frequent first. */
function nameFunctions(samples) {
  const counts = new Map();
  for (const { stack } of samples) {
    const names = stack
      .filter(({ functionName }) => functionName !== "(root)")
      .slice(0, 4)
      .map(
        ({ functionName, url, lineNumber }) =>
          `${functionName || "anonymous"}${url === "" ? "" : `@${url.split("/").at(-1)}:${lineNumber + 1}`}`,
      );
    const name = names.join(" < ");
    if (name !== "(idle)") counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .slice(0, 6)
    .map(([name, count]) => `${count} ${name}`);
}
