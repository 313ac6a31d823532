import type { Rule } from "./read-rules.ts";

/** Cells between ruling lines. */
export interface Grid {
  /** Edges of columns and rows, ascending; one more than there are columns and rows. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Tests for a line at `xs[index]` in a row. Without one, the cells on both sides are one. */
  isDivided(row: number, index: number): boolean;
}

/** Distance within which lines are one line, and ends meet, in points. */
const NEAR = 3;
const MIN_CELL = 6;

/**
 * Finds the grids of ruling lines: lines that meet, with at least two columns and two rows. If the outer lines on the
 * left and right are missing, the ends of the horizontal lines are the edges.
 */
export function findGrids(rules: readonly Rule[]): readonly Grid[] {
  const lines = [...mergeRules(rules, true), ...mergeRules(rules, false)];
  return groupMeeting(lines).flatMap((group) => toGrid(group));
}

/** Joins the pieces of a line, since a grid may be drawn cell by cell. */
function mergeRules(rules: readonly Rule[], isHorizontal: boolean): readonly Rule[] {
  const rows: Rule[][] = [];
  const sorted = rules.filter((rule) => rule.isHorizontal === isHorizontal).toSorted((a, b) => a.position - b.position);
  for (const rule of sorted) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && rule.position - row[0].position <= NEAR) row.push(rule);
    else rows.push([rule]);
  }
  return rows.flatMap((row) => {
    const merged: Rule[] = [];
    for (const rule of row.toSorted((a, b) => a.from - b.from)) {
      const last = merged.at(-1);
      if (last !== undefined && rule.from - last.to <= NEAR)
        merged[merged.length - 1] = { ...last, to: Math.max(last.to, rule.to) };
      else merged.push(rule);
    }
    return merged;
  });
}

function meet(a: Rule, b: Rule): boolean {
  return (
    a.isHorizontal !== b.isHorizontal &&
    a.position >= b.from - NEAR &&
    a.position <= b.to + NEAR &&
    b.position >= a.from - NEAR &&
    b.position <= a.to + NEAR
  );
}

function groupMeeting(lines: readonly Rule[]): readonly (readonly Rule[])[] {
  const left = new Set(lines);
  const groups: Rule[][] = [];
  for (const line of lines) {
    if (!left.delete(line)) continue;
    const group = [line];
    // The loop also visits the members that it adds.
    for (const member of group) {
      for (const other of left) {
        if (!meet(member, other)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

function toGrid(group: readonly Rule[]): readonly Grid[] {
  const horizontal = group.filter(({ isHorizontal }) => isHorizontal);
  const vertical = group.filter(({ isHorizontal }) => !isHorizontal);
  const xs = edges(vertical, horizontal);
  const ys = edges(horizontal, vertical);
  if (xs.length < 3 || ys.length < 3) return [];
  const isDivided = (row: number, index: number) => {
    const middle = ((ys[row] ?? 0) + (ys[row + 1] ?? 0)) / 2;
    const isEdge = index === 0 || index === xs.length - 1;
    const at = xs[index] ?? 0;
    return (
      isEdge ||
      vertical.some(({ position, from, to }) => Math.abs(position - at) <= NEAR && from < middle && to > middle)
    );
  };
  return [{ xs, ys, isDivided }];
}

function edges(lines: readonly Rule[], across: readonly Rule[]): readonly number[] {
  const positions = lines.map(({ position }) => position);
  const all = [...positions, ...across.flatMap(({ from, to }) => [from, to])].toSorted((a, b) => a - b);
  const [first, last] = [all[0] ?? 0, all.at(-1) ?? 0];
  const kept: number[] = [];
  for (const position of [first, ...positions.toSorted((a, b) => a - b), last]) {
    if (position - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) >= MIN_CELL) kept.push(position);
  }
  return kept;
}
