import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type EmbeddingSpace,
  ExportCorruptError,
  ExportVersionError,
  everything,
  type IndexedDocument,
  InvalidArgumentError,
  type ReadableFile,
  type Store,
} from "../core/index.ts";
import { createIndexReader, createIndexWriter } from "../kernel/index.ts";
import { indexedDocument, testSpace, vectorOf } from "../testing/index-documents.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { createPlainAnalyzer } from "../testing/plain-analyzer.ts";
import { checkExport, exportCollections, importCollections } from "./index.ts";

const never = new AbortController().signal;
const query = { collection: "default", scope: everything };
const source = {
  collection: "default",
  uri: "file:///docs/",
  options: { metadata: { team: "ward" }, metadataRules: ["path:{year}"], accessLabels: ["staff"], depth: 2 },
  addedAt: "2026-01-02T03:04:05.678Z",
};

function open() {
  const store = createMemoryStore();
  const services = { store, analyzer: createPlainAnalyzer() };
  return { store, index: createIndexReader(services), writer: createIndexWriter(services) };
}
type Opened = ReturnType<typeof open>;

/** With everything that a document may have. */
function full(id: string, texts: readonly string[]): IndexedDocument {
  const { document, chunks } = indexedDocument({ id, chunks: texts, headingPath: ["Fees"], accessLabels: ["staff"] });
  const original = Buffer.from(`original of ${document.text}`);
  const end = document.text.length;
  return {
    document: {
      ...document,
      contentHash: createHash("sha256").update(original).digest("hex"),
      metadata: { year: 2025, tags: ["a", "b"], open: true },
      language: "en",
      chunkingFingerprint: "c1",
      source: source.uri,
      revision: "r1",
      elements: [{ kind: "heading", level: 1, span: { start: 0, end } }],
      locations: [{ span: { start: 0, end }, location: { page: 1, boxes: [{ x: 1, y: 2.5, width: 3, height: 4 }] } }],
      receipt: {
        ...document.receipt,
        pages: 3,
        ocrPages: [{ page: 2, confidence: 0.75 }],
        warnings: [{ code: "w", message: "m", page: 2 }],
      },
    },
    chunks,
    original,
  };
}

async function fill({ store, index, writer }: Opened, documents: readonly IndexedDocument[], language = "en") {
  await store.transact(async (transaction) => {
    if ((await transaction.collection("default", never)) === undefined) transaction.createCollection("default");
    transaction.putSource(source);
  }, never);
  await writer.commit({ collection: "default", language, add: documents, removeIds: [] }, never);
  const pending = await index.pendingVectors("default", testSpace, never);
  for (const { segmentId, chunkIds } of pending) {
    const vectors = chunkIds.map(vectorOf);
    await writer.attachVectors({ segmentId, collection: "default", space: testSpace, vectors }, never);
  }
}

async function exportAll({ store, index }: Opened, collection?: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const file = { write: async (bytes: Uint8Array) => void pieces.push(bytes) };
  const services = { store, index, version: "1.2.3", now: () => "2026-01-01T00:00:00.000Z", emit: () => undefined };
  await exportCollections(services, { file, ...(collection === undefined ? {} : { collection }) }, never);
  return Buffer.concat(pieces);
}

const fileOf = (bytes: Uint8Array): ReadableFile => ({
  sizeBytes: bytes.length,
  read: async function* () {
    for (let start = 0; start < bytes.length; start += 1_000) yield bytes.subarray(start, start + 1_000);
  },
  close: async () => undefined,
});

interface ImportChoice {
  readonly as?: string;
  readonly replace?: boolean;
  readonly space?: EmbeddingSpace;
}

async function importInto({ store, writer }: Opened, bytes: Uint8Array, choice: ImportChoice = {}) {
  const { space, as, replace = false } = choice;
  const emit = () => undefined;
  const checked = await checkExport({ file: fileOf(bytes), emit, ...(as === undefined ? {} : { as }) }, never);
  const putSource = (given: typeof source) =>
    store.transact(async (transaction) => {
      const { collection } = given;
      if ((await transaction.collection(collection, never)) === undefined) transaction.createCollection(collection);
      transaction.putSource(given);
    }, never);
  const services = {
    store,
    writer: { ...writer, putSource },
    freeId: async () => "another",
    emit,
    ...(space === undefined ? {} : { space }),
  };
  return importCollections(services, { checked, replace }, never);
}

async function contentsOf(store: Store) {
  const documents: unknown[] = [];
  for (const { id } of await store.listDocuments(query, never)) {
    const reference = { ...query, document: id };
    const original = Buffer.from((await store.readOriginal(reference, never)) ?? "");
    documents.push([
      await store.readDocument(reference, never),
      await store.chunksOfDocument(reference, never),
      original,
    ]);
  }
  return { documents, sources: await store.sources("default", never) };
}

