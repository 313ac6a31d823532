// Measures calculations over tables of growing size: time, processor time, the longest turn of the calling thread, and
// the size of the answer. Adding the file is not measured.
//
//   npm run build && node bench/tables.mjs [--rows 5000,50000,200000] [--json FILE]

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { openLydian } from "../dist/index.js";

const { values } = parseArgs({ options: { rows: { type: "string" }, json: { type: "string" } } });
const sizes = (values.rows ?? "5000,50000,200000").split(",").map(Number);
const questions = [
  "What is the total amount where the city is Oslo?",
  "What is the median amount?",
  "How many orders have an amount over 500?",
  "What is the total amount per city?",
];
const cities = ["Berlin", "Paris", "Oslo", "Rome"];
const results = [];

for (const rows of sizes) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "lydian-tables-"));
  const lydian = await openLydian({ store: path.join(folder, "store") });
  try {
    writeFileSync(path.join(folder, "orders.csv"), writeRows(rows));
    await lydian.add(path.join(folder, "orders.csv"), { embed: false });
    for (const question of questions) results.push({ rows, question, ...(await measure(lydian, question)) });
  } finally {
    await lydian.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
console.table(results);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 2));

function writeRows(count) {
  const lines = Array.from(
    { length: count },
    (_, row) =>
      `ORD-${row},Customer ${row % 97},${cities[row % 4]},${(100 + ((row * 7919) % 99_899)) / 100},2024-01-01`,
  );
  return ["order_id,customer,city,amount,date", ...lines].join("\n");
}

async function measure(lydian, question) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const answer = await lydian.ask(question);
  const { user, system } = process.cpuUsage(before);
  const milliseconds = Math.round(performance.now() - startedMs);
  delay.disable();
  const stages = Object.fromEntries(answer.trace.map(({ stage, durationMs }) => [stage, Math.round(durationMs)]));
  return {
    outcome: answer.status === "grounded" ? answer.answeredBy : answer.reason,
    milliseconds,
    processorMs: Math.round((user + system) / 1_000),
    answerMs: stages.answer,
    verifyMs: stages.verify,
    longestTurnMs: Math.round(delay.max / 1e6),
    answerKilobytes: Math.round(JSON.stringify(answer).length / 1_000),
    memoryMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
  };
}
