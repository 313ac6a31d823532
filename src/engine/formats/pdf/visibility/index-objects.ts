import { constants, inflateSync } from "node:zlib";

/** A definition of an object in the file. A file that was changed may define an object several times. */
export interface ObjectDefinition {
  /** Text of the object: its dictionary, array or number. */
  readonly text: string;
  /** Position of its stream in the file, if it has one. */
  readonly streamStart: number | undefined;
}

/** The objects of a PDF, found in its bytes and not by its table of objects. */
export interface ObjectIndex {
  definitionsOf(number: number): readonly ObjectDefinition[];
  /** Decodes a stream. Returns undefined if it cannot be decoded here, or if its end is unclear. */
  decode(definition: ObjectDefinition): Uint8Array | undefined;
  /** Numbers of the objects whose text has a word, such as `/Form`. */
  numbersWith(word: string): ReadonlySet<number>;
  /** Texts from each place of a word on, also in packed objects. */
  textsAt(word: string): Iterable<string>;
}

/** Maximum length of an object without a stream that is read. */
const MAX_TEXT_BYTES = 1_000_000;
/** Maximum size of a decoded stream. */
const MAX_DECODED_BYTES = 64_000_000;
/** Number of bytes that `textsAt` gives. */
const CONTEXT_BYTES = 40;
const END_OF_STREAM = "endstream";
/** Maximum number of bytes between a stream and its end. */
const MAX_LINE_END = 4;
const HEADER_BYTES = 24;
const HEADER = /(\d{1,10})\s{1,9}\d{1,5}\s{1,9}$/;

/** Finds the objects of a PDF. Packed objects (object streams) are unpacked; what cannot be unpacked is missing. */
export function indexObjects(file: Uint8Array): ObjectIndex {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const starts = findStarts(bytes);
  const places = new Map<number, number[]>();
  for (const { number, start } of starts) places.set(number, [...(places.get(number) ?? []), start]);
  const numberAt = (place: number) => starts[findLast(starts, place)];
  const numbersWith = (word: string) =>
    new Set(Array.from(placesOf(bytes, word), (place) => numberAt(place)?.number ?? -1));
  const definitionAt = (start: number) => readDefinition(bytes, start);
  const decode = (definition: ObjectDefinition) => decodeStream(bytes, definition, lengthOf);
  const lengthOf = (number: number) => {
    const lengths = new Set((places.get(number) ?? []).map((start) => Number.parseInt(definitionAt(start).text, 10)));
    return lengths.size === 1 ? [...lengths][0] : undefined;
  };
  const packed = unpack(
    Array.from(numbersWith("/ObjStm"), (number) => places.get(number) ?? [])
      .flat()
      .map(definitionAt),
    decode,
  );
  return {
    definitionsOf: (number) => [
      ...(places.get(number) ?? []).map(definitionAt),
      ...(packed.texts.get(number) ?? []).map((text) => ({ text, streamStart: undefined })),
    ],
    decode,
    numbersWith,
    *textsAt(word) {
      for (const place of placesOf(bytes, word)) yield bytes.toString("latin1", place, place + CONTEXT_BYTES);
      for (const text of packed.whole)
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
          yield text.slice(at, at + CONTEXT_BYTES);
    },
  };
}

interface ObjectStart {
  readonly number: number;
  /** Position after the word `obj`. */
  readonly start: number;
}

function findStarts(bytes: Buffer): readonly ObjectStart[] {
  const starts: ObjectStart[] = [];
  for (const place of placesOf(bytes, "obj")) {
    const [, number] = HEADER.exec(bytes.toString("latin1", Math.max(0, place - HEADER_BYTES), place)) ?? [];
    if (number !== undefined) starts.push({ number: Number(number), start: place + "obj".length });
  }
  return starts;
}

