import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defined, everything, type IndexQuery, never, type ScoredChunk } from "../../core/index.ts";
import { type BriefDocument, indexedDocument, testSpace, vectorOf } from "../../testing/index-documents.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { createPlainAnalyzer } from "../../testing/plain-analyzer.ts";
import { readPart } from "../../testing/read-part.ts";
import { createIndexReader, createIndexWriter } from "./index.ts";
import { openSegment } from "./segment/open-segment.ts";
import { readPostings } from "./segment/read-lexical.ts";
import { createPostingColumns } from "./segment/term-postings.ts";

function openIndex() {
  const services = { store: createMemoryStore(), analyzer: createPlainAnalyzer() };
  return { ...services, reader: createIndexReader(services), writer: createIndexWriter(services) };
}
type OpenIndex = ReturnType<typeof openIndex>;

async function commit({ writer }: OpenIndex, documents: readonly BriefDocument[], removeIds: readonly string[] = []) {
  const add = documents.map(indexedDocument);
  await writer.commit({ collection: "default", language: "en", add, removeIds }, never);
}

async function embed({ reader, writer }: OpenIndex) {
  for (const { segmentId, chunkIds } of await reader.pendingVectors("default", testSpace, never)) {
    const vectors = chunkIds.map(vectorOf);
    await writer.attachVectors({ segmentId, collection: "default", space: testSpace, vectors }, never);
  }
}

/** Draws words by Zipf's law: word i of 30 is drawn 1/i as often as the first. */
const word = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }).map((at) => `w${Math.floor(31 ** at)}`);
const text = fc.array(word, { minLength: 0, maxLength: 12 }).map((words) => words.join(" "));
const briefDocument = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((number) => `d${number}`),
  title: text,
  chunks: fc.array(text, { maxLength: 4 }),
  headingPath: fc.array(word, { maxLength: 2 }),
  metadata: fc.record({ year: fc.integer({ min: 2020, max: 2024 }) }),
  accessLabels: fc.constantFrom([], ["a"], ["a", "b"]),
});
const change = fc.record({
  add: fc.array(briefDocument, { maxLength: 12 }),
  remove: fc.array(
    fc.integer({ min: 0, max: 40 }).map((number) => `d${number}`),
    { maxLength: 3 },
  ),
  merge: fc.boolean(),
});
const question = fc.record({
  words: fc.array(word, { minLength: 1, maxLength: 8 }),
  limit: fc.integer({ min: 1, max: 30 }),
  year: fc.option(fc.integer({ min: 2020, max: 2024 }), { nil: undefined }),
  scope: fc.constantFrom(everything, { kind: "labels", labels: ["b"] } as const),
});

interface Question {
  readonly words: readonly string[];
  readonly limit: number;
  readonly year: number | undefined;
  readonly scope: IndexQuery["scope"];
}

function queryOf({ words, limit, year, scope }: Question): IndexQuery {
  const filter = year === undefined ? {} : { filter: { op: ">=", field: "year", value: year } as const };
  const vector = { values: vectorOf(words.join(" ")), space: testSpace, limit };
  return { collection: "default", scope, ...filter, words: { text: words.join(" "), limit }, vector };
}

/** Ranks every live chunk by the score from `explain`, which uses no cursors, bounds or bitsets. */
async function bruteForce({ reader, store }: OpenIndex, query: IndexQuery): Promise<ScoredChunk[]> {
  const chunks = [];
  for (const { id } of await store.listDocuments({ collection: "default", scope: query.scope }, never)) {
    chunks.push(...(await store.chunksOfDocument({ collection: "default", scope: query.scope, document: id }, never)));
  }
  const explained = await reader.explain(
    query,
    chunks.map(({ id }) => id),
    never,
  );
  return chunks
    .flatMap(({ id, documentId }, index) => {
      const score = explained[index]?.words?.score;
      return score === undefined ? [] : [{ chunkId: id, documentId, score }];
    })
    .sort((left, right) => right.score - left.score || (left.chunkId < right.chunkId ? -1 : 1))
    .slice(0, query.words?.limit);
}

async function replay(changes: readonly { add: BriefDocument[]; remove: string[]; merge: boolean }[]) {
  const index = openIndex();
  const documents = new Map<string, BriefDocument>();
  for (const { add, remove, merge } of [
    { add: [{ id: "first", chunks: ["w1"] }], remove: [], merge: false },
    ...changes,
  ]) {
    await commit(index, add, remove);
    for (const id of remove) documents.delete(id);
    for (const one of add) documents.set(one.id, one);
    await embed(index);
    if (merge) await index.writer.merge("default", never);
  }
  return { index, documents: [...documents.values()] };
}

async function rebuild(documents: readonly BriefDocument[]) {
  const index = openIndex();
  await commit(index, documents);
  await embed(index);
  return index;
}

