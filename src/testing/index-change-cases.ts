import assert from "node:assert/strict";
import {
  CollectionNotFoundError,
  everything,
  type IndexCommit,
  InvalidArgumentError,
  never,
  SpaceMismatchError,
} from "../core/index.ts";
import type { IndexCase, IndexUnderTest } from "./index-case.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "./index-documents.ts";
import { readPart } from "./read-part.ts";

function commit({ writer }: IndexUnderTest, add: readonly BriefDocument[], removeIds: readonly string[] = []) {
  return writer.commit({ collection: "default", language: "en", add: add.map(indexedDocument), removeIds }, never);
}

async function idsFor({ reader }: IndexUnderTest, text: string): Promise<readonly string[]> {
  const words = { text, limit: 10 };
  const found = await reader.search({ collection: "default", scope: everything, words }, never);
  return found.words.map(({ documentId }) => documentId);
}

/** Attaches pending vectors. Returns the number of segments that got their vectors. */
async function embedAll({ reader, writer }: IndexUnderTest): Promise<number> {
  const pending = await reader.pendingVectors("default", testSpace, never);
  for (const { segmentId, chunkIds } of pending) {
    const vectors = chunkIds.map(vectorOf);
    const attachment = { segmentId, collection: "default", space: testSpace, vectors };
    assert.equal(await writer.attachVectors(attachment, never), true);
  }
  return pending.length;
}

function purgeOf(...removeIds: readonly string[]): IndexCommit {
  return { collection: "default", language: "en", add: [], removeIds, purge: true };
}

/** Returns all bytes of the collection's segments that could contain a word or an id, as one letter per byte. */
async function segmentBytes({ store }: IndexUnderTest): Promise<string> {
  const { segments } = await store.indexState("default", never);
  const texts: string[] = [];
  for (const { id } of segments) {
    for (const part of ["lexical", "documents"] as const) {
      texts.push(Buffer.concat(await readPart(store, id, part)).toString("latin1"));
    }
  }
  return texts.join("\n");
}

