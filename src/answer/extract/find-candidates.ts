import type { ContextPassage, PassageElement, Span } from "../../core/index.ts";

/** Something that can be shown as an answer: a sentence, a table row with its header, or a list item. */
export interface Candidate {
  readonly passage: ContextPassage;
  /** In the document's text. */
  readonly span: Span;
  readonly text: string;
  readonly kind: "sentence" | "row" | "item";
  /** From 0 within the passage. */
  readonly position: number;
  readonly header?: { readonly span: Span; readonly text: string };
  /** The candidate before it in the passage, which a pronoun may speak of. */
  readonly previousText: string;
}

interface Region {
  readonly span: Span;
  readonly element?: PassageElement;
}

type Found = Pick<Candidate, "span" | "kind" | "header">;

const listMarker = /^[ \t]*(?:[-*+•‣–]|\d{1,3}[.)])[ \t]+/u;
const tableRow = /^[ \t]*\|.*\|[ \t]*$/u;
const tableRule = /^[\s|:+=-]*$/u;
const headingLine = /^[ \t]{0,3}#{1,6}[ \t]/u;
const minimumWords = 3;
/** In UTF-16 code units; a longer list item is a paragraph, and its sentences stand apart. */
const longItemLength = 300;

/**
 * The sentences, table rows and list items of a passage in reading order, each a span of the document.
 *
 * Headings and bare labels are context, never an answer. Where a document names no elements, lines tell.
 */
export function findCandidates(
  passage: ContextPassage,
  splitSentences: (text: string) => readonly Span[],
): readonly Candidate[] {
  const headings = new Set(passage.hit.headingPath.map((heading) => heading.trim()));
  const found = regionsOf(passage)
    .flatMap((region) => findInRegion(passage, region, splitSentences))
    .map((item) => ({ ...item, text: textAt(passage, item.span) }))
    .filter(({ text, kind }) => !headings.has(text.trim()) && (kind !== "sentence" || isSaying(text)));
  return found.map((item, position) => ({
    ...item,
    passage,
    position,
    previousText: found[position - 1]?.text ?? "",
  }));
}

function textAt(passage: ContextPassage, span: Span): string {
  return passage.text.slice(span.start - passage.hit.span.start, span.end - passage.hit.span.start);
}

/** A few words, or one that stands as a sentence; a label alone answers nothing. */
function isSaying(text: string): boolean {
  return /[.!?:;]["”')\]]?$/u.test(text.trim()) || (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= minimumWords;
}

/** The passage cut at the edges of its elements; what lies between two elements is a region of its own. */
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
): readonly Found[] {
  if (element?.kind === "heading") return [];
  const lines = linesOf(passage, span);
  if (element?.kind === "table") return findRows(passage, lines, element);
  if (element?.kind === "code") return lines.map((line) => ({ span: line, kind: "item" }));
  return blocksOf(passage, lines, element?.kind === "list").flatMap((block): readonly Found[] => {
    const text = textAt(passage, block.span);
    if (block.kind === "row" || (block.kind === "item" && text.length <= longItemLength)) return [block];
    return splitSentences(text).map((sentence) => ({
      span: trimmed(passage, shifted(sentence, block.span.start)),
      kind: block.kind,
    }));
  });
}

function findRows(
  passage: ContextPassage,
  lines: readonly Span[],
  element: Pick<PassageElement, "header" | "headerText">,
): readonly Found[] {
  const { header, headerText } = element;
  const shown = header && headerText ? { header: { span: header, text: headerText } } : {};
  return lines
    .filter((line) => !tableRule.test(textAt(passage, line)) && !(header && line.start < header.end))
    .map((line) => ({ span: line, kind: "row", ...shown }));
}

/** Lines without their white space at the ends; blank lines left out. */
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

/** Joins lines of running text that follow each other; rows, items and headings stand alone. */
function blocksOf(passage: ContextPassage, lines: readonly Span[], isList: boolean): readonly Found[] {
  const blocks: Found[] = [];
  for (const line of lines) {
    const text = textAt(passage, line);
    const last = blocks.at(-1);
    const marker = listMarker.exec(text)?.[0].length ?? 0;
    if (headingLine.test(text) || tableRule.test(text)) continue;
    if (tableRow.test(text)) blocks.push({ span: line, kind: "row" });
    else if (marker > 0 || (isList && !last))
      blocks.push({ span: { start: line.start + marker, end: line.end }, kind: "item" });
    else if (last && last.kind !== "row" && isNextLine(passage, last.span, line))
      blocks[blocks.length - 1] = { ...last, span: { start: last.span.start, end: line.end } };
    else blocks.push({ span: line, kind: isList ? "item" : "sentence" });
  }
  return blocks;
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
