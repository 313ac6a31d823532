import { type Chunker, InvalidArgumentError } from "../../../core/index.ts";
import { chunkByStructure } from "./chunk-by-structure.ts";
import { chunkRecursively } from "./chunk-recursively.ts";
import { chunkSemantically } from "./chunk-semantically.ts";

export interface ChunkerOptions {
  readonly chunker: "structure" | "recursive" | "semantic";
  /** From 16 to 8,192, in the embedder's tokens; 400 is a good default for an embedder that reads 512. */
  readonly maxTokens: number;
  /** From 0 to half of `maxTokens`: how much of a chunk's end the next one repeats. */
  readonly overlapTokens: number;
}

// To be raised with every change of the rules: documents are then chunked again.
const rulesVersion = 3;

/**
 * Cuts documents into chunks.
 *
 * `structure` follows the document's elements. A chunk never crosses a heading, except that very small neighbouring
 * sections of one parent share one (under the parent's path). Its heading belongs to a section's first chunk.
 * A section that fits stays whole; the chunks of one that does not have two thirds of `maxTokens` at most.
 * Paragraphs, lists, tables and code stay whole where they fit into that; else they are cut at sentences, items, rows (the first
 * stays with the header), and blank lines or lines. `recursive` takes paragraphs, lines and sentences as they come.
 * `semantic` cuts within the sections of the structure, where neighbouring sentences are least alike by the embedder
 * (three on either side of a gap): at the fifth of a document's gaps that are least alike, and else where the budget asks
 * for it; tables and code stay whole as before. What can not be embedded yet is cut by `structure`.
 * All cut a sentence or row that is too large alone at white space, at last between characters.
 *
 * The path of a chunk that begins below a table's header ends with the names of that header.
 *
 * Every chunk has at most `maxTokens`, unless one character costs more; spans are without white space at their ends,
 * in reading order, and cover every other character. They overlap by at most `overlapTokens`, within a section only.
 * `countTokens` is called for text of a bounded number of times the document's length. The same document gives the
 * same chunks.
 *
 * @throws {InvalidArgumentError} if a size is out of its bounds
 */
export function createChunker(options: ChunkerOptions): Chunker {
  const { chunker, maxTokens, overlapTokens } = options;
  checkInteger("maxTokens", maxTokens, [16, 8192]);
  checkInteger("overlapTokens", overlapTokens, [0, Math.floor(maxTokens / 2)]);
  return {
    id: chunker,
    fingerprint: `${chunker} ${rulesVersion}, at most ${maxTokens} tokens, overlap ${overlapTokens}`,
    ...(chunker === "semantic" ? { meanwhile: createChunker({ ...options, chunker: "structure" }) } : {}),
    chunk: chunkBy[chunker](options),
  };
}

const chunkBy = { structure: chunkByStructure, recursive: chunkRecursively, semantic: chunkSemantically };

function checkInteger(name: string, value: number, [least, most]: readonly [number, number]): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new InvalidArgumentError(`The chunker's ${name} is ${value}.`, {
    hint: `Give a whole number from ${least} to ${most}.`,
  });
}