describe("a search of several segments with replaced and removed documents", () => {
  it("gives exactly the results of an index built from the remaining documents", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), question, async (changes, input) => {
        const { index, documents } = await replay(changes);
        const rebuilt = await rebuild(documents);
        const query = queryOf(input);
        const [ours, theirs] = [await index.reader.search(query, never), await rebuilt.reader.search(query, never)];
        expect(ours.words).toEqual(theirs.words);
        expect(ours.vectors).toEqual(theirs.vectors);
        expect(ours.words).toEqual(await bruteForce(index, query));
      }),
      { numRuns: 60 },
    );
  });

  it("merges to the same bytes as an index built from scratch", async () => {
    const index = openIndex();
    const documents = fc.sample(briefDocument, { numRuns: 60, seed: 7 }).map((one, at) => ({ ...one, id: `d${at}` }));
    for (let start = 0; start < 56; start += 7) {
      await commit(index, documents.slice(start, start + 7));
      await embed(index);
    }
    const removed = documents.slice(0, 3).map(({ id }) => id);
    await commit(index, [], removed);
    expect(await index.writer.merge("default", never)).toBeGreaterThan(0);
    const rebuilt = await rebuild(documents.slice(3, 56));
    const partsOf = async ({ store }: OpenIndex) => {
      const { segments } = await store.indexState("default", never);
      expect(segments).toHaveLength(1);
      const parts = ["lexical", "documents", "vectors"] as const;
      return Promise.all(parts.map((part) => readPart(store, segments[0]?.id ?? 0, part)));
    };
    expect(await partsOf(index)).toEqual(await partsOf(rebuilt));
  });
});

describe("a large segment", () => {
  const random = seededRandom(11);
  const wordsUpTo = (most: number) =>
    Array.from({ length: 4 + Math.floor(random() * most) }, () => `w${Math.floor(400 ** random())}`).join(" ");
  // Labelled chunks are longer or shorter than the others, so that the average length depends on the reader.
  const documents = Array.from({ length: 6000 }, (_, number) => ({
    id: `d${String(number).padStart(5, "0")}`,
    title: `t${number % 50}`,
    metadata: { number },
    accessLabels: [["long"], ["short"], []][number % 3] ?? [],
    chunks: [wordsUpTo([90, 5, 40][number % 3] ?? 0)],
  }));
  const built = (async () => {
    const index = openIndex();
    await commit(index, documents.slice(0, 5000));
    await commit(
      index,
      documents.slice(5000),
      documents.slice(0, 300).map(({ id }) => id),
    );
    return index;
  })();

  it.each([
    ["w1 w2 w3 w17 w200", 50, undefined, undefined],
    ["w390 w1", 10, undefined, undefined],
    ["w5 w6 w7 w8 w9 w10 w11 w12 t3", 20, 5500, undefined],
    ["w1", 400, 4990, undefined],
    ["w1 w2 w3 w17 w200", 50, undefined, []],
    ["w390 w1", 10, undefined, ["short"]],
    ["w5 w6 w7 w8 w9 w10 w11 w12 t3", 20, 5500, ["long"]],
    ["w1 w30", 400, undefined, ["short", "long"]],
  ])("finds exactly the best chunks for %s (limit %i, filter %s, labels %j)", async (words, limit, number, labels) => {
    const index = await built;
    const query: IndexQuery = defined({
      collection: "default",
      scope: labels === undefined ? everything : ({ kind: "labels", labels } as const),
      filter: number === undefined ? undefined : ({ op: ">=", field: "number", value: number } as const),
      words: { text: words, limit },
    });
    const everyChunk = await index.reader.search({ ...query, words: { text: words, limit: 10_000 } }, never);
    const result = await index.reader.search(query, never);
    expect(result.words).toHaveLength(limit);
    expect(result.words).toEqual(everyChunk.words.slice(0, limit));
    const chunkIds = result.words.slice(0, 5).map(({ chunkId }) => chunkId);
    const explained = await index.reader.explain(query, chunkIds, never);
    expect(explained.map((one) => one.words?.score)).toEqual(result.words.slice(0, 5).map(({ score }) => score));
  });

  it("returns each term's postings as they were counted", async () => {
    const { store } = await built;
    const [info] = (await store.indexState("default", never)).segments;
    if (!info) throw new Error("no segment");
    const lexical = await openSegment(store, info).lexical(never);
    const entry = lexical.find(new TextEncoder().encode("w1"));
    if (!entry) throw new Error("no term");
    const { ordinals, frequencies } = createPostingColumns(entry.count);
    readPostings(lexical.view, entry, { ordinals, frequencies });
    const counts = documents
      .slice(0, 5000)
      .map(({ chunks }) => chunks[0]?.split(" ").filter((one) => one === "w1").length ?? 0);
    expect([...ordinals]).toEqual(counts.flatMap((count, ordinal) => (count > 0 ? [ordinal] : [])));
    expect([...frequencies[0]]).toEqual(counts.filter((count) => count > 0));
    expect(lexical.find(new TextEncoder().encode("w99999"))).toBeUndefined();
  });
});

function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
