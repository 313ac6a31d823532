import type { Analyzer, ChunkField, StoreReader } from "../../../core/index.ts";
import type { MeteredQuery } from "../metered-query.ts";
import { createPairReader } from "../segment/content-pairs.ts";
import type { Allowed } from "../select/bitset.ts";
import { narrowAllowed, type OrderedCondition } from "./narrow-allowed.ts";
import { type Crossing, createPhraseOrder, type SegmentWords } from "./phrase-order.ts";
import { readConditions } from "./read-conditions.ts";

/** A chunk whose text is checked for conditions. */
export interface ChunkToCheck {
  readonly chunkId: string;
}

/** Checks for the phrases and conditions of one query, first by the index alone, then by the stored texts if needed. */
export interface ConditionCheck {
  /** False if `narrow` alone decides. */
  readonly readsTexts: boolean;
  /** Returns the allowed chunks of a segment that may meet all conditions; never misses one that does. */
  narrow(segment: SegmentWords, allowed: Allowed): Allowed;
  /**
   * Returns the chunks that meet all conditions, in the given order. Their segments were narrowed before.
   * Each chunk's text is read once.
   */
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
/** Steps that conditions must not spend, since later stages of the request need them. */
const RESERVED_STEPS = 1_500_000;

/**
 * Creates the check for a query's phrases and conditions; undefined if it has none.
 *
 * @param titleOf  returns the title of a document
 * @throws {QueryTooComplexError} for more than 16 of them, or more than 256 words in them
 */
export function createConditionCheck(
  store: Pick<StoreReader, "readChunks">,
  analyzer: Analyzer,
  languages: readonly string[],
  titleOf: (documentId: string) => string,
  query: MeteredQuery,
): ConditionCheck | undefined {
  const readPairs = createPairReader(analyzer);
  const conditions = readConditions(analyzer, query, languages).map((condition) => ({
    ...condition,
    order: createPhraseOrder(condition.words, readPairs),
  }));
  if (conditions.length === 0) return undefined;
  const inTexts = conditions.filter(({ readsTexts }) => readsTexts);
  const tests = inTexts.map((condition) => createTextTest(analyzer, condition));
  /** Results by chunk id: true if the chunk meets all conditions. */
  const verdicts = new Map<string, boolean>();
  let isCut = false;

  const unreadOf = (chunks: readonly ChunkToCheck[]) => chunks.filter(({ chunkId }) => !verdicts.has(chunkId));
  /** Returns the ids of these chunks, and of neighbours that they may share a phrase with. */
  const idsToRead = (chunks: readonly ChunkToCheck[]): readonly string[] => {
    const ids = chunks.map(({ chunkId }) => chunkId);
    const crossings = inTexts.flatMap(({ order }) => ids.flatMap(order.crossingsOf));
    return [...new Set([...ids, ...crossings.flatMap(({ firstId, secondId }) => [firstId, secondId])])];
  };
  const read = async (unread: readonly ChunkToCheck[], signal: AbortSignal): Promise<void> => {
    const { collection, scope } = query;
    const ids = idsToRead(unread);
    query.work.spend(ids.length * STEPS_PER_TEXT);
    const chunks = new Map((await store.readChunks({ collection, scope, ids }, signal)).map((one) => [one.id, one]));
    const textOf = (chunkId: string): string => chunks.get(chunkId)?.text ?? "";
    for (const { chunkId } of unread) {
      const chunk = chunks.get(chunkId);
      const fields = chunk && { text: [chunk.text], title: [titleOf(chunk.documentId)], heading: chunk.headingPath };
      verdicts.set(chunkId, fields !== undefined && tests.every((meets) => meets({ chunkId, fields, textOf })));
    }
  };
  return {
    readsTexts: inTexts.length > 0,
    affords(chunks) {
      const isAffordable = query.work.left - idsToRead(unreadOf(chunks)).length * STEPS_PER_TEXT >= RESERVED_STEPS;
      isCut ||= !isAffordable;
      return isAffordable;
    },
    isCut: () => isCut,
    narrow: (segment, allowed) => narrowAllowed(segment, conditions, allowed),
    async selectMatches(chunks, signal) {
      if (inTexts.length === 0) return chunks;
      const unread = unreadOf(chunks);
      if (unread.length > 0) await read(unread, signal);
      return chunks.filter(({ chunkId }) => verdicts.get(chunkId) === true);
    },
  };
}

/** The texts of a chunk by field, and those of its neighbours. */
interface ReadChunk extends ChunkToCheck {
  readonly fields: Readonly<Record<ChunkField, readonly string[]>>;
  textOf(chunkId: string): string;
}

/**
 * Creates a test for whether a chunk's texts meet a condition. The words are within one text, or across the border of
 * two neighbours. A text that cannot contain them is not split into words.
 */
function createTextTest(
  analyzer: Analyzer,
  { words, field, isExcluded, order }: OrderedCondition,
): (chunk: ReadChunk) => boolean {
  const phrase = joinWords(words);
  const mayHold = analyzer.mayHold?.(words);
  const wordsOf = (text: string): string => joinWords(analyzer.words(text));
  const isWithin = (text: string): boolean => (mayHold?.(text) ?? true) && wordsOf(text).includes(phrase);
  const crosses = ({ firstId, secondId, wordsInFirst }: Crossing, textOf: ReadChunk["textOf"]): boolean =>
    wordsOf(textOf(firstId)).endsWith(joinWords(words.slice(0, wordsInFirst))) &&
    wordsOf(textOf(secondId)).startsWith(joinWords(words.slice(wordsInFirst)));
  return ({ chunkId, fields, textOf }) => {
    const { text, title, heading } = fields;
    const searched = field === undefined ? [...text, ...title, ...heading] : fields[field];
    const isThere = searched.some(isWithin) || order.crossingsOf(chunkId).some((crossing) => crosses(crossing, textOf));
    return isThere !== isExcluded;
  };
}

/** Joins words so that one list is part of another exactly when its text is part of the other's text. */
function joinWords(words: readonly string[]): string {
  return `\n${words.join("\n")}\n`;
}
