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

describe("trackPlaces", () => {
  it("finds the cited words in a newer version even if its line breaks differ", () => {
    expect(found("New first.\nA lost key\n  costs €15.", "A lost key costs €15.", 0)).toBe("A lost key\n  costs €15.");
  });

  it("picks the occurrence nearest to the old position", () => {
    const [place] = trackPlaces("key key key", [placeOf("key", 5)]);
    expect(place?.span.start).toBe(4);
  });

  it("gives an empty span when the words are gone, and treats brackets in them as plain text", () => {
    expect(found("A lost key costs €40.", "A lost key costs €15.", 0)).toBe("");
    expect(found("price (1) is", "(1)", 0)).toBe("(1)");
    expect(found("anything", " ", 0)).toBe("");
  });
});
