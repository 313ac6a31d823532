import { z } from "zod";
import {
  append,
  type Box,
  type LocatedSpan,
  type Location,
  type LocationMap,
  type Sequence,
} from "../../core/index.ts";

/** Column of numbers, checked at once: a page of boxes has thousands, and one schema for each would be slow. */
const numbers = z.custom<readonly number[]>((value) => Array.isArray(value) && value.every(Number.isFinite));
const strings = z.array(z.string());

const kinds = { page: 0, cells: 1, slide: 2, anchor: 3 };

const columnsSchema = z.object({
  /** Distance of each entry from the end of the previous one. */
  gaps: numbers,
  lengths: numbers,
  kinds: numbers,
  /** Page, slide, or index into `names`, depending on the kind. */
  values: numbers,
  /** Texts to which `values` refers: a sheet followed by its cells, or an anchor. */
  names: strings,
  boxCounts: numbers,
  /** Four numbers for each box: x, y, width, height. */
  boxes: numbers,
});

/** Encodes a location map as columns of JSON: a third of the size of one object for each entry, and quick to read. */
export function encodeLocations(locations: Sequence<LocatedSpan>): string {
  const values: number[] = [];
  const names: string[] = [];
  const boxCounts: number[] = [];
  const boxes: number[] = [];
  const [gaps, lengths, kindCodes]: [number[], number[], number[]] = [[], [], []];
  let end = 0;
  for (const { span, location } of locations) {
    gaps.push(span.start - end);
    lengths.push(span.end - span.start);
    kindCodes.push(kindOf(location));
    end = span.end;
    if ("page" in location) {
      values.push(location.page);
      boxCounts.push(location.boxes.length);
      for (const { x, y, width, height } of location.boxes) boxes.push(x, y, width, height);
    } else if ("slide" in location) values.push(location.slide);
    else {
      values.push(names.length);
      append(names, "anchor" in location ? [location.anchor] : [location.sheet, location.cells]);
    }
  }

  return JSON.stringify({
    gaps,
    lengths,
    kinds: kindCodes,
    values,
    names,
    boxCounts,
    boxes,
  });
}

/** Decodes the result of `encodeLocations`. Throws if the text is not JSON, or its columns have another shape. */
export function decodeLocations(json: string): LocationMap {
  const columns = columnsSchema.parse(JSON.parse(json));
  const locations: LocatedSpan[] = [];
  let end = 0;
  let pageCount = 0;
  let boxStart = 0;
  for (const [index, gap] of columns.gaps.entries()) {
    const start = end + gap;
    end = start + (columns.lengths[index] ?? 0);
    const value = columns.values[index] ?? 0;
    const kind = columns.kinds[index];
    const boxCount = kind === kinds.page ? (columns.boxCounts[pageCount++] ?? 0) : 0;

    const location: Location =
      kind === kinds.page
        ? { page: value, boxes: boxesFrom(columns.boxes, boxStart, boxCount) }
        : namedLocation(kind, value, columns.names);
    boxStart += boxCount * 4;
    locations.push({ span: { start, end }, location });
  }
  return locations;
}

function kindOf(location: Location): number {
  if ("page" in location) return kinds.page;
  if ("slide" in location) return kinds.slide;
  return "anchor" in location ? kinds.anchor : kinds.cells;
}

function namedLocation(kind: number | undefined, value: number, names: readonly string[]): Location {
  if (kind === kinds.slide) return { slide: value };
  if (kind === kinds.anchor) return { anchor: names[value] ?? "" };
  return { sheet: names[value] ?? "", cells: names[value + 1] ?? "" };
}

function boxesFrom(numbers: readonly number[], start: number, count: number): readonly Box[] {
  const boxes: Box[] = [];
  for (let index = start; index < start + count * 4; index += 4) {
    const [x = 0, y = 0, width = 0, height = 0] = numbers.slice(index, index + 4);
    boxes.push({ x, y, width, height });
  }
  return boxes;
}
