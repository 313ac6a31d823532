import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWorkBudget, never, type SegmentInfo } from "../../../core/index.ts";
import { createPlainAnalyzer } from "../../../testing/plain-analyzer.ts";
import { DEFAULT_BM25 } from "../segment/bm25.ts";
import { type ChunkToInvert, invertChunks } from "../segment/invert-chunks.ts";
import { openSegment } from "../segment/open-segment.ts";
import { FORMAT_VERSION } from "../segment/part-header.ts";
import { writeLexical } from "../segment/write-lexical.ts";
import { bitsetOf } from "../select/bitset.ts";
import { createTopList, type TopList } from "../select/top-list.ts";
import { boundRatio } from "./bounds.ts";
import { prepareWords } from "./query-terms.ts";
import { searchByCursors } from "./search-by-cursors.ts";
import { searchByLoops, startWordLoops } from "./search-by-loops.ts";
import { createWordSources, type WordSource } from "./word-source.ts";

/** Builds the words of a segment as a search gets them: read from blocks into the segment's memory. */
async function wordsOf(chunks: readonly ChunkToInvert[]): Promise<WordSource> {
  const bytes = writeLexical(invertChunks(chunks, createPlainAnalyzer()));
  const info: SegmentInfo = {
    id: 1,
    formatVersion: FORMAT_VERSION,
    analysisFingerprint: "",
    chunkCount: chunks.length,
    collection: "default",
    sizes: { lexical: bytes.length },
  };
  const segment = openSegment({ readBlocks: async (_, visit) => visit(bytes, 0) }, info);
  return createWordSources(await segment.lexical(never))({ chunks: undefined, count: chunks.length });
}

/** Draws words by Zipf's law: word i of `vocabulary` is drawn 1/i as often as the first. */
function chunksOf(dice: () => number, count: number, vocabulary: number): readonly ChunkToInvert[] {
  const words = (limit: number): string =>
    Array.from({ length: Math.floor(dice() * limit) }, () => `w${Math.floor(vocabulary ** dice())}`).join(" ");
  return Array.from({ length: count }, () => ({
    chunk: { text: words(30), headingPath: dice() < 0.3 ? [words(3)] : [] },
    title: dice() < 0.3 ? words(4) : "",
    language: "en",
  }));
}

function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Question {
  readonly source: WordSource;
  readonly words: readonly number[];
  readonly limit: number;
  readonly density: number;
  /** Ratio of the collection's average chunk length to the segment's. */
  readonly longer: number;
  /** Scores in grid steps that other segments already have in the list. */
  readonly before: readonly number[];
}

/** Returns the list that `find` fills. */
function listBy(find: (top: TopList) => void, { limit, before }: Question) {
  const top = createTopList(limit, (segment) => `s${segment}`);
  for (const [ordinal, score] of before.entries()) top.offer(score, 0, ordinal);
  find(top);
  return top.toArray();
}

function lists(sample: Question) {
  const { source, words, limit, density, longer } = sample;
  const terms = new Map(words.map((word) => [`w${word}`, 1]));
  const prepared = prepareWords(
    [source],
    { terms, alternatives: [], unions: [], work: createWorkBudget(never) },
    DEFAULT_BM25,
  );
  const averageLength = prepared.averageLength * longer;
  const dice = diceOf(limit);
  const query = {
    segment: 1,
    source,
    allowed: density === 1 ? undefined : bitsetOf(source.part.chunkCount, () => dice() < density),
    bm25: DEFAULT_BM25,
    averageLength,
    ratio: boundRatio(source.part, DEFAULT_BM25, averageLength),
    terms: prepared.terms.flatMap(({ term, weight }) => {
      const found = source.find(term);
      return found ? [{ entry: found.entry, weight }] : [];
    }),
  };
  let isDone = false;
  const byLoops = listBy((top) => {
    isDone = searchByLoops(query, limit, top);
  }, sample);
  return { isDone, byLoops, byCursors: listBy((top) => searchByCursors(query, [], top), sample) };
}

const question = fc.record({
  words: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
  limit: fc.integer({ min: 1, max: 60 }),
  density: fc.constantFrom(1, 1, 0.9, 0.3, 0.01, 0),
  longer: fc.constantFrom(1, 1, 0.7, 1.8),
  before: fc.array(fc.integer({ min: 1, max: 2 ** 33 }), { maxLength: 30 }),
});

describe("the WebAssembly word loops", () => {
  it("give exactly the cursors' results in segments of any size", async () => {
    const sizes = fc.record({
      seed: fc.integer(),
      count: fc.integer({ min: 1, max: 400 }),
      vocabulary: fc.constantFrom(8, 60),
    });
    await fc.assert(
      fc.asyncProperty(sizes, question, async ({ seed, count, vocabulary }, sample) => {
        const source = await wordsOf(chunksOf(diceOf(seed), count, vocabulary));
        const { isDone, byLoops, byCursors } = lists({ ...sample, source });
        expect(isDone).toBe(true);
        expect(byLoops).toEqual(byCursors);
      }),
      { numRuns: 150 },
    );
  });

  it("give exactly the cursors' results over many windows and blocks, for one question after the other", async () => {
    const source = await wordsOf(chunksOf(diceOf(5), 9_001, 300));
    fc.assert(
      fc.property(question, (sample) => {
        const { byLoops, byCursors } = lists({ ...sample, source });
        expect(byLoops).toEqual(byCursors);
      }),
      { numRuns: 150 },
    );
  });

  it("leave queries that do not fit their memory to the cursors", async () => {
    const source = await wordsOf(chunksOf(diceOf(3), 500, 200));
    const { entry } = source.find("w1") ?? {};
    const searchFor = (count: number) => {
      const terms = Array.from({ length: count }, () => (entry === undefined ? [] : [{ entry, weight: 1 }])).flat();
      const query = { segment: 1, source, allowed: undefined, bm25: DEFAULT_BM25, averageLength: 15, ratio: 1, terms };
      return searchByLoops(query, 10, createTopList(10, String));
    };
    expect(searchFor(128)).toBe(true);
    expect(searchFor(129)).toBe(false);
  });

  it("can run on this machine", async () => {
    const { part } = await wordsOf(chunksOf(diceOf(3), 5, 20));
    expect(part.space && startWordLoops(part.space.memory)).toBeDefined();
  });
});
