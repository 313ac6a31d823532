import type { Block } from "./build-blocks.ts";
import type { Row } from "./build-rows.ts";

/** Puts each comment behind the block on which it stands, so that it does not cut a sentence. */
export function placeNotes(blocks: readonly Block[], notes: readonly Row[], page: number): readonly Block[] {
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
  return Math.min(...lines.map(({ baseline }) => baseline));
}
