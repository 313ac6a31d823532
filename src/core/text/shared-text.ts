/** Text of a document. A string is one; `SharedText` is one that threads share. */
export interface DocumentText {
  /** Length in UTF-16 code units. */
  readonly length: number;
  slice(start?: number, end?: number): string;
  toString(): string;
}

/** A text as bytes: one byte for each code unit if `isLatin1`, else two, little-endian. */
export interface PackedText {
  readonly bytes: Uint8Array;
  readonly isLatin1: boolean;
}

/** Bytes that are read part by part, and may be created by that. A `Uint8Array` is such bytes. */
export interface BytesInParts {
  readonly length: number;
  /** Returns the bytes from `start` to before `end`, with 0 ≤ start ≤ end ≤ length. */
  subarray(start: number, end: number): Uint8Array;
}

const BEYOND_LATIN1 = /[^\0-\xff]/;
const BYTES_PER_UNIT = 2;

/**
 * A text in bytes that threads can share. A string is copied for each thread, and copying a long one keeps the thread
 * that serves from everything else. Any string survives, lone surrogates included.
 */
export class SharedText implements DocumentText {
  readonly #bytes: Buffer;
  readonly #isLatin1: boolean;

  constructor({ bytes, isLatin1 }: PackedText) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isLatin1 = isLatin1;
  }

  get length(): number {
    return this.#isLatin1 ? this.#bytes.length : this.#bytes.length / BYTES_PER_UNIT;
  }

  /** Copies the part of the text into a string, with bounds as in `String.slice`. */
  slice(start = 0, end = this.length): string {
    if (this.#isLatin1) return this.#bytes.subarray(start, end).toString("latin1");
    return this.#bytes.subarray(start * BYTES_PER_UNIT, end * BYTES_PER_UNIT).toString("utf16le");
  }

  /** Copies the whole text into a string. */
  toString(): string {
    return this.slice();
  }

  /** Returns the bytes themselves, not a copy. */
  pack(): PackedText {
    return { bytes: this.#bytes, isLatin1: this.#isLatin1 };
  }
}

/**
 * Returns the bytes that `packText` returns, but encodes each part when it is read, so that no whole copy is in memory.
 */
export function encodeInParts(text: string): { readonly bytes: BytesInParts; readonly isLatin1: boolean } {
  const isLatin1 = !BEYOND_LATIN1.test(text);
  const bytesPerUnit = isLatin1 ? 1 : BYTES_PER_UNIT;
  const subarray = (start: number, end: number) => {
    const firstUnit = Math.floor(start / bytesPerUnit);
    const part = Buffer.from(text.slice(firstUnit, Math.ceil(end / bytesPerUnit)), isLatin1 ? "latin1" : "utf16le");
    return part.subarray(start - firstUnit * bytesPerUnit, end - firstUnit * bytesPerUnit);
  };
  return { bytes: { length: text.length * bytesPerUnit, subarray }, isLatin1 };
}

/** Returns the bytes of a text in new memory, which threads may share. */
export function packText(text: DocumentText): PackedText {
  if (text instanceof SharedText) return text.pack();
  const string = text.toString();
  const isLatin1 = !BEYOND_LATIN1.test(string);
  const bytes = new Uint8Array(new SharedArrayBuffer(isLatin1 ? string.length : string.length * BYTES_PER_UNIT));
  Buffer.from(bytes.buffer).write(string, isLatin1 ? "latin1" : "utf16le");
  return { bytes, isLatin1 };
}
