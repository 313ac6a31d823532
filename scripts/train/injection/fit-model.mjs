// Fits the weights of an injection guard, and the logistic regression over the values that it measures.

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fitLogistic } from "../fit-logistic.mjs";
import { fitHashed, roundWeights } from "./fit-hashed.mjs";
import { seededChoice } from "./seeded-choice.mjs";

export const BUCKETS = 2 ** 17;

/** Returns a row of the support vector machine: the distinct buckets of some tokens. */
export function toInstance(tokens, { start, end }, { label, cost }) {
  const buckets = new Set();
  for (let index = start; index < end; index++) {
    for (const feature of tokens[index].features) buckets.add(feature & (BUCKETS - 1));
  }
  return { buckets: Int32Array.from(buckets), value: 1 / Math.sqrt(buckets.size), label, cost };
}

/** Fits and rounds the hashed weights. */
export function fitWeights(instances, epochs) {
  const rows = instances.filter(({ buckets }) => buckets.length > 0);
  const { weights, intercept } = fitHashed(rows, BUCKETS, { epochs, random: seededChoice(11).random });
  const { rounded, scale } = roundWeights(weights);
  return { weights: rounded, scale, intercept };
}

/**
 * Fits weights of named values. A rule with a negative weight is left out and the others are fitted again, since no
 * rule makes a text harmless.
 *
 * @param {{values: Record<string, number>, label: 0|1}[]} rows
 * @param {string[]} names  values of the model
 * @param {string[]} rules  values that may only raise the probability
 */
export function fitNamed(rows, names, rules) {
  let kept = [...names, ...rules];
  for (;;) {
    const { intercept, weights } = fitLogistic(
      rows.map(({ values }) => kept.map((name) => values[name] ?? 0)),
      rows.map(({ label }) => label === 1),
      { ridge: 3, steps: 20 },
    );
    const negative = new Set(kept.filter((name, index) => rules.includes(name) && weights[index] < 0));
    if (negative.size === 0)
      return { offset: intercept, named: Object.fromEntries(kept.map((name, index) => [name, weights[index]])) };
    kept = kept.filter((name) => !negative.has(name));
  }
}

/** Returns the lowest threshold that at most a share of the harmless scores reach. */
export function thresholdFor(scores, share) {
  const sorted = [...scores].sort((left, right) => right - left);
  const next = sorted[Math.floor(share * sorted.length)] ?? 0;
  return Math.min(1, Math.ceil(next * 1000 + 1e-6) / 1000);
}

export const shareAbove = (scores, threshold) =>
  scores.filter((score) => score >= threshold).length / Math.max(1, scores.length);

/** Writes `models/NAME/model.json`. Its version is a hash of its content. */
export function writeModel(name, { weights, ...numbers }) {
  const folder = fileURLToPath(new URL(`../../../models/${name}/`, import.meta.url));
  const content = { ...numbers, weights: Buffer.from(weights.buffer).toString("base64") };
  const version = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}model.json`, `${JSON.stringify({ version, ...content }, null, 1)}\n`);
  return version;
}

/** Returns the number of a fold, the same for equal beginnings, so that variants of a text stay together. */
export function foldOf(text, folds) {
  return createHash("sha256").update(text.slice(0, 40)).digest().readUInt32LE(0) % folds;
}
