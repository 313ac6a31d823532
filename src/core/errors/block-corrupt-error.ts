import { LydianError } from "./lydian-error.ts";

/** A block's checksum differs from what was stored. */
export class BlockCorruptError extends LydianError {
  readonly code = "block-corrupt";
}
