export interface RtfControl {
  readonly kind: "control";
  readonly word: string;
  readonly value: number | undefined;
}

/** A piece of RTF: a brace, a control word or sign with its number, or bytes of text as Latin-1. */
export type RtfToken =
  | RtfControl
  | { readonly kind: "open" | "close" }
  | { readonly kind: "bytes"; readonly bytes: string };

const CONTROL = /\\([a-z]{1,32})(-?\d{1,10})? ?/iy;
const PLAIN = /[^\\{}\r\n\0]+/y;
const HEX = /\\'([0-9a-f]{2})/iy;

/** Yields the tokens of an RTF file in order, without binary data. A file that was cut off ends them. */
export function* readTokens(source: string): Generator<RtfToken> {
  for (let at = 0; at < source.length; ) {
    const { token, end } = readToken(source, at);
    if (token !== undefined) yield token;
    at = end;
  }
}

interface ReadToken {
  /** Undefined for skipped parts: binary data and line ends. */
  readonly token?: RtfToken;
  readonly end: number;
}

function readToken(source: string, at: number): ReadToken {
  const sign = source[at];
  if (sign === "{") return { token: { kind: "open" }, end: at + 1 };
  if (sign === "}") return { token: { kind: "close" }, end: at + 1 };
  return sign === "\\" ? readControl(source, at) : readBytes(source, at);
}

function readBytes(source: string, at: number): ReadToken {
  PLAIN.lastIndex = at;
  const bytes = PLAIN.exec(source)?.[0] ?? "";
  return bytes === "" ? { end: at + 1 } : { token: { kind: "bytes", bytes }, end: at + bytes.length };
}

function readControl(source: string, at: number): ReadToken {
  HEX.lastIndex = at;
  const hex = HEX.exec(source)?.[1];
  if (hex !== undefined) {
    return { token: { kind: "bytes", bytes: String.fromCharCode(Number.parseInt(hex, 16)) }, end: HEX.lastIndex };
  }
  CONTROL.lastIndex = at;
  const match = CONTROL.exec(source);
  if (match === null) {
    return { token: { kind: "control", word: source[at + 1] ?? "", value: undefined }, end: at + 2 };
  }
  const [, word = "", digits] = match;
  const value = digits === undefined ? undefined : Number(digits);
  if (word === "bin") return { end: CONTROL.lastIndex + Math.max(0, value ?? 0) };
  return { token: { kind: "control", word, value }, end: CONTROL.lastIndex };
}
