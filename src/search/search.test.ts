import { beforeEach, describe, expect, it } from "vitest";
import {
  type Chunk,
  type Collection,
  canRead,
  type Document,
  type DocumentQuery,
  EmbeddingFailedError,
  type EmbeddingSpace,
  everything,
  type GuardVerdict,
  type IndexQuery,
  type LydianEvent,
  type Reranker,
} from "../core/index.ts";
import { sampleDocument } from "../testing/sample-document.ts";
import { search } from "./search.ts";
import type { SearchedStore, SearchRequest, SearchServices } from "./search-request.ts";

const space: EmbeddingSpace = { model: "letters", dimensions: 2, fingerprint: "0123456789abcdef" };
const signal = new AbortController().signal;
const allow: GuardVerdict = { verdict: "pass", action: "allow", why: "no rule" };

let collection: Collection;
let documents: Document[];
let chunks: Chunk[];
let events: LydianEvent[];
let withoutVectors: number;
let services: SearchServices;

/** A document whose paragraphs are its chunks; each is found by its words, and by its number of letters. */
function addDocument(id: string, paragraphs: readonly string[]): void {
  const text = paragraphs.join("\n\n");
  let start = 0;
  for (const [number, paragraph] of paragraphs.entries()) {
    const span = { start, end: start + paragraph.length };
    const chunkId = `${id}.00000000.${String(number).padStart(6, "0")}`;
    chunks.push({ id: chunkId, documentId: id, span, text: paragraph, headingPath: [`§${number}`], tokens: 5 });
    start = span.end + 2;
  }
  const place = { span: { start: 0, end: 1 }, location: { anchor: `top-of-${id}` } };
  documents.push(sampleDocument(id, { collection: "handbook", text, locations: [place] }));
}

const readable = ({ scope }: DocumentQuery) => documents.filter((one) => canRead(scope, one.accessLabels));

const store: SearchedStore = {
  collection: async (name) => (name === collection.name ? collection : undefined),
  collections: async () => [collection],
  readChunks: async (query) => {
    const ids = readable(query).map(({ id }) => id);
    return query.ids.flatMap((id) => chunks.filter((one) => one.id === id && ids.includes(one.documentId)));
  },
  readSummaries: async (query) => query.ids.flatMap((id) => readable(query).filter((one) => one.id === id)),
  signatures: async () => new Map(),
  readDocument: async (reference) => readable(reference).find(({ id }) => id === reference.document),
  readDocuments: async (query) => query.summaries.flatMap(({ id }) => readable(query).filter((one) => one.id === id)),
};

