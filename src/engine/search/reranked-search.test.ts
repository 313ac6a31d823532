import { describe, expect, it } from "vitest";
import type { Reranker } from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { createSearchedWorld, request, signal } from "./fixtures/searched-world.ts";
import { search } from "./search.ts";

const { services } = createSearchedWorld();

describe("search with a reranker", () => {
  const reranker: Pick<Reranker, "id" | "rerank"> = {
    id: "shortest-first",
    rerank: async (_, passages) => passages.map(({ text }, index) => ({ index, relevance: -text.length })),
  };

  it("explains reranked hits by parts that sum to the score, and other hits by the previous stage", async () => {
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

  it("adds only readings to the hits with weight 0", async () => {
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

  it("highlights answers that are more likely than no answer", async () => {
    const { hits } = await search({ ...services, reranker: points(0.5) }, request, signal);
    const texts = hits.map(({ text, span, highlights = [] }) =>
      highlights.map(({ start, end }) => text.slice(start - span.start, end - span.start)),
    );
    expect(texts.flat()).toEqual(["14"]);
    const unsure = await search({ ...services, reranker: points(-0.5) }, request, signal);
    expect(unsure.hits.flatMap(({ highlights = [] }) => highlights)).toEqual([]);
  });

  it("highlights nothing in a text that a guard redacted", async () => {
    const guard = guardThat(({ text }) => ({ action: "redact", text: text.replaceAll("weeks", "▇") }));
    const { hits } = await search({ ...services, reranker: points(1), guard }, request, signal);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.flatMap(({ highlights = [] }) => highlights)).toEqual([]);
  });
});
