import type { Place } from "../reading/index.ts";

/**
 * Moves places to a later version of their document: to the same words, ignoring white space, nearest to the old place.
 * A place whose words are gone gets an empty span.
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
