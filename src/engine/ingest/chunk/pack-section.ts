import type { Block, Section } from "./gather-sections.ts";
import type { Measure } from "./measure.ts";
import { packPieces } from "./pack-pieces.ts";
import type { Piece, Splitter } from "./piece.ts";
import { splitToPieces } from "./split-to-pieces.ts";
import { splitIntoSentences, splitItems, splitLines, splitParagraphs, splitRows } from "./splitters.ts";

export interface PackSectionOptions {
  readonly maxTokens: number;
  readonly measure: Measure;
}

/** Groups a section's pieces into packs, each of which becomes a chunk. Blocks that fit stay whole. */
export function packSection(
  text: string,
  section: Section,
  options: PackSectionOptions,
): readonly (readonly Piece[])[] {
  const { maxTokens, measure } = options;
  const leading = section.headings.flatMap(({ span }) =>
    splitToPieces(text, span, { splitters: [], limit: maxTokens, measure }),
  );
  const headingCost = leading.reduce((sum, piece) => sum + piece.cost + 1, 0);
  // The first block is cut finer where it must leave room for its heading.
  const room = headingCost <= maxTokens / 2 ? maxTokens - headingCost : maxTokens;
  const body = section.body.flatMap((block, index) => {
    const limit = index === 0 ? room : maxTokens;
    const pieces = splitToPieces(text, block.span, { splitters: splittersOf(block), limit, measure });
    return pieces.length > 1 && (block.kind === "table" || block.kind === "code") ? markOpening(pieces) : pieces;
  });
  return packPieces([...leading, ...body], { maxTokens, headings: leading.length });
}

function splittersOf(block: Block): readonly Splitter[] {
  switch (block.kind) {
    case "list":
      return [splitItems, splitIntoSentences];
    case "table":
      return [splitRows(block.header), splitLines];
    case "code":
      return [splitParagraphs, splitLines];
    case "quote":
      return [splitParagraphs, splitIntoSentences];
    case "heading":
      return [];
    case "paragraph":
      return [splitIntoSentences];
  }
}

function markOpening([first, ...rest]: readonly Piece[]): readonly Piece[] {
  return first === undefined ? [] : [{ ...first, isOpening: true }, ...rest];
}
