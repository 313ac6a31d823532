import type { Document, Element, Span } from "../../../core/index.ts";
import { cutLong } from "./cut-long.ts";
import type { Section } from "./section.ts";

/** Some 1,000 tokens: a small model reads it whole, and a large one is not asked for every few lines. */
const MOST_CHARACTERS = 4_000;

type Structured = Pick<Document, "text" | "elements">;

/**
 * Cuts a document at its headings, and what is longer than `mostCharacters` at the ends of its elements, paragraphs, lines
 * or sentences. A heading that nothing stands under goes with what follows.
 *
 * @param mostCharacters  UTF-16 code units, from 2
 * @returns  in reading order and without overlap; every character that is no white space lies in one of them
 */
export function cutSections(document: Structured, mostCharacters: number = MOST_CHARACTERS): readonly Section[] {
  const sections: Section[] = [];
  let path: readonly Heading[] = [];
  let waiting: number | undefined;
  for (const { span, heading } of partsOf(document)) {
    path = heading === undefined ? path : [...path.filter(({ level }) => level < heading.level), heading];
    const start = waiting ?? span.start;
    const isEmpty = isBlank(document.text, { start: heading?.end ?? span.start, end: span.end });
    if (isEmpty && span.end < document.text.length) {
      if (heading !== undefined) waiting = start;
      continue;
    }
    waiting = undefined;
    const headingPath = path.map(({ text }) => text).filter((text) => text !== "");
    for (const piece of cutLong(document, { start, end: span.end }, mostCharacters))
      sections.push({ span: piece, headingPath });
  }
  return sections;
}

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly end: number;
}

interface Part {
  readonly span: Span;
  /** With which it begins. */
  readonly heading?: Heading;
}

/** From one heading to the next; what stands above the first one is a part too. */
function partsOf({ text, elements }: Structured): readonly Part[] {
  const headings = elements.filter(({ kind }) => kind === "heading");
  const starts = headings.map(({ span }) => span.start);
  const opening: readonly Part[] = [{ span: { start: 0, end: starts[0] ?? text.length } }];
  const parts = headings.map((element, index) => ({
    span: { start: element.span.start, end: starts[index + 1] ?? text.length },
    heading: toHeading(text, element),
  }));
  return [...opening, ...parts];
}

function toHeading(text: string, { span, level = 1 }: Element): Heading {
  const written = text.slice(span.start, span.end);
  const bare = written
    .replace(/^\s*#{1,6}\s+/u, "")
    .replace(/\s+#*\s*$/u, "")
    .replace(/\n[=-]+\s*$/u, "");
  return { level, text: bare.replace(/\s+/gu, " ").trim(), end: span.end };
}

function isBlank(text: string, { start, end }: Span): boolean {
  return text.slice(start, end).trim() === "";
}
