import type { Element } from "../../../core/index.ts";

const UNDERLINE = /^[ \t]*(={3,}|-{3,})[ \t]*$/;
const NUMBERED_CAPITALS = /^(\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t]{1,120}[^a-z]{0,120}\p{Lu}{2}[^a-z]{0,120}$/u;
const ITEM = /^[ \t]*(?:[-*•–]|\d{1,3}[.)]|[a-z][.)])[ \t]+\S/;
const MAX_HEADING = 120;

interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds paragraphs, lists and the two kinds of heading that are certain: a line underlined by `===` or `---` of about
 * its own length, and a numbered line of capitals that stands alone (`2.1 SIDE EFFECTS`).
 *
 * @param text  NFC with `\n` line ends
 * @returns     blocks in reading order, without overlap, that cover every non-blank character except such underlines
 */
export function* findBlocks(text: string): Generator<Element> {
  for (const lines of blankSeparated(text)) yield* splitBlock(text, lines);
}

/** Yields groups of lines between blank lines, without their line ends. */
function* blankSeparated(text: string): Generator<readonly Line[]> {
  let block: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (isBlank(text, start, end)) {
      if (block.length > 0) yield block;
      block = [];
    } else block.push({ start, end });
    start = end + 1;
  }
  if (block.length > 0) yield block;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && !(code >= 0x80 && /\s/.test(text.charAt(at)))) return false;
    if (code < 0x09 || (code > 0x0d && code < 0x20)) return false;
  }
  return true;
}

function* splitBlock(text: string, lines: readonly Line[]): Generator<Element> {
  const heading = underlinedHeading(text, lines) ?? numberedHeading(text, lines);
  const rest = heading === undefined ? lines : lines.slice(heading.lines);
  if (heading !== undefined) yield heading.element;
  const firstItem = rest.findIndex((line) => ITEM.test(text.slice(line.start, Math.min(line.end, line.start + 40))));
  const hasItems = firstItem >= 0 && countItems(text, rest) >= 2;
  yield* asElement("paragraph", hasItems ? rest.slice(0, firstItem) : rest);
  if (hasItems) yield* asElement("list", rest.slice(firstItem));
}

function* asElement(kind: "paragraph" | "list", lines: readonly Line[]): Generator<Element> {
  const first = lines[0];
  const last = lines.at(-1);
  if (first !== undefined && last !== undefined) yield { kind, span: { start: first.start, end: last.end } };
}

function countItems(text: string, lines: readonly Line[]): number {
  return lines.filter((line) => ITEM.test(text.slice(line.start, Math.min(line.end, line.start + 40)))).length;
}

interface HeadingLines {
  readonly element: Element;
  readonly lines: number;
}

function underlinedHeading(text: string, lines: readonly Line[]): HeadingLines | undefined {
  const [title, rule] = lines;
  if (title === undefined || rule === undefined || title.end - title.start > MAX_HEADING) return undefined;
  const mark = UNDERLINE.exec(text.slice(rule.start, Math.min(rule.end, rule.start + 2 * MAX_HEADING)))?.[1];
  const length = text.slice(title.start, title.end).trim().length;
  if (mark === undefined || Math.abs(mark.length - length) > 3) return undefined;
  const level = mark.startsWith("=") ? 1 : 2;
  return { element: { kind: "heading", span: { ...title }, level }, lines: 2 };
}

function numberedHeading(text: string, lines: readonly Line[]): HeadingLines | undefined {
  const [title] = lines;
  if (title === undefined || lines.length !== 1 || title.end - title.start > MAX_HEADING) return undefined;
  const number = NUMBERED_CAPITALS.exec(text.slice(title.start, title.end))?.[1];
  if (number === undefined) return undefined;
  const level = number.split(".").length;
  return { element: { kind: "heading", span: { ...title }, level }, lines: 1 };
}
