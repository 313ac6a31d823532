import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccessScope, canRead, type DocumentSummary, never, type SearchMode } from "../../core/index.ts";
import { allowAll } from "../../guard/fixtures/guard-that.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createIndexReader, createIndexWriter } from "../kernel/index.ts";
import { createAnalyzer } from "../text/index.ts";
import { type ExplainServices, explainPassages } from "./explain-passages.ts";
import { rememberDocuments } from "./remember-documents.ts";
import { search } from "./search.ts";

const collection = "default";
const modes: readonly SearchMode[] = ["lexical", "vector", "hybrid"];
const analyzer = createAnalyzer();

interface WrittenDocument extends BriefDocument {
  readonly language: string;
}

/** Opens a collection with these documents, in several segments, some of which may wait for their vectors. */
async function openTexts(commits: readonly (readonly WrittenDocument[])[], embedded: number) {
  const store = createMemoryStore();
  const [index, writer] = [createIndexReader({ store, analyzer }), createIndexWriter({ store, analyzer })];
  for (const [number, documents] of commits.entries()) {
    const add = documents.map(({ language, ...brief }) => {
      const indexed = indexedDocument(brief);
      return { ...indexed, document: { ...indexed.document, language } };
    });
    await writer.commit({ collection, language: "en", add, removeIds: [] }, never);
    if (number >= embedded) continue;
    for (const { segmentId, chunkIds } of await index.pendingVectors(collection, testSpace, never))
      await writer.attachVectors({ segmentId, collection, space: testSpace, vectors: chunkIds.map(vectorOf) }, never);
  }
  const services: ExplainServices = {
    index,
    store: rememberDocuments(store),
    chunksOfDocument: (reference, signal) => store.chunksOfDocument(reference, signal),
    emit: () => undefined,
    clock: { now: () => 0, monotonicMs: () => 0 },
    embedder: { space: testSpace, embedQuery: async (text) => vectorOf(text) },
    guard: allowAll,
  };
  return { store, services };
}

/** Returns what a search in each mode tells, and why each readable document is a hit or not. */
async function tellAll({ store, services }: Awaited<ReturnType<typeof openTexts>>, query: string, scope: AccessScope) {
  const documents: readonly DocumentSummary[] = await store.listDocuments({ collection, scope }, never);
  const told: unknown[] = [];
  for (const mode of modes) {
    const request = { query, collection, scope, mode, limit: 5, settings: { synonyms } };
    const { trace: _, ...found } = await search(services, request, never);
    told.push(found);
    for (const document of documents) told.push(await explainPassages(services, { ...request, document }, never));
  }
  return told;
}

const synonyms = [{ from: ["fee"], to: ["price"] }];
const phrases = [
  "the door seal",
  "doors of the ward",
  "World Health Organization (WHO)",
  "who pays a fee",
  "a price list",
  "autoclave ventilation",
  "parental leave",
  "the merger with a clinic",
];
const text = fc.array(fc.constantFrom(...phrases), { maxLength: 4 }).map((parts) => parts.join(", "));
const document = fc.record({
  title: text,
  chunks: fc.array(text, { minLength: 1, maxLength: 3 }),
  accessLabels: fc.subarray(["a", "b"]),
  language: fc.constantFrom("en", "de"),
});
const queries = fc.array(
  fc.constantFrom(
    "door",
    "WHO",
    "fee",
    "autoclve",
    "merge",
    "merger",
    "parental",
    '"door seal"',
    "pri*",
    "vent*",
    "ward",
  ),
  { minLength: 1, maxLength: 4 },
);

describe("a search in a scope with labels", () => {
  it("and its explanations equal those of a collection that has only the documents in the scope", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(document, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.subarray(["a", "b"]),
        queries,
        async (commits, embedded, labels, words) => {
          const scope: AccessScope = { kind: "labels", labels };
          const first = { id: "first", chunks: ["a guest pays"], language: "en" };
          const all: WrittenDocument[][] = commits.map((documents, commit) =>
            documents.map((one, number) => ({ ...one, id: `d${commit}${number}` })),
          );
          const readable = all.map((documents) =>
            documents.filter(({ accessLabels = [] }) => canRead(scope, accessLabels)),
          );
          const whole = await openTexts([[first], ...all], embedded);
          const part = await openTexts([[first], ...readable], embedded);
          const query = words.join(" ");
          expect(await tellAll(whole, query, scope)).toEqual(await tellAll(part, query, scope));
        },
      ),
      { numRuns: 20 },
    );
  }, 120_000);

  it("explains a missing phrase by the languages of the documents in the scope", async () => {
    const readable = { id: "open", chunks: ["they kost of the house"], language: "en" };
    const hidden = { id: "hidden", chunks: ["die Kosten"], accessLabels: ["board"], language: "de" };
    const scope: AccessScope = { kind: "labels", labels: ["staff"] };
    const outcomesWith = async (...documents: readonly WrittenDocument[]) => {
      const { store, services } = await openTexts([documents], 0);
      const [document] = await store.listDocuments({ collection, scope }, never);
      if (document === undefined) throw new Error("no document");
      const request = { query: '"Kosten"', collection, scope, mode: "lexical" as const, limit: 5, document };
      return (await explainPassages(services, request, never)).chunks.map(({ outcome }) => outcome.kind);
    };
    expect(await outcomesWith(readable)).toEqual(["nothing-in-common"]);
    expect(await outcomesWith(readable, hidden)).toEqual(["nothing-in-common"]);
  });
});
