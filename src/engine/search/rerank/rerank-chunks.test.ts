import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  type Chunk,
  createWorkBudget,
  everything,
  never,
  type Reranker,
  RerankFailedError,
} from "../../../core/index.ts";
import { sampleDocument } from "../../../testing/sample-document.ts";
import { joinReadings } from "./join-readings.ts";
import { type RerankingRun, rerankChunks } from "./rerank-chunks.ts";

const text = "The clinic opens at 8:30.\n\nThe pump has a valve.";
const spans = [
  { start: 0, end: 25 },
  { start: 27, end: 48 },
];
const documents = [
  sampleDocument("en", { text, title: "Hours", language: "en" }),
  sampleDocument("de", { language: "de" }),
];
const chunks: readonly Chunk[] = [
  ...spans.map((span, index) => ({
    id: `en.${index}`,
    documentId: "en",
    span,
    text: text.slice(span.start, span.end),
    tokens: 5,
    headingPath: ["Hours", "Week"],
  })),
  { id: "de.0", documentId: "de", span: { start: 0, end: 4 }, text: "Wann", headingPath: [], tokens: 1 },
];
const store = {
  readChunks: async ({ ids }: { readonly ids: readonly string[] }) => chunks.filter(({ id }) => ids.includes(id)),
  readSummaries: async ({ ids }: { readonly ids: readonly string[] }) => documents.filter(({ id }) => ids.includes(id)),
};
const ranking = ["en.1", "de.0", "en.0", "gone"].map((chunkId, index) => ({
  chunkId,
  documentId: chunkId.slice(0, 2),
  score: 4 - index,
}));

/** Prefers passages with a digit, and points at it. */
const digits: Pick<Reranker, "rerank"> = {
  rerank: async (_question, passages) =>
    passages.map((passage, index) => {
      const start = passage.text.search(/\d/);
      const answers = start < 0 ? [] : [{ span: { start, end: start + 1 }, score: 2 }];
      return { index, relevance: start < 0 ? -1 : 5, isNoise: start < 0, answers };
    }),
};

const rerank = (
  reranker: Pick<Reranker, "rerank" | "languages">,
  { query = "When does it open?", budgetMs = 600_000, signal = never, depth = 3, weight = 0.5 } = {},
) => {
  const run: RerankingRun = {
    services: { reranker, store },
    readable: { collection: "handbook", scope: everything },
    settings: { rerankDepth: depth, rerankWeight: weight, rerankBudgetMs: budgetMs },
    work: createWorkBudget(signal),
    startStage: () => () => undefined,
    signal,
  };
  return rerankChunks(run, query, { stage: "fusion", chunks: ranking });
};

/** Begins to read, and never finishes. */
const endless: Pick<Reranker, "rerank"> = {
  rerank: (_question, _passages, { begun }) => {
    begun?.();
    return new Promise<never>(() => undefined);
  },
};

