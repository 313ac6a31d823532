import type { ContextPassage, PassageElement, Span } from "../../../core/index.ts";
import { trimBars, trimMarkup } from "./trim-markup.ts";

/** A text that can be shown as an answer: a sentence, a table row with its header, or a list item with its lead-in. */
export interface Candidate {
  readonly passage: ContextPassage;
  /** Span in the document's text. */
  readonly span: Span;
  readonly text: string;
  readonly kind: "sentence" | "row" | "item";
  /** Position among the candidates of the passage, from 0. */
  readonly position: number;
  /**
   * Text without which the candidate cannot be understood: a table's header row, or the sentence with a colon above a
   * list.
   */
  readonly header?: Header;
  /** Text of the previous candidate in the passage, to which a pronoun may refer. */
  readonly previousText: string;
}

interface Header {
  readonly span: Span;
  readonly text: string;
}

interface Region {
  readonly span: Span;
  readonly element?: PassageElement;
}

type Part = Pick<Candidate, "span" | "kind" | "header">;

const listMarker = /^[ \t]*(?:[-*+•‣–]|\d{1,3}[.)])[ \t]+/u;
const tableRow = /^[ \t]*\|.*\|[ \t]*$/u;
const tableRule = /^[\s|:+=-]*$/u;
const headingLine = /^[ \t]{0,3}#{1,6}[ \t]/u;
const MIN_WORDS = 3;
/** Maximum number of words of a title: a line without a full stop before a sentence. */
const MAX_TITLE_WORDS = 8;
const stop = /[.!?:;…]["”')\]]*$/u;

/**
 * Returns the sentences, table rows and list items of a passage in reading order, each a span of the document
 * without the markup at its ends.
 *
 * Headings, bare labels and sentences that only lead into a list are context, never an answer. Without elements in the
 * document, its lines decide.
 */
export function findCandidateSentences(
  passage: ContextPassage,
  splitSentences: (text: string) => readonly Span[],
): readonly Candidate[] {
  const headings = new Set(passage.hit.headingPath.map((heading) => heading.trim()));
  const parts = regionsOf(passage)
    .flatMap((region) => findInRegion(passage, region, splitSentences))
    .map((item) => withoutMarkup(passage, item))
    .filter(({ text }) => text !== "" && !headings.has(text));
  return parts
    .map((item, index) => ({ ...item, ...leadInOf(parts, index), previousText: parts[index - 1]?.text ?? "" }))
    .filter(({ text, kind }, index) => kind !== "sentence" || isStatement(text, parts[index + 1]?.text ?? ""))
    .map((item, position) => ({ ...item, passage, position }));
}

type TrimmedPart = Part & Pick<Candidate, "text">;

function withoutMarkup(passage: ContextPassage, item: Part): TrimmedPart {
  const { start, end } = (item.kind === "row" ? trimBars : trimMarkup)(textAt(passage, item.span));
  const span = { start: item.span.start + start, end: item.span.start + end };
  return { ...item, span, text: textAt(passage, span) };
}

/** Finds the sentence with a colon directly above the list that an item belongs to. */
function leadInOf(parts: readonly TrimmedPart[], index: number): Pick<Candidate, "header"> {
  let above = index;
  while (parts[above]?.kind === "item") above--;
  const lead = parts[above];
  const isLed = parts[index]?.kind === "item" && lead?.kind === "sentence" && lead.text.endsWith(":");
  return isLed ? { header: { span: lead.span, text: lead.text } } : {};
}

/** Returns true for several words or a word with a full stop; labels, titles and lead-ins alone answer nothing. */
function isStatement(text: string, next: string): boolean {
  if (text.endsWith(":")) return false;
  if (stop.test(text)) return true;
  const count = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const isTitle = count <= MAX_TITLE_WORDS && !/\p{N}/u.test(text) && (stop.test(next) || text === text.toUpperCase());
  return count >= MIN_WORDS && !isTitle;
}

function textAt(passage: ContextPassage, span: Span): string {
  return passage.text.slice(span.start - passage.hit.span.start, span.end - passage.hit.span.start);
}

/** Cuts the passage at the edges of its elements; the text between two elements is a region too. */
function regionsOf(passage: ContextPassage): readonly Region[] {
  const regions: Region[] = [];
  let offset = passage.hit.span.start;
  for (const element of passage.elements) {
    const start = Math.max(element.span.start, offset);
    const end = Math.min(element.span.end, passage.hit.span.end);
    if (end <= start) continue;
    if (start > offset) regions.push({ span: { start: offset, end: start } });
    regions.push({ span: { start, end }, element });
    offset = end;
  }
  if (offset < passage.hit.span.end) regions.push({ span: { start: offset, end: passage.hit.span.end } });
  return regions;
}

function findInRegion(
  passage: ContextPassage,
  { span, element }: Region,
  splitSentences: (text: string) => readonly Span[],
): readonly Part[] {
  if (element?.kind === "heading") return [];
  const lines = linesOf(passage, span);
  if (element?.kind === "table") return findRows(passage, lines, element);
  if (element?.kind === "code") return lines.map((line) => ({ span: line, kind: "item" }));
  return blocksOf(passage, lines, element?.kind === "list").flatMap((block): readonly Part[] => {
    if (block.kind === "row") return [block];
    const text = textAt(passage, block.span);
    return splitSentences(text)
      .flatMap((sentence) => splitAfterEmphasis(text, sentence))
      .map((sentence) => ({ span: trimmed(passage, shifted(sentence, block.span.start)), kind: block.kind }));
  });
}

/** Splits after emphasised sentences: their closing marks hide the end from the sentence splitter. */
function splitAfterEmphasis(text: string, { start, end }: Span): readonly Span[] {
  const cuts = [...text.slice(start, end).matchAll(/(?<=[.!?](?:\*{1,3}|_{1,2}))\s+/gu)].map(
    ({ index }) => start + index,
  );
  return [start, ...cuts].map((from, index) => ({ start: from, end: cuts[index] ?? end }));
}

function findRows(
  passage: ContextPassage,
  lines: readonly Span[],
  element: Pick<PassageElement, "header" | "headerText">,
): readonly Part[] {
  const { header, headerText } = element;
  const shown = header && headerText ? { header: headerOf(header, headerText) } : {};
  return lines
    .filter((line) => !tableRule.test(textAt(passage, line)) && !(header && line.start < header.end))
    .map((line) => ({ span: line, kind: "row", ...shown }));
}

function headerOf(span: Span, text: string): Header {
  const { start, end } = trimBars(text);
  return { span: { start: span.start + start, end: span.start + end }, text: text.slice(start, end) };
}

/** Returns the lines that are not blank, without white space at their ends. */
function linesOf(passage: ContextPassage, span: Span): readonly Span[] {
  const lines: Span[] = [];
  let start = span.start;
  for (const line of textAt(passage, span).split("\n")) {
    const end = start + line.length;
    if (line.trim() !== "") lines.push(trimmed(passage, { start, end }));
    start = end + 1;
  }
  return lines;
}

/** Joins consecutive lines of running text; rows and items stay alone, headings are skipped. */
function blocksOf(passage: ContextPassage, lines: readonly Span[], isList: boolean): readonly Part[] {
  const blocks: Part[] = [];
  const kind = isList ? "item" : "sentence";
  for (const line of lines) {
    const text = textAt(passage, line);
    if (headingLine.test(text) || tableRule.test(text)) continue;
    const last = blocks.at(-1);
    const marked = readMarkedLine(text, line);
    if (marked !== undefined) blocks.push(marked);
    else if (last && last.kind !== "row" && isNextLine(passage, last.span, line))
      blocks[blocks.length - 1] = { ...last, span: { start: last.span.start, end: line.end } };
    else blocks.push({ span: line, kind });
  }
  return blocks;
}

/** Reads a line that its marks show to be a table row, or a list item; undefined for any other line. */
function readMarkedLine(text: string, line: Span): Part | undefined {
  if (tableRow.test(text)) return { span: line, kind: "row" };
  const marker = listMarker.exec(text)?.[0];
  return marker === undefined
    ? undefined
    : { span: { start: line.start + marker.length, end: line.end }, kind: "item" };
}

function isNextLine(passage: ContextPassage, last: Span, line: Span): boolean {
  return textAt(passage, { start: last.end, end: line.start }).split("\n").length === 2;
}

function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

function trimmed(passage: ContextPassage, span: Span): Span {
  const text = textAt(passage, span);
  const start = span.start + (text.length - text.trimStart().length);
  return { start, end: Math.max(start, span.end - (text.length - text.trimEnd().length)) };
}
