import { describe, expect, it } from "vitest";
import { defined, everything, never } from "../../core/index.ts";
import { allowAll } from "../../guard/fixtures/guard-that.ts";
import { indexedDocument } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createIndexReader, createIndexWriter } from "../kernel/index.ts";
import { createAnalyzer } from "../text/index.ts";
import { rememberDocuments } from "./remember-documents.ts";
import { search } from "./search.ts";
import type { SearchRequest, SearchServices } from "./search-request.ts";

const signal = never;

async function open(texts: readonly string[], rephrase: SearchServices["rephrase"]) {
  const store = createMemoryStore();
  const analyzer = createAnalyzer();
  const writer = createIndexWriter({ store, analyzer });
  const add = texts.map((text, index) => indexedDocument({ id: `d${index}`, chunks: [text] }));
  await writer.commit({ collection: "default", language: "en", add, removeIds: [] }, signal);
  const services: SearchServices = defined({
    index: createIndexReader({ store, analyzer }),
    store: rememberDocuments(store),
    emit: () => undefined,
    clock: { now: () => 0, monotonicMs: () => 0 },
    guard: allowAll,
    rephrase,
  });
  return (query: string) => {
    const request: SearchRequest = { query, collection: "default", scope: everything, mode: "lexical", limit: 10 };
    return search(services, request, signal);
  };
}

const texts = [
  "The autoclave seal wears out.",
  "The steriliser gasket is replaced each year.",
  "Tea is served at four.",
];

describe("a search with other phrasings of the question", () => {
  it("puts hits that only another phrasing finds after those of the question, with parts that sum to the scores", async () => {
    const find = await open(texts, async () => ({ texts: ["when is the steriliser gasket replaced"] }));
    const { hits, rephrasings, trace } = await find("autoclave seal");
    expect(hits.map(({ documentId }) => documentId)).toEqual(["d0", "d1"]);
    expect(rephrasings).toEqual(["when is the steriliser gasket replaced"]);
    expect(trace.map(({ stage }) => stage)).toEqual(expect.arrayContaining(["rephrase", "rephrasings"]));
    for (const { score, stage, explanation } of hits) {
      expect(stage).toBe("fusion");
      const parts = explanation.stages.at(-1)?.parts ?? [];
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 9);
    }
    expect(hits[1]?.explanation.stages.at(-1)?.parts.map(({ label }) => label)).toEqual(["words of phrasing 1"]);
  });

  it("searches the question alone if there is no other phrasing, and warns with the reason", async () => {
    const warning = { code: "not-rephrased", message: "No model." };
    const with0 = await (await open(texts, async () => ({ texts: [], warning })))("autoclave seal");
    const without = await (await open(texts, undefined))("autoclave seal");
    expect(with0.hits).toEqual(without.hits);
    expect(with0.warnings).toContainEqual(warning);
    expect(without).not.toHaveProperty("rephrasings");
  });

  it("does not rephrase a query of quoted words only", async () => {
    const asked: string[] = [];
    const find = await open(texts, async (question) => {
      asked.push(question);
      return { texts: ["tea at four"] };
    });
    const { hits } = await find('"autoclave seal"');
    expect(hits.map(({ documentId }) => documentId)).toEqual(["d0"]);
    expect(asked).toEqual([]);
  });
});
