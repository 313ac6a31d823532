import { describe, expect, it } from "vitest";
import { addPlaces, sayQuote } from "./reading.ts";

const cited = (start: number, end: number, documentId = "a") => ({ documentId, span: { start, end }, quote: "" });

describe("addPlaces", () => {
  it("numbers each place once, and counts a cell as the row cited with it", () => {
    const first = addPlaces([], [cited(0, 20), cited(5, 8), cited(5, 8, "b")]);
    expect(first.numbers).toEqual([1, 2]);
    expect(first.places.map(({ documentId, span }) => [documentId, span.start])).toEqual([
      ["a", 0],
      ["b", 5],
    ]);
    expect(addPlaces(first.places, [cited(0, 20), cited(30, 40)]).numbers).toEqual([1, 3]);
  });

  it("gives a part of a place its own number when another sentence cites it", () => {
    const { places } = addPlaces([], [cited(0, 20)]);
    expect(addPlaces(places, [cited(5, 8)]).numbers).toEqual([2]);
  });
});

describe("sayQuote", () => {
  it("separates the cells of a table row with dots, and leaves other quotes unchanged", () => {
    expect(sayQuote("| A-113-07 | Door seal |")).toBe("A-113-07 · Door seal");
    expect(sayQuote("Item | Shelf\nBandage | S-14")).toBe("Item · Shelf\nBandage · S-14");
    expect(sayQuote("the code a|b is one word")).toBe("the code a|b is one word");
  });
});
