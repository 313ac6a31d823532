import { isUtf8 } from "node:buffer";
import { analyse } from "chardet";
import iconv from "iconv-lite";
import type { ReceiptWarning } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { guessUtf16 } from "./guess-utf16.ts";
import { type BadPlace, scanUtf8, type Utf8Scan } from "./scan-utf8.ts";

/** Size of the sample for `chardet`. A larger one takes longer and changes nothing. */
const GUESS_BYTES = 65_536;
/** Number of bytes of the sample in front of the first one that is not ASCII. */
const GUESS_LEAD_BYTES = 4_096;
/** Minimum share of valid sequences in damaged UTF-8. In texts of other encodings, hardly any is valid by chance. */
const MIN_VALID_SHARE = 0.75;
/** Minimum share where the file or its source declares UTF-8. */
const MIN_DECLARED_SHARE = 0.5;

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
 * Decodes bytes to NFC text with `\n` line ends. The encoding is found in this order: byte-order mark,
 * UTF-16 without a mark, UTF-8 (also damaged, if nearly all of its characters are valid), the declared
 * encoding, the best guess of `chardet`.
 *
 * @param declared  encoding that the file or its source declares, such as HTML's `<meta charset>`; ignored if unknown
 * @returns         with the warnings `encoding-guessed` and `characters-replaced` where they apply
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const scan = isUtf8(bytes) && !bytes.includes(0) ? undefined : scanUtf8(bytes);
  const encoding = findEncoding(bytes, scan, declared);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const raw = encoding.name === "utf-8" ? buffer.toString("utf8") : iconv.decode(buffer, encoding.name);
  const text = normalizeText(raw);
  const replacements = warnOfReplacements(text, encoding.name === "utf-8" ? (scan ?? CLEAN) : undefined);
  return { text, encoding: encoding.name, warnings: [...warnOfGuess(encoding), ...replacements] };
}

function warnOfGuess({ name, confidence }: Encoding): readonly ReceiptWarning[] {
  if (confidence === undefined) return [];
  return [{ code: "encoding-guessed", message: `The encoding was guessed: ${name}, confidence ${confidence} %.` }];
}

/** Result for valid UTF-8 without NUL, which needs no scan. */
const CLEAN: Pick<Utf8Scan, "bad" | "nuls" | "places"> = { bad: 0, nuls: 0, places: [] };

/** @param scan  counts and places, if the text was read as UTF-8 */
function warnOfReplacements(text: string, scan: typeof CLEAN | undefined): readonly ReceiptWarning[] {
  const replaced = scan === undefined ? countReplacements(text) : scan.bad + scan.nuls;
  if (replaced === 0) return [];
  const characters = `${replaced} ${replaced === 1 ? "character" : "characters"}`;
  const places = listPlaces(scan?.places ?? findReplacements(text), replaced);
  const message = `${characters} could not be decoded (or were NUL) and became U+FFFD: ${places}.`;
  return [{ code: "characters-replaced", message }];
}

/** @param scan  absent for valid UTF-8 without NUL */
function findEncoding(bytes: Uint8Array, scan: Utf8Scan | undefined, declared: string | undefined): Encoding {
  const marked = readByteOrderMark(bytes);
  if (marked !== undefined) return { name: marked };
  const utf16 = guessUtf16(bytes);
  if (utf16 !== undefined) return { name: utf16 };
  if (scan === undefined || isNearlyUtf8(scan, declared)) return { name: "utf-8" };
  if (declared !== undefined && iconv.encodingExists(declared) && !isUnicode(declared)) {
    return { name: asWindowsEncoding(declared.toLowerCase()) };
  }
  const from = Math.max(0, (scan.firstHighByte ?? 0) - GUESS_LEAD_BYTES);
  const sample = bytes.subarray(from, from + GUESS_BYTES);
  const guesses = analyse(sample).filter(
    ({ name }) => iconv.encodingExists(name) && !/^(UTF|ASCII|ISO_2022)/.test(name),
  );
  // A few words of Japanese also look like Western letters, but some of their bytes are not characters of a Western
  // encoding.
  const guess = guesses.find(({ name }) => isClean(sample, asWindowsEncoding(name))) ?? guesses[0];
  // Windows-1252 has a character for nearly every byte. Browsers use it for pages that declare nothing.
  return guess === undefined
    ? { name: "windows-1252", confidence: 0 }
    : { name: asWindowsEncoding(guess.name), confidence: guess.confidence };
}

/** Tests whether bytes are UTF-8 with some damage: a cut character, a stray byte, a line of another encoding. */
function isNearlyUtf8(
  { valid, bad, badInside, isUnusualInWindows1252 }: Utf8Scan,
  declared: string | undefined,
): boolean {
  if (bad === 0) return true;
  if (valid === 0) return isUnusualInWindows1252 && (declared === undefined || isUnicode(declared));
  const share = valid / (valid + badInside);
  return share >= (declared !== undefined && isUnicode(declared) ? MIN_DECLARED_SHARE : MIN_VALID_SHARE);
}

function isUnicode(encoding: string): boolean {
  return /^utf-?(8|16)/i.test(encoding);
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

const MAX_PLACES = 5;

function findReplacements(text: string): readonly Pick<BadPlace, "line">[] {
  const places: Pick<BadPlace, "line">[] = [];
  let line = 1;
  let from = 0;
  for (let at = text.indexOf("\uFFFD"); at >= 0 && places.length < MAX_PLACES; at = text.indexOf("\uFFFD", at + 1)) {
    line += text.slice(from, at).split("\n").length - 1;
    from = at;
    places.push({ line });
  }
  return places;
}

function listPlaces(places: readonly (Pick<BadPlace, "line"> & Partial<BadPlace>)[], count: number): string {
  const shown = places.map(({ line, byte }) => `line ${line}${byte === undefined ? "" : ` (byte ${byte})`}`).join(", ");
  return count > places.length ? `${shown} and further ones` : shown;
}
