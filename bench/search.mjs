// BM25 top-50 (8 terms) and vector top-10 beside SQLite FTS5's bm25() and sqlite-vec's scans of floats and of bits: one
// run, the same text and vectors, each engine in a fresh process. Recall is the share of the first ten by float32.
//
//   npm run build && npm install --prefix bench && npm run bench -- [--chunks 100000] [--queries 50] [--centres FILE.f32] [--json]
//
// The text is generated: words by Zipf's law, 120 a chunk on average; a query is eight distinct words of one chunk: any
// words ("as written", what people type), or without the 50 commonest ("rarer words", as after stop words). The vectors
// are clustered noise around unit vectors: around rows of real embeddings where --centres names a file of 384
// little-endian float32 a row, around random ones otherwise (harder to tell apart than real ones by one-bit codes).
// Both sides split words alike: no stemming. Times are of one question: the median and 95th percentile of all, after
// each was asked once to warm up. Memory is what the process grew by from before the index was opened until the end; what
// SQLite reads again and again from the system's page cache is not in it. "load" is the mean number of processes that
// wanted a core meanwhile: above the number of cores, times say little.
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeCorpus } from "./search/corpus-files.mjs";

const { values: options } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    queries: { type: "string", default: "50" },
    centres: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const count = Number(options.chunks);

/** What `run-engine.mjs` answers in a process of its own. */
function runEngine(task, engine, folder) {
  const program = new URL("./search/run-engine.mjs", import.meta.url);
  return new Promise((resolve, reject) => {
    const child = fork(program, [task, engine, folder], { execArgv: ["--expose-gc"] });
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`${task} of ${engine} ended with ${code}.`)));
  });
}

/** Builds and asks an engine; seconds, megabytes and bytes a chunk beside what it answered. */
async function tryEngine(engine, folder) {
  const started = performance.now();
  const built = await runEngine("build", engine, folder);
  const buildSeconds = (performance.now() - started) / 1000;
  process.stderr.write(`${engine}: ${count} chunks indexed in ${buildSeconds.toFixed(1)} s\n`);
  const { measured, residentBytes } = await runEngine("search", engine, folder);
  const perChunk = { indexBytesPerChunk: built.indexBytes / count, residentBytesPerChunk: residentBytes / count };
  return { measured, size: { buildSeconds, ...perChunk } };
}

const timesOf = ({ medianMs, p95Ms }) => ({ medianMs, p95Ms });

/** What share of the right hits was found, by the mean of all questions. */
function shareOf(found, right) {
  const shares = right.rows.map(
    (rows, index) => rows.filter((row) => found.rows[index].includes(row)).length / rows.length,
  );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Both sides' times, and what share of the peer's hits we found too: recall, where the peer is exact. */
function compare(ours, peer) {
  return {
    lydianMs: ours.medianMs,
    lydianP95Ms: ours.p95Ms,
    peerMs: peer.medianMs,
    ratio: peer.medianMs / ours.medianMs,
    shared: shareOf(ours, peer),
  };
}

async function measureAll(folder) {
  writeCorpus(folder, { count, questions: Number(options.queries), centres: options.centres });
  const lydian = await tryEngine("lydian", folder);
  const fts5 = await tryEngine("fts5", folder);
  const sqliteVec = await tryEngine("sqlite-vec", folder);
  return {
    chunks: count,
    queries: Number(options.queries),
    vectors: options.centres ? "noise around real embeddings" : "noise around random unit vectors",
    node: process.version,
    processor: cpus()[0]?.model,
    load: loadavg()[0],
    searches: {
      "BM25 top 50, as written": compare(lydian.measured.asWritten, fts5.measured.asWritten),
      "BM25 top 50, rarer words": compare(lydian.measured.rarer, fts5.measured.rarer),
      "vector top 10": compare(lydian.measured.vectors, sqliteVec.measured.vectors),
      "vector top 10, exact": compare(lydian.measured.exactVectors, sqliteVec.measured.vectors),
      "vector top 10, beside bits": compare(lydian.measured.vectors, sqliteVec.measured.bitVectors),
      "vector top 10, beside bits re-scored": compare(lydian.measured.vectors, sqliteVec.measured.rescoredBitVectors),
    },
    filters: {
      "no filter": timesOf(lydian.measured.vectors),
      "remembered filter": timesOf(lydian.measured.filteredVectors),
      "new filter": timesOf(lydian.measured.newlyFilteredVectors),
    },
    recall: {
      Lydian: shareOf(lydian.measured.vectors, sqliteVec.measured.vectors),
      "Lydian, exact": shareOf(lydian.measured.exactVectors, sqliteVec.measured.vectors),
      "sqlite-vec, bits": shareOf(sqliteVec.measured.bitVectors, sqliteVec.measured.vectors),
      "sqlite-vec, bits re-scored": shareOf(sqliteVec.measured.rescoredBitVectors, sqliteVec.measured.vectors),
    },
    engines: {
      "Lydian (words and vectors)": lydian.size,
      "FTS5 (words)": fts5.size,
      "sqlite-vec (vectors)": sqliteVec.size,
    },
  };
}

/** Columns of numbers with at most `digits` digits that count. */
const rounded = (table, digits) =>
  Object.fromEntries(
    Object.entries(table).map(([name, row]) => [
      name,
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, Number(value.toPrecision(digits))])),
    ]),
  );

const folder = mkdtempSync(join(tmpdir(), "lydian-bench-"));
try {
  const report = await measureAll(folder);
  if (options.json) console.log(JSON.stringify(report, null, 2));
  else {
    console.table(rounded(report.searches, 3));
    console.table(rounded(report.filters, 3));
    console.table(report.recall);
    console.table(rounded(report.engines, 4));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
