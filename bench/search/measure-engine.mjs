import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NotRun, runWithinLimits } from "./run-within-limits.mjs";

/** Kinds of questions for each scenario. Engines that search by words get both kinds of questions by words. */
const COLD_KINDS = { words: ["asWritten", "rarer"], vectors: ["vectors"], hybrid: ["hybrid"] };
const UNLIMITED = { minutes: 120, megabytes: 16_000 };

/** Writes the texts, vectors, questions and right answers, unless they are there. */
export async function makeCorpus({ corpus, chunks, questions, tell }) {
  if (existsSync(join(corpus, "truth.json"))) return;
  const written = await runWithinLimits({ task: "corpus", corpus, count: chunks, questions }, UNLIMITED);
  tell(`${chunks} texts and vectors written in ${written.seconds.toFixed(0)} s`);
  const found = await runWithinLimits({ task: "truth", corpus }, UNLIMITED);
  tell(`right answers found in ${found.seconds.toFixed(0)} s`);
}

const homeOf = ({ folder, chunks }, { home }) => join(folder, `${home}-${chunks}`);
const taskOf = (bench, engine) => ({
  engine: engine.module,
  variant: engine.variant,
  corpus: bench.corpus,
  home: homeOf(bench, engine),
});

/** Builds the index of an engine and asks its questions. If that fails, `notRun` is the reason. */
export async function tryEngine(bench, engine) {
  const name = `${engine.name}, ${engine.scenarios.join(" and ")}`;
  try {
    const built = await buildOnce(bench, engine);
    bench.tell(`${name}: ${bench.chunks} chunks indexed in ${built.buildSeconds.toFixed(1)} s`);
    const task = taskOf(bench, engine);
    const colds = {};
    for (const kind of engine.scenarios.flatMap((scenario) => COLD_KINDS[scenario])) {
      forgetFiles(homeOf(bench, engine));
      const { coldMs } = await runWithinLimits({ task: "cold", kind, ...task }, bench.limits);
      colds[kind] = coldMs;
    }
    const { measured, residentBytes } = await runWithinLimits({ task: "warm", ...task }, bench.limits);
    const medians = Object.entries(measured).map(([kind, { medianMs }]) => `${kind} ${medianMs.toPrecision(3)} ms`);
    bench.tell(`  asked: ${medians.join(", ")}`);
    return { engine, measured, colds, sizes: { ...built, residentBytes } };
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    bench.tell(`${name}: not run: ${error.message}`);
    return { engine, notRun: error.message };
  }
}

/** Builds the index of an engine, unless another variant or an earlier run with `--keep` has built it. */
async function buildOnce(bench, engine) {
  const home = homeOf(bench, engine);
  const note = `${home}.json`;
  if (existsSync(note)) return JSON.parse(readFileSync(note, "utf8"));
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  try {
    const { seconds, indexBytes } = await runWithinLimits({ task: "build", ...taskOf(bench, engine) }, bench.limits);
    const built = { buildSeconds: seconds, indexBytes: indexBytes ?? sizeOf(home) };
    writeFileSync(note, JSON.stringify(built));
    return built;
  } catch (error) {
    if (error instanceof NotRun) throw new NotRun(`building: ${error.message}`);
    throw error;
  }
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const sizeOf = (folder) => filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0);

/** Lets the system drop the files of a folder from its page cache, with `dd` of GNU. */
function forgetFiles(folder) {
  for (const file of filesIn(folder))
    execFileSync("dd", [`of=${file}`, "oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none"]);
}

/**
 * Compares opening Lydian's index, up to the first hybrid answer, with reading its bytes, each from the disk and from
 * the cache.
 */
export async function measureOpening(bench, { engine, measured }) {
  const task = taskOf(bench, engine);
  const limits = bench.limits;
  const opening = {};
  for (const from of ["disk", "page cache"]) {
    const forget = () => from === "disk" && forgetFiles(homeOf(bench, engine));
    forget();
    const { readMs, bytes, codesMs } = await runWithinLimits({ task: "read", ...task }, limits);
    forget();
    const { coldMs: openMs } = await runWithinLimits({ task: "cold", kind: "hybrid", ...task }, limits);
    opening[`open, from the ${from}`] = { openMs, readMs, times: openMs / readMs, megabytes: bytes / 1e6 };
    opening.codes = { hybridP95Ms: measured.hybrid.p95Ms, codesMs, times: measured.hybrid.p95Ms / codesMs };
  }
  return opening;
}

/** Profiles Lydian by kind of search. */
export async function profileLydian(bench, { engine }) {
  const { profiles } = await runWithinLimits({ task: "profile", ...taskOf(bench, engine) }, bench.limits);
  return profiles;
}
