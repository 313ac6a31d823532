// Measures how rephrasings by a language model change the search: nDCG@10 and recall@100 with and without them,
// on claims of scifact-train, with the p of a paired permutation test.
//
//   node scripts/train/rephrasings.mjs --model gguf:PATH [--stores DIR] [--questions 60] [--count 2]
//
// `--stores` keeps the embedded corpus for the next run.

import { parseArgs } from "node:util";
import { permutationTest } from "../../dist/evaluate/metrics/permutation-test.js";
import { ndcg, recall } from "../../dist/evaluate/metrics/ranking-metrics.js";
import { openSet, retrievalSets } from "./retrieval-sets.mjs";

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    stores: { type: "string" },
    questions: { type: "string", default: "60" },
    count: { type: "string", default: "2" },
  },
});
const limit = 100;

const [set] = retrievalSets("choose");
const rephrasing = { search: { rephrasings: Number(values.count) }, answer: { model: values.model } };
const [plain, rephrased] = [
  await openSet(set, { stores: values.stores, settings: {} }),
  await openSet(set, { stores: values.stores, settings: rephrasing }),
];
const questions = plain.queries.slice(0, Number(values.questions));

let phrasings = 0;
let rephraseMs = 0;
console.log("| mode | nDCG@10 without, with (p) | recall@100 without, with (p) | questions with other ranks |");
console.log("| --- | --- | --- | --- |");
for (const mode of ["lexical", "hybrid"]) {
  const figures = { ndcg: [[], []], recall: [[], []] };
  let changed = 0;
  for (const { text, grades } of questions) {
    const rankings = [];
    for (const [at, { lydian, collection, corpusIds }] of [plain, rephrased].entries()) {
      const { hits, rephrasings = [], trace } = await lydian.search(text, { collection, mode, limit });
      const ranking = [...new Set(hits.map(({ documentId }) => corpusIds.get(documentId)))];
      rankings.push(ranking.join());
      figures.ndcg[at].push(ndcg({ ranking, grades }, 10));
      figures.recall[at].push(recall({ ranking, grades }, 100));
      if (mode !== "lexical") continue;
      phrasings += rephrasings.length;
      rephraseMs += trace.find(({ stage }) => stage === "rephrase")?.durationMs ?? 0;
    }
    if (rankings[0] !== rankings[1]) changed++;
  }
  console.log(`| ${mode} | ${show(figures.ndcg)} | ${show(figures.recall)} | ${changed} of ${questions.length} |`);
}
const seconds = (rephraseMs / questions.length / 1_000).toFixed(1);
console.log(`\n${(phrasings / questions.length).toFixed(1)} phrasings a question, written in ${seconds} s`);
await plain.close();
await rephrased.close();

/** Formats both means, with the p of their difference. */
function show([without, having]) {
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const p = permutationTest(having.map((value, at) => value - without[at]));
  const short = (value, digits) => value.toFixed(digits).replace(/^0/, "");
  return `${short(mean(without), 3)}, ${short(mean(having), 3)} (${short(p, 2)})`;
}
