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

/**
 * The rows that are headings, with their levels from 1 to 6: those that the document's outline names, or, where it has
 * none, short lines in clearly larger type than the text.
 */
export function findHeadings(
  pages: readonly (readonly Part[])[],
  outline: readonly OutlineEntry[],
): ReadonlyMap<Row, number> {
  const outlined = matchOutline(pages, outline);
  return outlined.size > 0 ? outlined : findLargeRows(pages);
}

function matchOutline(pages: readonly (readonly Part[])[], outline: readonly OutlineEntry[]): ReadonlyMap<Row, number> {
  const levels = new Map<Row, number>();
  for (const entry of outline) {
    const rows = rowsOf(pages[entry.page - 1] ?? []);
    const title = toKey(entry.title);
    const found = title === "" ? undefined : findTitle(rows, title, levels);
    for (const row of found ?? []) levels.set(row, Math.min(MOST_LEVELS, entry.level));
  }
  return levels;
}

function rowsOf(parts: readonly Part[]): readonly Row[] {
  return parts.flatMap((part) => ("rows" in part ? part.rows : []));
}

/** The first rows, up to three, that read as the title and are not yet another's. */
function findTitle(rows: readonly Row[], title: string, taken: ReadonlyMap<Row, number>): readonly Row[] | undefined {
  for (let first = 0; first < rows.length; first++) {
    for (let count = 1; count <= MOST_ROWS; count++) {
      const candidate = rows.slice(first, first + count);
      const key = toKey(candidate.map(readRow).join(""));
      if (candidate.some((row) => taken.has(row)) || !title.startsWith(key)) break;
      if (key === title) return candidate;
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

function findLargeRows(pages: readonly (readonly Part[])[]): ReadonlyMap<Row, number> {
  const rows = pages.flatMap(rowsOf);
  const bodySize = usualSize(rows);
  const large = rows.filter((row) => row.fontSize >= HEADING_SIZE * bodySize && looksLikeHeading(row));
  const characters = (some: readonly Row[]) => some.reduce((sum, row) => sum + readRow(row).length, 0);
  if (characters(large) > MOST_HEADING_SHARE * characters(rows)) return new Map();
  const sizes = [...new Set(large.map(({ fontSize }) => toSize(fontSize)))].toSorted((a, b) => b - a);
  return new Map(large.map((row) => [row, Math.min(MOST_LEVELS, sizes.indexOf(toSize(row.fontSize)) + 1)]));
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
