import type { Part } from "./layout-page.ts";
import type { Row } from "./page-rows.ts";
import type { OutlineEntry } from "./read-outline.ts";
import { readRow } from "./read-segment.ts";

/** Minimum font size of a heading, as a multiple of the size of most of the text. */
const HEADING_SIZE = 1.15;
const MAX_HEADING = 150;
const MAX_ROWS = 3;
/** Maximum share of headings in the text. If more text looks like headings, font sizes mean something else. */
const MAX_HEADING_SHARE = 0.2;
const MAX_LEVELS = 6;
/** Minimum share of outline entries that are found on the pages. */
const MIN_MATCHED_SHARE = 0.3;
/** Maximum share of bold characters. If more are bold, bold type means something else. */
const MAX_BOLD_SHARE = 0.3;
const MAX_BOLD_HEADING = 100;
const NOTHING = /^$/;
/** Numbering of a title. An outline may number titles that the page does not, and the other way round. */
const NUMBERING = /^(?:chapter|section|part|item)?[\divx]{1,1000}(?=\p{L})/u;

/**
 * Finds the rows that are headings, with their levels from 1 to 6. They are those that the document's outline names. If
 * it has none, or one that hardly matches its pages, they are short lines in clearly larger or bold type.
 */
export function findHeadings(
  pages: readonly (readonly Part[])[],
  outline: readonly OutlineEntry[],
): ReadonlyMap<Row, number> {
  const outlined = matchOutline(pages, outline);
  const isReliable = outlined.size > 0 && outlined.size >= MIN_MATCHED_SHARE * outline.length;
  return isReliable ? outlined : new Map([...findMarkedRows(pages), ...outlined]);
}

function matchOutline(pages: readonly (readonly Part[])[], outline: readonly OutlineEntry[]): ReadonlyMap<Row, number> {
  const levels = new Map<Row, number>();
  for (const entry of outline) {
    const rows = rowsOf(pages[entry.page - 1] ?? []).filter((row) => !levels.has(row));
    const title = toKey(entry.title);
    const matched = findTitle(rows, title, NOTHING) ?? findTitle(rows, title, NUMBERING);
    for (const row of matched ?? []) levels.set(row, Math.min(MAX_LEVELS, entry.level));
  }
  return levels;
}

function rowsOf(parts: readonly Part[]): readonly Row[] {
  return parts.flatMap((part) => ("rows" in part ? part.rows : []));
}

/** Finds the first rows, up to three, that together are the title. Text that matches `ignored` does not count. */
function findTitle(rows: readonly Row[], title: string, ignored: RegExp): readonly Row[] | undefined {
  const key = title.replace(ignored, "");
  if (key === "") return undefined;
  for (let first = 0; first < rows.length; first++) {
    for (let count = 1; count <= MAX_ROWS; count++) {
      const candidate = rows.slice(first, first + count);
      const candidateKey = toKey(candidate.map(readRow).join("")).replace(ignored, "");
      if (!key.startsWith(candidateKey)) break;
      if (candidateKey === key) return candidate;
    }
  }
  return undefined;
}

/** Returns letters and digits only, since outlines differ from the page in spaces, dots and dashes. */
function toKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function findMarkedRows(pages: readonly (readonly Part[])[]): ReadonlyMap<Row, number> {
  const rows = pages.flatMap(rowsOf);
  const bodySize = usualSize(rows);
  const large = selectHeadings(rows, (row) => row.fontSize >= HEADING_SIZE * bodySize && looksLikeHeading(row));
  const sizes = [...new Set(large.map(({ fontSize }) => toSize(fontSize)))].toSorted((a, b) => b - a);
  const levels = new Map(large.map((row) => [row, Math.min(MAX_LEVELS, sizes.indexOf(toSize(row.fontSize)) + 1)]));
  if (characters(rows.filter(isBold)) > MAX_BOLD_SHARE * characters(rows)) return levels;
  const bold = selectHeadings(rows, (row) => !levels.has(row) && isBold(row) && looksLikeLabel(row, bodySize));
  for (const row of bold) levels.set(row, Math.min(MAX_LEVELS, sizes.length + 1));
  return levels;
}

/** Selects headings; none if too much of the text would be headings. */
function selectHeadings(rows: readonly Row[], isHeading: (row: Row) => boolean): readonly Row[] {
  const headings = rows.filter(isHeading);
  return characters(headings) > MAX_HEADING_SHARE * characters(rows) ? [] : headings;
}

function characters(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + readRow(row).length, 0);
}

function isBold({ segments }: Row): boolean {
  return segments.every(({ runs }) => runs.every((run) => run.isBold === true));
}

/** Tests for a short bold line. One that ends with a colon is the label of the text after it. */
function looksLikeLabel(row: Row, bodySize: number): boolean {
  const text = readRow(row);
  return (
    looksLikeHeading(row) && text.length <= MAX_BOLD_HEADING && !text.endsWith(":") && row.fontSize >= bodySize - 1
  );
}

function looksLikeHeading(row: Row): boolean {
  const text = readRow(row);
  return row.segments.length === 1 && text.length <= MAX_HEADING && /\p{L}{2}/u.test(text) && !/[.,;]$/.test(text);
}

/** Returns the size, to half a point, of most characters. */
function usualSize(rows: readonly Row[]): number {
  const bySize = new Map<number, number>();
  for (const row of rows) {
    const size = toSize(row.fontSize);
    bySize.set(size, (bySize.get(size) ?? 0) + readRow(row).length);
  }
  return [...bySize].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

function toSize(fontSize: number): number {
  return Math.round(fontSize * 2) / 2;
}
