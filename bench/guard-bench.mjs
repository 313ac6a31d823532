// Measures what the guards find on labelled data sets, their processor time, and what happens when a guard fails.
//
//   npm run build && LYDIAN_DATA=DATA node bench/guard-bench.mjs [--only secrets,topics] [--json]
//
// DATA (default ../shared/data) holds pii, injection, toxicity, retrieval, answers, rerank and documents-text. It takes
// several minutes, and prints no text of the data.
import { parseArgs } from "node:util";
import { loadTypeScript } from "./load-typescript.mjs";

const { values: options } = parseArgs({ options: { only: { type: "string" }, json: { type: "boolean" } } });
const { benchGuards } = await loadTypeScript("bench/guards/bench-guards.ts");
const { renderGuardBench } = await loadTypeScript("bench/guards/render-guard-bench.ts");

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const report = await benchGuards(
  {
    folder: process.env.LYDIAN_DATA ?? "../shared/data",
    only: options.only?.split(","),
    clock: { monotonicMs: () => performance.now() },
    processorMs,
    onPart: (name) => console.error(`measuring ${name}`),
  },
  new AbortController().signal,
);
console.log(options.json ? JSON.stringify(report, undefined, 2) : renderGuardBench(report).join("\n"));
