import assert from "node:assert/strict";
import { type AccessScope, defined, everything, type IndexQuery, InvalidArgumentError, never } from "../core/index.ts";
import type { IndexCase, IndexUnderTest } from "./index-case.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "./index-documents.ts";

const base = { collection: "default", scope: everything };
const wordsOf = (text: string, limit = 10) => ({ text, limit });

async function fill({ writer, reader }: IndexUnderTest, ...documents: readonly BriefDocument[]): Promise<void> {
  await writer.commit(
    { collection: "default", language: "en", add: documents.map(indexedDocument), removeIds: [] },
    never,
  );
  for (const { segmentId, chunkIds } of await reader.pendingVectors("default", testSpace, never)) {
    const vectors = chunkIds.map(vectorOf);
    await writer.attachVectors({ segmentId, collection: "default", space: testSpace, vectors }, never);
  }
}

async function found({ reader }: IndexUnderTest, query: Omit<IndexQuery, "collection">): Promise<readonly string[]> {
  const { words, vectors } = await reader.search({ collection: "default", ...query }, never);
  return [...words, ...vectors].map(({ documentId }) => documentId);
}

/** Cases about searches, filters, access and explanations. */
export const indexSearchCases: readonly IndexCase[] = [
  {
    name: "finds nothing in an empty store, and nothing for unknown words",
    async check(index) {
      assert.deepEqual(await found(index, { scope: everything, words: wordsOf("any") }), []);
      await fill(index, { id: "a", chunks: ["one"] });
      assert.deepEqual(await found(index, { scope: everything, words: wordsOf("none") }), []);
      assert.deepEqual(await found(index, { scope: everything, words: wordsOf("") }), []);
    },
  },
  {
    name: "sorts by score and equal scores by chunk id, even across segments",
    async check(index) {
      await fill(index, { id: "c", chunks: ["fox fox"] }, { id: "b", chunks: ["fox hen"] });
      await fill(index, { id: "a", chunks: ["fox hen"] });
      assert.deepEqual(await found(index, { scope: everything, words: wordsOf("fox") }), ["c", "a", "b"]);
      assert.deepEqual(await found(index, { scope: everything, words: wordsOf("fox", 2) }), ["c", "a"]);
    },
  },
  {
    name: "finds words of the title and of the headings",
    async check(index) {
      await fill(index, { id: "a", title: "Stroke", headingPath: ["Doses"], chunks: ["ward"] });
      for (const text of ["stroke", "doses", "ward"]) {
        assert.deepEqual(await found(index, { scope: everything, words: wordsOf(text) }), ["a"]);
      }
    },
  },
  {
    name: "returns as many hits as pass a filter",
    async check(index) {
      const documents = Array.from({ length: 40 }, (_, number) => ({
        id: `d${String(number).padStart(2, "0")}`,
        chunks: [number < 35 ? "fox fox fox" : "a fox"],
        metadata: { late: number >= 35 },
      }));
      await fill(index, ...documents);
      const filter = { op: "=", field: "late", value: true } as const;
      const expected = ["d35", "d36", "d37", "d38", "d39"];
      assert.deepEqual(await found(index, { scope: everything, filter, words: wordsOf("fox", 5) }), expected);
      const vector = { values: vectorOf("fox"), space: testSpace, limit: 5 };
      assert.deepEqual([...(await found(index, { scope: everything, filter, vector }))].sort(), expected);
    },
  },
  {
    name: "shows a labelled document only to a scope with its label",
    async check(index) {
      await fill(index, { id: "open", chunks: ["fox"] }, { id: "shut", chunks: ["fox"], accessLabels: ["vet"] });
      const seenBy = async (scope: AccessScope) => [...(await found(index, { scope, words: wordsOf("fox") }))].sort();
      assert.deepEqual(await seenBy({ kind: "labels", labels: [] }), ["open"]);
      assert.deepEqual(await seenBy({ kind: "labels", labels: ["vet"] }), ["open", "shut"]);
      assert.deepEqual(await seenBy(everything), ["open", "shut"]);
    },
  },
  {
    name: "tells a scope with labels nothing that depends on other documents",
    async check(index) {
      const open = [
        { id: "a", chunks: ["fox hen"] },
        { id: "b", chunks: ["fox", "seal"] },
      ];
      const shut = [
        { id: "c", chunks: ["hen hen foxes wolf"], accessLabels: ["vet"] },
        { id: "d", chunks: ["hen seals"], accessLabels: ["vet"] },
      ];
      const scope: AccessScope = { kind: "labels", labels: ["zoo"] };
      const words = { ...wordsOf("fox hen saal"), correctsTypos: true, prefixes: ["fo"] };
      const vector = { values: vectorOf("fox"), space: testSpace, limit: 9 };
      const query: IndexQuery = { ...base, scope, words, vector };
      const tell = async () => {
        const { generation: _, ...result } = await index.reader.search(query, never);
        const ids = result.vectors.map(({ chunkId }) => chunkId).sort();
        return { ...result, explained: await index.reader.explain(query, ids, never) };
      };
      await fill(index, ...open);
      const before = await tell();
      await fill(index, ...shut);
      assert.deepEqual(await tell(), before);
      await index.writer.commit({ ...base, language: "en", add: shut.map(indexedDocument), removeIds: [] }, never);
      assert.deepEqual(await tell(), before);
    },
  },
  {
    name: "counts the chunks whose vectors are missing or of another space",
    async check(index) {
      await fill(index, { id: "a", chunks: ["one", "two"] });
      const commit = { ...base, language: "en", add: [indexedDocument({ id: "b", chunks: ["three"] })], removeIds: [] };
      await index.writer.commit(commit, never);
      const vector = { values: vectorOf("one"), space: testSpace, limit: 3 };
      assert.equal((await index.reader.search({ ...base, vector }, never)).chunksWithoutVectors, 1);
      const other = { ...vector, space: { ...testSpace, fingerprint: "00000000000000bb" } };
      const result = await index.reader.search({ ...base, vector: other }, never);
      assert.deepEqual([result.chunksWithoutVectors, result.vectors], [3, []]);
    },
  },
  {
    name: "names the chunks found by words that have no vector of a space, for the languages that it reads",
    async check(index) {
      await fill(index, { id: "a", chunks: ["fox", "hen"] });
      const commit = { ...base, language: "en", add: [indexedDocument({ id: "b", chunks: ["fox"] })], removeIds: [] };
      await index.writer.commit(commit, never);
      const missing = async (vectorsOf: IndexQuery["vectorsOf"]) => {
        const query = defined({ ...base, words: wordsOf("fox"), vectorsOf });
        return (await index.reader.search(query, never)).withoutVectors?.map((id) => id.slice(0, 1)).sort();
      };
      assert.equal(await missing(undefined), undefined);
      assert.deepEqual(await missing({ space: testSpace }), ["b"]);
      assert.deepEqual(await missing({ space: testSpace, languages: ["de"] }), ["a", "b"]);
      assert.deepEqual(await missing({ space: { ...testSpace, fingerprint: "00000000000000bb" } }), ["a", "b"]);
    },
  },
  {
    name: "finds, explains and samples no chunk by a vector of zeros",
    async check(index) {
      const add = [indexedDocument({ id: "a", chunks: ["one two", "0.1 0.2"] })];
      await index.writer.commit({ ...base, language: "en", add, removeIds: [] }, never);
      const [pending] = await index.reader.pendingVectors("default", testSpace, never);
      const [first = "", second = ""] = pending?.chunkIds ?? [];
      const vectors = [vectorOf("one two"), new Float32Array(testSpace.dimensions)];
      const attached = { segmentId: pending?.segmentId ?? 0, collection: "default", space: testSpace, vectors };
      await index.writer.attachVectors(attached, never);
      for (const exact of [false, true]) {
        const vector = { values: vectorOf("one two"), space: testSpace, limit: 9, exact };
        const query = { ...base, words: wordsOf("0.2 one"), vector, vectorsOf: { space: testSpace } };
        const result = await index.reader.search(query, never);
        assert.deepEqual([result.vectors.map(({ chunkId }) => chunkId), result.withoutVectors], [[first], [second]]);
        assert.equal((await index.reader.explain(query, [second], never))[0]?.vectors, undefined);
      }
      const sampled = await index.reader.sampleVectors({ ...base, space: testSpace, limit: 9 }, never);
      assert.deepEqual([sampled.chunksWithVectors, sampled.sample.map(({ chunkId }) => chunkId)], [1, [first]]);
    },
  },
  {
    name: "explains each score by parts that sum to it",
    async check(index) {
      await fill(index, { id: "a", title: "fox", headingPath: ["hen", "fox"], chunks: ["fox and hen", "wolf"] });
      await fill(index, { id: "b", chunks: ["fox"] });
      const query = {
        ...base,
        words: wordsOf("fox hen"),
        vector: { values: vectorOf("x"), space: testSpace, limit: 9 },
      };
      const result = await index.reader.search(query, never);
      const ids = [...result.words.map(({ chunkId }) => chunkId), "none"];
      const explanations = await index.reader.explain(query, ids, never);
      assert.deepEqual(explanations.at(-1), {});
      for (const [rank, { score }] of result.words.entries()) {
        const words = explanations[rank]?.words;
        const sum = words?.parts.reduce((total, { value }) => total + value, 0) ?? 0;
        assert.equal(words?.score, score);
        assert.ok(Math.abs(sum - score) <= 1e-9 * score, `${sum} against ${score}`);
        assert.equal(explanations[rank]?.vectors?.parts[0]?.label, "cosine");
      }
      const labels = explanations[0]?.words?.parts.map(({ label }) => label);
      assert.deepEqual(labels, ["body:fox", "title:fox", "headings:fox", "body:hen", "headings:hen"]);
    },
  },
  {
    name: "rejects a limit below 1, and a vector that does not fit its space",
    async check({ reader }) {
      await assert.rejects(reader.search({ ...base, words: wordsOf("a", 0) }, never), InvalidArgumentError);
      const vector = { values: new Float32Array(3), space: testSpace, limit: 1 };
      await assert.rejects(reader.search({ ...base, vector }, never), InvalidArgumentError);
    },
  },
];
