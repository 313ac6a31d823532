// What words and vectors find for each question of a set, as search itself asks the index, before the lists are fused.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openSqliteStore } from "../../dist/adapters/sqlite/index.js";
import { everything } from "../../dist/core/index.js";
import { createIndexReader } from "../../dist/engine/kernel/index.js";
import { findCandidates } from "../../dist/engine/search/find/find-candidates.js";
import { findQuoted } from "../../dist/engine/search/find/find-quoted.js";
import { readQuery } from "../../dist/engine/search/find/read-query.js";
import { beginSearch } from "../../dist/engine/search/search-run.js";
import { createAnalyzer } from "../../dist/engine/text/index.js";
import { openSet } from "./retrieval-sets.mjs";

const { signal } = new AbortController();

/**
 * `{grades, words, vectors}` for each question, the lists with ids of the corpus, the first `depth` chunks of each; where it
 * quotes words, also `holding`, the two lists of what holds them. With a folder `stores` they are kept there for the next run.
 */
export async function collectCandidates(set, { embedder, depth, stores }) {
  const { directory, collection, corpusIds, queries, close } = await openSet(set, { stores });
  const file = path.join(directory, `${set.folder}.candidates.json`);
  const kept = new Map(stores && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : []);
  const store = await openSqliteStore({ directory, waitMs: 5_000, mode: "read" });
  const index = createIndexReader({ store, analyzer: createAnalyzer() });
  const find = async ({ text }) => {
    const request = { query: text, collection, scope: everything, mode: "hybrid", limit: depth };
    const services = { index, store, clock: { now: Date.now, monotonicMs: () => performance.now() } };
    const run = beginSearch(services, request, { collection: { name: collection }, signal });
    const query = readQuery(text);
    const vector = Promise.resolve({
      vector: { values: await embedder.embedQuery(query.text, signal), space: embedder.space },
    });
    const found = await findCandidates(run, { query, vector }, depth);
    const quoted = await findQuoted(run, query, found.query);
    const toCorpus = ({ chunkId, documentId, score }) => ({ chunkId, documentId: corpusIds.get(documentId), score });
    const listsOf = ({ words, vectors }) => ({ words: words.map(toCorpus), vectors: vectors.map(toCorpus) });
    return { ...listsOf(found), ...(quoted && { holding: listsOf(quoted) }) };
  };
  for (const query of queries) if (!kept.has(query.id)) kept.set(query.id, await find(query));
  if (stores) writeFileSync(file, JSON.stringify([...kept]));
  await index.close();
  await store.close();
  await close();
  return queries.map(({ id, grades }) => ({ grades, ...kept.get(id) }));
}
