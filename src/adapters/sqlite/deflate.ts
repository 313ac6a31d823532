import { constants, deflateRawSync, inflateRawSync } from "node:zlib";

/** Maximum length in characters that is stored uncompressed: starting a compressor would cost more than it saves. */
const MAX_RAW_LENGTH = 100;

/** Returns the UTF-8 of a text as raw deflate (RFC 1951). */
export function deflateText(text: string): Uint8Array {
  const bytes = Buffer.from(text, "utf8");
  // The fastest level: a location map is repeating numbers, and higher levels save little on it.
  return text.length <= MAX_RAW_LENGTH ? storeRaw(bytes) : deflateRawSync(bytes, { level: constants.Z_BEST_SPEED });
}

/** Returns the text that `deflateText` compressed. */
export function inflateText(bytes: Uint8Array): string {
  return inflateRawSync(bytes).toString("utf8");
}

/** Returns one final, uncompressed block of raw deflate: a mark, the length and its complement, the bytes. */
function storeRaw(bytes: Buffer): Uint8Array {
  const block = Buffer.allocUnsafe(5 + bytes.length);
  block.writeUInt8(1, 0);
  block.writeUInt16LE(bytes.length, 1);
  block.writeUInt16LE(0xffff - bytes.length, 3);
  block.set(bytes, 5);
  return block;
}
