import type { HiddenPart } from "../hidden/warn-of-hidden-text.ts";
import { buildSegments } from "./build-rows.ts";
import { type FilledGrid, fillGrids } from "./fill-grid.ts";
import { findGrids } from "./find-grids.ts";
import { createFontWeights } from "./font-weights.ts";
import type { PdfDocument, PdfPage } from "./open-pdf.ts";
import { readAnnotations } from "./read-annotations.ts";
import { type Run, readRuns } from "./read-pdf-runs.ts";
import { readRules } from "./read-rules.ts";
import type { IsSuspect } from "./visibility/find-suspect-pages.ts";

/** Content of a page. */
export interface PageContent {
  readonly runs: readonly Run[];
  /** Cells between ruling lines, with their text. They are only looked for where the text may be in a table. */
  readonly grids: readonly FilledGrid[];
  /** Height of the page as it is shown, in points. */
  readonly height: number;
  /** True if the page has only lines that are repeated on most pages. */
  readonly hasOnlyRunningLines?: boolean;
  /** Text of the page that a reader does not see, and that was left out. */
  readonly hidden?: readonly HiddenPart[];
  /** Name of the error if PDF.js could not read the page. */
  readonly problem?: string;
}

/**
 * Number of consecutive pages whose ruling lines were of no use. After them, only the lines of every eighth page are
 * read, since that takes as long as reading the text.
 */
const MAX_MISSES = 3;
const PAGES_BETWEEN_TRIES = 8;
/**
 * Maximum number of tries, plus one for every `PAGES_PER_TRY` pages, unless at least half of the tries found useful
 * lines.
 */
const MIN_TRIES = 6;
const PAGES_PER_TRY = 10;
const MIN_WIDE_ROWS = 2;

/**
 * Creates a function that reads a page. Call it once for each page, from the first to the last.
 *
 * @param isSuspect  tells of a page whether it may have hidden text
 */
export function createPageReader(pdf: PdfDocument, isSuspect: IsSuspect): (number: number) => Promise<PageContent> {
  let misses = 0;
  let tries = 0;
  let hits = 0;
  const weights = createFontWeights();
  const readContent = async (page: PdfPage): Promise<PageContent> => {
    const text = await readRuns(page, isSuspect(page.ref?.num));
    const drawn = await weights.mark(page, text.runs);
    const { hidden } = text;
    const runs = [...drawn, ...(await readAnnotations(page))];
    const { height } = page.getViewport({ scale: 1 });
    if (!looksTabular(drawn)) return { runs, grids: [], height, hidden };
    const isSpent = tries > MIN_TRIES + page.pageNumber / PAGES_PER_TRY && hits < tries / 2;
    if (isSpent || (misses >= MAX_MISSES && misses % PAGES_BETWEEN_TRIES !== 0)) {
      misses += 1;
      return { runs, grids: [], height, hidden };
    }
    const grids = fillGrids(findGrids(await readRules(page)), drawn, page.pageNumber);
    const isHit = grids.some(hasTallCells);
    tries += 1;
    hits += isHit ? 1 : 0;
    misses = isHit ? 0 : misses + 1;
    return { runs, grids, height, hidden };
  };
  return async (number) => {
    try {
      const page = await pdf.getPage(number);
      const content = await readContent(page);
      page.cleanup();
      return content;
    } catch (error) {
      return { runs: [], grids: [], height: 0, problem: error instanceof Error ? error.name : "unknown" };
    }
  };
}

/** Tests for cells with several lines of text, which only ruling lines show. Other cells are aligned without them. */
function hasTallCells({ table: { rows, headerRows } }: FilledGrid): boolean {
  return rows.slice(headerRows).some(({ cells }) => cells.some((lines) => lines.length > 1));
}

/** Tests for lines with words to the right of a wide gap. Figures need no ruling lines to be aligned. */
function looksTabular(runs: readonly Run[]): boolean {
  const segments = buildSegments(runs.filter(({ angle }) => angle === 0));
  const wide = segments.filter(
    ({ baseline, runs: [first] }, index) =>
      segments[index - 1]?.baseline === baseline && /\p{L}{2}/u.test(first?.text ?? ""),
  );
  return wide.length >= MIN_WIDE_ROWS;
}
