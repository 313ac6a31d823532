/**
 * Bytes of a dictionary, and the place of the next one to read. Loops over terms read bytes directly and allocate
 * nothing.
 */
export interface EntryCursor {
  readonly source: Uint8Array;
  next: number;
}

export function readVarint(cursor: EntryCursor): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = cursor.source[cursor.next++] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return value;
    factor *= 128;
  }
}

/** Reads two bytes, the lower one first. */
export function readTwoBytes(cursor: EntryCursor): number {
  const low = cursor.source[cursor.next++] ?? 0;
  return low | ((cursor.source[cursor.next++] ?? 0) << 8);
}

/** Returns how many of the next `length` bytes equal the first bytes of `term`. */
export function countMatching({ source, next }: EntryCursor, length: number, term: Uint8Array): number {
  const limit = Math.min(length, term.length);
  let count = 0;
  while (count < limit && source[next + count] === term[count]) count++;
  return count;
}
