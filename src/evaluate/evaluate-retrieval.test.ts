import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DocumentInput, type DocumentSummary, type Hit, type Listener, never } from "../core/index.ts";
import { evaluateRetrieval, type RetrievalRequest } from "./evaluate-retrieval.ts";
import type { RetrievalProgress } from "./retrieval-progress.ts";

const signal = never;
let folder: string;
let calls: string[];
let added: Map<string, DocumentInput>;
let chunksPerDocument: number;
let lydian: RetrievalRequest["lydian"];

function hitOf(documentId: string, merged: readonly string[] = []): Hit {
  const place = { title: "", uri: "", span: { start: 0, end: 1 }, text: "a", headingPath: [] };
  const ranked = { rank: 1, score: 1, stage: "words", explanation: { stages: [] } } as const;
  return { chunkId: `${documentId}.00000000.000000`, documentId, merged, ...place, ...ranked };
}

const complete = { rechunked: 0, chunksWithoutVectors: 0, documentsToRechunk: 0 };

/** Creates a Lydian whose search finds documents by their text, and which records its calls. */
function createFakeLydian(): RetrievalRequest["lydian"] {
  const listeners = new Set<Listener>();
  const summary = ({ uri }: DocumentInput) => ({ id: `id of ${uri}`, uri });
  return {
    async add(sources, options) {
      const documents = [sources].flat();
      calls.push(`add ${documents.length} to ${options?.collection}, embed ${options?.embed}`);
      for (const source of documents) {
        if (typeof source !== "string" && source.content !== "") added.set(source.uri, source);
      }
      return { collection: options?.collection ?? "", outcomes: [], ...complete };
    },
    async embed(options) {
      const collection = options?.collection ?? "";
      calls.push(`embed ${collection}`);
      for (const tell of listeners) tell({ type: "vectors-attached", collection, done: 4, total: 8 });
      return { collection, embedded: 0, notEmbedded: [], ...complete };
    },
    async search(query, options) {
      const found = [...added.values()].filter(({ content }) => String(content).includes(query));
      const hits = found.flatMap((document) =>
        Array.from({ length: chunksPerDocument }, () => hitOf(summary(document).id)),
      );
      calls.push(`search ${options?.mode} ${options?.limit}`);
      return { hits: hits.slice(0, options?.limit), warnings: [], trace: [] };
    },
    list: async () => [...added.values()].map((document) => summary(document) as DocumentSummary),
    async status() {
      const name = calls.find((call) => call.startsWith("add"))?.split(/[ ,]/)[3] ?? "";
      const counts = {
        documents: added.size,
        chunks: 0,
        chunksWithoutVectors: 0,
        documentsToRechunk: 0,
        segments: 1,
        indexBytes: 0,
      };
      const one = { name, generation: 1, createdAt: "", documentsWithWarnings: 0, ...counts };
      const guardPolicy = { name: "default", version: "1", origin: "default" } as const;
      return { store: "", formatVersion: 1, sizeBytes: 0, embedder: "", guardPolicy, collections: [one] };
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const documents = ["alpha beta", "alpha", "gamma", ""].map((text, index) => ({ _id: `d/${index}`, title: "T", text }));
const qrels = "query-id\tcorpus-id\tscore\nq0\td/1\t1\nq1\td/2\t1\nq2\td/3\t1\n";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "beir-"));
  calls = [];
  added = new Map();
  chunksPerDocument = 1;
  lydian = createFakeLydian();
  const queries = ["alpha", "gamma", "lost"].map((text, index) => ({ _id: `q${index}`, text }));
  await writeFile(join(folder, "corpus.jsonl"), documents.map((one) => JSON.stringify(one)).join("\n"));
  await writeFile(join(folder, "queries.jsonl"), queries.map((one) => JSON.stringify(one)).join("\n"));
  await writeFile(join(folder, "qrels.tsv"), qrels);
});
afterEach(() => rm(folder, { recursive: true }));

describe("evaluateRetrieval", () => {
  it("averages the measures of the queries and counts documents that could not be added", async () => {
    const report = await evaluateRetrieval({ lydian, beir: folder, mode: "lexical", perQuery: true }, signal);
    expect(report).toMatchObject({ dataset: basename(folder), mode: "lexical", queries: 3, failedDocuments: 1 });
    expect(report.perQuery?.map((one) => one.MRR)).toEqual([0.5, 1, 0]);
    expect(report.metrics.MRR.value).toBeCloseTo(0.5, 12);
    expect(report.metrics["recall@100"].value).toBeCloseTo(2 / 3, 12);
    expect(report.metrics["nDCG@10"].value).toBeCloseTo((1 / Math.log2(3) + 1) / 3, 12);
    const [low, high] = report.metrics.MAP.interval;
    expect(low).toBeLessThanOrEqual(report.metrics.MAP.value);
    expect(high).toBeGreaterThanOrEqual(report.metrics.MAP.value);
  });

  it("adds the corpus once to a separate collection, and embeds only for a search by vectors", async () => {
    const whole = documents.filter(({ text }) => text !== "");
    await writeFile(join(folder, "corpus.jsonl"), whole.map((one) => JSON.stringify(one)).join("\n"));
    await writeFile(join(folder, "qrels.tsv"), qrels.replace("d/3", "d/0"));
    const progress: RetrievalProgress[] = [];
    const onProgress = (one: RetrievalProgress) => progress.push(one);
    await evaluateRetrieval({ lydian, beir: folder, mode: "lexical" }, signal);
    const first = calls.splice(0);
    expect(first[0]).toMatch(/^add 3 to beir-[a-z0-9-]+-[0-9a-f]{12}, embed false$/);
    expect(first.some((call) => call.startsWith("embed"))).toBe(false);
    calls.push(first[0] ?? "");
    const report = await evaluateRetrieval({ lydian, beir: folder, mode: "hybrid", onProgress }, signal);
    expect(calls.filter((call) => call.startsWith("add"))).toHaveLength(1);
    expect(calls.filter((call) => call.startsWith("embed"))).toHaveLength(1);
    expect(progress[0]).toEqual({ stage: "embed", done: 4, total: 8 });
    expect(progress.at(-1)).toEqual({ stage: "search", done: 3, total: 3 });
    expect(Object.keys(report)).toEqual(["dataset", "mode", "queries", "metrics"]);
  });

  it("searches for more hits if many are from the same documents", async () => {
    chunksPerDocument = 12;
    await evaluateRetrieval({ lydian, beir: folder, mode: "lexical", limit: 10 }, signal);
    expect(calls.filter((call) => call.startsWith("search")).slice(0, 3)).toEqual([
      "search lexical 10",
      "search lexical 20",
      "search lexical 40",
    ]);
  });

  it("ranks a duplicate folded into a hit directly after the hit", async () => {
    const search: RetrievalRequest["lydian"]["search"] = async () => {
      const [first, second] = [...added.keys()].map((uri) => `id of ${uri}`);
      return { hits: [hitOf(first ?? "", [`${second}.00000000.000000`])], warnings: [], trace: [] };
    };
    const report = await evaluateRetrieval(
      { lydian: { ...lydian, search }, beir: folder, mode: "lexical", perQuery: true },
      signal,
    );
    expect(report.perQuery?.[0]?.MRR).toBe(0.5);
  });

  it("rejects a limit out of bounds", async () => {
    const request = { lydian, beir: folder, mode: "lexical", limit: 9 } as const;
    await expect(evaluateRetrieval(request, signal)).rejects.toMatchObject({ code: "invalid-argument" });
  });
});
