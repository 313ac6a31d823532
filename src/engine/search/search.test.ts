import { beforeEach, describe, expect, it } from "vitest";
import { EmbeddingFailedError } from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { addDocument, createSearchedWorld, request, signal, space } from "./fixtures/searched-world.ts";
import { search } from "./search.ts";

let world = createSearchedWorld();

beforeEach(() => {
  world = createSearchedWorld();
});

describe("search", () => {
  it("returns hits best first, with text, place and an explanation whose parts sum to the score", async () => {
    const { hits, warnings, trace } = await world.find();
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
    const stages = ["definitions", "explain", "fold", "place", "vectors", "words"];
    expect(trace.map(({ stage }) => stage).sort()).toEqual(stages);
    expect(world.events.at(-1)).toMatchObject({ type: "searched", collection: "handbook", hits: hits.length });
  });

  it("scores every vector if the request is exact", async () => {
    const asked: unknown[] = [];
    const { index } = world.services;
    const watched: typeof index.search = async (query, ...rest) => {
      if (query.vector !== undefined) asked.push(query.vector.exact);
      return index.search(query, ...rest);
    };
    const watching = { ...world.services, index: { ...index, search: watched } };
    await world.find({ exact: true }, watching);
    await world.find({}, watching);
    expect(asked).toEqual([true, false]);
  });

  it("searches by words alone, or by vectors alone", async () => {
    const byWords = await world.find({ mode: "lexical" });
    expect(byWords.hits.map(({ stage }) => stage)).toEqual(["words", "words", "words"]);
    const byVectors = await world.find({ mode: "vector", query: "see the form" });
    expect(byVectors.hits[0]).toMatchObject({ text: "see the form", stage: "vectors" });
  });

  it("returns as many hits as requested, and a higher limit only adds hits", async () => {
    const few = await world.find({ limit: 2 });
    const many = await world.find({ limit: 5 });
    expect(few.hits).toHaveLength(2);
    expect(many.hits.slice(0, 2)).toEqual(few.hits);
  });

  it("fills the limit although many hits are duplicates", async () => {
    const text = "parental leave ".repeat(20);
    for (let copy = 0; copy < 300; copy++) addDocument(world.held, `a-copy-${copy}`, [text]);
    const { hits } = await world.find({ mode: "lexical", limit: 4 });
    expect(hits).toHaveLength(4);
    expect(hits.flatMap(({ merged }) => merged ?? [])).toHaveLength(299);
  });

  it("reads its candidates page by page, and reranks once however deep it looks", async () => {
    for (let copy = 0; copy < 300; copy++) addDocument(world.held, `a-copy-${copy}`, ["parental leave ".repeat(20)]);
    const { index, store } = world.services;
    const depths: unknown[] = [];
    const searchIndex: typeof index.search = async (query, ...rest) => {
      depths.push(query.words?.limit);
      return index.search(query, ...rest);
    };
    const pages: number[] = [];
    const readChunks: typeof store.readChunks = async (query, ...rest) => {
      pages.push(query.ids.length);
      return store.readChunks(query, ...rest);
    };
    const reranked: number[] = [];
    const reranker = {
      id: "equal",
      rerank: async (_: string, passages: readonly unknown[]) => {
        reranked.push(passages.length);
        return passages.map((_, index) => ({ index, relevance: 0 }));
      },
    };
    const watching = {
      ...world.services,
      index: { ...index, search: searchIndex },
      store: { ...store, readChunks },
      reranker,
    };
    const settings = { rerankWeight: 1, rerankBudgetMs: 600_000 };
    const { hits } = await world.find({ mode: "lexical", limit: 4, settings }, watching);
    expect(hits).toHaveLength(4);
    expect(new Set(depths).size).toBeGreaterThan(1);
    expect(reranked).toHaveLength(1);
    expect(Math.max(...pages)).toBeLessThanOrEqual(50);
  });

  it("reads no more equal passages than the work of folding allows, and says so", async () => {
    for (let copy = 0; copy < 6_000; copy++) addDocument(world.held, `a-copy-${copy}`, ["parental leave ".repeat(20)]);
    const { store } = world.services;
    let read = 0;
    const readChunks: typeof store.readChunks = async (query, ...rest) => {
      read += query.ids.length;
      return store.readChunks(query, ...rest);
    };
    const watching = { ...world.services, store: { ...store, readChunks } };
    const { hits, warnings } = await world.find({ mode: "lexical", limit: 4 }, watching);
    expect(hits[0]?.text).toContain("parental leave");
    expect(warnings.map(({ code }) => code)).toContain("candidates-cut");
    expect(read).toBeLessThan(3_500);
  });

  it("lists at most 1,000 merged chunks of a hit", async () => {
    for (let copy = 0; copy < 1_200; copy++) addDocument(world.held, `copy-${copy}`, ["parental leave ".repeat(20)]);
    const { hits } = await world.find({ mode: "lexical", limit: 4 });
    expect(Math.max(...hits.map(({ merged = [] }) => merged.length))).toBe(1_000);
    expect(Math.max(...hits.map(({ duplicates = [] }) => duplicates.length))).toBe(1_000);
  });

  it("joins neighbours under the same headings to one hit", async () => {
    world.held.chunks = world.held.chunks.map((chunk) => ({ ...chunk, headingPath: ["Leave"] }));
    const { hits } = await world.find({ mode: "lexical", query: "leave" });
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({
      text: "parental leave lasts 14 weeks\n\nother leave is unpaid",
      merged: ["leave.00000000.000001"],
    });
  });

  it("returns no hit that the scope cannot read, or whose document has changed", async () => {
    // Since the index was searched, somebody has committed.
    world.held.collection = { ...world.held.collection, generation: 2 };
    world.held.documents = world.held.documents.map((one) =>
      one.id === "leave" ? { ...one, accessLabels: ["board"] } : one,
    );
    const scoped = await world.find({ scope: { kind: "labels", labels: ["staff"] } });
    expect(new Set(scoped.hits.map(({ documentId }) => documentId))).toEqual(new Set(["rooms"]));
    world.held.documents = world.held.documents.map((one) => ({ ...one, text: `new ${one.text}` }));
    expect((await world.find()).hits).toEqual([]);
  });

  it("reports a damaged store if it lacks, or differs from, what its index finds", async () => {
    world.held.documents = world.held.documents.map((one) => ({ ...one, text: `new ${one.text}` }));
    await expect(world.find({ mode: "lexical" })).rejects.toMatchObject({ code: "block-corrupt" });
    world.held.documents = [];
    await expect(world.find({ mode: "lexical" })).rejects.toMatchObject({ code: "block-corrupt" });
  });
});

