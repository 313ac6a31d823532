import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LocatedSpan } from "../schemas/place.ts";
import { locateSpan } from "./locate-span.ts";

const box = (y: number) => ({ x: 72, y, width: 100, height: 12 });

describe("locateSpan", () => {
  const pages: readonly LocatedSpan[] = [
    { span: { start: 0, end: 10 }, location: { page: 1, boxes: [box(1)] } },
    { span: { start: 11, end: 20 }, location: { page: 1, boxes: [box(2)] } },
    { span: { start: 22, end: 30 }, location: { page: 2, boxes: [box(3)] } },
  ];

  it("gives the page on which the span starts, with the boxes of that page only", () => {
    expect(locateSpan(pages, { start: 5, end: 25 })).toEqual({ page: 1, boxes: [box(1), box(2)] });
    expect(locateSpan(pages, { start: 12, end: 18 })).toEqual({ page: 1, boxes: [box(2)] });
  });

  it("skips a gap at the start of the span", () => {
    expect(locateSpan(pages, { start: 20, end: 24 })).toEqual({ page: 2, boxes: [box(3)] });
  });

  it("returns undefined for a span that the map does not cover", () => {
    expect(locateSpan(pages, { start: 20, end: 22 })).toBeUndefined();
    expect(locateSpan(pages, { start: 40, end: 42 })).toBeUndefined();
    expect(locateSpan([], { start: 0, end: 1 })).toBeUndefined();
  });

  it("gives the range of all cells of one sheet that the span covers", () => {
    const cell = (start: number, sheet: string, cells: string) => ({
      span: { start, end: start + 2 },
      location: { sheet, cells },
    });
    const cells = [cell(0, "A", "A1"), cell(5, "A", "C1"), cell(10, "A", "B2"), cell(15, "B", "A9")];
    expect(locateSpan(cells, { start: 0, end: 7 })).toEqual({ sheet: "A", cells: "A1:C1" });
    expect(locateSpan(cells, { start: 5, end: 6 })).toEqual({ sheet: "A", cells: "C1" });
    expect(locateSpan(cells, { start: 3, end: 17 })).toEqual({ sheet: "A", cells: "B1:C2" });
  });

  it("gives the last anchor at or before the start", () => {
    const anchors: readonly LocatedSpan[] = [
      { span: { start: 10, end: 15 }, location: { anchor: "hours" } },
      { span: { start: 40, end: 45 }, location: { anchor: "fees" } },
    ];
    expect(locateSpan(anchors, { start: 3, end: 5 })).toBeUndefined();
    expect(locateSpan(anchors, { start: 10, end: 12 })).toEqual({ anchor: "hours" });
    expect(locateSpan(anchors, { start: 20, end: 50 })).toEqual({ anchor: "hours" });
    expect(locateSpan(anchors, { start: 60, end: 61 })).toEqual({ anchor: "fees" });
  });

  it("gives the same place as a walk over every entry, for any pages and gaps", () => {
    const entries = fc.array(fc.record({ gap: fc.nat(3), length: fc.integer({ min: 1, max: 5 }), turn: fc.boolean() }));
    fc.assert(
      fc.property(entries, fc.nat(60), fc.integer({ min: 1, max: 20 }), (parts, start, length) => {
        let offset = 0;
        let page = 1;
        const map = parts.map((part, index): LocatedSpan => {
          const begin = offset + part.gap;
          offset = begin + part.length;
          if (part.turn) page++;
          return { span: { start: begin, end: offset }, location: { page, boxes: [box(index)] } };
        });
        const overlapping = map.flatMap(({ span, location }) =>
          "page" in location && span.start < start + length && span.end > start ? [location] : [],
        );
        const first = overlapping[0]?.page;
        const expected =
          first === undefined
            ? undefined
            : { page: first, boxes: overlapping.filter((at) => at.page === first).flatMap((at) => at.boxes) };
        expect(locateSpan(map, { start, end: start + length })).toEqual(expected);
      }),
    );
  });
});
