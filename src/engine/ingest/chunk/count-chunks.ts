import { setImmediate as nextTurn } from "node:timers/promises";
import { type ChunkDraft, type DocumentText, defined, type Receipt, type Sequence } from "../../../core/index.ts";
import { isProse } from "../../text/index.ts";

/** Number of chunks after which other calls get a turn: of chunks that must be tested for prose, and of tested ones. */
const CHUNKS_IN_A_TURN = { toTest: 32, tested: 4_096 };

export type ChunkCounts = Pick<Receipt, "chunks" | "chunksNotEmbedded">;

/** Counts the chunks of a document for its receipt, and those among them that get no vector. */
export async function countChunks(
  text: DocumentText,
  drafts: Sequence<Pick<ChunkDraft, "span" | "isProse">>,
  signal: AbortSignal,
): Promise<ChunkCounts> {
  let count = 0;
  let workInTurn = 0;
  for (const draft of drafts) {
    workInTurn += 1 / (draft.isProse === undefined ? CHUNKS_IN_A_TURN.toTest : CHUNKS_IN_A_TURN.tested);
    if (workInTurn >= 1) {
      await nextTurn();
      workInTurn = 0;
    }
    signal.throwIfAborted();
    if (!(draft.isProse ?? isProse(text.slice(draft.span.start, draft.span.end)))) count += 1;
  }
  return defined({ chunks: drafts.length, chunksNotEmbedded: count === 0 ? undefined : count });
}
