import { type Block, buildBlocks } from "./build-blocks.ts";
import type { Row } from "./build-rows.ts";
import type { Part } from "./layout-page.ts";
import { placeNotes } from "./place-notes.ts";

/** The blocks of one page in reading order. */
export function toBlocks(parts: readonly Part[], levels: ReadonlyMap<Row, number>, page: number): readonly Block[] {
  return parts.flatMap((part) =>
    "table" in part ? [part.table] : placeNotes(buildBlocks(part.rows, levels, page), part.notes, page),
  );
}
