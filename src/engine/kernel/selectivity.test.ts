import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type AccessScope, canRead, everything, type Filter, never } from "../../core/index.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

const collection = "default";
/** Number of documents, more than the candidates of a short list. */
const DOCUMENTS = 1_200;
const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
const [reader, writer] = [createIndexReader(services), createIndexWriter(services)];
const isLive = (number: number) => number % 7 !== 3;

/** Documents with one chunk, one label, the word w0 and a number that is unrelated to their rank. */
const documents: readonly BriefDocument[] = Array.from({ length: DOCUMENTS }, (_, number) => ({
  id: `d${number}`,
  chunks: [`w0 w${number % 90}`],
  metadata: { number: (number * 577) % DOCUMENTS },
  accessLabels: [`l${number % 10}`],
}));

beforeAll(async () => {
  for (let start = 0; start < DOCUMENTS; start += 300) {
    const add = documents.slice(start, start + 300).map(indexedDocument);
    await writer.commit({ collection, language: "en", add, removeIds: [] }, never);
  }
  for (const { segmentId, chunkIds } of await reader.pendingVectors(collection, testSpace, never))
    await writer.attachVectors({ segmentId, collection, space: testSpace, vectors: chunkIds.map(vectorOf) }, never);
  const removeIds = documents.flatMap(({ id }, number) => (isLive(number) ? [] : [id]));
  await writer.commit({ collection, language: "en", add: [], removeIds }, never);
});

describe("a filtered search", () => {
  it("returns a full list whenever enough documents match, by words and by vectors, for filters of any selectivity", async () => {
    const share = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: DOCUMENTS }));
    const scope = fc.oneof(
      fc.constant<AccessScope>(everything),
      fc
        .subarray(["l0", "l1", "l2", "l3"], { minLength: 1 })
        .map((labels): AccessScope => ({ kind: "labels", labels })),
    );
    await fc.assert(
      fc.asyncProperty(
        share,
        scope,
        fc.integer({ min: 1, max: 60 }),
        fc.string(),
        async (below, callerScope, limit, text) => {
          const filter: Filter = { op: "<", field: "number", value: below };
          const matching = documents.flatMap(({ id, metadata, accessLabels = [] }, number) =>
            isLive(number) && Number(metadata?.number) < below && canRead(callerScope, accessLabels) ? [id] : [],
          );
          const vector = { values: vectorOf(text), space: testSpace, limit };
          const query = { collection, scope: callerScope, filter, words: { text: "w0", limit }, vector };
          const found = await reader.search(query, never);
          for (const list of [found.words, found.vectors]) {
            expect(list).toHaveLength(Math.min(limit, matching.length));
            for (const { documentId } of list) expect(matching).toContain(documentId);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
