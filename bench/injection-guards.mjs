// Measures the guards of injection on the sets that they were not trained on, and their speed.
//
//   npm run build && node bench/injection-guards.mjs
//
// Reads $LYDIAN_DATA/{injection,documents-text,retrieval,answers,rerank} (default ../shared/data). The speed is the
// processor time of a check of 1,000 characters of documents, without the decoding of hidden readings, which all guards
// share.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createDirectInjectionCheck } from "../dist/guard/checks/direct-injection/create-direct-injection-check.js";
import {
  createIndirectInjectionCheck,
  createSentenceScorer,
} from "../dist/guard/checks/indirect-injection/create-indirect-injection-check.js";
import { readViews } from "../dist/guard/normalise/read-views.js";
import { loadTypeScript } from "./load-typescript.mjs";

const { measureDirectInjection } = await loadTypeScript("bench/guards/measure-direct-injection.ts");
const { measureIndirectInjection } = await loadTypeScript("bench/guards/measure-indirect-injection.ts");
const { measureOrdinary } = await loadTypeScript("bench/guards/measure-ordinary.ts");

const PIECE_CHARACTERS = 1000;
const PIECES = 20;
const folder = resolve(process.env.LYDIAN_DATA ?? "../shared/data");
const { signal } = new AbortController();
const checkText = (guard, text, views) =>
  guard.check({ stage: "input", origin: "user", text, views: () => views }, signal);

const direct = await createDirectInjectionCheck();
const indirect = await createIndirectInjectionCheck();
const score = async (text) => (await checkText(direct, text, readViews(text))).score;
print(await measureDirectInjection(folder, { score, threshold: direct.threshold }, signal));
const { id: guard, threshold } = direct;
const asked = await measureOrdinary(folder, { guard, kind: "questions", score, threshold });
print(asked.filter(({ data }) => data !== "974 harmless prompts"));
print(await measureIndirectInjection(folder, await createSentenceScorer(), signal));
for (const guard of [direct, indirect]) await printSpeed(guard);

function print(measures) {
  for (const { guard, data, measure, value, low, high, goal, reached } of measures) {
    const verdict = goal === undefined ? "" : `, goal ${goal}: ${reached ? "reached" : "missed"}`;
    const [share, from, to] = [value, low, high].map((number) => number.toFixed(4));
    console.log(`${guard}, ${data}, ${measure}: ${share} (${from} to ${to})${verdict}`);
  }
}

async function printSpeed(guard) {
  const documents = join(folder, "documents-text");
  const pieces = readdirSync(documents).flatMap((name) => {
    const text = readFileSync(join(documents, name), "utf8");
    const starts = Array.from({ length: PIECES }, (_, index) => index * PIECE_CHARACTERS);
    return starts
      .filter((start) => start + PIECE_CHARACTERS <= text.length)
      .map((start) => text.slice(start, start + PIECE_CHARACTERS));
  });
  const times = [];
  for (const text of pieces) {
    const views = readViews(text);
    const before = process.cpuUsage();
    await checkText(guard, text, views);
    times.push(process.cpuUsage(before).user / 1000);
  }
  times.sort((left, right) => left - right);
  const percentile = times[Math.floor(0.95 * times.length)].toFixed(1);
  console.log(`${guard.id}: ${pieces.length} pieces of 1,000 characters, 95 % within ${percentile} ms`);
}