function scored(score: (chunk: Chunk) => number, limit: number) {
  return chunks
    .map((chunk) => ({ chunkId: chunk.id, documentId: chunk.documentId, score: score(chunk) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1))
    .slice(0, limit);
}

const wordScore = (query: string) => (chunk: Chunk) =>
  query.split(" ").filter((word) => chunk.text.split(/\W+/).includes(word)).length;
const vectorScore = (values: Float32Array) => (chunk: Chunk) =>
  1 / (1 + Math.abs(chunk.text.length - (values[0] ?? 0)));

const index: SearchServices["index"] = {
  search: async ({ words, vector }: IndexQuery) => ({
    generation: 1,
    words: words === undefined ? [] : scored(wordScore(words.text), words.limit),
    vectors: vector === undefined ? [] : scored(vectorScore(vector.values), vector.limit),
    chunksWithoutVectors: vector === undefined ? 0 : withoutVectors,
  }),
  explain: async ({ words, vector }, ids) =>
    ids.map((id) => {
      const chunk = chunks.find((one) => one.id === id);
      const part = (label: string, score: number) => ({ score, parts: [{ label, value: score }] });
      return {
        ...(chunk && words ? { words: part("body", wordScore(words.text)(chunk)) } : {}),
        ...(chunk && vector ? { vectors: part("cosine", vectorScore(vector.values)(chunk)) } : {}),
      };
    }),
};

const request: SearchRequest = {
  query: "parental leave",
  collection: "handbook",
  scope: everything,
  mode: "hybrid",
  limit: 10,
};

const find = (asked: Partial<SearchRequest> = {}) => search(services, { ...request, ...asked }, signal);

beforeEach(() => {
  collection = { name: "handbook", space, generation: 1, createdAt: "2026-01-01T00:00:00.000Z" };
  documents = [];
  chunks = [];
  events = [];
  withoutVectors = 0;
  let now = 0;
  services = {
    index,
    store,
    embedder: { space, embedQuery: async (text) => Float32Array.of(text.length, 0) },
    guard: { check: async () => allow },
    clock: { now: () => now, monotonicMs: () => now++ },
    emit: (event) => events.push(event),
  };
  addDocument("leave", ["parental leave lasts 14 weeks", "other leave is unpaid", "see the form"]);
  addDocument("rooms", ["rooms are booked at the desk", "parental rooms are on floor 2"]);
});

describe("search", () => {
  it("answers hits with text, place and an explanation whose parts sum, best first", async () => {
    const { hits, warnings, trace } = await find();
    expect(hits[0]).toMatchObject({
      chunkId: "leave.00000000.000000",
      title: "Document leave",
      uri: "file:///docs/leave.md",
      span: { start: 0, end: 29 },
      text: "parental leave lasts 14 weeks",
      location: { anchor: "top-of-leave" },
      rank: 1,
      stage: "fusion",
    });
    expect(warnings).toEqual([]);
    expect(hits.map(({ rank }) => rank)).toEqual(hits.map((_, position) => position + 1));
    for (const { score, explanation } of hits) {
      expect(explanation.stages.at(-1)?.score).toBe(score);
      for (const stage of explanation.stages) {
        expect(stage.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(stage.score, 9);
      }
    }
    expect(trace.map(({ stage }) => stage).sort()).toEqual(["explanations", "merge", "places", "vectors", "words"]);
    expect(events.at(-1)).toMatchObject({ type: "searched", collection: "handbook", hits: hits.length });
  });

  it("has every vector scored when told to be exact", async () => {
    const asked: unknown[] = [];
    const watched: typeof index.search = async (query, ...rest) => {
      if (query.vector !== undefined) asked.push(query.vector.exact);
      return index.search(query, ...rest);
    };
    services = { ...services, index: { ...index, search: watched } };
    await find({ exact: true });
    await find();
    expect(asked).toEqual([true, false]);
  });

  it("searches by words or by vectors alone when asked to", async () => {
    const byWords = await find({ mode: "lexical" });
    expect(byWords.hits.map(({ stage }) => stage)).toEqual(["words", "words", "words"]);
    const byVectors = await find({ mode: "vector", query: "see the form" });
    expect(byVectors.hits[0]).toMatchObject({ text: "see the form", stage: "vectors" });
  });

  it("takes as many hits as asked for, and a higher limit only adds to them", async () => {
    const few = await find({ limit: 2 });
    const many = await find({ limit: 5 });
    expect(few.hits).toHaveLength(2);
    expect(many.hits.slice(0, 2)).toEqual(few.hits);
  });

  it("fills the limit although many duplicates stand above", async () => {
    const text = "parental leave ".repeat(20);
    for (let copy = 0; copy < 300; copy++) addDocument(`a-copy-${copy}`, [text]);
    const { hits } = await find({ mode: "lexical", limit: 4 });
    expect(hits).toHaveLength(4);
    expect(hits.flatMap(({ merged }) => merged ?? [])).toHaveLength(299);
  });

  it("joins neighbours under the same headings to one text of the document", async () => {
    chunks = chunks.map((chunk) => ({ ...chunk, headingPath: ["Leave"] }));
    const { hits } = await find({ mode: "lexical", query: "leave" });
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({
      text: "parental leave lasts 14 weeks\n\nother leave is unpaid",
      merged: ["leave.00000000.000001"],
    });
  });

  it("shows nothing that the scope may not read, nor a chunk whose document has changed", async () => {
    // Since the index was searched, somebody has committed.
    collection = { ...collection, generation: 2 };
    documents = documents.map((one) => (one.id === "leave" ? { ...one, accessLabels: ["board"] } : one));
    const scoped = await find({ scope: { kind: "labels", labels: ["staff"] } });
    expect(new Set(scoped.hits.map(({ documentId }) => documentId))).toEqual(new Set(["rooms"]));
    documents = documents.map((one) => ({ ...one, text: `new ${one.text}` }));
    expect((await find()).hits).toEqual([]);
  });

  it("says that the store is damaged if it lacks what its index finds, or has it otherwise", async () => {
    documents = documents.map((one) => ({ ...one, text: `new ${one.text}` }));
    await expect(find({ mode: "lexical" })).rejects.toMatchObject({ code: "block-corrupt" });
    documents = [];
    await expect(find({ mode: "lexical" })).rejects.toMatchObject({ code: "block-corrupt" });
  });
});

describe("search without vectors", () => {
  it("goes on with words and says so when the collection has none", async () => {
    collection = { name: "handbook", generation: 1, createdAt: "2026-01-01T00:00:00.000Z" };
    const { hits, warnings } = await find();
    expect(hits[0]?.stage).toBe("words");
    expect(warnings.map(({ code }) => code)).toEqual(["vectors-missing"]);
  });

  it("says how many chunks wait for theirs", async () => {
    withoutVectors = 3;
    const { warnings } = await find();
    expect(warnings).toMatchObject([{ code: "vectors-incomplete", message: expect.stringContaining("3 chunks") }]);
  });

  it("goes on with words when the embedder is absent, fails, or is of another space", async () => {
    const { embedder: _, ...rest } = services;
    const failing = { space, embedQuery: () => Promise.reject(new EmbeddingFailedError("The model did not answer.")) };
    const other = { ...failing, space: { ...space, fingerprint: "another" } };
    const codes = [];
    for (const given of [rest, { ...rest, embedder: failing }, { ...rest, embedder: other }]) {
      const { hits, warnings } = await search(given, request, signal);
      expect(hits[0]?.stage).toBe("words");
      codes.push(...warnings.map(({ code }) => code));
      await expect(search(given, { ...request, mode: "vector" }, signal)).rejects.toMatchObject({ code: codes.at(-1) });
    }
    expect(codes).toEqual(["model-unavailable", "embedding-failed", "space-mismatch"]);
  });
});

describe("search and the guard", () => {
  it("searches for nothing that the guard stops, and shows no hit that it stops", async () => {
    const block: GuardVerdict = { verdict: "fail", action: "block", why: "rule 7." };
    const stopAt = (stage: string) => ({ check: async (at: string) => (at === stage ? block : allow) });
    for (const stage of ["question", "passage"]) {
      const { hits, warnings } = await search({ ...services, guard: stopAt(stage) }, request, signal);
      expect(hits).toEqual([]);
      expect(warnings[0]).toMatchObject({ code: "guard-blocked", message: expect.stringContaining("rule 7.") });
    }
    expect(events).toContainEqual({ type: "guarded", stage: "passage", verdict: "fail", action: "block" });
  });

  it("goes on with what the guard redacted", async () => {
    const redact = async (_: string, text: string): Promise<GuardVerdict> => ({
      ...allow,
      action: "redact",
      text: text.replaceAll("14", "▇"),
    });
    const { hits } = await search({ ...services, guard: { check: redact } }, request, signal);
    expect(hits[0]?.text).toBe("parental leave lasts ▇ weeks");
  });
});

describe("search with a reranker", () => {
  const reranker: Pick<Reranker, "id" | "rerank"> = {
    id: "shortest-first",
    rerank: async (_, passages) => passages.map(({ text }, index) => ({ index, relevance: -text.length })),
  };

  it("explains the new order by parts that sum, and what was not reranked by the stage before", async () => {
    const settings = { rerankDepth: 2, rerankWeight: 1 };
    const { hits, trace } = await search({ ...services, reranker }, { ...request, settings }, signal);
    expect(hits.slice(0, 2).map(({ stage }) => stage)).toEqual(["reranker", "reranker"]);
    expect(hits[0]?.text.length).toBeLessThanOrEqual(hits[1]?.text.length ?? 0);
    expect(hits[0]?.reading?.relevance).toBe(-(hits[0]?.text.length ?? 0));
    for (const { score, explanation } of hits.slice(0, 2)) {
      const last = explanation.stages.at(-1);
      expect(last?.parts.map(({ label }) => label)).toEqual(["fusion", "reranker"]);
      expect(last?.parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 9);
    }
    for (const { stage, reading } of hits.slice(2)) expect([stage, reading]).toEqual(["fusion", undefined]);
    expect(trace.find(({ stage }) => stage === "rerank")?.count).toBe(2);
  });

  it("reads the first hits with weight 0, and changes nothing else of any", async () => {
    const settings = { rerankDepth: 2, rerankWeight: 0 };
    const { hits } = await search({ ...services, reranker }, { ...request, settings }, signal);
    const unread = await search(services, request, signal);
    expect(hits.map(({ reading, ...hit }) => hit)).toEqual(unread.hits);
    expect(hits.filter(({ reading }) => reading !== undefined)).toHaveLength(2);
  });
});

describe("search with a reranker that points at answers", () => {
  const points = (score: number): Pick<Reranker, "id" | "rerank"> => ({
    id: "points",
    rerank: async (_, passages) =>
      passages.map(({ text }, index) => {
        const start = text.indexOf("14");
        const answers = start < 0 ? [] : [{ span: { start, end: start + 2 }, score }];
        return { index, relevance: start < 0 ? -1 : 1, answers };
      }),
  });

  it("highlights what it finds likelier than that there is no answer", async () => {
    const { hits } = await search({ ...services, reranker: points(0.5) }, request, signal);
    const texts = hits.map(({ text, span, highlights = [] }) =>
      highlights.map(({ start, end }) => text.slice(start - span.start, end - span.start)),
    );
    expect(texts.flat()).toEqual(["14"]);
    const unsure = await search({ ...services, reranker: points(-0.5) }, request, signal);
    expect(unsure.hits.flatMap(({ highlights = [] }) => highlights)).toEqual([]);
  });

  it("highlights nothing in a text that a guard has changed", async () => {
    const redact = async (_: string, text: string): Promise<GuardVerdict> => ({
      ...allow,
      action: "redact",
      text: text.replaceAll("weeks", "▇"),
    });
    const { hits } = await search({ ...services, reranker: points(1), guard: { check: redact } }, request, signal);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.flatMap(({ highlights = [] }) => highlights)).toEqual([]);
  });
});

describe("search with bad input", () => {
  it("refuses a blank query, one of more than 100,000 characters, and a limit out of its bounds", async () => {
    for (const bad of [
      { query: " \n" },
      { query: "a".repeat(100_001) },
      { limit: 0 },
      { limit: 1.5 },
      { limit: 1_001 },
    ]) {
      await expect(find(bad)).rejects.toMatchObject({ code: "invalid-argument" });
    }
    expect((await find({ query: "leave ".repeat(16_000) })).hits.length).toBeGreaterThan(0);
  });

  it("names the collection that may have been meant", async () => {
    await expect(find({ collection: "handbok" })).rejects.toMatchObject({
      code: "collection-not-found",
      hint: 'Did you mean "handbook"?',
    });
    await expect(find({ collection: "xyz" })).rejects.toMatchObject({ hint: 'It has "handbook".' });
  });

  it("stops when it is aborted", async () => {
    await expect(search(services, request, AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
  });
});
