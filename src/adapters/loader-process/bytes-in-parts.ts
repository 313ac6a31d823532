import { z } from "zod";
import type { BytesInParts } from "../../core/index.ts";

/**
 * Maximum number of bytes in one message. A message is received and unpacked in one turn, so a large one keeps the
 * receiver from everything else.
 */
const MAX_PART_BYTES = 262_144;

/** Fields of a message that sends bytes in parts. The first message has the sizes, every message a part. */
const partSchema = z.object({
  sizes: z.array(z.int().min(0)).exactOptional(),
  part: z.instanceof(Uint8Array).exactOptional(),
});

/**
 * Returns the messages that send some byte arrays, one after the other in parts, and with the last part the fields of
 * `last`. Small arrays share a message.
 */
export function* messagesOf(arrays: readonly BytesInParts[], last: object): Generator<object> {
  let message: object = { sizes: arrays.map((bytes) => bytes.length) };
  let part: Uint8Array[] = [];
  let room = MAX_PART_BYTES;
  for (const bytes of arrays) {
    for (let start = 0; start < bytes.length; ) {
      if (room === 0) {
        yield { ...message, part: join(part) };
        [message, part, room] = [{}, [], MAX_PART_BYTES];
      }
      const end = Math.min(bytes.length, start + room);
      part.push(bytes.subarray(start, end));
      room -= end - start;
      start = end;
    }
  }
  yield { ...message, part: join(part), ...last };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}

export interface ReceiverOptions {
  /** Maximum number of arrays and of bytes in all of them. */
  readonly maxArrays: number;
  readonly maxBytes: number;
  /** Creates the array with this number, to which the received bytes are copied. */
  allocate(number: number, sizeBytes: number): Uint8Array;
}

/** Puts byte arrays together again that arrive in messages of `messagesOf`. */
export interface PartReceiver {
  /**
   * Copies the part that a message carries, if it carries any.
   *
   * @throws {TypeError}  if the message is not of `messagesOf`
   * @throws {RangeError} if there are more arrays or bytes than allowed, or than announced
   */
  take(message: unknown): void;
  /**
   * Returns the arrays of the messages so far, and begins anew.
   *
   * @throws {RangeError} if bytes are missing
   */
  finish(): readonly Uint8Array[];
}

export function createPartReceiver({ maxArrays, maxBytes, allocate }: ReceiverOptions): PartReceiver {
  let arrays: readonly Uint8Array[] = [];
  /** Array that receives the next byte, and the number of bytes that it has. */
  let [number, filled] = [0, 0];

  const begin = (sizes: readonly number[]) => {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (sizes.length > maxArrays || total > maxBytes) throw new RangeError("More was announced than is allowed.");
    arrays = sizes.map((size, index) => allocate(index, size));
    [number, filled] = [0, 0];
  };
  const copy = (part: Uint8Array) => {
    for (let start = 0; start < part.length; ) {
      const array = arrays[number];
      if (array === undefined) throw new RangeError("More arrived than was announced.");
      const piece = part.subarray(start, start + array.length - filled);
      array.set(piece, filled);
      start += piece.length;
      filled += piece.length;
      if (filled === array.length) [number, filled] = [number + 1, 0];
    }
  };
  return {
    take(message) {
      const { success, data } = partSchema.safeParse(message);
      if (!success) throw new TypeError("The message carries no part.");
      if (data.sizes !== undefined) begin(data.sizes);
      if (data.part !== undefined) copy(data.part);
    },
    finish() {
      const received = arrays;
      if (received.slice(number).some(({ length }) => length > 0)) throw new RangeError("Bytes are missing.");
      arrays = [];
      [number, filled] = [0, 0];
      return received;
    },
  };
}
