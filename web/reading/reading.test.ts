import { describe, expect, it } from "vitest";
import { addPlaces, sayQuote } from "./reading.ts";

const cited = (start: number, end: number, documentId = "a") => ({ documentId, span: { start, end }, quote: "" });

describe("the places of an answer", () => {
  it("are counted once, and a cell is the row that it is cited with", () => {
    const first = addPlaces([], [cited(0, 20), cited(5, 8), cited(5, 8, "b")]);
    expect(first.numbers).toEqual([1, 2]);
    expect(first.places.map(({ documentId, span }) => [documentId, span.start])).toEqual([
      ["a", 0],
      ["b", 5],
    ]);
    expect(addPlaces(first.places, [cited(0, 20), cited(30, 40)]).numbers).toEqual([1, 3]);
  });

  it("stay apart where another sentence cites a part of one", () => {
    const { places } = addPlaces([], [cited(0, 20)]);
    expect(addPlaces(places, [cited(5, 8)]).numbers).toEqual([2]);
  });
});

describe("a quote", () => {
  it("of a table's row reads as its cells, and every other one as it stands", () => {
    expect(sayQuote("| A-113-07 | Door seal |")).toBe("A-113-07 · Door seal");
    expect(sayQuote("Item | Shelf\nBandage | S-14")).toBe("Item · Shelf\nBandage · S-14");
    expect(sayQuote("the code a|b is one word")).toBe("the code a|b is one word");
  });
});
