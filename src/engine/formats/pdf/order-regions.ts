import type { Segment } from "./build-rows.ts";

/** Points; a narrower gap is no gutter between columns. */
const NARROWEST_GUTTER = 6;
const STEP = 4;
const FEWEST_LINES = 4;
const FEWEST_CHARACTERS = 18;
const LEAST_LETTERS = 0.6;
/** In columns of prose most lines are about as long as the long ones; in columns of a table they are not. */
const FULL_LINE_SHARE = 0.7;
const LEAST_FULL_LINES = 0.5;
const LEAST_WORDY_COLUMNS = 0.8;
/** In units of the font size: rows of tables are farther apart than lines. */
const LOOSEST_PROSE = 1.7;
/** In units of the font size. */
const TIGHT_LINE = 1.6;
const WIDER = 1.2;
const MOST_COLUMNS_DEEP = 5;

type Band = "columns" | "across";

/**
 * Puts the segments of a page into reading order: columns of prose from left to right, with what crosses the gutters
 * between them as bands of their own. A table stays in one region, so that its rows stay rows.
 *
 * @returns  regions in reading order; each segment lies in exactly one
 */
export function orderRegions(segments: readonly Segment[], depth = 0): readonly (readonly Segment[])[] {
  const sorted = segments.toSorted((a, b) => a.baseline - b.baseline);
  const gutter = depth < MOST_COLUMNS_DEEP ? findGutter(sorted) : undefined;
  if (gutter === undefined) return segments.length === 0 ? [] : [segments];
  return cutIntoBands(sorted, gutter).flatMap(({ kind, segments: band }) => {
    const sides = kind === "across" ? [band] : split(band, gutter);
    return sides.flatMap((side) => orderRegions(side, depth + 1));
  });
}

/** The position, between columns, along which most of the lines stand in columns of prose. */
function findGutter(sorted: readonly Segment[]): number | undefined {
  if (sorted.length < 2 * FEWEST_LINES) return undefined;
  const positions = new Set(sorted.map(({ end }) => Math.ceil(end / STEP) * STEP + NARROWEST_GUTTER / 2));
  let best: { readonly position: number; readonly lines: number; readonly width: number } | undefined;
  for (const position of positions) {
    const columns = cutAcross(sorted, position).filter((stretch) => areColumns(stretch, position, FEWEST_LINES));
    const lines = columns.reduce((sum, stretch) => sum + stretch.length, 0);
    const width = Math.min(...columns.map((stretch) => gutterWidth(stretch, position)));
    if (lines === 0 || lines < (best?.lines ?? 0) || (lines === best?.lines && width <= best.width)) continue;
    best = { position, lines, width };
  }
  return best?.position;
}

/** Stretches from top to bottom that nothing crosses; what crosses is left out. */
function cutAcross(sorted: readonly Segment[], gutter: number): readonly (readonly Segment[])[] {
  const stretches: Segment[][] = [[]];
  for (const segment of sorted) {
    if (crosses(segment, gutter)) stretches.push([]);
    else stretches.at(-1)?.push(segment);
  }
  return stretches.filter((stretch) => stretch.length > 0);
}

function cutIntoBands(
  sorted: readonly Segment[],
  gutter: number,
): readonly { readonly kind: Band; readonly segments: readonly Segment[] }[] {
  const columns = cutAcross(sorted, gutter).filter((stretch) => areColumns(stretch, gutter, 1));
  const isInColumns = new Set(columns.flat());
  const firsts = new Set(columns.map(([first]) => first));
  const bands: { readonly kind: Band; readonly segments: Segment[] }[] = [];
  for (const [index, segment] of sorted.entries()) {
    const isTail = firsts.has(segment) && endsParagraph(segment, sorted[index - 1], sorted[index + 1]);
    const kind: Band = isInColumns.has(segment) && !isTail ? "columns" : "across";
    const band = bands.at(-1);
    if (band === undefined || band.kind !== kind || (firsts.has(segment) && !isTail))
      bands.push({ kind, segments: [segment] });
    else band.segments.push(segment);
  }
  return bands;
}

/** The short last line of a paragraph across the columns, which stands above the first of them. */
function endsParagraph(line: Segment, before: Segment | undefined, after: Segment | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const gap = line.baseline - before.baseline;
  return gap <= TIGHT_LINE * line.fontSize && after.baseline - line.baseline > WIDER * gap;
}

function crosses(segment: Segment, gutter: number): boolean {
  return segment.start < gutter && segment.end > gutter;
}

function split(stretch: readonly Segment[], gutter: number): readonly [readonly Segment[], readonly Segment[]] {
  return [stretch.filter(({ end }) => end <= gutter), stretch.filter(({ end }) => end > gutter)];
}

function gutterWidth(stretch: readonly Segment[], gutter: number): number {
  const [left, right] = split(stretch, gutter);
  return Math.min(...right.map(({ start }) => start)) - Math.max(...left.map(({ end }) => end));
}

function areColumns(stretch: readonly Segment[], gutter: number, fewestLines: number): boolean {
  const [left, right] = split(stretch, gutter);
  if (Math.min(left.length, right.length) < fewestLines) return false;
  return gutterWidth(stretch, gutter) >= NARROWEST_GUTTER && isProse(left) && isProse(right);
}

function isProse(column: readonly Segment[]): boolean {
  const lines = column.filter(({ runs }) => runs.length > 0);
  if (lines.length === 0) return true;
  const lengths = lines.map(({ start, end }) => end - start).toSorted((a, b) => a - b);
  const long = lengths[Math.floor(0.75 * lengths.length)] ?? 0;
  const full = lengths.filter((length) => length >= FULL_LINE_SHARE * long);
  if (full.length < LEAST_FULL_LINES * lines.length) return false;
  const heights = new Set(lines.map(({ baseline }) => Math.round(baseline)));
  if (usualPitch([...heights]) > LOOSEST_PROSE * (lines[0]?.fontSize ?? 0)) return false;
  // Where several stand side by side, they are columns of prose themselves, or cells.
  const least = heights.size < LEAST_LETTERS * lines.length ? LEAST_WORDY_COLUMNS : LEAST_FULL_LINES;
  return lines.filter(isWordy).length >= least * lines.length;
}

function usualPitch(heights: readonly number[]): number {
  const sorted = heights.toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((height, index) => height - (sorted[index] ?? height));
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
}

const wordy = new WeakMap<Segment, boolean>();

/** Long enough for a line of text, and mostly letters. */
function isWordy(segment: Segment): boolean {
  const known = wordy.get(segment);
  if (known !== undefined) return known;
  const text = segment.runs.map((run) => run.text).join("");
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const isLong = text.length >= FEWEST_CHARACTERS && letters >= LEAST_LETTERS * text.length;
  wordy.set(segment, isLong);
  return isLong;
}
