import { base64Decoder, hexDecoder } from "./decoders/decode-bytes.ts";
import { leetDecoder, rot13Decoder, spacedDecoder } from "./decoders/decode-letters.ts";
import { htmlDecoder, urlDecoder } from "./decoders/decode-marks.ts";
import type { Decoder } from "./decoders/decoder.ts";
import { normaliseText } from "./normalise-text.ts";
import { type Rewriting, rewriteText, viewOf } from "./rewrite-text.ts";
import type { TextView } from "./text-view.ts";

const decoders: readonly Decoder[] = [
  base64Decoder,
  hexDecoder,
  urlDecoder,
  htmlDecoder,
  spacedDecoder,
  leetDecoder,
  rot13Decoder,
];
/** A text may be encoded twice. Each further time doubles the readings. */
const MAX_DEPTH = 2;

/**
 * Returns the readings of a text: the text itself first, its normalised form if that differs, then what its parts
 * decode to, to a depth of two. No two readings have the same text.
 */
export function readViews(text: string): readonly TextView[] {
  const original = viewOf(text);
  const normalised = normaliseText(original);
  const views = new Map([[text, original]]);
  if (!views.has(normalised.text)) views.set(normalised.text, normalised);

  let latest: readonly TextView[] = [normalised];
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    latest = latest.flatMap((view) => decodeView(view)).filter((view) => !views.has(view.text));
    for (const view of latest) views.set(view.text, view);
  }
  return [...views.values()];
}

/** Returns a function that reads a text when it is first called. */
export function readViewsOnce(text: string): () => readonly TextView[] {
  let views: readonly TextView[] | undefined;
  return () => {
    views ??= readViews(text);
    return views;
  };
}

function decodeView(view: TextView): readonly TextView[] {
  return decoders.flatMap((decoder) => {
    const parts = decoder.decode(view.text);
    if (parts.length === 0) return [];
    const rewritings = decoder.isInline ? parts : withoutSurroundings(view.text, parts);
    return [normaliseText(rewriteText(view, decoder.step, rewritings))];
  });
}

/** Keeps only the parts, each on separate lines. */
function withoutSurroundings(text: string, parts: readonly Rewriting[]): readonly Rewriting[] {
  const rewritings: Rewriting[] = [];
  let start = 0;
  for (const part of parts) {
    if (part.span.start > start) rewritings.push({ span: { start, end: part.span.start }, text: "\n" });
    rewritings.push(part);
    start = part.span.end;
  }
  if (start < text.length) rewritings.push({ span: { start, end: text.length }, text: "\n" });
  return rewritings;
}