/** Words and vectors with their scores, as they are. */
async function searchesOf({ index }: Opened, words: readonly string[]) {
  const found: unknown[] = [];
  for (const text of words) {
    const asked = {
      words: { text, limit: 100 },
      vector: { values: vectorOf(text), space: testSpace, limit: 100 },
    };
    const { generation: _, ...result } = await index.search({ ...query, ...asked }, never);
    found.push(result);
  }
  return found;
}

/** The lines of an export with one of them changed, and the end record made to fit again. */
function forge(bytes: Uint8Array, change: (lines: string[]) => void): Buffer {
  const lines = gunzipSync(bytes).toString().trimEnd().split("\n").slice(0, -1);
  change(lines);
  const body = lines.map((line) => `${line}\n`).join("");
  const end = { record: "end", records: lines.length, sha256: createHash("sha256").update(body).digest("hex") };
  return gzipSync(`${body}${JSON.stringify(end)}\n`);
}

const some = [full("a", ["the ward opens", "at nine 😀"]), full("b", ["the nurse of the ward"]), full("c", ["dose"])];

describe("an export", () => {
  it("imported into an empty store gives every document back as it was, and every score", async () => {
    const from = open();
    await fill(from, some.slice(0, 2));
    await fill(from, some.slice(2));
    const to = open();
    expect(await importInto(to, await exportAll(from))).toEqual([
      { collection: "default", imported: 3, replaced: 0, skipped: 0, kept: 0, withVectors: 3 },
    ]);
    expect(await contentsOf(to.store)).toEqual(await contentsOf(from.store));
    const words = ["ward", "nurse dose", "nine"];
    expect(await searchesOf(to, words)).toEqual(await searchesOf(from, words));
  });

  it("keeps any text, whatever it holds, in whatever number of pieces", async () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "\n", "\0", "é", "😀", "\ufeff", '"', "\\", "\u2028"),
      maxLength: 40,
    });
    const property = fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(1, 300),
      async (texts, times) => {
        const [from, to] = [open(), open()];
        await fill(from, [
          full(
            "a",
            texts.map((one) => one.repeat(times)),
          ),
        ]);
        await importInto(to, await exportAll(from));
        expect(await contentsOf(to.store)).toEqual(await contentsOf(from.store));
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });

  it("keeps a text and an original that are longer than a piece", async () => {
    const [from, to] = [open(), open()];
    await fill(from, [full("a", [`a${"😀 ward ".repeat(40_000)}`])]);
    await importInto(to, await exportAll(from));
    expect(await contentsOf(to.store)).toEqual(await contentsOf(from.store));
  });

  it("imported twice skips what is there, leaves other versions of it alone, and replaces them only when told", async () => {
    const [from, to] = [open(), open()];
    await fill(from, some);
    const bytes = await exportAll(from);
    await fill(to, [full("b", ["a newer version"])]);
    const counts = { collection: "default", imported: 0, replaced: 0, skipped: 0, kept: 0, withVectors: 0 };
    expect(await importInto(to, bytes)).toEqual([{ ...counts, imported: 2, kept: 1, withVectors: 2 }]);
    expect(await importInto(to, bytes)).toEqual([{ ...counts, skipped: 2, kept: 1 }]);
    expect((await to.store.readDocument({ ...query, document: "b" }, never))?.text).toBe("a newer version");
    expect(await importInto(to, bytes, { replace: true })).toEqual([
      { ...counts, imported: 1, replaced: 1, skipped: 2, withVectors: 1 },
    ]);
    expect(await contentsOf(to.store)).toEqual(await contentsOf(from.store));
  });

  it("leaves its vectors behind where the collection or the model has another space", async () => {
    const other = { ...testSpace, fingerprint: "00000000000000bb" };
    const from = open();
    await fill(from, some);
    const bytes = await exportAll(from);
    const to = open();
    expect(await importInto(to, bytes, { space: other })).toMatchObject([{ imported: 3, withVectors: 0 }]);
    const statistics = await to.index.statistics("default", never);
    expect([statistics.chunks, statistics.chunksWithVectors]).toEqual([4, 0]);
    expect(await importInto(open(), bytes, { space: testSpace })).toMatchObject([{ withVectors: 3 }]);
  });

  it("gets another name, where it has one collection, and another id where its own is taken", async () => {
    const from = open();
    await fill(from, some);
    const bytes = await exportAll(from, "default");
    expect(await importInto(from, bytes, { as: "copy" })).toMatchObject([{ collection: "copy", imported: 3 }]);
    const copied = await from.store.listDocuments({ collection: "copy", scope: everything }, never);
    expect(copied.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    await expect(importInto(open(), await exportAll(from), { as: "one" })).rejects.toThrow(InvalidArgumentError);
    await expect(importInto(open(), bytes, { as: "One, two" })).rejects.toThrow(InvalidArgumentError);
    const to = open();
    const { document, chunks } = full("a", ["moved"]);
    await fill(to, [{ document: { ...document, uri: "file:///elsewhere" }, chunks }]);
    expect(await importInto(to, bytes)).toMatchObject([{ imported: 3 }]);
    expect((await to.store.listDocuments(query, never)).map(({ id }) => id).sort()).toEqual(["a", "another", "b", "c"]);
    expect(await searchesOf(to, ["opens"])).toMatchObject([{ words: [{ documentId: "another" }] }]);
  });
});

