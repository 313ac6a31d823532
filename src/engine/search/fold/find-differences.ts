/** Indexes, ascending, of what stands in one list only. */
export interface Differences {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * What of two lists is not of their longest common subsequence. Takes the product of the lengths of what lies between
 * their common beginning and end, in time and in 16-bit numbers; each has less than 65,536 items.
 */
export function findDifferences(left: readonly string[], right: readonly string[]): Differences {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start++;
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const inner = differ(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return { left: inner.left.map((index) => index + start), right: inner.right.map((index) => index + start) };
}

function differ(left: readonly string[], right: readonly string[]): Differences {
  const width = right.length + 1;
  const lengths = measureCommon(left, right);
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0;
  const onlyLeft: number[] = [];
  const onlyRight: number[] = [];
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      row++;
      column++;
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) onlyLeft.push(row++);
    else onlyRight.push(column++);
  }
  while (row < left.length) onlyLeft.push(row++);
  while (column < right.length) onlyRight.push(column++);
  return { left: onlyLeft, right: onlyRight };
}

/** Lengths of the longest common subsequences of what follows each pair of places. */
function measureCommon(left: readonly string[], right: readonly string[]): Uint16Array {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const place = row * width + column;
      lengths[place] =
        left[row] === right[column]
          ? (lengths[place + width + 1] ?? 0) + 1
          : Math.max(lengths[place + width] ?? 0, lengths[place + 1] ?? 0);
    }
  }
  return lengths;
}
