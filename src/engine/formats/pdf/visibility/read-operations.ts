/** Operands before an operator. They are overwritten by those of the next operator. */
export interface Operands {
  readonly count: number;
  /** Numbers, and NaN for every other operand. */
  readonly values: Float64Array;
}

/** Kinds of bytes that end a word. */
const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set(Buffer.from("()<>[]{}/%"));
const ends = Uint8Array.from({ length: 256 }, (_, byte) => (WHITE.has(byte) || DELIMITERS.has(byte) ? 1 : 0));

const code = {
  lineFeed: 10,
  return: 13,
  percent: 37,
  open: 40,
  close: 41,
  plus: 43,
  minus: 45,
  dot: 46,
  slash: 47,
  zero: 48,
  nine: 57,
  less: 60,
  more: 62,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
};
/** Longest operator of PDF, such as `SCN`. */
const MAX_OPERATOR_LENGTH = 3;
/** Maximum number of operands that are kept. No operator of interest has more. */
const MAX_OPERANDS = 64;

/**
 * Reads the drawing operators of a decoded content stream, in order. Damaged parts are read as far as they
 * make sense, and nothing is thrown.
 */
export function readOperations(bytes: Uint8Array, onOperation: (operator: string, operands: Operands) => void): void {
  const operands = { count: 0, values: new Float64Array(MAX_OPERANDS) };
  const nameOperator = createOperatorNames();
  const push = (operand: number) => {
    if (operands.count < MAX_OPERANDS) operands.values[operands.count++] = operand;
  };
  const readWord = (start: number): number => {
    const end = endOfWord(bytes, start);
    const number = readNumber(bytes, start, end);
    if (!Number.isNaN(number)) push(number);
    else {
      const operator = nameOperator(bytes, start, end);
      onOperation(operator, operands);
      operands.count = 0;
      if (operator === "ID") return skipImage(bytes, end);
    }
    return end;
  };
  for (let at = 0; at < bytes.length; ) {
    if (ends[bytes[at] ?? 0] === 0) at = readWord(at);
    else {
      const end = skipOther(bytes, at);
      if (end > at + 1) push(Number.NaN);
      at = end;
    }
  }
}

/** Skips a string, an array, a name or a comment. Skips one byte at white space and at what makes no sense. */
function skipOther(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case code.open:
      return skipString(bytes, at);
    case code.openBracket:
      return skipArray(bytes, at);
    case code.percent:
      return skipComment(bytes, at);
    case code.slash:
      return endOfWord(bytes, at + 1);
    case code.less:
      return bytes[at + 1] === code.less ? at + 1 : indexOf(bytes, code.more, at) + 1;
    default:
      return at + 1;
  }
}

function endOfWord(bytes: Uint8Array, start: number): number {
  let end = start;
  while (end < bytes.length && ends[bytes[end] ?? 0] === 0) end += 1;
  return end;
}

/**
 * Creates a function that returns the name of an operator, or an empty text. Names are kept, since there are millions.
 */
function createOperatorNames(): (bytes: Uint8Array, start: number, end: number) => string {
  const names = new Map<number, string>();
  return (bytes, start, end) => {
    if (end - start > MAX_OPERATOR_LENGTH) return "";
    let key = 0;
    for (let at = start; at < end; at++) key = key * 256 + (bytes[at] ?? 0);
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = Buffer.from(bytes.subarray(start, end)).toString("latin1");
    names.set(key, name);
    return name;
  };
}

/** Returns the number that a word is, or NaN. Most words are numbers, so they are read without a string of each. */
function readNumber(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const sign = bytes[at] === code.minus ? -1 : 1;
  if (bytes[at] === code.minus || bytes[at] === code.plus) at += 1;
  let value = 0;
  let scale = 0;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === code.dot && scale === 0) scale = 1;
    else if (byte >= code.zero && byte <= code.nine) {
      value = value * 10 + byte - code.zero;
      scale *= 10;
    } else return Number.NaN;
  }
  return (sign * value) / Math.max(1, scale);
}

function skipString(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === code.backslash) at += 1;
    else if (byte === code.open) depth += 1;
    else if (byte === code.close) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return bytes.length;
}

/** Skips an array, such as the strings and distances of a line of text. */
function skipArray(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === code.closeBracket) return at + 1;
    at = byte === code.open ? skipString(bytes, at) : at + 1;
  }
  return at;
}

function skipComment(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== code.lineFeed && bytes[at] !== code.return) at += 1;
  return at;
}

/** Skips the bytes of a picture inside the stream, up to the word `EI`. */
function skipImage(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 2 < bytes.length; at++) {
    const isWord = WHITE.has(bytes[at] ?? 0) && bytes[at + 1] === 69 && bytes[at + 2] === 73;
    if (isWord && (at + 3 >= bytes.length || ends[bytes[at + 3] ?? 0] === 1)) return at + 3;
  }
  return bytes.length;
}

function indexOf(bytes: Uint8Array, byte: number, start: number): number {
  const index = bytes.indexOf(byte, start);
  return index < 0 ? bytes.length : index;
}
