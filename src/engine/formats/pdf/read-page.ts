import { buildSegments } from "./build-rows.ts";
import { type FilledGrid, fillGrids } from "./fill-grid.ts";
import { findGrids } from "./find-grids.ts";
import { createFontWeights } from "./font-weights.ts";
import type { PdfDocument, PdfPage } from "./open-pdf.ts";
import { readAnnotations } from "./read-annotations.ts";
import { readRules } from "./read-rules.ts";
import { type Run, readRuns } from "./read-runs.ts";

/** What is drawn on a page. */
export interface PageContent {
  readonly runs: readonly Run[];
  /** Cells between ruling lines, with what stands in them; looked for only where the text may stand in a table. */
  readonly grids: readonly FilledGrid[];
  /** In points, of the page as it is shown. */
  readonly height: number;
  /** Nothing stands on it but what is repeated on most pages. */
  readonly hasOnlyRunningLines?: boolean;
  /** The name of the error, when PDF.js could not read the page. */
  readonly problem?: string;
}

/** Lines take as long to read as text: after this many pages that did not need them, only some pages are looked at. */
const MOST_MISSES = 3;
const EVERY = 8;
/** Where fewer than half of the pages looked at needed their lines, no more than these and a share of the pages are. */
const FEWEST_ASKED = 6;
const PAGES_AN_ASKED = 10;
const FEWEST_WIDE_ROWS = 2;

/** Reads pages one by one, from the first to the last. */
export function createPageReader(pdf: PdfDocument): (number: number) => Promise<PageContent> {
  let misses = 0;
  let asked = 0;
  let hits = 0;
  const weights = createFontWeights();
  const readContent = async (page: PdfPage): Promise<PageContent> => {
    const drawn = await weights.mark(page, await readRuns(page));
    const runs = [...drawn, ...(await readAnnotations(page))];
    const { height } = page.getViewport({ scale: 1 });
    if (!looksTabular(drawn)) return { runs, grids: [], height };
    const isSpent = asked > FEWEST_ASKED + page.pageNumber / PAGES_AN_ASKED && hits < asked / 2;
    if (isSpent || (misses >= MOST_MISSES && misses % EVERY !== 0)) {
      misses += 1;
      return { runs, grids: [], height };
    }
    const grids = fillGrids(findGrids(await readRules(page)), drawn, page.pageNumber);
    const isHit = grids.some(hasTallCells);
    asked += 1;
    hits += isHit ? 1 : 0;
    misses = isHit ? 0 : misses + 1;
    return { runs, grids, height };
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

/** Only lines tell which lines of text are one cell; cells of one line stand below each other without them too. */
function hasTallCells({ table: { rows, headerRows } }: FilledGrid): boolean {
  return rows.slice(headerRows).some(({ cells }) => cells.some((lines) => lines.length > 1));
}

/** Some lines have words at the right of a wide gap; figures line up by themselves, without lines between them. */
function looksTabular(runs: readonly Run[]): boolean {
  const segments = buildSegments(runs.filter(({ angle }) => angle === 0));
  const wide = segments.filter(
    ({ baseline, runs: [first] }, index) =>
      segments[index - 1]?.baseline === baseline && /\p{L}{2}/u.test(first?.text ?? ""),
  );
  return wide.length >= FEWEST_WIDE_ROWS;
}
