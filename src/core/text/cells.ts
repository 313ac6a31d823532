/** Returns the letters of a column: 0 is `A`, 26 is `AA`. */
export function columnName(column: number): string {
  let name = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

const ADDRESS = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/;

interface Range {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Returns the smallest range that contains both: `B7` and `C7:D9` give `B7:D9`.
 *
 * @returns  the first argument if one of them is not a cell address
 */
export function uniteCells(one: string, other: string): string {
  const first = readRange(one);
  const second = readRange(other);
  if (first === undefined || second === undefined || one === other) return one;
  const start = columnName(Math.min(first.left, second.left)) + Math.min(first.top, second.top);
  const end = columnName(Math.max(first.right, second.right)) + Math.max(first.bottom, second.bottom);
  return start === end ? start : `${start}:${end}`;
}

function readRange(cells: string): Range | undefined {
  const match = ADDRESS.exec(cells);
  if (match === null) return undefined;
  const [, left = "", top = "", right = left, bottom = top] = match;
  return { left: columnNumber(left), top: Number(top), right: columnNumber(right), bottom: Number(bottom) };
}

function columnNumber(name: string): number {
  let number = 0;
  for (const letter of name) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}
