import { isUtf8 } from "node:buffer";

const SAMPLE_BYTES = 4096;
/** Characters that no real text holds: controls, unpaired surrogates, unassigned and private ones. */
const NEVER_IN_TEXT = /[\p{Cn}\p{Co}\p{Cs}]|(?![\t\n\v\f\r])\p{Cc}/u;
/** Pairs of ASCII letters are Chinese characters in UTF-16: text with a stray NUL must not be taken for them. */
const LEAST_ASCII_SHARE = 0.4;

/**
 * Whether bytes without a byte-order mark are UTF-16: only then are NUL bytes a part of text.
 *
 * Both byte orders are tried; one counts when it gives assigned characters only, and wins by its ASCII characters,
 * since spaces and line ends occur in nearly every text.
 */
export function guessUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const sample = bytes.subarray(0, Math.min(SAMPLE_BYTES, bytes.length - (bytes.length % 2)));
  if (sample.length < 4 || !sample.includes(0)) return undefined;
  const little = countAscii(sample, "utf-16le");
  const big = countAscii(sample, "utf-16be");
  const most = Math.max(little, big);
  if (most === 0 || (isPlainUtf8(sample) && most < (sample.length / 2) * LEAST_ASCII_SHARE)) return undefined;
  return little >= big ? "utf-16le" : "utf-16be";
}

/** Valid UTF-8 without control characters but NUL. */
function isPlainUtf8(sample: Uint8Array): boolean {
  return isUtf8(sample) && sample.every((byte) => byte === 0 || byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function countAscii(sample: Uint8Array, encoding: string): number {
  // A surrogate pair that is cut at the end of the sample says nothing about the encoding.
  const text = new TextDecoder(encoding).decode(sample).replace(/\uFFFD$/, "");
  if (NEVER_IN_TEXT.test(text) || text.includes("\uFFFD")) return 0;
  return text.match(/[\t\n\r -~]/g)?.length ?? 0;
}
