/** Number of pairs of items that are compared in one step. */
const PAIRS_PER_STEP = 16;

/** Ascending indexes of the items that are only in one list. */
export interface Differences {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * Finds the items of two lists that are not in their longest common subsequence. Time and memory grow with the product
 * of the two lengths without the common beginning and end. Each of these must be below 65,536.
 *
 * @param spend  called with the steps of work before they are taken
 */
export function findDifferences(
  left: readonly string[],
  right: readonly string[],
  spend: (steps: number) => void,
): Differences {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start++;
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  spend(((left.length - end - start) * (right.length - end - start)) / PAIRS_PER_STEP);
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

/** Returns the lengths of the longest common subsequences after each pair of positions. */
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
