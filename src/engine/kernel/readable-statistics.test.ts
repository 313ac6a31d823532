import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AccessScope,
  type Analyzer,
  canRead,
  createWorkBudget,
  defined,
  type IndexQuery,
  never,
} from "../../core/index.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";

const collection = "default";
const plain = createPlainAnalyzer();

/** Stems in one language only, and drops a stop word, so that the languages of the documents decide what is found. */
const analyzer: Analyzer = {
  ...plain,
  analyze: (text, language, queryLanguage) =>
    plain
      .words(text)
      .filter((word) => !(word === "der" && (queryLanguage ?? language) === "de"))
      .map((word) => (language === "de" ? word.replace(/s$/, "") : word)),
  likeliestLanguage: async (_, languages) => languages[0],
};

function openIndex() {
  const services = { store: createMemoryStore(), analyzer };
  return { reader: createIndexReader(services), writer: createIndexWriter(services) };
}
type OpenIndex = ReturnType<typeof openIndex>;

interface LabelledDocument extends BriefDocument {
  readonly accessLabels: readonly string[];
  readonly language: string;
}

interface Change {
  readonly add: readonly LabelledDocument[];
  readonly removeIds: readonly string[];
  readonly isEmbedded: boolean;
  readonly isMerged: boolean;
}

const word = fc.constantFrom(
  "seal",
  "seals",
  "seat",
  "deal",
  "der",
  "door",
  "doors",
  "doorway",
  "autoclave",
  "w1",
  "w2",
);
const text = fc.array(word, { maxLength: 9 }).map((words) => words.join(" "));
const id = fc.integer({ min: 0, max: 30 }).map((number) => `d${number}`);
const labels = fc.subarray(["a", "b", "c"]);
const document: fc.Arbitrary<LabelledDocument> = fc.record({
  id,
  title: text,
  chunks: fc.array(text, { maxLength: 3 }),
  metadata: fc.record({ year: fc.integer({ min: 2020, max: 2022 }) }),
  accessLabels: labels,
  language: fc.constantFrom("en", "de"),
});
const change: fc.Arbitrary<Change> = fc.record({
  add: fc.uniqueArray(document, { maxLength: 10, selector: (one) => one.id }),
  removeIds: fc.array(id, { maxLength: 2 }),
  isEmbedded: fc.boolean(),
  isMerged: fc.boolean(),
});
const request = fc.record(
  {
    text,
    limit: fc.integer({ min: 1, max: 12 }),
    prefixes: fc.array(fc.constantFrom("doo", "sea", "aut"), { maxLength: 2 }),
    typo: fc.constantFrom("saal", "autoclve", "doorwey"),
    alternative: word,
    phrase: word,
    year: fc.integer({ min: 2020, max: 2022 }),
    language: fc.constantFrom("en", "de"),
    exact: fc.boolean(),
  },
  { requiredKeys: ["text", "limit"] },
);

type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

function queryOf(asked: Request, scope: AccessScope): IndexQuery {
  const { limit, typo, alternative, phrase, year, language, exact } = asked;
  const words = [asked.text, typo ?? ""].join(" ");
  return defined({
    collection,
    scope,
    filter: year === undefined ? undefined : ({ op: "=", field: "year", value: year } as const),
    phrases: phrase === undefined ? undefined : [phrase],
    words: defined({
      text: words,
      limit,
      correctsTypos: true,
      prefixes: asked.prefixes,
      alternatives: alternative === undefined ? undefined : [{ word: "w1", text: alternative, weight: 0.5 }],
    }),
    vector: defined({
      values: vectorOf(words),
      space: testSpace,
      limit,
      languages: language === undefined ? undefined : [language],
      exact,
    }),
  });
}

async function apply({ reader, writer }: OpenIndex, { add, removeIds, isEmbedded, isMerged }: Change): Promise<void> {
  const documents = add.map(({ language, ...brief }) => {
    const indexed = indexedDocument(brief);
    return { ...indexed, document: { ...indexed.document, language } };
  });
  await writer.commit({ collection, language: "en", add: documents, removeIds }, never);
  if (isEmbedded) {
    for (const { segmentId, chunkIds } of await reader.pendingVectors(collection, testSpace, never))
      await writer.attachVectors({ segmentId, collection, space: testSpace, vectors: chunkIds.map(vectorOf) }, never);
  }
  if (isMerged) await writer.merge(collection, never);
}

/** Returns a change as it is for a reader: a document that becomes unreadable is removed. */
function readableChange({ add, removeIds, ...rest }: Change, scope: AccessScope): Change {
  const readable = add.filter(({ accessLabels }) => canRead(scope, accessLabels));
  const hidden = add.filter((one) => !readable.includes(one)).map((one) => one.id);
  return { ...rest, add: readable, removeIds: [...removeIds, ...hidden] };
}

/** Returns everything that the index tells a reader about a query. */
async function tellAll({ reader }: OpenIndex, query: IndexQuery, chunkIds: readonly string[]) {
  const { generation: _, ...found } = await reader.search(query, never);
  const { generation: __, ...sampled } = await reader.sampleVectors({ ...query, space: testSpace, limit: 5 }, never);
  return { found, sampled, explained: await reader.explain(query, chunkIds, never) };
}

describe("a reader with access labels", () => {
  const first = { id: "first", chunks: ["seal"], accessLabels: [], language: "en" };

  it("is told exactly what an index without the hidden documents tells", async () => {
    const start: Change = { add: [first], removeIds: [], isEmbedded: false, isMerged: false };
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        labels,
        fc.array(request, { minLength: 1, maxLength: 3 }),
        async (changes, readerLabels, requests) => {
          const scope: AccessScope = { kind: "labels", labels: readerLabels };
          const [whole, readable] = [openIndex(), openIndex()];
          for (const one of [start, ...changes]) {
            await apply(whole, one);
            await apply(readable, readableChange(one, scope));
          }
          const chunkIds = changes
            .flatMap(({ add }) => add.flatMap((one) => indexedDocument(one).chunks))
            .map((one) => one.id);
          for (const asked of requests) {
            const query = queryOf(asked, scope);
            expect(await tellAll(whole, query, chunkIds)).toEqual(await tellAll(readable, query, chunkIds));
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it("spends no step of its budget on hidden documents", async () => {
    const start = { add: [first], removeIds: [], isEmbedded: false, isMerged: false };
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 3 }),
        labels,
        request,
        async (changes, readerLabels, asked) => {
          const scope: AccessScope = { kind: "labels", labels: readerLabels };
          const [whole, readable] = [openIndex(), openIndex()];
          // A merge would divide the readable documents differently, and each segment costs a few steps.
          for (const one of [start, ...changes.map((each) => ({ ...each, isMerged: false }))]) {
            await apply(whole, one);
            await apply(readable, readableChange(one, scope));
          }
          const spentIn = async ({ reader }: OpenIndex) => {
            const work = createWorkBudget(never);
            await reader.search({ ...queryOf(asked, scope), work }, never);
            return work.spent;
          };
          expect(await spentIn(whole)).toBe(await spentIn(readable));
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
