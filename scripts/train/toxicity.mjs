// Trains the model of the guard `toxicity` and writes models/toxicity/model.json.
//
//   npm run build && LYDIAN_DATA=../shared/data node scripts/train/toxicity.mjs
//
// Prints figures of the development part only. Messages are offensive, so none is printed. The weights repeat exactly.

import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { FEATURE_BUCKETS } from "../../dist/guard/checks/toxicity/read-features.js";
import { TOXICITY_CLASSES } from "../../dist/guard/checks/toxicity/toxicity-model.js";
import { fitMultinomial, scoresOf, softmax } from "./toxicity/fit-multinomial.mjs";
import { readHarmless, readLabelled, shortenTexts, writeHarmless } from "./toxicity/read-rows.mjs";

const target = fileURLToPath(new URL("../../models/toxicity/model.json", import.meta.url));
const folder = process.env.LYDIAN_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
if (!existsSync(path.join(folder, "toxicity")))
  throw new Error(`There is no folder toxicity in ${folder}. Set LYDIAN_DATA.`);

/** Share of the harmless development texts that may fail. */
const MAX_FALSE_ALARMS = 0.0005;
/** Lowest threshold. Ordinary texts differ more from each other than those that development has. */
const MIN_THRESHOLD = 0.6;
const options = { classes: 3, buckets: FEATURE_BUCKETS, epochs: 4, rate: 0.1, ridge: 1e-6, seed: 7 };

const labelled = readLabelled(folder, "train");
const development = readLabelled(folder, "development");
const harmless = readHarmless(folder);
const counts = TOXICITY_CLASSES.map((_, label) => labelled.filter((row) => row.label === label).length);
const classWeights = counts.map((count) => Math.sqrt(labelled.length / (counts.length * count)));
const rows = [
  ...labelled.map((row) => ({ ...row, weight: classWeights[row.label] })),
  ...harmless.training.map((row) => ({ ...row, weight: 1 })),
  ...shortenTexts(harmless.training).map((row) => ({ ...row, weight: 1 })),
  ...writeHarmless().map((row) => ({ ...row, weight: 1 })),
];
console.log(`${rows.length} rows, of them ${labelled.length} messages (${counts.join(", ")})`);

const fitted = fitMultinomial(rows, options);
const model = quantise(fitted);
const judged = development.map((row) => ({ ...row, shares: softmax(scoresOf(model.exact, row.features)) }));
console.log(`development: macro F1 ${macroF1(judged).toFixed(4)}`);
const alarms = harmless.development
  .map(({ features }) => 1 - softmax(scoresOf(model.exact, features))[0])
  .sort((a, b) => b - a);
const threshold = Math.max(MIN_THRESHOLD, Math.ceil(100 * alarms[Math.floor(MAX_FALSE_ALARMS * alarms.length)]) / 100);
const caught = judged.filter(({ label }) => label > 0);
console.log(
  `threshold ${threshold}: ${alarms.filter((each) => each >= threshold).length} of ${alarms.length} harmless development texts fail, ` +
    `${caught.filter(({ shares }) => 1 - shares[0] >= threshold).length} of ${caught.length} offensive and hateful messages`,
);
const version = createHash("sha256").update(model.weights.join("")).digest("hex").slice(0, 12);
const content = { version, threshold, scales: model.scales, intercepts: model.intercepts, weights: model.weights };
writeFileSync(target, `${JSON.stringify(content)}\n`);
console.log(`${target}: version ${version}`);

/** Rounds the weights of each class to whole numbers from -127 to 127. */
function quantise({ weights, intercepts }) {
  const scales = weights.map((each) => each.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127);
  const rounded = weights.map((each, index) => Int8Array.from(each, (value) => Math.round(value / scales[index])));
  const exact = {
    intercepts,
    weights: rounded.map((each, index) => Float32Array.from(each, (value) => value * scales[index])),
  };
  return { scales, intercepts, exact, weights: rounded.map((each) => Buffer.from(each.buffer).toString("base64")) };
}

function macroF1(rowsWithShares) {
  const scores = TOXICITY_CLASSES.map((_, label) => {
    const said = rowsWithShares.filter(({ shares }) => shares.indexOf(Math.max(...shares)) === label);
    const right = said.filter((row) => row.label === label).length;
    const all = rowsWithShares.filter((row) => row.label === label).length;
    return (2 * right) / (said.length + all);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