function* placesOf(bytes: Buffer, word: string): Iterable<number> {
  for (let at = bytes.indexOf(word, 0, "latin1"); at >= 0; at = bytes.indexOf(word, at + 1, "latin1")) yield at;
}

/** Returns the index of the last start at or before a place. */
function findLast(starts: readonly ObjectStart[], place: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function readDefinition(bytes: Buffer, start: number): ObjectDefinition {
  const found = bytes.indexOf("endobj", start, "latin1");
  const end = Math.min(found < 0 ? bytes.length : found, start + MAX_TEXT_BYTES);
  const keyword = bytes.subarray(start, end).indexOf("stream", 0, "latin1");
  if (keyword < 0) return { text: bytes.toString("latin1", start, end), streamStart: undefined };
  const text = bytes.toString("latin1", start, start + keyword);
  let streamStart = start + keyword + "stream".length;
  if (bytes[streamStart] === 13) streamStart += 1;
  if (bytes[streamStart] === 10) streamStart += 1;
  return { text, streamStart };
}

const FILTER = /\/Filter\s{0,9}(?:\[\s{0,9}\]|\[?\s{0,9}\/(\w{1,30})\s{0,9}(?:\]|\/|>))/;
const LENGTH = /\/Length\s{1,9}(\d{1,10})(\s{1,9}\d{1,5}\s{1,9}R)?/;

type LengthOf = (number: number) => number | undefined;

function decodeStream(bytes: Buffer, definition: ObjectDefinition, lengthOf: LengthOf): Uint8Array | undefined {
  const data = readStream(bytes, definition, lengthOf);
  const { text } = definition;
  if (data === undefined || !text.includes("/Filter")) return data;
  const [, filter] = FILTER.exec(text) ?? [];
  const isPlainDeflate = (filter === "FlateDecode" || filter === "Fl") && !/\/(?:DecodeParms|DP|F)\b/.test(text);
  if (!isPlainDeflate) return undefined;
  try {
    return inflateSync(data, { maxOutputLength: MAX_DECODED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    // PDF.js repairs some damaged streams. The caller takes an unread stream for suspect.
    return undefined;
  }
}

/** Returns the bytes of a stream, if its end is where its length says. */
function readStream(bytes: Buffer, { text, streamStart }: ObjectDefinition, lengthOf: LengthOf): Buffer | undefined {
  const [, written, isReference] = LENGTH.exec(text) ?? [];
  if (streamStart === undefined || written === undefined) return undefined;
  const length = isReference === undefined ? Number(written) : lengthOf(Number(written));
  if (length === undefined || !Number.isSafeInteger(length)) return undefined;
  const end = streamStart + length;
  const after = bytes.toString("latin1", end, end + END_OF_STREAM.length + MAX_LINE_END);
  return after.trimStart().startsWith(END_OF_STREAM) ? bytes.subarray(streamStart, end) : undefined;
}

interface PackedObjects {
  readonly texts: ReadonlyMap<number, readonly string[]>;
  /** Text of each object stream. */
  readonly whole: readonly string[];
}

function unpack(
  definitions: readonly ObjectDefinition[],
  decode: (definition: ObjectDefinition) => Uint8Array | undefined,
): PackedObjects {
  const texts = new Map<number, string[]>();
  const whole: string[] = [];
  for (const definition of definitions) {
    const bytes = decode(definition);
    const first = Number(/\/First\s{1,9}(\d{1,9})/.exec(definition.text)?.[1]);
    if (bytes === undefined || !Number.isSafeInteger(first)) continue;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    whole.push(text);
    const header = text.slice(0, first).trim().split(/\s+/).map(Number);
    for (let at = 0; at + 1 < header.length; at += 2) {
      const [number = -1, offset = 0, next] = [header[at], header[at + 1], header[at + 3]];
      const object = text.slice(first + offset, next === undefined ? undefined : first + next);
      texts.set(number, [...(texts.get(number) ?? []), object]);
    }
  }
  return { texts, whole };
}
