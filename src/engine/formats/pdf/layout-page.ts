import { buildRows, buildSegments } from "./build-rows.ts";
import type { FilledGrid } from "./fill-grid.ts";
import { orderRegions } from "./order-regions.ts";
import type { Row, Segment, Table } from "./page-rows.ts";
import type { PageContent } from "./read-pdf-page.ts";
import type { Run } from "./read-pdf-runs.ts";

/** Rows of text from top to bottom, with the comments on them. */
export interface TextPart {
  readonly rows: readonly Row[];
  readonly notes: readonly Row[];
}

/** A table between ruling lines. */
export interface TablePart {
  readonly table: Table;
}

/** A part of a page in reading order. */
export type Part = TextPart | TablePart;

/** Puts the content of a page in reading order. Text in another direction than most of the page's comes last. */
export function layoutPage({ runs, grids }: Pick<PageContent, "runs" | "grids">): readonly Part[] {
  const [main = [], ...turned] = groupByAngle(runs.filter(({ kind }) => kind === undefined));
  const marks = runs.filter(({ kind }) => kind !== undefined).map(toMark);
  const placed = new Set(grids.flatMap((grid) => [...grid.runs]));
  const rest = main.filter((run) => !placed.has(run));
  return [
    ...orderRegions([...buildSegments(rest), ...grids.map(toSegment), ...marks]).flatMap(toParts),
    ...turned.flatMap((group) => orderRegions(buildSegments(group)).flatMap(toParts)),
  ];
}

function toSegment({ table, box }: FilledGrid): Segment {
  return { runs: [], start: box.x, end: box.x + box.width, baseline: box.y, fontSize: 1, table };
}

function toMark(run: Run): Segment {
  const { start, end, baseline, fontSize } = run;
  return { runs: [run], start, end, baseline, fontSize };
}

/** Splits a region into parts. A form field follows the line beside it, and a table the text above it. */
function toParts(region: readonly Segment[]): readonly Part[] {
  const sorted = region.toSorted((a, b) => a.baseline - b.baseline);
  const parts: Part[] = [];
  let lines: Segment[] = [];
  let notes: Segment[] = [];
  const finish = () => {
    if (lines.length + notes.length > 0)
      parts.push({ rows: buildRows(lines), notes: notes.flatMap((note) => buildRows([note])) });
    lines = [];
    notes = [];
  };
  for (const segment of sorted) {
    const kind = segment.table === undefined ? segment.runs[0]?.kind : "table";
    if (kind === "note") notes.push(segment);
    else if (kind === undefined) lines.push(segment);
    else {
      finish();
      parts.push(segment.table === undefined ? { rows: buildRows([segment]), notes: [] } : { table: segment.table });
    }
  }
  finish();
  return parts;
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
