import type { Document, Element, Span } from "../../../core/index.ts";
import { cutLong } from "./cut-long.ts";

/** A section of a document. */
export interface Section {
  readonly span: Span;
  /** Headings from the outermost to the nearest; empty above the first heading. */
  readonly headingPath: readonly string[];
}

/**
 * Maximum length of a section: about 1,000 tokens, few enough for a small model and enough for one call of a large one.
 */
const MAX_CHARACTERS = 4_000;

type Structured = Pick<Document, "text" | "elements">;

/**
 * Cuts a document into sections at its headings. Longer sections are cut at the ends of elements, paragraphs, lines or
 * sentences. A heading without text below it belongs to the next section.
 *
 * @param maxCharacters  maximum length of a section in UTF-16 code units, from 2
 * @returns  in reading order, without overlap; they contain every character but white space
 */
export function cutSections(document: Structured, maxCharacters: number = MAX_CHARACTERS): readonly Section[] {
  const sections: Section[] = [];
  let path: readonly Heading[] = [];
  let pendingStart: number | undefined;
  for (const { span, heading } of partsOf(document)) {
    path = enterHeading(path, heading);
    const start = pendingStart ?? span.start;
    const isEmpty = isBlank(document.text, { start: heading?.end ?? span.start, end: span.end });
    if (isEmpty && span.end < document.text.length) {
      if (heading !== undefined) pendingStart = start;
      continue;
    }
    pendingStart = undefined;
    const headingPath = path.map(({ text }) => text).filter((text) => text !== "");
    for (const piece of cutLong(document, { start, end: span.end }, maxCharacters))
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
  /** Heading at the beginning. */
  readonly heading?: Heading;
}

/** Returns the headings above a text below a heading: the outer ones of the headings before it, and itself. */
function enterHeading(path: readonly Heading[], heading: Heading | undefined): readonly Heading[] {
  if (heading === undefined) return path;
  return [...path.filter(({ level }) => level < heading.level), heading];
}

/** Returns the parts from one heading to the next, and the part above the first heading. */
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
  const line = text.slice(span.start, span.end).trim();
  const words = withoutClosing(withoutUnderline(line.replace(/^#{1,6}(?=\s|$)/u, "")));
  return { level, text: words.replace(/\s+/gu, " ").trim(), end: span.end };
}

/** Removes a last line of `=` or `-` only. */
function withoutUnderline(heading: string): string {
  const lineEnd = heading.lastIndexOf("\n");
  return lineEnd >= 0 && /^(?:=+|-+)$/.test(heading.slice(lineEnd).trim()) ? heading.slice(0, lineEnd) : heading;
}

/** Removes the `#` signs at the end, unless they belong to a word, as in `C#`. */
function withoutClosing(heading: string): string {
  let end = heading.length;
  while (heading[end - 1] === "#") end--;
  return end === 0 || /\s/.test(heading.charAt(end - 1)) ? heading.slice(0, end) : heading;
}

function isBlank(text: string, { start, end }: Span): boolean {
  return text.slice(start, end).trim() === "";
}
