import { append } from "../lists/append.ts";
import type { Box, Location, LocationMap, Span } from "../schemas/place.ts";
import { uniteCells } from "./cells.ts";

/**
 * Returns the place of a span of a document's text in the original.
 *
 * - Page: the page on which the span starts, with the boxes of its overlapping runs in reading order.
 * - Anchor: the last anchor before the span or at its start.
 * - Cells: the smallest range around all overlapping entries on the sheet of the first one.
 * - Slide: the slide of the first overlapping entry.
 *
 * @param locations  sorted by `span.start`, without overlap, possibly with gaps
 * @returns          undefined before the first entry, and in a gap that does not follow an anchor
 */
export function locateSpan(locations: LocationMap, span: Span): Location | undefined {
  const first = firstEndingAfter(locations, span.start);
  const entry = locations[first];
  const overlaps = entry !== undefined && entry.span.start < Math.max(span.end, span.start + 1);
  const before = locations[first - 1]?.location;
  // An anchor's own span is only its heading, but it also locates the text below the heading.
  const startsBelowAnchor = entry === undefined || entry.span.start > span.start;
  if (startsBelowAnchor && before !== undefined && "anchor" in before) return before;
  if (!overlaps) return undefined;
  if ("sheet" in entry.location) return { sheet: entry.location.sheet, cells: cellsOfSpan(locations, first, span.end) };
  if (!("page" in entry.location)) return entry.location;
  return { page: entry.location.page, boxes: boxesOnPage(locations.slice(first), entry.location.page, span.end) };
}

/**
 * Finds the first entry that ends after `offset` by binary search. Entries do not overlap, so their ends are sorted.
 */
function firstEndingAfter(locations: LocationMap, offset: number): number {
  let low = 0;
  let high = locations.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((locations[middle]?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cellsOfSpan(locations: LocationMap, first: number, end: number): string {
  let sheet: string | undefined;
  let cells = "";
  for (let index = first; index < locations.length; index++) {
    const entry = locations[index];
    if (entry === undefined || !("sheet" in entry.location) || (sheet !== undefined && entry.span.start >= end)) break;
    if (sheet !== undefined && entry.location.sheet !== sheet) break;
    cells = sheet === undefined ? entry.location.cells : uniteCells(cells, entry.location.cells);
    sheet = entry.location.sheet;
  }
  return cells;
}

function boxesOnPage(locations: LocationMap, page: number, end: number): readonly Box[] {
  const boxes: Box[] = [];
  for (const { span, location } of locations) {
    if (!("page" in location) || location.page !== page || (span.start >= end && boxes.length > 0)) break;
    append(boxes, location.boxes);
  }
  return boxes;
}
