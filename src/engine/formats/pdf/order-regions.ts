import { findMax, findMin } from "../../../core/index.ts";
import type { Segment } from "./page-rows.ts";

/** Minimum width of a gutter between columns, in points. */
const MIN_GUTTER = 6;
/** Distance between two candidates for a gutter, in points. */
const STEP = 4;
const MIN_LINES = 4;
/** Minimum number of characters, and share of letters, in a line of prose. */
const MIN_CHARACTERS = 18;
const MIN_LETTER_SHARE = 0.6;
/** Share of the usual length from which a line is full. In prose most lines are, in columns of a table they are not. */
const FULL_LINE_SHARE = 0.7;
const MIN_FULL_SHARE = 0.5;
/** Minimum share of lines of prose where several columns are side by side. */
const MIN_WORDY_SHARE = 0.8;
/** Maximum distance between lines of prose, in font sizes. Rows of tables are farther apart. */
const MAX_PROSE_PITCH = 1.7;
/** Maximum distance between lines of one paragraph, in font sizes. */
const MAX_LINE_PITCH = 1.6;
/** Factor by which the gap below a paragraph is wider than those between its lines. */
const WIDER = 1.2;
/** Maximum depth of columns within columns. */
const MAX_DEPTH = 5;

interface Band {
  readonly kind: "columns" | "across";
  readonly segments: Segment[];
}

/**
 * Puts the segments of a page into reading order: columns of prose from left to right. What crosses the gutters between
 * them forms separate bands. A table stays in one region, so that its rows stay rows.
 *
 * @returns  regions in reading order; each segment is in exactly one
 */
export function orderRegions(segments: readonly Segment[], depth = 0): readonly (readonly Segment[])[] {
  const sorted = segments.toSorted((a, b) => a.baseline - b.baseline);
  const gutter = depth < MAX_DEPTH ? findGutter(sorted) : undefined;
  if (gutter === undefined) return segments.length === 0 ? [] : [segments];
  return cutIntoBands(sorted, gutter).flatMap(({ kind, segments: band }) => {
    const sides = kind === "across" ? [band] : split(band, gutter);
    return sides.flatMap((side) => orderRegions(side, depth + 1));
  });
}

/** Finds the position between columns that has the most lines in columns of prose beside it. */
function findGutter(sorted: readonly Segment[]): number | undefined {
  if (sorted.length < 2 * MIN_LINES) return undefined;
  const positions = new Set(sorted.map(({ end }) => Math.ceil(end / STEP) * STEP + MIN_GUTTER / 2));
  let best: { readonly position: number; readonly lines: number; readonly width: number } | undefined;
  for (const position of positions) {
    const columns = cutAcross(sorted, position).filter((stretch) => areColumns(stretch, position, MIN_LINES));
    const lines = columns.reduce((sum, stretch) => sum + stretch.length, 0);
    const width = findMin(columns.map((stretch) => gutterWidth(stretch, position)));
    if (lines === 0 || lines < (best?.lines ?? 0) || (lines === best?.lines && width <= best.width)) continue;
    best = { position, lines, width };
  }
  return best?.position;
}

/** Cuts a page, from top to bottom, into stretches that nothing crosses. What crosses the gutter is left out. */
function cutAcross(sorted: readonly Segment[], gutter: number): readonly (readonly Segment[])[] {
  const stretches: Segment[][] = [[]];
  for (const segment of sorted) {
    if (crosses(segment, gutter)) stretches.push([]);
    else stretches.at(-1)?.push(segment);
  }
  return stretches.filter((stretch) => stretch.length > 0);
}

function cutIntoBands(sorted: readonly Segment[], gutter: number): readonly Band[] {
  const columns = cutAcross(sorted, gutter).filter((stretch) => areColumns(stretch, gutter, 1));
  const isInColumns = new Set(columns.flat());
  const firsts = new Set(columns.map(([first]) => first));
  const bands: Band[] = [];
  for (const [index, segment] of sorted.entries()) {
    const isTail = firsts.has(segment) && endsParagraph(segment, sorted[index - 1], sorted[index + 1]);
    const kind: Band["kind"] = isInColumns.has(segment) && !isTail ? "columns" : "across";
    const band = bands.at(-1);
    if (band === undefined || band.kind !== kind || (firsts.has(segment) && !isTail))
      bands.push({ kind, segments: [segment] });
    else band.segments.push(segment);
  }
  return bands;
}

/** Tests for the last line of a paragraph that is as wide as all columns, above the first line of a column. */
function endsParagraph(line: Segment, before: Segment | undefined, after: Segment | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const gap = line.baseline - before.baseline;
  return gap <= MAX_LINE_PITCH * line.fontSize && after.baseline - line.baseline > WIDER * gap;
}

function crosses(segment: Segment, gutter: number): boolean {
  return segment.start < gutter && segment.end > gutter;
}

function split(stretch: readonly Segment[], gutter: number): readonly [readonly Segment[], readonly Segment[]] {
  return [stretch.filter(({ end }) => end <= gutter), stretch.filter(({ end }) => end > gutter)];
}

function gutterWidth(stretch: readonly Segment[], gutter: number): number {
  const [left, right] = split(stretch, gutter);
  return findMin(right.map(({ start }) => start)) - findMax(left.map(({ end }) => end));
}

function areColumns(stretch: readonly Segment[], gutter: number, minLines: number): boolean {
  const [left, right] = split(stretch, gutter);
  if (Math.min(left.length, right.length) < minLines) return false;
  return gutterWidth(stretch, gutter) >= MIN_GUTTER && isProse(left) && isProse(right);
}

function isProse(column: readonly Segment[]): boolean {
  const lines = column.filter(({ runs }) => runs.length > 0);
  if (lines.length === 0) return true;
  const lengths = lines.map(({ start, end }) => end - start).toSorted((a, b) => a - b);
  const long = lengths[Math.floor(0.75 * lengths.length)] ?? 0;
  const full = lengths.filter((length) => length >= FULL_LINE_SHARE * long);
  if (full.length < MIN_FULL_SHARE * lines.length) return false;
  const heights = new Set(lines.map(({ baseline }) => Math.round(baseline)));
  if (usualPitch([...heights]) > MAX_PROSE_PITCH * (lines[0]?.fontSize ?? 0)) return false;
  // Several lines at one height are columns of prose themselves, or cells.
  const minShare = heights.size < MIN_LETTER_SHARE * lines.length ? MIN_WORDY_SHARE : MIN_FULL_SHARE;
  return lines.filter(isWordy).length >= minShare * lines.length;
}

function usualPitch(heights: readonly number[]): number {
  const sorted = heights.toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((height, index) => height - (sorted[index] ?? height));
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
}

const wordiness = new WeakMap<Segment, boolean>();

/** Tests that a segment is long enough for a line of text, and mostly letters. */
function isWordy(segment: Segment): boolean {
  const cached = wordiness.get(segment);
  if (cached !== undefined) return cached;
  const text = segment.runs.map((run) => run.text).join("");
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const isLong = text.length >= MIN_CHARACTERS && letters >= MIN_LETTER_SHARE * text.length;
  wordiness.set(segment, isLong);
  return isLong;
}
