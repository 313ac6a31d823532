import { normalizeText } from "../../text/index.ts";
import type { Row, Segment } from "./page-rows.ts";
import type { Run } from "./read-pdf-runs.ts";

/** Distance of base lines within one line, in font sizes, to include sub- and superscripts. */
const SAME_LINE = 0.4;
/** Maximum gap between justified words, in font sizes. Wider gaps are between columns or cells. */
const WIDE_GAP = 1.1;
const BULLET_ALONE =
  /^(?:[•‣▪●○◦∙·*\uE000-\uF8FF]|\.\d{1,2}|\d{1,2}[.)]|\.?\d+(?:\.\d+)+|\(?[a-z\divx]{1,4}\)|[a-z]\.)$/i;
const CONTINUES = /^[\p{M}\u1160-\u11FF]/u;

/** Cuts the lines of a page, which may be drawn in any order, at their wide gaps. */
export function buildSegments(runs: readonly Run[]): readonly Segment[] {
  return groupByBaseline(runs).flatMap((line) => cutAtGaps(line));
}

/** Joins segments on one base line to rows, from top to bottom. */
export function buildRows(segments: readonly Segment[]): readonly Row[] {
  return groupByBaseline(segments).map((line) => {
    const isRightToLeft = line.filter(({ runs }) => runs[0]?.isRightToLeft).length * 2 > line.length;
    const ordered = line.toSorted((a, b) => (isRightToLeft ? b.end - a.end : a.start - b.start));
    const segments = joinBullet(ordered);
    return { segments, ...measure(segments) };
  });
}

/** Joins a bullet or number to its item, since it is not a cell. */
function joinBullet(segments: readonly Segment[]): readonly Segment[] {
  const [bullet, item, ...more] = segments;
  if (bullet === undefined || item === undefined || more.length > 0 || bullet.runs.length > 1) return segments;
  if (!BULLET_ALONE.test(bullet.runs[0]?.text ?? "")) return segments;
  return [{ ...item, runs: [...bullet.runs, ...item.runs], start: bullet.start }];
}

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly baseline: number;
  readonly fontSize: number;
}

function groupByBaseline<T extends Placed>(items: readonly T[]): readonly T[][] {
  const lines: { baseline: number; fontSize: number; items: T[] }[] = [];
  // The base line is that of the largest text, so that a superscript joins its line and not the other way round.
  for (const item of items.toSorted((a, b) => a.baseline - b.baseline || a.start - b.start)) {
    const line = lines.at(-1);
    const reach = SAME_LINE * Math.max(line?.fontSize ?? 0, item.fontSize);
    if (line === undefined || item.baseline - line.baseline > reach) {
      lines.push({ baseline: item.baseline, fontSize: item.fontSize, items: [item] });
      continue;
    }
    line.items.push(item);
    if (item.fontSize > line.fontSize) {
      line.fontSize = item.fontSize;
      line.baseline = item.baseline;
    }
  }
  return lines.map((line) => line.items);
}

function cutAtGaps(line: readonly Run[]): readonly Segment[] {
  const segments: Run[][] = [];
  for (const run of line.toSorted((a, b) => a.start - b.start)) {
    const segment = segments.at(-1);
    const before = segment?.at(-1);
    if (segment === undefined || before === undefined) segments.push([run]);
    else if (isDrawnTwice(before, run)) continue;
    else if (run.start - before.end > WIDE_GAP * Math.min(run.fontSize, before.fontSize)) segments.push([run]);
    else if (CONTINUES.test(run.text)) segment[segment.length - 1] = glue(before, run);
    else segment.push(run);
  }
  return segments.map((runs) => {
    const isRightToLeft = runs.filter((run) => run.isRightToLeft).length * 2 > runs.length;
    return { runs: isRightToLeft ? orderFromRight(runs) : runs, ...measure(runs) };
  });
}

/** Orders runs from right to left. Words from left to right keep their own order; numbers follow the line. */
function orderFromRight(runs: readonly Run[]): readonly Run[] {
  const ordered: Run[] = [];
  let words = 0;
  for (const run of runs.toReversed()) {
    const isWord = !run.isRightToLeft && /\p{L}/u.test(run.text);
    ordered.splice(ordered.length - (isWord ? words : 0), 0, run);
    words = isWord ? words + 1 : 0;
  }
  return ordered;
}

/** Tests for text that was drawn twice, slightly apart, to look bold. */
function isDrawnTwice(before: Run, run: Run): boolean {
  return before.text === run.text && Math.abs(run.start - before.start) < 0.15 * run.fontSize;
}

/** Joins an accent that was drawn separately with its letter. */
function glue(before: Run, mark: Run): Run {
  const x = Math.min(before.box.x, mark.box.x);
  const y = Math.min(before.box.y, mark.box.y);
  const right = Math.max(before.box.x + before.box.width, mark.box.x + mark.box.width);
  const bottom = Math.max(before.box.y + before.box.height, mark.box.y + mark.box.height);
  return {
    ...before,
    text: normalizeText(before.text + mark.text),
    end: Math.max(before.end, mark.end),
    box: { x, y, width: right - x, height: bottom - y },
  };
}

function measure(items: readonly Placed[]): Placed {
  let largest: Placed = { start: 0, end: 0, baseline: 0, fontSize: 0 };
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  // The longest part has the size of the line; a large initial or a footnote mark has not.
  for (const item of items) {
    start = Math.min(start, item.start);
    end = Math.max(end, item.end);
    if (item.end - item.start > largest.end - largest.start || largest.fontSize === 0) largest = item;
  }
  return { start, end, baseline: largest.baseline, fontSize: largest.fontSize };
}
