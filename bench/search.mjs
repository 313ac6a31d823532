// Compares search by words, by vectors and by both with other engines, in one run and on the same texts and vectors.
// Each engine has a fresh process with a limit of time and memory. Prints a table for each scenario; an engine that
// fails is listed with the reason.
//
//   npm run build && npm ci --prefix bench && npm run bench -- [--chunks 100000] [--only fts5,usearch] [--json]
//
//   --chunks N     number of texts and vectors (default 100,000)
//   --only A,B     only these engines and Lydian (default all; names of bench/search/engines/)
//   --queries N    number of questions of each kind (default 50)
//   --minutes N    maximum time in which an engine may build its index, or answer (default 10)
//   --memory MB    maximum memory of a process (default 6,000)
//   --profile      also prints the time of each of Lydian's functions
//   --keep FOLDER  keeps texts, vectors and built indexes there, and uses them again
//   --json         JSON instead of tables; the same is written to bench/results/search-N.json
//
// Texts are generated: words as frequent, and as often repeated, as in SciFact, Natural Questions and COVID-QA
// (bench/search/measure-text.mjs). Vectors are SciFact's embeddings with noise that keeps their mean and covariances
// (bench/search/measure-vectors.mjs); questions by vector are SciFact's own. Questions by words are eight different
// words of one text. All sides split words alike: at spaces, no stemming.
//
// Times are those of one question: each is asked once to warm up, and then the fastest of three rounds counts. The
// table has the median and the 95th percentile over the questions. "cpuMs" is the processor time of all threads for a
// question, as the mean of the best round; it is meaningful on a busy machine, too. "cold" is the time of a new
// process, whose files are not in the system's page cache, from before it opens the index until its first answer.
// "right" is the share of the right hits, found by brute force: the first 50 by BM25 as Lucene computes it, where equal
// scores count as right, or the first ten by float32. Memory is the growth of the process from before it opens the
// index until the end. "load" is the number of processes that wanted a core; above the number of cores, times mean
// little.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readTruth } from "./search/corpus-files.mjs";
import { chooseEngines } from "./search/engines.mjs";
import { makeCorpus, measureOpening, profileLydian, tryEngine } from "./search/measure-engine.mjs";
import { printReport, scenariosOf } from "./search/report.mjs";

const { values: options } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    only: { type: "string" },
    queries: { type: "string", default: "50" },
    minutes: { type: "string", default: "10" },
    memory: { type: "string", default: "6000" },
    profile: { type: "boolean", default: false },
    keep: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const chunks = Number(options.chunks);
const engines = chooseEngines(options.only);
const folder = options.keep ?? mkdtempSync(join(tmpdir(), "lydian-bench-"));
const bench = {
  folder,
  corpus: join(folder, `corpus-${chunks}`),
  chunks,
  questions: Number(options.queries),
  limits: { minutes: Number(options.minutes), megabytes: Number(options.memory) },
  tell: (line) => process.stderr.write(`${line}\n`),
};

async function measureAll() {
  await makeCorpus(bench);
  const results = [];
  const loads = [];
  for (const engine of engines) {
    results.push(await tryEngine(bench, engine));
    loads.push(loadavg()[0]);
  }
  const lydian = results.find(({ engine }) => engine.module === "lydian");
  return {
    chunks,
    texts: "generated, words as frequent and as often repeated as in SciFact, Natural Questions and COVID-QA",
    vectors: "SciFact's embeddings with noise that keeps their mean and covariances; questions are SciFact's",
    node: process.version,
    processor: `${cpus().length} × ${cpus()[0]?.model}`,
    load: Number((loads.reduce((sum, load) => sum + load, 0) / loads.length).toFixed(1)),
    "left out by --only":
      chooseEngines()
        .filter((engine) => !engines.includes(engine))
        .map(({ name }) => name)
        .join(", ") || "none",
    scenarios: scenariosOf(results, { truth: readTruth(bench.corpus), chunks }),
    opening: lydian?.measured && (await measureOpening(bench, lydian)),
    profiles: options.profile ? await profileLydian(bench, lydian) : undefined,
  };
}

try {
  const report = await measureAll();
  const results = fileURLToPath(new URL("results/", import.meta.url));
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}search-${chunks}.json`, `${JSON.stringify(report, null, 2)}\n`);
  if (options.json) console.log(JSON.stringify(report, null, 2));
  else printReport(report);
} finally {
  if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
