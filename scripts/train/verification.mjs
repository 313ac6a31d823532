// Fits the weights with which the verifier judges a sentence that is neither a quote nor plainly wrong.
//
//   npm run build && node scripts/train/verification.mjs [--vectors FILE]
//
// Uses SciFact's training claims and, by article, the training half of QAGS and WiCE. verification-figures.mjs uses the
// others.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { measureClaims } from "./claim-rows.mjs";
import { fitLogistic } from "./fit-logistic.mjs";
import { balancedAccuracy, rankingArea } from "./measure-verdicts.mjs";
import { readClaims } from "./read-claims.mjs";

const target = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../src/engine/verify/weigh/verification-model.json",
);
/** Maximum share of unsupported training claims that may pass all checks. */
const maxWrongShare = 0.1;
const thresholdStep = 0.01;
/** Strength of the ridge penalty, chosen by cross-validation over the training articles. */
const ridge = 30;
/**
 * Features without weights: hardly any claim has them, so their weights would be chance. The verifier uses them without
 * weights.
 */
const notFitted = new Set(["negation", "modality", "comparison"]);
/** Copies of each claim, since the sets differ in size. */
const copies = { "qags-cnndm": 2, "qags-xsum": 4, wice: 1, scifact: 1 };

const rows = await measureClaims(readClaims().filter(({ split }) => split === "train"));
const names = Object.keys(rows[0].features).filter((name) => !notFitted.has(name));
const model = {
  card: {
    data: "QAGS (CNN/DailyMail, XSum) and WiCE dev, the half of the articles whose hash is even; SciFact's training claims with their abstracts",
    claims: rows.length,
    licence:
      "QAGS states none (local tests only), WiCE ODC-By and CC BY-SA, SciFact CC BY 4.0; the weights hold none of their text",
    date: new Date().toISOString().slice(0, 10),
    script: "scripts/train/verification.mjs",
    embedder: "bge-small-en-v1.5-int8",
    goal: `threshold: the least at which at most ${100 * maxWrongShare} in 100 unsupported training claims pass all checks; evenThreshold: the best balanced accuracy on the training claims, as a mean over the sets`,
  },
  embedded: fitWeights(names),
  words: fitWeights(names.filter((name) => name !== "cosine")),
};
writeFileSync(target, `${JSON.stringify(model, null, 2)}\n`);
console.log(JSON.stringify(model, null, 2));

function fitWeights(used) {
  const weighted = rows.flatMap((row) => Array(copies[row.set]).fill(row));
  const fitted = fitLogistic(
    weighted.map(({ features }) => used.map((name) => features[name])),
    weighted.map(({ isSupported }) => isSupported),
    { ridge },
  );
  const weights = Object.fromEntries(used.map((name, at) => [name, round(fitted.weights[at])]));
  const probability = ({ features }) =>
    1 / (1 + Math.exp(-used.reduce((sum, name) => sum + weights[name] * features[name], fitted.intercept)));
  const scored = rows.map((row) => ({ ...row, score: probability(row) }));
  const steps = Array.from({ length: 99 }, (_, index) => round((index + 1) * thresholdStep));
  const unsupported = scored.filter(({ isSupported }) => !isSupported);
  return {
    figuresOnTraining: Object.fromEntries(
      Object.keys(copies).map((set) => [set, round(rankingArea(ofSet(scored, set)))]),
    ),
    threshold:
      steps.find(
        (step) => unsupported.filter((row) => passes(row, step)).length <= maxWrongShare * unsupported.length,
      ) ?? 1,
    evenThreshold: steps.reduce((best, step) =>
      meanAccuracy(scored, step) > meanAccuracy(scored, best) ? step : best,
    ),
    intercept: round(fitted.intercept),
    weights,
  };
}

/** Returns whether the verifier lets a claim pass. */
function passes({ isNearQuote, differences, isEnglish, score }, threshold) {
  return isNearQuote || (differences.length === 0 && isEnglish && score >= threshold);
}

function ofSet(scored, set) {
  return scored.filter((row) => row.set === set);
}

function meanAccuracy(scored, step) {
  const sets = Object.keys(copies);
  const each = sets.map((set) => balancedAccuracy(ofSet(scored, set), ({ score }) => score >= step));
  return each.reduce((sum, value) => sum + value, 0) / sets.length;
}

function round(value) {
  return Number(value.toFixed(4));
}
