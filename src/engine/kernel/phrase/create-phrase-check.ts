import { type Analyzer, type Chunk, QueryTooComplexError, type StoreReader } from "../../../core/index.ts";
import type { WordSource } from "../lexical/word-source.ts";
import type { MeteredQuery } from "../metered-query.ts";
import type { Allowed } from "../select/bitset.ts";
import { narrowAllowed } from "./narrow-allowed.ts";
import { requiredTerms } from "./required-terms.ts";

/** A chunk whose text is checked for phrases. */
export interface ChunkToCheck {
  readonly chunkId: string;
}

/** Checks for the phrases of one query, first by the index alone, then by the stored texts. */
export interface PhraseCheck {
  /** Returns the allowed chunks of a segment that may contain all phrases; never misses one that does. */
  narrow(source: WordSource, allowed: Allowed): Allowed;
  /** Returns the chunks that contain all phrases, in the given order. Each chunk's text is read once. */
  selectMatches<T extends ChunkToCheck>(chunks: readonly T[], signal: AbortSignal): Promise<readonly T[]>;
  /**
   * Returns true if the budget allows to read the texts of these chunks. After the first `false`, `isCut` is true.
   */
  affords(chunks: readonly ChunkToCheck[]): boolean;
  /** Returns true if chunks were left unread. */
  isCut(): boolean;
}

/** Maximum number of phrases in a query. Every text is searched for each of them. */
const MAX_PHRASES = 16;
/** Maximum number of words in the phrases of a query. */
const MAX_PHRASE_WORDS = 256;
/** Steps for reading the text of a chunk and looking for phrases in it. */
const STEPS_PER_TEXT = 250;
/** Steps that phrases leave to what follows. */
const RESERVED_STEPS = 1_500_000;

interface PhraseServices {
  readonly store: Pick<StoreReader, "readChunks" | "readSummaries">;
  readonly analyzer: Analyzer;
  readonly languages: readonly string[];
}

/**
 * Creates the check for a query's phrases; undefined if it has none.
 *
 * @throws {QueryTooComplexError} for more than 16 phrases, or more than 256 words in them
 */
export function createPhraseCheck(services: PhraseServices, query: MeteredQuery): PhraseCheck | undefined {
  const { analyzer, languages } = services;
  const phrases = readPhrases(analyzer, query.phrases ?? []);
  if (phrases.length === 0) return undefined;
  const required = requiredTerms(analyzer, phrases.flat(), languages);
  const haveAllPhrases = createPhraseTest(analyzer, phrases);
  /** Results by chunk id: true if the chunk contains all phrases. */
  const verdicts = new Map<string, boolean>();
  let isCut = false;

  const read = async (unread: readonly ChunkToCheck[], signal: AbortSignal): Promise<void> => {
    const { collection, scope } = query;
    const chunks = await services.store.readChunks({ collection, scope, ids: idsOf(unread) }, signal);
    const documents = [...new Set(chunks.map(({ documentId }) => documentId))];
    const summaries = await services.store.readSummaries({ collection, scope, ids: documents }, signal);
    const titles = new Map(summaries.map(({ id, title }) => [id, title]));
    for (const { chunkId } of unread) verdicts.set(chunkId, false);
    for (const chunk of chunks)
      verdicts.set(chunk.id, haveAllPhrases(textsOf(chunk, titles.get(chunk.documentId) ?? "")));
  };

  const unreadOf = (chunks: readonly ChunkToCheck[]) => chunks.filter(({ chunkId }) => !verdicts.has(chunkId));
  return {
    affords(chunks) {
      const isAffordable = query.work.left - unreadOf(chunks).length * STEPS_PER_TEXT >= RESERVED_STEPS;
      isCut ||= !isAffordable;
      return isAffordable;
    },
    isCut: () => isCut,
    narrow: (source, allowed) => narrowAllowed(source, required, allowed),
    async selectMatches(chunks, signal) {
      const unread = unreadOf(chunks);
      query.work.spend(unread.length * STEPS_PER_TEXT);
      if (unread.length > 0) await read(unread, signal);
      return chunks.filter(({ chunkId }) => verdicts.get(chunkId) === true);
    },
  };
}

/**
 * Reads the words of phrases; a phrase without a word is left out, and an equal one counts once.
 *
 * @throws {QueryTooComplexError} for more than 16 phrases, or more than 256 words in them
 */
function readPhrases(analyzer: Analyzer, phrases: readonly string[]): readonly (readonly string[])[] {
  const distinct = new Map(phrases.map((phrase) => analyzer.words(phrase)).map((words) => [joinWords(words), words]));
  const filled = [...distinct.values()].filter((words) => words.length > 0);
  const words = filled.reduce((sum, { length }) => sum + length, 0);
  if (filled.length <= MAX_PHRASES && words <= MAX_PHRASE_WORDS) return filled;
  throw new QueryTooComplexError(
    `The query quotes ${filled.length} phrases with ${words} words; the maximum is ${MAX_PHRASES} phrases with ${MAX_PHRASE_WORDS} words.`,
    { hint: "Quote fewer words, or search without quotation marks." },
  );
}

/** Creates a test for whether each phrase stands in one of the texts. A text that cannot contain any is not split into words. */
function createPhraseTest(
  analyzer: Analyzer,
  phrases: readonly (readonly string[])[],
): (texts: readonly string[]) => boolean {
  const tests = phrases.map((words) => ({ phrase: joinWords(words), mayHold: analyzer.mayHold?.(words) }));
  return (texts) => {
    const split = new Map<string, string>();
    const wordsOf = (text: string): string => {
      const words = split.get(text) ?? joinWords(analyzer.words(text));
      split.set(text, words);
      return words;
    };
    return tests.every(({ phrase, mayHold }) =>
      texts.some((text) => (mayHold?.(text) ?? true) && wordsOf(text).includes(phrase)),
    );
  };
}

function idsOf(chunks: readonly ChunkToCheck[]): readonly string[] {
  return chunks.map(({ chunkId }) => chunkId);
}

/** Returns the texts that a phrase may stand in; a phrase never spans two of them. */
function textsOf({ text, headingPath }: Chunk, title: string): readonly string[] {
  return [text, title, ...headingPath];
}

/** Joins words so that one list is part of another exactly when its text is part of the other's text. */
function joinWords(words: readonly string[]): string {
  return `\n${words.join("\n")}\n`;
}
