import assert from "node:assert/strict";
import { type AccessScope, everything, InvalidArgumentError, never, type VectorSample } from "../core/index.ts";
import type { IndexCase, IndexUnderTest } from "./index-case.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "./index-documents.ts";

function commit({ writer }: IndexUnderTest, ...documents: readonly BriefDocument[]) {
  const add = documents.map(indexedDocument);
  return writer.commit({ collection: "default", language: "en", add, removeIds: [] }, never);
}

async function embedAll({ reader, writer }: IndexUnderTest): Promise<void> {
  for (const { segmentId, chunkIds } of await reader.pendingVectors("default", testSpace, never)) {
    const attachment = { segmentId, collection: "default", space: testSpace, vectors: chunkIds.map(vectorOf) };
    await writer.attachVectors(attachment, never);
  }
}

function sampleOf({ reader }: IndexUnderTest, limit: number, scope: AccessScope = everything): Promise<VectorSample> {
  return reader.sampleVectors({ collection: "default", scope, space: testSpace, limit }, never);
}

const idsOf = ({ sample }: VectorSample): readonly string[] => sample.map(({ chunkId }) => chunkId);

const documents: readonly BriefDocument[] = Array.from({ length: 30 }, (_, number) => ({
  id: `d${String(number).padStart(2, "0")}`,
  chunks: [`one of ${number}`, `two of ${number}`],
}));

/** Cases about samples of vectors. */
export const indexSampleCases: readonly IndexCase[] = [
  {
    name: "samples all chunks with vectors, sorted by chunk id, if they do not exceed the limit",
    async check(index) {
      await commit(index, ...documents.slice(0, 3));
      await embedAll(index);
      const { chunks, chunksWithVectors, sample } = await sampleOf(index, 100);
      assert.deepEqual([chunks, chunksWithVectors, sample.length], [6, 6, 6]);
      assert.deepEqual(
        idsOf({ generation: 0, chunks, chunksWithVectors, sample }),
        [...sample.map((one) => one.chunkId)].sort(),
      );
      const [kept] = await index.reader.readIndexed("default", ["d01"], never);
      for (const one of sample.filter(({ documentId }) => documentId === "d01")) {
        assert.deepEqual(one.vector, kept?.vectors.get(one.chunkId));
        assert.equal(one.language, kept?.language);
      }
    },
  },
  {
    name: "samples the same chunks for any segments, and changes few when a document is added",
    async check(index) {
      await commit(index, ...documents);
      await embedAll(index);
      const first = idsOf(await sampleOf(index, 20));
      assert.equal(first.length, 20);
      assert.deepEqual(idsOf(await sampleOf(index, 20)), first);
      // Replaces documents by themselves: the same documents in other segments.
      for (const document of documents.slice(0, 8)) await commit(index, document);
      await embedAll(index);
      assert.deepEqual(idsOf(await sampleOf(index, 20)), first);
      await commit(index, { id: "new", chunks: ["quite new"] });
      await embedAll(index);
      const stayed = idsOf(await sampleOf(index, 20)).filter((id) => first.includes(id));
      assert.ok(stayed.length >= 19, `${stayed.length} of 20 stayed`);
    },
  },
  {
    name: "neither samples nor counts chunks that the reader may not see",
    async check(index) {
      const shut = { id: "shut", chunks: ["a secret", "another"], accessLabels: ["vet"] };
      await commit(index, { id: "open", chunks: ["for all"] }, shut);
      await embedAll(index);
      const seen = await sampleOf(index, 100, { kind: "labels", labels: [] });
      assert.deepEqual([seen.chunks, seen.chunksWithVectors], [1, 1]);
      assert.deepEqual(
        seen.sample.map(({ documentId }) => documentId),
        ["open"],
      );
      assert.equal((await sampleOf(index, 100, { kind: "labels", labels: ["vet"] })).chunks, 3);
    },
  },
  {
    name: "samples no chunk without a vector, and counts those chunks",
    async check(index) {
      await commit(index, ...documents.slice(0, 2));
      assert.deepEqual((await sampleOf(index, 10)).sample, []);
      await embedAll(index);
      await commit(index, { id: "late", chunks: ["not yet"] });
      const { chunks, chunksWithVectors, sample } = await sampleOf(index, 10);
      assert.deepEqual([chunks, chunksWithVectors, sample.length], [5, 4, 4]);
    },
  },
  {
    name: "rejects a sample of size 0",
    async check(index) {
      await assert.rejects(sampleOf(index, 0), InvalidArgumentError);
    },
  },
];
