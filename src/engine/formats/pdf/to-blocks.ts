import { findMin } from "../../../core/index.ts";
import { type Block, buildBlocks } from "./build-blocks.ts";
import type { Part } from "./layout-page.ts";
import type { Row } from "./page-rows.ts";

/** Builds the blocks of one page, in reading order. */
export function toBlocks(parts: readonly Part[], levels: ReadonlyMap<Row, number>, page: number): readonly Block[] {
  return parts.flatMap((part) =>
    "table" in part ? [part.table] : placeNotes(buildBlocks(part.rows, levels, page), part.notes, page),
  );
}

/** Puts each comment after the block that it is on, so that it does not interrupt a sentence. */
function placeNotes(blocks: readonly Block[], notes: readonly Row[], page: number): readonly Block[] {
  const tops = blocks.map(topOf);
  const after = notes.map((note) => tops.findLastIndex((top) => top <= note.baseline));
  const notesAfter = (index: number) =>
    notes
      .filter((_, place) => after[place] === index)
      .map((note): Block => ({ kind: "paragraph", page, rows: [note] }));
  return [...notesAfter(-1), ...blocks.flatMap((block, index) => [block, ...notesAfter(index)])];
}

function topOf(block: Block): number {
  const lines = block.kind === "table" ? (block.rows[0]?.cells.flat() ?? []) : block.rows;
  return findMin(lines.map(({ baseline }) => baseline));
}
