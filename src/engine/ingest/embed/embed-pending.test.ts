import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type IndexedDocument, type LydianEvent, never } from "../../../core/index.ts";
import { countTurns } from "../../../testing/count-turns.ts";
import { createFakeEmbedder } from "../../../testing/fake-embedder.ts";
import { createFakeIndex } from "../../../testing/fake-index.ts";
import { embedPending } from "./embed-pending.ts";

const request = { collection: "handbook" };
let fake = createFakeIndex();
let embedder = createFakeEmbedder();
let events: LydianEvent[] = [];

beforeEach(() => {
  fake = createFakeIndex();
  embedder = createFakeEmbedder();
  events = [];
});

const services = () => ({ ...fake, embedder, emit: (event: LydianEvent) => events.push(event) });

/** A document of as many chunks, each with its own text unless one is given. */
function documentOf(id: string, count: number, text?: string): IndexedDocument {
  const chunks = Array.from({ length: count }, (_, index) => {
    const chunkText = text ?? `${id} says ${index}`;
    const span = { start: 0, end: chunkText.length };
    return { id: `${id}.${index}`, documentId: id, span, text: chunkText, headingPath: ["Facts"], tokens: 3 };
  });
  const document = {
    id,
    collection: "handbook",
    uri: `file:///${id}`,
    title: `Title of ${id}`,
    mediaType: "text/plain",
    metadata: {},
    accessLabels: [],
    contentHash: "",
    loader: { id: "fake", version: "1" },
    settingsFingerprint: "",
    addedAt: "",
    receipt: { pagesWithoutText: [], characters: 0, tables: 0, chunks: count, warnings: [] },
    text: "",
    elements: [],
    locations: [],
  };
  return { document, chunks };
}

const commit = (...add: IndexedDocument[]) =>
  fake.index.commit({ collection: "handbook", language: "en", add, removeIds: [] }, never);

const attached = () => events.flatMap((event) => (event.type === "vectors-attached" ? [event] : []));

describe("embedPending", () => {
  it("attaches one vector for each chunk, in the order of the segment's chunks", async () => {
    await commit(documentOf("a", 2), documentOf("b", 1));
    expect(await embedPending(services(), request, never)).toEqual({ embedded: 3, notEmbedded: [] });
    const expected = await createFakeEmbedder().embedDocuments(
      ["Title of a > Facts\na says 0", "Title of a > Facts\na says 1", "Title of b > Facts\nb says 0"],
      never,
    );
    expect(fake.segments[0]?.vectors).toEqual(expected);
  });

  it("reports its progress after every 32 chunks", async () => {
    await commit(documentOf("a", 70));
    await commit(documentOf("b", 5));
    await embedPending(services(), request, never);
    expect(attached().map(({ done, total }) => [done, total])).toEqual([
      [32, 75],
      [64, 75],
      [70, 75],
      [75, 75],
    ]);
  });

  it("gives other callers a turn after every 32 chunks, even if it computes nothing", async () => {
    await commit(documentOf("a", 320, "0.125, -0.5, 0.75, 0.0625"));
    const { turns } = await countTurns(() => embedPending(services(), request, never));
    expect(embedder.texts).toEqual([]);
    expect(turns).toBeGreaterThanOrEqual(9);
  });

  it("embeds the same text once, and never again", async () => {
    await commit(documentOf("a", 40, "the same"), documentOf("b", 1));
    await embedPending(services(), request, never);
    expect(embedder.texts).toHaveLength(2);
    fake.joinSegments();
    expect(await embedPending(services(), request, never)).toEqual({ embedded: 41, notEmbedded: [] });
    expect(embedder.texts).toHaveLength(2);
  });

  it("gives chunks without prose zeros, without asking the embedder or the cache", async () => {
    const numbers = "0.125, -0.5, 0.75, 0.0625";
    await commit(documentOf("a", 1, numbers), documentOf("b", 1));
    const text = `Title of a > Facts\n${numbers}`;
    const [computedBefore] = await createFakeEmbedder().embedDocuments([text], never);
    const hash = createHash("sha256").update(text).digest("hex");
    const before = new Map([[hash, computedBefore ?? new Float32Array()]]);
    await fake.index.cacheVectors(embedder.space, before, never);
    expect(await embedPending(services(), request, never)).toEqual({ embedded: 2, notEmbedded: [] });
    expect(embedder.texts).toEqual(["Title of b > Facts\nb says 0"]);
    expect(fake.segments[0]?.vectors?.[0]).toEqual(new Float32Array(embedder.space.dimensions));
  });

  it("keeps what was computed before it was stopped", async () => {
    await commit(documentOf("a", 100));
    const controller = new AbortController();
    const reason = new Error("enough");
    const stopping = {
      ...services(),
      emit: () => controller.abort(reason),
    };
    await expect(embedPending(stopping, request, controller.signal)).rejects.toBe(reason);
    expect(fake.cache.size).toBe(32);
    await embedPending(services(), request, never);
    expect(embedder.texts).toHaveLength(100);
  });

  it("starts again when a segment was merged meanwhile", async () => {
    await commit(documentOf("a", 40));
    await commit(documentOf("b", 3));
    let hasJoined = false;
    const joining = {
      ...services(),
      emit: () => {
        if (!hasJoined) fake.joinSegments();
        hasJoined = true;
      },
    };
    expect(await embedPending(joining, request, never)).toEqual({ embedded: 43, notEmbedded: [] });
    expect(fake.segments).toHaveLength(1);
    expect(fake.segments[0]?.vectors).toHaveLength(43);
    expect(embedder.texts).toHaveLength(43);
  });

  it("ends when a listed segment cannot be attached", async () => {
    await commit(documentOf("a", 1));
    const refusing = { ...services(), index: { ...fake.index, attachVectors: async () => false } };
    expect(await embedPending(refusing, request, never)).toEqual({ embedded: 0, notEmbedded: [] });
  });

  it("reports the collection's numbers of segments and chunks after a merge", async () => {
    await commit(documentOf("a", 2));
    await embedPending({ ...services(), index: { ...fake.index, merge: async () => 1 } }, request, never);
    expect(events.at(-1)).toEqual({ type: "segments-merged", collection: "handbook", segments: 1, chunks: 2 });
  });
});
