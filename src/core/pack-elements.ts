import { defined } from "./defined.ts";
import type { Document } from "./document.ts";
import type { Element } from "./schemas/document.ts";
import type { Span } from "./schemas/place.ts";

const KINDS: readonly Element["kind"][] = ["heading", "paragraph", "list", "table", "code", "quote"];
/**
 * Numbers that describe one element: its kind, start and end of its span, its level, and start and end of its header.
 */
const NUMBERS_PER_ELEMENT = 6;
const ABSENT = -1;

/** Packs elements into numbers: cloning an object for each paragraph of a large document would block the caller. */
export function packElements(elements: Document["elements"]): Int32Array<ArrayBuffer> {
  const numbers = new Int32Array(elements.length * NUMBERS_PER_ELEMENT);
  let next = 0;
  for (const { kind, span, level = ABSENT, header } of elements) {
    numbers[next++] = KINDS.indexOf(kind);
    numbers[next++] = span.start;
    numbers[next++] = span.end;
    numbers[next++] = level;
    numbers[next++] = header?.start ?? ABSENT;
    numbers[next++] = header?.end ?? ABSENT;
  }
  return numbers;
}

/** Returns the elements that `packElements` packed. */
export function unpackElements(numbers: Int32Array): readonly Element[] {
  const elements: Element[] = [];
  for (let next = 0; next < numbers.length; next += NUMBERS_PER_ELEMENT) {
    const [kind = 0, start = 0, end = 0, level = ABSENT, headerStart = ABSENT, headerEnd = ABSENT] = numbers.subarray(
      next,
      next + NUMBERS_PER_ELEMENT,
    );
    elements.push(
      defined({
        kind: KINDS[kind] ?? "paragraph",
        span: { start, end },
        level: level === ABSENT ? undefined : level,
        header: toSpan(headerStart, headerEnd),
      }),
    );
  }
  return elements;
}

function toSpan(start: number, end: number): Span | undefined {
  return start === ABSENT ? undefined : { start, end };
}
