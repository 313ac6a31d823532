// Collects the candidates of both lists for each question of a set, with both exact scores, also where a list lacks the
// chunk.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openSqliteStore } from "../../dist/adapters/sqlite/index.js";
import { createWorkBudget, everything } from "../../dist/core/index.js";
import { createIndexReader } from "../../dist/engine/kernel/index.js";
import { findCandidates } from "../../dist/engine/search/find/find-candidates.js";
import { readQuery } from "../../dist/engine/search/find/read-query.js";
import { beginSearch } from "../../dist/engine/search/search-run.js";
import { createAnalyzer } from "../../dist/engine/text/index.js";
import { openSet } from "./retrieval-sets.mjs";

const { signal } = new AbortController();
/** Maximum number of questions of a set; of more, every second, third and so on is asked. */
const MAX_QUESTIONS = 2_000;

/**
 * Returns for each question without quotation marks (quoted words rank first whatever the fusion does):
 *
 * - `candidates`: the chunks of both lists, with their ranks from 0 (-1: not in the list), BM25 scores and cosines;
 * - `maxWordScore`: the score by words that no chunk can reach;
 * - `all`: mean and deviation of both scores over all chunks of the collection;
 * - `length`: number of words of the question;
 * - `grades`: relevant documents.
 *
 * A folder `stores` keeps the store and the result for the next run.
 */
export async function collectScores(set, { embedder, depth, stores, purpose }) {
  const file = stores && path.join(stores, `${set.name}.${purpose}.scores.json`);
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, "utf8")).map(withGrades);
  const { directory, collection, corpusIds, queries, close } = await openSet(set, { stores });
  const store = await openSqliteStore({ directory, waitMs: 5_000, mode: "read" });
  const index = createIndexReader({ store, analyzer: createAnalyzer() });
  const { chunks } = await index.statistics(collection, signal);

  const collect = async ({ id, text, grades }) => {
    const request = { query: text, collection, scope: everything, mode: "hybrid", limit: depth };
    const services = { index, store, clock: { now: Date.now, monotonicMs: () => performance.now() } };
    const run = beginSearch(services, request, { collection: { name: collection }, signal });
    const query = readQuery(text);
    const vector = { values: await embedder.embedQuery(query.text, signal), space: embedder.space };
    const found = await findCandidates(run, { query, vector: Promise.resolve({ vector }) }, depth);
    const scores = await index.search(
      {
        ...found.query,
        work: createWorkBudget(signal),
        words: { ...found.query.words, limit: chunks },
        vector: { ...vector, limit: chunks, exact: true },
      },
      signal,
    );
    return {
      id,
      grades: [...grades],
      length: text.split(/\s+/).length,
      maxWordScore: found.maxWordScore,
      candidates: joinLists(found, scores, corpusIds),
      all: {
        words: measureSpread(scores.words, chunks),
        vectors: measureSpread(scores.vectors, scores.vectors.length),
      },
    };
  };
  const questions = [];
  const step = Math.ceil(queries.length / MAX_QUESTIONS);
  const asked = queries.filter(({ text }, at) => at % step === 0 && readQuery(text).phrases.length === 0);
  for (const query of asked) {
    questions.push(await collect(query));
    if (questions.length % 200 === 0) console.error(`${set.name}: ${questions.length} of ${asked.length} questions`);
  }
  await index.close();
  await store.close();
  await close();
  if (file) writeFileSync(file, JSON.stringify(questions));
  return questions.map(withGrades);
}

function withGrades(question) {
  return { ...question, grades: new Map(question.grades) };
}

function joinLists(found, scores, corpusIds) {
  const scoresOf = (list) => new Map(list.map(({ chunkId, score }) => [chunkId, score]));
  const ranksOf = (list) => new Map(list.map(({ chunkId }, rank) => [chunkId, rank]));
  const [bm25, cosines] = [scoresOf(scores.words), scoresOf(scores.vectors)];
  const [wordRanks, vectorRanks] = [ranksOf(found.words), ranksOf(found.vectors)];
  const documents = new Map([...found.words, ...found.vectors].map((chunk) => [chunk.chunkId, chunk.documentId]));
  return [...documents].map(([chunkId, documentId]) => ({
    chunkId,
    documentId: corpusIds.get(documentId),
    wordRank: wordRanks.get(chunkId) ?? -1,
    vectorRank: vectorRanks.get(chunkId) ?? -1,
    words: bm25.get(chunkId) ?? 0,
    vectors: cosines.get(chunkId),
  }));
}

function measureSpread(list, count) {
  const mean = list.reduce((sum, { score }) => sum + score, 0) / count;
  const squares = list.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) + (count - list.length) * mean ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}
