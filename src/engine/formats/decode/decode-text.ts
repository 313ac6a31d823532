import { isUtf8 } from "node:buffer";
import { analyse } from "chardet";
import iconv from "iconv-lite";
import type { ReceiptWarning } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { guessUtf16 } from "./guess-utf16.ts";

/** Size of the sample for `chardet`. A larger one takes longer and changes nothing. */
const GUESS_BYTES = 65_536;

export interface DecodedText {
  readonly text: string;
  /** Name of the encoding in `iconv-lite`. */
  readonly encoding: string;
  readonly warnings: readonly ReceiptWarning[];
}

interface Encoding {
  readonly name: string;
  /** Confidence of a guess, in percent. */
  readonly confidence?: number;
}

/**
 * Decodes bytes to NFC text with `\n` line ends. The encoding is found in this order: byte-order mark, UTF-16 without a
 * mark, valid UTF-8, the declared encoding, the best guess of `chardet`.
 *
 * @param declared  encoding that the file or its source declares, such as HTML's `<meta charset>`; ignored if unknown
 * @returns         with the warnings `encoding-guessed` and `characters-replaced` where they apply
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const encoding = findEncoding(bytes, declared);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const raw = encoding.name === "utf-8" ? buffer.toString("utf8") : iconv.decode(buffer, encoding.name);
  const warnings: ReceiptWarning[] = [];
  if (encoding.confidence !== undefined) {
    warnings.push({
      code: "encoding-guessed",
      message: `The encoding was guessed: ${encoding.name}, confidence ${encoding.confidence} %.`,
    });
  }
  const text = normalizeText(raw);
  const replaced = countReplacements(text) - (encoding.name === "utf-8" && isUtf8(bytes) ? countReplacements(raw) : 0);
  if (replaced > 0) {
    warnings.push({
      code: "characters-replaced",
      message: `${replaced} ${replaced === 1 ? "character" : "characters"} could not be decoded (or were NUL) and became U+FFFD.`,
    });
  }
  return { text, encoding: encoding.name, warnings };
}

function findEncoding(bytes: Uint8Array, declared: string | undefined): Encoding {
  const marked = readByteOrderMark(bytes);
  if (marked !== undefined) return { name: marked };
  const utf16 = guessUtf16(bytes);
  if (utf16 !== undefined) return { name: utf16 };
  if (isUtf8(bytes)) return { name: "utf-8" };
  if (declared !== undefined && iconv.encodingExists(declared) && !/^utf-?(8|16)/i.test(declared)) {
    return { name: asWindowsEncoding(declared.toLowerCase()) };
  }
  const sample = bytes.subarray(0, GUESS_BYTES);
  const guesses = analyse(sample).filter(
    ({ name }) => iconv.encodingExists(name) && !/^(UTF|ASCII|ISO_2022)/.test(name),
  );
  // A few words of Japanese also look like Western letters, but some of their bytes are no characters of a Western
  // encoding.
  const guess = guesses.find(({ name }) => isClean(sample, asWindowsEncoding(name))) ?? guesses[0];
  // Windows-1252 has a character for nearly every byte. Browsers use it for pages that declare nothing.
  return guess === undefined
    ? { name: "windows-1252", confidence: 0 }
    : { name: asWindowsEncoding(guess.name), confidence: guess.confidence };
}

/** Tests for text without replacements and control characters. A character cut at the sample's end does not count. */
function isClean(sample: Uint8Array, encoding: string): boolean {
  const text = iconv.decode(Buffer.from(sample), encoding).replace(/\uFFFD$/, "");
  return !/\uFFFD|(?![\t\n\v\f\r])\p{Cc}/u.test(text);
}

/** Applies the web's rule: Latin-1 is read as Windows-1252, which adds quotes and dashes to it. */
function asWindowsEncoding(name: string): string {
  return /^(iso-?8859-?1|latin-?1|us-ascii)$/i.test(name) ? "windows-1252" : name;
}

function readByteOrderMark(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? "utf-32le" : "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return "utf-32be";
  return undefined;
}

function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\uFFFD"); at >= 0; at = text.indexOf("\uFFFD", at + 1)) count++;
  return count;
}
