// Compares ways to fuse words and vectors: nDCG@10 of each method on training data, beside each list alone.
//
//   node scripts/train/fusion.mjs [--stores DIR] [--strata] [--report]
//
// `--stores` keeps the embedded corpora, and what was found, for the next run. `--strata` compares lists and fusion for
// kinds of questions. `--report` asks the questions that were not used for any choice.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openOnnxEmbedder } from "../../dist/adapters/onnx/index.js";
import { fuseScores } from "../../dist/engine/search/fuse/fuse-scores.js";
import { permutationTest } from "../../dist/evaluate/metrics/permutation-test.js";
import { ndcg } from "../../dist/evaluate/metrics/ranking-metrics.js";
import { collectScores } from "./collect-scores.mjs";
import {
  scoreBackground,
  scoreCompleted,
  scoreDeviations,
  scoreMissing,
  scoreProportions,
  scoreRanges,
  scoreRanks,
} from "./fuse-other-ways.mjs";
import { gradeWholeArticles, retrievalSets } from "./retrieval-sets.mjs";

const { values } = parseArgs({
  options: { stores: { type: "string" }, strata: { type: "boolean" }, report: { type: "boolean" } },
});
const purpose = values.report ? "report" : "choose";
const modelFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../models/bge-small-en-v1.5-int8");
const depth = 100;
/** Weight of vectors in the product. */
const productWeight = 0.45;
const weights = [0.35, 0.4, productWeight, 0.5];

const isIn = (list) => (candidate) => candidate[rankName(list)] >= 0;
const rankName = (list) => (list === "words" ? "wordRank" : "vectorRank");

/** Returns a list of a question as the product's fusion reads it. */
const listOf = ({ candidates }, list) =>
  candidates
    .filter(isIn(list))
    .sort((left, right) => left[rankName(list)] - right[rankName(list)])
    .map((candidate) => ({ ...candidate, score: candidate[list] }));

function fuseMissing(question, weight) {
  const words = { label: "words", weight: 1 - weight, maxScore: question.maxWordScore, absentScore: 0 };
  const vectors = { label: "vectors", weight, maxScore: 1 };
  const lists = [
    { ...words, chunks: listOf(question, "words") },
    { ...vectors, chunks: listOf(question, "vectors") },
  ];
  return fuseScores(lists, depth);
}

/** Orders the candidates of a question by their scores. */
const by = (scoresOf) => (question) => {
  const scores = scoresOf(question);
  const bestRank = ({ wordRank, vectorRank }) =>
    Math.min(wordRank < 0 ? depth : wordRank, vectorRank < 0 ? depth : vectorRank);
  return question.candidates
    .map((candidate, at) => ({ ...candidate, score: scores[at] }))
    .sort((left, right) => right.score - left.score || bestRank(left) - bestRank(right));
};
const each = (label, list, method) => list.map((weight) => [`${label}, ${short(weight, 2)}`, method(weight)]);
const chosen = `**what is missing**, ${short(productWeight, 2)}`;
const before = "standard scores, .50";
const methods = new Map([
  ["words alone", (question) => listOf(question, "words")],
  ["vectors alone", (question) => listOf(question, "vectors")],
  ...each("standard scores", values.report ? [0.5] : [0.4, 0.5, 0.6], (weight) =>
    by((question) => scoreDeviations(question, weight)),
  ),
  ...each(
    "**what is missing**",
    values.report ? [productWeight] : weights,
    (weight) => (question) => fuseMissing(question, weight),
  ),
  ...(values.report ? [] : otherMethods()),
]);

function otherMethods() {
  return [
    ...each("what is missing, exact scores in both", [0.4, 0.45, 0.5], (weight) =>
      by((one) => scoreMissing(one, weight)),
    ),
    ...each("without the logarithm, exact scores", [0.4, 0.5, 0.6], (weight) =>
      by((one) => scoreProportions(one, weight)),
    ),
    ...each("standard scores, exact scores in both", [0.4, 0.5, 0.6], (weight) =>
      by((one) => scoreCompleted(one, weight)),
    ),
    ...each("standard scores over the collection", [0.5, 0.6, 0.7], (weight) =>
      by((one) => scoreBackground(one, weight)),
    ),
    ...each("min-max", [0.4, 0.5, 0.6], (weight) => by((one) => scoreRanges(one, weight))),
    ...[1, 60].map((k) => [`reciprocal ranks, k = ${k}`, by((question) => scoreRanks(question, k))]),
  ];
}

const embedder = await openOnnxEmbedder({ folder: modelFolder });
const columns = [];
for (const set of retrievalSets(purpose)) {
  const questions = await collectScores(set, { embedder, depth, stores: values.stores, purpose });
  columns.push(measure(set.name, questions));
  if (set.hasArticles) columns.push(measure(`${set.name}, articles`, gradeWholeArticles(set, questions)));
}
await embedder.close();
printMethods();
printSets();
if (!values.report) printLeaveOneOut();
if (values.strata) for (const column of columns) printStrata(column);

