import { findMin } from "../../../core/index.ts";

/** Edit distances from some words to a word that is spelled letter by letter. Words that begin alike share the work. */
export interface DistanceWalk {
  /** Returns to the first `count` letters. */
  keep(count: number): void;
  /** Adds a letter. Returns false if no word with this beginning is within the limit. */
  push(letter: number): boolean;
  /** Returns the distance of the nearest word, at most the limit + 1. */
  distance(): number;
}

/**
 * A word, and its distances from all beginnings of the spelled word: a row for each, a column for each of its
 * beginnings.
 */
interface MeasuredWord {
  readonly letters: readonly number[];
  readonly rows: Uint8Array;
}

/**
 * Creates a walk from some words, given as code points. An edit is a letter replaced, added, removed, or swapped with a
 * neighbour.
 *
 * @param limit  at most 254
 * @see Damerau: A technique for computer detection and correction of spelling errors, CACM
 * 1964 (optimal string alignment)
 */
export function createDistanceWalk(words: readonly (readonly number[])[], limit: number): DistanceWalk {
  const spelled: number[] = [];
  const measured = words.map((letters) => createWord(letters, limit));
  return {
    keep(count) {
      spelled.length = Math.min(spelled.length, count);
    },
    push(letter) {
      spelled.push(letter);
      let isNear = false;
      for (const word of measured) isNear = addRow(word, spelled, limit) || isNear;
      return isNear;
    },
    distance: () => findMin([limit + 1, ...measured.map((word) => distanceOf(word, spelled.length, limit))]),
  };
}

/** Creates the rows of a word. No beginning with more letters than the word has with the limit is near to it. */
function createWord(letters: readonly number[], limit: number): MeasuredWord {
  const columns = letters.length + 1;
  const rows = new Uint8Array((columns + limit) * columns).fill(limit + 1);
  for (let column = 0; column <= Math.min(limit, letters.length); column++) rows[column] = column;
  return { letters, rows };
}

function distanceOf({ letters, rows }: MeasuredWord, row: number, limit: number): number {
  const columns = letters.length + 1;
  return row < columns + limit ? (rows[row * columns + letters.length] ?? 0) : limit + 1;
}

/**
 * Computes the distances of the spelled word from the beginnings of another word, and returns whether any is within the
 * limit. Beginnings whose lengths differ by more than the limit are too far, so only a band of each row is computed.
 * The rest of the row keeps the limit + 1 that it was created with.
 */
function addRow({ letters, rows }: MeasuredWord, spelled: readonly number[], limit: number): boolean {
  const row = spelled.length;
  const columns = letters.length + 1;
  if (row >= columns + limit) return false;
  const [letter, previous] = [spelled[row - 1], spelled[row - 2]];
  const [start, before, earlier] = [row * columns, (row - 1) * columns, (row - 2) * columns];
  const far = limit + 1;
  let isNear = row <= limit;
  if (row <= limit) rows[start] = row;
  for (let column = Math.max(1, row - limit); column <= Math.min(letters.length, row + limit); column++) {
    const other = letters[column - 1];
    const replaced = (rows[before + column - 1] ?? far) + (letter === other ? 0 : 1);
    const moved = Math.min(rows[before + column] ?? far, rows[start + column - 1] ?? far) + 1;
    const isSwap = letter === letters[column - 2] && previous === other;
    const swapped = isSwap ? (rows[earlier + column - 2] ?? far) + 1 : far;
    const distance = Math.min(far, replaced, moved, swapped);
    rows[start + column] = distance;
    isNear ||= distance <= limit;
  }
  return isNear;
}