describe("a file that is no whole export", () => {
  async function expectRefused(bytes: Uint8Array, error: new (...given: never[]) => Error = ExportCorruptError) {
    const to = open();
    await expect(importInto(to, bytes)).rejects.toThrow(error);
    expect(await to.store.collections(never)).toEqual([]);
  }

  it("is refused with nothing written, wherever it was cut off", async () => {
    const from = open();
    await fill(from, some);
    const bytes = await exportAll(from);
    for (let end = 0; end < bytes.length; end += 97) await expectRefused(bytes.subarray(0, end));
    const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
    for (let end = 0; end < lines.length; end++) await expectRefused(gzipSync(`${lines.slice(0, end).join("\n")}\n`));
  });

  it("is refused with nothing written when a letter of it was changed, in any record", async () => {
    const from = open();
    await fill(from, some.slice(0, 1));
    const text = gunzipSync(await exportAll(from));
    const change = fc.tuple(fc.nat(text.length - 2), fc.integer({ min: 1, max: 127 }));
    const property = fc.asyncProperty(change, async ([at, by]) => {
      const changed = Buffer.from(text);
      changed[at] = (changed[at] ?? 0) ^ by;
      const version = /"version":[02-9]/.test(changed.toString()) ? ExportVersionError : ExportCorruptError;
      await expectRefused(gzipSync(changed), version);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it("is refused although its sum is right, when its records do not fit together", async () => {
    const from = open();
    await fill(from, some);
    const bytes = await exportAll(from);
    const replace = (pattern: RegExp, by: string) =>
      forge(bytes, (lines) => {
        const at = lines.findIndex((line) => pattern.test(line));
        expect(at).toBeGreaterThanOrEqual(0);
        lines[at] = (lines[at] ?? "").replace(pattern, by);
      });
    await expectRefused(replace(/"span":\{"start":0,"end":14\}/, '"span":{"start":0,"end":9000}'));
    await expectRefused(replace(/"span":\{"start":0,"end":14\}/, '"span":{"start":7,"end":2}'));
    await expectRefused(replace(/"id":"a\.[^"]+"/, '"id":"b.00000000.000000"'));
    await expectRefused(replace(/"code":"[^"]{4}"/, '"code":"AAAA"'));
    await expectRefused(replace(/"documents":3/, '"documents":4'));
    await expectRefused(replace(/"record":"original","bytes":"[^"]+"/, '"record":"original","bytes":"AAAA"'));
    await expectRefused(replace(/"source":"file:\/\/\/docs\/"/, '"source":"file:///etc/"'));
    await expectRefused(replace(/"name":"default"/, '"name":"../../etc"'));
    await expectRefused(forge(bytes, (lines) => void lines.splice(3, 1)));
    await expectRefused(forge(bytes, (lines) => void lines.push(lines[3] ?? "")));
    const newer = replace(/"version":1,"writtenBy":"1.2.3"/, '"version":2,"writtenBy":"9.8.7"');
    await expectRefused(newer, ExportVersionError);
    await expect(importInto(open(), newer)).rejects.toMatchObject({ hint: expect.stringContaining("(9.8.7)") });
    expect(
      await importInto(
        open(),
        forge(bytes, () => undefined),
      ),
    ).toMatchObject([{ imported: 3 }]);
  });

  it("is refused when it is a bomb, another gzip file, or none", async () => {
    await expectRefused(gzipSync(Buffer.alloc(100_000_000, "a"), { level: 1 }));
    await expectRefused(gzipSync('{"name":"other"}\n'));
    await expectRefused(Buffer.from("PK\u0003\u0004 not gzip"));
    await expectRefused(new Uint8Array());
  });
});
