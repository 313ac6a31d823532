import type { Element, Span } from "../../src/core/index.ts";

/** Part of a text that is shown as one block. */
export interface Block {
  readonly kind: Element["kind"];
  readonly span: Span;
  /** Level of a heading, 1 to 6. */
  readonly level?: number | undefined;
  /** Header rows of a table. */
  readonly header?: Span | undefined;
}

/**
 * Splits a whole text into blocks, in reading order and without overlap. Only white space belongs to no block.
 *
 * @param elements  elements sorted by start; an overlap with the previous one is cut off
 */
export function layOut(text: string, elements: readonly Element[]): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const addGap = (end: number): void => {
    for (const span of paragraphsIn(text, { start: at, end })) blocks.push({ kind: "paragraph", span });
  };
  for (const element of elements) {
    const span = { start: Math.max(at, element.span.start), end: element.span.end };
    if (span.start >= span.end) continue;
    addGap(span.start);
    const { kind, level, header } = element;
    blocks.push({ kind, span, level, header });
    at = span.end;
  }
  addGap(text.length);
  return blocks;
}

/** Splits a text at empty lines into parts that are not blank. */
function paragraphsIn(text: string, { start, end }: Span): readonly Span[] {
  const found: Span[] = [];
  let from = start;
  for (const cut of [...text.slice(start, end).matchAll(/\n\s*\n/g)].map(({ index, 0: { length } }) => ({
    index,
    length,
  }))) {
    found.push({ start: from, end: start + cut.index });
    from = start + cut.index + cut.length;
  }
  found.push({ start: from, end });
  return found.map((span) => trim(text, span)).filter((span) => span.start < span.end);
}

/** Trims white space at both ends of a span. */
function trim(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return { start: Math.min(from, end), end: Math.max(Math.min(from, end), start + part.trimEnd().length) };
}

/** Returns the lines of a span, without line ends. */
function linesIn(text: string, { start, end }: Span): readonly Span[] {
  const lines: Span[] = [];
  let from = start;
  for (const line of text.slice(start, end).split("\n")) {
    lines.push({ start: from, end: from + line.length });
    from += line.length + 1;
  }
  return lines;
}

const RULE = /^\s*\|?[\s:|-]*-[\s:|-]*$/;

/** Returns the cells of each table row, separated by bars, tabs or wide gaps. Skips the rule below the header. */
export function rowsIn(text: string, span: Span): readonly (readonly Span[])[] {
  return linesIn(text, span)
    .filter((line) => !RULE.test(text.slice(line.start, line.end)) && text.slice(line.start, line.end).trim() !== "")
    .map((line) => cellsIn(text, trim(text, line)));
}

function cellsIn(text: string, line: Span): readonly Span[] {
  const row = text.slice(line.start, line.end);
  const hasBars = row.startsWith("|") && row.endsWith("|") && row.length > 1;
  const inner = hasBars ? { start: line.start + 1, end: line.end - 1 } : line;
  const gaps = hasBars ? /(?<!\\)\|/g : row.includes("\t") ? /\t/g : / {3}/g;
  const cells: Span[] = [];
  let from = inner.start;
  for (const { index, 0: gap } of text.slice(inner.start, inner.end).matchAll(gaps)) {
    cells.push({ start: from, end: inner.start + index });
    from = inner.start + index + gap.length;
  }
  cells.push({ start: from, end: inner.end });
  return cells.map((cell) => trim(text, cell));
}

const ITEM = /^\s*(?:[-*+•◦▪–]|\d{1,3}[.)])\s/;

/** Splits a list into items; a line without a marker belongs to the previous item. */
export function itemsIn(text: string, span: Span): readonly Span[] {
  const items: Span[] = [];
  for (const line of linesIn(text, span)) {
    const last = items.at(-1);
    if (last === undefined || ITEM.test(text.slice(line.start, line.end))) items.push(line);
    else items[items.length - 1] = { start: last.start, end: line.end };
  }
  return items.filter(({ start, end }) => text.slice(start, end).trim() !== "");
}

/** Returns the span of a heading's words without its Markdown sign. */
export function headingWords(text: string, { start, end }: Span): Span {
  const sign = /^#{1,6}\s+/.exec(text.slice(start, end));
  return { start: start + (sign?.[0].length ?? 0), end };
}

/** Returns the span of an item's bullet; undefined if it has a number or no bullet. */
export function signOf(text: string, { start, end }: Span): Span | undefined {
  const sign = /^\s*[-*+•◦▪–]\s+/.exec(text.slice(start, end));
  return sign === null ? undefined : { start, end: start + sign[0].length };
}

/** Returns the span of code without its fences. */
export function codeLines(text: string, span: Span): Span {
  const fenced = /^\s*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n?\s*\1\s*$/.exec(text.slice(span.start, span.end));
  const [whole, , code = ""] = fenced ?? [];
  if (whole === undefined) return span;
  const start = span.start + whole.indexOf("\n") + 1;
  return { start, end: start + code.length };
}

/** Returns the lines of a quote, each with its Markdown sign. */
export function quotedLines(text: string, span: Span): readonly (Span & { readonly sign?: Span })[] {
  const isSigned = /^\s*>/.test(text.slice(span.start, span.end));
  if (!isSigned) return [span];
  return linesIn(text, span).map(({ start, end }) => {
    const { length } = /^\s*(?:>\s*)*/.exec(text.slice(start, end))?.[0] ?? "";
    const withEnd = Math.min(end + 1, span.end);
    return length === 0
      ? { start, end: withEnd }
      : { start: start + length, end: withEnd, sign: { start, end: start + length } };
  });
}
