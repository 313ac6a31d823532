import { type ChunkDraft, defined, type Receipt } from "../../../core/index.ts";
import { isProse } from "../embed/is-prose.ts";

/** Counts the chunks of a document for its receipt, and those among them that get no vector. */
export function countChunks(
  text: string,
  drafts: readonly Pick<ChunkDraft, "span">[],
): Pick<Receipt, "chunks" | "chunksNotEmbedded"> {
  const count = drafts.filter(({ span }) => !isProse(text.slice(span.start, span.end))).length;
  return defined({ chunks: drafts.length, chunksNotEmbedded: count === 0 ? undefined : count });
}
