const utf8 = new TextEncoder();

/** Growing buffer of bytes, little endian. */
export interface ByteWriter {
  /** Returns the number of bytes written so far. */
  position(): number;
  u8(value: number): void;
  u16(value: number): void;
  u32(value: number): void;
  f32(value: number): void;
  f64(value: number): void;
  /** Writes an integer from 0 to 2^32 - 1 as LEB128: seven bits a byte, lowest first. */
  varint(value: number): void;
  bytes(values: Uint8Array): void;
  /** Writes the length in bytes as a varint, then the text as UTF-8. */
  text(value: string): void;
  /** Writes zero bytes up to a multiple of `boundary`. */
  align(boundary: number): void;
  /** Returns a copy of the written bytes. */
  finish(): Uint8Array;
}

/**
 * Creates an empty buffer.
 *
 * @param capacity  initial size in bytes
 */
export function createByteWriter(capacity = 1024): ByteWriter {
  let buffer = new Uint8Array(capacity);
  let view = new DataView(buffer.buffer);
  let end = 0;

  /** Makes room for `size` more bytes and returns where they begin. */
  const claim = (size: number): number => {
    const start = end;
    end += size;
    if (end > buffer.length) {
      const larger = new Uint8Array(Math.max(end, buffer.length * 2));
      larger.set(buffer);
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    return start;
  };
  const bytes = (values: Uint8Array): void => {
    const start = claim(values.length);
    buffer.set(values, start);
  };
  // The view is read only after `claim`, which may replace it.
  const put = (size: number, write: (target: DataView, at: number) => void): void => {
    const start = claim(size);
    write(view, start);
  };
  const varint = (value: number): void => {
    let rest = value;
    while (rest >= 128) {
      const start = claim(1);
      buffer[start] = (rest & 127) | 128;
      rest = Math.floor(rest / 128);
    }
    const start = claim(1);
    buffer[start] = rest;
  };

  return {
    position: () => end,
    u8: (value) => put(1, (target, at) => target.setUint8(at, value)),
    u16: (value) => put(2, (target, at) => target.setUint16(at, value, true)),
    u32: (value) => put(4, (target, at) => target.setUint32(at, value, true)),
    f32: (value) => put(4, (target, at) => target.setFloat32(at, value, true)),
    f64: (value) => put(8, (target, at) => target.setFloat64(at, value, true)),
    varint,
    bytes,
    text(value) {
      const encoded = utf8.encode(value);
      varint(encoded.length);
      bytes(encoded);
    },
    align(boundary) {
      claim((boundary - (end % boundary)) % boundary);
    },
    finish: () => buffer.slice(0, end),
  };
}
