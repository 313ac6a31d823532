import { describe, expect, it } from "vitest";
import { trackPlaces } from "./track-places.ts";

const placeOf = (quote: string, start: number) => ({
  number: 1,
  documentId: "a",
  quote,
  span: { start, end: start + quote.length },
});
const found = (text: string, quote: string, start: number): string => {
  const [place] = trackPlaces(text, [placeOf(quote, start)]);
  return text.slice(place?.span.start, place?.span.end);
};

describe("a place in a later version of its document", () => {
  it("is where the same words stand, however the lines are broken now", () => {
    expect(found("New first.\nA lost key\n  costs €15.", "A lost key costs €15.", 0)).toBe("A lost key\n  costs €15.");
  });

  it("is the nearest of several", () => {
    const [place] = trackPlaces("key key key", [placeOf("key", 5)]);
    expect(place?.span.start).toBe(4);
  });

  it("is empty where the words are gone, also if they hold signs of patterns", () => {
    expect(found("A lost key costs €40.", "A lost key costs €15.", 0)).toBe("");
    expect(found("price (1) is", "(1)", 0)).toBe("(1)");
    expect(found("anything", " ", 0)).toBe("");
  });
});
