import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defined, everything, type IndexQuery, never } from "../../core/index.ts";
import { indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

/** Builds nine segments, some with removed documents, one without vectors, and counts the blocks that are read. */
async function makeIndex() {
  const store = createMemoryStore();
  const services = { store, analyzer: createPlainAnalyzer() };
  const [reader, writer] = [createIndexReader(services), createIndexWriter(services)];
  const collection = "default";
  for (let segment = 0; segment < 9; segment++) {
    const add = Array.from({ length: 20 }, (_, number) => {
      const words = Array.from({ length: 8 }, (_, at) => `w${(segment * 31 + number * 7 + at * at) % 40}`).join(" ");
      return indexedDocument({
        id: `d${(segment * 17 + number) % 150}`,
        chunks: [words, `${words} w1`],
        metadata: { number },
      });
    });
    await writer.commit({ collection, language: "en", add, removeIds: [`d${segment}`] }, never);
    if (segment === 8) break;
    for (const { segmentId, chunkIds } of await reader.pendingVectors(collection, testSpace, never)) {
      await writer.attachVectors({ segmentId, collection, space: testSpace, vectors: chunkIds.map(vectorOf) }, never);
    }
  }
  let reads = 0;
  const counting = {
    ...store,
    readBlocks: (...request: Parameters<typeof store.readBlocks>) => {
      reads++;
      return store.readBlocks(...request);
    },
  };
  return { ...services, store: counting, readsUntilNow: () => reads };
}

const question = fc.record({
  words: fc.array(
    fc.integer({ min: 0, max: 45 }).map((number) => `w${number}`),
    { minLength: 1, maxLength: 4 },
  ),
  limit: fc.integer({ min: 1, max: 30 }),
  from: fc.option(fc.integer({ min: 0, max: 19 }), { nil: undefined }),
  exact: fc.boolean(),
  phrase: fc.boolean(),
});

type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

function queryOf({ words, limit, from, exact, phrase }: Question): IndexQuery {
  const text = words.join(" ");
  return defined({
    collection: "default",
    scope: everything,
    filter: from === undefined ? undefined : ({ op: ">=", field: "number", value: from } as const),
    phrases: phrase ? words.slice(0, 1) : undefined,
    words: { text, limit, prefixes: ["w1"], correctsTypos: true },
    vector: { values: vectorOf(text), space: testSpace, limit, exact },
  });
}

describe("a reader with a memory budget", () => {
  it("finds and explains exactly the same for any budget, in concurrent searches too", async () => {
    const index = await makeIndex();
    const free = createIndexReader(index);
    const { sizeBytes } = await free.statistics("default", never);
    await fc.assert(
      fc.asyncProperty(
        fc.array(question, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: sizeBytes }),
        async (questions, memoryBytes) => {
          const budgeted = createIndexReader({ ...index, memoryBytes });
          const answer = async (reader: typeof free, query: IndexQuery) => {
            const found = await reader.search(query, never);
            const ids = [...found.words, ...found.vectors].map(({ chunkId }) => chunkId);
            return [found, await reader.explain(query, ids, never)];
          };
          const queries = questions.map(queryOf);
          const expected = [];
          for (const query of queries) expected.push(await answer(free, query));
          expect(await Promise.all(queries.map((query) => answer(budgeted, query)))).toEqual(expected);
          await budgeted.close();
        },
      ),
      { numRuns: 20 },
    );
  });

  it("caches parts up to its budget and reads the others again", async () => {
    const index = await makeIndex();
    const query = queryOf({ words: ["w3", "w9"], limit: 5, from: undefined, exact: false, phrase: false });
    const readsOfSecondSearch = async (memoryBytes: number) => {
      const reader = createIndexReader({ ...index, memoryBytes });
      await reader.search(query, never);
      const before = index.readsUntilNow();
      await reader.search(query, never);
      await reader.close();
      return index.readsUntilNow() - before;
    };
    const { sizeBytes } = await createIndexReader(index).statistics("default", never);
    expect(await readsOfSecondSearch(sizeBytes)).toBe(0);
    expect(await readsOfSecondSearch(1)).toBeGreaterThan(15);
  });
});
