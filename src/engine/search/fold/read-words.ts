const token = /[-−](?=\p{N})|[\p{L}\p{N}\p{M}]+(?:[.,:/'’@_‐‑-][\p{L}\p{N}\p{M}]+)*|[%‰°$€£¥<>≤≥=≠±+µ§]/gu;

/** Returns the words and signs of a text as written, in order. */
export function readWords(text: string): readonly string[] {
  return text.normalize("NFKC").match(token) ?? [];
}
