import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Element } from "../schemas/document.ts";
import type { LocatedSpan, Location, Span } from "../schemas/place.ts";
import { encodeInParts, packText, SharedText } from "../text/shared-text.ts";
import { defined } from "./defined.ts";
import { PackedDrafts, packDrafts } from "./pack-drafts.ts";
import { arePackedElements, elementsOfKind, PackedElements, packElements } from "./pack-elements.ts";
import { arePackedLocations, PackedLocations, packLocations } from "./pack-locations.ts";

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
const draft = fc
  .record({
    span,
    headingPath: fc.array(fc.constantFrom("", "Prices", "Parts\u0000Prices", "价格"), { maxLength: 3 }),
    tokens: number,
    isProse: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map((fields) => defined(fields));
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom("\ud800", "a\udfff", "é", "ÿ", "Ā"),
);
const measure = fc.double({ noNaN: true, noDefaultInfinity: true });
const location: fc.Arbitrary<Location> = fc.oneof(
  fc.record({
    page: fc.integer({ min: 1, max: 9_999 }),
    boxes: fc.array(fc.record({ x: measure, y: measure, width: measure, height: measure }), { maxLength: 3 }),
  }),
  fc.record({ sheet: anyText, cells: anyText }),
  fc.record({ slide: fc.integer({ min: 1, max: 9_999 }) }),
  fc.record({ anchor: anyText }),
);
/** Spans in reading order. */
const inOrder = <Item extends object>(item: fc.Arbitrary<Item>): fc.Arbitrary<readonly (Item & { span: Span })[]> =>
  fc.array(fc.tuple(item, fc.nat({ max: 9 }), fc.nat({ max: 9 }))).map((items) => {
    let end = 0;
    return items.map(([fields, gap, length]) => {
      const start = end + gap;
      end = start + length;
      return { ...fields, span: { start, end } };
    });
  });
const lengthOf = (items: readonly { readonly span: Span }[]) => items.at(-1)?.span.end ?? 0;

describe("a text that threads share", () => {
  it("preserves every string, also one that is not well formed, and every part of it", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 20 }), fc.nat({ max: 20 }), (string, start, end) => {
        const shared = new SharedText(structuredClone(packText(string)));
        expect(shared.toString()).toBe(string);
        expect(shared.length).toBe(string.length);
        expect(shared.slice(start, end)).toBe(string.slice(start, end));
        expect(shared.slice(start)).toBe(string.slice(start));
      }),
    );
  });

  it("gives the same bytes part by part", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 40 }), fc.nat({ max: 40 }), (string, left, right) => {
        const { bytes, isLatin1 } = encodeInParts(string);
        const packed = packText(string);
        const [start, end] = [left, right].map((place) => Math.min(place, bytes.length)).sort((a, b) => a - b);
        expect([bytes.length, isLatin1]).toEqual([packed.bytes.length, packed.isLatin1]);
        expect([...bytes.subarray(start ?? 0, end ?? 0)]).toEqual([...packed.bytes.subarray(start, end)]);
      }),
    );
  });

  it("is in memory that is shared, with one byte for each Latin character", () => {
    const { bytes, isLatin1 } = packText("Grüße");
    expect([bytes.length, isLatin1, bytes.buffer instanceof SharedArrayBuffer]).toEqual([5, true, true]);
    expect(packText("Grüße 🙂").bytes).toHaveLength(16);
    const shared = new SharedText({ bytes, isLatin1 });
    expect(packText(shared).bytes.buffer).toBe(bytes.buffer);
  });
});

describe("a packed location map", () => {
  it("preserves every entry, and is accepted", () => {
    fc.assert(
      fc.property(inOrder(location.map((place) => ({ location: place }))), (locations: readonly LocatedSpan[]) => {
        const packed = structuredClone(packLocations(locations));
        expect([...new PackedLocations(packed)]).toEqual(locations);
        expect(arePackedLocations(packed, lengthOf(locations))).toBe(true);
        if (lengthOf(locations) > 0) expect(arePackedLocations(packed, lengthOf(locations) - 1)).toBe(false);
      }),
    );
  });

  it("is refused if it is anything else", () => {
    const whole = packLocations([
      { span: { start: 0, end: 2 }, location: { page: 1, boxes: [{ x: 1, y: 2, width: 3, height: 4 }] } },
      { span: { start: 2, end: 4 }, location: { sheet: "S", cells: "A1" } },
    ]);
    const withPlaces = (...changes: readonly (readonly [number, number])[]) => {
      const places = whole.places.slice();
      for (const [index, value] of changes) places[index] = value;
      return { ...whole, places };
    };
    expect(arePackedLocations(whole, 4)).toBe(true);
    const odd = [
      withPlaces([0, 3]),
      withPlaces([1, 0.5]),
      withPlaces([2, 7]),
      withPlaces([3, 0]),
      withPlaces([4, 2]),
      withPlaces([5, 1]),
      withPlaces([6, Number.NaN]),
      withPlaces([8, 1]),
      withPlaces([9, 1]),
      { ...whole, places: whole.places.slice(1) },
      { ...whole, boxes: whole.boxes.slice(1) },
      { ...whole, boxes: whole.boxes.with(0, Number.POSITIVE_INFINITY) },
      { ...whole, nameEnds: Int32Array.of(2, 1) },
      { ...whole, nameEnds: Int32Array.of(1, 9) },
    ];
    expect(odd.map((packed) => arePackedLocations(packed, 4))).toEqual(odd.map(() => false));
  });
});

describe("the packed form of elements and drafts", () => {
  it("preserves every element", () => {
    fc.assert(
      fc.property(fc.array(element), (elements) => {
        const packed = new PackedElements(structuredClone(packElements(elements).numbers));
        expect([...packed]).toEqual(elements);
        expect(packed).toHaveLength(elements.length);
        const code = elements.filter(({ kind }) => kind === "code");
        expect([elementsOfKind(packed, "code"), elementsOfKind(elements, "code")]).toEqual([code, code]);
      }),
    );
  });

  it("is accepted only if it is packed elements", () => {
    const ordered = inOrder(
      element.map(({ header, name, ...rest }) => {
        const sort = ({ start, end }: Span) => ({ start: Math.min(start, end), end: Math.max(start, end) });
        return defined({ ...rest, header: header && sort(header), name: name && sort(name) });
      }),
    );
    fc.assert(
      fc.property(ordered, (elements) => {
        const { numbers } = packElements(elements);
        expect(arePackedElements(numbers, lengthOf(elements))).toBe(true);
        if (lengthOf(elements) > 0) expect(arePackedElements(numbers, lengthOf(elements) - 1)).toBe(false);
      }),
    );
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
      [1, 0, 5, -1, -1, -1, -1, -1, 1, 4, 6, -1, -1, -1, -1, -1],
    ])
      expect([odd, arePackedElements(Int32Array.from(odd), 9)]).toEqual([odd, false]);
  });

  it("preserves every draft", () => {
    fc.assert(
      fc.property(fc.array(draft), (drafts) => {
        const packed = new PackedDrafts(structuredClone(packDrafts(drafts)));
        expect([...packed]).toEqual(drafts);
        expect(packed).toHaveLength(drafts.length);
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
