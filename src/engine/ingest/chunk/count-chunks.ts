import { setImmediate as nextTurn } from "node:timers/promises";
import { type ChunkDraft, defined, type Receipt } from "../../../core/index.ts";
import { isProse } from "../../text/index.ts";

/** Number of chunks after which other callers of the process have their turn. */
const CHUNKS_IN_A_TURN = 32;

export type ChunkCounts = Pick<Receipt, "chunks" | "chunksNotEmbedded">;

/** Counts the chunks of a document for its receipt, and those among them that get no vector. */
export async function countChunks(
  text: string,
  drafts: readonly Pick<ChunkDraft, "span">[],
  signal: AbortSignal,
): Promise<ChunkCounts> {
  let count = 0;
  for (const [index, { span }] of drafts.entries()) {
    if (index % CHUNKS_IN_A_TURN === CHUNKS_IN_A_TURN - 1) await nextTurn();
    signal.throwIfAborted();
    if (!isProse(text.slice(span.start, span.end))) count += 1;
  }
  return defined({ chunks: drafts.length, chunksNotEmbedded: count === 0 ? undefined : count });
}
