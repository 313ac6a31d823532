import { defined, type Element, type LocatedSpan, type Location, type Span } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";

export interface WrittenText {
  readonly text: string;
  readonly elements: readonly Element[];
  readonly locations: readonly LocatedSpan[];
}

/** A block that is written at once. */
export interface BlockInput extends Omit<Element, "span" | "header"> {
  readonly text: string;
  readonly location?: Location;
}

/** Writes a document's text block by block, and records the spans of blocks and of places in the original. */
export interface TextWriter {
  /** Begins a block after a blank line. */
  startBlock(): void;
  /** Adds a line, in NFC and without a line end, and returns where it begins. */
  addLine(line: string): number;
  /** Ends the block as an element over all of its lines. A block without lines makes no element. */
  endBlock(element: Omit<Element, "span">): void;
  /** Records the place of a span. Spans must be in order, without overlap. */
  locate(span: Span, location: Location): void;
  /** Widens the last recorded place to a later end, with another location. */
  widenLast(end: number, location: Location): void;
  /** Adds a whole block, normalised. Blank text is ignored. */
  addBlock(block: BlockInput): void;
  /** Adds text that another loader wrote, with its elements. Returns its span, or undefined for blank text. */
  addWritten(written: Pick<WrittenText, "text" | "elements">): Span | undefined;
  /** Returns the length of the text written so far, in UTF-16 code units. */
  length(): number;
  finish(): WrittenText;
}

/** Length of a piece. A million short pieces would take more memory than the text. */
const PIECE_CHARACTERS = 65_536;

export function createTextWriter(): TextWriter {
  const pieces: string[] = [];
  const elements: Element[] = [];
  const locations: LocatedSpan[] = [];
  let piece = "";
  let length = 0;
  let blockStart: number | undefined;
  const append = (text: string): void => {
    piece += text;
    length += text.length;
    if (piece.length < PIECE_CHARACTERS) return;
    pieces.push(piece);
    piece = "";
  };
  const startBlock = (): void => {
    blockStart = undefined;
  };
  const addLine = (line: string): number => {
    if (length > 0) append(blockStart === undefined ? "\n\n" : "\n");
    const start = length;
    blockStart ??= start;
    append(line);
    return start;
  };
  const endBlock = (element: Omit<Element, "span">): void => {
    if (blockStart !== undefined) elements.push({ ...element, span: { start: blockStart, end: length } });
    blockStart = undefined;
  };
  return {
    startBlock,
    addLine,
    endBlock,
    locate: (span, location) => locations.push({ span, location }),
    widenLast: (end, location) => {
      const last = locations.pop();
      if (last !== undefined) locations.push({ span: { start: last.span.start, end }, location });
    },
    addBlock({ text, location, ...element }) {
      const lines = normalizeText(text)
        .replace(/^\s*\n/, "")
        .trimEnd();
      if (lines.trim() === "") return;
      startBlock();
      const start = addLine(lines);
      endBlock(element);
      if (location !== undefined) locations.push({ span: { start, end: length }, location });
    },
    addWritten(written) {
      if (written.text.trim() === "") return undefined;
      startBlock();
      const start = addLine(written.text);
      for (const element of written.elements) elements.push(shiftElement(element, start));
      startBlock();
      return { start, end: length };
    },
    length: () => length,
    finish: () => ({ text: [...pieces, piece].join(""), elements, locations }),
  };
}

function shiftElement({ header, ...element }: Element, by: number): Element {
  const shift = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  return defined({ ...element, span: shift(element.span), header: header === undefined ? undefined : shift(header) });
}
