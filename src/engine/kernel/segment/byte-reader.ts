const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Reader of bytes that `createByteWriter` wrote; every read advances its position. */
export interface ByteReader {
  position(): number;
  seek(position: number): void;
  u8(): number;
  u16(): number;
  u32(): number;
  f32(): number;
  f64(): number;
  varint(): number;
  /** Returns the next bytes as a view, not a copy. */
  bytes(length: number): Uint8Array;
  text(): string;
  align(boundary: number): void;
}

/**
 * Creates a reader that begins at byte `start`.
 *
 * @throws {RangeError} from every read beyond the end of `source`
 */
export function createByteReader(source: Uint8Array, start = 0): ByteReader {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  let next = start;

  const advance = (size: number): number => {
    const at = next;
    next += size;
    return at;
  };
  const varint = (): number => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = view.getUint8(advance(1));
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  const bytes = (length: number): Uint8Array => {
    const at = advance(length);
    if (next > source.length) throw new RangeError(`Offset ${next} is beyond the ${source.length} bytes`);
    return source.subarray(at, next);
  };

  return {
    position: () => next,
    seek(position) {
      next = position;
    },
    u8: () => view.getUint8(advance(1)),
    u16: () => view.getUint16(advance(2), true),
    u32: () => view.getUint32(advance(4), true),
    f32: () => view.getFloat32(advance(4), true),
    f64: () => view.getFloat64(advance(8), true),
    varint,
    bytes,
    text: () => utf8.decode(copyOfShared(bytes(varint()))),
    align(boundary) {
      next = Math.ceil(next / boundary) * boundary;
    },
  };
}

/** Copies bytes, since `TextDecoder` does not accept shared memory. */
function copyOfShared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
