import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defined } from "./defined.ts";
import { packDrafts, unpackDrafts } from "./pack-drafts.ts";
import { arePackedElements, packElements, unpackElements } from "./pack-elements.ts";
import type { Element } from "./schemas/document.ts";
import type { Span } from "./schemas/place.ts";

const number = fc.nat({ max: 2 ** 31 - 1 });
const span = fc.record({ start: number, end: number });
const element: fc.Arbitrary<Element> = fc
  .record({
    kind: fc.constantFrom<Element["kind"][]>("heading", "paragraph", "list", "table", "code", "quote"),
    span,
    level: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    header: fc.option(span, { nil: undefined }),
    name: fc.option(span, { nil: undefined }),
  })
  .map((fields) => defined(fields));
const draft = fc.record({
  span,
  headingPath: fc.array(fc.constantFrom("", "Prices", "Parts\u0000Prices", "价格"), { maxLength: 3 }),
  tokens: number,
});

describe("the packed form of elements and drafts", () => {
  it("preserves every element", () => {
    fc.assert(
      fc.property(fc.array(element), (elements) => {
        expect(unpackElements(structuredClone(packElements(elements)))).toEqual(elements);
      }),
    );
  });

  it("is accepted only if it is packed elements", () => {
    const ordered = fc.array(
      element.map(({ span, header, name, ...rest }) => {
        const sort = ({ start, end }: Span) => ({ start: Math.min(start, end), end: Math.max(start, end) });
        return defined({ ...rest, span: sort(span), header: header && sort(header), name: name && sort(name) });
      }),
    );
    fc.assert(fc.property(ordered, (elements) => arePackedElements(packElements(elements))));
    for (const odd of [
      [1, 0, 5],
      [6, 0, 5, -1, -1, -1, -1, -1],
      [-1, 0, 5, -1, -1, -1, -1, -1],
      [1, 5, 4, -1, -1, -1, -1, -1],
      [1, -1, 4, -1, -1, -1, -1, -1],
      [0, 0, 5, 0, -1, -1, -1, -1],
      [0, 0, 5, 7, -1, -1, -1, -1],
      [3, 0, 5, -1, 2, -1, -1, -1],
      [3, 0, 5, -1, 2, 1, -1, -1],
      [4, 0, 5, 1, -1, -1, 3, -1],
      [4, 0, 5, 1, -1, -1, 3, 2],
    ])
      expect([odd, arePackedElements(Int32Array.from(odd))]).toEqual([odd, false]);
  });

  it("preserves every draft", () => {
    fc.assert(
      fc.property(fc.array(draft), (drafts) => {
        expect(unpackDrafts(structuredClone(packDrafts(drafts)))).toEqual(drafts);
      }),
    );
  });

  it("contains the heading path of a section once, however many chunks it has", () => {
    const drafts = Array.from({ length: 9 }, (_, at) => ({
      span: { start: at, end: at + 1 },
      headingPath: [at < 6 ? "Prices" : "Parts"],
      tokens: 1,
    }));
    expect(packDrafts(drafts).paths).toEqual([["Prices"], ["Parts"]]);
  });
});