describe("search without vectors", () => {
  it("continues with words and a warning if the collection has no vectors", async () => {
    world.held.collection = { name: "handbook", generation: 1, createdAt: "2026-01-01T00:00:00.000Z" };
    const { hits, warnings } = await world.find();
    expect(hits[0]?.stage).toBe("words");
    expect(warnings.map(({ code }) => code)).toEqual(["vectors-missing"]);
  });

  it("warns how many chunks have no vectors yet", async () => {
    world.held.withoutVectors = 3;
    const { warnings } = await world.find();
    expect(warnings).toMatchObject([{ code: "vectors-incomplete", message: expect.stringContaining("3 chunks") }]);
  });

  it("warns how much of a long query was not searched by words", async () => {
    const query = `parental leave ${"x".repeat(3_000)}`;
    const { hits, warnings } = await world.find({ query, mode: "lexical" });
    expect(hits[0]?.text).toBe("parental leave lasts 14 weeks");
    expect(warnings).toEqual([
      { code: "query-cut", message: "The last 967 characters were not searched by words. Ask for less at once." },
    ]);
    const codes = (await world.find({ query, mode: "vector" })).warnings.map(({ code }) => code);
    expect(codes).not.toContain("query-cut");
  });

  it("continues with words if the embedder is missing, fails, or has another space", async () => {
    const { embedder: _, ...rest } = world.services;
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
  it("searches no query and returns no hit that the guard stops", async () => {
    const stopAt = (stage: string) =>
      guardThat((request) => (request.stage === stage ? { action: "block", why: "rule 7." } : undefined));
    for (const stage of ["input", "retrieval"]) {
      const { hits, warnings } = await search({ ...world.services, guard: stopAt(stage) }, request, signal);
      expect(hits).toEqual([]);
      expect(warnings[0]).toMatchObject({ code: "guard-blocked", message: expect.stringContaining("rule 7.") });
    }
    const policy = { name: "test", version: "1" };
    expect(world.events).toContainEqual({ type: "guarded", stage: "retrieval", action: "block", verdicts: [], policy });
  });

  it.each(["allow", "block"] as const)("says where to find help if the guard's action is %s", async (action) => {
    const guard = guardThat(({ stage }) => (stage === "input" ? { action, help: "Call 112." } : undefined));
    const { hits, warnings } = await search({ ...world.services, guard }, request, signal);
    expect(warnings[0]).toEqual({ code: "crisis-help", message: "Call 112." });
    expect(hits.length > 0).toBe(action === "allow");
  });

  it("continues with the text that the guard redacted", async () => {
    const guard = guardThat(({ text }) => ({ action: "redact", text: text.replaceAll("14", "▇") }));
    const { hits } = await search({ ...world.services, guard }, request, signal);
    expect(hits[0]?.text).toBe("parental leave lasts ▇ weeks");
  });
});

describe("search with bad input", () => {
  it("rejects a blank query, a query over 100,000 characters, and a limit out of bounds", async () => {
    for (const bad of [
      { query: " \n" },
      { query: "a".repeat(100_001) },
      { limit: 0 },
      { limit: 1.5 },
      { limit: 1_001 },
    ]) {
      await expect(world.find(bad)).rejects.toMatchObject({ code: "invalid-argument" });
    }
    expect((await world.find({ query: "leave ".repeat(16_000) })).hits.length).toBeGreaterThan(0);
  });

  it("suggests a collection with a similar name", async () => {
    await expect(world.find({ collection: "handbok" })).rejects.toMatchObject({
      code: "collection-not-found",
      hint: 'Did you mean "handbook"?',
    });
    await expect(world.find({ collection: "xyz" })).rejects.toMatchObject({ hint: 'It has "handbook".' });
  });

  it("stops when the caller aborts", async () => {
    await expect(search(world.services, request, AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
  });
});
