import { isUtf8 } from "node:buffer";

const SAMPLE_BYTES = 4096;
/** Characters that do not occur in real text: controls, unpaired surrogates, unassigned and private ones. */
const NEVER_IN_TEXT = /[\p{Cn}\p{Co}\p{Cs}]|(?![\t\n\v\f\r])\p{Cc}/u;
/**
 * Minimum share of ASCII, since pairs of ASCII letters are Chinese characters in UTF-16: a stray NUL proves nothing.
 */
const MIN_ASCII_SHARE = 0.4;

/**
 * Guesses whether bytes without a byte-order mark are UTF-16. Only then are NUL bytes a part of text.
 *
 * Both byte orders are tried. One is possible if it gives assigned characters only. The one with more ASCII characters
 * wins, since spaces and line ends occur in nearly every text.
 */
export function guessUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const sample = bytes.subarray(0, Math.min(SAMPLE_BYTES, bytes.length - (bytes.length % 2)));
  if (sample.length < 4 || !sample.includes(0)) return undefined;
  const little = countAscii(sample, "utf-16le");
  const big = countAscii(sample, "utf-16be");
  const ascii = Math.max(little, big);
  if (ascii === 0 || (isPlainUtf8(sample) && ascii < (sample.length / 2) * MIN_ASCII_SHARE)) return undefined;
  return little >= big ? "utf-16le" : "utf-16be";
}

/** Tests for valid UTF-8 without control characters other than NUL. */
function isPlainUtf8(sample: Uint8Array): boolean {
  return isUtf8(sample) && sample.every((byte) => byte === 0 || byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function countAscii(sample: Uint8Array, encoding: string): number {
  // A surrogate pair that is cut at the end of the sample says nothing about the encoding.
  const text = new TextDecoder(encoding).decode(sample).replace(/\uFFFD$/, "");
  if (NEVER_IN_TEXT.test(text) || text.includes("\uFFFD")) return 0;
  return text.match(/[\t\n\r -~]/g)?.length ?? 0;
}
