import type { Span } from "../../../core/index.ts";
import type { Rewriting } from "../rewrite-text.ts";
import type { Decoder } from "./decoder.ts";

/** Fewer characters occur in ordinary names and numbers. */
const MIN_BASE64 = 16;
const MIN_HEX_PAIRS = 8;

const base64Run = /[A-Za-z0-9+/_-]+(?:[\r\n]{1,2}[A-Za-z0-9+/_-]+){0,1000000}={0,2}/g;
const hexRun = /(?:0x|\\x)?[0-9A-Fa-f]{2}(?:[ :,]?(?:0x|\\x)?[0-9A-Fa-f]{2}){0,1000000}/g;
const hexMark = /0x|\\x|[ :,]/g;

/** Decodes runs of base64 and base64url (RFC 4648) that hold readable text. */
export const base64Decoder: Decoder = {
  step: "base64",
  isInline: false,
  decode: (text) => {
    const rewritings: Rewriting[] = [];
    for (const { 0: run, index } of text.matchAll(base64Run)) {
      // Most runs are ordinary words, and a text may have millions of them.
      if (run.length < MIN_BASE64) continue;
      for (const { span, text: decoded } of decodeLines(run)) {
        rewritings.push({ span: { start: index + span.start, end: index + span.end }, text: decoded });
      }
    }
    return rewritings;
  },
};

/**
 * Maximum number of lines that may precede or follow the code in a run: a line of one plain word looks like a line of
 * code.
 */
const MAX_OTHER_LINES = 3;

/** Decodes the lines of a run together, or else without the first or last of them, or else each for itself. */
function decodeLines(run: string): readonly Rewriting[] {
  const lines = Array.from(run.matchAll(/[^\r\n]+/g), ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  const most = Math.min(MAX_OTHER_LINES, lines.length - 1);
  for (let before = 0; before <= most; before++) {
    for (let after = 0; after <= most && before + after < lines.length; after++) {
      const decoded = decodeBase64(run, lines.slice(before, lines.length - after));
      if (decoded !== undefined) return [decoded];
    }
  }
  return lines.flatMap((line) => decodeBase64(run, [line]) ?? []);
}

function decodeBase64(run: string, lines: readonly Span[]): Rewriting | undefined {
  const characters = lines.map(({ start, end }) => run.slice(start, end)).join("");
  const decoded = characters.length < MIN_BASE64 ? undefined : toReadable(Buffer.from(characters, "base64"));
  if (decoded === undefined) return undefined;
  return { span: { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 }, text: decoded };
}

/** Decodes runs of hexadecimal pairs that hold readable text, with or without separators and prefixes. */
export const hexDecoder: Decoder = {
  step: "hex",
  isInline: false,
  decode: (text) =>
    decodeRuns(text, hexRun, (run) => {
      if (run.length < 2 * MIN_HEX_PAIRS) return undefined;
      const digits = run.replace(hexMark, "");
      return digits.length < 2 * MIN_HEX_PAIRS ? undefined : Buffer.from(digits, "hex");
    }),
};

function decodeRuns(text: string, run: RegExp, toBytes: (run: string) => Buffer | undefined): readonly Rewriting[] {
  const rewritings: Rewriting[] = [];
  for (const { 0: characters, index } of text.matchAll(run)) {
    const bytes = toBytes(characters);
    const decoded = bytes === undefined ? undefined : toReadable(bytes);
    if (decoded === undefined) continue;
    rewritings.push({ span: { start: index, end: index + characters.length }, text: decoded });
  }
  return rewritings;
}

/** Random bytes are hardly ever UTF-8 without control characters. */
const unreadable = /[^\P{Cc}\t\n\r]|\uFFFD/u;
const letters = /\p{L}/gu;

/** Returns bytes as text; undefined if people do not read it, such as the bytes of a picture or a checksum. */
function toReadable(bytes: Buffer): string | undefined {
  const decoded = bytes.toString("utf8");
  if (unreadable.test(decoded)) return undefined;
  const count = decoded.match(letters)?.length ?? 0;
  return count * 2 > decoded.length ? decoded : undefined;
}
