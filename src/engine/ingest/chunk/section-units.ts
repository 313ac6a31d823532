import type { Block, Section } from "./gather-sections.ts";
import type { Measure } from "./measure.ts";
import type { Piece, Splitter } from "./piece.ts";
import { splitToPieces } from "./split-to-pieces.ts";
import { splitIntoSentences, splitItems, splitLines, splitParagraphs, splitRows } from "./splitters.ts";

/** A piece whose meaning is compared with its neighbours'. */
export interface Unit extends Piece {
  /** Belongs to the piece before it, and is cut off only where the budget asks for it. */
  readonly isContinuation: boolean;
}

/**
 * A section's sentences and list items; tables and code whole where they fit, else in rows or lines that belong
 * together. What follows the headings belongs to them.
 */
export function sectionUnits(
  text: string,
  { headings, body }: Section,
  options: { readonly maxTokens: number; readonly measure: Measure },
): readonly Unit[] {
  const { maxTokens: limit, measure } = options;
  const leading = headings.flatMap(({ span }) => splitToPieces(text, span, { splitters: [], limit, measure }));
  const units = leading.map((piece, index) => ({ ...piece, isContinuation: index > 0 }));
  const rest = body.flatMap((block) => blockUnits(text, block, options));
  const [first, ...others] = rest;
  return first === undefined ? units : [...units, { ...first, isContinuation: leading.length > 0 }, ...others];
}

function blockUnits(
  text: string,
  block: Block,
  { maxTokens: limit, measure }: { readonly maxTokens: number; readonly measure: Measure },
): readonly Unit[] {
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

/** Every span by itself, cut further only beyond the limit. */
function fineUnits(
  text: string,
  spans: ReturnType<Splitter>,
  options: Parameters<typeof splitToPieces>[2],
): readonly Unit[] {
  return spans.flatMap((span) => splitToPieces(text, span, options).map(oneThing));
}

function oneThing(piece: Piece, index: number): Unit {
  return { ...piece, isContinuation: index > 0 };
}
