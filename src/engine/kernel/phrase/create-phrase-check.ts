import type { Analyzer, Chunk, IndexQuery, StoreReader } from "../../../core/index.ts";
import type { WordSource } from "../lexical/word-source.ts";
import type { Allowed } from "../select/bitset.ts";
import { narrowAllowed } from "./narrow-allowed.ts";
import { requiredTerms } from "./required-terms.ts";

/** A chunk whose text is to be looked at. */
export interface ChunkToCheck {
  readonly chunkId: string;
}

/** The phrases of one query: what the index knows of them, and what only the stored texts know. */
export interface PhraseCheck {
  /** The allowed chunks of a segment that may hold all phrases: those that hold them are among them. */
  narrow(source: WordSource, allowed: Allowed): Allowed;
  /** Those of these chunks that hold all phrases, in the order given. A chunk is read once. */
  holding<T extends ChunkToCheck>(chunks: readonly T[], signal: AbortSignal): Promise<readonly T[]>;
}

interface PhraseServices {
  readonly store: Pick<StoreReader, "readChunks" | "readSummaries">;
  readonly analyzer: Analyzer;
  readonly languages: readonly string[];
}

/** Undefined where the query asks for no phrase. */
export function createPhraseCheck(services: PhraseServices, query: IndexQuery): PhraseCheck | undefined {
  const { analyzer, languages } = services;
  const phrases = (query.phrases ?? []).map((phrase) => analyzer.words(phrase)).filter((words) => words.length > 0);
  if (phrases.length === 0) return undefined;
  const required = requiredTerms(analyzer, phrases.flat(), languages);
  const wanted = phrases.map((words) => createHolds(analyzer, words));
  const verdicts = new Map<string, boolean>();
  const isHeld = (texts: readonly string[]): boolean => wanted.every((holds) => texts.some(holds));
  const read = async (unread: readonly ChunkToCheck[], signal: AbortSignal): Promise<void> => {
    const { collection, scope } = query;
    const chunks = await services.store.readChunks({ collection, scope, ids: idsOf(unread) }, signal);
    const documents = [...new Set(chunks.map(({ documentId }) => documentId))];
    const summaries = await services.store.readSummaries({ collection, scope, ids: documents }, signal);
    const titles = new Map(summaries.map(({ id, title }) => [id, title]));
    for (const { chunkId } of unread) verdicts.set(chunkId, false);
    for (const chunk of chunks) verdicts.set(chunk.id, isHeld(textsOf(chunk, titles.get(chunk.documentId) ?? "")));
  };
  return {
    narrow: (source, allowed) => narrowAllowed(source, required, allowed),
    async holding(chunks, signal) {
      const unread = chunks.filter(({ chunkId }) => !verdicts.has(chunkId));
      if (unread.length > 0) await read(unread, signal);
      return chunks.filter(({ chunkId }) => verdicts.get(chunkId) === true);
    },
  };
}

/** Whether a text holds words one after the other. Its words are taken apart only where they may. */
function createHolds(analyzer: Analyzer, words: readonly string[]): (text: string) => boolean {
  const phrase = joinWords(words);
  const mayHold = analyzer.mayHold?.(words);
  return (text) => (mayHold?.(text) ?? true) && joinWords(analyzer.words(text)).includes(phrase);
}

function idsOf(chunks: readonly ChunkToCheck[]): readonly string[] {
  return chunks.map(({ chunkId }) => chunkId);
}

/** A phrase stands in one of them, not across two. */
function textsOf({ text, headingPath }: Chunk, title: string): readonly string[] {
  return [text, title, ...headingPath];
}

/** So that one list of words stands in another exactly where its text stands in the other's. */
function joinWords(words: readonly string[]): string {
  return `\n${words.join("\n")}\n`;
}
