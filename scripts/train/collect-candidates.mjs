// Collects what the search by words and the search by vectors find for each question of a set, before the lists are fused.

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
 * Returns `{grades, words, vectors}` for each question. Both lists have the corpus ids of the first `depth` chunks. A question
 * with quoted words also has `holding`: both lists, limited to chunks with these words. A folder `stores` keeps the lists and
 * the store for the next run.
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
