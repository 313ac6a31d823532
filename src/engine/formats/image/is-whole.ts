/** Where the size stands in the first bytes of a file, and how many bytes it does not count. */
const SIZES: Readonly<Record<string, { readonly at: number; readonly uncounted: number }>> = {
  "image/webp": { at: 4, uncounted: 8 },
  "image/bmp": { at: 2, uncounted: 0 },
};
const ENDS: Readonly<Record<string, Uint8Array>> = {
  "image/png": Buffer.from("IEND"),
  "image/jpeg": Buffer.from([0xff, 0xd9]),
  "image/gif": Buffer.from([0x3b]),
};

/** Whether a picture reaches its end: the decoder shows half a picture as if it were all, and a smaller part crashes it. */
export function isWhole(bytes: Uint8Array, mediaType: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = SIZES[mediaType];
  if (size !== undefined) return bytes.length >= 16 && buffer.readUInt32LE(size.at) + size.uncounted <= bytes.length;
  const end = ENDS[mediaType];
  return end === undefined || buffer.lastIndexOf(end) > 0;
}
