import { findMax } from "../../../core/index.ts";
import type { PageContent } from "./read-pdf-page.ts";
import type { Run } from "./read-pdf-runs.ts";

/** Minimum number of pages. In shorter documents, headers do not differ from the text. */
const MIN_PAGES = 3;
/** Maximum number of lines from the edge of a page that can be its header or footer. */
const MAX_LINES = 3;
/** Distance within which lines on different pages are at the same height, in points. */
const SAME_HEIGHT = 4;
/** Minimum share of the pages with text, or of those on the same side of a spread. */
const MIN_SHARE = 0.6;
const SAME_LINE = 2;
const BARE_NUMBER = /^[^\p{L}#]{0,1000}#[^\p{L}#]{0,1000}$/u;
const NUMBER = /\d+/g;

interface Line {
  readonly runs: readonly Run[];
  readonly text: string;
  readonly page: number;
  /** Distance of the base line from the nearer edge of the page; negative at the bottom. */
  readonly height: number;
}

/**
 * Drops lines that are repeated at the same height on most pages: the same text, or the same with numbers that count
 * with the pages. The first copy of a text without such a number stays, since it may name the document. If nothing
 * would be left of the whole document, everything stays.
 *
 * @returns  the same pages; those with nothing else are marked
 */
export function dropRunningLines(pages: readonly PageContent[]): readonly PageContent[] {
  const filled = pages.filter(({ runs }) => runs.length > 0).length;
  if (filled < MIN_PAGES) return pages;
  const lines = pages.flatMap((page, index) => edgeLines(page, index + 1));
  const repeated = groupLines(lines).filter((group) => isRunning(group, pages));
  const running = new Set(repeated.flatMap((group) => group.flatMap(({ runs }) => runs)));
  const isOnlyRunning = ({ runs }: PageContent) => runs.length > 0 && runs.every((run) => running.has(run));
  const marked = pages.map((page) => (isOnlyRunning(page) ? { ...page, hasOnlyRunningLines: true } : page));
  if (pages.filter(isOnlyRunning).length === filled) return marked;
  for (const group of repeated) for (const run of firstCopy(group)) running.delete(run);
  return marked.map((page) => ({ ...page, runs: page.runs.filter((run) => !running.has(run)) }));
}

/** Returns the lines nearest to the upper and the lower edge of a page. */
function edgeLines({ runs, grids, height }: PageContent, page: number): readonly Line[] {
  const lines: { readonly baseline: number; readonly runs: Run[] }[] = [];
  const isInTable = (run: Run) => grids.some((grid) => grid.runs.has(run));
  const loose = runs.filter((run) => run.angle === 0 && run.kind === undefined && !isInTable(run));
  for (const run of loose.toSorted((a, b) => a.baseline - b.baseline)) {
    const line = lines.at(-1);
    if (line !== undefined && run.baseline - line.baseline <= SAME_LINE) line.runs.push(run);
    else lines.push({ baseline: run.baseline, runs: [run] });
  }
  const edge = [...lines.slice(0, MAX_LINES), ...lines.slice(Math.max(MAX_LINES, lines.length - MAX_LINES))];
  return edge.map((line) => ({
    runs: line.runs,
    text: line.runs
      .toSorted((a, b) => a.start - b.start)
      .map(({ text }) => text)
      .join(" "),
    page,
    height: line.baseline < height / 2 ? line.baseline : line.baseline - height,
  }));
}

/** Groups lines at the same height whose texts differ only in numbers. */
function groupLines(lines: readonly Line[]): readonly (readonly Line[])[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = line.text.replaceAll(NUMBER, "#");
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups].flatMap(([key, group]) => {
    // A page number alone may be at any height, below the last line of the page.
    if (BARE_NUMBER.test(key)) return [selectCounting(group)];
    const levels: Line[][] = [];
    for (const line of group.toSorted((a, b) => a.height - b.height)) {
      const level = levels.at(-1);
      if (level?.[0] !== undefined && line.height - level[0].height <= SAME_HEIGHT) level.push(line);
      else levels.push([line]);
    }
    return levels;
  });
}

/** Selects the bare numbers that count with the pages, by the offset that most of them have. */
function selectCounting(group: readonly Line[]): readonly Line[] {
  const offsetOf = ({ text, page }: Line) => Number(/\d+/.exec(text)?.[0]) - page;
  const offsets = group.map(offsetOf);
  const usual = offsets.find((offset) => offsets.filter((other) => other === offset).length === mostFrequent(offsets));
  return group.filter((line) => offsetOf(line) === usual);
}

function isRunning(group: readonly Line[], pages: readonly PageContent[]): boolean {
  const numbers = new Set(group.map(({ page }) => page));
  const isOnMost = (isOn: (page: number) => boolean, minPages: number) => {
    const all = pages.filter(({ runs }, index) => runs.length > 0 && isOn(index + 1)).length;
    return [...numbers].filter(isOn).length >= Math.max(minPages, MIN_SHARE * all);
  };
  // The two sides of a spread have different headers.
  const isCommon =
    isOnMost(() => true, MIN_PAGES - 1) ||
    isOnMost((page) => page % 2 === 0, MIN_PAGES) ||
    isOnMost((page) => page % 2 === 1, MIN_PAGES);
  return isCommon && countsPages(group);
}

/** Tests that each number in the text is the same on most of the pages, or counts with them. */
function countsPages(group: readonly Line[]): boolean {
  const columns = group.map(({ text }) => [...text.matchAll(NUMBER)].map(([digits]) => Number(digits)));
  return (columns[0] ?? []).every((_, index) => {
    const values = columns.map((numbers) => numbers[index] ?? 0);
    const offsets = values.map((value, place) => value - (group[place]?.page ?? 0));
    return Math.max(mostFrequent(values), mostFrequent(offsets)) >= MIN_SHARE * group.length;
  });
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(0, findMax(counts.values()));
}

/** Returns the runs of the first of equal lines; none if a number changes from page to page. */
function firstCopy(group: readonly Line[]): readonly Run[] {
  const [first, ...others] = group.toSorted((a, b) => a.page - b.page);
  return first !== undefined && others.every(({ text }) => text === first.text) ? first.runs : [];
}