/** Computes nDCG@10 of each question by each method. */
function measure(name, questions) {
  const measureAll = (rank) =>
    questions.map((question) => {
      const ranking = [...new Set(rank(question).map(({ documentId }) => documentId))];
      return ndcg({ ranking, grades: question.grades }, 10);
    });
  const byMethod = new Map([...methods].map(([label, rank]) => [label, measureAll(rank)]));
  console.error(`${name}: ${questions.length} questions`);
  return { name, questions, byMethod };
}

/** Marks a figure with `*` if the chosen method is better at p < .05, and with `!` if it is worse. */
function printMethods() {
  printRow([
    "method, weight of vectors",
    ...columns.map(({ name, questions }) => `${name}, ${questions.length}`),
    "mean",
  ]);
  printRow(["---", ...columns.map(() => "---"), "---"]);
  for (const method of methods.keys()) {
    const means = columns.map(({ byMethod }) => mean(byMethod.get(method)));
    const cells = columns.map(
      ({ byMethod }, at) => `${short(means[at])}${mark(byMethod.get(method), byMethod.get(chosen))}`,
    );
    printRow([method, ...cells, short(mean(means))]);
  }
}

/** Compares the product's fusion with its lists and with the fusion before, for each set. */
function printSets() {
  printRow(["\nset", "words", "vectors", "before", "hybrid", "p"]);
  printRow(["---", "---", "---", "---", "---", "---"]);
  for (const { name, questions, byMethod } of columns) {
    const figures = ["words alone", "vectors alone", before, chosen].map((method) => mean(byMethod.get(method)));
    const p = permutationTest(byMethod.get(chosen).map((value, at) => value - byMethod.get(before)[at]));
    printRow([`${name}, ${questions.length}`, ...figures.map((figure) => short(figure)), short(p, 3)]);
  }
}

/** Chooses the weight of vectors by the mean of all sets but one, and reports the one. */
function printLeaveOneOut() {
  printRow(["\nset left out", "weight chosen by the others", "nDCG@10", "standard scores", "p"]);
  printRow(["---", "---", "---", "---", "---"]);
  const labels = each("**what is missing**", weights, () => undefined).map(([label]) => label);
  for (const { name, byMethod } of columns) {
    const article = name.split(",")[0];
    const others = columns.filter((other) => other.name.split(",")[0] !== article);
    const score = (label) => mean(others.map((other) => mean(other.byMethod.get(label))));
    const best = labels.reduce((left, right) => (score(right) > score(left) ? right : left));
    const p = permutationTest(byMethod.get(best).map((value, at) => value - byMethod.get(before)[at]));
    printRow([
      name,
      best.split(", ").at(-1),
      short(mean(byMethod.get(best))),
      short(mean(byMethod.get(before))),
      short(p, 3),
    ]);
  }
}

/**
 * Compares the lists and both fusions in each quarter of the questions, by what can be seen of a question when it is
 * asked.
 */
function printStrata({ name, questions, byMethod }) {
  const best = (question, list) => Math.max(0, ...question.candidates.filter(isIn(list)).map((one) => one[list]));
  const signals = {
    "words of the question": ({ length }) => length,
    "share of the highest word score": (question) => best(question, "words") / (question.maxWordScore || 1),
    "best cosine": (question) => best(question, "vectors"),
    "chunks in both first tens": ({ candidates }) =>
      candidates.filter(
        ({ wordRank: word, vectorRank: vector }) => word >= 0 && word < 10 && vector >= 0 && vector < 10,
      ).length,
  };
  printRow([`\n${name}`, "quarter", "questions", "words", "vectors", "standard scores", "what is missing"]);
  printRow(["---", "---", "---", "---", "---", "---", "---"]);
  for (const [label, signal] of Object.entries(signals)) {
    const ordered = questions
      .map((question, at) => ({ at, value: signal(question) }))
      .sort((left, right) => left.value - right.value);
    for (const quarter of [0, 1, 2, 3]) {
      const [from, to] = [quarter, quarter + 1].map((bound) => Math.floor((bound * ordered.length) / 4));
      const part = ordered.slice(from, to);
      const figures = ["words alone", "vectors alone", before, chosen].map((method) =>
        short(mean(part.map(({ at }) => byMethod.get(method)[at])), 3),
      );
      printRow([label, `${part[0].value.toFixed(2)} to ${part.at(-1).value.toFixed(2)}`, part.length, ...figures]);
    }
  }
}

function printRow(cells) {
  const [first, ...rest] = cells;
  const isHeading = String(first).startsWith("\n");
  console.log(`${isHeading ? "\n" : ""}| ${[String(first).trim(), ...rest].join(" | ")} |`);
}

function mark(one, other) {
  const differences = other.map((value, at) => value - one[at]);
  if (permutationTest(differences) >= 0.05) return "";
  return mean(differences) > 0 ? "*" : "!";
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function short(number, digits = 4) {
  return number.toFixed(digits).replace(/^0/, "");
}
