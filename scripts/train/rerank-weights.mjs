// Compares weights and depths of the reranker beside words and vectors, on questions that were used neither for its
// training nor in a report.
//
//   npm run build && node scripts/train/rerank-weights.mjs [--sets nq-oracle,covidqa,squad2] [--limit 300]
//
// nq-oracle and covidqa: the questions that the cross-encoder was not trained on (rerank/train.jsonl.gz), half of them
// by the hash of their id; squad2: the articles of `calibrate`. Prints nDCG@10, and how many questions are better or
// worse than without it. The first 30 chunks are read once; every weight and depth is then computed from these scores.

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { blend } from "../../dist/engine/search/rerank/blend.js";
import { openLydian } from "../../dist/index.js";
import { dataFolder } from "./read-squad.mjs";

const depths = [5, 10, 20, 30];
const weights = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1];
const deepest = Math.max(...depths);

const { values } = parseArgs({
  options: {
    sets: { type: "string", default: "nq-oracle,covidqa,squad2" },
    limit: { type: "string", default: "300" },
  },
});
for (const set of values.sets.split(",")) printTable(set, await readSet(set));

/**
 * Returns an entry for each question: its first chunks in their order, with the reranker's scores, and the right
 * documents.
 */
async function readSet(set) {
  const store = mkdtempSync(path.join(os.tmpdir(), "lydian-weights-"));
  const rerank = { model: "bundled", depth: deepest, weight: 0, budgetMs: 600_000 };
  const lydian = await openLydian({ store, settings: { rerank } });
  try {
    const folder = path.join(dataFolder, "retrieval", set);
    const corpus = readLines(path.join(folder, "corpus.jsonl"));
    await lydian.add(corpus.map(({ _id, title, text }) => ({ uri: `set:${_id}`, title, content: text })));
    const right = readJudgements(path.join(folder, "qrels.tsv"));
    const questions = chooseQuestions(set, readLines(path.join(folder, "queries.jsonl")), right);
    const asked = [];
    for (const { _id, text } of questions.slice(0, Number(values.limit))) {
      const { hits } = await lydian.search(text, { limit: deepest });
      asked.push({ right: right.get(_id), ranking: hits.map(toRanked) });
      if (asked.length % 50 === 0) console.error(`${set}: ${asked.length} questions`);
    }
    return asked;
  } finally {
    await lydian.close();
    rmSync(store, { recursive: true, force: true });
  }
}

function toRanked({ uri, chunkId, documentId, explanation, reading }) {
  const before = explanation.stages.findLast(({ stage }) => stage !== "reranker");
  return { uri, chunkId, documentId, score: before.score, relevance: reading?.relevance };
}

function chooseQuestions(set, queries, right) {
  const known = queries.filter(({ _id }) => right.has(_id));
  if (set === "squad2") {
    const { calibrate } = JSON.parse(readFileSync(path.join(dataFolder, "answers/squad2-split.json"), "utf8"));
    const isOf = (uri) => calibrate.includes(uri.slice("set:".length).split("#")[0]);
    return evenly(known.filter(({ _id }) => [...right.get(_id).keys()].some(isOf)));
  }
  const trained = new Set(
    readJsonLines(gunzipSync(readFileSync(path.join(dataFolder, "rerank/train.jsonl.gz"))).toString("utf8"))
      .filter(({ source }) => source === set)
      .map(({ qid }) => qid),
  );
  return evenly(known.filter(({ _id }) => !trained.has(_id) && hash(_id) % 2 === 0));
}

/** Orders questions so that neighbours come from different articles. */
function evenly(questions) {
  return [...questions].sort((one, other) => hash(one._id) - hash(other._id));
}

function hash(id) {
  return createHash("sha256").update(id).digest().readUInt32BE(0);
}

function readLines(file) {
  return readJsonLines(readFileSync(file, "utf8"));
}

function readJsonLines(text) {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function readJudgements(file) {
  const right = new Map();
  for (const line of readFileSync(file, "utf8").trim().split("\n").slice(1)) {
    const [query, document, score] = line.split("\t");
    if (Number(score) <= 0) continue;
    if (!right.has(query)) right.set(query, new Map());
    right.get(query).set(`set:${document}`, Number(score));
  }
  return right;
}

function printTable(set, asked) {
  const before = asked.map(({ ranking, right }) => ndcg(ranking, right));
  console.log(`\n${set}: ${asked.length} questions, nDCG@10 without the reranker ${mean(before).toFixed(4)}`);
  console.log("depth  weight  nDCG@10  better  worse");
  for (const depth of depths) {
    for (const weight of weights) {
      const after = asked.map(({ ranking, right }) => {
        const first = blend(ranking.slice(0, depth), "fusion", weight);
        const uris = new Map(ranking.map(({ chunkId, uri }) => [chunkId, uri]));
        const order = [...first.map(({ chunkId }) => ({ uri: uris.get(chunkId) })), ...ranking.slice(depth)];
        return ndcg(order, right);
      });
      const better = after.filter((value, at) => value > before[at]).length;
      const worse = after.filter((value, at) => value < before[at]).length;
      const cells = [mean(after).toFixed(4), String(better).padStart(6), String(worse).padStart(5)];
      console.log(`${String(depth).padStart(5)}  ${weight.toFixed(1).padStart(6)}   ${cells.join("  ")}`);
    }
  }
}

function ndcg(ranking, right) {
  const uris = [...new Set(ranking.map(({ uri }) => uri))].slice(0, 10);
  const gain = (value, at) => value / Math.log2(at + 2);
  const found = uris.reduce((sum, uri, at) => sum + gain(right.get(uri) ?? 0, at), 0);
  const best = [...right.values()].sort((a, b) => b - a).slice(0, 10);
  return found / best.reduce((sum, value, at) => sum + gain(value, at), 0);
}

function mean(list) {
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}
