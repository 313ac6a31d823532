import type { Analyzer, Chunk, ChunkField, StoreReader } from "../../../core/index.ts";
import type { WordSource } from "../lexical/word-source.ts";
import type { MeteredQuery } from "../metered-query.ts";
import type { Allowed } from "../select/bitset.ts";
import { narrowAllowed } from "./narrow-allowed.ts";
import { type IndexedCondition, readConditions } from "./read-conditions.ts";

/** A chunk whose text is checked for conditions. */
export interface ChunkToCheck {
  readonly chunkId: string;
}

/** Checks for the phrases and conditions of one query, first by the index alone, then by the stored texts if needed. */
export interface ConditionCheck {
  /** False if `narrow` alone decides. */
  readonly readsTexts: boolean;
  /** Returns the allowed chunks of a segment that may meet all conditions; never misses one that does. */
  narrow(source: WordSource, allowed: Allowed): Allowed;
  /** Returns the chunks of narrowed lists that meet all conditions, in the given order. Each chunk's text is read once. */
  selectMatches<T extends ChunkToCheck>(chunks: readonly T[], signal: AbortSignal): Promise<readonly T[]>;
  /**
   * Returns true if the budget allows to read the texts of these chunks. After the first `false`, `isCut` is true.
   */
  affords(chunks: readonly ChunkToCheck[]): boolean;
  /** Returns true if chunks were left unread. */
  isCut(): boolean;
}

/** Steps for reading the text of a chunk and looking for phrases in it. */
const STEPS_PER_TEXT = 250;
/** Steps that conditions leave to what follows. */
const RESERVED_STEPS = 1_500_000;

interface ConditionServices {
  readonly store: Pick<StoreReader, "readChunks" | "readSummaries">;
  readonly analyzer: Analyzer;
  readonly languages: readonly string[];
}

/**
 * Creates the check for a query's phrases and conditions; undefined if it has none.
 *
 * @throws {QueryTooComplexError} for more than 16 of them, or more than 256 words in them
 */
export function createConditionCheck(services: ConditionServices, query: MeteredQuery): ConditionCheck | undefined {
  const { analyzer, languages } = services;
  const conditions = readConditions(analyzer, query, languages);
  if (conditions.length === 0) return undefined;
  const inTexts = conditions.filter(({ readsTexts }) => readsTexts);
  const meetsAll = createTextTest(analyzer, inTexts);
  /** Results by chunk id: true if the chunk meets all conditions. */
  const verdicts = new Map<string, boolean>();
  let isCut = false;

  const read = async (unread: readonly ChunkToCheck[], signal: AbortSignal): Promise<void> => {
    const { collection, scope } = query;
    const chunks = await services.store.readChunks({ collection, scope, ids: idsOf(unread) }, signal);
    const documents = [...new Set(chunks.map(({ documentId }) => documentId))];
    const summaries = await services.store.readSummaries({ collection, scope, ids: documents }, signal);
    const titles = new Map(summaries.map(({ id, title }) => [id, title]));
    for (const { chunkId } of unread) verdicts.set(chunkId, false);
    for (const chunk of chunks) verdicts.set(chunk.id, meetsAll(textsOf(chunk, titles.get(chunk.documentId) ?? "")));
  };

  const unreadOf = (chunks: readonly ChunkToCheck[]) => chunks.filter(({ chunkId }) => !verdicts.has(chunkId));
  return {
    readsTexts: inTexts.length > 0,
    affords(chunks) {
      const isAffordable = query.work.left - unreadOf(chunks).length * STEPS_PER_TEXT >= RESERVED_STEPS;
      isCut ||= !isAffordable;
      return isAffordable;
    },
    isCut: () => isCut,
    narrow: (source, allowed) => narrowAllowed(source, conditions, allowed),
    async selectMatches(chunks, signal) {
      if (inTexts.length === 0) return chunks;
      const unread = unreadOf(chunks);
      query.work.spend(unread.length * STEPS_PER_TEXT);
      if (unread.length > 0) await read(unread, signal);
      return chunks.filter(({ chunkId }) => verdicts.get(chunkId) === true);
    },
  };
}

/** The texts of a chunk that words may stand in. A phrase never spans two of them. */
type FieldTexts = Readonly<Record<ChunkField, readonly string[]>>;

/** Creates a test for whether a chunk's texts meet all conditions. A text that cannot contain any is not split into words. */
function createTextTest(analyzer: Analyzer, conditions: readonly IndexedCondition[]): (texts: FieldTexts) => boolean {
  const tests = conditions.map(({ words, field, isExcluded }) => ({
    phrase: joinWords(words),
    mayHold: analyzer.mayHold?.(words),
    field,
    isExcluded,
  }));
  return (texts) => {
    const split = new Map<string, string>();
    const wordsOf = (text: string): string => {
      const words = split.get(text) ?? joinWords(analyzer.words(text));
      split.set(text, words);
      return words;
    };
    return tests.every(({ phrase, mayHold, field, isExcluded }) => {
      const searched = field === undefined ? [...texts.text, ...texts.title, ...texts.heading] : texts[field];
      const isThere = searched.some((text) => (mayHold?.(text) ?? true) && wordsOf(text).includes(phrase));
      return isThere !== isExcluded;
    });
  };
}

function idsOf(chunks: readonly ChunkToCheck[]): readonly string[] {
  return chunks.map(({ chunkId }) => chunkId);
}

function textsOf({ text, headingPath }: Chunk, title: string): FieldTexts {
  return { text: [text], title: [title], heading: headingPath };
}

/** Joins words so that one list is part of another exactly when its text is part of the other's text. */
function joinWords(words: readonly string[]): string {
  return `\n${words.join("\n")}\n`;
}
