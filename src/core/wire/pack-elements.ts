import type { Sequence } from "../lists/sequence.ts";
import type { Element } from "../schemas/document.ts";
import type { Span } from "../schemas/place.ts";
import { defined } from "./defined.ts";

const KINDS: readonly Element["kind"][] = ["heading", "paragraph", "list", "table", "code", "quote"];
/**
 * Numbers that describe one element: its kind, start and end of its span, its level, and start and end
 * of its header and of its name.
 */
const NUMBERS_PER_ELEMENT = 8;
const ABSENT = -1;
const MAX_LEVEL = 6;

/** Elements of a document as numbers: an object for each paragraph of a large document would take time and memory. */
export class PackedElements implements Sequence<Element> {
  /** The packed elements, see `arePackedElements`. */
  readonly numbers: Int32Array;

  constructor(numbers: Int32Array) {
    this.numbers = numbers;
  }

  get length(): number {
    return this.numbers.length / NUMBERS_PER_ELEMENT;
  }

  *[Symbol.iterator](): Generator<Element> {
    const { numbers } = this;
    for (let next = 0; next < numbers.length; next += NUMBERS_PER_ELEMENT) yield elementAt(numbers, next);
  }
}

/** Packs elements into numbers. Elements that are packed already stay as they are. */
export function packElements(elements: Sequence<Element>): PackedElements {
  if (elements instanceof PackedElements) return elements;
  const numbers = new Int32Array(elements.length * NUMBERS_PER_ELEMENT);
  let next = 0;
  for (const { kind, span, level = ABSENT, header, name } of elements) {
    numbers[next++] = KINDS.indexOf(kind);
    numbers[next++] = span.start;
    numbers[next++] = span.end;
    numbers[next++] = level;
    numbers[next++] = header?.start ?? ABSENT;
    numbers[next++] = header?.end ?? ABSENT;
    numbers[next++] = name?.start ?? ABSENT;
    numbers[next++] = name?.end ?? ABSENT;
  }
  return new PackedElements(numbers);
}

/** Returns the elements of one kind, in their order, without creating the others. */
export function elementsOfKind(elements: Sequence<Element>, kind: Element["kind"]): readonly Element[] {
  if (!(elements instanceof PackedElements)) return [...elements].filter((element) => element.kind === kind);
  const { numbers } = elements;
  const code = KINDS.indexOf(kind);
  const chosen: Element[] = [];
  for (let next = 0; next < numbers.length; next += NUMBERS_PER_ELEMENT)
    if (numbers[next] === code) chosen.push(elementAt(numbers, next));
  return chosen;
}

function elementAt(numbers: Int32Array, place: number): Element {
  const at = (offset: number) => numbers[place + offset] ?? ABSENT;
  const kind = KINDS[at(0)] ?? "paragraph";
  const span = { start: at(1), end: at(2) };
  const level = at(3) === ABSENT ? undefined : at(3);
  const [header, name] = [toSpan(at(4), at(5)), toSpan(at(6), at(7))];
  const isPlain = level === undefined && header === undefined && name === undefined;
  return isPlain ? { kind, span } : defined({ kind, span, level, header, name });
}

function toSpan(start: number, end: number): Span | undefined {
  return start === ABSENT ? undefined : { start, end };
}

/**
 * Tests whether numbers from another process are packed elements of a text of this length: in reading order, without
 * overlaps.
 */
export function arePackedElements(numbers: Int32Array, length: number): boolean {
  if (numbers.length % NUMBERS_PER_ELEMENT !== 0) return false;
  let end = 0;
  for (let next = 0; next < numbers.length; next += NUMBERS_PER_ELEMENT) {
    const at = (offset: number) => numbers[next + offset] ?? ABSENT;
    const isKind = at(0) >= 0 && at(0) < KINDS.length;
    const isLevel = at(3) === ABSENT || (at(3) >= 1 && at(3) <= MAX_LEVEL);
    const areParts = [4, 6].every((from) => isAbsentOrRange(at(from), at(from + 1)));
    if (!isKind || !isRange(at(1), at(2), end) || !isLevel || !areParts) return false;
    end = at(2);
  }
  return end <= length;
}

function isAbsentOrRange(start: number, end: number): boolean {
  return (start === ABSENT && end === ABSENT) || isRange(start, end, 0);
}

function isRange(start: number, end: number, from: number): boolean {
  return start >= from && start <= end;
}
