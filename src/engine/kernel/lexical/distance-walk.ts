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

/** A word, and its distances: row by row for each beginning of the spelled word, column by column for its own beginnings. */
interface Word {
  readonly letters: readonly number[];
  readonly rows: number[][];
}

/**
 * Creates a walk from some words, given as code points. An edit is a letter replaced, added, removed, or swapped with a
 * neighbour.
 *
 * @see Damerau: A technique for computer detection and correction of spelling errors, CACM 1964 (optimal string alignment)
 */
export function createDistanceWalk(words: readonly (readonly number[])[], limit: number): DistanceWalk {
  const spelled: number[] = [];
  const measured = words.map((letters): Word => ({ letters, rows: [[0, ...letters.map((_, index) => index + 1)]] }));
  return {
    keep(count) {
      spelled.length = Math.min(spelled.length, count);
      for (const { rows } of measured) rows.length = spelled.length + 1;
    },
    push(letter) {
      spelled.push(letter);
      let isNear = false;
      for (const { letters, rows } of measured) {
        const row = nextRow(letters, spelled, rows);
        rows.push(row);
        isNear ||= row.some((distance) => distance <= limit);
      }
      return isNear;
    },
    distance: () => findMin([limit + 1, ...measured.map(({ letters, rows }) => rows.at(-1)?.[letters.length] ?? 0)]),
  };
}

/** Returns the distances of the spelled word from all beginnings of another word. */
function nextRow(
  letters: readonly number[],
  spelled: readonly number[],
  rows: readonly (readonly number[])[],
): number[] {
  const [before, earlier] = [rows.at(-1) ?? [], rows.at(-2) ?? []];
  const [letter, previous] = [spelled.at(-1), spelled.at(-2)];
  const row = [spelled.length];
  for (let column = 0; column < letters.length; column++) {
    const other = letters[column];
    const replaced = (before[column] ?? 0) + (letter === other ? 0 : 1);
    const moved = Math.min(before[column + 1] ?? 0, row[column] ?? 0) + 1;
    const isSwap = column > 0 && spelled.length > 1 && letter === letters[column - 1] && previous === other;
    const swapped = isSwap ? (earlier[column - 1] ?? 0) + 1 : replaced;
    row.push(Math.min(replaced, moved, swapped));
  }
  return row;
}
