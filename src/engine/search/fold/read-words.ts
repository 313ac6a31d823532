const token = /[-−](?=\p{N})|[\p{L}\p{N}\p{M}]+(?:[.,:/'’@_‐‑-][\p{L}\p{N}\p{M}]+)*|[%‰°$€£¥<>≤≥=≠±+µ§]/gu;

/** The words and signs of a text as they are written, in their order. */
export function readWords(text: string): readonly string[] {
  return text.normalize("NFKC").match(token) ?? [];
}
