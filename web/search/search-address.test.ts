import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateWords } from "./find-passage.ts";
import { addressOf, joinConditions, modes, readSearch } from "./search-address.ts";

describe("the address of a search", () => {
  it("can be written and read back without loss", () => {
    const search = fc.record({
      query: fc.string(),
      mode: fc.constantFrom(...modes),
      conditions: fc.array(fc.string({ minLength: 1 })),
    });
    fc.assert(
      fc.property(search, (one) => {
        const address = new URL(addressOf(one), "http://localhost");
        expect(address.pathname).toBe("/search");
        expect(readSearch(address.searchParams)).toEqual(one);
      }),
    );
  });

  it("means hybrid search if it names an unknown mode", () => {
    expect(readSearch(new URLSearchParams("q=x&mode=magic")).mode).toBe("hybrid");
  });
});

describe("joinConditions", () => {
  it("joins conditions with and, and puts each one in brackets", () => {
    expect(joinConditions([])).toBeUndefined();
    expect(joinConditions(["year > 1"])).toBe("year > 1");
    expect(joinConditions(["a = 1 or b = 2", "c = 3"])).toBe("(a = 1 or b = 2) and (c = 3)");
  });
});

describe("locateWords", () => {
  it("finds a sentence even if its white space and capitals differ", () => {
    const text = "First.\nA lost\n key costs €15 (or more).";
    const span = locateWords(text, "a  LOST key costs €15 (or more).");
    expect(span === undefined ? "" : text.slice(span.start, span.end)).toBe("A lost\n key costs €15 (or more).");
    expect(locateWords(text, "a lost dog")).toBeUndefined();
    expect(locateWords(text, " ")).toBeUndefined();
  });
});