describe("rerankChunks", () => {
  it("reorders the first chunks, and returns each reading with spans of the document", async () => {
    const { stage, readings, warnings } = await rerank(digits);
    expect(stage?.stage).toBe("reranker");
    expect(stage?.chunks).toHaveLength(3);
    expect(warnings).toEqual([]);
    expect(readings.get("en.0")).toMatchObject({ relevance: 5, isNoise: false });
    const [answer] = readings.get("en.0")?.answers ?? [];
    expect(text.slice(answer?.span.start, answer?.span.end)).toBe("8");
  });

  it("gives the reranker the title and the headings with each text, the title once", async () => {
    const titles: string[] = [];
    await rerank({
      rerank: async (_question, passages) => {
        titles.push(...passages.map(({ title }) => title));
        return [];
      },
    });
    expect(titles).toContain("Hours. Week");
  });

  it("does not move chunks in a language that the reranker does not read", async () => {
    const { readings, stage } = await rerank({ ...digits, languages: ["en"] });
    expect([...readings.keys()]).not.toContain("de.0");
    expect(stage?.chunks.map(({ chunkId }) => chunkId)).toContain("de.0");
  });

  it("warns instead of reordering if the question is in another language", async () => {
    const asked = { query: "Wann öffnet die Praxis am Samstag, und wer hat den Schlüssel für die Apotheke?" };
    const { stage, warnings } = await rerank({ ...digits, languages: ["en"] }, asked);
    expect(stage).toBeUndefined();
    expect(warnings).toMatchObject([{ code: "language-outside-model", message: expect.stringMatching(/German/) }]);
  });

  it("warns instead of reordering if the reranker exceeds its time, and stops waiting", async () => {
    const { stage, warnings } = await rerank(endless, { budgetMs: 1 });
    expect(stage).toBeUndefined();
    expect(warnings).toMatchObject([{ code: "rerank-timeout", message: expect.stringMatching(/within 1 ms/) }]);
  });

  it("does not count the time that the reranker waits for its turn, and accepts an unlimited time", async () => {
    const queued: Pick<Reranker, "rerank"> = {
      rerank: async (question, passages, call) => {
        await setTimeout(20);
        call.begun?.();
        return digits.rerank(question, passages, call);
      },
    };
    expect(await rerank(queued, { budgetMs: 15 })).toMatchObject({ stage: { stage: "reranker" }, warnings: [] });
    const slow: Pick<Reranker, "rerank"> = {
      rerank: async (question, passages, call) => {
        call.begun?.();
        await setTimeout(20);
        return digits.rerank(question, passages, call);
      },
    };
    expect(await rerank(slow, { budgetMs: Number.POSITIVE_INFINITY, weight: 0 })).toMatchObject({ warnings: [] });
  });

  it("warns with the error's code instead of reordering if the reranker fails", async () => {
    const failing = { rerank: () => Promise.reject(new RerankFailedError("The service answered 500.")) };
    const { stage, warnings } = await rerank(failing);
    expect(stage).toBeUndefined();
    expect(warnings).toMatchObject([{ code: "rerank-failed", message: "Not reranked. The service answered 500." }]);
  });

  it("only reads with weight 0, and does not warn of a question in another language", async () => {
    const { stage, readings, warnings } = await rerank(digits, { weight: 0 });
    expect([stage, warnings]).toEqual([undefined, []]);
    expect([...readings.keys()].sort()).toEqual(["de.0", "en.0", "en.1"]);
    const german = {
      weight: 0,
      query: "Wann öffnet die Praxis am Samstag, und wer hat den Schlüssel für die Apotheke?",
    };
    const unread = await rerank({ ...digits, languages: ["en"] }, german);
    expect([unread.readings.size, unread.warnings]).toEqual([0, []]);
    const late = await rerank(endless, { weight: 0, budgetMs: 1 });
    expect(late.warnings).toMatchObject([{ code: "rerank-timeout", message: expect.stringMatching(/are ignored/) }]);
  });

  it("throws programming errors, and stops when the caller aborts", async () => {
    await expect(rerank({ rerank: () => Promise.reject(new TypeError("defect")) })).rejects.toThrow("defect");
    const reason = new Error("enough");
    await expect(rerank(digits, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("joinReadings", () => {
  it("joins the readings of a hit's neighbours, without those of its duplicates elsewhere", async () => {
    const { readings } = await rerank(digits);
    const span = { start: 0, end: text.length };
    expect(joinReadings({ chunkId: "en.1", span, merged: ["en.0"] }, readings)).toMatchObject({
      relevance: 5,
      isNoise: false,
      answers: [{ span: { start: 20, end: 21 } }],
    });
    expect(joinReadings({ chunkId: "en.1", span: { start: 27, end: 48 }, merged: ["en.0"] }, readings)).toMatchObject({
      relevance: -1,
      isNoise: true,
    });
    expect(joinReadings({ chunkId: "unread", span }, readings)).toBeUndefined();
  });
});
