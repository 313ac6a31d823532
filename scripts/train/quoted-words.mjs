// Measures what quotation marks in a question change: nDCG@10 of questions with quoted words if hits must contain these
// words, if such hits only come first, and without the marks. Uses training data, and HotpotQA for the report.
//
//   node scripts/train/quoted-words.mjs [--stores DIR]
//
// `--stores` keeps the embedded corpora for the next run.

import { parseArgs } from "node:util";
import { readQuery } from "../../dist/engine/search/find/read-query.js";
import { permutationTest } from "../../dist/evaluate/metrics/permutation-test.js";
import { ndcg } from "../../dist/evaluate/metrics/ranking-metrics.js";
import { openSet, retrievalSets } from "./retrieval-sets.mjs";

const { values } = parseArgs({ options: { stores: { type: "string" } } });
const limit = 100;

/** Ways to treat quoted words: "required" keeps only the hits that the search would put first. */
const forms = new Map([
  ["required", { read: (text) => text, keeps: ({ stage }) => stage === "phrases" }],
  ["first", { read: (text) => text, keeps: () => true }],
  ["no marks", { read: (text) => readQuery(text).text, keeps: () => true }],
]);
const chosen = "first";

const squad = retrievalSets("choose").find(({ name }) => name === "squad2");
const hotpot = retrievalSets("report").find(({ name }) => name === "hotpotqa100");
console.log("| set | mode | required | first | no marks |\n| --- | --- | --- | --- | --- |");
for (const set of [squad, hotpot]) await measureSet(set);

async function measureSet(set) {
  const { lydian, collection, corpusIds, queries, close } = await openSet(set, { stores: values.stores });
  const quoted = queries.filter(({ text }) => readQuery(text).phrases.length > 0);
  for (const mode of ["lexical", "vector", "hybrid"]) {
    const figures = new Map();
    for (const [name, { read, keeps }] of forms) {
      const found = [];
      for (const { text, grades } of quoted) {
        const { hits } = await lydian.search(read(text), { collection, mode, limit });
        const ids = hits.filter(keeps).map(({ documentId }) => corpusIds.get(documentId));
        found.push(ndcg({ ranking: [...new Set(ids)], grades }, 10));
      }
      figures.set(name, found);
    }
    const cells = [...figures.values()].map((found) => show(found, figures.get(chosen)));
    console.log(`| ${set.name}, ${quoted.length} of ${queries.length} | ${mode} | ${cells.join(" | ")} |`);
  }
  await close();
}

/** Formats the mean, with the p of its difference from the chosen form. */
function show(found, reference) {
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
  const p = permutationTest(found.map((value, at) => value - reference[at]));
  return `${mean.toFixed(3).replace(/^0/, "")}${found === reference ? "" : ` (p ${p.toFixed(2).replace(/^0/, "")})`}`;
}
