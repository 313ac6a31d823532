import assert from "node:assert/strict";
import { type AccessScope, type Document, defined, everything, never, type Store } from "../core/index.ts";
import { sampleChunks, sampleDocument } from "./sample-document.ts";
import type { StoreCase } from "./store-case.ts";

const query = { collection: "default", scope: everything };
const reference = (document: string) => ({ ...query, document });

/** Stores documents with three chunks each and their text as original bytes. */
async function put(store: Store, ...documents: readonly Document[]): Promise<void> {
  await store.transact(async (transaction) => {
    if ((await transaction.collection("default", never)) === undefined) transaction.createCollection("default");
    for (const document of documents)
      transaction.putDocument(document, sampleChunks(document, 3), new TextEncoder().encode(document.text));
  }, never);
}

const remove = (store: Store, id: string, purge: boolean) =>
  store.transact(async (transaction) => {
    if (purge) transaction.startPurge();
    return transaction.removeDocument("default", id);
  }, never);

/** Cases about documents, chunks, originals and access. */
export const storeDocumentCases: readonly StoreCase[] = [
  {
    name: "returns a document as stored, by id and by URI",
    async check(store) {
      const document = sampleDocument("a");
      await put(store, document);
      assert.deepEqual(await store.readDocument(reference("a"), never), document);
      assert.deepEqual(await store.readDocument(reference(document.uri), never), document);
      assert.equal(await store.readDocument(reference("b"), never), undefined);
      assert.equal(await store.readDocument({ ...reference("a"), collection: "other" }, never), undefined);
    },
  },
  {
    name: "stores an empty text, a byte order mark, NUL, and three million characters",
    async check(store) {
      const texts = ["", "\uFEFFmark", "a\u0000b", "0123456789 é 🦊".repeat(200_000)];
      const documents = texts.map((text, index) => sampleDocument(`d${index}`, { text, elements: [], locations: [] }));
      await put(store, ...documents);
      for (const [index, text] of texts.entries()) {
        const read = await store.readDocument(reference(`d${index}`), never);
        assert.ok(read?.text === text, `text ${index} differs`);
      }
    },
  },
  {
    name: "reads the texts of spans anywhere in a document, and its location map",
    async check(store) {
      const text = "The pump of hall 3, größer als 東京, 🦊. ".repeat(2_000);
      const document = sampleDocument("a", { text, accessLabels: ["board"] });
      await put(store, document);
      // Three chunks hold the text: spans lie inside one, span two or all of them, and reach beyond the end.
      const third = Math.ceil(text.length / 3);
      const spans = [
        { start: 0, end: 1 },
        { start: third - 5, end: third + 5 },
        { start: third, end: 2 * third },
        { start: 7, end: 7 },
        { start: 3, end: text.length },
        { start: text.length - 4, end: text.length + 9 },
        { start: text.length + 1, end: text.length + 2 },
      ];
      const excerpts = await store.readExcerpts({ ...reference("a"), spans }, never);
      assert.deepEqual(
        excerpts?.texts,
        spans.map(({ start, end }) => text.slice(start, end)),
      );
      const [summary] = await store.readSummaries({ ...query, ids: ["a"] }, never);
      assert.deepEqual(excerpts?.document, summary);
      const located = await store.readLocations(reference("a"), never);
      assert.deepEqual(located, { document: summary, locations: document.locations });

      const hidden = { ...reference("a"), scope: { kind: "labels", labels: [] } } as const;
      assert.equal(await store.readExcerpts({ ...hidden, spans }, never), undefined);
      assert.equal(await store.readLocations(hidden, never), undefined);
      assert.equal(await store.readExcerpts({ ...reference("b"), spans }, never), undefined);
    },
  },
  {
    name: "reads the texts of spans outside all chunks, and of chunks in any order",
    async check(store) {
      const text = "0123456789".repeat(60_000);
      const document = sampleDocument("a", { text });
      const spansOfChunks = [
        [
          { start: 20, end: 40 },
          { start: 30, end: 50 },
        ],
        [
          { start: 300_000, end: 300_010 },
          { start: 5, end: 9 },
        ],
        [
          { start: 5, end: 9 },
          { start: 500_000, end: 500_010 },
        ],
        [],
      ];
      const spans = [
        { start: 0, end: 45 },
        { start: 2, end: 9 },
        { start: 499_990, end: 500_020 },
      ];
      for (const chunks of spansOfChunks) {
        await store.transact(async (transaction) => {
          if ((await transaction.collection("default", never)) === undefined) transaction.createCollection("default");
          const numbered = chunks.map((span, number) => ({
            id: `a.00000000.${String(number).padStart(6, "0")}`,
            documentId: "a",
            span,
            text: text.slice(span.start, span.end),
            headingPath: [],
            tokens: 1,
          }));
          transaction.putDocument(document, numbered, undefined);
        }, never);
        const excerpts = await store.readExcerpts({ ...reference("a"), spans }, never);
        assert.deepEqual(
          excerpts?.texts,
          spans.map(({ start, end }) => text.slice(start, end)),
        );
      }
    },
  },
  {
    name: "lists summaries by URI, and reads them in the requested order",
    async check(store) {
      await put(store, sampleDocument("b"), sampleDocument("c", { uri: "file:///docs/0.md" }), sampleDocument("a"));
      const listed = await store.listDocuments(query, never);
      assert.deepEqual(
        listed.map(({ id }) => id),
        ["c", "a", "b"],
      );
      const { text: _text, elements: _elements, locations: _locations, ...summary } = sampleDocument("a");
      assert.deepEqual(listed[1], summary);
      const read = await store.readSummaries({ ...query, ids: ["b", "none", "c"] }, never);
      assert.deepEqual(
        read.map(({ id }) => id),
        ["b", "c"],
      );
      assert.deepEqual(read[0], listed[2]);
      const uris = [listed[2]?.uri ?? "", "file:///none", "file:///docs/0.md", "b"];
      const byUri = await store.readSummariesByUri({ ...query, uris }, never);
      assert.deepEqual(byUri, [listed[2], listed[0]]);
      assert.deepEqual(await store.readSummaries({ ...query, collection: "elsewhere", ids: ["b"] }, never), []);
    },
  },
  {
    name: "lists documents page by page, full pages of those that the scope may read, and counts all",
    async check(store) {
      for (let number = 0; number < 10; number++) {
        const document = sampleDocument(`${number}`, { accessLabels: number % 3 === 0 ? [] : ["secret"] });
        const warnings = number === 9 ? document.receipt.warnings : [];
        await put(store, { ...document, receipt: { ...document.receipt, warnings } });
      }
      const pages = async (scope: AccessScope, limit: number) => {
        const read: string[][] = [];
        for (let afterUri: string | undefined, isLast = false; !isLast; ) {
          const asked = defined({ collection: query.collection, scope, limit, afterUri });
          const page = await store.listDocuments(asked, never);
          read.push(page.map(({ id }) => id));
          afterUri = page.at(-1)?.uri;
          isLast = page.length < limit;
        }
        return read;
      };
      const labels: AccessScope = { kind: "labels", labels: ["others"] };
      assert.deepEqual(await pages(labels, 3), [["0", "3", "6"], ["9"]]);
      assert.deepEqual(await pages(everything, 4), [
        ["0", "1", "2", "3"],
        ["4", "5", "6", "7"],
        ["8", "9"],
      ]);
      assert.deepEqual(await store.countDocuments("default", never), { documents: 10, withWarnings: 1 });
      assert.deepEqual(await store.countDocuments("elsewhere", never), { documents: 0, withWarnings: 0 });
    },
  },
  {
    name: "reads the members of a container at any depth, by URI, and no document with only a similar name",
    async check(store) {
      const uris = ["a.zip!/z.zip!/b", "a.zip!/é", "a.zip", "a.zip!0", "a.zip!x", "b.zip!/c", "a.zip!/-"];
      for (const [at, uri] of uris.entries()) await put(store, { ...sampleDocument(`${at}`), uri });
      const { collection } = sampleDocument("0");
      const read = async (container: string) => {
        const query = { collection, scope: everything, container };
        return (await store.readMembers(query, never)).map((member) => member.uri);
      };
      assert.deepEqual(await read("a.zip"), ["a.zip!/-", "a.zip!/z.zip!/b", "a.zip!/é"]);
      assert.deepEqual(await read("a.zip!/z.zip"), ["a.zip!/z.zip!/b"]);
      assert.deepEqual(await read("a"), []);
    },
  },
  {
    name: "keeps the original of a document that is stored again without one",
    async check(store) {
      const document = sampleDocument("a");
      await put(store, document);
      const cutAgain = { ...document, chunkingFingerprint: "recursive 2" };
      await store.transact(
        async (transaction) => transaction.putDocument(cutAgain, sampleChunks(document, 2), undefined),
        never,
      );
      const original = await store.readOriginal(reference("a"), never);
      assert.equal(new TextDecoder().decode(original), document.text);
      assert.deepEqual(await store.readDocument(reference("a"), never), cutAgain);
    },
  },
  {
    name: "reads an original block by block, as long as the document has this content",
    async check(store) {
      const text = "0123456789abcdef".repeat(150_000);
      const document = sampleDocument("a", { text, contentHash: "d".repeat(64) });
      await put(store, document, sampleDocument("b", { text: "", contentHash: "e".repeat(64) }));
      const { contentHash } = document;
      const blocks = [];
      for (const number of [0, 1, 2])
        blocks.push(await store.readOriginalBlock({ ...reference("a"), contentHash, number }, never));
      assert.deepEqual(
        blocks.map((block) => block?.sizeBytes),
        [text.length, text.length, text.length],
      );
      assert.ok(blocks.every((block) => block !== undefined && block.bytes.length <= 1 << 20));
      assert.equal(Buffer.concat(blocks.flatMap((block) => block?.bytes ?? [])).toString(), text);
      const empty = await store.readOriginalBlock({ ...reference("b"), contentHash: "e".repeat(64), number: 0 }, never);
      assert.deepEqual([empty?.bytes.length, empty?.sizeBytes], [0, 0]);

      const hidden = { ...reference("a"), scope: { kind: "labels", labels: [] } } as const;
      const labelled = { ...document, accessLabels: ["board"] };
      await put(store, labelled);
      assert.equal(await store.readOriginalBlock({ ...hidden, contentHash, number: 0 }, never), undefined);
      await put(store, sampleDocument("a", { text: "Another text.", contentHash: "c".repeat(64) }));
      assert.equal(await store.readOriginalBlock({ ...reference("a"), contentHash, number: 1 }, never), undefined);
      assert.equal(await store.readOriginalBlock({ ...reference("z"), contentHash, number: 0 }, never), undefined);
    },
  },
  {
    name: "counts documents by media type and chunking",
    async check(store) {
      const cut = { mediaType: "text/html", chunkingFingerprint: "structure 2" };
      await put(store, sampleDocument("a", cut), sampleDocument("b", cut));
      await put(store, sampleDocument("c", { ...cut, chunkingFingerprint: "recursive 2" }));
      const { chunkingFingerprint: _unknown, ...plain } = sampleDocument("d", { mediaType: "text/html" });
      await put(store, plain);
      await put(store, sampleDocument("e", { ...cut, accessLabels: ["board"] }));
      const countsFor = (scope: AccessScope) => store.chunkings({ collection: "default", scope }, never);
      const others = [
        { mediaType: "text/html", documents: 1 },
        { mediaType: "text/html", documents: 1, chunkingFingerprint: "recursive 2" },
      ];
      assert.deepEqual(await countsFor(everything), [...others, { ...cut, documents: 3 }]);
      assert.deepEqual(await countsFor({ kind: "labels", labels: ["staff"] }), [...others, { ...cut, documents: 2 }]);
      assert.deepEqual(await store.chunkings({ collection: "other", scope: everything }, never), []);
    },
  },
  {
    name: "returns chunks in reading order, and in the requested order",
    async check(store) {
      const document = sampleDocument("a");
      await put(store, sampleDocument("b"), document);
      const chunks = sampleChunks(document, 3);
      assert.deepEqual(await store.chunksOfDocument(reference("a"), never), chunks);
      assert.deepEqual(await store.chunksOfDocument(reference("none"), never), []);
      const ids = [chunks[2]?.id ?? "", "none", chunks[0]?.id ?? ""];
      assert.deepEqual(await store.readChunks({ ...query, ids }, never), [chunks[2], chunks[0]]);
      assert.deepEqual(await store.readChunks({ ...query, collection: "other", ids }, never), []);
    },
  },
  {
    name: "replaces the document of the same id, its chunks and its original",
    async check(store) {
      await put(store, sampleDocument("a"));
      const [old] = sampleChunks(sampleDocument("a"), 3);
      const next = sampleDocument("a", { text: "Another text.", contentHash: "c".repeat(64), title: "Second" });
      await put(store, next);
      assert.deepEqual(await store.readDocument(reference("a"), never), next);
      assert.equal((await store.listDocuments(query, never)).length, 1);
      assert.deepEqual(await store.readChunks({ ...query, ids: [old?.id ?? ""] }, never), []);
      const original = await store.readOriginal(reference("a"), never);
      assert.deepEqual(new Uint8Array(original ?? []), new TextEncoder().encode(next.text));
      const { documents, chunks } = await store.statistics(never);
      assert.deepEqual([documents, chunks], [1, 3]);
    },
  },
  {
    name: "stores an original once per content, until the last document with that content is removed",
    async check(store) {
      const shared = { contentHash: "e".repeat(64), text: "The same bytes." };
      await put(store, sampleDocument("a", shared), sampleDocument("b", shared));
      assert.equal(await remove(store, "a", false), true);
      const original = await store.readOriginal(reference("b"), never);
      assert.deepEqual(new Uint8Array(original ?? []), new TextEncoder().encode(shared.text));
      assert.equal(await remove(store, "b", false), true);
      const again = sampleDocument("c", shared);
      await store.transact(async (transaction) => transaction.putDocument(again, [], undefined), never);
      assert.equal(await store.readOriginal(reference("c"), never), undefined);
    },
  },
  {
    name: "removes a document with everything that belongs to it, and returns whether it existed",
    async check(store) {
      await put(store, sampleDocument("a"), sampleDocument("b"));
      assert.equal(await remove(store, "a", false), true);
      assert.equal(await remove(store, "b", true), true);
      assert.equal(await remove(store, "a", true), false);
      await store.erase(never);
      assert.deepEqual(await store.listDocuments(query, never), []);
      assert.deepEqual(await store.chunksOfDocument(reference("a"), never), []);
      const { documents, chunks } = await store.statistics(never);
      assert.deepEqual([documents, chunks], [0, 0]);
    },
  },
  {
    name: "shows a labelled document only to a scope with one of its labels, in every read",
    async check(store) {
      await put(store, sampleDocument("open"), sampleDocument("secret", { accessLabels: ["doctors", "nurses"] }));
      const ids = [sampleDocument("open"), sampleDocument("secret")].flatMap((document) =>
        sampleChunks(document, 3).map(({ id }) => id),
      );
      const seenBy = async (scope: AccessScope) => {
        const asked = { collection: "default", scope };
        const secret = { ...asked, document: "secret" };
        return [
          (await store.listDocuments(asked, never)).length,
          (await store.readSummaries({ ...asked, ids: ["secret", "open"] }, never)).length,
          (await store.readChunks({ ...asked, ids }, never)).length,
          (await store.chunksOfDocument(secret, never)).length,
          (await store.readDocument(secret, never)) === undefined ? 0 : 1,
          (await store.readOriginal(secret, never)) === undefined ? 0 : 1,
        ];
      };
      assert.deepEqual(await seenBy(everything), [2, 2, 6, 3, 1, 1]);
      assert.deepEqual(await seenBy({ kind: "labels", labels: ["patients", "nurses"] }), [2, 2, 6, 3, 1, 1]);
      assert.deepEqual(await seenBy({ kind: "labels", labels: ["patients"] }), [1, 1, 3, 0, 0, 0]);
      assert.deepEqual(await seenBy({ kind: "labels", labels: [] }), [1, 1, 3, 0, 0, 0]);
    },
  },
];
