/** Place of bytes that do not form a character. */
export interface BadPlace {
  /** Offset in the file, in bytes, from 0. */
  readonly byte: number;
  /** Line, from 1. */
  readonly line: number;
}

/** Measure of how well bytes fit UTF-8. */
export interface Utf8Scan {
  /** Number of valid sequences of two to four bytes. */
  readonly valid: number;
  /** Number of sequences that a decoder replaces, each by one U+FFFD. */
  readonly bad: number;
  /** Number of bad sequences without a character that was cut at the start or at the end. */
  readonly badInside: number;
  /** Number of NUL bytes. */
  readonly nuls: number;
  /** First bad sequences and NUL bytes, at most five. */
  readonly places: readonly BadPlace[];
  /** Offset of the first byte that is not ASCII. */
  readonly firstHighByte: number | undefined;
  /** Whether each bad byte would be unusual in Windows-1252: outside of words, or a capital within one. */
  readonly isUnusualInWindows1252: boolean;
}

const MAX_PLACES = 5;
const LINE_FEED = 0x0a;

/** Counts the valid and the bad sequences of UTF-8, and lists the first bad ones. */
export function scanUtf8(bytes: Uint8Array): Utf8Scan {
  // Bytes that end a character cut off at the start of the file.
  const start = countContinuations(bytes);
  const places: number[] = [];
  const counts = { valid: 0, bad: 0, badInside: 0, nuls: 0, isUnusualInWindows1252: true };
  let firstHighByte: number | undefined;
  for (let at = skipAscii(bytes, 0); at < bytes.length; ) {
    const { length, isValid } = readSequence(bytes, at);
    if (!isValid && places.length < MAX_PLACES) places.push(at);
    if (bytes[at] === 0) counts.nuls++;
    else firstHighByte ??= at;
    if (isValid) counts.valid++;
    else if (bytes[at] !== 0) {
      counts.bad++;
      if (at >= start && at + length < bytes.length) counts.badInside++;
      counts.isUnusualInWindows1252 &&= isUnusual(bytes, at, length);
    }
    at = skipAscii(bytes, at + length);
  }
  return { ...counts, places: findLines(bytes, places), firstHighByte };
}

/** Returns the place of the next byte that is NUL or not ASCII. */
function skipAscii(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at] ?? 0; at < bytes.length && byte > 0 && byte < 0x80; byte = bytes[at] ?? 0) at++;
  return at;
}

function findLines(bytes: Uint8Array, places: readonly number[]): readonly BadPlace[] {
  let line = 1;
  let from = 0;
  return places.map((byte) => {
    for (let at = bytes.indexOf(LINE_FEED, from); at >= 0 && at < byte; at = bytes.indexOf(LINE_FEED, at + 1)) line++;
    from = byte;
    return { byte, line };
  });
}

interface Sequence {
  /** Number of bytes that one character, or one U+FFFD, stands for. */
  readonly length: number;
  readonly isValid: boolean;
}

/** Ranges of the second byte after the leads that do not allow all of 80 to BF. */
const SECOND_BYTES: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

/**
 * Reads one sequence as the web's decoder does: bytes that begin a character are replaced together, up to the
 * first that cannot belong to it.
 *
 * @see Encoding Standard, UTF-8 decoder
 */
function readSequence(bytes: Uint8Array, at: number): Sequence {
  const lead = bytes[at] ?? 0;
  const size = sequenceSize(lead);
  let length = 1;
  while (length < size && isContinuation(bytes[at + length] ?? 0, length === 1 ? lead : 0)) length++;
  return { length, isValid: length === size };
}

/** Returns the number of bytes of a character by its first byte, or 0 if no character begins so. */
function sequenceSize(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** @param lead  byte in front of a second byte, or 0 for later ones */
function isContinuation(byte: number, lead: number): boolean {
  const [low, high] = SECOND_BYTES.get(lead) ?? [0x80, 0xbf];
  return byte >= low && byte <= high;
}

/** Counts the bytes at the start that end a character whose beginning was cut off. */
function countContinuations(bytes: Uint8Array): number {
  let count = 0;
  while (count < 3 && ((bytes[count] ?? 0) & 0xc0) === 0x80) count++;
  return count;
}

const LETTER = /\p{L}/u;
const LOWER = /\p{Ll}/u;
/** Letters with an accent that are whole words in French, Italian, Spanish, Portuguese, Czech or Polish. */
const ONE_LETTER_WORDS = new Set("àèéíòóôúõ");
/** Bytes without a character in Windows-1252, and letters of Icelandic and of no language. */
const RARE = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xfe, 0xff]);

/** Marks that end a word in Windows-1252: `„ … ‘ ’ “ ” • – — « »`. */
const CLOSING = new Set([0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xab, 0xbb]);

/**
 * Tests that bytes, read as Windows-1252, decode to a character that is unusual here, such as `Ã` at the end of a word.
 * They are probably damaged.
 */
function isUnusual(bytes: Uint8Array, at: number, length: number): boolean {
  const byte = bytes[at] ?? 0;
  const before = String.fromCharCode(bytes[at - 1] ?? 0);
  if (RARE.has(byte)) return true;
  if (length > 1) return !LETTER.test(before) || !CLOSING.has(bytes[at + 1] ?? 0);
  const letter = String.fromCharCode(byte);
  if (byte < 0xc0 || !LETTER.test(letter)) return false;
  const after = String.fromCharCode(bytes[at + 1] ?? 0);
  const isAlone = !LETTER.test(before) && !LETTER.test(after);
  return isAlone ? !ONE_LETTER_WORDS.has(letter) : !LOWER.test(letter) && LOWER.test(before);
}
