import { defined } from "./defined.ts";
import type { Document } from "./document.ts";
import type { Element } from "./schemas/document.ts";
import type { Span } from "./schemas/place.ts";

const KINDS: readonly Element["kind"][] = ["heading", "paragraph", "list", "table", "code", "quote"];
/**
 * Numbers that describe one element: its kind, start and end of its span, its level, and start and end of its header and of its
 * name.
 */
const NUMBERS_PER_ELEMENT = 8;
const ABSENT = -1;
const MAX_LEVEL = 6;

/** Packs elements into numbers: cloning an object for each paragraph of a large document would block the caller. */
export function packElements(elements: Document["elements"]): Int32Array<ArrayBuffer> {
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
  return numbers;
}

/** Returns the elements that `packElements` packed. */
export function unpackElements(numbers: Int32Array): readonly Element[] {
  const elements: Element[] = [];
  for (let next = 0; next < numbers.length; next += NUMBERS_PER_ELEMENT) {
    const at = (offset: number) => numbers[next + offset] ?? ABSENT;
    const kind = KINDS[at(0)] ?? "paragraph";
    const span = { start: at(1), end: at(2) };
    const level = at(3) === ABSENT ? undefined : at(3);
    const [header, name] = [toSpan(at(4), at(5)), toSpan(at(6), at(7))];
    const isPlain = level === undefined && header === undefined && name === undefined;
    elements.push(isPlain ? { kind, span } : defined({ kind, span, level, header, name }));
  }
  return elements;
}

function toSpan(start: number, end: number): Span | undefined {
  return start === ABSENT ? undefined : { start, end };
}

/** Tests whether numbers from another process are packed elements. Whether the spans lie in a text is not tested. */
export function arePackedElements(numbers: Int32Array): boolean {
  if (numbers.length % NUMBERS_PER_ELEMENT !== 0) return false;
  for (let next = 0; next < numbers.length; next += NUMBERS_PER_ELEMENT) {
    const at = (offset: number) => numbers[next + offset] ?? ABSENT;
    const isKind = at(0) >= 0 && at(0) < KINDS.length;
    const isLevel = at(3) === ABSENT || (at(3) >= 1 && at(3) <= MAX_LEVEL);
    const areParts = [4, 6].every((from) => isAbsentOrRange(at(from), at(from + 1)));
    if (!isKind || !isRange(at(1), at(2)) || !isLevel || !areParts) return false;
  }
  return true;
}

function isAbsentOrRange(start: number, end: number): boolean {
  return (start === ABSENT && end === ABSENT) || isRange(start, end);
}

function isRange(start: number, end: number): boolean {
  return start >= 0 && start <= end;
}
