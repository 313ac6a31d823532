import type { Row } from "./build-rows.ts";
import type { Part } from "./layout-page.ts";
import type { OutlineEntry } from "./read-outline.ts";
import { readRow } from "./read-segment.ts";

/** In units of the size in which most of the text is set. */
const HEADING_SIZE = 1.15;
const LONGEST_HEADING = 150;
const MOST_ROWS = 3;
/** Where more of the text than this seems to be headings, sizes mean something else. */
const MOST_HEADING_SHARE = 0.2;
const MOST_LEVELS = 6;
/** Of the entries of an outline. */
const LEAST_MATCHED = 0.3;
/** Of all characters: where more is bold, bold type means something else. */
const MOST_BOLD_SHARE = 0.3;
const LONGEST_BOLD = 100;
const NOTHING = /^$/;
/** An outline may number its titles where the page does not, and the other way round. */
const NUMBERING = /^(?:chapter|section|part|item)?[\divx]+(?=\p{L})/u;

/**
 * The rows that are headings, with their levels from 1 to 6: those that the document's outline names, or, where it has
 * none or one that hardly fits its pages, short lines in clearly larger or in bold type.
 */
export function findHeadings(
  pages: readonly (readonly Part[])[],
  outline: readonly OutlineEntry[],
): ReadonlyMap<Row, number> {
  const outlined = matchOutline(pages, outline);
  const isTelling = outlined.size > 0 && outlined.size >= LEAST_MATCHED * outline.length;
  return isTelling ? outlined : new Map([...findMarkedRows(pages), ...outlined]);
}

function matchOutline(pages: readonly (readonly Part[])[], outline: readonly OutlineEntry[]): ReadonlyMap<Row, number> {
  const levels = new Map<Row, number>();
  for (const entry of outline) {
    const rows = rowsOf(pages[entry.page - 1] ?? []).filter((row) => !levels.has(row));
    const title = toKey(entry.title);
    const found = findTitle(rows, title, NOTHING) ?? findTitle(rows, title, NUMBERING);
    for (const row of found ?? []) levels.set(row, Math.min(MOST_LEVELS, entry.level));
  }
  return levels;
}

function rowsOf(parts: readonly Part[]): readonly Row[] {
  return parts.flatMap((part) => ("rows" in part ? part.rows : []));
}

/** The first rows, up to three, that read as the title but for what is ignored, and are not yet another's. */
function findTitle(rows: readonly Row[], title: string, ignored: RegExp): readonly Row[] | undefined {
  const wanted = title.replace(ignored, "");
  if (wanted === "") return undefined;
  for (let first = 0; first < rows.length; first++) {
    for (let count = 1; count <= MOST_ROWS; count++) {
      const candidate = rows.slice(first, first + count);
      const key = toKey(candidate.map(readRow).join("")).replace(ignored, "");
      if (!wanted.startsWith(key)) break;
      if (key === wanted) return candidate;
    }
  }
  return undefined;
}

/** Letters and digits only: outlines differ from the page in spaces, dots and dashes. */
function toKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function findMarkedRows(pages: readonly (readonly Part[])[]): ReadonlyMap<Row, number> {
  const rows = pages.flatMap(rowsOf);
  const bodySize = usualSize(rows);
  const large = keepFew(rows, (row) => row.fontSize >= HEADING_SIZE * bodySize && looksLikeHeading(row));
  const sizes = [...new Set(large.map(({ fontSize }) => toSize(fontSize)))].toSorted((a, b) => b - a);
  const levels = new Map(large.map((row) => [row, Math.min(MOST_LEVELS, sizes.indexOf(toSize(row.fontSize)) + 1)]));
  if (characters(rows.filter(isBold)) > MOST_BOLD_SHARE * characters(rows)) return levels;
  const bold = keepFew(rows, (row) => !levels.has(row) && isBold(row) && looksLikeLabel(row, bodySize));
  for (const row of bold) levels.set(row, Math.min(MOST_LEVELS, sizes.length + 1));
  return levels;
}

/** None, where too much of the text would be headings. */
function keepFew(rows: readonly Row[], isHeading: (row: Row) => boolean): readonly Row[] {
  const few = rows.filter(isHeading);
  return characters(few) > MOST_HEADING_SHARE * characters(rows) ? [] : few;
}

function characters(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + readRow(row).length, 0);
}

function isBold({ segments }: Row): boolean {
  return segments.every(({ runs }) => runs.every((run) => run.isBold === true));
}

/** A bold line of its own; one that ends with a colon is the label of what follows. */
function looksLikeLabel(row: Row, bodySize: number): boolean {
  const text = readRow(row);
  return looksLikeHeading(row) && text.length <= LONGEST_BOLD && !text.endsWith(":") && row.fontSize >= bodySize - 1;
}

function looksLikeHeading(row: Row): boolean {
  const text = readRow(row);
  return row.segments.length === 1 && text.length <= LONGEST_HEADING && /\p{L}{2}/u.test(text) && !/[.,;]$/.test(text);
}

/** The size, to half a point, in which most characters are set. */
function usualSize(rows: readonly Row[]): number {
  const characters = new Map<number, number>();
  for (const row of rows) {
    const size = toSize(row.fontSize);
    characters.set(size, (characters.get(size) ?? 0) + readRow(row).length);
  }
  return [...characters].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

function toSize(fontSize: number): number {
  return Math.round(fontSize * 2) / 2;
}
