import type { DocumentQuery, IndexQuery, IndexResult, WordAlternative } from "../../../core/index.ts";
import { matchAbbreviations } from "../expand/match-abbreviations.ts";
import type { SearchServices } from "../search-request.ts";
import type { ReadQuery } from "./read-query.ts";

/** Where an abbreviation of the question is explained, that text mostly stands among the first. */
const TEXTS_READ = 50;

interface Asked {
  /** Without words. */
  readonly target: IndexQuery;
  readonly words: NonNullable<IndexQuery["words"]>;
  readonly asked: ReadQuery;
}

export interface FoundWords {
  readonly result: IndexResult;
  /** As they were searched. */
  readonly words: NonNullable<IndexQuery["words"]>;
}

/**
 * Searches by words; and where the first texts explain an abbreviation of the query, or have one for what it spells out,
 * again with that too. Only texts that the reader may see explain anything.
 */
export async function findWords(
  { index, store }: Pick<SearchServices, "index" | "store">,
  { target, words, asked }: Asked,
  signal: AbortSignal,
): Promise<FoundWords> {
  const first = await index.search({ ...target, words }, signal);
  const ids = first.words.slice(0, TEXTS_READ).map(({ chunkId }) => chunkId);
  const readable: DocumentQuery = { collection: target.collection, scope: target.scope };
  const chunks = await store.readChunks({ ...readable, ids }, signal);
  const found = matchAbbreviations(
    { text: asked.words, phrases: asked.phrases },
    chunks.map(({ text }) => text),
  );
  if (found.length === 0) return { result: first, words };
  const alternatives: readonly WordAlternative[] = [...(words.alternatives ?? []), ...found];
  const more = { ...words, alternatives };
  return { result: await index.search({ ...target, words: more }, signal), words: more };
}
