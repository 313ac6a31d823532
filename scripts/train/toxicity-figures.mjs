// Prints the figures of the guards toxicity, profanity and crisis.
//
//   npm run build && LYDIAN_DATA=../shared/data node scripts/train/toxicity-figures.mjs
//
// Messages are offensive, so only counts and shares are printed.

import { fileURLToPath } from "node:url";
import { measureCrisis } from "../../dist/evaluate/guards/measure-crisis.js";
import { measureOrdinary, measureToxicity } from "../../dist/evaluate/guards/measure-toxicity.js";
import { createCrisisCheck, createProfanityCheck, createToxicityCheck } from "../../dist/guard/index.js";
import { readViews } from "../../dist/guard/normalise/read-views.js";
import { classifyText, readToxicityModel } from "../../dist/guard/toxicity/toxicity-model.js";

const folder = process.env.LYDIAN_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const { signal } = new AbortController();
const model = await readToxicityModel();

const toxicity = { ...scorerOf(await createToxicityCheck()), classify };
print(await measureToxicity(folder, toxicity));
print(await measureOrdinary(folder, { guard: "profanity", ...scorerOf(await createProfanityCheck()) }));
print(await measureCrisis(folder, scorerOf(createCrisisCheck())));

function scorerOf(check) {
  const score = async (text) => {
    const input = { text, stage: "input", origin: "user", views: () => readViews(text) };
    return (await check.check(input, signal)).score;
  };
  return { score, threshold: check.threshold };
}

function classify(text) {
  const shares = Object.entries(classifyText(model, text));
  return shares.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

function print(measures) {
  for (const { guard, data, measure, value, low, high, goal, reached } of measures) {
    const interval = low === undefined ? "" : ` (${low.toFixed(4)} to ${high.toFixed(4)})`;
    const outcome = goal === undefined ? "" : `, goal ${goal}: ${reached ? "reached" : "missed"}`;
    console.log(`${guard}  ${data}  ${measure}: ${value.toFixed(4)}${interval}${outcome}`);
  }
}
