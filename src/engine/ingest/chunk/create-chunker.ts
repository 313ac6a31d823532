import {
  type ChunkDraft,
  type Chunker,
  type ChunkerServices,
  type DocumentToChunk,
  defined,
  InvalidArgumentError,
} from "../../../core/index.ts";
import { isProse } from "../../text/index.ts";
import { chunkByStructure } from "./chunk-by-structure.ts";
import { chunkRecursively } from "./chunk-recursively.ts";
import { chunkSemantically } from "./chunk-semantically.ts";

export interface ChunkerOptions {
  readonly chunker: "structure" | "recursive" | "semantic";
  /** Maximum size of a chunk, from 16 to 8,192, in the embedder's tokens. 400 suits an embedder that reads 512. */
  readonly maxTokens: number;
  /** Amount of a chunk's end that the next one repeats, from 0 to half of `maxTokens`. */
  readonly overlapTokens: number;
}

/** Version of the rules. Raise it with every change, so that documents are chunked again. */
const RULES_VERSION = 3;

/**
 * Creates a chunker.
 *
 * - `structure` follows the document's elements. A chunk never crosses a heading, with one exception: very small
 *   neighbouring sections of one parent share a chunk, under the parent's path. A heading belongs to the first chunk of
 *   its section. A section that fits stays whole; the chunks of a longer one have at most two thirds of `maxTokens`.
 *   Paragraphs, lists, tables and code stay whole where they fit into that. Otherwise they are cut at sentences, items,
 *   rows (the first stays with the header), and blank lines or lines.
 * - `recursive` takes paragraphs, lines and sentences as they come.
 * - `semantic` cuts within sections where neighbouring sentences are least alike by the embedder, three on either side
 *   of a gap. It cuts at the least alike fifth of a document's gaps, and where the budget requires it. Tables and code
 *   stay whole as in `structure`, which also cuts until the text can be embedded.
 *
 * All of them cut a sentence or row that is too large at white space, at last between characters.
 *
 * The path of a chunk that begins below a table's header ends with the names of that header.
 *
 * Every chunk has at most `maxTokens`, unless one character costs more. Spans are in reading order, have no white space
 * at their ends, and cover every other character. They overlap by at most `overlapTokens`, within a section only. The
 * text given to `countTokens` is in all a bounded number of times as long as the document. The same document gives the
 * same chunks.
 *
 * @throws {InvalidArgumentError} if a size is out of its bounds
 */
export function createChunker(options: ChunkerOptions): Chunker {
  const { chunker, maxTokens, overlapTokens } = options;
  checkInteger("maxTokens", maxTokens, [16, 8192]);
  checkInteger("overlapTokens", overlapTokens, [0, Math.floor(maxTokens / 2)]);
  return defined({
    id: chunker,
    fingerprint: `${chunker} ${RULES_VERSION}, at most ${maxTokens} tokens, overlap ${overlapTokens}`,
    meanwhile: chunker === "semantic" ? createChunker({ ...options, chunker: "structure" }) : undefined,
    chunk: async (document: DocumentToChunk, services: ChunkerServices, signal: AbortSignal) => {
      const text = document.text.toString();
      const drafts = await chunkBy[chunker](options)({ ...document, text }, services, signal);
      return drafts.map((draft) => withProse(text, draft));
    },
  });
}

/** Tests a chunk where it was made, since that is the thread that has the time for it. */
function withProse(text: string, draft: ChunkDraft): ChunkDraft {
  return { ...draft, isProse: isProse(text.slice(draft.span.start, draft.span.end)) };
}

const chunkBy = { structure: chunkByStructure, recursive: chunkRecursively, semantic: chunkSemantically };

function checkInteger(name: string, value: number, [min, max]: readonly [number, number]): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new InvalidArgumentError(`The chunker's ${name} is ${value}.`, {
    hint: `Give a whole number from ${min} to ${max}.`,
  });
}
