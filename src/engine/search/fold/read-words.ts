const token = /[-−](?=\p{N})|[\p{L}\p{N}\p{M}]+(?:[.,:/'’@_‐‑-][\p{L}\p{N}\p{M}]+)*|[%‰°$€£¥<>≤≥=≠±+µ§]/gu;

/** Returns the words and signs of a text as written, in order. */
export function readWords(text: string): readonly string[] {
  return text.normalize("NFKC").match(token) ?? [];
}

/** Words of a passage as written and in lower case. */
export interface PassageWords {
  readonly written: readonly string[];
  readonly lower: readonly string[];
}

/** Reads the words of a passage that is compared with several others. */
export function readPassage(text: string): PassageWords {
  const written = readWords(text);
  return { written, lower: written.map((word) => word.toLowerCase()) };
}
