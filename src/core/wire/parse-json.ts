/** Maximum nesting of JSON from outside. Deeper values exhaust the stack of the code that walks through them. */
export const MAX_JSON_DEPTH = 100;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
/** Bit that tells `{` from `[` and `}` from `]`. */
const CURLY = 0x20;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * Parses JSON. Returns `undefined` for invalid JSON, and for JSON that nests deeper than 100 levels. No JSON value is
 * `undefined`, so the caller's schema rejects it.
 */
export function parseJson(text: string): unknown {
  if (findJsonExcess(text, { depth: MAX_JSON_DEPTH }) !== undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface JsonLimits {
  /** Maximum number of lists and objects inside each other. */
  readonly depth: number;
  /** Maximum number of values; unlimited if absent. */
  readonly values?: number;
}

/**
 * Finds out whether JSON exceeds a limit, without parsing it. Values are counted by the commas and brackets outside of
 * strings. The scan takes time proportional to the text, and ends where a limit is exceeded.
 *
 * @returns  the name of the exceeded limit; `undefined` if there is none, or if the text is not JSON
 */
export function findJsonExcess(
  text: string,
  { depth: maxDepth, values: maxValues = Number.POSITIVE_INFINITY }: JsonLimits,
): keyof JsonLimits | undefined {
  // A text has no more brackets and commas than characters.
  if (text.length <= Math.min(maxDepth, maxValues)) return undefined;
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = findClosingQuote(text, at);
    depth += depthChange(code);
    if (code === COMMA || opens(code)) values++;
    if (depth > maxDepth) return "depth";
    if (values > maxValues) return "values";
  }
  return undefined;
}

const opens = (code: number): boolean => (code & ~CURLY) === OPEN;

const depthChange = (code: number): number => (opens(code) ? 1 : (code & ~CURLY) === CLOSE ? -1 : 0);

/** Returns the place of the quote that ends a string, or the end of the text. */
function findClosingQuote(text: string, opening: number): number {
  let at = opening + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
