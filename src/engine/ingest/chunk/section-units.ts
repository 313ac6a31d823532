import type { Block, Section } from "./gather-sections.ts";
import type { PackSectionOptions } from "./pack-section.ts";
import type { Piece, Splitter } from "./piece.ts";
import { type SplitOptions, splitToPieces } from "./split-to-pieces.ts";
import { splitIntoSentences, splitItems, splitLines, splitParagraphs, splitRows } from "./splitters.ts";

/** A piece whose meaning is compared with its neighbours'. */
export interface Unit extends Piece {
  /** True for a piece that belongs to the one before and is only cut off if the budget requires it. */
  readonly isContinuation: boolean;
}

/**
 * Splits a section into sentences and list items. Tables and code stay whole where they fit; otherwise they are rows or
 * lines that belong together. The first unit after the headings belongs to them.
 */
export function sectionUnits(text: string, { headings, body }: Section, options: PackSectionOptions): readonly Unit[] {
  const { maxTokens: limit, measure } = options;
  const leading = headings.flatMap(({ span }) => splitToPieces(text, span, { splitters: [], limit, measure }));
  const units = leading.map((piece, index) => ({ ...piece, isContinuation: index > 0 }));
  const rest = body.flatMap((block) => blockUnits(text, block, options));
  const [first, ...others] = rest;
  return first === undefined ? units : [...units, { ...first, isContinuation: leading.length > 0 }, ...others];
}

function blockUnits(text: string, block: Block, { maxTokens: limit, measure }: PackSectionOptions): readonly Unit[] {
  const cut = (splitters: readonly Splitter[]) => splitToPieces(text, block.span, { splitters, limit, measure });
  switch (block.kind) {
    case "table":
      return cut([splitRows(block.header), splitLines]).map(oneThing);
    case "code":
      return cut([splitParagraphs, splitLines]).map(oneThing);
    case "heading":
      return cut([]).map(oneThing);
    case "list":
      return fineUnits(text, splitItems(text, block.span), { splitters: [splitIntoSentences], limit, measure });
    case "paragraph":
    case "quote":
      return fineUnits(text, splitIntoSentences(text, block.span), { splitters: [], limit, measure });
  }
}

/** Makes each span a unit, and cuts it further only above the limit. */
function fineUnits(text: string, spans: ReturnType<Splitter>, options: SplitOptions): readonly Unit[] {
  return spans.flatMap((span) => splitToPieces(text, span, options).map(oneThing));
}

function oneThing(piece: Piece, index: number): Unit {
  return { ...piece, isContinuation: index > 0 };
}
