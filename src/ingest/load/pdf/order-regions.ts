import type { Segment } from "./build-rows.ts";

/** Points; a narrower gap is no gutter between columns. */
const NARROWEST_GUTTER = 6;
const STEP = 2;
/** A gutter is looked for away from the edges, where margins and hanging numbers are. */
const EDGE_SHARE = 0.15;
/** Titles and wide figures may cross a gutter, but not more lines than this share. */
const MOST_CROSSING_SHARE = 0.3;
const FEWEST_LINES = 4;
const FEWEST_CHARACTERS = 18;
/** In columns of prose most lines reach nearly across; in columns of a table they do not. */
const FULL_LINE_SHARE = 0.7;
const LEAST_FULL_LINES = 0.5;
const MOST_COLUMNS_DEEP = 4;

/**
 * Puts the segments of a page into reading order: columns of prose from left to right, with what crosses the gutter
 * between them as bands of their own. A table stays in one region, so that its rows stay rows.
 *
 * @returns  regions in reading order; each segment lies in exactly one
 */
export function orderRegions(segments: readonly Segment[], depth = 0): readonly (readonly Segment[])[] {
  const gutter = depth < MOST_COLUMNS_DEEP ? findGutter(segments) : undefined;
  if (gutter === undefined) return segments.length === 0 ? [] : [segments];
  return cutIntoBands(segments, gutter).flatMap(({ crossing, left, right }) => [
    ...(crossing.length === 0 ? [] : [crossing]),
    ...orderRegions(left, depth + 1),
    ...orderRegions(right, depth + 1),
  ]);
}

interface Band {
  readonly crossing: Segment[];
  readonly left: Segment[];
  readonly right: Segment[];
}

/** From top to bottom: lines across the gutter begin a band, the columns below them follow. */
function cutIntoBands(segments: readonly Segment[], gutter: number): readonly Band[] {
  const bands: Band[] = [];
  let band: Band = { crossing: [], left: [], right: [] };
  for (const segment of segments.toSorted((a, b) => a.baseline - b.baseline)) {
    const isCrossing = crosses(segment, gutter);
    if (isCrossing && band.left.length + band.right.length > 0) {
      bands.push(band);
      band = { crossing: [], left: [], right: [] };
    }
    (isCrossing ? band.crossing : segment.end <= gutter ? band.left : band.right).push(segment);
  }
  return [...bands, band];
}

function crosses(segment: Segment, gutter: number): boolean {
  return segment.start < gutter && segment.end > gutter;
}

/** The middle of the widest gap that few lines cross, if what stands on both sides reads as prose. */
function findGutter(segments: readonly Segment[]): number | undefined {
  if (segments.length < 2 * FEWEST_LINES) return undefined;
  const start = Math.min(...segments.map((segment) => segment.start));
  const end = Math.max(...segments.map((segment) => segment.end));
  const edge = (end - start) * EDGE_SHARE;
  let best: { readonly position: number; readonly crossing: number; readonly width: number } | undefined;
  let run = { from: 0, crossing: -1 };
  for (let position = start + edge; position <= end - edge; position += STEP) {
    const crossing = segments.filter((segment) => crosses(segment, position)).length;
    if (crossing !== run.crossing) run = { from: position, crossing };
    const width = position - run.from;
    const isBetter =
      best === undefined || crossing < best.crossing || (crossing === best.crossing && width > best.width);
    if (width >= NARROWEST_GUTTER && isBetter) best = { position: run.from + width / 2, crossing, width };
  }
  if (best === undefined || best.crossing > segments.length * MOST_CROSSING_SHARE) return undefined;
  const { position } = best;
  const left = segments.filter((segment) => segment.end <= position);
  const right = segments.filter((segment) => segment.start >= position);
  return isProse(left) && isProse(right) ? position : undefined;
}

function isProse(column: readonly Segment[]): boolean {
  if (column.length < FEWEST_LINES) return false;
  const start = Math.min(...column.map((segment) => segment.start));
  const end = Math.max(...column.map((segment) => segment.end));
  const full = column.filter((segment) => segment.end - segment.start >= FULL_LINE_SHARE * (end - start));
  const long = column.filter(({ runs }) => runs.reduce((sum, run) => sum + run.text.length, 0) >= FEWEST_CHARACTERS);
  return full.length >= LEAST_FULL_LINES * column.length && long.length >= LEAST_FULL_LINES * column.length;
}
