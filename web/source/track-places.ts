import type { Place } from "../reading/index.ts";

/**
 * Where places stand in a later version of their document: where the same words are, white space aside; nearest to where they were. A place whose
 * words are gone has an empty span.
 */
export function trackPlaces(text: string, places: readonly Place[]): readonly Place[] {
  return places.map((place) => ({ ...place, span: findNearest(text, place) }));
}

function findNearest(text: string, { quote, span }: Place): Place["span"] {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { start: 0, end: 0 };
  const pattern = new RegExp(words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"), "gu");
  const [nearest] = [...text.matchAll(pattern)].sort(
    (a, b) => Math.abs(a.index - span.start) - Math.abs(b.index - span.start),
  );
  return nearest === undefined
    ? { start: 0, end: 0 }
    : { start: nearest.index, end: nearest.index + nearest[0].length };
}
