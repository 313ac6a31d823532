import type { Segment, TableRow } from "./page-rows.ts";
import { readSegment } from "./read-segment.ts";

const SIGN = /^\(?[$€£¥₹]?\(?$/u;
const MONEY = /^[$€£¥₹]$/u;
const FIGURE = /^[\d(.,—–-]/;
const CLOSING = /^[)%]{1,2}$/;

/**
 * Joins a currency sign to the figure in the next cell, and a percent sign or bracket to the one in the cell before.
 */
export function joinSigns(cells: TableRow["cells"]): TableRow["cells"] {
  const joined = releaseSigns(cells);
  for (let index = 0; index < joined.length; index++) {
    const [cell, next] = [joined[index], joined[index + 1]];
    if (cell === undefined || next === undefined) break;
    if (isOnly(cell, SIGN) && FIGURE.test(textOf(next))) {
      joined[index] = [];
      joined[index + 1] = joinLine(cell, next);
    } else if (isOnly(next, CLOSING) && /\d$/.test(textOf(cell))) {
      joined[index] = joinLine(cell, next);
      joined[index + 1] = [];
    }
  }
  return joined;
}

/** Moves a sign at the end of a cell to the next cell, if that begins with a figure. */
function releaseSigns(cells: TableRow["cells"]): (readonly Segment[])[] {
  const released = [...cells];
  for (let index = 0; index < released.length; index++) {
    const cell = released[index] ?? [];
    const target = released.findIndex((other, place) => place > index && other.length > 0);
    const line = cell.at(-1);
    const sign = line?.runs.at(-1);
    if (target === -1 || line === undefined || sign === undefined || line.runs.length < 2) continue;
    if (!MONEY.test(sign.text) || !FIGURE.test(textOf(released[target] ?? []))) continue;
    released[index] = [
      ...cell.slice(0, -1),
      { ...line, runs: line.runs.slice(0, -1), end: line.runs.at(-2)?.end ?? line.end },
    ];
    released[target] = joinLine([{ ...line, runs: [sign], start: sign.start }], released[target] ?? []);
  }
  return released;
}

function isOnly(cell: readonly Segment[], pattern: RegExp): boolean {
  return cell.length === 1 && pattern.test(textOf(cell));
}

function textOf(cell: readonly Segment[]): string {
  return cell.map(readSegment).join(" ");
}

function joinLine(left: readonly Segment[], right: readonly Segment[]): readonly Segment[] {
  const [sign, [figure, ...more]] = [left.at(-1), right];
  if (sign === undefined || figure === undefined) return [...left, ...right];
  const line = { ...figure, runs: [...sign.runs, ...figure.runs], start: Math.min(sign.start, figure.start) };
  return [...left.slice(0, -1), line, ...more];
}
