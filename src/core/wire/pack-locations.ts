import { append } from "../lists/append.ts";
import type { Sequence } from "../lists/sequence.ts";
import type { Box, LocatedSpan, Location } from "../schemas/place.ts";
import { type PackedText, packText, SharedText } from "../text/shared-text.ts";

/** A location map as numbers and one text of all names. */
export interface LocationNumbers {
  /** Five numbers for each location: start and end of its span, its kind, its value, and its number of boxes. */
  readonly places: Float64Array;
  /** Four numbers for each box, in the order of the locations: x, y, width, height. */
  readonly boxes: Float64Array;
  /** End of each name in the text of all names. */
  readonly nameEnds: Int32Array;
  readonly names: PackedText;
}

const NUMBERS_PER_PLACE = 5;
const NUMBERS_PER_BOX = 4;
/**
 * Kinds of a location. The value of a page or slide is its number, that of the others the index of their first name.
 */
const [PAGE, CELLS, SLIDE, ANCHOR] = [0, 1, 2, 3];
/** Number of names that a kind has: a sheet and its cells, or an anchor. */
const NAMES_OF_KIND = [0, 2, 0, 1];

/** The location map of a document, whose entries are created while they are read. */
export class PackedLocations implements Sequence<LocatedSpan> {
  readonly #packed: LocationNumbers;

  constructor(packed: LocationNumbers) {
    this.#packed = packed;
  }

  get length(): number {
    return this.#packed.places.length / NUMBERS_PER_PLACE;
  }

  *[Symbol.iterator](): Generator<LocatedSpan> {
    const { places, boxes } = this.#packed;
    const nameOf = createNameReader(this.#packed);
    let box = 0;
    for (let next = 0; next < places.length; next += NUMBERS_PER_PLACE) {
      const [start = 0, end = 0, kind = 0, value = 0, boxCount = 0] = places.subarray(next, next + NUMBERS_PER_PLACE);
      const span = { start, end };
      yield { span, location: locationOf(kind, value, nameOf, () => readBoxes(boxes, box, boxCount)) };
      box += boxCount;
    }
  }

  /** Returns the numbers themselves, not a copy. */
  pack(): LocationNumbers {
    return this.#packed;
  }
}

function locationOf(
  kind: number,
  value: number,
  nameOf: (index: number) => string,
  readPageBoxes: () => readonly Box[],
): Location {
  if (kind === PAGE) return { page: value, boxes: readPageBoxes() };
  if (kind === SLIDE) return { slide: value };
  return kind === ANCHOR ? { anchor: nameOf(value) } : { sheet: nameOf(value), cells: nameOf(value + 1) };
}

function createNameReader({ nameEnds, names }: LocationNumbers): (index: number) => string {
  const text = new SharedText(names).toString();
  return (index) => text.slice(nameEnds[index - 1] ?? 0, nameEnds[index] ?? 0);
}

function readBoxes(numbers: Float64Array, first: number, count: number): readonly Box[] {
  return Array.from({ length: count }, (_, index) => {
    const start = (first + index) * NUMBERS_PER_BOX;
    const [x = 0, y = 0, width = 0, height = 0] = numbers.subarray(start, start + NUMBERS_PER_BOX);
    return { x, y, width, height };
  });
}

/** Packs a location map into numbers. A packed one stays as it is. */
export function packLocations(locations: Sequence<LocatedSpan>): LocationNumbers {
  if (locations instanceof PackedLocations) return locations.pack();
  const places = new Float64Array(locations.length * NUMBERS_PER_PLACE);
  const boxes: number[] = [];
  const names: string[] = [];
  let next = 0;
  for (const { span, location } of locations) {
    const { kind, value, placeBoxes = [], placeNames = [] } = describeLocation(location);
    places.set([span.start, span.end, kind, value ?? names.length, placeBoxes.length], next);
    for (const { x, y, width, height } of placeBoxes) boxes.push(x, y, width, height);
    append(names, placeNames);
    next += NUMBERS_PER_PLACE;
  }
  let end = 0;
  const nameEnds = Int32Array.from(names, (name) => {
    end += name.length;
    return end;
  });
  return { places, boxes: Float64Array.from(boxes), nameEnds, names: packText(names.join("")) };
}

interface DescribedLocation {
  readonly kind: number;
  /** Number of the page or slide; absent for a location that has names. */
  readonly value?: number;
  readonly placeBoxes?: readonly Box[];
  readonly placeNames?: readonly string[];
}

function describeLocation(location: Location): DescribedLocation {
  if ("page" in location) return { kind: PAGE, value: location.page, placeBoxes: location.boxes };
  if ("slide" in location) return { kind: SLIDE, value: location.slide };
  if ("anchor" in location) return { kind: ANCHOR, placeNames: [location.anchor] };
  return { kind: CELLS, placeNames: [location.sheet, location.cells] };
}

/**
 * Tests whether numbers from another process are a packed location map of a text of this length: in reading order,
 * without overlaps, and with all names and boxes that it refers to.
 */
export function arePackedLocations({ places, boxes, nameEnds, names }: LocationNumbers, length: number): boolean {
  if (places.length % NUMBERS_PER_PLACE !== 0 || !areNameEnds(nameEnds, new SharedText(names).length)) return false;
  let [end, boxCount] = [0, 0];
  for (let next = 0; next < places.length; next += NUMBERS_PER_PLACE) {
    const at = (offset: number) => places[next + offset] ?? Number.NaN;
    const isSpan = isWhole(at(0)) && isWhole(at(1)) && at(0) >= end && at(1) >= at(0);
    if (!isSpan || !isPlace([at(2), at(3), at(4)], nameEnds.length)) return false;
    end = at(1);
    boxCount += at(4);
  }
  return end <= length && boxes.length === boxCount * NUMBERS_PER_BOX && boxes.every(Number.isFinite);
}

function isPlace([kind, value, boxCount]: readonly [number, number, number], nameCount: number): boolean {
  const names = NAMES_OF_KIND[kind];
  if (names === undefined || !isWhole(value) || !isWhole(boxCount) || (kind !== PAGE && boxCount > 0)) return false;
  return names === 0 ? value >= 1 : value + names <= nameCount;
}

function areNameEnds(ends: Int32Array, length: number): boolean {
  let last = 0;
  for (const end of ends) {
    if (end < last) return false;
    last = end;
  }
  return last === length;
}

const isWhole = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;