/** Cases about commits, vectors, merges and purges. */
export const indexChangeCases: readonly IndexCase[] = [
  {
    name: "finds a replaced document by its new words only",
    async check(index) {
      await commit(index, [{ id: "a", chunks: ["old words"] }]);
      await commit(index, [{ id: "a", chunks: ["new words"] }]);
      assert.deepEqual(await idsFor(index, "old"), []);
      assert.deepEqual(await idsFor(index, "new words"), ["a"]);
    },
  },
  {
    name: "replaces a document only if it has not changed since its replacement was made",
    async check(index) {
      await commit(index, [{ id: "a", chunks: ["old words"] }]);
      const query = { collection: "default", scope: everything, ids: ["a"] };
      const replaces = await index.store.readSummaries(query, never);
      const add = [indexedDocument({ id: "a", chunks: ["new words"] })];
      const change = { collection: "default", language: "en", add, removeIds: [], replaces };
      await commit(index, [{ id: "a", chunks: ["other words"] }]);
      const { generation } = await commit(index, [], ["none"]);
      assert.deepEqual(await index.writer.commit(change, never), { generation, removed: 0, isOutdated: true });
      assert.deepEqual(await idsFor(index, "new"), []);
      assert.equal((await index.writer.commit({ ...change, replaces: [] }, never)).isOutdated, undefined);
      const now = await index.store.readSummaries(query, never);
      assert.equal((await index.writer.commit({ ...change, replaces: now }, never)).isOutdated, undefined);
      assert.deepEqual(await idsFor(index, "new"), ["a"]);
      await commit(index, [], ["a"]);
      assert.equal((await index.writer.commit({ ...change, replaces: now }, never)).isOutdated, true);
    },
  },
  {
    name: "writes nothing for a commit without changes, and returns the number of removed documents",
    async check(index) {
      const first = await commit(index, [
        { id: "a", chunks: ["one"] },
        { id: "b", chunks: ["two"] },
      ]);
      assert.equal((await commit(index, [], ["none"])).generation, first.generation);
      const removal = await commit(index, [], ["a", "none", "a"]);
      assert.deepEqual(removal, { generation: first.generation + 1, removed: 1 });
      const statistics = await index.reader.statistics("default", never);
      assert.deepEqual([statistics.documents, statistics.chunks, statistics.deletedChunks], [1, 1, 1]);
    },
  },
  {
    name: "rejects removals from a missing collection",
    async check(index) {
      await assert.rejects(commit(index, [], ["a"]), CollectionNotFoundError);
    },
  },
  {
    name: "drops a segment whose last document is removed",
    async check(index) {
      await commit(index, [{ id: "a", chunks: ["one"] }]);
      await commit(index, [], ["a"]);
      assert.deepEqual((await index.store.indexState("default", never)).segments, []);
    },
  },
  {
    name: "attaches vectors to live chunks only, sets the space the first time, and rejects another space",
    async check(index) {
      await commit(index, [
        { id: "a", chunks: ["one"] },
        { id: "b", chunks: ["two", "three"] },
      ]);
      const [before] = await index.reader.pendingVectors("default", testSpace, never);
      await commit(index, [], ["a"]);
      const vectors = before?.chunkIds.map(vectorOf) ?? [];
      const attach = (space = testSpace) =>
        index.writer.attachVectors({ segmentId: before?.segmentId ?? 0, collection: "default", space, vectors }, never);
      assert.equal(await attach(), false);
      assert.equal(await embedAll(index), 1);
      assert.equal(await embedAll(index), 0);
      assert.deepEqual((await index.store.collection("default", never))?.space, testSpace);
      await assert.rejects(attach({ ...testSpace, fingerprint: "00000000000000bb" }), SpaceMismatchError);
    },
  },
  {
    name: "exports the indexed form of live documents, and imports it with the same scores",
    async check(index) {
      await commit(index, [
        { id: "a", chunks: ["one", "two"] },
        { id: "b", chunks: ["three"] },
      ]);
      await embedAll(index);
      await commit(index, [], ["b"]);
      const forms = await index.reader.readIndexed("default", ["none", "b", "a"], never);
      assert.deepEqual(
        forms.map(({ documentId, language, space }) => [documentId, language, space]),
        [["a", "en", testSpace]],
      );
      const again = indexedDocument({ id: "a", chunks: ["one", "two"] });
      const vectors = again.chunks.flatMap(({ id }) => forms[0]?.vectors.get(id) ?? []);
      const bring = (collection: string, space = testSpace, brought = vectors) => {
        const add = [{ ...again, document: { ...again.document, collection }, vectors: brought }];
        return index.writer.commit({ collection, language: "en", add, removeIds: [], space }, never);
      };
      await bring("other");
      assert.deepEqual(await index.reader.pendingVectors("other", testSpace, never), []);
      const near = async (collection: string) => {
        const vector = { values: vectorOf("two"), space: testSpace, limit: 5 };
        return (await index.reader.search({ collection, scope: everything, vector }, never)).vectors;
      };
      assert.equal((await near("other")).length, 2);
      assert.deepEqual(await near("other"), await near("default"));
      await assert.rejects(bring("other", { ...testSpace, fingerprint: "00000000000000bb" }), SpaceMismatchError);
      await assert.rejects(bring("other", testSpace, vectors.slice(1)), InvalidArgumentError);
    },
  },
  {
    name: "returns false for vectors of a segment that no longer exists",
    async check(index) {
      await commit(index, [{ id: "a", chunks: ["one"] }]);
      const attachment = { segmentId: 999, collection: "default", space: testSpace, vectors: [vectorOf("one")] };
      assert.equal(await index.writer.attachVectors(attachment, never), false);
    },
  },
  {
    name: "merges small segments and still finds all their words and vectors",
    async check(index) {
      for (let number = 0; number < 9; number++)
        await commit(index, [{ id: `d${number}`, chunks: [`word w${number}`] }]);
      await embedAll(index);
      assert.ok((await index.writer.merge("default", never)) >= 1);
      const statistics = await index.reader.statistics("default", never);
      assert.ok(statistics.segments < 9, `${statistics.segments} segments`);
      assert.deepEqual([statistics.chunks, statistics.chunksWithVectors], [9, 9]);
      assert.deepEqual(await idsFor(index, "w7"), ["d7"]);
      assert.equal(await index.writer.merge("default", never), 0);
    },
  },
  {
    name: "leaves no byte of a purged document in the segments",
    async check(index) {
      await commit(index, [
        { id: "a", title: "quokka", chunks: ["marsupial"] },
        { id: "b", chunks: ["bandicoot"] },
      ]);
      assert.equal((await index.writer.commit(purgeOf("a"), never)).removed, 1);
      assert.doesNotMatch(await segmentBytes(index), /quokka|marsupial/);
      assert.deepEqual(await idsFor(index, "bandicoot"), ["b"]);
    },
  },
  {
    name: "leaves no byte of an earlier version of a purged document in the segments, and keeps their vectors",
    async check(index) {
      await commit(index, [
        { id: "a", chunks: ["quokka"] },
        { id: "b", chunks: ["bandicoot"] },
      ]);
      await embedAll(index);
      await commit(index, [{ id: "a", chunks: ["numbat"] }]);
      assert.equal((await index.writer.commit(purgeOf("a"), never)).removed, 1);
      assert.doesNotMatch(await segmentBytes(index), /quokka|numbat/);
      assert.deepEqual(await idsFor(index, "bandicoot"), ["b"]);
      assert.equal((await index.reader.statistics("default", never)).chunksWithVectors, 1);
    },
  },
  {
    name: "purges earlier removals, and advances the generation only if a segment still contained them",
    async check(index) {
      await commit(index, [
        { id: "a", chunks: ["quokka"] },
        { id: "b", chunks: ["bandicoot"] },
      ]);
      const { generation } = await commit(index, [], ["a"]);
      assert.deepEqual(await index.writer.commit(purgeOf("a"), never), { generation: generation + 1, removed: 0 });
      assert.doesNotMatch(await segmentBytes(index), /quokka/);
      assert.deepEqual(await index.writer.commit(purgeOf("a"), never), { generation: generation + 1, removed: 0 });
    },
  },
  {
    name: "purges everything removed and replaced before, without their ids",
    async check(index) {
      for (const [kept, gone] of [
        ["bandicoot", "quokka"],
        ["wombat", "numbat"],
      ] as const) {
        const documents = [kept, gone].map((id) => ({ id, chunks: [id] }));
        await commit(index, documents);
      }
      await embedAll(index);
      await commit(index, [{ id: "quokka", chunks: ["echidna"] }], ["numbat"]);
      assert.match(await segmentBytes(index), /quokka/);
      assert.equal((await index.writer.commit(purgeOf(), never)).removed, 0);
      assert.doesNotMatch(await segmentBytes(index), /numbat/);
      assert.deepEqual(await idsFor(index, "quokka"), []);
      assert.deepEqual([await idsFor(index, "wombat"), await idsFor(index, "echidna")], [["wombat"], ["quokka"]]);
      assert.equal((await index.reader.statistics("default", never)).deletedChunks, 0);
      assert.equal((await index.reader.statistics("default", never)).chunksWithVectors, 2);
    },
  },
];
