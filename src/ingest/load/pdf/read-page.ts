import { buildRows, buildSegments, type Row } from "./build-rows.ts";
import type { PdfDocument } from "./open-pdf.ts";
import { orderRegions } from "./order-regions.ts";
import { type Run, readRuns } from "./read-runs.ts";

/** A page's text: its regions in reading order, each with its rows from top to bottom. */
export interface PdfPageText {
  readonly regions: readonly (readonly Row[])[];
  /** The name of the error, when PDF.js could not read the page. */
  readonly problem?: string;
}

/** Reads one page. Text in another direction than most of the page's comes after the rest, as regions of its own. */
export async function readPage(pdf: PdfDocument, number: number): Promise<PdfPageText> {
  try {
    const page = await pdf.getPage(number);
    const runs = await readRuns(page);
    page.cleanup();
    const regions = groupByAngle(runs).flatMap((group) => orderRegions(buildSegments(group)));
    return { regions: regions.map(buildRows) };
  } catch (error) {
    return { regions: [], problem: error instanceof Error ? error.name : "unknown" };
  }
}

function groupByAngle(runs: readonly Run[]): readonly (readonly Run[])[] {
  const groups = new Map<number, Run[]>();
  for (const run of runs) {
    const group = groups.get(run.angle);
    if (group === undefined) groups.set(run.angle, [run]);
    else group.push(run);
  }
  const characters = (group: readonly Run[]) => group.reduce((sum, { text }) => sum + text.length, 0);
  return [...groups]
    .toSorted(([angle, group], [otherAngle, other]) => characters(other) - characters(group) || angle - otherAngle)
    .map(([, group]) => group);
}
