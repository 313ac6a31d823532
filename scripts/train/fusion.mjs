// Compares ways to fuse words and vectors: nDCG@10 of each method on training data, beside each list alone.
//
//   node scripts/train/fusion.mjs [--stores DIR] [--report]
//
// `--stores` keeps the embedded corpora, and what was found, for the next run. `--report` asks the questions that were not used
// for any choice.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openOnnxEmbedder } from "../../dist/adapters/onnx/index.js";
import { fuseScores } from "../../dist/engine/search/fuse/fuse-scores.js";
import { permutationTest } from "../../dist/evaluate/metrics/permutation-test.js";
import { ndcg } from "../../dist/evaluate/metrics/ranking-metrics.js";
import { collectCandidates } from "./collect-candidates.mjs";
import { fuseRanges, fuseRanks } from "./fuse-by-ranks-or-ranges.mjs";
import { retrievalSets } from "./retrieval-sets.mjs";

const { values } = parseArgs({ options: { stores: { type: "string" }, report: { type: "boolean" } } });
const modelFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../models/bge-small-en-v1.5-int8");
const depth = 100;

const lists = ({ words, vectors }, weight) => [
  { label: "words", weight: 1 - weight, chunks: words, absentScore: 0 },
  { label: "vectors", weight, chunks: vectors },
];
const weights = values.report ? [0.5] : [0.3, 0.4, 0.5, 0.6, 0.7];
const standard = (weight) => [`standard scores, ${weight}`, (found) => fuseScores(lists(found, weight), depth)];
const methods = new Map([
  ["words alone", ({ words }) => words],
  ["vectors alone", ({ vectors }) => vectors],
  ...weights.map(standard),
  ...(values.report
    ? []
    : [
        ...weights.map((weight) => [`min-max, ${weight}`, (found) => fuseRanges(lists(found, weight), depth)]),
        ...[1, 10, 20, 30, 40, 60].map((k) => [
          `reciprocal ranks, k = ${k}`,
          (found) => fuseRanks(lists(found, 0.5), depth, k),
        ]),
      ]),
]);
const chosen = "standard scores, 0.5";

const embedder = await openOnnxEmbedder({ folder: modelFolder });
const columns = [];
for (const set of retrievalSets(values.report ? "report" : "choose")) columns.push(await measureSet(set));
await embedder.close();
print();

/** Returns nDCG@10 of each query by each method. */
async function measureSet(set) {
  const questions = await collectCandidates(set, { embedder, depth, stores: values.stores });
  const byMethod = new Map([...methods.keys()].map((name) => [name, []]));
  for (const { grades, ...found } of questions) {
    for (const [name, rank] of methods) {
      const { holding, ...all } = found;
      const ranked = [...(holding ? rank(holding) : []), ...rank(all)];
      const ranking = [...new Set(ranked.map(({ documentId }) => documentId))];
      byMethod.get(name).push(ndcg({ ranking, grades }, 10));
    }
  }
  console.error(`${set.name}: ${questions.length} questions`);
  return { name: set.name, queries: questions.length, byMethod };
}

/** Marks a figure with `*` if the chosen method is better at p < .05, and with `!` if it is worse. */
function print() {
  console.log(
    `| method, vectors' weight | ${columns.map(({ name, queries }) => `${name}, ${queries}`).join(" | ")} | mean |`,
  );
  console.log(`| --- | ${columns.map(() => "---").join(" | ")} | --- |`);
  for (const method of methods.keys()) {
    const means = columns.map(({ byMethod }) => mean(byMethod.get(method)));
    const cells = columns.map(
      ({ byMethod }, at) => `${short(means[at])}${mark(byMethod.get(method), byMethod.get(chosen))}`,
    );
    console.log(`| ${method} | ${cells.join(" | ")} | ${short(mean(means))} |`);
  }
}

function mark(one, other) {
  const differences = other.map((value, at) => value - one[at]);
  if (permutationTest(differences) >= 0.05) return "";
  return mean(differences) > 0 ? "*" : "!";
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function short(number) {
  return number.toFixed(4).replace(/^0/, "");
}
