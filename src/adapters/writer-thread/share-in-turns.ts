import { setImmediate as nextTurn } from "node:timers/promises";

/** Number of bytes that are copied in one turn: up to five milliseconds of work where the memory is new. */
const BYTES_IN_A_TURN = 1_048_576;

/**
 * Copies byte arrays into memory that threads share, and gives others a turn in between. A message that contains a
 * large array is copied in one turn.
 */
export async function shareInTurns(arrays: Iterable<Uint8Array>, sizeBytes: number): Promise<Uint8Array> {
  const shared = new Uint8Array(new SharedArrayBuffer(sizeBytes));
  let end = 0;
  let copied = 0;
  for (const bytes of arrays) {
    for (let start = 0; start < bytes.length; start += BYTES_IN_A_TURN) {
      const piece = bytes.subarray(start, start + BYTES_IN_A_TURN);
      if (copied + piece.length > BYTES_IN_A_TURN) {
        await nextTurn();
        copied = 0;
      }
      shared.set(piece, end);
      end += piece.length;
      copied += piece.length;
    }
  }
  return shared;
}
