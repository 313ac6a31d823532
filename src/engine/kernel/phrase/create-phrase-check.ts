import type { Analyzer, Chunk, IndexQuery, StoreReader } from "../../../core/index.ts";
import type { WordSource } from "../lexical/word-source.ts";
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
}

interface PhraseServices {
  readonly store: Pick<StoreReader, "readChunks" | "readSummaries">;
  readonly analyzer: Analyzer;
  readonly languages: readonly string[];
}

/** Creates the check for a query's phrases; undefined if it has none. */
export function createPhraseCheck(services: PhraseServices, query: IndexQuery): PhraseCheck | undefined {
  const { analyzer, languages } = services;
  const phrases = (query.phrases ?? []).map((phrase) => analyzer.words(phrase)).filter((words) => words.length > 0);
  if (phrases.length === 0) return undefined;
  const required = requiredTerms(analyzer, phrases.flat(), languages);
  const tests = phrases.map((words) => createPhraseTest(analyzer, words));
  /** Results by chunk id: true if the chunk contains all phrases. */
  const verdicts = new Map<string, boolean>();
  const haveAllPhrases = (texts: readonly string[]): boolean => tests.every((hasPhrase) => texts.some(hasPhrase));

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

  return {
    narrow: (source, allowed) => narrowAllowed(source, required, allowed),
    async selectMatches(chunks, signal) {
      const unread = chunks.filter(({ chunkId }) => !verdicts.has(chunkId));
      if (unread.length > 0) await read(unread, signal);
      return chunks.filter(({ chunkId }) => verdicts.get(chunkId) === true);
    },
  };
}

/** Creates a test for whether a text contains these words in sequence. Splits a text into words only if it may match. */
function createPhraseTest(analyzer: Analyzer, words: readonly string[]): (text: string) => boolean {
  const phrase = joinWords(words);
  const mayHold = analyzer.mayHold?.(words);
  return (text) => (mayHold?.(text) ?? true) && joinWords(analyzer.words(text)).includes(phrase);
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
