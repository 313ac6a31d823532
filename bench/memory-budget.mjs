// Measures what a memory budget costs: resident memory and the time of a search, with and without one, each in a process of its own.
// node bench/memory-budget.mjs [--chunks 40000]. Needs `npm run build`.
import { execFileSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openSqliteStore } from "../dist/adapters/sqlite/index.js";
import { createIndexReader } from "../dist/engine/kernel/index.js";
import { createAnalyzer } from "../dist/engine/text/index.js";
import { collection, createPlanter, never, openPlanted } from "./planted-index.mjs";

const { values } = parseArgs({
  options: { chunks: { type: "string", default: "40000" }, measure: { type: "string" }, share: { type: "string" } },
});
const GROUP = 5_000;
const SEARCHES = 30;
const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);

/** Searches a store within a share of its index's size, and prints a line. */
async function measure(directory, share) {
  const store = await openSqliteStore({ directory, waitMs: 60_000, mode: "read" });
  const parts = { store, analyzer: createAnalyzer() };
  const { question } = createPlanter(undefined, 11);
  const questions = Array.from({ length: SEARCHES }, question);
  const { sizeBytes } = await createIndexReader(parts).statistics(collection, never);
  const reader = createIndexReader(share === "none" ? parts : { ...parts, memoryBytes: Number(share) * sizeBytes });
  const before = process.memoryUsage().rss;
  let most = 0;
  const latencies = [];
  for (const asked of questions) {
    const startedMs = performance.now();
    await reader.search(asked, never);
    latencies.push(performance.now() - startedMs);
    most = Math.max(most, process.memoryUsage().rss);
  }
  const [fastest, median] = [0, SEARCHES / 2].map((at) => latencies.sort((a, b) => a - b)[at].toFixed(1));
  const name = share === "none" ? "none" : mib(share * sizeBytes);
  console.log(`${name.padEnd(14)}${mib(most - before).padStart(12)}${fastest.padStart(14)}${median.padStart(13)}`);
  await store.close();
}

async function compare(chunks) {
  const planted = await openPlanted();
  const { plant } = createPlanter(planted.writer, 7);
  for (let done = 0; done < chunks; done += GROUP) await plant(GROUP);
  const { sizeBytes, segments } = await planted.openReader().statistics(collection, never);
  console.log(`${chunks} chunks in ${segments} segments, ${mib(sizeBytes)} MiB of index`);
  console.log("budget, MiB    grew by, MiB   fastest, ms   median, ms");
  for (const share of ["none", "1", "0.5", "0.25", "0.05"]) {
    const args = [fileURLToPath(import.meta.url), "--measure", planted.directory, "--share", share];
    process.stdout.write(execFileSync(process.execPath, args, { encoding: "utf8" }));
  }
  await planted.close();
}

await (values.measure === undefined ? compare(Number(values.chunks)) : measure(values.measure, values.share ?? "none"));
